"""Many cells of one type, and blank ones among them, as one array: a column of a million cells is then written without
a Python object for each.

It is a sequence of cells like any other; what is to be quick asks for the array.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, overload

import numpy as np
import numpy.typing as npt

from workbook.engine.cells.cell_values import MAX_TEXT, Cell, Formula


@dataclass(frozen=True, slots=True, eq=False)
class TypedCells(Sequence[Cell]):
    """n cells. With `formula` each cell holds it, and the array what it is known to give."""

    kind: type
    """float, str or datetime."""
    array: Any
    """float64 with NaN for a blank; a pyarrow large_string array with null; datetime64[us] with NaT."""
    formula: str | None = None

    def __len__(self) -> int:
        return len(self.array)

    @overload
    def __getitem__(self, at: int) -> Cell: ...
    @overload
    def __getitem__(self, at: slice) -> TypedCells: ...
    def __getitem__(self, at: int | slice) -> Cell | TypedCells:
        if isinstance(at, slice):
            return TypedCells(self.kind, self.array[at], self.formula)
        return next(iter(self[at : at + 1 or None]))

    def __iter__(self) -> Iterator[Cell]:
        values: list[Any] = self.array.to_pylist() if self.kind is str else self.array.tolist()
        if self.kind is float:
            values = [None if value != value else value for value in values]  # noqa: PLR0124 - NaN
        return iter(values if self.formula is None else [Formula(self.formula, value) for value in values])

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, TypedCells):
            return NotImplemented
        if (self.kind, self.formula, len(self)) != (other.kind, other.formula, len(other)):
            return False
        if self.kind is str:
            return bool(self.array.equals(other.array))
        return np.array_equal(self.array, other.array, equal_nan=True)

    __hash__ = None  # type: ignore[assignment]  # as a list has none

    @property
    def types(self) -> set[type]:
        """The types of its cells."""
        if self.formula is not None:
            return {Formula}
        blanks = self.blanks
        return {type(None) if blanks.all() else self.kind, type(None) if blanks.any() else self.kind}

    @property
    def blanks(self) -> npt.NDArray[np.bool_]:
        """Which cells have no value; a formula's value may be unknown."""
        found: npt.NDArray[np.bool_]
        if self.kind is str:
            found = self.array.is_null().to_numpy(zero_copy_only=False)
        else:
            found = np.isnan(self.array) if self.kind is float else np.isnat(self.array)
        return found

    def take(self, at: npt.NDArray[np.intp]) -> TypedCells:
        """The cells at these positions."""
        return TypedCells(self.kind, self.array.take(at), self.formula)


def types_of(cells: Sequence[Any]) -> set[type]:
    """The types of some cells."""
    return cells.types if isinstance(cells, TypedCells) else set(map(type, cells))


def unknown(cells: Sequence[Any]) -> list[bool]:
    """Which cells hold a formula without a value."""
    if isinstance(cells, TypedCells):
        found: list[bool] = cells.blanks.tolist()
        return found if cells.formula is not None else [False] * len(cells)
    return [isinstance(cell, Formula) and cell.cached is None for cell in cells]


def typed_cells(values: Any) -> TypedCells | None:
    """A Series or array as cells; None where they are not all of one type, or of one that is no array here."""
    dtype = getattr(values, "dtype", None)
    if isinstance(dtype, np.dtype):
        if dtype.kind in "fiu":
            numbers = np.array(values, dtype=np.float64)  # a copy: what was written is not what becomes of the values
            return None if bool(np.isinf(numbers).any()) else TypedCells(float, numbers)
        if dtype.kind == "M":
            return TypedCells(dt.datetime, np.array(values).astype("datetime64[us]"))
        return None
    if getattr(dtype, "name", "") in ("str", "string") and getattr(dtype, "storage", "").startswith("pyarrow"):
        import pyarrow as pa
        import pyarrow.compute as pc

        texts = pa.array(values, type=pa.large_string(), from_pandas=True)
        texts = texts.combine_chunks() if isinstance(texts, pa.ChunkedArray) else texts
        lengths = pc.min_max(pc.utf8_length(texts)).as_py()
        if (lengths["max"] or 0) > MAX_TEXT:
            return None
        if lengths["min"] == 0:
            texts = pc.if_else(pc.equal(texts, ""), None, texts)
        return TypedCells(str, texts)
    return None


def joined(first: Sequence[Any], second: Sequence[Any]) -> Sequence[Any]:
    """Cells one after the other, few of them before many."""
    if isinstance(second, TypedCells):
        before = _alike(first, second)
        if before is not None and second.kind is str:
            import pyarrow as pa

            return TypedCells(str, pa.concat_arrays([before, second.array]), second.formula)
        if before is not None:
            return TypedCells(second.kind, np.concatenate([before, second.array]), second.formula)
    return [*first, *second]


def _alike(cells: Iterable[Any], like: TypedCells) -> Any | None:
    """Cells as an array of the same type; None where they are others."""
    found = list(cells)
    if like.formula is not None:
        if not all(isinstance(cell, Formula) and cell.text == like.formula and not cell.array for cell in found):
            return None
        found = [cell.cached for cell in found]
    if not {like.kind, type(None)}.issuperset(map(type, found)):
        return None
    if like.kind is str:
        import pyarrow as pa

        return pa.array(found, pa.large_string())
    if like.kind is float:
        return np.array([np.nan if cell is None else cell for cell in found], dtype=np.float64)
    return np.array([np.datetime64("NaT") if cell is None else cell for cell in found], dtype="datetime64[us]")
