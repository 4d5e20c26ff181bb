"""Files in the shape of other programs' exports: the headers are theirs, every row is invented."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

from workbook.rules.reading.marks import CURRENCY, REFUND, STATUS
from workbook.rules.reading.pasted_block import Block, understand
from workbook.schema.tables.leads import lead_fields


@dataclass(frozen=True)
class Export:
    """One program's export. `total`: what its lines come to, and `rows` how many of them count."""

    program: str
    target: str
    text: str
    rows: int
    total: float


GJP = """单据日期,单据编号,单据类型,往来单位,经手人,商品全名,数量,单价,金额,折后金额
2024-05-01,XS-0001,销售单,甲测试有限公司,钱某,灯具A,10,100,1000,900
2024-05-08,XT-0001,销售退货单,甲测试有限公司,钱某,灯具A,4,100,400,360
2024-05-09,JH-0001,进货单,甲测试有限公司,钱某,灯具A,4,80,320,320
"""
ALIBABA = """订单编号,订单创建时间,买家公司名,货品标题,数量,单价(元),实付款(元),订单状态
9001,2024-05-01 10:00,甲测试有限公司,灯具A,10,100,1000,交易成功
9002,2024-05-02 10:00,甲测试有限公司,灯具A,50,100,5000,交易关闭
9003,2024-05-03 10:00,甲测试有限公司,灯具B,2,100,200,已取消
9004,2024-05-04 10:00,甲测试有限公司,灯具B,3,100,300,等待买家付款
9005,2024-05-05 10:00,甲测试有限公司,灯具B,4,100,400,全额退款
"""
TAOBAO = (
    '"订单编号","买家会员名","买家应付货款","总金额","买家实际支付金额","订单状态","收货人姓名","联系手机",'
    '"订单创建时间","订单付款时间 ","宝贝标题 ","宝贝总数量"\n'
    '="1234567890123456789","甲测试有限公司","99.00","99.00","95.00","交易成功","林某",'
    '"\'13800001111","2026-01-05 10:11:12","2026-01-05 10:12:13","手工皂，三块装","1"\n'
    '="1234567890123456790","甲测试有限公司","58.00","64.00","64.00","交易关闭","何某",'
    '"\'13900002222","2026-01-06 20:11:12","","手工皂，单块","1"\n'
)
JD = """订单号,商品名称,订购数量,下单时间,京东价,订单金额,应付金额,订单状态,下单帐号,客户姓名,联系电话
290000000001\t,灯具A,1,2024-05-01 10:00:00\t,100,100,90,完成,jd_abc\t,甲测试有限公司\t,13800130001
290000000002\t,灯具B,1,2024-05-02 10:00:00\t,200,200,200,(删除)等待出库,jd_abc\t,甲测试有限公司\t,13800130001
"""
PDD = """商品,订单号,订单状态,商品总价(元),实收款,商品数量(件),收货人,支付时间
灯具A,240501-1,已发货，待收货,100,95,1,甲测试有限公司,2024-05-01 10:00:00
灯具A,240502-2,已取消，退款成功,100,100,1,甲测试有限公司,2024-05-02 10:00:00
"""
YOUZAN = """订单号,订单状态,下单时间,商品名称,商品数量,商品单价,订单金额,退款金额,收货人
E2024,交易完成,2024-05-01 10:00:00,灯具A,1,100,100,0,甲测试有限公司
E2025,部分退款,2024-05-02 10:00:00,灯具B,2,50,100,30,甲测试有限公司
"""
U8 = """发货单列表,,,,,,,,,,,
发货日期,发货单号,客户简称,业务员,存货编码,存货名称,数量,含税单价,无税金额,税额,价税合计,税率(%)
2024-05-01,0000000012,甲测试有限公司,钱某,0101,灯具A,10,113,1000,130,1130,13
,,甲测试有限公司 小计,,,,10,,1000,130,1130,
2024-05-02,0000000013,乙测试有限公司,钱某,0102,灯具B,1,226,200,26,226,13
,,乙测试有限公司 小计,,,,1,,200,26,226,
合计,,,,,,11,,1200,156,1356,
"""
KINGDEE = """销售出库单序时簿,,,,,,,
日期,单据编号,购货单位,产品代码,产品名称,实发数量,销售单价,销售金额
2026-01-05,XOUT000123,甲测试有限公司,01.01,一位开关,10,12.5,125
,,,01.02,二位开关,5,20,100
小计,,,,,15,,225
2026-01-08,XOUT000124,乙测试有限公司,01.01,一位开关,4,12.5,50
合计,,,,,19,,275
制表人:周某,,,,,,,
"""
SHOPIFY = """Name,Financial Status,Paid at,Currency,Refunded Amount,Billing Name,Lineitem quantity,Lineitem price,Total
#1001,paid,2024-05-01 10:00:00 +0800,CNY,0,甲测试有限公司,2,50,100
#1002,refunded,2024-05-02 10:00:00 +0800,CNY,70,甲测试有限公司,1,70,70
#1003,partially_refunded,2024-05-03 10:00:00 +0800,CNY,10,甲测试有限公司,1,70,70
#1004,paid,2024-05-04 10:00:00 +0800,USD,0,甲测试有限公司,1,70,70
"""
ORDER_TOTALS = """订单号,日期,客户名称,产品,数量,单价,订单金额
T1,2024-05-01,甲测试有限公司,灯具A,1,100.00,350.00
T1,2024-05-01,甲测试有限公司,灯具B,1,200.00,350.00
T1,2024-05-01,甲测试有限公司,灯具C,1,50.00,350.00
"""
GERMAN = """Datum;Kunde;Auftragsnummer;Artikel;Menge;Einzelpreis;Betrag
2024-03-01;甲测试有限公司;D1;Lampe;1;1.234,56;1.234,56
2024-03-02;甲测试有限公司;D2;Lampe;1;12,50;12,50
2024-03-03;甲测试有限公司;D3;Lampe;1;2.500;2.500
"""
CASH = """日期,客户名称,订单号,数量,单价,折扣
2024-05-03,甲测试有限公司,D1,10,100,95%
2024-05-04,甲测试有限公司,D2,10,100,0.95
2024-05-05,甲测试有限公司,D3,10,100,9.5折
2024-05-06,甲测试有限公司,D4,10,100,八五折
"""
BANK = """交易日期,付款单位,订单号,收入金额,摘要
2024-05-05,甲测试有限公司,D1,50.00,货款
2024-05-06,甲测试有限公司,D1,"1,050.00",货款
"""

