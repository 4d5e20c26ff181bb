"""The open book: its sheets, tables, names and formats, read when they are needed and written back together."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbook import second_process
from workbook.engine.book.book_tables import Table, in_order, read_tables
from workbook.engine.book.saved_writes import Written
from workbook.engine.book.sheet_part import SheetPart
from workbook.engine.book.workbook_opening import open_workbook
from workbook.engine.cells.shared_strings import Strings
from workbook.engine.cells.shared_strings import read as read_strings
from workbook.engine.cells.sheet_formulas import FormulaCell, read_formulas, read_usual_formulas
from workbook.engine.package.file_locks import check_not_open
from workbook.engine.package.package_parts import Parts
from workbook.engine.parts.colours import theme_colours
from workbook.engine.parts.column_settings import column_styles
from workbook.engine.parts.styles import Styles
from workbook.engine.parts.workbook_part import SheetEntry
from workbook.engine.text.references import Area
from workbook.errors import Unsupported
from workbook.language import Text

if TYPE_CHECKING:
    from workbook.engine.cells.read_ahead import ReadAhead
    from workbook.engine.cells.sheet_loading import SheetCells
    from workbook.engine.cells.sheet_rewriting import Begun

_MINIMAL_STYLES = (
    b'<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    b'<fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders>'
    b'<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="1"><xf/></cellXfs></styleSheet>'
)


class Document(Parts):
    """A workbook that was opened; `saving.save` writes what has changed and starts anew from the written file."""

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        self.read_only = read_only
        self.scratch: Any = None
        """The temporary folder of a book never saved, kept as long as the book."""
        self.written = Written()
        """What the saves of this session have written."""
        self._ahead: ReadAhead | None = None
        self.begun: Begun | None = None
        """A sheet that another process makes before the save."""
        if not read_only:
            check_not_open(path)
        super().__init__(path)
        self._load()

    def _load(self) -> None:
        self._strings: Strings | None = None
        self._styles: Styles | None = None
        self._theme: Sequence[str] | None = None
        self._sheets: dict[str, SheetPart] = {}
        self._tables: list[Table] | None = None
        self._formulas: dict[str, dict[tuple[int, int], FormulaCell]] = {}
        self._shown: dict[str, dict[tuple[int, int], str]] = {}
        self._arrays: dict[str, dict[tuple[int, int], Area]] = {}
        self._defaults: dict[str, tuple[bytes, Any]] = {}
        self.types, self.workbook_part, self.relations, self.workbook = open_workbook(self)

    def related(self, kind: str) -> str | None:
        """The part of the file that the workbook keeps something in: 'styles', 'sharedStrings', 'calcChain'."""
        return next((r.target for r in self.relations if r.kind == kind and r.target in self.package), None)

    def remove_part(self, owner: str, part: str) -> set[str]:
        """Take a part out, with every part that only it leads to; sheets and tables kept there are forgotten."""
        gone = super().remove_part(owner, part)
        for one in {*gone, part}:  # a part that something else leads to as well stays, but is no sheet any more
            self._sheets.pop(one, None)
        if self._tables is not None:
            self._tables = [t for t in self._tables if t.part not in gone and t.sheet.part != part]
        return gone

    @property
    def strings(self) -> Strings:
        """The shared strings."""
        if self._strings is None:
            part = self.related("sharedStrings")
            with self.reading(part or ""):
                self._strings = Strings(read_strings(self.package.read(part)) if part else [])
        return self._strings

    @property
    def styles(self) -> Styles:
        """The cell formats."""
        if self._styles is None:
            part = self.related("styles")
            with self.reading(part or ""):
                self._styles = Styles(self.package.read(part) if part else _MINIMAL_STYLES)
        return self._styles

    @property
    def changed_styles(self) -> Styles | None:
        """The cell formats where some were added."""
        return self._styles if self._styles is not None and self._styles.changed else None

    @property
    def theme(self) -> Sequence[str]:
        """The theme's colours."""
        if self._theme is None:
            part = next((r.target for r in self.relations if r.kind == "theme" and self.has(r.target)), None)
            with self.reading(part or ""):
                self._theme = theme_colours(self.read(part) if part is not None else None)
        return self._theme

    # sheets

    def sheet(self, entry: SheetEntry) -> SheetPart:
        """The worksheet of an entry. Raises Unsupported for a chart sheet."""
        if entry.kind != "worksheet":
            raise Unsupported(
                Text(f"“{entry.name}”是图表页，没有单元格。", f"“{entry.name}” is a chart sheet; it has no cells.")
            )
        if entry.part not in self._sheets:
            self._sheets[entry.part] = SheetPart(self, entry.part)
        return self._sheets[entry.part]

    def worksheets(self) -> list[SheetPart]:
        """Every worksheet, in the book's order."""
        return [self.sheet(entry) for entry in self.workbook.sheets if entry.kind == "worksheet"]

    def open_sheets(self) -> list[SheetPart]:
        """The worksheets that were looked at so far."""
        return list(self._sheets.values())

    def open_sheet(self, part: str) -> SheetPart | None:
        """The worksheet kept in a part, where it was looked at."""
        return self._sheets.get(part)

    def expect(self, ahead: ReadAhead | None) -> None:
        """Take sheets from another process that may be reading this file."""
        self.close()
        fits = ahead is not None and ahead.fits(self.package, self.related("sharedStrings"))
        if ahead is not None and (self.workbook.date1904 or not fits):  # it reads by the calendar of 1900
            ahead.stop()
            ahead = None
        self._ahead = ahead

    def read_ahead(self, part: str) -> None:
        """Have another process read a sheet of the file, where that is worth it and none reads already."""
        from workbook.engine.cells import read_ahead

        large = part not in self.pending and self.part_size(part) >= read_ahead.WORTH_LATER
        if self._ahead is None and large and not self.workbook.date1904 and second_process.can_start():
            self._ahead = read_ahead.start(self.package, [part], self.related("sharedStrings"))

    def sent(self, part: str) -> SheetCells | None:
        """A sheet as another process has read it; None where none did."""
        cells = None if self._ahead is None or part in self.pending else self._ahead.take(part)
        if cells is not None:
            self.package.sound.add(part)  # the other process has read it to its end
        return cells

    def close(self) -> None:
        """End what still runs for this book."""
        self.read_here()
        if self.begun is not None:
            self.begun.task.stop()
            self.begun = None

    def read_here(self) -> None:
        """Read what is not read yet in this process."""
        if self._ahead is not None:
            self._ahead.stop()
            self._ahead = None

    def entry_of(self, part: str) -> SheetEntry:
        """The workbook's entry of a sheet part."""
        return next(entry for entry in self.workbook.sheets if entry.part == part)

    def default_style(self, sheet: SheetPart, column: int) -> int:
        """The style of a column's cells that are not there, in rows without a style."""
        head = sheet.head
        known = self._defaults.get(sheet.part)
        if known is None or known[0] is not head:
            with self.reading(sheet.part):
                known = (head, column_styles(head, sheet.prefix))
            self._defaults[sheet.part] = known
        style: int = known[1](column)
        return style

    def formulas(self, sheet: SheetPart) -> dict[tuple[int, int], FormulaCell]:
        """The formulas that the file's sheet holds."""
        if sheet.part not in self._formulas:
            with self.reading(sheet.part):
                found = read_usual_formulas(sheet.text(), sheet.formula_count, trusting=sheet.is_usual)
                self._formulas[sheet.part] = read_formulas(sheet.text()) if found is None else found
        return self._formulas[sheet.part]

    def shown_formulas(self, sheet: SheetPart) -> dict[tuple[int, int], str]:
        """The text of the file's formulas as each cell shows it, the other cells of array formulas included."""
        if sheet.part not in self._shown:
            from workbook.engine.cells.sheet_formulas import shown

            with self.reading(sheet.part):
                self._shown[sheet.part] = shown(self.formulas(sheet))
        return self._shown[sheet.part]

    def arrays(self, sheet: SheetPart) -> dict[tuple[int, int], Area]:
        """The cells of the file's array formulas that fill several, by the cell that holds the formula."""
        if sheet.part not in self._arrays:
            from workbook.engine.cells.sheet_formulas import spread

            with self.reading(sheet.part):
                self._arrays[sheet.part] = spread(self.formulas(sheet)) if sheet.holds_formulas else {}
        return self._arrays[sheet.part]

    # tables

    @property
    def tables(self) -> list[Table]:
        """Every table of the book, sheet by sheet."""
        if self._tables is None:
            self._tables = []
            for entry in self.workbook.sheets:
                if entry.kind == "worksheet":
                    self._tables += read_tables(self, entry)
        return self._tables

    @property
    def known_tables(self) -> list[Table]:
        """The tables, where they were looked at."""
        return self._tables or []

    def read_new_tables(self, entry: SheetEntry) -> None:
        """Learn the tables of a sheet that was put in."""
        self._tables = self.tables + read_tables(self, entry)

    def table(self, name: str) -> Table | None:
        """A table by name, letters of either case."""
        wanted = name.casefold()
        return next(
            (t for t in self.tables if wanted in (t.model.name.casefold(), t.model.display_name.casefold())), None
        )

    def tables_of(self, sheet: SheetPart) -> list[Table]:
        """The tables of a sheet, in the sheet's own order."""
        return in_order(self, sheet, [table for table in self.tables if table.sheet is sheet])

    def reopen(self, path: Path) -> None:
        """Start anew from the file that was just written."""
        self.path = path
        self.open_parts()
        self._load()
