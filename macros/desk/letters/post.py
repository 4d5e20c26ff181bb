"""labels and express: receivers and addresses of chosen customers - as labels on A4, or as a list for a carrier.

The book is only read, as it was worked out last. A file that is there is never written over where its name was given.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from macros.desk.letters.choosing import choose
from macros.desk.letters.places import beside, free
from macros.files.new_file import PDF, SHEETS, make_new, must_be_new
from macros.report import Progress, Report, silent
from workbook import tables
from workbook.errors import InputError
from workbook.language import Lang, Text, joined
from workbook.schema.tables.contacts import ADDRESSES, CONTACTS
from workbook.schema.tables.customers import CUSTOMERS

if TYPE_CHECKING:
    import pandas as pd
    import xlwings as xw

    from workbook.rules.letters.postal import Parcel

READING, WRITING = Text("读取", "Reading"), Text("写入", "Writing")
CSV = ".csv"

_CONTACT_FIELDS = (
    "contact_id", "customer_id", "name", "role", "status", "left_on", "post", "position", "department", "mobile",
    "phone",
)  # fmt: skip
_LABELS, _PARCELS = Text("标签", "Labels"), Text("快递单", "Parcels")
_SIZE = Text(
    "标签的行数是 1–{rows}、列数是 1–{columns} 的整数，而不是“{said}”。",
    "Labels have 1-{rows} rows and 1-{columns} columns, whole numbers, not '{said}'.",
)
_NOTHING = Text("选中的客户都没有地址，没有可做的。", "None of the chosen customers has an address; nothing was made.")
_LABELS_MADE = Text(
    "{n} 张标签已存为 {path}，打印时选实际大小（100%）。",
    "{n} labels were saved as {path}; print them at actual size (100%).",
)
_LISTED = Text("{n} 个收件人已存为 {path}。", "{n} receivers were saved as {path}.")
_WITHOUT = Text("没有地址，没有做：{names}", "Without an address, left out: {names}")
_LACKS = Text("缺{what}：{names}", "Without {what}: {names}")
_NAMED = 5


def labels(
    book: xw.Book,
    *,
    rows: str | None = None,
    columns: str | None = None,
    where: Mapping[str, str] | None = None,
    customers: str | None = None,
    to: Path | None = None,
    progress: Progress = silent,
) -> Report:
    """Write labels for the chosen customers, .xlsx or .pdf. InputError where nobody is chosen or nobody has an
    address."""
    from macros.desk.letters.label_sheet import MOST_COLUMNS, MOST_ROWS, write_labels

    settings = tables.read_settings(book)
    down = _number(rows, settings["label_rows"], MOST_ROWS)
    across = _number(columns, settings["label_columns"], MOST_COLUMNS)
    lang, day = tables.language(book), tables.day_of(settings)
    path = _path(book, to, (SHEETS, PDF), f"{_LABELS[lang]} {day.isoformat()}")
    progress(READING, 0.0)
    found = _parcels(book, where, customers, day)
    progress(WRITING, 0.6)
    sent = _with_address(found)

    def make(at: Path) -> None:
        write_labels(sent, down, across, lang, at)

    make_new(path, make)
    return _report("labels", _LABELS_MADE.format(n=len(sent), path=path), found, sent)


def express(
    book: xw.Book,
    *,
    where: Mapping[str, str] | None = None,
    customers: str | None = None,
    to: Path | None = None,
    progress: Progress = silent,
) -> Report:
    """Write receiver, telephone and address of the chosen customers, .xlsx or .csv. InputError as `labels`."""
    from macros.files.new_workbook import write_xlsx
    from macros.files.text_sheet import write_csv

    lang, day = tables.language(book), tables.day_of(tables.read_settings(book))
    path = _path(book, to, (SHEETS, CSV), f"{_PARCELS[lang]} {day.isoformat()}")
    progress(READING, 0.0)
    found = _parcels(book, where, customers, day)
    progress(WRITING, 0.6)
    sent = _with_address(found)
    lines = _lines(sent, lang)

    def make(at: Path) -> None:
        if path.suffix.lower() == CSV:
            write_csv(at, lines)
        else:
            write_xlsx(at, lines, sheet=_PARCELS[lang], widths=(14, 18, 60))

    make_new(path, make)
    return _report("express", _LISTED.format(n=len(sent), path=path), found, sent)


def _lines(sent: Sequence[Parcel], lang: Lang) -> list[list[str]]:
    from workbook.rules.letters.postal import ADDRESS, PHONE, RECEIVER

    head = [RECEIVER[lang], PHONE[lang], ADDRESS[lang]]
    return [head, *([one.receiver, one.phone, one.address] for one in sent)]


def _parcels(book: xw.Book, where: Mapping[str, str] | None, listed: str | None, day: dt.date) -> list[Parcel]:
    from workbook.rules.letters.chosen import columns_of
    from workbook.rules.letters.postal import parcels

    keys = [*CUSTOMERS.reference_keys, "kind", "phone", "address", "postcode"]
    if where:
        keys += columns_of(where, tables.read(book, CUSTOMERS, ["customer_id"]).headers)
    data = tables.read(book, CUSTOMERS, list(dict.fromkeys(keys)))
    customers = data.frame.reset_index(drop=True)
    choice = choose(book, customers, data.headers, where, listed)
    contacts = _of_customers(tables.read(book, CONTACTS, _CONTACT_FIELDS).frame, customers)
    if choice.contacts is not None:
        contacts = contacts[contacts["contact_id"].isin(choice.contacts)]
    addresses = _of_customers(tables.read(book, ADDRESSES).frame, customers)
    return parcels(customers, contacts, addresses, choice.customers, day)


def _of_customers(rows: pd.DataFrame, customers: pd.DataFrame) -> pd.DataFrame:
    """The rows with the customer's number, however it is named there."""
    from workbook.rules.basics.references import resolve

    return rows.assign(customer_id=resolve(rows["customer_id"], customers).ids)


