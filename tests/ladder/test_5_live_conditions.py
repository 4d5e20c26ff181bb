"""Rung 5, Excel as its users leave it: filtered, sorted, protected, read-only, in the cloud, rearranged, large.

Proves: a command writes the same cells whatever state the book and Excel are in, puts filters, totals rows and
calculation back, keeps the users' columns and formulas, and refuses with a sentence where it cannot write. The
stand-in behaves as Excel is documented or reported to (excel_range.py, excel_tables.py). Cannot: recalculation.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.ladder.commands import STAMP, lines
from tests.ladder.excel_clicks import Condition, Excel, Told, run
from tests.ladder.excel_conditions import WRITES
from workbook.build.sheets import HIDDEN_FORMAT
from workbook.schema import table
from workbook.schema.sheets import SHEETS, sheet_of

Clicks = Callable[..., Told]
CUSTOMERS, LINES, REMINDERS = table("tblCustomers"), table("tblTransactions"), table("tblReminders")
GRADE, AMOUNT = CUSTOMERS["grade"].label.zh, LINES["amount"].label.zh


def same(one: Told, other: Told) -> None:
    """The same cells were written; the moment of the refresh is the clock's."""
    kept = [{at: both for at, both in told.changed.items() if at != STAMP} for told in (one, other)]
    assert kept[0] == kept[1]


def test_the_order_of_rows_does_not_matter(sample: Path, excel: Excel) -> None:
    """Customers and orders sorted another way are worked out the same: a refreshed book has nothing to change."""
    by = [
        ("sorted_by", {"table": "tblCustomers", "header": CUSTOMERS["name"].label.zh}),
        ("sorted_by", {"table": "tblTransactions", "header": LINES["product"].label.zh}),
    ]
    told = excel.click(sample, run("refresh"), conditions=by)
    assert len(told.changed) <= 1, told.changed  # the moment of the refresh


def test_manual_calculation_stays_manual(clicks: Clicks, plainly: Callable[[str], Told]) -> None:
    """A user who calculates by hand goes on doing so."""
    told = clicks("refresh", ("manual", {}))
    same(told, plainly("refresh"))
    assert told.state["Calculation"] == told.before["Calculation"] == -4135


def test_a_read_only_book_is_worked_on_and_the_user_told(clicks: Clicks, plainly: Callable[[str], Told]) -> None:
    """Excel lets a read-only book be edited; it must be saved under another name."""
    told = clicks("refresh", ("read_only", {}))
    same(told, plainly("refresh"))
    assert "只读" in told.messages[0]
    assert "只读" not in plainly("refresh").messages[0]


ELSEWHERE: list[Condition] = [
    ("in_the_cloud", {"folder": "https://d.docs.live.net/0123456789abcdef/客户"}),
    ("unsaved", {}),
    ("all_very_hidden", {}),
    ("protected", {"sheets": [sheet_of("tblPipeline").label.zh, sheet_of("tblVisitPlan").label.zh]}),
]


@pytest.mark.parametrize("condition", ELSEWHERE, ids=lambda one: str(one[0]))
@pytest.mark.parametrize("story", ["refresh", "import"])
def test_where_the_book_lies_and_what_it_shows_is_no_matter(
    clicks: Clicks, plainly: Callable[[str], Told], story: str, condition: Condition
) -> None:
    """A cloud address instead of a path, no path at all, hidden sheets, protection of sheets that are not written."""
    told = clicks(story, condition)
    same(told, plainly(story))
    assert told.messages == plainly(story).messages


def test_the_active_book_is_not_the_one_worked_on(clicks: Clicks, plainly: Callable[[str], Told], sample: Path) -> None:
    """The button's own book is, though another customer book lies in front."""
    told = clicks("refresh", ("another_active", {"path": str(sample)}))
    same(told, plainly("refresh"))
    assert told.others == {"other.xlsm": {}}
    assert not [call for call in told.calls if "ActiveWorkbook" in call]


