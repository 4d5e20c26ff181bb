"""The five salespeople of the sample."""

from __future__ import annotations

import datetime as dt

from workbook.language import Text
from workbook.schema.list_model import Entry


def _person(key: str, zh: str, en: str, region: tuple[str, str], kind: tuple[str, str], joined: dt.date) -> Entry:
    return Entry(
        key,
        Text(zh, en),
        {"region": Text(*region), "kind": Text(*kind), "email": f"{key}@example.com", "joined": joined},
    )


_ADVISER, _ORDERS = ("顾问型", "Adviser"), ("订单型", "Order taker")

SALESPEOPLE: tuple[Entry, ...] = (
    _person("lin", "林知夏", "Lin Zhixia", ("华南", "South China"), _ADVISER, dt.date(2019, 3, 4)),
    _person("zhao", "赵远航", "Zhao Yuanhang", ("华东", "East China"), _ADVISER, dt.date(2020, 7, 1)),
    _person("su", "苏明朗", "Su Minglang", ("华中、西南", "Central and Southwest"), _ORDERS, dt.date(2021, 9, 13)),
    _person("he", "何若兰", "He Ruolan", ("华北、东北", "North and Northeast"), _ADVISER, dt.date(2018, 5, 21)),
    _person("luo", "罗一川", "Luo Yichuan", ("西北", "Northwest"), _ORDERS, dt.date(2024, 2, 19)),
)

OWNER_OF_REGION: dict[str, str] = {
    "south": "lin",
    "east": "zhao",
    "central": "su",
    "southwest": "su",
    "north": "he",
    "northeast": "he",
    "northwest": "luo",
}
