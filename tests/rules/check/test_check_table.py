"""What check says of a row, cell by cell: each test states one thing that is, or is not, a problem."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from tests.rules.check.conftest import frame
from workbook import schema
from workbook.language import Text
from workbook.rules.check import check_marks, check_table
from workbook.rules.check.cell_findings import shown
from workbook.rules.check.context import Context
from workbook.rules.check.dates import ORDERED, PAST
from workbook.rules.check.formats import CHECKS, TRAITS
from workbook.rules.check.ids import ONE_EACH, untidy
from workbook.schema.findings import Finding, Severity
from workbook.schema.model import Kind

Check = Callable[..., list[Finding]]

GOOD: dict[str, Any] = {
    "customer_id": "C1",
    "name": "Ash Trading",
    "kind": "company",
    "row_id": "a" * 16,
    "region": "south",
    "credit": 4.0,
    "employees": 12.0,
    "phone": "020-88880000",
    "email": "ash@example.com",
    "website": "www.example.com",
    "postcode": "510000",
    "tax_no": "91110000600037341L",
    "traits": "话" * 60,
    "created_on": "2026-06-30",
    "source": "fair",
}
LINE: dict[str, Any] = {
    "line_id": "T1",
    "order_no": "S1",
    "date": "2026-06-30",
    "customer_id": "C1",
    "quantity": 3.0,
    "unit_price": 10.0,
    "discount": 0.1,
    "amount": 27.0,
}


def made(products: list[dict[str, Any]]) -> pd.DataFrame:
    """The catalogue."""
    return frame("tblProducts", products)


def told(findings: list[Finding]) -> list[tuple[int | None, str | None, str]]:
    """Row, field and severity of each finding."""
    return [(one.row, one.field, str(one.severity)) for one in findings]


def only(findings: list[Finding]) -> Finding:
    """The one finding there must be."""
    (one,) = findings
    return one


def test_a_good_customer_has_no_finding(check: Check) -> None:
    """Every filled cell of a well-kept row passes."""
    assert check("tblCustomers", [GOOD]) == []


def test_a_good_order_line_has_no_finding(check: Check) -> None:
    """Amount, arithmetic, date and customer agree."""
    assert check("tblTransactions", [LINE]) == []


@pytest.mark.parametrize(
    ("changed", "severity", "message"),
    [
        ({"name": None}, "error", "A required cell is blank"),
        ({"kind": None}, "error", "A required cell is blank"),
        ({"region": "Atlantis"}, "warning", "'Atlantis' is not in the list Region"),
        ({"credit": 6.0}, "error", "6 is not between 1 and 5"),
        ({"credit": 3.5}, "warning", "3.5 is not a whole number"),
        ({"employees": -1.0}, "error", "-1 is below 0"),
        ({"email": "x@"}, "warning", "'x@' has no domain"),
        ({"email": "a@example.com b@example.com"}, "hint", "2 addresses stand in one cell; the first is taken here"),
        ({"website": "官网"}, "warning", "'官网' is not a web address"),
        ({"phone": "12345"}, "warning", "'12345' does not look like a telephone number"),
        ({"postcode": "51000"}, "hint", "'51000' has five digits: a leading zero may be lost"),
        ({"tax_no": "91110000600037341A"}, "hint", "'91110000600037341A' has a wrong check sign; please check it"),
        ({"traits": "话" * 49}, "hint", "The traits have 49 characters; 50 to 100 are asked for"),
        ({"traits": "话" * 101}, "hint", "The traits have 101 characters; 50 to 100 are asked for"),
        ({"created_on": "2026-07-01"}, "warning", "2026-07-01 is after the as-of date 2026-06-30 and not counted"),
        ({"created_on": "2206-07-01"}, "warning", "2206-07-01 is too far ahead"),
        ({"source": "third_person"}, "error", "'Asking around about someone' is not an allowed source"),
        ({"source": "crawler"}, "warning", "'Web crawler' needs a compliance note"),
    ],
)
def test_one_bad_cell_is_one_finding_that_names_it(
    check: Check, changed: dict[str, Any], severity: str, message: str
) -> None:
    """The finding stands at the cell, says what is wrong, and tells what to do."""
    one = only(check("tblCustomers", [GOOD | changed]))
    assert (one.row, one.field, str(one.severity), one.message.en) == (0, next(iter(changed)), severity, message)
    assert one.fix.en
    assert one.fix.zh


@pytest.mark.parametrize(
    "changed",
    [
        {"source": "crawler", "remarks": "Public pages only; signed by the manager."},
        {"source": "crawler", "consent": "Public pages only."},
        {"region": None},
        {"traits": "x" * 50},
        {"phone": "400-800-0000"},
        {"tax_no": None},
        {"created_on": None},
    ],
)
def test_what_is_no_problem(check: Check, changed: dict[str, Any]) -> None:
    """An answered source, a blank optional cell, a value at its bound."""
    assert check("tblCustomers", [GOOD | changed]) == []


@pytest.mark.parametrize(
    ("changed", "field", "severity", "message"),
    [
        ({"customer_id": "C9"}, "customer_id", "error", "'C9' is not an ID or name in Customers"),
        ({"customer_id": "Birch Ltd"}, "customer_id", "error", "several rows of Customers are called 'Birch Ltd'"),
        ({"customer_id": None}, "customer_id", "error", "A required cell is blank"),
        ({"date": None}, "date", "error", "A required cell is blank"),
        ({"date": "2026-07-01"}, "date", "warning", "2026-07-01 is after the as-of date 2026-06-30 and not counted"),
        ({"amount": 28.0}, "amount", "hint", "The amount 28.00 is not quantity × price × (1 − discount) = 27.00"),
        ({"discount": 15.0}, "discount", "error", "15 is not between 0% and 100%"),
        ({"amount": 0.0}, "amount", "hint", "The amount is zero"),
        ({"amount": None, "unit_price": None}, "amount", "error", "Neither an amount nor a quantity and a price"),
        ({"quantity": -3.0, "unit_price": None}, "amount", "hint", "The quantity is negative, the amount is not"),
    ],
)
def test_one_bad_cell_of_an_order_line(
    check: Check, changed: dict[str, Any], field: str, severity: str, message: str
) -> None:
    """Likewise for transactions."""
    one = only(check("tblTransactions", [LINE | changed]))
    assert (one.field, str(one.severity), one.message.en) == (field, severity, message)


@pytest.mark.parametrize(
    "changed",
    [
        {"amount": -27.0, "quantity": -3.0},
        {"amount": 27.01},
        {"amount": None},
        {"amount": 500.0, "unit_price": None},
        {"customer_id": "Ash Trading"},
        {"customer_id": "ｃ１"},
        {"order_no": None},
    ],
)
def test_returns_roundings_and_names_are_no_problem(check: Check, changed: dict[str, Any]) -> None:
    """A return is negative on both sides, a cent is rounding, a unique name is as good as an id."""
    assert check("tblTransactions", [LINE | changed]) == []


def test_a_cell_the_seam_could_not_read_is_told_once(check: Check) -> None:
    """A date that is no date is a finding of the table layer; check does not also call it blank."""
    known = Finding("tblTransactions", 0, "date", Text("不是日期", "Not a date"), Text("填日期", "Type a date"), "abc")
    assert check("tblTransactions", [LINE | {"date": None}], known=[known]) == [known]


def test_each_later_row_of_an_id_is_told_with_the_first_one_s_row(check: Check) -> None:
    """Ids are compared as they are used: full-width digits and stray spaces do not hide a duplicate."""
    rows = [
        GOOD | {"customer_id": one, "name": f"N{i}", "row_id": f"{i:016}"} for i, one in enumerate(("C1", "C2", "Ｃ１"))
    ]
    findings = check("tblCustomers", rows)
    assert told(findings) == [(2, "customer_id", "error")]
    assert findings[0].message.en == "Row 4 has the same Customer ID"


def test_a_copied_row_is_told_by_its_row_id(check: Check) -> None:
    """Two rows with one row_id: the later is a copy."""
    rows = [GOOD, GOOD | {"customer_id": "C2", "name": "Another"}]
    assert told(check("tblCustomers", rows)) == [(1, "row_id", "warning")]


def test_equal_names_are_a_hint(check: Check) -> None:
    """A reference by name could mean either."""
    rows = [GOOD, GOOD | {"customer_id": "C2", "row_id": "b" * 16}]
    assert told(check("tblCustomers", rows)) == [(1, "name", "hint")]


def test_an_order_has_one_customer_and_one_date(check: Check) -> None:
    """The line that differs from its order's first line is told."""
    rows = [LINE, LINE | {"line_id": "T2", "customer_id": "C2"}, LINE | {"line_id": "T3", "date": "2026-06-29"}]
    findings = check("tblTransactions", rows)
    assert told(findings) == [(1, "customer_id", "warning"), (2, "date", "warning")]
    assert findings[0].message.en == "Row 4 of the same order has another customer"


