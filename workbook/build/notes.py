"""The note on a header: what the column is for, what it holds, who fills it."""

from __future__ import annotations

from openpyxl.comments import Comment

from workbook import schema
from workbook.language import COLON, Lang, Text
from workbook.schema.model import Field, Kind, Who
from workbook.schema.text_widths import text_width

_AUTHOR = "Customer Book"
_LINE = 34  # characters of a note's line
_KINDS: dict[Kind, Text] = {
    Kind.ID: Text("编号", "Number of the row"),
    Kind.TEXT: Text("文字", "Text"),
    Kind.NOTE: Text("长文字", "Long text"),
    Kind.CHOICE: Text("从列表选一个：{list}", "One of the list {list}"),
    Kind.CHOICES: Text("从列表选几个：{list}", "Some of the list {list}"),
    Kind.DATE: Text("日期", "Date"),
    Kind.DATETIME: Text("日期和时间", "Date and time"),
    Kind.MONTH: Text("月份", "Month"),
    Kind.MONTH_DAY: Text("月-日，如 05-20", "Month and day, such as 05-20"),
    Kind.BIRTHDAY: Text("日期，或月-日、农历日子", "A date, or month and day, solar or lunar"),
    Kind.MONEY: Text("金额", "Amount"),
    Kind.INT: Text("整数", "Whole number"),
    Kind.NUM: Text("数字", "Number"),
    Kind.RATE: Text("百分比", "Percentage"),
    Kind.STARS: Text("一至五星", "One to five stars"),
    Kind.FLAG: Text("是或否", "Yes or no"),
    Kind.PHONE: Text("电话号码", "Telephone number"),
    Kind.EMAIL: Text("电子邮件地址", "E-mail address"),
    Kind.URL: Text("网址", "Web address"),
    Kind.REF: Text("“{table}”表里的编号或名称", "Number or name from the sheet {table}"),
}
_REQUIRED = Text("必填", "Required")
_WORKED_OUT = Text("程序算出，不必填写", "Worked out; not to be typed")
_CONFIDENTIAL = Text("保密", "Confidential")
_BY_PROGRAM = Text("由程序填写", "Filled by the program")


def note_of(field: Field, lang: Lang) -> Comment | None:
    """The note of one header; None for the hidden row id."""
    if field.kind is Kind.ROW_ID:
        return None
    lines = [field.help[lang]] if field.help else []
    what = _kind(field)[lang]
    marks = [mark[lang] for mark in _marks(field)]
    lines.append(COLON[lang].join([_HOLDS[lang], what]) if what else "")
    lines += [" · ".join(marks)] if marks else []
    text = "\n".join(line for line in lines if line)
    height = 14 + 17 * sum(1 + int(text_width(line)) // _LINE for line in text.split("\n"))
    return Comment(text, _AUTHOR, height=height, width=250)


_HOLDS = Text("内容", "Holds")


def _kind(field: Field) -> Text:
    what = _KINDS.get(field.kind, Text("", ""))
    if field.list:
        return what.format(list=schema.listing(field.list).label)
    if field.kind is Kind.REF:
        label = next((t.label for t in schema.TABLES if t.name == field.ref), Text("", ""))
        return what.format(table=label)
    return what


def _marks(field: Field) -> list[Text]:
    marks = []
    if field.required:
        marks.append(_REQUIRED)
    if field.who is Who.RULE:
        marks.append(_WORKED_OUT)
    elif field.who is Who.PROGRAM:
        marks.append(_BY_PROGRAM)
    if field.confidential:
        marks.append(_CONFIDENTIAL)
    return marks
