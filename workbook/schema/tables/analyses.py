"""Analysis tables: what refresh and the analysis commands work out. Every row carries its as-of date."""

from __future__ import annotations

from workbook.language import Text
from workbook.schema.fields import choice, date, flag, group, integer, money, month, note, number, of, rate, stars, text
from workbook.schema.model import Field, Kind, Table, table

_SUBJECT = (
    text("customer_id", "客户编号", "Customer ID", by_program=True),
    text("customer_name", "客户名称", "Customer", by_program=True, width=24),
)
_SAME_DAYS = ("未结束的月份比相同天数。", "The running month is held against the same days.")
_AS_OF = date("as_of", "截至日期", "As of", by_program=True)
_PERIOD = (
    text("period", "期间", "Period", by_program=True, width=16),
    choice("closing", "结账", "Closing", "closing", by_program=True, width=10),
)
_BEFORE = (
    money("amount_before", "上期净额", "Net amount before", by_program=True, tip=("前一个同样长的期间；未结束的期间比相同天数。", "Of the period before, as long; a running one is held against the same days.")),
    money("change", "较上期", "Change", by_program=True),
    money("amount_year_ago", "去年同期净额", "Net amount a year ago", by_program=True),
    rate("growth", "同比", "Growth", by_program=True),
)


def _analysis(
    name: str, zh: str, en: str, about: tuple[str, str], *fields: Field | tuple[Field, ...], grows: bool = False
) -> Table:
    return table(
        name, zh, en, group("figures", zh, en), *fields, _AS_OF,
        about=Text(*about), filled_by="analyse", grows=grows,
    )


STAGE_HISTORY = _analysis(
    "tblStageHistory", "阶段历史", "Stage history",
    ("客户和商机每换一次阶段记一行。", "One row each time a customer or an opportunity changes stage."),
    _SUBJECT,
    text("opportunity_id", "商机编号", "Opportunity ID", by_program=True),
    choice("before", "原阶段", "Before", "stage", by_program=True),
    choice("after", "新阶段", "After", "stage", by_program=True),
    integer("days", "停留天数", "Days in stage", by_program=True),
    grows=True,
)

CREDIT_CHANGES = _analysis(
    "tblCreditChanges", "信用变更", "Credit changes",
    ("信用星级或额度每变一次记一行。", "One row each time credit stars or limit change."),
    _SUBJECT,
    stars("before", "原信用", "Stars before", by_program=True),
    stars("after", "新信用", "Stars after", by_program=True),
    money("limit_before", "原额度", "Limit before", by_program=True),
    money("limit_after", "新额度", "Limit after", by_program=True),
    text("over", "超额处理", "Over the limit", by_program=True),
    note("reason", "原因", "Reason", by_program=True, width=36),
    grows=True,
)

COMPOSITION = _analysis(
    "tblComposition", "构成分析", "Composition",
    ("一个期间的净额，按客户、产品、区域、行业、性质、来源、业务员、等级、信用、渠道、客户系统、上级客户的构成，与上期和去年同期比。", "Net amount of a period by customer, product, region, industry, nature, source, salesperson, grade, credit, channel, customer system and group, beside the period before and a year ago."),
    choice("dimension", "分析维度", "Analysed by", "dimension", by_program=True),
    text("value", "项目", "Item", by_program=True, width=26),
    flag("total", "合计行", "Total", by_program=True, tip=("“是”的行是合计，不是项目，求和时请筛掉。", "A row marked Yes is the total, no item: leave it out of sums.")),
    integer("rank", "名次", "Rank", by_program=True),
    integer("customers", "期间成交客户数", "Buyers, period", by_program=True, also="客户数|Customers"),
    integer("orders", "期间交易次数", "Orders, period", by_program=True, also="全部交易次数|Orders, all"),
    money("amount", "期间净额", "Net amount, period", by_program=True, also="净额|Net amount|当月净额|全部净额"),
    rate("share", "占比", "Share", by_program=True),
    rate("cumulative", "累计占比", "Cumulative share", by_program=True),
    _BEFORE,
    money("overdue", "当前逾期款", "Overdue now", by_program=True),
    money("adjusted", "结账后调整", "Adjusted after closing", by_program=True),
    _PERIOD,
)

