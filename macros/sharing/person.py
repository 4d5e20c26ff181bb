"""person: what the book holds of one person, as a file for that person; or taken out (--erase, erasing.py).

A person is a contact, or a customer who is one; the contact of the same name under such a customer is the same person.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from macros.report import Progress, Report, silent
from workbook import schema, tables
from workbook.errors import InputError
from workbook.language import Text
from workbook.schema.confidential import COMPANY
from workbook.schema.model import Kind, Table
from workbook.schema.tables.contacts import CONTACTS
from workbook.schema.tables.customers import CUSTOMERS
from workbook.schema.tables.results import GRADE_HISTORY, REMINDER_HISTORY

if TYPE_CHECKING:
    import pandas as pd
    import xlwings as xw

    from workbook.rules.sharing.erasing import Eraser

READING, WRITING = Text("读取", "Reading"), Text("写入", "Writing")

_WHO = Text(
    "请写明是谁：联系人或个人客户的编号、姓名，或先选中“联系人”、“客户”里的一行。",
    "Say who: number or name of a contact or of a customer who is a person; or choose a row of Contacts or Customers.",
)
_NOBODY = Text(
    "“{who}”不是一位联系人或个人客户的编号，也不是只有一个人用的姓名。请写编号，例如 L00012。",
    "'{who}' is neither the number of a contact or of a customer who is a person, nor a name that one person alone "
    "has. Write the number, such as L00012.",
)
_COMPANY = Text(
    "{who}是公司，不是个人。请写联系人的编号，例如 L00012。",
    "{who} is a company, no person. Write the number of a contact, such as L00012.",
)
_IS_COPY = Text(
    "这是一本发出的副本；个人资料请在总簿里导出或删除。",
    "This is a copy that was handed out; export or erase a person's data in the book itself.",
)
_SAID = Text(
    "{name}（{number}）的资料，{cells:,} 项 → {file}。请交给本人；里面有别人的名字时先看一遍。",
    "{cells:,} facts about {name} ({number}) → {file}. It is for that person; where it names others, read it first.",
)
_HEAD = (Text("表", "Table"), Text("行", "Row"), Text("列", "Column"), Text("内容", "Content"))
_FILE = Text("个人资料", "personal-data")
_HISTORIES = (REMINDER_HISTORY, GRADE_HISTORY)


@dataclass(frozen=True)
class Person:
    """One person of the book: number and name, and the rows that are this person's own by row_id."""

    number: str
    name: str
    rows: Mapping[str, tuple[Table, str]]  # row_id -> table and number
    customers: pd.DataFrame
    contacts: pd.DataFrame


def person(
    book: xw.Book,
    *,
    who: str | None = None,
    export: bool = False,
    erase: bool = False,
    to: Path | str | None = None,
    sure: str | None = None,
    as_of: dt.date | None = None,
    now: dt.datetime | None = None,
    dry_run: bool = False,
    progress: Progress = silent,
) -> Report:
    """Write what the book holds of a person into a new file; or erase it. InputError where nobody is meant, the
    customer is a company, the book is a copy, or the file is there already."""
    if erase and not export:
        from macros.sharing.erasing import person_erase

        return person_erase(book, who=who, sure=sure, as_of=as_of, now=now, progress=progress)
    from macros.files.new_file import SHEETS, make_new, must_be_new
    from macros.files.new_workbook import write_xlsx

    progress(READING, 0.0)
    one = found(book, who)
    moment = now or dt.datetime.now()  # noqa: DTZ005 - the user's own clock
    lang = tables.language(book)
    name = f"{_FILE[lang]}-{one.number}-{moment:%Y%m%d-%H%M}{SHEETS}"
    path = Path(to) if to is not None else Path(book.fullname).parent / name
    must_be_new(path, SHEETS)
    facts = [[text[lang] for text in _HEAD], *([table.label[lang], *rest] for table, *rest in _facts(book, one))]
    progress(WRITING, 0.8)
    if not dry_run:
        make_new(path, lambda made: write_xlsx(made, facts, sheet=one.number, widths=(14, 22, 18, 70)))
    figures = {"cells": len(facts) - 1}
    return Report("person", (_SAID.format(name=one.name, number=one.number, file=path, **figures),), dict(figures))


