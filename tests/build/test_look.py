"""How the book looks: formats that hold for rows to come, marks that can be seen, nothing cut off."""

from __future__ import annotations

import re

import pytest
from lxml import etree
from openpyxl.utils import get_column_letter

from tests.build.bodies import opened, parts, sheet_of
from workbook import schema
from workbook.build import palette
from workbook.build.charts import GRADE_COLOURS
from workbook.build.formats import column_width, number_format
from workbook.build.highlights import KEY_TONES
from workbook.build.layout import bands, folded_columns, frozen_columns
from workbook.build.palette import HUES, WORKED_OUT
from workbook.language import LANGS, Lang
from workbook.schema.home import DICTIONARY_SHEET, HOME_SHEET
from workbook.schema.model import Kind, SheetGroup, Table, Who
from workbook.schema.text_widths import text_width

both = pytest.mark.parametrize("lang", LANGS)
every_table = pytest.mark.parametrize("table", schema.TABLES, ids=lambda t: t.name)


# --- formats ----------------------------------------------------------------------------------------------------


@both
@every_table
def test_rows_to_come_have_their_format(lang: Lang, table: Table) -> None:
    """The first data row and the empty cells below the table have the number format of their column."""
    sheet = sheet_of(opened(lang), table, lang)
    for column, field in enumerate(table.fields, start=1):
        below = sheet.column_dimensions[get_column_letter(column)]
        assert sheet.cell(4, column).number_format == number_format(field), field.key
        assert below.number_format == number_format(field), field.key


def test_text_stays_text() -> None:
    """Codes, numbers of telephones and everything else that is text have the text format; live formulas have not."""
    for table in schema.TABLES:
        for field in table.fields:
            if field.kind.is_text:
                assert number_format(field) == ("General" if field.formula else "@"), (table.name, field.key)


@pytest.mark.parametrize(
    ("kind", "shown"),
    [(Kind.DATE, "yyyy-mm-dd"), (Kind.MONEY, "#,##0.00;[Red]-#,##0.00"), (Kind.RATE, "0.0%"), (Kind.MONTH, "yyyy-mm")],
)
def test_formats_by_kind(kind: Kind, shown: str) -> None:
    """Dates read the same in every country, negative amounts are red."""
    fields = [f for t in schema.TABLES for f in t.fields if f.kind is kind]
    assert {number_format(f) for f in fields} == {shown}


# --- marks ------------------------------------------------------------------------------------------------------


@both
def test_required_and_confidential_are_marked_beside_the_text(lang: Lang) -> None:
    """The header shows * for required and a mark for confidential, and its text stays the bare label."""
    customers = schema.table("tblCustomers")
    sheet = sheet_of(opened(lang), customers, lang)
    name = sheet.cell(3, customers.keys.index("name") + 1)
    account = sheet.cell(3, customers.keys.index("bank_account") + 1)
    assert (name.value, name.number_format) == (customers["name"].label[lang], '@" *"')
    assert account.number_format == ('@" 密"' if lang == "zh" else '@" !"')


@both
def test_worked_out_columns_look_different(lang: Lang) -> None:
    """On sheets that users fill, what the program fills is grey, header and cells; on its own sheets it is not."""
    for table in schema.TABLES:
        sheet = sheet_of(opened(lang), table, lang)
        hue = HUES[table.group]
        for column, field in enumerate(table.fields, start=1):
            head, below = sheet.cell(3, column).fill.fgColor.rgb[-6:], sheet.cell(4, column).fill
            grey = field.computed and not table.result
            yours = table.result and not field.computed
            assert head == (hue.soft if grey else palette.YOURS if yours else hue.strong), (table.name, field.key)
            fill = below.fgColor.rgb[-6:] if below.fill_type else None
            assert fill == (WORKED_OUT if grey else palette.TYPED if yours else None), (table.name, field.key)


@both
@every_table
def test_headers_have_notes(lang: Lang, table: Table) -> None:
    """The note of a header says what the column holds, its help, and whether it is required or worked out."""
    sheet = sheet_of(opened(lang), table, lang)
    required, worked_out = ("必填", "程序算出") if lang == "zh" else ("Required", "Worked out")
    for column, field in enumerate(table.fields, start=1):
        comment = sheet.cell(3, column).comment
        if field.kind is Kind.ROW_ID:
            assert comment is None
            continue
        assert comment is not None, field.key
        assert not field.help or field.help[lang] in comment.text
        assert (required in comment.text) == field.required or field.who is not Who.USER
        assert (worked_out in comment.text) == (field.who is Who.RULE)


# --- layout -----------------------------------------------------------------------------------------------------


@both
@every_table
def test_panes_are_frozen_below_the_header(lang: Lang, table: Table) -> None:
    """Headers stay in sight, and so does the name of the row where there is room for it."""
    sheet = sheet_of(opened(lang), table, lang)
    assert re.fullmatch(r"[A-Z]+4", str(sheet.freeze_panes))
    frozen = table.fields[: frozen_columns(table, lang)]
    assert sum(column_width(f, lang) for f in frozen if not f.hidden) <= 78


