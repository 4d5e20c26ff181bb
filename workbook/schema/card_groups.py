"""The groups of page 2, as the two kinds of card have them: which fields of which tables stand under which heading.

Sources: the customer card of the seed documents (basic facts, features, state of business, trading), the notes on a
customer's person and on its company and trade, and the card of a household. Only what is filled is shown; what page 1
has already is not said again. `tests/rules/card/test_groups.py` holds that every field a user fills has its place.
"""

from __future__ import annotations

from dataclasses import dataclass

from workbook.language import Text

CUSTOMERS, PROFILES, CONTACTS, BANK, INDUSTRY = (
    "tblCustomers", "tblProfiles", "tblContacts", "tblBankProfiles", "tblIndustryNotes",
)  # fmt: skip


@dataclass(frozen=True)
class Heading:
    """A group: its fields as table → keys, in the order they are read."""

    key: str
    title: Text
    fields: tuple[tuple[str, tuple[str, ...]], ...]


def _heading(key: str, zh: str, en: str, **fields: str) -> Heading:
    """`customers="region nature"` names fields of that table."""
    named = {"customers": CUSTOMERS, "profiles": PROFILES, "contacts": CONTACTS, "bank": BANK, "industry": INDUSTRY}
    return Heading(key, Text(zh, en), tuple((named[one], tuple(keys.split())) for one, keys in fields.items()))


HEAD = ("category", "tier", "owner", "stage", "completeness", "key_account")
"""Fields of the customer that stand beside its name on page 1."""

COMPANY_BASICS = (
    "phone", "fax", "email", "website", "address", "postcode", "tax_no", "authorised_buyer", "region", "industry",
    "nature", "settlement", "contact_strategy", "purchase_strategy", "next_contact", "created_on",
)  # fmt: skip
PERSON_BASICS = (
    "phone", "email", "address", "postcode", "region", "source", "settlement", "contact_strategy",
    "purchase_strategy", "next_contact", "created_on",
)  # fmt: skip
PERSON_FACTS = ("birthday", "age", "occupation", "employer", "points")
"""Of a person's own row among the contacts, on page 1 too."""

_JUDGED = _heading(
    "judged", "销售判断", "Sales outlook",
    customers="money authority intent demand willingness closes_soon man_class funnel fits_development manual_grade "
    "manual_tier rfm score behaviour churn churn_reason visits_per_month potential dealer_level wants_agency customer_system",
)  # fmt: skip
_RECORD = _heading(
    "record", "其他", "Other",
    customers="referrer latest_wishes consent consent_on reviewed_on archived archived_on archive_reason remarks",
)  # fmt: skip

COMPANY: tuple[Heading, ...] = (
    _heading(
        "basics", "基本资料", "Basics",
        customers="short_name invoice_name former_names source scale employees years_in_business position bank_account",
        profiles="organisation_form founded_on assets relation_since city plot_no owner_name manager legal_person "
        "decision_maker_names fiscal_year_start",
    ),
    _heading(
        "features", "客户特征", "Features",
        profiles="service_area sales_power philosophy direction policy plan style",
    ),
    _heading(
        "business", "业务状况", "State of business",
        profiles="sales_record people_quality rivals_relation relation product_mix organisation marketing_model "
        "price_system sales_policy market_share delivery",
    ),
    _heading(
        "trade", "交易情况", "Trading",
        profiles="state problems strengths strategy image reputation trade_terms", customers="credit",
    ),
    _heading(
        "buying", "购买习惯", "Buying habits",
        profiles="comes_from buys_how_often buys_how learned_through",
    ),
    _heading(
        "industry", "公司与行业", "Company and industry",
        profiles="trend", industry="economy rivals problems opportunities trends",
    ),
    _heading("views", "客户的看法", "What the customer thinks", profiles="view_of_us rating_of_us wants_from_us view_of_rivals rating_of_rivals"),
    _JUDGED,
    _RECORD,
)  # fmt: skip

PERSON: tuple[Heading, ...] = (
    _heading(
        "person", "个人", "Person",
        contacts="gender calendar sheng_xiao star_sign birthplace education title position post department work_style "
        "work_region social_standing income_level id_number religion english_name nickname",
    ),
    _heading(
        "character", "个性与爱好", "Character and likes",
        contacts="personality hobbies special_likes quality knowledge ability founding aesthetics "
        "ideals habits life background",
    ),
    _heading(
        "buying", "购买与态度", "Buying and attitude",
        contacts="attitude consumption brand_preference motives buys buys_through taste colour taboos "
        "beliefs local_customs vehicle",
        profiles="comes_from buys_how_often buys_how learned_through view_of_us rating_of_us wants_from_us "
        "view_of_rivals rating_of_rivals",
    ),
    _heading("member", "会员", "Membership", contacts="joined_on services_used service_history yearly_sales"),
    _heading(
        "home", "家庭", "Home",
        contacts="family_situation home_address home_phone at_home body_size card_number",
    ),
    _heading(
        "ties", "人际关系", "Relationships",
        contacts="relation relations introduced_by collected_by status left_on went_to remarks",
    ),
    _heading(
        "consent", "敏感资料的同意", "Consent to sensitive data",
        contacts="consent_purpose consent_way separate_consent_on consent_withdrawn_on",
    ),
    _heading(
        "bank", "金融", "Banking",
        bank="deposit_balance daily_average deposit_kinds deposit_matures_on fund_flow products_held risk_tolerance "
        "bank_level card_level recommended_products wants_no_offers remarks",
    ),
    _JUDGED,
    _heading(
        "credit", "信用与账户", "Credit and account",
        customers="credit bank_account short_name invoice_name former_names",
    ),
    _RECORD,
)  # fmt: skip

ADDRESSES_TITLE = Text("收货地址", "Delivery addresses")
ADDRESS_FIELDS = ("address", "recipient", "phone", "remarks")
GROUP_TITLE = Text("集团（上级客户）", "Group of companies")
GROUP_FIELDS = ("name", "owner", "grade", "receivable", "overdue", "credit_limit")
PRICES_TITLE = Text("约定的价格", "Agreed prices")
PRICE_FIELDS = ("product", "price", "discount", "valid_from", "valid_to", "remarks")
OPPORTUNITIES_TITLE = Text("进行中的商机", "Open opportunities")
OPPORTUNITY_FIELDS = ("title", "stage", "amount", "expected_close", "competitor", "competitor_progress")
RIVALS_TITLE = Text("竞争对手", "Competitors")
RIVAL_FIELDS = ("name", "product", "price", "promotion", "policy", "seen_on")
POLICIES_TITLE = Text("在执行的政策、新品和促销", "Policies, new products and promotions that run")
POLICY_FIELDS = ("kind", "title", "product", "what", "ends_on")
RISKS_TITLE = Text("风险", "Risks")
RISK_FIELDS = ("kind", "level", "what", "response", "next_on")

LISTS = (
    "customer_kind", "grade", "role", "visit_kind", "reminder_kind", "complaint_severity", "salesperson",
)  # fmt: skip
"""Lists whose labels a card needs beside those of its fields."""