CONCENTRATION = _analysis(
    "tblConcentration", "集中度", "Concentration",
    ("净额最大的前N%、前5家客户（或产品、区域……）占期间净额的多少。", "What share the top N % and the first five customers (or products, regions …) have of the period's net amount."),
    choice("dimension", "分析维度", "Analysed by", "dimension", by_program=True),
    rate("top_share", "前N%客户", "Top N %", by_program=True, also="前百分之几|Top share"),
    integer("top_count", "客户数", "Number", by_program=True, also="家数|Count"),
    rate("amount_share", "期间净额占比", "Share of net amount, period", by_program=True, also="全部净额占比|净额占比|Share of amount"),
    number("index", "集中度指数", "Concentration index", by_program=True),
    note("sentence", "说明", "In words", by_program=True, width=44),
    _PERIOD,
)

MONTHLY = _analysis(
    "tblMonthly", "月度与目标", "Months and targets",
    ("每月净额、目标、达成率和预测。", "Net amount, target, attainment and forecast by month."),
    month("month", "月份", "Month", by_program=True),
    choice("salesperson", "业务员", "Salesperson", "salesperson", by_program=True),
    money("amount", "当月净额", "Net amount, month", by_program=True, also="净额|Net amount"),
    money("target", "目标", "Target", by_program=True),
    rate("attainment", "达成率", "Target reached", by_program=True, also="Attainment"),
    money("amount_before", "上月净额", "Month before", by_program=True, tip=_SAME_DAYS),
    money("change", "较上月", "Change", by_program=True),
    money("year_before", "去年同月", "Same month last year", by_program=True, tip=_SAME_DAYS),
    rate("growth", "同比", "Growth", by_program=True),
    money("forecast", "预测", "Forecast", by_program=True),
    choice("closing", "结账", "Closing", "closing", by_program=True, width=10),
    money("closed_amount", "结账净额", "Net amount as closed", by_program=True),
    money("adjusted", "结账后调整", "Adjusted after closing", by_program=True),
)

FORECAST = _analysis(
    "tblForecast", "销售预测", "Forecast",
    ("接下来几个月的净额预测：全公司、业务员、区域、产品类别，附误差、上下限、目标和商机。", "Net amount of the next months: company, salespeople, regions, product categories, with error, band, target and opportunities."),
    choice("dimension", "分析维度", "Analysed by", "dimension", by_program=True),
    text("value", "项目", "Item", by_program=True, width=20),
    month("month", "月份", "Month", by_program=True),
    choice("method", "预测方法", "Forecast method", "forecast_method", by_program=True, width=16, tip=("过去预测得最准的方法。", "The method that would have been off by the least before.")),
    money("amount", "预测净额", "Forecast amount", by_program=True),
    note("sentence", "说明", "In words", by_program=True, width=44),
    money("low", "预测下限", "Forecast low", by_program=True, tip=("十次里约八次在上下限之间。", "About eight of ten come between low and high.")),
    money("high", "预测上限", "Forecast high", by_program=True),
    money("target", "目标", "Target", by_program=True),
    rate("attainment", "预计达成率", "Target reached, forecast", by_program=True),
    rate("error", "平均误差", "Mean error", by_program=True, tip=("过去的预测平均差多少，占实际净额。", "What forecasts were off by before, as a share of what came.")),
    money("last_forecast", "上次预测", "Last forecast", by_program=True, tip=("最近一个完整月份，提前一个月时的预测。", "For the last full month, by what was known a month before.")),
    money("last_amount", "上次实际", "What came", by_program=True),
    money("weighted", "商机加权金额", "Opportunities, weighted", by_program=True, tip=("预计在这个月成交的商机：金额 × 成交概率。", "Opportunities expected to close in the month: amount × chance.")),
)

PRODUCT_ANALYSIS = _analysis(
    "tblProductAnalysis", "产品分析", "Product analysis",
    ("主销、盈利、滞销产品，按全部交易。", "Main sellers, profit earners, slow sellers, by all orders."),
    text("product", "产品", "Product", by_program=True, width=26),
    choice("product_class", "产品分类", "Product class", "product_class", by_program=True),
    number("quantity", "全部数量", "Quantity, all", by_program=True, also="数量|Quantity"),
    money("amount", "期间净额", "Net amount, period", by_program=True, also="净额|Net amount|当月净额|全部净额"),
    rate("share", "占比", "Share", by_program=True),
    money("margin", "全部毛利", "Gross profit, all", by_program=True, also="毛利|Gross profit"),
    rate("margin_rate", "毛利率", "Gross margin", by_program=True),
    integer("customers", "购买客户数", "Buyers", by_program=True),
    date("last_sold", "最近售出", "Last sold", by_program=True),
    _BEFORE,
    _PERIOD,
)