def test_lines_without_an_order_number_are_not_one_order(check: Check) -> None:
    """A blank number joins nothing."""
    rows = [LINE | {"order_no": None}, LINE | {"order_no": None, "line_id": "T2", "customer_id": "C2"}]
    assert check("tblTransactions", rows) == []


def test_a_contract_does_not_end_before_it_starts(check: Check) -> None:
    """At the later column."""
    row = {"contract_no": "H1", "customer_id": "C1", "starts_on": "2026-02-01", "ends_on": "2026-01-31"}
    one = only(check("tblContracts", [row]))
    assert (one.field, one.message.en) == ("ends_on", "2026-01-31 is before Starts on")


def test_a_payment_of_nothing_is_told(check: Check) -> None:
    """Zero pays nothing."""
    one = only(check("tblPayments", [{"date": "2026-01-01", "customer_id": "C1", "amount": 0.0}]))
    assert (one.field, str(one.severity)) == ("amount", "warning")


def test_a_value_no_longer_in_use_is_a_hint(check: Check, default_lists: dict[str, pd.DataFrame]) -> None:
    """A list value keeps its meaning when it is retired; new rows should not use it."""
    regions = default_lists["region"].assign(in_use=False)
    one = only(check("tblCustomers", [GOOD], lists=default_lists | {"region": regions}))
    assert (one.field, str(one.severity)) == ("region", "hint")
    assert "no longer in use" in one.message.en