def test_the_customer_stays_in_sight() -> None:
    """Scrolling to the right on the daily sheets leaves the customer's name standing."""
    for name, key in [("tblCustomers", "name"), ("tblTransactions", "customer_name"), ("tblVisits", "customer_name")]:
        table = schema.table(name)
        for lang in LANGS:
            assert key in table.keys[: frozen_columns(table, lang)], (name, lang)


@both
def test_a_wide_table_opens_folded(lang: Lang) -> None:
    """Of a wide table only the first columns of each group show at first; the others unfold by their buttons."""
    customers = schema.table("tblCustomers")
    sheet = sheet_of(opened(lang), customers, lang)
    folded = folded_columns(customers)
    shown = [f.key for f in customers.fields if not f.hidden and f.key not in folded]
    assert 15 <= len(shown) <= 30
    assert {"name", "grade", "total_amount", "next_contact", "owner"} <= set(shown)
    assert not sheet.sheet_properties.outlinePr.summaryRight  # type: ignore[union-attr]
    root = etree.fromstring(parts(lang)[_part(lang, customers.label[lang])])
    assert root.xpath("string(//*[local-name()='sheetFormatPr']/@outlineLevelCol)") == "1"
    for column, field in enumerate(customers.fields, start=1):
        dimension = sheet.column_dimensions[get_column_letter(column)]
        assert dimension.hidden == (field.hidden or field.key in folded), field.key
        assert dimension.outlineLevel == (1 if field.key in folded else 0), field.key


def test_every_group_keeps_a_column() -> None:
    """However wide a table is, each of its groups of columns can be seen and unfolded."""
    for table in schema.TABLES:
        folded = folded_columns(table)
        for group in table.groups:
            members = [f for f in table.fields if f.group == group and not f.hidden]
            assert not members or any(f.key not in folded for f in members), (table.name, group.key)


@both
@every_table
def test_bands_name_their_groups(lang: Lang, table: Table) -> None:
    """Above the header each group of columns has its name, over its first column."""
    sheet = sheet_of(opened(lang), table, lang)
    for first, left, right in bands(table):
        texts = [sheet.cell(2, column).value for column in range(left, right + 1) if sheet.cell(2, column).value]
        shown = any(not f.hidden for f in table.fields[left - 1 : right])
        assert texts == ([first.group.label[lang]] if first.group and shown else [])


@both
@every_table
def test_headers_fit(lang: Lang, table: Table) -> None:
    """No header is wider than two lines of its column, no English word of it is broken."""
    sheet = sheet_of(opened(lang), table, lang)
    for column, field in enumerate(table.fields, start=1):
        room = sheet.column_dimensions[get_column_letter(column)].width - 3
        label = field.label[lang]
        assert text_width(label) <= 2 * room, field.key
        assert all(text_width(word) <= room for word in label.split() if word.isascii()), field.key


@both
def test_dropdown_columns_fit_their_labels(lang: Lang) -> None:
    """The longest label of a list shows whole in its column, up to a width that is still a column."""
    for table in schema.TABLES:
        for field in table.fields:
            if field.list and field.kind is Kind.CHOICE and field.width is None:
                for entry in schema.listing(field.list).entries:
                    assert min(text_width(entry.label[lang]), 26) <= column_width(field, lang), (table.name, field.key)


@both
def test_tab_colours_and_table_styles_tell_the_group(lang: Lang) -> None:
    """A group's sheets have one tab colour and one table style, and no two groups share them."""
    seen: dict[SheetGroup, set[tuple[str, str]]] = {}
    for table in schema.TABLES:
        sheet = sheet_of(opened(lang), table, lang)
        style = sheet.tables[table.name].tableStyleInfo
        tab = sheet.sheet_properties.tabColor
        assert style is not None
        assert tab is not None
        seen.setdefault(table.group, set()).add((str(tab.rgb)[-6:], str(style.name)))
    assert all(len(looks) == 1 for looks in seen.values())
    visible = [looks for group, looks in seen.items() if group is not SheetGroup.HIDDEN]
    assert len(set.union(*visible)) == len(visible)


@both
def test_sheets_print(lang: Lang) -> None:
    """Every sheet of a table prints on A4 across, as wide as the page, with its header on every page."""
    for table in schema.TABLES:
        sheet = sheet_of(opened(lang), table, lang)
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage  # type: ignore[union-attr]
        assert sheet.print_title_rows == "$1:$3"
        assert "&P" in str(sheet.oddFooter.right.text)  # type: ignore[union-attr]
        assert sheet.oddHeader.left.text == "&A"  # type: ignore[union-attr]


@both
def test_home_fits_on_a_screen(lang: Lang) -> None:
    """The home sheet is as wide as a small laptop's window: about 140 characters."""
    sheet = opened(lang)[HOME_SHEET[lang]]
    assert sum(d.width for d in sheet.column_dimensions.values()) <= 140


