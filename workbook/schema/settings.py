"""设置 Settings: named cells. What belongs to a list value (days, limits, visits) is a column of that list instead."""

from __future__ import annotations

from workbook.language import Text
from workbook.schema.list_model import Setting
from workbook.schema.model import Kind


def _s(
    key: str, zh: str, en: str, kind: Kind, default: object, tip: tuple[str, str], **more: object
) -> Setting:
    return Setting(key, Text(zh, en), kind, default, Text(*tip), **more)  # type: ignore[arg-type]


SETTINGS: tuple[Setting, ...] = (
    _s(
        "company",
        "本公司名称",
        "Our company",
        Kind.TEXT,
        None,
        ("显示在首页的标题里。", "Shown in the title of the home sheet."),
    ),
    _s(
        "as_of",
        "截至日期",
        "As of",
        Kind.DATE,
        None,
        (
            "留空就是今天；填了就按这一天计算。",
            "Blank means today; a date makes everything count as of that day.",
        ),
    ),
    _s(
        "import_into",
        "名单导入到",
        "Lists go into",
        Kind.CHOICE,
        "customers",
        (
            "“预览线索”把粘贴的名单当作什么：客户与联系人、交易、回款或拜访。",
            "What Preview leads takes a pasted list for: customers and contacts, transactions, payments or visits.",
        ),
        list="import_target",
    ),
    _s(
        "grading_method",
        "评级方法",
        "Grading method",
        Kind.CHOICE,
        "pareto",
        ("帕累托：按近12个月净额累计占比。", "Pareto: cumulative share of net amount over twelve months."),
        list="grading_method",
        group="grading",
    ),
    _s(
        "grade_window_months",
        "评级窗口（月）",
        "Grading window (months)",
        Kind.INT,
        12,
        ("统计最近几个月。", "How many months back count."),
        low=1,
        high=120,
        group="grading",
    ),
    _s(
        "grade_a_share",
        "A级累计占比",
        "A up to share",
        Kind.RATE,
        0.8,
        (
            "排在前面的客户合计未到这一占比的为A。",
            "A customer is A while those before it make less than this share.",
        ),
        low=0,
        high=1,
        group="grading",
    ),
    _s(
        "grade_b_share",
        "B级累计占比",
        "B up to share",
        Kind.RATE,
        0.95,
        ("同上，未到这一占比的为B，其余为C。", "Likewise for B; the rest are C."),
        low=0,
        high=1,
        group="grading",
    ),
    _s(
        "score_share",
        "评估最低权重占比",
        "Least weight judged",
        Kind.RATE,
        0.6,
        (
            "评过的指标不到全部权重的这一比例，就没有评估得分和等级，也不按评分卡评级。",
            "Where less of the weight was judged there is no score and no level, and no grade by scorecard.",
        ),
        low=0,
        high=1,
        group="grading",
    ),
    _s(
        "rhythm_factor",
        "节奏系数",
        "Own-rhythm factor",
        Kind.NUM,
        2.0,
        (
            "沉默超过自身间隔中位数的几倍算下滑。",
            "Silence beyond this multiple of a customer's own median interval is a decline.",
        ),
        low=1,
        high=20,
        group="reminders",
    ),
    _s(
        "lead_days",
        "提前提醒天数",
        "Reminder lead days",
        Kind.INT,
        7,
        ("到期前几天开始提醒。", "How many days ahead a reminder appears."),
        low=0,
        high=365,
        group="reminders",
    ),
    _s(
        "stale_days",
        "资料过期天数",
        "Stale record days",
        Kind.INT,
        365,
        ("多少天没更新就提醒核对。", "Days without review before a record is called stale."),
        low=1,
        high=3650,
        group="reminders",
    ),
    _s(
        "complaint_days",
        "投诉答复天数",
        "Complaint answer days",
        Kind.INT,
        3,
        ("几天内要答复。", "Days allowed to answer a complaint."),
        low=0,
        high=365,
        group="reminders",
    ),
    _s(
        "price_tolerance",
        "价格容差",
        "Price tolerance",
        Kind.RATE,
        0.05,
        ("偏离标准价超过这一比例就标出。", "Deviation from the list price beyond this is flagged."),
        low=0,
        high=1,
        group="analysis",
    ),
    _s(
        "referral_reward",
        "推荐奖励",
        "Referral reward",
        Kind.MONEY,
        100,
        ("推荐的客户首次成交后的奖励。", "Paid for a referral that buys."),
        low=0,
        group="analysis",
    ),
    _s(
        "points_per_unit",
        "每百元积分",
        "Points per 100",
        Kind.NUM,
        1,
        ("客户积分 = 净额 ÷ 100 × 此数。", "Customer points = net amount ÷ 100 × this."),
        low=0,
        group="analysis",
    ),
    _s(
        "phone_country",
        "电话默认国家",
        "Country of telephone numbers",
        Kind.TEXT,
        "CN",
        (
            "两个字母，如 CN、US：不带国家码的电话按这个国家核对；邮编、税号、证件号只在 CN 时核对。",
            "Two letters, such as CN or US: numbers without a country code are checked as its; Chinese forms for CN only.",
        ),
    ),
)
