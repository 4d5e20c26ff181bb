"""Excel's object model as data: which members a type has, which may be set, which arguments a call takes.

From pyvbaanalysis' model of the Excel type library. What early-bound pywin32 makes of it: a property with arguments
that are all optional is read without them, and reached with them as Get…; one with a needed argument is a method.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

# Properties whose first argument is needed: makepy turns them into methods.
WITH_ARGUMENTS = {("Excel.Worksheet", "Range"), ("Excel.Range", "Range"), ("Excel.Application", "Range")}


class Refused(Exception):
    """A call that Excel's object model does not have."""


@dataclass(frozen=True)
class Member:
    """One member of a type."""

    name: str
    method: bool
    settable: bool
    parameters: tuple[tuple[str, bool], ...]  # (name, optional)


@cache
def members(kind: str) -> dict[str, Member]:
    """The members of a type by name, `Excel.Range` and the like."""
    model = _model()
    signatures = model["memberSignatures"].get(kind, {})
    found = {}
    for one in model["types"][kind]["members"]:
        name = one["name"]
        signature = signatures.get(name.casefold()) or one.get("signature", "")
        found[name] = Member(
            name,
            one["kind"] == "method" or (kind, name) in WITH_ARGUMENTS,
            "write" in one.get("access", ""),
            tuple(_parameters(signature)),
        )
    return found


def returned(kind: str, name: str) -> str | None:
    """The type a member gives, "" for none of Excel's own; None where the model knows no such type or member."""
    known = _model()["types"].get(kind, {"members": ()})["members"]
    found = next((one for one in known if one["name"].casefold() == name.casefold()), None)
    return None if found is None else found.get("returns", "")


def check_call(kind: str, member: Member, args: tuple[object, ...], kwargs: dict[str, object]) -> None:
    """Refuse surplus, misnamed, doubled and missing arguments."""
    names = [name for name, _ in member.parameters]
    where = f"{kind}.{member.name}"
    if len(args) > len(names):
        raise Refused(f"{where} takes {len(names)} arguments, not {len(args)}")
    unknown = set(kwargs) - set(names)
    if unknown:
        raise Refused(f"{where} has no argument {sorted(unknown)}")
    doubled = set(names[: len(args)]) & set(kwargs)
    if doubled:
        raise Refused(f"{where} is given {sorted(doubled)} twice")
    needed = [name for name, optional in member.parameters if not optional]
    missing = [name for name in needed if name not in names[: len(args)] and name not in kwargs]
    if missing:
        raise Refused(f"{where} needs {missing}")


def _parameters(signature: str) -> list[tuple[str, bool]]:
    inside = re.search(r"\((.*)\)", signature)
    if inside is None or not inside.group(1):
        return []
    parts = [part.strip() for part in inside.group(1).split(",")]
    return [(re.split(r"[\s\]=]", part.strip("["))[0], part.startswith("[")) for part in parts]


@cache
def _model() -> dict[str, Any]:
    text = files("pyvbaanalysis").joinpath("data/excel_host_model.json").read_text("utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded
