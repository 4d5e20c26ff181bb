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

from workbook.language import COLON, SEMICOLON, Lang
from workbook.rules.cleaning import text as texts
from workbook.rules.cleaning.header_names import ColumnMatch
from workbook.rules.importing.pasted_row import Cleaned
from workbook.schema.tables.leads import lead_fields


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
