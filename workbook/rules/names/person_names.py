"""Personal names: the surname of a Chinese name, and the full names an English nickname may stand for.

The lists themselves, with their sources, stand in `data/`.
"""

from __future__ import annotations

from functools import cache

from workbook.rules.names.word_lists import load

_SURNAMES = frozenset(load("surnames")["one character"])
_COMPOUND_SURNAMES = frozenset(load("surnames")["two characters"])


def surname_of(name: str) -> str:
    """The surname at the head of a Chinese personal name of two to four characters; '' when there is none.

    >>> surname_of("欧阳明"), surname_of("张伟"), surname_of("欧阳"), surname_of("的士")
    ('欧阳', '张', '欧', '')
    """
    if len(name) > 2 and name[:2] in _COMPOUND_SURNAMES:
        return name[:2]
    return name[:1] if len(name) >= 2 and name[:1] in _SURNAMES else ""


def full_names(given: str) -> frozenset[str]:
    """The full names a given name in lower case may stand for, itself among them where it is one; none for others.

    >>> full_names("bob") & full_names("robert")
    frozenset({'robert'})
    >>> full_names("zhang")
    frozenset()
    """
    return _full_names().get(given, frozenset())


@cache
def _full_names() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for full, nicknames in load("nicknames").items():
        for name in (full, *nicknames):
            found[name] = found.get(name, frozenset()) | {full}
    return found
