"""Sensitive personal data - identity number, religion, body size, bank card, banking, a child under fourteen - is kept
only where the settings say so and the person has agreed to it separately: purpose, way, day, and not withdrawn.

Source: domain.md §9 (PIPL, articles 28 to 31).
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from workbook.language import Text
from workbook.rules.basics.references import resolve
from workbook.rules.check.cell_findings import filled
from workbook.rules.check.context import Context
from workbook.schema import birthdays
from workbook.schema.findings import Finding, Severity
from workbook.schema.model import Table
from workbook.schema.tables.contacts import BANK_PROFILES, CONTACTS, FAMILY

if TYPE_CHECKING:
    import pandas as pd

SENSITIVE = ("id_number", "religion", "body_size", "card_number")
CHILD = 14
"""Younger ones are children."""

_OFF = Text("“{what}”属于敏感个人资料，设置里没有允许保存", "{what} is sensitive; Settings do not allow to keep it")
_OFF_FIX = Text(
    "删去；确有需要，先在“设置”把“保存敏感个人资料”填“是”，并登记本人的单独同意。",
    "Delete it; where it is needed, allow it in Settings first and note the person's separate consent.",
)
_NO_CONSENT = Text("“{what}”没有本人单独同意的记录", "there is no separate consent to keep {what}")
_NO_CONSENT_FIX = Text(
    "在“联系人”填同意用途、同意方式、同意日期；没有同意就删去。",
    "Fill in purpose, way and day of the consent on Contacts; without one, delete it.",
)
_WITHDRAWN = Text("“{what}”的同意已经撤回", "the consent to keep {what} was withdrawn")
_WITHDRAWN_FIX = Text("删去这一项，或用“删除个人资料”。", "Delete it, or use Erase personal data.")
_CHILD, _BANKING = Text("未满十四周岁的人", "a child under fourteen"), Text("金融资料", "banking")


def consented(table: Table, frame: pd.DataFrame, context: Context) -> list[Finding]:
    """A warning for each cell that may not be kept, or not yet."""
    contacts = frame if table is CONTACTS else context.tables.get(CONTACTS.name)
    if table not in (CONTACTS, FAMILY, BANK_PROFILES) or contacts is None or "separate_consent_on" not in contacts:
        return []
    cells = list(_cells(table, frame, context.as_of))
    if not cells:
        return []
    allowed = bool(context.settings.get("keep_sensitive"))
    whose = _whose(table, frame, contacts)
    found: list[Finding] = []
    for row, key, what in cells:
        if not allowed:
            message, fix = _OFF, _OFF_FIX
        elif (trouble := _trouble(contacts, whose.get(row, -1), context.as_of)) is not None:
            message, fix = trouble
        else:
            continue
        found.append(Finding(table.name, row, key, filled(message, what=what), fix, "", Severity.WARNING))
    return found


def _cells(table: Table, frame: pd.DataFrame, as_of: dt.date) -> list[tuple[int, str, Text]]:
    """Row and column of what is sensitive, and what it is."""
    found: list[tuple[int, str, Text]] = []
    if table is BANK_PROFILES:
        return [(int(at), "contact", _BANKING) for at in frame.index[frame["contact"].notna()]]
    for key in SENSITIVE if table is CONTACTS else ():
        if key in frame:
            found += [(int(at), key, table[key].label) for at in frame.index[frame[key].notna()]]
    for at, text in frame["birthday"].dropna().items() if "birthday" in frame else ():
        born = birthdays.read(str(text))
        if born is not None and born.year is not None and as_of.year - born.year < CHILD:
            found.append((int(str(at)), "birthday", _CHILD))
    return found


def _whose(table: Table, frame: pd.DataFrame, contacts: pd.DataFrame) -> dict[int, int]:
    """Row -> place of the contact whose consent it is."""
    if table is CONTACTS:
        return {int(row): at for at, row in enumerate(frame.index.tolist())}
    key = "contact" if table is BANK_PROFILES else "contact_id"
    places = resolve(frame[key], contacts, id_key="contact_id", name_key="name", parts=False).positions.tolist()
    return {int(row): int(at) for row, at in zip(frame.index.tolist(), places, strict=True)}


def _trouble(contacts: pd.DataFrame, at: int, as_of: dt.date) -> tuple[Text, Text] | None:
    import pandas as pd

    if at < 0:
        return _NO_CONSENT, _NO_CONSENT_FIX
    one = contacts.iloc[at]
    if pd.notna(one["consent_withdrawn_on"]) and one["consent_withdrawn_on"] <= pd.Timestamp(as_of):
        return _WITHDRAWN, _WITHDRAWN_FIX
    if any(pd.isna(one[key]) for key in ("consent_purpose", "consent_way", "separate_consent_on")):
        return _NO_CONSENT, _NO_CONSENT_FIX
    return None
