"""The sheet 录入 Entry: the forms one below the other, each a column of yellow cells in the order of typing.

The sheet is protected without a password, so that the tab key goes from one yellow cell to the next. Beside a cell
stands what it means when it is blank, or what it was last time; beside a form's name which required cell is missing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from openpyxl.formatting.rule import Rule as Conditional
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from workbook import schema
from workbook.build import highlights
from workbook.build.contents import Row
from workbook.build.formats import horizontal, number_format
from workbook.build.names import block_reference, cell_reference, column_name, define
from workbook.build.pages import entry_hints
from workbook.build.palette import AMBER, HUES, INK, LINE, MUTED, TYPED, WHITE, Hue
from workbook.build.printing import print_set_up
from workbook.build.sheets import Book, internal_link
from workbook.build.styles import Look
from workbook.build.validation import Rule, add_rule, hint_of, rule_of
from workbook.language import Text
from workbook.schema.forms import ALIKE, FORMS, Form, FormCell
from workbook.schema.home import HOME_LINK, HOME_SHEET
from workbook.schema.model import Kind
from workbook.schema.sheets import sheet as declared

ABOUT = Text(
    "填浅黄色的格子，Tab 到下一格；填完点“保存”，写进各表，可以撤销。",
    "Fill the yellow cells, Tab goes on; Save writes them into the tables and can be undone.",
)
_STANDARD = Text("标准", "Standard")
_LABEL, _INPUT, _HINT, _AT = 2, 3, 4, 11
_WIDTHS = {1: 2.0, 2: 27.0, 3: 33.0, 4: 12.0, 5: 13.0, 6: 14.0, 7: 12.0, 8: 9.0, 9: 14.0, 10: 15.0}
_TITLES, _FIRST = 1, 4
_ANY = Text("可以从列表里选，也可以写编号或名称。", "Choose from the list, or type a number or a name.")


def add_entry(book: Book, lists: Mapping[str, Sequence[Row]]) -> Worksheet:
    """Add the sheet with every form, blank; `lists`: rows by list key."""
    lang, one = book.lang, declared("entry")
    hue, sheet = HUES[one.group], book.sheet(one.label[lang], one.code_name, one.group)
    for column, width in _WIDTHS.items():
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.column_dimensions[get_column_letter(_AT)].hidden = True
    sheet.row_dimensions[_TITLES].height = 34
    look = Look(size=16, bold=True, colour=hue.strong, horizontal="left")
    book.styles.put(sheet, _TITLES, _LABEL, look, one.label[lang])
    book.styles.put(sheet, _TITLES, _INPUT, Look(colour=MUTED, horizontal="left"), ABOUT[lang])
    link = book.styles.put(sheet, _TITLES, 10, Look(size=9, colour=hue.strong, horizontal="left"), HOME_LINK[lang])
    link.hyperlink = internal_link(HOME_SHEET[lang], link.coordinate)
    row = _FIRST
    for form in FORMS:
        _jump(book, sheet, form, row, hue)
        row = _form(book, sheet, form, row, hue, lists) + 2
    sheet.freeze_panes = "A3"
    for pane in sheet.sheet_view.selection:
        pane.activeCell = pane.sqref = f"{get_column_letter(_INPUT)}{_FIRST + 1}"
    sheet.sheet_view.showGridLines = False
    sheet.protection.sheet = True
    sheet.protection.formatColumns = sheet.protection.formatRows = False
    print_set_up(sheet, lang, last=10)
    return sheet


def _jump(book: Book, sheet: Worksheet, form: Form, row: int, hue: Hue) -> None:
    """A link to a form, in the second row."""
    at = _LABEL + FORMS.index(form)
    look = Look(bold=True, colour=hue.strong, fill=hue.tint, horizontal="left")
    cell = book.styles.put(sheet, _TITLES + 1, at, look, f"{form.label[book.lang]} ↓")
    target = f"'{sheet.title}'!{get_column_letter(_INPUT)}{row + 1}"
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=target, display=None)


def _form(book: Book, sheet: Worksheet, form: Form, row: int, hue: Hue, lists: Mapping[str, Sequence[Row]]) -> int:
    """A form from this row on; gives its last row."""
    lang = book.lang
    sheet.row_dimensions[row].height = 24
    head = Look(size=12, bold=True, colour=hue.strong, fill=hue.tint, horizontal="left")
    book.styles.fill_row(sheet, row, _LABEL, 10, head)
    sheet.cell(row, _LABEL, form.label[lang])
    about = Look(colour=MUTED, fill=hue.tint, horizontal="left")
    book.styles.put(sheet, row, _INPUT, about, form.about[lang])
    says = Look(bold=True, colour=hue.strong, fill=hue.tint, horizontal="left")
    book.formula(sheet, row, _HINT, says, entry_hints.status(form, lang), "")
    define(book.book, form.range_name("status"), cell_reference(sheet.title, row, _HINT))
    _colour_status(sheet, f"{get_column_letter(_HINT)}{row}", lang)
    last = row
    at: str | None = None
    for number, one in enumerate(form.cells):
        last += 1
        if one.field.kind is Kind.REF and one.key == "customer_id":
            cell, at = f"${get_column_letter(_INPUT)}${last}", f"${get_column_letter(_AT)}${last}"
            book.formula(sheet, last, _AT, Look(colour=MUTED), entry_hints.position(cell), "")
        _single(book, sheet, form, one, last, at, number)
        if number == 0 and form.lines:
            last = _lines(book, sheet, form, last + 1, hue, lists)
    return last


def _colour_status(sheet: Worksheet, cell: str, lang: str) -> None:
    ready = entry_hints.READY.zh if lang == "zh" else entry_hints.READY.en
    cases: list[tuple[str, highlights.Tone]] = [
        (f'{cell}="{ready}"', highlights.GOOD),
        (f'{cell}<>""', highlights.WARN),
    ]
    for condition, tone in cases:
        rule: Conditional = highlights.when(condition, tone)
        sheet.conditional_formatting.add(cell, rule)


def _single(book: Book, sheet: Worksheet, form: Form, one: FormCell, row: int, at: str | None, number: int) -> None:
    """A cell, the form's number-th, with its label before and its hint behind it."""
    lang = book.lang
    sheet.row_dimensions[row].height = 20
    mark = " *" if one.required else ""
    look = Look(bold=one.required, bottom=LINE, horizontal="left", indent=1)
    book.styles.put(sheet, row, _LABEL, look, one.shown[lang] + mark)
    cell = _input(book, sheet, one, row, _INPUT)
    define(book.book, form.range_name(one.key), cell_reference(sheet.title, row, _INPUT))
    formula = _hint(form, one, cell, at, book)
    hint = Look(colour=MUTED, horizontal="left", indent=1)
    if formula:
        book.formula(sheet, row, _HINT, hint, formula, "")
    elif (form.key, number) == ("customer", 1):  # below the name
        told = Look(bold=True, colour=AMBER, horizontal="left", indent=1, unlocked=True)
        book.styles.put(sheet, row, _HINT, told)
        define(book.book, ALIKE, cell_reference(sheet.title, row, _HINT))


