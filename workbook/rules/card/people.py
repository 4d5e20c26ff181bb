"""The people on a card: contacts by their part in the decision, the heads of a company, a household's members.

First the decision maker, then who buys, who is asked, who advises, then the heads and the rest as they stand; who has
left comes last. The last touch is the latest visit or call that names the person. A head (proprietor, manager, legal
representative) is the contact with that role; else whoever of the contacts has the name that the profile gives; else
the name alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from workbook import schema
from workbook.language import Text
from workbook.rules.basics import days
from workbook.rules.card.facts import Reader, day, records, text
from workbook.rules.card.model import Group, Person
from workbook.rules.customers import contact_persons

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workbook.rules.card.book_frames import BookFrames

PEOPLE = 5
CONTACTS, FAMILY, ANNIVERSARIES = "tblContacts", "tblFamily", "tblAnniversaries"
BY_ROLE = ("decider", "buyer", "influencer", "adviser", "owner", "manager", "legal_person")
HEADS = {"owner": "owner_name", "manager": "manager", "legal_person": "legal_person"}
"""Role of a contact → the profile's field that names the same person."""
HEAD_FACTS = ("age", "education", "personality", "hobbies", "founding", "ability", "quality")

REACH = ("department", "phone", "email", "im")
PERSONS = ("birthday", "hobbies", "taboos", "left_on", "went_to")

REACH_TITLE = Text("联系人的联系方式", "How contacts are reached")
PERSONS_TITLE = Text("联系人的个人情况", "Contacts as persons")
HEADS_TITLE = Text("负责人", "Heads of the company")
FAMILY_TITLE = Text("家庭成员", "Family")
DAYS_TITLE = Text("纪念日", "Anniversaries")


def by_importance(frames: BookFrames, customer_id: str) -> pd.DataFrame:
    """The customer's contacts with a name, most important first, with `left`."""
    rows = frames.rows(CONTACTS, customer_id)
    rows = rows[rows["name"].notna()]
    left = np.zeros(len(rows), dtype=bool)
    if "left_on" in rows:
        left = days.whole(rows["left_on"]) <= days.day(frames.as_of)
    if "status" in rows:
        left |= rows["status"].eq("left").to_numpy(dtype=bool)
    rank = rows["role"].map({role: n for n, role in enumerate(BY_ROLE)}).fillna(len(BY_ROLE)).to_numpy(dtype="int64")
    return rows.assign(left=left).iloc[np.lexsort((rank, left))]


def people(frames: BookFrames, rows: pd.DataFrame, visits: pd.DataFrame, reader: Reader) -> tuple[Person, ...]:
    """The contacts (`by_importance`) as the card has them; `visits` up to the day."""
    touched = visits.groupby("contact")["date"].max()
    return tuple(
        Person(
            frames.label("role", row["role"]),
            text(row["name"]),
            text(reader.value(CONTACTS, "position", row)),
            text(reader.value(CONTACTS, "mobile", row)) or text(reader.value(CONTACTS, "phone", row)),
            day(touched.get(row["contact_id"])),
            frames.advice.get(row["quality"], "") if isinstance(row["quality"], str) else "",
            bool(row["left"]),
            text(row.get("row_id")),
            "mobile" if text(row["mobile"]) or not text(row["phone"]) else "phone",
        )
        for row in records(rows)
    )


def heads(rows: pd.DataFrame, profile: Mapping[str, object], reader: Reader) -> Group:
    """Proprietor, manager, legal representative: a row each, as far as they are known."""
    found = []
    for role, key in HEADS.items():
        name = text(reader.value("tblProfiles", key, profile))
        there = rows[rows["role"].eq(role)]
        if there.empty and name:
            there = rows[rows["name"].eq(name)]
        label = schema.table("tblProfiles")[key].label[reader.lang]
        if len(there):
            one = records(there)[0]
            found.append((label, text(one["name"]), *(reader.value(CONTACTS, fact, one) for fact in HEAD_FACTS)))
        elif name:
            found.append((label, name, *(None for _ in HEAD_FACTS)))
    contacts = schema.table(CONTACTS)
    head = (Text("", ""), contacts["name"].label, *(contacts[key].label for key in HEAD_FACTS))
    return Group("heads", HEADS_TITLE, head=head, rows=tuple(found))


def reach(rows: pd.DataFrame, reader: Reader) -> list[Group]:
    """How else each contact is reached; and what to know of the person."""
    return [_told("reach", REACH_TITLE, REACH, rows, reader), _told("persons", PERSONS_TITLE, PERSONS, rows, reader)]


def _told(key: str, title: Text, keys: tuple[str, ...], rows: pd.DataFrame, reader: Reader) -> Group:
    """Name and these facts of each contact of whom one of them is known."""
    told = [tuple(reader.value(CONTACTS, one, row) for one in ("name", *keys)) for row in records(rows)]
    head = tuple(schema.table(CONTACTS)[one].label for one in ("name", *keys))
    return Group(key, title, head=head, rows=tuple(row for row in told if any(row[1:])))


def household(frames: BookFrames, contact_ids: set[str], reader: Reader) -> tuple[Group, ...]:
    """Family members with their ages, and the days to remember, of these contacts."""
    family = frames.tables[FAMILY]
    family = family[family["contact_id"].isin(contact_ids)]
    groups = []
    if len(family) and reader.private:
        ages = contact_persons.birth(family, frames.as_of, reader.lang)["age"]
        keys = ("name", "relation", "birthday", "job", "remarks")
        members = tuple(
            (*(reader.value(FAMILY, key, row) for key in keys[:3]), None if np.isnan(age) else float(age),
             *(reader.value(FAMILY, key, row) for key in keys[3:]))
            for row, age in zip(records(family), ages.tolist(), strict=True)
        )  # fmt: skip
        labels = [schema.table(FAMILY)[key].label for key in keys]
        head = (*labels[:3], schema.table(CONTACTS)["age"].label, *labels[3:])
        groups.append(Group("family", FAMILY_TITLE, head=head, rows=members))
    kept = frames.tables[ANNIVERSARIES]
    kept = kept[kept["contact_id"].isin(contact_ids)]
    if len(kept):
        shown = ("month_day", "calendar", "what", "contact_name")
        told = tuple(tuple(reader.value(ANNIVERSARIES, key, row) for key in shown) for row in records(kept))
        labelled = tuple(schema.table(ANNIVERSARIES)[key].label for key in shown)
        groups.append(Group("anniversaries", DAYS_TITLE, head=labelled, rows=told))
    return tuple(groups)


def own_contact(rows: pd.DataFrame, name: str) -> Mapping[str, object]:
    """A person customer's own row among its contacts: the one of its name, else the first; {} without any."""
    same = rows[rows["name"].eq(name)]
    return next(iter(records(same if len(same) else rows)), {})
