"""The styles part: which number format a cell has, and new cell formats added behind the old ones.

A cell's `s` is a position in <cellXfs>. Formats are only ever appended, each distinct one once, so every cell that is
not touched keeps its look (ECMA-376 part 1, 18.8).
"""

from __future__ import annotations

import re
from typing import Any

import numpy as np

from workbook.engine.text.markup import Markup, Node, parse
from workbook.engine.text.xml_text import BadXml, escape_attribute

BUILT_IN = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?",
    13: "# ??/??", 14: "m/d/yyyy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM",
    20: "h:mm", 21: "h:mm:ss", 22: "m/d/yyyy h:mm", 37: "#,##0_);(#,##0)", 38: "#,##0_);[Red](#,##0)",
    39: "#,##0.00_);(#,##0.00)", 40: "#,##0.00_);[Red](#,##0.00)", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0",
    48: "##0.0E+0", 49: "@",
}  # fmt: skip
"""ECMA-376 part 1, 18.8.30. 27-36 and 50-58 are East Asian dates whose look depends on the language."""
_GROUPS = {"fonts": "fontId", "fills": "fillId", "borders": "borderId"}
_APPLIED = {"fonts": "applyFont", "fills": "applyFill", "borders": "applyBorder"}
_EAST_ASIAN_DATES = frozenset((*range(27, 37), *range(50, 59)))
DATE, DATE_TIME, GENERAL = 14, 22, 0
_MAX_CODE = 255
"""Characters of a number format that Excel takes."""
_NOT_DATE_LETTERS = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)


def is_date_format(code: str) -> bool:
    """Whether a number format shows a date or time.

    >>> is_date_format('yyyy"年"m"月"'), is_date_format('[Red]0.00'), is_date_format('[h]:mm')
    (True, False, True)
    """
    section = _NOT_DATE_LETTERS.sub("", code[:_MAX_CODE]).split(";")[0].lower()
    if section.strip() == "general":
        return False
    return (
        any(letter in section for letter in "ymdhs")
        or "e年" in code
        or bool(re.search(r"(?<![0#?.])e(?![+-])", section))
    )


