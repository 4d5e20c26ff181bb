"""Files in the shape of other programs' exports: the headers are theirs, every row is invented."""
# ruff: noqa: E501 - their header rows are long

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

from workbook.rules.reading.marks import COUNTRY, CURRENCY, NO_CALL, NO_MAIL, REFUND, STANDING, STATUS
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
SHOPIFY_LINES = """Name,Financial Status,Paid at,Currency,Total,Lineitem quantity,Lineitem name,Lineitem price,Billing Name
#1001,paid,2024-05-01 10:00:00 +0800,CNY,35.00,1,Lamp A,10.00,甲测试有限公司
#1001,,,,,2,Lamp B,10.00,
#1002,paid,2024-05-02 10:00:00 +0800,CNY,45.00,1,Lamp C,50.00,甲测试有限公司
"""
YOUZAN_LINES = """订单号,订单状态,下单时间,商品名称,商品数量,商品单价,商品优惠后小计,订单实付金额,买家昵称,商品已退款金额
E2024,交易完成,2024-05-01 10:00:00,灯具A,2,50,90,150,甲测试有限公司,0
E2024,交易完成,2024-05-01 10:00:00,灯具B,1,60,60,150,甲测试有限公司,20
"""
PDD_PAID = """商品,订单号,订单状态,商品总价(元),用户实付金额(元),商家实收金额(元),商品数量(件),收货人,支付时间
灯具A,240501-1,已收货,100,85,90,2,甲测试有限公司,2024-05-01 10:00:00
"""
GERMAN_INVOICES = """Rechnungsnummer;Rechnungsdatum;Kundenname;Artikelbezeichnung;Menge;Einzelpreis;Rabatt %;Nettobetrag
R-001;13.05.2024;甲测试有限公司;Lampe A;10;12,50;10;112,50
R-002;14.05.2024;乙测试有限公司;Lampe B;1.000;1,25;0;1.250,00
"""
FRENCH_INVOICES = """N° facture;Date facture;Client;Désignation;Quantité;Prix unitaire HT;Montant HT
F-1;13/05/2024;甲测试有限公司;Lampe A;2;1 250,50;2 501,00
F-2;15/05/2024;乙测试有限公司;Lampe B;4;10,00;36,00
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
    Export("Shopify orders，一单几行", "transactions", SHOPIFY_LINES, 3, 80),
    Export("有赞 订单，一单几行", "transactions", YOUZAN_LINES, 2, 130),
    Export("拼多多 订单，有平台优惠", "transactions", PDD_PAID, 1, 90),
    Export("Rechnungen（德文）", "transactions", GERMAN_INVOICES, 2, 1362.5),
    Export("Factures（法文）", "transactions", FRENCH_INVOICES, 2, 2537),
    Export("银行流水", "payments", BANK, 2, 1100),
)


OUTLOOK = """First Name,Last Name,Company,Department,Job Title,Business Street,Business City,Business Fax,Business Phone,Business Phone 2,Mobile Phone,E-mail Address,E-mail 2 Address,Web Page,Birthday,Notes
Amy,Stone,Blue Lantern Ltd,Purchasing,Buyer,1 Lantern St,London,+44 20 7946 0099,+44 20 7946 0011,+44 20 7946 0012,+44 7700 900101,amy@bl.example,amy2@bl.example,www.bl.example,0/0/00,met at a fair
"""
GOOGLE = """First Name,Last Name,Organization Name,Organization Title,Birthday,Notes,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value,Address 1 - Formatted,Website 1 - Value
Amy,Stone,Blue Lantern Ltd,Buyer,1985-03-02,likes tea,Work,amy@bl.example,Work,+44 20 7946 0011,"1 Lantern St, London",https://bl.example
"""
LINKEDIN = """Notes:
"When exporting your connection data, you may notice that some of the email addresses are missing."

First Name,Last Name,URL,Email Address,Company,Position,Connected On
Ann,Marsh,https://www.linkedin.com/in/ann-m,ann@northgate.example,Northgate Ltd,Buyer,04 Mar 2026
"""
SALESFORCE = """Account Name,Account Owner,Billing Street,Billing City,Billing State/Province,Billing Zip/Postal Code,Billing Country,Phone,Fax,Website,Employees
Alder Ltd,林知夏,1 Elm St,Boston,MA,02101,United States,(202) 555-0101,(202) 555-0102,www.alder.example,120
"""
GERMAN_CUSTOMERS = """Kundennummer;Firma;Ansprechpartner;Straße;PLZ;Ort;Land;Telefon;E-Mail;USt-IdNr.
10001;Testwerk Nord GmbH;Anna Beispiel;Hafenweg 1;01067;Dresden;Deutschland;0351 4960001;anna@testwerk.example;DE123456789
"""
FRENCH_CUSTOMERS = """N° client;Raison sociale;Nom;Prénom;Adresse;Code postal;Ville;Pays;Téléphone;Portable;Courriel
F01;Atelier Essai SARL;Dupont;Marie;1 rue du Test;01000;Bourg;France;01 99 00 12 34;06 39 98 12 34;marie@essai.example
"""
TIANYANCHA = """公司名称,经营状态,法定代表人,所属省份,所属城市,电话,更多电话,邮箱,统一社会信用代码,企业地址,参保人数
甲测试有限公司,存续,陈某,浙江省,杭州市,0571-88001122,13700001111；0571-88001133,a@jia.example,91990000MA0000001B,杭州市余杭区文一西路1号,35
"""
OPT_OUTS = """客户名称,电话,请勿致电,拒收邮件,电子邮件
甲测试有限公司,0571-88000011,是,1,a@jia.example
"""


@dataclass(frozen=True)
class AddressBook:
    """One program's export of customers or contacts: the fields of its one customer, and of the contact."""

    program: str
    text: str
    customer: dict[str, str]
    contact: dict[str, str]


