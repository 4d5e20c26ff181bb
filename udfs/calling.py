"""The calling convention of cell functions: cells in, cells out, errors as an Excel user expects them.

A function is written on plain values (`each`) or on whole blocks; the decorator `cell_function` makes it a real xlwings
function of the same argument names. Blocks are lists of rows. A blank cell gives a blank, an error cell the same
error, a value that cannot be meant #VALUE! - with the reason in the log, because a cell has no room for it.
"""

from __future__ import annotations

import contextlib
import functools
import inspect
import logging
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import xlwings as xw

from workbook.errors import BookError
from workbook.schema.functions import function as declared
from workbook.unforeseen import place, told

Cell = Any  # None, str, float, bool or datetime, as xlwings gives it
Block = list[list[Cell]]

ERRORS = frozenset({"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"})
VALUE = "#VALUE!"
_BEYOND = "a number beyond all bounds"
_WHOLE_COLUMN = 10_000  # rows; a longer column may be A:A, whose blank tail nobody meant
_MOST_REASONS = 200  # kept a process: a column of a hundred thousand wrong cells is one mistake

REGISTERED: dict[str, Callable[..., Any]] = {}  # CB_GRADE -> the function that Excel calls


class Reject(Exception):
    """The arguments cannot be meant: #VALUE!, with this reason in the log."""


class ErrorCell(Exception):
    """A cell that the result depends on holds this error."""


