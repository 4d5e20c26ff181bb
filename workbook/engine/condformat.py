"""One rule of a conditional format, as xlwings sees it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from workbook.engine import condrules
from workbook.engine.colours import Rgb, rgb_of
from workbook.engine.condrules import Rule
from workbook.engine.condwords import (
    ICONS,
    LOOK,
    TYPES,
    WRITTEN_OPERATORS,
    changed_look,
    formula_text,
    read_point,
)
from workbook.engine.formulawords import shown
from workbook.engine.markup import Markup, Node, parse
from workbook.engine.refusing import Refusing
from workbook.engine.validations import OPERATORS
from workbook.engine.xmltext import escape

if TYPE_CHECKING:
    from workbook.engine.sheetpart import SheetPart
    from workbook.engine.sheets import Sheet

_NO = ("0", "false")
_ADDED: WeakKeyDictionary[Any, dict[str, int]] = WeakKeyDictionary()
"""How many rules were put on top of each sheet of a book: a rule's priority rises with each."""


def added(sheet: SheetPart) -> int:
    """How many rules were put on top of a sheet's."""
    return _ADDED.setdefault(sheet.document, {}).get(sheet.part, 0)


def count_added(sheet: SheetPart) -> None:
    """One more was."""
    _ADDED[sheet.document] = {**_ADDED.get(sheet.document, {}), sheet.part: added(sheet) + 1}


