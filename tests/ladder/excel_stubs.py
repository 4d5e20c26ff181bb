"""What xlwings' Windows engine imports: the pywin32 modules, reduced to what the engine touches outside Excel."""

from __future__ import annotations

import atexit
import contextlib
import ctypes
import datetime as dt
import sys
import types
from collections.abc import Callable
from typing import Any

MESSAGES: list[str] = []  # what message boxes said


class ComError(Exception):
    """pywintypes.com_error: (hresult, text, exception info, argument)."""

    @property
    def hresult(self) -> int:
        """The code of the error."""
        return int(self.args[0])

    @property
    def excepinfo(self) -> object:
        """The error's own description."""
        return self.args[2]


class TimeType(dt.datetime):
    """A date as pywin32 gives it: a datetime in UTC."""


class DispatchBase:
    """The base class of early-bound COM objects."""


class _Utc:
    @staticmethod
    def utc() -> dt.tzinfo:
        """The only time zone."""
        return dt.UTC


def disp_exception() -> ComError:
    """Excel's own error for something that is not there."""
    return ComError(-2147352567, "Exception occurred.", (0, "", "", "", 0, -2146827284), None)


def install() -> Any:
    """Put the stand-ins in place and import the engine; gives its module."""

    def module(name: str, **members: object) -> types.ModuleType:
        made = types.ModuleType(name)
        vars(made).update(members)
        sys.modules[name] = made
        return made

    def message_box(_hwnd: object, text: str, _title: str, _style: int) -> int:
        MESSAGES.append(text)
        return 1

    nothing: Callable[..., None] = lambda *_args, **_kwargs: None  # noqa: E731
    constants = dict.fromkeys(
        ("MB_OK", "MB_OKCANCEL", "MB_YESNO", "MB_YESNOCANCEL", "MB_ICONINFORMATION", "MB_ICONWARNING"), 0
    )
    module("pywintypes", com_error=ComError, error=OSError, TimeType=TimeType, IID=str)
    module("pythoncom", CoInitialize=nothing, ole_error=ComError, com_error=ComError, __file__="pythoncom.dll")
    module("win32api", MessageBox=message_box)
    module("win32con", **constants)
    module("win32gui")
    module("win32process", GetWindowThreadProcessId=lambda hwnd: (0, hwnd))
    module("win32timezone", TimeZoneInfo=_Utc)
    client = module(
        "win32com.client",
        CDispatch=type("CDispatch", (), {}),
        CoClassBaseClass=type("CoClassBaseClass", (), {}),
        DispatchBaseClass=DispatchBase,
        Dispatch=nothing,
        DispatchEx=nothing,
    )
    module("win32com", client=client)
    library: Any = types.SimpleNamespace(
        ole32=types.SimpleNamespace(CLSIDFromString=nothing), user32=types.SimpleNamespace()
    )
    fakes = {
        "windll": library,
        "oledll": library,
        "PyDLL": lambda _name: types.SimpleNamespace(PyCom_PyObjectFromIUnknown=types.SimpleNamespace()),
    }
    before = {name: getattr(ctypes, name, None) for name in fakes}
    for name, fake in fakes.items():
        setattr(ctypes, name, fake)
    try:
        import xlwings
        import xlwings._xlwindows as engine
    finally:
        for name, old in before.items():
            if old is None:
                delattr(ctypes, name)
            else:
                setattr(ctypes, name, old)
    with contextlib.suppress(Exception):
        atexit.unregister(engine.cleanup)
    engine.N_COM_ATTEMPTS = 1  # 0 would try for ever where a member is missing
    xlwings._xlwindows = engine
    engines: Any = xlwings.engines
    engines.add(xlwings.main.Engine(impl=engine.engine))
    engines.active = engines["excel"]
    return engine
