"""month_report, report: a month (or a year) on two pages, on its sheet or as a file; of everybody or of one person.

The sheet's yellow cells say which month and whose where the command line does not. What is counted is as of the
period's last day, or the as-of day where it is not over. A closed month's report is the one that was kept when it was
closed; what has changed since is said beside.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from pathlib import Path
from typing import TYPE_CHECKING

from macros.files.new_file import must_be_new
from macros.report import Progress, Report, silent
from workbook import tables
from workbook.build.pages.month_report_layout import AREA_NAME, MONTH_NAME, PERSON_NAME
from workbook.errors import InputError
from workbook.language import Text
from workbook.rules.sales.closings import ADJUSTED, CLOSED

if TYPE_CHECKING:
    import xlwings as xw

    from macros.analyses.analysis_input import AnalysisInput
    from workbook.rules.month_report.model import MonthReport

READING, WORKING = Text("读取", "Reading"), Text("计算", "Working out")
WRITING, DONE = Text("写入", "Writing"), Text("完成", "Done")

_SAVED = Text("月报已存为 {path}。", "The report was saved as {path}.")
_FILLED = Text(
    "{period}的月报在“月报”表里，两页A4，可以直接打印。",
    "The report of {period} stands on the sheet Month report: two pages of A4.",
)
_NO_SHEET = Text(
    "“月报”表或它的名称 {name} 被删掉了，没有可填的地方。请用 -o 存为文件。",
    "The sheet Month report or its name {name} is gone, so there is nothing to fill. Save a file with -o.",
)
_DAY = re.compile(r"(\d{4}-\d{2})-\d{2}(?!\s*\.\.)")
ENDINGS = (".xlsx", ".pdf", ".md", ".eml")


def month_report(
    book: xw.Book,
    *,
    month: str | None = None,
    salesperson: str | None = None,
    as_of: dt.date | None = None,
    progress: Progress = silent,
) -> Report:
    """Fill the sheet. InputError where the month cannot be read or begins after the as-of day, and where nobody has
    that name."""
    made = _made(book, month, salesperson, as_of, progress)
    _fill(book, made)
    progress(DONE, 1.0)
    return _told("month_report", made, (_FILLED.format(period=made.period),))


def report(
    book: xw.Book,
    *,
    month: str | None = None,
    salesperson: str | None = None,
    to: Path | None = None,
    as_of: dt.date | None = None,
    progress: Progress = silent,
) -> Report:
    """Print the report, or write it to a file. InputError as `month_report`, and where the file exists or ends
    otherwise than `ENDINGS`."""
    if to is not None:
        must_be_new(to, *ENDINGS)
    made = _made(book, month, salesperson, as_of, progress)
    if to is None:
        from macros.month_end.markdown import markdown

        text = markdown(made)
        return Report("report", (Text(text, text),), _figures(made))
    from macros.month_end.files import write

    write(made, to)
    progress(DONE, 1.0)
    return _told("report", made, (_SAVED.format(path=to),))


def _made(
    book: xw.Book, month: str | None, salesperson: str | None, as_of: dt.date | None, progress: Progress
) -> MonthReport:
    from macros.counting.salesperson import salesperson as whose
    from macros.month_end import report_facts

    progress(READING, 0.0)
    month, salesperson = month or _typed(book, MONTH_NAME), salesperson or _typed(book, PERSON_NAME)
    inputs = report_facts.read_inputs(book, month, as_of)
    person = None if salesperson is None else whose(salesperson, inputs.labels["salesperson"])
    progress(WORKING, 0.5)
    made = report_of(book, inputs, person)
    progress(WRITING, 0.8)
    return made


def _told(command: str, made: MonthReport, where: tuple[Text, ...]) -> Report:
    return Report(command, (*(Text(said, said) for said in made.sentences), *where), _figures(made))


def _figures(made: MonthReport) -> dict[str, float | int | str]:
    known = {key: value for key, value in made.totals.items() if value is not None}
    return {"period": made.period, "closing": made.closing, **known}


def report_of(book: xw.Book, inputs: AnalysisInput, person: str | None) -> MonthReport:
    """The report of the inputs' period: the kept one where the month is closed, with what changed since."""
    from macros.month_end import kept, report_facts
    from workbook.rules.basics.exact_money import amount
    from workbook.rules.month_report.facts import of_person
    from workbook.rules.month_report.make import make

    if inputs.closing in (CLOSED, ADJUSTED) and len(inputs.period.months) == 1:
        found = kept.read(book, inputs.period.months[0], person)
        if found is not None:
            adjusted = inputs.adjustments if person is None else None
            changed = None if adjusted is None else amount(adjusted.total)
            return dataclasses.replace(found, closing=inputs.closing, adjusted=changed)
    whole = report_facts.facts(inputs)
    return make(whole if person is None else of_person(whole, person))


def _typed(book: xw.Book, name: str) -> str | None:
    """What stands in one of the yellow cells: a month that Excel took for a date, too."""
    value = tables.get_name(book, name)
    if isinstance(value, dt.date):
        return f"{value:%Y-%m}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, str) and (day := _DAY.match(value.strip())):
        return day[1]
    return str(value).strip() or None if value is not None else None


def _fill(book: xw.Book, made: MonthReport) -> None:
    from macros.month_end.grid import grid
    from macros.show_sheets import show_range
    from workbook.tables.defined_names import named_range

    place = named_range(book, AREA_NAME)
    if place is None:
        raise InputError(_NO_SHEET.format(name=AREA_NAME))
    tables.set_block(book, AREA_NAME, grid(made))
    show_range(place)
