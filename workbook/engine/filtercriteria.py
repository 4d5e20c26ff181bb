"""What a filter asks of a column: read, written (ECMA-376 part 1, 18.3.2), and asked of values."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from workbook.engine.markup import Node
from workbook.engine.values import Value, number_text, to_serial
from workbook.engine.xmltext import escape_attribute

_OPERATORS = {
    "equal_to": "equal", "not_equal_to": "notEqual", "greater_than": "greaterThan", "less_than": "lessThan",
    "greater_than_or_equal": "greaterThanOrEqual", "less_than_or_equal": "lessThanOrEqual",
}  # fmt: skip
_NAMES = {written: name for name, written in _OPERATORS.items()}
_BETWEEN = ("greater_than_or_equal", "less_than_or_equal")
_OUTSIDE = ("less_than", "greater_than")
_TESTS: dict[str, Callable[[float], bool]] = {
    "greater_than": lambda order: order > 0,
    "less_than": lambda order: order < 0,
    "greater_than_or_equal": lambda order: order >= 0,
    "less_than_or_equal": lambda order: order <= 0,
}
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

    @property
    def snapshot(self) -> dict[str, object]:
        """As xlwings gives it, without the field."""
        compared = self.type == "comparison"
        return {
            "type": self.type,
            "values": list(self.values) if self.type == "values" else None,
            "operator": self.operator if compared else None,
            "value1": self.value1 if compared else None,
            "value2": self.value2 if compared else None,
            "count": int(self.amount) if self.type.endswith("_items") else None,
            "percent": self.amount if self.type.endswith("_percent") else None,
        }


def read(column: Node) -> Criterion:
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


def written(criterion: Criterion, prefix: str) -> str:
    """The condition as a <filterColumn> holds it."""
    p = prefix
    if criterion.type == "values":
        blank = ' blank="1"' if "" in criterion.values else ""
        inner = "".join(f'<{p}filter val="{escape_attribute(value)}"/>' for value in criterion.values if value)
        return f"<{p}filters{blank}>{inner}</{p}filters>"
    if criterion.type != "comparison":
        side = ' top="0"' if criterion.type.startswith("bottom") else ""
        percent = ' percent="1"' if criterion.type.endswith("percent") else ""
        return f'<{p}top10{side}{percent} val="{number_text(criterion.amount)}"/>'
    operator = criterion.operator or "equal_to"
    if criterion.value1 is None and operator == "equal_to":
        return f'<{p}filters blank="1"/>'
    both = ' and="1"' if operator == "between" else ""
    pairs = [(operator, criterion.value1)]
    if operator in ("between", "not_between"):
        first, last = _BETWEEN if operator == "between" else _OUTSIDE
        pairs = [(first, criterion.value1), (last, criterion.value2)]
    inner = "".join(_custom(p, name, value) for name, value in pairs)
    return f"<{p}customFilters{both}>{inner}</{p}customFilters>"


def _custom(p: str, operator: str, value: str | None) -> str:
    shown = " " if value is None else "".join("~" + sign if sign in "~*?" else sign for sign in value)
    name = "" if operator == "equal_to" else f' operator="{_OPERATORS[operator]}"'
    return f'<{p}customFilter{name} val="{escape_attribute(shown)}"/>'


def _unescaped(text: str) -> str:
    result, at = "", 0
    while at < len(text):
        at += text[at] == "~" and text[at + 1 : at + 2] in ("~", "*", "?") and at + 1 < len(text)
        result += text[at]
        at += 1
    return result


def matching(criterion: Criterion, values: Sequence[Value], *, date1904: bool) -> list[bool]:
    """Which of a column's values the condition lets through."""
    cells = [to_serial(v, date1904=date1904) if isinstance(v, dt.datetime) else v for v in values]
    if criterion.type == "values":
        wanted = [_key(value) for value in criterion.values]
        return [any(_is(cell, one) for one in wanted) for cell in cells]
    if criterion.type != "comparison":
        return _extremes(criterion, cells)
    return [_compares(cell, criterion) for cell in cells]


def _key(text: str) -> tuple[str, float | None]:
    try:
        return text.casefold(), float(text)
    except ValueError:
        return text.casefold(), None


def _is(cell: Value, wanted: tuple[str, float | None]) -> bool:
    text, number = wanted
    if isinstance(cell, bool):
        return text == str(cell).casefold()
    if isinstance(cell, float):
        return cell == number
    return ("" if cell is None else str(cell)).casefold() == text


def _compares(cell: Value, criterion: Criterion) -> bool:
    operator, first, second = criterion.operator, criterion.value1 or "", criterion.value2 or ""
    if operator == "equal_to":
        return _is(cell, _key(first))
    if operator == "not_equal_to":
        return not _is(cell, _key(first))
    if operator == "between":
        return _in_order(cell, "greater_than_or_equal", first) and _in_order(cell, "less_than_or_equal", second)
    if operator == "not_between":
        return _in_order(cell, "less_than", first) or _in_order(cell, "greater_than", second)
    return _in_order(cell, operator or "", first)


def _in_order(cell: Value, operator: str, text: str) -> bool:
    """Numbers are compared with numbers, texts with texts."""
    folded, number = _key(text)
    if isinstance(cell, float) and number is not None:
        return _TESTS[operator](cell - number)
    if isinstance(cell, str) and number is None:
        mine = cell.casefold()
        return _TESTS[operator]((mine > folded) - (mine < folded))
    return False


def _extremes(criterion: Criterion, cells: Sequence[Value]) -> list[bool]:
    numbers = sorted((c for c in cells if isinstance(c, float)), reverse=criterion.type.startswith("top"))
    count = int(criterion.amount)
    if criterion.type.endswith("percent"):
        count = max(math.floor(len(numbers) * criterion.amount / 100), 1)
    if not numbers:
        return [False] * len(cells)
    last = numbers[min(count, len(numbers)) - 1]
    if criterion.type.startswith("top"):
        return [isinstance(cell, float) and cell >= last for cell in cells]
    return [isinstance(cell, float) and cell <= last for cell in cells]
