"""Worksheets that a second process reads while this one is busy with something else.

    ahead = begin(path)          # at once, before anything large is imported; None where it is not worth it
    …
    document.expect(ahead)       # its sheets come from there, if it is the same file

Nothing depends on it: what the other process does not send, this one reads as if nobody had tried. What is imported
here is little, for this module comes first; `sheetaside` does the work.
"""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING

from workbook import second_process
from workbook.engine.package.zip_package import Package, open_package
from workbook.errors import FileError

if TYPE_CHECKING:
    from workbook.engine.cells.sheet_loading import SheetCells

WORTH = 16 << 20
"""Bytes of worksheets that are worth a process that starts before this one's imports: for 10 MB it took .4 s of
processor time to save .04 to .09 s by the clock."""
WORTH_LATER = 96 << 20
"""The same where everything is imported already: a process starts as long as some 40 MB of a sheet take to read, and
the columns have to come through a pipe."""
SPARE = 16 << 20
"""Bytes of worksheets that can be read while this process imports what it needs."""
LIST = 1 << 17
"""Bytes below which a sheet is read where it is needed."""
_STRINGS = "xl/sharedStrings.xml"


class ReadAhead:
    """Worksheets of one file that another process reads, in the order of `parts`; each is handed over once."""

    def __init__(self, task: second_process.Task, package: Package, parts: Sequence[str], strings: str | None) -> None:
        self._task = task
        self._fingerprint = package.fingerprint
        self._strings = strings
        self._coming = list(parts)
        self._here: dict[str, SheetCells] = {}

    def fits(self, package: Package, strings: str | None) -> bool:
        """Whether these are the sheets of this package, read with the shared strings that it has."""
        return package.fingerprint == self._fingerprint and strings == self._strings

    def take(self, part: str) -> SheetCells | None:
        """A sheet, waited for; None where it does not come from there."""
        while part in self._coming:
            self._receive()
        return self._here.pop(part, None)

    def _receive(self) -> None:
        """The next sheet that the other process has read."""
        from workbook.engine.cells.sheet_transfer import receive

        part = self._coming.pop(0)
        try:
            self._here[part] = receive(self._task.answer, part)
        except Exception:  # whatever the other process met, reading the sheet here says what it is
            self._coming.clear()
        if not self._coming:
            self._task.stop()

    def stop(self) -> None:
        """Nobody wants the rest any more."""
        self._coming.clear()
        self._task.stop()


def begin(path: Path) -> ReadAhead | None:
    """Have the large sheets of a file read, before it is opened here; None where that is not worth it."""
    if not second_process.can_start():
        return None
    with contextlib.suppress(FileError):  # opening it says what is wrong
        package = open_package(path)
        parts = _worth_reading(package)
        if parts:
            return start(package, parts, _STRINGS if _STRINGS in package else None)
    return None


def start(package: Package, parts: Sequence[str], strings: str | None) -> ReadAhead | None:
    """Have sheets of a package read, in this order; None where no process can be started."""
    task = second_process.start(_send, package.path, package.fingerprint, tuple(parts), strings)
    return None if task is None else ReadAhead(task, package, parts, strings)


def _worth_reading(package: Package) -> list[str]:
    """The largest sheet and what else can be read meanwhile, small ones first; where a program keeps its sheets is no
    more than a guess, which `Document` puts right."""
    sizes = {
        name: member.size
        for name, member in package.members.items()
        if name.startswith("xl/worksheets/sheet") and member.size >= LIST
    }
    if not sizes or sum(sizes.values()) < WORTH:
        return []
    ordered = sorted(sizes, key=lambda name: (sizes[name], name))
    largest, spare, found = ordered.pop(), SPARE, []
    for name in ordered:
        spare -= sizes[name]
        if spare >= 0:
            found.append(name)
    return [*found, largest]


def _send(out: IO[bytes], path: Path, fingerprint: str, parts: Sequence[str], strings: str | None) -> None:
    """What the other process does."""
    second_process.do_without("pandas")  # arrow imports it where it can: half a second for nothing here
    from workbook.engine.cells.sheet_transfer import send_sheets

    send_sheets(out, path, fingerprint, parts, strings)
