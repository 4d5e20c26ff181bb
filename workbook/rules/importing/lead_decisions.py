"""Decisions on rows of customers and contacts, by the matching rules and by what each row would change.

The matching rules (`workbook.rules.matching.decide`) say which customer a row is; the effect says whether it tells
anything new. A row that tells nothing is `same`, whoever it was matched to. Only a row that carries a customer's own
number updates by itself; any other row that would change a customer is for review.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from workbook.language import Lang, Text, joined
from workbook.rules.cleaning import emails, phones
from workbook.rules.importing.pasted_row import TOO_LONG, Cleaned
from workbook.rules.importing.record_changes import Contact, Effect, added_text, effect, split_values
from workbook.rules.journal.json_scalars import Scalar, to_scalars
from workbook.schema.tables.contacts import CONTACTS
from workbook.schema.tables.customers import CUSTOMERS
from workbook.schema.tables.leads import lead_fields

if TYPE_CHECKING:
    import pandas as pd

    from workbook.rules.matching.decision import Decided
    from workbook.rules.matching.records import Records

MATCHED_BY = (
    "customer_id", "name", "kind", "phone", "mobile", "fax", "email", "website", "address", "postcode", "tax_no",
    "contact_name", *CUSTOMERS.other_names,
)  # fmt: skip
"""The lead fields that tell which customer a row is."""

_NUMBERS_LINE = re.compile(r"(?:电话|手机|座机|热线|tel|phone|mobile|numbers?)[^:：\n]{0,12}[:：](.+)", re.IGNORECASE)

_TOLD_EVERY = 1_000
"""After so many rows it is told how far the work is."""
_LONGEST_NAME = 60
_PROSE = Text("这一行像是说明，不像客户；是客户就选“新建”", "this looks like a note; choose New if it is a customer")
_MORE = Text("有新内容：{fields}", "it tells something new: {fields}")
_JOINS = Text("选“更新”就并入第 {row} 行的客户", "Update adds it to the customer of row {row}")
_NAMELESS = Text(
    "没有客户名称：是第 {row} 行客户的联系人就选“更新”，是个人客户就选“新建”",
    "there is no customer name: choose Update if it is a contact of row {row}'s customer, New if it is a customer",
)
_ONE_CELL = Text("与第 {row} 行是同一个客户", "the same customer as row {row}")
_NOTHING = Text("没有新内容", "nothing new")


@dataclass(frozen=True)
class Planned:
    """One row with its decision; `effect` where a customer of the book is matched."""

    row: Cleaned
    decision: str
    reason: Text
    customer_id: str | None = None
    evidence: Text | None = None
    score: float = 0.0
    by_id: bool = False
    effect: Effect | None = None
    like: int | None = None  # the pasted row whose customer it joins where it is an update without a customer


class People:
    """The book's customers and contacts (typed frames of their inputs), looked up by number.

    unread: table -> (position, field) of the cells that could not be read.
    """

    def __init__(
        self,
        customers: pd.DataFrame,
        contacts: pd.DataFrame,
        unread: Mapping[str, AbstractSet[tuple[int, str]]] | None = None,
    ) -> None:
        self._unread = {name: _by_row(cells) for name, cells in (unread or {}).items()}
        self._customers = customers
        self._contacts = contacts
        ids = customers["customer_id"].dropna()
        self._at = dict(zip(reversed(ids.tolist()), reversed(ids.index.tolist()), strict=True))
        self._known: dict[str, dict[str, Scalar]] = {}
        self._people: dict[str, list[Contact]] = {}

    def __contains__(self, customer_id: object) -> bool:
        return customer_id in self._at

    def position(self, customer_id: str) -> int:
        """The customer's row."""
        return int(self._at[customer_id])

    def look_up(self, customer_ids: Iterable[str]) -> None:
        """Make these customers ready: a hundred thousand others stay as they are."""
        wanted = [one for one in dict.fromkeys(customer_ids) if one in self._at and one not in self._known]
        if not wanted:
            return
        rows = self._customers.loc[[self._at[one] for one in wanted]]
        columns = {str(key): to_scalars(rows[key]) for key in rows.columns}
        for at, one in enumerate(wanted):
            self._known[one] = {key: values[at] for key, values in columns.items()}
        theirs = self._contacts[self._contacts["customer_id"].isin(wanted)]
        columns = {str(key): to_scalars(theirs[key]) for key in theirs.columns}
        owners = zip(theirs.index.tolist(), theirs["customer_id"].tolist(), strict=True)
        for at, (position, owner) in enumerate(owners):
            locked = self._unread.get(CONTACTS.name, {}).get(position, frozenset())
            contact = Contact(position, {key: values[at] for key, values in columns.items()}, locked)
            self._people.setdefault(owner, []).append(contact)

    def locked(self, customer_id: str) -> frozenset[str]:
        """Fields of the customer whose cell could not be read."""
        return self._unread.get(CUSTOMERS.name, {}).get(self.position(customer_id), frozenset())

    def customer(self, customer_id: str) -> dict[str, Scalar]:
        """The inputs of a customer."""
        self.look_up([customer_id])
        return self._known[customer_id]

    def contacts(self, customer_id: str) -> list[Contact]:
        """The customer's contacts."""
        self.look_up([customer_id])
        return self._people.get(customer_id, [])

    def effect(self, customer_id: str, values: Mapping[str, Scalar], left: str, *, by_id: bool) -> Effect:
        """What a row would write into this customer."""
        return effect(
            values,
            left,
            self.customer(customer_id),
            self.contacts(customer_id),
            by_id=by_id,
            locked=self.locked(customer_id),
        )

    def for_matching(self) -> pd.DataFrame:
        """One row a customer, with all numbers, addresses and names of its contacts beside its own."""
        import pandas as pd

        columns: dict[str, list[Any]] = {
            key: to_scalars(self._customers[key]) for key in MATCHED_BY if key in self._customers.columns
        }
        numbers: dict[str, list[str]] = {}
        names: dict[str, list[str]] = {}
        mails: dict[str, list[str]] = {}
        told = (("mobile", numbers), ("phone", numbers), ("email", mails), ("name", names))
        for key, to in told:
            for owner, value in zip(
                self._contacts["customer_id"].tolist(), to_scalars(self._contacts[key]), strict=True
            ):
                if value is not None:
                    to.setdefault(owner, []).append(str(value))
        if "remarks" in self._customers.columns:
            for owner, told_of in zip(columns["customer_id"], to_scalars(self._customers["remarks"]), strict=True):
                if isinstance(told_of, str) and isinstance(owner, str):
                    numbers.setdefault(owner, []).extend(kept_numbers(told_of))
                    mails.setdefault(owner, []).extend(emails.find_all(told_of) if "@" in told_of else ())
        ids = columns["customer_id"]
        columns["mobile"] = ["; ".join(numbers.get(one, ())) or None for one in ids]
        columns["contact_name"] = ["; ".join(names.get(one, ())) or None for one in ids]
        both = zip(columns["email"], ids, strict=True)
        columns["email"] = ["; ".join([*([own] if own else []), *mails.get(one, ())]) or None for own, one in both]
        return pd.DataFrame(columns, dtype=object)


