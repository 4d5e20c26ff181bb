"""The report of load: what came in, what was left out and why, which columns were read as which fields."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from workbook import schema
from workbook.language import SEMICOLON, Text, joined
from workbook.rules.loading.book_rows import LONGEST_ENTRY
from workbook.rules.loading.typed_rows import Rejected
from workbook.schema.findings import Finding, Severity
from workbook.schema.model import Table
from workbook.schema.tables.leads import lead_fields

if TYPE_CHECKING:
    from workbook.rules.importing.same_number import Clash
    from workbook.rules.loading.book_rows import Merged
    from workbook.rules.loading.source_table import Source
    from workbook.rules.loading.typed_rows import Rows
    from workbook.rules.reading.pasted_block import Understood

SPELLED_OUT = 20
"""How many bad rows are told one by one."""

SAMPLES = 5
_MEND = Text("在文件里改正，把这几行另存后再导入。", "Fix it in the file and load those rows by themselves.")

_CORRECTED = Text(
    "{n:,} 行的订单在客户簿里已有这个产品的一行，日期或金额不同，没有写入：第 {at} 行。"
    "请用“预览导入”逐行选“更新”（是更正）或“新建”（是另一行）。",
    "{n:,} rows are lines of orders that the book has with another date or amount; they were not written: lines {at}. "
    "Use Preview import to choose Update (a correction) or New (another line) for each.",
)
_ASKED = Text(
    "{n:,} 行与客户簿里已有的行相同，又没有单号，没有写入：第 {at} 行。确实是另外的，请加 --again 再导入这个文件。",
    "{n:,} rows equal rows of the book and have no number; they were not written: lines {at}. "
    "If they are others, load this file once more with --again.",
)

_CORRECTED_LINE = Text(
    "订单在客户簿里已有这个产品的一行，日期或金额不同", "the book has this order's line with another date or amount"
)
_ASKED_LINE = Text("与客户簿里已有的一行相同，又没有单号", "it equals a row of the book, and neither has a number")
_LOOK = Text("请在“预览导入”里选定。", "Decide it on Preview import.")


def lines(
    into: Table, source: Source, rows: Rows, merged: Merged, clashes: Sequence[Clash], numbered: int
) -> Iterator[Text]:
    """The sentences of the report, most important first. read = new + already + conflicts + repeated + left out."""
    left_out = len({one.line for one in rows.rejected})
    yield Text("读到 {read:,} 行，导入“{table}”{new:,} 行。", "Read {read:,} rows; {new:,} are new in {table}.").format(
        read=rows.read, new=len(merged.rows), table=into.label
    )
    if already := merged.already - len(clashes):
        yield Text(
            "{n:,} 行客户簿里已有，没有改动。", "{n:,} rows are in the book already and were left as they are."
        ).format(n=already)
    for known, sentence in ((merged.lines.corrected, _CORRECTED), (merged.lines.asked, _ASKED)):
        if known:
            at = [str(rows.lines[row]) for row in list(known)[:SPELLED_OUT]]
            yield sentence.format(n=len(known), at=joined(at))
    if clashes:
        yield Text(
            "{n:,} 行的编号在客户簿里是另一条，没有写入。确实是另一条，就去掉文件里的编号再导入：",
            "{n:,} rows have a number that is another row's in the book; they were not written. Load them again "
            "without the number if they are rows of their own:",
        ).format(n=len(clashes))
        yield from _spelled_out(into, [_rejected(into, rows, one) for one in clashes])
    if merged.repeated:
        yield _repeated(into, merged)
    yield from source.seen.meant.told
    yield from skipped_rows(source.seen)
    if left_out:
        yield Text("{n:,} 行没有导入：", "{n:,} rows were left out:").format(n=left_out)
        yield from _spelled_out(into, rows.rejected)
    if rows.remarks:
        yield Text("{n:,} 处已导入，但请核对：", "{n:,} cells were loaded, but please check them:").format(
            n=len(rows.remarks)
        )
        yield from _spelled_out(into, rows.remarks)
    yield from _defaults(into, rows, merged)
    if numbered:
        yield Text("{n:,} 行没有编号，已由程序编号。", "{n:,} rows had no number; they were given one.").format(
            n=numbered
        )
    for key, parts in merged.parts.items():
        told = [f"{part} → {row}" for part, row in list(parts.items())[:SPELLED_OUT]]
        yield Text(
            "“{field}”写的是名称的一部分，只有一行的名称含有它，已按这一行导入：{told}",
            "{field}: a part of a name that only one row has was taken for that row: {told}",
        ).format(field=into[key].label, told=joined(told, SEMICOLON))
    for key, unknown in merged.unknown.items():
        yield Text(
            "“{field}”有 {n:,} 行找不到对应的记录{some}；行已导入，“检查”会列出。",
            "{field}: {n:,} rows name no record of the book{some}; they were loaded, and Check lists them.",
        ).format(field=into[key].label, n=unknown.rows, some=_samples(unknown.values))
    for key, unlisted in merged.unlisted.items():
        if any(len(value) > LONGEST_ENTRY for value in unlisted.values):
            yield Text(
                "“{field}”有 {n:,} 行的值长得放不进列表（最多 {most} 个字）；行已导入，“检查”会列出。",
                "{field}: the values of {n:,} rows are too long for a list (of {most} characters at most); "
                "they were loaded, and Check lists them.",
            ).format(field=into[key].label, n=unlisted.rows, most=LONGEST_ENTRY)
            continue
        yield Text(
            "“{field}”有 {k} 个值不在列表里{some}，共 {n:,} 行；加 --add-to-lists 可把它们加进字典。",
            "{field}: {k} values are not in its list{some}, {n:,} rows in all; --add-to-lists adds them to the list.",
        ).format(field=into[key].label, k=len(unlisted.values), some=_samples(unlisted.values), n=unlisted.rows)
    for key, labels in merged.entries.items():
        label = schema.listing(key).label
        yield Text(f"字典“{label.zh}”新增：{'、'.join(labels)}", f"Added to the list {label.en}: {', '.join(labels)}")
    yield _matched(into, source)
    if source.worked_out:
        names = ", ".join(source.worked_out)
        yield Text(f"客户簿自己填写的列，没有导入：{names}", f"Columns that the book fills itself, not read: {names}")
    if source.unused:
        names = ", ".join(source.unused)
        yield Text(f"没有用到的列：{names}", f"Columns not used: {names}")


def findings(into: Table, rows: Rows, merged: Merged, clashes: Sequence[Clash]) -> Iterator[Finding]:
    """Bad rows and remarks as findings about the table; they stand in no row of it."""
    for one in rows.rejected:
        yield Finding(into.name, None, one.field, _where(into, one), _MEND, one.value)
    for known, told in ((merged.lines.corrected, _CORRECTED_LINE), (merged.lines.asked, _ASKED_LINE)):
        for row in known:
            one = Rejected(rows.lines[row], None, "", told)
            yield Finding(into.name, None, None, _where(into, one), _LOOK, "", Severity.WARNING)
    for clash in clashes:
        one = _rejected(into, rows, clash)
        yield Finding(into.name, None, clash.field, _where(into, one), _MEND, one.value)
    for one in rows.remarks:
        yield Finding(into.name, None, one.field, _where(into, one), _MEND, one.value, Severity.WARNING)


def _rejected(into: Table, rows: Rows, one: Clash) -> Rejected:
    """A row of a number that is another thing's, as a row that was left out."""
    return Rejected(rows.lines[one.at], None, one.theirs, one.reason(into))


