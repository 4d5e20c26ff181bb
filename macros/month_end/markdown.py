"""A report as Markdown: the same words and figures as on the two pages."""

from __future__ import annotations

from collections.abc import Iterable

from macros.month_end.grid import block_title, closing, title, under_title
from workbook.build.pages import month_report_layout as layout
from workbook.build.pages.month_report_layout import Form
from workbook.language import Text
from workbook.rules.cleaning.text import writable
from workbook.rules.month_report.model import MonthReport, Row, Value

_FIGURE, _VALUE, _CHANGE = Text("项目", "Figure"), Text("数值", "Value"), Text("变化", "Change")
_MONTH = Text("月份", "Month")
_SPECIAL = str.maketrans({sign: f"\\{sign}" for sign in "\\`*_[]<>|#"})


def markdown(report: MonthReport) -> str:
    """The whole report."""
    lang = report.lang
    lines = [f"# {_text(title(report))}", "", _text(f"{under_title(report)} · {closing(report)}"), ""]
    for said in report.sentences:
        lines += [_text(said), ""]
    tiles = [
        (one.label, shown(one.value, Form.SHARE if one.is_share else Form.AMOUNT), one.change) for one in report.tiles
    ]
    lines += _table([_FIGURE[lang], _VALUE[lang], _CHANGE[lang]], [_text(cell) for row in tiles for cell in row], 3)
    months = [(row[0], *(shown(value, Form.AMOUNT) for value in row[1:])) for row in report.tables["months"]]
    heads = [_MONTH[lang], *(one[lang] for one in layout.MONTH_SERIES)]
    lines += ["", f"## {layout.MONTHS_CHART[lang]}", ""]
    lines += _table(heads, [str(cell) for row in months for cell in row], len(heads))
    for block in layout.BLOCKS:
        forms = [one.form for one in block.columns]
        rows: Iterable[Row] = report.tables[block.key]
        cells = [_text(shown(value, form)) for row in rows for value, form in zip(row, forms, strict=True)]
        if cells:
            lines += ["", f"## {_text(block_title(report, block))}", ""]
            lines += _table([one.label[lang] for one in block.columns], cells, len(forms))
    lines += ["", f"## {layout.POINTS[lang]}", ""]
    lines += [f"{at}. {_text(point)}" for at, point in enumerate(report.points, start=1)]
    return "\n".join(lines) + "\n"


def shown(value: Value, form: Form) -> str:
    """A value as its cell shows it.

    >>> shown(-1234.5, Form.AMOUNT), shown(0.0721, Form.GROWTH), shown(None, Form.COUNT), shown(4, Form.MARK)
    ('-1,234', '+7.2%', '', '4.0')
    """
    if value is None or isinstance(value, str):
        return value or ""
    if form in (Form.SHARE, Form.GROWTH):
        return f"{value:+.1%}" if form is Form.GROWTH and round(value, 3) else f"{value:.1%}"
    if form is Form.MARK:
        return f"{value:.1f}"
    return f"{value:+,.0f}" if form is Form.CHANGE and round(value) else f"{value:,.0f}"


def _text(text: str) -> str:
    """A text that Markdown and HTML show as it is, on one line."""
    return writable(text).replace("\n", " ").translate(_SPECIAL)


def _table(heads: list[str], cells: list[str], wide: int) -> list[str]:
    rows = [cells[at : at + wide] for at in range(0, len(cells), wide)]
    return [f"| {' | '.join(row)} |" for row in (heads, ["---"] * wide, *rows)]
