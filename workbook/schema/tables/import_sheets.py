"""线索预览 Lead preview, 查重 Duplicates, 导入日志 Import log, and the journal that undo reads.

The preview has one row a pasted row. The decision and the matched customer are proposals that the user may change;
everything else is the program's. The cleaned values stand beside the pasted ones; what import will write is kept
machine-readable in a hidden column, so that what was previewed is what is written.

The journal has one row a written value (or created, or removed row): `batch` is one run of one command, `subject` the
row_id of the row written to. An import's batch is its id in the import log.
"""

from __future__ import annotations

from workbook.language import Text
from workbook.schema.fields import choice, group, integer, moment, note, number, of, ref, text
from workbook.schema.model import Kind, table

LEAD_PREVIEW = table(
    "tblLeadPreview",
    "导入预览",
    "Import preview",
    group("decision", "决定", "Decision"),
    integer("pasted_row", "粘贴行", "Pasted row", by_program=True, width=8, also="线索行"),
    choice("decision", "决定", "Decision", "lead_decision", tip=("可以改；“确认导入”照这里的决定执行。", "You may change it; Confirm import does what stands here.")),
    ref("customer_id", "对应客户", "Matched customer", "tblCustomers",
        tip=("更新或相同时对应的客户；可以改填编号或全称。", "Whom an update goes to; you may type another number or exact name.")),
    text("customer_name", "对应客户名称", "Matched name", by_program=True, width=24, shows="customer_id"),
    note("evidence", "依据", "Evidence", by_program=True, width=34),
    note("reason", "原因", "Reason", by_program=True, width=34),
    group("values", "整理后", "Cleaned"),
    text("name", "客户名称", "Customer name", by_program=True, width=26),
    text("contact", "联系人", "Contact", by_program=True, width=12),
    of(Kind.PHONE, "phone", "电话", "Phone", by_program=True),
    of(Kind.PHONE, "mobile", "手机", "Mobile", by_program=True),
    of(Kind.EMAIL, "email", "电子邮件", "E-mail", by_program=True),
    text("address", "通讯地址", "Address", by_program=True, width=28),
    text("summary", "其余内容", "Other values", by_program=True, width=36),
    group("pasted", "原文", "As pasted"),
    note("changes", "整理时的改动", "Changed by cleaning", by_program=True, width=36, one_line=True, also="清洗改动"),
    note("pasted", "粘贴原文", "Pasted text", by_program=True, width=36, one_line=True),
    note("overwrites", "将被改写的值", "Values to be overwritten", by_program=True, width=36, one_line=True),
    group("program", "程序", "Program"),
    choice("target", "导入到", "Import into", "import_target", by_program=True, hidden=True),
    choice("proposed", "程序建议", "Proposed decision", "lead_decision", by_program=True, hidden=True),
    text("proposed_customer", "建议客户", "Proposed customer", by_program=True, hidden=True),
    number("similarity", "相似度", "Similarity", by_program=True, hidden=True, low=0, high=1),
    text("payload", "写入内容", "What will be written", by_program=True, hidden=True),
    text("digest", "预览时状态", "State when previewed", by_program=True, hidden=True),
    about=Text(
        "粘贴的每一行会怎样导入：看依据，可改决定，再按“确认导入”。",
        "How each pasted row would be imported: read the reasons, change decisions, then press Confirm import.",
    ),
    filled_by="preview|import",
    confidential=True,
)

LEAD_COLUMNS = table(
    "tblLeadColumns",
    "列的对应",
    "Column matches",
    group("column", "粘贴的列", "Pasted column"),
    integer("position", "列号", "Column", by_program=True, width=8),
    text("header", "标题", "Header", by_program=True, width=22),
    choice("understood", "识别为", "Read as", "lead_field", by_program=True, width=18, also="认作|Understood as"),
    note("why", "依据", "Why", by_program=True, width=34),
    note("sample", "样例", "Sample", by_program=True, width=34),
    group("yours", "更正", "Correction"),
    choice("use_as", "改为", "Use it as", "lead_field", width=18,
        tip=("识别错了就在这里改，再预览一次。", "If it was misread, choose another here and preview again.")),
    about=Text(
        "名单的每一列对应客户簿的哪一列；识别错的在“改为”里更正，再预览。",
        "Which column of the book each column of the list was read as; correct it under Use it as, then preview again.",
    ),
    key="header",
    filled_by="preview|import",
    confidential=True,
)

