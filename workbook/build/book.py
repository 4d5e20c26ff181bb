"""The whole workbook from the schema: every sheet in order, then the packing."""

from __future__ import annotations

import io
import uuid
from collections.abc import Mapping, Sequence
from pathlib import Path

from openpyxl import Workbook

from workbook import schema
from workbook.build.charts import add_pareto, block_formats
from workbook.build.contents import Row, contents
from workbook.build.dictionary import add_dictionary
from workbook.build.examples import add_examples
from workbook.build.finish import finished
from workbook.build.hidden import add_config, add_data, add_meta
from workbook.build.home import STAMPS_HERE, add_home, fill_home
from workbook.build.layout import sheet_order
from workbook.build.leads import add_leads
from workbook.build.palette import theme_xml
from workbook.build.sample import sample_leads
from workbook.build.settings import add_settings
from workbook.build.sheets import Book, State, add_table_sheet
from workbook.build.styles import Styles
from workbook.language import Lang
from workbook.schema.commands import RIBBON_TAB
from workbook.schema.functions import FUNCTIONS
from workbook.schema.model import SheetGroup, Table

# The shipped sample is the same book each time it is built.
_SAMPLE_GUID = "00000000-0000-4000-8000-00000000c0de"


def build_book(path: Path, lang: Lang = "zh", *, sample: bool = False, guid: str | None = None) -> None:
    """Write a finished .xlsm at `path`, with or without the sample's rows; result sheets are empty until a refresh."""
    from workbook.build.pack import pack

    pack(build_body(lang, guid=guid, sample=sample), lang, path)


def build_body(lang: Lang, *, guid: str | None = None, sample: bool = False) -> bytes:
    """The workbook as .xlsx bytes, without macros. The same arguments give the same bytes, if a guid is among them."""
    made = Workbook()
    made.remove(made.worksheets[0])
    made.code_name = "ThisWorkbook"
    made.loaded_theme = theme_xml(lang).encode()
    made.properties.title = RIBBON_TAB[lang]
    made.properties.creator = "Customer Book"
    book = Book(made, lang, Styles(made, lang))
    inside = contents(lang, sample=sample)
    home = add_home(book)
    tables = sheet_order(schema.TABLES)
    _add_tables(
        book,
        [t for t in tables if t.group is not SheetGroup.HIDDEN],
        inside.tables,
        sample_leads(lang) if sample else (),
    )
    add_dictionary(book, schema.LISTS, inside.lists, "hidden")
    add_settings(book, schema.SETTINGS, inside.settings, "hidden")
    add_examples(book, FUNCTIONS, "hidden")
    _add_tables(book, [t for t in tables if t.group is SheetGroup.HIDDEN], inside.tables)
    data = add_data(book, block_formats(lang))
    add_pareto(book, data)
    add_meta(book, guid or identity(sample=sample), STAMPS_HERE, is_sample=sample)
    add_config(book)
    shown = [t for t in tables if t.group is not SheetGroup.HIDDEN]
    fill_home(book, home, shown, data, inside.settings, is_sample=sample)
    book.styles.close()
    made.active = 0
    home.sheet_view.tabSelected = True
    made.views[0].tabRatio = 850  # room for the tabs; the horizontal scroll bar is short
    buffer = io.BytesIO()
    made.save(buffer)
    return finished(buffer.getvalue(), book.cached)


def identity(*, sample: bool) -> str:
    """A guid for a book that was given none: its own for each new book, one and the same for the sample."""
    return _SAMPLE_GUID if sample else str(uuid.uuid4())


def _add_tables(
    book: Book, tables: Sequence[Table], rows: Mapping[str, Sequence[Row]], leads: Sequence[Sequence[str]] = ()
) -> None:
    """A sheet for each table in order; the leads sheet closes the daily ones, the program's own come last."""
    for group in dict.fromkeys(t.group for t in tables):
        for table in (t for t in tables if t.group is group):
            state: State = "veryHidden" if group is SheetGroup.HIDDEN else "visible" if table.visible else "hidden"
            add_table_sheet(book, table, rows.get(table.name, ()), state)
        if group is SheetGroup.DAILY:
            add_leads(book, leads)