def _hint(form: Form, one: FormCell, cell: str, at: str | None, book: Book) -> str | None:
    if one.key == "customer_id" and at is not None:
        return entry_hints.who(form, cell, at, book.lang)
    if (form.key, one.key) == ("customer", "name"):
        return entry_hints.like_another(cell, book.lang)
    if (found := entry_hints.default(form, one.key, cell, at, book.lang)) is not None:
        return found
    if form.key == "sweep" and at is not None and one.key != "date":
        return entry_hints.earlier(schema.table(one.table), one.name, at, book.lang)
    return None


def _input(book: Book, sheet: Worksheet, one: FormCell, row: int, column: int) -> str:
    """A yellow cell with its dropdown; gives its address."""
    field = one.field
    form = number_format(field)
    look = Look(
        colour=INK, fill=TYPED, number_format=form, horizontal="left" if column == _INPUT else horizontal(field),
        bottom=LINE, top=LINE, left=LINE, right=LINE, unlocked=True, indent=1 if column == _INPUT else 0,
    )  # fmt: skip
    cell = book.styles.put(sheet, row, column, look)
    table = schema.table(one.table)
    hint = hint_of(table, field)
    named = field.ref or field.names
    if named in ("tblCustomers", "tblProducts"):
        rule: Rule | None = Rule("list", column_name(str(named), "name"), _ANY, blocks=False)
    else:
        rule = None if field.kind is Kind.REF else rule_of(table, field, cell.coordinate, book.lang)
    title = one.shown[book.lang]
    if rule is not None or hint is not None:
        add_rule(sheet, cell.coordinate, title, rule, hint[book.lang] if hint else None, book.lang)
    return f"${get_column_letter(column)}${row}"


