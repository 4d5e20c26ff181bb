"""show: print a table as the book shows it - for the eye, or as CSV or JSON by field key."""

from __future__ import annotations

import io
import shutil
from typing import TYPE_CHECKING, Any

from macros.files.text_sheet import csv_text, json_text
from macros.report import Progress, Report, silent
from workbook import tables
from workbook.language import Lang, Text
from workbook.schema.cells import FLAG_LABELS, join_choices, split_choices
from workbook.schema.model import Field, Kind, Table

if TYPE_CHECKING:
    import pandas as pd
    import xlwings as xw


def show(book: xw.Book, *, table: str, format: str = "table", progress: Progress = silent) -> Report:
    """Print one table; every visible field, list values as labels, dates as YYYY-MM-DD."""
    progress(Text("读取", "Reading"), 0.5)
    found = tables.find_table(table)
    data = tables.read(book, found)
    fields = [f for f in found.fields if not f.hidden or format != "table"]
    text = printed(book, found, data.frame, fields, format)
    return Report("show", (Text(text, text),), {"rows": len(data.frame)})


def printed(book: xw.Book, table: Table, frame: pd.DataFrame, fields: list[Field], format: str) -> str:
    """Rows of a table as text: `table` for the eye, as far as it fits, `csv` or `json` by field key."""
    lang = tables.language(book)
    columns = {f.key: _shown(book, frame[f.key], f, lang) for f in fields}
    if format == "json":
        rows = [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]
        return json_text(rows)
    if format == "csv":
        return csv_text([list(columns), *zip(*columns.values(), strict=True)]).removesuffix("\n")
    return _drawn(table, fields, columns, lang)


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


def _drawn(table: Table, fields: list[Field], columns: dict[str, list[Any]], lang: Lang) -> str:
    """The table as fits the terminal: filled columns from the left; what does not fit is counted below."""
    from rich.cells import cell_len
    from rich.console import Console
    from rich.table import Table as Drawing

    rows = len(next(iter(columns.values()), []))
    title = f"{table.label[lang]} · {Text('{n} 行', '{n} rows').format(n=f'{rows:,}')[lang]}"
    if not rows:
        return title
    written = {
        f.key: [_written(value) for value in columns[f.key]]
        for f in fields
        if any(value is not None for value in columns[f.key])
    }
    room = max(80, shutil.get_terminal_size((120, 24)).columns)
    drawing, used, shown = Drawing(title=title, title_justify="left"), 1, 0
    for field in (f for f in fields if f.key in written):
        longest = max(cell_len(text) for text in (field.label[lang], *written[field.key]))
        width = min(longest, 28)
        if used + width + 3 > room:
            break
        used, shown = used + width + 3, shown + 1
        drawing.add_column(field.label[lang], justify="right" if field.kind.is_number else "left", width=width)
    chosen = list(written.values())[:shown]
    for values in zip(*chosen, strict=True):
        drawing.add_row(*values)
    out = io.StringIO()
    Console(file=out, width=room, no_color=True).print(drawing)
    left = len(written) - shown
    more = Text(
        "另有 {n} 列放不下：用 --format csv 或 json 查看。",
        "{n} more columns do not fit: see them with --format csv or json.",
    )
    return out.getvalue().rstrip() + (f"\n{more.format(n=left)[lang]}" if left else "")


def _written(value: Any) -> str:
    return "" if value is None else f"{value:,}" if isinstance(value, int | float) else str(value)
