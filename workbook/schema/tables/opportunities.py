"""商机 Opportunities: needs, purchase, competition, who decides; risks. Sources: what to know of a key account, the
decision chain, and the three kinds of risk in the seed documents."""

from __future__ import annotations

from workbook.language import Text
from workbook.schema.fields import (
    choice,
    code,
    contact,
    customer,
    date,
    group,
    integer,
    money,
    note,
    opportunity,
    rate,
    text,
)
from workbook.schema.model import CHECK, table

OPPORTUNITIES = table(
    "tblOpportunities",
    "商机",
    "Opportunities",
    group("what", "商机", "Opportunity"),
    code("opportunity_id", "商机编号", "Opportunity ID", also="编号|opportunity no"),
    customer(required=True),
    text("title", "商机名称", "Opportunity title", required=True, width=28, also="商机|项目名称|项目|project|deal"),
    choice("state", "状态", "State", "opportunity_state"),
    choice("stage", "开发阶段", "Stage", "stage", also="阶段"),
    date("stage_since", "进入阶段日期", "In stage since", tip=("进入当前阶段的日期；停留过久会提醒。", "The day it entered this stage; staying too long raises a reminder.")),
    money("amount", "预计金额", "Expected amount", also="金额"),
    rate("probability", "成交概率", "Probability", low=0, high=1, tip=("空着用阶段的概率。", "Blank takes the stage's.")),
    date("expected_close", "预计成交", "Expected close", also="预计成交日期|close date"),
    choice("owner", "负责人", "Owner", "salesperson"),
    CHECK,
    group("needs", "需求", "Needs", ("sales", "manager")),
    note("organisation_needs", "组织需求", "Needs of the organisation"),
    note("department_needs", "部门需求", "Needs of the department"),
    note("person_needs", "关键人需求", "Needs of the key person"),
    group("purchase", "采购", "Purchase"),
    money("budget", "采购预算", "Budget"),
    text("purchase_way", "采购方式", "Way of purchase"),
    note("purchase_progress", "采购进展", "Progress of the purchase"),
    note("decision_process", "决策程序", "Decision process"),
    note("decision_criteria", "决策标准", "Decision criteria"),
    group("rivals", "竞争", "Competition"),
    text("competitor", "竞争对手", "Competitor"),
    note("competitor_progress", "对手进展", "Competitor progress"),
    note("lost_reason", "输单原因", "Why lost"),
    text("service_team", "服务团队", "Service team"),
    group("worked_out", "推进", "Progress"),
    integer("stage_days", "阶段停留(天)", "Days in stage", worked_out=True),
    money("weighted_amount", "加权金额", "Weighted amount", worked_out=True),
    about=Text("一行一个项目或大单：需求、预算、决策、对手。", "One row a project or large order: needs, budget, decision, rivals."),
    key="opportunity_id",
    id_format="O{:04d}",
    copied="customer",
)

DECISION_CHAIN = table(
    "tblDecisionChain",
    "决策链",
    "Decision chain",
    group("person", "成员", "Member"),
    opportunity(required=True),
    contact(required=True),
    choice("role", "身份识别", "Role", "role"),
    choice("weight", "重要程度", "Weight", "importance"),
    choice("attitude", "对我方态度", "Attitude to us", "chain_attitude"),
    note("relations", "相互关系", "Relations in the chain"),
    text("leans_to", "倾向于", "Leans to"),
    about=Text("谁参与决定、分量多重、偏向谁。", "Who takes part in the decision, with what weight, leaning where."),
    copied="customer",
)

RISKS = table(
    "tblRisks",
    "风险",
    "Risks",
    group("risk", "风险", "Risk"),
    customer(required=True),
    choice("kind", "风险类型", "Kind of risk", "risk_kind", required=True),
    choice("level", "风险等级", "Risk level", "risk_level"),
    note("what", "风险说明", "Description"),
    note("response", "应对措施", "Response"),
    choice("owner", "负责人", "Owner", "salesperson"),
    date("assessed_on", "评估日期", "Assessed on"),
    date("next_on", "下次评估", "Reassess on"),
    about=Text("市场、信用、合同风险；到期提醒重新评估。", "Market, credit and contract risks; a reminder comes when one is to be reassessed."),
    copied="customer",
)

__all__ = ["DECISION_CHAIN", "OPPORTUNITIES", "RISKS"]
