"""person_erase: take a person's data out of the book, at that person's request; not to be undone.

Everything that is kept is gone through: tables, the users' own columns, cells outside of tables, the journal, the
reports of closed months, and the values of copies as they were handed out. What stays - orders, visits, what was paid -
stays under a neutral name. The row is remembered by its identifier, so that a copy collected later brings nothing back.
"""

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from macros import backup_folder, journal
from macros.report import Progress, Report, silent
from macros.sharing.person import Person, found
from workbook import schema, tables
from workbook.errors import InputError
from workbook.language import SEMICOLON, Text, joined
from workbook.rules.sharing.person_words import Erased, is_alone
from workbook.schema.tables.customers import CUSTOMERS
from workbook.schema.tables.sharing import BASES, ERASED, HANDOUTS

if TYPE_CHECKING:
    import xlwings as xw

READING, WRITING, WORKING = Text("读取", "Reading"), Text("删除", "Erasing"), Text("重新计算", "Working out again")

_NAMES = {
    True: Text("已删除的客户 {number}", "Erased customer {number}"),
    False: Text("已删除的联系人 {number}", "Erased contact {number}"),
}
_ASKED = Text(
    "要删除 {name}（{rows}）的个人资料：姓名、电话、证件等从各表、操作日志和历史里去掉，"
    "订单和回款保留，改称“{neutral}”。删除以后不能撤销。",
    "About to erase the personal data of {name} ({rows}): name, telephones and all else go from every table, the "
    "journal and the histories; orders and payments stay under '{neutral}'. It cannot be undone.",
)
_WRITE_SURE = Text(
    "还没有改动。确定要删除，请再运行一次并写出姓名：person … --erase --sure {name}",
    "Nothing was changed. To erase it, run this again with the name: person … --erase --sure {name}",
)
_OTHER_NAME = Text(
    "--sure 写的“{sure}”不是要删除的人的姓名“{name}”，没有改动。",
    "'{sure}' after --sure is not the name of the person to be erased, '{name}'; nothing was changed.",
)
_REALLY = Text(
    "再问一次：真的删除 {name} 的资料吗？不能撤销。", "Once more: really erase the data of {name}? It cannot be undone."
)
_TITLE = Text("删除个人资料", "Erase personal data")
_LEFT = Text("没有删除，没有改动。", "Nothing was erased, nothing was changed.")
_ALREADY = Text("{number} 的个人资料以前已经删除。", "The personal data of {number} was erased before.")
_DONE = Text(
    "已删除 {number} 的个人资料：改了 {cells:,} 格，删了 {rows:,} 行，清掉操作日志 {entries:,} 条（这些不能再撤销）。",
    "The personal data of {number} is erased: {cells:,} cells changed, {rows:,} rows deleted, {entries:,} entries of "
    "the journal cleared (these cannot be undone any more).",
)
_HELD = Text(
    "还有这个人资料的：{held}。请自行删除或收回；这次存盘前的备份里也有。",
    "These still hold the person: {held}. Delete or collect them yourself; so does the backup made before this save.",
)
_ONLY_NEXT = Text(
    "这次存盘前自动做的备份里还有这个人的资料，请自行删除。",
    "The backup made before this save still holds the person; delete it yourself.",
)
_BACKUP = Text("备份 {name}", "backup {name}")
_COPY = Text("{day} 给{name}的副本（{file}）", "the copy of {day} for {name} ({file})")


@dataclass
class _Count:
    """What was done."""

    cells: int = 0
    rows: int = 0
    entries: int = 0


