"""keyaccount: a key account on one page - an opportunity's needs, decision chain, purchase, rivals, risks, next step.

The book is only read, as of the day. An opportunity is named by its number or title; a customer stands for all of its
opportunities that are going on, a sheet each, the largest first.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from macros.desk.active_row import chosen_cells, chosen_customer
from macros.desk.card import chosen
from macros.files.new_file import PDF, SHEETS, make_new, must_be_new, safe_name
from macros.report import Progress, Report, silent
from workbook.errors import InputError
from workbook.language import Text
from workbook.schema.tables.opportunities import OPPORTUNITIES

if TYPE_CHECKING:
    import xlwings as xw

    from workbook.rules.card.book_frames import BookFrames
    from workbook.rules.card.key_account import Account

READING, WORKING, WRITING = Text("读取", "Reading"), Text("计算", "Working out"), Text("写入", "Writing")

_NONE = Text(
    "{name}没有进行中的商机。请先在“商机”里登记一行（客户、商机名称、开发阶段）。",
    "{name} has no opportunity that is going on. Enter one in Opportunities first (customer, title, stage).",
)
_MADE = Text("{name}的重点客户页已存为 {path}，共 {n} 页。", "{name}: {n} key account page(s) saved as {path}.")
_NO_DECIDER = Text("{title}：还不知道由谁决定。", "{title}: nobody knows who decides.")
_BLANK = Text("{title}：这一阶段还有 {n} 项没弄清。", "{title}: {n} things that this stage needs are not known.")


def keyaccount(
    book: xw.Book,
    *,
    account: str | None = None,
    to: Path | None = None,
    as_of: dt.date | None = None,
    progress: Progress = silent,
) -> Report:
    """Write the page or pages, .xlsx or .pdf. InputError where nobody, or more than one, is meant, and where nothing
    is going on with the customer."""
    from macros.desk.cards.frames import read_frames
    from macros.desk.keyaccount_page import write
    from workbook.rules.card import key_account

    if to is not None:
        must_be_new(to, SHEETS, PDF)
    said = account or _chosen(book)
    progress(READING, 0.0)
    frames = read_frames(book, as_of)
    progress(WORKING, 0.5)
    made = [key_account.account(frames, at) for at in _meant(frames, said)]
    progress(WRITING, 0.8)
    path = to or _beside(book, made[0])
    make_new(path, lambda where: write(made, where))
    return _report(made, path)


def _chosen(book: xw.Book) -> str:
    """What the chosen row names: an opportunity, else a customer."""
    cells = chosen_cells(book, (OPPORTUNITIES,), ("opportunity_id",))
    if cells is not None and isinstance(cells["opportunity_id"], str):
        return cells["opportunity_id"]
    return chosen_customer(book)


def _meant(frames: BookFrames, said: str) -> list[int]:
    """The positions of the opportunities that are meant."""
    import pandas as pd

    from workbook.rules.basics.references import resolve, spelled_out
    from workbook.rules.card.key_account import of_customer

    rows = frames.tables[OPPORTUNITIES.name].reset_index(drop=True)
    asked = pd.Series([said], dtype="str")
    at = int(resolve(asked, rows, id_key="opportunity_id", name_key="title").positions.iloc[0])
    if at >= 0:
        return [at]
    customer = chosen(frames.customers, said)
    found = of_customer(frames, str(frames.customers["customer_id"].iloc[customer]))
    if not found:
        raise InputError(_NONE.format(name=spelled_out(frames.customers, customer, "customer_id", "name")))
    return found


def _beside(book: xw.Book, first: Account) -> Path:
    from macros.desk.keyaccount_page import SHEET
    from macros.desk.letters.places import beside, free

    name = safe_name(first.customer)
    return free(beside(book) / f"{SHEET[first.lang]} {name} {first.as_of.isoformat()}{SHEETS}")


def _report(made: list[Account], path: Path) -> Report:
    lines = [_MADE.format(name=made[0].customer, path=path, n=len(made))]
    for one in made:
        if not one.decides:
            lines.append(_NO_DECIDER.format(title=one.title))
        if one.blank:
            lines.append(_BLANK.format(title=one.title, n=len(one.blank)))
    return Report("keyaccount", tuple(lines), {"pages": len(made), "blank": sum(len(one.blank) for one in made)})
