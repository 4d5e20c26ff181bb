"""The user's own sheets in the new book: every part as it was, with the numbers of styles and the references that are
others there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from macros.making.upgrading.carried_looks import adopted
from macros.making.upgrading.matching import code_name
from macros.making.upgrading.own_parts import Copying
from workbook.engine.package import relationships as rels
from workbook.engine.text.markup import Markup
from workbook.engine.text.references import quoted
from workbook.engine.text.xml_text import escape, unescape

if TYPE_CHECKING:
    from macros.making.upgrading.references import Moves
    from workbook.engine.book.document import Document
    from workbook.engine.parts.workbook_part import SheetEntry

_P = rb"(?:\w+:)?"
_CELL = re.compile(rb"<" + _P + rb"c(?=[\s>/])([^>]*?)(/>|>(.*?)</" + _P + rb"c>)", re.DOTALL)
_ROW = re.compile(rb"(<" + _P + rb"row\b[^>]*?\ss=\")(\d+)(\")")
_COLUMN = re.compile(rb"(<" + _P + rb"col\b[^>]*?\sstyle=\")(\d+)(\")")
_STYLE = re.compile(rb"(\ss=\")(\d+)(\")")
_SHARED = re.compile(rb"\st=\"s\"")
_VALUE = re.compile(rb"<" + _P + rb"v>(\d+)</" + _P + rb"v>")
_FORMULA = re.compile(rb"(<(?:\w+:)?(?:f|formula|formula1|formula2)(?:\s[^>]*)?(?<!/)>)([^<]*)(</)")
_FORMAT = re.compile(rb"(\sdxfId=\")(\d+)(\")")
_TABLE_FORMAT = re.compile(rb"(\s\w*[dD]xfId=\")(\d+)(\")")
_CALCULATED = re.compile(rb"(<(?:\w+:)?(?:calculatedColumnFormula|totalsRowFormula)(?:\s[^>]*)?(?<!/)>)([^<]*)(</)")
_LINK = re.compile(rb"(<" + _P + rb"hyperlink\b[^>]*?\slocation=\")([^\"]*)(\")")
_SELECTED = re.compile(rb"\stabSelected=\"(?:1|true)\"")


class OwnSheets:
    """Carries sheets over, one after the other."""

    def __init__(self, old: Document, new: Document, moves: Moves, own_codes: Iterable[str] = ()) -> None:
        self.old, self.new, self.moves = old, new, moves
        self._styles: dict[int, int] = {}
        self._strings: list[bytes] | None = None
        self._tables = 0
        self._codes = {code_name(new, entry).casefold() for entry in new.workbook.sheets}
        self._codes |= {name.casefold() for name in own_codes}
        self.code_names: dict[str, str] = {}
        """The sheets' names in VBA, by those before."""
        self.formats = Formats(old, new)
        self.copying = Copying(old, new, self._copied)

    def add(self, entry: SheetEntry, name: str) -> None:
        """Put a sheet behind those that are there, under a name that is free."""
        part = self.copying.fresh_name(entry.part)
        data = self.old.read(entry.part)
        if entry.kind == "worksheet":
            data = self.sheet_data(data, entry.name)
        with self.old.reading(entry.part):
            data = self._with_code_name(data)
        with self.old.reading("[Content_Types].xml"):
            kind = rels.content_type(self.old.read("[Content_Types].xml"), entry.part)
        self.new.put_part(part, data, content_type=kind)
        self.copying.relations(entry.part, part)
        self._list(entry, part, name)

    def _with_code_name(self, data: bytes) -> bytes:
        """A sheet with a name in VBA: its own, where no other has it and VBA of every language can speak it."""
        markup = Markup(data)
        node = markup.root.find("sheetPr")
        before = (node.get("codeName") if node is not None else None) or ""
        usable = before.isascii() and before.isidentifier() and before.casefold() not in self._codes
        name, number = before if usable else "", 1
        while not name:
            wanted, number = f"Sheet{number}", number + 1
            name = "" if wanted.casefold() in self._codes else wanted
        self._codes.add(name.casefold())
        self.code_names[before or name] = name
        if node is not None:
            markup.set(node, codeName=name)
        else:
            prefix = markup.root.prefix.decode()
            markup.replace(markup.root.open_end, markup.root.open_end, f'<{prefix}sheetPr codeName="{name}"/>'.encode())
        return markup.result()

    def _list(self, entry: SheetEntry, part: str, name: str) -> None:
        from workbook.engine.parts.workbook_part import SheetEntry

        workbook = self.new.workbook
        relationship = self.new.relate(self.new.workbook_part, entry.kind, part)
        number = max(one.sheet_id for one in workbook.sheets) + 1
        workbook.sheets = [*workbook.sheets, SheetEntry(name, number, relationship, part, entry.kind, entry.state)]

    def sheet_data(self, data: bytes, sheet: str) -> bytes:
        """A worksheet as it stands in the new book."""
        data = _SELECTED.sub(b"", data)
        data = _ROW.sub(self._styled, _COLUMN.sub(self._styled, data))
        data = _CELL.sub(self._cell, data)
        return self.formulas(_FORMAT.sub(self.formats.number, data), sheet)

    def formulas(self, data: bytes, sheet: str | None) -> bytes:
        """A part whose formulas, and links to places in the book, read as they must there."""
        change = self._reading(sheet)
        return _LINK.sub(change, _FORMULA.sub(change, data))

    def _reading(self, sheet: str | None) -> Callable[[re.Match[bytes]], bytes]:
        def change(match: re.Match[bytes]) -> bytes:
            text = unescape(match[2].decode("utf-8"))
            moved = self.moves.formula(text, sheet)
            return match[0] if moved == text else match[1] + escape(moved).replace('"', "&quot;").encode() + match[3]

        return change

    def _styled(self, match: re.Match[bytes]) -> bytes:
        number = int(match[2])
        if number not in self._styles:
            self._styles[number] = adopted(self.new.styles, self.old.styles, number)
        return match[1] + b"%d" % self._styles[number] + match[3]

    def _cell(self, match: re.Match[bytes]) -> bytes:
        attributes, inner = _STYLE.sub(self._styled, match[1]), match[3]
        start, end = match.start(), match.start(2)
        if inner is None or _SHARED.search(match[1]) is None:
            head = match[0][: match.start(1) - start]
            return head + attributes + match[0][end - start :]
        value = _VALUE.search(inner)
        texts = self._shared()
        text = texts[int(value[1])] if value is not None and int(value[1]) < len(texts) else b""
        return b"<c" + _SHARED.sub(b' t="inlineStr"', attributes) + b"><is>" + text + b"</is></c>"

    def _shared(self) -> list[bytes]:
        """What stands inside each shared text, its formats included."""
        if self._strings is None:
            part = self.old.related("sharedStrings")
            self._strings = []
            if part is not None:
                with self.old.reading(part):
                    markup = Markup(self.old.read(part))
                    for node in markup.root.all("si"):
                        found = markup.data[node.open_end : node.close_start]
                        prefix = node.prefix
                        self._strings.append(found.replace(b"<" + prefix, b"<").replace(b"</" + prefix, b"</"))
        return self._strings

    def _copied(self, kind: str, data: bytes) -> bytes:
        """A part that hangs on a sheet, as it stands in the new book."""
        if kind == "table":
            return self._table(data)
        if kind == "pivotCacheDefinition":
            return pivot_source(data, self.moves)
        if kind in ("chart", "chartEx", "drawing", "pivotTable", "slicer", "ctrlProp"):
            data = _FORMAT.sub(self.formats.number, data)
            return self.formulas(data, None)
        return data

    def _table(self, data: bytes) -> bytes:
        """A table of the user's own: its number is one that no other has."""
        self._tables = max(self._tables, *(one.model.id for one in self.new.tables)) + 1
        data = _TABLE_FORMAT.sub(self.formats.number, data)
        change = self._reading(None)
        data = _CALCULATED.sub(change, data)
        markup = Markup(data)
        markup.set(markup.root, id=str(self._tables))
        return markup.result()


