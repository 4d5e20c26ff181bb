"""The area that a customer is visited with."""

from __future__ import annotations

import pandas as pd
import pytest

from workbook.rules.visits import areas

PLACES = {"广州": "广佛", "佛山": "广佛", "南京": "南京", "上海": "沪", "Xi'an": "North", "苏州": ""}


def area(address: str | None = None, city: str | None = None, name: str | None = None) -> object:
    """The area of one customer, None where none is found."""
    found = areas.of(pd.DataFrame({"address": [address], "city": [city], "name": [name]}, dtype="str"), PLACES).iloc[0]
    return None if pd.isna(found) else found


@pytest.mark.parametrize(
    ("address", "wanted"),
    [
        ("广东省佛山市样板街3号", "广佛"),
        ("中国江苏省南京市样板路1号", "南京"),
        ("上海市南京东路1号", "沪"),  # the city stands before the road that is called after another
        ("苏州工业园区1号", "苏州"),  # a city without an area is one of its own
        ("12 Sample Road, Xi'an", "North"),
        ("样板街4号", None),
        ("", None),
    ],
)
def test_the_city_of_the_address_says_it(address: str, wanted: str | None) -> None:
    """Behind the province where one is written; in an English address wherever it stands."""
    assert area(address) == wanted


def test_the_profile_and_the_name_help_out() -> None:
    """In this order, where the address names no listed city."""
    assert area("样板街4号", "南京市", "广州市甲公司") == "南京"
    assert area(None, None, "广州市甲公司") == "广佛"


def test_without_a_list_nobody_has_an_area() -> None:
    """One value a customer all the same."""
    blank = pd.DataFrame({"address": ["南京市1号"], "city": [None], "name": [None]}, dtype="str")
    assert areas.of(blank, {}).isna().tolist() == [True]
