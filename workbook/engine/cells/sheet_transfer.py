"""Worksheets on their way from the process that has read them: each an Arrow stream, one batch a column."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import IO, Any

from workbook.engine.cells.column_grid import Column
from workbook.engine.cells.shared_strings import Strings
from workbook.engine.cells.shared_strings import read as read_strings
from workbook.engine.cells.sheet_loading import SheetCells, load
from workbook.engine.cells.sheet_stream import split
from workbook.engine.package.zip_package import open_package


def send_sheets(out: IO[bytes], path: Path, fingerprint: str, parts: Sequence[str], strings_part: str | None) -> None:
    """Read sheets of the file and send each while the next is read. Raises ValueError for another file than was
    opened."""
    package = open_package(path)
    if package.fingerprint != fingerprint:
        raise ValueError("another file")
    known: list[Strings] = []

    def strings() -> Strings:
        if not known:
            known.append(Strings(read_strings(package.read(strings_part)) if strings_part else []))
        return known[0]

    with ThreadPoolExecutor(1) as sender:
        for part in parts:
            cells = load(lambda: split(package.chunks(part)), package.members[part].size, strings)  # noqa: B023
            sender.submit(send, part, cells, out)


def send(part: str, cells: SheetCells, out: Any) -> None:
    """Write what was read as an Arrow stream; each column is given up once it is written."""
    import pyarrow as pa

    around = {"head": cells.head, "tail": cells.tail, "prefix": cells.prefix}
    facts = {
        "part": part,
        "columns": len(cells.columns),
        "usual": cells.is_usual,
        "errors": cells.error_codes,
        "rows": list(cells.row_styles.items()),
    }
    with pa.ipc.new_stream(out, _schema().with_metadata({**around, "facts": json.dumps(facts)})) as writer:
        for index in list(cells.columns):
            column = cells.columns.pop(index)
            texts = [None] * len(column.rows) if column.texts is None else column.texts
            arrays = [column.rows, column.kinds, column.numbers, column.styles, column.formulas.view("uint8")]
            columns = [*(pa.array(array) for array in arrays), pa.array(texts, pa.string())]
            batch = pa.record_batch(columns, schema=_schema())
            about = {"column": index, "texts": column.texts is not None, "formula": column.formula}
            writer.write_batch(batch, {"about": json.dumps(about)})
    out.flush()


def receive(source: IO[bytes], part: str) -> SheetCells:
    """Read what `send` has written of a sheet. Raises ValueError for another sheet, or for a part of it."""
    import pyarrow as pa

    with pa.ipc.open_stream(source) as reader:
        around = reader.schema.metadata
        facts = json.loads(around[b"facts"])
        columns = dict(_columns(reader))
    if facts["part"] != part or facts["columns"] != len(columns):
        raise ValueError(part)
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
