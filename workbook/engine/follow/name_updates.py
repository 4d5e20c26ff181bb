"""Names in formulas: when a sheet or table is called otherwise, every formula that names it is changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from workbook.engine.follow.reference_updates import (
    FORMULA_FOLDERS,
    follow_formulas,
    follow_names,
    follow_part,
    follow_tables,
    follow_tail,
)
from workbook.engine.follow.sheet_list import mentions
from workbook.engine.text.markup import Markup
from workbook.engine.text.xml_text import escape

if TYPE_CHECKING:
    from workbook.engine.book.document import Document


def follow_name(document: Document, old: str, changed: Callable[[str], str], *, same_value: bool = True) -> None:
    """Change the formulas that may name `old`: in cells, validations, formats, links, defined names, tables, charts
    and controls. `same_value`: what a cell's formula gives is still known."""
    wanted = [escape(one).encode() for one in {old, old.replace("'", "''"), old.lower(), old.upper()}]
    for sheet in document.worksheets():
        if sheet.is_loaded or sheet.overlay or mentions(document, sheet.part, wanted):
            follow_formulas(sheet, changed, same_value=same_value)
            follow_tail(sheet, changed, None)
    follow_names(document, changed)
    follow_tables(document, lambda text, _: changed(text))
    for part in document.part_names():
        if part.rpartition("/")[0].endswith(FORMULA_FOLDERS):
            follow_part(document, part, "", lambda area: area, changed)


def follow_source(document: Document, attribute: str, old: str, new: str) -> None:
    """Change what pivot tables' sources name: a 'sheet', or a table by its 'name'."""
    for relation in document.relations:
        if relation.kind == "pivotCacheDefinition" and document.has(relation.target):
            with document.reading(relation.target):
                markup = Markup(document.read(relation.target))
                source = markup.root.find("cacheSource", "worksheetSource")
                if source is not None and (source.get(attribute) or "").casefold() == old.casefold():
                    markup.set_attributes(source, {attribute: new})
                    document.put_part(relation.target, markup.result())
