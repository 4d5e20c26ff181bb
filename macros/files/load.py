"""load: the rows of a CSV or Excel file into a table of the book.

Bad rows are left out and told with line and reason; rows the book has are not written over; a file loaded before is
refused, by the hash of its bytes, unless --again says so. Everything is worked out before the first cell is written.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from macros.report import Progress, Report, silent
from workbook import schema, tables
from workbook.errors import InputError
from workbook.language import Text
from workbook.schema.findings import Finding
from workbook.schema.model import Table
from workbook.schema.tables.leads import target_of

if TYPE_CHECKING:
    import pandas as pd
    import xlwings as xw

    from workbook.rules.importing.loaded_leads import LoadedLeads
    from workbook.rules.importing.same_number import Clash
    from workbook.rules.loading.book_rows import Merged
    from workbook.rules.loading.source_table import Source
    from workbook.rules.loading.typed_rows import Rows
    from workbook.rules.reading.grid import Grid
    from workbook.rules.reading.habits import Habits

LOADED = "meta_loaded_files"
"""The name of the cell that remembers what was loaded: "table:hash" for each file, blanks between."""

REMEMBERED = 400
"""How many loads the cell remembers (32 signs of hash each: below the 32,767 signs of a cell)."""

SHEET_ROWS = 1_048_576
READING, MATCHING = Text("读文件", "Reading the file"), Text("核对", "Matching")
WRITING, DONE = Text("写入", "Writing"), Text("完成", "Done")


def load(
    book: xw.Book,
    *,
    file: Path | str,
    table: str,
    mapping: Mapping[str, str] | None = None,
    add_to_lists: bool = False,
    again: bool = False,
    sheet: str | None = None,
    decimal: str | None = None,
    dates: str | None = None,
    discount: str | None = None,
    amounts: str | None = None,
    rows: str = "all",
    now: dt.datetime | None = None,
    progress: Progress = silent,
) -> Report:
    """Load `file` into `table` (its name or label). mapping: column of the file -> field key, or "-" to leave it out.
    sheet: of a workbook file; decimal, dates, discount, amounts: how the file is written, where it does not say so;
    rows: "visible" leaves out those that are hidden or struck out.

    InputError where the file or the mapping cannot be used at all; the book is then as it was.
    """
    from macros import journal
    from macros.files.file_readers import read_file
    from macros.files.list_habits import habits_of
    from workbook.rules.importing.loaded_leads import contacts_of, holds_people
    from workbook.rules.importing.same_number import clashes
    from workbook.rules.loading.book_rows import list_rows, merge
    from workbook.rules.loading.typed_rows import read_rows

    into = tables.find_table(table)
    _may_be_loaded(into)
    progress(READING, 0.0)
    grid, digest = read_file(Path(file), into.name, sheet, visible=rows == "visible")
    stamp = f"{into.name}:{digest[:32]}"
    remembered = str(tables.get_name(book, LOADED) or "").split()
    if stamp in remembered and not again:
        raise InputError(_loaded_before(Path(file), into))
    progress(MATCHING, 0.2)
    habits = habits_of(
        book,
        target_of(into),
        Path(file).stem,
        decimal=decimal,
        dates=dates,
        discount=discount,
        amounts=amounts,
    )
    source = _source(grid, into, mapping or {}, Path(file), habits)
    fields = [into[key] for key in source.columns]
    lists = {one.list: tables.read_list(book, one.list) for one in into.inputs if one.list}
    leads = _with_people(book, source) if into.name == "tblCustomers" and holds_people(source.seen) else None
    found = leads.rows if leads is not None else read_rows(source, into, lists)
    known = [key for key in (into.key, "name", "label", "order") if key and key in into]
    if "row_id" in found.frame:  # the book's own found
        known.append("row_id")
    existing = _with_telling(book, into, tables.read(book, into, known or None), found)
    targets = {str(one.ref): _named(book, str(one.ref)) for one in fields if one.ref}
    existing = _with_lines(book, into, existing, found)
    if "product" in existing.frame:
        targets["tblProducts"] = _named(book, "tblProducts")
    merged = merge(found, into, existing.frame, targets, lists, add_to_lists=add_to_lists, again=again)
    conflicts = clashes(merged.known, into, existing.frame, targets)
    _must_fit(into, existing, len(merged.rows))
    new, numbered = _to_write(book, into, merged, existing.frame)
    progress(WRITING, 0.7)
    with journal.step(book, "load", now=now) as step:
        for key, labels in merged.entries.items():
            import pandas as pd

            step.append(schema.listing(key).table, list_rows(pd.Series(labels, dtype="str"), lists[key]))
        written = step.append(into, new)
        if leads is not None and not new.empty:
            people = contacts_of(leads, written if written is not None else new, leads.people)
            if people is not None:
                step.append_numbered("tblContacts", people)
        if not new.empty:
            step.set_name(LOADED, " ".join([*remembered, stamp][-REMEMBERED:]))
    progress(DONE, 1.0)
    report = _report(into, source, found, merged, conflicts, numbered)
    return replace(report, lines=(*grid.remarks, *report.lines))


def _with_people(book: xw.Book, source: Source) -> LoadedLeads:
    """The rows of a file of customers and their persons."""
    from macros.files.list_habits import lead_labels
    from workbook.rules.importing.loaded_leads import read_leads

    spelled, _ = lead_labels(book, "customers")
    return read_leads(source, spelled, tables.language(book))


def _to_write(book: xw.Book, into: Table, merged: Merged, existing: pd.DataFrame) -> tuple[pd.DataFrame, int]:
    """The new rows as they are written, and how many of them were given a number."""
    from macros.counting.created_on import new_created_on
    from workbook.rules.loading.book_rows import is_list, list_rows

    new = merged.rows
    if is_list(into):
        plain = list_rows(new["label"], existing)
        return plain.assign(**{key: new[key] for key in new.columns if key not in ("key", "label")}), 0
    new, numbered = _numbered(book, new, into, existing)
    if into.name == "tblCustomers" and not new.empty:
        new = new_created_on(book, new)
    return new, numbered


def _may_be_loaded(into: Table) -> None:
    if into.result:
        raise InputError(
            Text(
                f"“{into.label.zh}”由程序生成，不能导入。",
                f"The table {into.label.en} is the program's own; nothing can be loaded into it.",
            )
        )


def _loaded_before(file: Path, into: Table) -> Text:
    return Text(
        f"{file.name} 已导入过“{into.label.zh}”，没有再导入。确实要再导入一次，请加 --again。",
        f"{file.name} was loaded into {into.label.en} before and was not loaded twice. "
        "To load it once more, add --again.",
    )


def _source(grid: Grid, into: Table, mapping: Mapping[str, str], file: Path, habits: Habits) -> Source:
    """Header and columns; of a file with several sheets one column that is known by chance makes no list."""
    from macros.files.sheet_files import no_header
    from workbook.rules.loading.source_table import read_source

    try:
        source = read_source(grid, into, mapping, habits)
    except InputError:
        if grid.sheets and not mapping:
            raise no_header(grid, file) from None
        raise
    if grid.sheets and not mapping and len(source.columns) < 2:
        raise no_header(grid, file)
    return source


def _with_telling(book: xw.Book, into: Table, existing: tables.TableData, rows: Rows) -> tables.TableData:
    """The book's rows with what tells whether two rows of one number are one thing, where a number is in both."""
    from workbook.rules.importing.same_number import wanted
    from workbook.rules.loading.match_keys import match_keys

    key = into.key
    if key is None or key not in rows.frame or key not in existing.frame:
        return existing
    if not bool(match_keys(existing.frame[key]).isin(match_keys(rows.frame[key]).dropna()).any()):
        return existing
    told = [one for one in into.keys if one in wanted(into) and one in rows.frame and one not in existing.frame]
    more = tables.read(book, into, told, blank_rows=True).frame if told else existing.frame[[]]
    return replace(existing, frame=existing.frame.join(more))


