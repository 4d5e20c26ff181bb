"""Customer portrait: eleven questions answered from the data - who the customers are, where they come from, what, how
often, how much and how they buy, how they learned of us, what they think and want, market size and our share of it.

The questions are the ones of the source documents; each is answered from what the book holds, in one sentence, with
the sheet it was read from. A question without any data says which sheet to fill. Shares of counts are of the rows
that have a value.

>>> most(pd.Series(["east", "east", "north"], dtype="str"), {"east": "East"}, "en")
'East 2 (66.7%), north 1 (33.3%)'
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from workbook.language import COMMA, SEMICOLON, Lang, Text
from workbook.rules.basics import days
from workbook.rules.basics.exact_money import amount, from_units
from workbook.schema.cells import split_choices

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from workbook.rules.customers.order_statistics import Statistics

NAMED = 3  # how many of the most frequent are named

QUESTIONS = (
    Text("您现在的客户是什么样的？", "What are your customers like?"),
    Text("他们来自哪里？", "Where do they come from?"),
    Text("他们买什么？", "What do they buy?"),
    Text("他们多久买一次？", "How often do they buy?"),
    Text("他们买多少？", "How much do they buy?"),
    Text("他们用什么方式购买？", "How do they buy?"),
    Text("他们怎样了解您的企业？", "How did they learn of you?"),
    Text("他们怎样看您的产品和服务？", "What do they think of your products and service?"),
    Text("他们想要您提供什么？", "What do they want from you?"),
    Text("您的市场有多大？", "How large is your market?"),
    Text("您在各个市场的份额是多少？", "What is your share of each market?"),
)

_BASIS = {
    "customers": Text("客户、联系人", "Customers, Contacts"),
    "profiles": Text("客户、客户档案", "Customers, Profiles"),
    "orders": Text("交易", "Transactions"),
    "satisfaction": Text("满意度、投诉", "Satisfaction, Complaints"),
    "wants": Text("满意度、客户档案", "Satisfaction, Profiles"),
    "markets": Text("市场", "Markets"),
}
_NO_DATA = Text("还没有数据，请填写：{sheets}", "No data yet; fill in: {sheets}")
_WHO = Text("{n:,}位客户：{kinds}", "{n:,} customers: {kinds}")
_INDUSTRY = Text("行业：{top}", "industries: {top}")
_GRADE = Text("等级：{top}", "grades: {top}")
_PEOPLE = Text("联系人{n:,}位", "{n:,} contacts")
_AGES = Text("年龄中位数{age:.0f}岁（{n:,}位）", "median age {age:.0f} ({n:,} known)")
_PERSONAL = (
    ("gender", "gender", Text("性别：{top}", "sex: {top}")),
    ("income_level", None, Text("收入：{top}", "income: {top}")),
    ("occupation", None, Text("职业：{top}", "occupation: {top}")),
)
_POPULATION = Text("，人口{n:,.0f}", ", {n:,.0f} people")
_OFTEN = Text(
    "平时约{days:.0f}天买一次（买过3次以上的{n:,}位）",
    "Usually about every {days:.0f} days ({n:,} with three orders or more)",
)
_MUCH = Text(
    "净额{total:,.2f}，{orders:,}次交易，平均每次{each:,.2f}，每位买过的客户中位数{median:,.2f}",
    "Net amount {total:,.2f} in {orders:,} orders, {each:,.2f} an order, {median:,.2f} a buyer in the median",
)
_MARKS = Text(
    "总体{overall}、产品{product}、服务{service}（满分5，{n:,}次回访）",
    "Overall {overall}, product {product}, service {service} of 5 ({n:,} answers)",
)
_COMPLAINTS = Text("投诉{n:,}件", "{n:,} complaints")
_MARKET = Text("{year:.0f}年共{total:,.2f}：{parts}", "{total:,.2f} in {year:.0f}: {parts}")
_SHARE = Text("{year}合计{share:.2%}：{parts}", "{share:.2%} in all in {year}: {parts}")
_YEAR = Text("{year:.0f}年", "{year:.0f}")
_RUNNING = Text("{year:.0f}年至{day}（市场容量按天数折算）", "{year:.0f} up to {day} (the market pro rata)")


@dataclass(frozen=True)
class Facts:
    """What the answers are read from. Choices are keys of the lists in `labels`; rows up to the as-of day count."""

    customers: pd.DataFrame  # kind, industry, region, settlement, source, grade, latest_wishes, archived
    contacts: pd.DataFrame  # gender, age, income_level, occupation
    profiles: pd.DataFrame  # comes_from, buys_how_often, buys_how, learned_through, view_of_us, wants_from_us
    satisfaction: pd.DataFrame  # date, overall, product, service, wants
    complaints: pd.DataFrame  # date
    markets: pd.DataFrame  # region, year, market_amount, population
    shares: pd.DataFrame  # own_amount, compared_amount, on the index of markets
    products: pd.DataFrame  # product, share, units: largest first
    intervals: pd.Series[Any]  # median days between orders of each customer, NaN = fewer than three orders
    counted: Statistics
    labels: Mapping[str, Mapping[str, str]]


def portrait(facts: Facts, as_of: dt.date, lang: Lang) -> pd.DataFrame:
    """Eleven rows: number, question, answer, basis; the same eleven for an empty book."""
    alive = facts.customers[~facts.customers["archived"].eq(True)]

    def both(first: str, told: str, listed: str) -> str:
        return _joined([first, _told(facts, told, listed, lang)], lang)

    answers = (
        (_described(alive, facts, lang), "customers"),
        (both(_most(alive["region"], "region", facts, lang), "comes_from", "buying_origin"), "profiles"),
        (_bought(facts, lang), "orders"),
        (both(_often(facts, lang), "buys_how_often", "buying_frequency"), "orders"),
        (_much(facts, lang), "orders"),
        (both(_most(alive["settlement"], "settlement", facts, lang), "buys_how", "buying_way"), "profiles"),
        (both(_most(alive["source"], "source", facts, lang), "learned_through", "buying_awareness"), "profiles"),
        (_thought(facts, as_of, lang), "satisfaction"),
        (_wanted(alive, facts, as_of, lang), "wants"),
        (_market(facts, as_of, lang), "markets"),
        (_share(facts, as_of, lang), "markets"),
    )
    said = [answer or _NO_DATA[lang].format(sheets=_BASIS[basis][lang]) for answer, basis in answers]
    return pd.DataFrame(
        {
            "number": range(1, len(QUESTIONS) + 1),
            "question": pd.Series([one[lang] for one in QUESTIONS], dtype="str"),
            "answer": pd.Series(said, dtype="str"),
            "basis": pd.Series([_BASIS[basis][lang] for _, basis in answers], dtype="str"),
        }
    )


def most(values: pd.Series[Any], labels: Mapping[str, str], lang: Lang, named: int = NAMED) -> str:
    """The most frequent values with their number and share; equal ones in the order of their label; "" without any."""
    counts = Counter(labels.get(key, key) for key in values.dropna().tolist())
    first = sorted(counts.items(), key=lambda counted: (-counted[1], counted[0]))[:named]
    pattern = Text("{value} {n}（{share:.1%}）", "{value} {n} ({share:.1%})")[lang]
    parts = [pattern.format(value=value, n=n, share=n / counts.total()) for value, n in first]
    return _comma(lang).join(parts)


def _comma(lang: Lang) -> str:
    return COMMA[lang]


def _joined(parts: list[str], lang: Lang) -> str:
    return SEMICOLON[lang].join(part for part in parts if part)


def _most(values: pd.Series[Any], listed: str, facts: Facts, lang: Lang) -> str:
    return most(values, facts.labels[listed], lang)


def _told(facts: Facts, column: str, listed: str, lang: Lang) -> str:
    """What the profiles say; of several choices in one cell each counts."""
    each = [one for cell in facts.profiles[column].dropna() for one in split_choices(cell)]
    return most(pd.Series(each, dtype="str"), facts.labels[listed], lang)


def _described(alive: pd.DataFrame, facts: Facts, lang: Lang) -> str:
    if not len(alive):
        return ""
    kinds = _WHO[lang].format(n=len(alive), kinds=_most(alive["kind"], "customer_kind", facts, lang))
    more = [
        pattern[lang].format(top=top)
        for pattern, column in ((_INDUSTRY, "industry"), (_GRADE, "grade"))
        if (top := _most(alive[column], column, facts, lang))
    ]
    return _joined([kinds, *more, _persons(facts, lang)], lang)


def _persons(facts: Facts, lang: Lang) -> str:
    """The people behind them: sex, age, income, occupation, as far as the book knows."""
    people = facts.contacts
    told = [
        pattern[lang].format(top=top)
        for column, listed, pattern in _PERSONAL
        if (top := most(people[column], facts.labels.get(listed or "", {}), lang))
    ]
    ages = people["age"].dropna()
    if len(ages):
        told.insert(0, _AGES[lang].format(age=ages.median(), n=len(ages)))
    return _joined([_PEOPLE[lang].format(n=len(people)), *told], lang) if len(people) else ""


def _bought(facts: Facts, lang: Lang) -> str:
    best = facts.products[facts.products["units"] > 0].head(NAMED)
    pattern = Text("{product}（{share:.1%}）", "{product} ({share:.1%})")[lang]
    pairs = zip(best["product"], best["share"].fillna(0), strict=True)
    return _comma(lang).join(pattern.format(product=product, share=share) for product, share in pairs)


def _often(facts: Facts, lang: Lang) -> str:
    known = facts.intervals.dropna()
    return _OFTEN[lang].format(days=known.median(), n=len(known)) if len(known) else ""


def _much(facts: Facts, lang: Lang) -> str:
    counted = facts.counted
    if not counted.order_count:
        return ""
    bought = counted.customers["units"][counted.customers["first_order"].notna()]
    median = float(from_units(bought).median()) if len(bought) else 0.0
    total = amount(counted.total_units)
    return _MUCH[lang].format(total=total, orders=counted.order_count, each=total / counted.order_count, median=median)


def _thought(facts: Facts, as_of: dt.date, lang: Lang) -> str:
    marks = _past(facts.satisfaction, as_of)
    means = {key: marks[key].mean() for key in ("overall", "product", "service")}
    said = {key: "—" if pd.isna(mean) else f"{mean:.1f}" for key, mean in means.items()}
    answers = int(marks[list(means)].notna().any(axis=1).sum())
    many = len(_past(facts.complaints, as_of))
    views = facts.profiles["view_of_us"]
    return _joined(
        [
            _MARKS[lang].format(n=answers, **said) if answers else "",
            _COMPLAINTS[lang].format(n=many) if many else "",
            most(views, {}, lang),
        ],
        lang,
    )


def _wanted(alive: pd.DataFrame, facts: Facts, as_of: dt.date, lang: Lang) -> str:
    told = [_past(facts.satisfaction, as_of)["wants"], facts.profiles["wants_from_us"], alive["latest_wishes"]]
    return most(pd.concat([one.astype("str") for one in told], ignore_index=True), {}, lang)


def _market(facts: Facts, as_of: dt.date, lang: Lang) -> str:
    rows, year = _last_year(facts, as_of)
    if not len(rows):
        return ""
    pairs = zip(rows["region"], rows["market_amount"], strict=True)
    regions = facts.labels["region"]
    parts = _comma(lang).join(f"{regions.get(key, key)} {size:,.2f}" for key, size in pairs)
    said = _MARKET[lang].format(year=year, total=rows["market_amount"].sum(), parts=parts)
    people = float(rows["population"].sum())
    return said + _POPULATION[lang].format(n=people) if people > 0 else said


def _share(facts: Facts, as_of: dt.date, lang: Lang) -> str:
    rows, year = _last_year(facts, as_of)
    if not len(rows):
        return ""
    regions = facts.labels["region"]
    each = zip(rows["region"], rows["own_amount"].fillna(0), rows["compared_amount"], strict=True)
    parts = _comma(lang).join(f"{regions.get(key, key)} {own / size:.2%}" for key, own, size in each)
    share = rows["own_amount"].sum() / rows["compared_amount"].sum()
    running = year == as_of.year and (as_of.month, as_of.day) != (12, 31)
    told = (_RUNNING if running else _YEAR)[lang].format(year=year, day=f"{as_of:%m-%d}")
    return _SHARE[lang].format(year=told, share=share, parts=parts)


def _last_year(facts: Facts, as_of: dt.date) -> tuple[pd.DataFrame, float]:
    """The markets of the last year up to as_of's, largest first, and that year."""
    worked_out = {key: facts.shares[key] for key in ("own_amount", "compared_amount")}
    known = facts.markets.assign(**worked_out)
    known = known[known["region"].notna() & (known["market_amount"] > 0) & (known["year"] <= as_of.year)]
    year = float(known["year"].max()) if len(known) else 0.0
    last = known[known["year"] == year].sort_values(["market_amount", "region"], ascending=[False, True])
    return last, year


def _past(rows: pd.DataFrame, as_of: dt.date) -> pd.DataFrame:
    found: pd.DataFrame = rows[days.whole(rows["date"]) <= days.day(as_of)]
    return found
