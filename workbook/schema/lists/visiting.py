"""Lists of visits and service: kinds, goals, tasks, tools, complaints, suggestions, activities."""

from __future__ import annotations

from workbook.language import Text
from workbook.schema.fields import choice, flag, integer, text
from workbook.schema.list_model import Entry, ListOf
from workbook.schema.lists.program import entry, listing

VISIT_KIND = listing(
    "visit_kind", "拜访方式", "Kind of visit",
    entry("first", "首访", "First visit", face=True),
    entry("sweep", "扫街", "Door-to-door survey", face=True),
    entry("return", "回访", "Return visit", face=True),
    entry("phone", "电话", "Telephone", face=False),
    entry("email", "邮件", "E-mail", face=False),
    entry("meeting", "会议", "Meeting", face=True),
    entry("complaint", "投诉处理", "Complaint handling", face=True),
    entry("birthday", "生日关怀", "Birthday greeting", face=False),
    entry("training", "培训", "Training", face=True),
    columns=(flag("face", "当面", "Face to face"),),
    group="visits",
)

VISIT_FORM = listing(
    "visit_form", "拜访形式", "Form of visit",
    entry("single", "单独拜访", "Single"),
    entry("joint", "联合拜访", "Joint"),
    entry("graded", "分级拜访", "By rank, step by step"),
    group="visits",
)

GOAL_KIND = listing(
    "goal_kind", "目标类别", "Class of goal",
    entry("sales", "销售目标", "Sales"),
    entry("administrative", "行政目标", "Administrative"),
    group="visits",
)

VISIT_GOAL = listing(
    "visit_goal", "拜访目标", "Goal of visit",
    entry("more", "增加订货量或品种", "Order more, or more kinds", kind="sales"),
    entry("unsold", "推荐未经营产品", "Recommend products not yet carried", kind="sales"),
    entry("new_product", "介绍新产品", "Introduce a new product", kind="sales"),
    entry("first_order", "新客户下订单", "First order of a new customer", kind="sales"),
    entry("collect", "收回账款", "Collect payment", kind="administrative"),
    entry("complaint", "处理投诉", "Handle a complaint", kind="administrative"),
    entry("policy", "传达政策", "Pass on a policy", kind="administrative"),
    entry("relation", "客情建立", "Build the relation", kind="administrative"),
    columns=(choice("kind", "类别", "Class", "goal_kind"),),
    group="visits",
)

VISIT_TASK = listing(
    "visit_task", "拜访任务", "Task of visit",
    entry("sell", "销售产品", "Sell"),
    entry("market", "市场维护", "Keep the market in order"),
    entry("relation", "建设客情", "Build relations"),
    entry("information", "信息收集", "Gather information"),
    entry("guide", "指导客户", "Guide the customer"),
    group="visits",
)

FAILURE_REASON = listing(
    "failure_reason", "未达成原因", "Why not reached",
    entry("offer", "产品服务政策难以满足", "Product, service or policy does not fit"),
    entry("mismatch", "规模理念不对等", "Size or outlook does not match"),
    entry("obstacle", "资金或业务障碍", "Money or business in the way"),
    entry("rival", "已与竞品合作", "Works with a competitor already"),
    group="visits",
)

SALES_TOOL = listing(
    "sales_tool", "销售工具", "Sales tool",
    entry("leaflet", "产品说明书", "Product leaflet"),
    entry("profile", "企业宣传资料", "Company brochure"),
    entry("card", "名片", "Business cards"),
    entry("calculator", "计算器", "Calculator"),
    entry("notebook", "笔记本和笔", "Notebook and pen"),
    entry("prices", "价格表", "Price list"),
    entry("giveaway", "宣传品", "Giveaways"),
    entry("sample", "样品", "Samples"),
    entry("clippings", "有关剪报", "Press clippings"),
    entry("order_form", "订货单", "Order form"),
    entry("cloth", "抹布", "Cleaning cloth"),
    group="visits",
)

COMPLAINT_CHANNEL = listing(
    "complaint_channel", "投诉渠道", "Complaint channel",
    entry("phone", "电话", "Telephone"),
    entry("visit", "当面", "In person"),
    entry("email", "邮件", "E-mail"),
    entry("online", "在线客服", "Online service"),
    entry("letter", "来信", "Letter"),
    entry("box", "投诉箱", "Complaint box"),
    entry("authority", "监管部门转来", "Passed on by an authority"),
    group="service",
)

COMPLAINT_SEVERITY = listing(
    "complaint_severity", "投诉程度", "Complaint severity",
    entry("serious", "严重", "Serious", days=1),
    entry("normal", "一般", "Normal"),
    entry("slight", "轻微", "Slight"),
    columns=(integer("days", "答复天数", "Answer days", low=0,
                     help=Text("留空按设置里的投诉答复天数。", "Blank follows the complaint answer days of the settings.")),),
    group="service",
)

