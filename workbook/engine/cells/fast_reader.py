"""The fast reader: a chunk of rows as the usual programs write them, read with array operations instead of a loop.

The cells are found by `sheetcells`; style and type come from the few distinct spellings of what follows a cell's
address, and all values of a chunk are gathered into one arrow array and turned into numbers there. Nothing is guessed:
a chunk with anything unusual is refused as a whole, and the exact reader (`sheetread`) reads the sheet; a single
unusual cell (rich text, phonetic guides, odd attributes) is read by the exact reader alone.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
import numpy.typing as npt

from workbook.engine.cells.chunk_positions import Bytes, Ints, Located, Unusual, locate
from workbook.engine.cells.chunk_texts import cleaned, gathered, merged, without_empty
from workbook.engine.cells.chunk_values import INLINE, ODD, SHARED, STR, same_formula, values_at
from workbook.engine.cells.column_grid import BLANK, BOOL, ERROR, NUMBER, TEXT, Column
from workbook.engine.cells.exact_reader import ExactReader
from workbook.engine.cells.shared_strings import Strings
from workbook.engine.cells.sheet_formulas import formula_text
from workbook.engine.text.markup import attributes
from workbook.engine.text.xml_text import BadXml

MAX_CELLS = 200_000_000
"""Cells of one sheet: some 5 GB."""
_SLASH = ord("/")
_TYPES = {"n": NUMBER, "s": SHARED, "str": STR, "inlineStr": INLINE, "b": BOOL, "e": ERROR}


@dataclass(slots=True)
class _Piece:
    """The cells of one column in one chunk."""

    rows: npt.NDArray[np.int32]
    kinds: npt.NDArray[np.int8]
    numbers: npt.NDArray[np.float64]
    styles: npt.NDArray[np.int32]
    formulas: npt.NDArray[np.bool_]
    texts: Any
    formula: bytes | None
    """What stands in each <f>, where it is the same in all."""


class FastReader:
    """Reads chunks of whole rows; raises Unusual for one it cannot read, after which it must not be used further."""

    def __init__(self, strings: Callable[[], Strings], date1904: bool = False) -> None:
        self._strings, self._date1904 = strings, date1904
        self._pieces: dict[int, list[_Piece]] = {}
        self._exact = ExactReader(strings, date1904)
        self._last_row = 0
        self._count = 0
        self._escaped = False
        self._may_be_empty = False

    @property
    def error_codes(self) -> list[str]:
        """The error values seen."""
        return self._exact.error_codes

    def read(self, chunk: bytes) -> None:
        """Read whole rows. Raises Unusual, BadXml."""
        if not chunk.strip():
            return
        found = locate(chunk)
        if found.row_numbers[0] <= self._last_row:
            raise Unusual
        self._last_row = int(found.row_numbers[-1])
        if not len(found.cells):
            return
        self._count += len(found.cells)
        if self._count > MAX_CELLS:
            raise BadXml("too many cells")
        self._cells(chunk, found)

    def _cells(self, chunk: bytes, at: Located) -> None:
        data, lt, gt, tags, rows = at.data, at.lt, at.gt, at.cells, at.rows
        end = gt[tags]
        closed = data[end - 1] == _SLASH
        styles, kinds = self._attributes(chunk, data, at.quotes + 1, end - closed)
        values_from, values_to, formulas = values_at(data, lt, gt, tags, closed, kinds)
        odd = kinds == ODD
        blank = (values_from >= values_to) & ~odd
        found = np.where(blank, BLANK, kinds).astype(np.int8)
        numbers = np.full(len(tags), np.nan)
        texts, self._escaped = gathered(data, values_from, values_to)
        self._resolve(texts, found, numbers)
        extra = self._odd_cells(chunk, lt, gt, tags, rows, np.flatnonzero(odd), (found, numbers, styles, formulas))
        written = partial(same_formula, data, lt, gt, tags)
        self._collect(at.columns, rows, found, numbers, styles, formulas, texts, extra, written)

    def _attributes(self, chunk: bytes, data: Bytes, start: Ints, end: Ints) -> tuple[npt.NDArray[np.int32], Ints]:
        """Style and type of each cell, from what stands in its tag behind the address."""
        codes = _alike(data, start, end - start)
        example = _first_of_each(codes)
        styles = np.zeros(len(example), dtype=np.int32)
        kinds = np.zeros(len(example), dtype=np.int64)
        for code, cell in enumerate(example.tolist()):
            styles[code], kinds[code] = _attributes_of(chunk[int(start[cell]) : int(end[cell])])
        kind = kinds[codes]
        kind[end - start > _TOLD_APART] = ODD
        return styles[codes], kind

    def _resolve(self, texts: Any, kinds: npt.NDArray[np.int8], numbers: npt.NDArray[np.float64]) -> None:
        """Numbers, booleans, errors and shared strings from their text."""
        import pyarrow as pa
        import pyarrow.compute as pc

        for kind in (NUMBER, BOOL, SHARED):
            at = np.flatnonzero(kinds == kind)
            if len(at):
                part = texts if len(at) == len(kinds) else texts.take(pa.array(at))
                try:
                    found = pc.cast(part, pa.float64()).to_numpy(zero_copy_only=False)
                except pa.ArrowInvalid as error:
                    raise Unusual from error
                if not bool(np.isfinite(found).all()):
                    raise Unusual
                numbers[at] = found
        at = np.flatnonzero(kinds == ERROR)
        for position in at.tolist():
            numbers[position] = self._exact.error_position(str(texts[position]))

    def _odd_cells(
        self, chunk: bytes, lt: Ints, gt: Ints, tags: Ints, rows: Ints, odd: Ints, arrays: tuple[Any, Any, Any, Any]
    ) -> dict[int, str | None]:
        """Cells with an unusual spelling, one by one: their texts by position."""
        kinds, numbers, styles, formulas = arrays
        found: dict[int, str | None] = {}
        for position in odd.tolist():
            stop = int(lt[tags[position + 1]]) if position + 1 < len(tags) else len(chunk)
            source = chunk[int(lt[tags[position]]) : stop]
            close = source.find(b"</c>")
            source = source[: close + 4] if close >= 0 else source[: int(gt[tags[position]] - lt[tags[position]]) + 1]
            reader = ExactReader(self._strings, self._date1904)
            reader.error_codes = self._exact.error_codes
            reader.read(f'<row r="{int(rows[position])}">'.encode() + source + b"</row>")
            (builder,) = reader.builders.values()
            kinds[position], numbers[position] = builder.kinds[0], builder.numbers[0]
            styles[position], formulas[position] = builder.styles[0], builder.formulas[0]
            found[position] = builder.texts[0]
        return found

    def _collect(
        self,
        columns: Ints,
        rows: Ints,
        kinds: Any,
        numbers: Any,
        styles: Any,
        formulas: Any,
        texts: Any,
        odd: Any,
        written: Callable[[Ints], bytes | None],
    ) -> None:
        order = np.argsort(columns.astype(np.int16), kind="stable")
        sorted_columns = columns[order]
        bounds = np.flatnonzero(np.diff(sorted_columns)) + 1
        for cells in np.split(order, bounds):
            column = int(columns[cells[0]])
            own_rows = rows[cells].astype(np.int32)
            if not bool((own_rows[1:] > own_rows[:-1]).all()):
                raise Unusual
            own_kinds, own_numbers = kinds[cells], numbers[cells]
            own_texts = self._texts(texts, cells, own_kinds, own_numbers, odd)
            own_kinds = np.where(own_kinds >= INLINE, TEXT, own_kinds).astype(np.int8)
            if own_texts is not None and (odd or self._may_be_empty):
                own_kinds, own_texts = without_empty(own_kinds, own_texts)
            own_numbers[own_kinds == TEXT] = np.nan
            own_formulas = formulas[cells]
            formula = written(cells[own_formulas]) if own_formulas.any() and not odd else None
            self._pieces.setdefault(column, []).append(
                _Piece(own_rows, own_kinds, own_numbers, styles[cells], own_formulas, own_texts, formula)
            )

    def _texts(self, texts: Any, cells: Ints, kinds: Any, numbers: Any, odd: dict[int, str | None]) -> Any:
        """The texts of one column as an arrow array with nulls where there is none; None when it has no text."""
        import pyarrow as pa

        shared = kinds == SHARED
        written = (kinds == STR) | (kinds == INLINE)
        single = [(at, odd[cell]) for at, cell in enumerate(cells.tolist()) if cell in odd] if odd else []
        if not shared.any() and not written.any() and not any(text is not None for _, text in single):
            return None
        result = None
        if written.any():
            result = texts.take(pa.array(cells, mask=~written)) if not written.all() else texts.take(pa.array(cells))
            if self._escaped:
                result = cleaned(result)
        if shared.any():
            strings = self._strings()
            self._may_be_empty = strings.has_empty
            indexes = np.where(shared, numbers, 0).astype(np.int64)
            if bool((indexes < 0).any()) or bool((indexes >= len(strings)).any()):
                raise BadXml("shared string")
            from_table = strings.array().take(pa.array(indexes, mask=~shared))
            result = from_table if result is None else merged(result, from_table)
        if any(text is not None for _, text in single):
            listed = result.to_pylist() if result is not None else [None] * len(cells)
            for at, text in single:
                listed[at] = text
            result = pa.array(listed, pa.string())
        return result

    def columns(self) -> dict[int, Column]:
        """What was read; the pieces are given up one column after the other, or all would be in memory twice."""
        return {index: _joined(self._pieces.pop(index)) for index in sorted(self._pieces)}


_TOLD_APART = 24
"""Bytes of a tag behind the address; a longer one is read alone."""
_MIXING: npt.NDArray[np.uint64] = np.array(
    [0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0xD6E8FEB86659FD93], dtype=np.uint64
)
"""Odd numbers with many bits, one for each word of a tag."""
_MASKS: npt.NDArray[np.uint64] = np.array([(1 << (8 * n)) - 1 for n in range(9)], dtype=np.uint64)


def _alike(data: Bytes, start: Ints, length: Ints) -> Ints:
    """A small number for each stretch of bytes, the same for the same bytes (of long ones for the same beginning)."""
    words = np.ndarray(shape=(len(data) - 7,), dtype="<u8", buffer=data, strides=(1,))
    parts = [np.minimum(length, _TOLD_APART + 1).astype(np.uint64)]
    for offset in range(0, min(_TOLD_APART, int(length.max())), 8):
        room = np.clip(length - offset, 0, 8)
        parts.append(words[np.minimum(start + offset, len(words) - 1)] & _MASKS[room])
    mixed = parts[0] * _MIXING[0]
    for part, factor in zip(parts[1:], _MIXING[1:], strict=False):
        mixed ^= part * factor
        mixed ^= mixed >> np.uint64(29)
    codes = _factorise(mixed)
    first = _first_of_each(codes)
    if all(bool((part == part[first][codes]).all()) for part in parts):
        return codes
    codes = np.zeros(len(start), dtype=np.int64)  # two that differ were mixed into the same
    for part in parts:
        more = _factorise(part)
        codes = _factorise((codes * (int(more.max()) + 1) + more).astype(np.uint64))
    return codes


def _first_of_each(codes: Ints) -> Ints:
    """Where each small number stands first."""
    first = np.zeros(int(codes.max()) + 1, dtype=np.int64)
    first[codes[::-1]] = np.arange(len(codes))[::-1]
    return first


def _factorise(values: npt.NDArray[np.uint64]) -> Ints:
    """Small numbers for the distinct values, in the order of their coming."""
    if bool((values == values[0]).all()):
        return np.zeros(len(values), dtype=np.int64)
    import pyarrow as pa

    codes: Ints = pa.array(values).dictionary_encode().indices.to_numpy().astype(np.int64)
    return codes


def _attributes_of(source: bytes) -> tuple[int, int]:
    """Style and type from one spelling."""
    if not source.strip():
        return 0, NUMBER
    found = attributes(source)
    style, kind = found.pop("s", "0"), found.pop("t", "n")
    if found or not style.isascii() or not style.isdigit() or len(style) > 7 or b"'" in source:
        return 0, ODD
    return int(style), _TYPES.get(kind, ODD)


def _joined(pieces: list[_Piece]) -> Column:
    import pyarrow as pa

    texts = None
    if any(piece.texts is not None for piece in pieces):
        arrays = [pa.nulls(len(p.rows), pa.string()) if p.texts is None else p.texts for p in pieces]
        texts = arrays[0] if len(arrays) == 1 else pa.chunked_array(arrays).combine_chunks()
        if isinstance(texts, pa.ChunkedArray):
            texts = texts.chunk(0)
    formulas = {piece.formula for piece in pieces if piece.formulas.any()}
    raw = formulas.pop() if len(formulas) == 1 else None
    formula = formula_text(raw) if raw is not None else None
    if len(pieces) == 1:
        piece = pieces[0]
        return Column(piece.rows, piece.kinds, piece.numbers, piece.styles, piece.formulas, texts, formula)
    return Column(
        np.concatenate([p.rows for p in pieces]),
        np.concatenate([p.kinds for p in pieces]),
        np.concatenate([p.numbers for p in pieces]),
        np.concatenate([p.styles for p in pieces]),
        np.concatenate([p.formulas for p in pieces]),
        texts,
        formula,
    )
