"""Decisions on rows of orders, payments, visits from another program.

Whose they are is told by the customer's number, by a name, or by a part of a name that only one active customer has
(the reason says so): nothing fuzzier. A row that the book has already is `same`
(`workbook.rules.importing.known_lines`); a row with its own number in the book updates that row; all others are new.
What cannot be read, or lacks a required cell, is rejected.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING, Any

from workbook.language import SEMICOLON, Lang, Text, joined
from workbook.rules.basics import references
from workbook.rules.importing import same_number
from workbook.rules.importing.known_lines import mark_known
from workbook.rules.importing.line_plan import NEW_ROW, LinePlan, values_frame
from workbook.rules.importing.pasted_row import TOO_LONG, Cleaned
from workbook.rules.importing.record_changes import added_text
from workbook.rules.journal.json_scalars import Scalar, same, to_scalars
from workbook.schema.model import Table

if TYPE_CHECKING:
    import pandas as pd

_NOTES = ("remarks", "result")
"""Where a table keeps what no column takes."""
_BLANK = Text("“{field}”是空的", "{field} is blank")
_NOBODY = Text("没有客户的编号或名称是“{value}”", "no customer has the number or name '{value}'")
_SEVERAL = Text("有几个客户叫“{value}”，请填编号", "several customers are called '{value}'; give the number")
_NUMBER = Text("请填编号或全称", "give the number or the exact name")
_OWN_ID = Text("编号 {id} 已在客户簿里，没有新内容", "the number {id} is in the book; nothing new")
_UPDATE = Text("编号 {id} 已在客户簿里，内容不同：{fields}", "the number {id} is in the book; different: {fields}")
_CLASH = Text(
    "是另一条就选“新建”（另编号），确是更正就选“更新”",
    "choose New (with a new number) if it is another row, Update if it was corrected",
)
_UNKNOWN_ID = Text("编号 {id} 不在客户簿里，将另编号", "the number {id} is not in the book; it gets a new one")
_AGAIN = Text("新的一行；与第 {row} 行完全相同，请核对", "a new row; it repeats row {row} exactly, please check")
_NO_ZEROS = Text(
    "没有客户的编号是“{value}”；是 {id} 的话就选“新建”",
    "no customer has the number '{value}'; choose New if it is {id}",
)
_UNUSABLE = Text("“{field}”没有可用的值", "{field} has no value that can be used")


def plan_lines(
    rows: Sequence[Cleaned],
    table: Table,
    existing: pd.DataFrame,
    customers: pd.DataFrame,
    contacts: pd.DataFrame,
    lang: Lang,
    unread: AbstractSet[tuple[int, str]] = frozenset(),
    products: pd.DataFrame | None = None,
    *,
    own: bool = False,
) -> list[LinePlan]:
    """Decide n cleaned rows. existing: the table's inputs; customers, contacts: their numbers and names; unread:
    (position, field) of cells of the table that could not be read, which are never written over; products: the
    catalogue's numbers and names, by either of which a line may tell its product; own: the list is of the book's own
    rows."""
    plans = [LinePlan(row) for row in rows]
    if products is not None and "product" in existing:
        existing = _products_by_name(plans, existing, products)
    _keep_left(plans, table, lang)
    _find_customers(plans, customers)
    if "contact" in table:
        _find_contacts(plans, contacts)
    for plan in plans:
        _complete(plan, table, lang)
    existing = existing.assign(customer_id=_by_id(existing["customer_id"], customers))
    _by_number(plans, table, existing, unread, lang)
    mark_known(plans, table, existing, own=own)
    _tell_repeats(plans)
    for plan in plans:
        if plan.part_of is not None and plan.decision != "rejected":
            plan.reason = _joined(plan.reason, plan.part_of)
    return plans


def _products_by_name(plans: Sequence[LinePlan], existing: pd.DataFrame, products: pd.DataFrame) -> pd.DataFrame:
    """Pasted rows and the book's rows with their products by name, so that both spellings of one are equal."""
    import pandas as pd

    pasted = pd.Series([plan.row.values.get("product") for plan in plans], dtype="str")
    keys = {"id_key": "product_id", "name_key": "name"}
    for plan, name in zip(plans, references.canonical(pasted, products, **keys).tolist(), strict=True):
        if isinstance(name, str):
            plan.row.values["product"] = name
    return existing.assign(product=references.canonical(existing["product"], products, **keys))


