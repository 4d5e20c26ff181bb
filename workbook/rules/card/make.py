"""A customer's card, put together from the frames of the book.

A company's and a person's card differ in their basics and in the groups of page 2; which one a customer has is said by
its 客户类型, a blank one being a company, as for completeness. What must stay in the book (identity numbers, bank,
family, home) is on it only where it is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

from workbook import schema
from workbook.language import Text
from workbook.rules.card import open_work, trade
from workbook.rules.card import people as persons
from workbook.rules.card.facts import Reader, records, text
from workbook.rules.card.model import Card, Fact, Group, Value
from workbook.rules.customers.completeness import PERSON
from workbook.rules.market import price_list
from workbook.rules.market.policies import running_policies
from workbook.rules.sales.pipeline import LOST, WON
from workbook.schema import card_groups as groups
from workbook.schema.card_groups import CONTACTS, CUSTOMERS, INDUSTRY, PROFILES, Heading
from workbook.schema.model import Kind

if TYPE_CHECKING:
    from workbook.rules.card.book_frames import BookFrames

Row = Mapping[str, Any]
IN_ALL = Text("集团合计", "The group in all")


def card(frames: BookFrames, at: int, *, private: bool = False, blank: bool = False) -> Card:
    """The card of the customer at a position (0-based) of the customers' frame; with `blank` also the fields that
    nobody has filled."""
    row = records(frames.customers.iloc[[at]])[0]
    customer_id = text(row["customer_id"])
    person = row["kind"] == PERSON
    reader = Reader(frames.labels, frames.lang, PERSON if person else "company", private)
    lines = frames.lines(at)
    past = open_work.past_visits(frames, customer_id)
    contacts = persons.by_importance(frames, customer_id)
    waiting = frames.waiting(customer_id, private=private)
    told = persons.people(frames, contacts, past, reader)
    own = persons.own_contact(contacts, text(row["name"])) if person else {}
    basics = reader.facts(CUSTOMERS, groups.PERSON_BASICS if person else groups.COMPANY_BASICS, row, blank=True)
    if person:
        basics += reader.facts(CONTACTS, groups.PERSON_FACTS, own, blank=True)
    return Card(
        lang=frames.lang,
        as_of=frames.as_of,
        person=person,
        private=private,
        customer_id=customer_id,
        name=text(row["name"]),
        grade=frames.label("grade", row["grade"]),
        grade_reason=text(row["grade_reason"]),
        traits=text(row["traits"]),
        limits=text(reader.value(CUSTOMERS, "contact_limits", row)),
        head=tuple(reader.facts(CUSTOMERS, groups.HEAD, row, blank=blank)),
        basics=tuple(basics),
        figures=trade.figures(frames, at, row, reader),
        next_step=open_work.next_step(frames, row, waiting, past, told),
        people=told[: persons.PEOPLE],
        people_left_out=max(0, len(told) - persons.PEOPLE),
        orders=trade.last_orders(lines),
        visits=open_work.visits(frames, past),
        reminders=open_work.reminders(frames, waiting),
        complaints=open_work.complaints(frames, customer_id),
        groups=tuple(_groups(frames, row, contacts, own, reader, blank=blank)),
        months=trade.months(lines, frames.as_of),
        products=trade.products(lines, frames.as_of, reader),
        row_id=text(row["row_id"]),
    )


def _groups(
    frames: BookFrames, row: Row, contacts: pd.DataFrame, own: Row, reader: Reader, *, blank: bool
) -> Iterable[Group]:
    """The groups of page 2 that say anything."""
    customer_id = text(row["customer_id"])
    person = row["kind"] == PERSON
    profile = _first(frames.rows(PROFILES, customer_id))
    read: dict[str, Row] = {
        CUSTOMERS: row,
        PROFILES: profile,
        CONTACTS: own,
        groups.BANK: _first(frames.rows(groups.BANK, customer_id)),
        INDUSTRY: _industry(frames, row),
    }
    found = [_facts(heading, read, reader, blank=blank) for heading in (groups.PERSON if person else groups.COMPANY)]
    ids = set(contacts["contact_id"].dropna())
    if person:
        found[2:2] = persons.household(frames, ids, reader)
    else:
        found[1:1] = [persons.heads(contacts, profile, reader), *persons.reach(contacts, reader)]
        found += persons.household(frames, ids, reader)
    opportunities = frames.rows("tblOpportunities", customer_id)
    going = opportunities[~opportunities["state"].isin((WON, LOST))]
    rivals = frames.tables["tblCompetitors"]
    named = rivals[rivals["name"].isin(opportunities["competitor"].dropna())].sort_values("seen_on", kind="stable")
    listed = price_list.in_force(frames.tables["tblPriceList"], customer_id, text(row["dealer_level"]), frames.as_of)
    listed = listed.assign(product=listed["product"].fillna(price_list.ALL_PRODUCTS[frames.lang]))
    running = running_policies(
        frames.tables["tblPolicies"], frames.as_of, region=text(row["region"]), dealer_level=text(row["dealer_level"])
    )
    if row["archived"] is True:
        running = running.iloc[:0]
    several = (
        ("tblAddresses", groups.ADDRESSES_TITLE, groups.ADDRESS_FIELDS, frames.rows("tblAddresses", customer_id)),
        (CUSTOMERS, groups.GROUP_TITLE, groups.GROUP_FIELDS, _whole_group(frames, customer_id)),
        ("tblPriceList", groups.PRICES_TITLE, groups.PRICE_FIELDS, listed),
        ("tblPolicies", groups.POLICIES_TITLE, groups.POLICY_FIELDS, running),
        ("tblOpportunities", groups.OPPORTUNITIES_TITLE, groups.OPPORTUNITY_FIELDS, going),
        ("tblCompetitors", groups.RIVALS_TITLE, groups.RIVAL_FIELDS, named.drop_duplicates("name", keep="last")),
        ("tblRisks", groups.RISKS_TITLE, groups.RISK_FIELDS, frames.rows("tblRisks", customer_id)),
    )
    found += [_several(table, title, keys, rows, reader) for table, title, keys, rows in several]
    return (one for one in found if one.facts or one.rows)


def _facts(heading: Heading, rows: Mapping[str, Row], reader: Reader, *, blank: bool) -> Group:
    facts: list[Fact] = []
    for table, keys in heading.fields:
        facts += reader.facts(table, keys, rows[table], blank=blank)
    return Group(heading.key, heading.title, tuple(facts))


def _whole_group(frames: BookFrames, customer_id: str) -> pd.DataFrame:
    """The companies of a customer's group, the top first, and what they owe in all; none of one that stands alone."""
    if customer_id not in frames.group_of:
        return frames.customers.iloc[:0]
    root = frames.group_of[customer_id]
    rows = frames.customers[[frames.group_of.get(str(one)) == root for one in frames.customers["customer_id"]]]
    rows = rows.iloc[(~rows["customer_id"].eq(root)).to_numpy().argsort(kind="stable")]
    whole = frames.group_totals.loc[root]
    foot = {"name": IN_ALL[frames.lang], "receivable": whole["receivable"], "overdue": whole["overdue"]}
    return pd.concat([rows[list(groups.GROUP_FIELDS)], pd.DataFrame([foot])], ignore_index=True)


def _several(table: str, title: Text, keys: tuple[str, ...], rows: pd.DataFrame, reader: Reader) -> Group:
    """Rows of a table, a line each."""
    told = tuple(tuple(_said(table, key, reader.value(table, key, row)) for key in keys) for row in records(rows))
    return Group(table, title, head=tuple(schema.table(table)[key].label for key in keys), rows=told)


def _said(table: str, key: str, value: Value | None) -> Value | None:
    """A share as per cent, a price to the cent: a listed row shows other amounts in whole money."""
    if not isinstance(value, float):
        return value
    if schema.table(table)[key].kind is Kind.RATE:
        return f"{round(value * 100, 6):g}%"
    return f"{value:,.2f}" if key == "price" else value


def _industry(frames: BookFrames, row: Row) -> Row:
    """What was noted last of the customer's industry."""
    notes = frames.tables[INDUSTRY]
    return _first(notes[notes["industry"].eq(row["industry"])].sort_values("date", kind="stable").iloc[::-1])


def _first(rows: pd.DataFrame) -> Row:
    return next(iter(records(rows)), {})
