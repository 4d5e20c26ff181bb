"""Currencies: rows whose money is not the book's are converted by a rate, or left out and told.

>>> [code(text) for text in ("人民币", "rmb", "￥", "USD", "美元", "欧元", "US Dollar", "")]
['CNY', 'CNY', 'CNY', 'USD', 'USD', 'EUR', 'USD', '']
>>> rates("USD=7.2; 欧元＝7.8，HKD 0.92")
{'USD': 7.2, 'EUR': 7.8, 'HKD': 0.92}
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from workbook.language import Text
from workbook.rules.cleaning import amounts
from workbook.rules.cleaning import text as texts
from workbook.rules.reading.meant import Meant
from workbook.rules.reading.money_cells import number_of, written

_MORE = {
    "CNY": r"cnh|本位币",
    "USD": r"us dollars?|dollars?",
    "EUR": r"euros?",
    "GBP": r"pounds?(?: sterling)?",
    "JPY": r"yen",
}
"""What a column of currencies says beside the signs that stand at an amount."""
_KNOWN = tuple(
    (currency, re.compile("|".join(filter(None, (signs, _MORE.get(currency)))), re.IGNORECASE))
    for currency, signs in amounts.CURRENCIES.items()
)
_NO_RATE = Text(
    "金额是 {currency}，不是本位币 {own}，没有计入；请在“设置”的“汇率”里写上，例如 {currency}=7.2，再读一次",
    "its money is {currency}, not {own}, and does not count; give the rate under Exchange rates on Settings, "
    "such as {currency}=7.2, and read it again",
)
_CONVERTED = Text("{n:,} 行的 {currency} 按汇率 {rate:g} 换算", "{n:,} rows in {currency} were converted at {rate:g}")


def code(text: str) -> str:
    """The three letters of a currency; '' for a blank, the text in capitals where nobody knows it."""
    bare = re.sub(r"\s+", " ", texts.half_width(text)).strip()
    if not bare or texts.is_placeholder(bare):
        return ""
    return next((currency for currency, words in _KNOWN if words.fullmatch(bare)), bare.upper())


def rates(text: str) -> dict[str, float]:
    """Exchange rates as the setting has them: how much of the book's money one of the other is."""
    found: dict[str, float] = {}
    for name, rate in re.findall(r"([^\W\d_]+|[$€£])\s*[=:： ]\s*(\d+(?:\.\d+)?)", texts.half_width(text)):
        found[code(name)] = float(rate)
    return found


def read(
    meant: Meant, cells: Sequence[str], money: Mapping[str, Sequence[object]], own: str, worth: Mapping[str, float]
) -> None:
    """Convert the money of rows in other currencies, or leave them out. money: field -> its cells."""
    codes = {text: code(text) for text in dict.fromkeys(cells)}
    if not set(codes.values()) - {own, ""}:
        return
    converted: dict[str, int] = {}
    for row, text in enumerate(cells):
        currency = codes[text]
        if currency in (own, "") or row in meant.left_out:
            continue
        rate = worth.get(currency)
        if rate is None:
            meant.left_out[row] = _NO_RATE.format(currency=currency, own=own)
            continue
        for key, column in money.items():
            now = meant.values.setdefault(key, list(column))
            value = number_of(now[row])
            if value is not None:
                now[row] = written(value * rate)
        converted[currency] = converted.get(currency, 0) + 1
    meant.told += [
        _CONVERTED.format(n=count, currency=currency, rate=worth[currency]) for currency, count in converted.items()
    ]
