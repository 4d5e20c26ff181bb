"""References in formulas, from where things stand in the older book to where they stand in the new one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from workbook.engine.follow.sheet_renaming import renamed_formula
from workbook.engine.text.formula_references import map_references
from workbook.engine.text.references import MAX_ROW, Area
from workbook.schema.formulas import escape

_TEXT = r'"(?:[^"]|"")*"'
_BRACKETS = r"\[(?:[^\[\]']|'.|\[(?:[^\[\]']|'.)*\])*\]"
_STRUCTURED = re.compile(rf"{_TEXT}|(?<![\w.\\!\]'])(?P<table>[^\W\d][\w.\\]*)(?P<columns>{_BRACKETS})")
_ITEM = re.compile(r"\[((?:[^\[\]']|'.)*)\]")


@dataclass(frozen=True)
class Moved:
    """A table with its header: where it stood, where it stands, and its columns one by one."""

    old: Area
    new: Area
    columns: Mapping[int, int]
    name: str = ""


@dataclass
class Moves:
    """Where everything of the older book is in the new one."""

    sheets: dict[str, str] = field(default_factory=dict)  # by name
    tables: dict[str, str] = field(default_factory=dict)  # that have another name, by the name before
    headers: dict[str, dict[str, str]] = field(default_factory=dict)  # table's name before -> header -> header
    places: dict[str, list[Moved]] = field(default_factory=dict)  # sheet's name before -> tables
    cells: dict[tuple[str, int, int], tuple[int, int]] = field(default_factory=dict)  # sheet, row, column -> there
    names: dict[str, str] = field(default_factory=dict)  # of the user, that have another name

    def formula(self, text: str, own: str | None = None) -> str:
        """A formula as it must read in the new book; `own` is the sheet (by its name before) on which it stands."""
        text = self._structured(text)
        text = map_references(text, lambda sheet, area: self._area(sheet or own, area))
        marks: dict[str, str] = {}
        for at, (old, new) in enumerate(self.sheets.items()):
            if old != new and old.replace("'", "''") in text:
                marks[mark := f"SheetMoved{at}X"] = new
                text = renamed_formula(text, old, mark)
        for mark, new in marks.items():
            text = renamed_formula(text, mark, new)
        for old, new in self.names.items():
            pattern = re.compile(
                rf"({_TEXT}|'(?:[^']|'')*'!?|{_BRACKETS})|(?<![\w.\\]){re.escape(old)}(?![\w.\\(!])", re.I
            )
            text = pattern.sub(lambda match, new=new: match[1] or new, text)  # type: ignore[misc]
        return text

    def headers_on(self, sheet: str) -> list[str]:
        """The tables that stood on a sheet and whose headers are known."""
        return [one.name for one in self.places.get(sheet, ()) if one.name in self.headers]

    def _structured(self, text: str) -> str:
        def changed(match: re.Match[str]) -> str:
            table = match["table"]
            if table is None:
                return match[0]
            known = next((name for name in self.headers if name.casefold() == table.casefold()), None)
            renamed = self.tables.get(table, table)
            if known is None:
                return renamed + match["columns"]
            return renamed + with_headers(match["columns"], self.headers[known])

        return _STRUCTURED.sub(changed, text)

    def _area(self, sheet: str | None, area: Area) -> Area:
        if sheet is None:
            return area
        name = next((one for one in self.places if one.casefold() == sheet.casefold()), sheet)
        if area.height == area.width == 1 and (at := self.cells.get((name, area.top, area.left))):
            return Area(*at, *at)
        for moved in self.places.get(name, ()):
            whole = (area.top, area.bottom) == (1, MAX_ROW)
            if not whole and not moved.old.top <= area.top <= moved.old.bottom:
                continue
            columns = [moved.columns[at] for at in range(area.left, area.right + 1) if at in moved.columns]
            if area.left < moved.old.left or area.right > moved.old.right or not columns:
                continue
            if whole:
                return Area(1, min(columns), MAX_ROW, max(columns))
            down = moved.new.top - moved.old.top
            return Area(area.top + down, min(columns), area.bottom + down, max(columns))
        return area


def with_headers(columns: str, headers: Mapping[str, str]) -> str:
    """The columns of a structured reference by their new headers.

    >>> with_headers("[[#This Row],[Old]:[Kept]]", {"Old": "New"}), with_headers("[Old]", {"Old": "N [1]"})
    ('[[#This Row],[New]:[Kept]]', "[N '[1']]")
    """
    known = {escape(old).casefold(): escape(new) for old, new in headers.items()}

    def changed(match: re.Match[str]) -> str:
        return f"[{known.get(match[1].casefold(), match[1])}]"

    inner = columns[1:-1]
    if "[" not in re.sub(r"'.", "", inner):
        at = inner.startswith("@")
        return f"[{'@' if at else ''}{known.get(inner[at:].casefold(), inner[at:])}]"
    return f"[{_ITEM.sub(changed, inner)}]"
