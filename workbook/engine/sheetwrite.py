"""Writing into a worksheet as it streams by: only the bytes of the cells that change are replaced.

The body comes in chunks of whole rows (`sheettext`). In rows with edits each cell is found by its address, bounded by
the row's end; a missing cell is put in its place by column, a missing row by number. Everything else is passed on as
it came. Sheets with comments or CDATA among the cells, prefixes, or cells without addresses take a slower way with
the same result.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat

from workbook.engine.cellxml import column_xml
from workbook.engine.markup import TOKEN
from workbook.engine.references import column_name
from workbook.engine.sheetfind import FoundRow, found_rows
from workbook.engine.sheetrows import (
    CELL,
    SPANS,
    ColumnEdits,
    Due,
    in_place,
    in_rows,
    is_cell,
    taken_apart,
    with_attributes,
    with_style,
)
from workbook.engine.sheetsplice import Cells, last_row, place, splice
from workbook.engine.sheettext import SheetText
from workbook.engine.values import KEEP, REMOVE, Mark
from workbook.engine.xmltext import BadXml

_ROW = re.compile(rb"<row\b[^>]*?\sr=\"([0-9]+)\"[^>]*>")
_LOOK = re.compile(rb"\s(?:ht|hidden|outlineLevel|collapsed|s)=")
"""What a row has of its own: such a row stays without cells too."""
_UNUSUAL = re.compile(
    rb"<row(?![^>]* r=\")|<c(?:>|/|\s(?!r=\"))|<[A-Za-z0-9_.-]+:|<row[^>]*'|<c r=\"[a-z$]|</(?:row|c)\s|<[!?]"
)


@dataclass(frozen=True, slots=True)
class Rewriting:
    """What becomes of a worksheet part: everything that writing it takes beside the part itself."""

    edits: Sequence[ColumnEdits]
    row_attributes: Mapping[int, dict[str, str | None]]
    head: bytes
    """What stands before the cells, and after them."""
    tail: bytes
    date1904: bool
    usual: bool
    """Whether the fast reader has read the part."""


class Patcher:
    """Applies edits to the rows of one sheet, from the top down. `usual` says that the fast reader has read it."""

    def __init__(
        self,
        edits: Sequence[ColumnEdits],
        row_attributes: Mapping[int, dict[str, str | None]],
        *,
        prefix: str,
        date1904: bool,
        usual: bool = False,
    ) -> None:
        self._edits = sorted((edit for edit in edits if len(edit.rows)), key=lambda edit: edit.column)
        self._attributes = row_attributes
        self._at = [0] * len(self._edits)
        self._marked = any(Mark in set(map(type, edit.values)) for edit in self._edits)
        self._gaps = False
        """Whether the last row lacked cells that are written, as the next one will."""
        self._due: defaultdict[int, list[Due]] = defaultdict(list)
        self._letters = [column_name(edit.column) for edit in self._edits]
        rows: set[int] = set(row_attributes)
        for edit in self._edits:
            rows.update(edit.rows)
        self._rows = sorted(rows)
        self._next = 0
        self._prefix, self._date1904, self.usual = prefix, date1904, usual

    def _encoded(self, last: int) -> Iterator[tuple[int, str, ColumnEdits, list[str]]]:
        """The cells to be written in the rows up to `last`: column, letters, edits, cells."""
        for position, edit in enumerate(self._edits):
            start = self._at[position]
            stop = bisect_right(edit.rows, last, start)
            if start == stop:
                continue
            self._at[position] = stop
            due = ColumnEdits(edit.column, edit.rows[start:stop], edit.values[start:stop], edit.styles[start:stop])
            letters = self._letters[position]
            cells = column_xml(letters, due.rows, due.values, due.styles, prefix=self._prefix, date1904=self._date1904)
            yield edit.column, letters, due, cells

    def _encode(self, last: int) -> None:
        """Make the cells to be written in rows up to `last`, row by row."""
        self._due.clear()
        for column, letters, due, cells in self._encoded(last):
            edits = zip(repeat(column), repeat(letters), cells, due.values, due.styles)
            for row, edit in zip(due.rows, edits, strict=True):
                self._due[row].append(edit)

    def patch(self, chunk: bytes) -> Iterator[bytes]:
        """A chunk of whole rows with its edits made, and with the missing rows that belong before its last row."""
        if self._next >= len(self._rows):
            yield chunk
            return
        if not self.usual and (self._prefix or _UNUSUAL.search(chunk)):
            yield from self._patch_unusual(chunk)
            return
        if self.usual and not self._attributes and not self._marked and (done := self._splice(chunk)) is not None:
            yield done
            return
        starts = [(int(match.group(1)), match.start(), match.end()) for match in _ROW.finditer(chunk)]
        if not starts or self._rows[self._next] > starts[-1][0]:
            yield chunk
            return
        numbers = [start[0] for start in starts]
        self._encode(numbers[-1])
        cursor, pieces = 0, []
        while self._next < len(self._rows) and self._rows[self._next] <= numbers[-1]:
            row = self._rows[self._next]
            self._next += 1
            at = bisect_left(numbers, row)
            _, start, tag_end = starts[at]
            pieces.append(chunk[cursor:start])
            if numbers[at] != row:
                pieces.append(self._new_row(row))
                cursor = start
                continue
            end = tag_end
            if chunk[tag_end - 2 : tag_end] != b"/>":
                end = chunk.index(b"</row>", tag_end) + 6
            pieces.append(self._patch_row(chunk[start:end], tag_end - start, row))
            cursor = end
        pieces.append(chunk[cursor:])
        yield b"".join(pieces)

    def _splice(self, chunk: bytes) -> bytes | None:
        """The chunk with its edits made by array operations; None where they cannot be, and nothing is done yet."""
        last = last_row(chunk)
        if last is None or self._rows[self._next] > last:
            return chunk if last is not None else None
        stop = bisect_right(self._rows, last, self._next)
        at = place(chunk, self._rows[self._next : stop])
        if at is None:
            return None
        self._next = stop
        columns = []
        for column, _, due, cells in self._encoded(last):
            made = "\0".join(cells).encode().split(b"\0")  # no cell holds that sign
            if not all(due.styles):
                kept = map(is_cell, due.values, due.styles)
                made = [cell if keep else b"" for cell, keep in zip(made, kept, strict=True)]
            columns.append(Cells(column, due.rows, made))
        return splice(chunk, at, columns)

    def rest(self) -> Iterator[bytes]:
        """The rows after the last one of the file."""
        while self._next < len(self._rows):
            batch = self._rows[self._next : self._next + 4096]
            self._next += len(batch)
            columns = [in_rows(batch, due, cells) for _, _, due, cells in self._encoded(batch[-1])]
            lines = map("".join, zip(*columns, strict=True)) if columns else repeat("", len(batch))
            yield "".join(map(self._row_xml, batch, lines)).encode()

    def _new_row(self, row: int) -> bytes:
        cells = "".join(cell for _, _, cell, value, style in self._due.get(row, ()) if is_cell(value, style))
        return self._row_xml(row, cells).encode()

    def _row_xml(self, row: int, cells: str) -> str:
        """A row that is not in the file; nothing where it has neither cells nor attributes."""
        extra = ""
        if row in self._attributes:
            set_ = ((name, value) for name, value in self._attributes[row].items() if value is not None)
            extra = "".join(f' {name}="{value}"' for name, value in set_)
        if not cells and not extra:
            return ""
        p = self._prefix
        return f'<{p}row r="{row}"{extra}>{cells}</{p}row>'

    def _patch_row(self, source: bytes, tag_end: int, row: int) -> bytes:
        due = self._due.get(row, ())
        tag = source[:tag_end]
        if row in self._attributes:
            tag = with_attributes(tag, self._attributes[row])
        if source[tag_end - 2 : tag_end] == b"/>":
            tag, body, closing = tag.rstrip(b">").rstrip(b"/").rstrip() + b">", b"", b"</row>"
            if not due:
                return tag[:-1] + b"/>"
        else:
            body, closing = source[tag_end:-6], b"</row>"
        content = None if self._gaps else in_place(body, due, row)
        if content is None:
            content, self._gaps = taken_apart(body, due)
        spans = SPANS.search(tag)
        if spans and due and int(spans.group(1)) < due[-1][0]:
            tag = tag[: spans.start()] + tag[spans.end() :]
        if CELL not in content and any(value is REMOVE for _, _, _, value, _ in due) and not _LOOK.search(tag):
            return b""
        return tag + content + closing

    def _patch_unusual(self, chunk: bytes) -> Iterator[bytes]:
        rows = found_rows(chunk)
        if rows:
            self._encode(max(row.number for row in rows))
        pieces, cursor = [], 0
        for row in rows:
            while self._next < len(self._rows) and self._rows[self._next] < row.number:
                pieces += [chunk[cursor : row.start], self._new_row(self._rows[self._next])]
                cursor = row.start
                self._next += 1
            if self._next < len(self._rows) and self._rows[self._next] == row.number:
                self._next += 1
                pieces += [chunk[cursor : row.start], self._patch_unusual_row(chunk, row)]
                cursor = row.end
        pieces.append(chunk[cursor:])
        yield b"".join(pieces)

    def _patch_unusual_row(self, chunk: bytes, row: FoundRow) -> bytes:
        due = self._due.get(row.number, ())
        tag = chunk[row.start : row.tag_end]
        if row.number in self._attributes:
            tag = with_attributes(tag, self._attributes[row.number])
        self_closed = row.tag_end == row.end
        name = TOKEN.match(tag)
        closing = b"</" + name.group(3) + b">" if name and name.group(3) else b"</row>"
        if self_closed:
            tag = tag.rstrip(b">").rstrip(b"/").rstrip() + b">"
        if due and (not row.cells or row.cells[-1].column < due[-1][0]):
            tag = with_attributes(tag, {"spans": None})
        cells = {cell.column: cell for cell in row.cells}
        after = [cell.column for cell in row.cells]
        cursor, pieces = row.tag_end, []
        for column, _, written, value, style in due:
            cell = cells.get(column)
            if cell is None:
                if value is REMOVE or ((value is None or value is KEEP) and not style):
                    continue
                at = bisect_left(after, column)
                start = end = row.cells[at].start if at < len(after) else row.close_start
                new = written.encode()
            else:
                start, end = cell.start, cell.end
                if value is KEEP:
                    new = with_style(chunk[start : cell.tag_end], style) + chunk[cell.tag_end : end]
                else:  # cells after one without an address count on it: it is blanked, never taken out
                    new = written.encode()
            pieces += [chunk[cursor:start], new]
            cursor = end
        pieces.append(chunk[cursor : row.close_start])
        return tag + b"".join(pieces) + (closing if self_closed else chunk[row.close_start : row.end])


def rewritten(sheet: SheetText, what: Rewriting) -> Iterator[bytes]:
    """The bytes of a whole worksheet part as it becomes. Raises BadXml, ValueError, IndexError."""
    prefix = sheet.prefix.decode()
    patcher = Patcher(what.edits, what.row_attributes, prefix=prefix, date1904=what.date1904, usual=what.usual)
    return patched(sheet, patcher, lambda _: what.head, lambda _: what.tail)


def patched(
    sheet: SheetText, patcher: Patcher, head: Callable[[bytes], bytes], tail: Callable[[bytes], bytes]
) -> Iterator[bytes]:
    """The bytes of a whole worksheet part with edits made; `head` and `tail` rewrite what stands around the cells."""
    prefix = sheet.prefix
    if sheet.self_closed:
        for _ in sheet.body():
            pass
        rows = b"".join(patcher.rest())
        match = TOKEN.match(sheet.tail)
        if match is None:
            raise BadXml("sheetData")
        tag = sheet.tail[: match.end()]
        yield head(sheet.head)
        if rows:
            yield tag.rstrip(b">").rstrip(b"/").rstrip() + b">" + rows + b"</" + prefix + b"sheetData>"
        else:
            yield tag
        yield tail(sheet.tail)[match.end() :]
        return
    yield head(sheet.head)
    for chunk in sheet.body(trusting=patcher.usual):
        yield from patcher.patch(chunk)
    yield from patcher.rest()
    yield tail(sheet.tail)