def test_an_unlisted_value_is_one_finding_for_all_its_rows(
    check: Check, default_lists: dict[str, pd.DataFrame]
) -> None:
    """It says how many rows, offers the label that is near, and marks each row."""
    rows = [{**GOOD, "customer_id": f"C{n}", "name": f"N{n}", "row_id": f"{n}", "region": "South Chin"} for n in "123"]
    one = only(check("tblCustomers", rows))
    assert (one.row, one.others, one.message.en) == (0, (1, 2), "'South Chin' is not in the list Region: 3 rows")
    assert one.fix.en.startswith("'South Chin': South China, ")
    assert check_marks(pd.Index([0, 1, 2, 3]), [one]).tolist() == ["⚠1", "⚠1", "⚠1", "✓"]


def people(default_lists: dict[str, pd.DataFrame], *, in_use: bool) -> dict[str, pd.DataFrame]:
    """The lists, with one salesperson Li."""
    blank = default_lists["salesperson"]
    row = {
        key: pd.Series(["Li"] if key in ("key", "label") else [None], dtype=blank[key].dtype)
        for key in blank
        if key not in ("in_use", "order", "joined")
    }
    return default_lists | {"salesperson": pd.DataFrame(row).assign(in_use=in_use, order=1.0)}


def test_a_salesperson_who_is_not_listed_is_one_finding_with_its_cure(
    check: Check, default_lists: dict[str, pd.DataFrame]
) -> None:
    """Renamed: replace; left: list it, out of use."""
    lines = [LINE | {"line_id": f"T{n}", "order_no": f"S{n}", "salesperson": "Wang"} for n in range(177)]
    one = only(check("tblTransactions", lines, lists=people(default_lists, in_use=True)))
    assert one.message.zh == "“Wang”不在“业务员”列表里，涉及 177 行"
    assert "Ctrl+H" in one.fix.zh
    assert "已离职" in one.fix.zh


