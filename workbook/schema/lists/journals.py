"""Lists of the program's own sheets: decisions on pasted rows, ends of an undo, dimensions of analyses."""

from __future__ import annotations

from workbook.language import Text
from workbook.schema.fields import choice, note, text
from workbook.schema.list_model import Entry, ListOf
from workbook.schema.lists.program import entry, listing
from workbook.schema.tables.leads import all_lead_fields

LEAD_DECISION = listing(
    "lead_decision", "导入决定", "Import decision",
    entry("new", "新建", "New", meaning=Text("建一个新客户（或新行）。", "Make a new customer (or row).")),
    entry("update", "更新", "Update", meaning=Text("填补所选客户的空白。", "Fill the blanks of the matched customer.")),
    entry("same", "相同", "Same", meaning=Text("客户簿里已有，不必再写。", "Already in the book; nothing to write.")),
    entry("review", "待确认", "To confirm", meaning=Text("像是已有客户，请您决定。", "Looks like a known customer; please decide.")),
    entry("rejected", "不导入", "Not imported", meaning=Text("有错，或不该导入。", "Faulty, or not to be imported.")),
    columns=(note("meaning", "含义", "Meaning"),),
    group="program",
)

IMPORT_TARGET = listing(
    "import_target", "导入到", "Import into",
    entry("customers", "客户与联系人", "Customers and contacts"),
    entry("transactions", "交易", "Transactions"),
    entry("payments", "回款", "Payments"),
    entry("visits", "拜访", "Visits"),
    group="program",
)

DUPLICATE_DECISION = listing(
    "duplicate_decision", "查重决定", "Duplicate decision",
    entry("merge", "合并", "Merge"),
    entry("different", "不是同一家", "Not the same"),
    group="program",
)

LEAD_FIELD = listing(
    "lead_field", "可导入的列", "Columns to import",
    *(Entry(key, label) for key, label in all_lead_fields()),
    about=Text("粘贴的一列可以是客户簿的哪一列；“不导入这一列”表示不要它。", "What a pasted column may be in the book."),
    group="program",
)

COPY_AUDIENCE = listing(
    "copy_audience", "副本用途", "Copies made for",
    entry("owner", "业务员", "Salesperson"),
    entry("manager", "经理", "Manager"),
    entry("anonymous", "匿名", "Anonymous"),
    group="program",
)

MERGE_DECISION = listing(
    "merge_decision", "合并决定", "Merge decision",
    entry("open", "待定", "Open"),
    entry("theirs", "采用副本", "Take the copy's"),
    entry("ours", "保留本簿", "Keep the book's"),
    group="program",
)

MERGE_KIND = listing(
    "merge_kind", "副本里的改动", "Change in a copy",
    entry("changed", "改动", "Changed"),
    entry("new", "新行", "New row"),
    entry("conflict", "两边都改", "Both changed"),
    entry("alike", "可能是同一家", "May be one"),
    entry("deleted", "删除", "Deleted"),
    entry("gone", "本簿已删除", "Deleted in the book"),
    entry("refused", "不能接收", "Refused"),
    entry("unread", "读不出", "Cannot be read"),
    entry("column", "自己加的列", "Column added"),
    group="program",
)

STATE_MEANING = listing(
    "state_meaning", "算不算成交", "Was it sold",
    entry("sold", "成交", "Sold"),
    entry("none", "不算成交", "Not sold"),
    entry("part", "部分退款", "Partly refunded"),
    group="program",
)

ORDER_STATE = listing(
    "order_state", "订单状态", "Order states",
    entry("交易成功", "交易成功", "Paid", counts="sold"),
    entry("待发货", "待发货", "Awaiting shipment", counts="sold"),
    entry("交易关闭", "交易关闭", "Closed", counts="none"),
    entry("已取消", "已取消", "Cancelled", counts="none"),
    entry("等待买家付款", "等待买家付款", "Unpaid", counts="none"),
    entry("全额退款", "全额退款", "Refunded", counts="none"),
    entry("已删除", "已删除", "Deleted", counts="none"),
    entry("部分退款", "部分退款", "Partially refunded", counts="part"),
    columns=(choice("counts", "算不算成交", "Was it sold", "state_meaning"),),
    about=Text(
        "导入订单时，别的程序写的状态算不算成交；没有列出的，程序按常见的中英文说法判断。",
        "Whether a state in another program's export is a sale; of those not listed the usual words are known.",
    ),
    group="program",
)

HEADER_WORD = listing(
    "header_word", "列名对照", "Column names",
    columns=(
        choice("field", "导入到", "Import as", "lead_field"),
        text("source", "来源文件", "Source file", tip=("文件名里含有这几个字时才用；空着就都用。", "Used where the file's name has these words; blank is everywhere.")),
    ),
    about=Text(
        "别的程序的列名对应客户簿的哪一列，教一次就记住：在“列的对应”里更正并确认导入，或在这里填写。",
        "Which column of the book another program's column is. Taught once: correct it on Column matches and confirm "
        "the import, or write it here.",
    ),
    group="program",
)

