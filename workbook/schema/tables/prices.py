"""Prices and what runs for a time: the price list, and what is to be known before a visit (policies, new products,
promotions). Sources: the company's price policy, which prices are held against, and what a salesperson takes along to a
customer, in the seed documents."""

from __future__ import annotations

from workbook.language import Text
from workbook.schema.fields import PRODUCT_TIP, choice, customer, date, group, money, note, rate, text
from workbook.schema.model import table

PRICE_LIST = table(
    "tblPriceList",
    "价格表",
    "Price list",
    group("price", "价格", "Price"),
    text("product", "产品", "Product", width=26, names="tblProducts",
         tip=("空着是全部产品，这时只写折扣率。", "Blank is all products; it then has a discount only.")),
    choice("dealer_level", "经销商层级", "Dealer level", "dealer_level",
           tip=("给这一层级的价格；层级和客户都空着是给所有人的。", "A price of this level; without level and customer it is everybody's.")),
    customer(tip=("只给这一位客户的约定价，先于层级的价格。", "A price agreed with this customer; it goes before the level's.")),
    date("valid_from", "开始日期", "Valid from", required=True, also="生效日期|执行日期"),
    date("valid_to", "结束日期", "Valid to", also="失效日期|截止日期", tip=("空着一直有效。", "Blank holds until another line begins.")),
    money("price", "单价", "Unit price", low=0, also="供货价|批发价|price"),
    rate("discount", "折扣率", "Discount", low=0, high=1, also="折扣|discount rate",
         tip=("约定的折扣，0.08 即让 8%；没有单价时从标准价里减。", "The discount agreed, 0.08 for 8 % less; without a price, off the list price.")),
    money("retail_price", "建议零售价", "Suggested retail price", low=0, also="零售指导价|msrp|srp"),
    note("remarks", "备注", "Remarks"),
    about=Text(
        "什么产品给谁什么价、从哪天起：先客户，再层级，再所有人，最后是产品的标准价。",
        "What costs whom how much, from when: the customer's line, its level's, everybody's, then the list price.",
    ),
    copied="shared",
)  # fmt: skip

POLICIES = table(
    "tblPolicies",
    "政策、新品和促销",
    "Policies and promotions",
    group("what", "内容", "What"),
    choice("kind", "类别", "Kind", "policy_kind", also="类型"),
    text("title", "标题", "Title", required=True, width=26, also="名称|政策名称|活动名称"),
    text("product", "产品", "Product", width=26, names="tblProducts", tip=PRODUCT_TIP),
    note("what", "要点", "What to say", tip=("拜访时要告诉客户的话。", "What a customer is to be told at a visit.")),
    group("whom", "给谁、何时", "Whom and when"),
    choice("region", "所属区域", "Region", "region", tip=("空着是所有区域。", "Blank is every region.")),
    choice("dealer_level", "经销商层级", "Dealer level", "dealer_level", tip=("空着是所有客户。", "Blank is every customer.")),
    date("starts_on", "开始日期", "Starts on", required=True),
    date("ends_on", "结束日期", "Ends on", tip=("空着一直有效；过了这一天就不再显示。", "Blank goes on; after this day it shows no more.")),
    note("remarks", "备注", "Remarks"),
    about=Text(
        "拜访前要知道的：期间内显示在客户卡上。",
        "What to know before a visit: on the customer card while it runs.",
    ),
    copied="all",
)  # fmt: skip

__all__ = ["POLICIES", "PRICE_LIST"]
