"""Whole columns: one answer a row, and the same answer as cell by cell."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from udfs import ordering, values
from udfs.calendars import cb_lunar
from udfs.calling import flat, log_file
from udfs.cleaning import cb_phone, cb_similar
from udfs.contacting import cb_decline, cb_nextcontact
from udfs.grading import cb_grade, cb_rfm, cb_score, cb_tier, cb_visits
from udfs.ordering import cb_amount, cb_first, cb_last, cb_orders
from udfs.reminding import cb_reminders
from udfs.settling import cb_creditlimit, cb_overdue
from workbook import engine, tables
from workbook.rules.basics.references import resolve

ORDERS = [
    ["客户编号", "订单号", "日期", "数量", "单价", "折扣"],
    ["C1", "A", 45658.0, 10.0, 10.0, None],
    ["C1", "A", 45658.0, 5.0, 10.0, 0.5],
    [2.0, None, dt.datetime(2025, 1, 3), -1.0, 30.0, None],
    [None, None, None, None, None, None],
]


def column(*cells: Any) -> list[list[Any]]:
    return [[cell] for cell in cells]


def test_one_answer_a_row_with_blanks_and_errors_in_their_places() -> None:
    """A column of stars gives a column of limits."""
    found: Any = cb_creditlimit(column(1.0, None, "#N/A", "三星", "many", 5.0))
    assert found == column(0.0, "", "#N/A", 50000.0, "#VALUE!", 500000.0)


def test_a_whole_sheet_column_ends_where_it_is_filled() -> None:
    """A:A has a million cells; the answer has as many rows as were filled, or ten thousand."""
    found: Any = cb_creditlimit(column(1.0, 2.0, *[None] * 20_000))
    assert len(found) == 10_000
    assert found[:3] == column(0.0, 10000.0, "")


def test_whole_columns_end_together() -> None:
    """A:A and B:B have a million cells each, however far each is filled."""
    grades, willing = column(*["A"] * 12_000, *[None] * 9_000), column(*["高"] * 15_000, *[None] * 6_000)
    found: Any = cb_visits(grades, willing)
    assert len(found) == 15_000
    assert (found[0], found[-1]) == ([3.0], [""])


def test_a_row_of_cells_is_answered_by_a_row() -> None:
    """As Excel's own functions do."""
    assert cb_visits([["A", None, "C"]], [["低", "高", None]]) == [[3.0, "", 1.0]]
    assert len(_block(cb_grade([[5.0, 3.0, None]]))) == 1


def test_one_cell_beyond_all_bounds_does_not_spoil_the_others() -> None:
    """Its own answer is #VALUE!."""
    found: Any = cb_nextcontact(column("2026-06-01", "2026-06-01", " "), column(1e300, 30.0, 30.0))
    assert found == column("#VALUE!", dt.datetime(2026, 7, 1), "")


def test_nought_is_a_number_and_not_nothing() -> None:
    """A share or factor of 0 is refused, not replaced by the usual one; stray spaces are a blank."""
    assert cb_grade(column(1.0, 2.0), 0.0) == "#VALUE!"
    assert cb_decline(column("2026-01-01"), "2026-06-01", 30.0, 0.0) == "#VALUE!"
    assert cb_overdue(column("2026-01-01", " "), column(1000.0, " "), "one_month", None, "2026-06-30") == 1000.0


def test_columns_of_a_score_belong_together() -> None:
    """A standard without a value, or a money without a recency, is paired with nothing by guess."""
    assert cb_score(column(4.0), column(5.0, 5.0), column(60.0, 40.0)) == "#VALUE!"
    assert cb_rfm(column(1.0, 2.0), column(1.0, 2.0), column(3.0)) == "#VALUE!"


def test_a_single_argument_stands_for_every_row() -> None:
    """A grade beside a column of positions."""
    found: Any = cb_tier("A", column("leader", "平均?", "影响一般"))
    assert found == column("战略客户", "#VALUE!", "重要客户")


