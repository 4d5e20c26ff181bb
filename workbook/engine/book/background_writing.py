"""A large worksheet rewritten and deflated by a second process, while this one writes the others.

The other process gets what is to be written, reads the old part from the file itself, and sends the deflated bytes when
it has all of them. What does not come whole, this process makes.
"""

from __future__ import annotations

import contextlib
import shutil
import struct
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import IO, TYPE_CHECKING, BinaryIO

from workbook import second_process
from workbook.engine.book.changed_parts import rewriting
from workbook.engine.book.sheet_saving import edits
from workbook.engine.cells.sheet_rewriting import Begun, Rewriting, rewritten
from workbook.engine.cells.sheet_stream import split
from workbook.engine.package.zip_package import CHUNK, open_package
from workbook.engine.package.zip_writer import Content, Counted, Deflated, deflated

if TYPE_CHECKING:
    from workbook.engine.book.document import Document
    from workbook.engine.book.sheet_part import SheetPart

WORTH = 64 << 20
"""Bytes of worksheets on either side that are worth a second process: .3 s to start it, .2 s a million cells."""
_CELL = 60  # bytes that a cell has, about
_FACTS = struct.Struct("<IQQ")
"""Checksum, inflated size, deflated size."""


class _Coming:
    """A part that another process deflates; called, it gives the bytes as this process makes them."""

    def __init__(self, task: second_process.Task, here: Content) -> None:
        assert callable(here)
        self._task, self._here = task, here

    def __call__(self) -> Iterable[bytes]:
        return self._here()

    def into(self, target: BinaryIO) -> Deflated | None:
        """Wait for the deflated bytes and write them; None where they do not come whole."""
        return self._task.result(partial(_receive, target))

    def stop(self) -> None:
        """Nobody wants it any more."""
        self._task.stop()


def _receive(target: BinaryIO, source: IO[bytes]) -> Deflated:
    crc, size, compressed = _FACTS.unpack(source.read(_FACTS.size))
    start = target.tell()
    shutil.copyfileobj(source, target, CHUNK)
    if target.tell() - start != compressed:
        raise EOFError
    return Deflated(crc, size, compressed)


def may_be_worth(sheet: SheetPart) -> bool:
    """Whether a sheet is one of those that `begin` has made by another process, if much of it changes."""
    document = sheet.document
    large = document.part_size(sheet.part) >= WORTH and sheet.part not in document.pending
    return large and document.begun is None and second_process.can_start()


def begin(sheet: SheetPart) -> None:
    """Have another process make a sheet that `may_be_worth` it as it is written now, if anything is."""
    document = sheet.document
    if edits(sheet):
        document.begun = _begun(document, sheet.part, rewriting(sheet))


@contextlib.contextmanager
def shared_out(document: Document, changed: Mapping[str, Content]) -> Iterator[Mapping[str, Content]]:
    """The contents of a save, of which other processes make what was begun before, and the most work of the rest."""
    sheets = {
        sheet.part: sheet
        for sheet in document.open_sheets()
        if sheet.part in changed and sheet.part not in document.pending
    }
    coming: dict[str, Content] = {}
    with contextlib.ExitStack() as stack:
        for share in (_as_begun, _begun_now):
            if (begun := share(document, sheets)) is not None:
                coming[begun.part] = one = _Coming(begun.task, changed[begun.part])
                stack.callback(one.stop)
                del sheets[begun.part]
        yield {**changed, **coming}


def _as_begun(document: Document, sheets: Mapping[str, SheetPart]) -> Begun | None:
    """What another process makes already, if it is what is to be written."""
    begun, document.begun = document.begun, None
    if begun is None:
        return None
    if begun.part in sheets and rewriting(sheets[begun.part]) == begun.what:
        return begun
    begun.task.stop()
    return None


def _begun_now(document: Document, sheets: Mapping[str, SheetPart]) -> Begun | None:
    """The most work, begun by another process where enough is left for this one."""
    work = {part: _work(sheet) for part, sheet in sheets.items()}
    part = max(work, key=work.__getitem__, default=None)
    if part is None or min(work[part], sum(work.values()) - work[part]) < WORTH or not second_process.can_start():
        return None
    return _begun(document, part, rewriting(sheets[part]))


def _begun(document: Document, part: str, what: Rewriting) -> Begun | None:
    task = second_process.start(_pack, document.package.path, document.package.fingerprint, part, what)
    return None if task is None else Begun(part, what, task)


def _work(sheet: SheetPart) -> int:
    """What writing a sheet costs, in bytes that are read or made."""
    cells = sum(len(edit.rows) for edit in edits(sheet))
    return sheet.document.part_size(sheet.part) + _CELL * cells if cells else 0


def _pack(out: IO[bytes], path: Path, fingerprint: str, part: str, what: Rewriting) -> None:
    """The other process: rewrite the part, deflate it, send it. Raises ValueError for another file than was opened."""
    second_process.do_without("pandas")  # see `readahead`
    package = open_package(path)
    if package.fingerprint != fingerprint:
        raise ValueError("another file")
    counted = Counted(rewritten(split(package.chunks(part)), what))
    with tempfile.TemporaryFile() as made:  # a pipe holds little, and nobody takes anything from it meanwhile
        compressed = sum(map(made.write, deflated(counted)))
        out.write(_FACTS.pack(counted.crc, counted.size, compressed))
        made.seek(0)
        shutil.copyfileobj(made, out, CHUNK)
