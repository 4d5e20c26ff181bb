"""Trade: transactions, products, payments, contracts, reconciliations."""

from __future__ import annotations

from workbook.language import Text
from workbook.schema.fields import (
    NUMBERED,
    PRODUCT_TIP,
    choice,
    customer,
    date,
    flag,
    group,
    money,
    note,
    number,
    of,
    rate,
    ref,
    text,
)
from workbook.schema.model import Kind, table

STANDS_IN = {"date": "invoiced_on", "order_no": "invoice_no"}
"""A list of invoices has no other date and number than the invoice's: they are then the order's."""

AMOUNTS = (
    "折后金额|优惠后金额|商品优惠后小计|优惠后小计|商品小计|用户实付金额|商家实收金额|订单实付金额|实付款|实付金额|实际支付金额|买家实际支付金额|买家实付|实收金额|实收款|应付金额|价税合计|含税金额|"
    "成交金额|销售额|销售金额|总金额|订单金额|订单总额|商品金额|货款|"
    "line total|total|sales|value|revenue|amount|betrag|gesamtbetrag|gesamtpreis|gesamt|summe|nettobetrag|bruttobetrag|montant|montant ttc|total ttc|montant ht|total ht"
)
"""Headers of what an order line comes to; where a list has several, the first of these is what was paid."""

PREFERRED = {
    "transactions": {
        "amount": (
            "折后金额", "优惠后金额", "商品优惠后小计", "优惠后小计", "商家实收金额", "买家实际支付金额", "买家实付", "实付款", "实付金额", "实际支付金额", "实收金额", "实收款",
            "应付金额", "价税合计", "含税金额",
        ),
        "customer_id": (
            "买家公司名", "买家公司", "采购商", "客户姓名", "买家会员名", "买家昵称", "会员名", "收货人", "收货人姓名", "下单帐号", "下单账号",
        ),
    },
}  # fmt: skip
"""Target -> field -> headers of which the first that a list has is the field, whatever else it has: what was paid before
what was asked, the firm that buys before the person who signs for it."""

