"""Columns that together are one field: first and last name, or province, city, district and street of an address.

>>> joined_name({"given": "John", "family": "Smith"}), joined_name({"given": "伟", "family": "张"})
('John Smith', '张伟')
>>> joined_address({"province": "广东省", "city": "广州市"}, "天河路1号")
'广东省广州市天河路1号'
>>> joined_address({"province": "广东省", "city": "广州市"}, "广州市天河路1号")
'广东省广州市天河路1号'
>>> joined_address({"city": "London"}, "1 High St")
'1 High St, London'
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from workbook.language import COLON, SEMICOLON, Lang, Text
from workbook.rules.cleaning import text as texts
from workbook.rules.cleaning.header_names import ColumnMatch, normal
from workbook.rules.importing.pasted_row import Cleaned
from workbook.schema.tables.leads import lead_fields

_HEADERS: Mapping[tuple[str, str], str] = {
    ("contact_name", "given"): "first name|given name|forename|名|名字",
    ("contact_name", "family"): "last name|surname|family name|姓|姓氏",
    ("address", "province"): "省|省份|所在省|所在省份|省市|省/直辖市|province|state|state/province|province/state",
    ("address", "city"): "市|城市|所在市|所在城市|地市|city|town|city/town",
    ("address", "district"): "区|县|区县|区/县|市区县|所在区县|district",
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
    if ("address", "city") in parts or ("address" in taken and ("address", "province") in parts):
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


def fill(rows: Sequence[Cleaned], columns: Sequence[ColumnMatch], lang: Lang) -> None:
    """Fill the fields of rows that have been read from the cells of their parts, and note it."""
    parts = {column.index: column.part for column in columns if column.part}
    if not parts:
        return
    fields = lead_fields("customers")
    colon, between = COLON[lang], SEMICOLON[lang]
    for row in rows:
        cells: dict[str, dict[str, str]] = {}
        pasted: dict[str, list[str]] = {}
        for place, header, text in row.cells:
            tidied = texts.tidy(text)
            if place in parts and not texts.is_placeholder(tidied):
                field, part = parts[place]
                cells.setdefault(field, {})[part] = tidied
                pasted.setdefault(field, []).append(f"{header}{colon}{tidied}")
        for field, found in cells.items():
            before = str(row.values.get(field) or "")
            whole = joined_name(found) if field == "contact_name" else joined_address(found, before)
            row.values[field] = texts.disarm(whole)
            if whole != before:
                shown = between.join([*pasted[field], *([before] if before else [])])
                row.changes.append((fields[field].label[lang], shown, whole))


def joined_name(parts: Mapping[str, str]) -> str:
    """A name of its halves: Chinese ones with the surname first."""
    given, family = parts.get("given", ""), parts.get("family", "")
    if re.search(f"[{texts.HAN}]", given + family):
        return family + given
    return " ".join(half for half in (given, family) if half)


def joined_address(parts: Mapping[str, str], street: str) -> str:
    """An address of its parts: from the large to the small in Chinese, the other way round in Latin letters; a part
    that the rest begins with already is not said twice."""
    large = [parts[key] for key in ("province", "city", "district") if key in parts]
    if re.search(f"[{texts.HAN}]", "".join((*large, street))):
        whole = street
        for part in reversed(large):
            if part not in whole[: len(part) + 6] and not _begins_with(whole, re.sub(r"[省市区县]$", "", part)):
                whole = part + whole
        return whole
    said = [street] if street else []
    for part in reversed(large):
        if not any(re.search(rf"\b{re.escape(part)}\b", one, re.IGNORECASE) for one in said):
            said.append(part)
    return ", ".join(said)


def _begins_with(whole: str, place: str) -> bool:
    """Does an address begin with a place, written without its unit? 天河路 does not begin with 天河."""
    return whole.startswith(place) and whole[len(place) : len(place) + 1] not in "路街大道巷里弄东西南北中一二三四"
