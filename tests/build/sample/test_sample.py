"""The shipped sample: invented, valid, the same at every build, and worth looking at."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pandas as pd
import pytest

from workbook import engine, schema, tables
from workbook.build.sample import SAMPLE_AS_OF, sample_leads, sample_lists, sample_rows, sample_settings
from workbook.build.sample.orders import order_lines
from workbook.language import LANGS, Lang
from workbook.rules.cleaning import emails, phones, tax_numbers, websites
from workbook.schema.model import Kind

ROWS = {lang: sample_rows(lang) for lang in LANGS}
EVERYWHERE = [(lang, name) for lang in LANGS for name in ROWS[lang]]


def _list_keys(key: str, lang: Lang) -> set[str]:
    return {e.key for e in (*schema.listing(key).entries, *sample_lists(lang).get(key, []))}


@pytest.mark.parametrize(("lang", "name"), EVERYWHERE)
def test_rows_hold_typed_columns_of_the_right_kind(lang: Lang, name: str) -> None:
    """Every value stands in a column users type, has its kind, and a choice is a key of its list."""
    table = schema.table(name)
    for row in ROWS[lang][name]:
        for key, value in row.items():
            field = table[key]
            assert field.who == "user", f"{name}.{key} is worked out"
            if value is None:
                continue
            if field.kind is Kind.CHOICE:
                assert value in _list_keys(str(field.list), lang), f"{name}.{key}: {value}"
            elif field.kind is Kind.CHOICES:
                assert isinstance(value, tuple)
                assert set(value) <= _list_keys(str(field.list), lang)
            elif field.kind is Kind.FLAG:
                assert isinstance(value, bool)
            elif field.kind.is_date:
                assert isinstance(value, dt.date)
            elif field.kind.is_number:
                assert isinstance(value, int | float)
                assert field.low is None or value >= field.low
                assert field.high is None or value <= field.high
            else:
                assert isinstance(value, str)
                assert value == value.strip() != ""


@pytest.mark.parametrize(("lang", "name"), EVERYWHERE)
def test_required_columns_are_filled_and_ids_are_single(lang: Lang, name: str) -> None:
    """No sample row would be flagged for a missing value or a repeated id."""
    table, rows = schema.table(name), ROWS[lang][name]
    for field in table.inputs:
        if field.required:
            assert all(row.get(field.key) not in (None, "") for row in rows), field.key
    if table.key is not None:
        ids = [row[table.key] for row in rows]
        assert len(set(ids)) == len(ids)


@pytest.mark.parametrize(("lang", "name"), EVERYWHERE)
def test_references_lead_somewhere(lang: Lang, name: str) -> None:
    """Every reference names a row of the sample."""
    for field in schema.table(name).refs:
        target = schema.table(str(field.ref))
        known = {row[str(target.key)] for row in ROWS[lang][target.name]}
        assert {row[field.key] for row in ROWS[lang][name] if row.get(field.key)} <= known, field.key


def test_both_languages_tell_the_same_story() -> None:
    """Row for row the same ids, dates and numbers; only words differ."""
    plain = (int, float, dt.date, bool)
    for name, rows in ROWS["zh"].items():
        for zh, en in zip(rows, ROWS["en"][name], strict=True):
            assert zh.keys() == en.keys()
            for key in zh:
                if isinstance(zh[key], plain) or schema.table(name)[key].kind in (Kind.ID, Kind.REF, Kind.CHOICE):
                    assert zh[key] == en[key]


def test_the_english_sample_is_in_english() -> None:
    """No Chinese sign is left in an English book's rows."""
    han = re.compile(r"[\u4e00-\u9fff]")
    left = [(n, k, v) for n, rows in ROWS["en"].items() for row in rows for k, v in row.items() if han.search(str(v))]
    assert left == []


def test_the_sample_is_the_same_at_every_build() -> None:
    """Nothing in it depends on the clock or on chance."""
    assert all(sample_rows(lang) == ROWS[lang] for lang in LANGS)


