"""Market, surveys, evaluation and targets of the sample."""

from __future__ import annotations

import datetime as dt

from workbook.build.sample.customers import CUSTOMERS
from workbook.build.sample.dice import Dice
from workbook.build.sample.price_list import DISCOUNTS
from workbook.build.sample.products import PRODUCTS, Product
from workbook.build.sample.salespeople import SALESPEOPLE
from workbook.build.sample.service import before, customer_id
from workbook.language import Lang, Text

Row = dict[str, object]
_BY_SLUG = {one.slug: one for one in CUSTOMERS}

# days ago, price, share, dealers, promotion of the first rival before
_EARLIER = ((205, 128, 0.14, 21, None), (118, 119, 0.16, 24, None))

_RIVALS = (
    (Text("辉腾照明（虚构）", "Huiteng Lighting (invented)"), Text("LED平板灯", "LED panel light"), 109, 0.16, 24, "south", Text("买十送一", "Eleven for ten")),
    (Text("铭北电气（虚构）", "Mingbei Electric (invented)"), Text("微型断路器", "Miniature circuit breaker"), 298, 0.21, 31, "north", Text("免费送货", "Free delivery")),
    (Text("东篱线缆（虚构）", "Dongli Cable (invented)"), Text("工程线缆 2.5平方", "Building wire 2.5 mm²"), 259, 0.12, 17, "east", Text("账期六十天", "Sixty days of credit")),
)


def competitor_rows(lang: Lang) -> list[Row]:
    """Rows of tblCompetitors."""
    rival, product = _RIVALS[0][0][lang], _RIVALS[0][1][lang]
    earlier: list[Row] = [
        {"name": rival, "product": product, "price": price, "share": share, "dealers": dealers, "region": "south",
         "promotion": promotion, "seen_on": before(days)}
        for days, price, share, dealers, promotion in _EARLIER
    ]
    return earlier + [
        {"name": name[lang], "product": product[lang], "price": price, "share": share, "dealers": dealers, "region": region,
         "promotion": promotion[lang], "seen_on": before(30)}
        for name, product, price, share, dealers, region, promotion in _RIVALS
    ]


_POPULATION = {"south": 127, "east": 425, "central": 224, "north": 169, "southwest": 206, "northwest": 103, "northeast": 97}


def market_rows() -> list[Row]:
    """Rows of tblMarkets: two years of each region; amounts are invented."""
    return [
        {"region": region, "year": year, "population": millions * 1_000_000, "market_amount": millions * 130_000.0 * (1.04 if year == 2026 else 1)}
        for year in (2025, 2026)
        for region, millions in _POPULATION.items()
    ]


# What is amiss in the shops: the socket's rival undercuts, the lamp is dumped, cable went down.
_CHEAPER = {("hedu", 11, "Socket, five-hole"): 0.88}
_DUMPED, _DOWN = ("lushan", 11, "LED panel light"), ("taige", 11, "Building wire 2.5 mm²")


def _retail(slug: str, days: int, product: Product, bought: float, dice: Dice) -> float:
    """About what is suggested, else a seventh more than was paid."""
    share, seen = dice.share(), (slug, days, product.name.en)
    if seen == _DUMPED:
        return round(bought * 1.02, 2)
    if product.retail_price is not None:
        return round(product.retail_price * (0.98 + 0.04 * share), 2)
    return round(bought * (1.06 if seen == _DOWN else 1.14 + 0.03 * share), 2)


def survey_rows(lang: Lang) -> list[Row]:
    """Rows of tblSurveys: the agents' shops, twice, three products each."""
    rows: list[Row] = []
    for slug in ("hedu", "danyuan", "lushan", "taige"):
        dice = Dice(f"survey {slug}")
        products = [PRODUCTS[0], PRODUCTS[6], PRODUCTS[12]]
        for days in (96, 11):
            for product in products:
                daily = dice.between(2, 9)
                stock = dice.between(12, 160)
                dice.share()
                bought = round(product.list_price * (1 - DISCOUNTS[_BY_SLUG[slug].size > 6]), 2)
                retail = _retail(slug, days, product, bought, dice)
                rows.append({
                    "date": before(days),
                    "customer_id": customer_id(slug),
                    "product": product.name[lang],
                    "salesperson": _BY_SLUG[slug].owner,
                    "purchase_price": bought,
                    "retail_price": retail,
                    "competitor_price": round(retail * (_CHEAPER.get((slug, days, product.name.en)) or 0.97 + 0.08 * dice.share()), 2),
                    "stock_qty": stock,
                    "stock_value": round(stock * bought, 2),
                    "own_share_of_stock": round(0.25 + 0.4 * dice.share(), 2),
                    "daily_sales": daily,
                    "safety_days": 10,
                    "price_cut": slug == "lushan" and days == 11 and product is products[2],
                    "own_counter": dice.chance(0.5),
                    "samples": dice.chance(0.8),
                    "signs": dice.chance(0.7),
                    "tidy": dice.chance(0.9),
                })
    return sorted(rows, key=lambda row: str(row["date"]))


