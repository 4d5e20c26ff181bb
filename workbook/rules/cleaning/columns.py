"""Column cleaning: each different value is read once, and values already clean are not read at all.

The rules are those of the modules for single values; here is only the arithmetic of columns. Shapes: a Series of n
cells in, Series of n cells with the same index out.

>>> import pandas as pd
>>> got = clean(pd.Series(["１３８００１３８０００", "13800138000", None, "x"]), "phone")
>>> got.values.tolist(), got.changed.tolist(), sorted(got.notes)
(['13800138000', '13800138000', None, None], [True, False, False, True], [3])
>>> split_phones(pd.Series(["020-88880000 / 13800138000"])).iloc[0].to_dict()
{'phone': '020-88880000', 'mobile': '13800138000', 'fax': None, 'left': None}
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from workbook.language import Text
from workbook.rules.cleaning import amounts, codes, dates, emails, id_numbers, phones, postcodes, tax_numbers, websites
from workbook.rules.cleaning import text as texts
from workbook.rules.cleaning.cleaned import Cleaned
from workbook.unforeseen import guarded

if TYPE_CHECKING:
    import pandas as pd

Kind = Literal[
    "text",
    "note",
    "name",
    "code",
    "ref",
    "phone",
    "email",
    "website",
    "postcode",
    "taxno",
    "idnumber",
    "date",
    "amount",
]


@dataclass(frozen=True, slots=True)
class Column:
    """A cleaned column of n cells. `values` holds str (date, Decimal for those kinds) or None; `original` the text
    as pasted; `changed` where the two differ; `notes` the doubtful cells by their position 0..n-1."""

    values: pd.Series[Any]
    original: pd.Series[str]
    changed: pd.Series[bool]
    notes: dict[int, Text]


def clean(
    column: pd.Series[Any], kind: Kind, *, order: dates.Order | None = None, country: str = phones.HOME
) -> Column:
    """A column of any cell values (text, numbers, dates, None) read as one kind of value.

    For dates that can be read in two ways, `order` or else the column's other dates decide; where neither does, the
    cell stays None with a note. country: whose telephone numbers have no country code.
    """
    import numpy as np
    import pandas as pd

    original = column.astype(object).map(texts.of).astype(object)
    codes, different = pd.factorize(original.to_numpy())
    if kind == "date":
        order = order or dates.order_of(different)
    read = guarded(_reader(kind, order, country), Cleaned.of_failure)
    ready = None if kind == "phone" and country != phones.HOME else _clean_already(kind)
    values = np.empty(len(different), dtype=object)
    changed = np.zeros(len(different), dtype=bool)
    notes: dict[int, Text] = {}
    for i, written in enumerate(different):
        if ready is not None and ready(written):
            values[i] = written
            continue
        cleaned = read(written)
        values[i], changed[i] = cleaned.value, cleaned.changed
        if cleaned.note is not None:
            notes[i] = cleaned.note
    noted = np.flatnonzero(np.isin(codes, list(notes)))
    return Column(
        values=pd.Series(values[codes], index=column.index, dtype=object, name=column.name),
        original=original,
        changed=pd.Series(changed[codes], index=column.index, name=column.name, dtype=bool),
        notes={int(i): notes[codes[i]] for i in noted},
    )


def split_phones(column: pd.Series[Any], region: str = "CN") -> pd.DataFrame:
    """n cells with one or several numbers -> n rows of phone, mobile, fax (several joined by '; ') and left.

    `left` is the text of a cell that was no number, a name for instance, so that nothing is lost.
    """
    import pandas as pd

    original = column.astype(object).map(texts.of)
    codes, different = pd.factorize(original.to_numpy())
    mobile = re.compile(r"1[3-9]\d{9}", re.ASCII)

    def number_parts(written: str) -> phones.Phones:
        return phones.split(written, region)

    split = guarded(number_parts, lambda written, _why: phones.Phones(left=written))
    rows: list[tuple[str | None, ...]] = []
    for written in different:
        if mobile.fullmatch(written):
            rows.append((None, written, None, None))
            continue
        if texts.is_placeholder(written):
            rows.append((None, None, None, None))
            continue
        found = split(written)
        parts = ("; ".join(found.phones), "; ".join(found.mobiles), "; ".join(found.faxes), found.left)
        rows.append(tuple(part or None for part in parts))
    frame = pd.DataFrame(rows, columns=["phone", "mobile", "fax", "left"], dtype=object)
    return frame.take(codes).set_axis(column.index)


def _reader(kind: Kind, order: dates.Order | None, country: str) -> Callable[[str], Cleaned[Any]]:
    readers: dict[Kind, Callable[[str], Cleaned[Any]]] = {
        "text": texts.clean,
        "note": lambda text: texts.clean(text, multiline=True),
        "name": texts.clean_name,
        "code": _code,
        "ref": _ref,
        "phone": lambda text: phones.clean(text, country),
        "email": emails.clean,
        "website": websites.clean,
        "postcode": postcodes.clean,
        "taxno": tax_numbers.clean,
        "idnumber": id_numbers.clean,
        "date": lambda text: dates.clean(text, order),
        "amount": amounts.clean,
    }
    return readers[kind]


def _code(text: str) -> Cleaned[str]:
    """A number of the book or of an account (客户编号): as `codes` reads it, no spaces inside, disarmed."""
    cleaned = codes.read(text)
    return Cleaned.of(texts.disarm((cleaned.value or "").replace(" ", "")) or None, text, cleaned.note)


def _ref(text: str) -> Cleaned[str]:
    """Whose row it is, by number or by name: a number that something was done to as a code, all else as a name."""
    code = codes.bare(text)
    if code != texts.half_width(text) or codes.loss(code):
        return _code(text)
    return texts.clean_name(text)


def _clean_already(kind: Kind) -> Callable[[str], object] | None:
    """A quick test that holds only for values that cleaning would give back unchanged and without a note."""
    patterns: dict[Kind, str] = {
        "text": r"[\u4e00-\u9fff0-9A-Za-z]+",
        "code": codes.CLEAN,
        "phone": phones.CLEAN,
        "email": emails.CLEAN,
        "website": websites.CLEAN,
        "postcode": postcodes.CLEAN,
    }
    return re.compile(patterns[kind], re.ASCII).fullmatch if kind in patterns else None
