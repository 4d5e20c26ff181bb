"""Lists about persons: gender, calendar, part in the decision, family, and a bank's view of them."""

from __future__ import annotations

from workbook.language import Text
from workbook.schema.fields import choice, integer, note
from workbook.schema.list_model import Entry, ListOf
from workbook.schema.lists.program import entry, listing

GENDER = listing(
    "gender", "性别", "Gender",
    entry("male", "男", "Male"),
    entry("female", "女", "Female"),
    group="people",
)

CALENDAR = listing(
    "calendar", "历法", "Calendar",
    entry("solar", "公历", "Solar"),
    entry("lunar", "农历", "Lunar"),
    group="people",
)

QUALITY = listing(
    "quality", "素质", "Knowledge level",
    entry("high", "高", "High", advice=Text("少讲基本功能，多讲应用和解决方案。", "Less of basic functions, more of uses and solutions.")),
    entry("low", "低", "Low", advice=Text("不用术语，讲得简单直白。", "No jargon; say it simply and plainly.")),
    columns=(note("advice", "沟通方式", "How to talk"),),
    group="people",
)

ROLE = listing(
    "role", "身份识别", "Role",
    entry("adviser", "建议者", "Adviser"),
    entry("influencer", "影响者", "Influencer"),
    entry("buyer", "购买者", "Buyer"),
    entry("decider", "决策者", "Decision maker"),
    group="people",
)

CONTACT_STATUS = listing(
    "contact_status", "在职状态", "Contact status",
    entry("here", "在职", "Still there"),
    entry("left", "已离职", "Has left"),
    group="people",
)

FAMILY_RELATION = listing(
    "family_relation", "家庭关系", "Family relation",
    entry("spouse", "配偶", "Spouse"),
    entry("child", "子女", "Child"),
    entry("parent", "父母", "Parent"),
    entry("sibling", "兄弟姐妹", "Sibling"),
    entry("grandparent", "祖父母", "Grandparent"),
    entry("grandchild", "孙子女", "Grandchild"),
    entry("other", "其他", "Other"),
    group="people",
)

EDUCATION = listing(
    "education", "受教育情况", "Education",
    entry("school", "高中及以下", "Secondary school or less"),
    entry("college", "大专", "College"),
    entry("bachelor", "本科", "Bachelor"),
    entry("master", "硕士", "Master"),
    entry("doctor", "博士", "Doctor"),
    group="people",
)

DEPOSIT_KIND = listing(
    "deposit_kind", "存款种类", "Deposit kind",
    entry("demand", "活期", "Demand deposit"),
    entry("fixed", "定期", "Fixed deposit"),
    entry("call", "通知存款", "Call deposit"),
    entry("certificate", "大额存单", "Certificate of deposit"),
    entry("foreign", "外币存款", "Foreign currency deposit"),
    group="bank",
)

BANK_PRODUCT = listing(
    "bank_product", "金融产品", "Bank product",
    entry("fixed_deposit", "定期存款", "Fixed deposit"),
    entry("certificate", "大额存单", "Certificate of deposit"),
    entry("wealth_low", "稳健理财", "Low-risk wealth product"),
    entry("wealth_high", "进取理财", "High-risk wealth product"),
    entry("bond", "国债", "Government bond"),
    entry("fund", "基金", "Fund"),
    entry("insurance", "保险", "Insurance"),
    entry("gold", "贵金属", "Precious metals"),
    entry("credit_card", "信用卡", "Credit card"),
    entry("loan", "贷款", "Loan"),
    entry("private_bank", "私人银行服务", "Private banking"),
    group="bank",
)

RISK_TOLERANCE = listing(
    "risk_tolerance", "风险承受度", "Risk tolerance",
    entry("cautious", "保守型", "Cautious", rank=1),
    entry("steady", "稳健型", "Steady", rank=2),
    entry("balanced", "平衡型", "Balanced", rank=3),
    entry("growth", "成长型", "Growth", rank=4),
    entry("bold", "进取型", "Bold", rank=5),
    columns=(integer("rank", "风险等级", "Risk rank", low=1, high=5),),
    group="bank",
)

BANK_LEVEL = listing(
    "bank_level", "银行客户等级", "Bank customer level",
    entry("basic", "普通客户", "Basic", rank=1),
    entry("silver", "银级客户", "Silver", rank=2),
    entry("gold", "金级客户", "Gold", rank=3),
    entry("platinum", "白金客户", "Platinum", rank=4),
    entry("private", "私人银行客户", "Private banking", rank=5),
    columns=(integer("rank", "级别", "Level rank", low=1),),
    group="bank",
)

CARD_LEVEL = listing(
    "card_level", "持卡级别", "Card level",
    entry("standard", "普卡", "Standard card"),
    entry("gold", "金卡", "Gold card"),
    entry("platinum", "白金卡", "Platinum card"),
    entry("diamond", "钻石卡", "Diamond card"),
    group="bank",
)


def _advice(key: str, zh: str, en: str, product: str, level: str, risk: str) -> Entry:
    return entry(key, zh, en, product=product, from_level=level, from_risk=risk)


BANK_ADVICE = listing(
    "bank_advice", "产品推荐规则", "Product advice rule",
    _advice("certificate", "余额稳定，推荐大额存单", "Steady balance: a certificate of deposit", "certificate", "silver", "cautious"),
    _advice("bond", "求稳，推荐国债", "Wants safety: government bonds", "bond", "basic", "cautious"),
    _advice("wealth_low", "可担小风险，推荐稳健理财", "Takes little risk: a low-risk wealth product", "wealth_low", "basic", "steady"),
    _advice("insurance", "资产渐长，推荐保险", "Growing assets: insurance", "insurance", "silver", "steady"),
    _advice("fund", "看重增值，推荐基金", "Wants growth: a fund", "fund", "silver", "balanced"),
    _advice("gold", "分散配置，推荐贵金属", "Spreads its assets: precious metals", "gold", "gold", "balanced"),
    _advice("wealth_high", "能担风险，推荐进取理财", "Bears risk: a high-risk wealth product", "wealth_high", "gold", "growth"),
    _advice("credit_card", "尚无信用卡，推荐办卡", "No card yet: a credit card", "credit_card", "basic", "cautious"),
    _advice("private_bank", "级别已到，推荐私人银行服务", "Level reached: private banking", "private_bank", "private", "cautious"),
    columns=(
        choice("product", "推荐产品", "Recommend", "bank_product"),
        choice("from_level", "最低等级", "From level", "bank_level"),
        choice("from_risk", "最低风险承受度", "From risk tolerance", "risk_tolerance"),
    ),
    group="bank",
    about=Text(
        "等级和风险承受度都达到、又尚未持有的产品会被推荐。",
        "A product is recommended when level and risk tolerance reach the row's and it is not yet held.",
    ),
)

LISTS: tuple[ListOf, ...] = (
    GENDER, CALENDAR, QUALITY, ROLE, CONTACT_STATUS, FAMILY_RELATION, EDUCATION,
    DEPOSIT_KIND, BANK_PRODUCT, RISK_TOLERANCE, BANK_LEVEL, CARD_LEVEL, BANK_ADVICE,
)
