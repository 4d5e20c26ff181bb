"""Where goods and letters are sent: receiver, telephone and address of each customer, and what is missing.

The address is the customer's usual 收货地址 (else its first), else its 通讯地址. The receiver is the one written there;
else the contact whose post, position or department is about receiving goods; else the decision maker; else the first
contact; of those who are still there. A person or household receives itself. The telephone is the one written with the
address, else the receiver's mobile, else the receiver's telephone, else the customer's.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from workbook.language import Text
from workbook.rules.customers import contacts_here
from workbook.rules.customers.whom_to_ask import DECIDER, PERSON

if TYPE_CHECKING:
    import pandas as pd

RECEIVER, PHONE, ADDRESS = Text("收件人", "Receiver"), Text("电话", "Phone"), Text("地址", "Address")

_GOODS = re.compile(
    r"收货|收件|仓|库管|物流|后勤|\b(?:receiv\w*|goods|stores?|warehouse|storekeeper|logistics|deliver\w*)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Parcel:
    """One receiver; '' where nothing is known. `missing`: what a carrier would ask for and is not there."""

    customer_id: str
    name: str
    receiver: str
    phone: str
    address: str
    postcode: str
    missing: tuple[Text, ...] = ()


def parcels(
    customers: pd.DataFrame, contacts: pd.DataFrame, addresses: pd.DataFrame, chosen: Sequence[int], as_of: dt.date
) -> list[Parcel]:
    """One for each chosen customer (position).

    `customers` has customer_id, name, kind, phone, address, postcode; `contacts` customer_id (resolved), name, role,
    post, position, department, mobile, phone, perhaps status and left_on; `addresses` customer_id (resolved), address,
    recipient, phone, postcode, usual.
    """
    people = _first_of(contacts, _ranks(contacts), contacts_here.here(contacts, as_of) & _filled(contacts["name"]))
    places = _first_of(addresses, (~addresses["usual"].eq(True)).to_numpy(dtype="int64"), _filled(addresses["address"]))
    return [_parcel(customers.iloc[at], contacts, people, addresses, places) for at in chosen]


def _parcel(
    customer: pd.Series,
    contacts: pd.DataFrame,
    people: dict[str, int],
    addresses: pd.DataFrame,
    places: dict[str, int],
) -> Parcel:
    number = _text(customer["customer_id"])
    person = contacts.iloc[people[number]] if number in people else None
    place = addresses.iloc[places[number]] if number in places else None
    written = _text(place["recipient"]) if place is not None else ""
    is_person = customer["kind"] == PERSON
    receiver = written or (_text(customer["name"]) if is_person else "" if person is None else _text(person["name"]))
    numbers = [] if place is None else [place["phone"]]
    if person is not None and receiver == _text(person["name"]):
        numbers += [person["mobile"], person["phone"]]
    phone = next(filter(None, map(_text, [*numbers, customer["phone"]])), "")
    address = _text(customer["address"]) if place is None else _text(place["address"])
    postcode = _text(customer["postcode"]) if place is None else _text(place["postcode"])
    lacks = [label for label, found in ((RECEIVER, receiver), (PHONE, phone), (ADDRESS, address)) if not found]
    return Parcel(number, _text(customer["name"]), receiver, phone, address, postcode, tuple(lacks))


def _ranks(contacts: pd.DataFrame) -> np.ndarray:
    """0 for whoever receives goods, 1 for the decision maker, 2 for all others (n)."""
    told = [
        any(isinstance(cell, str) and _GOODS.search(cell) for cell in cells)
        for cells in zip(*(contacts[key].tolist() for key in ("post", "position", "department")), strict=True)
    ]
    decides = contacts["role"].eq(DECIDER).to_numpy(dtype=bool)
    return np.where(np.array(told, dtype=bool), 0, np.where(decides, 1, 2))


def _first_of(frame: pd.DataFrame, ranks: np.ndarray, wanted: np.ndarray) -> dict[str, int]:
    """customer_id -> the position of its row of the lowest rank, the first of equal ones."""
    found: dict[str, int] = {}
    numbers = frame["customer_id"].tolist()
    for at in np.argsort(ranks, kind="stable").tolist():
        if wanted[at] and isinstance(numbers[at], str):
            found.setdefault(numbers[at], at)
    return found


def _filled(column: pd.Series) -> np.ndarray:
    return np.array([bool(_text(one)) for one in column.tolist()], dtype=bool)


def _text(cell: object) -> str:
    return cell.strip() if isinstance(cell, str) else ""
