"""片区: the area a customer is visited with, by the city in its address and the list of cities; blank where none is.

The list is the user's: several cities a person does in one day share an area. A Chinese address begins with its city,
behind the province where one is written; elsewhere the city is named last. An address without a listed city is held
against the city of the customer's profile, then against the beginning of its name.

>>> places = {"广州": "广佛", "佛山": "广佛", "南京": "南京", "上海": "上海"}
>>> some = pd.DataFrame({"address": ["广东省佛山市样板街3号", "上海市南京东路1号", "样板街4号", None],
...     "city": [None, None, "南京市", None], "name": ["甲", "乙", "丙", "广州市丁公司"]})
>>> of(some, places).tolist()
['广佛', '上海', '南京', '广佛']
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pandas as pd

from workbook.language import Text

UNKNOWN = Text("未分区", "No area")
"""What stands for the area of customers whose city no row of the list names: they are visited together."""

if TYPE_CHECKING:
    from collections.abc import Mapping

_BEFORE = r"^\s*(?:中国)?(?:[一-鿿]{2,8}?(?:省|自治区))?"


def of(customers: pd.DataFrame, area_of_city: Mapping[str, str]) -> pd.Series[str]:
    """The area of each customer (address, city, name), NaN where no listed city is found. `area_of_city`: what the list
    says of each city; one without an area is an area of its own."""
    cities = {
        city.strip(): area or city for city, area in area_of_city.items() if isinstance(city, str) and city.strip()
    }
    if not cities:
        return pd.Series(None, index=customers.index, dtype="str")
    words = "|".join(re.escape(city) for city in sorted(cities, key=len, reverse=True))
    first, anywhere = f"{_BEFORE}({words})", rf"({words})(?:市|\b)(?!.*(?:{words})(?:市|\b))"
    found = pd.Series(None, index=customers.index, dtype="str")
    for key, pattern in (("address", first), ("address", anywhere), ("city", first), ("name", first)):
        blank = found.isna()
        if blank.any():
            found = found.where(~blank, customers[key].astype("str").str.extract(pattern, expand=False))
    return found.map(cities).astype("str")
