"""Filters of the stand-in: what they were asked, what Excel tells of that, which rows they hide.

As documented for Excel.Filter and Range.AutoFilter, and as macros that keep filters report it: a colour is told as an
Interior or a Font, an icon as an Icon of its set, the largest few as the smallest value that still shows; dates ticked
by year, month or day are an error to ask for; a member that a filter has not is an error too. A filter hides whole
rows of its sheet. ShowAllData is refused on a protected sheet, whatever the protection allows.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from tests.ladder import excel_stubs
from tests.ladder.excel_contents import Bounds
from tests.ladder.excel_object import Collection, Com

if TYPE_CHECKING:
    from tests.ladder.excel_range import Range
    from tests.ladder.excel_sheet import Worksheet

AND, OR, TOP, BOTTOM, TOP_SHARE, BOTTOM_SHARE, VALUES = range(1, 8)
CELL_COLOUR, FONT_COLOUR, ICON, PERIOD, NO_FILL, AUTOMATIC_COLOUR, NO_ICON = range(8, 15)
LOOKS = {
    CELL_COLOUR: "fill", FONT_COLOUR: "font", ICON: "icon", NO_FILL: "fill", AUTOMATIC_COLOUR: "font", NO_ICON: "icon"
}  # fmt: skip
ABOVE_AVERAGE = 33

Criterion = dict[str, Any]  # Criteria1, Operator, Criteria2


class Filtering:
    """The filter of a table or of a plain range: criteria by column from 1."""

    def __init__(self, sheet: Worksheet, bounds: Callable[[], Bounds]) -> None:
        self.sheet, self.bounds = sheet, bounds  # header and data, without a totals row
        self.criteria: dict[int, Criterion] = {}

    def column(self, field: int) -> dict[int, Any]:
        """The cells of a column by row."""
        left, top, _, bottom = self.bounds()
        values = self.sheet._values.column(left + field - 1, top + 1, bottom)
        return dict(enumerate(values, start=top + 1))

    def hidden_rows(self) -> set[int]:
        """The rows that the criteria leave out."""
        return {
            row
            for field, criterion in self.criteria.items()
            for row, shows in self.shows(field, criterion).items()
            if not shows
        }

    def shows(self, field: int, criterion: Criterion) -> dict[int, bool]:
        """Which rows a criterion lets show."""
        operator, cells = criterion.get("Operator", 0), self.column(field)
        if operator in LOOKS:
            left, _, _, _ = self.bounds()
            looks = self.sheet._looks[LOOKS[operator]]
            wanted = criterion.get("Criteria1")
            wanted = tuple(wanted) if isinstance(wanted, list) else wanted
            return {row: looks.get((row, left + field - 1)) == wanted for row in cells}
        if operator in (TOP, BOTTOM, TOP_SHARE, BOTTOM_SHARE):
            edge, sign = self.edge(field, criterion), 1 if operator in (TOP, TOP_SHARE) else -1
            return {row: _is_number(cell) and sign * (cell - edge) >= 0 for row, cell in cells.items()}
        if operator == PERIOD:
            assert criterion["Criteria1"] == ABOVE_AVERAGE, "the stand-in knows no other period"
            numbers = [cell for cell in cells.values() if _is_number(cell)]
            return {row: _is_number(cell) and cell > sum(numbers) / len(numbers) for row, cell in cells.items()}
        asked = criterion.get("Criteria1", [])
        texts = asked if isinstance(asked, list | tuple) else [asked]
        groups = criterion.get("Criteria2", []) if operator == VALUES else []
        if operator in (AND, OR) and "Criteria2" in criterion:
            texts = [*texts, criterion["Criteria2"]]
        every = all if operator == AND else any
        return {
            row: every(_matches(cell, str(text)) for text in texts) or _in_groups(cell, groups)
            for row, cell in cells.items()
        }

    def edge(self, field: int, criterion: Criterion) -> float:
        """The last value that shows of the largest or smallest ones."""
        largest = criterion["Operator"] in (TOP, TOP_SHARE)
        numbers = sorted((c for c in self.column(field).values() if _is_number(c)), reverse=largest)
        asked = int(criterion["Criteria1"])
        share = criterion["Operator"] in (TOP_SHARE, BOTTOM_SHARE)
        count = max(1, len(numbers) * asked // 100) if share else asked
        return float(numbers[min(count, len(numbers)) - 1])

    def lay(self, field: int, given: Criterion) -> None:
        """What Range.AutoFilter does with its arguments."""
        operator = given.get("Operator", 0)
        if not given:
            self.criteria.pop(field, None)
            return
        if operator == ICON:
            given["Criteria1"] = given["Criteria1"].which
        elif operator in (CELL_COLOUR, FONT_COLOUR):
            assert isinstance(given["Criteria1"], int)
        elif "Criteria1" not in given:
            assert operator in (NO_FILL, AUTOMATIC_COLOUR, NO_ICON, VALUES)
        self.criteria[field] = given


def _is_number(cell: object) -> bool:
    return isinstance(cell, int | float) and not isinstance(cell, bool)


def _matches(cell: Any, text: str) -> bool:
    sign, plain = (text[:2], text[2:]) if text[:2] in (">=", "<=", "<>") else ("=", text.removeprefix("="))
    if sign == "=":
        return ("" if cell is None else str(cell)) == plain
    if sign == "<>":
        return not _matches(cell, plain)
    return _is_number(cell) and (cell >= float(plain) if sign == ">=" else cell <= float(plain))


def _in_groups(cell: object, groups: list[Any]) -> bool:
    if not isinstance(cell, dt.datetime):
        return False
    for level, text in zip(groups[::2], groups[1::2], strict=True):
        month, day, year = (int(part) for part in text.split("/"))
        if (cell.year, cell.month, cell.day)[: level + 1] == (year, month, day)[: level + 1]:
            return True
    return False


class AutoFilter(Com):
    """The filter of a table or a plain range."""

    kind = "Excel.AutoFilter"

    def __init__(self, filtering: Filtering) -> None:
        self._filtering = filtering

    def get_FilterMode(self) -> bool:
        return bool(self._filtering.criteria)

    def get_Range(self) -> Range:
        from tests.ladder.excel_range import Range

        return Range(self._filtering.sheet, *self._filtering.bounds())

    def get_Filters(self) -> Filters:
        return Filters(self._filtering)

    def call_ShowAllData(self) -> None:
        self._filtering.sheet.require_open()
        if not self._filtering.criteria:
            raise excel_stubs.disp_exception()
        self._filtering.criteria.clear()


class Filters(Collection):
    """A filter for each column."""

    kind = "Excel.Filters"

    def __init__(self, filtering: Filtering) -> None:
        self._filtering = filtering

    def _items(self) -> dict[str, Com]:
        left, _, right, _ = self._filtering.bounds()
        return {str(field): Filter(self._filtering, field) for field in range(1, right - left + 2)}


class Filter(Com):
    """The filter of one column."""

    kind = "Excel.Filter"

    def __init__(self, filtering: Filtering, field: int) -> None:
        self._filtering, self._field = filtering, field

    def _criterion(self) -> Criterion:
        return self._filtering.criteria.get(self._field, {})

    def get_On(self) -> bool:
        return self._field in self._filtering.criteria

    def get_Operator(self) -> object:
        return self._criterion().get("Operator", 0)

    def get_Criteria1(self) -> object:
        one, operator = self._criterion(), self.get_Operator()
        if "Criteria1" not in one or (operator == VALUES and "Criteria2" in one):
            raise excel_stubs.disp_exception()
        told = one["Criteria1"]
        if operator in (TOP, BOTTOM, TOP_SHARE, BOTTOM_SHARE):
            return f"{'>' if operator in (TOP, TOP_SHARE) else '<'}={self._filtering.edge(self._field, one):.15g}"
        if operator == CELL_COLOUR:
            return Interior(told)
        if operator == FONT_COLOUR:
            return Font(told)
        if operator == ICON:
            return Icon(tuple(told))
        return tuple(told) if isinstance(told, list) else told

    def get_Criteria2(self) -> object:
        if "Criteria2" not in self._criterion() or self.get_Operator() not in (AND, OR):
            raise excel_stubs.disp_exception()
        return self._criterion()["Criteria2"]


class Interior(Com):
    """A fill."""

    kind = "Excel.Interior"

    def __init__(self, colour: int) -> None:
        self._colour = colour

    def get_Color(self) -> float:
        return float(self._colour)


class Font(Interior):
    """A font, of which filters want the colour."""

    kind = "Excel.Font"


class IconSets(Com):
    """The icon sets of a book, by number."""

    kind = "Excel.IconSets"

    def __call__(self, which: int) -> IconSet:
        return IconSet(which)


class IconSet(Com):
    """A set of icons, by place."""

    kind = "Excel.IconSet"

    def __init__(self, number: int) -> None:
        self._number = number

    def __call__(self, place: int) -> Icon:
        return Icon((self._number, place))

    def get_ID(self) -> int:
        return self._number


class Icon(Com):
    """One icon."""

    kind = "Excel.Icon"

    def __init__(self, which: tuple[int, int]) -> None:
        self._which = which

    @property
    def which(self) -> tuple[int, int]:
        """Set and place."""
        return self._which

    def get_Index(self) -> int:
        return self._which[1]

    def get_Parent(self) -> IconSet:
        return IconSet(self._which[0])
