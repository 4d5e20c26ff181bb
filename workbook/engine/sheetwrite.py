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
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import repeat

from workbook.engine.cellxml import column_xml
from workbook.engine.markup import TOKEN
from workbook.engine.references import MAX_COLUMN, column_index, column_name
from workbook.engine.sheetfind import FoundRow, found_rows
from workbook.engine.sheetsplice import Cells, last_row, place, splice
from workbook.engine.sheettext import SheetText
from workbook.engine.values import KEEP, REMOVE, Cell, Mark
from workbook.engine.xmltext import BadXml

Edit = Cell | Mark
Due = tuple[int, str, str, Edit, int]
"""An edit of a row: column, its letters, the new cell, value, style."""


@dataclass(frozen=True, slots=True)
class ColumnEdits:
    """The cells of one column to be written: rows ascending, one value and one style a row."""

    column: int
    rows: Sequence[int]
    values: Sequence[Edit]
    styles: Sequence[int]


@dataclass(frozen=True, slots=True)
class Attributes:
    """Row attributes to set: row → attribute → value (None removes it)."""

    rows: dict[int, dict[str, str | None]]


_ROW = re.compile(rb"<row\b[^>]*?\sr=\"([0-9]+)\"[^>]*>")
_CELL = b'<c r="'
_LETTERS = re.compile(rb"<c r=\"([A-Z]+)")
_SPANS = re.compile(rb" spans=\"[0-9]+:([0-9]+)\"")
_LOOK = re.compile(rb"\s(?:ht|hidden|outlineLevel|collapsed|s)=")
"""What a row has of its own: such a row stays without cells too."""
_STYLE = re.compile(rb"\ss=\"[0-9]*\"")
_UNUSUAL = re.compile(
    rb"<row(?![^>]* r=\")|<c(?:>|/|\s(?!r=\"))|<[A-Za-z0-9_.-]+:|<row[^>]*'|<c r=\"[a-z$]|</(?:row|c)\s|<[!?]"
)


