"""The state of a filter: what it asks of each column, as the file says it (ECMA-376 part 1, 18.3.2). Nothing here
applies or changes a filter; whoever copies or reports one reads it here."""

from __future__ import annotations

from dataclasses import dataclass

from workbook.engine.text.markup import Node

_OPERATORS = {
    "equal_to": "equal", "not_equal_to": "notEqual", "greater_than": "greaterThan", "less_than": "lessThan",
    "greater_than_or_equal": "greaterThanOrEqual", "less_than_or_equal": "lessThanOrEqual",
}  # fmt: skip
_NAMES = {written: name for name, written in _OPERATORS.items()}
_BETWEEN = ("greater_than_or_equal", "less_than_or_equal")
_OUTSIDE = ("less_than", "greater_than")
_YES = ("1", "true")


@dataclass(frozen=True, slots=True)
class Criterion:
    """One column's condition; `type` is xlwings' name, 'unknown' for one that is only kept."""

    type: str
    values: tuple[str, ...] = ()
    operator: str | None = None
    value1: str | None = None
    value2: str | None = None
    amount: float = 0.0


def criterion(column: Node) -> Criterion:
    """The condition of a <filterColumn>."""
    known = [child for child in column.children if child.name in ("filters", "customFilters", "top10")]
    if len(known) != 1 or len(column.children) != 1:
        return Criterion("unknown")
    node = known[0]
    if node.name == "top10":
        side = "bottom" if node.get("top") in ("0", "false") else "top"
        kind = "percent" if node.get("percent") in _YES else "items"
        return Criterion(f"{side}_{kind}", amount=float(node.get("val") or "0"))
    if node.name == "filters":
        if any(child.name != "filter" for child in node.children):
            return Criterion("unknown")
        values = [child.get("val") or "" for child in node.children]
        if node.get("blank") in _YES:
            if not values:
                return Criterion("comparison", operator="equal_to")
            values.append("")
        return Criterion("values", tuple(values))
    return _read_custom(node)


def _read_custom(node: Node) -> Criterion:
    pairs = [(_NAMES.get(one.get("operator") or "equal"), one.get("val") or "") for one in node.all("customFilter")]
    operators = tuple(operator for operator, _ in pairs)
    values = [_unescaped(value) for _, value in pairs]
    both = node.get("and") in _YES
    if len(pairs) == 1 and operators[0] is not None:
        value = None if operators[0] == "not_equal_to" and not values[0].strip() else values[0]
        return Criterion("comparison", operator=operators[0], value1=value)
    if len(pairs) == 2 and both and operators == _BETWEEN:
        return Criterion("comparison", operator="between", value1=values[0], value2=values[1])
    if len(pairs) == 2 and not both and operators == _OUTSIDE:
        return Criterion("comparison", operator="not_between", value1=values[0], value2=values[1])
    if len(pairs) == 2 and not both and operators == ("equal_to", "equal_to"):
        return Criterion("values", tuple(values))
    return Criterion("unknown")


def _unescaped(text: str) -> str:
    result, at = "", 0
    while at < len(text):
        at += text[at] == "~" and text[at + 1 : at + 2] in ("~", "*", "?") and at + 1 < len(text)
        result += text[at]
        at += 1
    return result


def filter_state(root: Node) -> dict[int, Criterion]:
    """The conditions of an <autoFilter>'s element by column, counted from 0 at its left edge; empty where nothing is
    filtered out. `root` is any element that holds it: a worksheet's, a table's."""
    found = root if root.name == "autoFilter" else root.find("autoFilter")
    columns = found.all("filterColumn") if found is not None else []
    return {int(one.get("colId") or "0"): criterion(one) for one in columns if one.children}