def sweep_rows(lang: Lang) -> list[Row]:
    """Rows of tblSweeps: shops seen on street sweeps."""
    rows: list[Row] = []
    for slug, area, staff in (("lushan", 120, 6), ("jitang", 85, 4), ("taige", 260, 11), ("daoshu", 140, 7)):
        dice = Dice(f"sweep {slug}")
        high = round(0.1 + 0.2 * dice.share(), 2)
        middle = round(0.4 + 0.1 * dice.share(), 2)
        rows.append({
            "date": before(dice.between(30, 200)),
            "customer_id": customer_id(slug),
            "salesperson": _BY_SLUG[slug].owner,
            "owner_quality": dice.one(("high", "low")),
            "location": Text("建材市场主通道", "Main aisle of the building market")[lang],
            "floor_area": area,
            "staff": staff,
            "display": dice.between(2, 5),
            "management": dice.between(2, 5),
            "distribution_power": dice.between(2, 5),
            "main_brands": _RIVALS[dice.between(0, 2)][0][lang],
            "buyer_factors": Text("价格、品牌、售后", "Price, brand, after-sales")[lang],
            "high_share": high,
            "middle_share": middle,
            "low_share": round(1 - high - middle, 2),
        })
    return rows


_INDICATORS = ("influence", "brands", "connections", "funds", "profit", "credit", "team", "system", "leadership", "technique",
               "after_sales", "network", "reach", "marketers")


def scorecard_rows() -> list[Row]:
    """Rows of tblScorecards: five customers, all fourteen indicators."""
    return [
        {"date": before(75), "customer_id": customer_id(slug), "indicator": indicator,
         "value": max(1, min(5, level + Dice(f"score {slug} {indicator}").between(-1, 1)))}
        for slug, level in (("lanting", 5), ("hedu", 4), ("danyuan", 4), ("tuolan", 3), ("beiqiu", 2))
        for indicator in _INDICATORS
    ]


_REGION_TARGETS = {"south": 50000, "east": 36000}
_TARGETS = {"lin": 62000, "zhao": 44000, "su": 36000, "he": 40000, "luo": 34000}


def target_rows() -> list[Row]:
    """Rows of tblTargets: the months of 2026 by salesperson, and of two regions."""
    people: list[Row] = [
        {"month": dt.date(2026, month, 1), "salesperson": person.key, "amount": float(_TARGETS[person.key]),
         "visits": 6 if person.key == "luo" else 8, "new_customers": 1 if month % 3 == 0 else 0}
        for month in range(1, 13)
        for person in SALESPEOPLE
    ]
    regions: list[Row] = [
        {"month": dt.date(2026, month, 1), "region": region, "amount": float(amount)}
        for month in range(1, 13)
        for region, amount in _REGION_TARGETS.items()
    ]
    return people + regions


def report_rows(lang: Lang) -> list[Row]:
    """Rows of tblReports: last week's, one due tomorrow; two urgent ones, one of which nobody has read yet."""
    weekly = Text("拜访周总结", "Week summary")[lang]
    urgent = Text("电缆破损投诉", "Complaint: damaged cable")[lang]
    rows: list[Row] = [
        {"kind": "periodic", "salesperson": person.key, "subject": weekly, "due": before(-1 if person.key == "luo" else 4),
         "sent": None if person.key == "luo" else before(4), "read": person.key in ("lin", "he", "zhao")}
        for person in SALESPEOPLE
    ]
    news = Text("对手在西北降价8%", "A rival cuts prices by 8% in the north-west")[lang]
    return [
        *rows,
        {"kind": "urgent", "salesperson": "he", "subject": urgent, "due": before(5), "sent": before(5), "read": True},
        {"kind": "urgent", "salesperson": "luo", "subject": news, "due": before(0), "sent": before(0), "read": False},
    ]
