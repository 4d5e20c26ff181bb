"""The price list of the sample: discounts of two dealer levels, what was agreed with three large firms and for one
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