class Styles:
    """The book's cell formats, with those added in this session."""

    def __init__(self, data: bytes) -> None:
        self._markup = Markup(data)
        root = self._markup.root
        formats = root.find("numFmts")
        self.formats: dict[int, str] = {}
        for node in formats.all("numFmt") if formats else []:
            self.formats[_whole(node.get("numFmtId"))] = node.get("formatCode") or ""
        self._xfs_node = root.find("cellXfs")
        self.xfs: list[dict[str, str]] = []
        self._inner: list[str] = []
        for node in self._xfs_node.all("xf") if self._xfs_node else []:
            self.xfs.append(node.attributes)
            self._inner.append(self._markup.data[node.open_end : node.close_start].decode("utf-8"))
        if not self.xfs:
            self.xfs, self._inner = [{}], [""]
        self._dates: Any = None
        self._original = len(self.xfs)
        self._original_formats = set(self.formats)
        self._index: dict[tuple[tuple[tuple[str, str], ...], str], int] = {}
        for position, (xf, inner) in enumerate(zip(self.xfs, self._inner, strict=True)):
            self._index.setdefault((tuple(sorted(xf.items())), inner), position)
        self.added_children: dict[str, list[str]] = {}
        self._sources: dict[tuple[str, int], str] = {}

    def xf(self, style: int) -> dict[str, str]:
        """The attributes of a style's <xf>; those of the first for a number that no style has."""
        return self.xfs[style if style < len(self.xfs) else 0]

    def format_id(self, style: int) -> int:
        """The number format's id of a style."""
        return _whole(self.xfs[style].get("numFmtId")) if style < len(self.xfs) else 0

    def number_format(self, style: int) -> str:
        """The number format's code of a style."""
        return self.code(self.format_id(style))

    def code(self, format_id: int) -> str:
        """A number format's code."""
        return self.formats.get(format_id) or BUILT_IN.get(format_id) or "General"

    def is_date(self, style: int) -> bool:
        """Whether a style shows numbers as dates or times."""
        format_id = self.format_id(style)
        if format_id not in self.formats and format_id in _EAST_ASIAN_DATES:
            return True
        return is_date_format(self.code(format_id))

    def date_styles(self) -> Any:
        """`is_date` for every style, as a boolean array."""
        if self._dates is None or len(self._dates) != len(self.xfs):
            self._dates = np.array([self.is_date(style) for style in range(len(self.xfs))], dtype=np.bool_)
        return self._dates

    def with_attributes(self, style: int, values: dict[str, str], inner: str | None = None) -> int:
        """The style that differs from `style` in those attributes of its <xf>; made when it is not there yet."""
        base = style if style < len(self.xfs) else 0
        xf = {**self.xf(style), **values}
        content = self._inner[base] if inner is None else inner
        key = (tuple(sorted(xf.items())), content)
        if key not in self._index:
            self._index[key] = len(self.xfs)
            self.xfs.append(xf)
            self._inner.append(content)
        return self._index[key]

    def inner(self, style: int) -> str:
        """The markup inside a style's <xf>: alignment and protection."""
        return self._inner[style] if style < len(self._inner) else ""

    def with_number_format(self, style: int, code: str) -> int:
        """The style that differs from `style` in its number format."""
        return self.with_attributes(style, {"numFmtId": str(self._format_id(code)), "applyNumberFormat": "1"})

    def _format_id(self, code: str) -> int:
        for format_id, known in self.formats.items():
            if known == code:
                return format_id
        for format_id, known in BUILT_IN.items():
            if known == code and format_id not in self.formats:
                return format_id
        format_id = max([163, *self.formats]) + 1
        self.formats[format_id] = code
        return format_id

    def source(self, group: str, style: int) -> str:
        """The markup of the <font>, <fill> or <border> of a style, without prefixes; '' when there is none."""
        number = self.xf(style).get(_GROUPS[group])
        key = (group, _whole(number))
        if key not in self._sources:
            node = self._markup.root.find(group)
            old = node.children if node else []
            added = self.added_children.get(group, [])
            if key[1] < len(old):
                found = old[key[1]]
                text = self._markup.data[found.start : found.end].decode("utf-8")
                prefix = re.escape(found.prefix.decode())
                self._sources[key] = re.sub(f"<(/?){prefix}", r"<\1", text) if prefix else text
            else:
                self._sources[key] = added[key[1] - len(old)] if key[1] - len(old) < len(added) else ""
        return self._sources[key]

    def element(self, group: str, style: int) -> Node | None:
        """The <font>, <fill> or <border> of a style; positions count within its `source`."""
        source = self.source(group, style)
        return parse(source.encode()) if source else None

    def with_element(self, group: str, style: int, markup: str) -> int:
        """The style that differs from `style` in its <font>, <fill> or <border>."""
        position = str(self.add_child(group, markup))
        return self.with_attributes(style, {_GROUPS[group]: position, _APPLIED[group]: "1"})

    def add_child(self, group: str, markup: str) -> int:
        """The position of a <font>, <fill> or <border> with that markup; added when no new one equals it."""
        added = self.added_children.setdefault(group, [])
        node = self._markup.root.find(group)
        start = len(node.children) if node else 0
        if markup not in added:
            added.append(markup)
        return start + added.index(markup)

    def adopted(self, other: Styles, style: int) -> int:
        """A style of another book as one of this book's own: number format, font, fill, lines, alignment. Colours of
        a theme stay the theme's, which may be another one here."""
        if other is self:
            return style
        made = self.with_attributes(0, {}, other.inner(style))
        if other.inner(style):
            made = self.with_attributes(made, {"applyAlignment": "1"})
        code = other.number_format(style)
        if code != self.number_format(made):
            made = self.with_number_format(made, code)
        for group in _GROUPS:
            source = other.source(group, style)
            if source and source != self.source(group, made):
                made = self.with_element(group, made, source)
        return made

    @property
    def changed(self) -> bool:
        """Whether formats were added."""
        return len(self.xfs) > self._original or bool(self.added_children)

    def result(self) -> bytes:
        """The part with the new formats behind the old ones."""
        root, markup = self._markup.root, self._markup
        markup.restart()
        prefix = root.prefix.decode()
        new_formats = "".join(
            f'<{prefix}numFmt numFmtId="{i}" formatCode="{escape_attribute(code)}"/>'
            for i, code in self.formats.items()
            if i not in self._original_formats
        )
        if new_formats:
            node = root.find("numFmts")
            if node is None:
                count = len(self.formats)
                markup.replace(
                    root.open_end,
                    root.open_end,
                    f'<{prefix}numFmts count="{count}">{new_formats}</{prefix}numFmts>'.encode(),
                )
            else:
                markup.set(node, count=str(len(self.formats)))
                markup.append(node, new_formats)
        for group, added in self.added_children.items():
            node = root.find(group)
            if node is None:
                raise BadXml(group)
            markup.set(node, count=str(len(node.children) + len(added)))
            new = "".join(added)
            markup.append(node, re.sub(r"<(/?)(?=\w+[\s/>])", rf"<\1{prefix}", new) if prefix else new)
        if len(self.xfs) > self._original:
            if self._xfs_node is None:
                raise BadXml("cellXfs")
            markup.set(self._xfs_node, count=str(len(self.xfs)))
            markup.append(
                self._xfs_node, "".join(self._xf(position, prefix) for position in range(self._original, len(self.xfs)))
            )
        return markup.result()

    def _xf(self, position: int, prefix: str) -> str:
        tag = "".join(f' {name}="{escape_attribute(value)}"' for name, value in self.xfs[position].items())
        inner = self._inner[position]
        if prefix:
            inner = re.sub(r"<(/?)(?=\w+[\s/>])", rf"<\1{prefix}", inner)
        return f"<{prefix}xf{tag}>{inner}</{prefix}xf>" if inner else f"<{prefix}xf{tag}/>"


def _whole(text: str | None) -> int:
    """A non-negative whole number, 0 when it is missing."""
    if text is None:
        return 0
    if not text.isascii() or not text.isdigit() or len(text) > 9:
        raise BadXml("number")
    return int(text)
