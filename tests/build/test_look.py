"""How the book looks: formats that hold for rows to come, marks that can be seen, nothing cut off."""

from __future__ import annotations

import itertools
import re
from typing import Any

import pytest
from lxml import etree
from openpyxl.utils import column_index_from_string, get_column_letter, range_boundaries

from tests.build.bodies import covered, header_row, last_row, opened, parts, sheet_of
from workbook import schema
from workbook.build import palette
from workbook.build.charts import GRADE_COLOURS
from workbook.build.formats import column_width, number_format
from workbook.build.highlights import KEY_TONES
from workbook.build.layout import bands, folded_columns, frozen_columns
from workbook.build.pages import home
from workbook.build.palette import HUES, WORKED_OUT
from workbook.build.sheets import HIDDEN_FORMAT
from workbook.language import LANGS, Lang
from workbook.schema.home import HOME_SHEET
from workbook.schema.model import Kind, SheetGroup, Table, Who
from workbook.schema.sheets import SHEETS, lines_above, room_below
from workbook.schema.sheets import sheet_of as sheet_named
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
        first, last = header_row(sheet, table) + 1, last_row(sheet, table)
        below = sheet.column_dimensions[get_column_letter(column)]
        looks = {sheet.cell(first, column).number_format, below.number_format}
        if sheet_named(table.name).is_stacked:
            looks = {sheet.cell(row, column).number_format for row in range(first, last + room_below(table.name) + 1)}
            looks -= {HIDDEN_FORMAT} if field.hidden else set()
        assert looks <= {number_format(field)}, field.key


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
    name = sheet.cell(header_row(sheet, customers), customers.keys.index("name") + 1)
    account = sheet.cell(header_row(sheet, customers), customers.keys.index("bank_account") + 1)
    assert (name.value, name.number_format) == (customers["name"].label[lang], '@" *"')
    assert account.number_format == ('@" 密"' if lang == "zh" else '@" !"')


@both
def test_worked_out_columns_look_different(lang: Lang) -> None:
    """On sheets that users fill, what the program fills is grey, header and cells; on its own sheets it is not."""
    for table in schema.TABLES:
        sheet = sheet_of(opened(lang), table, lang)
        hue, top = HUES[sheet_named(table.name).group], header_row(sheet, table)
        for column, field in enumerate(table.fields, start=1):
            head, below = sheet.cell(top, column).fill.fgColor.rgb[-6:], sheet.cell(top + 1, column).fill
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
        comment = sheet.cell(header_row(sheet, table), column).comment
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
    """Headers of a table that stands alone stay in sight, and so does the name of the row where there is room for it;
    of several tables the links to them."""
    sheet = sheet_of(opened(lang), table, lang)
    if sheet_named(table.name).is_stacked:
        assert sheet.freeze_panes == "A3"
        return
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
    assert 15 <= len(shown) <= 33
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
    row = header_row(sheet, table) - 1
    for first, left, right in bands(table):
        texts = [sheet.cell(row, column).value for column in range(left, right + 1) if sheet.cell(row, column).value]
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
        seen.setdefault(sheet_named(table.name).group, set()).add((str(tab.rgb)[-6:], str(style.name)))
    assert all(len(looks) == 1 for looks in seen.values())
    visible = [looks for group, looks in seen.items() if group is not SheetGroup.HIDDEN]
    assert len(set.union(*visible)) == len(visible)


@both
def test_sheets_print(lang: Lang) -> None:
    """Every sheet of a table prints on A4, as wide as the page; a table that stands alone has its header on every page,
    and none of several is repeated over the others."""
    for table in schema.TABLES:
        sheet = sheet_of(opened(lang), table, lang)
        assert sheet.page_setup.paperSize == 9
        assert sheet.sheet_properties.pageSetUpPr.fitToPage  # type: ignore[union-attr]
        assert sheet.print_title_rows == (None if sheet_named(table.name).is_stacked else "$1:$3")
        assert "&P" in str(sheet.oddFooter.right.text)  # type: ignore[union-attr]
        assert sheet.oddHeader.left.text == "&A"  # type: ignore[union-attr]


