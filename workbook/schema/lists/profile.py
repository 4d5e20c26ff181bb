"""Lists that describe a customer: where it is, what it is, how large, how ready to buy."""

from __future__ import annotations

from workbook.language import Text
from workbook.schema.fields import flag, note
from workbook.schema.list_model import ListOf
from workbook.schema.lists.program import entry, listing

REGION = listing(
    "region", "所属区域", "Region",
    entry("south", "华南", "South China"),
    entry("east", "华东", "East China"),
    entry("central", "华中", "Central China"),
    entry("north", "华北", "North China"),
    entry("southwest", "西南", "Southwest China"),
    entry("northwest", "西北", "Northwest China"),
    entry("northeast", "东北", "Northeast China"),
)

NATURE = listing(
    "nature", "客户性质", "Legal nature",
    entry("state", "国有企业", "State-owned"),
    entry("joint_venture", "中外合资", "Sino-foreign joint venture"),
    entry("private", "私营或个体户", "Private or sole trader"),
    entry("partnership", "合伙企业", "Partnership"),
    entry("foreign", "外商独资", "Wholly foreign-owned"),
    entry("stock", "股份公司", "Joint-stock company"),
    entry("institution", "事业单位", "Public institution"),
    entry("individual", "个人", "Individual"),
)

INDUSTRY = listing(
    "industry", "所属行业", "Industry",
    entry("education", "教育", "Education"),
    entry("health", "医疗卫生", "Health care"),
    entry("government", "政府", "Government"),
    entry("chemicals", "化工", "Chemicals"),
    entry("machinery", "机械制造", "Machinery"),
    entry("electronics", "电子电气", "Electronics and electrical"),
    entry("construction", "建筑工程", "Construction"),
    entry("materials", "建材", "Building materials"),
    entry("food", "食品饮料", "Food and drink"),
    entry("textiles", "纺织服装", "Textiles and clothing"),
    entry("retail", "批发零售", "Wholesale and retail"),
    entry("transport", "交通物流", "Transport and logistics"),
    entry("energy", "能源电力", "Energy and power"),
    entry("finance", "金融", "Finance"),
    entry("it", "信息技术", "Information technology"),
    entry("property", "房地产", "Property"),
    entry("hospitality", "酒店餐饮", "Hotels and catering"),
    entry("farming", "农林牧渔", "Farming, forestry, fishing"),
    entry("household", "居民家庭", "Households"),
    entry("other", "其他", "Other"),
)

SCALE = listing(
    "scale", "销售规模", "Sales scale",
    entry("micro", "100万以下", "Under 1 million"),
    entry("small", "100万至500万", "1 to 5 million"),
    entry("medium", "500万至2000万", "5 to 20 million"),
    entry("large", "2000万至1亿", "20 to 100 million"),
    entry("huge", "1亿以上", "Over 100 million"),
)

YEARS = listing(
    "years", "从业时间", "Years in business",
    entry("under_1", "1年以下", "Under 1 year"),
    entry("1_to_3", "1至3年", "1 to 3 years"),
    entry("3_to_5", "3至5年", "3 to 5 years"),
    entry("5_to_10", "5至10年", "5 to 10 years"),
    entry("over_10", "10年以上", "Over 10 years"),
)

BUYING_POWER = listing(
    "buying_power", "购买力", "Money",
    entry("strong", "强", "Strong", counts=True, advice=Text("优先投入时间和精力", "Give it time and effort first")),
    entry("weak", "弱", "Weak", counts=True, advice=Text("保持联系，积极争取", "Keep in touch and pursue it")),
    entry("none", "暂无", "None for now", counts=False, advice=Text("暂放一放，保持联系", "Leave it for now, stay in touch")),
    columns=(
        flag("counts", "算有购买力", "Counts as money", help=Text("填“是”的，在MAN分类里算有钱。", "Yes counts as Money in the MAN class."), also="Counts as M"),
        note("advice", "购买意向明确时怎么做", "Advice when the intent is clear"),
    ),
)

AUTHORITY = listing(
    "authority", "决定权", "Authority",
    entry("yes", "有", "Yes", counts=True),
    entry("no", "无", "No", counts=False),
    columns=(flag("counts", "算有决定权", "Counts as authority", help=Text("填“是”的，在MAN分类里算有权。", "Yes counts as Authority in the MAN class."), also="Counts as A"),),
)

INTENT = listing(
    "intent", "购买意向", "Intent",
    entry("clear", "明确", "Clear", counts=True),
    entry("some", "一般", "Some", counts=True),
    entry("none", "无", "None", counts=False),
    columns=(flag("counts", "算有需求", "Counts as need", help=Text("填“是”的，在MAN分类里算有需求。", "Yes counts as Need in the MAN class."), also="Counts as N"),),
)

