"""Pre-visit sheet: what to know and take along to each customer on the plan.

First the tools to take, once for the week. Then of each customer: what is known of it (rules/visits/visit_about.py);
promises made and not yet kept; what the last visit agreed on as the next step; what is open (complaints, debts, dates:
its other reminders); products that similar customers buy and this one never did. What a reminder says already as a
promise or as a planned visit is not said twice.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pandas as pd

from workbook.language import COMMA, Lang, Text
from workbook.rules.basics import days
from workbook.rules.reminders.today import open_now

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from workbook.rules.visits.visit_about import Item

COLUMNS = ("customer_id", "customer_name", "date", "topic", "item", "due")

TOPICS = {
    "tools": Text("携带工具", "Tools to take"),
    "traits": Text("客户特征", "Traits"),
    "limits": Text("联络限制", "Contact limits"),
    "talk": Text("怎么谈", "How to talk"),
    "advice": Text("建议对策", "Advice"),
    "step": Text("这次拜访", "This visit"),
    "account": Text("订单与欠款", "Orders and debt"),
    "orders": Text("上级交办", "Assigned by the manager"),
    "promise": Text("承诺", "Promise"),
    "next": Text("下一步", "Next step"),
    "open": Text("未完成事项", "Open matter"),
    "seen": Text("店里库存与价格", "Stock and prices seen"),
    "offer": Text("可推荐产品", "To offer"),
}
"""In the order in which they stand: the tools once, above everybody."""
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
    about: Iterable[Item] = (),
) -> pd.DataFrame:
    """COLUMNS, in the order of the plan; `about`: what else is known of its customers.

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
    known = pd.DataFrame(list(about), columns=["customer_id", "topic", "item"])
    parts = [
        *(
            _part(str(topic), rows["customer_id"], rows["item"], None, lang)
            for topic, rows in known.groupby("topic", sort=False)
        ),
        _part("promise", owed["customer_id"], owed["promise"], owed["promise_due"], lang),
        _part("next", agreed["customer_id"], agreed["next_step"], agreed["next_date"], lang),
        _part("open", waiting["customer_id"], waiting["why"], waiting["due"], lang),
        _part("offer", offers["customer_id"], pd.Series(wording, index=offers.index, dtype="str"), None, lang),
    ]
    items = pd.concat(parts, ignore_index=True)
    items = items.assign(topic_order=items["topic"].map({t[lang]: n for n, t in enumerate(TOPICS.values())}))
    visited = named[["customer_id", "customer_name", "date"]].assign(place=range(len(named)))
    found = visited.merge(items, on="customer_id").drop_duplicates(["customer_id", "topic", "item"])
    ordered = found.sort_values(["place", "topic_order"], kind="stable", ignore_index=True)[list(COLUMNS)]
    if not tools or named.empty:
        return ordered
    top = ordered.iloc[:0].reindex(range(1)).assign(
        topic=TOPICS["tools"][lang], item=COMMA[lang].join(tools), date=named["date"].min()
    )  # fmt: skip
    both: pd.DataFrame = pd.concat([top.astype(ordered.dtypes.to_dict()), ordered], ignore_index=True)
    return both


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