SUGGESTION_FROM = listing(
    "suggestion_from", "建议来自", "Suggestion from",
    entry("staff", "员工", "Staff"),
    entry("prospect", "潜在客户", "Prospect"),
    entry("customer", "现有客户", "Existing customer"),
    group="service",
)

FEASIBILITY = listing(
    "feasibility", "可行性", "Feasibility",
    entry("high", "高", "High"),
    entry("medium", "中", "Medium"),
    entry("low", "低", "Low"),
    group="service",
)

SUGGESTION_DECISION = listing(
    "suggestion_decision", "建议处理", "Decision",
    entry("adopted", "采纳", "Adopted"),
    entry("partly", "部分采纳", "Adopted in part"),
    entry("declined", "不采纳", "Declined"),
    entry("pending", "待定", "Pending"),
    group="service",
)

ACTIVITY_KIND = listing(
    "activity_kind", "活动类型", "Kind of activity",
    entry("training", "培训", "Training"),
    entry("event", "活动", "Event"),
    entry("promotion", "促销", "Promotion"),
    entry("service", "增值服务", "Value-added service"),
    group="service",
)

DAY_KIND = listing(
    "day_kind", "放假或上班", "Off or worked",
    entry("off", "放假", "Off"),
    entry("worked", "上班", "Worked"),
    group="visits",
)

PLAN_STATE = listing(
    "plan_state", "计划状态", "State of the plan",
    entry("draft", "草稿", "Draft"),
    entry("confirmed", "已确认", "Confirmed"),
    group="program",
)


def _city(key: str, zh: str, en: str, area: Text | None = None) -> Entry:
    """A city, visited by itself or with the others of an area."""
    return entry(key, zh, en, area=area or Text(zh, en))


_AROUND_GUANGZHOU = Text("广佛", "Guangzhou and Foshan")
_AROUND_SHENZHEN = Text("深莞", "Shenzhen and Dongguan")
_AROUND_SUZHOU = Text("苏锡", "Suzhou and Wuxi")

CITY_AREA = listing(
    "city_area", "城市", "City",
    _city("beijing", "北京", "Beijing"), _city("tianjin", "天津", "Tianjin"),
    _city("shanghai", "上海", "Shanghai"), _city("suzhou", "苏州", "Suzhou", _AROUND_SUZHOU), _city("wuxi", "无锡", "Wuxi", _AROUND_SUZHOU),
    _city("nanjing", "南京", "Nanjing"), _city("hangzhou", "杭州", "Hangzhou"),
    _city("guangzhou", "广州", "Guangzhou", _AROUND_GUANGZHOU), _city("foshan", "佛山", "Foshan", _AROUND_GUANGZHOU),
    _city("shenzhen", "深圳", "Shenzhen", _AROUND_SHENZHEN), _city("dongguan", "东莞", "Dongguan", _AROUND_SHENZHEN),
    _city("wuhan", "武汉", "Wuhan"), _city("changsha", "长沙", "Changsha"),
    _city("chengdu", "成都", "Chengdu"), _city("chongqing", "重庆", "Chongqing"),
    _city("kunming", "昆明", "Kunming"), _city("xian", "西安", "Xi'an"),
    _city("lanzhou", "兰州", "Lanzhou"), _city("shenyang", "沈阳", "Shenyang"),
    _city("dalian", "大连", "Dalian"), _city("qingdao", "青岛", "Qingdao"),
    _city("zhengzhou", "郑州", "Zhengzhou"), _city("xiamen", "厦门", "Xiamen"),
    columns=(text("area", "片区", "Area", help=Text("同一片区的城市一天能跑；周计划每人每天只排一个片区。", "Cities of one area can be done in a day; the plan has one area a person and day.")),),
    group="visits",
)

DAY_BASIS = listing(
    "day_basis", "节假日依据", "Said by",
    entry("announced", "已公布", "Announced"),
    entry("law", "按法定假日推算", "The law, not announced yet"),
    group="program",
)

LISTS: tuple[ListOf, ...] = (
    VISIT_KIND, VISIT_FORM, GOAL_KIND, VISIT_GOAL, VISIT_TASK, FAILURE_REASON, SALES_TOOL, DAY_KIND, DAY_BASIS, PLAN_STATE, CITY_AREA,
    COMPLAINT_CHANNEL, COMPLAINT_SEVERITY, SUGGESTION_FROM, FEASIBILITY, SUGGESTION_DECISION, ACTIVITY_KIND,
)
