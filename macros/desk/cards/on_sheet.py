"""A card on the sheet 客户卡: what stands in each cell, whose field it is, and how high each line is.

The same card, told by the same functions as on paper; only the places are those of `workbook.schema.card_frame`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from macros.desk.cards import page_one
from macros.desk.cards.page_two import said
from macros.desk.cards.plan import LINE, CellValue, joined, lines_of
from workbook.language import COLON, Lang
from workbook.rules.card.model import Card, Group
from workbook.schema import card_frame as layout
from workbook.schema.card_frame import COLUMNS, COMPANY, PERSON, Line, frame
from workbook.schema.card_groups import CONTACTS, CUSTOMERS

PAGE = 762.0  # points of a sheet of A4
_LINES = (4, 3, 2, 1)  # of one text on page 1 at most, until all of it fits
_OPEN = (layout.OPEN, 4, 3, 2, 1)
_LONGEST = 250  # characters that a cell formatted as text shows in every Excel


@dataclass(frozen=True)
class Origin:
    """Whose field a cell is: table, row ('' where there is none yet) and field."""

    table: str
    row_id: str
    field: str


@dataclass(frozen=True)
class OnSheet:
    """Rows × columns of values, the origin of each cell that is edited (row and column from 0), heights in points
    (0: the line does not show)."""

    values: list[list[CellValue]]
    origins: dict[tuple[int, int], Origin]
    heights: list[float]


def on_sheet(card: Card, *, blank: bool = False) -> OnSheet:
    """The card as the sheet has it; with `blank` also the fields that are not filled."""
    entries = dict(_entries(card))
    kind = PERSON if card.person else COMPANY
    values: list[list[CellValue]] = []
    origins: dict[tuple[int, int], Origin] = {}
    for at, line in enumerate(frame()):
        row: list[CellValue] = [None] * COLUMNS
        for column, slot in line.placed():
            if slot.text is not None:
                row[column] = slot.text[card.lang]
            elif kind in line.kinds and slot.key in entries:
                row[column], origin = entries[slot.key]
                if origin is not None and slot.is_typed:
                    origins[at, column] = origin
        values.append(row)
    return OnSheet(values, origins, _heights(card, values, blank=blank))


def blank_values(lang: Lang) -> list[list[CellValue]]:
    """The texts of the card that never change, and nothing else."""
    rows: list[list[CellValue]] = []
    for line in frame():
        row: list[CellValue] = []
        for slot in line.slots:
            row += [slot.text[lang] if slot.text is not None else None, *[None] * (slot.columns - 1)]
        rows.append(row)
    return rows


def blank_heights() -> list[float]:
    """The lines of a company's card that show before anybody is chosen."""
    return [line.least if line.opens else 0 for line in frame()]


Entry = tuple[CellValue, Origin | None]


def _entries(card: Card) -> Iterator[tuple[str, Entry]]:
    """What each key of the frame stands for."""
    for key, value in (("customer_id", card.customer_id), ("grade", card.grade)):
        yield key, (value or None, None)
    reason, _traits, _limits, step = page_one.sentences(card)
    after = f"{page_one.NEXT[card.lang]}{COLON[card.lang]}"
    yield "reason", (reason or None, None)
    yield "next", (step.removeprefix(after) or None, None)
    for key, typed in (("name", card.name), ("traits", card.traits), ("contact_limits", card.limits)):
        yield f"{CUSTOMERS}.{key}", (typed or None, Origin(CUSTOMERS, card.row_id, key))
    groups = (fact for group in card.groups for fact in group.facts)
    for fact in (*card.head, *card.basics, *groups):
        if fact.table:
            yield f"{fact.table}.{fact.key}", (fact.value, Origin(fact.table, fact.row_id, fact.key))
    for n, fact in enumerate(card.figures):
        yield f"figures.{n}.label", (fact.label[card.lang], None)
        yield f"figures.{n}", ("—" if fact.value is None else fact.value, None)
    yield from _people(card)
    yield from _lists(card)


