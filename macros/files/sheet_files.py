"""Reader of workbook files (.xlsx, .xls and others): their sheets as rows of text.

Every cell is text: dates as ISO, numbers as they are. Of several sheets the first that looks like a table is read
(two rows and two columns), else the first that holds anything; the report says which. Cells whose value is an error,
or a formula that no program has worked out yet, are blank; they are counted, so that nobody misses them unknowingly.
"""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

from macros.files.sheet_marks import marked_rows
from workbook.errors import InputError
from workbook.language import Text
from workbook.nearest import Name, unknown_name
from workbook.rules.reading.grid import Grid, Merged

SIGNATURES = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
"""First bytes: zip (xlsx, xlsm, ods) and compound file (xls, encrypted)."""

_WHOLE_DAY = " 00:00:00"
_NO_VALUE = re.compile(
    rb"<c\b[^>]*(?<!/)>\s*<f\b(?:[^>]*/>|[^>]*>[^<]*</f>)\s*(?:<v\s*/>|<v\s*></v>)?\s*</c>|<c\b[^>]*\st=\"e\"[^>]*>()"
)
_SHEET_PARTS = re.compile(r"xl/worksheets/[^/]+\.xml")
_LARGEST = 200 * 2**20
"""Sheets of more bytes are not searched for blank formulas: that would take longer than reading them."""
_LONGEST_LIST = 16 * 2**20
"""Larger files are exports, not lists that somebody laid out by hand."""


ALL = ("all", "全部", "所有")
"""Names of all sheets together."""


def read_sheet(
    path: Path, content: bytes, table: str | None = None, sheet_name: str | None = None, *, visible: bool = False
) -> Grid:
    """The cells of a workbook file: of the sheet that is named (or of all that are alike), or else of its table of that
    name (another customer book's own), or else of the sheet that looks like a table. visible: without the rows that are
    hidden or struck out. InputError where it is none, or empty, or has no such sheet."""
    import fastexcel

    try:
        reader = fastexcel.read_excel(content)
        names = list(reader.sheet_names)
        if sheet_name is None and table is not None and (own := _own_table(reader, content, table)) is not None:
            return own
        together = sheet_name is not None and sheet_name.strip().casefold() in ALL and sheet_name not in names
        if sheet_name is not None and not together:
            names = [_named(sheet_name, names, path)]
        best: tuple[str, Any] | None = None
        sheets: list[tuple[str, Any]] = []
        filled: list[str] = []
        for name in names:
            sheet = reader.load_sheet(name, header_row=None, skip_rows=0, dtypes="string")
            if not (sheet.width and sheet.height):
                continue
            filled.append(name)
            sheets.append((name, sheet))
            if best is None or (_is_line(best[1]) and not _is_line(sheet)):
                best = (name, sheet)
    except fastexcel.FastExcelError as error:
        raise InputError(
            Text(
                f"{path} 打不开：不是 Excel 文件、已损坏，或有密码。请另存为没有密码的 .xlsx 或 CSV。",
                f"{path} cannot be opened: it is no Excel file, damaged, or has a password. "
                "Save it as .xlsx without a password, or as CSV.",
            )
        ) from error
    if best is None:
        raise InputError(Text(f"{path} 里没有内容。", f"{path} holds nothing."))
    if together:
        return _all_together(sheets, content, visible=visible)
    rows = _rows(best[1])
    told = [*_other_sheets(best[0], filled, _alike(best, sheets)), *_without_value(content)]
    marked = marked_rows(content, [best[0]])[best[0]]
    told += marked.told(left_out=visible)
    if visible and (marked.hidden or marked.struck):
        kept = [at for at in range(len(rows)) if at + 1 not in marked.hidden | marked.struck]
        return Grid([rows[at] for at in kept], [at + 1 for at in kept], tuple(told))
    several = tuple(reader.sheet_names) if len(reader.sheet_names) > 1 else ()
    return Grid(rows, range(1, len(rows) + 1), tuple(told), _merged(content, best[0]), several)


def _rows(sheet: Any, most: int | None = None) -> list[tuple[str, ...]]:
    """The rows of a sheet as text; most: so many from the top alone."""
    cells = sheet.to_arrow().slice(0, most)
    columns = [[_text(cell) for cell in one.to_pylist()] for one in cells]
    return list(zip(*columns, strict=True))


_DEEPEST = 20


def _header(rows: list[tuple[str, ...]]) -> tuple[str, ...]:
    """The row of most texts among the first: the header, near enough to tell sheets that are alike."""
    return max(rows[:_DEEPEST], key=lambda row: sum(bool(cell) and not cell[:1].isdigit() for cell in row), default=())


def _alike(best: tuple[str, Any], sheets: list[tuple[str, Any]]) -> bool:
    """Have other sheets the same header: one a month, say?"""
    if len(sheets) < 2 or sum(one.height for _, one in sheets) > 200_000:
        return False
    mine = {cell for cell in _header(_rows(best[1], _DEEPEST)) if cell}
    others = (one for name, one in sheets if name != best[0])
    return len(mine) > 1 and any(mine <= set(_header(_rows(one, _DEEPEST))) for one in others)


