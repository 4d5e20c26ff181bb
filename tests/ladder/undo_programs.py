"""Programs of commands that can be undone, on a book where every result is worked out and every decision is made; and
what may differ when they are."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pandas as pd
from openpyxl.utils.cell import coordinate_to_tuple
from python_calamine import CalamineWorkbook

from tests.ladder.commands import STAMP, prepare
from tests.ladder.excel_contents import bounds
from tests.packages import parts, sheet_parts, table_parts
from workbook import engine, schema, tables
from workbook.schema.card_frame import CARD_SHEET
from workbook.schema.command_model import Host
from workbook.schema.commands import COMMANDS
from workbook.schema.model import Kind
from workbook.schema.sheets import sheet_of
from workbook.schema.tables.import_sheets import LEAD_COLUMNS

NOW = "now=__import__('datetime').datetime(2026, 7, 1, {hour}, {minute})"
_TO = "to=__import__('pathlib').Path('{folder}/letters')"
GIVEN: dict[str, str | None] = {
    "load": "file='{folder}/orders.csv', table='transactions', {now}",
    "merge": "keep='C00002', drop='C00001', {now}",
    "preview": "file='{folder}/other.csv'",
    "import": "{now}",
    "clear_sample": "{now}",
    "close": "month='2026-05', {now}",
    "handover": "from_owner='罗一川', to_owner='林知夏', {now}",
    "archive": "customer='C00024', reason='停业', {now}",
    "entry_save": "{now}",
    "enter": "form='payment', cells={{'customer_id': 'C00007', 'amount': '12', 'date': '2026-06-29'}}, {now}",
    "card_save": "{now}",
    "log": "customer='C00003', result='要样品', {now}",
    "mail": "customers='C00005', purpose='dunning', " + _TO + ", {now}",
    "collect_confirm": "{now}",
    "move_on": "customer='C00038', {now}",
}
"""Options of each command that undo takes back, as Python."""

_COUNTS = "it works out again what users typed, and writes nothing that they did"
_SHOWS = "it shows what the tables hold"
NOT_UNDONE = {
    "refresh": _COUNTS + "; rows and prices that it adds are steps of their own",
    **dict.fromkeys(("check", "analyse", "month_report", "duplicates"), _COUNTS),
    **dict.fromkeys(("card_open", "card_previous", "card_next", "alike"), _SHOWS),
    "plan": "a draft is planned anew as often as one likes; a confirmed week and what is arranged stay",
    "plan_confirm": "what is confirmed is a draft again when its cell says so",
    "undo": "it is what takes back",
    "upgrade": "the whole file is put back, as the tests of upgrade_undone say",
    "share": "the copies are out of the house; what the book keeps is the record of it",
    "collect": "it lists what copies say, and what is decided already stays; taking it is collect_confirm",
    "person": "it writes a file, and nothing into the book; erasing is person_erase",
    "person_erase": "whom the law lets be forgotten is not remembered in a journal",
}
"""Commands that undo does not take back, and why."""

RECOUNTED = ("refresh", "check", "analyse", "duplicates", "preview")
ORDER_OF_CLEARING = "clear_sample"
"""The command after which the others have nothing left to do."""


def undoable() -> list[str]:
    """Keys of the declared commands that change the book, and do not only work it out again."""
    return [one.key for one in COMMANDS if one.host is Host.BOOK and one.key not in NOT_UNDONE]


def line(key: str, folder: Path, hour: int = 9, minute: int = 0) -> str:
    """The line of Python that a click sends."""
    now = NOW.format(hour=hour, minute=minute)
    options = (GIVEN[key] or "").format(folder=folder.as_posix(), now=now)
    return f"import macros.host\nmacros.host.run('{key}', {options})"


def undone(steps: int) -> str:
    """The line that takes so many steps back."""
    return f"import macros.host\nmacros.host.run('undo', steps={steps}, {NOW.format(hour=18, minute=0)})"


def run(book: Path, lines: Sequence[str], *, out: Path | None = None) -> None:
    """Click on the closed file."""
    with engine.open_book(book) as opened, engine.as_caller(opened):
        for one in lines:
            exec(one, {})
        opened.save(out)


def ready(sample: Path, folder: Path, seed: int = 0) -> Path:
    """A book with troubles, lists to import, forms and a card filled in, copies collected, everything worked out and
    decided; beside it what commands load. Another seed than 0: with cells and rows at random."""
    book = prepare(sample, folder)
    (folder / "other.csv").write_text("公司名称,电话\n上海某某有限公司,021-90009999\n", "utf-8")
    run(
        book,
        [f"import macros.host\nmacros.host.run('share', owner='林知夏', to=__import__('pathlib').Path('{folder}'))"],
    )
    [copy] = [one for one in folder.glob("*.xlsm") if one != book]
    with engine.open_book(copy) as opened:
        retype([opened], random.Random(seed), 6, ("tblCustomers",))
        opened.save()
    if seed:
        with engine.open_book(book) as opened:
            _thin_out(opened, random.Random(seed))
            retype([opened], random.Random(seed), 60)
            opened.save()
    run(
        book,
        [
            *(f"import macros.host\nmacros.host.run('{key}')" for key in RECOUNTED),
            f"import macros.host\nmacros.host.run('collect', copies=[__import__('pathlib').Path('{copy}')])",
        ],
    )
    with engine.open_book(book) as opened:
        _decide(opened)
        opened.save()
    run(book, [f"import macros.host\nmacros.host.run('{key}')" for key in RECOUNTED[:2]])
    return book


def _thin_out(book: Any, dice: random.Random) -> None:
    """Some rows go, of tables that are not named by others."""
    for name in ("tblTransactions", "tblPayments", "tblVisits", "tblSurveys"):
        rows = tables.read(book, name).frame
        tables.delete_rows(book, name, dice.sample(rows.index.tolist(), len(rows) // 10))


def retype(books: Sequence[Any], dice: random.Random, count: int, names: Sequence[str] = ()) -> None:
    """Type texts into cells at random: the same into the same rows of each of the books."""
    found = [one for one in schema.TABLES if not one.result and (not names or one.name in names)]
    for n in range(count):
        table = dice.choice(found)
        fields = [one.key for one in table.inputs if one.kind in (Kind.TEXT, Kind.NOTE) and one.key != "name"]
        rows = [tables.read(book, table, ["row_id"]).frame["row_id"].dropna() for book in books]
        both = sorted(set.intersection(*(set(one.tolist()) for one in rows)))
        if fields and both:
            row_id, key, text = dice.choice(both), dice.choice(fields), f"改{dice.randrange(10**6)}号{n}"
            for book, ids in zip(books, rows, strict=True):
                column = pd.Series([text], index=ids.index[ids == row_id], dtype="str")
                tables.write_rows(book, table, pd.DataFrame({key: column}))


def _decide(book: Any) -> None:
    """Decisions that differ from what was proposed, and words beside reminders."""
    for name, key, value, count in (
        ("tblLeadPreview", "decision", "rejected", 3),
        ("tblReminders", "notes", "等通知", 5),
        ("tblDuplicates", "decision", "different", 1),
        ("tblVisitPlan", "notes", "带样品", 2),
        ("tblMergePreview", "decision", "ours", 1),
    ):
        rows = tables.read(book, name).frame.index.tolist()[:count]
        assert rows, name
        tables.write_rows(book, name, pd.DataFrame({key: pd.Series(value, index=rows, dtype="str")}))


def unexcused(changed: Mapping[str, Sequence[object]], places: Mapping[str, Sequence[int]]) -> dict[str, Any]:
    """The cells that may not differ; places: left, top, right, bottom of each table.

    May differ: when the book was counted; the journal; the log of imports, which says that one was undone; what was
    shown of a pasted list's cells, which is not kept; hidden ids of Today, which is made anew; public holidays, which
    are facts; the customer card, which shows the book as it is.
    """

    def excused(where: str) -> bool:
        sheet, _, at = where.partition("!")
        row, column = map(int, at.split(","))
        for name, key in _EXCUSED:
            left, top, right, bottom = places[name]
            first = left if key is None else left + schema.table(name).keys.index(key)
            last = right if key is None else first
            if sheet == sheet_of(name).label.zh and top <= row <= bottom and first <= column <= last:
                return True
        return where == STAMP or sheet in ("_journal", CARD_SHEET.zh)

    return {where: list(both) for where, both in changed.items() if not excused(where)}


_EXCUSED = (
    ("tblImportLog", None),
    (LEAD_COLUMNS.name, "sample"),
    ("tblToday", "row_id"),
    ("tblRestOfDay", "row_id"),
    ("tblHolidays", None),
)


def cells_of(book: Path) -> dict[str, object]:
    """Every cell of a closed file that holds anything, by sheet and place; formulas as such."""
    found: dict[str, object] = {}
    whole = CalamineWorkbook.from_path(str(book))
    for title in whole.sheet_names:
        for at, row in enumerate(whole.get_sheet_by_name(title).to_python(skip_empty_area=False), start=1):
            found |= {f"{title}!{at},{column}": one for column, one in enumerate(row, start=1) if one != ""}
    all_parts = parts(book)
    for title, part in sheet_parts(book).items():
        for cell, formula in _FORMULA.findall(all_parts[part].decode()):
            down, right = coordinate_to_tuple(cell)
            found[f"{title}!{down},{right}"] = formula
    return found


_FORMULA = re.compile(r'<c r="([A-Z]+\d+)"[^>]*><f[^>]*>([^<]*)</f>')


def unlike(one: Path, other: Path) -> dict[str, Any]:
    """The cells that two closed files do not share, but for what may differ."""
    before, after = cells_of(one), cells_of(other)
    keys = [at for at in before.keys() | after.keys() if before.get(at) != after.get(at)]
    refs = {name: ElementTree.fromstring(parts(other)[part]).attrib["ref"] for name, part in table_parts(other).items()}
    places = {name: bounds(ref) for name, ref in refs.items()}
    return unexcused({at: [before.get(at), after.get(at)] for at in sorted(keys)}, places)
