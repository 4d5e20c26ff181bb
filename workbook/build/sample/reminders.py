"""What the sample's people have written on its reminders: which are done, which wait, and why.

Reminders are a result of refresh; these words are put on them before the sample is refreshed for the last time.
"""

from __future__ import annotations

from workbook.build.sample.customers import CUSTOMERS
from workbook.language import Text

_RIVAL = Text("已改用别家，年底再联系", "Buys elsewhere now; ask again at the year's end")
_SEASON = Text("淡季，下月备货时再谈", "Slow season; talk when it stocks up next month")
_ORDERED = Text("已下补货单", "Stock is ordered")

# Kind, customer, days until which it waits (None: it is done), note.
_WORDS: tuple[tuple[str, str, int | None, Text], ...] = (
    ("decline", "anlu", None, _RIVAL),
    ("decline", "hengxu", None, _RIVAL),
    ("decline", "xiting", None, Text("已预付备货款，恢复合作", "Has paid in advance; starts again")),
    ("decline", "p_ji", None, Text("装修已完工，不再需要", "The flat is done; nothing more needed")),
    ("decline", "haiyan", 20, Text("先收清货款，再谈订单", "First the debt, then orders")),
    ("decline", "kongmu", 30, Text("项目推迟到下季", "The project moves to the next quarter")),
    ("decline", "queshan", 15, _SEASON),
    ("decline", "liuxia", 15, _SEASON),
    ("decline", "p_jiang", 30, _SEASON),
    ("decline", "p_bai", 30, _SEASON),
    ("decline", "p_shen", 10, _SEASON),
    ("contact", "qiyu", 3, Text("对方出差，回来再打", "Away on travel; call when back")),
    ("stale", "jinglan", 10, Text("等新的营业执照", "Waiting for the new licence")),
    ("stale", "hengxu", 10, Text("下次联系时核对", "To be checked at the next call")),
    ("opportunity", "fulu", 7, Text("等对方技术部回复", "Waiting for its engineers")),
    ("opportunity", "wanyin", 7, Text("样板区下周开放", "The show area opens next week")),
    ("price_cut", "lushan", 3, Text("约好月初盘点", "The count is agreed for the first days of the month")),
    ("stock", "hedu", None, _ORDERED),
    ("stock", "danyuan", None, _ORDERED),
    ("stock", "taige", None, _ORDERED),
    ("birthday", "mingche", None, Text("已送祝福", "Wishes sent")),
    ("decline", "yunqi", 5, Text("报价已发，下周答复", "The quotation is out; an answer next week")),
    ("low_mark", "anlu", None, _RIVAL),
    ("low_mark", "tuolan", 7, Text("和账期一起谈", "To be talked over with the terms")),
    ("churn", "tuolan", 7, Text("经理下周约见", "The manager sees it next week")),
    ("reconcile", "hedu", 3, Text("盖了章，已寄出", "Sealed and in the post")),
    ("reconcile", "danyuan", 7, Text("样品柜下周拆回，一起对", "The show case comes back next week; then together")),
    ("sample", "qiyu", None, Text("试装效果好，等正式下单", "The trial went well; the order is to come")),
)


def reminder_words() -> tuple[tuple[str, str, int | None, Text], ...]:
    """Kind, customer number, days until which it waits (None: it is done), note."""
    ids = {one.slug: one.customer_id for one in CUSTOMERS}
    return tuple((kind, ids[slug], wait, note) for kind, slug, wait, note in _WORDS)
