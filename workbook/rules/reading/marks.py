"""Marks: columns of other programs that are no field of the book, but say what a row means.

A column of order states says which rows were sold at all; one of currencies in what money. They compete with the
fields for their headers, and are told apart from them by the sign before their key.
"""

from __future__ import annotations

from collections.abc import Mapping

MARK = "~"
"""Before the key of a mark, where the keys of fields stand."""

STATUS, REFUND, CURRENCY = "~status", "~refund", "~currency"
NO_CALL, NO_MAIL, STANDING, COUNTRY = "~no_call", "~no_mail", "~standing", "~country"

_TRADE = {
    STATUS: "订单状态|交易状态|单据状态|付款状态|支付状态|状态|流程状态|order status|financial status|"
    "payment status|status|auftragsstatus|statut|statut de commande",
    REFUND: "退款金额|已退款金额|退款额|已退金额|售后退款金额|refunded amount|refund amount|amount refunded|refund|"
    "refunds|erstattung|remboursement",
    CURRENCY: "币种|币别|货币|货币代码|结算币种|交易币种|currency|currency code|ccy|währung|waehrung|devise",
}
_LEADS = {
    NO_CALL: "请勿致电|勿致电|不要打电话|拒绝来电|谢绝来电|免打扰|do not call|donotcall|do not phone|"
    "phone opt out|no calls",
    NO_MAIL: "拒收邮件|请勿发邮件|退订|退订邮件|已退订|不接收邮件|email opt out|e-mail opt out|do not email|"
    "do not mail|unsubscribed|has opted out of email|opted out of email",
    STANDING: "经营状态|企业状态|登记状态|存续状态|company status|registration status",
    COUNTRY: "国家|国家/地区|国别|country|country/region|mailing country|billing country|land|pays",
}

HEADERS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    target: {mark: tuple(headers.split("|")) for mark, headers in marks.items()}
    for target, marks in {"transactions": _TRADE, "payments": _TRADE, "customers": _LEADS}.items()
}
"""Target -> mark -> how such columns are headed."""


def headers_of(target: str) -> Mapping[str, tuple[str, ...]]:
    """The marks that columns of a list for this target may be."""
    return HEADERS.get(target, {})
