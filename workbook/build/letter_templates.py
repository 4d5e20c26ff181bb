"""The templates that a new book comes with: one for each purpose, each with a text message that says the same."""

from __future__ import annotations

from workbook.language import Text

_FOOT = Text(
    "\n\n此致\n敬礼\n\n【本公司】　【负责人】\n【今天】", "\n\nKind regards,\n\n【Owner】\n【Our company】\n【Today】"
)
_DEAR = Text("尊敬的【称呼】：\n\n您好！", "Dear 【Salutation】,\n\n")


def _body(zh: str, en: str) -> Text:
    return Text(_DEAR.zh + zh + _FOOT.zh, _DEAR.en + en + _FOOT.en)


TEMPLATE_ROWS: tuple[dict[str, object], ...] = (
    {
        "name": Text("首次联系", "First contact"), "kind": "first",
        "subject": Text("【本公司】问候【客户名称】", "Greetings from 【Our company】 to 【Customer name】"),
        "body": _body(
            "我是【本公司】的【负责人】，今后由我为贵公司服务。\n\n"
            "想先听听您的需要，再介绍我们的产品和服务。方便的话，请告诉我哪天适合通话或见面。",
            "My name is 【Owner】 and I look after your company at 【Our company】.\n\n"
            "I would like to hear what you need and to tell you what we can offer. "
            "Please let me know on which day a call or a visit would suit you.",
        ),
        "short": Text(
            "【称呼】您好，我是【本公司】的【负责人】。想了解一下贵公司的需要，您看哪天方便通话？",
            "Dear 【Salutation】, this is 【Owner】 of 【Our company】. On which day may I call you to hear what you need?",
        ),
    },
    {
        "name": Text("近况问候", "Short letter on news"), "kind": "news",
        "subject": Text("【本公司】的问候", "A few lines from 【Our company】"),
        "body": _body(
            "有一段时间没有联系了，写信问候一声，也想了解贵公司近来有什么需要。\n\n"
            "如需最新的产品资料和价格，请直接回复，我尽快发给您。",
            "It has been a while since we last spoke, and I would like to know how things are and what you need.\n\n"
            "If you would like our latest product information and prices, just reply and I will send them.",
        ),
        "short": Text(
            "【称呼】您好，我是【本公司】的【负责人】，问候一声。近来有什么需要，或要最新的资料和价格，请告诉我。",
            "Dear 【Salutation】, 【Owner】 of 【Our company】 here. Is there anything you need, or shall I send our latest prices?",
        ),
    },
    {
        "name": Text("生日祝福", "Birthday"), "kind": "birthday",
        "subject": Text("祝【称呼】生日快乐", "Happy birthday, 【Salutation】"),
        "body": _body(
            "值此生日之际，谨祝您生日快乐，身体健康，工作顺利！",
            "All of us at 【Our company】 wish you a very happy birthday, good health and every success.",
        ),
        "short": Text(
            "【称呼】，祝您生日快乐，身体健康，工作顺利！【本公司】【负责人】",
            "Happy birthday, 【Salutation】! With best wishes, 【Owner】, 【Our company】",
        ),
    },
    {
        "name": Text("催款", "Payment reminder"), "kind": "dunning",
        "subject": Text("【客户名称】：货款到期提醒", "【Customer name】: payment due"),
        "body": _body(
            "截至【今天】，下列货款已过约定的付款日：\n\n【逾期订单】\n\n合计 【逾期款】 元。\n\n"
            "如已付款，请不必理会此信，并谅解邮件与付款交错；如未付款，请安排付款，或告诉我们预计的日期。"
            "对账目有疑问请与我联系。",
            "As of 【Today】 the following orders are past the day agreed for payment:\n\n【Overdue orders】\n\n"
            "Total: 【Overdue amount】\n\n"
            "If you have paid meanwhile, please disregard this letter. Otherwise please arrange the payment or tell us "
            "when we may expect it. If anything is not as you have it, please contact me.",
        ),
        "short": Text(
            "【称呼】您好，截至【今天】贵公司有货款 【逾期款】 元已过付款日，请安排付款或告知预计日期；如已付请忽略。【本公司】【负责人】",
            "Dear 【Salutation】, as of 【Today】 payments of 【Overdue amount】 are past due. Please arrange them or tell us when "
            "to expect them; disregard this if paid. 【Owner】, 【Our company】",
        ),
    },
    {
        "name": Text("对账单", "Statement"), "kind": "statement",
        "subject": Text("【客户名称】：截至【今天】的对账单", "【Customer name】: statement as of 【Today】"),
        "body": _body(
            "截至【今天】，我们账上贵公司未付的货款如下，请核对：\n\n【未付订单】\n\n"
            "应收合计：【应收款】 元\n其中已逾期：【逾期款】 元\n预收：【预收款】 元\n\n"
            "一致请回复“确认”；不一致请写明差异，我们再核对。",
            "As of 【Today】 our books show the following orders of yours as unpaid:\n\n【Open orders】\n\n"
            "Receivable: 【Receivable】\nOf it overdue: 【Overdue amount】\nPrepaid: 【Prepaid】\n\n"
            "Please confirm by reply, or tell us where your figures differ.",
        ),
        "short": Text(
            "【称呼】您好，截至【今天】贵公司应收合计 【应收款】 元，已逾期 【逾期款】 元，请核对后回复。【本公司】【负责人】",
            "Dear 【Salutation】, as of 【Today】 we show 【Receivable】 receivable, 【Overdue amount】 of it overdue. Please confirm. "
            "【Owner】, 【Our company】",
        ),
    },
    {
        "name": Text("满意度调查", "Satisfaction form"), "kind": "satisfaction",
        "subject": Text("【客户名称】：请为我们打分", "【Customer name】: how do you rate us?"),
        "body": _body(
            "请花两分钟告诉我们做得怎样，直接在下面填写后回复（1 很不满意 … 5 很满意）：\n\n"
            "产品（1–5）：\n服务（1–5）：\n总体（1–5）：\n希望我们改进：\n其他意见：",
            "Please take two minutes to tell us how we are doing: fill in the lines below and reply "
            "(1 very dissatisfied … 5 very satisfied).\n\n"
            "Products (1-5):\nService (1-5):\nOverall (1-5):\nWhat we should improve:\nAnything else:",
        ),
        "short": Text(
            "【称呼】您好，想请您为我们打分（1–5分）：产品、服务、总体各几分？还希望我们改进什么？谢谢！【本公司】【负责人】",
            "Dear 【Salutation】, how do you rate our products, our service, and us overall (1-5)? What should we improve? "
            "Thank you! 【Owner】, 【Our company】",
        ),
    },
)  # fmt: skip
