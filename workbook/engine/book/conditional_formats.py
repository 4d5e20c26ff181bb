"""Conditional-format rules as a sheet holds them (ECMA-376 part 1, 18.3.1.10 and 18.3.1.18; what Excel 2010 added
stands in the extension list, [MS-XLSX] 2.6.3)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbook.engine.parts.sheet_frame import edit_tail
from workbook.engine.text.markup import Markup, Node
from workbook.engine.text.references import Area, minus, parse_sqref, shift_formula
from workbook.engine.text.xml_text import BadXml, escape

if TYPE_CHECKING:
    from workbook.engine.book.sheet_part import SheetPart

_FORMULAS = ("formula", "f")


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule with the range it is for; `twin` is what the extension list says of the same rule."""

    holder: Node
    node: Node
    areas: tuple[Area, ...]
    twin: Node | None
    newer: bool
    """It stands in the extension list alone."""

    @property
    def priority(self) -> int:
        """Its place in the order of evaluation; 1 comes first."""
        return int(self.node.get("priority") or "0")


def found_rules(root: Node) -> list[Rule]:
    """The rules of a sheet, by priority."""
    newer: list[tuple[Node, Node]] = []
    for node in root.walk():
        if node.name == "conditionalFormattings":
            newer += [(holder, rule) for holder in node.all("conditionalFormatting") for rule in holder.all("cfRule")]
    twins = {rule.get("id"): rule for _, rule in newer}
    found = []
    named = set()
    for holder in root.all("conditionalFormatting"):
        for node in holder.all("cfRule"):
            key = next((child.text.strip() for child in node.walk() if child.name == "id"), None)
            twin = twins.get(key) if key else None
            named.add(key)
            found.append(Rule(holder, node, tuple(parse_sqref(holder.get("sqref") or "")), twin, newer=False))
    for holder, node in newer:
        if node.get("id") not in named:
            sqref = holder.find("sqref")
            areas = tuple(parse_sqref(sqref.text if sqref is not None else ""))
            found.append(Rule(holder, node, areas, None, newer=True))
    return sorted(found, key=lambda rule: rule.priority)


def edit(sheet: SheetPart, change: Callable[[Markup, list[Rule]], None]) -> None:
    """Change a sheet's rules."""
    with sheet.document.reading(sheet.part):
        tail = edit_tail(sheet.tail, sheet.prefix, lambda markup: change(markup, found_rules(markup.root)))
        sheet.tail = edit_tail(tail, sheet.prefix, _prune) if b"conditionalFormattings" in tail else tail


def _prune(markup: Markup) -> None:
    """An extension without rules goes, and the list without extensions."""
    listed = markup.root.find("extLst")
    for ext in listed.children if listed is not None else []:
        holder = ext.find("conditionalFormattings")
        if listed is not None and holder is not None and not holder.children:
            markup.remove(listed if len(listed.children) == 1 else ext)


def clear(sheet: SheetPart, area: Area) -> None:
    """Take all rules off a range; where they are also for other cells they stay there."""

    def change(markup: Markup, rules: list[Rule]) -> None:
        holders: dict[int, Rule] = {}
        for rule in rules:
            holders.setdefault(id(rule.holder), rule)
            if rule.twin is not None:
                holder = next(node for node in markup.root.walk() if rule.twin in node.children)
                holders.setdefault(id(holder), Rule(holder, rule.twin, _sqref(holder), None, newer=True))
        for rule in holders.values():
            if any(one.meets(area) for one in rule.areas):
                _cut(markup, rule, area)

    edit(sheet, change)


def _sqref(holder: Node) -> tuple[Area, ...]:
    node = holder.find("sqref")
    if node is None:
        raise BadXml("sqref")
    return tuple(parse_sqref(node.text))


def _cut(markup: Markup, rule: Rule, area: Area) -> None:
    """Take cells out of a range of rules; their formulas are those of its first cell."""
    left = [piece for one in rule.areas for piece in minus(one, area)]
    if not left:
        markup.remove(rule.holder)
        return
    rows, columns = left[0].top - rule.areas[0].top, left[0].left - rule.areas[0].left
    text = " ".join(map(str, left))
    for node in rule.holder.walk():
        if node.name in _FORMULAS and not node.self_closed:
            markup.replace(node.open_end, node.close_start, escape(shift_formula(node.text, rows, columns)).encode())
        elif node.name == "sqref":
            markup.replace(node.open_end, node.close_start, text.encode())
    if not rule.newer:
        markup.set(rule.holder, sqref=text)
