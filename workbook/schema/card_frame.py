"""The sheet 客户卡 Customer card: which line stands where, which cell has what, and which field is edited there.

The sheet has a line for everything a card may say, of a company and of a person; whoever fills it shows the lines that
say something and hides the rest. So a cell always has the same dropdown, and nothing but values and heights changes.
Keys name what a cell has: `tblCustomers.phone`, `people.0.mobile`, `figures.3`; `macros/desk/cards/on_sheet.py` gives it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from workbook.language import Text
from workbook.schema import card_groups as groups
from workbook.schema.card_groups import CONTACTS, CUSTOMERS, Heading
from workbook.schema.model import Field, Kind, Who
from workbook.schema.registry import table

CARD_SHEET = Text("客户卡", "Customer card")
CARD_FIND, CARD_QUICK, CARD_SAID = "card_find", "card_quick", "card_said"
CARD_SHOWN, CARD_PRIVATE, CARD_BLANK = "card_shown", "card_private", "card_blank"
CARD_AREA, CARD_WAS, CARD_MONTHS = "card_area", "card_was", "card_months"
"""Names of its cells: what is typed, found and said; whose card it is; its two switches; the card; what it was filled
with, a text a line; what the chart reads."""

LINKED = {"tblCustomers": "customer_id", "tblToday": "customer_name"}
"""Table -> the column whose cells lead to the card of the row's customer."""

TO_CARD = Text("打开客户卡", "Open the customer card")
"""What such a link says of itself."""

CARD_NAMES = (
    CARD_FIND, CARD_QUICK, CARD_SAID, CARD_SHOWN, CARD_PRIVATE, CARD_BLANK, CARD_AREA, CARD_WAS, CARD_MONTHS
)

COLUMNS = 24
COLUMN_WIDTH = 3.3  # characters, as Excel counts them
SIZE = 9.5  # points of the body: nothing on page 1 is smaller than 9
LINE = 13.5  # points of a line of it
FIRST_ROW = 5  # of the sheet
_MONEY, _DAY = "#,##0.00", "yyyy-mm-dd"
_FIGURES = (_MONEY, "@", "#,##0", _MONEY, _DAY, "#,##0", "General", _DAY, _MONEY, _MONEY, _MONEY, _MONEY)
PEOPLE, ORDERS, VISITS, OPEN, FIGURES, PRODUCTS, MONTHS = 5, 5, 6, 6, len(_FIGURES), 6, 24
CHART_ROWS, CHART_COLUMNS = 9, 12
COMPANY, PERSON = "company", "person"
LONGEST = 12  # lines of one text
EDITED = (CUSTOMERS, groups.PROFILES, CONTACTS, groups.BANK)
"""Tables that are edited on the card; what is noted of a trade is everybody's."""


class Look(StrEnum):
    """What a cell is; the writer knows how that looks."""

    NAME = "name"
    LONG_NAME = "long name"  # smaller, on two lines
    BADGE = "badge"
    QUIET = "quiet"
    BODY = "body"
    STRONG = "strong"
    WARNING = "warning"
    BOX = "box"
    NEXT = "next"
    TITLE = "title"
    HEAD = "head"
    LABEL = "label"
    VALUE = "value"
    FIGURE = "figure"
    ALARM = "alarm"  # a figure that asks for attention
    LINE = "line"  # a cell of a listed row
    RULED = "ruled"  # to write on by hand


@dataclass(frozen=True)
class Slot:
    """A cell of the card over so many columns: a text that never changes, or what a key stands for."""

    columns: int
    look: Look = Look.BODY
    key: str = ""
    text: Text | None = None
    field: Field | None = None  # what is edited there, or shown as
    table: str = ""  # of the field
    right: bool = False
    form: str = ""  # number format of what is no field

    @property
    def is_typed(self) -> bool:
        """Whether it is edited on the card."""
        return self.field is not None and self.field.who is Who.USER and self.table in EDITED


@dataclass(frozen=True)
class Line:
    """A row of the card. `block`: what it belongs to; a heading shows where a line of its block does."""

    slots: tuple[Slot, ...]
    block: str = ""
    least: float = LINE
    most: int = 2
    kinds: tuple[str, ...] = (COMPANY, PERSON)
    heading: bool = False
    always: bool = False  # shows even where it is blank
    page: int = 1

    @property
    def opens(self) -> bool:
        """Whether it shows on a card of nobody: page 1 of a company's, and the room for the chart."""
        return COMPANY in self.kinds and (self.page == 1 or self.block == "trade")

    def placed(self) -> Iterator[tuple[int, Slot]]:
        """Its cells, each with the column (from 0) that it begins in."""
        column = 0
        for slot in self.slots:
            yield column, slot
            column += slot.columns


@cache
def frame() -> tuple[Line, ...]:
    """The lines of the card from the top."""
    return (*_page_one(), *_page_two())


