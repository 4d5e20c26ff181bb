"""A key account on one page: one opportunity with needs, who decides, purchase, rivals, risks, team and next step.

What is blank stays visible: the page is also what is still to be found out. What the opportunity's stage needs and
nobody has entered is named at the foot (`workbook.rules.sales.account_gaps`), and a chain without a decision maker who
is still there is said beside it.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from workbook.language import Lang, Text
from workbook.rules.card import open_work, people
from workbook.rules.card.facts import Reader, records, text
from workbook.rules.card.model import Fact, NextStep
from workbook.rules.customers.contacts_here import here
from workbook.rules.sales.account_gaps import DECIDER, gaps
from workbook.rules.sales.pipeline import LOST, WON
from workbook.schema.tables.customers import CUSTOMERS
from workbook.schema.tables.opportunities import DECISION_CHAIN, OPPORTUNITIES, RISKS

if TYPE_CHECKING:
    from workbook.rules.card.book_frames import BookFrames
    from workbook.rules.card.model import Value

Rows = tuple[tuple["Value | None", ...], ...]

HEAD = ("stage", "stage_days", "amount", "probability", "expected_close", "owner")
ABOUT = ("grade", "credit", "receivable", "overdue", "total_amount", "last_order")
NEEDS = ("organisation_needs", "department_needs", "person_needs")
PURCHASE = ("budget", "purchase_way", "purchase_progress", "decision_process", "decision_criteria")
RIVALS = ("competitor", "competitor_progress")
CHAIN = ("contact_name", "role", "weight", "attitude", "leans_to", "relations")
RISK = ("kind", "level", "what", "response", "next_on")
RIVAL = ("name", "product", "price", "promotion", "policy")
_WEIGHTS = {"decisive": 0, "important": 1, "minor": 2}
_LEFT = Text("（已离职）", " (has left)")


@dataclass(frozen=True)
class Account:
    """One page. Facts are label and value, None where it is blank; rows follow the field keys above."""

    lang: Lang
    as_of: dt.date
    customer: str
    number: str
    title: str
    head: tuple[Fact, ...]
    about: tuple[Fact, ...]
    needs: tuple[Fact, ...]
    chain: Rows
    decides: bool  # whether somebody who is still there does
    purchase: tuple[Fact, ...]
    rivals: tuple[Fact, ...]
    rival_offers: Rows
    progress: str  # ours: the last visit's result
    risks: Rows
    team: str
    next_step: NextStep | None
    blank: tuple[str, ...]  # keys of what the stage needs


def of_customer(frames: BookFrames, customer_id: str) -> list[int]:
    """The positions of a customer's opportunities that are neither won nor lost, the largest first."""
    rows = frames.tables[OPPORTUNITIES.name].reset_index(drop=True)
    going = rows[rows["customer_id"].eq(customer_id).fillna(False) & ~rows["state"].isin((WON, LOST))]
    return [int(at) for at in going.sort_values("amount", ascending=False, kind="stable").index]


def account(frames: BookFrames, at: int) -> Account:
    """The page of the opportunity at a position of its table."""
    opportunities = frames.tables[OPPORTUNITIES.name]
    rows = opportunities.iloc[[at]]
    row = records(rows)[0]
    reader = Reader(frames.labels, frames.lang, "company", private=False)
    customer_id = text(row["customer_id"])
    customer = _customer(frames, customer_id)
    chain = _chain(frames, text(row["opportunity_id"]))
    past = open_work.past_visits(frames, customer_id)
    told = people.people(frames, people.by_importance(frames, customer_id), past, reader)
    waiting = frames.waiting(customer_id, private=False)
    named = frames.tables["tblCompetitors"]
    offers = named[named["name"].eq(text(row["competitor"])).fillna(False)].sort_values("seen_on", kind="stable")

    def facts(keys: tuple[str, ...]) -> tuple[Fact, ...]:
        return tuple(reader.facts(OPPORTUNITIES.name, keys, row, blank=True))

    return Account(
        lang=frames.lang,
        as_of=frames.as_of,
        customer=text(customer.get("name")) or text(row["customer_name"]),
        number=text(row["opportunity_id"]),
        title=text(row["title"]),
        head=facts(HEAD),
        about=tuple(reader.facts(CUSTOMERS.name, ABOUT, customer, blank=True)),
        needs=facts(NEEDS),
        chain=tuple(_member(reader, one) for one in records(chain)),
        decides=bool((chain["role"].eq(DECIDER) & chain["there"]).any()),
        purchase=facts(PURCHASE),
        rivals=facts(RIVALS),
        rival_offers=_rows("tblCompetitors", RIVAL, offers.iloc[-2:], reader),
        progress=_progress(frames, past),
        risks=_rows(RISKS.name, RISK, frames.rows(RISKS.name, customer_id), reader),
        team=text(row["service_team"]),
        next_step=open_work.next_step(frames, customer, waiting, past, told) if customer else None,
        blank=gaps(rows, chain).iloc[0],
    )


def _customer(frames: BookFrames, customer_id: str) -> dict[str, Any]:
    rows = frames.customers
    return next(iter(records(rows[rows["customer_id"].eq(customer_id).fillna(False)].iloc[:1])), {})


def _chain(frames: BookFrames, number: str) -> pd.DataFrame:
    """The members by weight, with `there`; who has left comes last."""
    rows = frames.tables[DECISION_CHAIN.name]
    rows = rows[rows["opportunity_id"].eq(number).fillna(False)]
    contacts = frames.tables["tblContacts"]
    gone = contacts.loc[~here(contacts, frames.as_of), "contact_id"].dropna()
    rows = rows.assign(there=~rows["contact"].isin(gone), rank=rows["weight"].map(_WEIGHTS).fillna(len(_WEIGHTS)))
    return rows.sort_values(["there", "rank"], ascending=[False, True], kind="stable")


def _member(reader: Reader, row: dict[str, Any]) -> tuple[Value | None, ...]:
    name, *others = (reader.value(DECISION_CHAIN.name, key, row) for key in CHAIN)
    called = f"{name or text(row['contact'])}{'' if row['there'] else _LEFT[reader.lang]}"
    return (called, *others)


def _progress(frames: BookFrames, past: pd.DataFrame) -> str:
    for one in open_work.visits(frames, past, 1):
        return " · ".join(part for part in (f"{one.date:%Y-%m-%d}", one.kind, one.contact, one.result) if part)
    return ""


def _rows(name: str, keys: tuple[str, ...], rows: pd.DataFrame, reader: Reader) -> Rows:
    return tuple(tuple(reader.value(name, key, row) for key in keys) for row in records(rows))
