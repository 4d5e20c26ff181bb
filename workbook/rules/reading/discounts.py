"""Discounts: what is paid (折, as in 9.5折) or what is taken off; the book keeps what is taken off.

A Chinese 折扣 says what is paid: 0.95, 95 %, 9.5折, 95折 leave 95 of a hundred, 八五折 85. An English discount says
what is taken off. A column of which most cells are half or more can only be what is paid; a 折扣 of small cells may be
either: that is asked.

>>> [paid(text) for text in ("0.95", "95%", "9.5折", "95折", "八五折", "九折", "8.8", "95", "100", "1")]
[0.95, 0.95, 0.95, 0.95, 0.85, 0.9, 0.88, 0.95, 1.0, 1.0]
>>> taken_off("5%"), taken_off("0.05"), taken_off("优惠5%"), taken_off("15")
(0.05, 0.05, 0.05, 0.15)
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from workbook.language import Text
from workbook.rules.cleaning import text as texts
from workbook.rules.cleaning.header_names import normal
from workbook.rules.reading.meant import Meant
from workbook.rules.reading.money_cells import number_of

_HAN = {sign: digit for digit, sign in enumerate("零一二三四五六七八九")}
_NUMBER = re.compile(r"[-+]?(\d+(?:[.,]\d+)?|\.\d+)\s*(%|％)?")
_OFF = re.compile(r"(?:优惠|减|立减|off|下浮|让利)", re.IGNORECASE)
_SMALL = 0.3
"""Less than this of the price is hardly ever paid: the cell of a 折 column that says so is looked at."""
_OWN = frozenset(("折扣率", "discount", "discountrate", "rabatt", "remise"))
"""Headers under which the book itself, and English programs, write what is taken off."""
_ASKED = Text(
    "“{header}”的 {text} 是付几折还是减去多少？减去 {off:.0%} 就选“新建”，付 {off:.0%} 请加 --discount pay 再读",
    "'{text}' under {header} may be what is paid or what is taken off; New takes {off:.0%} off, "
    "--discount pay reads it as what is paid",
)
_ODD = Text(
    "“{header}”这一列是付几折，{text} 就是只付 {paid:.0%}，请核对；没有错就选“新建”",
    "{header} says what is paid, and {text} would leave {paid:.0%}; choose New if that is right",
)
_TOLD = Text(
    "“{header}”读作付几折：{text} 就是付 {paid:.0%}", "{header} was read as what is paid: {text} leaves {paid:.0%}"
)


def paid(text: str) -> float | None:
    """The share that is paid, by a cell that says so."""
    bare = re.sub(r"\s", "", texts.half_width(text))
    if match := re.fullmatch(r"([零一二三四五六七八九]{1,2})折", bare):
        digits = "".join(str(_HAN[sign]) for sign in match[1])
        return float(f"0.{digits}")
    if match := re.fullmatch(r"(\d+(?:\.\d+)?)折", bare):
        return _share(float(match[1]))
    if bare in ("不打折", "无折扣", "原价", "全价"):
        return 1.0
    match = _NUMBER.fullmatch(bare)
    if not match:
        return None
    number = float(match[1].replace(",", "."))
    return round(number / 100, 6) if match[2] else _share(number)


def _share(number: float) -> float | None:
    """0.95, 9.5 and 95 are one share."""
    for most, unit in ((1, 1), (10, 10), (100, 100)):
        if number <= most:
            return round(number / unit, 6)
    return None


def taken_off(text: str) -> float | None:
    """The share that is taken off, by a cell that says so."""
    bare = re.sub(r"\s", "", texts.half_width(text))
    if "折" in bare and not _OFF.search(bare):
        share = paid(bare)
        return None if share is None else round(1 - share, 6)
    match = _NUMBER.fullmatch(_OFF.sub("", bare))
    if not match:
        return None
    number = float(match[1].replace(",", "."))
    return round(number / 100, 6) if match[2] or number > 1 else number


def by_amounts(cells: Sequence[object], money: Mapping[str, Sequence[object]]) -> str | None:
    """'pay' or 'off', where quantity × price with the discount is the amount in most of the rows; None else."""
    if not {"quantity", "unit_price", "amount"} <= money.keys():
        return None
    votes = {"pay": 0, "off": 0}
    for row in list(zip(cells, money["quantity"], money["unit_price"], money["amount"], strict=True))[:1000]:
        discount = texts.of(row[0])
        quantity, price, amount = map(number_of, row[1:])
        pays, off = paid(discount), taken_off(discount)
        if quantity is None or price is None or amount is None or pays is None or off is None:
            continue
        whole, net = abs(quantity * price), abs(amount)
        votes["pay"] += abs(whole * pays - net) < 0.01
        votes["off"] += abs(whole * (1 - off) - net) < 0.01
    if votes["pay"] == votes["off"]:
        return None
    return max(votes, key=lambda one: votes[one])


def read(
    meant: Meant, header: str, cells: Sequence[object], said: str | None, money: Mapping[str, Sequence[object]]
) -> None:
    """Write a column of discounts as what is taken off. said: 'pay' or 'off', where the user says which it is; money:
    quantity, unit_price, amount of the rows, as far as the list has them, which may say it too."""
    if said is None and re.search("折|扣", header):
        said = by_amounts(cells, money)
    different = {text: None for text in map(texts.of, cells) if not texts.is_placeholder(text)}
    if not different:
        return
    shares = {text: share for text in different if (share := paid(text)) is not None}
    filled = [text for text in map(texts.of, cells) if text in shares]
    large = sum(shares[text] >= 0.5 for text in filled) > 0.5 * len(filled)
    by_word = any("折" in text for text in different)
    chinese = bool(re.search("折|扣", header)) and normal(header) not in _OWN
    pays = said == "pay" or (said is None and (by_word or large))
    asks = said is None and not pays and chinese and bool(filled)
    if not pays and not asks and normal(header) in _OWN and said is None and not any(map(_odd, different)):
        return  # as the book writes it
    values: list[object] = list(cells)
    for row, text in enumerate(map(texts.of, cells)):
        if text not in different:
            continue
        off_word = bool(_OFF.search(text)) and "折" not in text
        off = taken_off(text) if off_word or not pays else None if text not in shares else round(1 - shares[text], 6)
        if off is None:
            continue
        values[row] = f"{off:g}"
        if asks and off and not off_word:
            meant.asked.setdefault(row, _ASKED.format(header=header, text=text, off=off))
        elif pays and said is None and not by_word and shares.get(text, 1) < _SMALL:
            meant.asked.setdefault(row, _ODD.format(header=header, text=text, paid=shares[text]))
    meant.values["discount"] = values
    if pays:
        first = next(text for text in different if text in shares)
        meant.told.append(_TOLD.format(header=header, text=first, paid=shares[first]))


def _odd(text: str) -> bool:
    """Is a cell no plain share?"""
    match = _NUMBER.fullmatch(texts.half_width(text).strip())
    return not match or (not match[2] and float(match[1].replace(",", ".")) > 1)