PIPELINE = _analysis(
    "tblPipeline", "销售漏斗", "Pipeline",
    ("各阶段当前的数量、转化率、停留天数和加权金额。", "Counts, conversion, days and weighted amount by stage, now."),
    choice("stage", "开发阶段", "Stage", "stage", by_program=True),
    integer("customers", "客户数", "Customers", by_program=True),
    integer("opportunities", "商机数", "Opportunities", by_program=True),
    rate("conversion", "转到下一阶段", "Conversion", by_program=True),
    number("days", "停留天数中位数", "Median days", by_program=True),
    integer("stuck", "停滞数", "Stuck", by_program=True),
    money("amount", "预计金额", "Expected amount", by_program=True),
    money("weighted", "加权金额", "Weighted amount", by_program=True),
)

RECEIVABLES = _analysis(
    "tblReceivables", "应收账龄", "Receivables by age",
    ("每个客户的应收款按逾期天数。", "Each customer's receivable by days overdue."),
    _SUBJECT,
    text("order_no", "订单号", "Order no.", by_program=True),
    date("date", "日期", "Date", by_program=True),
    date("due", "应付日期", "Due", by_program=True),
    choice("age_band", "账龄", "Age of debt", "age_band", by_program=True),
    money("amount", "净额", "Net amount", by_program=True, also="金额|Amount"),
    money("open", "未收金额", "Still unpaid", by_program=True, also="Still open"),
    choice("owner", "负责人", "Owner", "salesperson", by_program=True),
    choice("basis", "应收口径", "Receivables based on", "debt_basis", by_program=True),
)

PRICES = _analysis(
    "tblPrices", "价格异常", "Unusual prices",
    ("与价格表、建议零售价、进货价、竞品偏离过大的价格；价格表没有的，与同区域同层级的客户、与上次相比。涉及金额大的在前。", "Prices too far from the price list, suggested retail, purchase or competitors' prices; where the list has none, from those of customers of the same region and level, or earlier ones. Most money first."),
    choice("test", "比较方式", "Compared with", "price_test", by_program=True, also="比价方式"),
    text("product", "产品", "Product", by_program=True, width=26),
    _SUBJECT,
    date("date", "日期", "Date", by_program=True),
    money("price", "价格", "Price", by_program=True),
    money("reference", "参照价", "Reference", by_program=True),
    rate("deviation", "偏离", "Deviation", by_program=True),
    money("at_stake", "涉及金额", "Money at stake", by_program=True, tip=("差价 × 这一笔的数量；零售价 × 调查时的库存。", "Difference × quantity of that line; of a retail price × the stock that was seen.")),
    note("sentence", "说明", "In words", by_program=True, width=40),
)

SOURCE_ANALYSIS = _analysis(
    "tblSourceAnalysis", "来源分析", "Sources",
    ("各来源带来的客户、成交客户和全部净额，以及推荐奖励。", "Customers, buyers and the net amount of all orders by source, and referral rewards."),
    choice("source", "客户来源", "Source", "source", by_program=True),
    choice("kind", "来源大类", "Source class", "source_kind", by_program=True),
    choice("subclass", "来源小类", "Source subclass", "source_subclass", by_program=True),
    integer("customers", "全部客户数", "Customers, all", by_program=True, also="客户数|Customers"),
    integer("buyers", "全部成交客户数", "Buyers, all", by_program=True, also="成交客户数|Buyers"),
    rate("conversion", "成交率", "Conversion", by_program=True),
    integer("new_customers", "期间新客户", "New customers, period", by_program=True, tip=("建档日期在期间内。", "Created in the period.")),
    integer("new_buyers", "期间首次成交客户", "First bought, period", by_program=True),
    money("amount", "期间净额", "Net amount, period", by_program=True, also="净额|Net amount|当月净额|全部净额"),
    _BEFORE,
    money("reward", "期间推荐奖励", "Referral rewards, period", by_program=True, tip=("期间首次成交的推荐客户。", "For referred customers who first bought in the period."), also="推荐奖励|Referral rewards"),
    integer("referrers", "推荐人数", "Referrers", by_program=True, tip=("这些客户的联系人里写过的介绍人，同名算一个。", "Different names in Introduced by of these customers' contacts.")),
    integer("reach", "可触达人数", "Reach", by_program=True, tip=("推荐人数 × 250。", "Referrers × 250.")),
    _PERIOD,
)

