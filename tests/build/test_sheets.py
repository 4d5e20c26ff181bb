"""The workbook as built: sheets, tables, names, cells."""

from __future__ import annotations

import datetime as dt
import io
import os
import re
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from openpyxl.utils import get_column_letter, range_boundaries

from tests.build.bodies import GUID, all_tables, body, header_row, last_row, opened, parts, sheet_of
from tests.fuzzing import tries
from workbook import schema
from workbook.build.book import build_body, build_book, identity
from workbook.build.contents import cell, contents
from workbook.build.finish import finished, sheet_parts, with_cached_values
from workbook.build.pages import month_report_layout as layout
from workbook.build.pages.examples import RANGE_NAME
from workbook.build.pages.month_report import ABOVE
from workbook.build.pages.month_report_layout import AREA_NAME, MONTH_NAME, PERSON_NAME
from workbook.language import LANGS, Lang, Text
from workbook.schema.book_config import CONFIG_SHEET
from workbook.schema.card_frame import CARD_MONTHS, CARD_NAMES
from workbook.schema.cells import FLAG_LABELS
from workbook.schema.forms import ALIKE, FORMS, form
from workbook.schema.formulas import live_formula
from workbook.schema.home import (
    BLOCKS,
    DICTIONARY_SHEET,
    DIRECTORY_SHEET,
    FIGURES,
    FIND_QUICK,
    FIND_SAID,
    FIND_TEXT,
    FIRST_TODAY,
    HOME_BANNER,
    HOME_FIND,
    HOME_SHEET,
    HOME_TILES,
    LEADS_HINT,
    LEADS_OWN,
    LEADS_ROW,
    LEADS_SHEET,
    META,
    META_SHEET,
    STAMPS,
    TASKS,
    TILES,
    UNREACHED_NAME,
)
from workbook.schema.model import Field, Kind, SheetGroup
from workbook.schema.month_report import LINES
from workbook.schema.sheets import SHEETS, place_name
from workbook.schema.sheets import sheet as declared
from workbook.schema.sheets import sheet_of as sheet_named
from workbook.schema.tables.letters import TEMPLATES

GOLDEN = Path(__file__).with_name("golden")
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
both = pytest.mark.parametrize("lang", LANGS)


def structure(lang: Lang) -> str:
    """Sheets with their state, tables with their headers, as text that a person can read."""
    book = opened(lang)
    lines = []
    for sheet in book.worksheets:
        state = "" if sheet.sheet_state == "visible" else f" ({sheet.sheet_state})"
        lines.append(f"# {sheet.title}{state}")
        lines += [
            f"{name}: {' | '.join(column.name for column in sheet.tables[name].tableColumns)}" for name in sheet.tables
        ]
        lines.append("")
    return "\n".join(lines)


@both
def test_structure(lang: Lang) -> None:
    """Sheets, tables and headers are those of the golden file (python -m workbook.regenerate writes it anew)."""
    file = GOLDEN / f"structure_{lang}.txt"
    if os.environ.get("CUSTOMER_BOOK_WRITE"):
        file.write_text(structure(lang), "utf-8", newline="\n")
    assert structure(lang) == file.read_text("utf-8")


@both
def test_same_input_same_bytes(lang: Lang) -> None:
    """A build depends on nothing but its arguments."""
    assert build_body(lang, guid=GUID, sample=True) == body(lang, sample=True)


def test_a_new_book_has_an_identity_of_its_own() -> None:
    """Without a guid given, two new books differ in theirs and two samples do not."""
    assert identity(sample=False) != identity(sample=False)
    assert identity(sample=True) == identity(sample=True)


@both
def test_few_sheets_and_all_but_the_programs_own_show(lang: Lang) -> None:
    """Every sheet comes up by its link without macros: none but the program's is hidden, and those very much so."""
    states = {s.title: s.sheet_state for s in opened(lang).worksheets}
    assert sum(state != "veryHidden" for state in states.values()) <= 33
    for one in SHEETS:
        hidden = one.group is SheetGroup.HIDDEN
        assert states.pop(one.label[lang]) == ("veryHidden" if hidden else "visible"), one.key
    assert not states


@both
def test_sheets_stand_in_groups(lang: Lang) -> None:
    """As declared: home first, then daily, records, analysis, lists and settings; what nobody opens comes last."""
    assert opened(lang).sheetnames == [one.label[lang] for one in SHEETS]
    order = [list(SheetGroup).index(one.group) for one in SHEETS]
    assert SHEETS[0].key == "home"
    assert order == sorted(order)


