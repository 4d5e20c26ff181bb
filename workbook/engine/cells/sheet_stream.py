"""A worksheet part cut into its three pieces without being held whole: what stands before the cells, the cells in
runs of complete rows, and what stands after them.

    <worksheet> … <sheetData>   head
    <row>…</row> <row>…</row>   body, in chunks
    </sheetData> … </worksheet> tail
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from workbook.engine.text.markup import TOKEN, local
from workbook.engine.text.xml_text import BadXml, utf8

MAX_AROUND = 64 << 20
"""Bytes before or behind the cells."""
MAX_ODD = 512 << 20
"""Bytes of a sheet that has to be held whole."""


@dataclass(slots=True)
class SheetText:
    """One pass over a worksheet part. `head` is there at once, `tail` when the body has been used up."""

    head: bytes
    prefix: bytes
    """The namespace prefix of the sheet's elements, colon included; empty in nearly every file."""
    self_closed: bool
    """<sheetData/>: there are no rows, and the head ends before this tag."""
    _rest: Iterator[bytes]
    _buffer: bytes
    tail: bytes = b""
    odd: bool = False
    """Comments, CDATA or instructions among the cells: the body came as one chunk."""
    _done: bool = field(default=False)

    def body(self, *, trusting: bool = False) -> Iterator[bytes]:
        """Chunks of whole rows. `trusting` leaves out the search for comments and CDATA, between whose halves a chunk
        could end; the caller must look for them and start again when there is one."""
        if self._done:
            return
        self._done = True
        if self.self_closed:
            self.tail = _whole(self._buffer, self._rest, MAX_AROUND)
            return
        buffer = self._buffer
        self._buffer = b""
        row_end = b"</" + self.prefix + b"row>"
        sheet_end = b"</" + self.prefix + b"sheetData"
        searched = 0
        while True:
            end = buffer.find(sheet_end, searched)
            if not trusting and (b"<!" in buffer or b"<?" in buffer):
                yield self._odd_body(buffer)
                return
            if end >= 0:
                self.tail = _whole(buffer[end:], self._rest, MAX_AROUND)
                if end:
                    yield buffer[:end]
                return
            cut = buffer.rfind(row_end)
            if cut >= 0:
                cut += len(row_end)
                yield buffer[:cut]
                buffer = buffer[cut:]
            more = next(self._rest, None)
            if more is None or len(buffer) > MAX_ODD:
                raise BadXml("sheetData is not closed")
            searched = max(0, len(buffer) - len(sheet_end))
            buffer += more

    def _odd_body(self, buffer: bytes) -> bytes:
        self.odd = True
        data = _whole(buffer, self._rest, MAX_ODD)
        at, depth = 0, 1
        while (match := TOKEN.match(data, at)) is not None:
            name = match.group(3)
            if name is not None and local(name) == "sheetData":
                depth += -1 if match.group(2) else 0 if match.group(5) else 1
                if depth == 0:
                    start = match.end(1)
                    self.tail = data[start:]
                    return data[:start]
            at = match.end()
        raise BadXml(f"markup at byte {at}")


def split(chunks: Iterator[bytes]) -> SheetText:
    """Start a pass. Raises BadXml when there is no sheetData."""
    buffer = next(chunks, b"")
    if buffer.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")) or not _plain_encoding(buffer[:200]):
        buffer = utf8(_whole(buffer, chunks, MAX_ODD))
        chunks = iter(())
    at = 0
    while True:
        match = TOKEN.match(buffer, at)
        if match is None:
            more = next(chunks, None)
            if more is None or len(buffer) > MAX_AROUND or buffer.startswith(b"<!", at):
                raise BadXml("no sheetData")
            buffer += more
            continue
        name = match.group(3)
        at = match.end()
        if name is not None and local(name) == "sheetData" and not match.group(2):
            prefix = name[: -len(b"sheetData")]
            if match.group(5):
                start = match.end(1)
                return SheetText(buffer[:start], prefix, True, chunks, buffer[start:])
            return SheetText(buffer[:at], prefix, False, chunks, buffer[at:])


def _whole(start: bytes, rest: Iterator[bytes], limit: int) -> bytes:
    pieces, size = [start], len(start)
    for piece in rest:
        size += len(piece)
        if size > limit:
            raise BadXml("size")
        pieces.append(piece)
    return b"".join(pieces)


def _plain_encoding(start: bytes) -> bool:
    lowered = start.lower()
    return b"encoding" not in lowered.split(b"?>")[0] or b"utf-8" in lowered or b"us-ascii" in lowered
