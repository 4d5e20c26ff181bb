"""check: every row of every table against its schema, its lists and the tables it refers to.

Writes the column 检查 of each table and the sheet 问题; what was cured is gone at the next run, and a second run
changes nothing. Rows without a row_id or a number of the program's get theirs, as in every command.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from macros import rows_below
from macros.counting.created_on import fill_created_on
from macros.report import Progress, Report, count_by_table, silent
from workbook import schema, tables
from workbook.language import Lang, Text
from workbook.schema.findings import Finding, Severity
from workbook.schema.model import CHECK, Kind, Table
from workbook.schema.tables import results
from workbook.schema.tables.sharing import REGISTERED

if TYPE_CHECKING:
    import pandas as pd
    import xlwings as xw

READING, CHECKING = Text("读取", "Reading"), Text("检查", "Checking")
WRITING, DONE = Text("写入", "Writing"), Text("完成", "Done")


@dataclass(frozen=True)
class Place:
    """Where a table stands, for links: its sheet, and the column letters of its fields."""

    sheet: str
    first_row: int
    columns: Mapping[str, str]  # field key -> column letters
    headers: Mapping[str, str]  # field key -> header in the book
    shows: bool = True  # a link into a hidden sheet leads nowhere


def check(book: xw.Book, *, as_of: dt.date | None = None, progress: Progress = silent) -> Report:
    """Check the whole book as of a day: the argument, else the setting, else today."""
    from workbook.rules.check import check_marks, check_table

    progress(READING, 0.0)
    settings = tables.read_settings(book)
    day = tables.day_of(settings, as_of)
    typed = [one for one in schema.TABLES if not one.result]
    read = {one.name: tables.fill_ids(book, tables.read(book, one)) for one in typed}
    read["tblCustomers"] = fill_created_on(book, read["tblCustomers"], day)
    read |= {one.table_name: tables.read(book, one.table) for one in schema.LISTS}
    frames = {name: data.frame for name, data in read.items()}
    frames[REGISTERED.name] = tables.read(book, REGISTERED).frame
    lists = {one.key: tables.entries(blank_is_in_use(book, read[one.table_name])) for one in schema.LISTS}
    found: list[Finding] = []
    for at, data in enumerate(read.values()):
        progress(CHECKING, 0.3 + 0.5 * at / len(read))
        known = [one for one in data.findings if one.field not in _computed_fields(data.table)]
        known += _untidy(book, data)
        of_table = check_table(
            data.table, data.frame, lists, frames, day, settings, known=known, first_row=data.first_row
        )
        if CHECK.key in data.table:
            marks = check_marks(data.frame.index, of_table).to_frame(CHECK.key)
            tables.write(book, data.table, marks)
        found += of_table
    found += rows_below.findings(book)
    progress(WRITING, 0.9)
    found = _most_serious_first(found)
    places = {name: _place(book, read[name]) for name in {one.table for one in found}}
    tables.fill(book, results.PROBLEMS, problems(found, places, tables.language(book)))
    tables.set_name(book, "home_problems", len(found))
    progress(DONE, 1.0)
    return _report(read, found, day)


def problems(found: Sequence[Finding], places: Mapping[str, Place], lang: Lang) -> pd.DataFrame:
    """The rows of the sheet 问题: the first `SHOWN` findings, and one row that counts the others."""
    import pandas as pd

    from workbook.rules.check import SHOWN

    rows: list[dict[str, Any]] = []
    for one in found[:SHOWN]:
        place = places[one.table]
        row = place.first_row - 1 if one.row is None else place.first_row + one.row
        column = place.columns.get(str(one.field)) or next(iter(place.columns.values()))
        sheet = place.sheet.replace("'", "''")
        rows.append(
            {
                "severity": str(one.severity),
                "sheet": place.sheet,
                "row": float(row),
                "column": place.headers.get(str(one.field)),
                "link": "→" if place.shows else None,
                "target": f"#'{sheet}'!{column}{row}" if place.shows else None,
                "value": one.value or None,
                "message": one.message[lang],
                "fix": one.fix[lang],
            }
        )
    if (left := len(found) - SHOWN) > 0:
        more = Text("还有 {n} 处没有列出", "{n} more are not listed").format(n=left)
        fix = Text("改好列出的，再检查一次。", "Fix those listed and check again.")
        rows.append({"severity": str(Severity.HINT), "message": more[lang], "fix": fix[lang]})
    keys = [field.key for field in results.PROBLEMS.fields if field.kind is not Kind.ROW_ID]
    frame = pd.DataFrame(rows, columns=keys)
    return frame.astype({key: "str" for key in keys if results.PROBLEMS[key].kind.is_text} | {"row": "float64"})


def _computed_fields(table: Table) -> frozenset[str]:
    """Columns that commands write: what stands there is no trouble of the user's."""
    return frozenset(field.key for field in table.fields if field.computed)


