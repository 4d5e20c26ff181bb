"""Competitors over time: what has changed since the row before of the same competitor, product and region.

>>> rows = pd.DataFrame({"name": ["A", "A"], "product": "Lamp", "region": None, "price": [100.0, 95.0], "share": None,
...     "dealers": None, "promotion": [None, "2 for 1"], "policy": None,
...     "seen_on": pd.to_datetime(["2026-01-01", "2026-02-01"])})
>>> changes(rows, "en")["changes"].fillna("").tolist()
['', 'since 2026-01-01: price 100 → 95 (-5.0%); promotion: 2 for 1']
"""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np
import pandas as pd

from workbook.language import SEMICOLON, Lang, Text

_SINCE = Text("自{day}：{what}", "since {day}: {what}")
_PRICE = Text("价格{was:,.10g}→{now:,.10g}（{change:+.1%}）", "price {was:,.10g} → {now:,.10g} ({change:+.1%})")
_SHARE = Text("占有率{was:.0%}→{now:.0%}", "share {was:.0%} → {now:.0%}")
_DEALERS = Text("经销商{was:.0f}→{now:.0f}", "dealers {was:.0f} → {now:.0f}")
_WORDS = (("promotion", Text("促销：{now}", "promotion: {now}")), ("policy", Text("政策：{now}", "policy: {now}")))
_NUMBERS = (("price", _PRICE), ("share", _SHARE), ("dealers", _DEALERS))
_SAME = Text("自{day}没有变化", "no change since {day}")
LONGEST = 60  # signs of a promotion that are told


def before(rows: pd.DataFrame) -> pd.Series[Any]:
    """The index of the row before of the same competitor, product and region, by the day seen (float64, NaN = none)."""
    known = rows[rows["name"].notna() & rows["seen_on"].notna()].sort_values("seen_on", kind="stable")
    subject = known["name"] + "|" + known["product"].fillna("") + "|" + known["region"].fillna("")
    index = pd.Series(known.index.to_numpy(dtype="float64"), index=known.index)
    return index.groupby(subject).shift().reindex(rows.index)


def changes(rows: pd.DataFrame, lang: Lang) -> pd.DataFrame:
    """price_change (float64) and changes (str) of every row, on its index; NaN where nothing came before.

    `rows`: name, product, region, price, share, dealers, promotion, policy, seen_on.
    """
    earlier = before(rows)
    told: dict[int, str] = {}
    gone: dict[int, float] = {}
    known = earlier.dropna()
    place = {one: at for at, one in enumerate(rows.index.tolist())}
    for row, at in zip(known.index.tolist(), known.astype("int64").tolist(), strict=True):
        was, now = (rows.iloc[place[one]] for one in (at, row))
        priced = was["price"] > 0 and now["price"] >= 0
        gone[row] = round(float(now["price"] / was["price"] - 1), 4) if priced else np.nan
        told[row] = _sentence(was, now, gone[row], lang)
    change = pd.Series(gone, dtype="float64").reindex(rows.index)
    return pd.DataFrame({"price_change": change, "changes": pd.Series(told, dtype="str").reindex(rows.index)})


def _sentence(was: pd.Series[Any], now: pd.Series[Any], change: float, lang: Lang) -> str:
    day: dt.date = was["seen_on"].date()
    parts = [
        text[lang].format(was=was[key], now=now[key], change=change)
        for key, text in _NUMBERS
        if pd.notna(was[key]) and pd.notna(now[key]) and was[key] != now[key] and (key != "price" or pd.notna(change))
    ]
    parts += [
        text[lang].format(now=str(now[key])[:LONGEST])
        for key, text in _WORDS
        if pd.notna(now[key]) and now[key] != was[key]
    ]
    return _SINCE[lang].format(day=day, what=SEMICOLON[lang].join(parts)) if parts else _SAME[lang].format(day=day)