LOG_ACTION = listing(
    "log_action", "写入动作", "What was done",
    entry("created", "新建行", "Row created"),
    entry("changed", "改写值", "Value changed"),
    entry("removed", "删除行", "Row removed"),
    group="program",
)

UNDO_RESULT = listing(
    "undo_result", "撤销结果", "Undo result",
    entry("reversed", "已还原", "Reversed"),
    entry("kept", "保留", "Kept"),
    entry("error", "出错", "Error"),
    group="program",
)

DIMENSION = listing(
    "dimension", "分析维度", "Analysed by",
    entry("customer", "客户", "Customer"),
    entry("product", "产品", "Product"),
    entry("category", "产品类别", "Product category"),
    entry("region", "区域", "Region"),
    entry("industry", "行业", "Industry"),
    entry("nature", "性质", "Legal nature"),
    entry("source", "来源", "Source"),
    entry("salesperson", "业务员", "Salesperson"),
    entry("grade", "等级", "Grade"),
    entry("credit", "信用", "Credit"),
    entry("channel", "渠道", "Channel"),
    entry("customer_system", "客户系统", "Customer system"),
    entry("group", "上级客户", "Group"),
    entry("company", "全公司", "Whole company"),
    entry("round", "轮次", "Round"),
    entry("complaint_kind", "投诉类别", "Kind of complaint"),
    entry("severity", "严重程度", "Severity"),
    group="program",
)

FORECAST_METHOD = listing(
    "forecast_method", "预测方法", "Forecast method",
    entry("mean", "近3个月平均", "Mean of three months", meaning=Text("最近三个完整月份的平均。", "The mean of the last three full months.")),
    entry("simple", "指数平滑", "Smoothing", meaning=Text("越近的月份分量越重。", "The newer a month, the more it weighs.")),
    entry("seasonal", "去年同月×增长", "Last year and growth", meaning=Text("去年同月乘以近来的同比增长。", "The same month last year × the growth since.")),
    entry("drift", "按平均变化推算", "Mean change", meaning=Text("最近一个月，加上历来每月的平均变化。", "The last month, and the mean change from month to month.")),
    entry("damped", "渐缓趋势", "Fading trend", meaning=Text("指数平滑，再加一个逐月减弱的趋势。", "Smoothing with a trend that fades month by month.")),
    columns=(note("meaning", "含义", "Meaning"),),
    group="program",
)

CLOSING = listing(
    "closing", "结账状态", "Closing",
    entry("open", "未结账", "Not closed"),
    entry("partly", "部分结账", "Partly closed"),
    entry("closed", "已结账", "Closed"),
    entry("adjusted", "结账后有调整", "Adjusted after closing"),
    group="program",
)

HANDOVER_ITEM = listing(
    "handover_item", "交接内容", "Handed over",
    entry("customer", "客户", "Customer"),
    entry("promise", "未兑现承诺", "Open promise"),
    entry("opportunity", "进行中商机", "Open opportunity"),
    entry("complaint", "未结投诉", "Open complaint"),
    entry("debt", "应收款", "Receivable"),
    group="program",
)

PRODUCT_CLASS = listing(
    "product_class", "产品分类", "Product class",
    entry("main", "主销产品", "Main seller"),
    entry("profitable", "盈利产品", "Profit earner"),
    entry("slow", "滞销产品", "Slow seller"),
    entry("ordinary", "一般产品", "Ordinary"),
    entry("unlisted", "不在产品表", "Not in Products"),
    group="program",
)

PRICE_TEST = listing(
    "price_test", "比较方式", "Price compared with",
    entry("customers", "不同客户之间", "Other customers"),
    entry("time", "不同时期之间", "Earlier prices"),
    entry("retail", "进货价与零售价", "Retail price"),
    entry("competitor", "竞品价格", "A competitor's price"),
    entry("policy", "公司价格政策", "The price policy"),
    entry("retail_policy", "建议零售价", "Suggested retail price"),
    group="program",
)

AGE_BAND = listing(
    "age_band", "账龄", "Age of debt",
    entry("not_due", "未到期", "Not due"),
    entry("to_30", "逾期30天内", "Up to 30 days"),
    entry("to_60", "逾期31至60天", "31 to 60 days"),
    entry("to_90", "逾期61至90天", "61 to 90 days"),
    entry("over_90", "逾期90天以上", "Over 90 days"),
    entry("not_invoiced", "未开票", "Not invoiced"),
    entry("no_terms", "未定账期", "No terms agreed"),
    group="program",
)

LISTS: tuple[ListOf, ...] = (
    LEAD_DECISION, IMPORT_TARGET, DUPLICATE_DECISION, LEAD_FIELD, STATE_MEANING, ORDER_STATE, HEADER_WORD, COPY_AUDIENCE, MERGE_DECISION, MERGE_KIND, LOG_ACTION, UNDO_RESULT, DIMENSION, FORECAST_METHOD, CLOSING, HANDOVER_ITEM, PRODUCT_CLASS, PRICE_TEST, AGE_BAND,
)