class ConditionalFormat(Refusing):
    """A rule, found by its priority."""

    __slots__ = ("_priority", "_sheet")

    def __init__(self, sheet: Sheet, priority: int) -> None:
        self._sheet = sheet
        self._priority = priority - added(sheet.part)

    def _is_it(self, rule: Rule) -> bool:
        return rule.priority == self._priority + added(self._sheet.part)

    def _rule(self) -> Rule:
        found = next(filter(self._is_it, condrules.look(self._sheet.part)), None)
        if found is None:
            raise KeyError("this rule was deleted")
        return found

    @property
    def type(self) -> str:
        """What kind of rule."""
        rule = self._rule()
        return "unknown" if rule.newer else TYPES.get(rule.node.get("type") or "", "unknown")

    @property
    def stop_if_true(self) -> bool | None:
        """Whether rules behind it are not looked at where it holds."""
        return self._rule().node.get("stopIfTrue") in ("1", "true") if self.type in ("cell_value", "custom") else None

    @property
    def operator(self) -> str | None:
        """How cells are compared."""
        return OPERATORS.get(self._rule().node.get("operator") or "") if self.type == "cell_value" else None

    def _formula(self, at: int, kind: str) -> str | None:
        formulas = self._rule().node.all("formula")
        return "=" + shown(formulas[at].text) if self.type == kind and at < len(formulas) else None

    @property
    def formula1(self) -> str | None:
        """What they are compared with."""
        return self._formula(0, "cell_value")

    @property
    def formula2(self) -> str | None:
        """The upper end of what they lie between."""
        return self._formula(1, "cell_value")

    @property
    def formula(self) -> str | None:
        """The formula of a custom rule."""
        return self._formula(0, "custom")

    def _format(self, *path: str) -> Node | None:
        key = self._rule().node.get("dxfId")
        source = self._sheet.part.document.styles.difference(int(key)) if key is not None else ""
        return parse(source.encode()).find(*path) if source else None

    def _rgb(self, node: Node | None) -> Rgb | None:
        return rgb_of(node.attributes, self._sheet.part.document.theme) if node is not None else None

    @property
    def fill_color(self) -> Rgb | None:
        """The fill it gives."""
        return self._rgb(
            self._format("fill", "patternFill", "bgColor") or self._format("fill", "patternFill", "fgColor")
        )

    @property
    def font_color(self) -> Rgb | None:
        """The font's colour it gives."""
        return self._rgb(self._format("font", "color"))

    def _flag(self, name: str) -> bool | None:
        node = self._format("font", name)
        return None if node is None else (node.get("val") or "1") not in _NO

    @property
    def font_bold(self) -> bool | None:
        """Whether it makes the font heavy."""
        return self._flag("b")

    @property
    def font_italic(self) -> bool | None:
        """Whether it makes the font slanted."""
        return self._flag("i")

    def _visual(self, name: str) -> Node | None:
        return self._rule().node.find(name)

    @property
    def colors(self) -> tuple[Rgb | None, ...] | None:
        """The colours of a scale."""
        node = self._visual("colorScale")
        return None if node is None else tuple(map(self._rgb, node.all("color")))

    @property
    def bar_color(self) -> Rgb | None:
        """The colour of a bar."""
        node = self._visual("dataBar")
        return None if node is None else self._rgb(node.find("color"))

    def _newer_bar(self) -> Node | None:
        twin = self._rule().twin
        return twin.find("dataBar") if twin is not None else None

    @property
    def gradient(self) -> bool | None:
        """Whether a bar fades."""
        if self._visual("dataBar") is None:
            return None
        newer = self._newer_bar()
        return newer is None or newer.get("gradient") not in _NO

    @property
    def show_value(self) -> bool | None:
        """Whether the value is shown beside the bar or icon."""
        node = self._visual("dataBar") or self._visual("iconSet")
        return None if node is None else node.get("showValue") not in _NO

    @property
    def icon_set(self) -> str | None:
        """The icons."""
        node = self._visual("iconSet")
        written = (node.get("iconSet") or "3TrafficLights1") if node is not None else None
        return next((name for name, one in ICONS.items() if one == written), None)

    @property
    def reverse_order(self) -> bool | None:
        """Whether the icons stand the other way round."""
        node = self._visual("iconSet")
        return None if node is None else node.get("reverse") in ("1", "true")

    def _points(self) -> list[tuple[str, float | str | None]] | None:
        node = self._newer_bar() or self._visual("dataBar") or self._visual("colorScale") or self._visual("iconSet")
        if node is None:
            return None
        points = [read_point(one) for one in node.all("cfvo")]
        return points[1:] if node.name == "iconSet" else points

    @property
    def threshold_types(self) -> tuple[str, ...] | None:
        """What kind of limit each is."""
        points = self._points()
        return None if points is None else tuple(kind for kind, _ in points)

    @property
    def thresholds(self) -> tuple[float | str | None, ...] | None:
        """The limits."""
        points = self._points()
        return None if points is None else tuple(value for _, value in points)

    def set(self, changes: Mapping[str, Any]) -> None:
        """Change a rule that compares or calculates."""
        look = {name: changes[name] for name in LOOK if name in changes}
        attributes: dict[str, str | None] = {}
        if look:
            attributes["dxfId"] = str(changed_look(self._sheet.part, self._rule().node.get("dxfId"), look))
        if "operator" in changes:
            attributes["operator"] = WRITTEN_OPERATORS[changes["operator"]]
        if "stop_if_true" in changes:
            attributes["stopIfTrue"] = "1" if changes["stop_if_true"] else None
        old = [self.formula] if self.type == "custom" else [self.formula1, self.formula2]
        names = ["formula"] if self.type == "custom" else ["formula1", "formula2"]
        formulas = [changes.get(name, was) for name, was in zip(names, old, strict=True)]

        def change(markup: Markup, rules: list[Rule]) -> None:
            rule = next(filter(self._is_it, rules))
            markup.set_attributes(rule.node, attributes)
            nodes = rule.node.all("formula")
            p = rule.node.prefix.decode()
            xml = "".join(
                f"<{p}formula>{escape(formula_text(text))}</{p}formula>" for text in formulas if text is not None
            )
            markup.replace(nodes[0].start, nodes[-1].end, xml.encode())

        condrules.edit(self._sheet.part, change)

    def delete(self) -> None:
        """Take it off every range it is for."""
        self._rule()
        condrules.edit(
            self._sheet.part, lambda markup, rules: condrules.remove(markup, next(filter(self._is_it, rules)))
        )
