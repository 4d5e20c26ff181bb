# ruff: noqa: E501 - a pasted row is one line
"""A list from the paste to what is written: the preview of each row, and what an import then does, as text on file.

The list holds what lists hold: a new firm with two people, an old one known by its number, by its name, by a telephone,
a person in place of a firm, several numbers in a cell, words beside them, a stand number that no field takes, repeated
and unusable rows. Whatever a rule makes of any of them otherwise is seen here and approved.
"""

from __future__ import annotations

import dataclasses
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from tests.rules.importing.conftest import CONTACTS, CUSTOMERS, frame, lists
from workbook import schema
from workbook.language import LANGS, Lang
from workbook.rules.importing.apply_decisions import read_lines, write_leads, write_lines
from workbook.rules.importing.lead_decisions import People, plan_leads
from workbook.rules.importing.line_decisions import plan_lines
from workbook.rules.importing.planned_writes import Writes
from workbook.rules.importing.preview_rows import Stamp, keep_user_decisions, preview_rows
from workbook.rules.importing.rejected_rows import headings, rejects_table
from workbook.rules.importing.row_cleaning import clean_rows
from workbook.rules.reading.pasted_block import Block, understand
from workbook.schema.lists import LISTS

GOLDEN = Path(__file__).with_name("golden")
STAMP = Stamp("list.xlsx", "1", "2", ("name", "phone"))
BOOK = [
    *CUSTOMERS,
    {"customer_id": "C00004", "name": "同名商行", "kind": "company"},
    {"customer_id": "C00005", "name": "同名商行", "kind": "company", "fax": "020-88880009"},
    {"customer_id": "C00006", "name": "赵一鸣", "kind": "person", "phone": "13700137000", "postcode": "510000"},
]
LEADS = [
    ["2026年展会名单"],
    ["客户编号", "公司名称", "联系人", "职务", "手机", "电话", "传真", "邮箱", "网址", "省", "市", "地址", "邮编", "员工人数",
     "大区", "备注", "摊位"],
    ["", "武汉云鹤仪表有限公司", "王芳", "经理", "13900139001/13900139002", "027-88880001 王工", "", "Wang@Example.com",
     "example.com", "湖北省", "武汉市", "光谷大道1号", "43000", "约20人", "华中", "老朋友介绍", "A1"],
    ["", "武汉云鹤仪表有限公司", "周宁", "采购", "13900139003", "027-88880002", "027-88880003", "zhou@example.com",
     "", "", "", "", "430000", "30", "华中", "", "A2"],
    ["C00002", "杭州禾渡智能家居有限公司", "", "", "", "", "", "", "", "浙江省", "杭州市", "文一路2号", "310000", "25", "", "", ""],
    ["c00003", "成都云岫食品集团", "何清", "", "13900139004", "", "", "", "", "", "", "", "", "", "西南", "", ""],
    ["", "广州蓝汀机电安装有限公司", "张伟", "总监", "138 0013 8000", "", "", "", "", "", "", "", "", "", "", "", ""],
    ["", "广州蓝汀机电安装有限公司", "陈新", "", "13900139005", "", "", "", "", "", "", "", "", "", "", "", "B7"],
    ["", "同名商行", "", "", "", "", "", "", "", "", "", "", "", "", "", "", ""],
    ["", "赵一鸣", "", "", "13700137000", "", "", "", "", "", "", "", "510001", "", "", "", ""],
    ["", "钱多多", "", "", "13900139006", "", "", "", "", "", "", "", "", "", "", "", ""],
    ["K-77", "昆明云畦种苗有限公司", "", "", "", "没有电话", "", "info@", "官网", "", "", "", "6500000", "很多", "东南", "", ""],
    ["", "", "孙某", "", "13900139007", "", "", "", "", "", "", "", "", "", "", "", ""],
    ["", "武汉云鹤仪表有限公司", "王芳", "经理", "13900139001", "", "", "", "", "", "", "", "", "", "", "", "A1"],
    ["", "谢谢！", "", "", "", "", "", "", "", "", "", "", "", "", "", "", ""],
    ["C00001", "广州市蓝汀机电安装有限公司", "李娜", "经理", "", "", "", "lina@new.example", "", "", "", "", "", "", "", "", ""],
    ["C00001", "广州市蓝汀机电安装有限公司", "张伟", "", "13900139008", "", "", "", "", "", "", "", "", "", "", "", ""],
    ["C00001", "广州市蓝汀机电安装有限公司", "新人", "助理", "13900139009", "", "", "", "", "", "", "", "", "", "", "", ""],
    ["C00001", "广州市蓝汀机电安装有限公司", "新人", "经理", "13900139009", "", "", "xin@example.com", "", "", "", "", "", "", "", "", ""],
    ["合计", "9家", "", "", "", "", "", "", "", "", "", "", "", "", "", "", ""],
]  # fmt: skip
ORDERS = [
    ["行号", "单据编号", "单据日期", "客户名称", "品名", "数量", "含税单价", "折扣", "价税合计", "业务员", "说明"],
    ["", "S9", "2026-06-09", "广州市蓝汀机电安装有限公司", "水泵", "2", "￥1,000.50", "10%", "1800.9", "老王", ""],
    ["t0000001", "S1", "2026-06-01", "C00001", "水泵", "1", "100", "", "100", "", "加急"],
    ["T0000001", "S7", "2026-06-02", "C00002", "水泵", "1", "100", "", "100", "", ""],
    ["", "S1", "2026-06-01", "C00001", "水泵", "3", "100", "", "300", "", ""],
    ["", "S2", "2026年6月2日", "杭州禾渡智能家居有限公司", "P1", "1", "0.3", "", "0.3", "", "以旧换新"],
    ["", "S8", "03/06/2026", "C00003", "水泵", "1", "5", "", "5", "", ""],
    ["", "S8", "2026-06-03", "同名商行", "水泵", "1", "5", "", "5", "", ""],
    ["", "S8", "2026-06-03", "无此客户", "水泵", "1", "5", "", "5", "", ""],
    ["", "S8", "2026-06-03", "C00003", "水泵", "若干", "5", "", "5", "", ""],
    ["", "S9", "2026-06-09", "广州市蓝汀机电安装有限公司", "水泵", "2", "￥1,000.50", "10%", "1800.9", "老王", ""],
]
UNDER = [
    ["公司名称", "联系人", "手机", "备注", "员工人数"],
    ["南京松壑仪器有限公司", "甲某", "13900139011", "大客户", "10"],
    ["", "乙某", "13900139012", "", ""],
    ["", "丙某", "", "", "20"],
    ["杭州禾渡智能家居有限公司", "丁某", "13900139013", "", ""],
    ["", "戊某", "13900139014", "", ""],
    ["", "张伟", "13800138000", "", ""],
    ["成都云岫食品有限公司", "", "", "", ""],
    ["", "己某", "13900139015", "", ""],
    ["天津泾澜物流有限公司", "庚某", "13900139016", "长" * 31_990, ""],
    ["", "辛某", "13900139017", "", ""],
]
MERGED = ((1, 0, 2, 0), (1, 3, 3, 3), (4, 0, 5, 0), (1, 4, 2, 4))
VISITS = [
    ["访问日期", "客户名称", "联系人", "拜访人", "拜访方式", "沟通内容", "下步计划", "下次联系", "客户电话"],
    ["2026-06-09", "广州市蓝汀机电安装有限公司", "张伟", "老王", "电话", "谈价格", "寄样品", "2026-06-20", "020"],
    ["2026-06-09", "C00001", "L00002", "老王", "回访", "", "", "", ""],
    ["2026-06-09", "C00002", "张伟", "", "", "别家的人", "", "", ""],
    ["2026-06-09", "C00003", "没有这人", "老王", "", "", "", "下周", ""],
    ["2026-06-01", "C00003", "", "老王", "回访", "已有", "", "", ""],
    ["2026-06-01", "C00003", "", "老王", "回访", "另一件", "", "", ""],
]
MADE = [
    {
        "visit_id": "V1",
        "date": "2026-06-01",
        "customer_id": "C00003",
        "salesperson": "老王",
        "kind": "return",
        "result": "已有",
    }
]
LINES = [
    {"line_id": "T0000001", "order_no": "S1", "date": "2026-06-01", "customer_id": "C00001", "product": "水泵",
     "quantity": 1.0, "unit_price": 100.0, "amount": 100.0},
    {"line_id": "T0000002", "order_no": "S2", "date": "2026-06-02", "customer_id": "C00002", "product": "水泵",
     "quantity": 1.0, "unit_price": 0.3, "amount": 0.3},
]  # fmt: skip
PRODUCTS = [{"product_id": "P1", "name": "水泵"}]