def test_columns_of_different_lengths_are_refused() -> None:
    """Nothing is paired by guess."""
    assert cb_visits(column("A", "B", "C"), column("高", "低")) == "#VALUE!"


def test_rows_of_two_cells_keep_their_width() -> None:
    """Where a function gives two cells, blank rows have two."""
    from udfs.grading import cb_man

    found: Any = cb_man(column("强", None), column("有", "有"), column("明确", "无"))
    assert [len(row) for row in found] == [2, 2]
    assert found[1] == ["", ""]


def test_a_grade_needs_every_amount() -> None:
    """An error among the amounts is the result: no share of an unknown total is right."""
    assert cb_grade(column(800.0, "#REF!", 50.0)) == "#REF!"
    assert cb_grade(column(800.0, "much", 50.0)) == "#VALUE!"
    assert cb_grade(column(800.0, None, 150.0, 50.0)) == column("A", "", "B", "C")


def test_rfm_leaves_blank_rows_blank() -> None:
    """A customer without orders has no RFM."""
    found: Any = cb_rfm(column(1.0, None, 9.0), column(5.0, None, 1.0), column(500.0, None, 20.0))
    assert found == column("555", "", "333")


def test_orders_are_counted_as_the_statistics_count_them() -> None:
    """Order numbers once, lines without one by day; quantity × price × (1 − discount); returns are no purchase."""
    assert cb_orders(column("C1", 2.0, "C9", None), ORDERS) == column(1.0, 0.0, 0.0, "")
    assert cb_amount(column("C1", "2", "C9"), ORDERS) == column(125.0, -30.0, 0.0)
    assert cb_first(column("C1", "2"), ORDERS) == column(dt.datetime(2025, 1, 1), "")


def test_a_sample_is_no_order_and_a_return_takes_away() -> None:
    """By the kind of the line, in either language, whatever the sign."""
    block = [
        ["客户编号", "日期", "金额", "交易类型"],
        ["C1", dt.datetime(2025, 1, 1), 100.0, None],
        ["C1", dt.datetime(2025, 1, 2), 7.0, "样品"],
        ["C1", dt.datetime(2025, 1, 3), 30.0, "Return"],
    ]
    assert (cb_orders("C1", block), cb_amount("C1", block)) == (1.0, 70.0)


def test_transactions_without_headers_are_refused() -> None:
    """Columns are found by header, so a block without one cannot be read."""
    assert cb_orders("C1", ORDERS[1:]) == "#VALUE!"


def test_days_come_as_dates_numbers_or_text() -> None:
    """A cell gives a date, DATE() in a formula gives a number, a pasted list gives text."""
    wanted = dt.datetime(2026, 7, 1)
    assert cb_nextcontact(dt.datetime(2026, 6, 1), 30.0) == wanted
    assert cb_nextcontact(46174.0, "每月") == wanted
    assert cb_nextcontact("2026-06-01", "Monthly") == wanted
    assert cb_nextcontact("2026-06-01", None, None) == ""


def test_decline_needs_no_order_of_the_dates() -> None:
    """And does not look at orders later than the day asked about."""
    dates = column("2026-03-01", "2026-01-01", "2026-02-01", "2026-12-01")
    assert cb_decline(dates, "2026-03-20", 30.0) == ""
    assert "2026-03-01" in str(cb_decline(dates, "2026-06-01", 30.0))


def test_a_score_looks_at_what_was_judged() -> None:
    """A blank value is neither good nor bad; less may be better."""
    assert cb_score(column(4.0, None), column(5.0, 5.0), column(60.0, 40.0)) == 80.0
    assert cb_score(column(8.0), column(4.0), column(10.0), column("越低越好")) == 50.0