def _tell_repeats(plans: Sequence[LinePlan]) -> None:
    """Two equal lines of one list may both be meant; the second says that it is one."""
    first: dict[tuple[tuple[str, Scalar], ...], int] = {}
    for plan in plans:
        if plan.decision == "new":
            earlier = first.setdefault(tuple(sorted(plan.row.values.items())), plan.row.line)
            if earlier != plan.row.line and plan.reason is NEW_ROW:
                plan.reason = _AGAIN.format(row=earlier)


def _by_id(typed: pd.Series[Any], customers: pd.DataFrame) -> pd.Series[Any]:
    """Customers as numbers where the book's rows name them; others as they are typed."""
    return references.resolve(typed, customers).ids.fillna(typed)


def _keep_left(plans: Sequence[LinePlan], table: Table, lang: Lang) -> None:
    """What no field took goes to the remarks, or what a table has in their place."""
    key = next(key for key in _NOTES if key in table)
    for plan in plans:
        more = added_text(plan.row.values.get(key), plan.row.remarks(lang))
        if more is not None:
            plan.row.values[key] = more


def _resolve(plans: Sequence[LinePlan], key: str, target: pd.DataFrame, id_key: str) -> references.Resolved:
    import pandas as pd

    typed = pd.Series([plan.row.values.get(key) for plan in plans], dtype="str")
    return references.resolve(typed, target, id_key=id_key)


def _find_customers(plans: Sequence[LinePlan], customers: pd.DataFrame) -> None:
    found = _resolve(plans, "customer_id", customers, "customer_id")
    for plan, known in zip(plans, found.ids.tolist(), strict=True):
        if isinstance(known, str):
            plan.customer_id = known
    told = {part: references.spelled_out(customers, at, "customer_id", "name") for part, at in found.parts.items()}
    for plan in plans:
        if (part := str(plan.row.values.get("customer_id"))) in told:
            plan.part_of = references.TAKEN.format(value=part, row=told[part])
    offered = references.candidates(found, customers, "customer_id", "name")
    for rows, sentence, decision in ((found.unknown, _NOBODY, "rejected"), (found.ambiguous, _SEVERAL, "review")):
        for at in rows.tolist():
            value = str(plans[at].row.values["customer_id"])
            reason = references.with_offers(_NUMBER, value, offered[value]) if value in offered else sentence
            plans[at].decision, plans[at].reason = decision, reason.format(value=value)
    _without_zeros([plans[at] for at in found.unknown.tolist()], customers)
    for plan in plans:
        if plan.customer_id and plan.decision == "new":
            plan.row.values["customer_id"] = plan.customer_id


def _without_zeros(plans: Sequence[LinePlan], customers: pd.DataFrame) -> None:
    """A number whose zeros, or letters, another program has dropped (3 for C00003) proposes the one it can be."""
    wanted = [(plan, _bare_number(str(plan.row.values["customer_id"]))) for plan in plans]
    wanted = [(plan, bare) for plan, bare in wanted if bare]
    if not wanted:
        return
    known: dict[str, set[str]] = {}
    for one in customers["customer_id"].dropna().tolist():
        if bare := _bare_number(one):
            known.setdefault(bare, set()).add(one)
            known.setdefault(re.sub("^[A-Z]+", "", bare), set()).add(one)
    for plan, bare in wanted:
        if len(found := list(known.get(bare, ()))) == 1:
            plan.customer_id = found[0]
            plan.decision = "review"
            plan.reason = _NO_ZEROS.format(value=plan.row.values["customer_id"], id=found[0])


def _bare_number(text: str) -> str:
    """A customer's number without the zeros it is filled up with: C00003 and c3 are C3; '' for anything else."""
    match = re.fullmatch(r"([A-Za-z]{0,4})-?0*([1-9]\d{0,9})", references.fold(text), re.ASCII)
    return match[1].upper() + match[2] if match else ""