def cell_function(key: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Register a function under its declared name; its parameters are the declared arguments, each a block or None.

    What it returns is a scalar, or a block that spills.
    """

    def register(function: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(function)
        def called(*args: Any) -> Any:
            try:
                return _scalar(function(*map(_block, args)))
            except ErrorCell as error:
                return str(error)
            except (Reject, BookError) as refusal:
                return _refused(key, str(refusal))
            except ArithmeticError:
                return _refused(key, _BEYOND)
            except Exception as error:  # a cell never shows a traceback
                return _unforeseen(key, error)

        optional = {a.name for a in declared(key).arguments if a.optional}
        names = list(inspect.signature(function).parameters)
        # xlwings reads conversions from annotations; ours describe blocks, which it need not know.
        del called.__wrapped__
        called.__annotations__ = {}
        kind = inspect.Parameter.POSITIONAL_OR_KEYWORD
        empty = inspect.Parameter.empty
        called.__signature__ = inspect.Signature(  # type: ignore[attr-defined]
            [inspect.Parameter(name, kind, default=None if name in optional else empty) for name in names]
        )
        for name in names:
            called = xw.arg(name, ndim=2, err_to_str=True)(called)
        REGISTERED[key] = xw.func(called)
        return REGISTERED[key]

    return register


def each(one: Callable[..., Any], *blocks: Block | None, needed: int | None = None) -> Block:
    """Call `one` for every cell; a single cell stands for as many as the longest argument has.

    The first `needed` arguments (all, by default) must be filled: a blank there gives a blank.
    """
    needed = len(blocks) if needed is None else needed
    columns = side_by_side(*blocks)
    longest = max(map(len, columns))
    rows = zip(*(column * longest if len(column) == 1 else column for column in columns), strict=True)
    made = [_one(one, cells, needed) for cells in rows]
    width = max((len(row) for row in made), default=1)
    return oriented([row + [""] * (width - len(row)) for row in made], *blocks)


def side_by_side(*blocks: Block | None) -> list[list[Cell]]:
    """Columns (or rows) of one length, or of one cell; whole columns end together, where the longest is filled."""
    columns = [[None] if block is None else _cells(block) for block in blocks]
    longest = max(map(len, columns))
    if any(len(column) not in (1, longest) for column in columns):
        raise Reject(f"the columns have {sorted({len(c) for c in columns})} rows; give them one length")
    filled = max(map(_filled, columns))
    return [column[:filled] for column in columns]


def oriented(answers: Block, *blocks: Block | None) -> Block:
    """Answers of one cell each as the arguments lie: a row of them is answered by a row."""
    several = [block for block in blocks if block is not None and (len(block) > 1 or len(block[0]) > 1)]
    if several and all(len(block) == 1 for block in several) and all(len(row) == 1 for row in answers):
        return [[row[0] for row in answers]]
    return answers


def _one(one: Callable[..., Any], cells: tuple[Cell, ...], needed: int) -> list[Cell]:
    for cell in cells:
        if is_error(cell):
            return [cell]
    if any(is_blank(cell) for cell in cells[:needed]):
        return [""]
    try:
        result = one(*(None if is_blank(cell) else cell for cell in cells))
    except (Reject, BookError) as refusal:
        return [_refused(one.__name__, str(refusal))]
    except ArithmeticError:
        return [_refused(one.__name__, _BEYOND)]
    except Exception as error:  # the cells beside it are answered all the same
        return [_unforeseen(one.__name__, error)]
    if isinstance(result, tuple):
        return ["" if value is None else value for value in result]
    return ["" if result is None else result]


def flat(block: Block) -> list[Cell]:
    """A column, or a row, as one list; of a whole sheet column only what is filled."""
    cells = _cells(block)
    return cells[: _filled(cells)]


def _cells(block: Block) -> list[Cell]:
    if len(block) > 1 and any(len(row) > 1 for row in block):
        raise Reject("one column is needed, not several")
    return [row[0] for row in block] if len(block) > 1 else list(block[0]) if block else []


def _filled(cells: list[Cell]) -> int:
    """How many cells count: of a column that may be a whole one, not the blank ones at its end."""
    count = len(cells)
    while count > _WHOLE_COLUMN and is_blank(cells[count - 1]):
        count -= 1
    return count


def without_errors(*blocks: Block | None) -> None:
    """For results that need every cell: an error among them is the result."""
    for block in blocks:
        for row in block or ():
            for cell in row:
                if is_error(cell):
                    raise ErrorCell(cell)


def is_error(cell: Cell) -> bool:
    """Whether a cell holds an Excel error."""
    return isinstance(cell, str) and cell in ERRORS


def is_blank(cell: Cell) -> bool:
    """Whether a cell holds nothing to see."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def rows_of(block: Block) -> Iterator[tuple[list[Cell], ...]]:
    """(header, row) of a block whose first row is the headers; wholly blank rows are left out."""
    header, *rows = block
    for row in rows:
        if not all(map(is_blank, row)):
            yield header, row


def _block(argument: Any) -> Block | None:
    """An argument as rows of cells; None for a missing or blank one."""
    if argument is None:
        return None
    rows = argument if isinstance(argument, list) else [[argument]]
    rows = rows if rows and isinstance(rows[0], list) else [rows]
    if len(rows) == 1 and len(rows[0]) == 1 and is_blank(rows[0][0]):
        return None
    return rows


def _scalar(result: Any) -> Any:
    if isinstance(result, list) and len(result) == 1 and len(result[0]) == 1:
        return result[0][0]
    return "" if result is None else result


def _refused(name: str, reason: str) -> str:
    _log_once(name, reason)
    return VALUE


def _unforeseen(name: str, error: Exception) -> str:
    """#VALUE! with type and place in the log, not what stood in the cell; raised where the net is taken away."""
    told(error)
    return _refused(name, place(error))


def log_file() -> Path:
    """Where the reasons of #VALUE! stand."""
    return Path.home() / ".customer-book" / "functions.log"


@functools.lru_cache(maxsize=_MOST_REASONS)
def _log_once(name: str, reason: str) -> None:
    with contextlib.suppress(OSError):
        log_file().parent.mkdir(parents=True, exist_ok=True)
        handler = logging.FileHandler(log_file(), encoding="utf-8")
        handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
        handler.emit(logging.LogRecord("customer-book", logging.INFO, "", 0, f"{name}: {reason}", None, None))
        handler.close()
