"""Pre-visit sheet: what to know and take along to each customer on the plan.

In this order: promises made and not yet kept; what the last visit agreed on as the next step; what is open with the
customer (complaints, debts, dates: its other reminders); products that similar customers buy and this one never did;
the tools to take. What a reminder says already as a promise or as a planned visit is not said twice.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pandas as pd

from workbook.language import COMMA, Lang, Text
from workbook.rules.basics import days
from workbook.rules.reminders.today import open_now

if TYPE_CHECKING:
    from collections.abc import Sequence

COLUMNS = ("customer_id", "customer_name", "date", "topic", "item", "due")

TOPICS = {
    "promise": Text("承诺", "Promise"),
    "next": Text("下一步", "Next step"),
    "open": Text("未完成事项", "Open matter"),
    "offer": Text("可推荐产品", "To offer"),
    "tools": Text("携带工具", "Tools to take"),
}
_SAID_ELSEWHERE = ("promise", "visit")
_OFFER = Text("{product}（相似客户{share:.0%}购买）", "{product} ({share:.0%} of similar customers buy it)")


def sheet(
    planned: pd.DataFrame,
    visits: pd.DataFrame,
    reminders: pd.DataFrame,
    offers: pd.DataFrame,
    tools: Sequence[str],
    as_of: dt.date,
    lang: Lang,
) -> pd.DataFrame:
    """COLUMNS, in the order of the plan.

    `planned` has date, stop, salesperson, customer_id, customer_name; `visits` customer_id (resolved), date, promise,
    promise_due, promise_kept, next_step, next_date; `reminders` is the merged list; `offers` has customer_id,
    product, share, best first; `tools` are labels.
    """
    past = visits[days.whole(visits["date"]) <= days.day(as_of)].sort_values("date", kind="stable")
    owed = past[past["promise"].notna() & ~past["promise_kept"].eq(True)]
    last = past.drop_duplicates("customer_id", keep="last")
    agreed = last[last["next_step"].notna()]
    waiting = open_now(reminders, as_of)
    waiting = waiting[~waiting["kind"].isin(_SAID_ELSEWHERE)].sort_values("due", kind="stable")
    wording = [
        _OFFER[lang].format(product=product, share=share)
        for product, share in zip(offers["product"], offers["share"], strict=True)
    ]
    named = planned.drop_duplicates("customer_id")
    tooled = pd.Series(COMMA[lang].join(tools), index=named.index if tools else [], dtype="str")
    parts = [
        _part("promise", owed["customer_id"], owed["promise"], owed["promise_due"], lang),
        _part("next", agreed["customer_id"], agreed["next_step"], agreed["next_date"], lang),
        _part("open", waiting["customer_id"], waiting["why"], waiting["due"], lang),
        _part("offer", offers["customer_id"], pd.Series(wording, index=offers.index, dtype="str"), None, lang),
        _part("tools", named["customer_id"].reindex(tooled.index), tooled, None, lang),
    ]
    items = pd.concat(parts, ignore_index=True)
    items = items.assign(topic_order=items["topic"].map({t[lang]: n for n, t in enumerate(TOPICS.values())}))
    visited = named[["customer_id", "customer_name", "date"]].assign(place=range(len(named)))
    found = visited.merge(items, on="customer_id").drop_duplicates(["customer_id", "topic", "item"])
    ordered = found.sort_values(["place", "topic_order"], kind="stable", ignore_index=True)
    return ordered[list(COLUMNS)]


def _part(
    topic: str, customer: pd.Series[Any], item: pd.Series[Any], due: pd.Series[Any] | None, lang: Lang
) -> pd.DataFrame:
    blank = pd.Series(pd.NaT, index=item.index)
    made = {
        "customer_id": customer.astype("str"),
        "topic": pd.Series(TOPICS[topic][lang], index=item.index, dtype="str"),
        "item": item.astype("str"),
        "due": (blank if due is None else due).astype("datetime64[s]"),
    }
    return pd.DataFrame(made).dropna(subset=["customer_id", "item"])
