"""What a copy holds: rows and columns by the allow-lists of the schema, free text masked, and what must stay out.

>>> whose_customers(pd.DataFrame({"owner": ["zhao", "lin", None]}, dtype="str"), Audience.OWNER, "zhao").tolist()
[True, False, False]
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from workbook import schema
from workbook.language import Lang
from workbook.rules.sharing import masking, withheld
from workbook.rules.sharing.links import customer_key, links, person_key
from workbook.schema.confidential import COMPANY, Audience, may_travel
from workbook.schema.model import Copied, Table
from workbook.schema.tables.customers import CUSTOMERS
from workbook.schema.tables.results import REMINDERS
from workbook.schema.tables.service import SUGGESTIONS

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True)
class Source:
    """The book's tables, with the customer that each row hangs on, and all that could be looked for in a copy."""

    frames: Mapping[str, pd.DataFrame]
    links: Mapping[str, NDArray[np.int64]]
    secrets: withheld.Withheld


@dataclass(frozen=True)
class Outgoing:
    """The rows of a copy by table, what was masked in them, and what may stand nowhere in the file."""

    frames: Mapping[str, pd.DataFrame]
    masked: tuple[masking.Masked, ...]
    withheld: withheld.Withheld


def source_of(frames: Mapping[str, pd.DataFrame]) -> Source:
    """frames: every table of the book as typed frames with list keys, confidential ones too."""
    return Source(frames, links(frames), withheld.secrets(frames))


def outgoing(source: Source, audience: Audience, owner: str | None, lang: Lang, also: str = "") -> Outgoing:
    """The copy for an audience; of a salesperson, `owner`. also: other text that stands in the copy rightfully, such
    as the names of all customers."""
    rows = chosen(source, audience, owner)
    rightful = masking.rightful_of(rows)
    texts = withheld.address_text(rows) + "\n" + also
    left = withheld.without(source.secrets, rightful, texts)
    done, marked = masking.masked(rows, left, rightful, lang)
    return Outgoing(done, tuple(marked), left)


def chosen(source: Source, audience: Audience, owner: str | None) -> dict[str, pd.DataFrame]:
    """The rows and columns of a copy by table, their texts as they are in the book."""
    customers = source.frames[CUSTOMERS.name]
    whose = whose_customers(customers, audience, owner)
    is_company = np.append((customers["kind"] == COMPANY).to_numpy(dtype=bool), True)
    rows: dict[str, pd.DataFrame] = {}
    for name, frame in source.frames.items():
        table = schema.table(name)
        if table.confidential or table.copied is Copied.NEVER:
            continue
        hangs = source.links.get(name)
        kept = _rows(table, frame, hangs, whose, owner if audience is Audience.OWNER else None)
        company = is_company[hangs[kept]] if hangs is not None else np.ones(int(kept.sum()), dtype=bool)
        rows[name] = _columns(table, frame[kept], company, audience)
    rows[REMINDERS.name] = _reminders(rows)
    return rows


def whose_customers(customers: pd.DataFrame, audience: Audience, owner: str | None) -> NDArray[np.bool_]:
    """Which customers a copy holds."""
    if audience is Audience.OWNER:
        return (customers["owner"] == owner).to_numpy(dtype=bool, na_value=False)
    return np.ones(len(customers), dtype=bool)


def _rows(
    table: Table,
    frame: pd.DataFrame,
    hangs: NDArray[np.int64] | None,
    whose: NDArray[np.bool_],
    owner: str | None,
) -> NDArray[np.bool_]:
    if hangs is not None:
        theirs = np.append(whose, False)[hangs]
        key = customer_key(table)
        if table.copied is Copied.SHARED and key is not None:
            theirs |= frame[key].isna().to_numpy(dtype=bool)
        return theirs
    every = np.ones(len(frame), dtype=bool)
    if table.copied is Copied.PERSON and owner is not None:
        key = person_key(table)
        return (frame[key] == owner).to_numpy(dtype=bool, na_value=False) if key else ~every
    if table is SUGGESTIONS:
        return ~frame["restricted"].to_numpy(dtype=bool)
    return every


def _columns(table: Table, rows: pd.DataFrame, company: NDArray[np.bool_], audience: Audience) -> pd.DataFrame:
    """The columns that travel; what travels of companies only is blank in the rows of persons."""
    every = [field.key for field in may_travel(table, COMPANY, audience)]
    private = set(every) - {field.key for field in may_travel(table, None, audience)}
    kept = rows[every]
    if not private or bool(company.all()):
        return kept
    keep = pd.Series(company, index=kept.index)
    blank = {key: kept[key].where(keep, False if kept[key].dtype == bool else None) for key in private}
    return kept.assign(**{key: column.astype(kept[key].dtype) for key, column in blank.items()})


def _reminders(rows: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Reminders whose subject is in the copy: what is due for a family or a deposit would tell of it."""
    reminders = rows[REMINDERS.name]
    here: set[str] = set()
    for name, frame in rows.items():
        if name != REMINDERS.name:
            here.update(frame["row_id"].dropna().tolist())
    subjects = reminders["key"].astype("str").str.split(":", n=2).str[1]
    return reminders[subjects.isin(here)]
