"""What each kind of pasted value becomes: one table a kind."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pandas as pd
import pytest

from workbook.rules.cleaning import (
    amounts,
    columns,
    dates,
    emails,
    id_numbers,
    phones,
    postcodes,
    tax_numbers,
    text,
    websites,
)


@pytest.mark.parametrize(
    ("written", "phone", "mobile", "fax"),
    [
        ("020-88880000转8001", ["020-88880000-8001"], [], []),
        ("(0755)8888 0000", ["0755-88880000"], [], []),
        ("86-755-88880000", ["0755-88880000"], [], []),
        ("0086 20 88880000", ["020-88880000"], [], []),
        ("020-88880000/88880001", ["020-88880000", "020-88880001"], [], []),
        ("020-8888 0000-801", ["020-88880000-801"], [], []),
        ("400 800 1234", ["400-800-1234"], [], []),
        ("８００－８１０－１２３４", ["800-810-1234"], [], []),
        ("13800138000 13900139000", [], ["13800138000", "13900139000"], []),
        ("138-0013-8000", [], ["13800138000"], []),
        ("08613800138000", [], ["13800138000"], []),
        ("电话/传真：020-88880000", ["020-88880000"], [], ["020-88880000"]),
        ("M: 13800138000 T: 02088880000 F: 02088880001", ["020-88880000"], ["13800138000"], ["020-88880001"]),
        ("Tel: +1 (212) 555-0100 ext 12", ["+1 212-555-0100 ext. 12"], [], []),
        ("+852 2123 4567", ["+852 2123 4567"], [], []),
        ("+13900139000", [], ["13900139000"], []),
        ("+139 0013 9000", [], ["13900139000"], []),
        ("+12125550100", ["+1 212-555-0100"], [], []),
        ("(852)21234567", ["+852 2123 4567"], [], []),
        ("853-2888-1234", ["+853 2888 1234"], [], []),
        ("886-2-2345-6789", ["+886 2 2345 6789"], [], []),
        ("0851-8555 0000", ["0851-85550000"], [], []),
    ],
)
def test_phones_in_a_cell(written: str, phone: list[str], mobile: list[str], fax: list[str]) -> None:
    """Each number of a cell is found, written in one form, and told apart as telephone, mobile or fax."""
    found = phones.split(written)
    assert (list(found.phones), list(found.mobiles), list(found.faxes)) == (phone, mobile, fax)


def test_a_name_beside_a_number_is_kept() -> None:
    """Words that stand with the numbers come back as `left`."""
    assert phones.split("手机13800138000 张先生").left == "张先生"
    assert columns.split_phones(pd.Series(["13800138000（微信同号）"])).loc[0, "left"] == "微信同号"


def test_numbers_of_another_region() -> None:
    """With a region, national numbers of that country are read."""
    assert phones.clean("(212) 555-0100", region="US").value == "+1 212-555-0100"


@pytest.mark.parametrize("written", ["abc", "12", "1.38E+10", "2024-01-05", "02-2345-6789", "010-1234567"])
def test_no_phone(written: str) -> None:
    """What is no telephone number is None with a note."""
    cleaned = phones.clean(written)
    assert cleaned.value is None
    assert cleaned.note is not None


@pytest.mark.parametrize(
    "a", ["+86-20-88880000-123", "020-88880000", "02088880000", "(020) 8888-0000转5", "0086-20-88880000"]
)
def test_one_match_key_a_number(a: str) -> None:
    """All spellings of one number have the same key."""
    assert phones.match_key(a) == "2088880000"


@pytest.mark.parametrize(
    ("written", "value", "english"),
    [
        ("张三 <San@Example.com>", "San@example.com", None),
        ("a.b@example.com,c@example.com", "a.b@example.com", "2 addresses stand in one cell; the first is taken here"),
        ("a@b", None, "'a@b' has no domain"),
        ("@example.com", None, "'@example.com' has no name before the @"),
        ("example.com", None, "'example.com' has no @"),
        ("=cmd@example.com", "cmd@example.com", None),
        ("foo@bar。com", "foo@bar.com", None),
    ],
)
def test_emails(written: str, value: str | None, english: str | None) -> None:
    """An address is read out of what stands around it; otherwise the note says what is missing."""
    cleaned = emails.clean(written)
    assert cleaned.value == value
    assert (cleaned.note.en if cleaned.note else None) == english


@pytest.mark.parametrize(
    ("written", "identity"),
    [
        ("https://www.example.com.cn/about?x=1", "example.com.cn"),
        ("sales.example.com", "example.com"),
        ("myshop.taobao.com", "myshop.taobao.com"),
        ("shop.taobao.com", ""),
        ("https://weixin.qq.com/x", ""),
        ("mail.163.com", ""),
        ("", ""),
    ],
)
def test_what_identifies_a_firm(written: str, identity: str) -> None:
    """A firm's own domain identifies it; a platform's or a mail provider's does not."""
    assert websites.identity(written) == identity


