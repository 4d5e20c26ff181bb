"""Lists of letters: what a template is for, and what became of a draft.

The rules depend on the keys; the labels are the user's.
"""

from __future__ import annotations

from workbook.schema.list_model import ListOf
from workbook.schema.lists.program import entry, listing

LETTER_KIND = listing(
    "letter_kind", "信件用途", "Purpose of a letter",
    entry("first", "首次联系", "First contact"),
    entry("news", "近况问候", "Short letter on news"),
    entry("birthday", "生日祝福", "Birthday"),
    entry("dunning", "催款", "Payment reminder"),
    entry("statement", "对账", "Statement"),
    entry("satisfaction", "满意度调查", "Satisfaction form"),
    group="program",
)

SEND_STATE = listing(
    "send_state", "发送状态", "Sent or not",
    entry("draft", "待发", "To be sent"),
    entry("sent", "已发", "Sent"),
    group="program",
)

LISTS: tuple[ListOf, ...] = (LETTER_KIND, SEND_STATE)
