"""A large worksheet read by a second process: its columns come back as an Arrow stream, one batch a column.

A process starts as long as some 40 MB of a sheet take to read, and the columns have to come through a pipe, so small
sheets are read where they are needed.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from workbook import aside
from workbook.engine.cells import Column
from workbook.engine.package import Package, open_package
from workbook.engine.sheetload import SheetCells, load
from workbook.engine.sheettext import split
from workbook.engine.strings import Strings
from workbook.engine.strings import read as read_strings

WORTH = 96 << 20
"""Bytes of a worksheet part that are worth a process."""


def start(package: Package, part: str, strings_part: str | None) -> aside.Task | None:
    """Have a sheet of a package read; None where that is not worth it, or no process can be started."""
    if package.members[part].size < WORTH or not aside.can_start():
        return None
    return aside.start(send_sheet, package.path, package.fingerprint, part, strings_part)


def send_sheet(out: IO[bytes], path: Path, fingerprint: str, part: str, strings_part: str | None) -> None:
    """The other process: read a sheet of the file and send it. Raises ValueError for another file than was opened."""
    package = open_package(path)
    if package.fingerprint != fingerprint:
        raise ValueError("another file")
    known: list[Strings] = []

    def strings() -> Strings:
        if not known:
            known.append(Strings(read_strings(package.read(strings_part)) if strings_part else []))
        return known[0]

    send(load(lambda: split(package.chunks(part)), package.members[part].size, strings), out)


def send(cells: SheetCells, out: Any) -> None:
    """Write what was read as an Arrow stream; each column is given up once it is written."""
    import pyarrow as pa

    around = {"head": cells.head, "tail": cells.tail, "prefix": cells.prefix}
    facts = {"usual": cells.is_usual, "errors": cells.error_codes, "rows": list(cells.row_styles.items())}
    with pa.ipc.new_stream(out, _schema().with_metadata({**around, "facts": json.dumps(facts)})) as writer:
        for index in list(cells.columns):
            column = cells.columns.pop(index)
            texts = [None] * len(column.rows) if column.texts is None else column.texts
            arrays = [column.rows, column.kinds, column.numbers, column.styles, column.formulas.view("uint8")]
            columns = [*(pa.array(array) for array in arrays), pa.array(texts, pa.string())]
            batch = pa.record_batch(columns, schema=_schema())
            about = {"column": index, "texts": column.texts is not None, "formula": column.formula}
            writer.write_batch(batch, {"about": json.dumps(about)})


def receive(source: IO[bytes]) -> SheetCells:
    """Read what `send` has written."""
    import pyarrow as pa

    with pa.ipc.open_stream(source) as reader:
        around = reader.schema.metadata
        facts = json.loads(around[b"facts"])
        columns = dict(_columns(reader))
        return SheetCells(
            around[b"head"], around[b"tail"], around[b"prefix"], facts["usual"], facts["errors"], columns,
            dict(facts["rows"]),
        )  # fmt: skip


def _columns(reader: Any) -> Iterator[tuple[int, Column]]:
    for batch, metadata in reader.iter_batches_with_custom_metadata():
        about = json.loads(metadata[b"about"])
        rows, kinds, numbers, styles, formulas = (batch.column(at).to_numpy(zero_copy_only=True) for at in range(5))
        texts = batch.column(5) if about["texts"] else None
        yield about["column"], Column(rows, kinds, numbers, styles, formulas.view("bool"), texts, about["formula"])


def _schema() -> Any:
    import pyarrow as pa

    kinds = {"rows": "int32", "kinds": "int8", "numbers": "float64", "styles": "int32", "formulas": "uint8"}
    return pa.schema([*kinds.items(), ("texts", "string")])