def test_nothing_has_happened_after_the_samples_day() -> None:
    """Orders, payments, visits and complaints lie on or before the stored as-of; only plans lie ahead."""
    for name in ("tblTransactions", "tblPayments", "tblVisits", "tblComplaints", "tblSatisfaction", "tblSurveys"):
        dates = [row["date"] for row in ROWS["zh"][name]]
        assert all(isinstance(day, dt.date) and day <= SAMPLE_AS_OF for day in dates), name
    assert sample_settings("zh")["as_of"] == SAMPLE_AS_OF


def test_no_telephone_of_the_sample_can_ring() -> None:
    """Mobiles are of network 161 outside block 1619, landlines begin with 9: nobody has such a number."""
    nobody = re.compile(r"161[0-8]\d{7}|0\d{2,3}-9\d{6,7}")
    for name, rows in ROWS["zh"].items():
        for field in schema.table(name).fields:
            if field.kind is Kind.PHONE:
                assert all(nobody.fullmatch(str(row[field.key])) for row in rows if row.get(field.key)), field.key


def test_no_address_of_the_sample_reaches_anyone() -> None:
    """E-mail and web addresses lie under example.com, which is kept free for examples."""
    for rows in ROWS["zh"].values():
        for row in rows:
            for key in ("email", "website"):
                if row.get(key):
                    assert re.search(r"[@./]example\.com$", str(row[key])), row[key]


def test_the_check_has_nothing_to_say_of_the_samples_numbers() -> None:
    """Telephones, addresses and tax numbers are written as the book writes them."""
    for row in ROWS["zh"]["tblCustomers"]:
        assert phones.is_valid(str(row["phone"]))
        assert row.get("email") is None or emails.is_valid(str(row["email"]))
        assert row.get("website") is None or websites.is_valid(str(row["website"]))
        assert row.get("tax_no") is None or tax_numbers.is_valid(str(row["tax_no"]))
    assert all(phones.is_valid(str(row["mobile"])) for row in ROWS["zh"]["tblContacts"])


def test_no_place_has_the_division_of_the_samples_tax_numbers() -> None:
    """The credit codes carry division 990000, which is nowhere."""
    numbers = [str(row["tax_no"]) for row in ROWS["zh"]["tblCustomers"] if row.get("tax_no")]
    assert numbers
    assert all(number[2:8] == "990000" for number in numbers)


def test_traits_have_the_length_the_book_asks_for() -> None:
    """Fifty to a hundred characters, in either language."""
    for lang in LANGS:
        traits = [str(row["traits"]) for row in ROWS[lang]["tblCustomers"] if row.get("traits")]
        assert len(traits) == 8
        assert all(50 <= len(one) <= 100 for one in traits), [len(one) for one in traits]


def test_the_sample_shows_every_way_of_buying() -> None:
    """About forty customers and 450 lines; returns, several lines an order, one-time buyers, prospects, a decline."""
    lines = order_lines()
    assert len(ROWS["zh"]["tblCustomers"]) == 40
    assert 400 <= len(lines) <= 520
    assert sum(line.returned for line in lines) >= 8
    orders: dict[str, set[str]] = {}
    for line in lines:
        orders.setdefault(line.customer.slug, set()).add(line.order_no)
    assert any(len(numbers) == 1 for numbers in orders.values())
    assert len(orders) < 40
    assert len(lines) > sum(len(numbers) for numbers in orders.values())
    assert max(line.date for line in lines if line.customer.slug == "tuolan") < dt.date(2026, 3, 1)


def test_trade_rests_in_february_and_peaks_in_spring() -> None:
    """The seasons show: each February sells less than the March after it."""
    by_month: dict[tuple[int, int], float] = {}
    for line in order_lines():
        by_month[line.date.year, line.date.month] = by_month.get((line.date.year, line.date.month), 0) + line.net
    for year in (2024, 2025, 2026):
        assert by_month[year, 2] < by_month[year, 3]


def test_the_pasted_list_is_as_untidy_as_they_come_and_reaches_nobody() -> None:
    """Title and blank row before the header, full-width digits, two numbers in a cell; still nobody's numbers."""
    for lang in LANGS:
        grid = sample_leads(lang)
        assert {len(row) for row in grid} == {6}
        assert grid[0][1:] == [""] * 5
        assert not any(grid[1])
        text = " ".join(cell for row in grid[3:] for cell in row)
        assert "０" in text
        numbers = [n for row in grid[3:] for n in (*phones.split(row[2]).phones, *phones.split(row[2]).mobiles)]
        assert len(numbers) > len(grid) - 3
        assert all(re.match(r"161[0-8]|0\d{2,3}-9", number) for number in numbers), numbers
        assert set(re.findall(r"@\S+", text)) <= {f"@{w}.example.com" for w in ("hedu", "chaobai", "muye", "tingchao")}


