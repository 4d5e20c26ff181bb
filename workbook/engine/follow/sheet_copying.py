"""Copying a sheet: within a book the whole part with its tables, names and links; into another book its cells, sizes
and merged cells."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from workbook.engine.areas.cell_copying import check_stays, copy_cells
from workbook.engine.areas.used_range import used_area
from workbook.engine.book.changed_parts import sheet_content, table_content
from workbook.engine.book.dynamic_arrays import metadata_of
from workbook.engine.cells.cell_values import Formula
from workbook.engine.follow import part_copying
from workbook.engine.follow.sheet_list import WORKSHEET, add_sheet, place_sheet
from workbook.engine.follow.sheet_renaming import renamed_formula
from workbook.engine.follow.table_creation import CONTENT_TYPE as TABLE
from workbook.engine.package import relationships as rels
from workbook.engine.parts.column_settings import columns, written_columns
from workbook.engine.parts.sheet_frame import edit_tail
from workbook.engine.text.formula_references import map_references
from workbook.engine.text.markup import Markup, Node
from workbook.engine.text.references import MAX_ROW, Area
from workbook.engine.text.refusals import unsupported
from workbook.engine.text.xml_text import escape

if TYPE_CHECKING:
    from workbook.engine.book.document import Document
    from workbook.engine.book.sheet_part import SheetPart
    from workbook.engine.parts.workbook_part import SheetEntry

_COPIED = frozenset(("table", "hyperlink", "printerSettings"))
"""What a copied sheet's relationships may lead to."""
_NEEDS_MORE = frozenset(
    ("dataValidations", "conditionalFormatting", "drawing", "legacyDrawing", "tableParts", "extLst")
)
MAX_PART = 32 << 20
"""Bytes of a worksheet part that is copied."""
_ROW_LOOKS = ("ht", "customHeight", "hidden", "outlineLevel")


def copy_sheet(document: Document, entry: SheetEntry, target: Document, position: int) -> SheetEntry:
    """A copy at a position, made the active one, called 'Name (2)'. Raises Unsupported for a sheet with pivot tables,
    controls or threaded comments; into another book also for tables, drawings, notes, validations and formulas that
    leave the sheet."""
    if target is document:
        return _copied_within(document, entry, position)
    return _copied_across(document, entry, target, position)


def _free_name(document: Document, name: str) -> str:
    """Excel's name for a copy: the next free number behind the name without its own."""
    base = re.sub(r" \(\d+\)\Z", "", name)
    number = 2
    while document.workbook.find_sheet(candidate := f"{base[: 31 - len(f' ({number})')]} ({number})") is not None:
        number += 1
    return candidate


def _copied_within(document: Document, entry: SheetEntry, position: int) -> SheetEntry:
    sheet = document.sheet(entry)
    relations = document.relationships(entry.part)
    kinds = {relation.kind for relation in relations}
    if kinds - _COPIED - part_copying.HANGING:
        raise unsupported(f"copying a sheet with {', '.join(sorted(kinds - _COPIED - part_copying.HANGING))}")
    for relation in relations:
        if relation.kind in part_copying.HANGING:
            part_copying.check_copyable(document, relation.target)
    if document.part_size(entry.part) > MAX_PART:
        raise unsupported("copying so large a sheet")
    name = _free_name(document, entry.name)
    part = document.free_part("worksheets/sheet{}.xml")
    with document.reading(entry.part):
        markup = Markup(b"".join(sheet_content(sheet)))
    _rename_references(markup, entry.name, name)
    _take_selection_away(markup)
    document.put_part(part, markup.result(), content_type=WORKSHEET)
    renamed = _copy_relationships(document, entry, part, name)
    new = place_sheet(document, part, name, position)
    _copy_names(document, entry, new)
    document.read_new_tables(new)
    _rename_tables(document, document.sheet(new), renamed)
    return new


def _rename_references(markup: Markup, old: str, new: str) -> None:
    """Formulas that name their own sheet name the copy."""
    for node in markup.root.walk():
        if node.name in ("f", "formula", "formula1", "formula2") and not node.self_closed:
            text = renamed_formula(node.text, old, new)
            if text != node.text:
                markup.replace(node.open_end, node.close_start, escape(text).encode())


def _take_selection_away(markup: Markup) -> None:
    """Only one sheet is selected, and code names are unique."""
    for node in markup.root.walk():
        if node.name == "sheetView":
            markup.set(node, tabSelected=None)
        elif node.name == "sheetPr":
            markup.set(node, codeName=None)
        elif node.name == "sheetData":
            break