def test_past_rows_of_someone_who_left_are_right(check: Check, default_lists: dict[str, pd.DataFrame]) -> None:
    """Orders up to the as-of day are; a customer that is still his, and a visit to come, are not."""
    lists = people(default_lists, in_use=False)
    assert check("tblTransactions", [LINE | {"salesperson": "Li"}], lists=lists) == []
    assert check("tblCustomers", [GOOD | {"owner": "Li", "archived": True}], lists=lists) == []
    one = only(check("tblCustomers", [GOOD | {"owner": "Li"}], lists=lists))
    assert (one.field, one.fix.en) == ("owner", "Give these rows to a salesperson who is still here.")
    ahead = {"visit_id": "V1", "date": "2026-08-01", "customer_id": "C1", "salesperson": "Li"}
    assert [one.field for one in check("tblVisits", [ahead], lists=lists)] == ["salesperson"]


def test_an_unknown_customer_is_offered_the_near_one(check: Check) -> None:
    """By its nearest name; where two share a name, their numbers."""
    assert only(check("tblTransactions", [LINE | {"customer_id": "Ahs Tradin"}])).fix.en.startswith(
        "'Ahs Tradin': C1 Ash Trading?"
    )
    two = only(check("tblTransactions", [LINE | {"customer_id": "Birch Ltd"}]))
    assert two.fix.en == "'Birch Ltd': C2, C3? Write the id instead."


def test_a_part_of_a_name_is_a_hint_that_says_for_whom_it_was_taken(check: Check) -> None:
    """One for all its cells: nothing is taken in silence."""
    lines = [LINE | {"line_id": f"T{n}", "order_no": f"S{n}", "customer_id": "Ash"} for n in range(3)]
    one = only(check("tblTransactions", lines))
    assert (one.message.en, str(one.severity)) == ("'Ash' is taken for C1 Ash Trading: 3 rows", "hint")
    assert (one.row, one.others) == (0, (1, 2))


def test_a_part_of_several_names_is_an_error_that_names_them(check: Check) -> None:
    """Which of them is meant nobody can tell."""
    one = only(check("tblTransactions", [LINE | {"customer_id": "Birc"}]))
    assert one.message.en == "2 rows of Customers have 'Birc' in their name"
    assert one.fix.en == "'Birc': C2 Birch Ltd, C3 Birch Ltd? Type the ID or the exact name instead."


PRODUCTS = [
    {"product_id": "P1", "name": "Green tea"},
    {"product_id": "P2", "name": "Rice"},
    {"product_id": "P3", "name": "Rice"},
]


@pytest.mark.parametrize("written", ["P1", "p1", "Green tea", None])
def test_a_product_may_be_named_by_number_or_name(check: Check, written: str | None) -> None:
    """Either is right; a line without a product too."""
    assert check("tblTransactions", [LINE | {"product": written}], tables={"tblProducts": made(PRODUCTS)}) == []


