"""Hyperlinks of a range: looked for by number, made anew for its cells; the text they show is the first cell's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.ladder.excel_object import Collection, Com

if TYPE_CHECKING:
    from tests.ladder.excel_range import Range


class Hyperlinks(Collection):
    """The links that the cells of a range have."""

    kind = "Excel.Hyperlinks"

    def __init__(self, cells: Range) -> None:
        self._cells = cells

    def _items(self) -> dict[str, Com]:
        links = self._cells._sheet._links
        found = {links.get(at) for at in self._cells.places()} - {None}
        return {str(one): Hyperlink(self._cells, str(one)) for one in sorted(found)}

    def call_Add(
        self, Anchor: Range, Address: str, SubAddress: object = None, ScreenTip: object = None,  # noqa: N803 - Excel's names
        TextToDisplay: object = None,  # noqa: N803
    ) -> Hyperlink:  # fmt: skip
        Anchor._sheet.require_open()
        for at in Anchor.places():
            Anchor._sheet._links[at] = Address
        return Hyperlink(Anchor, Address)


class Hyperlink(Com):
    """One link; a place of the book is its SubAddress, and its Address is blank."""

    kind = "Excel.Hyperlink"

    def __init__(self, cells: Range, target: str) -> None:
        self._cells, self._target = cells, target

    def get_Address(self) -> str:
        return "" if self._target.startswith("#") else self._target

    def put_TextToDisplay(self, text: object) -> None:
        self._cells._sheet._values[self._cells._top, self._cells._left] = text

    def put_ScreenTip(self, _text: object) -> None:
        return None
