"""Where customers and facts about them come from: sources by class, ways of collecting, relations.

A source that is not allowed stays in the list, so that the check can say so; one that needs care carries the note
that must be answered for.
"""

from __future__ import annotations

from workbook.language import Text
from workbook.schema.fields import choice, flag, note, stars
from workbook.schema.list_model import Entry, ListOf
from workbook.schema.lists.program import entry, listing

SOURCE_KIND = listing(
    "source_kind", "来源大类", "Source class",
    entry("usual", "常规", "Usual"),
    entry("inventive", "创新", "Inventive"),
    group="sources",
)

SOURCE_SUBCLASS = listing(
    "source_subclass", "来源小类", "Source subclass",
    entry("direct", "直接", "Direct"),
    entry("intermediary", "专业中间人", "Professional intermediary"),
    entry("third_party", "第三方", "Third party"),
    entry("personal", "人际圈", "Personal circle"),
    entry("professional", "专业圈", "Professional circle"),
    entry("government", "政府圈", "Government circle"),
    entry("marketing", "市场推广", "Marketing"),
    entry("service", "服务过程", "Service"),
    group="sources",
)

DIRECTNESS = listing(
    "directness", "取得方式", "Directness",
    entry("direct", "直接", "Direct"),
    entry("indirect", "间接", "Indirect"),
    group="sources",
)

_CONSENT = Text("须留下本人同意的记录。", "Keep a record of the person's consent.")
_INSIDER = Text(
    "不得付酬索取商业秘密，不得记录未经本人同意的个人信息；使用前由经理签字。",
    "Pay for no trade secret, record nothing personal without consent; the manager signs before use.",
)
_CRAWLER = Text(
    "只取公开信息，遵守网站条款和个人信息保护法，不绕过限制；使用前由经理签字。",
    "Public facts only, within the site's terms and privacy law, around no barrier; the manager signs before use.",
)
_ASKING = ("向第三人打听", "Asking around about someone")
_FORBIDDEN = Text(
    "不是正当的收集方法：请向客户本人了解，或改用公开来源。",
    "No proper way to collect: ask the customer, or use a public source.",
)


def _source(
    key: str, zh: str, en: str, kind: str, subclass: str, directness: str, reliability: int,
    *, preferred: bool = False, allowed: bool = True, note: Text | None = None,
) -> Entry:
    values: dict[str, object] = {"kind": kind, "subclass": subclass, "directness": directness, "preferred": preferred,
                                 "reliability": reliability, "allowed": allowed}
    return entry(key, zh, en, **values, **({"note": note} if note else {}))


