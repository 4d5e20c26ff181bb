"""Copies out and back: what was handed out, what was masked in it, the base of the merge, the merge preview, and the list of
all customers' names that a copy holds (报备)."""

from __future__ import annotations

from workbook.language import Text
from workbook.schema.fields import choice, date, flag, group, integer, moment, note, text
from workbook.schema.model import table

HANDOUTS = table(
    "tblHandouts",
    "发出的副本",
    "Copies handed out",
    group("copy", "副本", "Copy"),
    text("handout_id", "副本编号", "Copy ID", by_program=True, width=16),
    choice("audience", "用途", "Made for", "copy_audience", by_program=True),
    choice("owner", "交给谁", "Handed to", "salesperson", by_program=True),
    moment("handed_on", "发出时间", "Handed out at", by_program=True, width=18),
    text("who", "发出人", "By", by_program=True),
    text("file", "文件", "File", by_program=True, width=34),
    group("counts", "内容", "Contents"),
    integer("customers", "客户", "Customers", by_program=True),
    integer("rows", "行数", "Rows", by_program=True),
    integer("masked", "遮盖处数", "Masked", by_program=True),
    group("back", "收回", "Back"),
    moment("collected_at", "最近收回", "Last collected", by_program=True, width=18),
    about=Text("发出过的副本：交给谁、哪一天、有多少内容、何时收回。", "Copies handed out: to whom, when, with what, and when they came back."),
    key="handout_id",
    filled_by="share|collect_confirm",
    grows=True,
    confidential=True,
)

MASKED = table(
    "tblMasked",
    "遮盖清单",
    "Masked in copies",
    group("what", "遮盖", "Masked"),
    choice("owner", "交给谁", "Copy for", "salesperson", by_program=True),
    text("table", "表", "Table", by_program=True, width=14),
    integer("row", "行号", "Row", by_program=True),
    text("field", "列", "Column", by_program=True, width=16),
    text("what", "遮盖了什么", "What", by_program=True, width=22),
    note("text", "副本里的文字", "Text in the copy", by_program=True, width=56),
    about=Text("上次发副本时，备注等文字里遮盖的电话、证件号、卡号、住址。", "Telephones, identity and card numbers and homes masked in texts of the last copies."),
    filled_by="share",
    confidential=True,
)

MERGE_PREVIEW = table(
    "tblMergePreview",
    "合并预览",
    "Merge preview",
    group("decision", "决定", "Decision"),
    choice("decision", "决定", "Decision", "merge_decision",
        tip=("选“采用副本”或“保留本簿”，再按“确认合并”；待定的留着。", "Choose Take the copy's or Keep the book's, then press Confirm merge; open rows stay.")),
    choice("kind", "情况", "What", "merge_kind", by_program=True),
    group("where", "位置", "Where"),
    text("table", "表", "Table", by_program=True, width=12),
    text("row", "哪一行", "Row", by_program=True, width=28),
    text("field", "列", "Column", by_program=True, width=16),
    group("values", "内容", "Values"),
    note("base", "发出时", "As handed out", by_program=True, width=26),
    note("ours", "本簿现在", "In the book now", by_program=True, width=26),
    note("theirs", "副本里", "In the copy", by_program=True, width=26),
    note("reason", "说明", "Reason", by_program=True, width=36),
    group("who", "来自", "From"),
    choice("owner", "谁的副本", "Whose copy", "salesperson", by_program=True),
    moment("handed_on", "副本发出时间", "Copy of", by_program=True, width=18),
    group("program", "程序", "Program"),
    text("handout_id", "副本编号", "Copy ID", by_program=True, hidden=True),
    text("key", "项", "Item", by_program=True, hidden=True),
    text("payload", "写入内容", "What will be written", by_program=True, hidden=True),
    about=Text("收回的副本里改了什么：两边都改的请决定，再按“确认合并”。", "What the returned copies changed: decide where both sides did, then press Confirm merge."),
    key="key",
    filled_by="collect|collect_confirm",
    confidential=True,
)

REGISTERED = table(
    "tblRegistered",
    "报备名单",
    "Registered customers",
    group("who", "客户", "Customer"),
    text("name", "客户名称", "Customer name", by_program=True, width=32),
    choice("owner", "跟进人", "Looked after by", "salesperson", by_program=True),
    date("created_on", "建档日期", "Created on", by_program=True),
    about=Text("全公司在跟进的客户名称：录入新客户前先看有没有人报备。只在发出的副本里有。", "Every customer that somebody looks after: see here before entering a new one. Only copies have it."),
    key="name",
    filled_by="share",
    confidential=True,
)

BASES = table(
    "tblBases",
    "_bases",
    "_bases",
    text("handout_id", "副本编号", "Copy ID", by_program=True),
    text("kind", "类别", "Kind", by_program=True),
    text("table", "表", "Table", by_program=True),
    integer("part", "段", "Part", by_program=True),
    text("data", "内容", "Data", by_program=True),
    about=Text("副本发出时的值，收回时对照；不随副本外发。", "The values as handed out, to compare with; never part of a copy."),
    filled_by="share|collect_confirm",
    confidential=True,
)

ERASED = table(
    "tblErased",
    "已删除的个人资料",
    "Erased persons",
    group("what", "删除", "Erased"),
    text("number", "编号", "ID", by_program=True),
    text("name", "现用名称", "Now called", by_program=True, width=28),
    moment("erased_at", "删除时间", "Erased at", by_program=True, width=18),
    text("who", "操作人", "By", by_program=True),
    note("held_by", "还有资料的备份和副本", "Backups and copies that still hold it", by_program=True, width=56),
    text("subject", "行", "Row", by_program=True, hidden=True),
    flag("alone", "名字独有", "Name of one only", by_program=True, hidden=True),
    about=Text("按本人要求删除了资料的人：以后收回旧副本，也不会带回来。", "Whose data was erased at their request: an older copy that is collected later does not bring it back."),
    key="subject",
    filled_by="person_erase",
    grows=True,
    confidential=True,
)

__all__ = ["BASES", "ERASED", "HANDOUTS", "MASKED", "MERGE_PREVIEW", "REGISTERED"]
