"""undo: take the latest steps of the journal back, one after the other, the newest first.

What was edited or used since stays and is listed with its reason; everything else is as it was before the step. The
results are worked out again at the end where the book had been refreshed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from macros import journal, renaming, rows_below
from macros.counting import typed_orders
from macros.report import Progress, Report, silent
from workbook import schema, tables
from workbook.errors import InputError
from workbook.language import Text
from workbook.rules.journal.json_scalars import Scalar, formula_of, from_raw_scalar, from_scalars, raw_scalar, value_of
from workbook.rules.journal.undo_plan import Current, Result, Reversal, id_key, referrers, reverse
from workbook.schema.commands import command
from workbook.schema.model import Table
from workbook.schema.tables.import_sheets import IMPORT_LOG, JOURNAL

if TYPE_CHECKING:
    import pandas as pd
    import xlwings as xw

    from workbook.rules.journal.entries import JournalStep, Packed

LISTED = 20
"""So many kept rows are told one by one; the journal has all of them."""

_UPGRADE = Text(
    "上一步是升级，要整本退回：请保存并关闭客户簿，再运行 customer-book undo 文件名。没有改动。",
    "The last step was an upgrade, which is taken back as a whole: save and close the book, then run customer-book "
    "undo with its name. Nothing was changed.",
)
UNDOING, WORKING = Text("撤销", "Undoing"), Text("重新计算", "Working out again")


def undo(
    book: xw.Book,
    *,
    steps: int | str = 1,
    as_of: dt.date | None = None,
    now: dt.datetime | None = None,
    progress: Progress = silent,
) -> Report:
    """Take back the latest `steps` steps that are not undone yet. InputError where there is none, or no such number."""
    count = _count(steps)
    frame = journal.read(book)
    open_steps = [(one, rows) for one, rows in journal.steps(frame) if not one.undone]
    if not open_steps:
        raise InputError(Text("没有可以撤销的操作，没有改动。", "There is nothing to undo; nothing was changed."))
    moment = now or dt.datetime.now().replace(microsecond=0)  # noqa: DTZ005 - the user's own clock
    lines: list[Text] = []
    totals = {"steps": 0, "reversed": 0, "kept": 0, "errors": 0}
    chosen = open_steps[::-1][:count]
    if chosen[0][0].command == "upgrade":
        raise InputError(_UPGRADE)
    until = next((at for at, (one, _) in enumerate(chosen) if one.command == "upgrade"), len(chosen))
    chosen, count = chosen[:until], min(count, until) if until < len(chosen) else count
    for at, (one, rows) in enumerate(chosen):
        progress(UNDOING, 0.7 * at / len(chosen))
        now_there = _current(book, one.entries)
        progress(UNDOING, 0.7 * (at + 0.3) / len(chosen))
        plan = reverse(one.entries, now_there)
        progress(UNDOING, 0.7 * (at + 0.5) / len(chosen))
        _carry_out(book, plan)
        progress(UNDOING, 0.7 * (at + 0.8) / len(chosen))
        _results(book, one)
        _mark(book, one, rows, plan)
        _log(book, one, plan, moment)
        if one.command == "clear_sample":
            from macros.keeping.sample_list import restore_sample_list

            restore_sample_list(book)
            tables.set_name(book, "stamp_newest_as_of", tables.get_name(book, "set_as_of"))  # the sample's own day
        lines += _lines(one, plan, frame.loc[rows[0], "when"])
        for key, value in (("steps", 1), ("reversed", plan.reversed), ("kept", plan.kept), ("errors", plan.errors)):
            totals[key] += value
    if count > len(chosen):
        lines.append(Text(f"只有 {len(chosen)} 步可以撤销。", f"There were only {len(chosen)} steps to undo."))
    _refresh(book, as_of, progress)
    if any(one.command in ("card_save", "clear_sample") for one, _ in chosen):
        from macros.desk.card_sheet import fill_again

        fill_again(book, as_of)  # the cells of the card come back too
    return Report("undo", tuple(lines), dict(totals))


def _count(steps: int | str) -> int:
    text = str(steps).strip()
    if not text.isdecimal() or not int(text):
        raise InputError(
            Text(
                f"要撤销几步？“{steps}”不是正整数，例如 --steps 2。",
                f"Undo how many steps? '{steps}' is not a positive whole number; write --steps 2.",
            )
        )
    return int(text)


def _results(book: xw.Book, one: JournalStep) -> None:
    """Give sheets of results their rows and words back where nobody has changed them since: what is worked out follows
    when all is counted again."""
    if one.results:
        _carry_out(book, reverse(one.results, _current(book, one.results)))


def _current(book: xw.Book, entries: Sequence[Packed]) -> Current:
    """The book as it is, as far as these entries concern it."""
    frames: dict[str, pd.DataFrame] = {}
    names: dict[str, Scalar] = {}
    created = {packed.entry.table for packed in entries if packed.entry.action == "created"}
    for packed in entries:
        entry = packed.entry
        if not entry.table:
            for name, before in zip(entry.subjects, entry.before, strict=True):
                names[name] = _standing(book, name, before)
        elif entry.table not in frames:
            table = schema.table(entry.table)
            fields = {p.entry.field for p in entries if p.entry.table == entry.table and p.entry.field}
            own = {field.key for field in table.inputs} if entry.table in created else set()
            wanted = own | fields | {id_key(table), table.key, table.name_key}
            keys = [key for key in table.keys if key in wanted]
            frames[entry.table] = tables.read(book, table, keys, blank_rows=True).frame

    def references(table: Table) -> Iterable[tuple[Table, str, pd.DataFrame]]:
        for other, key in referrers(table):
            if other.name in frames and key in frames[other.name].columns:
                yield other, key, frames[other.name]
            else:
                yield other, key, tables.read(book, other, [key]).frame

    return Current(frames, references, names)


def _standing(book: xw.Book, name: str, before: Any) -> Any:
    """What a name of the journal stands for now: a cell, a table's size, the labels of a list."""
    if name.startswith(rows_below.SIZE):
        return rows_below.standing(book, name, before)
    if name.startswith(renaming.SUBJECT):
        return renaming.standing(book, name, before)
    return raw_scalar(tables.get_name(book, name))


