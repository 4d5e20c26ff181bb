"""Matching decisions on pasted rows: new, update, same, review or rejected, with the reason.

- **update / same**: only an exact customer id chooses a record to overwrite. It is an update where a filled value
  differs or fills a blank, else same. An id whose record has another name, with nothing else in common, or another tax
  number, is for review: somebody else's numbering, or one that two copies of the book have given.
- **same** without an id: a tax number, or evidence above MATCH, names one record, and the row tells nothing new.
- **review**: such a record, but the row would change it; or evidence between REVIEW and MATCH; or two records that fit
  equally; or a row like an earlier row of the list, telling something else.
- **new**: nothing like it; **rejected**: neither a name nor anything that names a record, or refused by the caller.

Everything is proposed, nothing carried out; rows in = new + updated + same + review + rejected, by construction.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from workbook.language import Text
from workbook.rules.basics.gc_pause import gc_paused
from workbook.rules.cleaning import text as texts
from workbook.rules.matching.decision import Decided
from workbook.rules.matching.duplicates import unambiguous
from workbook.rules.matching.evidence import MATCH, REVIEW, TAX_EQUAL, Evidence, candidates, explain, score, weigh
from workbook.rules.matching.name_pairs import Core, Part
from workbook.rules.matching.new_facts import Rows, id_key
from workbook.rules.matching.records import Records, prepare

if TYPE_CHECKING:
    import pandas as pd

AS_WELL = 2.0
"""A second record within so many bits of the best fits as well as it."""

_ID_UPDATE = Text("编号相同", "the customer number is equal")
_ID_SAME = Text("编号相同，没有新内容", "the customer number is equal and there is nothing new")
_ID_STRANGE = Text(
    "编号 {id} 在客户簿里是“{ours}”，这一行是“{theirs}”，也没有别的共同点：是另一个客户就选“新建”，确是改名就选“更新”",
    "the number {id} is '{ours}' in the book and '{theirs}' in this row, and nothing else agrees: choose New if it is "
    "another customer, Update if it was renamed",
)
_ID_TAX = Text("编号与 {id} 相同，但税号不同", "the number is that of {id}, but the tax number differs")
_ID_TWICE = Text("客户簿里有两个客户的编号是 {id}", "two customers of the book have the number {id}")
_SAME = Text("已在客户簿中（{id}），没有新内容", "already in the book ({id}), with nothing new")
_TAX_DIFFERS = Text("税号与 {id} 相同，内容不同：{fields}", "the tax number is that of {id}; different: {fields}")
_LIKELY = Text("很可能就是 {id}，内容不同：{fields}", "most likely {id}; different: {fields}")
_PERHAPS = Text("可能是 {id}，请核对", "perhaps {id}; please check")
_BRANCH = Text("可能是 {id} 的分支机构或总部", "perhaps a branch, or the head office, of {id}")
_SEVERAL = Text("同样像 {id} 和 {other}", "fits {id} and {other} equally well")
_REPEAT = Text("与第 {row} 行重复", "repeats row {row}")
_LIKE_ROW = Text(
    "与第 {row} 行像是同一个客户，内容不同：{fields}", "seems the same customer as row {row}; different: {fields}"
)
_NEAR_ROW = Text("与第 {row} 行相近，请核对", "is close to row {row}; please check")
_SAME_ID_ROW = Text("第 {row} 行也是编号 {id}", "row {row} has the number {id} too")
_NEW = Text("客户簿里没有相近的客户", "nothing like it is in the book")
_NEW_NEAR = Text("与 {id} 名称相近，但{why}", "the name is like that of {id}, but {why}")
_NEW_NUMBER = Text("编号 {id} 不在客户簿里", "the number {id} is not in the book")
_NO_NAME = Text("没有名称", "there is no name")
_BAD_NAME = Text("“{name}”不是名称", "'{name}' is no name")
_WHY_PLACE = Text("地区不同", "the places differ")
_WHY_TRADE = Text("行业不同", "the trades differ")
_JOIN = Text("；{more}", "; {more}")


def decide(
    pasted: pd.DataFrame,
    customers: pd.DataFrame,
    *,
    rejects: Mapping[int, Text] | None = None,
    rows: Sequence[int] | None = None,
    labels: Mapping[str, Text] | None = None,
    prepared: Callable[[], Records | None] = lambda: None,
) -> list[Decided]:
    """Decide n cleaned rows against the book.

    Both frames have plain text columns by field key (customer_id, name, kind, phone, mobile, fax, email, website,
    address, postcode, tax_no, contact_name and any others); a filled pasted column that `customers` lacks counts as
    something new. `rejects`: rows (by position) refused before, with the reason. `rows`: the row numbers to speak of
    (default 1..n); `labels`: what to call a field in a reason (default its key); `prepared`: asks for
    `records.prepare(customers)` where somebody has made them ready already.
    """
    with gc_paused():
        return _decide(pasted, customers, rejects or {}, rows, labels or {}, prepared)


def _decide(
    pasted: pd.DataFrame,
    customers: pd.DataFrame,
    rejects: Mapping[int, Text],
    rows: Sequence[int] | None,
    labels: Mapping[str, Text],
    prepared: Callable[[], Records | None],
) -> list[Decided]:
    n = len(pasted)
    numbers = list(rows) if rows is not None else list(range(1, n + 1))
    left, right = prepare(pasted), prepared()
    if right is None:
        right = prepare(customers)
    book = Rows(pasted, customers, labels, (left.names.normal, right.names.normal))
    decided: list[Decided | None] = [None] * n
    for row, reason in rejects.items():
        decided[row] = Decided("rejected", reason)
    by_id = _by_id(left, right, book, decided)
    found = _weighed(left, right)
    best = _best(found)
    for row in range(n):
        if decided[row] is None:
            decided[row] = _against_book(row, best.get(row, ()), found, book)
    done = [one for one in decided if one is not None]
    return _inside(left, done, book, by_id, numbers)


def _weighed(left: Records, right: Records) -> Evidence:
    i, j = candidates(left, right)
    return weigh(left, right, i, j)


def _best(found: Evidence) -> dict[int, tuple[int, ...]]:
    """Row -> its pairs, best first: up to three, and only those with something to say."""
    worth = np.flatnonzero((found.bits >= REVIEW) | (found.name.core == Core.EQUAL))
    order = worth[np.lexsort((found.right[worth], -found.bits[worth], found.left[worth]))]
    best: dict[int, tuple[int, ...]] = {}
    for k in order.tolist():
        row = int(found.left[k])
        if len(best.get(row, ())) < 3:
            best[row] = (*best.get(row, ()), k)
    return best


def _by_id(left: Records, right: Records, book: Rows, decided: list[Decided | None]) -> dict[int, str]:
    """Decide the rows whose customer id is in the book; row -> id."""
    where: dict[str, list[int]] = {}
    if not any(book.pasted.get("customer_id", ())):
        return {}
    for place, known in enumerate(book.ids):
        where.setdefault(id_key(known), []).append(place)
    rows = [
        row for row, one in enumerate(decided) if one is None and book.pasted_id(row) in where and book.pasted_id(row)
    ]
    if not rows:
        return {}
    at = np.array([where[book.pasted_id(row)][0] for row in rows], dtype=np.int64)
    found = weigh(left, right, np.array(rows, dtype=np.int64), at)
    taken: dict[int, str] = {}
    for k, row in enumerate(rows):
        known = book.ids[at[k]]
        fills, overwrites = book.news(row, book.record(int(at[k])))
        one = Decided("update", _ID_UPDATE, known, 1.0, _join(_ID_UPDATE, explain(found, k)), fills, overwrites)
        if len(where[book.pasted_id(row)]) > 1:
            one = replace(one, decision="review", reason=_ID_TWICE.format(id=known))
        elif found.parts["tax_no"][k] < 0:
            one = replace(one, decision="review", reason=_ID_TAX.format(id=known))
        elif found.bits[k] < REVIEW and book.other_name(row, int(at[k])):
            ours, theirs = book.record(int(at[k]))("name"), book.row(row)("name")
            one = replace(one, decision="review", reason=_ID_STRANGE.format(id=known, ours=ours, theirs=theirs))
        elif not fills and not overwrites:
            one = replace(one, decision="same", reason=_ID_SAME)
        decided[row] = one
        taken[row] = known
    return taken


def _against_book(row: int, pairs: Sequence[int], found: Evidence, book: Rows) -> Decided:
    name = book.pasted["name"][row] if "name" in book.pasted else ""
    nameless = texts.is_placeholder(name)
    senseless = not nameless and not re.search(r"[^\W\d_]", name)
    if not pairs or found.bits[pairs[0]] < REVIEW:
        if nameless or senseless:
            return Decided("rejected", _NO_NAME if nameless else _BAD_NAME.format(name=name))
        reason = _NEW
        if pairs and found.bits[pairs[0]] > -20:
            reason = _near(found, pairs[0], book)
        given = book.pasted_id(row)
        if given:
            reason = _join(reason, _NEW_NUMBER.format(id=book.pasted["customer_id"][row]))
        return Decided("new", reason)
    k = pairs[0]
    at = int(found.right[k])
    bits = float(found.bits[k])
    known = book.ids[at]
    fills, overwrites = book.news(row, book.record(at))
    one = Decided(
        "review", _PERHAPS.format(id=known), known, round(score(bits), 4), explain(found, k), fills, overwrites
    )
    rivals = [r for r in pairs[1:] if found.bits[r] >= max(bits - AS_WELL, REVIEW)]
    by_tax = found.parts["tax_no"][k] >= TAX_EQUAL and not any(found.parts["tax_no"][r] >= TAX_EQUAL for r in rivals)
    if found.name.branch[k] and not by_tax:
        return replace(one, reason=_BRANCH.format(id=known))
    if rivals and not by_tax:
        other = book.ids[int(found.right[rivals[0]])]
        return replace(
            one, score=round(score(min(bits, MATCH - 0.5)), 4), reason=_SEVERAL.format(id=known, other=other)
        )
    if bits < MATCH:
        return one
    if not fills and not overwrites:
        return replace(one, decision="same", reason=_SAME.format(id=known))
    reason = _TAX_DIFFERS if by_tax else _LIKELY
    return replace(one, reason=reason.format(id=known, fields=book.named((*fills, *overwrites))))


def _near(found: Evidence, k: int, book: Rows) -> Text:
    """Why a firm with the same core is not the one: for the eye, the decision stays new."""
    if found.name.place[k] == Part.CONFLICT:
        why = _WHY_PLACE
    elif found.name.trade[k] < 0:
        why = _WHY_TRADE
    else:
        return _NEW
    return _NEW_NEAR.format(id=book.ids[int(found.right[k])], why=why)


def _inside(
    left: Records, decided: list[Decided], book: Rows, by_id: Mapping[int, str], numbers: Sequence[int]
) -> list[Decided]:
    """Rows like an earlier row of the same list."""
    result = list(decided)
    first_with: dict[str, int] = {}
    for row, known in sorted(by_id.items()):
        earlier = first_with.setdefault(known, row)
        if earlier != row:
            result[row] = _twin(row, earlier, True, result[row], book, numbers, by_id=known)
    earlier_rows, later_rows = candidates(left, left, within=True)
    found = weigh(left, left, earlier_rows, later_rows)
    bits = unambiguous(found)
    enough = np.flatnonzero(bits >= REVIEW)
    order = enough[np.lexsort((earlier_rows[enough], bits[enough] < MATCH, later_rows[enough]))]
    seen: set[int] = set()
    for k in order.tolist():
        earlier, row = int(earlier_rows[k]), int(later_rows[k])
        if (
            row in seen
            or row in by_id
            or result[row].decision in ("rejected", "same")
            or decided[earlier].decision == "rejected"
        ):
            continue
        seen.add(row)
        result[row] = _twin(row, earlier, bool(bits[k] >= MATCH), result[row], book, numbers)
        if result[row].evidence is None:
            result[row] = replace(result[row], evidence=explain(found, k), score=round(score(float(bits[k])), 4))
    return result


def _twin(
    row: int, earlier: int, sure: bool, one: Decided, book: Rows, numbers: Sequence[int], by_id: str | None = None
) -> Decided:
    fills, overwrites = book.news(row, book.row(earlier))
    if sure and not fills and not overwrites:
        return replace(one, decision="same", reason=_REPEAT.format(row=numbers[earlier]), like_row=earlier)
    if by_id is not None:
        reason = _SAME_ID_ROW.format(row=numbers[earlier], id=by_id)
    elif sure:
        reason = _LIKE_ROW.format(row=numbers[earlier], fields=book.named((*fills, *overwrites)))
    else:
        reason = _NEAR_ROW.format(row=numbers[earlier])
    if one.decision == "review":
        reason = _join(one.reason, reason)
    return replace(one, decision="review", reason=reason, like_row=earlier)


def _join(first: Text, more: Text) -> Text:
    if not more.zh:
        return first
    tail = _JOIN.format(more=more)
    return Text(first.zh + tail.zh, first.en + tail.en)
