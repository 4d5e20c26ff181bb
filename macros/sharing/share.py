"""share: hand out copies - one a salesperson, one for the manager, or an anonymous one to look at a problem.

What a copy holds follows from the allow-lists of the schema (`workbook/schema/confidential.py`); free text is masked
and what was masked is listed before a file is written; the written file is searched for what it withholds, and only a
clean one reaches the folder. The hand-out is recorded, and the values are kept for the merge.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from macros.counting.salesperson import salesperson
from macros.report import Progress, Report, silent
from workbook import schema, tables
from workbook.errors import InputError
from workbook.language import Text
from workbook.schema.confidential import Audience
from workbook.schema.model import Copied, Who
from workbook.schema.tables.customers import CUSTOMERS

if TYPE_CHECKING:
    import pandas as pd
    import xlwings as xw

    from macros.sharing.copy_book import Label
    from workbook.rules.sharing.outgoing import Outgoing, Source

READING, CHOOSING = Text("读取", "Reading"), Text("挑选内容", "Choosing what goes")
MAKING, DONE = Text("做副本：{name}", "Making the copy of {name}"), Text("完成", "Done")
FOLDER = Text("副本", "copies")

_ONE_OF = Text(
    "--owner、--all、--for 只能写一个；没有改动。", "Choose one of --owner, --all and --for; nothing was changed."
)
_IS_COPY = Text(
    "这是一本发出的副本，不能再从它发副本。请用总簿来发。",
    "This is a copy that was handed out; copies are made from the book itself.",
)
_NOBODY = Text(
    "没有一位业务员名下有客户，没有副本可发。请先在“客户”表填负责人。",
    "No salesperson has customers, so there is no copy to make. Fill in Owner on Customers first.",
)
_NO_CUSTOMERS = Text("{name} 名下没有客户，没有做副本。", "{name} has no customers; no copy was made.")
_EXISTS = Text(
    "{path} 已经存在，没有覆盖它。请先移走它，或用 -o 换一个文件夹。",
    "{path} exists and was not overwritten. Move it away first, or name another folder with -o.",
)
_SAID = Text(
    "{name}：{customers:,} 位客户，{rows:,} 行 → {file}", "{name}: {customers:,} customers, {rows:,} rows → {file}"
)
_MASKED = Text(
    "备注等文字里遮盖了 {n:,} 处电话、证件号、卡号或住址，逐处列在“副本”表的“遮盖清单”；总簿里的原文没有改动。",
    "{n:,} telephones, identity and card numbers or homes in free text were masked; Masked in copies on the sheet "
    "Copies lists each. The book's own texts stay as they are.",
)
_REHEARSED = Text("只是预演，没有写副本。", "A rehearsal: no copy was written.")


def share(
    book: xw.Book,
    *,
    owner: str | None = None,
    every: bool = False,
    audience: str | None = None,
    to: Path | str | None = None,
    as_of: dt.date | None = None,
    now: dt.datetime | None = None,
    dry_run: bool = False,
    progress: Progress = silent,
) -> Report:
    """Make the copies. InputError where more than one choice is made, a person is not known or has no customers, the
    book is a copy itself, or a file is in the way; BookError where the leak scan finds anything."""
    from macros.sharing import handed_out
    from macros.sharing.written_copies import write_copies
    from workbook.rules.sharing import outgoing as rules

    if sum((owner is not None, every, audience is not None)) > 1:
        raise InputError(_ONE_OF)
    if tables.get_name(book, "meta_copy_id"):
        raise InputError(_IS_COPY)
    progress(READING, 0.0)
    moment = (now or dt.datetime.now()).replace(microsecond=0)  # noqa: DTZ005 - the user's own clock
    source = rules.source_of(read_everything(book))
    labels = _labels(book, source.frames[CUSTOMERS.name], owner, Audience(audience or "owner"), moment)
    folder = Path(to) if to is not None else Path(book.fullname).parent / FOLDER[tables.language(book)]
    targets = [folder / _file_name(book, label) for label in labels]
    for target in targets:
        if target.exists():
            raise InputError(_EXISTS.format(path=target))
    progress(CHOOSING, 0.2)
    registered = _registered(book, source.frames[CUSTOMERS.name])
    names = "" if registered is None else "\n".join(registered["name"].astype("str"))
    contents = [
        _anonymous(book, source)
        if label.audience is Audience.ANONYMOUS
        else rules.outgoing(source, label.audience, label.owner, label.lang, names)
        for label in labels
    ]
    handed_out.list_masked(book, labels, contents)
    if not dry_run:

        def making(label: Label, at: int) -> None:
            progress(MAKING.format(name=label.name), 0.3 + 0.6 * at / len(labels))

        write_copies(book, labels, contents, targets, source.secrets, registered, as_of, making)
        handed_out.record(book, labels, contents, targets)
    progress(DONE, 1.0)
    return _report(labels, contents, targets, dry_run=dry_run)


def read_everything(book: xw.Book) -> dict[str, pd.DataFrame]:
    """Every table that users fill, and what of the results travels; rows get the identifiers they lack."""
    frames: dict[str, pd.DataFrame] = {}
    for table in schema.TABLES:
        if table.result and table.copied is Copied.NEVER:
            continue
        keys = [f.key for f in table.fields if f.who is not Who.RULE and not f.formula]
        data = tables.read(book, table, keys)
        frames[table.name] = data.frame if data.frame.empty else tables.fill_ids(book, data).frame
    return frames


def _labels(
    book: xw.Book, customers: pd.DataFrame, owner: str | None, audience: Audience, now: dt.datetime
) -> list[Label]:
    """Whose copies are to be made, in the order of the list of salespersons."""
    from macros.sharing.copy_book import Label

    people, lang = tables.labels_of(book, "salesperson"), tables.language(book)
    guid = str(tables.get_name(book, "meta_book_guid"))

    def label(key: str | None, name: str, mark: str) -> Label:
        return Label(tables.new_row_ids(1)[0], audience, key, name, mark, guid, now, lang)

    if audience is not Audience.OWNER:
        return [label(None, _audience_name(audience)[lang], "经" if audience is Audience.MANAGER else "匿")]
    having = set(customers["owner"].dropna())
    if owner is not None:
        key = salesperson(owner, people)
        if key not in having:
            raise InputError(_NO_CUSTOMERS.format(name=people[key]))
        having = {key}
    marks = _marks(people)
    made = [label(key, name, marks[key]) for key, name in people.items() if key in having]
    if not made:
        raise InputError(_NOBODY)
    return made


def _audience_name(audience: Audience) -> Text:
    return next(one.label for one in schema.listing("copy_audience").entries if one.key == str(audience))


def _marks(people: Mapping[str, str]) -> dict[str, str]:
    """The shortest beginning of each name that no other has: 赵, or 赵远 where there are two."""
    marks: dict[str, str] = {}
    for key, name in people.items():
        others = [other for one, other in people.items() if one != key]
        bare = "".join(name.split())
        marks[key] = next(
            (bare[:n] for n in range(1, len(bare)) if not any(o.startswith(bare[:n]) for o in others)), bare
        )
    return marks


def _file_name(book: xw.Book, label: Label) -> str:
    kept = "".join("_" if sign in '\\/:*?"<>|' else sign for sign in label.name)
    return f"{Path(book.fullname).stem}-{kept}-{label.day:%Y%m%d-%H%M}.xlsm"


def _registered(book: xw.Book, customers: pd.DataFrame) -> pd.DataFrame | None:
    """Names and owners of all active customers; None where the setting says no."""
    if not tables.read_settings(book)["share_registered"]:
        return None
    active = customers[~customers["archived"].to_numpy(dtype=bool) & customers["name"].notna()]
    return active[["name", "owner", "created_on"]].drop_duplicates("name")


def _anonymous(book: xw.Book, source: Source) -> Outgoing:
    from macros.sharing.copy_book import nameless
    from workbook.rules.sharing.anonymous import anonymous

    people = tables.read_raw(book, schema.listing("salesperson").table).frame
    keys = people["key"].where(people["key"].notna(), people["label"])
    new = nameless(people, tables.language(book))["key"]
    return anonymous(source, dict(zip(keys, new, strict=True)), tables.language(book))


def _report(labels: Sequence[Label], contents: Sequence[Outgoing], targets: Sequence[Path], *, dry_run: bool) -> Report:
    lines = [
        _SAID.format(
            name=label.name,
            customers=len(content.frames[CUSTOMERS.name]),
            rows=sum(map(len, content.frames.values())),
            file=target,
        )
        for label, content, target in zip(labels, contents, targets, strict=True)
    ]
    masked = sum(len(content.masked) for content in contents)
    if masked:
        lines.append(_MASKED.format(n=masked))
    if dry_run:
        lines.append(_REHEARSED)
    rows = sum(len(frame) for content in contents for frame in content.frames.values())
    return Report("share", tuple(lines), {"copies": len(labels), "rows": rows, "masked": masked})
