"""Customers that no rule can reach: nobody would ever be reminded of them, or their reminder would be nobody's.

A customer is reached by a contact that comes due (a cycle, and a day to count from) or by a decline in purchases (a
purchase strategy, or a rhythm of its own); what it owes is reached by terms; and every reminder needs an owner. Where
one of these is missing the sentence says which. Archived customers are let alone, and a book that names no owner at
all is one person's.

>>> people = pd.DataFrame({"archived": [False, False], "owner": ["ann", None], "cycle": [30.0, None],
...     "next_contact": pd.to_datetime(["2026-07-01", None]), "purchase_strategy": [None, None]})
>>> unreached(people, pd.Series([None, None], dtype="float64"), {}, pd.Series([False, False]), "en").to_dict()
{1: 'no contact strategy, grade or purchase strategy; no owner'}
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from workbook.language import Lang, Text

if TYPE_CHECKING:
    from collections.abc import Mapping

_NO_CYCLE = Text("没有联系策略、等级或购买策略", "no contact strategy, grade or purchase strategy")
_NO_DAY = Text("没有起算日期（建档日期、交易、拜访都没有）", "no date to count from (created on, order or visit)")
_NO_TERMS = Text("有欠款但没有结算方式", "owes money, but has no settlement terms")
_NO_OWNER = Text("没有负责人", "no owner")
REASONS = (_NO_CYCLE, _NO_DAY, _NO_TERMS, _NO_OWNER)
_AND = Text("；", "; ")


def unreached(
    customers: pd.DataFrame,
    medians: pd.Series[Any],
    strategy_days: Mapping[str, float],
    without_terms: pd.Series[Any],
    lang: Lang = "zh",
) -> pd.Series[Any]:
    """Why (str) for each customer that is out of reach, on their labels of the index of `customers`.

    `customers` has archived, owner, cycle (days), next_contact, purchase_strategy; `medians` is the own rhythm
    (rules/customers/decline.py); `strategy_days`: days by key of the purchase strategy; `without_terms`: does the
    customer owe an order without terms?
    """
    watched = customers["purchase_strategy"].map(dict(strategy_days)).notna() | medians.notna()
    due = customers["next_contact"].notna()
    no_cycle = customers["cycle"].isna()
    lost = ~due & ~watched
    nobodys = customers["owner"].isna() & bool(customers["owner"].notna().any())
    parts = (lost & no_cycle, lost & ~no_cycle, without_terms, nobodys)
    mask = np.zeros(len(customers), dtype="int64")
    for bit, part in enumerate(parts):
        mask |= part.to_numpy(dtype=bool).astype("int64") << bit
    mask[customers["archived"].eq(True).to_numpy()] = 0
    sentences = {
        one: _AND[lang].join(reason[lang] for bit, reason in enumerate(REASONS) if one >> bit & 1)
        for one in np.unique(mask).tolist()
    }
    found = mask > 0
    return pd.Series([sentences[one] for one in mask[found].tolist()], index=customers.index[found], dtype="str")


def listed(why: pd.Series[Any], customers: pd.DataFrame, rows: int, lang: Lang = "zh") -> list[tuple[str]]:
    """The lines of the home sheet: number, name and reason; the last one counts what does not fit, or says none."""
    if why.empty:
        return [(Text("没有", "None")[lang],)]
    shown = why.index if len(why) <= rows else why.index[: rows - 1]
    ids, names = (customers.loc[shown, key].astype("str").fillna("").tolist() for key in ("customer_id", "name"))
    lines = [
        f"{one} {name}：{reason}" if lang == "zh" else f"{one} {name}: {reason}"
        for one, name, reason in zip(ids, names, why.loc[shown].tolist(), strict=True)
    ]
    if len(why) > rows:
        more = Text("还有 {n:,} 位，“检查”会逐个列出", "{n:,} more: Check lists them all")
        lines.append(more[lang].format(n=len(why) - len(lines)))
    return [(line.strip(),) for line in lines]
