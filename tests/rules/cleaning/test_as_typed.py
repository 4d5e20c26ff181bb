# ruff: noqa: E501 - what is typed stands as it is typed
"""What people type, and what it is read as: every kind of value, as text on file.

Each line of the file is one cell: what was typed, the value, and the note that goes with it. It is to be read as a
list of promises; a rule that comes to read one of them otherwise is seen there. python -m workbook.regenerate writes it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from stdnum.iso7064 import mod_11_2

from workbook.rules.cleaning import amounts, dates, emails, id_numbers, phones, postcodes, tax_numbers, text, websites
from workbook.rules.cleaning.cleaned import Cleaned
from workbook.rules.cleaning.content_kinds import is_company, is_person, look_of

GOLDEN = Path(__file__).with_name("golden")

TYPED: Mapping[str, tuple[Callable[[str], Cleaned[Any]], str]] = {
    "amounts": (
        amounts.clean,
        """0 7 007 1234.5 1,234.50 12,34 1,234,567.89 1'234.50 1 234.50 1234,5678 1,2345 12,3456,7890 .5 5. 1.2.3 1.234,56
        ￥100 ¥100 CN¥100 RMB100 CNY100 人民币100 人民幣100 100元 100元整 100圆 100圆整 100圓 100圓整 100块 100块钱 100塊 100塊錢 100yuan
        ￥100元 ￥:100 RMB.100 -￥100 ￥-100 (￥100) (100元) （500） -500 −500 –500 +500 负500 負500 500- 500-- ((5)) 5)
        $100 US$100 USD100 100美元 100美金 €100 EUR100 100欧元 100歐元 £100 GBP100 100英镑 100英鎊 JPY100 100日元 100日圆 100円
        HK$100 HKD100 100港币 100港幣 100港元 NT$100 TWD100 NTD100 100新台币 100新臺幣 100台币 US$ usd
        3百 3千 3仟 3k 3K 3万 3萬 3w 3百万 3百萬 3千万 3千萬 3亿 3億 3万亿 3萬億 3m 3million 3bn 3billion 1.25万 3亿2000万 3万5千 5千3万 3万5
        3万3万 1.2万元 12万元整 0.5亿
        5% 12.5％ 1e3 1.5E+6 1e15 1e16 -2e2 12e3 1e999 999999999999999999 1234567890123456789
        约100 100左右 100以上 100以下 100多 100余 近100 超过100 >100 <100 ≥100 ±5 ~100 about100 approx100 5-10 5~10 5～10万 5至10 5到10 5to10 3万-5万
        零 一 十 十五 二十 一百零五 壹佰 贰仟 叁万 肆拾伍元陆角柒分 捌玖 壹万贰仟叁佰元伍角整 壹亿贰仟万 两千 貳佰 參拾 陸拾 〇 十万 伍角 伍元零叁分 壹佰元正
        一二三 二〇二四 一万亿 元 abc 1a a1 -- — 无 n/a 待定 #N/A""",
    ),
    "dates": (
        dates.clean,
        """2024-1-5 2024-01-05 2024/1/5 2024.1.5 2024年1月5日 2024年1月5号 2024年1月 2024-13-1 2024-2-30 2024-02-29 2023-02-29 20240105
        20241305 240105 24-1-5 49-1-5 50-1-5 5/1/2024 13/1/2024 1/13/2024 5/1/24 05.01.2024 1-5 1月5日 45296 1 60 61 59 0 2958465 2958466
        45296.5 1899-12-31 1900-1-1 9999-12-31 10000-1-1 0001-1-1 民国113年1月5日 民國113年1月5日 民国113/1/5 113/1/5 民国元年1月5日
        Jan_5,_2024 5_Jan_2024 5-Jan-24 January_5_2024 Sept_5_2024 5th_May_2024 2024-01-05_10:30 2024-01-05T10:30:00 2024-01-05_上午10:30
        2024年1月5日_星期五 2024年1月5日（周五） 二〇二四年一月五日 二零二四年十二月三十一日 ２０２４－０１－０５ 2024-1-5至2024-1-6 2024 Q1 昨天 去年 明天 长期 2024-00-10
        2024-10-00 32/1/2024 2/30/2024 Feb_30_2024 2024, 2024年 无 — today 2024_1_5 2024-1-5. 2024~1~5 農曆正月初五""",
    ),
    "phones": (
        phones.clean,
        """13800138000 138_0013_8000 138-0013-8000 +8613800138000 +86_138_0013_8000 008613800138000 8613800138000 013800138000 +13800138000
        12800138000 1380013800 138001380000 020-88880000 02088880000 (020)88880000 （020）88880000 0_20_88880000 +86-20-88880000 +862088880000
        0086-20-88880000 86-20-88880000 20-88880000 2088880000 057188001122 57188001122 0571-88001122 0571/88001122 0571—88001122 88880000 8888_0000
        888000 020-88880000-123 020-88880000转123 020-88880000轉123 020-88880000分机123 020-88880000_ext.123 020-88880000x123 020-88880000#123
        020-88880000转1234567 400-800-0000 4008000000 400_800_0000 800-800-0000 8008000000 95588 955888 10086 110 12345 12345678901234567890
        +1_212-555-0100 +1(212)555-0100 001-212-555-0100 212-555-0100 (212)_555-0100 212.555.0100 2125550100 +44_20_7946_0958 +852_2345_6789 852-23456789
        85223456789 0852-23456789 853-28345678 886-2-23456789 886_912345678 00852-23456789 02-2345-6789 +81_3-1234-5678 +999123 +1
        电话：020-88880000 Tel:020-88880000 Tel._020-88880000 T:020-88880000 手机：13800138000 传真：020-88880001 Fax:020-88880001 F:020-88880001 M:13800138000
        020-88880000/88880001 020-88880000、13800138000 020-88880000;020-88880001 13800138000_13900139000 13800138000/13900139000 13800138000或13900139000
        020-88880000,88880001 电话/传真：020-88880000 电话：020-88880000_传真：020-88880001 13800138000(张三) 张三13800138000 王工：13800138000
        1.38001E+10 1.38001380E+10 138001380000.0 13800138000.0 '13800138000 =13800138000 无 — 没有电话 x 0 000-00000000 0991-1234567 0999-8888888
        0710-3333333 710-3333333 0100-88880000 010-12345678 +86_10_1234_5678 19900000000 16100000000 11000000000""",
    ),
    "e-mail": (
        emails.clean,
        """a@example.com A.B@Example.COM a@b a@ @example.com a a@@example.com a@example a.example.com a＠example.com a@example。com a@example,com
        a@example..com mailto:a@example.com 张三<a@example.com> <a@example.com> a@example.com;b@example.com a@example.com,b@example.com a@example.com_b@example.com
        a@example.com_a@example.com a_@_example.com a+b@example.com a_b@example.com =a@example.com +a@example.com a@例子.公司 a@xn--fsq.com a@example.c a@-example.com
        a@example-.com .a@example.com a.@example.com a..b@example.com a@example.com. a@example.com， a@example.com（王） QQ:12345@qq.com 12345 无 n/a a@1.2.3.4""",
    ),
    "websites": (
        websites.clean,
        """example.com www.example.com WWW.Example.COM http://example.com https://example.com/ https://example.com/a/b?c=1 http://example.com:8080/x example.com. example。com
        www.example.com；www.example.org example ftp://example.com http:// a@example.com https://example.com/a@b 官网 example.公司 例子.中国 xn--fsq.com
        example.c -example.com exam_ple.com https:example.com http//example.com www.example.com/目录 无 — 1.2.3.4 example.com/a，b m.example.com?x=1""",
    ),
    "identity numbers": (
        id_numbers.clean,
        """360426199101010004 360426199101010001 36042619910101000x 36042619910101000X 360426_19910101_0004 360426-19910101-0004 360426910101000 36042691010100X
        360426199113010004 360426199102300004 990426199101010004 110101900101000 3604261991010100041 36042619910101 3.60426E+17 '360426199101010004 护照E12345678
        E12345678 无 123456789 1234567890""",
    ),
    "tax numbers": (
        tax_numbers.clean,
        """91110000600037341L 91110000600037341l 9111_0000_6000_37341L 9111-0000-6000-37341L 9111OOOO60OO37341L 91110000600037341A 91110000600037341 91110000600037341LL
        税号：91110000600037341L ：91110000600037341L 110000600037341 11000060003734112345 911100006000373412 9111000060003734I2 9.1111E+17 无 abc abcdef 12345 123456
        US12-3456789 12-3456789 Ｉ９１ '91110000600037341L""",
    ),
    "postcodes": (
        postcodes.clean,
        """510000 51000 ５１００００ 510_000 51-0000 5100000 010000 10000 999077 SW1A_1AA K1A0B1 邮编510000 邮编：510000 邮政编码_510000 郵編:510000 P.C.510000 PC_510000 ZIP_10001
        10001-1234 510000.0 abc 无 =510000 -1""",
    ),
    "names": (
        text.clean_name,
        """张三 张　三 张_三 John__Smith 甲乙（上海）有限公司 甲乙(上海)有限公司 Ａ１２有限公司 =1+1 ＝1+1 @me -x +86 无 n/a 待定 tbd 未知 #REF! 。 * 张三（经理） （张_三）李_四 a_b c:_d""",
    ),
    "texts": (
        text.clean,
        """=1+1 +1 -1 -1% +86_20_8888_0000 -12.50 @SUM(A1) ＝x －5 ＋x =cmd|x +a ￥5 -￥5 +1e5 -(5) +1-2-3_转_5 +1_x5 a=b '=x 甲：乙，丙；丁！戊？（己） Ａ：Ｂ，Ｃ a；b——c é""",
    ),
}  # fmt: skip
VALID: Mapping[str, Callable[[str], bool]] = {
    "amounts": amounts.is_valid,
    "dates": dates.is_valid,
    "phones": phones.is_valid,
    "e-mail": emails.is_valid,
    "websites": websites.is_valid,
    "identity numbers": id_numbers.is_valid,
    "tax numbers": tax_numbers.is_valid,
    "postcodes": postcodes.is_valid,
    "names": text.is_valid,
    "texts": text.is_valid,
}
LOOKS = (
    "020-88880000 13800138000 1380013800 138-0013-8000 a@example.com www.example.com example.com 510000 910000 甲乙有限公司 公司 某某集团 五金店 张伟 欧阳明 欧阳 王 "
    "王经理 公园 李先生 李白会 John_Smith Mr._John_Smith John_Q._Smith john_smith John_Bank_Ltd Smith Acme_Inc ACME_GmbH 广州市天河路1号 天河路1号 天河路10号 天河路 12_High_Street 12_Hill "
    "2024-01-05 20240105 5/1/24 5_Jan_24 民国113年1月5日 2024年1月 男 女 M f 先生 Ms 1,234 1234 1234.5 ￥12 3.5万 3万元 12% 360426199101010004 91110000600037341L "
    "1234567 123456789 12345678.5 2024年展会有限公司 2024展会 华东 无 - 95588 88880000 +1_212-555-0100"
)


