"""Where a pasted block's header stands, and which column is which field.

A block is what was pasted: rows of cell values, with title lines, blank lines, a header of one or two rows (upper
cells merged over several columns), or no header at all. Columns are told by the field's key, its label or a synonym
(both languages, given in `names`), by the same with a usual word before or behind it (公司电话, 电话号码), by a
spelling close to one, and at last by the look of the values. Every column is in the answer: one that matches
nothing keeps its place, with the reason.

>>> names = {"name": ("客户名称", "公司名称", "Company"), "phone": ("电话", "Phone"), "email": ("电子邮件", "E-mail")}
>>> block = [["2024年展会名单", "", ""], ["公司名称", "联系电话", "摊位"], ["甲乙有限公司", "020-88880000", "A1"]]
>>> found = read(block, names)
>>> found.header_rows, found.first_row, [column.field for column in found.columns]
((1,), 2, ['name', 'phone', None])
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from workbook.language import Text
from workbook.rules.cleaning import text as texts
from workbook.rules.cleaning.looks import Look, look_of
from workbook.rules.matching.han import simplify

How = Literal["key", "name", "affix", "similar", "look", "none"]
"""How a column was told, surest first."""

LOOKS: Mapping[Look, tuple[str, ...]] = {
    "email": ("email",),
    "taxno": ("tax_no",),
    "idnumber": ("id_number",),
    "mobile": ("mobile", "phone"),
    "phone": ("phone", "mobile", "fax"),
    "website": ("website",),
    "postcode": ("postcode",),
    "address": ("address", "home_address"),
    "company": ("name", "customer_name"),
    "person": ("contact_name", "name"),
}
"""Which field a column of a certain look is: the first that is asked for and still free."""

DEEPEST = 30
"""The header is looked for in so many rows from the top."""

_BEFORE = (
    "客户|顾客|公司|单位|企业|厂家|厂商|供应商|经销商|联系人|联系|负责人|办公|主要|常用|您的|贵公司|"
    "customer|client|company|contact|business|office|your|main|primary"
)
_BEHIND = "号码|信息|资料|填写|必填|可选|栏|no|number|numbers|nr|info|[0-9一二三]"
_FOOT = re.compile(r"(?:合计|总计|小计|共计|总数|(?:grand )?total|subtotal|sum)[:： ]*", re.IGNORECASE)
_WHY: Mapping[How, Text] = {
    "key": Text("表头“{header}”就是字段名", "the header '{header}' is the field's key"),
    "name": Text("表头“{header}”是“{name}”", "the header '{header}' is '{name}'"),
    "affix": Text("表头“{header}”含有“{name}”", "the header '{header}' contains '{name}'"),
    "similar": Text("表头“{header}”接近“{name}”", "the header '{header}' is close to '{name}'"),
    "look": Text("{share} 的内容看起来像{look}", "{share} of the values look like {look}"),
    "none": Text("没有认出“{header}”，这一列原样保留", "'{header}' was not recognised; the column is kept as it is"),
}
_TAKEN = Text(
    "“{header}”也像“{name}”，但那个字段已有一列，这一列原样保留",
    "'{header}' is '{name}' too, but that field has a column already; this one is kept as it is",
)
LOOK_NAMES: Mapping[Look, Text] = {
    "email": Text("电子邮件", "e-mail addresses"),
    "taxno": Text("税号", "tax numbers"),
    "idnumber": Text("身份证号", "identity numbers"),
    "mobile": Text("手机号", "mobile numbers"),
    "phone": Text("电话号码", "telephone numbers"),
    "website": Text("网址", "web addresses"),
    "date": Text("日期", "dates"),
    "postcode": Text("邮政编码", "postal codes"),
    "address": Text("地址", "addresses"),
    "company": Text("单位名称", "company names"),
    "person": Text("人名", "persons' names"),
    "amount": Text("金额", "amounts"),
    "gender": Text("性别", "genders"),
}


@dataclass(frozen=True, slots=True)
class ColumnMatch:
    """One pasted column: its place from 0, its header as read, the field it is (None: kept, unmatched) and why."""

    index: int
    header: str
    field: str | None
    how: How
    why: Text


@dataclass(frozen=True, slots=True)
class Headers:
    """What was understood of a block. Rows count from 0; `header_rows` is empty for a list without a header."""

    header_rows: tuple[int, ...]
    first_row: int
    columns: tuple[ColumnMatch, ...]

    def field_columns(self) -> dict[str, int]:
        """Field key -> the place of its column."""
        return {column.field: column.index for column in self.columns if column.field is not None}


@dataclass(frozen=True, slots=True)
class _Name:
    field: str
    shown: str
    how: How


def read(
    block: Sequence[Sequence[object]],
    names: Mapping[str, Iterable[str]],
    looks: Mapping[Look, Sequence[str]] = LOOKS,
) -> Headers:
    """Find the header and tell the columns. `names`: field key -> its labels and synonyms, in any language."""
    known = _known(names)
    cells = [[texts.half_width(texts.of(value)) for value in row] for row in block]
    width = max((len(row) for row in cells), default=0)
    cells = [row + [""] * (width - len(row)) for row in cells]
    rows = _header_rows(cells, known)
    first = rows[-1] + 1 if rows else _first_data_row(cells)
    while first < len(cells) and not any(cells[first]):
        first += 1
    labels = [_label_choices(cells, rows, column) for column in range(width)]
    columns = _tell(labels, [[row[c] for row in cells[first:]] for c in range(width)], known, names, looks)
    return Headers(rows, first, columns)


def data_rows(block: Sequence[Sequence[object]], headers: Headers) -> list[int]:
    """The rows that hold data: no blank ones, no repeats of the header, no total lines at the end."""
    found: list[int] = []
    heads = {tuple(texts.half_width(texts.of(v)) for v in block[r]) for r in headers.header_rows}
    for number in range(headers.first_row, len(block)):
        row = tuple(texts.half_width(texts.of(value)) for value in block[number])
        filled = [cell for cell in row if cell]
        if filled and row not in heads and not _FOOT.fullmatch(filled[0]):
            found.append(number)
    return found


def normal(header: str) -> str:
    """A header without case, spaces, signs, remarks in brackets, and in simplified characters.

    >>> normal("*公司 名稱（必填）："), normal("E-Mail")
    ('公司名称', 'email')
    """
    bare = re.sub(r"[(（\[【].*?[)）\]】]", "", simplify(texts.half_width(header)).casefold())
    return re.sub(r"[\W_]", "", bare) or re.sub(r"[\W_]", "", simplify(texts.half_width(header)).casefold())


def _known(names: Mapping[str, Iterable[str]]) -> dict[str, _Name]:
    known: dict[str, _Name] = {}
    for field in names:
        known.setdefault(normal(field), _Name(field, field, "key"))
    for field, shown in names.items():
        for name in shown:
            known.setdefault(normal(name), _Name(field, name, "name"))
    known.pop("", None)
    return known


def _recognise(header: str, known: Mapping[str, _Name], *, loosely: bool = True) -> _Name | None:
    """The field a header names: exactly, with a usual word around it, or (loosely) nearly."""
    plain = normal(header)
    if not plain or len(plain) > 30:
        return None
    if plain in known:
        return known[plain]
    without_end = re.sub(f"(?:{_BEHIND})+$", "", plain)
    without_start = re.sub(f"^(?:{_BEFORE})+", "", plain)
    for bare in (without_end, without_start, re.sub(f"^(?:{_BEFORE})+", "", without_end)):
        if bare in known and len(bare) > 1:
            return _Name(known[bare].field, known[bare].shown, "affix")
    if not loosely or len(plain) < 3:
        return None
    from rapidfuzz import fuzz, process

    best = process.extractOne(plain, list(known), scorer=fuzz.ratio, score_cutoff=80)
    if best and len(best[0]) >= 3 and abs(len(best[0]) - len(plain)) <= 2:
        return _Name(known[best[0]].field, known[best[0]].shown, "similar")
    return None


def _looks_like_data(cell: str) -> bool:
    return "@" in cell or len(re.findall(r"\d", cell)) >= 5 or len(cell) > 40


def _header_rows(cells: Sequence[Sequence[str]], known: Mapping[str, _Name]) -> tuple[int, ...]:
    best: tuple[float, tuple[int, ...]] = (0.0, ())
    for r in range(min(DEEPEST, len(cells))):
        filled = [cell for cell in cells[r] if cell]
        if not filled:
            continue
        score = _worth(filled, known)
        if score > best[0] and score >= 0.3 * len(filled):
            best = (score, (r,))
        below = cells[r + 1] if r + 1 < len(cells) else []
        if not any(below) or len(filled) < 2 or any(map(_looks_like_data, below)):
            continue
        joined = [_join(_spread(cells[r], below), below, c, known) for c in range(len(below))]
        score = _worth([name for name in joined if name], known)
        alone = max(best[0], _worth([name for name in below if name], known))
        if score > alone + 0.5 and any(_recognise(cell, known, loosely=False) for cell in below):
            best = (score, (r, r + 1))
    return best[1] or _unknown_header(cells)


def _worth(filled: Sequence[str], known: Mapping[str, _Name]) -> float:
    """How many different fields the cells of a row name, less what looks like data."""
    fields = {name.field for cell in filled if (name := _recognise(cell, known, loosely=False))}
    near = sum(_recognise(cell, known) is not None for cell in filled)
    return len(fields) + 0.2 * (near - len(fields)) - sum(map(_looks_like_data, filled))


def _spread(upper: Sequence[str], below: Sequence[str]) -> list[str]:
    """The upper row of a two-row header with merged cells filled to the right, where a lower cell stands."""
    spread: list[str] = []
    for c, cell in enumerate(upper):
        left = spread[-1] if spread else ""
        spread.append(cell or (left if below[c] else ""))
    return spread


def _join(upper: Sequence[str], below: Sequence[str], c: int, known: Mapping[str, _Name]) -> str:
    """The label of a column under a two-row header: both words if they name a field, else the one that does."""
    both = upper[c] + below[c]
    for label in (both, below[c], upper[c]):
        if _recognise(label, known, loosely=False):
            return label
    return both


def _unknown_header(cells: Sequence[Sequence[str]]) -> tuple[int, ...]:
    """A row of words over typed columns is a header though no word of it is known."""
    first = _first_data_row(cells)
    if first >= len(cells) - 1:
        return ()
    typed = 0
    for c, head in enumerate(cells[first]):
        look = look_of(row[c] for row in cells[first + 1 :]).look
        if look is None or look in ("person", "company"):
            continue
        if not head or look_of([head]).look == look or _looks_like_data(head):
            return ()
        typed += 1
    return (first,) if typed else ()


def _first_data_row(cells: Sequence[Sequence[str]]) -> int:
    """The first row that is as wide as rows usually are: above it stand titles and blanks."""
    counts = [sum(map(bool, row)) for row in cells]
    usual = sorted(count for count in counts if count)
    wide = usual[len(usual) // 2] if usual else 0
    return next((r for r, count in enumerate(counts) if count and count >= min(2, wide)), len(cells))


def _label_choices(cells: Sequence[Sequence[str]], rows: tuple[int, ...], column: int) -> tuple[str, ...]:
    """What a column's header may be read as, fullest first."""
    if not rows:
        return ("",)
    if len(rows) == 1:
        return (cells[rows[0]][column],)
    upper = _spread(cells[rows[0]], cells[rows[1]])
    choices = (upper[column] + cells[rows[1]][column], cells[rows[1]][column], upper[column])
    return tuple(dict.fromkeys(choice for choice in choices if choice)) or ("",)


