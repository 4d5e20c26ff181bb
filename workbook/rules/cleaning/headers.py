"""Header and column detection of a pasted block: where the header stands, and which column is which field.

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

import itertools
import re
from collections.abc import Iterable, Mapping, Sequence

from workbook.language import Text
from workbook.rules.cleaning import header_names, header_rows
from workbook.rules.cleaning import text as texts
from workbook.rules.cleaning.content_kinds import Look, look_of
from workbook.rules.cleaning.data_rows import is_total
from workbook.rules.cleaning.header_names import ColumnMatch, Headers, How, Name, Spellings

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

_WHY: Mapping[How, Text] = {
    "key": Text("表头“{header}”就是这一列的英文代号", "the header '{header}' is the column's own key"),
    "name": Text("表头“{header}”是“{name}”", "the header '{header}' is '{name}'"),
    "affix": Text("表头“{header}”含有“{name}”", "the header '{header}' contains '{name}'"),
    "similar": Text("表头“{header}”接近“{name}”", "the header '{header}' is close to '{name}'"),
    "look": Text("{share} 的内容看起来像{look}", "{share} of the values look like {look}"),
    "none": Text("没有认出“{header}”，这一列原样保留", "'{header}' was not recognised; the column is kept as it is"),
}
_TAKEN = Text(
    "“{header}”也像“{name}”，但它已有对应的一列，这一列原样保留",
    "'{header}' is '{name}' too, but that field has a column already; this one is kept as it is",
)
_NUMBERS_ROWS = Text("这一列只是名单的行号", "it only numbers the rows of the list")
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


def read(
    block: Sequence[Sequence[object]],
    names: Mapping[str, Iterable[str]],
    looks: Mapping[Look, Sequence[str]] = LOOKS,
) -> Headers:
    """Find the header and tell the columns. `names`: field key -> its labels and synonyms, in any language."""
    known = header_names.known(names)
    cells = [[texts.half_width(texts.of(value)) for value in row] for row in block]
    width = max((len(row) for row in cells), default=0)
    cells = [row + [""] * (width - len(row)) for row in cells]
    rows = header_rows.header_rows(cells, known)
    first = rows[-1] + 1 if rows else header_rows.first_data_row(cells)
    while first < len(cells) and not any(cells[first]):
        first += 1
    labels = [header_rows.label_choices(cells, rows, column) for column in range(width)]
    columns = _tell(labels, [[row[c] for row in cells[first:]] for c in range(width)], known, names, looks)
    return Headers(rows, first, columns)


_SURENESS: Mapping[How, int] = {"key": 0, "name": 1, "affix": 2, "similar": 3, "look": 4, "none": 5}


def _tell(
    labels: Sequence[tuple[str, ...]],
    values: Sequence[Sequence[str]],
    known: Spellings,
    names: Mapping[str, Iterable[str]],
    looks: Mapping[Look, Sequence[str]],
) -> tuple[ColumnMatch, ...]:
    """Give each column its field: the surest first, each field once, the rest by look or not at all."""
    offers: list[tuple[int, int, int, Name]] = []
    for c, choices in enumerate(labels):
        for rank, label in enumerate(choices):
            name = header_names.recognise(label, known)
            if name:
                offers.append((_SURENESS[name.how], c, rank, name))
    told: dict[int, ColumnMatch] = {}
    taken: set[str] = set()
    second: dict[int, Name] = {}
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
        nobody = seen.look == "company" and not taken & {"name", "contact_name", "customer_id"}
        certain = seen.look in ("email", "taxno", "idnumber", "mobile", "phone") or nobody or not header
        wanted = looks.get(seen.look, ()) if seen.look and certain else ()
        if c in second and second[c].field in wanted:  # a second telephone is no fax
            wanted = ()
        field = next((f for f in wanted if f in names and f not in taken), None)
        if field and seen.look:
            why = _WHY["look"].format(share=f"{seen.share:.0%}", look=LOOK_NAMES[seen.look])
            told[c] = ColumnMatch(c, header, field, "look", why)
            taken.add(field)
        elif _runs(values[c], named=header_names.numbers_rows(header), first=c == 0 and not header):
            told[c] = ColumnMatch(c, header, None, "none", _NUMBERS_ROWS, idle=True)
        elif c in second:
            told[c] = ColumnMatch(c, header, None, "none", _TAKEN.format(header=header, name=second[c].shown))
        else:
            told[c] = ColumnMatch(c, header, None, "none", _WHY["none"].format(header=header))
    return tuple(told[c] for c in range(len(labels)))


def _runs(values: Sequence[str], *, named: bool, first: bool) -> bool:
    """Do the cells only count the rows: 1, 2, 3 in a first column without a header, or rising under 序号?"""
    filled = [value for value in values if value and not is_total(value)]
    if not filled or not (named or first) or not all(re.fullmatch(r"\d{1,6}", value, re.ASCII) for value in filled):
        return False
    numbers = [int(value) for value in filled]
    if named:
        return all(a < b for a, b in itertools.pairwise(numbers))
    return len(numbers) > 1 and numbers == list(range(1, len(numbers) + 1))
