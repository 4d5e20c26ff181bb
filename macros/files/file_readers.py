"""Reader of files to load, as rows of text: CSV of any encoding and separator, and what the other readers read.

Text is UTF-8, UTF-16 (told by its mark or its zero bytes), GB18030, Big5 or Windows-1252 (told apart by what reads
sensibly). Separators are told from the first rows: tab, comma, semicolon, bar, or runs of spaces in a table of
numbers. A quoted cell may hold line ends. Sheets, web pages, cards and Parquet are read as text too
(`macros.files.sheet_files`, `markup_files`, `card_files`, `parquet_files`): one path from there on.
"""

from __future__ import annotations

import csv
import hashlib
import io
import itertools
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from macros.files.card_files import is_cards, read_cards
from macros.files.encodings import decode
from macros.files.markup_files import is_markup, read_markup, unpacked
from macros.files.parquet_files import SIGNATURES as PARQUET
from macros.files.parquet_files import read_parquet
from macros.files.sheet_files import SIGNATURES, read_sheet
from workbook.errors import InputError
from workbook.language import Text
from workbook.rules.reading.grid import Grid

SAMPLE = 64 * 1024
"""How many characters (or bytes) are looked at to tell the separator (or the encoding)."""

MOST_BYTES = 1 << 29
"""Bytes of a file: a million lines of five hundred."""
MOST_LINE = 8 << 20
"""Bytes of a line: every cell of a row filled to its last character is less than that many times over."""

MOST_ROWS = 1 << 20
"""Rows of a sheet."""
PIECE = 1 << 20
"""Bytes that are looked at together."""

_LF, _CR, _QUOTE = b'\n\r"'
SPACES = " "
"""Stands for: runs of spaces."""

_SEPARATORS = "\t,;|"
_ODD_SEPARATORS = "，；^~、"
"""Tried where no usual one makes a table."""
_ROWS = 50
_NO_LISTS = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"{\\rtf")
"""First bytes of documents, pictures and archives, which no separator turns into a table."""

_NUMBER = re.compile(r"[-+]?[\d.,]+")
_SEPARATOR_LINE = re.compile(r"sep=(.)\r?\n")


def read_file(
    path: Path, table: str | None = None, sheet: str | None = None, *, visible: bool = False
) -> tuple[Grid, str]:
    """The rows of a file and the SHA-256 of its bytes. table: of another customer book this table is read; sheet: of a
    workbook file this sheet; visible: without its rows that are hidden or struck out. InputError where it cannot be
    read as a table."""
    check_bounds(path)
    content = _bytes(path)
    digest = hashlib.sha256(content).hexdigest()
    if content.startswith(SIGNATURES):
        return read_sheet(path, content, table, sheet, visible=visible), digest
    if content.startswith(PARQUET):
        return read_parquet(path, content, MOST_ROWS), digest
    if content.startswith(_NO_LISTS):
        raise InputError(
            Text(
                f"{path} 是文档、图片或压缩包，不是名单。请用 xlsx、xls 或 CSV 文件。",
                f"{path} is a document, a picture or an archive, no list. Give an xlsx, xls or CSV file.",
            )
        )
    content = unpacked(content)
    text = "" if not content.strip() else decode(content, path)
    if not text.strip("\ufeff \t\r\n"):
        raise InputError(Text(f"{path} 是空文件。", f"{path} is empty."))
    if is_cards(text):
        return read_cards(text), digest
    return read_markup(path, text) if is_markup(content) else read_text(text), digest


def check_bounds(path: Path) -> None:
    """InputError for a file that is too large to be a list, or a text with a line or with lines that are too long or
    too many for a sheet: before the memory is taken."""
    try:
        size = path.stat().st_size
        longest, rows = (0, 0) if size <= 2 * MOST_ROWS or size > MOST_BYTES else _measured(path)
    except OSError:
        return  # reading it says what is wrong
    if size > MOST_BYTES:
        raise InputError(
            Text(
                f"{path} 有 {size >> 20:,} MB，超过 {MOST_BYTES >> 20} MB，一张工作表放不下。请分成几个文件。",
                f"{path} has {size >> 20:,} MB; more than {MOST_BYTES >> 20} MB fit no sheet. Split it up.",
            )
        )
    if longest > MOST_LINE:
        raise InputError(
            Text(
                f"{path} 里有一行超过 {MOST_LINE >> 20} MB，不是名单。请检查导出时的换行。",
                f"{path} has a line of more than {MOST_LINE >> 20} MB, so it is no list: see its line ends.",
            )
        )
    if rows > MOST_ROWS:
        raise InputError(
            Text(
                f"{path} 有 {rows:,} 行，一张工作表最多 {MOST_ROWS:,} 行，放不下。"
                "请在导出时按年份或月份分成几个文件，再逐个导入。",
                f"{path} has {rows:,} lines; a sheet holds {MOST_ROWS:,} at most. "
                "Export it in parts, by year or month, and load one after the other.",
            )
        )