@both
def test_the_dictionary_leaves_room_to_grow(lang: Lang) -> None:
    """Nothing stands below a list: it may grow as far down as it needs."""
    sheet = opened(lang)[DICTIONARY_SHEET[lang]]
    for one in schema.LISTS:
        left, bottom = re.findall(r"([A-Z]+)\d+:[A-Z]+(\d+)", sheet.tables[one.table_name].ref)[0]
        below = [sheet[f"{left}{row}"].value for row in range(int(bottom) + 1, sheet.max_row + 1)]
        assert not any(below), one.key


# --- conditional formats ----------------------------------------------------------------------------------------


@both
@every_table
def test_one_conditional_format_a_column(lang: Lang, table: Table) -> None:
    """Each column has at most one block of conditional formats, over all rows to come."""
    sheet = sheet_of(opened(lang), table, lang)
    ranges = [str(one.cells) for one in sheet.conditional_formatting]
    assert len(set(ranges)) == len(ranges)
    assert all(re.fullmatch(r"([A-Z]+)4:\1(?:1048576)", one) for one in ranges)


@both
def test_conditional_formats_name_what_is_there(lang: Lang) -> None:
    """Their formulas use defined names only and no COUNTIF, which would slow every keystroke."""
    book = opened(lang)
    for sheet in book.worksheets:
        for block in sheet.conditional_formatting:
            for formula in (text for rule in block.rules for text in rule.formula):
                assert "COUNTIF" not in formula
                assert set(re.findall(r"\b(?:lst|col|set|meta|stamp)_\w+|AsOfDate", formula)) <= set(book.defined_names)


def test_coloured_keys_exist() -> None:
    """Every list value that has a colour is a value of its list."""
    for key, tones in KEY_TONES.items():
        assert set(tones) <= {entry.key for entry in schema.listing(key).entries}
    assert len(GRADE_COLOURS) == len(schema.listing("grade").entries)


@both
def test_stars_show_as_stars(lang: Lang) -> None:
    """One to five stars each have a format that shows them; the cell holds the number."""
    table = schema.table("tblCustomers")
    sheet = sheet_of(opened(lang), table, lang)
    letter = get_column_letter(table.keys.index("credit") + 1)
    block = next(one for one in sheet.conditional_formatting if str(one.cells).startswith(f"{letter}4:"))
    shown = [rule.dxf.numFmt.formatCode for rule in block.rules]
    assert shown == ['"★☆☆☆☆"', '"★★☆☆☆"', '"★★★☆☆"', '"★★★★☆"', '"★★★★★"']


# --- colours and fonts ------------------------------------------------------------------------------------------


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours by WCAG 2.1."""

    def luminance(colour: str) -> float:
        parts_ = [int(colour[n : n + 2], 16) / 255 for n in (0, 2, 4)]
        red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts_)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize(
    ("text", "ground"),
    [
        (palette.INK, palette.WHITE),
        (palette.MUTED, palette.WHITE),
        (palette.MUTED, palette.WORKED_OUT),
        (palette.MUTED, palette.CARD),
        (palette.RED, palette.RED_TINT),
        (palette.AMBER, palette.AMBER_TINT),
        (palette.GREEN, palette.GREEN_TINT),
        (palette.BLUE, palette.BLUE_TINT),
        (palette.MUTED, palette.GREY_TINT),
        (palette.WHITE, palette.YOURS),
        *((palette.WHITE, hue.strong) for hue in HUES.values()),
        *((palette.REQUIRED_MARK, hue.strong) for g, hue in HUES.items() if g is not SheetGroup.HIDDEN),
        *((hue.strong, hue.tint) for g, hue in HUES.items() if g is not SheetGroup.HIDDEN),
    ],
)
def test_text_can_be_read(text: str, ground: str) -> None:
    """Text stands out from its ground by 4.5 to 1, as WCAG AA asks of small print."""
    assert contrast(text, ground) >= 4.5


@pytest.mark.parametrize("hue", HUES.values())
def test_soft_headers_can_be_read(hue: palette.Hue) -> None:
    """White on the softer header of worked-out columns stands out by 3 to 1."""
    assert contrast(palette.WHITE, hue.soft) >= 3


@both
def test_theme(lang: Lang) -> None:
    """The theme has the groups' colours as its accents, so that table styles and charts agree with the sheets."""
    theme = etree.fromstring(parts(lang)["xl/theme/theme1.xml"])
    accents = [theme.xpath(f"string(//*[local-name()='accent{n}']/*/@val)") for n in range(1, 5)]
    assert accents == [HUES[g].strong for g in list(SheetGroup)[:4]]
    assert theme.xpath("string(//*[local-name()='minorFont']/*/@typeface)") == palette.FONTS[lang]


def _part(lang: Lang, title: str) -> str:
    from workbook.build.finish import sheet_parts

    return sheet_parts(parts(lang))[title]