@both
def test_only_one_sheet_is_selected(lang: Lang) -> None:
    """No two sheets are grouped: typing into one must not type into another."""
    assert [s.title for s in opened(lang).worksheets if s.sheet_view.tabSelected] == [HOME_SHEET[lang]]


@both
def test_code_names(lang: Lang) -> None:
    """Every sheet has a code name of its own, an ASCII identifier, the same in both languages."""
    names = [str(s.sheet_properties.codeName) for s in opened(lang).worksheets]
    assert all(re.fullmatch(r"sht[A-Z][A-Za-z]*", name) for name in names)
    assert len({name.lower() for name in names}) == len(names)
    assert names == [s.sheet_properties.codeName for s in opened("zh").worksheets]


@both
def test_header_text_is_the_column_name(lang: Lang) -> None:
    """Each header cell says what the table's column is called: Excel repairs a file where they differ."""
    book = opened(lang)
    for sheet in book.worksheets:
        for one in sheet.tables.values():
            left, top, right, _ = range_boundaries(one.ref)
            header = [sheet.cell(int(top or 0), column).value for column in range(int(left or 0), int(right or 0) + 1)]
            assert header == [column.name for column in one.tableColumns], one.name


@both
def test_every_table_is_there(lang: Lang) -> None:
    """Every declared table and list stands in the book once, with every field as a column, in order."""
    found = {one.name: one for sheet in opened(lang).worksheets for one in sheet.tables.values()}
    assert set(found) == {t.name for t in all_tables()}
    for table in all_tables():
        assert [c.name for c in found[table.name].tableColumns] == [f.label[lang] for f in table.fields], table.name


WITH_ROWS = ("tblLabels", TEMPLATES.name)
"""Tables that are filled in every book: the default labels, the templates of letters."""


@both
def test_an_empty_table_has_one_blank_row(lang: Lang) -> None:
    """A fresh table offers one row to start in, and it holds nothing but live formulas."""
    book = opened(lang)
    for table in (one for one in schema.TABLES if one.name not in WITH_ROWS):
        sheet = sheet_of(book, table, lang)
        first = header_row(sheet, table) + 1
        assert last_row(sheet, table) == first, table.name
        for column, field in enumerate(table.fields, start=1):
            value = sheet.cell(first, column).value
            assert (value is None) != bool(field.formula), (table.name, field.key)


@both
def test_row_id_comes_first_and_is_hidden(lang: Lang) -> None:
    """Column A of a table's sheet is its row_id, out of sight."""
    book = opened(lang)
    for table in schema.TABLES:
        assert table.fields[0].kind is Kind.ROW_ID
        assert sheet_of(book, table, lang).column_dimensions["A"].hidden, table.name


@both
def test_live_columns_are_table_formulas(lang: Lang) -> None:
    """A live column carries its formula in the cell and in the table, so that new rows get it too."""
    book = opened(lang)
    live = [(t, f) for t in schema.TABLES for f in t.fields if f.formula]
    assert live
    for table, field in live:
        sheet = sheet_of(book, table, lang)
        at = table.keys.index(field.key)
        formula = live_formula(table.name, field, {f.key: f.label[lang] for f in table.fields})
        assert sheet.cell(header_row(sheet, table) + 1, at + 1).value == formula
        calculated = sheet.tables[table.name].tableColumns[at].calculatedColumnFormula
        assert calculated is not None
        assert f"={calculated.attr_text}" == formula


@both
@pytest.mark.parametrize("sample", [False, True])
def test_every_formula_has_a_cached_value(lang: Lang, *, sample: bool) -> None:
    """Who reads without calculating sees a value beside each formula, never an empty element of unknown type."""
    for title, part in sheet_parts(parts(lang, sample=sample)).items():
        for one in etree.fromstring(parts(lang, sample=sample)[part]).iter(f"{MAIN}c"):
            if one.find(f"{MAIN}f") is not None:
                value = one.find(f"{MAIN}v")
                assert value is not None, (title, one.get("r"))
                assert value.text or one.get("t") == "str", (title, one.get("r"))


# --- names ------------------------------------------------------------------------------------------------------