@pytest.mark.parametrize(("story", "sheet"), [("refresh", REMINDERS.label.zh), ("load", LINES.label.zh)])
def test_a_protected_sheet_is_named_and_nothing_written(clicks: Clicks, story: str, sheet: str) -> None:
    """Not even the sheets that were written before it."""
    told = clicks(story, ("protected", {"sheets": [sheet]}))
    assert sheet in told.messages[0]
    assert "保护" in told.messages[0]
    assert told.changed == {}
    assert told.tables == told.tables_before


def test_renamed_headers_are_found_by_their_names(clicks: Clicks, plainly: Callable[[str], Told]) -> None:
    """Excel keeps the hidden name of a column right when its header is typed over."""
    renamed = ("renamed_column", {"table": "tblTransactions", "header": AMOUNT, "to": "实收[元]"})
    same(clicks("refresh", renamed), plainly("refresh"))


def test_moved_columns_are_found_by_their_headers(clicks: Clicks, plainly: Callable[[str], Told]) -> None:
    """The same values go into the same columns, wherever these stand now."""
    moved = [
        ("moved_column", {"table": "tblTransactions", "header": AMOUNT}),
        ("moved_column", {"table": "tblCustomers", "header": GRADE}),
    ]
    told = clicks("refresh", *moved)
    values = [Counter(str(both) for both in one.changed.values()) for one in (told, plainly("refresh"))]
    assert sum((values[0] - values[1]).values()) <= 1  # the moment of the refresh


OWN = [
    ("own_column", {"table": "tblTransactions", "header": "两倍", "text": "=K{row}*2", "value": 0.0}),
    ("own_column", {"table": "tblCustomers", "header": "备用", "value": "我的{row}"}),
]


@pytest.mark.parametrize("story", ["refresh", "load", "load and undo", "merge", "clear_sample and undo"])
def test_columns_of_the_users_own_survive(clicks: Clicks, plainly: Callable[[str], Told], story: str) -> None:
    """Formulas stay formulas and move with their rows; typed cells stay with theirs."""
    told = clicks(story, *OWN)
    own = len(LINES.keys) + 1
    rows = range(told.tables["tblTransactions"][0][1] + 1, told.tables["tblTransactions"][0][3] + 1)
    sheet = LINES.label.zh
    for row in rows:
        before, after = told.changed.get(f"{sheet}!{row},{own}", ["", f"=K{row}*2"])
        assert after == f"=K{row}*2", (row, before, after)
    if story == "refresh":
        same(told, plainly(story))
    mine = f"{CUSTOMERS.label.zh}!"
    typed = {at: both for at, both in told.changed.items() if at.startswith(mine) and "我的" in str(both)}
    assert len(typed) == (0 if story != "merge" else len(typed))
    if story == "merge":  # one row went: each below it moved up with what was typed beside it
        assert all(after is None or int(str(after)[2:]) == int(str(before)[2:]) + 1 for before, after in typed.values())


def test_a_totals_row_stays_below_its_table(clicks: Clicks, plainly: Callable[[str], Told]) -> None:
    """The table grows above it."""
    told = clicks("load", ("totals", {"table": "tblTransactions", "label": "汇总"}))
    left, _, right, bottom = told.tables["tblTransactions"][0]
    assert told.tables["tblTransactions"][1] is True
    assert bottom == told.tables_before["tblTransactions"][0][3] + 2
    sheet = LINES.label.zh
    assert told.changed[f"{sheet}!{bottom},{left}"] == [None, "汇总"]
    assert told.changed[f"{sheet}!{bottom},{right}"] == [None, "=SUBTOTAL(103,A4)"]
    new = {at: both for at, both in plainly("load").changed.items() if at.startswith(sheet)}
    assert all(told.changed[at][1] == both[1] for at, both in new.items())


