"""Data row detection: rows below a header that are no totals, page lines, repeated titles, signatures or footnotes.

An ERP prints its lists page by page and exports the print: the titles and the header stand again on each page, sums
and page numbers between them, "制表人：" at the end. None of these is a customer.

>>> known = titles([("客户清单", "", "页码：1"), ("名称", "电话", "")])
>>> is_data(("甲乙有限公司", "020-88880000", ""), known), is_data(("客户清单", "", "页码：2"), known)
(True, False)
>>> [is_data((text, ""), known) for text in ("第 1 页 共 2 页", "合计：3家", "制表人：某某", "注：仅供参考")]
[False, False, False, False]
>>> is_data(("", "甲乙有限公司 小计", "10", "1,130.00"), known)
False
>>> is_data(("Total", "Ann Lee", "+33 1 5550 0100"), known)
True
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet

from workbook.rules.cleaning import text as texts
from workbook.rules.cleaning.header_names import Headers

_UNITS = "家人条元行户个笔项页"
_SUM = re.compile(
    r"(?:本页|本表|本组|本月|本年|累计|以上)?"
    r"(?:合 ?计|总 ?计|小 ?计|共 ?计|总数|累计|(?:grand |sub-?)?totals?|sum)"
    rf"(?: ?[(（].*?[)）])?[:： ]*[\d,.]*\s*[{_UNITS}]?",
    re.IGNORECASE,
)
_SUM_WORD = re.compile("计|总数|total|sum", re.IGNORECASE)
_GROUP = re.compile(r".{1,40}?[ _:：-]?(?:小 ?计|合 ?计|总 ?计|(?<=\s)(?:sub-?)?totals?)[:：]?", re.IGNORECASE)
_FIGURE = re.compile(r"[-+]?[￥¥$€]?[\d.,' ]+%?")
_PAGE = re.compile(
    r"-{1,2} ?\d+ ?-{1,2}|第? ?\d+ ?页(?: ?[/,，、;；(（]? ?共 ?\d+ ?页 ?[)）]?)?|"
    r"共 ?\d+ ?页(?: ?[,，、]? ?第 ?\d+ ?页)?|页[码次] ?[:：]? ?\d+(?: ?/ ?\d+)?|"
    r"page ?:? ?\d+(?: ?(?:of|/) ?\d+)?|共 ?[\d,]+ ?条(?:记录|数据)?[。.]?",
    re.IGNORECASE,
)
_SIGNATURE = re.compile(
    r"(?:制表|制单|填表|编制|打印|导出|统计|审核|复核|审批|批准|经办|经手|会计|出纳|主管|盖章|签[字名章]|"
    r"大写|金额大写|合计大写|printed|prepared|approved|checked)"
    r"(?:[人员者]|单位|部门|日期|时间|金额| by| on)?(?:[(（][^()（）]*[)）])? ?[:：].*",
    re.IGNORECASE,
)
_FOOTNOTE = re.compile(
    r"(?:备?注|附注|注意|说明|备注说明|温馨提示|notes?|remarks?|source|来源|数据来源) ?\d{0,2} ?[:：].*|"
    r"[(（]?(?:以下空白|以下无正文|完|end|the end|end of (?:report|list|file))[)）]?[。.]?|"
    r".*(?:confidential|all rights reserved|do not distribute|copyright|\(c\) ?\d{4}).*|"
    r".*(?:保密|机密|版权所有|内部资料|严禁外传|请勿(?:转发|外传|泄露|传播)|仅供.{0,8}(?:使用|参考|查阅)).*|"
    r".*(?:intended (?:only |solely )?for|internal use only|unauthori[sz]ed|vertraulich|confidentiel).*|"
    r"[*※].{8,}|[.。…—\-=_*]{3,}",
    re.IGNORECASE,
)
_LETTER = re.compile(r"[^\W\d_]")


_SUSPECT = re.compile(
    "[合总小共累本以计页第制审打导统复批经会出主盖签大注备附说温来数(（*※.。…—=_\\-ATtSsGgPpNnRrEeCc]"
)
"""What the first cell of a row begins with that may be none of the list's."""


def data_rows(block: Sequence[Sequence[object]], headers: Headers) -> list[int]:
    """The rows of a block that hold data, by their places: no blank ones either."""
    first = headers.first_row
    above = titles(map(_plain, block[:first]))
    heads = {one[0] for one in above}
    return [at for at in range(first, len(block)) if _surely(block[at], heads) or _is_one(block[at], above)]


def _surely(row: Sequence[object], heads: AbstractSet[str]) -> bool:
    """A row of mostly filled cells whose first one is no word for a sum, a page, a signature: most are."""
    head = row[0] if row else None
    if not isinstance(head, str) or not head or _SUSPECT.match(head) or head in heads:
        return False
    blanks = row.count("") + row.count(None)
    return 3 * blanks < len(row) and len(row) > 2 and not (heads and re.sub(r"\d+|\s", "", head) in heads)


def _is_one(row: Sequence[object], above: frozenset[tuple[str, ...]]) -> bool:
    plain = _plain(row)
    return any(plain) and is_data(plain, above)


def _plain(row: Sequence[object]) -> tuple[str, ...]:
    return tuple(texts.half_width(texts.of(value)) for value in row)


def is_total(text: str) -> bool:
    """Does a cell say that its row is a sum: 合计, 小计：3家, Grand total?"""
    return bool(_SUM.fullmatch(text))


def titles(rows: Iterable[Sequence[str]]) -> frozenset[tuple[str, ...]]:
    """What the header, and the titles over it, have in common with themselves on the next page."""
    return frozenset(one for one in map(_print_of, rows) if any(one))


def is_data(row: Sequence[str], above: frozenset[tuple[str, ...]]) -> bool:
    """Is a row, not blank, one of the list? Cells are half-width; above: the `titles` of the list."""
    filled = [cell for cell in row if cell]
    if above and _print_of(row[:1])[0] in {one[0] for one in above} and _print_of(row) in above:
        return False
    if all(_PAGE.fullmatch(cell) or _SIGNATURE.fullmatch(cell) for cell in filled):
        return False
    if len(filled) == 1 and (_FOOTNOTE.fullmatch(filled[0]) or _pages_in_words(filled[0])):
        return False
    return not _sums_up(filled)


def _print_of(row: Sequence[str]) -> tuple[str, ...]:
    """A title, whatever page it stands on: without figures and spaces."""
    return tuple(re.sub(r"\d+|\s", "", cell) for cell in row)


def _pages_in_words(text: str) -> bool:
    """第 1 页 共 2 页 2026-06-01 and the like: page lines in one cell."""
    rest = _PAGE.sub("", text)
    return rest != text and not _LETTER.search(re.sub(r"[年月日时分秒]", "", rest))


def _sum_of_a_group(filled: Sequence[str]) -> bool:
    """海棠公司 小计 beside figures only: the sum of one customer's lines."""
    others = [cell for cell in filled if not _FIGURE.fullmatch(cell)]
    return len(others) == 1 and len(filled) > 1 and bool(_GROUP.fullmatch(others[0]))


def _sums_up(filled: Sequence[str]) -> bool:
    """A total: the word for it first, or anywhere in a row of figures. A firm may be called Total: then it has words
    beside it."""
    if not _SUM_WORD.search("\n".join(filled)):
        return False
    if _sum_of_a_group(filled):
        return True
    if is_total(filled[0]) and not filled[0].isascii():
        return True
    return any(map(is_total, filled)) and not any(
        _LETTER.search(re.sub(f"[{_UNITS}]", "", cell)) for cell in filled if not is_total(cell)
    )
