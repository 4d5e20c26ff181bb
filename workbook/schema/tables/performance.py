"""Whose is it, and what was closed: the owners of customers over time, closed months, the sheet of a handover.

All three are the program's; the owner of a day decides whose an order line without a salesperson is, and what was
closed is not changed by what is typed later."""

from __future__ import annotations

from workbook.language import Text
from workbook.schema.fields import choice, date, flag, group, integer, money, month, note, text
from workbook.schema.model import Table, table

_SUBJECT = (
    text("customer_id", "客户编号", "Customer ID", by_program=True),
    text("customer_name", "客户名称", "Customer", by_program=True, width=24),
)
_AS_OF = date("as_of", "截至日期", "As of", by_program=True)

OWNER_HISTORY = table(
    "tblOwnerHistory", "负责人历史", "Owner history",
    group("what", "变化", "Change"),
    date("from_on", "起始日期", "From", by_program=True),
    *_SUBJECT,
    choice("before", "原负责人", "Before", "salesperson", by_program=True),
    choice("after", "新负责人", "After", "salesperson", by_program=True),
    about=Text("客户每换一次负责人记一行：没写业务员的交易归当时的负责人。", "One row each time a customer changes hands: an order without a salesperson belongs to the owner of its day."),
    filled_by="refresh|handover",
    grows=True,
)

HANDOVER = table(
    "tblHandover", "交接单", "Handover",
    group("what", "交接", "Handover"),
    choice("item", "交接内容", "Handed over", "handover_item", by_program=True),
    *_SUBJECT,
    note("what", "事项", "What", by_program=True, width=40),
    date("due", "期限", "Due", by_program=True),
    money("amount", "金额", "Amount", by_program=True),
    choice("before", "交出人", "From", "salesperson", by_program=True),
    choice("after", "接收人", "To", "salesperson", by_program=True),
    date("from_on", "交接日期", "Handed over on", by_program=True),
    flag("signed", "已签收", "Signed for"),
    about=Text("最近一次交接：客户、未兑现承诺、商机、投诉、应收款，逐项签收。", "The last handover: customers, open promises, opportunities, complaints and debts, to be signed for one by one."),
    filled_by="handover",
)

CLOSED_MONTHS = table(
    "tblClosedMonths", "结账记录", "Closed months",
    group("what", "结账", "Closing"),
    month("month", "月份", "Month", by_program=True),
    choice("dimension", "分析维度", "Analysed by", "dimension", by_program=True, tip=("空着的行是全月合计。", "The blank row is the whole month.")),
    *_SUBJECT,
    choice("salesperson", "业务员", "Salesperson", "salesperson", by_program=True),
    integer("orders", "交易次数", "Orders", by_program=True),
    money("amount", "结账净额", "Net amount as closed", by_program=True),
    date("starts_on", "月初日", "First day", by_program=True),
    date("ends_on", "月末日", "Last day", by_program=True),
    _AS_OF,
    about=Text("已结账月份当时的数字；以后的改动在分析里列为结账后调整。", "The figures of closed months as they were; what changes later stands in the analyses as adjusted after closing."),
    filled_by="close",
    grows=True,
)

KEPT_REPORTS = table(
    "tblKeptReports", "_reports", "_reports",
    month("month", "月份", "Month", by_program=True),
    choice("salesperson", "业务员", "Salesperson", "salesperson", by_program=True),
    integer("part", "段", "Part", by_program=True),
    note("report", "月报", "Report", by_program=True),
    about=Text("已结账月份的月报，原样留底。", "The reports of closed months, kept as they were."),
    filled_by="close",
    confidential=True,
    grows=True,
)

TABLES: tuple[Table, ...] = (OWNER_HISTORY, HANDOVER, CLOSED_MONTHS, KEPT_REPORTS)