class Formats:
    """The formats of rules and tables (dxf): those of the older book behind the new book's own."""

    def __init__(self, old: Document, new: Document) -> None:
        self._old, self._new = old, new
        self._sources: list[str] | None = None
        self._numbers: dict[int, int] = {}

    def number(self, match: re.Match[bytes]) -> bytes:
        """The number of a format in the new book, in the place of its number before."""
        before = int(match[2])
        if before not in self._numbers:
            sources = self._known()
            source = sources[before] if before < len(sources) else "<dxf/>"
            self._numbers[before] = self._new.styles.add_child("dxfs", source)
        return match[1] + b"%d" % self._numbers[before] + match[3]

    def _known(self) -> list[str]:
        if self._sources is None:
            part = self._old.related("styles")
            self._sources = []
            if part is not None:
                with self._old.reading(part):
                    markup = Markup(self._old.read(part))
                    node = markup.root.find("dxfs")
                    self._sources = [
                        markup.data[one.start : one.end].decode("utf-8") for one in (node.children if node else [])
                    ]
        return self._sources


def pivot_source(data: bytes, moves: Moves) -> bytes:
    """Where a pivot table takes its rows from, and its fields, by their names in the new book."""
    markup = Markup(data)
    source = markup.root.find("cacheSource", "worksheetSource")
    if source is None:
        return data
    sheet, area, table = source.get("sheet"), source.get("ref"), source.get("name")
    headers: dict[str, str] = {}
    if sheet is not None and area is not None:
        moved = moves.formula(f"{quoted(sheet)}!{area}").rpartition("!")[2]
        markup.set(source, sheet=moves.sheets.get(sheet, sheet), ref=moved)
        for name in moves.headers_on(sheet):
            headers |= moves.headers[name]
    elif table is not None:
        markup.set(source, name=moves.tables.get(table, table))
        headers = next((found for name, found in moves.headers.items() if name.casefold() == table.casefold()), {})
    fields = markup.root.find("cacheFields")
    for node in fields.all("cacheField") if fields else []:
        name = node.get("name") or ""
        if headers.get(name, name) != name:
            markup.set(node, name=headers[name])
    markup.set(markup.root, refreshOnLoad="1")
    return markup.result()