def _repeated(into: Table, merged: Merged) -> Text:
    text = Text(
        "{n:,} 行的编号或名称在文件里已出现过，取第一行",
        "{n:,} rows repeat an id or name of the file; its first row was taken",
    ).format(n=merged.repeated)
    if not merged.differing:
        return Text(f"{text.zh}。", f"{text.en}.")
    zh = "、".join(f"{into[key].label.zh} {count:,}" for key, count in merged.differing.items())
    en = ", ".join(f"{into[key].label.en} {count:,}" for key, count in merged.differing.items())
    return Text(f"{text.zh}；后面不同的值没有采用：{zh}。", f"{text.en}; later values that differ were not: {en}.")


def _spelled_out(into: Table, bad: Sequence[Rejected]) -> Iterator[Text]:
    for one in bad[:SPELLED_OUT]:
        where = _where(into, one)
        yield Text(f"  {where.zh}", f"  {where.en}")
    if (more := len(bad) - SPELLED_OUT) > 0:
        yield Text(f"  还有 {more:,} 处。", f"  and {more:,} more.")


def _where(into: Table, one: Rejected) -> Text:
    if one.field is None:
        return Text(f"第 {one.line} 行：{one.reason.zh}", f"line {one.line}: {one.reason.en}")
    label = into[one.field].label
    return Text(f"第 {one.line} 行 {label.zh}：{one.reason.zh}", f"line {one.line}, {label.en}: {one.reason.en}")


def skipped_rows(seen: Understood) -> Iterator[Text]:
    """The rows that are none of the list's, where there are such."""
    if seen.skipped:
        at = [str(seen.lines[one]) for one in seen.skipped[:SPELLED_OUT]]
        yield Text(
            "跳过 {n:,} 行（合计、重复的表头和标题、页码、签名、附注）：第 {at} 行。",
            "{n:,} rows were skipped (totals, repeated headers and titles, page numbers, signatures, notes): {at}.",
        ).format(n=len(seen.skipped), at=joined(at))


def _defaults(into: Table, rows: Rows, merged: Merged) -> Iterator[Text]:
    from workbook.rules.loading.typed_rows import DEFAULTS

    for key, filled in rows.defaults.items():
        count = len(merged.rows.index.intersection(filled))
        if not count:
            continue
        label = into[key].label
        default = DEFAULTS.get((into.name, key))
        if default is None:
            yield Text(
                f"文件里没有“{label.zh}”，{count:,} 行以编号代替。",
                f"The file has no {label.en}; {count:,} rows have their number instead.",
            )
        else:
            given = next(one.label for one in schema.listing(str(into[key].list)).entries if one.key == default)
            yield Text(
                f"{count:,} 行没有“{label.zh}”，填了“{given.zh}”。",
                f"{count:,} rows have no {label.en}; {given.en} was filled in.",
            )


def _matched(into: Table, source: Source) -> Text:
    pairs = [(source.headers[place], into[key].label) for key, place in source.columns.items()]
    if into.name == "tblCustomers":
        fields = lead_fields("customers")
        more = [(one.header, one.field or (one.part[0] if one.part else None)) for one in source.seen.columns]
        pairs += [(header, fields[key].label) for header, key in more if key and key not in source.columns]
    zh = "，".join(f"{header} → {label.zh}" for header, label in pairs)
    en = ", ".join(f"{header} → {label.en}" for header, label in pairs)
    return Text(f"列的对应：{zh}", f"Columns read as: {en}")


def _samples(values: Sequence[str]) -> Text:
    if not values:
        return Text("", "")
    more = len(values) > SAMPLES
    some = [value[:40] for value in values[:SAMPLES]]
    return Text(f"（{'、'.join(some)}{'…' if more else ''}）", f" ({', '.join(some)}{', …' if more else ''})")
