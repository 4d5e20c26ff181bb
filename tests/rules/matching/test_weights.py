"""What each kind of evidence is worth, in bits worked by hand, and where its thresholds lie."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from workbook.rules.matching.evidence import Evidence, explain, score, weigh
from workbook.rules.matching.records import prepare

Record = dict[str, str | None]
NAME: Record = {"name": "上海宏达贸易有限公司"}
OTHER: Record = {"name": "广州金龙食品有限公司"}


def pair(a: Record, b: Record, others: list[Record] | None = None) -> Evidence:
    """The evidence of two records; `others` are more records of the second list."""
    here = np.array([0])
    return weigh(prepare(pd.DataFrame([a])), prepare(pd.DataFrame([b, *(others or [])])), here, here)


@pytest.mark.parametrize(
    ("kind", "a", "b", "bits"),
    [
        ("tax_no", "91110000600037341L", "91110000600037341L", 40),
        ("tax_no", "91110000600037341L", "91110000600037342L", 0),  # one sign: a slip
        ("tax_no", "91110000600037341L", "91110000600037352L", 0),  # two
        ("tax_no", "91110000600037341L", "91110000600037452L", -15),  # three
        ("phone", "021-66660000", "021-66660000", 10),
        ("phone", "021-66660000", "021-66660001", -1),
        ("fax", "021-66660000", "021-66660000", 4),
        ("fax", "021-66660000", "021-66660001", 0),
        ("email", "a@hongda.example", "a@hongda.example", 10),
        ("email", "a@hongda.example", "b@hongda.example", -0.5),
        ("website", "hongda.example", "hongda.example", 7),
        ("website", "hongda.example", "jinlong.example", -1),
        ("contact_name", "王芳", "王芳", 4),
        ("contact_name", "王芳", "李明", -0.5),
        ("postcode", "200001", "200001", 1),
        ("postcode", "200001", "200002", -0.5),
        ("address", "天河路1号", "天河路1号", 5),
        ("address", "天河路1号", "建设大道金龙大厦", -1),
        ("address", "天河路1号", "天河路2号", 0),  # spelt alike, another house
        ("address", "体育东路宏达大厦", "体育东路宏达大厦", 5),
        ("address", "体育东路宏达大厦", "天河区体育东路宏达大厦", 3),
    ],
)
def test_what_equal_and_different_values_are_worth(kind: str, a: str, b: str, bits: float) -> None:
    """One value on either side, each of one record only."""
    part = {"website": "domain", "contact_name": "contact"}.get(kind, kind)
    assert pair(NAME | {kind: a}, NAME | {kind: b}).parts[part][0] == bits


@pytest.mark.parametrize(
    ("kind", "value", "records", "bits"),
    [
        ("phone", "021-66660000", 2, 10),
        ("phone", "021-66660000", 3, 7),  # 10 - 3 x log2(3 - 1)
        ("phone", "021-66660000", 5, 4),
        ("phone", "021-66660000", 17, 1),  # never less
        ("fax", "021-66660000", 3, 1),
        ("fax", "021-66660000", 5, 0.5),
        ("email", "a@hongda.example", 3, 7),
        ("email", "a@hongda.example", 17, 1),
        ("website", "hongda.example", 3, 5),
        ("website", "hongda.example", 9, 1),
        ("website", "hongda.example", 17, 0.5),
        ("contact_name", "王芳", 3, 3.7),
    ],
)
def test_what_many_records_share_is_worth_less(kind: str, value: str, records: int, bits: float) -> None:
    """So many records of the second list have the value."""
    others: list[Record] = [{"name": f"甲{at}", kind: value} for at in range(records - 1)]
    part = {"website": "domain", "contact_name": "contact"}.get(kind, kind)
    assert pair(NAME | {kind: value}, NAME | {kind: value}, others).parts[part][0] == pytest.approx(bits)


def test_a_domain_beside_an_equal_address_is_worth_one_bit() -> None:
    """An equal address says what its domain says."""
    found = pair(NAME | {"email": "a@hongda.example"}, NAME | {"email": "a@hongda.example"})
    assert (found.parts["email"][0], found.parts["domain"][0]) == (10, 1)


def test_the_sum_is_held_half_a_bit_below_a_match_where_the_names_forbid_one() -> None:
    """Unless a tax number decides: then all is added up."""
    more: Record = {"phone": "021-66660000", "email": "a@hongda.example", "address": "天河路1号"}
    assert pair(NAME | more, OTHER | more).bits[0] == 9.5
    tax: Record = {"tax_no": "91110000600037341L"}
    found = pair(NAME | more | tax, OTHER | more | tax)
    assert found.bits[0] == 40 + 10 + 10 + 1 + 5 - 6  # two names with nothing in common: -6


@pytest.mark.parametrize(
    ("bits", "shown"),
    [(4, 0.5), (10, 0.9), (0, 0.1877), (7, 0.75), (16, 0.9878), (60, 1.0), (200, 1.0), (-60, 0.0), (-200, 0.0)],
)
def test_bits_as_a_score(bits: float, shown: float) -> None:
    """1 / (1 + 9 ^ ((4 - bits) / 6)): each six bits make it nine times as likely."""
    assert score(bits) == pytest.approx(shown, abs=5e-5)


@pytest.mark.parametrize(("records", "said"), [(2, "phone equal"), (3, "phone equal (shared by several)")])
def test_a_value_is_said_to_be_shared_where_it_lost_more_than_two_bits(records: int, said: str) -> None:
    """10 bits of two, 7 of three."""
    others: list[Record] = [{"name": f"甲{at}", "phone": "021-66660000"} for at in range(records - 1)]
    found = pair(OTHER | {"phone": "021-66660000"}, NAME | {"phone": "021-66660000"}, others)
    assert explain(found, 0).en.split("; ")[0] == said
