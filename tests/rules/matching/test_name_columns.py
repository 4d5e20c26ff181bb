"""Two names: one firm or not."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook.rules.matching.evidence import MATCH, REVIEW
from workbook.rules.matching.name_columns import prepare
from workbook.rules.matching.name_pairs import compare


def bits(a: str, b: str) -> float:
    """The bits of a pair, held below MATCH where the names forbid one firm."""
    here = np.array([0])
    got = compare(prepare([a]), here, prepare([b]), here)
    return min(float(got.bits[0]), MATCH - 0.5) if got.capped[0] else float(got.bits[0])


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("阿里巴巴集团控股有限公司", "阿里巴巴集团控股"),
        ("广州市人易软件技术有限公司", "人易软件"),
        ("臺灣宏達電子股份有限公司", "台湾宏达电子股份有限公司"),
        ("上海宏达贸易有限公司", "宏达贸易（上海）有限公司"),
        ("上海宏达贸易有限公司", "上海宏达商贸有限责任公司"),
        ("上海宏达贸易有限公司", "上海宏达"),
        ("上海宏达贸易有限公司", "上海弘达贸易有限公司"),
        ("上海宏达贸易有限公司", "上海宏达贸易有限公可"),
        ("深深圳市奥湖酿造厂", "深圳市奥湖酿造厂"),
        ("Guangzhou Renyi Software Co., Ltd.", "广州市人易软件有限公司"),
        ("Acme Foods Co., Ltd", "ACME FOODS LIMITED"),
        ("嘉善宏达印刷厂", "嘉善县宏达印刷厂"),
        ("Philips NV", "Philips"),
        ("Philips N.V.", "PHILIPS"),
        ("Nokia Oy", "Nokia"),
        ("昆山市辰服峰饰有限公司", "昆山市辰峰服饰有限公司"),
    ],
)
def test_one_firm(a: str, b: str) -> None:
    """The same firm written in two ways is a match by its name alone."""
    assert bits(a, b) >= MATCH


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("上海华为科技", "深圳华美科技"),
        ("上海华为科技有限公司", "上海华美科技有限公司"),
        ("上海宏达贸易有限公司", "北京宏达贸易有限公司"),
        ("上海宏达贸易有限公司", "上海宏达建材有限公司"),
        ("北京银行", "上海银行"),
        ("华美食品", "华美达食品"),
        ("张伟", "李伟"),
        ("客户1001有限公司", "客户1002有限公司"),
        ("Company 1001 Ltd", "Company 1002 Ltd"),
    ],
)
def test_not_one_firm(a: str, b: str) -> None:
    """Another core, place or trade is another firm."""
    assert bits(a, b) < REVIEW


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("招商银行股份有限公司", "招商银行股份有限公司深圳分行"),
        ("宏达有限公司广州分公司", "宏达有限公司深圳分公司"),
        ("宏达（天河店）", "宏达"),
        ("广东宏达贸易有限公司", "广州宏达贸易有限公司"),
    ],
)
def test_branches_and_provinces_are_for_review(a: str, b: str) -> None:
    """A branch is neither its head office nor another branch; a province's firm is seldom the city's."""
    assert REVIEW <= bits(a, b) < MATCH


def test_a_persons_name_alone_does_not_decide() -> None:
    """Two records named 张伟 may be two persons."""
    assert REVIEW <= bits("张伟", "張偉") < MATCH


parts = st.tuples(
    st.sampled_from(["", "上海", "广州市", "广东省广州市", "永年县", "Shanghai "]),
    st.sampled_from(["宏达", "弘达", "宏达兴", "阿里巴巴", "阿里巴吧", "人易", "张伟", "abc", "中山宏达"]),
    st.sampled_from(["", "贸易", "商贸", "科技", "光学仪器", " Trading"]),
    st.sampled_from(["", "有限公司", "厂", "集团", "有限公司分公司", " Co Ltd"]),
).map("".join)


@given(
    pairs=st.lists(
        st.tuples(st.one_of(parts, st.text(max_size=8)), st.one_of(parts, st.text(max_size=8))), min_size=1, max_size=8
    )
)
def test_comparing_is_symmetric(pairs: list[tuple[str, str]]) -> None:
    """a against b weighs what b against a weighs."""
    left, right = prepare([a for a, _ in pairs]), prepare([b for _, b in pairs])
    here = np.arange(len(pairs))
    one, other = compare(left, here, right, here), compare(right, here, left, here)
    assert np.array_equal(one.bits, other.bits)
    assert np.array_equal(one.capped, other.capped)
    assert np.array_equal(one.core, other.core)


@given(name=parts)
def test_a_firm_is_itself(name: str) -> None:
    """A firm's name is at least worth a look against itself, and a company's is a match."""
    assert bits(name, name) >= (REVIEW if name else 0)


def test_the_list_s_own_word_says_what_a_name_is() -> None:
    """A firm that is called like a person, a person that is called like a firm."""
    names, kinds = ["张伟", "张伟", "张伟", "甲乙商行"], ["", "company", "person", "person"]
    assert prepare(names, kinds).maybe_person.tolist() == [True, False, True, True]
