"""Kinds of documents: what kind of line a document's name makes of it, and the sign that its money then has.

An ERP writes 销售退货单 with a positive amount; its document's name says that it is taken away. A purchase or a receipt
is no sale at all.

>>> [kind_of(name) for name in ("销售单", "销售退货单", "赠品出库", "红字折让", "采购入库单", "Credit memo", "批发")]
['sale', 'return', 'gift', 'credit', 'none', 'credit', None]
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from workbook.language import Text
from workbook.rules.basics.trade_kinds import CREDIT, GIFT, RETURN, SALE, SAMPLE, TAKEN_AWAY
from workbook.rules.cleaning import text as texts
from workbook.rules.reading.meant import Meant

NONE = "none"
_BUYING = re.compile(
    r"采购|进货|购进|入库单(?<!退货入库单)|报损|报溢|盘点|调拨|领料|生产|付款单|收款单|费用单|purchase|receipt|payment",
    re.IGNORECASE,
)
_KINDS = (
    (CREDIT, re.compile(r"折让|红字(?!.*退)|红票|红冲|冲红|冲减|credit ?(?:note|memo)|gutschrift", re.IGNORECASE)),
    (RETURN, re.compile(r"退货|退回|销退|退单|退换|^退|return|refund|rückgabe|retour", re.IGNORECASE)),
    (SAMPLE, re.compile(r"样品|样机|sample|muster", re.IGNORECASE)),
    (GIFT, re.compile(r"赠品|赠送|礼品|gift|free of charge", re.IGNORECASE)),
    (
        SALE,
        re.compile(
            r"销售|零售|批发销售|出库|发货|销货|售出|sale|invoice|order|cash sale|rechnung|facture", re.IGNORECASE
        ),
    ),
)
_NO_SALE = Text("“{name}”不是销售，没有计入", "'{name}' is no sale and does not count")
_TAKEN = Text("“{name}”的金额按负数计", "the amount of '{name}' counts as negative")


def kind_of(name: str) -> str | None:
    """The key of the list trade_kind that a document's name means, 'none' for no sale, None for what is not known."""
    bare = texts.half_width(name).strip()
    if not bare:
        return None
    if re.search(r"进货退|采购退|购进退", bare) or (
        _BUYING.search(bare) and not re.search("销售|sale", bare, re.IGNORECASE)
    ):
        return NONE
    return next((kind for kind, words in _KINDS if words.search(bare)), None)


def read(meant: Meant, names: Sequence[str], columns: dict[str, list[object]], known: frozenset[str]) -> None:
    """Write the kind of each row, and its sign into amount and quantity. columns: these, as they stand; known: words
    that the book's own list has, which are left as they are."""
    what = {name: kind_of(name) for name in dict.fromkeys(names)}
    meant.values["kind"] = [
        name if texts.half_width(name).casefold() in known else (what[name] or name) for name in names
    ]
    told: set[str] = set()
    for row, name in enumerate(names):
        kind = what[name]
        if kind == NONE:
            meant.left_out.setdefault(row, _NO_SALE.format(name=name.strip()))
        elif kind in TAKEN_AWAY:
            for key, cells in columns.items():
                now = meant.values.setdefault(key, list(cells))
                now[row] = _negative(texts.of(now[row]))
            told.add(name.strip())
    meant.told += [_TAKEN.format(name=name) for name in sorted(told)]


def _negative(text: str) -> str:
    bare = texts.half_width(text).strip()
    return bare if not bare or bare[0] in "-−(（负" or not re.search(r"[1-9]", bare) else f"-{bare.lstrip('+')}"
