"""Customer grading (A, B, C or prospect), with a reason in one sentence.

Pareto: customers that ordered in the window (as_of − 12 months, as_of] stand in descending order of net amount. A
customer is A while the customers *before* it make less than 80 % of the total, B while they make less than 95 %,
else C; equal amounts stand at the same place and share a grade. Ordered earlier but not in the window: C, for that
reason. Never ordered by as_of: prospect. A grade set by hand wins over every method.

The total is the window's net total, returns included. Customers at zero or below come last, behind all that is
positive, where at least the whole total stands before them: so they are C without a rule of their own. Where
returns leave a total of zero or less, no share of it means anything, and shares are of the positive amounts alone.

RFM (rules/customers/rfm.py): quintiles of recency, frequency and amount; a sum of 12-15 is A, 8-11 B, else C.
Scorecard (rules/customers/scorecard.py): excellent is A, good B, else C; a buyer who was never scored, or of whose card
too little was judged, is graded by Pareto, and the reason says so.
Thresholds are exact: 0.8 is 4/5, not its binary neighbour.

>>> pareto(pd.Series([800_000, 150_000, 50_000])).grade.tolist()
['A', 'B', 'C']
>>> pareto(pd.Series([500_000, 500_000, -100_000])).grade.tolist()
['A', 'A', 'C']
"""

from __future__ import annotations

import math
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from workbook.language import Lang, Text
from workbook.rules.basics.exact_money import money

if TYPE_CHECKING:
    from numpy.typing import NDArray

A, B, C, PROSPECT = "A", "B", "C", "prospect"
ORDER = (A, B, C, PROSPECT)

METHODS = ("pareto", "rfm", "scorecard")

RFM_A, RFM_B = 12, 8  # sums of three quintiles, 3-15
_WHOLE = 1 - 1e-9  # a share of the weight that is all of it

_RANKED = Text(
    "近{months}个月净额{amount}，占{share:.1%}，排第{rank}（共{of}家），排名在前的客户合计占{before:.1%}",
    "Net {amount} in {months} months, {share:.1%} of all, rank {rank} of {of}; "
    "the customers before it make {before:.1%}",
)
_NOT_POSITIVE = Text(
    "近{months}个月退货抵消了购买，净额{amount}", "Returns outweigh purchases in {months} months: net {amount}"
)
_EARLIER = Text("以前有交易，近{months}个月没有", "Ordered earlier, but not in the last {months} months")
_NEVER = Text("尚无交易", "No orders yet")
_RFM = Text("RFM {rfm}，合计{total}分（满分15）", "RFM {rfm}, {total} of 15 points")
_SCORED = Text("评估得分{score:.1f}，{band}", "Score {score:.1f}, {band}")
_PARTLY = Text("（已评权重{judged:.0%}）", " ({judged:.0%} of the weight judged)")
_UNSCORED = Text("还没有评估，暂按累计占比：", "Not scored yet, by cumulative share for now: ")
_TOO_LITTLE = Text(
    "已评权重只有{judged:.0%}，暂按累计占比：",
    "Only {judged:.0%} of the weight is judged, by cumulative share for now: ",
)
_MANUAL = Text("人工指定（自动评级为{grade}：{reason}）", "Set by hand (worked out: {grade}. {reason})")
_ORDERS = Text("；下单{n}次", "; {n} orders")
_COMPLAINTS = Text("；投诉{n}次", "; {n} complaints")
_ACTIVITIES = Text("；参加活动{n}次", "; {n} activities")
_BANDS = {
    "excellent": Text("优", "excellent"),
    "good": Text("良", "good"),
    "fair": Text("中", "fair"),
    "poor": Text("差", "poor"),
}
LABELS = {A: Text("A", "A"), B: Text("B", "B"), C: Text("C", "C"), PROSPECT: Text("潜在", "prospect")}


def pareto(amounts: pd.Series[Any], *, a_share: float = 0.8, b_share: float = 0.95) -> pd.DataFrame:
    """Grade net amounts (integer units) of the customers that ordered in the window.

    One row each, on the same index: grade; rank (1 = largest, equal amounts share it); share and before (float64,
    of the base in the module's text; NaN when nothing positive was sold).
    """
    units: NDArray[np.int64] = amounts.to_numpy(dtype="int64")
    levels, level = np.unique(-units, return_inverse=True)  # largest amount first; equal ones are one level
    how_many = np.bincount(level, minlength=len(levels))
    sums = -levels * how_many
    before = (np.cumsum(sums) - sums)[level]
    ranks = (np.cumsum(how_many) - how_many)[level] + 1
    total = int(units.sum())
    base = total if total > 0 else int(units[units > 0].sum())
    grades = np.full(len(units), C, dtype=object)
    if base > 0:
        grades[before < _limit(b_share, base)] = B
        grades[before < _limit(a_share, base)] = A
        grades[units <= 0] = C
    scale = base if base > 0 else np.nan
    return pd.DataFrame(
        {
            "grade": pd.Series(grades, index=amounts.index, dtype="str"),
            "rank": ranks,
            "share": units / scale,
            "before": before / scale,
        },
        index=amounts.index,
    )


