"""The workbook part: the sheets in their order, the defined names, the date system, and the calculation flag."""

from __future__ import annotations

from dataclasses import dataclass, replace

from workbook.engine.package.relationships import Relationship
from workbook.engine.text.markup import Markup, Node
from workbook.engine.text.xml_text import BadXml, escape, escape_attribute

_BEFORE_NAMES = ("sheets", "functionGroups", "externalReferences")
_BEFORE_CALC = (*_BEFORE_NAMES, "definedNames")


@dataclass(frozen=True, slots=True)
class SheetEntry:
    """A sheet as the workbook lists it."""

    name: str
    sheet_id: int
    relationship: str
    part: str
    kind: str
    """'worksheet', 'chartsheet', 'dialogsheet', 'xlMacrosheet', or 'module': code of Excel 5, which has no part."""
    state: str = "visible"
    """'visible', 'hidden' or 'veryHidden'."""


@dataclass(frozen=True, slots=True)
class DefinedName:
    """A defined name; `text` is what it refers to, without '='."""

    name: str
    text: str
    sheet: int | None
    """The position of the sheet it belongs to; None for the book's own."""
    source: str = ""
    """The element as it stands in the file; '' for a new or changed one."""
    hidden: bool = False


class WorkbookPart:
    """The part's model. Lists may be replaced; `result` writes what has changed and leaves every other byte."""

    def __init__(self, data: bytes, relationships: list[Relationship]) -> None:
        self._markup = Markup(data)
        root = self._markup.root
        targets = {relationship.id: relationship for relationship in relationships}
        self.sheets: list[SheetEntry] = []
        sheets = root.find("sheets")
        for node in sheets.all("sheet") if sheets else []:
            self.sheets.append(_sheet(node, targets))
        if not self.sheets:
            raise BadXml("no sheets")
        self.names: list[DefinedName] = []
        self._name_index: dict[tuple[str, int | None], int] | None = None
        names = root.find("definedNames")
        for node in names.all("definedName") if names else []:
            self.names.append(self._name(node))
        properties = root.find("workbookPr")
        self.date1904 = properties is not None and properties.get("date1904") in ("1", "true")
        view = root.find("bookViews", "workbookView")
        active = (view.get("activeTab") or "0") if view else "0"
        self.active = min(int(active), len(self.sheets) - 1) if active.isdigit() else 0
        protection = root.find("workbookProtection")
        self.protected = protection is not None and protection.get("lockStructure") in ("1", "true")
        calc = root.find("calcPr")
        self.full_calc = calc is not None and calc.get("fullCalcOnLoad") in ("1", "true")
        self._was = (list(self.sheets), list(self.names), self.active, self.full_calc)

    def _name(self, node: Node) -> DefinedName:
        at = node.attributes
        sheet = at.get("localSheetId")
        if sheet is not None and (not sheet.isdigit() or int(sheet) >= len(self.sheets)):
            raise BadXml("localSheetId")
        source = self._markup.data[node.start : node.end].decode("utf-8")
        return DefinedName(
            at.get("name", ""),
            node.text.strip(),
            None if sheet is None else int(sheet),
            source,
            at.get("hidden") == "1",
        )

    @property
    def changed(self) -> bool:
        """Whether the model differs from the file."""
        return (list(self.sheets), list(self.names), self.active, self.full_calc) != self._was

    @property
    def front_changed(self) -> bool:
        """Whether another sheet is in front than in the file."""
        sheets, active = self._was[0], self._was[2]
        return _key(self.sheets[self.active]) != _key(sheets[active])

    @property
    def sheets_changed(self) -> bool:
        """Whether a sheet has come or gone."""
        return set(map(_key, self.sheets)) != set(map(_key, self._was[0]))

    @property
    def order_changed(self) -> bool:
        """Whether a sheet has come, gone or moved."""
        return list(map(_key, self.sheets)) != list(map(_key, self._was[0]))

    def changed_names(self) -> set[str]:
        """The names that are new, gone or refer to something else than in the file, letters small."""
        if self.names == self._was[1]:  # equal objects are mostly the same ones: this is quick
            return set()
        old = {(name.name.casefold(), name.sheet): name.text for name in self._was[1]}
        new = {(name.name.casefold(), name.sheet): name.text for name in self.names}
        return {key[0] for key in old.keys() | new.keys() if old.get(key) != new.get(key)}

    def find_sheet(self, name: str) -> int | None:
        """The position of a sheet by name, letters of either case."""
        wanted = name.casefold()
        return next((i for i, sheet in enumerate(self.sheets) if sheet.name.casefold() == wanted), None)

    def find_name(self, name: str, sheet: int | None) -> int | None:
        """The position of a name in that scope."""
        if self._name_index is None:
            self._name_index = {(known.name.casefold(), known.sheet): i for i, known in enumerate(self.names)}
        return self._name_index.get((name.casefold(), sheet))

    def set_names(self, names: list[DefinedName]) -> None:
        """Put other names in the place of all."""
        self.names = names
        self._name_index = None

    def replace_name(self, at: int, new: DefinedName) -> None:
        """Change a name."""
        self.names[at] = new
        self._name_index = None

    def delete_name(self, at: int) -> None:
        """Take a name out."""
        del self.names[at]
        self._name_index = None

    def set_name(self, name: str, text: str, sheet: int | None) -> None:
        """Add a name or change what it refers to."""
        at = self.find_name(name, sheet)
        if at is None:
            self.names.append(DefinedName(name, text, sheet))
            self._name_index = None
        elif self.names[at].text != text:
            self.replace_name(at, replace(self.names[at], text=text, source=""))

    def result(self) -> bytes:
        """The part's bytes with the changes of the model."""
        markup, root = self._markup, self._markup.root
        markup.restart()
        prefix = root.prefix.decode()
        old_sheets, old_names, old_active, old_calc = self._was
        if self.sheets != old_sheets:
            node = root.find("sheets")
            if node is None:
                raise BadXml("no sheets")
            markup.replace(node.open_end, node.close_start, self._sheets_markup(node, prefix).encode())
        if self.names != old_names:
            self._write_names(prefix)
        views = root.find("bookViews")
        for position, view in enumerate(views.all("workbookView") if views else []):
            self._write_view(view, first=position == 0, activated=self.active != old_active)
        if self.full_calc and not old_calc:
            calc = root.find("calcPr")
            if calc is not None:
                markup.set(calc, fullCalcOnLoad="1")
            else:
                at = max(node.end for node in root.children if node.name in _BEFORE_CALC)
                markup.replace(at, at, f'<{prefix}calcPr calcId="0" fullCalcOnLoad="1"/>'.encode())
        return markup.result()

    def _write_view(self, view: Node, *, first: bool, activated: bool) -> None:
        """A window's tab in front, and the first one it shows: no window may look at a sheet that is not there."""
        values = {}
        if first and activated:
            values["activeTab"] = str(self.active)
        for name in ("activeTab", "firstSheet"):
            position = view.get(name) or "0"
            if name not in values and position.isdigit() and int(position) >= len(self.sheets):
                values[name] = str(self.active)
        self._markup.set(view, **values)

    def _sheets_markup(self, node: Node, prefix: str) -> str:
        old = {(child.get("id"), int(child.get("sheetId") or 0)): child for child in node.all("sheet")}
        pieces = []
        for entry in self.sheets:
            child = old.get(_key(entry))
            if child is None:
                namespace = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
                state = "" if entry.state == "visible" else f' state="{entry.state}"'
                pieces.append(
                    f'<{prefix}sheet name="{escape_attribute(entry.name)}" sheetId="{entry.sheet_id}"{state}'
                    f' xmlns:r="{namespace}" r:id="{entry.relationship}"/>'
                )
                continue
            tag = Markup(_with_namespaces(self._markup.data, self._markup.root, child))
            state_now = None if entry.state == "visible" else entry.state
            if (child.get("state") or "visible") != entry.state:
                tag.set(tag.root.children[0], state=state_now)
            tag.set(tag.root.children[0], name=entry.name)
            changed = tag.result()
            pieces.append(changed[len(b"<x>") : -len(b"</x>")].decode("utf-8"))
        return "".join(pieces)

    def _write_names(self, prefix: str) -> None:
        markup, root = self._markup, self._markup.root
        pieces = []
        for known in self.names:
            if known.source:
                source = Markup(b"<x>" + known.source.encode() + b"</x>")
                local_id = None if known.sheet is None else str(known.sheet)
                source.set(source.root.children[0], localSheetId=local_id, name=known.name)
                pieces.append(source.result()[3:-4].decode("utf-8"))
            else:
                scope = "" if known.sheet is None else f' localSheetId="{known.sheet}"'
                hidden = ' hidden="1"' if known.hidden else ""
                pieces.append(
                    f'<{prefix}definedName name="{escape_attribute(known.name)}"{scope}{hidden}>'
                    f"{escape(known.text)}</{prefix}definedName>"
                )
        node = root.find("definedNames")
        inner = "".join(pieces)
        whole = f"<{prefix}definedNames>{inner}</{prefix}definedNames>" if pieces else ""
        if node is not None and pieces and not node.self_closed:
            markup.replace(node.open_end, node.close_start, inner.encode())
        elif node is not None:
            markup.replace(node.start, node.end, whole.encode())
        else:
            at = max(child.end for child in root.children if child.name in _BEFORE_NAMES)
            markup.replace(at, at, whole.encode())


def _key(entry: SheetEntry) -> tuple[str, int]:
    """What a sheet keeps whatever its name and place; modules have no relationship."""
    return entry.relationship, entry.sheet_id


def _with_namespaces(data: bytes, root: Node, child: Node) -> bytes:
    return b"<x>" + data[child.start : child.end] + b"</x>"


def _sheet(node: Node, targets: dict[str, Relationship]) -> SheetEntry:
    at = node.attributes
    sheet_id = at.get("sheetId", "0")
    if not sheet_id.isdigit():
        raise BadXml("sheetId")
    name, state = at.get("name", ""), at.get("state", "visible")
    if at.get("id") == "":
        return SheetEntry(name, int(sheet_id), "", "", "module", state)
    relationship = targets.get(at.get("id", ""))
    if relationship is None or relationship.external:
        raise BadXml("sheet without a part")
    return SheetEntry(name, int(sheet_id), relationship.id, relationship.target, relationship.kind, state)
