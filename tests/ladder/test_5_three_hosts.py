"""Rung 5, one macro and its hosts: what a command does to a book open in Excel, it does to the closed file.

Proves: for every command, cell by cell over the whole book, that xlwings' Windows engine on the stand-in and the
closed-file engine end equal, formulas included. Cannot: what Excel calculates.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from macros.desk.letters import post
from tests.ladder.commands import NOW, STAMP, STORIES, cell_of, lines
from tests.ladder.excel_clicks import Excel
from tests.macros.lead_lists import paste
from tests.macros.pasting.test_merged_cells import LIST
from workbook import engine, tables
from workbook.schema.home import LEADS_SHEET
from workbook.schema.tables.contacts import CONTACTS
from workbook.schema.tables.customers import CUSTOMERS
from workbook.schema.tables.results import TODAY
from workbook.schema.tables.visits import VISITS


def closed(prepared: Path, folder: Path, story: str) -> Path:
    """The file after the same commands without Excel."""
    book = folder / "closed.xlsm"
    book.write_bytes(prepared.read_bytes())
    with engine.open_book(book) as opened, engine.as_caller(opened):
        for line in lines(story, prepared.with_name("orders.csv")):
            exec(line, {})
        opened.save()
    return book


@pytest.mark.parametrize("story", STORIES)
def test_live_and_closed_end_equal(prepared: Path, tmp_path: Path, excel: Excel, story: str) -> None:
    """Every cell of every sheet."""
    told = excel.click(
        prepared, *lines(story, prepared.with_name("orders.csv")), against=closed(prepared, tmp_path, story)
    )
    assert told.log == ""
    assert told.refused == []
    assert told.read_as_other == []
    assert told.different is not None
    stamp = cell_of(prepared, "stamp_refreshed_at")
    assert stamp == STAMP  # the clock
    assert {at: cells for at, cells in told.different.items() if at != stamp} == {}
    silent = ("find", "card_open", "alike")  # their answer stands on the sheet
    assert len(told.messages) == (0 if story in silent else len(STORIES[story]))
    as_before = ("upgrade", "alike", *(f"{one} and undo" for one in ("merge", "clear_sample", "load", "card_save")))
    assert told.changed or story in as_before


def test_a_call_is_logged_from_the_chosen_row(prepared: Path, tmp_path: Path, excel: Excel) -> None:
    """A note on the list of the day, a click: a row of visits, and nothing else that somebody typed has changed."""
    with engine.open_book(prepared, read_only=True) as opened:
        data = tables.read(opened, TODAY)
        customer, row = str(data.frame["customer_id"].iloc[1]), data.sheet_row(1)
    note = [data.sheet, row, TODAY.keys.index("notes") + 1, "要报价"]
    told = excel.click(
        prepared,
        f"import macros.host\nmacros.host.run('log', now={NOW!r})".replace("datetime.", "__import__('datetime').", 1),
        conditions=[("edit", {"cells": [note]}), ("chosen", {"sheet": data.sheet, "row": row, "column": 3})],
    )
    assert (told.log, told.refused, told.read_as_other) == ("", [], [])
    visits = {at: new for at, (_, new) in told.changed.items() if at.startswith(f"{VISITS.label.zh}!")}
    assert {customer, "要报价", "电话"} <= set(visits.values())


def test_a_letter_to_the_chosen_rows(prepared: Path, tmp_path: Path, excel: Excel) -> None:
    """Three rows chosen, one of them hidden by a filter, a click: two letters beside the book, two rows of visits."""
    book = tmp_path / "book.xlsm"
    book.write_bytes(prepared.read_bytes())
    with engine.open_book(book, read_only=True) as opened:
        data = tables.read(opened, CUSTOMERS)
        names = data.frame["name"].tolist()[3:6]
    told = excel.click(
        book,
        f"import macros.host\nmacros.host.run('mail', now={NOW!r})".replace("datetime.", "__import__('datetime').", 1),
        conditions=[
            ("hidden_by_hand", {"sheet": data.sheet, "rows": [data.sheet_row(4)]}),
            ("chosen", {"sheet": data.sheet, "row": data.sheet_row(3), "column": 3, "rows": 3}),
        ],
    )
    assert (told.log, told.refused, told.read_as_other) == ("", [], [])
    visits = {at: new for at, (_, new) in told.changed.items() if at.startswith(f"{VISITS.label.zh}!")}
    assert list(visits.values()).count("待发") == 2
    written = sorted(path.name for path in (tmp_path / "信件 2026-06-30").glob("*.eml"))
    assert [name.split()[1] for name in written] == [names[0], names[2]]
    assert "已写 2 封信的草稿" in told.messages[0]


def test_labels_and_parcels_of_the_chosen_rows(prepared: Path, tmp_path: Path, excel: Excel) -> None:
    """Both beside the book; nothing in the book changes, and the closed file gives the same texts."""
    book = tmp_path / "book.xlsm"
    book.write_bytes(prepared.read_bytes())
    with engine.open_book(book, read_only=True) as opened:
        data = tables.read(opened, CUSTOMERS)
    where = {"sheet": data.sheet, "row": data.sheet_row(3), "column": 3, "rows": 3}
    clicks = [f"import macros.host\nmacros.host.run('{key}')" for key in ("labels", "express")]
    told = excel.click(book, *clicks, conditions=[("chosen", where)])
    assert (told.log, told.refused, told.read_as_other, told.changed) == ("", [], [], {})
    customers = ",".join(data.frame["customer_id"].iloc[3:6])
    with engine.open_book(book, read_only=True) as opened:
        post.labels(opened, customers=customers, to=tmp_path / "labels.xlsx")
        post.express(opened, customers=customers, to=tmp_path / "parcels.xlsx")
    for mine, theirs in (("标签 2026-06-30.xlsx", "labels.xlsx"), ("快递单 2026-06-30.xlsx", "parcels.xlsx")):
        cells = [list(load_workbook(tmp_path / one).worksheets[0].values) for one in (mine, theirs)]
        assert cells[0] == cells[1]


def test_a_list_with_merged_cells_is_understood_alike(prepared: Path, tmp_path: Path, excel: Excel) -> None:
    """One firm over three contacts: Excel tells merged cells in its own words, and of a mixed range neither yes nor
    no."""
    book = tmp_path / "merged.xlsm"
    book.write_bytes(prepared.read_bytes())
    with engine.open_book(book) as opened:
        paste(opened, LIST)
        for area in ("A2:A4", "B2:B4"):
            opened.sheets[LEADS_SHEET["zh"]].range(area).merge()
        opened.save()
    told = excel.click(
        book, *lines("import", prepared.with_name("orders.csv")), against=closed(book, tmp_path, "import")
    )
    assert (told.log, told.refused, told.read_as_other) == ("", [], [])
    assert told.calls["Excel.Range.MergeArea get"] > 0
    contacts = [new for at, (_, new) in told.changed.items() if at.startswith(CONTACTS.label.zh)]
    assert {"王芳", "李娜", "赵敏"} <= set(contacts)
    assert {at: cells for at, cells in (told.different or {}).items() if at != STAMP} == {}