def _copy_relationships(document: Document, entry: SheetEntry, part: str, title: str) -> dict[str, str]:
    """The copy's relationships, under the same ids; returns new table names by old ones."""
    own = rels.of_part(entry.part)
    if not document.has(own):
        return {}
    data = document.read(own)
    renamed: dict[str, str] = {}
    number = max((table.model.id for table in document.tables), default=0)
    names = {table.model.display_name.casefold() for table in document.tables}
    with document.reading(own):
        markup = Markup(data)
        for node in markup.root.all("Relationship"):
            kind = (node.get("Type") or "").rpartition("/")[2]
            if kind == "table":
                number += 1
                source = document.resolve(entry.part, node.get("Target") or "")
                table = next((t for t in document.tables if t.part == source), None)
                if table is None:
                    raise document.damaged(source)
                name = _table_name(document, table.model.display_name, names)
                renamed[table.model.display_name] = name
                where = document.free_part("tables/table{}.xml")
                document.put_part(where, _table_copy(document, table.part, number, name), content_type=TABLE)
                markup.set(node, Target=rels.relative(part, where))
            elif kind in part_copying.HANGING:
                target = document.resolve(entry.part, node.get("Target") or "")
                where = part_copying.copied(document, target, lambda text: renamed_formula(text, entry.name, title))
                markup.set(node, Target=rels.relative(part, where))
            elif node.get("TargetMode") != "External":
                markup.set(node, Target=rels.relative(part, document.resolve(entry.part, node.get("Target") or "")))
    document.put_part(rels.of_part(part), markup.result())
    return renamed


def _table_name(document: Document, name: str, taken: set[str]) -> str:
    number = 2
    base = re.sub(r"\d+\Z", "", name) or name
    while (new := f"{base}{number}").casefold() in taken or document.workbook.find_name(new, None) is not None:
        number += 1
    taken.add(new.casefold())
    return new


def _table_copy(document: Document, part: str, number: int, name: str) -> bytes:
    with document.reading(part):
        markup = Markup(table_content(document, part))
        markup.set(markup.root, id=str(number), name=name, displayName=name, uid=None)  # two with one uid are one
        return markup.result()


def _copy_names(document: Document, entry: SheetEntry, new: SheetEntry) -> None:
    """Names that belong to the sheet, and the book's names that refer to it, become the copy's own, as in Excel."""
    workbook = document.workbook
    old_at, new_at = workbook.sheets.index(entry), workbook.sheets.index(new)
    for name in list(workbook.names):
        if name.sheet != old_at and not (name.sheet is None and _names_sheet(name.text, entry.name)):
            continue
        if workbook.find_name(name.name, new_at) is None:
            workbook.set_name(name.name, renamed_formula(name.text, entry.name, new.name), new_at)
            at = workbook.find_name(name.name, new_at)
            assert at is not None  # just added
            workbook.replace_name(at, replace(workbook.names[at], hidden=name.hidden))


def _names_sheet(text: str, sheet: str) -> bool:
    found: list[bool] = []

    def look(title: str | None, area: Area) -> Area:
        found.append((title or "").casefold() == sheet.casefold())
        return area

    map_references(text, look)
    return any(found)


def _rename_tables(document: Document, sheet: SheetPart, renamed: dict[str, str]) -> None:
    """Formulas on the copy that name a copied table name its copy."""
    if not renamed or not sheet.holds_formulas:
        return
    pattern = re.compile(rf"(?<![\w.])({'|'.join(map(re.escape, renamed))})(?=\[)", re.IGNORECASE)
    folded = {old.casefold(): new for old, new in renamed.items()}
    for (row, column), cell in document.formulas(sheet).items():
        text = pattern.sub(lambda match: folded[match.group().casefold()], cell.text)
        if text != cell.text:
            array = cell.area if cell.kind == "array" else None
            metadata = metadata_of(sheet, row, column) if array else None
            sheet.overlay.write(column, row, [Formula(text, sheet.value(row, column), array, metadata)])


def _copied_across(document: Document, original: SheetEntry, other: Document, position: int) -> SheetEntry:
    source = document.sheet(original)
    used = used_area(source)
    more = sorted({node.name for node in _around(source).children if node.name in _NEEDS_MORE})
    if more:
        raise unsupported(f"copying a sheet with {', '.join(more)} into another book")
    check_stays(source, used)
    taken = other.workbook.find_sheet(original.name) is not None
    entry = add_sheet(other, position, _free_name(other, original.name) if taken else original.name)
    target = other.sheet(entry)
    copy_cells(source, used, target, used)
    listed = [
        {**at, "style": str(other.styles.adopted(document.styles, int(at["style"])))} if "style" in at else at
        for at in columns(source.head, source.prefix)
    ]
    target.head = written_columns(target.head, target.prefix, listed)
    for row, at in source.row_tags(1, MAX_ROW).items():
        looks = {attribute: at[attribute] for attribute in _ROW_LOOKS if at.get(attribute)}
        if looks:
            target.change_row(row, looks)
    return entry


def _around(sheet: SheetPart) -> Node:
    """The elements behind the cells, as children of one."""
    found: list[Node] = []
    edit_tail(sheet.tail, sheet.prefix, lambda markup: found.append(markup.root))
    return found[0]