def _lines(book: Book, sheet: Worksheet, form: Form, row: int, hue: Hue, lists: Mapping[str, Sequence[Row]]) -> int:
    """The lines of a form under their heads; gives the last row."""
    lang = book.lang
    heads = [one.shown[lang] for one in form.lines]
    behind = [text[lang] for text in entry_hints.product_columns().values()] + [entry_hints.AMOUNT[lang]]
    heads += behind if form.key == "order" else [_STANDARD[lang]]
    for number, head in enumerate(heads):
        look = Look(bold=True, colour=WHITE, fill=hue.soft, horizontal="left", indent=1)
        book.styles.put(sheet, row, _INPUT + number, look, head)
    labels = [str(one.get("label") or "") for one in lists.get("indicator", ())] if form.key == "score" else []
    for number in range(1, form.most + 1):
        at = row + number
        sheet.row_dimensions[at].height = 20
        book.styles.put(sheet, at, _LABEL, Look(colour=MUTED, horizontal="right", indent=1), number)
        if form.key == "order":
            _order_line(book, sheet, form, at)
        else:
            _indicator_line(book, sheet, form, at, number, labels)
    for number, one in enumerate(form.lines):
        reference = block_reference(sheet.title, row + 1, _INPUT + number, form.most, 1)
        define(book.book, form.range_name(one.key), reference)
        for at in range(1, form.most + 1):
            define(
                book.book,
                form.range_name(one.key, at),
                cell_reference(sheet.title, row + at, _INPUT + number),
                hidden=True,
            )
    return row + form.most


def _order_line(book: Book, sheet: Worksheet, form: Form, row: int) -> None:
    cells = [_input(book, sheet, one, row, _INPUT + number) for number, one in enumerate(form.lines)]
    product, quantity, price, discount = cells
    column = _INPUT + len(cells)
    quiet = Look(colour=MUTED, horizontal="right", number_format="#,##0.00")
    for key in entry_hints.product_columns():
        book.formula(sheet, row, column, quiet, entry_hints.of_product(key, product), "")
        column += 1
    listed = f"${get_column_letter(_INPUT + len(cells))}${row}"
    book.formula(sheet, row, column, quiet, entry_hints.line_amount(quantity, price, listed, discount), "")


def _indicator_line(book: Book, sheet: Worksheet, form: Form, row: int, number: int, labels: Sequence[str]) -> None:
    """The indicator and its standard follow the list; only the value is typed."""
    listing = schema.listing("indicator").table_name
    quiet = Look(colour=INK, bottom=LINE, horizontal="left", indent=1)
    label = labels[number - 1] if number <= len(labels) else ""
    book.formula(sheet, row, _INPUT, quiet, f'=IFERROR(INDEX(lst_indicator,{number})&"","")', label)
    _input(book, sheet, form["value"], row, _INPUT + 1)
    standard = f'=IFERROR(INDEX({column_name(listing, "standard")},{number})&"","")'
    book.formula(sheet, row, _INPUT + 2, Look(colour=MUTED, horizontal="right"), standard, "")
