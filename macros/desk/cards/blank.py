"""A blank card, to fill in by hand on a visit: the labels of a card with lines to write on, on A4."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from macros.desk.cards.page_one import ADVICE, BASICS, LIMITS, MOBILE, NAME, NEXT, PEOPLE, POSITION, ROLE, TRAITS, title
from macros.desk.cards.plan import COLUMNS, Look, Part, Plan, columns_of
from workbook import schema
from workbook.language import Lang, Text
from workbook.rules.customers.completeness import PERSON
from workbook.schema import card_groups as groups
from workbook.schema.card_groups import CUSTOMERS
from workbook.schema.confidential import may_stand_on_card
from workbook.schema.model import Field, Kind, Who

COMPANY_TITLE, PERSON_TITLE = (
    Text("客户卡（公司）", "Customer card: company"),
    Text("客户卡（个人·家庭）", "Customer card: person"),
)
HEIGHT = 20.0  # points of a line to write on
PEOPLE_LINES = 5
_IN_THE_BOOK = ("manual_grade", "manual_tier", "created_on", "reviewed_on", "customer_system")
"""Fields that nobody fills in at the customer's."""
_PEOPLE = ((ROLE, 3), (NAME, 4), (POSITION, 5), (MOBILE, 5), (ADVICE, 7))


@dataclass(frozen=True)
class Blank:
    """The plan, and the rows with which a block begins."""

    title: Text
    plan: Plan
    starts: list[int] = field(default_factory=list)


def blank_card(lang: Lang, *, person: bool) -> Blank:
    """Every field that a user fills and that may stand on paper, by the groups of the card."""
    made = Blank(PERSON_TITLE if person else COMPANY_TITLE, Plan())
    plan = made.plan
    plan.line(Part(made.title[lang], COLUMNS, Look.NAME), least=24)
    name = schema.table(CUSTOMERS)["name"].label[lang]
    for label in (name, TRAITS[lang], "", LIMITS[lang], NEXT[lang]):
        _ruled(plan, [(label, COLUMNS)])
    _fields(made, BASICS, [(CUSTOMERS, _basics(person))], lang, person)
    made.starts.append(plan.row + 1)
    title(plan, (PEOPLE[lang], COLUMNS))
    plan.line(*(Part(text[lang], wide, Look.HEAD) for text, wide in _PEOPLE))
    for _ in range(PEOPLE_LINES):
        plan.line(*(Part(None, wide, Look.RULED) for _text, wide in _PEOPLE), least=HEIGHT)
    for heading in groups.PERSON if person else groups.COMPANY:
        _fields(made, heading.title, list(heading.fields), lang, person)
    return made


def _basics(person: bool) -> tuple[str, ...]:
    return (*groups.HEAD, *(groups.PERSON_BASICS if person else groups.COMPANY_BASICS))


def _fields(made: Blank, heading: Text, named: list[tuple[str, tuple[str, ...]]], lang: Lang, person: bool) -> None:
    fields = [one for table, keys in named for one in _typed(table, keys, person)]
    if not fields:
        return
    made.starts.append(made.plan.row + 1)
    title(made.plan, (heading[lang], COLUMNS))
    row: list[tuple[str, int]] = []
    for one in fields:
        wide = COLUMNS // 2 if one.kind is Kind.NOTE else COLUMNS // 3
        if sum(columns for _, columns in row) + wide > COLUMNS:
            _ruled(made.plan, row)
            row = []
        row.append((one.label[lang], wide))
    _ruled(made.plan, row)


def _typed(table: str, keys: tuple[str, ...], person: bool) -> Iterator[Field]:
    declared = schema.table(table)
    for key in keys:
        one = declared[key]
        by_hand = one.who is Who.USER and one.kind is not Kind.FLAG and key not in _IN_THE_BOOK
        if by_hand and may_stand_on_card(table, key, PERSON if person else "company"):
            yield one


def _ruled(plan: Plan, labels: list[tuple[str, int]]) -> None:
    """Labels with lines to write on beside them."""
    parts = []
    for label, columns in labels:
        wide = columns_of(label) if label else 0
        if wide:
            parts.append(Part(label, wide, Look.LABEL))
        parts.append(Part(None, columns - wide, Look.RULED))
    plan.line(*parts, least=HEIGHT)