def test_what_stands_below_a_table_moves_down(clicks: Clicks) -> None:
    """Resizing alone would take a user's note into the table and write over it."""
    told = clicks("load", ("note_below", {"table": "tblTransactions", "text": "别忘了对账"}))
    bottom = told.tables["tblTransactions"][0][3]
    at = f"{LINES.label.zh}!{bottom + 1},{told.tables['tblTransactions'][0][0]}"
    assert told.changed[at] == [None, "别忘了对账"]


@pytest.mark.parametrize("more", [[], [("text_keeps_apostrophes", {})]], ids=["General's way", "kept"])
def test_apostrophes_at_the_beginning_are_kept(
    clicks: Clicks, prepared: Path, excel: Excel, more: list[Condition]
) -> None:
    """Excel takes the first one for its sign of text, in cells of text perhaps not: a name keeps its own either way,
    and so does what a failing command puts back."""
    names = CUSTOMERS.keys.index("name") + 1
    sheet = CUSTOMERS.label.zh
    odd: Condition = ("edit", {"cells": [[sheet, 4, names, "'s Gravendam 灯具"]]})
    told = clicks("merge and undo", odd, *more)
    assert f"{sheet}!4,{names}" not in told.changed
    writes = sum(told.calls.get(f"{kind}.{member} {how}", 0) for kind, member, how in WRITES)
    failing: Condition = ("fails_at_write", {"n": writes // 4})
    told = excel.click(prepared, *lines("merge", prepared.with_name("orders.csv")), conditions=[odd, *more, failing])
    assert told.log
    assert told.changed == {}


def test_error_cells_are_found_and_left(clicks: Clicks) -> None:
    """An error in a cell comes as a number over COM; it is named as the error it is."""
    column = LINES.keys.index("amount") + 1
    sheet = LINES.label.zh
    told = clicks("check", ("edit", {"cells": [[sheet, 5, column, "#DIV/0!"]]}))
    assert "#DIV/0!" in {
        new for at, (_, new) in told.changed.items() if at.startswith(sheet_of("tblProblems").label.zh)
    }
    assert f"{sheet}!5,{column}" not in told.changed


def test_a_typed_formula_is_found_and_left(clicks: Clicks, plainly: Callable[[str], Told]) -> None:
    """Check tells of formulas among the inputs in Excel as on the closed file."""
    column = LINES.keys.index("amount") + 1
    sheet = LINES.label.zh
    told = clicks("check", ("formula", {"cells": [[sheet, 5, column, "=100*5", 500.0]]}))
    assert len(told.changed) > len(plainly("check").changed)
    assert f"{sheet}!5,{column}" not in told.changed


@pytest.mark.parametrize("story", ["refresh", "check", "load"])
def test_calls_do_not_grow_with_the_rows(clicks: Clicks, story: str) -> None:
    """No cell is read or written alone: ten times the rows add less than a tenth of the calls
    (how far apart number formats lie is found by halves)."""
    few = clicks(story, ("more_rows", {"table": "tblTransactions", "rows": 300}))
    many = clicks(story, ("more_rows", {"table": "tblTransactions", "rows": 3_000}))
    assert many.count <= few.count * 1.1


def test_number_formats_are_left_alone(plainly: Callable[[str], Told]) -> None:
    """A column becomes text only where a text would be read as something else and the column is not text yet; on a
    sheet of several tables that is a number of the program's whose cell had the form of hidden text."""
    merged = plainly("merge").formats.items()
    alone = {
        one.label.zh for one in SHEETS if not one.is_stacked
    }  # elsewhere a new row has the form of another table's
    changed = plainly("refresh").formats.items()
    assert not [at for at, both in changed if at.partition("!")[0] in alone and both != [HIDDEN_FORMAT, "@"]]
    assert not [
        at for at, (before, after) in merged
        if after == "@" and before is not None and at.partition("!")[0] in alone
    ]  # fmt: skip
