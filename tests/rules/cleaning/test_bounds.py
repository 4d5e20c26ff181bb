"""Where the rules that read pasted cells draw their lines: one step on either side, and each word that counts."""

from __future__ import annotations

import pytest

from workbook.rules.cleaning import header_rows
from workbook.rules.cleaning.content_kinds import is_company, look_of
from workbook.rules.cleaning.data_rows import is_data
from workbook.rules.cleaning.header_names import known, normal, numbers_rows, recognise

ENDS = """公司 集团 厂 店 商行 经营部 事务所 合作社 研究院
研究所 医院 学校 大学 学院 中心 银行 酒店 部 社 会 院 馆 堂 行 局"""
FORMS = """co ltd inc llc corp corporation company gmbh limited plc group s.a sa ag bv pty"""
BEFORE = """客户 顾客 公司 单位 企业 厂家 厂商 供应商 经销商 联系人 联系 联络 负责人 办公 主要 常用 您的 贵公司
customer client company contact business office your main primary cust"""
BEHIND = """号码 信息 资料 填写 必填 可选 栏 no number numbers nr info 0 1 2 3 4 5 6 7 8 9 一 二 三"""
RUNNING = """序号 序 行号 no sn serial serialno nr rowno # №"""
SUMS = """合计 总计 小计 共计 总数 累计 本页合计 本表合计 本组合计 本月合计 本年合计 以上合计
累计合计 小计（3家） 合计：3家"""
BETWEEN = """- 3 -|第3页|第 3 页 共 9 页|第3页/共9页|共9页|共 9 页，第 3 页|页码：3|页次 3/9|Page 3|page: 3 of 9
共 1,200 条|共12条记录。|第 3 页 共 9 页 2026-06-01|制表人：某某|制单：|填表日期：6月|编制单位：甲
打印时间：10:00|导出人：某某|统计：某某|审核：|复核人：|审批：|批准人：|经办人：某某|经手：某某
会计：某某|出纳：|主管：|盖章：|签字：|签名：|签章：|大写：壹元整|金额大写：壹元整|合计大写：壹元
Printed by: x|Prepared by: x|Approved: x|Checked by: x|备注：以上|注：以上|附注：以上|注意：以上
说明：以上|备注说明：以上|温馨提示：以上|Note: x|Notes 1: x|Remark: x|Source: x|来源：x|数据来源：x
（以下空白）|以下无正文|完|(end)|The End|End of report.|end of list|end of file
*仅供内部使用请勿外传|----"""
NAMES = known({"name": ("客户名称",), "phone": ("电话",), "birthday": ("date of birth",)})


@pytest.mark.parametrize(
    ("look", "cell", "of_ten"),
    [
        ("email", "a@example.com", 6), ("mobile", "13800138000", 6), ("phone", "020-88880000", 6),
        ("website", "www.example.com", 6), ("date", "2026-06-01", 6), ("address", "广州市天河路1号", 6),
        ("company", "甲乙有限公司", 6), ("taxno", "91110000600037341L", 6), ("idnumber", "110101199003071234", 6),
        ("postcode", "510000", 9), ("person", "王芳", 9), ("amount", "1,234.50", 9), ("gender", "男", 9),
    ],
)  # fmt: skip
def test_how_many_cells_make_a_column_look_so(look: str, cell: str, of_ten: int) -> None:
    """Six of ten; nine where other things look alike."""
    assert look_of([cell] * of_ten + ["?!"] * (10 - of_ten)).look == look
    assert look_of([cell] * (of_ten - 1) + ["?!"] * (11 - of_ten)).look is None


def test_two_hundred_cells_are_looked_at() -> None:
    """The first that are filled."""
    assert look_of(["13800138000"] * 201).filled == 200


@pytest.mark.parametrize(
    ("cell", "look"),
    [
        ("天河路10号", "address"), ("天河路1号", None),  # six signs
        ("甲乙公司", "company"), ("乙公司", None),  # four signs
        ("公司2026公司", None),  # a year is no name
        ("910000", None), ("810000", "postcode"), ("51000", None), ("5100001", None),
        ("1.2345", "amount"), ("1.23456", None), ("￥5", "amount"), ("1,234", "amount"), ("1.5万", "amount"),
        ("2亿元", "amount"),
        ("20260601", "date"), ("20261301", None), ("2026年6月1日", "date"), ("1/6/26", "date"), ("1 Jun 2026", "date"),
        ("民国115年6月1日", "date"), ("2026-06-01 10:00", "date"), ("2126-06-01", None),
    ],
)  # fmt: skip
def test_what_a_cell_looks_like(cell: str, look: str | None) -> None:
    """By itself."""
    assert look_of([cell]).look == look