def test_an_unknown_product_is_one_warning_that_offers_the_near_one(check: Check) -> None:
    """One for all its lines; where the catalogue is empty nothing is asked."""
    lines = [LINE | {"line_id": f"T{n}", "order_no": f"S{n}", "product": "Gren tea"} for n in range(3)]
    one = only(check("tblTransactions", lines, tables={"tblProducts": made(PRODUCTS)}))
    assert (one.message.en, str(one.severity), one.others) == ("Products has no 'Gren tea': 3 rows", "warning", (1, 2))
    assert one.fix.en.startswith("'Gren tea': P1 Green tea?")
    assert check("tblTransactions", lines, tables={"tblProducts": made(PRODUCTS).iloc[:0]}) == []


def test_a_part_of_a_products_name_is_a_hint(check: Check) -> None:
    """As a customer's is."""
    one = only(check("tblTransactions", [LINE | {"product": "Green"}], tables={"tblProducts": made(PRODUCTS)}))
    assert (one.message.en, str(one.severity)) == ("'Green' is taken for P1 Green tea", "hint")


def test_a_product_of_two_names_asks_for_the_number(check: Check) -> None:
    """Which of both is sold nobody can tell."""
    one = only(check("tblTransactions", [LINE | {"product": "Rice"}], tables={"tblProducts": made(PRODUCTS)}))
    assert one.fix.en == "'Rice': P2, P3? Write the id instead."


def test_a_value_the_user_added_is_in_use_and_allowed(check: Check, default_lists: dict[str, pd.DataFrame]) -> None:
    """Its row has the label as key and blanks beside it."""
    added = pd.DataFrame({"key": ["Podcast"], "label": ["Podcast"], "in_use": [True], "allowed": [False]})
    sources = pd.concat([default_lists["source"], added.astype({"key": "str", "label": "str"})], ignore_index=True)
    assert check("tblCustomers", [GOOD | {"source": "Podcast"}], lists=default_lists | {"source": sources}) == []


def test_errors_come_first_then_rows(check: Check) -> None:
    """A bounded list shows what matters."""
    rows = [
        GOOD | {"postcode": "1"},
        GOOD | {"customer_id": "C2", "name": None, "row_id": "b" * 16, "email": "x"},
    ]
    assert told(check("tblCustomers", rows)) == [(1, "name", "error"), (1, "email", "warning"), (0, "postcode", "hint")]


def test_columns_of_the_user_s_own_are_not_looked_at(default_lists: dict[str, pd.DataFrame]) -> None:
    """A frame may hold more than the schema."""
    frame = pd.DataFrame({"name": ["Ash"], "my own": ["=1/0"]}, dtype="str")
    table = schema.table("tblProducts")
    assert check_table(table, frame, default_lists, {}, pd.Timestamp("2026-01-01").date(), {}) == []


def test_an_empty_table_has_no_findings(check: Check) -> None:
    """No rows, no columns: nothing to say."""
    assert check("tblCustomers", []) == []


@pytest.mark.parametrize(
    ("cell", "tidy"), [("C1 ", "C1"), ("　C1", "C1"), ("Ｃ１", "C1"), ("C1", None), ("甲公司", None), (12.0, None)]
)
def test_numbers_with_stray_signs_are_told_as_they_stand(cell: object, tidy: str | None) -> None:
    """The table layer strips them; the finding says how they are read."""
    found = untidy(schema.table("tblCustomers"), "customer_id", pd.Series([cell], dtype=object))
    assert [one.message.en for one in found] == (
        [f"Stray spaces or full-width signs; used as '{tidy}'"] if tidy else []
    )


def test_a_book_of_another_country_keeps_its_own_telephones(check: Check) -> None:
    """The settings' country says how a number without + is read, and Chinese forms are not asked for."""
    foreign = GOOD | {"phone": "212-555-0100", "postcode": "10001", "tax_no": "12-3456789"}
    assert check("tblCustomers", [foreign], settings={"phone_country": "US"}) == []
    assert {one.field for one in check("tblCustomers", [foreign])} >= {"postcode", "tax_no"}