EXPORTS = (
    Export("管家婆 销售明细", "transactions", GJP, 2, 540),
    Export("1688 订单", "transactions", ALIBABA, 1, 1000),
    Export("淘宝 订单", "transactions", TAOBAO, 1, 95),
    Export("京东 订单", "transactions", JD, 1, 90),
    Export("拼多多 订单", "transactions", PDD, 1, 95),
    Export("有赞 订单", "transactions", YOUZAN, 2, 170),
    Export("用友U8 发货单列表", "transactions", U8, 2, 1356),
    Export("金蝶 销售出库序时簿", "transactions", KINGDEE, 3, 275),
    Export("Shopify orders", "transactions", SHOPIFY, 2, 160),
    Export("整单金额每行重复的商城导出", "transactions", ORDER_TOTALS, 3, 350),
    Export("德文 ERP", "transactions", GERMAN, 3, 3747.06),
    Export("收银系统，折扣写几折", "transactions", CASH, 4, 3700),
    Export("银行流水", "payments", BANK, 2, 1100),
)


def page_rows() -> list[str]:
    """The rows of the table in docs/exports.md: each export, what its columns were read as, what became of its rows."""
    rows = ["| Source | Goes into | Columns read as | Rows | What was found |", "|---|---|---|---|---|"]
    for one in EXPORTS:
        cells = [*csv.reader(io.StringIO(one.text), delimiter=";" if one.text.startswith("Datum;") else ",")]
        seen = understand(Block(cells, range(1, len(cells) + 1)), one.target)
        fields = lead_fields(one.target)
        told = [f"{column.header.strip()} → {fields[column.field].label.zh}" for column in seen.columns if column.field]
        told += [f"{seen.headers[place].strip()} → {_MARKS[mark]}" for mark, place in seen.marks.items()]
        found = [text.zh for text in seen.meant.told]
        found += list(dict.fromkeys(why.zh for why in seen.meant.left_out.values() if "状态是" not in why.zh))
        counts = f"{len(seen.rows) - len(seen.meant.left_out)} / {len(seen.rows)}"
        rows.append(f"| {one.program} | {one.target} | {'；'.join(told)} | {counts} | {'；'.join(found)} |")
    return rows


_MARKS = {STATUS: "算不算成交", REFUND: "从金额中减去", CURRENCY: "换算或不计入"}
"""What columns say that are no field."""