def _measured(path: Path) -> tuple[int, int]:
    """Bytes of the longest line of a text file, and its rows: lines with anything in them, line ends in quotes left
    out, and none where several lines make a record (cards, mark-up). Read in pieces; nothing of what is no text."""
    import numpy as np

    longest = running = rows = quotes = 0
    ended = True
    with path.open("rb") as file:
        head = file.read(SAMPLE)
        if head.startswith((*SIGNATURES, *PARQUET, *_NO_LISTS)):
            return 0, 0
        records = not (is_markup(head) or b"BEGIN:VCARD" in head.upper())
        file.seek(0)
        while piece := file.read(PIECE):
            first, *others = re.split(rb"[\r\n]", piece)
            running += len(first)
            for other in others:
                longest, running = max(longest, running), len(other)
            if running > MOST_LINE:
                return running, 0
            signs = np.frombuffer(piece, dtype=np.uint8)
            signs = signs[signs != 0]  # UTF-16 has a zero beside each
            ends = (signs == _LF) | (signs == _CR)
            outside = (quotes + np.cumsum(signs == _QUOTE)) % 2 == 0
            before = np.concatenate(([ended], (ends & outside)[:-1]))
            rows += int(np.count_nonzero(before & ~ends))
            if len(signs):
                ended, quotes = bool(ends[-1] and outside[-1]), quotes + int(np.count_nonzero(signs == _QUOTE))
    return max(longest, running), rows if records else 0


def read_text(text: str) -> Grid:
    """The rows of a text with separators."""
    first = 1
    if match := _SEPARATOR_LINE.match(text):  # Excel's own line that names the separator
        text, first, separator = text[match.end() :], 2, match[1]
    else:
        separator = separator_of(text[:SAMPLE])
    if separator == SPACES:
        split = [line.split() for line in text.splitlines()]
        return Grid(split, range(first, first + len(split)))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    rows: list[list[str]] = []
    lines: list[int] = []
    start = first
    try:
        for row in reader:
            rows.append(row)
            lines.append(start)
            start = first + reader.line_num
    except csv.Error as error:
        raise _no_partner(start) from error
    if rows and _never_ends(text, rows[-1], separator):
        raise _no_partner(lines[-1])
    return Grid(rows, lines)


def _never_ends(text: str, last: Sequence[str], separator: str) -> bool:
    """Does the last row run to the end of the file because a quote has no partner?"""
    if not any("\n" in cell for cell in last):
        return False
    try:
        for _ in csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True):
            pass
    except csv.Error as error:
        return "end of data" in str(error)  # strictness finds fault with other things too
    return False


def _no_partner(line: int) -> InputError:
    return InputError(
        Text(
            f"第 {line} 行起无法识别：可能引号没有成对。请用 Excel 打开并重新存为 CSV。",
            f"From line {line} on the file cannot be read: a quote may be missing its partner. "
            "Open it in Excel and save it as CSV again.",
        )
    )


def separator_of(sample: str) -> str:
    """The separator under which the first rows are most often of one width, of those the widest.

    >>> separator_of("a;b;c\\n1,5;2,5;3\\n"), separator_of("Name\\nAnn Lee\\n"), separator_of("id  day\\n 1  2026\\n")
    (';', ',', ' ')
    """
    best, separator = _best_of(_SEPARATORS, sample)
    if best[0] >= 0.8:
        return separator
    odd, other = _best_of(_ODD_SEPARATORS, sample)
    if odd[0] >= 0.8 and odd[1] > 2:
        return other
    spaced = [line.split() for line in sample.splitlines()[:_ROWS] if line.strip()]
    share, width = _evenness(spaced)
    numeric = sum(any(_NUMBER.fullmatch(cell) for cell in row) for row in spaced[1:])
    in_columns = width > 1 and share >= 0.9 and len(spaced[0]) == width and numeric >= 0.8 * len(spaced[1:]) > 0
    return SPACES if in_columns else separator


def _best_of(separators: str, sample: str) -> tuple[tuple[float, int], str]:
    """The separator under which the rows are most even, with its share and width; a comma where none is."""
    best, separator = (0.0, 1), ","
    for one in separators:
        try:
            rows = list(itertools.islice(csv.reader(io.StringIO(sample, newline=""), delimiter=one), _ROWS + 1))
        except csv.Error:
            continue
        # The sample's last row may be cut off.
        score = _evenness([row for row in (rows[:-1] if len(rows) > 2 else rows) if any(row)])
        if score > best:
            best, separator = score, one
    return best, separator


def _evenness(rows: Sequence[Sequence[str]]) -> tuple[float, int]:
    """How many of the rows have the commonest width, and that width; (0, 1) where it is one cell."""
    if not rows:
        return 0.0, 1
    width, count = Counter(map(len, rows)).most_common(1)[0]
    return (count / len(rows), width) if width > 1 else (0.0, 1)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise InputError(Text(f"找不到文件 {path}。", f"There is no file {path}.")) from error
    except OSError as error:
        raise InputError(
            Text(
                f"无法读取 {path}：{error.strerror}。它可能正被别的程序占用，或没有权限。",
                f"{path} cannot be read: {error.strerror}. Another program may hold it, or permission is missing.",
            )
        ) from error