def _shown(rows: pd.DataFrame) -> Iterator[str]:
    """A preview as text: what each row says, blanks left out."""
    for row in rows.astype(object).where(rows.notna(), None).to_dict("records"):
        yield json.dumps({key: value for key, value in row.items() if value is not None}, ensure_ascii=False)


def _written(writes: Writes) -> Iterator[str]:
    """What an import writes, as text."""
    for one in dataclasses.fields(writes):
        yield f"{one.name}: {json.dumps(_plain(getattr(writes, one.name)), ensure_ascii=False)}"


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return [value.zh, value.en] if hasattr(value, "zh") else value


def _labels(lang: Lang) -> dict[str, dict[str, str]]:
    return {one.key: {entry.key: entry.label[lang] for entry in one.entries} for one in LISTS}


def _decided(rows: pd.DataFrame, said: Mapping[int, tuple[str, str | None]]) -> pd.DataFrame:
    """The preview with what the user chose: pasted row -> decision and customer."""
    changed = rows.copy()
    for at, pasted in rows["pasted_row"].items():
        if int(pasted) in said:
            changed.loc[at, ["decision", "customer_id"]] = list(said[int(pasted)])
    return changed


def _block(rows: Sequence[Sequence[object]]) -> Block:
    return Block(rows, range(1, len(rows) + 1))


