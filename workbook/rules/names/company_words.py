"""Words of company names: legal forms, branches, trades and lines of business.

The lists themselves, with their sources, stand in `data/`.
"""

from __future__ import annotations

from functools import cache

from workbook.rules.names.word_lists import key_by_word, load

_FORMS = load("company_forms")
_TRADE_ENDINGS = load("trade_endings")["endings"]
_GENERAL = "general"

FORMS = frozenset(_FORMS["forms"])
"""Legal and organisational forms that end a Chinese name."""
SHOP_FORMS = frozenset(_FORMS["shop forms"])
"""Forms of one-man businesses, which behind a company's name are its branches."""
BRANCHES = frozenset(_FORMS["branches"])
HEAD_OFFICES = _FORMS["head offices"]
"""What a firm's head office adds to its name: it is the firm itself."""
ENGLISH_FORMS = frozenset(_FORMS["english forms"])
ENGLISH_BRANCHES = frozenset(_FORMS["english branches"])


def _line_by_trade(name: str) -> dict[str, str]:
    return {trade: "" if line == _GENERAL else line for trade, line in key_by_word(name).items()}


TRADES = _line_by_trade("trades")
"""Trade word -> its line of business; words of one line agree, '' (general words) agrees with every line."""
ENGLISH_TRADES = _line_by_trade("english_trades")
SAME_TRADE = key_by_word("same_trades")
"""Another word for a trade, Chinese or English -> the trade."""


@cache
def trade_stem(trade: str) -> str:
    """The stem of a trade word: 软件技术 and 软件科技 are one trade, 贸易 and 商贸 too.

    >>> trade_stem("软件技术"), trade_stem("软件科技"), trade_stem("商贸"), trade_stem("technology")
    ('软件', '软件', '贸易', '科技')
    """
    if trade in SAME_TRADE:
        return SAME_TRADE[trade]
    for ending in _TRADE_ENDINGS:
        if trade.endswith(ending) and len(trade) - len(ending) >= 2:
            return trade_stem(trade[: -len(ending)])
    return trade


def trade_line(trade: str) -> str:
    """The line of business of a trade word; '' for a general one.

    >>> trade_line("软件"), trade_line("software"), trade_line("实业")
    ('tech', 'tech', '')
    """
    return TRADES.get(trade) or ENGLISH_TRADES.get(trade, "")
