"""What analyse makes of development and service: where prospects stop, complaints, satisfaction."""

from __future__ import annotations

from workbook.language import Text
from workbook.schema.fields import choice, date, group, integer, money, number, rate, text
from workbook.schema.model import Field, Table, table

_AS_OF = date("as_of", "截至日期", "As of", by_program=True)
_WHAT = (
    choice("dimension", "分析维度", "Analysed by", "dimension", by_program=True),
    text("value", "项目", "Item", by_program=True, width=20),
)


def _analysis(name: str, zh: str, en: str, about: tuple[str, str], *fields: Field | tuple[Field, ...]) -> Table:
    return table(name, zh, en, group("figures", zh, en), *fields, _AS_OF, about=Text(*about), filled_by="analyse")


STOPS = _analysis(
    "tblStops", "开发停在哪里", "Where prospects stop",
    ("到过每个阶段的商机和客户：前进了、停下了、还在路上；按来源、业务员。维度空着的行是全部。", "Opportunities and customers that came to each stage: went on, stopped, on their way; by source and salesperson. Rows without a dimension are all."),
    choice("dimension", "分析维度", "Analysed by", "dimension", by_program=True),
    text("value", "项目", "Item", by_program=True, width=20),
    choice("stage", "开发阶段", "Stage", "stage", by_program=True),
    integer("came", "到过", "Came", by_program=True),
    integer("went_on", "前进", "Went on", by_program=True),
    integer("stopped", "停下", "Stopped", by_program=True, tip=("输了、归档了，或停留超过阶段的允许天数。", "Lost, archived, or longer in the stage than it allows.")),
    integer("on_way", "在路上", "On the way", by_program=True, tip=("还在这个阶段，没有超过允许天数；不计入停下率。", "Still in the stage within its days; in no share.")),
    rate("stopped_share", "停下率", "Share stopped", by_program=True, tip=("停下 ÷（前进 + 停下）。", "Stopped ÷ (went on + stopped).")),
)

COMPLAINT_ANALYSIS = _analysis(
    "tblComplaintAnalysis", "投诉分析", "Complaints analysed",
    ("投诉的及时率、结案、重复和改进后再发生，按类别、产品、程度、负责人。", "Complaints answered on time, settled, repeated, and come back after an improvement, by kind, product, severity, owner."),
    *_WHAT,
    integer("complaints", "投诉数", "Complaints", by_program=True),
    integer("on_time", "按时答复", "Answered on time", by_program=True),
    rate("on_time_rate", "及时率", "On-time rate", by_program=True, tip=("按时答复 ÷（已答复和已超期的）。", "On time ÷ those answered or overdue.")),
    integer("waiting", "待答复", "Waiting", by_program=True),
    integer("unsettled", "未结案", "Not settled", by_program=True),
    number("closing_days", "平均结案天数", "Mean days to close", by_program=True),
    integer("repeated", "同一客户重复", "Repeated", by_program=True, tip=("同一客户、同一类别的第二次及以后。", "The second and later of one customer and kind.")),
    integer("recurred", "改进后再发生", "Came back", by_program=True, tip=("同类别、同产品的投诉结案并写了持续改进，之后又发生。", "The same kind and product came up after a settled complaint had an improvement noted.")),
)

SATISFACTION_ANALYSIS = _analysis(
    "tblSatisfactionAnalysis", "满意度分析", "Satisfaction analysed",
    ("每轮回访的回收率和满意率（4、5分的占比），按轮次、产品、服务人员。", "Response and share of satisfied customers (marks of 4 and 5), by round, product, person."),
    *_WHAT,
    integer("asked", "发出", "Asked", by_program=True),
    integer("answered", "收回", "Answered", by_program=True),
    rate("response_rate", "回收率", "Response", by_program=True),
    rate("satisfied", "满意率", "Satisfied", by_program=True, tip=("总体满意打4分、5分的占比。", "Share of 4 and 5 among the overall marks.")),
    rate("satisfied_product", "产品满意率", "Satisfied with products", by_program=True),
    rate("satisfied_service", "服务满意率", "Satisfied with service", by_program=True),
    number("mean", "总体平均分", "Mean overall mark", by_program=True),
    integer("low", "低分(1-2)", "Low marks", by_program=True),
)

REFERRALS = _analysis(
    "tblReferrals", "引荐人", "Referrers",
    ("谁引荐了客户，带来多少净额，期间应得的奖励，可触达多少人。", "Who referred customers, the net amount they brought, the reward of the period, the people in reach."),
    text("referrer", "引荐人", "Referrer", by_program=True, width=20),
    choice("referrer_kind", "身份", "Who it is", "referrer_kind", by_program=True),
    integer("referred", "引荐客户数", "Referred", by_program=True),
    integer("buyers", "其中成交", "Of them bought", by_program=True),
    integer("new_buyers", "期间首次成交", "First bought, period", by_program=True),
    money("amount", "期间净额", "Net amount, period", by_program=True),
    money("reward", "期间推荐奖励", "Reward, period", by_program=True, tip=("期间首次成交的客户数 × “设置”里的推荐奖励，归引荐人。", "First buyers of the period × the referral reward of Settings, for the referrer.")),
    integer("people", "引荐方人数", "People of the referrer", by_program=True, tip=("联系人、员工算1人；客户按它的联系人数，至少1人。", "A contact or employee is one; a customer its contacts, one at least.")),
    integer("reach", "可触达人数", "Reach", by_program=True, tip=("引荐方人数 × 250。", "People of the referrer × 250.")),
    text("period", "期间", "Period", by_program=True, width=16),
)

TABLES: tuple[Table, ...] = (STOPS, COMPLAINT_ANALYSIS, SATISFACTION_ANALYSIS, REFERRALS)
