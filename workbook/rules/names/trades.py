"""Trade words of company names: what is one trade, and which line of business a word belongs to."""

from __future__ import annotations

from functools import cache

from workbook.rules.names import words

GENERAL_TAILS = ("科技", "技术", "发展", "实业", "制造", "设备", "服务", "管理", "工程", "制品", "开发", "用品", "有限")


@cache
def trade_stem(trade: str) -> str:
    """What a trade word comes down to, so that 软件技术 and 软件科技 are one trade, 贸易 and 商贸 too.

    >>> trade_stem("软件技术"), trade_stem("软件科技"), trade_stem("商贸"), trade_stem("technology")
    ('软件', '软件', '贸易', '科技')
    """
    if trade in words.SAME_TRADE:
        return words.SAME_TRADE[trade]
    for tail in GENERAL_TAILS:
        if trade.endswith(tail) and len(trade) - len(tail) >= 2:
            return trade_stem(trade[: -len(tail)])
    return trade


def trade_line(trade: str) -> str:
    """The line of business of a trade word; '' for a general one."""
    return words.TRADES.get(trade) or words.ENGLISH_TRADES.get(trade, "")
