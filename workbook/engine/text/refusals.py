"""What the engine does not do, it says: members that are missing here refuse with a sentence."""

from __future__ import annotations

from typing import Any, NoReturn

from workbook.errors import Unsupported
from workbook.language import Text


def unsupported(what: str) -> Unsupported:
    """The refusal for a member of xlwings that a closed file has no answer to."""
    return Unsupported(
        Text(
            f"关闭的文件不支持 {what}。请在 Excel 里打开工作簿后再运行。",
            f"A closed file does not support {what}. Open the workbook in Excel and run it there.",
        )
    )


class Refusing:
    """Base of the engine's xlwings classes. Reading or setting an unknown member raises Unsupported, which is a
    NotImplementedError; without `__setattr__` a misspelt setter would be lost silently."""

    __slots__ = ()

    def __getattr__(self, name: str) -> NoReturn:
        if name.startswith("__"):
            raise AttributeError(name)
        raise unsupported(f"{type(self).__name__}.{name}")

    def __setattr__(self, name: str, value: Any) -> None:
        try:
            object.__setattr__(self, name, value)
        except AttributeError as error:
            raise unsupported(f"{type(self).__name__}.{name} =") from error

    @property
    def api(self) -> object:
        """The native object; there is none, but xlwings skips writes silently where this is false."""
        return self
