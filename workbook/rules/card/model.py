"""What a card says, as data: nothing here knows a sheet, a page or a font.

Page 1 has the header, the money, the people, the last orders and visits and what is open; page 2 the groups of facts,
filled ones only, the months and the products. Texts are in the card's language; amounts are currency with two places,
as the book shows them.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from workbook.language import Lang, Text
from workbook.schema.model import Kind

Value = str | float | dt.date


@dataclass(frozen=True)
class Fact:
    """One labelled value; None where the book does not know it."""

    key: str
    label: Text
    value: Value | None
    kind: Kind = Kind.TEXT
    table: str = ""  # whose field it is, and of which row; blank where it is no field, or the row is not there yet
    row_id: str = ""


@dataclass(frozen=True)
class Group:
    """Facts under a heading; and rows, where several of a kind are told of (family, the heads of a company)."""

    key: str
    title: Text
    facts: tuple[Fact, ...] = ()
    head: tuple[Text, ...] = ()  # of the rows
    rows: tuple[tuple[Value | None, ...], ...] = ()


@dataclass(frozen=True)
class Person:
    """A contact of the customer."""

    role: str
    name: str
    position: str
    mobile: str
    last_touch: dt.date | None
    advice: str  # how to talk
    left: bool = False
    row_id: str = ""
    reached_by: str = "mobile"  # the field that `mobile` is: a telephone where there is no mobile


@dataclass(frozen=True)
class Order:
    """An order: several lines of one number, or of one day where there is none."""

    date: dt.date
    number: str
    products: tuple[str, ...]
    amount: float


@dataclass(frozen=True)
class Visit:
    """A visit or call, with what was promised."""

    date: dt.date
    kind: str
    contact: str
    result: str
    promise: str
    promise_due: dt.date | None
    promise_kept: bool
    next_step: str
    next_date: dt.date | None


@dataclass(frozen=True)
class Open:
    """Something that waits for somebody: a reminder, a complaint."""

    kind: str
    due: dt.date | None
    what: str
    action: str
    owner: str


@dataclass(frozen=True)
class NextStep:
    """What to do next, until when, who does it and whom to ask for."""

    what: str
    due: dt.date | None
    owner: str
    contact: str
    phone: str


@dataclass(frozen=True)
class Month:
    """A month's net amount, and the mean of it and the two before."""

    first_day: dt.date
    amount: float
    mean: float


@dataclass(frozen=True)
class Product:
    """What the customer bought of a product in twelve months; share of all it bought, None where that is nothing."""

    name: str
    amount: float
    share: float | None


@dataclass(frozen=True)
class Card:
    """One customer's card as of a day."""

    lang: Lang
    as_of: dt.date
    person: bool  # a person or household; else a company
    private: bool  # with what otherwise stays in the book
    customer_id: str
    name: str
    grade: str
    grade_reason: str
    traits: str
    limits: str  # when and how the customer may be contacted
    head: tuple[Fact, ...]
    basics: tuple[Fact, ...]
    figures: tuple[Fact, ...]
    next_step: NextStep | None
    people: tuple[Person, ...]
    people_left_out: int
    orders: tuple[Order, ...]
    visits: tuple[Visit, ...]
    reminders: tuple[Open, ...]
    complaints: tuple[Open, ...]
    groups: tuple[Group, ...]
    months: tuple[Month, ...]
    products: tuple[Product, ...]
    row_id: str = ""  # of the customer

    def figure(self, key: str) -> Value | None:
        """One of the figures by its key."""
        return next(one.value for one in self.figures if one.key == key)