def _untidy(book: xw.Book, data: tables.TableData) -> list[Finding]:
    """Numbers with stray spaces or full-width signs: the seam strips them, so the cells are looked at as they stand."""
    from workbook.rules.check.ids import untidy
    from workbook.tables.hosts import host_of

    keys = [one.key for one in data.table.inputs if one.kind in (Kind.ID, Kind.REF) and one.key in data.headers]
    if not keys or data.frame.empty:
        return []
    raw = (
        host_of(book)
        .read_columns(book, host_of(book).locate(book, data.table), [data.headers[key] for key in keys])
        .columns
    )
    return [one for key in keys for one in untidy(data.table, key, raw[data.headers[key]].loc[data.frame.index])]


def blank_is_in_use(book: xw.Book, data: tables.TableData) -> pd.DataFrame:
    """A list's rows: one that a user added has no mark, and is in use until the mark says no."""
    from workbook.tables.hosts import host_of

    rows = data.frame
    if rows.empty or bool(rows["in_use"].all()):
        return rows
    header = data.headers["in_use"]
    raw = host_of(book).read_columns(book, host_of(book).locate(book, data.table), [header]).columns[header]
    return rows.assign(in_use=rows["in_use"] | raw.loc[rows.index].isna())


def _place(book: xw.Book, data: tables.TableData) -> Place:
    from workbook.engine.text.references import column_name
    from workbook.tables.hosts import host_of

    place = host_of(book).locate(book, data.table)
    columns = {
        key: column_name(place.first_column + place.headers.index(header)) for key, header in data.headers.items()
    }
    return Place(data.sheet, data.first_row, columns, data.headers, bool(book.sheets[data.sheet].visible))


def _most_serious_first(found: Sequence[Finding]) -> list[Finding]:
    """Errors of all tables, then warnings, then hints, so that a bounded list shows what matters."""
    gravity = {severity: rank for rank, severity in enumerate(Severity)}
    return sorted(found, key=lambda one: gravity[one.severity])


def _report(read: Mapping[str, tables.TableData], found: Sequence[Finding], day: dt.date) -> Report:
    rows = sum(len(data.frame) for data in read.values() if CHECK.key in data.table)
    counts = {severity: sum(one.severity is severity for one in found) for severity in Severity}
    if found:
        lines = [
            Text(
                "核对了 {rows:,} 行（截至 {day}），发现 {n:,} 处：错误 {errors:,}，注意 {warnings:,}，建议 {hints:,}。",
                "Checked {rows:,} rows (as of {day}): {n:,} problems, "
                "of them {errors:,} errors, {warnings:,} warnings, {hints:,} hints.",
            ).format(
                rows=rows,
                day=day,
                n=len(found),
                errors=counts[Severity.ERROR],
                warnings=counts[Severity.WARNING],
                hints=counts[Severity.HINT],
            )
        ]
        for name, count in count_by_table(found).items():
            label = read[name].table.label
            lines.append(Text(f"{label.zh}：{count:,} 处", f"{label.en}: {count:,}"))
        lines.append(
            Text("逐条列在“数据问题”表，附修改建议。", "Each is listed on the sheet Data problems, with how to fix it.")
        )
    else:
        good = Text("核对了 {n:,} 行（截至 {day}），没有发现问题。", "Checked {n:,} rows (as of {day}): no problems.")
        lines = [good.format(n=rows, day=day)]
    figures: dict[str, float | int | str] = {"rows": rows, "problems": len(found)}
    figures |= {str(severity): count for severity, count in counts.items()}
    return Report("check", tuple(lines), figures, tuple(found))
