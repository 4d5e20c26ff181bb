"""card_save: what was edited on the sheet 客户卡 goes back into the tables, and nothing else.

A cell counts as edited where it differs from what the card was filled with; one whose field has changed in the book
meanwhile refuses the whole. Values are read as those typed into the forms of entry. It is one step of the journal.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from macros import journal
from macros.desk.card_sheet import fill_again
from macros.desk.cards import filling
from macros.desk.cards.filling import Place
from macros.desk.cards.frames import read_frames
from macros.desk.cards.on_sheet import OnSheet, Origin
from macros.desk.entering import read_labels, refuse
from macros.report import UNDO_THEN_REFRESH, Progress, Report, silent
from workbook import schema, tables
from workbook.errors import InputError
from workbook.language import Text
from workbook.schema.card_frame import CARD_AREA, CARD_SHEET, frame
from workbook.schema.card_groups import CONTACTS
from workbook.schema.forms import Form, FormCell
from workbook.tables.defined_names import named_range

if TYPE_CHECKING:
    import xlwings as xw

    from workbook.rules.card.model import Card
    from workbook.rules.entry.filled import Filled
    from workbook.rules.journal.json_scalars import Scalar

READING, WRITING = Text("读取", "Reading"), Text("写入", "Writing")

_NO_CARD = Text("“{sheet}”上还没有客户。先打开一位客户的卡。", "{sheet} shows no customer yet. Open a card first.")
_NO_CHANGE = Text("客户卡上没有改动，没有写入。", "Nothing was edited on the card; nothing was written.")
_GONE = Text(
    "{customer} 已不在“客户”表里，没有保存。重新打开客户卡。",
    "{customer} is no longer on Customers; nothing was saved. Open a card again.",
)
_MEANWHILE = Text(
    "没有保存：{which} 在表里已被改成别的内容。先记下您的修改，再打开一次这位客户。",
    "Nothing was saved: {which} has been changed in the tables meanwhile. Note your edits and open the customer again.",
)
_NOT_HERE = Text(
    "没有保存：{which} 是算出来的或不在卡上改。要放弃这些修改，再打开一次这位客户。",
    "Nothing was saved: {which} is worked out, or not edited on the card. Open the customer again to drop it.",
)
_REQUIRED = Text("没有保存：{which} 不能空着。", "Nothing was saved: {which} may not be blank.")
_FORMULA = Text(
    "没有保存：{which} 里是公式。请直接填内容。", "Nothing was saved: {which} holds a formula. Type the value itself."
)
_NAMELESS = Text("没有保存：新联系人要写姓名。", "Nothing was saved: a new contact needs a name.")
_SAVED = Text("已存回 {customer}：{what}。", "Saved {customer}: {what}.")


@dataclass(frozen=True)
class _Edit:
    """One edited cell: where, whose field, and what is typed there."""

    place: Place
    origin: Origin
    cell: object


def card_save(book: xw.Book, *, now: dt.datetime | None = None, progress: Progress = silent) -> Report:
    """Write the edited fields of the card into their tables. InputError names what cannot be read or has changed."""
    from workbook.rules.basics.references import position_of

    filling.require_sheet(book)
    number = filling.shown_customer(book)
    if number is None:
        raise InputError(_NO_CARD.format(sheet=CARD_SHEET))
    progress(READING, 0.0)
    cells = filling.read_card(book)
    was = filling.kept(book)
    places = filling.edited(cells, was)
    if not places:
        return Report("card_save", (_NO_CHANGE,), {"fields": 0})
    frames = read_frames(book, None)
    at = position_of(frames.customers, number)
    if at is None:
        raise InputError(_GONE.format(customer=number))
    card, placed = filling.make(book, frames, at)
    _no_formulas(book, places, cells)
    edits = _edits(places, placed, cells, was)
    filled = _read(book, edits)
    refuse(filled.findings)
    _required(edits, filled)
    progress(WRITING, 0.5)
    with journal.step(book, "card_save", now=now) as step:
        _write(step, card, edits, filled)
    fill_again(book)
    what = filling.labels_of(places)
    return Report("card_save", (_SAVED.format(customer=f"{number} {card.name}", what=what), UNDO_THEN_REFRESH),
                  {"fields": len(edits)})  # fmt: skip


def _no_formulas(book: xw.Book, places: list[Place], cells: list[list[Any]]) -> None:
    """A formula on the card would be nothing in its table."""
    area = named_range(book, CARD_AREA)
    assert area is not None
    found = [
        (row, column) for row, column in places
        if str(text := area[row, column].formula).startswith("=") and text != cells[row][column]
    ]  # fmt: skip
    if found:
        raise InputError(_FORMULA.format(which=filling.labels_of(found)))


def _edits(places: list[Place], placed: OnSheet, cells: list[list[Any]], was: filling.Kept) -> list[_Edit]:
    """The edited cells with their fields; InputError where one has none, or its field has changed meanwhile."""
    if foreign := [place for place in places if place not in placed.origins]:
        raise InputError(_NOT_HERE.format(which=filling.labels_of(foreign)))
    held = list(dict.fromkeys(one for place in places for one in (place, *_beside(place, placed))))
    changed = [place for place in held if not filling.same_as_filled(was, place, placed.values[place[0]][place[1]])]
    if changed:
        raise InputError(_MEANWHILE.format(which=filling.labels_of(changed)))
    return [_Edit(place, placed.origins[place], cells[place[0]][place[1]]) for place in places]


def _beside(place: Place, placed: OnSheet) -> list[Place]:
    """The other cells of a contact's line: they say that it is still the same contact's."""
    if frame()[place[0]].block != "people":
        return []
    return [one for one in placed.origins if one[0] == place[0]]


def _read(book: xw.Book, edits: list[_Edit]) -> Filled:
    """What was typed, by place, as a form would read it."""
    from workbook.rules.entry.filled import read

    cells = tuple(FormCell(_key(one), one.origin.table, one.origin.field) for one in edits)
    form = Form("card", CARD_SHEET, Text("", ""), cells)
    return read(form, {_key(one): one.cell for one in edits}, [], read_labels(book, [form]))


def _key(one: _Edit) -> str:
    return f"{one.place[0]}.{one.place[1]}"


def _required(edits: list[_Edit], filled: Filled) -> None:
    """A required field of a row that is there may be changed, not taken away; a new contact needs a name."""
    blank = [one for one in edits if one.origin.row_id and _key(one) not in filled.values]
    lacking = [one.place for one in blank if schema.table(one.origin.table)[one.origin.field].required]
    if lacking:
        raise InputError(_REQUIRED.format(which=filling.labels_of(lacking)))
    for row, several in _new_contacts(edits).items():
        typed = {one.origin.field for one in several if _key(one) in filled.values}
        if typed and "name" not in typed and frame()[row].block == "people":
            raise InputError(_NAMELESS)


def _new_contacts(edits: list[_Edit]) -> dict[int, list[_Edit]]:
    """Edits of contacts that are not there yet, by line."""
    found: dict[int, list[_Edit]] = {}
    for one in edits:
        if one.origin.table == CONTACTS and not one.origin.row_id:
            found.setdefault(one.place[0], []).append(one)
    return found


def _write(step: journal.Step, card: Card, edits: list[_Edit], filled: Filled) -> None:
    """Changed fields of rows that are there, then the rows that are new."""
    rows: dict[str, dict[str, dict[str, Scalar]]] = {}
    fresh: dict[tuple[str, int], dict[str, Scalar]] = {}
    for one in edits:
        value = filled.values.get(_key(one))
        table, row_id, field = one.origin.table, one.origin.row_id, one.origin.field
        if row_id:
            rows.setdefault(table, {}).setdefault(row_id, {})[field] = value
        elif value is not None:
            at = one.place[0] if table == CONTACTS and frame()[one.place[0]].block == "people" else -1
            fresh.setdefault((table, at), {})[field] = value
    for table, changes in rows.items():
        _change(step, table, changes)
    for (table, _at), values in fresh.items():
        _append(step, table, card, values)


def _change(step: journal.Step, name: str, changes: Mapping[str, Mapping[str, Scalar]]) -> None:
    """Fields of a table's rows by row_id: of each field only the rows where it was edited."""
    from workbook.rules.importing.line_plan import values_frame

    table = schema.table(name)
    ids = tables.read(step.book, table, ["row_id"], blank_rows=True).frame["row_id"]
    for field in dict.fromkeys(field for values in changes.values() for field in values):
        wanted = {row_id: values[field] for row_id, values in changes.items() if field in values}
        at = ids[ids.isin(wanted.keys())]
        frame_ = values_frame([{field: wanted[row_id]} for row_id in at.tolist()], table, [field])
        step.write_rows(table, frame_.set_axis(at.index))


def _append(step: journal.Step, name: str, card: Card, values: dict[str, Scalar]) -> None:
    """A row of the customer that was not there yet."""
    from workbook.rules.importing.line_plan import values_frame

    table = schema.table(name)
    row: dict[str, Scalar] = {"customer_id": card.customer_id, **values}
    if name == CONTACTS:
        row = {"name": card.name, **row}  # a person's own facts: the contact is the customer
    step.append_numbered(table, values_frame([row], table, list(row)))