def found(book: xw.Book, who: str | None) -> Person:
    """Who is meant. InputError says why nobody is."""
    import pandas as pd

    from workbook.rules.basics.references import resolve

    if tables.get_name(book, "meta_copy_id"):
        raise InputError(_IS_COPY)
    who = (who or "").strip() or _chosen(book)
    customers, contacts = (tables.read(book, one).frame.reset_index(drop=True) for one in (CUSTOMERS, CONTACTS))
    said = pd.Series([who], dtype="str")
    contact = int(resolve(said, contacts, id_key="contact_id", name_key="name", parts=False).positions.iloc[0])
    customer = int(resolve(said, customers, parts=False).positions.iloc[0])
    if customer >= 0 and customers["kind"].iloc[customer] == COMPANY:
        if contact < 0:
            raise InputError(_COMPANY.format(who=who))
        customer = -1
    if contact < 0 and customer < 0:
        raise InputError(_NOBODY.format(who=who))
    return _person(customers, contacts, contact, customer)


def _person(customers: pd.DataFrame, contacts: pd.DataFrame, contact: int, customer: int) -> Person:
    from workbook.rules.basics.references import resolve

    whose = resolve(contacts["customer_id"], customers, parts=False).positions.to_numpy()
    if customer < 0 <= contact:
        at = int(whose[contact])
        if at >= 0 and customers["kind"].iloc[at] != COMPANY and _same(customers, at, contacts, contact):
            customer = at
    people = [] if contact < 0 else [contact]
    if customer >= 0:
        theirs = [at for at, one in enumerate(whose.tolist()) if one == customer]
        people = [at for at in theirs if at == contact or _same(customers, customer, contacts, at)]
    rows = {str(contacts["row_id"].iloc[at]): (CONTACTS, str(contacts["contact_id"].iloc[at])) for at in people}
    if customer >= 0:
        rows[str(customers["row_id"].iloc[customer])] = (CUSTOMERS, str(customers["customer_id"].iloc[customer]))
    frame, at = (contacts, people[0]) if contact >= 0 or customer < 0 else (customers, customer)
    key = "contact_id" if frame is contacts else "customer_id"
    return Person(str(frame[key].iloc[at]), str(frame["name"].iloc[at]), rows, customers, contacts)


def _same(customers: pd.DataFrame, customer: int, contacts: pd.DataFrame, contact: int) -> bool:
    """Is this contact of a customer who is a person that person?"""
    name, other = customers["name"].iloc[customer], contacts["name"].iloc[contact]
    return isinstance(name, str) and isinstance(other, str) and name.startswith(other)


def _chosen(book: xw.Book) -> str:
    """The number in the chosen row of Contacts or Customers."""
    from macros.desk.active_row import chosen_cells

    for table in (CONTACTS, CUSTOMERS):
        cells = chosen_cells(book, (table,), (str(table.key),))
        if cells is not None and isinstance(number := cells.iloc[0], str):
            return number
    raise InputError(_WHO)


def _facts(book: xw.Book, one: Person) -> Iterator[tuple[Table, str, str, str]]:
    """Table, row, column and content of everything that tells of the person."""
    from workbook.rules.sharing.erasing import eraser_of
    from workbook.rules.sharing.person_words import Erased, is_alone

    lang = tables.language(book)
    alone = is_alone(one.customers, one.contacts, one.rows)
    eraser = eraser_of(one.customers, one.contacts, {row: Erased("", alone) for row in one.rows}, lang)
    for table in schema.TABLES:
        if table.result and table not in _HISTORIES:
            continue
        frame = tables.read_raw(book, table).frame
        for at, keys in _told(eraser, table, frame):
            named = [frame.at[at, key] for key in (table.key, table.name_key, "date") if key and key in frame]
            row = " ".join(_shown(value) for value in named if _filled(value))
            for key in keys:
                if _filled(frame.at[at, key]):
                    yield table, row, table[key].label[lang], _shown(frame.at[at, key])


def _told(eraser: Eraser, table: Table, frame: pd.DataFrame) -> Iterator[tuple[Any, list[str]]]:
    """Rows that tell of the person, and in which columns: the whole row where it hangs on nobody else."""
    every = [f.key for f in table.fields if f.kind is not Kind.ROW_ID and not f.hidden]
    own = eraser.hangs_on(table, frame)
    changed = eraser.cleaned(table, frame)
    for at, whole in zip(frame.index.tolist(), own.tolist(), strict=True):
        if whole:
            yield at, every
        elif at in changed.index:
            was, now = frame.loc[at], changed.loc[at]
            if keys := [key for key in every if _filled(was[key]) and was[key] != now[key]]:
                yield at, keys


def _filled(value: Any) -> bool:
    import pandas as pd

    return not pd.isna(value) and value != "" and value is not False


def _shown(value: Any) -> str:
    if hasattr(value, "strftime"):
        return f"{value:%Y-%m-%d}"
    return f"{value:g}" if isinstance(value, float) else str(value)