def _people() -> People:
    return People(frame(schema.table("tblCustomers"), BOOK), frame(schema.table("tblContacts"), CONTACTS))


def leads(lang: Lang) -> Iterator[str]:
    """The list of leads: columns, preview, what is written as it stands, and after the user chose otherwise."""
    seen = understand(_block(LEADS), "customers")
    yield from (f"{one.header}: {one.field} {one.how} {one.part or ''} {one.why[lang]}" for one in seen.columns)
    yield f"rows {seen.rows} skipped {seen.skipped} unknown {sorted(seen.unknown)}"
    customers = frame(schema.table("tblCustomers"), BOOK)
    plans = plan_leads(clean_rows(seen, lists("customers"), lang), _people(), lang)
    rows = preview_rows(plans, "customers", STAMP, {"C00001": "蓝汀"}, _labels(lang), lang)
    yield from _shown(rows)
    for said in (
        {},
        {
            4: ("update", None),
            8: ("update", "C00001"),
            9: ("update", "C00005"),
            10: ("update", "C00006"),
            12: ("new", None),
        },
        {9: ("new", None), 10: ("update", "nobody"), 13: ("new", None), 14: ("maybe", None), 15: ("update", None)},
    ):
        yield f"--- said {said}"
        decided = _decided(rows, said)
        yield from _written(write_leads(read_lines(decided), _people(), customers, lang))
    edited = rows.assign(phone="1")
    yield "--- edited"
    yield from _written(write_leads(read_lines(edited), _people(), customers, lang))
    head = headings([(one.index, one.header, f"customers.{one.field}") for one in seen.columns], "customers", lang)
    left = rows[rows["decision"].isin(["review", "rejected"])]
    cells = [json.loads(one)["cells"] for one in left["payload"]]
    for row in rejects_table([[tuple(one) for one in row] for row in cells], left["reason"].tolist(), head, "原因"):
        yield "\t".join(row)


