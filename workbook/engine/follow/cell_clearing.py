"""Clearing a range: what stands in its cells, how they look, and what is laid over them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook.engine.areas import merged_cells
from workbook.engine.areas.cell_looks import CellLooks
from workbook.engine.book import cell_notes, conditional_formats, hyperlinks
from workbook.engine.parts.sheet_frame import edit_tail
from workbook.engine.text.markup import Markup, Node
from workbook.engine.text.references import Area, minus, parse_sqref, shift_formula
from workbook.engine.text.xml_text import escape

if TYPE_CHECKING:
    from workbook.engine.book.sheet_part import SheetPart


def clear_contents(part: SheetPart, whole: Area) -> None:
    """Blank the cells; formats stay."""
    area = part.within_bounds(whole)
    for column in range(area.left, area.right + 1):
        part.write_column(column, area.top, [None] * area.height)


def clear_formats(part: SheetPart, area: Area) -> None:
    """Take the cells' formats away, conditional ones too; merged cells come apart."""
    CellLooks(part, area).restyle(lambda _: 0)
    if b"onditionalFormatting" in part.tail:
        conditional_formats.clear(part, area)
    if merged_cells.merged(part).meeting(area):
        merged_cells.unmerge(part, area)


def clear(part: SheetPart, area: Area) -> None:
    """Blank the cells and take their formats, notes, links and validations away."""
    clear_contents(part, area)
    clear_formats(part, area)
    cell_notes.delete_notes(part, area)
    hyperlinks.remove_links(part, area)
    clear_validations(part, area)


def clear_validations(sheet: SheetPart, area: Area) -> None:
    """Allow everything in a range; where a validation is also for other cells it stays there."""
    if b"dataValidation" not in sheet.tail:
        return

    def change(markup: Markup) -> None:
        for holder in [node for node in markup.root.walk() if node.name == "dataValidations"]:
            gone = [node for node in holder.all("dataValidation") if not _cut(markup, node, area)]
            left = len(holder.all("dataValidation")) - len(gone)
            if not left:
                markup.remove(_outermost(markup.root, holder))
                continue
            for node in gone:
                markup.remove(node)
            if gone and holder.get("count"):
                markup.set(holder, count=str(left))

    with sheet.document.reading(sheet.part):
        sheet.tail = edit_tail(sheet.tail, sheet.prefix, change)


def _cut(markup: Markup, rule: Node, area: Area) -> bool:
    """Take cells out of a validation's range; False when none are left. Its formulas are those of its first cell."""
    holder = rule.find("sqref")
    old = parse_sqref((rule.get("sqref") if holder is None else holder.text) or "")
    left = [piece for one in old for piece in minus(one, area)]
    if not left or left == old:
        return bool(left)
    rows, columns = left[0].top - old[0].top, left[0].left - old[0].left
    text = " ".join(map(str, left))
    if holder is None:
        markup.set(rule, sqref=text)
    for node in rule.walk():
        if node is holder:
            markup.replace(node.open_end, node.close_start, text.encode())
        elif node.name in ("formula1", "formula2", "f") and not node.children and not node.self_closed:
            moved = shift_formula(node.text, rows, columns)
            markup.replace(node.open_end, node.close_start, escape(moved).encode())
    return True


def _outermost(root: Node, holder: Node) -> Node:
    """What goes with a list that is empty: an extension that holds nothing else, and the list of extensions."""
    listed = root.find("extLst")
    for ext in listed.children if listed is not None else []:
        if listed is not None and holder in ext.children:
            return listed if len(listed.children) == 1 else ext
    return holder
