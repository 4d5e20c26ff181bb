"""A copy as a file: a new book built from the schema and filled with what may travel, never the original with parts
hidden. Lists and settings, the same in every copy, are filled into a model once."""

from __future__ import annotations

import datetime as dt
import shutil
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbook import engine, schema, tables
from workbook.language import Lang, Text
from workbook.schema.confidential import Audience
from workbook.schema.home import HOME_BANNER
from workbook.schema.tables.import_sheets import LABELS
from workbook.schema.tables.sharing import REGISTERED
from workbook.tables.defined_names import named_range
from workbook.tables.hosts import host_of

if TYPE_CHECKING:
    import pandas as pd
    import xlwings as xw

    from workbook.rules.sharing.outgoing import Outgoing

_BANNER: dict[Audience, Text] = {
    Audience.OWNER: Text(
        "{name}的副本，{day} 发出。照常登记、刷新；新编号先是“新-{mark}-001”，收回时换成正式编号。"
        "改好后把整个文件交回内勤，文件名随意。",
        "{name}'s copy of {day}. Work in it as usual; new numbers are provisional (新-{mark}-001) "
        "until it is collected. Hand the whole file back, under any name.",
    ),
    Audience.MANAGER: Text(
        "经理用的副本，{day} 发出：全部客户，没有个人资料。改好后把整个文件交回内勤，文件名随意。",
        "The manager's copy of {day}: every customer, nothing personal. Hand the whole file back, under any name.",
    ),
    Audience.ANONYMOUS: Text(
        "匿名副本，{day} 做成：名称和号码都换过，只用来看问题，不再收回。",
        "An anonymous copy of {day}: names and numbers were replaced. "
        "It is for looking at a problem, not to come back.",
    ),
}


@dataclass(frozen=True)
class Label:
    """Whose a copy is."""

    handout: str
    audience: Audience
    owner: str | None  # the key
    name: str
    mark: str
    of: str  # guid of the book it was made of
    day: dt.datetime
    lang: Lang


def model(book: xw.Book, path: Path, *, anonymous: bool) -> None:
    """Write a new book with this one's lists and settings, the company's own left out."""
    from workbook.build.book import build_book

    lang = tables.language(book)
    build_book(path, lang)
    lists = {one.key: tables.read_raw(book, one.table).frame for one in schema.LISTS}
    if anonymous:
        lists["salesperson"] = nameless(lists["salesperson"], lang)
    settings = {one: tables.get_name(book, one.range_name) for one in schema.SETTINGS if not one.at_home}
    with engine.open_book(path) as copy:
        for one in schema.LISTS:
            here = tables.read_raw(copy, one.table).frame
            if not here.equals(lists[one.key]):
                tables.replace(copy, one.table, lists[one.key])
        for setting, value in settings.items():
            hidden = anonymous and setting.key in ("company", "today_owner")
            tables.set_name(copy, setting.range_name, None if hidden else value)
        tables.replace(copy, LABELS, _labels(lists))
        copy.save()


def nameless(people: pd.DataFrame, lang: Lang) -> pd.DataFrame:
    """The list of salespersons with numbers for names, and nothing else that tells who they are."""
    said = Text("业务员{n}", "Salesperson {n}")
    names = [said.format(n=at)[lang] for at in range(1, len(people) + 1)]
    kept = people[["key", "label", "order", "in_use"]].assign(label=names)
    return kept.assign(key=[f"p{at}" for at in range(1, len(people) + 1)]).astype({"key": "str", "label": "str"})


def _labels(lists: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    import pandas as pd

    rows = [
        {"list": key, "key": one, "label": label}
        for key, frame in lists.items()
        for one, label in zip(frame["key"].tolist(), frame["label"].tolist(), strict=True)
        if isinstance(one, str) and isinstance(label, str)
    ]
    return pd.DataFrame(rows, columns=["list", "key", "label"]).astype("str")


def fill(
    made: Path, path: Path, label: Label, content: Outgoing, registered: pd.DataFrame | None, as_of: dt.date | None
) -> None:
    """Make a copy of the model at `path`, fill it and work its figures out."""
    from macros.counting.refresh import refresh

    shutil.copyfile(made, path)
    with engine.open_book(path) as copy:
        for name, frame in sorted(
            content.frames.items(), key=lambda one: len(one[1])
        ):  # little moves while it is small
            if len(frame):
                tables.append(copy, name, frame)
        if registered is not None and len(registered):
            tables.append(copy, REGISTERED, registered)
        for name, value in _names(label).items():
            tables.set_name(copy, name, value)
        if label.audience is not Audience.ANONYMOUS:
            pattern = tables.get_name(copy, "set_order_numbers")
            tables.set_name(copy, "set_order_numbers", f"{label.mark}{pattern}" if pattern else None)
        said = _BANNER[label.audience].format(name=label.name, day=f"{label.day:%Y-%m-%d}", mark=label.mark)
        if (cell := named_range(copy, HOME_BANNER)) is not None:
            host_of(copy).write_range(copy, cell, [[said[label.lang]]])
        refresh(copy, as_of=as_of, now=label.day)
        copy.save()


def _names(label: Label) -> dict[str, Any]:
    return {
        "meta_book_guid": str(uuid.uuid4()),
        "meta_is_sample": None,
        "meta_copy_id": label.handout,
        "meta_copy_of": label.of,
        "meta_copy_for": str(label.audience),
        "meta_copy_owner": label.owner,
        "meta_copy_on": label.day,
        "meta_copy_mark": label.mark,
    }
