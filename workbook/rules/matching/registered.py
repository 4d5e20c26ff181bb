"""Names that are registered with somebody else (报备): who looks after a company already, of which a copy holds no more
than name, owner and the day it was entered.

>>> listed = pd.DataFrame({"name": ["杭州新月灯饰有限公司", "青山公司"], "owner": ["lin", "zhao"]}, dtype="str")
>>> found = registered_with(["新月灯饰（杭州）公司", "别的公司", None], listed)
>>> [(at, listed["owner"][row]) for at, row in found.items()]
[(0, 'lin')]
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from workbook.language import Text
from workbook.rules.matching import company_names

TAKEN = Text("“{name}”已由{owner}跟进（{day}）", "{owner} looks after '{name}' already ({day})")
SETTLE = Text(
    "先建档的优先，由经理决定；在那以前先不要联系。",
    "Who entered it first goes first, the manager decides; do not call before that.",
)
ENTERED, UNDATED = Text("{day:%Y-%m-%d} 建档", "entered {day:%Y-%m-%d}"), Text("没有建档日期", "no day of entry")


def core(name: str) -> str:
    """What tells a company's name: without place, trade and legal form.

    >>> core("杭州 新月灯饰有限公司") == core("新月灯饰（杭州）公司")
    True
    """
    return company_names.read(name).core


def registered_with(names: Sequence[object], listed: pd.DataFrame) -> dict[int, int]:
    """Of which names, by place, a row of the list is that company: the place of the row."""
    known: dict[str, int] = {}
    for at, name in enumerate(listed["name"].tolist()):
        if isinstance(name, str):
            known.setdefault(core(name), at)
    found = {at: known.get(core(name)) for at, name in enumerate(names) if isinstance(name, str) and name.strip()}
    return {at: row for at, row in found.items() if row is not None}


def taken(listed: pd.DataFrame, row: int, people: dict[str, str]) -> Text:
    """The sentence that says so. people: key of a salesperson -> name."""
    one = listed.iloc[row]
    day = one["created_on"] if "created_on" in listed else None
    said = UNDATED if day is None or pd.isna(day) else ENTERED.format(day=day)
    return TAKEN.format(name=one["name"], owner=people.get(str(one["owner"]), one["owner"]), day=said)