def under(lang: Lang) -> Iterator[str]:
    """People below a firm, whose cell is merged with theirs or left blank; a row too long for a cell."""
    block = Block(UNDER, range(1, len(UNDER) + 1), MERGED)
    customers = frame(schema.table("tblCustomers"), BOOK)
    for block_ in (block, _block(UNDER)):
        seen = understand(block_, "customers")
        yield f"filled {dict(seen.from_above)}"
        plans = plan_leads(clean_rows(seen, lists("customers"), lang), _people(), lang)
        rows = preview_rows(plans, "customers", STAMP, {}, _labels(lang), lang)
        yield from (line.replace("长" * 300, "") for line in _shown(rows))
        for said in ({}, dict.fromkeys((3, 4, 6, 7, 9), ("update", None))):
            yield f"--- said {said}"
            yield from _written(write_leads(read_lines(_decided(rows, said)), _people(), customers, lang))
        changed = _decided(rows, {2: ("rejected", None), 3: ("update", "C00001")})
        kept = keep_user_decisions(rows, changed)
        yield f"kept {kept[['decision', 'customer_id']].fillna('').values.tolist()}"
        assert keep_user_decisions(rows, rows) is rows
        other = changed.assign(proposed="same")
        assert keep_user_decisions(rows, other)["decision"].tolist() == rows["decision"].tolist()
    assert {Stamp.read(one) for one in rows["digest"]} == {STAMP}


def visits(lang: Lang) -> Iterator[str]:
    """The log of a salesperson: contacts by number, and by name within the customer."""
    table = schema.table("tblVisits")
    seen = understand(_block(VISITS), "visits")
    customers, existing = frame(schema.table("tblCustomers"), BOOK), frame(table, MADE)
    cleaned = clean_rows(seen, {**lists("visits"), "salesperson": {"老王": "老王"}}, lang)
    contacts = frame(schema.table("tblContacts"), CONTACTS)
    plans = plan_lines(cleaned, table, existing, customers, contacts, lang)
    rows = preview_rows(plans, "visits", STAMP, {}, _labels(lang), lang)
    yield from _shown(rows)
    yield from _written(write_lines(read_lines(rows), table, existing, customers))


def orders(lang: Lang) -> Iterator[str]:
    """The list of orders: preview, and what is written as it stands and after the user chose otherwise."""
    table = schema.table("tblTransactions")
    seen = understand(_block(ORDERS), "transactions")
    yield from (f"{one.header}: {one.field} {one.how}" for one in seen.columns)
    customers, existing = frame(schema.table("tblCustomers"), BOOK), frame(table, LINES)
    products = frame(schema.table("tblProducts"), PRODUCTS)
    contacts = frame(schema.table("tblContacts"), CONTACTS)
    cleaned = clean_rows(seen, lists("transactions"), lang)
    plans = plan_lines(cleaned, table, existing, customers, contacts, lang, products=products)
    rows = preview_rows(plans, "transactions", STAMP, {"C00001": "蓝汀"}, _labels(lang), lang)
    yield from _shown(rows)
    for said in (
        {},
        {4: ("update", "C00002"), 5: ("update", "C00001"), 6: ("new", "C00002"), 8: ("new", "C00004")},
        {7: ("new", "C00003"), 8: ("new", None), 9: ("new", "nobody"), 11: ("", None)},
    ):
        yield f"--- said {said}"
        yield from _written(write_lines(read_lines(_decided(rows, said)), table, existing, customers))


@pytest.mark.parametrize("lang", LANGS)
def test_what_becomes_of_a_list_is_as_on_file(lang: Lang) -> None:
    """Every row with its decision, reason and doubts, and what it writes; python -m workbook.regenerate writes the
    file anew."""
    told = [
        "# leads",
        *leads(lang),
        "",
        "# under",
        *under(lang),
        "",
        "# orders",
        *orders(lang),
        "",
        "# visits",
        *visits(lang),
    ]
    file = GOLDEN / f"whole_import_{lang}.txt"
    if os.environ.get("CUSTOMER_BOOK_WRITE"):
        file.write_text("\n".join(told) + "\n", "utf-8", newline="\n")
    assert told == file.read_text("utf-8").split("\n")[:-1]
