"""entry_save: the filled forms of the sheet 录入 become rows, all of them or none. enter: one form by command line.

What is left blank is filled by the rules; a required cell that is blank, or one that cannot be read, refuses the whole
and is named. What was written is one step of the journal, and so are the cells of the forms that were cleared.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from macros import journal
from macros.desk.closing import CLOSED, close, open_reminders
from macros.desk.entering import read_known, read_labels, refuse, today_of, write
from macros.desk.taken_names import taken_names
from macros.report import UNDO_THEN_REFRESH, Progress, Report, silent
from workbook import tables
from workbook.errors import InputError
from workbook.language import Text
from workbook.nearest import Name, unknown_name
from workbook.schema.forms import ALIKE, ENTRY_SHEET, FORMS, Form, FormCell
from workbook.schema.forms import form as form_of
from workbook.schema.registry import table
from workbook.schema.tables.customers import CUSTOMERS
from workbook.tables.defined_names import named_range
from workbook.tables.live.cell_values import read as read_cells

if TYPE_CHECKING:
    import pandas as pd
    import xlwings as xw

    from workbook.rules.entry.filled import Filled
    from workbook.rules.entry.known import Entered, Known

READING, WRITING = Text("读取", "Reading"), Text("写入", "Writing")

_NOTHING = Text(
    "“{sheet}”里什么也没有填。先填浅黄色的格子，再点“保存”。",
    "Nothing is filled in on the sheet {sheet}. Fill the yellow cells first, then choose Save.",
)
_GONE = Text(
    "找不到“{sheet}”里的格子。这本客户簿没有这张表，或表被删了：从备份恢复，或用 customer-book enter 登记。",
    "The cells of the sheet {sheet} are gone: this book has no such sheet, or it was deleted. "
    "Restore a backup, or use customer-book enter.",
)
_SAVED = Text("{form}：写入{tables}。", "{form}: written into {tables}.")
_ROWS = Text("“{table}”{n}行（{numbers}）", "{table}, {n} rows ({numbers})")
_PLAIN_ROWS = Text("“{table}”{n}行", "{table}, {n} rows")
_TOO_MANY = Text("一次最多 {n} 行。", "There is room for {n} lines.")
_NO_LINES = Text("“{form}”没有分行的内容，不要写 --line。", "{form} has no lines; leave --line out.")


def entry_save(book: xw.Book, *, now: dt.datetime | None = None, progress: Progress = silent) -> Report:
    """Save every form that has something in it, and clear it. InputError names the cells that are missing."""
    if all(named_range(book, one.range_name(one.cells[0].key)) is None for one in FORMS):
        raise InputError(_GONE.format(sheet=ENTRY_SHEET))
    progress(READING, 0.0)
    labels = read_labels(book, FORMS)
    filled = [one for form in FORMS if not (one := _typed(book, form, labels)).is_blank]
    if not filled:
        raise InputError(_NOTHING.format(sheet=ENTRY_SHEET))
    return _save(book, filled, "entry_save", now, progress, clear=True)


def enter(
    book: xw.Book,
    *,
    form: str,
    cells: Mapping[str, str] | None = None,
    lines: Mapping[str, str] | None = None,
    now: dt.datetime | None = None,
    progress: Progress = silent,
) -> Report:
    """Save one form given in words: field, or label, -> value; of each line the first cell -> the second."""
    from workbook.rules.entry.filled import read

    one = form_of(form)
    given = {_cell(one, name).key: value for name, value in (cells or {}).items()}
    if lines and not one.lines:
        raise InputError(_NO_LINES.format(form=one.label))
    if lines and len(lines) > one.most:
        raise InputError(_TOO_MANY.format(n=one.most))
    rows = [{one.lines[0].key: left, one.lines[1].key: right} for left, right in (lines or {}).items()]
    return _save(book, [read(one, given, rows, read_labels(book, [one]))], "enter", now, progress, clear=False)


def _cell(one: Form, name: str) -> FormCell:
    """A cell of a form by its key or by its label in either language."""
    wanted = name.casefold()
    for cell in one.cells:
        if wanted in {cell.key.casefold(), cell.shown.zh.casefold(), cell.shown.en.casefold()}:
            return cell
    lacks = Text(f"“{one.label.zh}”里没有“{name}”这一格。", f"{one.label.en} has no cell {name}.")
    raise InputError(unknown_name(lacks, name, [Name.of(cell.shown, cell.key) for cell in one.cells]))


def _typed(book: xw.Book, form: Form, labels: Mapping[str, Mapping[str, str]]) -> Filled:
    """A form as it stands on the sheet. The indicators of a scorecard are those of the list, in its order."""
    from workbook.rules.entry.filled import read

    cells = {one.key: tables.get_name(book, form.range_name(one.key)) for one in form.cells}
    columns = {one.key: _column(book, form.range_name(one.key)) for one in form.lines}
    if form.key == "score":
        listed: list[object] = tables.read_list(book, "indicator")["key"].tolist()
        columns["indicator"] = [*listed, *[None] * form.most][: len(columns["value"])]
        columns["indicator"] = [
            key if value not in (None, "") else None
            for key, value in zip(columns["indicator"], columns["value"], strict=True)
        ]
    lines = [dict(zip(columns, line, strict=True)) for line in zip(*columns.values(), strict=True)] if columns else []
    return read(form, cells, lines, labels)


def _column(book: xw.Book, name: str) -> list[Any]:
    cells = named_range(book, name)
    return [] if cells is None else [row[0] for row in read_cells(cells)]


def _save(
    book: xw.Book,
    filled: Sequence[Filled],
    command: str,
    now: dt.datetime | None,
    progress: Progress,
    *,
    clear: bool,
) -> Report:
    """Work out what all forms come to, refuse where anything is wrong, then write."""
    from workbook.rules.entry.enter import enter as rows_of

    today = today_of(book, now or dt.datetime.now())  # noqa: DTZ005 - the user's own clock
    entered: list[Entered] = []
    people: pd.DataFrame | None = None
    for one in filled:
        known = read_known(book, one.form, today)
        known = known if people is None else _with(book, known, people)
        made = rows_of(one, known)
        entered.append(made)
        people = _people(made, people)
    refuse(finding for made in entered for finding in made.findings)
    progress(WRITING, 0.2)
    visits = [
        (str(row["customer_id"]), dt.date.fromisoformat(str(row["date"])))
        for made in entered
        for row in made.rows.get("tblVisits", [])
    ]
    before = open_reminders(book, visits) if visits else None
    said: list[Text] = []
    figures: dict[str, float | int | str] = {}
    with journal.step(book, command, now=now) as step:
        for one, made in zip(filled, entered, strict=True):
            rows = write(step, made)
            said += [_SAVED.format(form=one.form.label, tables=_listed(rows)), *made.said]
            said += taken_names(book, [row.get("name") for row in made.rows.get(CUSTOMERS.name, [])])
            for name, frame in rows.items():
                figures[name] = int(figures.get(name, 0)) + len(frame)
            if clear:
                _clear(step, one)
        closed = close(step, visits, before, now, progress) if before is not None else 0
    if closed:
        said.append(CLOSED.format(n=closed))
    return Report(command, (*said, UNDO_THEN_REFRESH), figures | {"closed": closed})


def _people(made: Entered, before: pd.DataFrame | None) -> pd.DataFrame | None:
    """The customers that the forms make, for those that come after."""
    import pandas as pd

    new = made.rows.get(CUSTOMERS.name)
    if not new:
        return before
    rows = pd.DataFrame(new)
    return rows if before is None else pd.concat([before, rows], ignore_index=True)


def _with(book: xw.Book, known: Known, people: pd.DataFrame) -> Known:
    """The book's rows with customers that are about to be written."""
    import pandas as pd

    more = people.reindex(columns=known.customers.columns).astype(known.customers.dtypes.to_dict())
    customers = pd.concat([known.customers, more], ignore_index=True)
    [number] = tables.next_ids(book, CUSTOMERS, customers["customer_id"], 1)
    return replace(known, customers=customers, new_customer=number)


def _clear(step: journal.Step, one: Filled) -> None:
    """Make the cells of a form blank again; what stood there is in the journal."""
    form = one.form
    if form.key == "customer":
        tables.set_name(step.book, ALIKE, None)
    for cell in form.cells:
        step.set_name(form.range_name(cell.key), None)
    for cell in form.lines:
        if cell.key != "indicator":
            for line in range(1, form.most + 1):
                step.set_name(form.range_name(cell.key, line), None)


def _listed(rows: Mapping[str, pd.DataFrame]) -> Text:
    """Tables, how many rows of each, and their numbers."""
    parts: list[Text] = []
    for name, frame in rows.items():
        to = table(name)
        key = "order_no" if "order_no" in frame else to.key
        if key and key in frame:
            numbers = "、".join(dict.fromkeys(str(one) for one in frame[key].tolist()))
            parts.append(_ROWS.format(table=to.label, n=len(frame), numbers=numbers))
        else:
            parts.append(_PLAIN_ROWS.format(table=to.label, n=len(frame)))
    return Text("、".join(one.zh for one in parts), "; ".join(one.en for one in parts))