@cache
def page_one_rows() -> int:
    """How many of them are page 1."""
    return sum(one.page == 1 for one in frame())


@cache
def chart_row() -> int:
    """The row (from 0) beside which the months are drawn."""
    return next(at for at, one in enumerate(frame()) if one.block == "trade" and not one.heading)


def _text(columns: int, zh: str, en: str, look: Look = Look.LABEL, *, right: bool = False) -> Slot:
    return Slot(columns, look, text=Text(zh, en), right=right)


def _field(columns: int, name: str, key: str, *, at: str = "", look: Look = Look.VALUE) -> Slot:
    return Slot(columns, look, at or f"{name}.{key}", field=table(name)[key], table=name)


def _label(columns: int, name: str, key: str) -> Slot:
    return Slot(columns, Look.LABEL, text=table(name)[key].label)


def _title(block: str, *titles: Slot, page: int = 1, kinds: tuple[str, ...] = (COMPANY, PERSON)) -> Line:
    return Line(titles, block, 18, 1, kinds, heading=True, page=page)


def _page_one() -> Iterator[Line]:
    yield Line((_field(17, CUSTOMERS, "name", look=Look.NAME), Slot(3, Look.QUIET, "customer_id"),
                Slot(4, Look.BADGE, "grade")), least=26, most=1, always=True)  # fmt: skip
    yield from _pairs("head", [(CUSTOMERS, groups.HEAD)], 3, (COMPANY, PERSON), always=True)
    yield Line((Slot(24, Look.BODY, "reason"),), most=2)
    yield Line((_label(3, CUSTOMERS, "traits"), _field(21, CUSTOMERS, "traits", look=Look.BOX)),
               least=2 * LINE, most=3, always=True)  # fmt: skip
    yield Line((_label(6, CUSTOMERS, "contact_limits"), _field(18, CUSTOMERS, "contact_limits", look=Look.WARNING)),
               always=True)  # fmt: skip
    yield Line((_text(3, "下一步", "Next step"), Slot(21, Look.NEXT, "next")), least=17)
    yield _title("basics", _text(24, "基本资料", "Basics", Look.TITLE))
    yield from _pairs("basics", [(CUSTOMERS, groups.COMPANY_BASICS)], 2, (COMPANY,), always=True)
    person = [(CUSTOMERS, groups.PERSON_BASICS), (CONTACTS, groups.PERSON_FACTS)]
    yield from _pairs("basics", person, 2, (PERSON,), always=True)
    yield _title("figures", _text(24, "交易数据", "Trade in figures", Look.TITLE))
    for at in range(0, FIGURES, 4):
        several = range(at, at + 4)
        yield Line(tuple(Slot(6, Look.LABEL, f"figures.{n}.label") for n in several), "figures", 13, 1)
        yield Line(tuple(Slot(6, Look.FIGURE, f"figures.{n}", form=_FIGURES[n]) for n in several), "figures", 15, 1)
    yield _title("people", _text(24, "联系人", "Contacts", Look.TITLE))
    yield _heads("people", (3, "身份", "Role"), (4, "姓名", "Name"), (4, "职位", "Position"), (5, "手机", "Mobile"),
                 (4, "最近联系", "Last contact"), (4, "沟通方式", "How to talk"))  # fmt: skip
    for n in range(PEOPLE):
        edited = [_field(wide, CONTACTS, key, at=f"people.{n}.{key}", look=Look.LINE)
                  for wide, key in ((3, "role"), (4, "name"), (4, "position"), (5, "mobile"))]  # fmt: skip
        told = [Slot(4, Look.LINE, f"people.{n}.touch", form="yyyy-mm-dd"), Slot(4, Look.LINE, f"people.{n}.advice")]
        yield Line((*edited, *told), "people")
    yield _title("history", _text(13, "最近5笔订单", "Last five orders", Look.TITLE), Slot(1),
                 _text(10, "最近3次拜访", "Last three visits", Look.TITLE))  # fmt: skip
    heads = ((3, "日期", "Date"), (3, "订单号", "Order no."), (3, "产品", "Products"), (4, "净额", "Net amount"))
    yield _heads("history", *heads, right=3)
    forms = ("yyyy-mm-dd", "@", "@", "#,##0.00")
    for n in range(max(ORDERS, VISITS)):
        left = [Slot(heads[at][0], Look.LINE, f"orders.{n}.{at}", form=form, right=at == 3)
                for at, form in enumerate(forms)]  # fmt: skip
        yield Line((*left, Slot(1), Slot(10, Look.LINE, f"visits.{n}")), "history")
    yield _title("open", Slot(24, Look.TITLE, "open.title"))
    for n in range(OPEN):
        wide = (3, 3, 10, 5, 3)
        slots = (Slot(columns, Look.LINE, f"open.{n}.{at}", form="" if at else "yyyy-mm-dd")
                 for at, columns in enumerate(wide))  # fmt: skip
        yield Line(tuple(slots), "open")


