"""What a save writes: the parts that differ from the file, and what other parts must hear of it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING, Any

from workbook.engine.book.array_formulas import check_written_arrays
from workbook.engine.book.selected_tab import select_tab
from workbook.engine.book.sheet_saving import content, edits, is_changed
from workbook.engine.book.table_headers import sync_all_headers
from workbook.engine.cells.cell_values import Formula
from workbook.engine.cells.sheet_rewriting import Rewriting
from workbook.engine.cells.typed_cells import types_of
from workbook.engine.package import relationships as rels
from workbook.engine.package.package_parts import TYPES
from workbook.engine.package.strict_names import is_strict, strict
from workbook.engine.package.zip_writer import Content
from workbook.engine.parts import table_part
from workbook.engine.parts.sheet_frame import with_dimension, with_table_ranges
from workbook.engine.text.markup import Markup

if TYPE_CHECKING:
    from workbook.engine.book.document import Document
    from workbook.engine.book.sheet_part import SheetPart


def changed_parts(document: Document) -> tuple[dict[str, Content], dict[str, Content]]:
    """The parts to be written: those of the file that change, and new ones."""
    sync_all_headers(document)
    select_tab(document)
    changed: dict[str, Content] = dict(document.pending)
    values_changed = False
    formulas_changed = False
    for sheet in document.open_sheets():
        tables = [table for table in document.known_tables if table.sheet is sheet and table.model != table.saved]
        if not tables and not is_changed(sheet):
            continue
        check_written_arrays(sheet)
        written = edits(sheet)
        values_changed = values_changed or bool(written)
        formulas_changed = formulas_changed or _formulas_touched(sheet, written)
        changed[sheet.part] = partial(content, sheet, partial(rewriting, sheet))
        for table in tables:
            with document.reading(table.part):
                changed[table.part] = table_part.write(document.read(table.part), table.saved, table.model)
    if values_changed:
        _refresh_pivots(document, changed)
    styles = document.related("styles")
    if changed and styles and document.changed_styles is not None:
        with document.reading(styles):
            changed[styles] = document.changed_styles.result()
    if values_changed and not document.workbook.full_calc and _has_formulas(document):
        document.workbook.full_calc = True
    if document.workbook.changed:
        with document.reading(document.workbook_part):
            changed[document.workbook_part] = document.workbook.result()
    chain = document.related("calcChain")
    if chain and (formulas_changed or document.workbook.sheets_changed):
        _drop_calculation_chain(document, chain, changed)
    if is_strict(document):
        for part, new in changed.items():
            if isinstance(new, bytes):
                changed[part] = strict(part, new)
    added = {part: new for part, new in changed.items() if part not in document.package}
    return {part: new for part, new in changed.items() if part not in added}, added


def sheet_content(sheet: SheetPart) -> Iterable[bytes]:
    """A worksheet part as a save would write it."""
    return content(sheet, partial(rewriting, sheet))


def table_content(document: Document, part: str) -> bytes:
    """A table part as a save would write it."""
    table = next(table for table in document.tables if table.part == part)
    with document.reading(part):
        return table_part.write(document.read(part), table.saved, table.model)


def rewriting(sheet: SheetPart) -> Rewriting:
    """What becomes of a worksheet part: its cells, and what must change before and after them when they or its tables
    change."""
    written = edits(sheet)
    rows = max((edit.rows[-1] for edit in written), default=0)
    columns = max((edit.column for edit in written), default=0)
    tables = [table for table in sheet.document.known_tables if table.sheet is sheet]
    head = with_dimension(sheet.head, rows, columns)
    tail = with_table_ranges(sheet.tail, [(table.followed, table.model) for table in tables])
    if is_strict(sheet.document):
        head, tail = strict(sheet.part, head), strict(sheet.part, tail)
    return Rewriting(
        written,
        sheet.row_attributes,
        head,
        tail,
        sheet.document.workbook.date1904,
        sheet.is_usual,
    )


def _refresh_pivots(document: Document, changed: dict[str, Content]) -> None:
    """Have Excel refresh, on opening, the pivot tables whose source lies on a changed sheet."""
    names = {document.entry_of(part).name.casefold() for part in changed if document.open_sheet(part) is not None}
    names |= {table.model.display_name.casefold() for table in document.known_tables if table.sheet.part in changed}
    for relation in document.relations:
        if relation.kind != "pivotCacheDefinition" or not document.has(relation.target):
            continue
        with document.reading(relation.target):
            markup = Markup(document.read(relation.target))
            source = markup.root.find("cacheSource", "worksheetSource")
            at = source.attributes if source is not None else {}
            if {at.get("sheet", "").casefold(), at.get("name", "").casefold()} & names:
                markup.set(markup.root, refreshOnLoad="1")
                if markup.changed:
                    changed[relation.target] = markup.result()


def _formulas_touched(sheet: SheetPart, edits: Any) -> bool:
    """Whether a formula is written, or one of the file's written over."""
    for edit in edits:
        old = sheet.grid.columns.get(edit.column)
        if Formula in types_of(edit.values):
            return True
        if old is not None and old.formulas.any() and any(sheet.grid.has_formula(r, edit.column) for r in edit.rows):
            return True
    return False


def _has_formulas(document: Document) -> bool:
    """Whether some cell may hold a formula, so that Excel must calculate when it opens the book."""
    if document.related("calcChain"):
        return True
    # the sheets that have been read come first: their answer costs nothing
    for entry in sorted(document.workbook.sheets, key=lambda entry: document.open_sheet(entry.part) is None):
        if entry.kind != "worksheet":
            continue
        sheet = document.open_sheet(entry.part)
        if sheet is not None and sheet.is_loaded:
            if sheet.holds_formulas:
                return True
            written = sheet.overlay.values.values()
            if any(isinstance(v, Formula) for w in written for v in w.singles.values()):
                return True
            if any(Formula in types_of(run.values) for w in written for run in w.runs):
                return True
        elif any(b"<f" in chunk or b":f>" in chunk for chunk in document.chunks(entry.part)):
            return True
    return False


def _drop_calculation_chain(document: Document, chain: str, changed: dict[str, Content]) -> None:
    """Excel rebuilds the chain when it is missing, and repairs the book when it names cells without formulas."""
    name = rels.of_part(document.workbook_part)
    with document.reading(name):
        ids = {r.id for r in document.relations if r.kind == "calcChain"}
        changed[name] = rels.remove(document.read(name), ids)
        changed[TYPES] = rels.set_content_types(document.read(TYPES), {}, {chain})
    document.removed_parts = {*document.removed_parts, chain}
