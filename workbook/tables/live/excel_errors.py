"""Excel's errors as what they mean to the user: busy, or a protected sheet.

Excel refuses every call while a cell is being edited or a dialog is open: RPC_E_CALL_REJECTED, or VBA_E_IGNORE
(0x800AC472). xlwings repeats the first for ever, the second only where a property is set.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, TypeVar

from workbook.errors import ExcelBusy, Unwritable
from workbook.language import Text

if TYPE_CHECKING:
    import xlwings as xw

T = TypeVar("T")

_BUSY_CODES = {-2147418111, -2146777998, -2147417846}  # rejected, ignored, "server is busy"
TRIES, PAUSE = 40, 0.25
"""How often and how many seconds apart what must be done is tried again while Excel is busy."""


def is_busy(error: BaseException) -> bool:
    """Whether Excel refused a call because it is busy with its user."""
    if type(error).__name__ == "ExcelBusyError":  # xlwings' own
        return True
    codes = {getattr(error, "hresult", None)}
    info = getattr(error, "excepinfo", None)
    if isinstance(info, tuple) and len(info) > 5:
        codes.add(info[5])
    return bool(codes & _BUSY_CODES)


def busy() -> ExcelBusy:
    """The refusal to say then."""
    return ExcelBusy(
        Text(
            "Excel 正忙：可能有单元格正在编辑，或有对话框开着。客户簿没有改动。请按回车或 Esc 结束编辑，再点一次按钮。",
            "Excel is busy: a cell is being edited, or a dialog is open. The book was not changed. "
            "Press Enter or Esc, then press the button again.",
        )
    )


def patiently(what: Callable[[], T]) -> T:
    """Do what must be done, waiting while Excel is busy."""
    for attempt in range(TRIES):
        try:
            return what()
        except Exception as error:
            if not is_busy(error) or attempt == TRIES - 1:
                raise
            time.sleep(PAUSE)
    raise AssertionError


@contextlib.contextmanager
def writing_to(sheet: xw.Sheet) -> Iterator[None]:
    """Around every write: a sheet that does not take it because it is protected is named."""
    try:
        yield
    except Exception as error:
        if not is_busy(error) and _protected(sheet):
            raise _is_protected(sheet.name) from error
        raise


def _protected(sheet: xw.Sheet) -> bool:
    with contextlib.suppress(Exception):  # xlwings has no such property: Windows' name for it, then the Mac's
        return bool(sheet.api.ProtectContents)
    with contextlib.suppress(Exception):
        return bool(sheet.api.protect_contents.get())
    return False


def _is_protected(sheet: str) -> Unwritable:
    return Unwritable(
        Text(
            f"工作表“{sheet}”受保护，写不进去，客户簿没有改动。请在“审阅”里撤销工作表保护，再点一次按钮。",
            f"The sheet {sheet} is protected and takes no changes; the book was not changed. "
            "Unprotect it under Review, then press the button again.",
        )
    )
