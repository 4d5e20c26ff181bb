"""show: print a table as the book shows it - for the eye, or as CSV or JSON by field key."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

from macros.report import Progress, Report, silent
from workbook import tables
from workbook.language import Lang, Text
from workbook.schema.model import Field, Kind, Table
from workbook.schema.values import FLAG_LABELS, join_choices, split_choices

if TYPE_CHECKING:
    import pandas as pd
    import xlwings as xw


def show(book: xw.Book, *, table: str, format: str = "table", progress: Progress = silent) -> Report:
    """Print one table; every visible field, list values as labels, dates as YYYY-MM-DD."""
    progress(Text("读取", "Reading"), 0.5)
    found = tables.find_table(table)
    data = tables.read(book, found)
    lang = tables.language(book)
    fields = [f for f in found.fields if not f.hidden or format != "table"]
    columns = {f.key: _shown(book, data.frame[f.key], f, lang) for f in fields}
    if format == "json":
        rows = [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]
        text = json.dumps(rows, ensure_ascii=False, indent=1)
    elif format == "csv":
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(zip(*([_disarmed(v) for v in c] for c in columns.values()), strict=True))
        text = out.getvalue().removesuffix("\n")
    else:
        text = _drawn(found, fields, columns, lang)
    return Report("show", (Text(text, text),), {"rows": len(data.frame)})


def _shown(book: xw.Book, values: pd.Series, field: Field, lang: Lang) -> list[Any]:
    """One column as plain values: None for blank, labels for keys, ISO dates, ints where whole."""
    import pandas as pd

    if field.kind is Kind.FLAG:
        return [FLAG_LABELS[True][lang] if v else None for v in values]
    if field.list:
        labels = tables.labels_of(book, field.list)
        return [
            None if pd.isna(v) else join_choices([labels.get(p, p) for p in split_choices(v)])
            if field.kind is Kind.CHOICES
            else labels.get(v, v)
            for v in values
        ]  # fmt: skip
    if field.kind.is_date:
        pattern = "%Y-%m-%d %H:%M:%S" if field.kind is Kind.DATETIME else "%Y-%m-%d"
        return [None if pd.isna(v) else v.strftime(pattern) for v in values]
    if field.kind.is_number:
        return [None if pd.isna(v) else int(v) if float(v).is_integer() else float(v) for v in values]
    return [None if pd.isna(v) else str(v) for v in values]


def _disarmed(value: Any) -> Any:
    """A text that a spreadsheet would run as a formula gets an apostrophe, so that the CSV is safe to open."""
    if isinstance(value, str) and value[:1] in tuple("=@\t\r＝＠"):
        return "'" + value
    return value


def _drawn(table: Table, fields: list[Field], columns: dict[str, list[Any]], lang: Lang) -> str:
    from rich.console import Console
    from rich.table import Table as Drawing

    drawing = Drawing(title=table.label[lang], title_justify="left")
    used = [f for f in fields if any(v is not None for v in columns[f.key])] or fields
    for field in used:
        drawing.add_column(field.label[lang], justify="right" if field.kind.is_number else "left", no_wrap=False)
    for values in zip(*(columns[f.key] for f in used), strict=True):
        drawing.add_row(*("" if v is None else f"{v:,}" if isinstance(v, int | float) else str(v) for v in values))
    out = io.StringIO()
    Console(file=out, width=max(100, 14 * len(used)), no_color=True).print(drawing)
    return out.getvalue().rstrip()