def _all_together(sheets: list[tuple[str, Any]], content: bytes, *, visible: bool) -> Grid:
    """The sheets of one header as one list, columns in the order of the first; lines are counted on."""
    header: tuple[str, ...] = ()
    rows: list[tuple[str, ...]] = []
    told: list[Text] = []
    marks = marked_rows(content, [name for name, _ in sheets])
    for name, sheet in sheets:
        here = _rows(sheet)
        mine = _header(here)
        header = header or mine  # of the first
        if {cell for cell in header if cell} - set(mine):
            told.append(
                Text(f"工作表“{name}”的列不一样，没有读。", f"The sheet “{name}” has other columns and was not read.")
            )
            continue
        order = [mine.index(cell) if cell else None for cell in header]
        marked = marks[name]
        told += marked.told(left_out=visible)
        top = here.index(mine)
        for at, row in enumerate(here[top:], top):
            if (visible and at + 1 in marked.hidden | marked.struck) or (rows and at == top) or not any(row):
                continue
            rows.append(tuple(row[place] if place is not None else "" for place in order))
        told.append(Text(f"读了工作表“{name}”。", f"Read the sheet “{name}”."))
    return Grid(rows, range(1, len(rows) + 1), (*told, *_without_value(content)))


def _own_table(reader: Any, content: bytes, name: str) -> Grid | None:
    """Another customer book's table of this name: header and rows, each with its row on the sheet."""
    try:
        if name not in reader.table_names():
            return None
        found = reader.load_table(name, dtypes="string")
    except Exception:  # an .xls, or a table that the reader cannot make out: its sheet is read
        return None
    cells = found.to_arrow()
    columns = [[_text(cell) for cell in column.to_pylist()] for column in cells]
    header = [] if not columns else [[str(one) for one in cells.schema.names]]
    rows = [*header, *zip(*columns, strict=True)]
    top = _top_of(content, name)
    told = Text(
        f"读了工作表“{found.sheet_name}”上的表 {name}。",
        f"Read the table {name} on the sheet “{found.sheet_name}”.",
    )
    return Grid(rows, range(top, top + len(rows)), (told, *_without_value(content)))


def _top_of(content: bytes, name: str) -> int:
    """The row of a table's header on its sheet."""
    with zipfile.ZipFile(BytesIO(content)) as package:
        for part in package.namelist():
            if re.fullmatch(r"xl/tables/[^/]+\.xml", part):
                text = package.read(part)[:4096].decode("utf-8", "replace")
                if f'displayName="{name}"' in text and (match := re.search(r'\bref="[A-Z]+(\d+)', text)):
                    return int(match[1])
    return 1


def _named(wanted: str, names: list[str], path: Path) -> str:
    """The sheet of this name, however it is cased."""
    for name in names:
        if name.casefold() == wanted.strip().casefold():
            return name
    raise InputError(
        unknown_name(
            Text(f"{path.name} 里没有工作表“{wanted}”。", f"{path.name} has no sheet “{wanted}”."),
            wanted,
            [Name.of(name) for name in names],
            Text("全部的工作表见它底部的标签。", "The tabs at its foot show them all."),
        )
    )


def no_header(grid: Grid, path: Path) -> InputError:
    """The refusal of a file of several sheets where the one that was read is no list of the kind that is asked for."""
    zh, en = "、".join(grid.sheets[:20]), ", ".join(grid.sheets[:20])
    return InputError(
        Text(
            f"{path.name} 有几张工作表，看不出要读哪一张（没有像样的标题行）：{zh}。请用 --sheet 指定。",
            f"{path.name} has several sheets, and none looks like the list (no plausible header): {en}. "
            "Say which one with --sheet.",
        )
    )


def _merged(content: bytes, name: str) -> list[Merged]:
    """The cells that are merged over several rows; as the rows, counted from the first column that is used."""
    from python_calamine import CalamineWorkbook

    if len(content) > _LONGEST_LIST:
        return []
    try:
        sheet = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_name(name)
        areas, first = sheet.merged_cell_ranges or (), (sheet.start or (0, 0))[1]
    except Exception:
        return []
    return [(top, left - first, bottom, right - first) for (top, left), (bottom, right) in areas if top < bottom]


def _is_line(sheet: Any) -> bool:
    """One row or one column: a title page, a remark."""
    return bool(sheet.width < 2 or sheet.height < 2)


def _text(cell: str | None) -> str:
    return "" if cell is None else cell.removesuffix(_WHOLE_DAY)


def _other_sheets(read: str, filled: list[str], alike: bool) -> list[Text]:
    others = [name for name in filled if name != read]
    if not others:
        return []
    zh, en = "、".join(others[:10]), ", ".join(others[:10])
    if alike:
        return [
            Text(
                f"读了工作表“{read}”；没有读：{zh}。几张的列相同，要一起读请加 --sheet all。",
                f"Read the sheet “{read}”, not: {en}. They have the same columns; read them together with --sheet all.",
            )
        ]
    return [
        Text(
            f"读了工作表“{read}”；没有读：{zh}。要读别的，请用 --sheet 指定，或把它移到最前面。",
            f"Read the sheet “{read}”, not: {en}. To read another one, name it with --sheet, or move it to the front.",
        )
    ]


def _without_value(content: bytes) -> list[Text]:
    """How many cells of an .xlsx are blank to every reader though something stands in them."""
    formulas = errors = 0
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            for part in package.infolist():
                if not _SHEET_PARTS.fullmatch(part.filename) or part.file_size > _LARGEST:
                    continue
                for match in _NO_VALUE.finditer(package.read(part)):
                    formulas += match.group(1) is None
                    errors += match.group(1) is not None
    except (zipfile.BadZipFile, OSError, NotImplementedError):  # an .xls, which has no such parts
        return []
    told = []
    if formulas:
        told.append(
            Text(
                f"有 {formulas:,} 个公式单元格还没有算出值，读成了空白；请用 Excel 打开、保存后再读一次。",
                f"{formulas:,} formula cells have no value yet and were read as blank; open the file in Excel, "
                "save it and read it again.",
            )
        )
    if errors:
        told.append(
            Text(
                f"有 {errors:,} 个单元格是错误值（如 #N/A），读成了空白。",
                f"{errors:,} cells hold an error value (such as #N/A) and were read as blank.",
            )
        )
    return told