def test_payments_settle_the_oldest_orders() -> None:
    """What is not due is not overdue, and what is paid is paid."""
    dates, amounts = column("2026-01-01", "2026-06-20"), column(1000.0, 500.0)
    assert cb_overdue(dates, amounts, "one_month", 0.0, "2026-06-30") == 1000.0
    assert cb_overdue(dates, amounts, "一个月回款", 1000.0, "2026-06-30") == 0.0
    assert cb_overdue(dates, amounts, "cash", 400.0, "2026-06-30") == 1100.0


def test_reminders_are_the_open_ones_of_one_person() -> None:
    """The earliest first; done and postponed ones are left out."""
    header = ["Due", "Customer", "Why", "Owner", "Status"]
    rows = [[46204.0, "B", "w", "Lin", "Open"], [46203.0, "A", "w", "lin", None], [46200.0, "C", "w", "Lin", "Done"]]
    found: Any = cb_reminders("Lin", [header, *rows])
    assert [row[1] for row in found] == ["A", "B"]


def test_a_phone_that_is_none_says_so_in_the_log() -> None:
    """#VALUE! in the cell; the reason where there is room for it."""
    assert cb_phone("call the porter") == "#VALUE!"
    assert "call the porter" in log_file().read_text("utf-8")


@settings(deadline=None)  # the first call imports its rule
@given(st.dates(dt.date(1901, 1, 1), dt.date(2099, 12, 31)))
def test_lunar_there_and_back(day: dt.date) -> None:
    """Every day has one lunar date, and that lunar date is that day."""
    moment = dt.datetime(day.year, day.month, day.day)
    assert cb_lunar(cb_lunar(moment), True) == moment


@settings(deadline=None)  # the first call imports its rule
@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=30))
def test_grades_do_not_depend_on_the_order_of_rows(amounts: list[float]) -> None:
    """Sorting the column sorts the grades with it."""
    together = dict(zip(amounts, flat(_block(cb_grade(column(*amounts)))), strict=True))
    backwards = amounts[::-1]
    assert dict(zip(backwards, flat(_block(cb_grade(column(*backwards)))), strict=True)) == together


@settings(deadline=None)  # the first call imports its rule
@given(st.text(min_size=1, max_size=12), st.text(min_size=1, max_size=12))
def test_likeness_is_symmetric(one: str, other: str) -> None:
    """Neither name is the original."""
    assert cb_similar(one, other) == cb_similar(other, one)


def _block(result: Any) -> list[list[Any]]:
    return result if isinstance(result, list) else [[result]]


MIXED = [
    ["客户编号", "客户名称", "日期", "金额"],
    ["C00001", "青禾超市", 45658.0, 100.0],
    ["c00001", None, 45659.0, 20.0],
    ["Ｃ００００１", None, 45660.0, 3.0],
    ["青禾超市", "青禾超市", 45661.0, 0.5],
    ["17850.0", "白鹭商行", 45661.0, 7.0],
]


def test_a_customer_is_found_however_the_number_is_written() -> None:
    """By number in any case and width, or by exact name: one customer, 100 + 20 + 3 + 0.5, as refresh counts."""
    for who in ("C00001", "c00001", "Ｃ００００１", "青禾超市", " c00001 "):
        assert cb_amount(who, MIXED) == 123.5
    assert cb_orders(column(17850.0, "17850", "１７８５０", "nobody"), MIXED) == column(1.0, 1.0, 1.0, 0.0)


def test_a_name_is_looked_up_in_the_book_that_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no line tells whose name it is, the customers of the calling book do; a shared name is nobody's."""
    book = pd.DataFrame({"customer_id": ["C1", "C2", "C3"], "name": ["Ash", "Elm", "Elm"]}, dtype="str")
    monkeypatch.setattr(ordering, "customers", lambda: book)
    lines = [["客户编号", "日期", "金额"], ["C1", 45658.0, 1.0], ["ash", 45659.0, 2.0], ["Elm", 45659.0, 4.0]]
    assert cb_amount(column("C1", "Ash", "ＡＳＨ"), lines) == column(3.0, 3.0, 3.0)
    assert cb_amount("C2", lines) == 0.0


