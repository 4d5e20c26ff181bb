"""merge: make one of two customers, as a step that can be undone.

The survivor's values stay, its blanks are filled from the other, the rows of every table that refer to the other are
repointed, the other's row goes. Which two: named on the command line, or all pairs marked on the sheet 查重.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from macros import journal
from macros.files.list_habits import shown
from macros.keeping.row_merging import merge_contacts, repoint, tell_orders_apart, write_row
from macros.pasting.pasted_list import must_not_overwrite, read_known
from macros.report import UNDO_TAKES_IT_BACK, Progress, Report, silent
from workbook import tables
from workbook.errors import InputError
from workbook.language import Text
from workbook.nearest import ALL_CUSTOMERS, Name, unknown_name
from workbook.rules.basics import references
from workbook.rules.importing.lead_decisions import People
from workbook.rules.importing.merged_record import Merged, also_known, called_too, merged
from workbook.rules.journal.json_scalars import Scalar, to_scalars
from workbook.schema.model import Table
from workbook.schema.tables.contacts import PROFILES
from workbook.schema.tables.customers import CUSTOMERS
from workbook.schema.tables.import_sheets import DUPLICATES

if TYPE_CHECKING:
    import pandas as pd
    import xlwings as xw

READING, WRITING, WORKING = Text("读取", "Reading"), Text("合并", "Merging"), Text("重新计算", "Working out again")


@dataclass(frozen=True)
class _Done:
    """What one merge did."""

    keep: str
    drop: str
    rows: int  # rows of other tables that followed
    contacts: int  # persons whom both had, now one contact each
    filled: int
    differing: list[tuple[Text, str, str]]  # field, what stayed, what went


def merge(
    book: xw.Book,
    *,
    keep: str | None = None,
    drop: str | None = None,
    as_of: dt.date | None = None,
    now: dt.datetime | None = None,
    progress: Progress = silent,
) -> Report:
    """Merge `drop` into `keep` (number or exact name), or the pairs marked on the sheet 查重.

    InputError where a customer is not known, the two are one, or no pair is marked.
    """
    from macros.counting.refresh import count_after

    progress(READING, 0.0)
    pairs = _pairs(book, keep, drop)
    done: list[_Done] = []
    for at, pair in enumerate(pairs):
        progress(WRITING, 0.1 + 0.6 * at / len(pairs))
        with journal.step(book, "merge", now=now) as step:
            done.append(_merge(step, *pair))
    _drop_pairs_of(book, {one.drop for one in done})
    count_after(book, WORKING, progress, 0.7, as_of=as_of)
    return _report(done)


def _pairs(book: xw.Book, keep: str | None, drop: str | None) -> list[tuple[str, str]]:
    """Numbers of the pairs to merge; where a pair names one that an earlier pair merges away, its survivor."""
    import pandas as pd

    customers = read_known(book, "customers").customers
    if keep is None or drop is None:
        if keep is not None:
            raise InputError(
                Text(
                    "合并要写两个客户：先保留的，后并入的。", "Name two customers: the one that stays, then the other."
                )
            )
        marked = tables.read(book, DUPLICATES).frame
        marked = marked[marked["decision"] == "merge"]
        if marked.empty:
            raise InputError(
                Text(
                    "没有要合并的客户。请先运行“查重”，在要合并的行选“合并”；或用 customer-book merge 写明两个客户。",
                    "There is nothing to merge. Run Find duplicates and mark pairs Merge, "
                    "or name two customers to customer-book merge.",
                )
            )
        keep_typed, drop_typed = marked["keep_id"], marked["drop_id"]
    else:
        keep_typed, drop_typed = pd.Series([keep], dtype="str"), pd.Series([drop], dtype="str")
    stays = _known(keep_typed, customers)
    goes = _known(drop_typed, customers)
    survivors: dict[str, str] = {}
    pairs: list[tuple[str, str]] = []
    for one, other in zip(stays, goes, strict=True):
        first, second = _follow(one, survivors), _follow(other, survivors)
        if first != second:
            survivors[second] = first
            pairs.append((first, second))
    if not pairs:
        raise InputError(
            Text("要合并的是同一个客户，没有改动。", "They are one customer already; nothing was changed.")
        )
    return pairs


def _known(typed: pd.Series[str], customers: pd.DataFrame) -> list[str]:
    found = references.resolve(typed, customers, parts=False)
    for at, one in zip(found.ids.index, found.ids.tolist(), strict=True):
        if not isinstance(one, str):
            raise InputError(
                unknown_name(
                    Text(
                        f"“{typed[at]}”不是已有客户的编号或唯一的全称，没有改动。",
                        f"'{typed[at]}' is no number or unique name of a customer; nothing was changed.",
                    ),
                    str(typed[at]),
                    [Name.of(f"{number} {name}", number, name) for number, name in _numbers_and_names(customers)],
                    ALL_CUSTOMERS,
                )
            )
    return [str(one) for one in found.ids.tolist()]


def _numbers_and_names(customers: pd.DataFrame) -> list[tuple[str, str]]:
    """Number and name of each customer; '' where one has none."""
    numbers, names = (customers[key].fillna("").astype("str").tolist() for key in ("customer_id", "name"))
    return list(zip(numbers, names, strict=True))


def _follow(one: str, survivors: Mapping[str, str]) -> str:
    while one in survivors:
        one = survivors[one]
    return one


def _merge(step: journal.Step, keep: str, drop: str) -> _Done:
    import pandas as pd

    book = step.book
    known = read_known(book, "customers")
    people = People(known.customers, known.contacts, known.unread)
    result = merged(people.customer(keep), people.customer(drop), people.locked(keep))
    differing = _merge_profiles(step, known.customers, keep, drop)
    contacts = merge_contacts(step, people, known.contacts, keep, drop)
    tell_orders_apart(step, known.customers, keep, drop)
    rows = repoint(step, CUSTOMERS, known.customers, keep, drop)
    changes = dict(result.changes)
    parent = pd.Series([changes.get("parent")], dtype="str")
    if references.resolve(parent, known.customers).ids.isin([keep, drop]).any():
        del changes["parent"]  # who was the other's parent is not its own
    remarks = also_known(result, people.customer(keep), CUSTOMERS, tables.language(book))
    if remarks is not None and "remarks" not in people.locked(keep):
        changes["remarks"] = remarks
    names = called_too(result, people.customer(keep))
    if names is not None and "former_names" not in people.locked(keep):
        changes["former_names"] = names
    write_row(step, CUSTOMERS, people.position(keep), changes)
    step.delete_rows(CUSTOMERS, [people.position(drop)])
    differing = [*_differences(book, CUSTOMERS, result), *differing]
    return _Done(keep, drop, rows, contacts, len(result.changes), differing)


def _differences(book: xw.Book, table: Table, result: Merged) -> list[tuple[Text, str, str]]:
    """The fields in which the two differ, the survivor's value, the other's."""
    return [
        (table[key].label, shown(book, table[key].list, mine), shown(book, table[key].list, other))
        for key, mine, other in result.differing
    ]


def _merge_profiles(step: journal.Step, customers: pd.DataFrame, keep: str, drop: str) -> list[tuple[Text, str, str]]:
    """A customer has one profile: where both have one, the other's fills the blanks of the survivor's and goes. Gives
    what was not taken over."""
    data = tables.read(step.book, PROFILES, ["row_id", *(field.key for field in PROFILES.inputs)])
    whose = references.resolve(data.frame["customer_id"], customers).ids
    first, other = whose.index[whose.eq(keep)], whose.index[whose.eq(drop)]
    if not len(first) or not len(other):
        return []
    rows = data.frame.loc[[first[0], *other]]
    values = {str(key): to_scalars(rows[key]) for key in rows.columns}
    locked = frozenset(str(one.field) for one in data.findings if one.row == first[0] and must_not_overwrite(one))
    mine = {key: column[0] for key, column in values.items()}
    changes: dict[str, Scalar] = {}
    differing: list[tuple[Text, str, str]] = []
    for at in range(1, len(rows)):
        more = {key: column[at] for key, column in values.items()}
        result = merged({**mine, **changes}, more, locked)
        changes |= result.changes
        differing += _differences(step.book, PROFILES, result)
    write_row(step, PROFILES, int(first[0]), changes)
    step.delete_rows(PROFILES, [int(at) for at in other])
    return differing


def _drop_pairs_of(book: xw.Book, gone: set[str]) -> None:
    """Pairs with a customer that is no more leave the sheet 查重."""
    frame = tables.read(book, DUPLICATES).frame
    stays = frame[~frame["keep_id"].isin(gone) & ~frame["drop_id"].isin(gone)]
    if len(stays) != len(frame):
        tables.replace(book, DUPLICATES, stays)


def _report(done: list[_Done]) -> Report:
    lines: list[Text] = []
    for one in done:
        lines.append(
            Text(
                f"{one.drop} 已并入 {one.keep}：补上 {one.filled} 个空白，其他表的 {one.rows:,} 行已一并转过去。",
                f"{one.drop} was merged into {one.keep}: {one.filled} blanks filled, "
                f"{one.rows:,} rows of other tables were moved over.",
            )
        )
        if one.contacts:
            lines.append(
                Text(
                    f"  {one.contacts} 位联系人两边都有，已合为一位。",
                    f"  {one.contacts} contacts whom both had are one contact each now.",
                )
            )
        lines += [
            Text(f"  {label.zh}：保留“{mine}”，没有取“{other}”", f"  {label.en}: kept '{mine}', not '{other}'")
            for label, mine, other in one.differing
        ]
    lines.append(UNDO_TAKES_IT_BACK)
    figures = {"merged": len(done), "rows": sum(one.rows for one in done), "filled": sum(one.filled for one in done)}
    return Report("merge", tuple(lines), dict(figures))
