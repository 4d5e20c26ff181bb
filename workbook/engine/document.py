"""The open book: its package and parts, read when they are needed and written back together."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from workbook.engine import relationships as rels
from workbook.engine import tableparts
from workbook.engine.formulas import FormulaCell, read_formulas, read_usual_formulas
from workbook.engine.markup import Markup
from workbook.engine.package import Package, damaged, open_package
from workbook.engine.save import Content, check_not_open, write_book
from workbook.engine.sheetpart import SheetPart
from workbook.engine.strings import Strings
from workbook.engine.strings import read as read_strings
from workbook.engine.styles import Styles
from workbook.engine.tableparts import TableModel
from workbook.engine.workbookpart import SheetEntry, WorkbookPart
from workbook.errors import FileError, InputError, NotAWorkbook, Unsupported
from workbook.language import Text

TYPES = "[Content_Types].xml"
_MAIN_TYPES = (
    "spreadsheetml.sheet.main+xml", "spreadsheetml.template.main+xml",
    "ms-excel.sheet.macroEnabled.main+xml", "ms-excel.template.macroEnabled.main+xml",
    "ms-excel.addin.macroEnabled.main+xml",
)  # fmt: skip
_MINIMAL_STYLES = (
    b'<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    b'<fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders>'
    b'<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="1"><xf/></cellXfs></styleSheet>'
)


class Table:
    """A table of the open book: its part, the sheet it stands on, and its model as it is now."""

    def __init__(self, part: str, sheet: SheetPart, model: TableModel) -> None:
        self.part, self.sheet = part, sheet
        self.saved = model
        self.model = model
        self.headers: tuple[int, TableModel, tuple[str, ...]] | None = None
        """The header texts, with the state of sheet and table that they were read in."""


class Document:
    """A workbook that was opened. `save` writes what has changed and starts anew from the written file."""

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        self.path = path
        self.read_only = read_only
        self.scratch: Any = None
        """The temporary folder of a book never saved, kept as long as the book."""
        if not read_only:
            check_not_open(path)
        self._load()

    def _load(self) -> None:
        self.package: Package = open_package(self.path)
        self._strings: Strings | None = None
        self._styles: Styles | None = None
        self._sheets: dict[str, SheetPart] = {}
        self._tables: list[Table] | None = None
        self._formulas: dict[str, dict[tuple[int, int], FormulaCell]] = {}
        self._defaults: dict[str, Callable[[int, int], int]] = {}
        self.pending: dict[str, bytes] = {}
        """Whole parts that are new or replaced."""
        self.removed_parts: set[str] = set()
        if TYPES not in self.package:
            raise damaged(self.path, Text("缺少内容清单", "its list of contents is missing"))
        with self.reading(TYPES):
            self.types = self.package.read(TYPES)
            roots = self.relationships("")
        main = [r for r in roots if r.kind == "officeDocument"]
        if not main or main[0].target not in self.package:
            raise damaged(self.path, Text("缺少工作簿部件", "the workbook part is missing"))
        if any("digital-signature" in r.kind or r.kind == "origin" for r in roots):
            raise NotAWorkbook(
                Text(
                    f"{self.path.name} 带有数字签名，写入会使签名失效。请在 Excel 里去掉签名或另存一份。",
                    f"{self.path.name} carries a digital signature, which writing would break."
                    " Remove the signature in Excel, or save a copy without it.",
                )
            )
        self.workbook_part = main[0].target
        with self.reading(self.workbook_part):
            kind = rels.content_type(self.types, self.workbook_part)
            if kind and not kind.endswith(_MAIN_TYPES):
                raise NotAWorkbook(
                    Text(
                        f"{self.path.name} 不是 .xlsx/.xlsm 工作簿（可能是 .xlsb）。"
                        "请在 Excel 里另存为 .xlsx 或 .xlsm。",
                        f"{self.path.name} is not an .xlsx/.xlsm workbook (perhaps an .xlsb)."
                        " Save it as .xlsx or .xlsm in Excel.",
                    )
                )
            self.relations = self.relationships(self.workbook_part)
            self.workbook = WorkbookPart(self.package.read(self.workbook_part), self.relations)
            for entry in self.workbook.sheets:
                if entry.part not in self.package:
                    raise damaged(self.path, Text(f"缺少工作表 {entry.name}", f"the sheet {entry.name} is missing"))

    # parts

    def chunks(self, part: str) -> Iterator[bytes]:
        """The bytes of a part."""
        if part in self.pending:
            return iter((self.pending[part],))
        return self.package.chunks(part)

    def part_size(self, part: str) -> int:
        """How many bytes a part has."""
        return len(self.pending[part]) if part in self.pending else self.package.members[part].size

    def read(self, part: str) -> bytes:
        """The bytes of a part, whole."""
        return self.pending[part] if part in self.pending else self.package.read(part)

    def has(self, part: str) -> bool:
        """Whether there is such a part."""
        return part in self.pending or (part in self.package and part not in self.removed_parts)

    def damaged(self, part: str) -> NotAWorkbook:
        """The refusal for a part that cannot be understood."""
        return damaged(self.path, Text(f"部件 {part} 读不懂", f"part {part} cannot be understood"))

    def part_names(self) -> list[str]:
        """Every part there is now."""
        names = [name for name in self.package.members if name not in self.removed_parts]
        return names + [name for name in self.pending if name not in self.package]

    def put_part(self, part: str, data: bytes, *, content_type: str = "") -> None:
        """Add a part (its content type named), or replace one."""
        self.pending[part] = data
        self.removed_parts.discard(part)
        if content_type:
            self.pending[TYPES] = rels.set_content_types(self.read(TYPES), {part: content_type}, {part})

    def relate(self, part: str, kind: str, target: str, *, external: bool = False) -> str:
        """Give a part a relationship; returns its id."""
        name = rels.of_part(part)
        with self.reading(name):
            data = self.read(name) if self.has(name) else rels.EMPTY
            self.pending[name], key = rels.add(part, data, kind, target, external=external)
        return key

    def unrelate(self, part: str, ids: set[str]) -> None:
        """Take relationships away from a part."""
        name = rels.of_part(part)
        with self.reading(name):
            self.pending[name] = rels.remove(self.read(name), ids)

    def reachable(self, part: str) -> set[str]:
        """A part and all that its relationships lead to."""
        found, queue = {part}, [part]
        while queue:
            for relation in self.relationships(queue.pop()):
                if not relation.external and relation.target not in found and self.has(relation.target):
                    found.add(relation.target)
                    queue.append(relation.target)
        return found

    def remove_part(self, owner: str, part: str) -> None:
        """Take a part out, with every part that only it leads to."""
        own = self.reachable(part)
        ids = {relation.id for relation in self.relationships(owner) if relation.target == part}
        self.unrelate(owner, ids)
        kept: set[str] = set()
        for root in self.relationships(""):
            if not root.external and self.has(root.target):
                kept |= self.reachable(root.target)
        gone = own - kept
        gone |= {name for one in gone if self.has(name := rels.of_part(one))}
        self.pending[TYPES] = rels.set_content_types(self.read(TYPES), {}, gone)
        for one in gone:
            self.pending.pop(one, None)
            self._sheets.pop(one, None)
            if one in self.package:
                self.removed_parts.add(one)
        if self._tables is not None:
            self._tables = [table for table in self._tables if table.part not in gone]

    @contextlib.contextmanager
    def reading(self, part: str) -> Iterator[None]:
        """Turn what goes wrong inside a part into a refusal that names it."""
        try:
            yield
        except (ValueError, OverflowError, RecursionError, IndexError) as error:  # BadXml is a ValueError
            raise self.damaged(part) from error

    def relationships(self, part: str) -> list[rels.Relationship]:
        """The relationships of a part; none when it has no such part."""
        name = rels.of_part(part)
        if not self.has(name):
            return []
        with self.reading(name):
            return rels.read(part, self.read(name))

    def _related(self, kind: str) -> str | None:
        return next((r.target for r in self.relations if r.kind == kind and r.target in self.package), None)

    @property
    def strings(self) -> Strings:
        """The shared strings."""
        if self._strings is None:
            part = self._related("sharedStrings")
            with self.reading(part or ""):
                self._strings = Strings(read_strings(self.package.read(part)) if part else [])
        return self._strings

    @property
    def styles(self) -> Styles:
        """The cell formats."""
        if self._styles is None:
            part = self._related("styles")
            with self.reading(part or ""):
                self._styles = Styles(self.package.read(part) if part else _MINIMAL_STYLES)
        return self._styles

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

    def open_sheets(self) -> list[SheetPart]:
        """The worksheets that were looked at so far."""
        return list(self._sheets.values())

    def entry_of(self, part: str) -> SheetEntry:
        """The workbook's entry of a sheet part."""
        return next(entry for entry in self.workbook.sheets if entry.part == part)

    def default_style(self, sheet: SheetPart, row: int, column: int) -> int:
        """The style of a cell that is not in the file: its row's, else its column's."""
        if sheet.part not in self._defaults:
            _ = sheet.grid
            with self.reading(sheet.part):
                self._defaults[sheet.part] = _column_styles(sheet.head)
        return self._defaults[sheet.part](row, column)

    def formulas(self, sheet: SheetPart) -> dict[tuple[int, int], FormulaCell]:
        """The formulas that the file's sheet holds."""
        if sheet.part not in self._formulas:
            with self.reading(sheet.part):
                found = read_usual_formulas(sheet.text(), sheet.formula_count)
                self._formulas[sheet.part] = read_formulas(sheet.text()) if found is None else found
        return self._formulas[sheet.part]

    # tables

    @property
    def tables(self) -> list[Table]:
        """Every table of the book, sheet by sheet."""
        if self._tables is None:
            self._tables = []
            for entry in self.workbook.sheets:
                if entry.kind != "worksheet":
                    continue
                for relation in self.relationships(entry.part):
                    if relation.kind == "table":
                        if not self.has(relation.target):
                            raise damaged(
                                self.path, Text(f"缺少表 {relation.target}", f"table {relation.target} is missing")
                            )
                        with self.reading(relation.target):
                            model = tableparts.read(self.read(relation.target))
                        self._tables.append(Table(relation.target, self.sheet(entry), model))
        return self._tables

    def table(self, name: str) -> Table | None:
        """A table by name, letters of either case."""
        wanted = name.casefold()
        return next(
            (t for t in self.tables if wanted in (t.model.name.casefold(), t.model.display_name.casefold())), None
        )

    def tables_of(self, sheet: SheetPart) -> list[Table]:
        """The tables of a sheet, in the sheet's own order."""
        tables = [table for table in self.tables if table.sheet is sheet]
        if len(tables) > 1:
            _ = sheet.grid
            order = {r.id: r.target for r in self.relationships(sheet.part) if r.kind == "table"}
            listed = [
                order.get(i.decode())
                for i in re.findall(rb"<(?:[\w.-]+:)?tablePart\s[^>]*?id=[\"']([^\"']+)", sheet.tail)
            ]
            tables.sort(key=lambda table: listed.index(table.part) if table.part in listed else len(listed))
        return tables

    # saving

    def save(self, path: Path | None = None) -> None:
        """Write the book to its own path or another one. Raises FileBusy, CannotWrite, NotAWorkbook."""
        target = path or self.path
        if self.read_only and target == self.path:
            raise Unsupported(
                Text(
                    "这个工作簿是以只读方式打开的，只能另存。",
                    "The book was opened read-only: save it under another name.",
                )
            )
        self._check_suffix(target)
        changed, added = self._changes()
        write_book(self.package, target, changed, added, self.removed_parts)
        self.path = target
        self._load()

    def _check_suffix(self, target: Path) -> None:
        """Refuse a name that Excel would not open: with macros it ends in .xlsm, without in .xlsx."""
        with self.reading(TYPES):
            macros = "macroEnabled" in rels.content_type(self.types, self.workbook_part)
        suffix = target.suffix.lower()
        if suffix == (".xlsx" if macros else ".xlsm"):
            right = ".xlsm" if macros else ".xlsx"
            raise InputError(
                Text(
                    f"{target.name}：这个工作簿{'含' if macros else '不含'}宏，"
                    f"文件名必须以 {right} 结尾，否则 Excel 打不开。",
                    f"{target.name}: a book {'with' if macros else 'without'} macros needs a name that ends in {right},"
                    " or Excel will not open it.",
                )
            )

    def has_changes(self) -> bool:
        """Whether `save` would write anything."""
        self._sync_headers()
        if self.workbook.changed or self.pending or self.removed_parts:
            return True
        if any(table.model != table.saved for table in self._tables or []):
            return True
        return any(sheet.changed for sheet in self._sheets.values())

    def _sync_headers(self) -> None:
        from workbook.engine.tableedit import sync_headers

        for table in self._tables or (self.tables if any(sheet.overlay for sheet in self._sheets.values()) else []):
            if table.sheet.overlay:
                sync_headers(table)

    def _changes(self) -> tuple[dict[str, Content], dict[str, Content]]:
        self._sync_headers()
        changed: dict[str, Content] = dict(self.pending)
        values_changed = False
        formulas_changed = False
        for part, sheet in self._sheets.items():
            tables = [table for table in self._tables or [] if table.sheet is sheet and table.model != table.saved]
            if not tables and not sheet.changed:
                continue
            edits = sheet.edits()
            if edits or tables or sheet.changed:
                values_changed = values_changed or bool(edits)
                formulas_changed = formulas_changed or self._formulas_touched(sheet, edits)
                around = _Around(sheet, [(table.saved, table.model) for table in tables], edits)
                changed[part] = lambda s=sheet, e=edits, a=around: s.content(e, a.head, a.tail)  # type: ignore[misc]
            for table in tables:
                with self.reading(table.part):
                    changed[table.part] = tableparts.write(self.read(table.part), table.saved, table.model)
        if values_changed:
            self._refresh_pivots(changed)
        styles = self._related("styles")
        if changed and self._styles is not None and self._styles.changed and styles:
            with self.reading(styles):
                changed[styles] = self._styles.result()
        if values_changed and not self.workbook.full_calc and self._has_formulas():
            self.workbook.full_calc = True
        if self.workbook.changed:
            with self.reading(self.workbook_part):
                changed[self.workbook_part] = self.workbook.result()
        chain = self._related("calcChain")
        if formulas_changed and chain:
            self._drop_calculation_chain(chain, changed)
        added = {part: content for part, content in changed.items() if part not in self.package}
        return {part: content for part, content in changed.items() if part not in added}, added

    def _refresh_pivots(self, changed: dict[str, Content]) -> None:
        """Have Excel refresh, on opening, the pivot tables whose source lies on a changed sheet."""
        names = {self.entry_of(part).name.casefold() for part in changed if part in self._sheets}
        names |= {table.model.display_name.casefold() for table in self._tables or [] if table.sheet.part in changed}
        for relation in self.relations:
            if relation.kind != "pivotCacheDefinition" or not self.has(relation.target):
                continue
            with self.reading(relation.target):
                markup = Markup(self.read(relation.target))
                source = markup.root.find("cacheSource", "worksheetSource")
                at = source.attributes if source is not None else {}
                if {at.get("sheet", "").casefold(), at.get("name", "").casefold()} & names:
                    markup.set(markup.root, refreshOnLoad="1")
                    if markup.changed:
                        changed[relation.target] = markup.result()

    def _formulas_touched(self, sheet: SheetPart, edits: Any) -> bool:
        from workbook.engine.values import Formula

        for edit in edits:
            old = sheet.grid.columns.get(edit.column)
            if Formula in set(map(type, edit.values)):
                return True
            if (
                old is not None
                and old.formulas.any()
                and any(sheet.grid.has_formula(r, edit.column) for r in edit.rows)
            ):
                return True
        return False

    def _has_formulas(self) -> bool:
        """Whether some cell may hold a formula, so that Excel must calculate when it opens the book."""
        if self._related("calcChain"):
            return True
        # the sheets that have been read come first: their answer costs nothing
        for entry in sorted(self.workbook.sheets, key=lambda entry: entry.part not in self._sheets):
            if entry.kind != "worksheet":
                continue
            sheet = self._sheets.get(entry.part)
            if sheet is not None and sheet.is_loaded:
                if sheet.holds_formulas:
                    return True
                written = sheet.overlay.values.values()
                if any(type(v).__name__ == "Formula" for w in written for v in w.singles.values()):
                    return True
                if any(type(v).__name__ == "Formula" for w in written for run in w.runs for v in run.values[:1]):
                    return True
            elif any(b"<f" in chunk or b":f>" in chunk for chunk in self.chunks(entry.part)):
                return True
        return False

    def _drop_calculation_chain(self, chain: str, changed: dict[str, Content]) -> None:
        """Excel rebuilds the chain when it is missing, and repairs the book when it names cells without formulas."""
        name = rels.of_part(self.workbook_part)
        with self.reading(name):
            ids = {r.id for r in self.relations if r.kind == "calcChain"}
            changed[name] = rels.remove(self.read(name), ids)
            changed[TYPES] = rels.set_content_types(self.read(TYPES), {}, {chain})
        self.removed_parts = {*self.removed_parts, chain}