def _with_lines(book: xw.Book, into: Table, existing: tables.TableData, rows: Rows) -> tables.TableData:
    """The book's order lines or payments with what tells whether a line of the file is one of them; only where the
    book has a number, or a day, of the file."""
    from workbook.rules.loading.line_identity import WANTED
    from workbook.rules.loading.match_keys import match_keys

    if into.name not in WANTED or existing.n_rows == 0:
        return existing
    first = [key for key in ("order_no", "date") if key in rows.frame]
    told = tables.read(book, into, first, blank_rows=True).frame
    without = rows.frame["order_no"].isna() if "order_no" in first else rows.frame["date"].notna()
    numbers = match_keys(told["order_no"]).isin(match_keys(rows.frame["order_no"]).dropna()) if len(first) > 1 else None
    days = told["date"].isin(rows.frame["date"][without])
    if not bool(days.any()) and (numbers is None or not bool(numbers.any())):
        return existing
    more = [key for key in WANTED[into.name] if key not in existing.frame and key not in first]
    read = tables.read(book, into, more, blank_rows=True).frame
    told = told[[key for key in first if key not in existing.frame]]
    return replace(existing, frame=existing.frame.join(told).join(read))


def _must_fit(into: Table, existing: tables.TableData, count: int) -> None:
    room = SHEET_ROWS - existing.first_row + 1 - existing.n_rows
    if count > room:
        raise InputError(
            Text(
                f"“{into.label.zh}”只放得下 {room:,} 行，文件里有 {count:,} 行新的。请分开导入。",
                f"{into.label.en} has room for {room:,} rows, the file has {count:,} new ones. Load it in parts.",
            )
        )


def _named(book: xw.Book, name: str) -> pd.DataFrame:
    """Ids and names of a table that is referred to."""
    return tables.read(book, name, schema.table(name).reference_keys).frame


def _numbered(book: xw.Book, new: pd.DataFrame, into: Table, existing: pd.DataFrame) -> tuple[pd.DataFrame, int]:
    """Numbers for rows that have none, following the largest in the book and in the file."""
    import pandas as pd

    if not (into.key and into.id_format) or new.empty:
        return new, 0
    column = new[into.key] if into.key in new.columns else pd.Series(None, index=new.index, dtype="str")
    blank = column.isna()
    if not bool(blank.any()):
        return new, 0
    used = pd.concat([existing[into.key], column]).astype("str")
    column = column.astype(object)
    column[blank] = tables.next_ids(book, into, used, int(blank.sum()))
    return new.assign(**{into.key: column.astype("str")}), int(blank.sum())


def _report(
    into: Table, source: Source, rows: Rows, merged: Merged, conflicts: Sequence[Clash], numbered: int
) -> Report:
    from macros.files.load_report import findings, lines

    figures = {
        "read": rows.read,
        "new": len(merged.rows),
        "already": merged.already - len(conflicts),
        "corrected": len(merged.lines.corrected),
        "asked": len(merged.lines.asked),
        "repeated": merged.repeated,
        "conflicts": len(conflicts),
        "rejected": len({one.line for one in rows.rejected}),
        "numbered": numbered,
    }
    told: tuple[Finding, ...] = tuple(findings(into, rows, merged, conflicts))
    return Report("load", tuple(lines(into, source, rows, merged, conflicts, numbered)), dict(figures), told)