@pytest.mark.parametrize("end", ENDS.split())
def test_how_names_of_organisations_end(end: str) -> None:
    """And only end so."""
    assert is_company(f"甲乙丙{end}")
    assert not is_company(f"{end}甲乙丙")


@pytest.mark.parametrize("word", FORMS.split())
def test_words_of_organisations(word: str) -> None:
    """In Latin letters, as words."""
    assert is_company(f"Acme {word}")
    assert not is_company(f"Acmex{word}x")


@pytest.mark.parametrize(("cell", "data"), [("a@b", True), ("1234a", False), ("12a345", True), ("长" * 40, False)])
def test_what_is_no_header(cell: str, *, data: bool) -> None:
    """A mail address, five digits, more than forty signs."""
    assert header_rows.looks_like_data(cell) == data
    assert header_rows.looks_like_data("长" * 41)


@pytest.mark.parametrize("above", [29, 30])
def test_thirty_rows_are_searched_for_a_header(above: int) -> None:
    """From the top."""
    cells = [*[["前言", ""]] * above, ["客户名称", "电话"], ["甲乙有限公司", "020-88880000"]]
    assert (header_rows.header_rows(cells, NAMES) == (above,)) == (above < 30)


@pytest.mark.parametrize("word", BEFORE.split())
def test_words_before_a_header(word: str) -> None:
    """They change nothing."""
    found = recognise(f"{word}电话", NAMES, loosely=False)
    assert found is not None
    assert (found.field, found.how) == ("phone", "affix")


@pytest.mark.parametrize("word", BEHIND.split())
def test_words_behind_a_header(word: str) -> None:
    """They change nothing."""
    found = recognise(f"电话{word}", NAMES, loosely=False)
    assert found is not None
    assert (found.field, found.how) == ("phone", "affix")


@pytest.mark.parametrize("word", RUNNING.split())
def test_headers_of_running_numbers(word: str) -> None:
    """In any case and with a point behind them."""
    assert numbers_rows(word)
    assert numbers_rows(word.upper())
    assert not numbers_rows(f"x{word}x")


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("date of birht", "birthday"),  # 24 of 26 signs
        ("date of b", None),  # more than two signs short
        ("x" * 31, None),
        ("客户名稱", "name"),
        ("客户名", "name"),
        ("户名", None),
    ],
)
def test_a_header_that_is_nearly_one(header: str, field: str | None) -> None:
    """Three signs at least, two more or fewer at most, four fifths alike."""
    found = recognise(header, NAMES)
    assert (found.field if found else None) == field


@pytest.mark.parametrize(
    ("header", "field"),
    [("phnoe", "phone"), ("phonne", "phone"), ("sales", None), ("sclae", "scale"), ("scales", "scale")],
)
def test_a_short_english_word_bears_one_slip(header: str, field: str | None) -> None:
    """Two make another word; a swap of neighbours is one."""
    found = recognise(header, known({"phone": (), "scale": ()}))
    assert (found.field if found else None) == field


def test_a_longer_english_word_bears_two() -> None:
    """Seven letters and more."""
    found = recognise("wbsitex", known({"website": ()}))
    assert found is not None
    assert found.how == "similar"


def test_signs_around_a_header_do_not_count() -> None:
    """Brackets with what is in them, unless nothing else is there."""
    assert normal("* 公司 名稱【必填】(选)：") == "公司名称"
    assert normal("（公司）") == "公司"


@pytest.mark.parametrize("text", SUMS.split())
def test_a_row_of_a_sum(text: str) -> None:
    """By the word in its first cell, whatever stands beside it; in English only beside figures."""
    assert not is_data((text, "王芳"), frozenset())


@pytest.mark.parametrize("text", ["total", "Totals", "sub-total", "Subtotal", "Grand Total", "SUM"])
def test_a_row_of_a_sum_in_english(text: str) -> None:
    """A firm may be called so: figures alone stand beside the word."""
    assert not is_data((text, "3", "1,200"), frozenset())
    assert is_data((text, "Ann Lee"), frozenset())


@pytest.mark.parametrize("text", BETWEEN.replace("\n", "|").split("|"))
def test_what_stands_between_and_below_the_rows(text: str) -> None:
    """Page lines, signatures and footnotes, alone in their row."""
    assert not is_data((text, "", ""), frozenset())
