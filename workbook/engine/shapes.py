"""Shapes of a sheet, as xlwings sees them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from workbook.engine import drawings, shapetext
from workbook.engine.drawings import PICTURES, Drawn, Place
from workbook.engine.refusing import Refusing, unsupported

if TYPE_CHECKING:
    from workbook.engine.sheets import Sheet


class Shape(Refusing):
    """One thing that is drawn on a sheet, found by its id."""

    __slots__ = ("key", "parent")

    def __init__(self, sheet: Sheet, key: str) -> None:
        self.parent, self.key = sheet, key

    def __bool__(self) -> bool:
        return True

    @property
    def drawn(self) -> Drawn:
        """It, as its part has it now."""
        return drawings.thing(self.parent.part, self.key)

    @property
    def name(self) -> str:
        """Its name."""
        return self.drawn.name

    @name.setter
    def name(self, value: str) -> None:
        drawings.edit(self.parent.part, self.key, lambda markup, one: markup.set(one.properties, name=value))

    @property
    def type(self) -> str:
        """What it is."""
        return self.drawn.kind

    @property
    def index(self) -> int:
        """Its position among the things of the sheet, the lowest being 1."""
        return [one.id for one in drawings.things(self.parent.part)].index(self.key) + 1

    def _place(self) -> Place:
        with self.parent.part.document.reading(drawings.drawing_part(self.parent.part) or ""):
            return drawings.place_of(self.parent, self.drawn)

    def _put(self, at: int, value: float) -> None:
        place = list(self._place())
        place[at] = value
        drawings.move_thing(self.parent, self.key, (place[0], place[1], place[2], place[3]))

    @property
    def left(self) -> float:
        """Points from the sheet's left edge."""
        return self._place()[0]

    @left.setter
    def left(self, value: float) -> None:
        self._put(0, value)

    @property
    def top(self) -> float:
        """Points from the sheet's upper edge."""
        return self._place()[1]

    @top.setter
    def top(self, value: float) -> None:
        self._put(1, value)

    @property
    def width(self) -> float:
        """Points."""
        return self._place()[2]

    @width.setter
    def width(self, value: float) -> None:
        self._resize(2, value)

    @property
    def height(self) -> float:
        """Points."""
        return self._place()[3]

    @height.setter
    def height(self, value: float) -> None:
        self._resize(3, value)

    def _resize(self, at: int, value: float) -> None:
        """Another width or height; the other one keeps its proportion where that is locked."""
        left, top, width, height = self._place()
        old = (width, height)[at - 2]
        factor = value / old if old and self._is_locked() else 1.0
        size = (value, height * factor) if at == 2 else (width * factor, value)
        drawings.move_thing(self.parent, self.key, (left, top, *size))

    def _is_locked(self) -> bool:
        lock = next((node for node in self.drawn.node.walk() if node.name.endswith("Locks")), None)
        return lock is not None and lock.get("noChangeAspect") in ("1", "true")

    def _scale(self, at: int, factor: float, relative: bool, scale: str) -> None:
        left, top, width, height = self._place()
        old = (width, height)[at - 2]
        self._resize(at, factor * (self._original()[at - 2] if relative else old))
        _, _, wide, high = self._place()
        share = {"scale_from_top_left": 0.0, "scale_from_middle": 0.5, "scale_from_bottom_right": 1.0}[scale]
        if share:
            place = (max(left - (wide - width) * share, 0), max(top - (high - height) * share, 0), wide, high)
            drawings.move_thing(self.parent, self.key, place)

    def _original(self) -> tuple[float, float]:
        raise unsupported("scaling a shape to its original size")

    def scale_width(self, factor: float, relative_to_original_size: bool, scale: str) -> None:
        """Make it so many times as wide."""
        self._scale(2, factor, relative_to_original_size, scale)

    def scale_height(self, factor: float, relative_to_original_size: bool, scale: str) -> None:
        """Make it so many times as high."""
        self._scale(3, factor, relative_to_original_size, scale)

    @property
    def text(self) -> str:
        """Its text."""
        return shapetext.text_of(self)

    @text.setter
    def text(self, value: str) -> None:
        shapetext.set_text(self, value)

    @property
    def font(self) -> shapetext.ShapeFont:
        """The font of its text."""
        return shapetext.ShapeFont(self)

    @property
    def characters(self) -> shapetext.ShapeCharacters:
        """The signs of its text."""
        return shapetext.ShapeCharacters(self)

    def delete(self) -> None:
        """Take it off the sheet."""
        drawings.remove_thing(self.parent.part, self.key)


class Shapes(Refusing):
    """What is drawn on a sheet, the lowest first: shapes, pictures, charts."""

    __slots__ = ("parent",)

    def __init__(self, sheet: Sheet) -> None:
        self.parent = sheet

    def _listed(self) -> list[Drawn]:
        return drawings.things(self.parent.part)

    def _one(self, found: Drawn) -> Any:
        from workbook.engine.pictures import Picture

        return (Picture if found.kind in PICTURES else Shape)(self.parent, found.id)

    def __len__(self) -> int:
        return len(self._listed())

    def __iter__(self) -> Iterator[Any]:
        return iter([self._one(one) for one in self._listed()])

    def __call__(self, key: str | int) -> Any:
        listed = self._listed()
        if isinstance(key, str):
            found = next((one for one in listed if one.name.casefold() == key.casefold()), None)
            if found is None:
                raise KeyError(key)
            return self._one(found)
        if not 1 <= key <= len(listed):
            raise IndexError(key)
        return self._one(listed[int(key) - 1])

    def __contains__(self, key: str | int) -> bool:
        if isinstance(key, str):
            return any(one.name.casefold() == key.casefold() for one in self._listed())
        return 1 <= key <= len(self._listed())