_SURENESS: Mapping[How, int] = {"key": 0, "name": 1, "affix": 2, "similar": 3, "look": 4, "none": 5}


def _tell(
    labels: Sequence[tuple[str, ...]],
    values: Sequence[Sequence[str]],
    known: Mapping[str, _Name],
    names: Mapping[str, Iterable[str]],
    looks: Mapping[Look, Sequence[str]],
) -> tuple[ColumnMatch, ...]:
    """Give each column its field: the surest first, each field once, the rest by look or not at all."""
    offers: list[tuple[int, int, int, _Name]] = []
    for c, choices in enumerate(labels):
        for rank, label in enumerate(choices):
            name = _recognise(label, known)
            if name:
                offers.append((_SURENESS[name.how], c, rank, name))
    told: dict[int, ColumnMatch] = {}
    taken: set[str] = set()
    second: dict[int, _Name] = {}
    for _, c, _, name in sorted(offers, key=lambda offer: offer[:3]):
        if c in told:
            continue
        if name.field in taken:
            second.setdefault(c, name)
            continue
        header = labels[c][0]
        told[c] = ColumnMatch(c, header, name.field, name.how, _WHY[name.how].format(header=header, name=name.shown))
        taken.add(name.field)
    for c, choices in enumerate(labels):
        if c in told:
            continue
        header = choices[0]
        seen = look_of(values[c])
        # A header that says something else is believed, unless the look cannot be mistaken.
        certain = seen.look in ("email", "taxno", "idnumber", "mobile", "phone") or not header
        wanted = looks.get(seen.look, ()) if seen.look and certain else ()
        field = next((f for f in wanted if f in names and f not in taken), None)
        if field and seen.look:
            why = _WHY["look"].format(share=f"{seen.share:.0%}", look=LOOK_NAMES[seen.look])
            told[c] = ColumnMatch(c, header, field, "look", why)
            taken.add(field)
        elif c in second:
            told[c] = ColumnMatch(c, header, None, "none", _TAKEN.format(header=header, name=second[c].shown))
        else:
            told[c] = ColumnMatch(c, header, None, "none", _WHY["none"].format(header=header))
    return tuple(told[c] for c in range(len(labels)))
