"""Options of a preview: values for the whole list, a similarity above which matches are accepted, headers taught."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from workbook import schema, tables
from workbook.errors import BookError, InputError
from workbook.language import Lang, Text
from workbook.rules.cleaning.header_names import normal
from workbook.rules.importing.lead_decisions import Planned
from workbook.rules.importing.line_plan import LinePlan
from workbook.rules.importing.pasted_row import Cleaned
from workbook.rules.journal.json_scalars import to_scalars
from workbook.rules.loading.book_rows import list_rows
from workbook.rules.loading.typed_columns import typed
from workbook.rules.reading.column_choice import no_such_field
from workbook.schema.tables.import_sheets import LEAD_COLUMNS
from workbook.schema.tables.leads import NO_FIELD, lead_fields

if TYPE_CHECKING:
    import xlwings as xw

    from macros import journal

_ACCEPTED = Text("相似度 {score:.2f}，按您的指定接受", "a similarity of {score:.2f}, accepted as you said")


def fill_defaults(
    rows: Sequence[Cleaned],
    said: Mapping[str, str],
    target: str,
    labels: Mapping[str, Mapping[str, str]],
    lang: Lang,
) -> None:
    """Fill what the list leaves blank with values for all of its rows: 来源=展览会. InputError for a field or a value
    of a list that is not there."""
    import pandas as pd

    fields = lead_fields(target)
    for name, value in said.items():
        key = next(
            (key for key, one in fields.items() if name == key or normal(name) in map(normal, one.headers)), None
        )
        if key is None:
            raise InputError(no_such_field(name, fields))
        lead = fields[key]
        known = labels.get(str(lead.field.list))
        got = typed(pd.Series([value], dtype="str"), lead.field, known)
        found = to_scalars(got.values)[0]
        if found is None or (known is not None and found not in known.values()):
            raise InputError(
                Text(
                    f"“{lead.label.zh}”没有“{value}”这个值；请先在“字典”里加上，或换一个。",
                    f"{lead.label.en} has no value “{value}”; add it on Lists first, or give another.",
                )
            )
        for row in rows:
            row.values.setdefault(key, found)


def accepted(plans: Sequence[Planned | LinePlan], least: float) -> list[Planned | LinePlan]:
    """The plans with matches of at least this similarity as updates."""
    return [
        replace(plan, decision="update", reason=_ACCEPTED.format(score=plan.score))
        if isinstance(plan, Planned) and plan.decision == "review" and plan.customer_id and plan.score >= least
        else plan
        for plan in plans
    ]


def similarity(text: str | None) -> float | None:
    """A similarity as it is given, 0.9 or 90 or 90%; None for none. InputError for anything else."""
    if text is None:
        return None
    match = re.fullmatch(r"\s*(\d+(?:\.\d+)?)\s*%?\s*", text)
    value = float(match[1]) if match else -1.0
    value = value / 100 if value > 1 else value
    if not 0 < value <= 1:
        raise InputError(
            Text(
                f"--accept 要写 0 到 1 之间的相似度，如 0.9；写的是“{text}”。",
                f"--accept wants a similarity of 0 to 1, such as 0.9, not “{text}”.",
            )
        )
    return value


def remember_headers(book: xw.Book, step: journal.Step, source: str) -> None:
    """What the user put right on 列的对应 goes to the list 列名对照, for the next list of this source."""
    import pandas as pd

    frame = tables.read(book, LEAD_COLUMNS, ["header", "use_as"]).frame
    said = frame[frame["use_as"].notna() & frame["header"].notna()]
    if said.empty:
        return
    try:
        known = tables.read_list(book, "header_word")
    except BookError:  # a book of an earlier version
        return
    stem = re.sub(r"[\d_\-. ()（）]+$", "", source.rpartition(".")[0] or source)
    had = {(normal(str(label)), field) for label, field in zip(known["label"], known["field"], strict=True)}
    rows = [
        (header, use)
        for header, use in zip(said["header"], said["use_as"], strict=True)
        if (normal(header), use) not in had and (use == NO_FIELD or "." in use)
    ]
    if not rows:
        return
    fresh = list_rows(pd.Series([header for header, _ in rows], dtype="str"), known)
    fresh = fresh.assign(field=[use for _, use in rows], source=stem or None).astype({"field": "str", "source": "str"})
    step.append(schema.listing("header_word").table, fresh)