TEAM = _analysis(
    "tblTeam", "团队", "Team",
    ("每位业务员在期间内的目标、净额、交易、拜访、新客户、承诺、满意度。", "Target, net amount, orders, visits, new customers, promises, satisfaction of each salesperson in a period."),
    choice("salesperson", "业务员", "Salesperson", "salesperson", by_program=True),
    month("month", "月份", "Month", by_program=True),
    money("amount", "期间净额", "Net amount, period", by_program=True, also="净额|Net amount|当月净额|全部净额"),
    money("target", "目标", "Target", by_program=True),
    rate("attainment", "达成率", "Target reached", by_program=True, also="Attainment"),
    _BEFORE,
    integer("orders", "期间交易次数", "Orders, period", by_program=True, also="交易次数|Orders"),
    integer("visits", "期间拜访次数", "Visits, period", by_program=True, also="拜访次数|Visits"),
    integer("visits_owed", "本月应访", "Visits owed, month", by_program=True),
    integer("visits_made", "本月已访", "Visits made, month", by_program=True, tip=("他负责的客户被当面拜访的次数，谁去都算。", "Visits face to face to the customers in their charge, by anyone.")),
    integer("visits_short", "本月欠访", "Visits short, month", by_program=True),
    integer("short_before", "上月欠访", "Visits short, last month", by_program=True, tip=("不结转到本月。", "Not carried over to this month.")),
    integer("new_customers", "期间新客户", "New customers, period", by_program=True, also="新客户|New customers"),
    rate("promises_kept", "承诺兑现率", "Promises kept", by_program=True),
    number("satisfaction", "满意度", "Satisfaction", by_program=True),
    _PERIOD,
)

WHITE_SPACE = _analysis(
    "tblWhiteSpace", "可推荐产品", "Cross-sell",
    ("相似客户买、这位没买过的产品。", "Products that similar customers buy and this one never did."),
    _SUBJECT,
    text("product", "产品", "Product", by_program=True, width=26),
    integer("buyers", "相似客户中购买数", "Similar buyers", by_program=True),
    rate("share", "相似客户购买率", "Share of similar", by_program=True),
    money("typical_amount", "通常购买额", "Typical amount", by_program=True),
)

SCORES = _analysis(
    "tblScores", "评估结果", "Scores",
    ("客户评估的总分与等级：每项指标取最近一次的值；评得太少的不定等级。", "Total score and level of each evaluated customer, from the latest value of each indicator; no level where too little is judged."),
    _SUBJECT,
    choice("aspect", "评估方面", "Aspect", "indicator_group", by_program=True, also="评价方面", tip=("空着的行是总评。", "The blank row is the whole.")),
    number("points", "得分", "Points", by_program=True),
    number("full", "已评权重", "Weight judged", by_program=True),
    rate("judged", "已评占比", "Share judged", by_program=True, tip=("已评指标占全部权重的比例；低于“设置”里的最低占比就不定等级。", "Share of all weights that was judged; below the setting's share there is no level.")),
    choice("level", "评估等级", "Score level", "score_level", by_program=True),
    date("since", "最早一项评于", "Oldest value of", by_program=True),
    date("date", "最近一项评于", "Latest value of", by_program=True),
)

PORTRAIT = _analysis(
    "tblPortrait", "客户画像", "Customer portrait",
    ("关于客户的十一个问题，由数据回答。", "Eleven questions about the customers, answered from the data."),
    integer("number", "题号", "No.", by_program=True, width=6),
    note("question", "问题", "Question", by_program=True, width=34),
    note("answer", "回答", "Answer", by_program=True, width=48),
    text("basis", "依据", "Basis", by_program=True, width=24),
)

STOCK = _analysis(
    "tblStock", "库存分析", "Stock",
    ("客户库存：占比、周转、变化、建议订货。", "Customers' stock: share, turnover, change, suggested order."),
    _SUBJECT,
    text("product", "产品", "Product", by_program=True, width=26),
    date("date", "调查日期", "Surveyed on", by_program=True),
    number("stock_qty", "库存数量", "Stock quantity", by_program=True),
    rate("share_of_sales", "库存占销售额", "Stock to sales", by_program=True),
    rate("own_share", "我方占库存", "Our share of stock", by_program=True),
    of(Kind.NUM, "turnover_days", "周转天数", "Turnover days", by_program=True),
    number("change", "较上次变化", "Change since last", by_program=True),
    number("suggested_order", "建议订货", "Suggested order", by_program=True),
    text("verdict", "判断", "Judgement", by_program=True, width=20),
)

TABLES: tuple[Table, ...] = (
    STAGE_HISTORY, CREDIT_CHANGES, COMPOSITION, CONCENTRATION, MONTHLY, FORECAST, PRODUCT_ANALYSIS, PIPELINE, RECEIVABLES,
    PRICES, STOCK, SOURCE_ANALYSIS, TEAM, WHITE_SPACE, SCORES, PORTRAIT,
)