def test_a_part_of_a_name_is_enough_where_one_active_customer_has_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """In the argument and in the lines; another name of the customer too."""
    book = pd.DataFrame(
        {
            "customer_id": ["C1", "C2", "C3"],
            "name": ["Ash Trading", "Elm Trading", "Elm Garden"],
            "short_name": "Big A",
        },
        dtype="str",
    ).assign(archived=[False, False, True])
    book.loc[[1, 2], "short_name"] = None
    monkeypatch.setattr(ordering, "customers", lambda: book)
    lines = [["客户编号", "日期", "金额"], ["C1", 45658.0, 1.0], ["big a", 45659.0, 2.0], ["elm", 45659.0, 4.0]]
    assert cb_amount(column("ash", "Elm Tra", "Trading", "C3"), lines) == column(3.0, 4.0, 0.0, 0.0)


def test_cell_functions_find_whom_refresh_finds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each spelling in the lines belongs to the customer that the refresh's resolver gives it to."""
    book = pd.DataFrame({"customer_id": ["C00001", "C00002", "17850"], "name": ["Ash", "Elm", "Oak"]}, dtype="str")
    monkeypatch.setattr(ordering, "customers", lambda: book)
    written = ["C00001", "c00001", "Ｃ００００１", " C00002", "ASH", "Ｅｌｍ", "17850.0", "１７８５０", "Oak", "nobody"]
    lines = [["客户编号", "日期", "金额"], *([who, 45658.0, float(2**at)] for at, who in enumerate(written))]
    found = resolve(pd.Series(written, dtype="str"), book).ids.tolist()
    for number in book["customer_id"]:
        expected = sum(2.0**at for at, who in enumerate(found) if who == number)
        assert cb_amount(number, lines) == expected


LATER: list[list[Any]] = [
    ["客户编号", "订单号", "日期", "金额"],
    ["C1", "A", 45658.0, 100.0],
    ["C1", "B", dt.datetime(2025, 3, 1), 40.0],
    ["C1", "C", dt.datetime(2062, 6, 5), 7.0],
]


def test_what_is_dated_later_is_in_no_figure() -> None:
    """A date may be given; without one the slip of the year still counts nowhere."""
    day = dt.datetime(2025, 1, 31)
    asked = [function("C1", LATER, day) for function in (cb_orders, cb_amount, cb_first, cb_last)]
    assert asked == [1.0, 100.0, dt.datetime(2025, 1, 1), dt.datetime(2025, 1, 1)]
    assert (cb_orders("C1", LATER), cb_amount("C1", LATER), cb_last("C1", LATER)) == (2.0, 140.0, LATER[2][2])


def test_without_a_date_the_as_of_day_of_the_book_counts(empty_zh: Path) -> None:
    """That of its settings, for every function that takes one."""
    with engine.open_book(empty_zh) as book, engine.as_caller(book):
        tables.set_name(book, "set_as_of", dt.date(2025, 1, 31))
        assert (cb_orders("C1", LATER), cb_amount("C1", LATER)) == (1.0, 100.0)
        assert cb_overdue(column(45658.0), column(100.0), 30.0) == 0.0
        tables.set_name(book, "set_as_of", dt.date(2025, 2, 1))
        assert cb_overdue(column(45658.0), column(100.0), 30.0) == 100.0


def test_telephones_are_read_as_the_books_country_writes_them(empty_zh: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The setting of the book that asks; China elsewhere."""
    monkeypatch.setattr(values, "_book", {})
    assert cb_phone([["020-88880000"]]) == "020-88880000"
    with engine.open_book(empty_zh) as book:
        tables.set_name(book, "set_phone_country", "DE")
        with engine.as_caller(book):
            assert cb_phone([["0351 4960001"]]) == "+49 351 4960001"
