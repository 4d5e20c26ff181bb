"""Page 2 of a card: the long tail - the months as a chart, the products as bars, then every group that says anything.

A group's facts flow three to a row; long ones take a whole row. Rows of a kind (family, heads of a company,
opportunities) stand as a small table. What page 1 cut off or counted is here whole.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from macros.desk.cards import page_one
from macros.desk.cards.page_one import FORMATS, flowed, title
from macros.desk.cards.plan import COLUMNS, CellValue, Look, Part, Plan, capacity, gap, width
from workbook.build.formats import TEXT_FORMAT
from workbook.language import Lang, Text
from workbook.rules.card.model import Card, Group
from workbook.schema.model import Kind

MONTHS = Text("近24个月净额", "Net amount, 24 months")
PRODUCTS = Text("近12个月主要产品", "Main products, 12 months")
SHARE = Text("占比", "Share")
CHART_ROWS, CHART_LINE = 7, 15.0
CHART_COLUMNS = 12  # on the left
_PRODUCT = (6, 3, 2)  # name, amount, share
BAR_COLUMN = COLUMNS - _PRODUCT[-1] + 1
_LONGEST_WORD = 12.5  # a longer one, such as an address of mail, may be broken
_MOST_LINES = 12  # of one text: no card is a book


@dataclass(frozen=True)
class PageTwo:
    """The plan, and where on it (rows from 1) the chart stands; None without one."""

    plan: Plan
    chart_row: int | None
    bars: tuple[int, int] | None  # rows of the products' shares
    starts: tuple[int, ...]  # rows with which a block begins: a page ends before one of them


def page_two(card: Card, first: Plan) -> PageTwo:
    """The page; it may run on over several sheets of paper. `first` is page 1: what it has whole is not said again."""
    whole = {cell.value for cell in first.cells}
    plan = Plan()
    chart_row, bars = _trade(plan, card)
    starts = []
    for block in (_sentences, _basics):
        starts.append(plan.row + 1)
        block(plan, card, whole)
    for group in card.groups:
        starts.append(plan.row + 1)
        _group(plan, group, card.lang)
    for block in (_visits, _open):
        starts.append(plan.row + 1)
        block(plan, card, whole)
    return PageTwo(plan, chart_row, bars, tuple(starts))


def _trade(plan: Plan, card: Card) -> tuple[int | None, tuple[int, int] | None]:
    """The months on the left, the products on the right."""
    if not any(one.amount for one in card.months) and not card.products:
        return None, None
    lang = card.lang
    title(plan, (MONTHS[lang], CHART_COLUMNS), ("", 1), (PRODUCTS[lang], sum(_PRODUCT)))
    first = plan.row + 1
    for at in range(CHART_ROWS):
        if at < len(card.products):
            one = card.products[at]
            plan.line(
                gap(CHART_COLUMNS + 1),
                Part(one.name, _PRODUCT[0], Look.LINE),
                Part(one.amount, _PRODUCT[1], Look.LINE, "#,##0", right=True),
                Part("—" if one.share is None else one.share, _PRODUCT[2], Look.LINE, "0%", right=True),
                least=CHART_LINE,
            )
        else:
            plan.space(CHART_LINE)
    many = len(card.products)
    return first, (first, first + many - 1) if many else None


def _group(plan: Plan, group: Group, lang: Lang) -> None:
    title(plan, (group.title[lang], COLUMNS))
    for row in flowed(group.facts, lang):
        plan.line(*row, most=_MOST_LINES)
    if group.rows:
        _listed(plan, [one[lang] for one in group.head], group.rows)


def _listed(plan: Plan, head: list[str], rows: tuple[tuple[CellValue, ...], ...]) -> None:
    """A small table over the whole width: the columns in which anything stands, as wide as their texts ask for."""
    filled = [at for at in range(len(head)) if any(row[at] is not None for row in rows)]
    head, rows = [head[at] for at in filled], tuple(tuple(row[at] for at in filled) for row in rows)
    widths = _widths([head, *([said(value) for value in row] for row in rows)])
    plan.line(*(Part(text, wide, Look.HEAD) for text, wide in zip(head, widths, strict=True)), most=2)
    for row in rows:
        plan.line(*(_cell(value, wide) for value, wide in zip(row, widths, strict=True)), most=_MOST_LINES)


def _cell(value: CellValue, wide: int) -> Part:
    if isinstance(value, float):
        return Part(value, wide, Look.LINE, FORMATS[Kind.INT] if value.is_integer() else FORMATS[Kind.MONEY])
    return Part(value, wide, Look.LINE, TEXT_FORMAT if isinstance(value, str) else "yyyy-mm-dd")


def said(value: CellValue) -> str:
    """A value as text, for its width."""
    if value is None:
        return ""
    return f"{value:,.0f}" if isinstance(value, float) else f"{value:%Y-%m-%d}" if isinstance(value, dt.date) else value


def _widths(lines: list[list[str]]) -> list[int]:
    """Columns of the grid for each column of a table, all of them in the end: first so many that no word is broken,
    then by its widest text."""
    texts = list(zip(*lines, strict=True))
    wanted = [max(4.0, min(40.0, max(map(width, column)))) for column in texts]
    words = [max((width(word) for text in column for word in text.split()), default=0.0) for column in texts]
    given = [1] * len(texts)
    for _ in range(COLUMNS - len(texts)):  # to whoever lacks most
        broken = [n for n, word in enumerate(words) if min(word, _LONGEST_WORD) > capacity(given[n])]
        at = max(broken or range(len(texts)), key=lambda n: wanted[n] / capacity(given[n]))
        given[at] += 1
    return given


def _sentences(plan: Plan, card: Card, whole: set[CellValue]) -> None:
    """The reason, traits, limits and next step that page 1 had to cut off."""
    cut = [one for one in page_one.sentences(card) if one and one not in whole]
    if cut:
        title(plan, (page_one.TRAITS[card.lang], COLUMNS))
    for one in cut:
        plan.line(Part(one, COLUMNS, Look.LINE), most=_MOST_LINES)


def _basics(plan: Plan, card: Card, whole: set[CellValue]) -> None:
    """The basic facts that page 1 had to cut off."""
    cut = [fact for fact in card.basics if (value := page_one.shown(fact)[0]) and value not in whole]
    if cut:
        title(plan, (page_one.BASICS[card.lang], COLUMNS))
    for row in flowed(cut, card.lang):
        plan.line(*row, most=_MOST_LINES)


def _visits(plan: Plan, card: Card, whole: set[CellValue]) -> None:
    """The last visits, where page 1 could not have all that is said of them."""
    lang = card.lang
    if all(part.value in whole for one in card.visits for part in page_one.told(one, lang, COLUMNS)):
        return
    title(plan, (page_one.VISITS[lang], COLUMNS))
    for one in card.visits:
        for part in page_one.told(one, lang, COLUMNS):
            plan.line(part, most=_MOST_LINES)


def _open(plan: Plan, card: Card, whole: set[CellValue]) -> None:
    """The open matters, where page 1 could not have all of them."""
    rows = [page_one.matter(kind, one) for kind, one in page_one.matters(card)]
    if all(not part.value or part.value in whole for row in rows for part in row):
        return
    title(plan, (page_one.WAITING[card.lang], COLUMNS))
    for row in rows:
        plan.line(*row, most=_MOST_LINES)