def _page_two() -> Iterator[Line]:
    yield _title("trade", _text(12, "近24个月净额", "Net amount, 24 months", Look.TITLE), Slot(1),
                 _text(11, "近12个月主要产品", "Main products, 12 months", Look.TITLE), page=2)  # fmt: skip
    for n in range(CHART_ROWS):
        slots = (Slot(CHART_COLUMNS + 1), Slot(6, Look.LINE, f"products.{n}.0"),
                 Slot(3, Look.LINE, f"products.{n}.1", right=True, form="#,##0"),
                 Slot(2, Look.LINE, f"products.{n}.2", right=True, form="0%"))  # fmt: skip
        yield Line(slots if n < PRODUCTS else (Slot(24),), "trade", 15, 1, page=2)
    for kind, headings in ((COMPANY, groups.COMPANY), (PERSON, groups.PERSON)):
        for one in headings:
            yield from _group(one, kind)
    for listed in LISTED:
        yield from listed.lines()


def _group(one: Heading, kind: str) -> Iterator[Line]:
    block = f"{kind}.{one.key}"
    yield _title(block, Slot(24, Look.TITLE, text=one.title), page=2, kinds=(kind,))
    yield from _pairs(block, one.fields, 2, (kind,), page=2)


def _pairs(
    block: str,
    fields: Sequence[tuple[str, tuple[str, ...]]],
    many: int,
    kinds: tuple[str, ...],
    *,
    always: bool = False,
    page: int = 1,
) -> Iterator[Line]:
    """Fields as label and value, so many to a row; a long one takes a row of its own on page 2."""
    wide = COLUMNS // many
    label = 3 if many == 3 else 4
    row: list[Slot] = []

    def line() -> Line:
        gap = COLUMNS - sum(one.columns for one in row)
        return Line((*row, *([Slot(gap)] if gap else [])), block, 14, 2 if page == 1 else LONGEST, kinds,
                    always=always, page=page)  # fmt: skip

    for name, keys in fields:
        for key in keys:
            whole = page == 2 and table(name)[key].kind in (Kind.NOTE, Kind.CHOICES)
            if row and (whole or sum(one.columns for one in row) == COLUMNS):
                yield line()
                row = []
            row += [_label(label, name, key), _field((COLUMNS if whole else wide) - label, name, key)]
            if whole:
                yield line()
                row = []
    if row:
        yield line()


def _heads(block: str, *heads: tuple[int, str, str], right: int | None = None) -> Line:
    slots = tuple(_text(wide, zh, en, Look.HEAD, right=at == right) for at, (wide, zh, en) in enumerate(heads))
    rest = COLUMNS - sum(one.columns for one in slots)
    return Line((*slots, *([Slot(rest)] if rest else [])), block, LINE, 2, heading=True)


@dataclass(frozen=True)
class Listed:
    """Rows of a kind on page 2: the group of the card's data, how wide its columns are, how many rows there are."""

    group: str
    wide: tuple[int, ...]
    rows: int
    kinds: tuple[str, ...] = (COMPANY, PERSON)

    def lines(self) -> Iterator[Line]:
        """Heading, heads and rows; what they are called comes with the data."""
        yield _title(self.group, Slot(24, Look.TITLE, f"{self.group}.title"), page=2, kinds=self.kinds)

        def make(key: str, look: Look) -> tuple[Slot, ...]:
            wide = enumerate(self.wide)
            return tuple(Slot(columns, look, f"{self.group}.{key}.{at}", form="@") for at, columns in wide)

        yield Line(make("head", Look.HEAD), self.group, LINE, 2, self.kinds, heading=True, page=2)
        for n in range(self.rows):
            yield Line(make(str(n), Look.LINE), self.group, LINE, LONGEST, self.kinds, page=2)


LISTED: tuple[Listed, ...] = (
    Listed("heads", (3, 3, 2, 3, 3, 3, 3, 2, 2), 3, (COMPANY,)),
    Listed("reach", (4, 4, 5, 7, 4), 8, (COMPANY,)),
    Listed("persons", (4, 4, 5, 5, 3, 3), 8, (COMPANY,)),
    Listed("family", (3, 3, 4, 2, 5, 7), 8),
    Listed("anniversaries", (4, 4, 9, 7), 6),
    Listed("tblAddresses", (8, 4, 5, 7), 8),
    Listed("tblOpportunities", (6, 4, 4, 3, 3, 4), 5),
    Listed("tblCompetitors", (4, 4, 3, 5, 5, 3), 5),
    Listed("tblRisks", (3, 3, 8, 7, 3), 5),
)
