"""The customers of the sample: thirty-two invented companies, eight invented persons, each with a way of buying."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from workbook.build.sample.dice import Dice
from workbook.build.sample.places import CITIES, City, address, landline, mobile
from workbook.build.sample.salespeople import OWNER_OF_REGION
from workbook.language import Lang, Text

AS_OF = dt.date(2026, 6, 30)


@dataclass(frozen=True, slots=True)
class Customer:
    """One invented customer; `pattern` says how it buys (see orders), `size` how much."""

    number: int
    slug: str
    name: Text
    city: City
    nature: str
    industry: str
    category: str
    pattern: str
    size: int
    source: str
    credit: int | None
    position: str | None

    @property
    def customer_id(self) -> str:
        """C00001 …"""
        return f"C{self.number:05d}"

    @property
    def is_person(self) -> bool:
        """A person or household, not a company."""
        return self.nature == "individual"

    @property
    def owner(self) -> str:
        """Key of the salesperson."""
        return OWNER_OF_REGION[self.city.region]


_Row = tuple[str, str, str, str, str, str, str, str, int, str, int | None, str | None]

# slug, zh, en, city, nature, industry, category, pattern, size, source, credit, position
_ROWS: tuple[_Row, ...] = (
    ("lanting", "广州市蓝汀机电安装有限公司", "Lanting Electrical Installation", "guangzhou", "private", "construction", "existing_end", "monthly", 9, "referral", 5, "leader"),
    ("hedu", "杭州禾渡智能家居有限公司", "Hedu Smart Homes", "hangzhou", "joint_venture", "electronics", "existing_agent", "monthly", 8, "fair", 4, "influential"),
    ("yanbei", "北京砚北建筑工程有限公司", "Yanbei Construction", "beijing", "stock", "construction", "existing_end", "two_monthly", 9, "design_institute", 4, "leader"),
    ("qiyu", "深圳栖屿酒店管理有限公司", "Qiyu Hotels", "shenzhen", "private", "hospitality", "existing_end", "two_monthly", 6, "web_ad", 3, "average"),
    ("tuolan", "苏州拓岚电子有限公司", "Tuolan Electronics", "suzhou", "foreign", "electronics", "existing_end", "decline", 8, "fair", 4, "influential"),
    ("danyuan", "成都澹园商贸有限公司", "Danyuan Trading", "chengdu", "private", "retail", "existing_agent", "two_monthly", 7, "old_customer", 4, "influential"),
    ("zhangmu", "武汉樟木里装饰工程有限公司", "Zhangmuli Interiors", "wuhan", "private", "construction", "existing_end", "two_monthly", 5, "friend", 3, "average"),
    ("shuozhou", "沈阳朔舟重工有限公司", "Shuozhou Heavy Industry", "shenyang", "state", "machinery", "existing_end", "quarterly", 9, "tender_agent", 5, "leader"),
    ("mingche", "上海鸣澈医疗设备有限公司", "Mingche Medical Equipment", "shanghai", "joint_venture", "health", "existing_end", "quarterly", 6, "association", 5, "influential"),
    ("yunqi", "昆明云畦农业发展有限公司", "Yunqi Farms", "kunming", "partnership", "farming", "existing_end", "seasonal", 4, "government_site", 3, "average"),
    ("guyuan", "西安故垣文旅有限公司", "Guyuan Culture and Travel", "xian", "state", "hospitality", "existing_end", "quarterly", 5, "investment_bureau", 3, "average"),
    ("lushan", "佛山鹿山五金电器行", "Lushan Hardware Store", "foshan", "private", "retail", "existing_agent", "two_monthly", 4, "peer", 3, "average"),
    ("haiyan", "大连海堰船舶配件有限公司", "Haiyan Ship Fittings", "dalian", "private", "machinery", "existing_end", "decline", 6, "industry_site", 3, "average"),
    ("cenlin", "长沙岑霖物业管理有限公司", "Cenlin Property Care", "changsha", "private", "property", "existing_end", "quarterly", 4, "referral", 4, "average"),
    ("jinglan", "天津泾澜物流有限公司", "Jinglan Logistics", "tianjin", "stock", "transport", "existing_end", "two_monthly", 4, "telephone", 3, "average"),
    ("yechuan", "兰州野川能源科技有限公司", "Yechuan Energy", "lanzhou", "private", "energy", "existing_end", "grow", 6, "zone", 3, "influential"),
    ("songhe", "南京松壑学校后勤服务中心", "Songhe Schools Services", "nanjing", "institution", "education", "existing_end", "seasonal", 6, "tender_agent", 5, "average"),
    ("beiqiu", "重庆北裘服饰有限公司", "Beiqiu Clothing", "chongqing", "private", "textiles", "existing_end", "quarterly", 3, "chamber", 2, "none"),
    ("zhishang", "广州枝上餐饮管理有限公司", "Zhishang Restaurants", "guangzhou", "private", "hospitality", "existing_end", "quarterly", 3, "new_media", 3, "none"),
    ("liuxia", "杭州柳下食品有限公司", "Liuxia Foods", "hangzhou", "private", "food", "existing_end", "once", 4, "search_engine", 3, "average"),
    ("moxi", "深圳墨隰信息技术有限公司", "Moxi Information Technology", "shenzhen", "private", "it", "existing_end", "new", 6, "referral", 4, "influential"),
    ("taige", "武汉苔格建材有限公司", "Taige Building Materials", "wuhan", "private", "materials", "existing_agent", "new", 5, "fair", 3, "average"),
    ("anlu", "北京岸芦教育咨询有限公司", "Anlu Education", "beijing", "private", "education", "lost_end", "lost", 4, "web_ad", 2, "none"),
    ("hengxu", "上海蘅序广告有限公司", "Hengxu Advertising", "shanghai", "partnership", "other", "lost_end", "lost", 3, "press_ad", 2, "none"),
    ("xiting", "成都溪亭环保工程有限公司", "Xiting Environmental", "chengdu", "private", "construction", "lost_agent", "lost", 5, "environment_report", 3, "average"),
    ("queshan", "沈阳雀山电力工程有限公司", "Queshan Power Engineering", "shenyang", "private", "energy", "existing_end", "once", 6, "supervisor", 3, "average"),
    ("fulu", "苏州浮麓精密机械有限公司", "Fulu Precision", "suzhou", "foreign", "machinery", "potential_end", "none", 0, "fair", 3, "influential"),
    ("wanyin", "广州晚荫地产开发有限公司", "Wanyin Property", "guangzhou", "stock", "property", "potential_end", "none", 0, "government_site", 4, "leader"),
    ("jitang", "西安集塘装饰材料商行", "Jitang Decorating Supplies", "xian", "private", "materials", "potential_agent", "none", 0, "peer", 2, "average"),
    ("daoshu", "南京稻墅酒店用品有限公司", "Daoshu Hotel Supplies", "nanjing", "private", "hospitality", "potential_agent", "none", 0, "business_card", 3, "average"),
    ("ruoxi", "昆明若隰旅游开发有限公司", "Ruoxi Tourism", "kunming", "state", "hospitality", "potential_end", "none", 0, "ndrc", 4, "average"),
    ("kongmu", "天津空木化工有限公司", "Kongmu Chemicals", "tianjin", "joint_venture", "chemicals", "existing_end", "never", 0, "association", 3, "influential"),
    ("p_wen", "温书禾", "Wen Shuhe", "hangzhou", "individual", "household", "existing_end", "quarterly", 1, "member_form", 4, None),
    ("p_jiang", "江暮云", "Jiang Muyun", "shanghai", "individual", "household", "existing_end", "once", 1, "new_media", 3, None),
    ("p_shen", "沈星野", "Shen Xingye", "guangzhou", "individual", "household", "existing_end", "seasonal", 1, "friend", 4, None),
    ("p_bai", "白予安", "Bai Yu'an", "beijing", "individual", "household", "existing_end", "once", 1, "web_ad", 3, None),
    ("p_gu", "顾北桥", "Gu Beiqiao", "chengdu", "individual", "household", "potential_end", "none", 0, "gathering", None, None),
    ("p_qiu", "裘晚棠", "Qiu Wantang", "shenzhen", "individual", "household", "potential_end", "new", 1, "referral", 4, None),
    ("p_ning", "宁远舟", "Ning Yuanzhou", "wuhan", "individual", "household", "potential_end", "none", 0, "charity", None, None),
    ("p_ji", "纪南枝", "Ji Nanzhi", "dalian", "individual", "household", "lost_end", "lost", 1, "telephone", 2, None),
)



def _customer(
    number: int, slug: str, zh: str, en: str, city: str, nature: str, industry: str, category: str, pattern: str,
    size: int, source: str, credit: int | None, position: str | None,
) -> Customer:
    return Customer(
        number, slug, Text(zh, en), CITIES[city], nature, industry, category, pattern, size, source, credit, position
    )


CUSTOMERS: tuple[Customer, ...] = tuple(_customer(number, *row) for number, row in enumerate(_ROWS, start=1))

# First day of trade and last possible one, by pattern; None = never bought.
TRADE_FROM: dict[str, dt.date] = {
    "monthly": dt.date(2024, 1, 8),
    "two_monthly": dt.date(2024, 1, 15),
    "quarterly": dt.date(2024, 2, 20),
    "seasonal": dt.date(2024, 3, 4),
    "grow": dt.date(2024, 11, 11),
    "decline": dt.date(2024, 1, 22),
    "once": dt.date(2025, 9, 15),
    "lost": dt.date(2024, 1, 29),
    "new": dt.date(2026, 3, 9),
}

_REFERRERS: dict[str, Text] = {
    "cenlin": Text("C00001", "C00001"),
    "moxi": Text("广州市蓝汀机电安装有限公司", "Lanting Electrical Installation"),
    "p_qiu": Text("林知夏", "Lin Zhixia"),
}
"""Who referred a customer: another by its number, another by its name, an employee."""

_TRAITS: dict[str, Text] = {
    "lanting": Text(
        "机电安装龙头，项目多、要货急，最看重交期和现场支持；采购每周一排单，周五前确认，付款守信，愿意试用新品并介绍同行朋友。",
        "First in its trade; many sites, always in a hurry: delivery time and help on site decide. Pays well.",
    ),
    "hedu": Text(
        "做智能家居的代理商，门店陈列讲究，喜欢新产品和样品，价格敏感但重视培训；老板亲自盯选型，技术员常问接线和调试问题。",
        "Agent for smart homes with fine shops; loves new goods, watches prices, asks for training.",
    ),
    "yanbei": Text(
        "大型施工单位，按标段集中采购，流程长、资料要全，决策经过项目部、物资部和分管副总；一旦入围用量大，验收严格但回款稳定。",
        "Large builder; buys by section, long procedure, full papers, three deciders, steady payer.",
    ),
    "tuolan": Text(
        "外资电子厂，原来每月固定补货，新采购经理上任后引入两家供应商竞价，近几个月订单明显减少，需要尽快约见并弄清真正的原因。",
        "Foreign-owned plant; its new buyer compares two suppliers, and orders have dropped since.",
    ),
    "danyuan": Text(
        "西南片区的老代理，下面有三十多家分销商，仓库大、资金稳，喜欢季末返利政策；和老板喝茶谈事最有效，忌讳电话里临时催款。",
        "Old agent with thirty sub-dealers; large store, steady funds, likes rebates, hates being chased.",
    ),
    "shuozhou": Text(
        "国有重工企业，年度招标定框架，平时按季下单，技术标要求高，合同审批要两个月；设备处长是关键人物，看重售后响应的速度。",
        "State-owned: yearly tender, quarterly orders, slow approval; after-sales speed counts most.",
    ),
    "yechuan": Text(
        "新能源公司，成立不久但增长很快，项目在西北各地，订单一季比一季大；创始人懂技术，欢迎上门讨论方案，付款略慢但讲信用。",
        "Young energy firm growing by the quarter; the founder is an engineer and likes to discuss solutions.",
    ),
    "moxi": Text(
        "朋友介绍来的信息技术公司，正在装修新办公楼，网络线和智能开关用量大；行政经理做主，看重配送准时，适合推荐整体方案。",
        "Referred software firm fitting out offices; the office manager decides, wants punctual delivery.",
    ),
}

_PARENTS = {"zhishang": "qiyu", "fulu": "tuolan"}  # whose group a company belongs to
# What customers are called as well: short name, former name, invoice name.
_CALLED: dict[str, tuple[Text | None, Text | None, Text | None]] = {
    "lanting": (Text("蓝汀机电", "Lanting"), Text("广州市蓝汀水电安装部", "Lanting Plumbing"), None),
    "hedu": (Text("禾渡", "Hedu"), None, Text("杭州禾渡智能家居有限公司滨江分公司", "Hedu Smart Homes, Binjiang Branch")),
    "danyuan": (Text("澹园", "Danyuan"), Text("成都澹园电料行", "Danyuan Electrical Goods"), None),
    "lushan": (Text("鹿山五金", "Lushan"), None, None),
    "taige": (Text("苔格", "Taige"), None, None),
}

_CONTACT_RHYTHM = {"monthly": "half_monthly", "two_monthly": "monthly", "decline": "half_monthly", "grow": "half_monthly",
                   "quarterly": "monthly", "seasonal": "quarterly", "new": "monthly", "never": "monthly"}
_PURCHASE_RHYTHM = {"monthly": "monthly", "two_monthly": "two_monthly", "decline": "monthly", "grow": "two_monthly",
                    "quarterly": "quarterly", "seasonal": "half_yearly", "once": "half_yearly", "new": "two_monthly",
                    "never": "half_yearly"}
_SETTLEMENT = {1: "cash", 2: "on_invoice", 3: "one_month", 4: "two_months", 5: "three_months"}
_PROSPECT_STAGES = ("contact", "needs", "demonstration", "negotiation", "prospecting")
_LIMITS = (
    Text("上午十点后再打电话", "Call after ten in the morning"),
    Text("周一例会，勿打扰", "Not on Mondays: staff meeting"),
    Text("先发信息再来电", "Message before calling"),
)
_WISHES = (
    Text("希望下单当天发货", "Wants goods sent on the day of the order"),
    Text("要求提供新版检测报告", "Asks for the new test report"),
    Text("想看智能开关样品", "Would like to see the smart switch"),
    Text("问年底返利怎么算", "Asks how the year-end rebate is reckoned"),
)


def customer_rows(lang: Lang) -> list[dict[str, object]]:
    """Rows of tblCustomers: input columns only, the rest is worked out."""
    return [_row(one, lang) for one in CUSTOMERS]


def created_on(one: Customer) -> dt.date:
    """When the record was opened: some weeks before the first order, or lately for prospects."""
    dice = Dice(f"created {one.slug}")
    first = TRADE_FROM.get(one.pattern)
    if first is None:
        return dt.date(2025, 4, 7) + dt.timedelta(days=dice.between(0, 400))
    return first - dt.timedelta(days=dice.between(14, 60))


def _row(one: Customer, lang: Lang) -> dict[str, object]:
    dice = Dice(f"customer {one.slug}")
    row: dict[str, object] = {
        "customer_id": one.customer_id,
        "name": one.name[lang],
        "kind": "person" if one.is_person else "company",
        "region": one.city.region,
        "nature": one.nature,
        "source": one.source,
        "category": one.category,
        "industry": one.industry,
        "credit": one.credit,
        "owner": one.owner,
        "address": address(one.city, one.number, lang),
        "postcode": one.city.postcode,
        "created_on": created_on(one),
        "phone": mobile(one.number) if one.is_person else landline(one.city, 1000 + one.number),
        "contact_strategy": _CONTACT_RHYTHM.get(one.pattern),
        "purchase_strategy": _PURCHASE_RHYTHM.get(one.pattern),
        "settlement": _SETTLEMENT[one.credit or 1],
        "potential": min(5, 2 + one.size // 3 + dice.between(0, 1)),
        "reviewed_on": AS_OF - dt.timedelta(days=dice.between(20, 340) if one.size else dice.between(10, 120)),
    }
    if one.slug in ("jinglan", "hengxu"):
        row["reviewed_on"] = AS_OF - dt.timedelta(days=392)  # longer than the book lets a record lie
    for key, called in zip(("short_name", "former_names", "invoice_name"), _CALLED.get(one.slug, ()), strict=False):
        if called is not None:
            row[key] = called[lang]
    if one.slug in _REFERRERS:
        row["referrer"] = _REFERRERS[one.slug][lang]
    if traits := _TRAITS.get(one.slug):
        row["traits"] = traits[lang]
    if dice.chance(0.2):
        row["contact_limits"] = dice.one(_LIMITS)[lang]
    if dice.chance(0.25):
        row["latest_wishes"] = dice.one(_WISHES)[lang]
    if one.is_person:
        row |= {"email": f"{one.slug.removeprefix('p_')}@example.com",
                "consent": Text("电话、短信联系", "Telephone and messages")[lang], "consent_on": created_on(one)}
    else:
        row |= _company(one, dice, lang)
    if one.pattern in ("none", "never"):
        row |= {
            "stage": dice.one(_PROSPECT_STAGES) if one.pattern == "none" else "negotiation",
            "money": dice.one(("strong", "weak", "none")),
            "authority": dice.one(("yes", "no")),
            "intent": dice.one(("clear", "some", "none")),
            "willingness": dice.one(("high", "low")),
            "demand": dice.one(("large", "medium", "small")),
            "closes_soon": dice.chance(0.35),
            "fits_development": dice.chance(0.6),
        }
    elif one.pattern != "lost":
        row |= {"stage": "care" if dice.chance(0.7) else "evaluation", "money": "strong" if one.size > 4 else "weak",
                "authority": "yes", "intent": "clear" if dice.chance(0.7) else "some",
                "willingness": "high" if one.size > 5 else "low",
                "demand": "large" if one.size > 6 else "medium" if one.size > 3 else "small"}
        if one.category.startswith("potential"):  # has bought since, and nobody has moved it on
            row["stage"] = "negotiation"
    return row


def _company(one: Customer, dice: Dice, lang: Lang) -> dict[str, object]:
    people = (one.size + 1) * dice.between(6, 60)
    row: dict[str, object] = {
        "employees": people,
        "scale": "huge" if people > 400 else "large" if people > 200 else "medium" if people > 60 else "small",
        "years_in_business": dice.one(("1_to_3", "3_to_5", "5_to_10", "over_10")),
        "position": one.position,
        "email": f"office@{one.slug}.example.com",
        "website": f"https://www.{one.slug}.example.com",
        "fax": landline(one.city, 5000 + one.number) if dice.chance(0.4) else None,
        "key_account": one.size >= 8,
    }
    if "agent" in one.category:
        row |= {"dealer_level": "core" if one.size > 6 else "general" if one.size > 3 else "sub",
                "wants_agency": Text("智能开关系列", "The smart switch range")[lang] if dice.chance(0.6) else None}
    if dice.chance(0.5):
        row["tax_no"] = tax_no(one.number)
    if one.slug in _PARENTS:
        row["parent"] = next(other.customer_id for other in CUSTOMERS if other.slug == _PARENTS[one.slug])
    if one.slug in ("yanbei", "shuozhou"):
        row["customer_system"] = Text("集团客户", "Group account")[lang]
    return row


def tax_no(number: int) -> str:
    """A credit code with a right check sign and a division code (99) that no place has (docs/decisions/0030)."""
    # GB 32100-2015: weights are powers of 3 modulo 31 over an alphabet without I, O, S, V, Z.
    alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    body = f"91990000MA{number:07d}"
    total = sum(alphabet.index(sign) * pow(3, place, 31) for place, sign in enumerate(body))
    return body + alphabet[-total % 31]
