"""The <c> elements of a column of cells, made for all rows at once.

A column mostly holds values of one type in one look, and of these only the value and the row differ from cell to cell:
the rest is made once, and numbers and dates become text by array operations. Anything else goes cell by cell
(`values.cell_xml`), with the same bytes.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from workbook.engine.cells.cell_values import Cell, Formula, Mark, cell_xml, number_text, to_serial
from workbook.engine.cells.typed_cells import types_of
from workbook.engine.text.xml_text import escape, is_plain

FEW = 16
"""Cells below which nothing is gained by arrays."""
_BEFORE_1900, _BEFORE_1904 = (int(np.datetime64(day, "us").astype(np.int64)) for day in ("1899-12-30", "1904-01-01"))
"""Microseconds from the Unix epoch to day 0 of the calendars."""
_SPACE = re.compile(r"\s")


def column_xml(
    letters: str,
    rows: Sequence[int],
    values: Sequence[Cell | Mark],
    styles: Sequence[int],
    *,
    prefix: str = "",
    date1904: bool = False,
) -> list[str]:
    """One <c> a row; a mark (`values.KEEP`, `values.REMOVE`) makes an empty one. The lists are equally long."""
    kinds = types_of(values)
    alike = len(values) >= FEW and not prefix and styles.count(styles[0]) == len(styles)
    if alike and len(kinds) == 2 and type(None) in kinds:
        return _with_blanks(letters, rows, values, styles[0], date1904)
    if alike and len(kinds) == 1 and (inner := _inner(kinds.pop(), values, date1904)) is not None:
        head = f'<c r="{letters}'
        style = f'" s="{styles[0]}"' if styles[0] > 0 else '"'
        before, texts, behind = f"{style}{inner.before}", inner.texts, inner.behind
        return [f"{head}{row}{before}{text}{behind}" for row, text in zip(rows, texts, strict=True)]
    return [
        cell_xml(f"{letters}{row}", style, None if isinstance(value, Mark) else value, prefix=prefix, date1904=date1904)
        for row, value, style in zip(rows, values, styles, strict=True)
    ]


def _with_blanks(
    letters: str, rows: Sequence[int], values: Sequence[Cell | Mark], style: int, date1904: bool
) -> list[str]:
    """Cells of one type among blank ones."""
    found: list[list[str]] = []
    filled = [value is not None for value in values]
    for wanted in (True, False):
        at = [k for k, one in enumerate(filled) if one is wanted]
        part = [values[k] for k in at]
        found.append(column_xml(letters, [rows[k] for k in at], part, [style] * len(at), date1904=date1904))
    full, blank = iter(found[0]), iter(found[1])
    return [next(full) if one else next(blank) for one in filled]


class _Inner(NamedTuple):
    """What follows the style of each cell: what is the same in all, and between it their own texts."""

    before: str
    texts: Sequence[str]
    behind: str = ""


def _inner(kind: type, values: Sequence[Any], date1904: bool) -> _Inner | None:
    """What follows the style of each cell; None for a kind that goes cell by cell."""
    if kind is float:
        return _numbers(values)
    if kind is str:
        return _texts(values)
    if kind is dt.datetime:
        return _numbers(serials(values, date1904))
    if kind is Formula:
        return _formulas(values)
    if kind is bool:
        return _Inner(' t="b"><v>', ["1" if value else "0" for value in values], "</v></c>")
    return _Inner("/>", [""] * len(values)) if kind is type(None) else None


def _numbers(values: Sequence[float] | npt.NDArray[np.float64]) -> _Inner:
    return _Inner("><v>", number_texts(values), "</v></c>")


def number_texts(values: Sequence[float] | npt.NDArray[np.float64]) -> list[str]:
    """`values.number_text` of n finite numbers."""
    numbers = np.asarray(values, dtype=np.float64)
    whole = (np.floor(numbers) == numbers) & (np.abs(numbers) < 1e15)
    if bool(whole.all()):
        return list(map(str, numbers.astype(np.int64).tolist()))
    found = list(map(repr, numbers.tolist()))
    small = np.abs(numbers)
    for at in np.flatnonzero(whole | (small < 1e-4) | (small >= 1e15)).tolist():  # 12.0, and what takes an exponent
        found[at] = number_text(float(numbers[at]))
    return found


def serials(
    moments: Sequence[dt.datetime] | npt.NDArray[np.datetime64], date1904: bool = False
) -> npt.NDArray[np.float64]:
    """`values.to_serial` of n moments without time zones. Raises InputError for one before Excel's calendar."""
    if isinstance(moments, np.ndarray):
        since_1970 = moments.astype("datetime64[us]").astype(np.int64)
    else:
        import pyarrow as pa

        since_1970 = pa.array(moments, pa.timestamp("us")).cast(pa.int64()).to_numpy()  # ten times as fast as numpy's
    microseconds = since_1970 - (_BEFORE_1904 if date1904 else _BEFORE_1900)
    days, rest = np.divmod(microseconds, 86_400_000_000)
    seconds, small = np.divmod(rest, 1_000_000)
    numbers: npt.NDArray[np.float64] = days + (seconds + small / 1e6) / 86_400
    for at in np.flatnonzero(numbers < (0 if date1904 else 61)).tolist():  # the calendar's odd first days
        moment = moments[at]
        numbers[at] = to_serial(moment if isinstance(moment, dt.datetime) else moment.item(), date1904=date1904)
    return numbers


def _texts(values: Sequence[str]) -> _Inner:
    together = "".join(values)
    escaped = values if is_plain(together) else [escape(text) for text in values]
    if not _SPACE.search(together) or ("\n" not in together and list(map(str.strip, values)) == list(values)):
        return _Inner(' t="inlineStr"><is><t>', escaped, "</t></is></c>")
    kept = [
        f' xml:space="preserve">{text}' if value[:1].isspace() or value[-1:].isspace() or "\n" in value else f">{text}"
        for value, text in zip(values, escaped, strict=True)
    ]
    return _Inner(' t="inlineStr"><is><t', kept, "</t></is></c>")


def _formulas(values: Sequence[Formula]) -> _Inner | None:
    """One formula down the column, as a calculated column has it, with the numbers it is known to give."""
    if any(value.array for value in values):
        return None
    if set(map(type, (value.cached for value in values))) != {float} or len({value.text for value in values}) != 1:
        return None
    numbers = number_texts([value.cached for value in values])
    return _Inner(f"><f>{escape(values[0].text[1:])}</f><v>", numbers, "</v></c>")


__all__ = ["column_xml", "number_texts", "serials"]