def declared_names() -> set[str]:
    """Every name of the contract between builder and seam."""
    names = {one.range_name for one in schema.SETTINGS} | {one.range_name for one in schema.LISTS}
    names |= {one.range_name for one in FIGURES} | {one.range_name for one in BLOCKS}
    names |= {f"meta_{key}" for key in META} | {f"stamp_{key}" for key in STAMPS} | {"AsOfDate", RANGE_NAME}
    names |= {HOME_BANNER, HOME_FIND, HOME_TILES, FIRST_TODAY, AREA_NAME, MONTH_NAME, PERSON_NAME}
    names |= {UNREACHED_NAME, FIND_TEXT, FIND_QUICK, FIND_SAID, ALIKE, *CARD_NAMES}
    names |= {place_name(name) for one in SHEETS if one.is_stacked for name in one.tables}
    names |= {place_name(one.table_name) for one in schema.LISTS}
    names |= {name for form in FORMS for name in form.range_names}
    return names | {f"col_{t.name}_{f.key}" for t in all_tables() for f in t.fields}


@both
def test_names_are_those_declared(lang: Lang) -> None:
    """Every name the seam reads is defined, and no other."""
    assert set(opened(lang).defined_names) == declared_names()


@both
def test_names_resolve(lang: Lang) -> None:
    """A name stands for a column of a table that is there, or for cells of a sheet that is there."""
    book = opened(lang)
    columns = {
        f"{one.name}[{column.name}]"
        for sheet in book.worksheets
        for one in sheet.tables.values()
        for column in one.tableColumns
    }
    for name, defined in book.defined_names.items():
        target = re.sub(r"'(['#\[\]@])", r"\1", defined.attr_text or "")
        if target in columns:
            continue
        ((title, cells),) = defined.destinations
        assert title in book.sheetnames, name
        assert re.fullmatch(r"\$[A-Z]+\$\d+(:\$[A-Z]+\$\d+)?", cells), name


@both
def test_blocks_have_their_size(lang: Lang) -> None:
    """A chart's block has a label column and its columns of values, and its rows."""
    for block in BLOCKS:
        ((_, cells),) = opened(lang).defined_names[block.range_name].destinations
        left, top, right, bottom = (int(n or 0) for n in range_boundaries(cells))
        assert (bottom - top + 1, right - left + 1) == (block.rows, block.columns + 1)


@both
def test_charts_read_the_blocks(lang: Lang) -> None:
    """Each chart of the home sheet, of an analysis and of the card reads one block, whole and nothing else."""
    read = set()
    for name, xml in parts(lang).items():
        if name.startswith("xl/charts/chart"):
            read.add(frozenset(f.text for f in etree.fromstring(xml).iter("{*}f")))
    wanted = set()
    for block in BLOCKS:
        ((_, cells),) = opened(lang).defined_names[block.range_name].destinations
        left, top, right, bottom = (int(n or 0) for n in range_boundaries(cells))
        letters = [get_column_letter(column) for column in range(left, right + 1)]
        first = top + 1 if block.named else top
        names = {f"'{META_SHEET}'!{one}{top}" for one in letters[1:]} if block.named else set()
        wanted.add(frozenset(names | {f"'{META_SHEET}'!${one}${first}:${one}${bottom}" for one in letters}))
    ((sheet, cells),) = opened(lang).defined_names[CARD_MONTHS].destinations
    left, top, right, bottom = (int(n or 0) for n in range_boundaries(cells))
    columns_ = [get_column_letter(n) for n in range(left, right + 1)]
    wanted.add(frozenset(f"'{sheet}'!${c}${top}:${c}${bottom}" for c in columns_))
    title = declared("month_report").label[lang]
    top = ABOVE + layout.DATA_ROW
    for left, series, rows in (
        (layout.MONTHS_AT, len(layout.MONTH_SERIES), LINES["months"]),
        (layout.PEOPLE_AT, len(layout.PEOPLE_SERIES), LINES["people"]),
    ):
        letters = [get_column_letter(left + at) for at in range(series + 1)]
        figures = {f"'{title}'!${one}${top + 1}:${one}${top + rows}" for one in letters}
        wanted.add(frozenset(figures | {f"'{title}'!{one}{top}" for one in letters[1:]}))
    assert read == wanted


# --- cells ------------------------------------------------------------------------------------------------------


