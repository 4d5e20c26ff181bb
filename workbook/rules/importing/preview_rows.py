"""Rows of tblLeadPreview: planned rows as the preview shows them, and the decisions users entered on it.

What an import will write is kept as JSON in the hidden column `payload`, beside the cells as they were pasted; what
the book and the list were when the preview was made, in `digest`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from workbook.language import COLON, SEMICOLON, Lang, Text
from workbook.rules.importing.lead_decisions import Planned
from workbook.rules.importing.line_plan import LinePlan
from workbook.rules.importing.pasted_row import LONGEST, Cleaned
from workbook.rules.journal.json_scalars import Scalar
from workbook.schema.model import Kind
from workbook.schema.tables.import_sheets import LEAD_PREVIEW
from workbook.schema.tables.leads import lead_fields

if TYPE_CHECKING:
    import pandas as pd

SHOWN = {"name": "name", "contact": "contact_name", "phone": "phone", "mobile": "mobile", "email": "email",
         "address": "address"}  # fmt: skip
"""Columns of the preview that show one cleaned value each, and the lead field that is."""

LONG = 2_000
"""Characters of a cell that is there to be read."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """What the preview was made from: where the list came from, its hash, the hash of the book's rows as far as the
    lead fields of the list concern them."""

    source: str
    list_hash: str
    book_hash: str
    fields: tuple[str, ...]

    def text(self) -> str:
        """As it is kept in the hidden column."""
        return json.dumps([self.source, self.list_hash, self.book_hash, self.fields], ensure_ascii=False)

    @classmethod
    def read(cls, text: str) -> Stamp:
        """From the hidden column."""
        source, list_hash, book_hash, fields = json.loads(text)
        return cls(source, list_hash, book_hash, tuple(fields))


def preview_rows(
    plans: Sequence[Planned | LinePlan],
    target: str,
    stamp: Stamp,
    names: Mapping[str, str],
    labels: Mapping[str, Mapping[str, str]],
    lang: Lang,
) -> pd.DataFrame:
    """Plans as rows of the preview. names: customer number -> name; labels: list key -> key -> label."""
    import pandas as pd

    digest = stamp.text()
    rows = [_row(plan, target, digest, names, labels, lang) for plan in plans]
    keys = [one.key for one in LEAD_PREVIEW.fields if one.kind is not Kind.ROW_ID and one.key != "check"]
    frame = pd.DataFrame(rows, columns=keys)
    return frame.astype({key: "float64" if LEAD_PREVIEW[key].kind.is_number else "str" for key in keys})


def _row(
    plan: Planned | LinePlan,
    target: str,
    digest: str,
    names: Mapping[str, str],
    labels: Mapping[str, Mapping[str, str]],
    lang: Lang,
) -> dict[str, Any]:
    row, values = plan.row, plan.row.values
    colon = COLON[lang]
    shown = {column: values.get(key) for column, key in SHOWN.items()} if target == "customers" else {}
    fields = lead_fields(target)
    overwritten = plan.overwritten if isinstance(plan, LinePlan) else plan.effect.overwritten if plan.effect else []
    summary = [
        f"{fields[key].label[lang]}{colon}{_shown(value, fields[key].field.list, labels, lang)}"
        for key, value in values.items()
        if not (shown and key in SHOWN.values()) and value is not None
    ]
    if target != "customers":
        shown["name"] = names.get(str(plan.customer_id)) or values.get("customer_id")
    elif row.left:
        summary += [text for text in row.remarks(lang).split("\n") if text]
    reason = [plan.reason[lang], *row.notes, *((*row.doubts, *row.troubles) if target == "customers" else ())]
    return {
        "pasted_row": float(row.line),
        "decision": plan.decision,
        "customer_id": plan.customer_id,
        "customer_name": names.get(str(plan.customer_id)),
        "evidence": plan.evidence[lang] if isinstance(plan, Planned) and plan.evidence else None,
        "reason": _joined(reason, lang),
        **shown,
        "summary": _joined(summary, lang),
        "changes": _joined([f"{label}{colon}{old.strip()} → {new}" for label, old, new in row.changes], lang),
        "pasted": _joined([f"{head}{colon}{text}" if head else text for _, head, text in row.cells], lang),
        "overwrites": _joined(
            [f"{fields[key].label[lang]}{colon}{_plain(old, fields[key].field.list, labels)} → "
             f"{_plain(new, fields[key].field.list, labels)}" for key, old, new in overwritten], lang
        ),
        "target": target,
        "proposed": plan.decision,
        "proposed_customer": plan.customer_id,
        "similarity": plan.score if isinstance(plan, Planned) and plan.score else None,
        "payload": payload(row, lang, _own_number(row, target, lang), plan.like if isinstance(plan, Planned) else None),
        "digest": digest,
    }  # fmt: skip


def payload(row: Cleaned, lang: Lang, number: str = "", like: int | None = None) -> str:
    """What will be written, and the cells as pasted; of a row that is too long for a cell (and therefore rejected) only
    as much of the cells as fits."""
    text = row.payload(lang, number, like)
    if len(text) > LONGEST:
        cut = [(place, head[:200], text[:500]) for place, head, text in row.cells[:40]]
        text = json.dumps({"values": {}, "left": "", "cells": cut}, ensure_ascii=False, separators=(",", ":"))
    return text


def _own_number(row: Cleaned, target: str, lang: Lang) -> str:
    """The number that the list gives a customer, in words."""
    if target != "customers" or "customer_id" not in row.values:
        return ""
    label = lead_fields(target)["customer_id"].label[lang]
    return f"{label}{'：' if lang == 'zh' else ': '}{row.values['customer_id']}"


def _joined(parts: Iterable[str], lang: Lang) -> str | None:
    text = SEMICOLON[lang].join(part for part in parts if part)
    return (text[: LONG - 1] + "…" if len(text) > LONG else text) or None


def _shown(value: Scalar, list_key: str | None, labels: Mapping[str, Mapping[str, str]], lang: Lang) -> str:
    if isinstance(value, bool):
        return Text("是", "yes")[lang] if value else Text("否", "no")[lang]
    return _plain(value, list_key, labels)


def _plain(value: Scalar, list_key: str | None, labels: Mapping[str, Mapping[str, str]]) -> str:
    text = str(value)
    return labels.get(list_key, {}).get(text, text) if list_key else text


def keep_user_decisions(fresh: pd.DataFrame, old: pd.DataFrame) -> pd.DataFrame:
    """Keep the decisions that the user has changed, where the same pasted row has the same proposal."""
    said: dict[tuple[object, ...], list[tuple[object, object]]] = {}
    for row in old.itertuples():
        if (row.decision, _none(row.customer_id)) != (row.proposed, _none(row.proposed_customer)):
            said.setdefault(_same_row(row), []).append((row.decision, row.customer_id))
    if not said:
        return fresh
    decisions, customers = fresh["decision"].astype(object).tolist(), fresh["customer_id"].astype(object).tolist()
    for at, row in enumerate(fresh.itertuples()):
        if kept := said.get(_same_row(row)):
            decisions[at], customers[at] = kept.pop(0)
    import pandas as pd

    return fresh.assign(
        decision=pd.Series(decisions, index=fresh.index, dtype="str"),
        customer_id=pd.Series(customers, index=fresh.index, dtype="str"),
    )


def _same_row(row: Any) -> tuple[object, ...]:
    return row.pasted_row, row.pasted, row.proposed, _none(row.proposed_customer), row.target


def _none(value: object) -> object:
    return value if isinstance(value, str) else None
