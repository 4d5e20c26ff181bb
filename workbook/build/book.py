"""The whole workbook from the schema: every sheet in order, then the packing."""

from __future__ import annotations

import datetime as dt
import io
import uuid
from pathlib import Path

from openpyxl import Workbook

from workbook import schema
from workbook.build import pictures
from workbook.build.charts import block_formats
from workbook.build.contents import contents
from workbook.build.finish import finished
from workbook.build.pages.card import add_card
from workbook.build.pages.dictionary import add_dictionary
from workbook.build.pages.directory import add_directory
from workbook.build.pages.entry import add_entry
from workbook.build.pages.examples import add_examples
from workbook.build.pages.find import add_find_to_sheet
from workbook.build.pages.hidden import add_book, add_config
from workbook.build.pages.home import STAMPS_HERE, add_home, fill_home
from workbook.build.pages.leads import add_leads
from workbook.build.pages.month_report import add_month_report
from workbook.build.pages.settings import add_settings
from workbook.build.palette import theme_xml
from workbook.build.sample import sample_leads
from workbook.build.sheets import Book
from workbook.build.styles import Styles
from workbook.build.table_sheets import add_sheet
from workbook.language import Lang
from workbook.schema.commands import RIBBON_TAB
from workbook.schema.functions import FUNCTIONS
from workbook.schema.sheets import SHEETS

# The shipped sample is the same book each time it is built.
_SAMPLE_GUID = "00000000-0000-4000-8000-00000000c0de"


def build_book(
    path: Path, lang: Lang = "zh", *, sample: bool = False, guid: str | None = None, as_of: dt.date | None = None
) -> None:
    """Write a finished .xlsm at `path`, with or without the sample's rows (as of its own day or another); result sheets
    are empty until a refresh."""
    from workbook.build.pack import pack

    pack(build_body(lang, guid=guid, sample=sample, as_of=as_of), lang, path)


def build_body(lang: Lang, *, guid: str | None = None, sample: bool = False, as_of: dt.date | None = None) -> bytes:
    """The workbook as .xlsx bytes, without macros. The same arguments give the same bytes, if a guid is among them."""
    made = Workbook()
    made.remove(made.worksheets[0])
    made.code_name = "ThisWorkbook"
    made.loaded_theme = theme_xml(lang).encode()
    made.properties.title = RIBBON_TAB[lang]
    made.properties.creator = "Customer Book"
    book = Book(made, lang, Styles(made, lang))
    inside = contents(lang, sample=sample, as_of=as_of)
    leads = sample_leads(lang) if sample else ()
    home = add_home(book)
    for one in SHEETS[1:]:
        if one.tables:
            sheet = add_sheet(book, one, inside.tables)
            if one.key == "find":
                add_find_to_sheet(book, sheet)
        elif one.key == "contents":
            add_directory(book)
        elif one.key == "entry":
            add_entry(book, inside.lists)
        elif one.key == "card":
            add_card(book)
        elif one.key == "month_report":
            add_month_report(book)
        elif one.key == "leads":
            add_leads(book, leads)
        elif one.key == "dictionary":
            add_dictionary(book, inside.lists)
        elif one.key == "settings":
            settings = add_settings(book, schema.SETTINGS, inside.settings)
            add_examples(book, settings, FUNCTIONS)
        elif one.key == "book":
            data = add_book(book, guid or identity(sample=sample), STAMPS_HERE, block_formats(lang), is_sample=sample)
        else:
            add_config(book)
    pictures.add_all(book, data)
    fill_home(book, home, data, inside.settings, is_sample=sample)
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