@both
def test_cells_hold_what_their_column_says(lang: Lang) -> None:
    """In the sample no number or date is stored as text, and nothing that is text as a number."""
    book = opened(lang, sample=True)
    for table in schema.TABLES:
        sheet = sheet_of(book, table, lang)
        for row in range(header_row(sheet, table) + 1, last_row(sheet, table) + 1):
            for column, field in enumerate(table.fields, start=1):
                value = sheet.cell(row, column).value
                if value is None or field.formula:
                    continue
                wanted: type | tuple[type, ...] = str
                if field.kind.is_date:
                    wanted = dt.datetime
                elif field.kind.is_number:
                    wanted = (int, float)
                assert isinstance(value, wanted), (table.name, row, field.key, value)


@both
def test_choices_are_labels_of_the_book(lang: Lang) -> None:
    """In the sample every value of a list column stands in that list, in the book's language."""
    inside = contents(lang, sample=True)
    labels = {key: {str(row["label"]) for row in rows} for key, rows in inside.lists.items()}
    for name, rows in inside.tables.items():
        table = schema.table(name)
        for row in rows:
            for key, value in row.items():
                if (listing := table[key].list) and value is not None:
                    assert set(str(value).split("、")) <= labels[listing], (name, key, value)


def test_a_value_outside_its_list_is_refused() -> None:
    """A declared value that its list does not know stops the build."""
    field = Field("grade", Text("等级", "Grade"), Kind.CHOICE, list="grade")
    assert cell(field, "A", {"grade": {"A": "甲"}}, "zh") == "甲"
    with pytest.raises(ValueError, match="not in the list grade"):
        cell(field, "Z", {"grade": {"A": "甲"}}, "zh")


@pytest.mark.parametrize(
    ("kind", "value"), [(Kind.MONEY, "12"), (Kind.DATE, "2026-01-01"), (Kind.TEXT, 7), (Kind.INT, True)]
)
def test_a_value_of_the_wrong_type_is_refused(kind: Kind, value: object) -> None:
    """A declared value that does not fit its column's kind stops the build."""
    with pytest.raises(ValueError, match="k:"):
        cell(Field("k", Text("k", "k"), kind), value, {}, "zh")


@both
def test_row_ids_of_the_sample_are_unique(lang: Lang) -> None:
    """Every sample row has an identity of its own."""
    ids = [
        row["row_id"]
        for name, rows in contents(lang, sample=True).tables.items()
        if name != TEMPLATES.name  # given theirs by the first command, so that they are no part of the sample
        for row in rows
    ]
    assert len(set(ids)) == len(ids) > 400
    assert all(re.fullmatch(r"[0-9a-f]{16}", str(one)) for one in ids)


@both
def test_lists_have_key_label_order_and_use(lang: Lang) -> None:
    """A list's rows carry its keys, its labels in the book's language, their order, and are in use."""
    sheet = opened(lang)[DICTIONARY_SHEET[lang]]
    for one in schema.LISTS:
        left, top, _, bottom = (int(n or 0) for n in range_boundaries(sheet.tables[one.table_name].ref))
        rows = [[sheet.cell(row, left + at).value for at in range(4)] for row in range(top + 1, bottom + 1)]
        assert left == 1
        wanted = [[e.key, e.label[lang], n, FLAG_LABELS[True][lang]] for n, e in enumerate(one.entries, start=1)]
        assert rows == (wanted or [[None] * 4]), one.key


@both
def test_identity(lang: Lang) -> None:
    """The book knows its guid, its language and whether it is the sample."""
    for sample in (False, True):
        sheet = opened(lang, sample=sample)[META_SHEET]
        meta = {sheet.cell(row, 1).value: sheet.cell(row, 2).value for row in range(1, sheet.max_row + 1)}
        assert meta["meta_book_guid"] == GUID
        assert meta["meta_language"] == lang
        assert meta["meta_is_sample"] is sample


@both
def test_leads_wait_for_a_paste(lang: Lang) -> None:
    """A way home, a title, what comes next and the hint stand on the leads sheet, nothing else, and its cells are text:
    18 digits survive a paste."""
    sheet = opened(lang)[LEADS_SHEET[lang]]
    assert [c.value for row in sheet.iter_rows() for c in row if c.value] == [one[lang] for one in LEADS_OWN]
    assert sheet.cell(LEADS_ROW, 1).value == LEADS_HINT[lang]
    assert not sheet.tables
    assert {sheet.column_dimensions[letter].number_format for letter in "ABZ"} == {"@"}


