"""new: build a customer book from the schema - empty, or with the sample inside and every result computed."""

from __future__ import annotations

import datetime as dt
import uuid
from pathlib import Path
from typing import TYPE_CHECKING

from macros.files.new_file import CANNOT_WRITE
from macros.report import Progress, Report, silent
from workbook.errors import CannotWrite, InputError
from workbook.language import Lang, Text

if TYPE_CHECKING:
    import xlwings as xw

# The shipped sample is a fixed thing: same identity, same stamps, same bytes, whenever it is built.
SAMPLE_CARD = "C00001"  # whose card is shown
_SAMPLE_SPACE = uuid.UUID("5f3c1d9e-6f0a-5c55-9d0e-0c0ffee0b00c")


def new(
    path: Path,
    *,
    lang: Lang = "zh",
    sample: bool = False,
    as_of: dt.date | None = None,
    progress: Progress = silent,
) -> Report:
    """Make a new book at `path` (.xlsm), the sample's dates moved to a day where one is given; InputError where
    something stands there already, or a day is given without the sample."""
    if as_of and not sample:
        raise InputError(
            Text(
                "--as-of 只移动示例数据的日期：请加 --sample。", "--as-of moves the sample's dates only: add --sample."
            )
        )
    if path.suffix.lower() != ".xlsm":
        raise InputError(
            Text(
                f"客户簿带宏，文件名要以 .xlsm 结尾：{path.name}",
                f"The book carries macros; its name must end in .xlsm: {path.name}",
            )
        )
    if path.exists():
        raise InputError(
            Text(
                f"{path} 已经存在，没有覆盖它。请换个名字，或先移走它。",
                f"{path} exists and was not overwritten. Choose another name, or move it away first.",
            )
        )
    build(path, lang, sample=sample, as_of=as_of, progress=progress)
    what = Text("（带示例数据）", " with the sample inside") if sample else Text("", "")
    return Report("new", (Text(f"已新建客户簿 {path}{what.zh}。", f"Made the customer book {path}{what.en}."),))


def build(path: Path, lang: Lang, *, sample: bool, as_of: dt.date | None = None, progress: Progress = silent) -> None:
    """Write the book, whatever stands at `path`; with the sample, commands fill the result sheets as of its day."""
    from workbook.build.book import build_book

    progress(Text("建表", "Building"), 0.1)
    guid = str(uuid.uuid5(_SAMPLE_SPACE, lang) if sample else uuid.uuid4())
    unfinished = path.with_name(f".{path.stem}.unfinished{path.suffix}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            build_book(unfinished, lang, sample=sample, guid=guid, as_of=as_of)
            if sample:
                _compute_results(unfinished, lang, as_of, progress)
            unfinished.replace(path)
        finally:
            unfinished.unlink(missing_ok=True)
    except OSError as error:
        raise CannotWrite(CANNOT_WRITE.format(path=path, why=error.strerror)) from error


def _compute_results(path: Path, lang: Lang, as_of: dt.date | None, progress: Progress) -> None:
    from macros.analyses.analyse import analyse
    from macros.analyses.plan import plan, plan_confirm
    from macros.counting.check import check
    from macros.counting.refresh import refresh
    from macros.desk.card_sheet import card_open
    from macros.month_end.report import month_report
    from workbook import engine, tables
    from workbook.build.sample import SAMPLE_AS_OF

    day = as_of or SAMPLE_AS_OF
    stamp = dt.datetime.combine(day, dt.time(9, 0))
    with tables.row_ids_from(f"sample-{lang}"), engine.open_book(path) as book:
        refresh(book, as_of=day, now=stamp, progress=progress)
        _say(book, day, lang)
        check(book, as_of=day, progress=progress)
        plan(book, as_of=day, progress=progress)
        plan_confirm(book, as_of=day, progress=progress)
        analyse(book, as_of=day, progress=progress)
        refresh(book, as_of=day, now=stamp, progress=progress)  # the home sheet counts what check found
        card_open(book, customer=SAMPLE_CARD, as_of=day, progress=progress)
        month_report(book, as_of=day, progress=progress)
        book.sheets[0].activate()  # a new book opens at home
        book.save()


def _say(book: xw.Book, day: dt.date, lang: Lang) -> None:
    """Write what the sample's people have said of its reminders beside them."""
    import pandas as pd

    from workbook import tables
    from workbook.build.sample import reminder_words

    listed = tables.read(book, "tblReminders").frame
    said = listed[["status", "postponed_until", "notes"]].astype("object")
    for kind, customer, wait, note in reminder_words():
        there = (listed["kind"] == kind) & (listed["customer_id"] == customer)
        said.loc[there, "status"] = "done" if wait is None else "postponed"
        said.loc[there, "notes"] = note[lang]
        if wait is not None:
            said.loc[there, "postponed_until"] = pd.Timestamp(day + dt.timedelta(days=wait))
    tables.write(book, "tblReminders", said.astype(listed.dtypes[["status", "postponed_until", "notes"]].to_dict()))
