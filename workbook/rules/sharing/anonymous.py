"""A copy for a stranger who is to look at a problem: names, numbers and texts replaced, equal ones by equal ones.

Dates, amounts, choices and the shape of everything stay: what is counted, graded and reminded of is as it was. What a
name was replaced by is kept nowhere.

>>> people = pd.DataFrame({"name": ["Ash Ltd", "Birch", "Ash Ltd"], "phone": ["1", None, "1"]}, dtype="str")
>>> new = replaced({"tblCustomers": people}, {}, "en")["tblCustomers"]
>>> new["name"].tolist(), new["phone"].isna().tolist()
(['Customer 1', 'Customer 2', 'Customer 1'], [False, True, False])
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from workbook import schema
from workbook.language import Lang, Text
from workbook.rules.sharing.masking import rightful_of
from workbook.rules.sharing.outgoing import Outgoing, Source, chosen
from workbook.rules.sharing.withheld import is_address, without
from workbook.schema.confidential import Audience
from workbook.schema.model import Field, Kind, Table

_NAMES: dict[str, Text] = {
    "tblCustomers": Text("客户{n}", "Customer {n}"),
    "tblContacts": Text("联系人{n}", "Contact {n}"),
    "tblProducts": Text("产品{n}", "Product {n}"),
    "tblOpportunities": Text("商机{n}", "Deal {n}"),
}
_TEXT, _ADDRESS = Text("文字{n}", "Text {n}"), Text("地址{n}", "Address {n}")
_BY_KIND: dict[Kind, Text] = {
    Kind.PHONE: Text("000{n:08d}", "000{n:08d}"),
    Kind.EMAIL: Text("u{n}@example.com", "u{n}@example.com"),
    Kind.URL: Text("https://example.com/{n}", "https://example.com/{n}"),
}
_CODE = Text("N{n:05d}", "N{n:05d}")
_FIRST = ("tblCustomers", "tblContacts", "tblProducts", "tblOpportunities")
_KEPT = (Kind.ROW_ID, Kind.CHOICE, Kind.CHOICES, Kind.BIRTHDAY, Kind.MONTH_DAY)


def anonymous(source: Source, people: Mapping[str, str], lang: Lang) -> Outgoing:
    """The copy with everything replaced that tells who it is about; all numbers of the book are withheld. people: key
    of a salesperson -> the key that stands for it."""
    frames = replaced(chosen(source, Audience.ANONYMOUS, None), people, lang)
    return Outgoing(frames, (), without(source.secrets, rightful_of(frames)))


def replaced(frames: Mapping[str, pd.DataFrame], people: Mapping[str, str], lang: Lang) -> dict[str, pd.DataFrame]:
    """Every text of the frames replaced; what stands for a text is the same wherever it stands."""
    known: dict[str, str] = {}
    counts: dict[str, int] = {}
    done: dict[str, pd.DataFrame] = {}
    order = [*(name for name in _FIRST if name in frames), *(name for name in frames if name not in _FIRST)]
    for name in order:
        table, frame = schema.table(name), frames[name]
        columns: dict[str, pd.Series] = {}
        for field in table.fields:
            if field.key not in frame or not field.kind.is_text or field.hidden or field.kind is Kind.FLAG:
                continue
            if field.list == "salesperson":
                columns[field.key] = frame[field.key].map(lambda key: people.get(key, key), na_action="ignore")
            elif field.kind not in _KEPT:
                columns[field.key] = _column(frame[field.key], _pattern(table, field, lang), known, counts)
        done[name] = frame.assign(**{key: column.astype("str") for key, column in columns.items()})
    return {name: done[name] for name in frames}


def _pattern(table: Table, field: Field, lang: Lang) -> str:
    if field.kind is Kind.ID and table.id_format:
        return table.id_format.replace("{:", "{n:")
    if field.key == table.name_key and table.name in _NAMES:
        return _NAMES[table.name][lang]
    if field.kind in _BY_KIND:
        return _BY_KIND[field.kind][lang]
    if is_address(field):
        return _ADDRESS[lang]
    return _CODE[lang] if field.check or field.kind is Kind.ID else _TEXT[lang]


def _column(values: pd.Series, pattern: str, known: dict[str, str], counts: dict[str, int]) -> pd.Series:
    codes, distinct = pd.factorize(values)
    new = []
    for text in distinct.tolist():
        if text not in known:
            counts[pattern] = counts.get(pattern, 0) + 1
            known[text] = pattern.format(n=counts[pattern])
        new.append(known[text])
    whole = pd.Series(new, dtype="str")
    return pd.Series(whole.array.take(codes, allow_fill=True), index=values.index, name=values.name)