def _told(value: CellValue) -> CellValue:
    """A cell of a listed row as text: a column holds amounts or days, whatever its group has there."""
    text = said(value)
    return (text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…") or None


def _people(card: Card) -> Iterator[tuple[str, Entry]]:
    for n in range(layout.PEOPLE):
        one = card.people[n] if n < len(card.people) else None
        row_id = "" if one is None else one.row_id
        reach = "mobile" if one is None else one.reached_by
        typed = {
            "role": (None, "role") if one is None else (one.role, "role"),
            "name": (None, "name") if one is None else (one.name, "name"),
            "position": (None, "position") if one is None else (one.position, "position"),
            "mobile": (None, reach) if one is None else (one.mobile, reach),
        }
        for key, (value, field) in typed.items():
            yield f"people.{n}.{key}", (value or None, Origin(CONTACTS, row_id, field))
        if one is not None:
            yield f"people.{n}.touch", (one.last_touch, None)
            advice = joined([page_one.LEFT[card.lang] if one.left else "", one.advice], " ")
            yield f"people.{n}.advice", (advice or None, None)


def _lists(card: Card) -> Iterator[tuple[str, Entry]]:
    """Rows that are told: orders, visits, what is open, products, and the groups of several rows."""
    lang = card.lang
    for n, order in enumerate(card.orders):
        for at, part in enumerate(page_one.order_cells(order, lang)):
            yield f"orders.{n}.{at}", (part, None)
    told = [part.value for one in card.visits for part in page_one.told(one, lang, 10)]
    for n, text in enumerate(told[: layout.VISITS]):
        yield f"visits.{n}", (text, None)
    waiting = page_one.matters(card)
    rest = page_one.AND_MORE[lang].format(n=len(waiting) - layout.OPEN) if len(waiting) > layout.OPEN else ""
    yield "open.title", (joined([page_one.WAITING[lang], rest], " · "), None)
    for n, (kind, matter) in enumerate(waiting[: layout.OPEN]):
        for at, cell in enumerate(page_one.matter_cells(kind, matter)):
            yield f"open.{n}.{at}", (cell or None, None)
    for n, product in enumerate(card.products[: layout.PRODUCTS]):
        for at, value in enumerate((product.name, product.amount, product.share)):
            yield f"products.{n}.{at}", (value, None)
    groups = {group.key: group for group in card.groups}
    for listed in layout.LISTED:
        if listed.group in groups:
            yield from _listed(listed, groups[listed.group], card)


def _listed(listed: layout.Listed, group: Group, card: Card) -> Iterator[tuple[str, Entry]]:
    lang = card.lang
    left_out = len(group.rows) - listed.rows
    rest = page_one.AND_MORE[lang].format(n=left_out) if left_out > 0 else ""
    yield f"{listed.group}.title", (joined([group.title[lang], rest], " · "), None)
    for at, head in enumerate(group.head):
        yield f"{listed.group}.head.{at}", (head[lang] or None, None)
    for n, row in enumerate(group.rows[: listed.rows]):
        for at, value in enumerate(row):
            yield f"{listed.group}.{n}.{at}", (_told(value), None)


def _heights(card: Card, values: list[list[CellValue]], *, blank: bool) -> list[float]:
    """How high each line is: page 1 is one sheet of paper."""
    tries = ((lines, many) for many in _OPEN for lines in _LINES)
    found: list[float] = []
    for lines, many in tries:
        found = [_height(card, line, row, lines, blank=blank) for line, row in zip(frame(), values, strict=True)]
        opened = 0
        for at, line in enumerate(frame()):
            if line.block == "open" and not line.heading and found[at]:
                opened += 1
                found[at] = found[at] if opened <= many else 0
        _hide_headings(found)
        if sum(height for height, line in zip(found, frame(), strict=True) if line.page == 1) <= PAGE:
            break
    return found


def _height(card: Card, line: Line, row: list[CellValue], lines: int, *, blank: bool) -> float:
    if (PERSON if card.person else COMPANY) not in line.kinds:
        return 0
    most = min(lines, line.most) if line.page == 1 else line.most
    shows = line.heading or line.always or (blank and _is_to_fill(line))
    needed = 1
    for column, slot in line.placed():
        value = row[column]
        if slot.key and value is not None:
            shows = True
        if isinstance(value, str) and value and slot.look not in (layout.Look.NAME, layout.Look.BADGE):
            needed = max(needed, min(most, lines_of(value, slot.columns)))
    if line.block == "people" and not line.heading:
        shows = shows or _first_blank_person(card, line)
    if line.block == "trade" and not line.heading:
        shows = any(one.amount for one in card.months) or bool(card.products)
    return max(line.least, needed * LINE) if shows else 0


def _is_to_fill(line: Line) -> bool:
    return line.page == 2 and any(slot.is_typed for slot in line.slots)


def _first_blank_person(card: Card, line: Line) -> bool:
    """One blank line below the contacts, to type another one into."""
    return any(slot.key == f"people.{len(card.people)}.name" for slot in line.slots)


def _hide_headings(heights: list[float]) -> None:
    """A heading shows where a line of its block does."""
    shown = {line.block for at, line in enumerate(frame()) if heights[at] and not line.heading}
    for at, line in enumerate(frame()):
        if line.heading and line.block not in shown:
            heights[at] = 0