def person_erase(
    book: xw.Book,
    *,
    who: str | None = None,
    sure: str | None = None,
    as_of: dt.date | None = None,
    now: dt.datetime | None = None,
    progress: Progress = silent,
) -> Report:
    """Erase a person. sure: the person's name, without which Excel asks twice and a closed file is left alone."""
    from workbook.rules.sharing.erasing import eraser_of

    progress(READING, 0.0)
    one = found(book, who)
    if set(one.rows) <= set(erased(book)):
        raise InputError(_ALREADY.format(number=one.number))
    lang = tables.language(book)
    alone = is_alone(one.customers, one.contacts, one.rows)
    people = {
        row_id: Erased(_NAMES[table is CUSTOMERS].format(number=number)[lang], alone)
        for row_id, (table, number) in one.rows.items()
    }
    asked = _ASKED.format(name=one.name, rows=_numbers(one), neutral=next(iter(people.values())).name)
    answer = _asked_twice(book, one, asked) if sure is None else sure.strip() == one.name
    if answer is None:
        return Report("person_erase", (asked, _WRITE_SURE.format(name=one.name)), {"erased": 0})
    if not answer:
        if sure is not None:
            raise InputError(_OTHER_NAME.format(sure=sure, name=one.name))
        return Report("person_erase", (_LEFT,), {"erased": 0})
    from macros.counting.refresh import count_after
    from macros.desk.card_sheet import fill_again
    from macros.sharing import erased_places as places

    progress(WRITING, 0.2)
    held = list(_held_by(book, one))
    eraser = eraser_of(one.customers, one.contacts, people, lang)
    count = _Count(cells=places.clean_cells(book, eraser))  # before formulas that look at tables are out of date
    gone = set(people)
    for table in schema.TABLES:
        cells, deleted = places.clean_table(book, table, eraser)
        count.cells, count.rows = count.cells + cells, count.rows + len(deleted)
        gone |= deleted
    count.entries = places.clean_journal(book, eraser, gone)
    places.clean_bases(book, eraser, gone)
    places.clean_reports(book, eraser)
    _remember(book, one, people, held, now)
    if count_after(book, WORKING, progress, 0.6, as_of=as_of, now=now):
        fill_again(book, as_of)
    said = _HELD.format(held=joined(held, SEMICOLON)) if held else _ONLY_NEXT
    figures = {"cells": count.cells, "rows": count.rows, "entries": count.entries}
    done = _DONE.format(number=one.number, **figures)
    return Report("person_erase", (done, said), {"erased": 1, **figures}, forgets=True)


def erased(book: xw.Book) -> dict[str, Erased]:
    """The persons that were erased, by row_id."""
    frame = tables.read(book, ERASED, ["subject", "name", "alone"]).frame.dropna(subset=["subject"])
    rows = zip(frame["subject"].tolist(), frame["name"].tolist(), frame["alone"].tolist(), strict=True)
    return {str(row_id): Erased(str(name), bool(alone)) for row_id, name, alone in rows}


def _numbers(one: Person) -> str:
    return "、".join(number for _, number in one.rows.values())


def _asked_twice(book: xw.Book, one: Person, asked: Text) -> bool | None:
    """Whether the user wants it, asked twice in windows of Excel; None where there is nobody to ask."""
    lang = tables.language(book)
    for question in (asked, _REALLY.format(name=one.name)):
        try:
            said = book.app.alert(question[lang], title=_TITLE[lang], buttons="yes_no", mode="critical")
        except NotImplementedError:
            return None
        if said != "yes":
            return False
    return True


def _held_by(book: xw.Book, one: Person) -> Iterable[Text]:
    """Backups and copies out that hold the person's rows, and copies of which nobody can tell any more."""
    from macros.sharing import bases

    marks = [row_id.encode() for row_id in one.rows]
    path = Path(book.fullname)
    for backup in backup_folder.backups_of(path):
        if _in_file(backup, marks):
            yield _BACKUP.format(name=backup)
    people, audiences = (tables.labels_of(book, key) for key in ("salesperson", "copy_audience"))
    kept = tables.read(book, BASES).frame
    for row in tables.read(book, HANDOUTS).frame.to_dict("records"):
        values = bases.read(kept, str(row["handout_id"]))
        if row["audience"] != "anonymous" and (values is None or _in_frames(values[0], one)):
            name = people.get(row["owner"]) or audiences.get(row["audience"], "")
            yield _COPY.format(day=f"{row['handed_on']:%Y-%m-%d}", name=name, file=row["file"])


def _in_frames(frames: dict[str, Any], one: Person) -> bool:
    return any(bool(frame["row_id"].isin(list(one.rows)).any()) for frame in frames.values())


def _in_file(path: Path, marks: list[bytes]) -> bool:
    try:
        with zipfile.ZipFile(path) as package:
            return any(mark in data for name in package.namelist() for data in [package.read(name)] for mark in marks)
    except (OSError, zipfile.BadZipFile):
        return False


def _remember(book: xw.Book, one: Person, people: dict[str, Erased], held: list[Text], now: dt.datetime | None) -> None:
    import pandas as pd

    lang = tables.language(book)
    moment = (now or dt.datetime.now()).replace(microsecond=0)  # noqa: DTZ005 - the user's own clock
    texts = {
        "number": [number for _, number in one.rows.values()],
        "name": [person.name for person in people.values()],
        "subject": list(people),
    }
    frame = pd.DataFrame(texts, dtype="str").assign(
        alone=[person.alone for person in people.values()], erased_at=pd.Timestamp(moment)
    )
    for key, value in (("who", journal.user_name()), ("held_by", "\n".join(x[lang] for x in held) or None)):
        frame[key] = pd.Series(value, index=frame.index, dtype="str")
    tables.append(book, ERASED, frame.astype({"erased_at": "datetime64[s]"}))