def _carry_out(book: xw.Book, plan: Reversal) -> None:
    """Write the plan: values first, then rows away, then rows back, so that positions stay true."""
    import pandas as pd

    for name, fields in plan.restore.items():
        table = schema.table(name)
        for key, values in fields.items():
            positions = sorted(values)
            column = from_scalars([value_of(values[position]) for position in positions], table[key].kind, positions)
            tables.write_rows(book, table, pd.DataFrame({key: column}))
            formulas = {position: formula for position in positions if (formula := formula_of(values[position]))}
            tables.write_formulas(book, table, key, formulas)
    for name, positions in plan.delete.items():
        tables.delete_rows(book, name, positions)
    for name, rows in plan.insert.items():
        cells = [(at, {header: from_raw_scalar(cell) for header, cell in raw.items()}) for at, raw in rows]
        tables.put_rows(book, name, cells)
    for name, value in plan.names.items():
        if name.startswith(rows_below.SIZE):
            rows_below.give_back(book, name, value)
            continue
        if name.startswith(renaming.SUBJECT):
            renaming.give_back(book, name, value)
            continue
        tables.set_name(book, name, from_raw_scalar(value))


def _mark(book: xw.Book, one: JournalStep, rows: list[int], plan: Reversal) -> None:
    """Write beside each journal row what became of it."""
    import pandas as pd

    lang = tables.language(book)
    told: dict[int, list[tuple[Result, str]]] = {}
    for left in plan.left:
        told.setdefault(left.entry, []).append((left.result, f"{left.row[lang]}: {left.reason[lang]}"))
    undone: dict[int, str] = {}
    why: dict[int, str | None] = {}
    for place, packed in enumerate(one.entries):
        results = {result for result, _ in told.get(place, ())}
        worst = Result.ERROR if Result.ERROR in results else Result.KEPT if results else Result.REVERSED
        for row in packed.rows:
            undone[rows[row]] = str(worst)
            why[rows[row]] = "\n".join(sentence for _, sentence in told.get(place, ()))[:32_000] or None
    for packed in one.results:
        for row in packed.rows:
            undone[rows[row]], why[rows[row]] = str(Result.REVERSED), None
    frame = pd.DataFrame({"undone": pd.Series(undone, dtype="str"), "why": pd.Series(why, dtype="str")})
    tables.write_rows(book, JOURNAL, frame)


def _log(book: xw.Book, one: JournalStep, plan: Reversal, moment: dt.datetime) -> None:
    """An import's line in the import log says how it was undone."""
    import pandas as pd

    if one.command != "import":
        return
    log = tables.read(book, IMPORT_LOG, ["import_id"]).frame
    at = log.index[log["import_id"] == one.batch]
    counts = {"reversed": float(plan.reversed), "kept": float(plan.kept), "errors": float(plan.errors)}
    when = pd.Series(pd.Timestamp(moment), index=at).astype("datetime64[s]")
    tables.write_rows(book, IMPORT_LOG, pd.DataFrame(counts, index=at).assign(undone_at=when))


def _refresh(book: xw.Book, as_of: dt.date | None, progress: Progress) -> None:
    from macros.counting.refresh import count_again, was_counted

    if was_counted(book):
        progress(WORKING, 0.7)
        count_again(book, as_of=as_of, progress=lambda what, share: progress(what, 0.7 + 0.3 * share))


def _lines(one: JournalStep, plan: Reversal, when: Any) -> Iterator[Text]:
    label = _label(one.command)
    yield Text(
        f"已撤销“{label.zh}”（{when:%Y-%m-%d %H:%M}）：共 {len(one):,} 项，"
        f"还原 {plan.reversed:,}，保留 {plan.kept:,}，出错 {plan.errors:,}。",
        f"Undid {label.en} ({when:%Y-%m-%d %H:%M}): {len(one):,} items, "
        f"{plan.reversed:,} reversed, {plan.kept:,} kept, {plan.errors:,} errors.",
    )
    for left in plan.left[:LISTED]:
        yield Text(f"  保留 {left.row.zh}：{left.reason.zh}", f"  kept {left.row.en}: {left.reason.en}")
    if (more := len(plan.left) - LISTED) > 0:
        yield Text(f"  还有 {more:,} 项保留。", f"  {more:,} more were kept.")


def _label(key: str) -> Text:
    if key == rows_below.STEP:
        return Text("补全", "Take in rows")
    if key == typed_orders.STEP:
        return Text("补价", "Fill in prices")
    if key == renaming.STEP:
        return Text("改名", "Rename")
    try:
        return command(key).label
    except KeyError:  # a command that this version no longer has
        return Text(key, key)