ADDRESS_BOOKS = (
    AddressBook("Outlook 联系人", OUTLOOK,
        {"name": "Blue Lantern Ltd", "kind": "company", "phone": "+44 20 7946 0011", "fax": "+44 20 7946 0099",
         "email": "amy@bl.example", "website": "www.bl.example", "address": "1 Lantern St, London"},
        {"name": "Amy Stone", "position": "Buyer", "department": "Purchasing", "mobile": "+44 7700 900101"}),
    AddressBook("Google 联系人", GOOGLE,
        {"name": "Blue Lantern Ltd", "phone": "+44 20 7946 0011", "email": "amy@bl.example",
         "website": "https://bl.example", "address": "1 Lantern St, London"},
        {"name": "Amy Stone", "position": "Buyer", "birthday": "1985-03-02"}),
    AddressBook("LinkedIn 人脉", LINKEDIN,
        {"name": "Northgate Ltd", "email": "ann@northgate.example"}, {"name": "Ann Marsh", "position": "Buyer"}),
    AddressBook("Salesforce 客户", SALESFORCE,
        {"name": "Alder Ltd", "phone": "(202) 555-0101", "fax": "(202) 555-0102", "address": "1 Elm St, Boston, MA",
         "postcode": "02101", "website": "www.alder.example"}, {}),
    AddressBook("德文客户表", GERMAN_CUSTOMERS,
        {"name": "Testwerk Nord GmbH", "phone": "+49 351 4960001",
         "address": "Hafenweg 1, Dresden", "postcode": "01067", "tax_no": "DE123456789"}, {"name": "Anna Beispiel"}),
    AddressBook("法文客户表", FRENCH_CUSTOMERS,
        {"name": "Atelier Essai SARL", "phone": "+33 1 99 00 12 34",
         "address": "1 rue du Test, Bourg", "email": "marie@essai.example"},
        {"name": "Marie Dupont", "mobile": "+33 6 39 98 12 34"}),
    AddressBook("企业信息平台", TIANYANCHA,
        {"name": "甲测试有限公司", "phone": "0571-88001122", "address": "浙江省杭州市余杭区文一西路1号"}, {}),
    AddressBook("带退订标记的名单", OPT_OUTS,
        {"name": "甲测试有限公司", "contact_limits": "请勿致电；拒收邮件"}, {}),
)  # fmt: skip


def page_rows() -> list[str]:
    """The rows of the table in docs/exports.md: each export, what its columns were read as, what became of its rows."""
    rows = ["| Source | Goes into | Columns read as | Rows | What was found |", "|---|---|---|---|---|"]
    every = [(one.program, one.target, one.text) for one in EXPORTS]
    every += [(one.program, "customers", one.text) for one in ADDRESS_BOOKS]
    for program, target, text in every:
        cells = [*csv.reader(io.StringIO(text), delimiter=";" if ";" in text.partition("\n")[0] else ",")]
        seen = understand(Block(cells, range(1, len(cells) + 1)), target)
        fields = lead_fields(target)
        read_as = [(one.header.strip(), one.field or (one.part[0] if one.part else "")) for one in seen.columns]
        told = [f"{header} → {fields[key].label.zh}" for header, key in read_as if key]
        told += [f"{seen.headers[place].strip()} → {_MARKS[mark]}" for mark, place in seen.marks.items()]
        found = [said.zh for said in seen.meant.told]
        found += list(dict.fromkeys(why.zh for why in seen.meant.left_out.values() if "状态是" not in why.zh))
        counts = f"{len(seen.rows) - len(seen.meant.left_out)} / {len(seen.rows)}"
        rows.append(f"| {program} | {target} | {'；'.join(told)} | {counts} | {'；'.join(found)} |")
    return rows


_MARKS = {STATUS: "算不算成交", REFUND: "从金额中减去", CURRENCY: "换算或不计入",
    NO_CALL: "联络时间限制", NO_MAIL: "联络时间限制", STANDING: "注销的待确认", COUNTRY: "号码是哪国的",
}  # fmt: skip
"""What columns say that are no field."""
