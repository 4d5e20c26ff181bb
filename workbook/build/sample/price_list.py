"""The price list of the sample, and what runs: discounts of two dealer levels, what was agreed with three large firms and for one
building, whose first delivery was then billed at the old price."""

from __future__ import annotations

import datetime as dt

from workbook.build.sample.customers import AS_OF
from workbook.build.sample.products import PRODUCTS
from workbook.build.sample.service import customer_id
from workbook.language import Lang, Text

DISCOUNTS = {True: 0.05, False: 0.02}
"""Of the core dealers, and of the others."""

_START = dt.date(2024, 1, 1)
_BY_NAME = {one.name.en: one for one in PRODUCTS}
_ALL_GOODS = Text("全部产品让价", "A discount on all products")
_FRAME = Text("框架协议", "Framework agreement")
_PROJECT = Text("新办公楼项目价", "Price for the new office building")

# Customer, day from which its discount of 8 % holds, last day.
_AGREED = (
    ("lanting", _START, None),
    ("yanbei", dt.date(2025, 1, 1), dt.date(2026, 12, 31)),
    ("shuozhou", dt.date(2025, 7, 7), AS_OF + dt.timedelta(days=6)),
)


def price_rows(lang: Lang) -> list[dict[str, object]]:
    """Rows of tblPriceList."""
    levels: list[dict[str, object]] = [
        {"dealer_level": level, "valid_from": _START, "discount": DISCOUNTS[level == "core"], "remarks": _ALL_GOODS[lang]}
        for level in ("core", "general")
    ]
    frames: list[dict[str, object]] = [
        {"customer_id": customer_id(slug), "valid_from": first, "valid_to": last, "discount": 0.08, "remarks": _FRAME[lang]}
        for slug, first, last in _AGREED
    ]
    lamp = _BY_NAME["LED panel light"]
    project: dict[str, object] = {
        "product": lamp.name[lang], "customer_id": customer_id("moxi"), "valid_from": dt.date(2026, 5, 18),
        "price": 108.0, "discount": 0.0, "remarks": _PROJECT[lang],
    }  # fmt: skip
    return [*levels, *frames, project]


_POLICIES = (
    ("promotion", Text("夏季照明促销", "Summer lighting promotion"), "LED panel light", Text("满100个送5个，7月15日前下单", "Five free with each hundred ordered by 15 July"), None, None, -29, 15),
    ("new_product", Text("智能开关二代上市", "Smart switch, second generation"), "Smart switch", Text("可带样品，培训一小时", "Bring a sample; an hour of training"), None, None, -60, None),
    ("policy", Text("核心经销商季度返利", "Quarterly rebate of core dealers"), None, Text("季度回款达标返2%", "Two per cent back where the quarter is paid"), None, "core", -90, 92),
    ("promotion", Text("东北冬季备货", "Winter stocking in the north-east"), None, Text("已结束", "Ended"), "northeast", None, -210, -90),
)  # fmt: skip


def policy_rows(lang: Lang) -> list[dict[str, object]]:
    """Rows of tblPolicies: a promotion, a new product, a policy for core dealers, and one promotion that has ended."""
    return [
        {
            "kind": kind, "title": title[lang], "product": product and _BY_NAME[product].name[lang], "what": what[lang],
            "region": region, "dealer_level": level, "starts_on": AS_OF + dt.timedelta(days=first),
            "ends_on": None if last is None else AS_OF + dt.timedelta(days=last),
        }
        for kind, title, product, what, region, level, first, last in _POLICIES
    ]  # fmt: skip
