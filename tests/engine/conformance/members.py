"""Every public member of xlwings' classes that can be reached, and how it is tried on a closed file."""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any
from unittest.mock import patch

import pandas as pd
import xlwings as xw
from xlwings import main

CLASSES: dict[str, Callable[[xw.Book], Any]] = {
    "App": lambda book: book.app,
    "Books": lambda book: book.app.books,
    "Book": lambda book: book,
    "Sheets": lambda book: book.sheets,
    "Sheet": lambda book: book.sheets["Third"],
    "Range": lambda book: book.sheets["Third"].range("B2:C4"),
    "RangeRows": lambda book: book.sheets["Third"]["B2:C4"].rows,
    "RangeColumns": lambda book: book.sheets["Third"]["B2:C4"].columns,
    "Font": lambda book: book.sheets["First"]["A1"].font,
    "Note": lambda book: book.sheets["Third"]["A1"].add_note("hello"),
    "Names": lambda book: book.names,
    "Name": lambda book: book.names.add("aName", "=First!$A$1"),
    "Tables": lambda book: book.sheets["My second"].tables,
    "Table": lambda book: book.sheets["My second"].tables[0],
    "TableRows": lambda book: book.sheets["My second"].tables[0].rows,
    "TableRow": lambda book: book.sheets["My second"].tables[0].rows[0],
    "TableColumns": lambda book: book.sheets["My second"].tables[0].columns,
    "TableColumn": lambda book: book.sheets["My second"].tables[0].columns[0],
    "PageSetup": lambda book: book.sheets["First"].page_setup,
}
"""The classes by name, each with one of them in the small book."""
ARGUMENTS: dict[str, Callable[[xw.Book], tuple[Any, ...]]] = {
    "App.alert": lambda book: ("hello",),
    "App.macro": lambda book: ("Module1.Main",),
    "App.range": lambda book: ("A1",),
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
    "Range.copy": lambda book: (book.sheets["First"]["F9"],),
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
    "Table.update": lambda book: (pd.DataFrame({"id": ["9"]}),),
    "TableColumns.add": lambda book: ("new",),
}
"""What a member is called with, where it needs something."""
WITHOUT_ENGINE = {
    "App.render_template", "App.create_report", "Book.render_template", "Sheet.render_template", "Book.load",
    "Sheet.load", "Book.sync", "Book.flush", "Book.caller",
}  # fmt: skip
"""xlwings' paid parts, those of its browser host, and what is asked before there is a book: no questions to an engine.
"""
REFUSED = (
    "Sheet.charts", "Sheet.pictures", "Sheet.shapes", "Sheet.freeze_panes", "Range.autofill", "Range.autofilter",
    "Range.borders", "Range.characters", "Range.conditional_formats", "Range.data_validation", "Range.copy_from",
    "Range.copy_picture", "Range.paste", "Range.move", "Range.sort", "Range.find", "Range.replace_all",
    "Range.remove_duplicates", "Range.get_special_cells", "Range.group", "Range.ungroup", "Range.adjust_indent",
    "Range.set_colors", "Range.left", "Range.top", "Range.width", "Range.height", "Range.horizontal_alignment",
    "Range.vertical_alignment", "Table.autofilter", "Table.sort", "Table.show_table_style_column_stripes",
    "Table.show_table_style_first_column", "Table.show_table_style_last_column", "Table.show_table_style_row_stripes",
)  # fmt: skip
"""What the engine leaves to Excel; what lies behind such a member (a chart, a border) cannot be reached."""
READ_ONLY = ("Table.show_autofilter", "Table.show_headers", "Table.show_totals")
"""What is answered and cannot be set."""


def members() -> list[str]:
    """Class and member, as 'Range.value'."""
    return [
        f"{name}.{member}"
        for name in CLASSES
        for member in vars(getattr(main, name))
        if not member.startswith("_") and f"{name}.{member}" not in WITHOUT_ENGINE
    ]


def settable() -> list[str]:
    """The properties that xlwings lets one set."""
    found = []
    for name in members():
        owner, member = name.split(".")
        one = vars(getattr(main, owner))[member]
        if isinstance(one, property) and one.fset is not None:
            found.append(name)
    return found


def no_mock_caller() -> AbstractContextManager[object]:
    """A block without lasting effect of Book.set_mock_caller, which is a member like any other."""
    return patch.object(xw.Book, "_mock_caller", None, create=True)


def tried(book: xw.Book, name: str) -> Exception | None:
    """Read a property, call a function; what it raises."""
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


def _use(owner: Any, member: str, arguments: tuple[Any, ...]) -> Any:
    value = getattr(owner, member)
    if inspect.isfunction(vars(type(owner)).get(member)):
        value = value(*arguments)
    if inspect.iscoroutine(value):
        return asyncio.run(value)
    return value


def set_to_itself(book: xw.Book, name: str) -> Exception | None:
    """Set a property to what it is; what that raises. None where it cannot be read, or has no value to set."""
    owner_name, member = name.split(".")
    owner = CLASSES[owner_name](book)
    try:
        value = getattr(owner, member)
    except NotImplementedError:
        return None
    if value is None or name == "App.cut_copy_mode":
        value = {"name": "aName", "formula_array": "=1"}.get(member, value)
    try:
        if value is not None:
            setattr(owner, member, value)
    except Exception as error:
        return error
    return None
