"""Data validation: one rule a column, over its table and the rows kept blank below, with a sentence that explains.

Excel takes a row typed right below a table into it with its rules, and commands carry them on: no range goes to the end
of the sheet, which some readers lay out row by row.

Lists block (`showErrorMessage`: without it Excel only offers the dropdown) and read a name over a structured
reference, so that they grow with the dictionary. What a table cannot know at typing time (is this phone real?) is left
to the check command; what is likely but not certain warns instead of blocking.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from workbook import schema
from workbook.build.names import column_name
from workbook.language import Lang, Text
from workbook.schema.cells import FLAG_LABELS, TYPE_A_DATE
from workbook.schema.list_model import Setting
from workbook.schema.model import Field, Kind, Table, Who

FIRST_DATE, LAST_DATE = 1, 109_574  # 1900-01-01 to 2199-12-31 as Excel serials
_LENGTHS: dict[str, tuple[int, int]] = {
    "traits_length": (50, 100),
    "uscc": (15, 18),
    "cn_id": (15, 18),
    "postcode": (4, 10),
}
_LIMIT = 250  # characters of a message; Excel refuses a file with more than 255


@dataclass(frozen=True, slots=True)
class Rule:
    """One validation: type and operands as Excel takes them, and what is said."""

    type: Literal["whole", "decimal", "list", "date", "textLength", "custom"]
    formula1: str | None
    error: Text
    formula2: str | None = None
    operator: Literal["between", "greaterThanOrEqual", "lessThanOrEqual"] | None = None
    style: Literal["stop", "warning"] = "stop"
    blocks: bool = True  # False: the dropdown offers, free text is allowed


def add_table_rules(
    sheet: Worksheet, table: Table, lang: Lang, header_row: int, last_row: int, first_column: int = 1
) -> None:
    """Give every column of a table its rule, from the row below the header to `last_row`."""
    for column, field in enumerate(table.fields, start=first_column):
        letter = get_column_letter(column)
        cell = f"{letter}{header_row + 1}"
        rule = rule_of(table, field, cell, lang)
        hint = hint_of(table, field)
        if rule is None and hint is None:
            continue
        add_rule(sheet, f"{cell}:{letter}{last_row}", field.label[lang], rule, hint[lang] if hint else None, lang)


def add_rule(sheet: Worksheet, where: str, title: str, rule: Rule | None, hint: str | None, lang: Lang) -> None:
    """Add one validation over a range; `hint` appears when a cell is chosen."""
    validation = DataValidation(type="none" if rule is None else rule.type, allow_blank=True)
    if rule is not None:
        validation.formula1, validation.formula2 = rule.formula1, rule.formula2
        if rule.operator:
            validation.operator = rule.operator
        validation.errorStyle = rule.style
        validation.showErrorMessage = rule.blocks
        if rule.blocks:
            validation.errorTitle, validation.error = title[:32], _short(rule.error[lang])
    if hint:
        validation.showInputMessage = True
        validation.promptTitle, validation.prompt = title[:32], _short(hint)
    validation.add(where)
    sheet.add_data_validation(validation)


def rule_of(table: Table, field: Field, cell: str, lang: Lang) -> Rule | None:
    """What may be typed into a column; `cell` is its first data cell, for relative formulas."""
    if field.kind is Kind.ROW_ID:
        return None
    if field.who is not Who.USER:
        return _WORKED_OUT
    if field.key == table.key:
        return _unique(table, field, cell)
    if field.kind is Kind.REF and field.ref:
        return _reference(field.ref, cell)
    if field.list:
        return _list(field.list, several=field.kind is Kind.CHOICES)
    if field.check in _LENGTHS:
        return _length(*_LENGTHS[field.check])
    if field.kind is Kind.EMAIL:
        return Rule("custom", f'ISNUMBER(FIND("@",{cell}))', _EMAIL, style="warning")
    return kind_rule(field.kind, lang, field.low, field.high)


def setting_rule(setting: Setting, lang: Lang) -> Rule | None:
    """What may be typed into a setting."""
    if setting.list:
        return _list(setting.list, several=False)
    return kind_rule(setting.kind, lang, setting.low, setting.high)


def kind_rule(kind: Kind, lang: Lang, low: float | None = None, high: float | None = None) -> Rule | None:
    """What a kind alone asks for."""
    if kind is Kind.FLAG:
        labels = f"{FLAG_LABELS[True][lang]},{FLAG_LABELS[False][lang]}"
        return Rule("list", f'"{labels}"', _FLAG)  # two words: nowhere near the 255 characters an inline list may have
    if kind.is_date:
        return Rule("date", str(FIRST_DATE), _MONTH if kind is Kind.MONTH else _DATE, str(LAST_DATE), "between")
    if kind is Kind.STARS:
        return Rule("whole", "1", _STARS, "5", "between")
    if kind.is_number:
        return _number(kind, low, high)
    return None


def hint_of(table: Table, field: Field) -> Text | None:
    """What is said when a cell is chosen: only where there is something to know."""
    if field.who is not Who.USER or table.result:
        return None
    if field.help is not None:
        return field.help
    return _HINTS.get(field.kind)


def _list(key: str, *, several: bool) -> Rule:
    one = schema.listing(key)
    return Rule("list", one.range_name, _IN_LIST.format(list=one.label), blocks=not several)


def _unique(table: Table, field: Field, cell: str) -> Rule:
    # COUNTIF would compare 15 digits of a long number and take * and ? for any sign.
    return Rule("custom", f"SUMPRODUCT(--({column_name(table.name, field.key)}={cell}))<2", _UNIQUE)


def _reference(name: str, cell: str) -> Rule | None:
    target = next((t for t in schema.TABLES if t.name == name), None)
    if target is None or target.key is None:
        return None
    by_part = bool(target.other_names)
    keys = [target.key, *([target.name_key] if target.name_key else []), *target.other_names[:1]]
    wanted = {key: f'"*"&{cell}&"*"' if by_part and key != target.key else cell for key in keys}
    known = [f"ISNUMBER(MATCH({wanted[key]},{column_name(name, key)},0))" for key in keys]
    formula = f"OR({','.join(known)})" if len(known) > 1 else known[0]
    if by_part:  # a formula sees not all that the program takes for a name
        return Rule("custom", formula, _NAME.format(table=target.label), style="warning")
    return Rule("custom", formula, _REFERENCE.format(table=target.label))


def _length(low: int, high: int) -> Rule:
    return Rule("textLength", str(low), _LENGTH.format(low=low, high=high), str(high), "between", style="warning")


def _number(kind: Kind, low: float | None, high: float | None) -> Rule:
    type_: Literal["whole", "decimal"] = "whole" if kind is Kind.INT else "decimal"
    what = _WHOLE if kind is Kind.INT else _NUMBER
    if low is not None and high is not None:
        return Rule(type_, _plain(low), _join(what, _BETWEEN, kind, low, high), _plain(high), "between")
    if low is not None:
        return Rule(type_, _plain(low), _join(what, _AT_LEAST, kind, low, low), operator="greaterThanOrEqual")
    if high is not None:
        return Rule(type_, _plain(high), _join(what, _AT_MOST, kind, high, high), operator="lessThanOrEqual")
    return Rule(type_, "-1E+15", what, "1E+15", "between")


def _join(what: Text, range_: Text, kind: Kind, low: float, high: float) -> Text:
    shown = (lambda n: f"{n:.0%}") if kind is Kind.RATE else _plain
    limits = range_.format(low=shown(low), high=shown(high))
    return Text(what.zh + limits.zh, f"{what.en} {limits.en}")


def _plain(number: float) -> str:
    return f"{number:.15g}"


def _short(text: str) -> str:
    return text if len(text) <= _LIMIT else text[: _LIMIT - 1] + "…"


_IN_LIST = Text(
    "请从下拉列表里选择“{list}”。要用新的值，先到“字典”表里加一行。",
    "Choose one of the list “{list}”. To use a new value, add a row to it on the sheet Lists first.",
)
_FLAG = Text("请选“是”或“否”；留空就是“否”。", "Choose Yes or No; blank is No.")
_DATE = TYPE_A_DATE
_MONTH = Text("请填这个月的任意一天，例如 2026-06-01。", "Type any day of the month, such as 2026-06-01.")
_STARS = Text("请填1到5的整数，几颗星就填几。", "Type a whole number from 1 to 5: one for each star.")
_WHOLE = Text("请填整数。", "Type a whole number.")
_NUMBER = Text("请填数字，不带单位。", "Type a number, without a unit.")
_BETWEEN = Text("范围：{low} 到 {high}。", "Between {low} and {high}.")
_AT_LEAST = Text("不能小于 {low}。", "Not below {low}.")
_AT_MOST = Text("不能大于 {high}。", "Not above {high}.")
_LENGTH = Text(
    "建议 {low} 到 {high} 个字。仍要这样填吗？",
    "{low} to {high} characters are expected. Keep it all the same?",
)
_EMAIL = Text("电子邮件里应有 @。仍要这样填吗？", "An e-mail address has an @. Keep it all the same?")
_UNIQUE = Text(
    "这个编号已经有了。编号不能重复，留空由程序来编。",
    "This number is taken. Numbers are unique; leave it blank and the program gives one.",
)
_REFERENCE = Text(
    "“{table}”表里没有这个编号或名称。请先在“{table}”里登记，再填到这里。",
    "The sheet {table} has no such number or name. Enter it there first.",
)
_NAME = Text(
    "“{table}”表里没有这个编号，也没有含这几个字的名称。仍要这样填吗？",
    "The sheet {table} has no such number, and no name with this in it. Keep it all the same?",
)
_WORKED_OUT = Rule(
    "custom",
    "FALSE",
    Text(
        "这一列由程序填写，手工填的内容会在下次刷新时被覆盖。仍要填吗？",
        "The program fills this column; what you type is overwritten at the next refresh. Type it all the same?",
    ),
    style="warning",
)
_HINTS: dict[Kind, Text] = {
    Kind.REF: Text("填编号，或写全称（唯一时）。", "The number, or the exact name where it is unique."),
    Kind.MONTH_DAY: Text("填月-日，例如 05-20。", "Month and day, such as 05-20."),
    Kind.CHOICES: Text("可填多个，用顿号（、）隔开。", "Several are allowed, separated by commas."),
}