def grades(
    facts: pd.DataFrame,
    *,
    method: str = "pareto",
    months: int = 12,
    a_share: float = 0.8,
    b_share: float = 0.95,
    lang: Lang = "zh",
) -> pd.DataFrame:
    """Grade every customer: columns grade (key) and grade_reason (one sentence in `lang`), on the index of `facts`.

    `facts` has one row a customer: units, orders, in_window, ordered (from statistics.window); and, where known:
    manual_grade (key), complaints and activities (counts in the window), rfm and rfm_total (method rfm), score,
    judged and band (method scorecard; a band is blank where there is no level).
    """
    in_window = facts["in_window"].to_numpy(dtype=bool)
    ordered = facts["ordered"].to_numpy(dtype=bool)
    grade = np.full(len(facts), PROSPECT, dtype=object)
    reason = np.full(len(facts), _NEVER[lang], dtype=object)
    grade[ordered] = C
    reason[ordered] = _EARLIER[lang].format(months=months)
    recent = facts[in_window]
    if method == "rfm":
        grade[in_window], reason[in_window] = _by_rfm(recent, lang)
    else:
        placed = pareto(recent["units"], a_share=a_share, b_share=b_share)
        grade[in_window] = placed["grade"].to_numpy(dtype=object)
        reason[in_window] = _ranked_reasons(recent, placed, months, lang)
    if method == "scorecard":
        scored = ordered & facts["band"].isin(list(_BANDS)).to_numpy()
        reason[ordered & ~scored] = _not_by_score(facts[ordered & ~scored], reason[ordered & ~scored], lang)
        grade[scored], reason[scored] = _by_score(facts[scored], lang)
    reason = _with_counts(facts, reason, lang)
    if "manual_grade" in facts:
        by_hand = facts["manual_grade"].notna().to_numpy()
        reason[by_hand] = [
            _MANUAL[lang].format(grade=LABELS[g][lang], reason=r)
            for g, r in zip(grade[by_hand], reason[by_hand], strict=True)
        ]
        grade[by_hand] = facts["manual_grade"].to_numpy(dtype=object)[by_hand]
    return pd.DataFrame({"grade": grade, "grade_reason": reason}, index=facts.index, dtype="str")


def _limit(share: float, base: int) -> int:
    """The smallest integer not below share × base: `before < limit` is exactly `before < share × base`."""
    return math.ceil(Fraction(str(share)) * base)


def _ranked_reasons(judged: pd.DataFrame, placed: pd.DataFrame, months: int, lang: Lang) -> list[str]:
    ranked, negative = _RANKED[lang], _NOT_POSITIVE[lang]
    return [
        ranked.format(months=months, amount=money(units), share=share, rank=rank, of=len(judged), before=before)
        if units > 0
        else negative.format(months=months, amount=money(units))
        for units, share, rank, before in zip(
            judged["units"].tolist(),
            placed["share"].tolist(),
            placed["rank"].tolist(),
            placed["before"].tolist(),
            strict=True,
        )
    ]


def _by_rfm(judged: pd.DataFrame, lang: Lang) -> tuple[NDArray[np.object_], list[str]]:
    total = judged["rfm_total"].to_numpy()
    grade = np.where(total >= RFM_A, A, np.where(total >= RFM_B, B, C)).astype(object)
    text = _RFM[lang]
    return grade, [text.format(rfm=r, total=int(t)) for r, t in zip(judged["rfm"], total, strict=True)]


def _by_score(scored: pd.DataFrame, lang: Lang) -> tuple[NDArray[np.object_], list[str]]:
    bands = scored["band"].to_numpy(dtype=object)
    grade = np.select([bands == "excellent", bands == "good"], [A, B], C).astype(object)
    text, partly = _SCORED[lang], _PARTLY[lang]
    return grade, [
        text.format(score=score, band=_BANDS[band][lang]) + (partly.format(judged=judged) if judged < _WHOLE else "")
        for score, band, judged in zip(scored["score"].tolist(), bands, scored["judged"].tolist(), strict=True)
    ]


def _not_by_score(rest: pd.DataFrame, reasons: NDArray[np.object_], lang: Lang) -> list[str]:
    """Why the scorecard says nothing, before the reason of the grade that stands in."""
    nothing, little = _UNSCORED[lang], _TOO_LITTLE[lang]
    return [
        (nothing if math.isnan(judged) else little.format(judged=judged)) + reason
        for judged, reason in zip(rest["judged"].tolist(), reasons.tolist(), strict=True)
    ]


def _with_counts(facts: pd.DataFrame, reason: NDArray[np.object_], lang: Lang) -> NDArray[np.object_]:
    """Order frequency, complaints and activities follow the reason where there are any."""
    for key, text in (("orders", _ORDERS), ("complaints", _COMPLAINTS), ("activities", _ACTIVITIES)):
        if key in facts:
            counts = facts[key].fillna(0).to_numpy(dtype="int64")
            some = counts > 0
            added = text[lang]
            reason[some] = [r + added.format(n=n) for r, n in zip(reason[some], counts[some].tolist(), strict=True)]
    return reason