SOURCE = listing(
    "source", "客户来源", "Source",
    _source("web_ad", "网站广告", "Web advertising", "usual", "marketing", "direct", 3),
    _source("fair", "展览会", "Trade fair", "inventive", "professional", "indirect", 4),
    _source("referral", "客户推荐", "Customer referral", "usual", "direct", "indirect", 5, preferred=True),
    _source("telephone", "电话", "Telephone", "usual", "marketing", "direct", 3),
    _source("mail", "邮件", "Mail", "usual", "marketing", "direct", 3),
    _source("press_ad", "报刊广告", "Press advertising", "usual", "marketing", "direct", 3),
    _source("yellow_pages", "黄页", "Yellow pages", "usual", "third_party", "indirect", 2),
    _source("friend", "朋友介绍", "Introduced by a friend", "inventive", "personal", "indirect", 5, preferred=True),
    _source("old_customer", "老客户", "Long-standing customer", "usual", "direct", "direct", 5, preferred=True),
    _source("peer", "销售同行", "Salespeople of other lines", "usual", "direct", "direct", 4, preferred=True),
    _source("tender_agent", "招投标公司", "Tender agency", "usual", "intermediary", "indirect", 4),
    _source("design_institute", "设计院", "Design institute", "usual", "intermediary", "indirect", 5, preferred=True),
    _source("research_institute", "科研院所", "Research institute", "usual", "intermediary", "indirect", 4),
    _source("environment_report", "环评报告", "Environmental impact report", "usual", "intermediary", "indirect", 4),
    _source("customer_site", "客户网站", "Customer's website", "usual", "third_party", "indirect", 3),
    _source("government_site", "政府网站", "Government website", "usual", "third_party", "indirect", 4),
    _source("project_site", "专业项目网站", "Project website", "usual", "third_party", "indirect", 3),
    _source("industry_site", "行业网站", "Industry website", "usual", "third_party", "indirect", 3),
    _source("press", "报刊", "Press", "usual", "third_party", "indirect", 3),
    _source("chamber", "商会", "Chamber of commerce", "inventive", "personal", "indirect", 4),
    _source("family", "亲友", "Family and friends", "inventive", "personal", "indirect", 4, preferred=True),
    _source("insider", "线人", "Inside informant", "inventive", "personal", "indirect", 3, note=_INSIDER),
    _source("competitor", "竞争对手", "Competitor", "inventive", "personal", "indirect", 2),
    _source("association", "行业协会", "Trade association", "inventive", "professional", "indirect", 4),
    _source("supervisor", "监理", "Site supervision firm", "inventive", "professional", "indirect", 4),
    _source("inspection", "质检", "Quality inspection", "inventive", "professional", "indirect", 4),
    _source("job_site", "招聘网", "Job site", "inventive", "professional", "indirect", 3),
    _source("ndrc", "发改委", "Development and reform commission", "inventive", "government", "indirect", 4, preferred=True),
    _source("investment_bureau", "招商局", "Investment promotion bureau", "inventive", "government", "indirect", 4, preferred=True),
    _source("economy_bureau", "经信委", "Economy and information bureau", "inventive", "government", "indirect", 4, preferred=True),
    _source("zone", "开发区", "Development zone", "inventive", "government", "indirect", 4, preferred=True),
    _source("consultancy", "咨询调查公司", "Research consultancy", "usual", "third_party", "indirect", 4),
    _source("search_engine", "搜索引擎", "Search engine", "usual", "third_party", "indirect", 3),
    _source("new_media", "新媒体", "New media", "usual", "third_party", "indirect", 3),
    _source("crawler", "网络爬虫", "Web crawler", "usual", "third_party", "indirect", 2, note=_CRAWLER),
    _source("member_form", "会员登记", "Membership form", "usual", "service", "direct", 5, note=_CONSENT),
    _source("complaint", "投诉", "Complaint", "usual", "service", "direct", 4),
    _source("service", "服务过程", "While serving", "usual", "service", "direct", 5),
    _source("business_card", "名片", "Business card", "usual", "marketing", "direct", 4),
    _source("interview", "调研", "Interview or survey", "usual", "marketing", "direct", 4),
    _source("charity", "公益活动", "Charity event", "usual", "marketing", "direct", 3),
    _source("gathering", "聚会培训", "Gathering or course", "usual", "marketing", "direct", 3),
    _source("staff", "老员工", "Long-serving staff", "usual", "direct", "indirect", 4),
    _source("ad_agency", "广告代理", "Advertising agent", "usual", "intermediary", "indirect", 3),
    _source("third_person", *_ASKING, "usual", "personal", "indirect", 1,
            allowed=False, note=_FORBIDDEN),
    columns=(
        choice("kind", "大类", "Class", "source_kind"),
        choice("subclass", "小类", "Subclass", "source_subclass"),
        flag("preferred", "优选", "Preferred"),
        choice("directness", "直接/间接", "Direct or indirect", "directness"),
        stars("reliability", "可靠程度", "Reliability"),
        flag("allowed", "允许使用", "Allowed"),
        note("note", "合规说明", "Compliance note"),
    ),
    group="sources",
    about=Text("每种来源的类别、可靠程度和合规要求。", "The class, reliability and rules of each source."),
)

COLLECTION_METHOD = listing(
    "collection_method", "收集方法", "Collected by",
    entry("records", "统计资料", "Statistics and records", allowed=True),
    entry("broadcast", "视听", "Radio and television", allowed=True),
    entry("conference", "会议现场", "At conferences", allowed=True),
    entry("processing", "加工", "Working up reports", allowed=True),
    entry("hired", "聘请", "Hired experts", allowed=True),
    entry("database", "数据库", "Databases", allowed=True),
    entry("form", "登记表", "Registration form", allowed=True),
    entry("talk", "交谈", "Conversation", allowed=True),
    entry("questionnaire", "问卷", "Questionnaire", allowed=True),
    entry("third_person", *_ASKING, allowed=False, note=_FORBIDDEN),
    columns=(flag("allowed", "允许使用", "Allowed"), note("note", "合规说明", "Compliance note")),
    group="sources",
)

RELATION = listing(
    "relation", "人际关系", "Relation",
    entry("relative", "亲戚", "Relative"),
    entry("colleague", "同事", "Colleague"),
    entry("friend", "朋友", "Friend"),
    entry("school", "师生", "Teacher or schoolmate"),
    entry("townsman", "老乡", "From the same home town"),
    group="sources",
)

LISTS: tuple[ListOf, ...] = (
    SOURCE_KIND, SOURCE_SUBCLASS, DIRECTNESS, SOURCE, COLLECTION_METHOD, RELATION,
)
