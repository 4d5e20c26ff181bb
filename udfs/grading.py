"""Cell functions on what a customer is worth: grade, tier, visits, RFM, MAN, score."""

from __future__ import annotations

from typing import Any

import pandas as pd

from udfs.calling import Block, Cell, Reject, cell_function, each, is_blank, oriented, side_by_side, without_errors
from udfs.values import choice, label, money, number, numbers, numbers_of, one_number, own_column
from workbook.rules.customers import grade, man_class, rfm, scorecard, tier
from workbook.rules.customers.visits_per_month import visits_per_month


@cell_function("CB_GRADE")
def cb_grade(amounts: Block | None, a_share: Block | None = None, b_share: Block | None = None) -> Block | str:
    """Grades a column of net amounts by Pareto; blank rows stay blank."""
    if amounts is None:
        return ""
    without_errors(amounts, a_share, b_share)
    limits = [one_number(a_share, 0.8), one_number(b_share, 0.95)]
    if not 0 < limits[0] <= limits[1] <= 1:
        raise Reject(f"shares must rise between 0 and 1, not {limits}")
    values = numbers(amounts)
    known = pd.Series({at: money(one) for at, one in enumerate(values) if one is not None}, dtype="int64")
    found = grade.pareto(known, a_share=limits[0], b_share=limits[1])["grade"]
    grades = {at: label("grade", str(one)) for at, one in found.items()}
    return oriented([[grades.get(at, "")] for at in range(len(values))], amounts)


@cell_function("CB_TIER")
def cb_tier(grade: Block | None, position: Block | None = None, credit: Block | None = None) -> Block | str:
    """The value tier from grade, market position and credit stars."""

    def one(given: Cell, where: Cell, stars: Cell) -> str | None:
        key = tier.tier(
            choice("grade", given),
            position=None if where is None else choice("position", where),
            credit=None if stars is None else number(stars),
        )
        return None if key is None else label("tier", key)

    return each(one, grade, position, credit, needed=1)


@cell_function("CB_VISITS")
def cb_visits(grade: Block | None, willingness: Block | None = None) -> Block | str:
    """Visits a month: the larger of what grade and willingness ask for."""

    def one(given: Cell, willing: Cell) -> float | None:
        by_grade = own_column("grade", "visits").get(choice("grade", given))
        keen = None if willing is None else own_column("willingness", "visits").get(choice("willingness", willing))
        return visits_per_month(None if by_grade is None else float(by_grade), None if keen is None else float(keen))

    return each(one, grade, willingness, needed=1)


@cell_function("CB_RFM")
def cb_rfm(recency: Block | None, frequency: Block | None, monetary: Block | None) -> Block | str:
    """Quintiles of recency, frequency and money, 5 the best; a row with a blank among them stays blank."""
    if recency is None or frequency is None or monetary is None:
        return ""
    without_errors(recency, frequency, monetary)
    columns = [numbers_of(cells) for cells in side_by_side(recency, frequency, monetary)]
    longest = max(map(len, columns))
    if any(len(column) != longest for column in columns):
        raise Reject("recency, frequency and money must have one length")
    rows = pd.DataFrame(dict(enumerate(columns)))
    some = rows.dropna().astype("float64")
    digits = [rfm.quintiles(-some[0]), rfm.quintiles(some[1]), rfm.quintiles(some[2])]
    found = digits[0] * 100 + digits[1] * 10 + digits[2]
    answers: Block = [[str(found[at]) if at in found.index else ""] for at in range(longest)]
    return oriented(answers, recency, frequency, monetary)


@cell_function("CB_MAN")
def cb_man(money: Block | None, authority: Block | None, intent: Block | None) -> Block | str:
    """The MAN class and what to do, in two cells."""

    def one(has_money: Cell, decides: Cell, wants: Cell) -> tuple[str, str]:
        counts: list[bool] = [
            bool(own_column(key, "counts").get(choice(key, cell), False))
            for key, cell in (("buying_power", has_money), ("authority", decides), ("intent", wants))
        ]
        key = str(man_class.man_class(*counts))
        return label("man_class", key), str(own_column("man_class", "advice").get(key, ""))

    return each(one, money, authority, intent)


@cell_function("CB_SCORE")
def cb_score(
    actual: Block | None, standards: Block | None, weights: Block | None, directions: Block | None = None
) -> Any:
    """Weighted score of one card, 0 to 100; a blank actual value is not judged."""
    if actual is None or standards is None or weights is None:
        return ""
    without_errors(actual, standards, weights, directions)
    columns = side_by_side(actual, standards, weights, directions)
    if len({len(column) for column in columns[:3]}) > 1 or len(columns[3]) > len(columns[0]):
        raise Reject("actual values, standards and weights must have one length")
    values, *others = map(numbers_of, columns[:3])
    ways = columns[3] * len(values) if len(columns[3]) == 1 else columns[3]
    points, full = 0.0, 0.0
    for value, standard, weight, way in zip(values, *others, ways, strict=True):
        if value is None or standard is None or weight is None:
            continue
        down = not is_blank(way) and choice("direction", way) == scorecard.DOWN
        points += scorecard.points(value, standard, weight, down=down)
        full += weight
    return round(points / full * 100, 10) if full > 0 else ""
