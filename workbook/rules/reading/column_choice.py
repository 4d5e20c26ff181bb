"""Column choice: which of several columns is a field, and what the user, or somebody before, said of the columns."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from workbook.errors import InputError
from workbook.language import Text, joined
from workbook.nearest import Name, unknown_name
from workbook.rules.cleaning import text as texts
from workbook.rules.cleaning.header_names import ColumnMatch, normal
from workbook.rules.reading.marks import MARK
from workbook.schema.tables.leads import NO_FIELD, LeadField
from workbook.schema.tables.trade import PREFERRED, STANDS_IN

_SAID = Text("按您的指定", "as you said")
LEFT_OUT = Text("按您的指定不导入", "left out, as you said")
NAME_OF = f"{MARK}name of "
_BESIDE_NUMBER = Text("编号旁边的名称", "the name beside the number")
_SAYS_MORE = Text("几列里最能说明的一列", "of several columns the one that says most")
_SAYS_LESS = Text("另一列说得更准", "another column says it better")
MARKED = Text("说明这一行算不算、怎样算", "it says whether and how the row counts")


def as_said(
    columns: Sequence[ColumnMatch], said: Mapping[str, str], mapping: Mapping[str, str]
) -> tuple[list[ColumnMatch], set[int]]:
    """The columns with the mapping that the user gave in place of what was recognised."""
    here = {normal(column.header) for column in columns} | {f"#{column.index + 1}" for column in columns}
    for header in mapping:
        if column_said(header) not in here:
            raise InputError(
                unknown_name(
                    Text(f"名单里没有“{header}”这一列。", f"The list has no column “{header}”."),
                    header,
                    [Name.of(column.header) for column in columns if column.header],
                    Text("全部的列见名单的标题行。", "The list's header row has them all."),
                )
            )
    taken = {key for key in said.values() if key != NO_FIELD}
    result: list[ColumnMatch] = []
    left_out: set[int] = set()
    for column in columns:
        key = said.get(f"#{column.index + 1}") or (said.get(normal(column.header)) if column.header else None)
        if key == NO_FIELD:
            left_out.add(column.index)
            result.append(replace(column, field=None, how="none", why=LEFT_OUT, idle=False, part=None))
        elif key is not None:
            result.append(replace(column, field=key, how="key", why=_SAID, idle=False, part=None))
        elif column.field in taken or (column.part and column.part[0] in taken and column.part[0] == "contact_name"):
            result.append(replace(column, field=None, how="none", part=None))
        else:
            result.append(column)
    return result, left_out


def stood_in(columns: list[ColumnMatch], fields: Mapping[str, LeadField]) -> list[ColumnMatch]:
    """The day and number of an invoice are those of the order where the list has no others."""
    found = {column.field for column in columns}
    moved = {stands_in: key for key, stands_in in STANDS_IN.items() if key in fields and key not in found}
    return [replace(one, field=moved[one.field]) if one.field in moved else one for one in columns]


def preferred(columns: tuple[ColumnMatch, ...], target: str) -> tuple[ColumnMatch, ...]:
    """Of several columns that may be a field, the one that says best what was paid, or who bought."""
    for key, headers in PREFERRED.get(target, {}).items():
        rank = {normal(header): at for at, header in enumerate(headers)}
        offers = [one for one in columns if normal(one.header) in rank and one.field in (None, key)]
        now = next((one for one in columns if one.field == key), None)
        if now is None or not offers or (now not in offers and key != "amount"):
            continue
        best = min(offers, key=lambda one: rank[normal(one.header)])
        if best is not now:
            swapped = {
                best.index: replace(best, field=key, how="name", why=_SAYS_MORE, idle=False),
                now.index: replace(now, field=None, how="none", why=_SAYS_LESS, idle=key == "amount"),
            }
            columns = tuple(swapped.get(one.index, one) for one in columns)
    return columns


def by_name(columns: tuple[ColumnMatch, ...]) -> tuple[ColumnMatch, ...]:
    """A column of names is the reference where the list has no numbers; beside numbers it says nothing more."""
    taken = {column.field for column in columns}
    result: list[ColumnMatch] = []
    for column in columns:
        if (column.field or "").startswith(NAME_OF):
            key = str(column.field).removeprefix(NAME_OF)
            beside = key in taken
            column = replace(  # noqa: PLW2901
                column, field=None if beside else key, why=_BESIDE_NUMBER if beside else column.why, idle=beside
            )
        result.append(column)
    return tuple(result)


def marked(column: ColumnMatch) -> ColumnMatch:
    """A column that says what the rows mean is no field, and nothing of it goes to the remarks."""
    marked = (column.field or "").startswith(MARK)
    return replace(column, field=None, why=MARKED, idle=True) if marked else column


def taught(rows: Sequence[Sequence[object]], headers: Mapping[str, str]) -> dict[str, str]:
    """What somebody taught of headers that this list has."""
    if not headers:
        return {}
    here = {normal(texts.of(cell)): texts.of(cell) for row in rows for cell in row}
    return {here[header]: key for header, key in headers.items() if header and header in here}


def column_said(header: str) -> str:
    return header if header.startswith("#") and header[1:].isdecimal() else normal(header)


def field_said(said: str, fields: Mapping[str, LeadField], target: str) -> str:
    bare = said.removeprefix(f"{target}.")
    if bare in ("-", NO_FIELD):
        return NO_FIELD
    if bare in fields:
        return bare
    for key, lead in fields.items():
        if normal(bare) in {normal(lead.label.zh), normal(lead.label.en)}:
            return key
    raise InputError(no_such_field(said, fields))


def no_such_field(said: str, fields: Mapping[str, LeadField]) -> Text:
    """What is said of a name that is no column to import into: the three most alike."""
    return unknown_name(
        Text(f"没有“{said}”这一列可以导入。", f"There is no column “{said}” to import into."),
        said,
        [Name.of(lead.label, key, *lead.headers) for key, lead in fields.items()],
        Text("全部可以导入的列见“字典”里的“可导入的列”。", "The list Columns to import on Lists has them all."),
    )


_BESIDE = Text(
    "右边第 {column} 列起还有一张表（{listed}），没有读；请把它单独放在一张表里再导入",
    "another table stands beside, from column {column} on ({listed}); it was not read: put it on a sheet of its own",
)


def beside(columns: Sequence[ColumnMatch]) -> tuple[set[int], list[Text]]:
    """A second table beside the first, behind a column without a header: its columns, and that they are not read."""
    headers = [normal(one.header) for one in columns]
    for at in range(1, len(headers) - 1):
        left, right = {one for one in headers[:at] if one}, [one for one in headers[at + 1 :] if one]
        if not headers[at] and len(right) > 1 and left and len(left & set(right)) > 1:
            named = [one.header for one in columns[at + 1 :] if one.header]
            listed = joined(named)
            return {one.index for one in columns[at:]}, [_BESIDE.format(column=at + 2, listed=listed)]
    return set(), []


_MONTH = re.compile(
    r"(?:(?:19|20)\d\d[-/.年]?)?(?:0?[1-9]|1[0-2]|十[一二]?|[一二三四五六七八九])月(?:份)?|(?:19|20)\d\d[-/.](?:0[1-9]|1[0-2])|"
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?(?: \d{2,4})?",
    re.IGNORECASE,
)
_CROSSED = Text(
    "像是交叉表（{listed} 各占一列），不是一行一笔的明细，没法逐笔导入；请导出明细再导入",
    "this looks like a cross table ({listed} have a column each), not one row a line; export the lines themselves",
)


def crossed(columns: Sequence[ColumnMatch]) -> list[Text]:
    """Months in columns of their own: a cross table, told, as none of its figures is a line."""
    months = [one.header for one in columns if one.field is None and _MONTH.fullmatch(texts.half_width(one.header))]
    return [_CROSSED.format(listed=joined(months[:4]))] if len(months) > 2 else []
