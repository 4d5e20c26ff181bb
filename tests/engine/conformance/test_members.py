"""Every public member of xlwings' classes does something on a closed file, or says that it does not."""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import xlwings as xw
from xlwings import main

from tests.engine.drawn import png
from workbook.errors import BookError, Unsupported


def _picture(book: xw.Book) -> Path:
    file = Path(book.fullname).with_name("picture.png")
    file.write_bytes(png(4, 4))
    return file


def _drawn(book: xw.Book) -> xw.Sheet:
    """A sheet with a picture."""
    sheet = book.sheets["First"]
    sheet.pictures.add(_picture(book))
    return sheet


CLASSES: dict[str, Callable[[xw.Book], Any]] = {
    "App": lambda book: book.app,
    "Books": lambda book: book.app.books,
    "Book": lambda book: book,
    "Sheets": lambda book: book.sheets,
    "Sheet": lambda book: book.sheets["Third"],
    "Range": lambda book: book.sheets["Third"].range("B2:C4"),
    "RangeRows": lambda book: book.sheets["Third"]["B2:C4"].rows,
    "RangeColumns": lambda book: book.sheets["Third"]["B2:C4"].columns,
    "Names": lambda book: book.names,
    "Name": lambda book: book.names.add("aName", "=First!$A$1"),
    "Note": lambda book: book.sheets["Third"]["A1"].add_note("hello"),
    "Tables": lambda book: book.sheets["My second"].tables,
    "Table": lambda book: book.sheets["My second"].tables[0],
    "TableRows": lambda book: book.sheets["My second"].tables[0].rows,
    "TableRow": lambda book: book.sheets["My second"].tables[0].rows[0],
    "TableColumns": lambda book: book.sheets["My second"].tables[0].columns,
    "TableColumn": lambda book: book.sheets["My second"].tables[0].columns[0],
    "DataValidation": lambda book: book.sheets["First"]["A1"].data_validation,
    "Font": lambda book: book.sheets["First"]["A1"].font,
    "Borders": lambda book: book.sheets["First"]["A1"].borders,
    "Border": lambda book: book.sheets["First"]["A1"].borders["edge_top"],
    "PageSetup": lambda book: book.sheets["First"].page_setup,
    "FreezePanes": lambda book: book.sheets["First"].freeze_panes,
    "Shapes": lambda book: book.sheets["First"].shapes,
    "Shape": lambda book: _drawn(book).shapes[0],
    "Pictures": lambda book: book.sheets["First"].pictures,
    "Picture": lambda book: _drawn(book).pictures[0],
    "Charts": lambda book: book.sheets["First"].charts,
    "Chart": lambda book: book.sheets["First"].charts.add(),
    "Characters": lambda book: book.sheets["First"]["B2"].characters,
}
ARGUMENTS: dict[str, Callable[[xw.Book], tuple[Any, ...]]] = {
    "App.alert": lambda book: ("hello",),
    "App.macro": lambda book: ("Module1.Main",),
    "App.range": lambda book: ("A1",),
    "App.render_template": lambda book: ("template.xlsx", "output.xlsx"),
    "App.create_report": lambda book: ("template.xlsx", "output.xlsx"),
    "Books.open": lambda book: (book.fullname,),
    "Book.macro": lambda book: ("Module1.Main",),
    "Book.to_pdf": lambda book: ("out.pdf",),
    "Sheet.range": lambda book: ("A1",),
    "Sheet.to_html": lambda book: ("out.html",),
    "Sheet.to_pdf": lambda book: ("out.pdf",),
    "Sheet.move": lambda book: (book.sheets[0],),
    "Range.adjust_indent": lambda book: (1,),
    "Range.group": lambda book: ("rows",),
    "Range.ungroup": lambda book: ("rows",),
    "Range.sort": lambda book: (1,),
    "Range.remove_duplicates": lambda book: (1,),
    "Range.get_special_cells": lambda book: ("blanks",),
    "Range.find": lambda book: ("x",),
    "Range.replace_all": lambda book: ("x", "y"),
    "Range.end": lambda book: ("down",),
    "Range.set_colors": lambda book: ([[(1, 2, 3), None]] * 3,),
    "Range.insert": lambda book: ("down",),
    "Range.copy_from": lambda book: (book.sheets["First"]["A1"],),
    "Range.move": lambda book: (book.sheets["Third"]["G9"],),
    "Range.add_hyperlink": lambda book: ("https://example.org",),
    "Range.add_note": lambda book: ("hello",),
    "Range.add_comment": lambda book: ("hello",),
    "Range.to_png": lambda book: ("out.png",),
    "Range.to_pdf": lambda book: ("out.pdf",),
    "Range.autofill": lambda book: (book.sheets["Third"]["B2:C9"],),
    "Names.contains": lambda book: ("x",),
    "Names.add": lambda book: ("x", "=First!$A$1"),
    "Tables.add": lambda book: (book.sheets["My second"]["G1:H2"],),
    "Table.resize": lambda book: (book.sheets["My second"]["A1:C4"],),
    "Table.sort": lambda book: (1,),
    "TableColumns.add": lambda book: ("new",),
    "DataValidation.set_list": lambda book: (["a"],),
    "DataValidation.set_custom": lambda book: ("=TRUE",),
    "DataValidation.set_whole_number": lambda book: ("equal_to", 1),
    "DataValidation.set_decimal": lambda book: ("equal_to", 1),
    "DataValidation.set_date": lambda book: ("equal_to", 1),
    "DataValidation.set_time": lambda book: ("equal_to", 0.5),
    "DataValidation.set_text_length": lambda book: ("equal_to", 1),
    "Borders.set": lambda book: ("all",),
    "Table.update": lambda book: (pd.DataFrame({"id": ["9"]}),),
    "FreezePanes.freeze_at": lambda book: ("A1:B2",),
}
DRAWING_ARGUMENTS: dict[str, Callable[[xw.Book], tuple[Any, ...]]] = {
    "Shape.scale_height": lambda book: (2,),
    "Shape.scale_width": lambda book: (2,),
    "Picture.update": lambda book: (_picture(book),),
    "Pictures.add": lambda book: (_picture(book),),
    "Chart.set_source_data": lambda book: (book.sheets["First"]["A1:C2"],),
    "Chart.set_x_axis_values": lambda book: (book.sheets["First"]["A1:A2"],),
    "Chart.to_png": lambda book: ("out.png",),
    "Chart.to_pdf": lambda book: ("out.pdf",),
}
ARGUMENTS |= DRAWING_ARGUMENTS
WITHOUT_ENGINE = {
    "App.render_template", "App.create_report", "Book.render_template", "Sheet.render_template", "Book.load",
    "Sheet.load", "Book.sync", "Book.flush", "Book.caller",
}  # fmt: skip
"""xlwings' paid parts, those of its browser host, and what is asked before there is a book: no questions to an engine.
"""


