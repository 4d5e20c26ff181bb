"""Data validation of a range's cells, as xlwings sees it (ECMA-376 part 1, 18.3.1.32)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from workbook.engine.formulawords import shown, written
from workbook.engine.markup import Markup, Node
from workbook.engine.names import Name
from workbook.engine.references import Area, parse_sqref, quoted, shift_formula
from workbook.engine.refusing import Refusing, unsupported
from workbook.engine.surroundings import edit_tail, put
from workbook.engine.xmltext import escape, escape_attribute

if TYPE_CHECKING:
    from workbook.engine.cellrange import CellRange

_TYPES = {
    "whole": "whole_number", "decimal": "decimal", "list": "list", "date": "date", "time": "time",
    "textLength": "text_length", "custom": "custom",
}  # fmt: skip
OPERATORS = {
    "between": "between", "notBetween": "not_between", "equal": "equal_to", "notEqual": "not_equal_to",
    "greaterThan": "greater_than", "lessThan": "less_than", "greaterThanOrEqual": "greater_than_or_equal",
    "lessThanOrEqual": "less_than_or_equal",
}  # fmt: skip
_WRITTEN_TYPES = {name: written for written, name in _TYPES.items()}
_WRITTEN_OPERATORS = {name: written for written, name in OPERATORS.items()}
_COMPARED = ("whole_number", "decimal", "date", "time", "text_length")
_KEPT = (
    "errorStyle",
    "errorTitle",
    "error",
    "promptTitle",
    "prompt",
    "showInputMessage",
    "showErrorMessage",
    "allowBlank",
)
_YES = ("1", "true")


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its attributes, its formulas as they stand in the first cell of its range, and that range."""

    attributes: dict[str, str]
    formulas: tuple[str, ...]
    areas: tuple[Area, ...]
    newer: bool
    """It stands in the sheet's extension list, where Excel 2010 put what looks at other sheets."""


class DataValidation(Refusing):
    """The rule that all cells of a range share."""

    __slots__ = ("_cells",)

    def __init__(self, cells: CellRange) -> None:
        self._cells = cells

    def _rule(self) -> Rule | None:
        found = self._meeting()
        return found[0] if len(found) == 1 and _covers(found[0].areas, self._cells.rectangle) else None

    def _meeting(self) -> list[Rule]:
        area = self._cells.rectangle
        return [rule for rule in rules(self._cells) if any(one.meets(area) for one in rule.areas)]

    @property
    def type(self) -> str:
        """What is asked of the cells; 'none'; 'inconsistent' for several rules; 'mixed_criteria' where only some cells
        have one."""
        found = self._meeting()
        if not found:
            return "none"
        if not _covers([area for rule in found for area in rule.areas], self._cells.rectangle):
            return "mixed_criteria"
        if len(found) > 1:
            return "inconsistent"
        return _TYPES.get(found[0].attributes.get("type", "none"), "unknown")

    def _attribute(self, name: str) -> str | None:
        rule = self._rule()
        return None if rule is None else rule.attributes.get(name, "")

    def _flag(self, name: str) -> bool | None:
        found = self._attribute(name)
        return None if found is None else found in _YES

    def _formula(self, position: int, types: Sequence[str]) -> str | None:
        rule = self._rule()
        if rule is None or self.type not in types or position >= len(rule.formulas):
            return None
        first, here = rule.areas[0], self._cells.rectangle
        return shown(shift_formula(rule.formulas[position], here.top - first.top, here.left - first.left))

    @property
    def operator(self) -> str | None:
        """How a number, date or length is compared."""
        if self.type not in _COMPARED:
            return None
        return OPERATORS[self._attribute("operator") or "between"]

    @property
    def formula1(self) -> str | None:
        """What it is compared with."""
        return self._formula(0, _COMPARED)

    @property
    def formula2(self) -> str | None:
        """The upper end of what it lies between."""
        return self._formula(1, _COMPARED) if self.operator in ("between", "not_between") else None

    @property
    def formula(self) -> str | None:
        """The formula of a custom rule."""
        text = self._formula(0, ("custom",))
        return None if text is None else "=" + text

    @property
    def source(self) -> str | None:
        """Where a list comes from: '=' and a reference, or the values with commas between."""
        text = self._formula(0, ("list",))
        if text is None:
            return None
        return text[1:-1].replace('""', '"') if text.startswith('"') else "=" + text

    @property
    def in_cell_dropdown(self) -> bool | None:
        """Whether the list drops down in the cell."""
        return None if self.type != "list" else not self._flag("showDropDown")  # the file's word for hiding it

    @property
    def ignore_blank(self) -> bool | None:
        """Whether a blank cell is right."""
        return self._flag("allowBlank")

    @property
    def input_title(self) -> str | None:
        """The title of the message beside the chosen cell."""
        return self._attribute("promptTitle")

    @property
    def input_message(self) -> str | None:
        """That message."""
        return self._attribute("prompt")

    @property
    def show_input(self) -> bool | None:
        """Whether it is shown."""
        return self._flag("showInputMessage")

    @property
    def error_title(self) -> str | None:
        """The title of the message about a wrong value."""
        return self._attribute("errorTitle")

    @property
    def error_message(self) -> str | None:
        """That message."""
        return self._attribute("error")

    @property
    def show_error(self) -> bool | None:
        """Whether a wrong value is met with a message."""
        return self._flag("showErrorMessage")

    @property
    def alert_style(self) -> str | None:
        """'stop', 'warning' or 'information'."""
        found = self._attribute("errorStyle")
        return None if found is None else found or "stop"

    def set_list(self, source: Any, in_cell_dropdown: bool) -> None:
        """Allow what stands in a range or under a name, or these texts."""
        if isinstance(source, list):
            formula = '"' + ",".join(source).replace('"', '""') + '"'
        elif isinstance(source, Name):
            formula = source.name
        else:
            formula = f"{quoted(source.sheet.name)}!{source.get_address(True, True, False)}"
        self._set("list", None, (formula,), None if in_cell_dropdown else "1")

    def set_rule(self, rule_type: str, operator: str | None, formula1: str, formula2: str | None) -> None:
        """Compare with one or two formulas, or ask for one that is true ('custom')."""
        formulas = tuple(written(one.removeprefix("=")) for one in (formula1, formula2) if one is not None)
        self._set(rule_type, operator, formulas, None)

    def _set(self, kind: str, operator: str | None, formulas: tuple[str, ...], hidden: str | None) -> None:
        import xlwings

        if self.type in ("mixed_criteria", "inconsistent"):
            raise xlwings.XlwingsError("The range contains different validation rules; delete them first")
        rule = self._rule()
        usual = {"allowBlank": "1", "showInputMessage": "1", "showErrorMessage": "1"}
        kept = usual if rule is None else {name: rule.attributes[name] for name in _KEPT if name in rule.attributes}
        attributes = {"type": _WRITTEN_TYPES[kind], **kept}
        if operator is not None and operator != "between":
            attributes["operator"] = _WRITTEN_OPERATORS[operator]
        if hidden:
            attributes["showDropDown"] = hidden
        self._replace(Rule(attributes, formulas, (self._cells.rectangle,), False))

    def delete(self) -> None:
        """Allow everything."""
        self._replace(None)

    def _replace(self, new: Rule | None) -> None:
        """Take the range out of every rule, and add one of its own."""
        cells = self._cells
        area, part = cells.rectangle, cells.part
        if any(rule.newer for rule in self._meeting()):
            raise unsupported("changing a validation that looks at another sheet in the newer way")
        kept = []
        for rule in rules(cells):
            if not rule.newer:
                kept += _without(rule, area)
        prefix = part.prefix.decode()
        listed = [*kept, *([new] if new else [])]
        inner = "".join(_markup(rule, prefix) for rule in listed)
        tag = f'<{prefix}dataValidations count="{len(listed)}">{inner}</{prefix}dataValidations>' if listed else ""
        tail = part.tail
        with part.document.reading(part.part):
            part.tail = edit_tail(tail, part.prefix, lambda markup: put(markup, "dataValidations", tag))