class Patcher:
    """Applies edits to the rows of one sheet, from the top down. `usual` says that the fast reader has read it."""

    def __init__(
        self,
        edits: Sequence[ColumnEdits],
        row_attributes: dict[int, dict[str, str | None]],
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

    @property
    def last_row(self) -> int:
        """The last row with an edit."""
        return self._rows[-1] if self._rows else 0

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
                kept = map(_is_cell, due.values, due.styles)
                made = [cell if keep else b"" for cell, keep in zip(made, kept, strict=True)]
            columns.append(Cells(column, due.rows, made))
        return splice(chunk, at, columns)

    def rest(self) -> Iterator[bytes]:
        """The rows after the last one of the file."""
        while self._next < len(self._rows):
            batch = self._rows[self._next : self._next + 4096]
            self._next += len(batch)
            columns = [_in_rows(batch, due, cells) for _, _, due, cells in self._encoded(batch[-1])]
            lines = map("".join, zip(*columns, strict=True)) if columns else repeat("", len(batch))
            yield "".join(map(self._row_xml, batch, lines)).encode()

    def _new_row(self, row: int) -> bytes:
        cells = "".join(cell for _, _, cell, value, style in self._due.get(row, ()) if _is_cell(value, style))
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
            tag = _with_attributes(tag, self._attributes[row])
        if source[tag_end - 2 : tag_end] == b"/>":
            tag, body, closing = tag.rstrip(b">").rstrip(b"/").rstrip() + b">", b"", b"</row>"
            if not due:
                return tag[:-1] + b"/>"
        else:
            body, closing = source[tag_end:-6], b"</row>"
        content = None if self._gaps else _in_place(body, due, row)
        if content is None:
            content, self._gaps = _taken_apart(body, due)
        spans = _SPANS.search(tag)
        if spans and due and int(spans.group(1)) < due[-1][0]:
            tag = tag[: spans.start()] + tag[spans.end() :]
        if _CELL not in content and any(value is REMOVE for _, _, _, value, _ in due) and not _LOOK.search(tag):
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
            tag = _with_attributes(tag, self._attributes[row.number])
        self_closed = row.tag_end == row.end
        name = TOKEN.match(tag)
        closing = b"</" + name.group(3) + b">" if name and name.group(3) else b"</row>"
        if self_closed:
            tag = tag.rstrip(b">").rstrip(b"/").rstrip() + b">"
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
                    new = _with_style(chunk[start : cell.tag_end], style) + chunk[cell.tag_end : end]
                else:  # cells after one without an address count on it: it is blanked, never taken out
                    new = written.encode()
            pieces += [chunk[cursor:start], new]
            cursor = end
        pieces.append(chunk[cursor : row.close_start])
        return tag + b"".join(pieces) + (closing if self_closed else chunk[row.close_start : row.end])


def _is_cell(value: Edit, style: int) -> bool:
    """Whether an edit of a cell that is not there makes one: a blank without a look is no cell at all."""
    return value is not REMOVE and bool(style or (value is not None and value is not KEEP))


def _in_rows(batch: Sequence[int], due: ColumnEdits, cells: list[str]) -> list[str]:
    """The cells of one column for each row of a batch, '' where there is none."""
    if not all(due.styles) or KEEP in due.values or REMOVE in due.values:
        kept = map(_is_cell, due.values, due.styles)
        cells = [cell if keep else "" for cell, keep in zip(cells, kept, strict=True)]
    if len(cells) == len(batch):
        return cells
    found = dict(zip(due.rows, cells, strict=True))
    return [found.get(row, "") for row in batch]


def _in_place(body: bytes, due: Sequence[Due], row: int) -> bytes | None:
    """A row's cells with the edits made, each found by its address; None where a cell is missing."""
    cursor, pieces = 0, []
    for _, letters, cell, value, style in due:
        start = body.find(f'<c r="{letters}{row}"'.encode(), cursor)
        if start < 0:
            if _is_cell(value, style):
                return None
            continue
        new, end = _replaced(body, start, cell, value, style)
        pieces += [body[cursor:start], new]
        cursor = end
    pieces.append(body[cursor:])
    return b"".join(pieces)


def _taken_apart(body: bytes, due: Sequence[Due]) -> tuple[bytes, bool]:
    """The same by taking the cells apart, so that a missing one finds its place between them; and whether one did."""
    pieces = body.split(_CELL)
    columns = list(map(_index, _LETTERS.findall(body)))
    gaps = False
    for column, _, cell, value, style in reversed(due):
        at = bisect_left(columns, column)
        if at < len(columns) and columns[at] == column:
            piece = _CELL + pieces[at + 1]
            new, end = _replaced(piece, 0, cell, value, style)
            if new:
                pieces[at + 1] = new[len(_CELL) :] + piece[end:]
            else:
                pieces[at] += piece[end:]
                del pieces[at + 1], columns[at]
        elif _is_cell(value, style):
            gaps = True
            pieces.insert(at + 1, cell[len(_CELL) :].encode())
    return _CELL.join(pieces), gaps


def _replaced(source: bytes, start: int, cell: str, value: Edit, style: int) -> tuple[bytes, int]:
    """What stands in the place of the cell that begins at `start`, and where that cell ends."""
    tag_close = source.index(b">", start)
    closed = source[tag_close - 1 : tag_close] == b"/"
    end = tag_close + 1 if closed else source.index(b"</c>", tag_close) + 4
    if value is REMOVE or (value is None and not style):
        return b"", end  # a blank without a look is no cell at all
    if value is KEEP:
        return _with_style(source[start : tag_close + 1], style) + source[tag_close + 1 : end], end
    return cell.encode(), end


@lru_cache(maxsize=MAX_COLUMN)
def _index(letters: bytes) -> int:
    return column_index(letters.decode())


def _with_style(tag: bytes, style: int) -> bytes:
    new = f' s="{style}"'.encode() if style else b""
    if _STYLE.search(tag):
        return _STYLE.sub(new, tag, count=1)
    at = len(tag) - (2 if tag.endswith(b"/>") else 1)
    return tag[:at].rstrip() + new + tag[at:]


def _with_attributes(tag: bytes, values: dict[str, str | None]) -> bytes:
    for name, value in values.items():
        pattern = re.compile(rb"\s" + name.encode() + rb"\s*=\s*(\"[^\"]*\"|'[^']*')")
        new = b"" if value is None else f' {name}="{value}"'.encode()
        if pattern.search(tag):
            tag = pattern.sub(lambda _, new=new: new, tag, count=1)  # type: ignore[misc]
        elif new:
            at = len(tag) - (2 if tag.endswith(b"/>") else 1)
            tag = tag[:at].rstrip() + new + tag[at:]
    return tag


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
