"""An object of Excel's model as pywin32 would hand it over: members looked up in the type library, every use recorded.

A member is carried out by the method get_, put_ or call_ of that name; what the model does not have is refused, and
what the stand-in does not have is refused too, so that a test can never pass over it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from types import MethodType
from typing import Any

from tests.ladder import excel_stubs
from tests.ladder.excel_model import Refused, check_call, members

Gate = Callable[[str, str, str], None]  # type, member, get | put | call; raises what Excel would


@dataclass
class Record:
    """What happened since the last `clear`."""

    calls: Counter[str] = field(default_factory=Counter)  # Type.Member get|put|call
    refused: list[str] = field(default_factory=list)  # what Excel would not have taken
    read_as_other: list[str] = field(default_factory=list)  # texts that Excel would have turned into something else
    gate: Gate | None = None

    def note(self, kind: str, name: str, how: str) -> None:
        """Record one use of a member; the gate may refuse it, as Excel does while a cell is edited."""
        self.calls[f"{kind}.{name} {how}"] += 1
        if self.gate is not None:
            self.gate(kind, name, how)

    def refuse(self, why: str) -> None:
        """Record what Excel would not have taken."""
        self.refused.append(why)

    def clear(self) -> None:
        """Begin anew."""
        self.calls.clear()
        self.refused.clear()
        self.read_as_other.clear()
        self.gate = None


RECORD = Record()


class Handle:
    """The `_oleobj_` by which pywin32 knows an object."""

    def __init__(self, owner: Com) -> None:
        self.owner = owner
        self.iid = "{00020846-0000-0000-C000-000000000046}" if owner.kind == "Excel.Range" else ""

    def GetTypeInfo(self) -> Handle:
        """Itself."""
        return self

    def GetTypeAttr(self) -> Handle:
        """Itself, with the type's id."""
        return self

    def GetIDsOfNames(self, _zero: int, name: str) -> int:
        """Asked after an AttributeError: the member is not there."""
        raise excel_stubs.ComError(-2147352570, f"Unknown name: {name}", None, None)


class Com(excel_stubs.DispatchBase):
    """An object of the model: members are looked up in the type, noted, then carried out by get_, put_ or call_."""

    kind = "Excel.Application"

    def __getattr__(self, name: str) -> Any:
        if name.startswith(("__", "get_", "put_", "call_")):
            raise AttributeError(name)
        known = members(self.kind)
        plain = name[3:] if name.startswith("Get") and name not in known else name
        if plain not in known:
            RECORD.refuse(f"{self.kind} has no {name}")
            raise AttributeError(name)
        member = known[plain]
        if not member.method and plain == name:
            RECORD.note(self.kind, plain, "get")
            return self._carry_out("get", plain)()

        def call(_self: Com, *args: object, **kwargs: object) -> Any:
            try:
                check_call(self.kind, member, args, kwargs)
            except Refused as refusal:
                RECORD.refuse(str(refusal))
                raise
            RECORD.note(self.kind, plain, "call")
            return self._carry_out("call", plain)(*map(unwrapped, args), **{k: unwrapped(v) for k, v in kwargs.items()})

        return MethodType(call, self)

    def __setattr__(self, name: str, value: object) -> None:
        if name.startswith("_"):
            object.__setattr__(self, name, value)
            return
        member = members(self.kind).get(name)
        if member is None or member.method or not member.settable:
            RECORD.refuse(f"{self.kind}.{name} cannot be set")
            raise AttributeError(name)
        RECORD.note(self.kind, name, "put")
        self._carry_out("put", name)(value)

    def _carry_out(self, how: str, name: str) -> Any:
        found = getattr(type(self), f"{how}_{name}", None)
        if found is None:
            RECORD.refuse(f"the stand-in lacks {self.kind}.{name} ({how})")
            raise NotImplementedError(f"{self.kind}.{name} {how}")
        return MethodType(found, self)

    @property
    def _oleobj_(self) -> Handle:
        return Handle(self)


class Collection(Com):
    """Things by number (from 1) or name; something else is Excel's error."""

    def _items(self) -> dict[str, Com]:
        raise NotImplementedError

    def __call__(self, which: object) -> Com:
        RECORD.note(self.kind, "Item", "call")
        found: Com | None = None
        if isinstance(which, int | float):
            items = list(self._items().values())
            found = items[int(which) - 1] if 1 <= which <= len(items) else None
        elif isinstance(which, str):
            found = self._named(which)
        if found is None:
            raise excel_stubs.disp_exception()
        return found

    def _named(self, name: str) -> Com | None:
        return next((item for one, item in self._items().items() if one.casefold() == name.casefold()), None)

    def __iter__(self) -> Iterator[Com]:
        RECORD.note(self.kind, "_NewEnum", "get")
        return iter(list(self._items().values()))

    def get_Count(self) -> int:
        return len(self._items())


def unwrapped(value: object) -> object:
    """An argument as Excel gets it: xlwings' wrapper taken off."""
    handle = getattr(value, "_oleobj_", None)
    return handle.owner if isinstance(handle, Handle) else value
