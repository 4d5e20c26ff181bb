"""Follow up a sample or a gift: some days after it went out, until the customer is touched on that day or later.

One reminder a customer and day, whatever went out that day. Who was visited, called or ordered since needs none.
"""

from __future__ import annotations

import datetime as dt

import pandas as pd

from workbook.language import Lang, Text
from workbook.rules.basics import days
from workbook.rules.reminders import frame
from workbook.rules.reminders.source import CUSTOMERS, SAMPLES, Source

KIND = "sample"

_WHY = Text("{date}送出样品或赠品：{what}，已过{days}天", "Sample or gift of {date}: {what}; {days} days ago")
ACTION = Text("问使用情况和意向，结果记在“拜访”表", "Ask how it was received, and log the result in Visits")
_UNSAID = Text("（未写产品）", "(no product given)")


def due(
    samples: pd.DataFrame, customers: pd.DataFrame, *, as_of: dt.date, follow_up_days: int = 14, lang: Lang = "zh"
) -> pd.DataFrame:
    """Candidates from samples with customer_id (resolved), date, product, up to as_of; and customers with row_id,
    customer_id, name, owner, grade, key_account, archived, last_contact."""
    known = samples[samples["customer_id"].notna() & samples["date"].notna()]
    if known.empty:
        return frame.empty()
    sent = known.assign(product=frame.texts(known["product"])).groupby(["customer_id", "date"])["product"]
    listed = sent.agg(lambda names: "、".join(dict.fromkeys(name for name in names if name)))
    rows = listed.rename("what").reset_index()
    rows["due"] = days.plus(rows["date"], follow_up_days)
    people = customers.drop_duplicates("customer_id").set_index("customer_id")[["row_id", "last_contact"]]
    rows = rows.join(people, on="customer_id")
    touched = days.whole(rows["last_contact"]) >= days.whole(rows["due"])
    found = frame.attach(rows[frame.due_by(rows["due"], as_of) & ~touched & rows["row_id"].notna()], customers)
    return frame.candidates(
        KIND,
        found,
        anchor=frame.dates(found["date"]),
        due=found["due"],
        why=[
            _WHY[lang].format(date=date, what=what or _UNSAID[lang], days=int(many))
            for date, what, many in zip(
                frame.dates(found["date"]), found["what"].tolist(), days.between(found["date"], as_of), strict=True
            )
        ],
        action=ACTION[lang],
        priority=found["standing"],
    )


SOURCE = Source(KIND, due, (SAMPLES, CUSTOMERS), settings={"follow_up_days": "sample_follow_up_days"})
