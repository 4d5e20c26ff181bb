"""The <c> elements of typed cells as one arrow array, and rows made of such arrays: the bytes of a sheet grow without
a Python string for each cell. The bytes are those of `cellxml.column_xml`.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from workbook.engine.cells.cell_values import number_text
from workbook.engine.cells.cell_xml import serials
from workbook.engine.cells.chunk_texts import text_bytes
from workbook.engine.cells.row_edits import row_numbers
from workbook.engine.cells.typed_cells import TypedCells
from workbook.engine.text.xml_text import escape, is_plain

_EXPONENT = 1e10  # from here on arrow writes numbers with an exponent
_OTHER_SPACE = re.compile(r"[^\S ]")
Texts = Any
"""A pyarrow string array."""


def cell_texts(letters: str, rows: Texts, cells: TypedCells, style: int, *, date1904: bool) -> Texts:
    """One <c> a row, all in one style (as `ColumnEdits.styles` has it); '' for what is no cell."""
    import pyarrow.compute as pc

    head = f'<c r="{letters}'
    look = f'" s="{style}"' if style > 0 else '"'
    blanks = cells.blanks
    known = _known(head, rows, look, cells, date1904)
    if not blanks.any():
        return known
    if cells.formula is not None:
        blank = pc.binary_join_element_wise(head, rows, f"{look}><f>{escape(cells.formula[1:])}</f></c>", "")
    else:
        blank = pc.binary_join_element_wise(head, rows, f"{look}/>", "") if style else ""
    return pc.coalesce(known, blank)


def _known(head: str, rows: Texts, look: str, cells: TypedCells, date1904: bool) -> Texts:
    """The cells that have a value; null for the others."""
    import pyarrow as pa
    import pyarrow.compute as pc

    formula = f"<f>{escape(cells.formula[1:])}</f>" if cells.formula is not None else ""
    if cells.kind is not str:
        numbers = _serials(cells, date1904) if cells.kind is dt.datetime else cells.array
        return pc.binary_join_element_wise(head, rows, f"{look}>{formula}<v>", number_array(numbers), "</v></c>", "")
    texts = cells.array.cast(pa.string())
    together = b"".join(filter(None, [text_bytes(texts)])).decode()
    plain = is_plain(together)
    if not together.isprintable() and _OTHER_SPACE.search(together):  # of what is printed only " " is white
        listed = texts.to_pylist()
        kept: Any = pa.array([text is not None and _keeps_space(text) for text in listed])
    else:
        kept = pc.match_substring_regex(texts, "^ | $") if " " in together else None
    if not plain:
        texts = pa.array([None if text is None else escape(text) for text in texts.to_pylist()], pa.string())
    if formula:
        return pc.binary_join_element_wise(head, rows, f'{look} t="str">{formula}<v>', texts, "</v></c>", "")
    before = f'{look} t="inlineStr"><is><t'
    if kept is None or not pc.any(kept).as_py():
        return pc.binary_join_element_wise(head, rows, before + ">", texts, "</t></is></c>", "")
    space = pc.if_else(kept, ' xml:space="preserve">', ">")
    return pc.binary_join_element_wise(head, rows, before, space, texts, "</t></is></c>", "")


def _serials(cells: TypedCells, date1904: bool) -> npt.NDArray[np.float64]:
    known = ~cells.blanks
    numbers = np.full(len(cells), np.nan)
    numbers[known] = serials(cells.array[known], date1904)
    return numbers


def _keeps_space(text: str) -> bool:
    return text[:1].isspace() or text[-1:].isspace() or "\n" in text


def number_array(numbers: npt.NDArray[np.float64]) -> Texts:
    """`values.number_text` of n numbers; null for NaN."""
    import pyarrow as pa
    import pyarrow.compute as pc

    blank = np.isnan(numbers)
    size = np.abs(numbers)
    whole = (np.floor(numbers) == numbers) & (size < 1e15)
    integers = pa.array(np.where(whole, numbers, 0.0).astype(np.int64)).cast(pa.string())
    if bool((whole | blank).all()):
        return pc.if_else(pa.array(blank), None, integers) if blank.any() else integers
    texts = pc.if_else(pa.array(whole), integers, pa.array(numbers, mask=blank).cast(pa.string()))
    odd = np.flatnonzero(~whole & ((size < 1e-4) | (size >= _EXPONENT)))
    if not len(odd):
        return texts
    mask = np.zeros(len(numbers), dtype=np.bool_)
    mask[odd] = True
    return pc.replace_with_mask(
        texts, pa.array(mask), pa.array(list(map(number_text, numbers[odd].tolist())), pa.string())
    )


def row_texts(rows: Sequence[int]) -> Texts:
    """The numbers of rows."""
    import pyarrow as pa

    return pa.array(row_numbers(rows)).cast(pa.string())


def as_texts(cells: Sequence[str]) -> Texts:
    """Cells that were made one by one."""
    import pyarrow as pa

    return pa.array(cells, pa.string())


def whole_rows(batch: Sequence[int], columns: Sequence[tuple[Sequence[int], Texts]]) -> bytes:
    """New rows made of the cells of their columns, which have one a row, some of the batch's; a row without cells is
    none."""
    import pyarrow.compute as pc

    numbers = row_texts(batch)
    bodies = pc.binary_join_element_wise(*(_in_batch(batch, rows, cells) for rows, cells in columns), "")
    filled = pc.not_equal(pc.binary_length(bodies), 0)
    if not pc.all(filled).as_py():
        numbers, bodies = numbers.filter(filled), bodies.filter(filled)
    return text_bytes(pc.binary_join_element_wise('<row r="', numbers, '">', bodies, "</row>", ""))


def _in_batch(batch: Sequence[int], rows: Sequence[int], cells: Texts) -> Texts:
    """One entry a row of the batch, '' where there is none."""
    if len(rows) == len(batch):
        return cells
    import pyarrow as pa
    import pyarrow.compute as pc

    at = np.full(len(batch), -1, dtype=np.int64)
    at[np.searchsorted(row_numbers(batch), row_numbers(rows))] = np.arange(len(rows))
    return pc.fill_null(cells.take(pa.array(at, mask=at < 0)), "")