TRANSACTIONS = table(
    "tblTransactions",
    "交易",
    "Transactions",
    group("line", "订单行", "Order line"),
    of(
        Kind.ID,
        "line_id",
        "行号",
        "Line ID",
        required=True,
        also="明细号|row id|line no|line number",
        tip=NUMBERED,
    ),
    text(
        "order_no",
        "订单号",
        "Order no.",
        check="code",
        also="订单编号|单号|销售单号|单据编号|单据号|订单号码|发货单号|出库单号|销售订单号|主订单编号|交易编号|交易号|order id|order number|invoice no|invoice|order name|order ref|name|auftragsnummer|bestellnummer|belegnummer|rechnungsnummer|auftrag|n° facture|numéro de facture|numéro de commande|n° commande|commande",
        tip=(
            "一张订单可有多行：同一客户、同一年（或跨年60天内）同号算一次交易。",
            "An order may have several lines: one number of one customer in one year, or within 60 days over New Year, counts once.",
        ),
    ),
    date(
        "date",
        "日期",
        "Date",
        required=True,
        also="订单日期|交易日期|下单日期|销售日期|下单时间|交易时间|单据日期|业务日期|出库日期|发货日期|制单日期|订单创建时间|创建时间|订单时间|付款时间|订单付款时间|成交时间|支付时间|日期时间|开单日期|销售时间|order date|invoice date|purchase date|order time|created at|created on|paid at|date ordered|datum|belegdatum|auftragsdatum|bestelldatum|rechnungsdatum|date de commande|date commande|date facture|date de facture|date de la facture",
    ),
    customer(required=True),
    choice(
        "kind",
        "交易类型",
        "Kind of line",
        "trade_kind",
        also="单据类型|业务类型|销售类型|订单类型|transaction type|document type",
        tip=(
            "空着按金额的正负：正是销售，负是退货。样品、赠品不算交易，也不计入金额。",
            "Blank goes by the sign of the amount: a sale, or a return. Samples and gifts are no order and no amount.",
        ),
    ),
    text(
        "product", "产品", "Product", width=26, names="tblProducts", tip=PRODUCT_TIP, also="产品名称|商品|商品名称|商品全名|品名|货品|货品名称|货品标题|宝贝标题|宝贝名称|商品标题|货物名称|存货名称|物料名称|商品信息|product name|item|item name|description|lineitem name|product title|artikel|artikelbezeichnung|artikelname|bezeichnung|produkt|article|libellé|produit|désignation"
    ),
    number("quantity", "数量", "Quantity", also="qty|件数|销售数量|出库数量|实发数量|发货数量|订购数量|购买数量|商品数量|宝贝总数量|宝贝数量|number of units|units|商品数量(件)|lineitem quantity|menge|anzahl|stück|quantité|qté"),
    money("unit_price", "单价", "Unit price", also="price|销售单价|含税单价|售价|京东价|商品价格|成交单价|宝贝单价|商品单价|货品单价|unit price|lineitem price|einzelpreis|preis|stückpreis|prix unitaire|prix unitaire ht|pu ht|prix"),
    rate("discount", "折扣率", "Discount", low=0, high=1, also="折扣|折率|扣率|整单折扣|discount rate|discount %|rabatt|rabatt %|remise|remise %"),
    money(
        "amount",
        "金额",
        "Amount",
        also=AMOUNTS,
        tip=(
            "填了金额就按金额；没填按 数量×单价×(1-折扣率)。退货填负数。算出的结果是“净额”，所有统计都用净额。",
            "When typed it counts as it is; otherwise quantity × price × (1 − discount). Returns are negative. The result is "
            "Net amount, which all statistics use.",
        ),
    ),
    money("net_amount", "净额", "Net amount", worked_out=True),
    group("more", "其他", "More", ("admin", "manager")),
    money("cost", "成本", "Cost", own=True),
    choice("payment_terms", "付款条件", "Payment terms", "settlement"),
    choice("salesperson", "业务员", "Salesperson", "salesperson", also="销售员|销售|负责人|经手人|业务人员|导购|店员|sales rep|salesperson|sales person|verkäufer|vendeur",
           tip=("做成这一单的业务员；空着就算客户的负责人。", "Who made this sale; blank counts for the owner of the customer.")),
    text("channel", "渠道", "Channel", also="销售渠道|sales channel"),
    text("original_order_no", "原订单号", "Original order no.", check="code", also="原单号|原销售单号|退货原单号|original order"),
    date("invoiced_on", "开票日期", "Invoiced on", also="发票日期|开票时间"),
    text("invoice_no", "发票号", "Tax invoice no.", check="code", also="发票号码|发票编号|invoice number"),
    text("contract_no", "合同编号", "Contract no.", check="code"),
    note("remarks", "备注", "Remarks", also="说明|notes|comment"),
    about=Text(
        "一行一个订单明细；同一订单号算一次交易。",
        "One row an order line; lines that share an order number are one order.",
    ),
    key="line_id",
    id_format="T{:07d}",
    copied="customer",
)

PRODUCTS = table(
    "tblProducts",
    "产品",
    "Products",
    group("product", "产品", "Product"),
    of(
        Kind.ID,
        "product_id",
        "产品编号",
        "Product ID",
        required=True,
        also="货号|料号|sku|item no|product code",
    ),
    text("name", "产品名称", "Product name", required=True, width=28, also="品名|商品名称|product|item"),
    text("category", "产品类别", "Category", also="品类|类别|sub-category"),
    text("unit", "单位", "Unit", also="计量单位|uom"),
    money("list_price", "标准价", "List price", also="价格|price"),
    money("retail_price", "建议零售价", "Suggested retail price", low=0, also="零售指导价|msrp|srp",
          tip=("客户店里的零售价与它相比。", "What shops ask is held against it.")),
    money("cost", "成本", "Cost", own=True, also="成本价|unit cost"),
    flag("main_product", "主销产品", "Main product"),
    rate(
        "tax_rate", "税率", "Tax rate", low=0, high=1, also="增值税率|税率%|vat|vat rate|tax",
        tip=("“金额含税”时用来算不含税的毛利；空着不算毛利。", "Takes the tax out of margins where amounts include it; blank leaves the margin out."),
    ),
    rate("low_stock_rate", "库存占比下限", "Low stock share", low=0, high=1),
    rate("high_stock_rate", "库存占比上限", "High stock share", low=0, high=1),
    about=Text(
        "产品目录：交易和市场调查里写产品编号或名称都可以。",
        "The catalogue: orders and surveys name a product by its number or name.",
    ),
    key="product_id",
    id_format="P{:04d}",
    copied="all",
)