_COLUMN = re.compile(rb"<(?:[\w.-]+:)?col\s([^>]*?)/?>")


def _column_styles(head: bytes) -> Callable[[int, int], int]:
    """The style of cells that are not there, from <cols>."""
    from workbook.engine.markup import attributes

    ranges = []
    for match in _COLUMN.finditer(head):
        at = attributes(b" " + match.group(1))
        if at.get("style", "0").isdigit() and at.get("min", "").isdigit() and at.get("max", "").isdigit():
            style = int(at.get("style", "0"))
            if style:
                ranges.append((int(at["min"]), int(at["max"]), style))

    def default(row: int, column: int) -> int:
        return next((found for first, last, found in ranges if first <= column <= last), 0)

    return default


class _Around:
    """What must change before and after a sheet's cells when they or its tables change."""

    def __init__(self, sheet: SheetPart, tables: list[tuple[TableModel, TableModel]], edits: Any) -> None:
        self._sheet, self._tables, self._edits = sheet, tables, edits

    def head(self, _: bytes) -> bytes:
        from workbook.engine.surroundings import with_dimension

        head = self._sheet.head
        rows = max((edit.rows[-1] for edit in self._edits), default=0)
        columns = max((edit.column for edit in self._edits), default=0)
        return with_dimension(head, rows, columns)

    def tail(self, _: bytes) -> bytes:
        from workbook.engine.surroundings import with_table_ranges

        return with_table_ranges(self._sheet.tail, self._tables)


__all__ = ["Document", "FileError", "Table"]
