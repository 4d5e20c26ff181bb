"""The words of conditional formats: xlwings' and the file's, and the pieces of markup that rules are made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from workbook.engine.colours import hexadecimal
from workbook.engine.fonts import with_element
from workbook.engine.formulawords import written
from workbook.engine.markup import Node, parse
from workbook.engine.validations import OPERATORS
from workbook.engine.values import number_text

if TYPE_CHECKING:
    from workbook.engine.sheetpart import SheetPart

TYPES = {
    "cellIs": "cell_value", "expression": "custom", "colorScale": "color_scale", "dataBar": "data_bar",
    "iconSet": "icon_set",
}  # fmt: skip
WRITTEN_OPERATORS = {name: written for written, name in OPERATORS.items()}
CRITERIA = {
    "num": "number", "percent": "percent", "percentile": "percentile", "min": "lowest_value", "max": "highest_value",
    "formula": "formula", "autoMin": "automatic", "autoMax": "automatic",
}  # fmt: skip
WRITTEN_CRITERIA = {name: written for written, name in CRITERIA.items() if name != "automatic"}
ICONS = {
    "3_arrows": "3Arrows", "3_arrows_gray": "3ArrowsGray", "3_flags": "3Flags",
    "3_traffic_lights_1": "3TrafficLights1", "3_traffic_lights_2": "3TrafficLights2", "3_signs": "3Signs",
    "3_symbols": "3Symbols", "3_symbols_2": "3Symbols2", "4_arrows": "4Arrows", "4_arrows_gray": "4ArrowsGray",
    "4_red_to_black": "4RedToBlack", "4_rating": "4Rating", "4_traffic_lights": "4TrafficLights",
    "5_arrows": "5Arrows", "5_arrows_gray": "5ArrowsGray", "5_rating": "5Rating", "5_quarters": "5Quarters",
}  # fmt: skip
"""The sets that Excel 2007 had; those added later stand in the extension list only."""
LOOK = ("fill_color", "font_color", "font_bold", "font_italic")
"""What a rule can give to cells."""


def formula_text(value: str) -> str:
    """A formula, number or text to compare with, as the file writes it."""
    if value.startswith("="):
        return written(value[1:])
    try:
        return number_text(float(value))
    except ValueError:
        return '"' + value.replace('"', '""') + '"'


def colour_xml(value: Any) -> str:
    """A colour."""
    return f'<color rgb="FF{hexadecimal(value)}"/>'


def point_xml(kind: str, value: float | None) -> str:
    """A limit."""
    shown = "" if value is None else f' val="{number_text(float(value))}"'
    return f'<cfvo type="{WRITTEN_CRITERIA[kind]}"{shown}/>'


def read_point(node: Node) -> tuple[str, float | str | None]:
    """The kind of a limit, and the limit."""
    kind = CRITERIA.get(node.get("type") or "", "unknown")
    inner = node.find("f")
    text = inner.text if inner is not None else node.get("val")
    if text is None or kind in ("lowest_value", "highest_value", "automatic"):
        return kind, None
    try:
        return kind, float(text)
    except ValueError:
        return kind, "=" + text.removeprefix("=")


def changed_look(sheet: SheetPart, key: str | None, changes: Mapping[str, Any]) -> int:
    """The number of a differential format that differs from another in fill and font."""
    styles = sheet.document.styles
    source = (styles.difference(int(key)) if key is not None else "") or "<dxf></dxf>"
    data = source.encode()
    pieces = {child.name: data[child.start : child.end].decode() for child in parse(data).children}
    font = pieces.get("font", "")
    for name, tag in (("font_bold", "b"), ("font_italic", "i")):
        if changes.get(name) is not None:
            font = with_element(font, tag, f"<{tag}/>" if changes[name] else f'<{tag} val="0"/>')
    if changes.get("font_color") is not None:
        font = with_element(font, "color", colour_xml(changes["font_color"]))
    if font:
        pieces["font"] = font
    if changes.get("fill_color") is not None:
        pieces["fill"] = (
            f'<fill><patternFill><bgColor rgb="FF{hexadecimal(changes["fill_color"])}"/></patternFill></fill>'
        )
    order: Sequence[str] = ("font", "numFmt", "fill", "alignment", "border", "protection", "extLst")
    return styles.add_difference("<dxf>" + "".join(pieces[name] for name in order if name in pieces) + "</dxf>")