def _find_contacts(plans: Sequence[LinePlan], contacts: pd.DataFrame) -> None:
    """A contact by number or exact unique name; another name stays as typed, and check names it."""
    found = _resolve(plans, "contact", contacts, "contact_id")
    for plan, known in zip(plans, found.ids.tolist(), strict=True):
        if isinstance(known, str):
            plan.row.values["contact"] = known


def _complete(plan: LinePlan, table: Table, lang: Lang) -> None:
    values = plan.row.values
    if plan.row.left_out is not None:
        plan.decision, plan.reason = "rejected", plan.row.left_out
    elif plan.row.too_long(lang):
        plan.decision, plan.reason = "rejected", TOO_LONG
    elif plan.row.troubles:
        told = SEMICOLON[lang].join(plan.row.troubles)
        plan.decision, plan.reason = "rejected", Text(told, told)
    elif plan.decision == "new":
        lacking = [one for one in table.inputs if one.required and one.key != table.key and values.get(one.key) is None]
        if lacking:
            label = lacking[0].label
            noted = any(note.startswith(f"{label[lang]}:") for note in plan.row.notes)
            plan.decision, plan.reason = "rejected", (_UNUSABLE if noted else _BLANK).format(field=label)
        elif plan.row.doubts:
            told = SEMICOLON[lang].join(plan.row.doubts)
            plan.decision, plan.reason = "review", Text(told, told)


def _by_number(
    plans: Sequence[LinePlan], table: Table, existing: pd.DataFrame, unread: AbstractSet[tuple[int, str]], lang: Lang
) -> None:
    """Rows with their own number: an update, or nothing new. A number the book does not have is kept as a remark."""
    key, notes = table.key, next(key for key in _NOTES if key in table)
    if key is None:
        return
    at = {references.fold(one): position for position, one in existing[key].dropna().items()}
    for plan in plans:
        number = plan.row.values.get(key)
        if not isinstance(number, str):
            continue
        position = at.get(references.fold(number))
        if position is None:
            del plan.row.values[key]
            told = f"{table[key].label[lang]}{'：' if lang == 'zh' else ': '}{number}"
            plan.row.values[notes] = added_text(plan.row.values.get(notes), told) or plan.row.values.get(notes)
            if plan.decision == "new":
                plan.reason = _UNKNOWN_ID.format(id=number)
        elif plan.decision in ("new", "review"):
            _update(plan, table, number, int(str(position)), existing, unread)
    _tell_clashes([plan for plan in plans if plan.decision == "update"], table, existing)


def _tell_clashes(plans: Sequence[LinePlan], table: Table, existing: pd.DataFrame) -> None:
    """Rows whose number two copies of the book gave to two different rows: nothing is overwritten unasked."""
    if not plans:
        return
    keys = [key for key in same_number.wanted(table) if key in existing.columns]
    mine = values_frame([plan.row.values for plan in plans], table, keys)
    theirs = existing.loc[[int(plan.position or 0) for plan in plans], keys].reset_index(drop=True)
    for at, key in same_number.clashing(table, mine, theirs).dropna().items():
        row = int(str(at))
        ours, said = (str(to_scalars(one[key].iloc[[row]])[0]) for one in (theirs, mine))
        plans[row].decision = "review"
        plans[row].reason = _joined(
            same_number.CONFLICT.format(
                id=plans[row].row.values[str(table.key)], field=table[key].label, ours=ours, theirs=said
            ),
            _CLASH,
        )


def _joined(reason: Text, more: Text) -> Text:
    return Text(f"{reason.zh}；{more.zh}", f"{reason.en}; {more.en}")


def _update(
    plan: LinePlan,
    table: Table,
    number: str,
    position: int,
    existing: pd.DataFrame,
    unread: AbstractSet[tuple[int, str]],
) -> None:
    old = existing.loc[[position]]
    for key, value in plan.row.values.items():
        before = to_scalars(old[key])[0]
        if key == table.key or (position, key) in unread or value is None or value is False:
            continue
        if same(value, before, table[key].kind):
            continue
        plan.changes[key] = value
        if before not in (None, False):
            plan.overwritten.append((key, before, value))
    plan.position = position
    fields = [table[key].label for key in plan.changes]
    named = joined(fields)
    plan.decision = "update" if plan.changes else "same"
    plan.reason = _UPDATE.format(id=number, fields=named) if plan.changes else _OWN_ID.format(id=number)
