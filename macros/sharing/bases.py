"""The base of the merge: the values of a copy as they were handed out, kept by the book in small.

A table's rows are packed column by column, squeezed and cut into cells of a hidden table; what a confirmed merge has
settled since is added as rows of their own (`settle`), so that undo can take it away again.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from workbook import tables
from workbook.rules.basics.cell_parts import from_parts, to_parts
from workbook.schema.tables.sharing import BASES, HANDOUTS

if TYPE_CHECKING:
    import pandas as pd
    import xlwings as xw

    from macros import journal

_LEVEL = 6  # of the compression
_VALUES, _SETTLED = "values", "settled"
KEPT = 3
"""Copies for the same person whose base is kept: an older one that comes back is refused in a sentence."""

Settled = Mapping[str, Mapping[str, Mapping[str, Any] | None]]
"""Table -> row_id -> field -> value as settled; None for a row that is settled as gone."""


def keep(book: xw.Book, handouts: Mapping[str, Mapping[str, pd.DataFrame]]) -> None:
    """Keep the values of new copies (by handout id, then table), and drop those of copies that were replaced often."""
    import pandas as pd

    rows: list[tuple[str, str, str, float, str]] = []
    for handout, frames in handouts.items():
        for name, frame in frames.items():
            if len(frame):
                rows += [(handout, _VALUES, name, float(at), part) for at, part in enumerate(_packed(frame))]
    old = tables.read(book, BASES).frame
    stays = old[old["handout_id"].isin(_kept(book))]
    new = pd.DataFrame(rows, columns=["handout_id", "kind", "table", "part", "data"])
    whole = pd.concat([stays, new], ignore_index=True) if len(stays) else new
    types = dict.fromkeys(("handout_id", "kind", "table", "data"), "str")
    tables.replace(book, BASES, whole.astype(types))


def _kept(book: xw.Book) -> set[str]:
    handed = tables.read(book, HANDOUTS, ["handout_id", "audience", "owner", "handed_on"]).frame
    newest = handed.sort_values("handed_on", kind="stable").groupby(["audience", "owner"], dropna=False).tail(KEPT)
    return set(newest["handout_id"])


def settle(step: journal.Step, handout: str, settled: Settled) -> None:
    """Note what a merge has settled: from now on these are the values to compare the copy with."""
    import pandas as pd

    if not settled:
        return
    parts = _settled(settled)
    frame = pd.DataFrame({"data": parts}, dtype="str")
    frame["handout_id"], frame["kind"] = handout, f"{_SETTLED} {step.batch}"
    frame["part"] = [float(at) for at in range(len(parts))]
    step.append(BASES, frame.astype({"handout_id": "str", "kind": "str"}))


def read(kept: pd.DataFrame, handout: str) -> tuple[dict[str, pd.DataFrame], list[Settled]] | None:
    """The values of a copy as handed out, by table, and what was settled since, oldest first; None where the book has
    not kept them. kept: the rows of tblBases."""
    rows = kept[kept["handout_id"] == handout]
    values = rows[rows["kind"] == _VALUES]
    if values.empty:
        return None
    frames = {str(name): _unpacked(_data(part)) for name, part in values.groupby("table", sort=False)}
    more = rows[rows["kind"] != _VALUES]
    settled = [json.loads(_data(part)) for _, part in more.groupby("kind", sort=False)]
    return frames, settled


def rewrite(
    book: xw.Book,
    change: Callable[[dict[str, pd.DataFrame]], dict[str, pd.DataFrame]],
    change_settled: Callable[[Settled], Settled],
) -> None:
    """Keep other values than were handed out, and settled, for every copy: what no longer may be kept."""
    import pandas as pd

    kept = tables.read(book, BASES).frame
    rows: list[tuple[str, str, str | None, float, str]] = []
    for handout in dict.fromkeys(kept["handout_id"].dropna().tolist()):
        if (values := read(kept, handout)) is None:
            continue
        frames, settled = values
        for name, frame in change(frames).items():
            rows += [(handout, _VALUES, name, float(at), part) for at, part in enumerate(_packed(frame))]
        of = kept[(kept["handout_id"] == handout) & (kept["kind"] != _VALUES)]
        for kind, one in zip(dict.fromkeys(of["kind"]), settled, strict=True):
            rows += [(handout, kind, None, float(at), part) for at, part in enumerate(_settled(change_settled(one)))]
    new = pd.DataFrame(rows, columns=["handout_id", "kind", "table", "part", "data"])
    types = dict.fromkeys(("handout_id", "kind", "table", "data"), "str")
    if len(kept):
        tables.replace(book, BASES, new.astype(types | {"part": "float64"}))


def _settled(settled: Settled) -> Sequence[str]:
    return to_parts(json.dumps(settled, ensure_ascii=False, separators=(",", ":")).encode(), _LEVEL)


def _data(rows: pd.DataFrame) -> bytes:
    return from_parts(rows.sort_values("part", kind="stable")["data"])


def _packed(frame: pd.DataFrame) -> Sequence[str]:
    import pyarrow as pa

    table = pa.Table.from_pandas(frame, preserve_index=False).replace_schema_metadata(None)
    buffer = io.BytesIO()
    with pa.ipc.new_stream(buffer, table.schema) as writer:
        writer.write_table(table)
    return to_parts(buffer.getvalue(), _LEVEL)


def _unpacked(data: bytes) -> pd.DataFrame:
    import pyarrow as pa

    frame: pd.DataFrame = pa.ipc.open_stream(data).read_all().to_pandas()
    texts = {key: "str" for key in frame.columns if frame[key].dtype == object}
    typed: pd.DataFrame = frame.astype(texts)
    return typed