def test_marks_count_each_row_s_findings() -> None:
    """✓ for a row without, ⚠n for n; findings of the whole table mark no row."""
    text = Text("x", "x")
    found = [Finding("t", row, "f", text, text) for row in (5, 5, None)]
    marks = check_marks(pd.Index([2, 5]), found)
    assert marks.to_dict() == {2: "✓", 5: "⚠2"}


def test_values_are_shown_as_typed() -> None:
    """No trailing .0, no midnight, no nan."""
    values = (15.0, 0.3, pd.Timestamp("2026-01-02"), float("nan"), None, pd.NaT, "x")
    assert [shown(v) for v in values] == ["15", "0.3", "2026-01-02", "", "", "", "x"]


def test_every_named_check_of_the_schema_is_one_that_exists() -> None:
    """A field cannot ask for a check that nobody wrote."""
    asked = {field.check for table in schema.TABLES for field in table.fields if field.check}
    assert asked <= CHECKS


@pytest.mark.parametrize("named", [*PAST.items(), *ORDERED.items(), *((t, (k,)) for t, k in ONE_EACH.items())])
def test_tables_and_fields_named_here_exist(named: tuple[str, tuple[Any, ...]]) -> None:
    """A renamed field would otherwise silently go unchecked."""
    table, fields = named
    flat = [key for field in fields for key in (field if isinstance(field, tuple) else (field,))]
    assert set(flat) <= set(schema.table(table).keys)


def test_every_sentence_is_whole_in_both_languages(check: Check) -> None:
    """No placeholder is left standing, in message or fix."""
    bad = dict.fromkeys(schema.table("tblCustomers").keys)
    bad |= {f.key: "???" for f in schema.table("tblCustomers").inputs if f.kind.is_text}
    findings = check("tblCustomers", [GOOD | bad | {"credit": 9.5}])
    assert len(findings) > 10
    for one in findings:
        for text in (one.message, one.fix):
            assert not re.search(r"\{\w*\}", text.zh + text.en)
            assert text.zh
            assert text.en


def test_traits_are_fifty_to_a_hundred() -> None:
    """The bounds of the domain, both included."""
    assert (min(TRAITS), max(TRAITS)) == (50, 100)


def test_sheet_rows_count_from_the_table_s_first() -> None:
    """Position 0 of a table that starts at row 4 is row 4."""
    context = Context({}, {}, pd.Timestamp("2026-01-01").date())
    assert context.sheet_row(0) == 4


def test_a_hundred_thousand_good_rows_take_no_findings_each(check: Check) -> None:
    """Checks work on columns: no finding, and no row visited one by one, for clean data."""
    n = 100_000
    ids = pd.Series([f"C{i:06d}" for i in range(n)], dtype="str")
    frame = pd.DataFrame({"customer_id": ids, "name": ids, "kind": pd.Series(["company"] * n, dtype="str")})
    kinds = pd.DataFrame({"key": ["company"], "label": ["Company"], "in_use": [True]})
    day = pd.Timestamp("2026-01-01").date()
    assert check_table(schema.table("tblCustomers"), frame, {"customer_kind": kinds}, {}, day, {}) == []


def test_severities_say_what_counts() -> None:
    """The ranks that the Problems sheet sorts by are the enumeration's order."""
    assert list(Severity) == [Severity.ERROR, Severity.WARNING, Severity.HINT]
    assert Kind.STARS.is_number


@pytest.mark.parametrize("key", ["region", "settlement", "owner"])
def test_a_sentence_about_a_cell_fits_into_a_cell(check: Check, key: str) -> None:
    """However full the cell is that it quotes."""
    found = check("tblCustomers", [{"customer_id": "C1", "name": "Ash", "kind": "company", key: "长" * 32_767}])
    said = [one for one in found if one.field == key]
    assert said
    assert all(len(text) < 1_000 for one in said for text in (one.message.zh, one.message.en, one.fix.zh, one.fix.en))