@both
def test_print_is_never_smaller_than_eight_points(lang: Lang) -> None:
    """The columns that are printed fit the page when ten points become eight."""
    book = opened(lang)
    shown = [one for one in SHEETS if one.tables and one.group is not SheetGroup.HIDDEN]
    root = etree.fromstring(parts(lang)["xl/workbook.xml"])
    areas = {
        int(str(one.get("localSheetId"))): str(one.text).rsplit("$", 1)[1]
        for one in root.iter("{*}definedName")
        if one.get("name") == "_xlnm.Print_Area"
    }
    for one in shown:
        sheet = book[one.label[lang]]
        last = column_index_from_string(areas.get(book.sheetnames.index(sheet.title), "ZZ"))
        widths = [
            dimension.width
            for letter, dimension in sheet.column_dimensions.items()
            if not dimension.hidden and column_index_from_string(letter) <= last
        ]
        page = 784 if sheet.page_setup.orientation == "landscape" else 537
        assert page / sum(width * 5.25 + 3.75 for width in widths) >= 0.8, sheet.title


@both
def test_home_fits_on_a_screen(lang: Lang) -> None:
    """All columns, and the rows down to the ways to the tasks, fit the window of a small laptop below the ribbon: 1,330
    pixels at eight a character, 500 at four a three points."""
    sheet = opened(lang)[HOME_SHEET[lang]]
    assert sum(d.width for d in sheet.column_dimensions.values()) * 8 <= 1330
    assert sum(sheet.row_dimensions[row].height for row in range(1, home.TASK + 1)) * 4 / 3 <= 500
    drawn: Any = sheet
    assert min((one.anchor._from.row + 1, one.anchor.to.row) for one in drawn._charts) == (home.DAY, home.TASK - 2)


@both
def test_no_two_tables_share_a_row(lang: Lang) -> None:
    """Filtering, sorting or deleting rows of one touches no other; below each stand the blank rows it has to grow in,
    then what is the next one's own."""
    for sheet in opened(lang, sample=True).worksheets:
        bounds = {name: [int(n or 0) for n in range_boundaries(sheet.tables[name].ref)] for name in sheet.tables}
        order = sorted(bounds, key=lambda name: bounds[name][1])
        for name, after in itertools.pairwise(order):
            free = bounds[after][1] - lines_above(after) - bounds[name][3] - 1
            assert free == room_below(name), (name, after)
            rows = range(bounds[name][3] + 1, bounds[name][3] + free + 1)
            assert not any(cell.value and not cell.hyperlink for row in rows for cell in sheet[row]), name


# --- conditional formats ----------------------------------------------------------------------------------------


@both
@every_table
def test_one_conditional_format_a_column(lang: Lang, table: Table) -> None:
    """Each column has at most one block of conditional formats, which ends with the rows kept for the table."""
    sheet = sheet_of(opened(lang), table, lang)
    top = header_row(sheet, table) + 1
    blocks = [one.cells for one in sheet.conditional_formatting]
    ranges = [str(one) for one in blocks if {area.min_row for area in one.ranges} == {top}]
    assert len(set(ranges)) == len(ranges)
    assert all(re.fullmatch(rf"([A-Z]+){top}:\1(?:{covered(sheet, table)})", one) for one in ranges)


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


@both
def test_a_decision_has_its_sign_before_it(lang: Lang) -> None:
    """As a format: the cell holds the label alone, and another decision shows another sign at once."""
    table = schema.table("tblLeadPreview")
    sheet = sheet_of(opened(lang), table, lang)
    letter = get_column_letter(table.keys.index("decision") + 1)
    block = next(one for one in sheet.conditional_formatting if f"{letter}" in str(one.cells) and len(one.rules) == 5)
    shown = {rule.formula[0].split('"')[1]: rule.dxf.numFmt.formatCode for rule in block.rules}
    assert shown == {
        "new": '"＋ "@', "update": '"↑ "@', "same": '"＝ "@', "review": '"？ "@', "rejected": '"× "@',
    }  # fmt: skip


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