def _cells(typed: str) -> Iterator[str]:
    """The cells of a listing: apart by blanks, a low line for a blank inside."""
    return (one.replace("_", " ") for one in typed.split())


@pytest.mark.parametrize("kind", TYPED)
def test_what_is_typed_is_read_as_on_file(kind: str) -> None:
    """Value and note of each."""
    clean, typed = TYPED[kind]
    told = []
    for cell in _cells(typed):
        found = clean(cell)
        valid = "as it stands" if VALID[kind](cell) else ""
        told.append("\t".join([cell, str(found.value), valid, found.note.en if found.note else ""]).rstrip())
        assert found.note is None or found.note.zh
    file = GOLDEN / f"{kind}.txt"
    if os.environ.get("CUSTOMER_BOOK_WRITE"):
        file.write_text("\n".join(told) + "\n", "utf-8", newline="\n")
    assert told == file.read_text("utf-8").split("\n")[:-1]


def test_what_a_cell_looks_like_is_on_file() -> None:
    """Alone in its column; and whether it looks like a person's name or a firm's."""
    told = [
        "\t".join([cell, str(look_of([cell]).look), f"person {is_person(cell)}", f"company {is_company(cell)}"])
        for cell in _cells(LOOKS)
    ]
    file = GOLDEN / "looks.txt"
    if os.environ.get("CUSTOMER_BOOK_WRITE"):
        file.write_text("\n".join(told) + "\n", "utf-8", newline="\n")
    assert told == file.read_text("utf-8").split("\n")[:-1]