DUPLICATES = table(
    "tblDuplicates",
    "查重",
    "Duplicates",
    group("decision", "决定", "Decision"),
    choice("decision", "决定", "Decision", "duplicate_decision",
        tip=("选“合并”，再按“合并客户”。", "Choose Merge, then press Merge customers.")),
    group("keep", "保留", "Keep"),
    text("keep_id", "保留编号", "Keep: ID", by_program=True, also="Stays: ID"),
    text("keep_name", "保留名称", "Keep: name", by_program=True, width=28, also="Stays: name"),
    group("drop", "并入", "Merge in"),
    text("drop_id", "并入编号", "Merge in: ID", by_program=True, also="Goes: ID"),
    text("drop_name", "并入名称", "Merge in: name", by_program=True, width=28, also="Goes: name"),
    group("evidence", "依据", "Evidence"),
    note("evidence", "依据", "Evidence", by_program=True, width=40),
    number("similarity", "相似度", "Similarity", by_program=True, low=0, high=1),
    about=Text(
        "可能重复的客户；要合并的选“合并”，不是同一家的选“不是同一家”。",
        "Customers that may have been entered twice: choose Merge, or Not the same.",
    ),
    filled_by="duplicates|merge",
    confidential=True,
)

IMPORT_LOG = table(
    "tblImportLog",
    "导入日志",
    "Import log",
    group("run", "导入", "Import"),
    text("import_id", "导入编号", "Import ID", by_program=True),
    moment("when", "时间", "When", by_program=True, width=18),
    text("who", "操作人", "Who", by_program=True),
    choice("target", "导入到", "Import into", "import_target", by_program=True),
    text("source", "来源文件", "Source", by_program=True, width=28),
    group("counts", "行数", "Counts"),
    integer("rows_in", "粘贴行数", "Rows in", by_program=True),
    integer("new", "新建", "New", by_program=True),
    integer("updated", "更新", "Updated", by_program=True),
    integer("same", "相同", "Same", by_program=True),
    integer("review", "待确认", "To confirm", by_program=True, also="待查|Review"),
    integer("rejected", "不导入", "Not imported", by_program=True, also="Rejected"),
    group("undo", "撤销", "Undo"),
    moment("undone_at", "撤销时间", "Undone at", by_program=True, width=18),
    integer("reversed", "已还原", "Reversed", by_program=True),
    integer("kept", "保留", "Kept", by_program=True),
    integer("errors", "出错", "Errors", by_program=True),
    note("remarks", "说明", "Notes", by_program=True, width=36),
    text("hash", "文件指纹", "File hash", by_program=True, hidden=True),
    about=Text("每次导入的来源、行数和撤销结果。", "The source, counts and undoing of each import."),
    key="import_id",
    filled_by="import|undo",
    confidential=True,
)

JOURNAL = table(
    "tblJournal",
    "_journal",
    "_journal",
    text("batch", "批次", "Batch", by_program=True),
    text("command", "命令", "Command", by_program=True),
    moment("when", "时间", "When", by_program=True),
    text("who", "操作人", "Who", by_program=True),
    choice("action", "动作", "Action", "log_action", by_program=True),
    text("table", "表", "Table", by_program=True),
    text("subject", "所写行", "Row written", by_program=True),
    text("field", "字段", "Field", by_program=True),
    text("before", "原值", "Before", by_program=True),
    text("after", "新值", "After", by_program=True),
    choice("undone", "撤销结果", "Undo result", "undo_result", by_program=True),
    note("why", "原因", "Why", by_program=True),
    about=Text("程序写过的值，供撤销；不随副本外发。", "What commands wrote, for undo; never part of a copy."),
    filled_by="refresh|import|undo|merge|clear_sample|load|handover|close",
    confidential=True,
)

LABELS = table(
    "tblLabels",
    "_labels",
    "_labels",
    text("list", "列表", "List", by_program=True),
    text("key", "键", "Key", by_program=True),
    text("label", "名称", "Label", by_program=True),
    about=Text("每个选项上次刷新时的名称，供改名。", "The label of each choice at the last refresh, for renaming."),
    filled_by="refresh|undo",
)

__all__ = ["DUPLICATES", "IMPORT_LOG", "JOURNAL", "LABELS", "LEAD_COLUMNS", "LEAD_PREVIEW"]
