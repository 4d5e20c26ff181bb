"""Decimal signs: whether a column of numbers writes 1.234,56 or 1,234.56. One sign a column.

Decided by the cells that can be read in one way only, else by what the user says, by quantity × price, or by the other
columns of the list. `2.500` in a column with decimal commas is 2500.

>>> sign_of(["1.234,56", "12,50", "2.500"]), sign_of(["1,234.56", "2.500"]), sign_of(["2.500", "1,234"])
(',', '.', None)
>>> plain("1.234,56"), plain("2.500"), plain("-12,5 €"), plain("1 234,5")
('1234.56', '2500', '-12.5 €', '1234.5')
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from workbook.language import Text
from workbook.rules.cleaning import text as texts
from workbook.rules.reading.meant import Meant

Sign = Literal[".", ","]
_EDGES = r"[^\d.,'’\-+()（）]*"
_COMMA = re.compile(r"[-+(（]?(?:\d{1,3}(?:[. ]\d{3})+,\d+|\d+,(?:\d{1,2}|\d{4,})|0,\d+)[)）]?")
_POINT = re.compile(r"[-+(（]?(?:\d{1,3}(?:,\d{3})+\.\d+|\d+\.(?:\d{1,2}|\d{4,})|0\.\d+|\d{1,3}(?:,\d{3}){2,})[)）]?")
_EITHER = re.compile(r"[-+(（]?\d{1,3}[.,]\d{3}[)）]?")
_MIXED = Text(
    "“{header}”里逗号和句点都当小数点用，看不出哪个是；请加 --decimal , 或 --decimal . 再读",
    "{header} has decimal commas and decimal points; read it again with --decimal , or --decimal .",
)
_TOLD = Text("“{header}”的小数点是逗号：{text} 读作 {value}", "{header} has decimal commas: {text} was read as {value}")


def sign_of(cells: Iterable[str]) -> Sign | Literal["both"] | None:
    """The decimal sign that the cells of a column show; None where none shows any, 'both' where they contradict."""
    found: set[Sign] = set()
    for cell in cells:
        if "," not in cell and "." not in cell:
            continue
        bare = _bare(cell)
        if _COMMA.fullmatch(bare):
            found.add(",")
        elif _POINT.fullmatch(bare):
            found.add(".")
    if len(found) > 1:
        return "both"
    return next(iter(found), None)


def plain(cell: str) -> str:
    """A number with a decimal comma, written with a point."""
    text = texts.half_width(cell)
    return re.sub(
        r"\d[\d., '’]*", lambda m: re.sub(r"[. '’]", "", m[0]).replace(",", ".") + " " * m[0].endswith(" "), text
    )


def _bare(cell: str) -> str:
    return re.sub(f"^{_EDGES}|{_EDGES}$", "", texts.half_width(cell))


def read(meant: Meant, columns: Mapping[str, Sequence[object]], headers: Mapping[str, str], said: Sign | None) -> None:
    """Write columns of numbers with points. columns: field -> its cells; headers: field -> its header."""
    cells = {key: [texts.of(cell) for cell in column] for key, column in columns.items()}
    signs: dict[str, str | None] = {}
    for key, column in cells.items():
        joined = "\n".join(column)
        signs[key] = sign_of(set(column)) if "," in joined or "." in joined else None
    if said is None and not any(sign in (",", "both") for sign in signs.values()):
        _by_product(cells, signs)
    shown = {sign for sign in signs.values() if sign}
    for key, column in cells.items():
        sign = said or signs[key]
        if sign is None and "," in shown and "." not in shown:
            sign = ","  # as the list's other columns have it
        if sign == "both":
            meant.told.append(_MIXED.format(header=headers[key]))
        elif sign == ",":
            done = {cell: plain(cell) for cell in dict.fromkeys(column)}
            changed = next((cell for cell in done if done[cell] != texts.half_width(cell)), None)
            meant.values[key] = [done[cell] for cell in column]
            if changed is not None:
                meant.told.append(_TOLD.format(header=headers[key], text=changed, value=done[changed]))


def _by_product(cells: Mapping[str, list[str]], signs: dict[str, str | None]) -> None:
    """Settle columns of cells like 2.500 by quantity × price = amount."""
    keys = ("quantity", "unit_price", "amount")
    if not all(key in cells for key in keys) or not any(
        signs[key] is None and any(map(_EITHER.fullmatch, map(_bare, set(cells[key])))) for key in keys
    ):
        return
    votes = {",": 0, ".": 0}
    for row in list(zip(*(cells[key] for key in keys), strict=True))[:1000]:
        for sign in votes:
            numbers = [_value(cell, sign) for cell in row]
            if None not in numbers and abs(numbers[0] * numbers[1] - numbers[2]) < 0.01:  # type: ignore[operator]
                votes[sign] += 1
    if votes[","] > votes["."]:
        for key in keys:
            signs[key] = signs[key] or ","


def _value(cell: str, sign: str) -> float | None:
    text = plain(_bare(cell)) if sign == "," else _bare(cell).replace(",", "")
    try:
        return float(text)
    except ValueError:
        return None
