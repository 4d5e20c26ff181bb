"""The salesperson whom a command means, named by key or by name; one function and one refusal for all of them."""

from __future__ import annotations

from collections.abc import Mapping

from workbook.errors import InputError
from workbook.language import Text
from workbook.nearest import Name, unknown_name

_NO_ONE = Text("没有“{said}”这位业务员。", "There is no salesperson {said}.")
_THEIRS = Text("全部业务员见“字典”。", "The sheet Lists has them all.")


def salesperson(said: str, people: Mapping[str, str]) -> str:
    """The key of the salesperson (`people`: key → name), whatever the case; InputError names the most alike.

    >>> salesperson(" LIN ", {"lin": "林知夏"}), salesperson("林知夏", {"lin": "林知夏"})
    ('lin', 'lin')
    """
    wanted = said.strip().casefold()
    found = [key for key, label in people.items() if wanted in (key.casefold(), label.casefold())]
    if not found:
        known = [Name.of(label, label) for label in people.values()]
        raise InputError(unknown_name(_NO_ONE.format(said=said.strip()), said, known, _THEIRS))
    return found[0]
