"""Who gets a letter, at which address, and who does not and why.

A letter goes to one person a customer: the decision maker, else the first contact, of those who are still there and
have an address that can be used; else to the customer's own address, with that person's name. A birthday letter goes
to each contact whose birthday is kept within the days of the reminder. Addresses are compared without case: whoever
shares one gets one letter (`letters.joined`).

An archived customer gets none but a payment reminder; who owes nothing overdue gets no payment reminder, who has never
ordered no statement.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from workbook.language import Text
from workbook.rules.basics import days
from workbook.rules.cleaning import emails
from workbook.rules.customers import contacts_here
from workbook.rules.customers.whom_to_ask import DECIDER
from workbook.rules.letters.consent import may_contact, may_write
from workbook.rules.reminders.kinds.birthday import next_days

if TYPE_CHECKING:
    from numpy.typing import NDArray

FIRST, NEWS, BIRTHDAY, DUNNING, STATEMENT = "first", "news", "birthday", "dunning", "statement"
"""Keys of the list letter_kind that change to whom a letter goes."""

ARCHIVED = Text("已归档", "archived")
NO_OWNER = Text("没有负责人，不知道以谁的名义写", "no owner, so nobody to write in the name of")
NOTHING_OVERDUE = Text("没有逾期款", "nothing overdue")
NO_ORDERS = Text("没有交易可对", "no orders to go through")
NO_BIRTHDAY = Text("近期没有人过生日", "nobody's birthday is near")
NO_ADDRESS = Text("没有电子邮件", "no e-mail address")
BAD_ADDRESS = Text("电子邮件写得不对：{said}", "the e-mail address is wrong: {said}")


@dataclass(frozen=True, slots=True)
class Recipient:
    """One person of a customer (positions in their frames; contact None: nobody known by name), and the address; or why
    there is no letter."""

    customer: int
    contact: int | None = None
    email: str = ""
    left_out: Text | None = None


def kinds(customers: pd.DataFrame, chosen: Sequence[int]) -> list[str]:
    """The purpose of a letter where no template is named: first contact for who never ordered, else one on news.
    `customers` has order_count."""
    counts = customers["order_count"].to_numpy(dtype="float64")
    return [NEWS if counts[at] > 0 else FIRST for at in chosen]


def recipients(
    customers: pd.DataFrame,
    contacts: pd.DataFrame,
    chosen: Mapping[int, str | None],
    as_of: dt.date,
    *,
    lead: int,
    only: frozenset[str] | None = None,
) -> list[Recipient]:
    """One for each letter, and one for each customer that gets none.

    `chosen`: position of a customer -> kind of letter (key, None = any). `customers` has customer_id, kind, email,
    owner, archived, consent, contact_limits, overdue, order_count; `contacts` contact_id, customer_id (resolved), name,
    role, email, birthday, calendar, perhaps status and left_on. `only`: contact_ids, where persons were chosen.
    """
    stays = contacts_here.here(contacts, as_of) & contacts["customer_id"].notna().to_numpy()
    if only is not None:
        stays &= contacts["contact_id"].isin(only).to_numpy()
    order = np.argsort(~contacts["role"].eq(DECIDER).to_numpy(dtype=bool), kind="stable")
    people: dict[str, list[int]] = {}
    ids = contacts["customer_id"].tolist()
    for at in order.tolist():
        if stays[at]:
            people.setdefault(str(ids[at]), []).append(at)
    near = _near(contacts, as_of, lead) if BIRTHDAY in chosen.values() else np.zeros(len(contacts), dtype=bool)
    archived = customers["archived"].eq(True).to_numpy(dtype=bool)
    found: list[Recipient] = []
    for at, kind in chosen.items():
        row = {key: customers[key].iloc[at] for key in _ASKED} | {"archived": bool(archived[at])}
        here = people.get(str(row["customer_id"]), [])
        reason = _left_out(row, kind)
        if reason is not None:
            found.append(Recipient(at, left_out=reason))
        elif kind == BIRTHDAY:
            born = [one for one in here if near[one]]
            found += [_addressed(at, [one], contacts, None) for one in born] or [Recipient(at, left_out=NO_BIRTHDAY)]
        else:
            found.append(_addressed(at, here, contacts, row["email"]))
    return found


_ASKED = (
    "customer_id", "kind", "email", "owner", "consent", "contact_limits", "overdue", "order_count",
)  # fmt: skip


def _left_out(row: Mapping[str, object], kind: str | None) -> Text | None:
    """Why a customer gets no letter of this kind, whoever its people are."""
    if row["archived"] and kind != DUNNING:
        return ARCHIVED
    if kind == DUNNING and not _above_zero(row["overdue"]):
        return NOTHING_OVERDUE
    if kind == STATEMENT and not _above_zero(row["order_count"]):
        return NO_ORDERS
    if reason := may_write(_text(row["consent"]), _text(row["kind"]), kind) or may_contact(
        _text(row["contact_limits"])
    ):
        return reason
    return None if _text(row["owner"]) else NO_OWNER


def _addressed(at: int, people: Sequence[int], contacts: pd.DataFrame, own: object) -> Recipient:
    """The first of the people with an address, else the customer's own address with the first one's name."""
    wrong: str | None = None
    for person, cell in [*((one, contacts["email"].iloc[one]) for one in people), (None, own)]:
        typed = _text(cell)
        address = emails.clean(typed).value if typed else None
        if address is not None and address.isascii():
            return Recipient(at, person if person is not None else next(iter(people), None), address)
        if typed and wrong is None:
            wrong = typed
    first = next(iter(people), None)
    return Recipient(at, first, left_out=NO_ADDRESS if wrong is None else BAD_ADDRESS.format(said=wrong))


def _near(contacts: pd.DataFrame, as_of: dt.date, lead: int) -> NDArray[np.bool_]:
    """Whose birthday is kept between a few days ago and `lead` days ahead (n)."""
    kept = days.whole(next_days(contacts["birthday"], contacts["calendar"], as_of))
    found: NDArray[np.bool_] = ~np.isnat(kept) & (kept <= days.day(as_of + dt.timedelta(days=lead)))
    return found


def _above_zero(value: object) -> bool:
    return isinstance(value, float | int | np.number) and bool(value > 0)


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value.strip() else None
