"""What evidence is worth, and how it is said."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from workbook.rules.matching.evidence import MATCH, REVIEW, Evidence, explain, score, weigh
from workbook.rules.matching.records import prepare


def pair(
    a: dict[str, str | None], b: dict[str, str | None], others: list[dict[str, str | None]] | None = None
) -> Evidence:
    """The evidence of two records; `others` are more records of the second list."""
    here = np.array([0])
    return weigh(prepare(pd.DataFrame([a])), prepare(pd.DataFrame([b, *(others or [])])), here, here)


NAME: dict[str, str | None] = {"name": "上海宏达贸易有限公司"}
OTHER: dict[str, str | None] = {"name": "广州金龙食品有限公司"}


def test_a_number_many_share_is_weak() -> None:
    """A telephone of ten customers is a switchboard and counts little."""
    alone = pair(NAME | {"phone": "021-66660000"}, NAME | {"phone": "02166660000"})
    switchboard: list[dict[str, str | None]] = [{"name": f"甲{i}", "phone": "021-66660000"} for i in range(9)]
    shared = pair(NAME | {"phone": "021-66660000"}, NAME | {"phone": "021-66660000"}, switchboard)
    assert alone.parts["phone"][0] == 10
    assert shared.parts["phone"][0] <= 2
    assert "shared by several" in explain(shared, 0).en


def test_free_mail_domains_say_nothing() -> None:
    """Two addresses with one provider have nothing in common; with one firm's own domain they do."""
    free = pair(NAME | {"email": "a@qq.com"}, NAME | {"email": "b@qq.com"})
    own = pair(NAME | {"email": "a@hongda.example"}, NAME | {"website": "www.hongda.example"})
    assert free.parts["domain"][0] == 0
    assert own.parts["domain"][0] > 5


def test_a_platform_is_no_website_of_a_firm() -> None:
    """Two shops on one platform are not one firm."""
    assert pair(NAME | {"website": "taobao.com/a"}, NAME | {"website": "taobao.com/b"}).parts["domain"][0] == 0


def test_an_equal_tax_number_decides() -> None:
    """Whatever the names say, an equal tax number is a match, a different one none."""
    equal = pair(OTHER | {"tax_no": "91110000600037341L"}, NAME | {"tax_no": "91110000 600037341l"})
    different = pair(NAME | {"tax_no": "91110000600037341L"}, NAME | {"tax_no": "91350100M000100Y43"})
    assert equal.bits[0] >= MATCH
    assert different.bits[0] < MATCH


def test_equal_telephones_never_make_two_names_one() -> None:
    """Different names with the same telephone, mail and address are for review, not a match."""
    more: dict[str, str | None] = {"phone": "021-66660000", "email": "a@hongda.example", "address": "天河路1号"}
    found = pair(NAME | more, OTHER | more)
    assert REVIEW <= found.bits[0] < MATCH


def test_missing_values_say_nothing() -> None:
    """A blank on either side neither helps nor harms."""
    bare = pair(NAME, NAME)
    half = pair(NAME | {"phone": "021-66660000", "email": "a@b.example", "address": "x路1号"}, NAME)
    assert half.bits[0] == bare.bits[0]


@pytest.mark.parametrize(
    ("a", "b", "more"), [("天河路1号", "天河路2号", False), ("广东省广州市天河路１号", "天河路1号", True)]
)
def test_addresses(a: str, b: str, *, more: bool) -> None:
    """Another house number is another house; province, city and widths make no difference."""
    assert (pair(NAME | {"address": a}, NAME | {"address": b}).parts["address"][0] > 0) == more


def test_the_sentence() -> None:
    """The evidence is one line in both languages: what agrees, how near the names are, what differs."""
    found = pair(
        {"name": "宏达贸易", "phone": "021-66660000", "address": "天河路1号"},
        NAME | {"phone": "021-66660000", "address": "建设大道99号金龙大厦"},
    )
    assert explain(found, 0).en == "phone equal; name 0.96; address different"
    assert explain(found, 0).zh == "电话相同；名称 0.96；地址不同"


def test_scores_lie_between_nought_and_one() -> None:
    """The score rises with the bits: half at REVIEW, nine tenths at MATCH."""
    assert score(-1000) < score(REVIEW) < score(MATCH) < score(1000) <= 1
    assert score(REVIEW) == pytest.approx(0.5)
    assert score(MATCH) == pytest.approx(0.9)


def test_any_of_several_contacts_and_numbers() -> None:
    """One of several persons or telephones in common is enough."""
    found = pair(
        NAME | {"contact_name": "李明；王芳", "phone": "021-1111111; 021-66660000"},
        NAME | {"contact_name": "王芳女士", "mobile": None, "phone": "02166660000"},
    )
    assert found.parts["contact"][0] > 0
    assert found.parts["phone"][0] > 0


def test_a_page_of_text_in_an_address_is_compared_by_its_beginning() -> None:
    """Weighing cells full of text against each other would take minutes, and says no more."""
    street = "广州市天河区体育东路壹佰号" * 20
    found = pair(NAME | {"address": street + "甲" * 30_000}, NAME | {"address": street + "乙" * 30_000})
    assert found.parts["address"][0] > 0