def _with_address(found: Sequence[Parcel]) -> list[Parcel]:
    sent = [one for one in found if one.address]
    if not sent:
        raise InputError(_NOTHING)
    return sent


def _number(said: str | None, setting: object, most: int) -> int:
    from macros.desk.letters.label_sheet import MOST_COLUMNS, MOST_ROWS

    text = str(int(setting)) if said is None and isinstance(setting, int | float) else str(said)
    if not text.strip().isascii() or not text.strip().isdecimal() or not 1 <= int(text) <= most:
        raise InputError(_SIZE.format(rows=MOST_ROWS, columns=MOST_COLUMNS, said=text))
    return int(text)


def _path(book: xw.Book, to: Path | None, endings: tuple[str, ...], name: str) -> Path:
    """The file to write: as it was named, which must be new, else one beside the book that is."""
    if to is None:
        return free(beside(book) / f"{name}{endings[0]}")
    must_be_new(to, *endings)
    return to


def _report(command: str, told: Text, found: Sequence[Parcel], sent: Sequence[Parcel]) -> Report:
    """What was made, who was left out, and what is missing where."""
    lines = [told]
    if without := [one for one in found if not one.address]:
        lines.append(_WITHOUT.format(names=_names(without)))
    lacking: dict[Text, list[Parcel]] = {}
    for one in sent:
        for what in one.missing:
            lacking.setdefault(what, []).append(one)
    lines += [_LACKS.format(what=what, names=_names(each)) for what, each in lacking.items()]
    missing = len({one.customer_id for each in lacking.values() for one in each})
    return Report(command, tuple(lines), {"made": len(sent), "left_out": len(without), "incomplete": missing})


def _names(parcels: Sequence[Parcel]) -> Text:
    named = [f"{one.customer_id} {one.name}" for one in parcels[:_NAMED]] + (["…"] if len(parcels) > _NAMED else [])
    return joined(named)
