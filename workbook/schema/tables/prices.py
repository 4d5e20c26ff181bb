"""Prices and what runs for a time: the price list, and what is to be known before a visit (policies, new products,
promotions). Sources: the company's price policy, which prices are held against, and what a salesperson takes along to a
customer, in the seed documents."""

from __future__ import annotations

from workbook.language import Text
from workbook.schema.fields import choice, customer, date, group, money, note, rate, text
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

__all__ = ["PRICE_LIST"]