DEMAND = listing(
    "demand", "需求量", "Demand",
    entry("large", "大", "Large"),
    entry("medium", "中", "Medium"),
    entry("small", "小", "Small"),
)

DEALER_LEVEL = listing(
    "dealer_level", "经销商层级", "Dealer level",
    entry("core", "核心经销商", "Core dealer"),
    entry("general", "一般经销商", "General dealer"),
    entry("sub", "分销商", "Sub-distributor"),
)

# M = money, A = authority, N = need; 1 has it, 0 has not. Excel compares text without case, so the usual
# M/m notation cannot tell the classes apart in a dropdown.
MAN_CLASS = listing(
    "man_class", "MAN分类", "MAN class",
    entry("M1A1N1", "有钱·有权·有需求", "Money, authority, need",
          advice=Text("理想对象，马上提出方案并促成签单。", "The ideal customer: make an offer now and close.")),
    entry("M1A1N0", "有钱·有权·无需求", "Money, authority, no need",
          advice=Text("可以接触：用案例和样品唤起需求。", "Approach it: wake the need with examples and samples.")),
    entry("M1A0N1", "有钱·无权·有需求", "Money, no authority, need",
          advice=Text("可以接触：请其引见有决定权的人。", "Approach it: ask to be led to whoever decides.")),
    entry("M0A1N1", "无钱·有权·有需求", "No money, authority, need",
          advice=Text("可以接触：核实信用，谈分期或小批量。", "Approach it: check credit, offer instalments or small lots.")),
    entry("M1A0N0", "有钱·无权·无需求", "Money, no authority, no need",
          advice=Text("长期培养：定期联系，等条件变化。", "Cultivate: keep regular contact until something changes.")),
    entry("M0A1N0", "无钱·有权·无需求", "No money, authority, no need",
          advice=Text("长期培养：保持关系，留意转机。", "Cultivate: keep the relation warm and watch for a turn.")),
    entry("M0A0N1", "无钱·无权·有需求", "No money, no authority, need",
          advice=Text("长期培养：了解谁出钱、谁拍板。", "Cultivate: find out who pays and who decides.")),
    entry("M0A0N0", "无钱·无权·无需求", "No money, no authority, no need",
          advice=Text("不是客户，停止投入。", "No customer: stop spending effort.")),
    columns=(note("advice", "建议", "Advice"),),
    about=Text("购买能力、决定权、需求三项俱全才是现成的客户。", "A customer ready to buy has money, authority and need."),
)

ORGANISATION_FORM = listing(
    "organisation_form", "企业组织形式", "Organisation form",
    entry("limited", "有限责任公司", "Limited company"),
    entry("stock", "股份有限公司", "Joint-stock company"),
    entry("sole", "个人独资企业", "Sole proprietorship"),
    entry("partnership", "合伙企业", "Partnership"),
    entry("self_employed", "个体工商户", "Self-employed trader"),
    entry("group", "集团", "Group"),
    entry("institution", "事业单位", "Public institution"),
)

BUYING_ORIGIN = listing(
    "buying_origin", "客户来自", "Comes from",
    entry("local", "本地", "Local"),
    entry("domestic", "国内其他地方", "Elsewhere in the country"),
    entry("abroad", "国外", "Abroad"),
    group="questions",
)

BUYING_FREQUENCY = listing(
    "buying_frequency", "购买频率", "How often it buys",
    entry("daily", "每天", "Daily"),
    entry("weekly", "每周", "Weekly"),
    entry("monthly", "每月", "Monthly"),
    entry("any_time", "随时", "Any time"),
    entry("other", "其他", "Other"),
    group="questions",
)

BUYING_WAY = listing(
    "buying_way", "购买方式", "Way of buying",
    entry("credit", "赊购", "On credit"),
    entry("cash", "现金", "Cash"),
    entry("contract", "签合同", "By contract"),
    group="questions",
)

BUYING_AWARENESS = listing(
    "buying_awareness", "了解我们的途径", "Learned of us through",
    entry("advertising", "广告", "Advertising"),
    entry("word_of_mouth", "口头介绍", "Word of mouth"),
    entry("location", "位置", "Location"),
    entry("direct", "直接销售", "Direct selling"),
    entry("other", "其他", "Other"),
    group="questions",
)

LISTS: tuple[ListOf, ...] = (
    REGION, NATURE, INDUSTRY, SCALE, YEARS, BUYING_POWER, AUTHORITY, INTENT, DEMAND, DEALER_LEVEL, MAN_CLASS,
    ORGANISATION_FORM, BUYING_ORIGIN, BUYING_FREQUENCY, BUYING_WAY, BUYING_AWARENESS,
)
