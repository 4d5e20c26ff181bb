"""New tables, and new names for tables."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from workbook.engine.book.book_tables import Table
from workbook.engine.book.defined_names import check_name
from workbook.engine.cells.cell_values import number_text
from workbook.engine.follow import table_size
from workbook.engine.parts.sheet_frame import edit_tail, put
from workbook.engine.parts.table_part import TableColumn, TableModel, name_attribute
from workbook.engine.text.references import Area
from workbook.engine.text.xml_text import escape_attribute
from workbook.errors import InputError
from workbook.language import Text

if TYPE_CHECKING:
    from workbook.engine.book.document import Document
    from workbook.engine.book.sheet_part import SheetPart
    from workbook.engine.text.markup import Markup

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.table+xml"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def add_table(sheet: SheetPart, area: Area, name: str | None, has_headers: bool, style: str) -> Table:
    """A table over cells. Without headers the cells move down by one and get Column1, Column2, … above them.

    Raises InputError for a bad or taken name, StructureError where another table is.
    """
    document = sheet.document
    tables = document.tables
    number = max((table.model.id for table in tables), default=0) + 1
    if name is None:
        count = 1
        while document.table(f"Table{count}") is not None:
            count += 1
        name = f"Table{count}"
    check_table_name(document, name, None)
    if not has_headers:
        area = _with_header_row(sheet, area)
    elif area.height == 1:
        area = replace(area, bottom=area.bottom + 1)
    names = _column_names(sheet, area)
    flags = {"showFirstColumn": False, "showLastColumn": False, "showRowStripes": True, "showColumnStripes": False}
    columns = tuple(TableColumn(i, column) for i, column in enumerate(names, 1))
    model = TableModel(number, name, name, area, 1, 0, columns, True, style, flags)
    part = document.free_part("tables/table{}.xml")
    table = Table(part, sheet, model)
    table_size.check_free(table, area)
    document.put_part(part, _markup(model).encode(), content_type=CONTENT_TYPE)
    relationship = document.relate(sheet.part, "table", part)
    _list_table_part(sheet, relationship)
    for offset, column in enumerate(names):
        if sheet.value(area.top, area.left + offset) != column:
            sheet.write_column(area.left + offset, area.top, [column])
    tables.append(table)
    return table


def _with_header_row(sheet: SheetPart, area: Area) -> Area:
    below = Area(area.bottom + 1, area.left, area.bottom + 1, area.right)
    if not sheet.is_blank(below):
        raise InputError(
            Text(
                f"给 {area} 加标题行需要下面 {below} 是空的。请先移开那里的内容。",
                f"A header row over {area} needs {below} to be blank. Move what is there away first.",
            )
        )
    for column in range(area.left, area.right + 1):
        cells = sheet.whole_cells(column, area.top, area.bottom)
        styles = sheet.styles(column, area.top, area.bottom)
        sheet.overlay.write(column, area.top, [None, *cells])
        sheet.overlay.write_style(column, area.top, [0, *styles])
    return replace(area, bottom=area.bottom + 1)


def _column_names(sheet: SheetPart, area: Area) -> list[str]:
    names: list[str] = []
    for value in sheet.values(replace(area, bottom=area.top))[0]:
        text = number_text(value) if type(value) is float else "" if value is None else str(value)
        base, number = text or "Column", 0 if text else 1
        name = f"{base}{number or ''}"
        while name.casefold() in (known.casefold() for known in names):
            number = number + 1 if number else 2
            name = f"{base}{number}"
        names.append(name)
    return names


def _markup(model: TableModel) -> str:
    columns = "".join(
        f'<tableColumn id="{column.id}" name="{escape_attribute(name_attribute(column.name))}"/>'
        for column in model.columns
    )
    flags = "".join(f' {name}="{int(flag)}"' for name, flag in model.flags.items())
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<table xmlns="{_MAIN}" id="{model.id}" name="{escape_attribute(model.name)}"'
        f' displayName="{escape_attribute(model.name)}" ref="{model.area}" totalsRowShown="0">'
        f'<autoFilter ref="{model.area}"/><tableColumns count="{len(model.columns)}">{columns}</tableColumns>'
        f'<tableStyleInfo name="{escape_attribute(model.style or "")}"{flags}/></table>'
    )


def _list_table_part(sheet: SheetPart, relationship: str) -> None:
    p = sheet.prefix.decode()
    new = f'<{p}tablePart xmlns:r="{_RELATIONSHIPS}" r:id="{relationship}"/>'

    def change(markup: Markup) -> None:
        node = markup.root.find("tableParts")
        if node is None:
            put(markup, "tableParts", f'<{p}tableParts count="1">{new}</{p}tableParts>')
        else:
            markup.set(node, count=str(len(node.children) + 1))
            markup.append(node, new)

    with sheet.document.reading(sheet.part):
        sheet.tail = edit_tail(sheet.tail, sheet.prefix, change)


def check_table_name(document: Document, name: str, table: Table | None) -> None:
    check_name(name)
    found = document.table(name)
    if (found is not None and found is not table) or document.workbook.find_name(name, None) is not None:
        raise InputError(Text(f"名称“{name}”已被占用，请换一个。", f"The name “{name}” is taken; choose another."))
