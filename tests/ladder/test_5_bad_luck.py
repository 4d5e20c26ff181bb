"""Rung 5, a book as an unlucky user leaves it: sheets renamed, tables moved or gone, rows sorted between two clicks.

Proves: the same cells are written, or a sentence is said and nothing is; undo finds rows wherever they stand and keeps
what was typed since. Cannot: what Excel itself makes of a table that is cut and pasted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.ladder.commands import STAMP, lines
from tests.ladder.excel_clicks import Condition, Excel, Told
from workbook.schema import table
from workbook.schema.home import LEADS_SHEET
from workbook.schema.model import Who
from workbook.schema.sheets import sheet_of

Clicks = Callable[..., Told]
LINES, JOURNAL, PRODUCTS = table("tblTransactions"), table("tblJournal"), table("tblProducts")
SHEET = LINES.label.zh


@pytest.fixture(scope="module")
def clicks(prepared: Path, excel: Excel) -> Clicks:
    """What a story does to the prepared book in these conditions; `between` is done before its last click."""

    def of(story: str, *conditions: Condition, between: tuple[Condition, ...] = ()) -> Told:
        *first, last = lines(story, prepared.with_name("orders.csv"))
        told = excel.click(prepared, *first, *map(done, between), last, conditions=conditions)
        assert (told.log, told.refused, told.read_as_other, told.ended) == ("", [], [], "")
        return told

    return of


def done(condition: Condition) -> str:
    """A condition as a line of Python between two clicks."""
    name, given = condition
    return (
        "import xlwings._xlwindows as engine; from tests.ladder import excel_conditions\n"
        f"excel_conditions.{name}(engine.BOOK_CALLER._inner, **{given!r})"
    )


def typed(told: Told) -> dict[str, object]:
    """What stands now in the cells of orders that users type into, where it changed."""
    columns = {at for at, field in enumerate(LINES.fields, start=1) if field.who is Who.USER}
    changed = {at: new for at, (_, new) in told.changed.items() if at.startswith(f"{SHEET}!")}
    return {at: new for at, new in changed.items() if int(at.split(",")[1]) in columns}


def written(told: Told) -> Counter[str]:
    """What became of cells, wherever they stand."""
    return Counter(str(both) for at, both in told.changed.items() if at != STAMP)


@pytest.mark.parametrize(
    "condition",
    [
        ("renamed_sheet", {"sheet": SHEET, "to": "我的 '订单'!"}),
        ("moved_table", {"table": LINES.name, "to": sheet_of(PRODUCTS.name).label.zh}),
        ("more_rows", {"table": LINES.name, "rows": 1}),
    ],
    ids=lambda one: str(one[0]),
)
def test_tables_are_found_wherever_they_stand(clicks: Clicks, condition: Condition) -> None:
    """By name, on whichever sheet, whatever that is called."""
    told, plain = clicks("load", condition), clicks("load")
    assert "2" in told.messages[0]
    assert sum((written(told) - written(plain)).values()) <= 3


def test_a_renamed_sheet_of_leads_is_found_or_named(clicks: Clicks) -> None:
    """It holds no table; a click on Preview works all the same, or says what is missing."""
    told = clicks("preview", ("renamed_sheet", {"sheet": LEADS_SHEET["zh"], "to": "名单"}))
    assert told.changed == {}
    assert LEADS_SHEET["zh"] in told.messages[0]


GONE: list[tuple[str, Condition, str]] = [
    ("load", ("no_table", {"table": JOURNAL.name}), JOURNAL.label.zh),
    ("refresh", ("no_table", {"table": LINES.name}), SHEET),
    ("refresh", ("deleted_column", {"table": LINES.name, "header": LINES["date"].label.zh}), LINES["date"].label.zh),
]


@pytest.mark.parametrize(("story", "condition", "named"), GONE, ids=["journal", "table", "column"])
def test_what_is_gone_is_named_and_nothing_is_written(
    clicks: Clicks, story: str, condition: Condition, named: str
) -> None:
    """Also where a command finds out at its end."""
    told = clicks(story, condition)
    assert named in told.messages[-1]
    assert told.changed == {}


def test_undo_finds_rows_that_were_sorted(clicks: Clicks) -> None:
    """Rows are known by their identifier, not by where they stood; those of the file go, and the rest stays sorted."""
    by_hand = ("sorted_by", {"table": LINES.name, "header": LINES["product"].label.zh})
    sorted_only = clicks("upgrade", between=(by_hand,))
    told = clicks("load and undo", between=(by_hand,))
    assert typed(told) == typed(sorted_only)
    assert typed(told)


def test_undo_keeps_what_was_typed_since(clicks: Clicks) -> None:
    """A merged customer whose name was typed over since keeps the new one, and the rest comes back."""
    row, column = 8, LINES.keys.index("customer_id") + 1
    told = clicks("merge and undo", between=(("edit", {"cells": [[SHEET, row, column, "C00003"]]}),))
    assert told.changed[f"{SHEET}!{row},{column}"] == ["C00001", "C00003"]
    assert "保留" in told.messages[-1]


def test_a_second_undo_says_that_there_is_nothing_left(prepared: Path, excel: Excel) -> None:
    """And changes nothing."""
    merge, undo = lines("merge and undo", prepared)
    told = excel.click(prepared, merge, undo, undo)
    assert "没有可以撤销" in told.messages[-1]
    assert typed(told) == {}


def test_a_filtered_journal_is_read_and_written_whole(clicks: Clicks) -> None:
    """Somebody made it visible and filtered it."""
    header = JOURNAL["table"].label.zh
    by_hand = ("filtered", {"table": JOURNAL.name, "header": header, "criterion": {"Criteria1": "=x"}})
    told = clicks("load and undo", by_hand)
    assert typed(told) == {}
    assert told.tables[JOURNAL.name][2] == told.tables_before[JOURNAL.name][2]