def kept_numbers(remarks: str) -> list[str]:
    """The telephone numbers that an import left in the remarks, because their fields had one already.

    >>> kept_numbers("其他电话：0571-88001133; 13900001112\\n要样品：3")
    ['0571-88001133', '13900001112']
    """
    numbers: list[str] = []
    for line in _NUMBERS_LINE.findall(remarks):
        found = phones.split(line)
        numbers += [*found.phones, *found.mobiles]
    return numbers


def _by_row(cells: AbstractSet[tuple[int, str]]) -> dict[int, frozenset[str]]:
    rows: dict[int, set[str]] = {}
    for position, key in cells:
        rows.setdefault(position, set()).add(key)
    return {position: frozenset(keys) for position, keys in rows.items()}


def plan_leads(
    rows: Sequence[Cleaned],
    people: People,
    lang: Lang,
    tell: Callable[[float], None] = lambda _share: None,
    customers: pd.DataFrame | None = None,
    prepared: Callable[[], Records | None] = lambda: None,
) -> list[Planned]:
    """Decide n cleaned rows against the book. tell: called with the share that is done, 0 to 1; customers:
    `people.for_matching()`, and prepared: its records as `decide` takes them, where somebody has them already."""
    import pandas as pd

    from workbook.rules.matching.decide import decide

    pasted = pd.DataFrame({key: [row.values.get(key) for row in rows] for key in MATCHED_BY}, dtype=object)
    rejects = {at: TOO_LONG for at, row in enumerate(rows) if row.too_long(lang)}
    labels = {key: lead.label for key, lead in lead_fields("customers").items()}
    tell(0.1)
    known = people.for_matching() if customers is None else customers
    tell(0.2)
    decided = decide(pasted, known, rejects=rejects, rows=[row.line for row in rows], labels=labels, prepared=prepared)
    tell(0.7)
    people.look_up(one.customer_id for one in decided if one.customer_id)
    plans: list[Planned] = []
    for at, (row, one) in enumerate(zip(rows, decided, strict=True)):
        if at % _TOLD_EVERY == 0:
            tell(0.75 + 0.25 * at / len(rows))
        repeats = one.like_row is not None and one.decision == "same"
        plan = _repeated(row, one, rows[int(one.like_row or 0)], lang) if repeats else _planned(row, one, people, lang)
        if row.above is not None:
            plan = _under(plan, plans[row.above], lang)
        elif plan.decision == "review" and plan.customer_id is None and one.like_row is not None:
            first = plans[one.like_row]
            plan = replace(plan, like=first.like or first.row.line)
            plan = replace(plan, reason=_with(plan.reason, _JOINS.format(row=plan.like)))
        if row.asked is not None and plan.decision == "new":
            plan = replace(plan, decision="review", reason=row.asked)
        plans.append(plan)
    return plans