def rules(cells: CellRange) -> list[Rule]:
    """The rules of a sheet."""
    found: list[Rule] = []

    def look(markup: Markup) -> None:
        for node in markup.root.walk():
            if node.name == "dataValidation":
                found.append(_read(node))

    part = cells.part
    tail = part.tail
    with part.document.reading(part.part):
        edit_tail(tail, part.prefix, look)
    return found


def _read(node: Node) -> Rule:
    sqref = node.find("sqref")
    formulas = []
    for name in ("formula1", "formula2"):
        child = node.find(name)
        if child is not None:
            inner = child.find("f")
            formulas.append((inner or child).text)
    text = node.get("sqref") if sqref is None else sqref.text
    attributes = {name: value for name, value in node.attributes.items() if name not in ("sqref", "uid")}
    return Rule(attributes, tuple(formulas), tuple(parse_sqref(text or "")), sqref is not None)


def _markup(rule: Rule, prefix: str) -> str:
    tags = "".join(f' {name}="{escape_attribute(value)}"' for name, value in rule.attributes.items())
    sqref = " ".join(map(str, rule.areas))
    inner = "".join(
        f"<{prefix}formula{number}>{escape(text)}</{prefix}formula{number}>"
        for number, text in enumerate(rule.formulas, 1)
    )
    return f'<{prefix}dataValidation{tags} sqref="{sqref}">{inner}</{prefix}dataValidation>'


def _without(rule: Rule, area: Area) -> list[Rule]:
    """The rule without the cells of `area`; its formulas move along when another cell becomes the first."""
    left = tuple(piece for one in rule.areas for piece in minus(one, area))
    if not left:
        return []
    rows, columns = left[0].top - rule.areas[0].top, left[0].left - rule.areas[0].left
    formulas = tuple(shift_formula(text, rows, columns) for text in rule.formulas)
    return [Rule(rule.attributes, formulas, left, rule.newer)]


def minus(one: Area, other: Area) -> list[Area]:
    """A rectangle without another, as up to four rectangles."""
    if not one.meets(other):
        return [one]
    top, bottom = max(one.top, other.top), min(one.bottom, other.bottom)
    pieces = [
        Area(one.top, one.left, other.top - 1, one.right),
        Area(top, one.left, bottom, other.left - 1),
        Area(top, other.right + 1, bottom, one.right),
        Area(other.bottom + 1, one.left, one.bottom, one.right),
    ]
    return [piece for piece in pieces if piece.top <= piece.bottom and piece.left <= piece.right]


def _covers(areas: Sequence[Area], area: Area) -> bool:
    """Whether rectangles cover another one."""
    left = [area]
    for one in areas:
        left = [piece for part in left for piece in minus(part, one)]
    return not left