def test_postcodes_lose_zeros() -> None:
    """Five digits are kept with a warning, and a number cell with decimals is read."""
    assert postcodes.clean("510000.0").value == "510000"
    note = postcodes.clean("10000").note
    assert note is not None
    assert "leading zero" in note.en


def test_tax_numbers_with_lookalike_letters() -> None:
    """Letters the code does not use are read as digits only where the check sign then holds."""
    assert tax_numbers.clean("9111OOOO60OO37341L").value == "91110000600037341L"
    wrong = tax_numbers.clean("9111OOOO60OO37342L")
    assert wrong.value == "9111OOOO60OO37342L"
    assert wrong.note is not None
    assert tax_numbers.clean("9.11E+17").value is None


@pytest.mark.parametrize(
    ("written", "english"),
    [
        ("360426199101010004", None),
        ("360426910101007", None),
        ("36042619910101007", "'36042619910101007' has 17 signs; an identity number has 18"),
        ("360426199113010071", "the birth date in '360426199113010071' does not exist"),
        ("360426199101010001", "'360426199101010001' has a wrong check sign; please check it"),
        ("321119198501010002", None),  # a county that no list has
        ("330114198501010001", None),  # a district of 2021
        ("810000198501010002", None),  # a residence permit
        ("00000019850101001X", "no province has the first two digits of '00000019850101001X'; please check it"),
    ],
)
def test_identity_numbers(written: str, english: str | None) -> None:
    """Length, birth date, check sign and region are checked, and the first trouble is named."""
    note = id_numbers.clean(written).note
    assert (note.en if note else None) == english


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("24-1-5", dt.date(2024, 1, 5)),
        ("24/1/5", dt.date(2024, 1, 5)),
        ("45296.75", dt.date(2024, 1, 5)),
        ("2024年1月5日 星期五 下午3点", dt.date(2024, 1, 5)),
        ("2024-01-05T10:30:00.123Z", dt.date(2024, 1, 5)),
        ("二〇二四年十二月二十五日", dt.date(2024, 12, 25)),
        ("January 5th, 2024", dt.date(2024, 1, 5)),
        ("Fri, 5 Jan 2024", dt.date(2024, 1, 5)),
        ("13/1/2024", dt.date(2024, 1, 13)),
        ("1/13/2024", dt.date(2024, 1, 13)),
        ("12/31/99", dt.date(1999, 12, 31)),
        ("2026年元月5日", dt.date(2026, 1, 5)),
        ("2026 01 05", dt.date(2026, 1, 5)),
        ("2026\\1\\5", dt.date(2026, 1, 5)),
        ("115/01/05", dt.date(2026, 1, 5)),
        ("民國一百一十五年一月五日", dt.date(2026, 1, 5)),
        ("民国一百零五年十月二十日", dt.date(2016, 10, 20)),
        ("260105", dt.date(2026, 1, 5)),
    ],
)
def test_dates(written: str, day: dt.date) -> None:
    """Usual spellings with one reading are that day."""
    assert dates.clean(written).value == day


