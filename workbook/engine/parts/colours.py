"""Colours: as xlwings takes them, and as the file names them (RGB, a position in a palette, or a theme's colour with
a tint; ECMA-376 part 1, 18.8.19)."""

from __future__ import annotations

import colorsys
from collections.abc import Mapping, Sequence

from workbook.engine.text.markup import parse

Rgb = tuple[int, int, int]
_BASIC = ("000000", "FFFFFF", "FF0000", "00FF00", "0000FF", "FFFF00", "FF00FF", "00FFFF")
_PALETTE = (
    *_BASIC, *_BASIC, "800000", "008000", "000080", "808000", "800080", "008080", "C0C0C0", "808080",
    "9999FF", "993366", "FFFFCC", "CCFFFF", "660066", "FF8080", "0066CC", "CCCCFF",
    "000080", "FF00FF", "FFFF00", "00FFFF", "800080", "800000", "008080", "0000FF",
    "00CCFF", "CCFFFF", "CCFFCC", "FFFF99", "99CCFF", "FF99CC", "CC99FF", "FFCC99",
    "3366FF", "33CCCC", "99CC00", "FFCC00", "FF9900", "FF6600", "666699", "969696",
    "003366", "339966", "003300", "333300", "993300", "993366", "333399", "333333",
)  # fmt: skip
"""The indexed colours a book has unless it brings its own (18.8.27); 64 and above are the system's."""
_OFFICE_THEME = (
    "FFFFFF", "000000", "EEECE1", "1F497D", "4F81BD", "C0504D", "9BBB59", "8064A2", "4BACC6", "F79646", "0000FF",
    "800080",
)  # fmt: skip
THEME_ORDER = (
    "lt1", "dk1", "lt2", "dk2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6", "hlink", "folHlink",
)  # fmt: skip
"""The order in which a cell format counts a theme's colours: light and dark are the other way round in the theme."""


def theme_colours(theme: bytes | None) -> Sequence[str]:
    """The colours of a theme part as RRGGBB; the classic Office ones for None. Raises BadXml."""
    if theme is None:
        return _OFFICE_THEME
    scheme = parse(theme).find("themeElements", "clrScheme")
    found = {}
    for node in scheme.children if scheme else []:
        colour = node.children[0] if node.children else None
        text = (colour.get("lastClr") or colour.get("val") or "") if colour else ""
        found[node.name] = text if len(text) == 6 else "000000"
    return [found.get(name, default) for name, default in zip(THEME_ORDER, _OFFICE_THEME, strict=True)]


def rgb_of(attributes: Mapping[str, str], theme: Sequence[str]) -> Rgb | None:
    """The colour that a colour element's attributes mean; None where they name none. An automatic one is black."""
    text = attributes.get("rgb")
    if text is None and (index := attributes.get("indexed")) is not None and index.isdigit():
        text = _PALETTE[int(index)] if int(index) < len(_PALETTE) else "000000"
    if text is None and (index := attributes.get("theme")) is not None and index.isdigit():
        text = theme[int(index)] if int(index) < len(theme) else None
    if text is None:
        return (0, 0, 0) if attributes.get("auto") in ("1", "true") else None
    if len(text) not in (6, 8):
        return None
    red, green, blue = (int(text[-6:][at : at + 2], 16) for at in (0, 2, 4))
    return _tinted((red, green, blue), float(attributes.get("tint", "0")))


def _tinted(colour: Rgb, tint: float) -> Rgb:
    """Lighter (tint above 0) or darker: the luminance moves towards white or black (18.8.19)."""
    if not tint:
        return colour
    hue, light, saturation = colorsys.rgb_to_hls(*(one / 255 for one in colour))
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    red, green, blue = (round(one * 255) for one in colorsys.hls_to_rgb(hue, light, saturation))
    return red, green, blue


def hexadecimal(value: Rgb | int | str) -> str:
    """A colour as xlwings takes it, (r, g, b), '#rrggbb' or Excel's number (blue first), as RRGGBB."""
    if isinstance(value, str):
        digits = value.lstrip("#")
        if len(digits) != 6:
            raise ValueError(f"no colour: {value!r}")
        return f"{int(digits, 16):06X}"
    if isinstance(value, int):
        return f"{value & 255:02X}{value >> 8 & 255:02X}{value >> 16 & 255:02X}"
    red, green, blue = value
    return f"{red:02X}{green:02X}{blue:02X}"
