"""Printed lists: what stands between the rows is none of them."""

from __future__ import annotations

import pytest

from workbook.rules.cleaning import headers
from workbook.rules.cleaning.data_rows import data_rows, is_data

NAMES = {"name": ("客户名称", "Customer"), "contact_name": ("联系人", "Contact"), "phone": ("电话", "Phone")}
HEAD: list[object] = ["客户名称", "联系人", "电话"]


def test_a_print_of_several_pages() -> None:
    """Titles, header, page lines, sums and signatures of each page are passed over."""
    firms: list[list[object]] = [[f"甲{sign}有限公司", "王芳", "020-88880000"] for sign in "乙丙丁"]
    block: list[list[object]] = [
        ["客户资料打印"], ["打印日期：2026-06-01", "", "页码 1/2"], HEAD, *firms[:2],
        ["小计", "", "2"], ["第1页 共2页"], [],
        ["客户资料打印"], ["打印日期：2026-06-01", "", "页码 2/2"], HEAD, firms[2],
        ["合计", "", "3"], ["制表人：某某", "", "审核："], ["注：本表仅供内部使用。"],
    ]  # fmt: skip
    assert data_rows(block, headers.read(block, NAMES)) == [3, 4, 11]


@pytest.mark.parametrize(
    "row",
    [
        ("Total", "Ann Lee", "+33 1 5550 0100"),
        ("一页书店", "", ""),
        ("说明书印刷厂", "", ""),
        ("第一页文化公司", "", ""),
        ("制表机械厂", "王芳", ""),
        ("备注：老客户", "王芳", "020-88880000"),
        ("共和贸易行", "", "3"),
        ("大写书法馆", "", ""),
    ],
)
def test_a_firm_that_only_sounds_so_is_data(row: tuple[str, ...]) -> None:
    """What stands beside it, or behind it, tells."""
    assert is_data(row, frozenset())