@pytest.mark.parametrize(
    "written", ["5/1/2024", "5/1/24", "2024-02-30", "2024年1月", "1月5日", "today", "99999", "202401", "2024-13-01"]
)
def test_no_date_is_guessed(written: str) -> None:
    """Two readings, half dates and days that do not exist are None with a note."""
    cleaned = dates.clean(written)
    assert cleaned.value is None
    assert cleaned.note is not None


def test_the_column_decides_between_day_and_month() -> None:
    """One unmistakable date of a column decides how its others are read; without one nothing is read."""
    decided = columns.clean(pd.Series(["5/1/2024", "13/1/2024"]), "date")
    assert decided.values.tolist() == [dt.date(2024, 1, 5), dt.date(2024, 1, 13)]
    left_open = columns.clean(pd.Series(["5/1/2024", "6/1/2024"]), "date")
    assert left_open.values.tolist() == [None, None]
    assert sorted(left_open.notes) == [0, 1]


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("￥1,234.50", "1234.50"),
        ("1.2万", "12000"),
        ("3亿2000万", "320000000"),
        ("（５００）", "-500"),
        ("500-", "-500"),
        ("￥-500", "-500"),
        ("人民币1,000元整", "1000"),
        ("RMB1.2万元", "12000"),
        ("1,0000", "10000"),
        ("壹万贰仟叁佰元伍角整", "12300.5"),
        ("1.5E+5", "150000"),
        ("US$1,000", "1000"),
    ],
)
def test_amounts(written: str, amount: str) -> None:
    """Amounts with currency, thousands, 万 and 亿, brackets and capital numerals are exact."""
    assert amounts.clean(written).value == Decimal(amount)


@pytest.mark.parametrize("written", ["1.234,56", "1,23", "12,34,567", "5-10万", "约5万", "15%", "abc", "1.2.3"])
def test_no_amount_is_guessed(written: str) -> None:
    """Two readings, ranges and estimates are None with a note."""
    cleaned = amounts.clean(written)
    assert cleaned.value is None
    assert cleaned.note is not None


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("ＡＢＣ　１２", "ABC 12"),
        ("a\u200bb\u00a0c", "ab c"),
        ("华为技术（上海）有限公司", "华为技术（上海）有限公司"),
        ("＝HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("  =1+1", "'=1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("-2+3+cmd|' /C calc'!A0", "'-2+3+cmd|' /C calc'!A0"),
        ("+86 20 8888 0000", "+86 20 8888 0000"),
        ("+1+1;=A1", "'+1+1;=A1"),
        ("-12.50", "-12.50"),
        ("臺灣", "臺灣"),
    ],
)
def test_plain_text(written: str, value: str) -> None:
    """Widths, spaces and unseen signs are put right, formulas disarmed, characters never translated."""
    assert text.clean(written).value == value


def test_long_text_keeps_its_lines() -> None:
    """With multiline, line ends stay, of whatever kind."""
    assert text.clean("一\r\n二\r三\u2028四 ", multiline=True).value == "一\n二\n三\n四"
    assert text.clean("一\r\n二").value == "一 二"


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        (13800138000.0, "13800138000"),
        (float("nan"), ""),
        (None, ""),
        (pd.NA, ""),
        (pd.NaT, ""),
        (1.5, "1.5"),
        (dt.datetime(2024, 1, 5), "2024-01-05"),
    ],
)
def test_cells_of_any_type_are_read_as_shown(cell: object, shown: str) -> None:
    """A number that was a phone is its digits, not 1.38E+10."""
    assert text.of(cell) == shown


@pytest.mark.parametrize("part", ["1", "a.", "(", "1.", "公司"])
def test_a_cell_full_of_prose_is_read_at_once(part: str) -> None:
    """The longest text a cell can hold is no address and no date, and is not searched for one."""
    full = part * (32_767 // len(part))
    assert websites.clean(full).value is None
    assert dates.clean(full).value is None
