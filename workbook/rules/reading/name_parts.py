"""Columns that hold a part of a field: first and last name, or province, city, district of an address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from workbook.language import Text
from workbook.rules.cleaning.header_names import ColumnMatch, normal
from workbook.schema.tables.leads import lead_fields

_HEADERS: Mapping[tuple[str, str], str] = {
    ("contact_name", "given"): "first name|given name|forename|vorname|prénom|名|名字",
    ("contact_name", "family"): "last name|surname|family name|nachname|familienname|nom|nom de famille|姓|姓氏",
    (
        "address",
        "province",
    ): "省|省份|所在省|所在省份|所属省份|省市|所在省市|所在地区|省/直辖市|province|state|state/province|province/state|"
    "billing state/province|mailing state/province|business state|bundesland",
    (
        "address",
        "city",
    ): "市|城市|所在市|所在城市|所属城市|地市|city|town|city/town|"
    "billing city|mailing city|business city|ort|stadt|ville|commune",
    ("address", "district"): "区|县|区县|区/县|市区县|所在区县|所属区县|district",
}
_PARTS: Mapping[str, tuple[str, str]] = {
    normal(header): part for part, headers in _HEADERS.items() for header in headers.split("|")
}
_WHY = Text("与别的列合成“{label}”", "makes “{label}” with other columns")


def is_part(header: str) -> bool:
    """Does the header name a part of a name or an address?"""
    return normal(header) in _PARTS


def mark_parts(columns: Sequence[ColumnMatch]) -> list[ColumnMatch]:
    """The columns of a list of customers, those marked that are parts of a field."""
    taken = {column.field for column in columns if column.how in ("key", "name", "affix")}
    found = {
        column.index: _PARTS[normal(column.header)]
        for column in columns
        if column.how in ("similar", "look", "none") and not column.idle and normal(column.header) in _PARTS
    }
    parts = set(found.values())
    wanted = set()
    if "contact_name" not in taken and ("contact_name", "family") in parts:
        wanted.add("contact_name")
    alone = any(part == ("address", "province") and "市" in columns[at].header for at, part in found.items())
    if ("address", "city") in parts or alone or ("address" in taken and ("address", "province") in parts):
        wanted.add("address")
    fields = lead_fields("customers")
    seen: set[tuple[str, str]] = set()
    result: list[ColumnMatch] = []
    for column in columns:
        part = found.get(column.index)
        if part is not None and part[0] in wanted and part not in seen:
            seen.add(part)
            why = _WHY.format(label=fields[part[0]].label)
            column = replace(column, field=None, how="name", why=why, part=part)  # noqa: PLW2901
        result.append(column)
    return result