def _members() -> list[str]:
    found = []
    for name in CLASSES:
        for member in vars(getattr(main, name)):
            if not member.startswith("_") and f"{name}.{member}" not in WITHOUT_ENGINE:
                found.append(f"{name}.{member}")
    return found


def _use(owner: Any, member: str, arguments: tuple[Any, ...]) -> Any:
    value = getattr(owner, member)
    if inspect.isfunction(vars(type(owner)).get(member)):
        value = value(*arguments)
    if inspect.iscoroutine(value):
        return asyncio.run(value)
    return value


def _refusal(book: xw.Book, name: str) -> Exception | None:
    owner_name, member = name.split(".")
    owner = CLASSES[owner_name](book)
    if name in ("Range.add_note", "Range.hyperlink"):
        owner = owner[0, 0]  # xlwings asks for one cell
    arguments = ARGUMENTS[name](book) if name in ARGUMENTS else ()
    try:
        result = _use(owner, member, arguments)
        if isinstance(result, main.Macro):
            result()
    except Exception as error:
        return error
    return None


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("name", _members())
def test_a_member_answers_or_refuses(book: xw.Book, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """No AttributeError, no TypeError: a value, or NotImplementedError; ours has a sentence in both languages."""
    monkeypatch.setattr(xw.Book, "_mock_caller", book, raising=False)  # set_mock_caller is a member, and would stay
    error = _refusal(book, name)
    if isinstance(error, BookError):
        assert isinstance(error, NotImplementedError)
        assert error.text.zh != error.text.en
    elif error is not None and type(error) is not Exception:  # as xlwings says that a cell has no link
        assert isinstance(error, (NotImplementedError, xw.XlwingsError, ValueError))
        assert str(error)


SETTABLE = [
    name
    for name in _members()
    if isinstance(one := vars(getattr(main, name.split(".")[0])).get(name.split(".")[1]), property)
    and one.fset is not None
]


@pytest.mark.parametrize("name", SETTABLE)
def test_a_property_takes_what_it_gives(book: xw.Book, name: str) -> None:
    """What can be set can be set to what it is."""
    owner_name, member = name.split(".")
    owner = CLASSES[owner_name](book)
    try:
        value = getattr(owner, member)
    except Unsupported:  # the test above asks how it refuses
        return
    if value is None or name == "App.cut_copy_mode":
        value = {"name": "aName", "formula_array": "=1"}.get(member, value)
    if value is not None:
        setattr(owner, member, value)
