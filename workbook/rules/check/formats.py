"""Format checks: e-mail, web address, telephone, postcode, tax and identity numbers, traits.

The forms are those of `workbook.rules.cleaning`: a column is first held against the pattern of clean values, and only
the distinct rest is looked at one by one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from workbook.language import Text
from workbook.rules.check.cell_findings import filled, findings_with_sentences
from workbook.rules.check.context import Context
from workbook.rules.cleaning import codes, emails, id_numbers, phones, postcodes, tax_numbers, websites
from workbook.rules.cleaning.cleaned import Cleaned
from workbook.schema.findings import Finding, Severity
from workbook.schema.model import Field, Kind, Table
from workbook.unforeseen import guarded

if TYPE_CHECKING:
    import pandas as pd

Look = Callable[[str], "tuple[Text, Text, Severity] | None"]

TRAITS = range(50, 101)
"""How many signs a customer's traits are described in."""

HOME = phones.HOME
"""The country whose telephone numbers need no country code, unless the settings name another."""

_KEEP_ONE = Text(
    "一格只留一个，其余写到别的列或备注。", "Keep one in the cell; put the others in another column or the remarks."
)
_FIXES: Mapping[Kind | str, Text] = {
    Kind.EMAIL: Text("改成 name@example.com 的样子，或清空。", "Write it like name@example.com, or clear it."),
    Kind.URL: Text("改成 www.example.com 的样子，或清空。", "Write it like www.example.com, or clear it."),
    Kind.PHONE: Text(
        "写成 020-88880000、手机号码，或 +国家码 开头的号码。",
        "Write it like 020-88880000, a mobile number, or +country code first.",
    ),
    "postcode": Text("填六位数字。", "Type six digits."),
    "uscc": Text("对照营业执照改正。", "Correct it from the business licence."),
    "code": Text(
        "对照原始资料改正，并把单元格设为文本格式。", "Correct it from its source, and format the cell as text."
    ),
    "cn_id": Text("对照证件改正。", "Correct it from the identity card."),
}


_BY_HAND = Text("核对这一格；内容没有改动。", "Look at the cell; it was left as it is.")


def spelled(table: Table, frame: pd.DataFrame, context: Context) -> list[Finding]:
    """Values that do not have the form of their kind, or of their named check (`Field.check`)."""
    findings: list[Finding] = []
    for field in table.inputs:
        if field.key not in frame.columns:
            continue
        for pattern, look in _looks(field, context):
            column = frame[field.key].dropna()
            if pattern:
                column = column[~column.str.fullmatch(pattern)]
            safe = guarded(look, lambda _value, why: (why, _BY_HAND, Severity.WARNING))
            sentences = {value: said for value in column.unique() if (said := safe(value))}
            findings += findings_with_sentences(table, field.key, column, sentences)
    return findings


CHECKS = frozenset({"postcode", "uscc", "cn_id", "traits_length", "code"})
"""The names that `Field.check` may hold."""


def _looks(field: Field, context: Context) -> list[tuple[str, Look]]:
    """How to look at a column: a pattern that clean values match, and a closer look at the others."""
    home = phones.home_country(context.settings.get("phone_country"))
    looks: list[tuple[str, Look]] = []
    if field.kind is Kind.EMAIL:
        looks.append((emails.CLEAN, _noted(emails.clean, _FIXES[Kind.EMAIL])))
    elif field.kind is Kind.URL:
        looks.append((websites.CLEAN, _noted(websites.clean, _FIXES[Kind.URL])))
    elif field.kind is Kind.PHONE:
        pattern = phones.CLEAN if home == HOME else ""
        looks.append((pattern, _noted(lambda text: phones.clean(text, home), _FIXES[Kind.PHONE])))
    if field.check == "postcode" and home == HOME:
        looks.append((postcodes.CLEAN, _noted(postcodes.clean, _FIXES["postcode"])))
    elif field.check == "uscc" and home == HOME:
        looks.append(("", _noted(tax_numbers.clean, _FIXES["uscc"])))
    elif field.check == "code" or field.kind in (Kind.ID, Kind.REF):
        looks.append((codes.CLEAN, _noted(_lost, _FIXES["code"])))
    elif field.check == "cn_id":
        looks.append(("", _noted(id_numbers.clean, _FIXES["cn_id"])))
    elif field.check == "traits_length":
        looks.append(("", _traits))
    return looks


def _noted(clean: Callable[[str], Cleaned[str]], fix: Text) -> Look:
    """A look that repeats what cleaning has to say: a warning where nothing could be read, else a hint."""

    def look(text: str) -> tuple[Text, Text, Severity] | None:
        cleaned = clean(text)
        if cleaned.note is None:
            return None
        if cleaned.value is None:
            return cleaned.note, fix, Severity.WARNING
        several = cleaned.value != text and len(text) > len(cleaned.value) + 5
        return cleaned.note, _KEEP_ONE if several else fix, Severity.HINT

    return look


def _lost(text: str) -> Cleaned[str]:
    """Only what digits a code has lost: what else stands in it is looked at elsewhere."""
    return Cleaned.of(text, text, codes.loss(codes.bare(text)))


def _traits(text: str) -> tuple[Text, Text, Severity] | None:
    length = len("".join(text.split())) if not text.isascii() else len(text)
    if length in TRAITS:
        return None
    message = filled(
        Text("客户特征有 {n} 个字，应为50到100个字", "The traits have {n} characters; 50 to 100 are asked for"),
        n=length,
    )
    fix = Text("用50到100个字写最显著的特征。", "Describe the most striking traits in 50 to 100 characters.")
    return message, fix, Severity.HINT
