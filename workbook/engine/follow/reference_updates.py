"""When cells move, whatever refers to them follows: formulas, defined names, validations and conditional formats,
merged cells, links and notes, tables' formulas, charts, the sources of pivot tables."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from workbook.engine.book.calculated_columns import followed
from workbook.engine.book.dynamic_arrays import metadata_of
from workbook.engine.cells.cell_values import Formula
from workbook.engine.follow.filter_columns import follow_filter
from workbook.engine.follow.note_moves import follow_notes, moved_area
from workbook.engine.follow.page_breaks import BREAKS, follow_breaks
from workbook.engine.parts.sheet_frame import edit_tail
from workbook.engine.text.area_shifts import Change, Shift, moved_areas
from workbook.engine.text.formula_references import map_references
from workbook.engine.text.markup import Markup, Node
from workbook.engine.text.references import Area, parse_sqref, shift_formula
from workbook.engine.text.refusals import unsupported
from workbook.engine.text.xml_text import escape

if TYPE_CHECKING:
    from workbook.engine.book.document import Document
    from workbook.engine.book.sheet_part import SheetPart
    from workbook.engine.parts.table_part import TableModel

_FORMULAS = frozenset(("formula", "formula1", "formula2", "f"))
_RANGED = frozenset(("conditionalFormatting", "dataValidation", "ignoredError", "protectedRange"))
_ANCHORED = frozenset(("conditionalFormatting", "dataValidation"))
Steps = tuple[tuple[int, int], tuple[int, int]]  # rows and columns to move a formula by, before and after it follows
_PLACED = frozenset(("mergeCell", "hyperlink", "sortState", "sortCondition"))
FORMULA_FOLDERS = ("/charts", "/ctrlProps", "/drawings", "/pivotCache")
"""Where parts beside the sheets stand that refer to cells."""
_LINKS = ("fmlaLink", "fmlaRange", "fmlaGroup", "fmlaTxbx", "textlink")
_VML_FORMULA = re.compile(rb"(<x:Fmla(?:Link|Range|Pict|Txbx|Group)>)([^<]*)(<)")


def follow(sheet: SheetPart, change: Change) -> None:
    """Change everything in the book that refers to cells of a sheet. `check_followable` says beforehand whether it
    can."""
    document = sheet.document
    name = document.entry_of(sheet.part).name.casefold()
    plain = name if name.isalnum() else ""  # as it stands in any formula that names it, so most need no closer look

    @cache  # one formula stands in many rows
    def changed(text: str, own: str) -> str:
        if plain not in text.casefold() and own.casefold() != name:
            return text
        return map_references(text, lambda title, area: change(area) if (title or own).casefold() == name else area)

    for one in document.worksheets():
        title = document.entry_of(one.part).name
        if one is sheet or may_refer(one):
            follow_formulas(one, lambda text, own=title: changed(text, own))  # type: ignore[misc]
        if one is sheet or plain in one.tail.decode("utf-8", "replace").casefold():
            follow_tail(one, lambda text, own=title: changed(text, own), change if one is sheet else None)  # type: ignore[misc]
    follow_names(document, lambda text: changed(text, ""))
    follow_tables(document, changed, sheet, change)
    follow_notes(sheet, change)
    for part in document.part_names():
        follow_part(document, part, name, change, lambda text: changed(text, ""))


GONE = "#REF!"
"""What a reference becomes whose cells are gone; a formula that has come to it has no value that is known."""


def check_followable(sheet: SheetPart, change: Change) -> None:
    """Raise Unsupported for what `follow` could not take along; to be asked before any cell is moved."""
    if sheet.holds_formulas and any(cell.kind == "dataTable" for cell in sheet.document.formulas(sheet).values()):
        raise unsupported("moving cells on a sheet with a data table")
    lost: list[str] = []

    def look(markup: Markup) -> None:
        for node in markup.root.walk():
            if node.name == "sqref" and node.text.strip() and not moved_areas(node.text, change):
                lost.append(node.text)

    tail = sheet.tail
    with sheet.document.reading(sheet.part):
        edit_tail(tail, sheet.prefix, look)
    if lost:
        raise unsupported(f"deleting all cells of a validation, format or sparkline of the newer kind ({lost[0]})")


def follow_names(document: Document, changed: Callable[[str], str]) -> None:
    """Change what defined names refer to."""
    names = document.workbook.names
    new_names = [replace(n, text=text, source="") if (text := changed(n.text)) != n.text else n for n in names]
    if new_names != names:
        document.workbook.set_names(new_names)


def may_refer(sheet: SheetPart, row: int | None = None) -> bool:
    """Whether a sheet may hold a formula (one that names a row) in a cell, validation or format; a sheet not read yet
    is only searched."""
    if sheet.is_loaded or sheet.overlay:
        return True
    if row is None:
        return any(b"<f" in chunk or b":f" in chunk for chunk in sheet.document.chunks(sheet.part))
    pattern = re.compile(rb"[<:]f(?:ormula[12]?)?\b[^<>]*>[^<]*?(?<![0-9])%d(?![0-9])" % row)
    return any(pattern.search(chunk) for chunk in sheet.document.chunks(sheet.part))


def follow_formulas(
    sheet: SheetPart, changed: Callable[[str], str], but: Area | None = None, *, same_value: bool = True
) -> None:
    """Change the formulas of a sheet's cells, those of a rectangle left as they are. `same_value`: what they give is
    still known."""
    for column, formulas in [(at, one.formulas()) for at, one in sheet.overlay.values.items()]:
        for row, value in formulas:
            if but is not None and Area(row, column, row, column) in but:
                continue
            if (text := changed(value.text)) != value.text:
                known = value.cached if same_value and text.count(GONE) == value.text.count(GONE) else None
                sheet.overlay.write(column, row, [replace(value, text=text, cached=known)])
    if not sheet.holds_formulas:
        return
    for (row, column), cell in sheet.document.formulas(sheet).items():
        if sheet.overlay.written(column, row)[0] or (but is not None and Area(row, column, row, column) in but):
            continue
        text = changed(cell.text)
        if text == cell.text:
            continue
        array = (cell.area or str(Area(row, column, row, column))) if cell.kind == "array" else None
        metadata = metadata_of(sheet, row, column) if array else None
        known = sheet.value(row, column) if same_value and text.count(GONE) == cell.text.count(GONE) else None
        sheet.overlay.write(column, row, [Formula(text, known, array, metadata)])


def follow_tail(sheet: SheetPart, changed: Callable[[str], str], change: Change | None) -> None:
    """What stands behind the cells: formulas of any sheet, ranges of the one whose cells move."""

    def edit(markup: Markup) -> None:
        steps: dict[int, Steps] = {}
        gone: set[int] = set()
        for node in markup.root.walk():
            if id(node) in gone:
                continue
            if (
                change is not None
                and node.name in _RANGED
                and node.get("sqref")
                and not _areas(node.get("sqref") or "", change)
            ):
                markup.remove(node)
                gone.update(map(id, node.walk()))
                continue
            if node.name in _ANCHORED and change is not None:
                steps.update((id(below), _steps(node, change)) for below in node.walk() if below.name in _FORMULAS)
            if node.name in _FORMULAS and not node.self_closed:
                before, after = steps.get(id(node), ((0, 0), (0, 0)))
                text = shift_formula(changed(shift_formula(node.text, *before)), *after)
                if text != node.text:
                    markup.replace(node.open_end, node.close_start, escape(text).encode())
            elif node.name == "hyperlink" and (place := node.get("location")):
                values: dict[str, str | None] = {"location": changed(place)}
                if change is not None:
                    values["ref"] = moved_area(node.get("ref") or "", change)
                if values.get("ref", "") is None:
                    markup.remove(node)
                else:
                    markup.set_attributes(node, values)
            elif change is not None:
                gone.update(id(one) for top in _follow_ranges(markup, node, change) for one in top.walk())

    tail = sheet.tail
    with sheet.document.reading(sheet.part):
        new = edit_tail(tail, sheet.prefix, edit)
        if change is not None and new != tail:
            new = edit_tail(new, sheet.prefix, _recount)
    if new != tail:
        sheet.tail = new


def _recount(markup: Markup) -> None:
    """Lists that lost entries say so; those that lost all go."""
    for node in markup.root.children:
        if node.name in ("mergeCells", "dataValidations", "hyperlinks", "protectedRanges"):
            if not node.children:
                markup.remove(node)
            elif node.get("count") is not None:
                markup.set(node, count=str(len(node.children)))


def _follow_ranges(markup: Markup, node: Node, change: Change) -> list[Node]:
    """Move what one element covers; gives the elements that are taken out."""
    if node.name in _RANGED and (old := node.get("sqref")):
        markup.set(node, sqref=_areas(old, change))
    elif node.name in _PLACED and (old := node.get("ref")):
        area = moved_area(old, change)
        if area is None or (node.name == "mergeCell" and ":" not in area):
            markup.remove(node)
            return [node]
        markup.set(node, ref=area)
    elif node.name == "autoFilter" and node.get("ref"):
        return follow_filter(markup, node, change)
    elif node.name in BREAKS:
        follow_breaks(markup, node, change)
    elif node.name == "sqref" and not node.self_closed and node.text.strip():
        markup.replace(node.open_end, node.close_start, _areas(node.text, change).encode())
    return []


def _areas(text: str, change: Change) -> str:
    return " ".join(map(str, moved_areas(text, change)))


def _steps(node: Node, change: Change) -> Steps:
    """The formulas of a validation or format are those of its range's first cell. Where another cell becomes the
    first, they are moved to that cell: before they follow, as far as it was from the old first cell; or after, as far
    as an inserted one is from it now."""
    sqref = next((child for child in node.children if child.name == "sqref"), None)
    text = sqref.text if sqref is not None else node.get("sqref") or ""
    old, new = parse_sqref(text), moved_areas(text, change)
    if not old or not new:
        return (0, 0), (0, 0)
    first, now = old[0], new[0]
    left = next((area for area in old if moved_areas(str(area), change)), first)
    gone = change.gone if isinstance(change, Shift) else None
    candidates = [(left.top - first.top, left.left - first.left)]
    if gone is not None:
        candidates += [(gone.bottom + 1 - first.top, candidates[0][1]), (candidates[0][0], gone.right + 1 - first.left)]
    for rows, columns in candidates:
        place = Area(first.top + rows, first.left + columns, first.top + rows, first.left + columns)
        landed = change(place)
        if landed is not None and (landed.top, landed.left) == (now.top, now.left):
            return (rows, columns), (0, 0)
    landed = change(Area(first.top, first.left, first.top, first.left))
    return (0, 0), (0, 0) if landed is None else (now.top - landed.top, now.left - landed.left)


def follow_tables(
    document: Document,
    changed: Callable[[str, str], str],
    sheet: SheetPart | None = None,
    change: Change | None = None,
) -> None:
    """Formulas that tables keep for their columns; `sheet` is the one whose cells move by `change`."""
    for table in document.tables:
        own = document.entry_of(table.sheet.part).name
        moving = change if table.sheet is sheet else None
        model = table.model

        def new_text(text: str, own: str = own, model: TableModel = model, moving: Change | None = moving) -> str:
            return followed(text, model, moving, lambda one: changed(one, own))

        data = document.read(table.part)
        if b"Formula" not in data and not any(c.calculated for known in (table.saved, model) for c in known.columns):
            continue
        with document.reading(table.part):
            markup = Markup(data)
        for node in markup.root.walk():
            if node.self_closed or node.name not in ("calculatedColumnFormula", "totalsRowFormula"):
                continue
            text = new_text(node.text) if node.name == "calculatedColumnFormula" else changed(node.text, own)
            if text != node.text:
                markup.replace(node.open_end, node.close_start, escape(text).encode())
        if markup.changed:
            document.put_part(table.part, markup.result())
        for is_saved in (False, True):
            known = table.saved if is_saved else table.model
            columns = tuple(replace(c, calculated=new_text(c.calculated)) if c.calculated else c for c in known.columns)
            if columns != known.columns:
                new = replace(known, columns=columns)
                table.model, table.saved = (table.model, new) if is_saved else (new, table.saved)


def follow_part(document: Document, part: str, name: str, change: Change, changed: Callable[[str], str]) -> None:
    """Charts, form controls, text boxes and pivot sources."""
    if not part.rpartition("/")[0].endswith(FORMULA_FOLDERS):
        return
    data = document.read(part) if part.endswith((".xml", ".vml")) else b""
    if part.endswith(".vml"):
        new = _VML_FORMULA.sub(
            lambda m: m.group(1) + escape(changed(m.group(2).decode("utf-8", "replace"))).encode() + m.group(3), data
        )
        if new != data:
            document.put_part(part, new)
        return
    if not data or (b"!" not in data and b"worksheetSource" not in data) or "Records" in part:
        return
    with document.reading(part):
        markup = Markup(data)
        for node in markup.root.walk():
            if node.name == "f" and not node.self_closed and (text := changed(node.text)) != node.text:
                markup.replace(node.open_end, node.close_start, escape(text).encode())
            elif node.name == "worksheetSource" and (node.get("sheet") or "").casefold() == name:
                area = moved_area(node.get("ref") or "A1", change)
                if area is not None and node.get("ref"):
                    markup.set(node, ref=area)
            else:
                values = {link: changed(old) for link in _LINKS if (old := node.get(link)) and changed(old) != old}
                if values:
                    markup.set_attributes(node, dict(values))
    if markup.changed:
        document.put_part(part, markup.result())
