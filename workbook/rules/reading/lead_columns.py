"""Columns of lists of customers: who is the firm and who the person, and cells that say more than their header.

A column Name beside a column Company holds persons; a Position beside a person is that person's. Where the cells cannot
be mistaken - e-mails, telephone numbers, persons' names, firms - they outweigh the header.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from workbook.language import Text
from workbook.rules.cleaning import text as texts
from workbook.rules.cleaning.content_kinds import is_company, is_person, look_of
from workbook.rules.cleaning.header_names import ColumnMatch, normal
from workbook.schema.model import Kind
from workbook.schema.tables.leads import lead_fields

_ANY_NAME = frozenset(map(normal, ("name", "名称", "姓名", "客户", "customer", "client", "full name", "名字", "kunde")))
"""Headers under which firms stand, or persons."""
OF_FIRMS = frozenset(
    map(
        normal,
        (
            "company", "company name", "organization", "organisation", "organization name", "organization 1 - name",
            "account name", "firm", "firma", "société", "employer", "单位", "公司", "公司名称", "单位名称",
            "企业名称", "工作单位", "所在单位", "公司全称", "单位全称",
        ),
    )
)  # fmt: skip
_MOST = 0.6
_FIGURES = 0.8
_FIGURE = re.compile(r"[-+]?[¥$€£]?\d[\d,]*(?:\.\d+)?%?")
_BY_CELLS = Text("内容是{what}", "its cells are {what}")
_A_PERSON = Text("旁边有公司，这一列是联系人", "there is a firm beside it: this is the contact")
_A_FIRM = Text("这一列是公司", "this is the firm")
_OF_THE_CONTACT = Text("是联系人的职位", "the contact's own position")
_PERSONS, _FIRMS = Text("人名", "persons' names"), Text("单位名称", "company names")
_NO_WORDS = Text("内容是数字，不是这一列的选项", "its cells are figures, no choices of this field")
_MAILS, _NUMBERS = Text("电子邮件", "e-mail addresses"), Text("电话号码", "telephone numbers")
Cells = Callable[[int], list[object]]


def told_apart(columns: Sequence[ColumnMatch], cells: Cells) -> tuple[ColumnMatch, ...]:
    """The columns with what their cells and neighbours say of them. cells: the first data cells of a column."""
    found = {one.index: one for one in columns}
    _cells_outweigh(found, cells)
    _firms_and_persons(found, cells)
    _positions(found)
    return tuple(found[one.index] for one in columns)


def _free(found: dict[int, ColumnMatch], *keys: str) -> str | None:
    taken = {one.field for one in found.values()}
    return next((key for key in keys if key not in taken), None)


def _give(found: dict[int, ColumnMatch], place: int, key: str | None, why: Text) -> None:
    how = "look" if key else "none"
    found[place] = replace(found[place], field=key, how=how, why=why, idle=False, part=None)  # type: ignore[arg-type]


def _cells_outweigh(found: dict[int, ColumnMatch], cells: Cells) -> None:
    """E-mails and telephone numbers under a header that says something else; numbers under one that only sounds like a
    list's: figures are no labels."""
    fields = lead_fields("customers")
    for place, column in list(found.items()):
        kind = fields[column.field].field.kind if column.field else None
        if column.field is None or kind in (Kind.EMAIL, Kind.PHONE, Kind.NOTE, Kind.ID) or column.how == "key":
            continue
        if column.how in ("affix", "similar") and kind in (Kind.CHOICE, Kind.CHOICES) and _figures(cells(place)):
            _give(found, place, None, _NO_WORDS)  # Quantity is no Quality
            continue
        look = look_of(cells(place))
        if look.share < 0.8:
            continue
        if look.look == "email":
            _give(found, place, _free(found, "email", "contact_email"), _BY_CELLS.format(what=_MAILS))
        elif look.look in ("mobile", "phone") and kind is not Kind.TEXT:
            _give(found, place, _free(found, "phone", "mobile", "contact_phone"), _BY_CELLS.format(what=_NUMBERS))


def _figures(cells: Sequence[object]) -> bool:
    """Whether nearly all of them are numbers."""
    return _share(cells, lambda text: _FIGURE.fullmatch(text) is not None) >= _FIGURES


def _firms_and_persons(found: dict[int, ColumnMatch], cells: Cells) -> None:
    named = next((one for one in found.values() if one.field == "name"), None)
    firms = [
        one for one in found.values() if normal(one.header) in OF_FIRMS and one.field in (None, "employer", "name")
    ]
    if named is not None and named not in firms and normal(named.header) in _ANY_NAME and firms:
        _give(found, firms[0].index, "name", _A_FIRM)
        _give(found, named.index, _free(found, "contact_name"), _A_PERSON)
        return
    contact = next((one for one in found.values() if one.field == "contact_name"), None)
    if named is None and firms:
        _give(found, firms[0].index, "name", _A_FIRM)
    elif named is not None and contact is not None and normal(contact.header) in _ANY_NAME:
        persons, people = _share(cells(named.index), is_person), _share(cells(contact.index), is_person)
        if persons >= _MOST and people < 1 - _MOST and _share(cells(contact.index), is_company) >= _MOST:
            _give(found, named.index, "contact_name", _BY_CELLS.format(what=_PERSONS))
            _give(found, contact.index, "name", _BY_CELLS.format(what=_FIRMS))


def _share(cells: Sequence[object], test: Callable[[str], bool]) -> float:
    filled = [text for cell in cells if not texts.is_placeholder(text := texts.half_width(texts.of(cell)))]
    return sum(map(test, filled)) / len(filled) if filled else 0.0


def _positions(found: dict[int, ColumnMatch]) -> None:
    """A position beside a person is that person's: a firm's own is its place in its market."""
    column = next((one for one in found.values() if one.field == "position"), None)
    person = any(one.field == "contact_name" or (one.part and one.part[0] == "contact_name") for one in found.values())
    if column is None or not person or normal(column.header) not in ("position", "职位", "职务"):
        return
    if key := _free(found, "contact_position"):
        _give(found, column.index, key, _OF_THE_CONTACT)