def test_a_place_is_of_a_province_that_there_is() -> None:
    """GB/T 2260, and the residence permits of Hong Kong, Macao, Taiwan and of foreigners; no other two digits."""
    known = "11-15 21-23 31-37 41-46 50-54 61-65 71 81-83 91"
    provinces = {n for part in known.split() for n in range(int(part[:2]), int(part[-2:]) + 1)}
    right = set()
    for place in range(10, 100):
        number = f"{place}0101199001011"[:14] + "000"
        whole = number + mod_11_2.calc_check_digit(number)
        note = id_numbers.clean(whole).note
        if note is None or "first two digits" not in note.en:
            right.add(place)
    assert right == provinces


def test_which_signs_are_put_right_is_on_file() -> None:
    """Every sign of the first plane that does not stay what it is: in a line, in several lines, in a number; ranges."""
    told = []
    for name, put_right in (
        ("a line", text.tidy),
        ("several lines", lambda cell: text.tidy(cell, multiline=True)),
        ("Chinese", lambda cell: text.tidy(f"{cell}甲")),
        ("a number", text.half_width),
        ("a file", text.writable),
    ):
        runs: list[list[Any]] = []
        for code in range(0x10000):
            became = put_right(f"x{chr(code)}y").removesuffix("甲")[1:-1]
            if became != chr(code):
                half = became and ord(became[0]) == code - 0xFEE0
                kind = "half as wide" if half else "another form" if became > "\x7f" else f"becomes {became!r}"
                if runs and runs[-1][1] == code - 1 and runs[-1][2] == kind:
                    runs[-1][1] = code
                else:
                    runs.append([code, code, kind])
        told += [f"{name}: {first:04x}-{last:04x} {kind}" for first, last, kind in runs]
    file = GOLDEN / "signs.txt"
    if os.environ.get("CUSTOMER_BOOK_WRITE"):
        file.write_text("\n".join(told) + "\n", "utf-8", newline="\n")
    assert told == file.read_text("utf-8").split("\n")[:-1]
