"""card: the card of one customer, of all of a salesperson's, or a blank one - as a file to print.

The book is only read; what is on a card is worked out as refresh would. A file that is there is never written over.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from macros.counting.salesperson import salesperson
from macros.files.new_file import CANNOT_WRITE, PDF, SHEETS, make_new, must_be_new
from macros.report import Progress, Report, silent
from workbook.errors import CannotWrite, InputError
from workbook.language import Lang, Text, joined
from workbook.nearest import ALL_CUSTOMERS, Name, unknown_name

if TYPE_CHECKING:
    import pandas as pd
    import xlwings as xw

    from workbook.rules.card.book_frames import BookFrames
    from workbook.rules.card.model import Card

READING, WORKING, WRITING = Text("读取", "Reading"), Text("计算", "Working out"), Text("写入", "Writing")

_WHOM = Text(
    "请写明哪个客户（编号、全称或名称的一部分），或用 --all。",
    "Name the customer (number, name or a part of it), or say --all.",
)
_ONE_OR_ALL = Text("写了客户就不用 --all、--owner。", "Where a customer is named there is no --all and no --owner.")
_OWNER_ALONE = Text("--owner 要和 --all 一起用。", "--owner goes with --all.")
_UNKNOWN = Text(
    "“{said}”不是已有客户的编号或名称，也不是名称的一部分。",
    "'{said}' is no number, name or part of a name of a customer.",
)
_SEVERAL = Text("“{said}”有几个客户：{which}。请写编号。", "'{said}' may be one of several: {which}. Write the number.")
_NOBODY = Text("没有未归档的客户，没有可做的卡。", "There is no customer that is not archived; nothing was made.")
_MADE = Text("{name}的客户卡已存为 {path}。", "The card of {name} was saved as {path}.")
_ALL_MADE = Text("{n} 张客户卡已存到 {path}。", "{n} cards were saved in {path}.")
_BLANK = Text(
    "空白客户卡（公司、个人各一份）已存为 {path}。",
    "Blank cards, one for a company and one for a person, were saved as {path}.",
)
_PRIVATE = Text("卡上有保密资料，请勿外传。", "There are confidential facts on it; do not pass it on.")
_MANY = 5  # candidates that a refusal names


def card(
    book: xw.Book | None,
    *,
    to: Path,
    customer: str | None = None,
    every: bool = False,
    owner: str | None = None,
    private: bool = False,
    blank: bool = False,
    lang: Lang = "zh",
    as_of: dt.date | None = None,
    progress: Progress = silent,
) -> Report:
    """Write cards to a file (.xlsx, .pdf) or, of all customers, into a folder. `book` is None for a blank card only,
    which is then in `lang`."""
    from macros.desk.cards import file
    from workbook import tables

    if blank or book is None:
        must_be_new(to, SHEETS, PDF)
        make_new(to, lambda path: file.write_blank(lang if book is None else tables.language(book), path))
        return Report("card", (_BLANK.format(path=to),), {"cards": 0})
    if customer is None and not every:
        raise InputError(_OWNER_ALONE if owner is not None else _WHOM)
    if customer is not None and (every or owner is not None):
        raise InputError(_ONE_OR_ALL)
    if not (every and not to.suffix):
        must_be_new(to, SHEETS, PDF)
    from macros.desk.cards.frames import read_frames
    from workbook.rules.card.make import card as make

    progress(READING, 0.0)
    frames = read_frames(book, as_of)
    progress(WORKING, 0.5)
    wanted = [chosen(frames.customers, customer)] if customer is not None else _all_of(frames, owner)
    made = [make(frames, at, private=private) for at in wanted]
    progress(WRITING, 0.8)
    if every and not to.suffix:
        _write_folder(made, to)
    else:
        make_new(to, lambda path: file.write_cards(made, path))
    name = f"{made[0].customer_id} {made[0].name}"
    said = [_MADE.format(name=name, path=to) if len(made) == 1 else _ALL_MADE.format(n=len(made), path=to)]
    return Report("card", (*said, *([_PRIVATE] if private else [])), {"cards": len(made)})


def chosen(customers: pd.DataFrame, said: str) -> int:
    """The position of the customer that is meant, as a reference to a customer is read everywhere: number, exact name,
    or a part that only one active customer has. InputError names the candidates."""
    import pandas as pd

    from workbook.rules.basics.references import fold, resolve

    found = resolve(pd.Series([said], dtype="str"), customers)
    at = int(found.positions.iloc[0])
    if at >= 0:
        return at
    several = list(found.several.get(said, ()))
    if len(found.ambiguous) and not several:  # a name that several have
        several = [n for n, name in enumerate(customers["name"].tolist()) if fold(str(name)) == fold(said)]
    if several:
        named = [_name(customers, one) for one in several[:_MANY]] + (["…"] if len(several) > _MANY else [])
        raise InputError(_SEVERAL.format(said=said, which=joined(named)))
    known = [Name.of(_name(customers, one), *_name(customers, one).split(" ", 1)) for one in range(len(customers))]
    raise InputError(unknown_name(_UNKNOWN.format(said=said), said, known, ALL_CUSTOMERS))


def _name(customers: pd.DataFrame, at: int) -> str:
    from workbook.rules.basics.references import spelled_out

    return spelled_out(customers, at, "customer_id", "name")


def active_customers(frames: BookFrames, owner: str | None = None) -> list[int]:
    """The positions of the customers that are not archived; of one owner's, where one is named (label or key)."""
    customers = frames.customers
    wanted = ~customers["archived"].eq(True).to_numpy(dtype=bool) & customers["customer_id"].notna().to_numpy()
    if owner is not None:
        people = frames.labels["salesperson"]
        wanted &= customers["owner"].eq(salesperson(owner, people)).fillna(False).to_numpy(dtype=bool)
    return [int(at) for at in wanted.nonzero()[0]]


def _all_of(frames: BookFrames, owner: str | None) -> list[int]:
    """As `active_customers`; InputError where there is none."""
    found = active_customers(frames, owner)
    if not found:
        raise InputError(_NOBODY)
    return found


def _write_folder(cards: list[Card], folder: Path) -> None:
    """A file for each card; InputError where one of them is there already."""
    from macros.desk.cards.file import file_name, write_cards

    paths = [folder / file_name(one, SHEETS) for one in cards]
    for path in paths:
        must_be_new(path)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotWrite(CANNOT_WRITE.format(path=folder, why=error.strerror)) from error
    for one, path in zip(cards, paths, strict=True):
        make_new(path, lambda at, one=one: write_cards([one], at))  # type: ignore[misc]