def test_every_table_that_users_fill_has_a_row_in_the_sample() -> None:
    """A table that shows nothing would be worked out, checked and drawn by no test of the sample."""
    everywhere = {"tblTemplates"}  # its rows come with every book
    assert {t.name for t in schema.TABLES if not t.result and not ROWS["zh"].get(t.name)} == everywhere


def test_the_sample_reminds_of_every_kind(sample_zh: Path) -> None:
    """A kind that nobody calls any more is missing here."""
    with engine.open_book(sample_zh, read_only=True) as book:
        shown = set(tables.read(book, "tblReminders").frame["kind"])
    assert shown == {entry.key for entry in schema.listing("reminder_kind").entries}


@pytest.mark.parametrize("as_of", [dt.date(2027, 2, 15), dt.date(2024, 2, 29)])
def test_every_date_keeps_its_distance_to_the_day(as_of: dt.date) -> None:
    """Moved to another day, dates move by days and months by months; all else is what it was."""
    moved, apart = sample_rows("en", as_of), as_of - SAMPLE_AS_OF
    months = (as_of.year - SAMPLE_AS_OF.year) * 12 + as_of.month - SAMPLE_AS_OF.month
    for name, rows in ROWS["en"].items():
        table = schema.table(name)
        for before, after in zip(rows, moved[name], strict=True):
            assert before.keys() == after.keys()
            for key, value in before.items():
                now = after[key]
                if isinstance(value, dt.date) and isinstance(now, dt.date):
                    if table[key].kind is Kind.MONTH:
                        assert (now.year * 12 + now.month) - (value.year * 12 + value.month) == months
                    else:
                        assert now - value == apart
                elif not isinstance(value, str) and key != "year":
                    assert now == value


def test_moved_order_numbers_say_their_own_month() -> None:
    """An order is numbered by the month of its first day, and what refers to it follows."""
    moved = sample_rows("en", dt.date(2027, 2, 15))
    first: dict[str, dt.date] = {}
    for row in moved["tblTransactions"]:
        number, day = str(row.get("order_no")), row["date"]
        assert isinstance(day, dt.date)
        if number.startswith("D"):
            first[number] = min(day, first.get(number, day))
    assert all(number[1:5] == f"{day:%y%m}" for number, day in first.items())
    paid = {str(row["order_no"]) for row in moved["tblPayments"] if row.get("order_no")}
    returned = {str(row["original_order_no"]) for row in moved["tblTransactions"] if row.get("original_order_no")}
    assert paid | returned <= set(first)
    known = {str(row.get("order_no")) for row in ROWS["en"]["tblTransactions"]}
    assert len(first) == sum(number.startswith("D") for number in known)


def test_moved_birthdays_stay_near() -> None:
    """Somebody who has a birthday two days after the sample's day has one two days after any other; lunar ones stay."""
    before, after = ROWS["en"]["tblContacts"], sample_rows("en", dt.date(2026, 11, 30))["tblContacts"]
    near = {str(row["birthday"])[5:] for row in after if row["calendar"] == "solar"}
    assert {"12-02", "12-05"} <= near
    assert [row["birthday"] for row in after if row["calendar"] == "lunar"] == [
        row["birthday"] for row in before if row["calendar"] == "lunar"
    ]


def test_few_things_are_overdue(sample_zh: Path) -> None:
    """A list that can be worked through: ten at most, of several kinds, and none of it older than a year."""
    with engine.open_book(sample_zh, read_only=True) as book:
        listed = tables.read(book, "tblReminders").frame
    late = listed[(listed["status"] == "open") & (listed["due"] < str(SAMPLE_AS_OF))]
    assert 5 <= len(late) <= 10
    assert late["kind"].nunique() >= 4
    assert late["due"].min() > pd.Timestamp(2025, 6, 30)
    assert set(listed["status"]) == {"open", "done", "postponed"}
