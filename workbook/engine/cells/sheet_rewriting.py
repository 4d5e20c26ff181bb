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

from workbook import second_process
from workbook.engine.cells.cell_arrays import Texts, as_texts, cell_texts, row_texts, whole_rows
from workbook.engine.cells.cell_splicing import Cells, last_row, place, splice
from workbook.engine.cells.cell_values import REMOVE, Mark
from workbook.engine.cells.cell_xml import column_xml
from workbook.engine.cells.row_edits import (
    CELL,
    SPANS,
    ColumnEdits,
    Due,
    in_place,
    in_rows,
    is_cell,
    only_cells,
    row_numbers,
    taken_apart,
    unusual_row,
    with_attributes,
)
from workbook.engine.cells.row_finder import found_rows
from workbook.engine.cells.sheet_stream import SheetText
from workbook.engine.cells.typed_cells import TypedCells, types_of
from workbook.engine.text.markup import TOKEN
from workbook.engine.text.references import column_name
from workbook.engine.text.xml_text import BadXml

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
        self._marked = any(Mark in types_of(edit.values) for edit in self._edits)
        self._typed = not prefix and any(isinstance(edit.values, TypedCells) for edit in self._edits)
        self._gaps = False
        """Whether the last row lacked cells that are written, as the next one will."""
        self._due: defaultdict[int, list[Due]] = defaultdict(list)
        self._letters = [column_name(edit.column) for edit in self._edits]
        distinct: list[Sequence[int]] = []
        for edit in self._edits:
            if edit.rows not in distinct:
                distinct.append(edit.rows)
        self._rows = sorted(set(row_attributes).union(*distinct))
        self._next = 0
        self._prefix, self._date1904, self.usual = prefix, date1904, usual

    def _next_edits(self, last: int) -> Iterator[tuple[str, ColumnEdits]]:
        """What is to be written in the rows up to `last`, with each column's letters."""
        for position, edit in enumerate(self._edits):
            start = self._at[position]
            stop = bisect_right(edit.rows, last, start)
            if start == stop:
                continue
            self._at[position] = stop
            due = ColumnEdits(edit.column, edit.rows[start:stop], edit.values[start:stop], edit.styles[start:stop])
            yield self._letters[position], due

    def _encoded(self, last: int) -> Iterator[tuple[str, ColumnEdits, list[str]]]:
        """The cells to be written in the rows up to `last`: letters, edits, cells."""
        for letters, due in self._next_edits(last):
            yield letters, due, self._listed(letters, due)

    def _listed(self, letters: str, due: ColumnEdits) -> list[str]:
        return column_xml(letters, due.rows, due.values, due.styles, prefix=self._prefix, date1904=self._date1904)

    def _arrays(self, last: int) -> Iterator[tuple[ColumnEdits, Texts]]:
        """The same as arrow arrays, '' for what is no cell."""
        known: Sequence[int] = ()
        for letters, due in self._next_edits(last):
            style = due.styles[0]
            if isinstance(due.values, TypedCells) and due.styles.count(style) == len(due.styles):
                if due.rows != known:
                    known, numbers = due.rows, row_texts(due.rows)
                yield due, cell_texts(letters, numbers, due.values, style, date1904=self._date1904)
            else:
                yield due, as_texts(only_cells(due, self._listed(letters, due)))

    def _encode(self, last: int) -> None:
        """Make the cells to be written in rows up to `last`, row by row."""
        self._due.clear()
        for letters, due, cells in self._encoded(last):
            edits = zip(repeat(due.column), repeat(letters), cells, due.values, due.styles)
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
        return splice(chunk, at, [Cells(due.column, row_numbers(due.rows), cells) for due, cells in self._arrays(last)])

    def rest(self) -> Iterator[bytes]:
        """The rows after the last one of the file."""
        while self._next < len(self._rows):
            batch = self._rows[self._next : self._next + 4096]
            self._next += len(batch)
            if self._typed and not self._attributes:
                yield whole_rows(batch, [(due.rows, cells) for due, cells in self._arrays(batch[-1])])
                continue
            columns = [in_rows(batch, due, cells) for _, due, cells in self._encoded(batch[-1])]
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
                due, attributes = self._due.get(row.number, ()), self._attributes.get(row.number)
                pieces += [chunk[cursor : row.start], unusual_row(chunk, row, due, attributes)]
                cursor = row.end
        pieces.append(chunk[cursor:])
        yield b"".join(pieces)


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


@dataclass(frozen=True, slots=True)
class Begun:
    """A sheet that another process makes before it is known for certain what is to be written."""

    part: str
    what: Rewriting
    task: second_process.Task
