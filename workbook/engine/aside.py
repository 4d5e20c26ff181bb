"""A large worksheet read by a second Python process, while this one goes on with something else.

    reading = start(package, part, strings_part)    # at once
    cells = reading.result()                         # waits; None where this process has to read the sheet itself

Reading is array operations that hold Python's lock, so threads would only take turns. The other process sends the
columns as an Arrow stream through a pipe, one batch a column. Whatever goes wrong there is no error here: the sheet is
then read as if nobody had tried, and what is wrong with it is found and said in one place.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from workbook.engine.cells import Column
from workbook.engine.package import Package, open_package
from workbook.engine.sheetload import SheetCells, load
from workbook.engine.sheettext import split
from workbook.engine.strings import Strings
from workbook.engine.strings import read as read_strings

WORTH = 96 << 20
"""Bytes of a worksheet part that take much longer to read than a Python process takes to start."""
_ROOT = Path(__file__).resolve().parents[2]
_KEEPING = {"MALLOC_MMAP_THRESHOLD_": "33554432", "MALLOC_TRIM_THRESHOLD_": "536870912"}
"""glibc gives every large array back to the system and asks for it again; keeping it saves a fifth of the time."""


class Reading:
    """A worksheet that is being read by another process."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process

    def result(self) -> SheetCells | None:
        """What was read; None when it could not be."""
        try:
            assert self._process.stdout is not None
            cells = receive(self._process.stdout)
            return cells if self._process.wait() == 0 else None
        except Exception:  # whatever the other process met, reading the sheet here says what it is
            return None
        finally:
            self.stop()

    def stop(self) -> None:
        """Nobody wants it any more."""
        with contextlib.suppress(OSError):
            self._process.kill()
        self._process.communicate()


def can_start() -> bool:
    """Whether this machine has a second processor, and this program is one that can be started again."""
    affinity = getattr(os, "sched_getaffinity", None)
    processors = len(affinity(0)) if affinity else os.cpu_count() or 1
    return processors > 1 and Path(sys.executable or "").stem.lower().startswith("python")


def start(package: Package, part: str, strings_part: str | None) -> Reading | None:
    """Have a sheet of a package read; None where no process can be started."""
    command = [sys.executable, "-P", "-m", __name__, str(package.path), package.fingerprint, part, strings_part or ""]
    try:
        return Reading(
            subprocess.Popen(  # noqa: S603 - this very program
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**os.environ, **_KEEPING, "PYTHONPATH": str(_ROOT)},
            )
        )
    except OSError:
        return None


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
            writer.write_batch(batch, {"column": str(index), "texts": "" if column.texts is None else "yes"})


def receive(source: IO[bytes]) -> SheetCells:
    """Read what `send` has written."""
    import pyarrow as pa

    with pa.ipc.open_stream(source) as reader:
        around = reader.schema.metadata
        facts = json.loads(around[b"facts"])
        columns = dict(_columns(reader))
        return SheetCells(
            around[b"head"],
            around[b"tail"],
            around[b"prefix"],
            facts["usual"],
            facts["errors"],
            columns,
            dict(facts["rows"]),
        )


def _columns(reader: Any) -> Iterator[tuple[int, Column]]:
    for batch, about in reader.iter_batches_with_custom_metadata():
        rows, kinds, numbers, styles, formulas = (batch.column(at).to_numpy(zero_copy_only=True) for at in range(5))
        texts = batch.column(5) if about[b"texts"] else None
        yield int(about[b"column"]), Column(rows, kinds, numbers, styles, formulas.view("bool"), texts)


def _schema() -> Any:
    import pyarrow as pa

    kinds = {"rows": "int32", "kinds": "int8", "numbers": "float64", "styles": "int32", "formulas": "uint8"}
    return pa.schema([*kinds.items(), ("texts", "string")])


def main(path: str, fingerprint: str, part: str, strings_part: str) -> int:
    """The other process: read the sheet, send it, end."""
    package = open_package(Path(path))
    if package.fingerprint != fingerprint:
        return 1
    known: list[Strings] = []

    def strings() -> Strings:
        if not known:
            known.append(Strings(read_strings(package.read(strings_part)) if strings_part else []))
        return known[0]

    cells = load(lambda: split(package.chunks(part)), package.members[part].size, strings)
    with open(sys.stdout.fileno(), "wb", closefd=False) as out:
        send(cells, out)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
