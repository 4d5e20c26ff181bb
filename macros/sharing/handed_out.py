"""What the book keeps of copies: what was masked in them, that they went out, and the values they went out with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from macros import journal
from macros.sharing import bases
from workbook import schema, tables
from workbook.schema.confidential import Audience
from workbook.schema.tables.customers import CUSTOMERS
from workbook.schema.tables.sharing import HANDOUTS, MASKED
from workbook.tables.hosts import host_of

if TYPE_CHECKING:
    import pandas as pd
    import xlwings as xw

    from macros.sharing.copy_book import Label
    from workbook.rules.sharing.outgoing import Outgoing


def list_masked(book: xw.Book, labels: Sequence[Label], contents: Sequence[Outgoing]) -> None:
    """What was masked, with the sheet row where it stands in the book."""
    import pandas as pd

    from workbook.rules.sharing.masking import MASKS

    lang = tables.language(book)
    named = {one.table for content in contents for one in content.masked}
    first = {name: host_of(book).locate(book, schema.table(name)).first_row for name in named}
    rows = [
        {
            "owner": label.owner,
            "table": schema.table(one.table).label[lang],
            "row": float(first[one.table] + one.position),
            "field": schema.table(one.table)[one.field].label[lang],
            "what": MASKS[one.kind][lang],
            "text": one.text[:500],
        }
        for label, content in zip(labels, contents, strict=True)
        for one in content.masked
    ]
    frame = pd.DataFrame(rows, columns=["owner", "table", "row", "field", "what", "text"])
    tables.replace(book, MASKED, frame.astype({key: "str" for key in frame if key != "row"} | {"row": "float64"}))


def record(book: xw.Book, labels: Sequence[Label], contents: Sequence[Outgoing], targets: Sequence[Path]) -> None:
    """The hand-outs, and the values to compare with when they come back; an anonymous copy does not."""
    import pandas as pd

    rows = [
        {
            "handout_id": label.handout,
            "audience": str(label.audience),
            "owner": label.owner,
            "handed_on": pd.Timestamp(label.day),
            "who": journal.user_name(),
            "file": target.name,
            "customers": float(len(content.frames[CUSTOMERS.name])),
            "rows": float(sum(map(len, content.frames.values()))),
            "masked": float(len(content.masked)),
        }
        for label, content, target in zip(labels, contents, targets, strict=True)
    ]
    frame = pd.DataFrame(rows)
    texts = ("handout_id", "audience", "owner", "who", "file")
    frame = frame.astype(dict.fromkeys(texts, "str")).astype({"handed_on": "datetime64[s]"})
    tables.append(book, HANDOUTS, frame)
    coming = [(a, c) for a, c in zip(labels, contents, strict=True) if a.audience is not Audience.ANONYMOUS]
    bases.keep(book, {label.handout: dict(_typed(content)) for label, content in coming})


def _typed(content: Outgoing) -> Iterator[tuple[str, pd.DataFrame]]:
    """What users fill, as handed out."""
    for name, frame in content.frames.items():
        table = schema.table(name)
        yield name, frame[[f.key for f in table.fields if f.key in frame and (f.key == "row_id" or f in table.inputs)]]
