"""Lists of trade: kinds of order lines and payments, from when a debt counts, which rule of debts holds.

The rules depend on the keys; the labels are the user's.
"""

from __future__ import annotations

from workbook.schema.list_model import ListOf
from workbook.schema.lists.program import entry, listing

TRADE_KIND = listing(
    "trade_kind", "交易类型", "Kind of line",
    entry("sale", "销售", "Sale"),
    entry("return", "退货", "Return"),
    entry("sample", "样品", "Sample"),
    entry("gift", "赠品", "Gift"),
    entry("credit", "折让(红字)", "Credit note"),
    group="program",
)

PAYMENT_KIND = listing(
    "payment_kind", "回款类型", "Kind of payment",
    entry("goods", "货款", "For goods"),
    entry("advance", "定金", "Advance payment"),
    entry("security", "押金", "Security deposit"),
    entry("refund", "退款", "Refund"),
    entry("rebate", "返利抵扣", "Rebate set off"),
    group="program",
)

DUE_FROM = listing(
    "due_from", "账期起算", "Terms count from",
    entry("order", "下单日", "Day of the order"),
    entry("invoice", "开票日", "Day of the invoice"),
    entry("month_end", "月结日", "Monthly closing day"),
    group="program",
)

DEBT_BASIS = listing(
    "debt_basis", "应收口径", "Debts follow from",
    entry("terms", "账期按结算方式推算", "Orders and terms"),
    entry("payments", "只按已登记回款", "Registered payments only"),
    group="program",
)

POLICY_KIND = listing(
    "policy_kind", "政策类别", "Kind of policy",
    entry("policy", "政策", "Policy"),
    entry("new_product", "新产品", "New product"),
    entry("promotion", "促销", "Promotion"),
    group="visits",
)

LISTS: tuple[ListOf, ...] = (TRADE_KIND, PAYMENT_KIND, DUE_FROM, DEBT_BASIS, POLICY_KIND)
