"""duplicates: pairs of customers that may be one, surest first, with the evidence, on the sheet 查重.

Nothing is merged here: the user marks pairs to merge, or as not the same. The marks survive the next run.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from macros.pasting.pasted_list import read_known
from macros.report import Progress, Report, silent
from macros.show_sheets import show_sheets
from workbook import tables
from workbook.language import Text
from workbook.rules.importing.lead_decisions import People
from workbook.rules.importing.merged_record import survivor
from workbook.schema.tables.import_sheets import DUPLICATES

if TYPE_CHECKING:
    import pandas as pd
    import xlwings as xw

    from workbook.rules.matching.duplicates import Duplicate

MOST = 5_000
"""So many pairs are listed."""
TOLD = 10
"""So many are told in the report."""

READING, COMPARING, DONE = Text("读取", "Reading"), Text("比较", "Comparing"), Text("完成", "Done")


def duplicates(book: xw.Book, *, progress: Progress = silent) -> Report:
    """List likely duplicates among the customers."""
    from workbook.rules.matching.duplicates import duplicates as find_duplicates

    progress(READING, 0.0)
    known = read_known(book, "customers")
    people = People(known.customers, known.contacts, known.unread)
    progress(COMPARING, 0.3)
    found = [one for one in find_duplicates(people.for_matching()) if one.first != one.second][:MOST]
    fresh = _rows(book, found, people)
    fresh = _with_marks(fresh, tables.read(book, DUPLICATES).frame)
    tables.fill(book, DUPLICATES, fresh)
    show_sheets(book, DUPLICATES)
    progress(DONE, 1.0)
    return _report(fresh, sum(one.sure for one in found))


def _rows(book: xw.Book, found: list[Duplicate], people: People) -> pd.DataFrame:
    import pandas as pd

    lang = tables.language(book)
    people.look_up(one for pair in found for one in (pair.first, pair.second))
    rows = []
    for pair in found:
        first, second = people.customer(pair.first), people.customer(pair.second)
        keep, drop = (first, second) if survivor(first, second) else (second, first)
        rows.append(
            {
                "keep_id": keep["customer_id"],
                "keep_name": keep["name"],
                "drop_id": drop["customer_id"],
                "drop_name": drop["name"],
                "evidence": pair.evidence[lang],
                "similarity": pair.score,
            }
        )
    keys = {"keep_id": "str", "keep_name": "str", "drop_id": "str", "drop_name": "str", "evidence": "str"}
    return pd.DataFrame(rows, columns=[*keys, "similarity"]).astype({**keys, "similarity": "float64"})


def _with_marks(fresh: pd.DataFrame, old: pd.DataFrame) -> pd.DataFrame:
    """The user's marks follow their pair, whichever of the two stays."""
    import pandas as pd

    marks = {frozenset((row.keep_id, row.drop_id)): row.decision for row in old.itertuples()}
    pairs = zip(fresh["keep_id"], fresh["drop_id"], strict=True)
    decisions = [marks.get(frozenset(pair)) for pair in pairs]
    return fresh.assign(decision=pd.Series(decisions, index=fresh.index, dtype="str"))


def _report(fresh: pd.DataFrame, sure: int) -> Report:
    open_pairs = fresh[fresh["decision"] != "different"]
    if open_pairs.empty:
        lines = [Text("没有发现可能重复的客户。", "No customer seems to have been entered twice.")]
    else:
        lines = [
            Text(
                f"有 {len(open_pairs):,} 对客户可能重复，其中 {sure:,} 对很可能是同一家；列在“查重”表。",
                f"{len(open_pairs):,} pairs of customers may have been entered twice, {sure:,} of them very likely; "
                "see Duplicates.",
            )
        ]
        lines += [
            Text(text, text)
            for row in open_pairs.head(TOLD).itertuples()
            for text in (f"  {row.keep_id} {row.keep_name} ≈ {row.drop_id} {row.drop_name}: {row.evidence}",)
        ]
        lines.append(
            Text(
                "要合并的选“合并”，再运行“合并客户”；不是同一家的选“不是同一家”。",
                "Mark a pair Merge and run Merge customers, or mark it Not the same.",
            )
        )
    return Report("duplicates", tuple(lines), {"pairs": len(open_pairs), "likely": sure})