def _under(plan: Planned, first: Planned, lang: Lang) -> Planned:
    """A row that stands under the firm of an earlier one. Merged cells say so themselves; below a firm a blank may
    mean the firm, or none."""
    if first.decision == "rejected" or plan.row.too_long(lang):
        return plan
    like = first.like or first.row.line
    if not plan.row.merged:
        if plan.decision in ("same", "review") and plan.customer_id:
            return plan
        reason = _NAMELESS.format(row=like)
        return replace(plan, decision="review", reason=reason, customer_id=first.customer_id, like=like)
    if first.by_id and first.decision in ("update", "same") and plan.decision == "review" and plan.effect:
        return replace(plan, decision="same" if plan.effect.nothing else "update", reason=_ONE_CELL.format(row=like))
    if first.customer_id is None and plan.customer_id is None and plan.decision != "same":
        decision = "update" if first.decision in ("new", "update") else "review"
        return replace(plan, decision=decision, reason=_ONE_CELL.format(row=like), like=like)
    return plan


def _with(reason: Text, more: Text) -> Text:
    return Text(f"{reason.zh}；{more.zh}", f"{reason.en}; {more.en}")


def _repeated(row: Cleaned, one: Decided, earlier: Cleaned, lang: Lang) -> Planned:
    """A row that repeats an earlier one of the list, unless it tells something that the matching does not look at."""
    customer, contact = split_values(earlier.values)
    customer["remarks"] = added_text(customer.get("remarks"), earlier.remarks(lang))
    contacts = [Contact(0, contact)] if contact.get("name") else []
    change = effect(row.values, row.remarks(lang), customer, contacts, by_id=False)
    plan = Planned(row, one.decision, one.reason, one.customer_id, one.evidence, one.score)
    if change.nothing:
        return plan
    more = _MORE.format(fields=_named(change))
    reason = Text(f"{one.reason.zh}；{more.zh}", f"{one.reason.en}; {more.en}")
    return replace(plan, decision="review", reason=reason)


def _planned(row: Cleaned, one: Decided, people: People, lang: Lang) -> Planned:
    plan = Planned(row, one.decision, one.reason, one.customer_id, one.evidence, one.score)
    if one.decision == "new" and _is_prose(row):
        return replace(plan, decision="review", reason=_PROSE)
    if one.decision not in ("update", "same", "review") or one.customer_id not in people:
        return plan
    matched = str(one.customer_id)
    by_id = str(row.values.get("customer_id") or "").casefold() == matched.casefold()
    change = people.effect(matched, row.values, row.remarks(lang), by_id=by_id)
    decision, reason = one.decision, one.reason
    if one.like_row is not None:
        pass  # what an earlier row of the list will have written is not in the book yet
    elif decision == "update" and change.nothing:
        decision, reason = "same", _NOTHING
    elif decision == "same" and not change.nothing:
        decision = "update" if by_id else "review"
        reason = Text(f"{reason.zh}；", f"{reason.en}; ") if by_id else Text("", "")
        more = _MORE.format(fields=_named(change))
        reason = Text(reason.zh + more.zh, reason.en + more.en)
    return Planned(row, decision, reason, matched, one.evidence, one.score, by_id, change)


def _is_prose(row: Cleaned) -> bool:
    """Does a row hold nothing but a sentence, or a label with its value, where the name should be?"""
    name = str(row.values.get("name") or "")
    alone = len(row.cells) == 1 and not row.left
    return alone and (len(name) > _LONGEST_NAME or bool(re.search(r"[:：。！？]|\d{4}-\d\d-\d\d", name)))


def _named(change: Effect) -> Text:
    """What a row tells that is new; a contact's position is not the customer's, whose key is the same."""
    told = {*((CUSTOMERS.name, key) for key in change.customer), *((CONTACTS.name, key) for key in change.contact)}
    found = [one.label for one in lead_fields("customers").values() if (one.table.name, one.field.key) in told]
    return joined(found)