@both
def test_links_lead_to_what_is_there(lang: Lang) -> None:
    """Every link inside the book names a sheet or a defined name that is there; the sheet of contents links to every
    sheet people use, a sheet of several tables to each of them, and home to what its tiles count and to the tasks."""
    book = opened(lang)
    targets: dict[str, set[str]] = {}
    for sheet in book.worksheets:
        links = [c.hyperlink.location for row in sheet.iter_rows() for c in row if c.hyperlink]
        targets[sheet.title] = {str(one).rsplit("!", 1)[0].strip("'") for one in links}
        assert targets[sheet.title] <= {*book.sheetnames, *book.defined_names}
    used = {one.label[lang] for one in SHEETS if one.group is not SheetGroup.HIDDEN}
    counted = {one.leads_to: sheet_named(one.leads_to) for one in TILES}
    places = {place_name(name) if one.is_stacked else one.label[lang] for name, one in counted.items()}
    tasks = {form(one.form).range_name(form(one.form).cells[0].key) for one in TASKS if one.form}
    tasks |= {sheet.label[lang] for sheet in SHEETS for task in TASKS if sheet.key == task.sheet and not task.form}
    assert targets[HOME_SHEET[lang]] == places | tasks | {sheet_named("tblToday").label[lang]}
    assert targets[DIRECTORY_SHEET[lang]] == used - {DIRECTORY_SHEET[lang]}
    for one in SHEETS:
        if one.is_stacked:
            assert {place_name(name) for name in one.tables} <= targets[one.label[lang]]
    assert {place_name(one.table_name) for one in schema.LISTS} <= targets[DICTIONARY_SHEET[lang]]


@both
def test_links_to_tables_lead_to_their_headings(lang: Lang) -> None:
    """The cell that a link names shows the label of the table."""
    book = opened(lang)
    for table in all_tables():
        if (name := place_name(table.name)) in book.defined_names:
            ((title, cell),) = book.defined_names[name].destinations
            assert book[title][cell].value == table.label[lang]


@both
def test_orders_and_visits_open_at_their_newest_rows(lang: Lang) -> None:
    """With the empty row below them chosen, and in sight."""
    for name in ("tblTransactions", "tblVisits", "tblPayments"):
        table = schema.table(name)
        sheet = sheet_of(opened(lang, sample=True), table, lang)
        last, pane = last_row(sheet, table), sheet.sheet_view.pane
        assert pane is not None
        chosen = next(one for one in sheet.sheet_view.selection if one.pane == pane.activePane)
        assert int(re.sub("[A-Z]+", "", chosen.activeCell)) == last + 1
        assert last - 12 <= int(re.sub("[A-Z]+", "", str(pane.topLeftCell))) < last


@both
def test_configuration_leaves_nothing_blank(lang: Lang) -> None:
    """xlwings reads TRUE or FALSE as text: a blank Boolean breaks it, and a stray module must not be imported."""
    sheet = opened(lang)[CONFIG_SHEET]
    keys = {row[0].value: row[1].value for row in sheet.iter_rows(max_col=2)}
    assert keys["ADD_WORKBOOK_TO_PYTHONPATH"] == "FALSE"
    assert all(isinstance(value, str) and value for value in keys.values())
    assert sheet.sheet_state == "veryHidden"


def test_the_finished_book_has_its_macros(tmp_path: Path) -> None:
    """build_book packs the body: macros and ribbon are in the file."""
    build_book(tmp_path / "book.xlsm", "en", guid=GUID)
    assert openpyxl.load_workbook(tmp_path / "book.xlsm", keep_vba=True).vba_archive is not None


# --- the last strokes -------------------------------------------------------------------------------------------


@settings(max_examples=tries(60), deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1), min_size=1, max_size=6))
def test_texts_survive_the_finishing(texts: list[str]) -> None:
    """Moving texts to the shared strings changes none of them, whatever characters they hold."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row, text in enumerate(texts, start=1):
        sheet.cell(row, 1).value = text
        sheet.cell(row, 1).data_type = "s"
    stream = io.BytesIO()
    book.save(stream)
    again = openpyxl.load_workbook(io.BytesIO(finished(stream.getvalue(), {}))).worksheets[0]
    assert [again.cell(row, 1).value for row in range(1, len(texts) + 1)] == texts


def test_a_cached_value_needs_its_formula() -> None:
    """A value for a cell without a formula is a mistake of the builder, and said."""
    with pytest.raises(ValueError, match="no formula"):
        with_cached_values(parts("zh"), {("首页", "ZZ99"): 1})
