"""写信 Letters: their templates, the drafts that `mail` made last, and where goods are sent.

A template's fields stand in 【】; which names they may have says `workbook.rules.letters.field_names`.
"""

from __future__ import annotations

from workbook.language import Text
from workbook.schema.fields import choice, group, note, of, text
from workbook.schema.model import Kind, table

TEMPLATES = table(
    "tblTemplates",
    "信件模板",
    "Letter templates",
    group("template", "模板", "Template"),
    text("name", "模板名称", "Template", required=True, width=18, also="名称|name"),
    choice("kind", "用途", "Purpose", "letter_kind",
           tip=("催款只写给有逾期款的客户，对账只写给有交易的客户，生日祝福只写给快过生日的人；空着不限。",
                "Payment reminders go to who has overdue money, statements to who has ordered, birthday letters to whose "
                "birthday is near; blank goes to anybody.")),
    text("subject", "主题", "Subject", required=True, width=34, also="标题|title"),
    note("body", "正文", "Text of the letter", required=True, width=70, also="内容|text",
         tip=("【】里写客户或联系人的列名，如【客户名称】；还有【称呼】【今天】【本公司】【逾期订单】【未付订单】。",
              "A column of customers or contacts in 【】, such as 【Customer name】; also 【Salutation】【Today】【Our company】"
              "【Overdue orders】【Open orders】.")),
    note("short", "微信/短信", "Text message", width=50, also="短信|微信|WeChat|SMS",
         tip=("复制到微信或短信的文字；空着就没有。", "The text to copy into WeChat or SMS; blank is none.")),
    about=Text(
        "【】里是字段，写信时换成每位客户的内容；可以改，也可以加行。",
        "Names in 【】 are filled in for each customer; change the texts, or add templates of your own.",
    ),
)

DRAFTS = table(
    "tblDrafts",
    "信件草稿",
    "Drafts",
    group("whom", "收信人", "To whom"),
    text("customer_id", "客户编号", "Customer ID", by_program=True),
    text("customer_name", "客户名称", "Customer", by_program=True, width=24),
    group("letter", "信件", "Letter"),
    text("subject", "主题", "Subject", by_program=True, width=34),
    note("short", "微信/短信", "Text message", by_program=True, width=50, secret=True),
    note("left_out", "没有写的原因", "Why not written", by_program=True, width=34),
    note("attention", "发送前注意", "Before sending", by_program=True, width=34),
    group("where", "地址与文件", "Address and file"),
    text("contact", "联系人", "Contact", by_program=True, secret=True),
    of(Kind.EMAIL, "email", "电子邮件", "E-mail", by_program=True, secret=True),
    text("template", "模板", "Template", by_program=True, width=18),
    text("file", "文件", "File", by_program=True, width=40),
    about=Text(
        "上一次“写信”写给了谁，谁没有写、为什么；微信/短信可以复制。",
        "To whom the last letters were written, who was left out and why; the text messages are there to copy.",
    ),
    filled_by="mail",
    confidential=True,
)

__all__ = ["DRAFTS", "TEMPLATES"]
