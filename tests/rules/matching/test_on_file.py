# ruff: noqa: E501 - names and records stand one a line
"""Names taken apart, and records held against each other, as text on file.

The first part says what place, core, trades, form and branch of each name are; the second which customers of a list
may be one, on what evidence, with which score; the third which persons. A weight, a word or a comparison that changes
is seen there. python -m workbook.regenerate writes it.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd

from workbook.rules.cleaning.content_kinds import is_person
from workbook.rules.matching import person_matching
from workbook.rules.matching.company_names import normal, read
from workbook.rules.matching.duplicates import duplicates
from workbook.rules.matching.evidence import candidates, explain, weigh
from workbook.rules.matching.name_columns import prepare as prepare_names
from workbook.rules.matching.name_pairs import Core, Part, compare
from workbook.rules.matching.records import prepare
from workbook.rules.names import place_names
from workbook.rules.names.chinese_characters import pinyin, simplify, syllables
from workbook.rules.names.company_words import trade_line, trade_stem
from workbook.rules.names.person_names import full_names, surname_of

GOLDEN = Path(__file__).with_name("golden")
NAMES = """广州市人易软件技术有限公司
廣州市人易軟件技術有限公司
广州人易软件
人易软件
广东省广州市天河区人易软件有限公司
人易（广州）软件有限公司
人易软件有限公司广州分公司
人易软件有限公司（总部）
人易软件有限公司总部
人易软件有限公司销售部
人易软件有限公司天河门市部
华为技术（上海）有限公司深圳分公司
北京银行
上海贸易公司
长安汽车
长安汽车股份有限公司
3M中国有限公司
3M中国
【甲乙有限公司】
甲乙有限公可
甲乙有限责任公司司
宏达五金经营部
宏达五金有限公司经营部
上海宏达化工厂
上海宏达工厂
宏达集团有限公司
宏达（集团）股份有限公司
宏达控股
中国宏达贸易有限公司
宏达国际贸易（香港）有限公司
上海宏达会计师事务所（特殊普通合伙）
义乌市宏达商行
鼓楼区宏达店
朝阳宏达食品有限公司
和平饭店
平安保险
黑龙江省农垦宏达有限公司
内蒙古自治区宏达乳业有限公司
新疆维吾尔自治区宏达棉业有限公司
上海自贸区宏达物流有限公司
苏州工业园区宏达电子有限公司
深圳市南山区科技园宏达电子厂
有限公司
公司
上海
上海市
贸易
甲
A
宏达(张伟)
宏达 张伟
宏达·食品
宏 达 食 品
Guangzhou Renyi Software Co., Ltd.
The Renyi Software Company
Renyi Software (Guangzhou) Co Ltd
Renyi Software Shenzhen Branch
Renyi Guangzhou
Guangdong Province Renyi Trading
Guangzhou City Renyi Foods and Beverages Inc
Renyi & Sons Ltd
A.B. Foods  Co., Ltd
Hong Kong Hongda International Trading Limited
Hongda Branch
Hongda GmbH
The Ltd
The
Shanghai
Shanghai Ltd
Xi'an Hongda Machinery
Changan Automobile
Beijing-Hongda Import & Export Corp.
Branch
hongda (branch office)
株式会社宏达
(株)宏达
ＡＢＣ贸易（上海）有限公司
Heping Trading
Heping Hongda
Pingan Foods Ltd
Changan
The Hongda
Hongda City
Guangzhou City
Hong Kong Trading
Hong Kong Ltd
Hongda Hong Kong
Renyi Software Hong Kong Branch Office
Renyi and Company
Trading Ltd
广州市宏达
广州市
天津市和平区宏达
长安区宏达
海淀区中关村宏达
上海上海宏达
上海（宏达）有限公司
（上海）有限公司
宏达（食品）
宏达（上海浦东）店
宏达有限公司（分公司）
宏达分公司
宏达子公司
宏达公司上海公司
宏达公司总公司
宏达合伙企业（有限合伙）
宏达事务所（普通合伙）北京分所
化工厂
宏化工厂
宏达工厂
（）
【】宏达
（宏达）有限公司
中国
宏达中国
甲中国""".splitlines()
_HEAD = (
    "customer_id",
    "name",
    "phone",
    "mobile",
    "fax",
    "email",
    "website",
    "address",
    "tax_no",
    "contact_name",
    "postcode",
)
RECORDS = """C01|上海宏达贸易有限公司|021-66660000|||sales@hongda.example|www.hongda.example|上海市天河路1号|91110000600037341L|张伟|200000
C02|上海宏达商贸有限公司|02166660000||||hongda.example|上海天河路1号||张伟|
C03|上海弘达贸易有限公司||||||||李娜|
C04|宏达贸易||||SALES@hongda.example|||||
C05|上海宏达|||||||||
C06|上海宏达建材有限公司|021-66660009|||||||
C07|北京宏达贸易有限公司||||||北京市朝阳路9号|||
C08|上海宏达贸易有限公司北京分公司|010-66660000||||||||
C09|上海市宏达贸易公司|||||||91110000600037341l||
C10|广州金龙食品有限公司|021-66660000|||||||张伟|
C11|Shanghai Hongda Trading Co., Ltd.|||||hongda.example||||
C12|Hongda Trading|+1 212-555-0100||||||||John Smith|
C13|HongDa Tradng Ltd|+1 212-555-0100|||||||Jon Smith|
C14|金龙食品|||||||||
C15|广州金龙食品厂||||||广州市天河路100号|||510000
C16|广州金龙食品有限公司||||||广州市天河路101号||王芳|510001
C17|金龙食品（广州）有限公司|||020-88880000||||||
C18|东莞市金龙食品有限公司|||020-88880000||||||
C19|张伟||13800138000||||||张伟|
C20|张 伟先生|138 0013 8000|||||||张伟|
C21|张玮||13800138000|||||||
C22|李娜||||a@qq.com|||||
C23|李娜||||b@qq.com|||||
C24|李娜||||a@qq.com|||||
C25|苏州云鹤仪表科技股份有限公司||||||苏州市工业园区1幢2楼|||
C26|苏州雲鶴儀表科技||||||蘇州市工業園區1幢3樓|||
C27|苏州云鹤仪器有限公司|||||||||
C28|苏州鹤云仪表有限公司|||||||||
C29|云鹤|||||||||
C30|中国云鹤集团|400-800-0000||||||||
C31|云鹤集团有限公司|400-800-0000||||||||
C32|昆山云鹤仪表有限公司|||||||||
C33||021-66660000||||||||
C34|无|||||||||
C35|杭州禾渡智能家居有限公司|0571-88001122|13900139000|0571-88001123|info@hedu.example|hedu.example|杭州市文一路1号|||310000
C36|杭州禾渡智能有限公司|0571-88001123|13900139000||service@hedu.example|||||
C37|浙江禾渡家居有限公司|0571-88001122;0571-88001124|||||杭州市西湖区文一路1号|||
C38|甲乙电子|||||taobao.com/a||||
C39|甲乙电器|||||taobao.com/b||||
C40|甲乙电子科技|||||shop.taobao.com||||""".splitlines()
PERSONS = """given_name|surname|street_number|address_1|address_2|suburb|postcode|state|date_of_birth|phone|id
Robert|Smith|12|High Street|Unit 3|Kew|3101|VIC|19800520|0400000001|1
Bob|Smith|12|High St|Unit 3|Kew|3101|VIC|19800520||2
Robert|Smyth|21|High Street||Kew|3110|VIC|19800502||3
Smith|Robert|12|High Street|Unit 3|Kew|3101|VIC|19800520||4
Roberta|Smith|99|Hill Road||Perth|6000|WA|19450101||5
Anna|Lee|1|Low Lane||Ayr|4807|QLD|19991231|0400000002|6
Ana|Leigh|1|Low Lane||Ayr|4807|QLD|19993112|0400000002|7
Anna||1|Low Lane|||4807|||0400000003|8
||||||||||9
Wei|Zhang|8|Main Road||Box Hill|3128|VIC|19750808||10
Zhang|Wei|8|Main Rd||Box Hill|3128|VIC|||11""".splitlines()
SLIPS = (
    "嘉善伦宏五金厂/嘉善县伦宏五金厂/上海恒信光学/上海恒信/上海华美食品/上海华美达食品/钟隆新材料/钟隆新新材料/中隆新材料/钟隆新材科/义乌市宏达商行/义乌市宏达商店/"
    "北京市宏达商行/河北宏达商行/石家庄宏达商行/朝阳宏达食品/辽宁朝阳宏达食品/Hongda Foods/Hongda Food Ltd/Honda Foods/Hongda Trading/张伟/張偉/张 伟/章伟/张玮/张伟伟/欧阳明/"
    "鼓楼区宏达店/南京宏达店/福州宏达店/宏达"
)
SIGNS = "臺灣積體電路 廣州軟體 人易 仁易 重庆 Xi'an 甲乙 丰豐 后後"
PLACES = "广州 广州市 广东省广州市 天河区 鼓楼区 和平 和平区 朝阳市 内蒙古 新疆维吾尔自治区 义乌 萧山 香港 日本 昆山市 上海自贸区 北京市海淀区 人易 中国"
TRADES = "软件 软件技术 软件科技 贸易 商贸 食品 实业 科技 software trading technology 五金机电 某某"


def _names() -> Iterator[str]:
    for name in NAMES:
        apart = read(name)
        yield f"{name}\t{normal(name)}\t{apart.core}\t{apart.place}\t{' '.join(apart.trades)}\t{' '.join(apart.forms)}\t{apart.branch}"
    for sign in SIGNS.split():
        yield f"{sign}\t{simplify(sign)}\t{pinyin(sign)}\t{' '.join(syllables(sign))}"
    for place in PLACES.split():
        yield f"{place}\t{place_names.take_place(place)}\t{place_names.take_place(place + '宏达')}\t{place_names.take_place(place, whole=True)}"
    for trade in TRADES.split():
        yield f"{trade}\t{trade_stem(trade)}\t{trade_line(trade)}"
    for name in ["张伟", "欧阳明", "欧阳", "某某", "张", "司马相如如", "王二小", "bob", "william", "liz", "zhang"]:
        yield f"{name}\t{surname_of(name)}\t{sorted(full_names(name))}"


def _records() -> pd.DataFrame:
    rows = [[cell or None for cell in (*line.split("|"), *[""] * 11)[:11]] for line in RECORDS]
    return pd.DataFrame(rows, columns=list(_HEAD), dtype="str")


def _pairs() -> Iterator[str]:
    records = prepare(_records())
    i, j = candidates(records, records, within=True)
    found = weigh(records, records, i, j)
    ids = _records()["customer_id"].tolist()
    for k in np.lexsort((j, i)).tolist():
        parts = " ".join(f"{name}={bits[k]:+.2f}" for name, bits in found.parts.items() if bits[k])
        yield f"{ids[i[k]]} {ids[j[k]]}\t{found.bits[k]:+.3f}\t{parts}\t{explain(found, k).en}"
    yield "# duplicates"
    for one in duplicates(_records()):
        yield f"{one.first} {one.second}\t{one.score}\t{'sure' if one.sure else 'perhaps'}\t{one.evidence.zh}"


def _compared() -> Iterator[str]:
    """Every pair of names that have something in common; of the others how many there are of each kind."""
    names = [*NAMES, *(line.split("|")[1] for line in RECORDS), *SLIPS.split("/")]
    column = prepare_names(names, ["person" if is_person(name) else "" for name in names])
    i, j = np.triu_indices(len(names), 1)
    found = compare(column, i, column, j)
    other: Counter[str] = Counter()
    for k in range(len(i)):
        marks = "".join(
            mark for mark, on in (("b", found.branch), ("c", found.capped), ("s", found.spelt_alike)) if on[k]
        )
        kinds = f"{Core(found.core[k]).name} {Part(found.place[k]).name} {Part(found.trade[k]).name} {marks}"
        if found.core[k] in (Core.DIFFERENT, Core.MISSING):
            other[f"{kinds} {found.bits[k]:+.1f}"] += 1
        else:
            yield f"{names[i[k]]} / {names[j[k]]}\t{kinds} {found.bits[k]:+.2f}"
    yield from (f"{many} others\t{kinds}" for kinds, many in sorted(other.items()))


def _persons() -> Iterator[str]:
    head, *rows = PERSONS
    frame = pd.DataFrame(
        [[cell or None for cell in row.split("|")] for row in rows], columns=head.split("|"), dtype="str"
    )
    found = person_matching.match(frame.drop(columns="id"), least=-1e9)
    for k in np.lexsort((found.right, found.left)).tolist():
        yield f"{found.left[k]} {found.right[k]}\t{found.bits[k]:+.3f}"


def _persons_by_field() -> Iterator[str]:
    """What each field is worth: equal, nearly equal, different, blank."""
    for key in (*person_matching.FIELDS, *person_matching.ALIASES):
        base = {"surname": "quickly", "given_name": "mara"}
        for one, other in (("18800520", "18800520"), ("18800520", "18800521"), ("18800520", "18802005"), ("18800520", "5"),
                           ("north hill end", "north hill and"), ("north hill end", "hill"), ("a@example.com", "A@Example.com"),
                           ("x", "y"), ("x", None)):  # fmt: skip
            left, right = (person_matching.prepare(pd.DataFrame([{**base, key: cell}])) for cell in (one, other))
            found = person_matching.weigh(left, right, np.array([0]), np.array([0]))
            yield f"{key}\t{one}\t{other}\t{found.bits[0]:+.3f}"


def test_names_and_records_are_read_as_on_file() -> None:
    """Parts of names; evidence and score of every pair of records that is held against each other."""
    told = [
        "# names",
        *_names(),
        "",
        "# compared",
        *_compared(),
        "",
        "# pairs",
        *_pairs(),
        "",
        "# persons",
        *_persons(),
    ]
    file = GOLDEN / "matching.txt"
    if os.environ.get("CUSTOMER_BOOK_WRITE"):
        file.write_text("\n".join(told) + "\n", "utf-8", newline="\n")
    assert told == file.read_text("utf-8").split("\n")[:-1]
