"""What tests of copies do with them: edit, collect, decide, confirm, look."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
from openpyxl.worksheet.table import TableColumn

from macros.sharing.collect import collect
from macros.sharing.confirm import collect_confirm
from tests.macros.lead_lists import opened
from workbook import engine, schema, tables

NOW = dt.datetime(2026, 7, 1, 9, 0)
Edit = Callable[[Any], object]


def edit(path: Path, change: Edit) -> None:
    """Somebody works in a file."""
    with opened(path) as book:
        change(book)


def put(table: str, row_id: str, **values: Any) -> Edit:
    """Type into cells of a row."""

    def change(book: Any) -> None:
        rows = tables.read(book, table, ["row_id"], blank_rows=True).frame
        at = rows.index[rows["row_id"] == row_id]
        frame = pd.DataFrame({key: pd.Series([value], index=at) for key, value in values.items()})
        texts = {key: "str" for key in values if schema.table(table)[key].kind.is_text}
        tables.write_rows(book, table, frame.astype(texts))

    return change


def ids(path: Path, table: str) -> list[str]:
    """The row_ids of a table."""
    with engine.open_book(path, read_only=True) as book:
        return list(tables.read(book, table).frame["row_id"])


def value(path: Path, table: str, row_id: str, key: str) -> Any:
    """A cell."""
    with engine.open_book(path, read_only=True) as book:
        rows = tables.read(book, table).frame.set_index("row_id")
        found: Any = rows.loc[row_id, key]
        return None if pd.isna(found) else found


def collected(folder: Path, *names: str, **decisions: str) -> list[dict[str, Any]]:
    """The preview after these copies; decisions by kind are made on it."""
    with opened(folder / "book.xlsm") as book:
        collect(book, copies=[folder / f"{name}" for name in names], now=NOW)
        preview = tables.read(book, "tblMergePreview").frame
        if decisions:
            chosen = preview["kind"].map(decisions).fillna(preview["decision"])
            tables.write_rows(book, "tblMergePreview", pd.DataFrame({"decision": chosen.astype("str")}))
        rows: list[Any] = preview.astype(object).where(preview.notna(), None).to_dict("records")
        return rows


def confirmed(folder: Path) -> None:
    """The preview is carried out."""
    with opened(folder / "book.xlsm") as book:
        collect_confirm(book, now=NOW)


def waiting(folder: Path) -> list[tuple[str, str]]:
    """Kind and key of what stands on the preview."""
    with engine.open_book(folder / "book.xlsm", read_only=True) as book:
        left = tables.read(book, "tblMergePreview").frame
    return list(zip(left["kind"], left["key"], strict=True))


def add_column(path: Path, name: str, header: str, text: str) -> None:
    """Somebody adds a column to a table, and fills in its first row."""
    workbook = openpyxl.load_workbook(path, keep_vba=True)
    [sheet] = [one for one in workbook.worksheets if name in one.tables]
    table = sheet.tables[name]
    start, end = table.ref.split(":")
    last = sheet[end].column
    sheet.cell(sheet[start].row, last + 1, header)
    sheet.cell(sheet[start].row + 1, last + 1, text)
    table.tableColumns.append(TableColumn(id=last + 1, name=header))
    table.ref = f"{start}:{sheet.cell(sheet[end].row, last + 1).coordinate}"
    table.autoFilter.ref = table.ref
    workbook.save(path)


def told(rows: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    """Kind, decision and values of preview rows."""
    return [(row["kind"], row["decision"], row["base"], row["ours"], row["theirs"]) for row in rows]