PAYMENTS = table(
    "tblPayments",
    "回款",
    "Payments",
    group("payment", "回款", "Payment"),
    date("date", "日期", "Date", required=True, also="回款日期|收款日期|付款日期|到账日期|收款时间|到账时间|业务日期|单据日期|交易日期|交易时间|入账日期|payment date|datum|date de paiement"),
    customer(required=True),
    text("order_no", "订单号", "Order no.", check="code", also="订单编号|单号|销售单号|order id|order number|invoice no|invoice"),
    money("amount", "金额", "Amount", required=True, also="回款金额|收款金额|付款金额|到账金额|实收金额|本次收款|收入金额|贷方金额|交易金额|amount paid|paid|payment amount|betrag|montant"),
    choice(
        "kind",
        "回款类型",
        "Kind of payment",
        "payment_kind",
        also="款项类型|收款类型|款项性质|payment type",
        tip=(
            "空着就是货款。押金不抵欠款，退款使欠款增加。",
            "Blank is a payment for goods. A security deposit pays no debt; a refund raises it.",
        ),
    ),
    text("method", "付款方式", "Method", also="收款方式|回款方式|支付方式|方式|payment method"),
    note("remarks", "备注", "Remarks", also="说明|摘要|notes|comment"),
    about=Text("收到的每一笔款。", "Every payment received."),
    copied="customer",
)

CONTRACTS = table(
    "tblContracts",
    "合同",
    "Contracts",
    group("contract", "合同", "Contract"),
    of(Kind.ID, "contract_no", "合同编号", "Contract no.", required=True),
    customer(required=True),
    ref("opportunity", "商机", "Opportunity", "tblOpportunities"),
    text("opportunity_title", "商机名称", "Opportunity title", worked_out=True, width=24, shows="opportunity"),
    choice("kind", "类型", "Kind", "contract_kind"),
    text("legal_review", "法务审核", "Legal review"),
    date("signed_on", "签订日期", "Signed on"),
    date("starts_on", "开始日期", "Starts on"),
    date("ends_on", "结束日期", "Ends on"),
    money("amount", "合同金额", "Amount"),
    note("terms", "主要条款", "Terms"),
    note("progress", "执行进度", "Progress"),
    date("next_report_on", "下次汇报", "Next report on"),
    about=Text(
        "意向、协议与合同：到期和进度汇报会提醒。",
        "Letters of intent, agreements, contracts: their ends and reports raise reminders.",
    ),
    key="contract_no",
    id_format="H{:04d}",
    copied="customer",
)

RECONCILIATIONS = table(
    "tblReconciliations",
    "对账",
    "Reconciliations",
    group("reconciliation", "对账", "Reconciliation"),
    date("date", "日期", "Date", required=True),
    customer(required=True),
    money("allowed_stock", "铺底额度", "Allowed stock"),
    money("actual_stock", "实际铺底数", "Actual stock"),
    text("collateral", "抵押物及数量", "Collateral"),
    money("paid_unsettled", "已付款未结算", "Paid, unsettled"),
    money("prepaid", "预付款", "Prepaid"),
    money("receivable", "应收款", "Receivable"),
    note("legacy", "历史遗留问题", "Legacy issues"),
    text("confirmed_by", "确认人", "Confirmed by"),
    date("confirmed_on", "确认日期", "Confirmed on"),
    about=Text(
        "与客户核对账款与铺底，书面确认。",
        "Accounts and stock on deposit, confirmed with the customer in writing.",
    ),
    copied="customer",
)
