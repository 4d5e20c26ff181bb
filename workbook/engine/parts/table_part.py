"""Table parts: what a table is called, where it stands, its columns (ECMA-376 part 1, 18.5)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from workbook.engine.text.markup import Markup, Node
from workbook.engine.text.references import Area, parse_area
from workbook.engine.text.xml_text import BadXml, escape, escape_attribute, unescape_x


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column of a table."""

    id: int
    name: str
    calculated: str | None = None
    """The formula that new rows get, without '='."""


@dataclass(frozen=True, slots=True)
class TableModel:
    """A table. `area` covers header, data and totals row."""

    id: int
    name: str
    display_name: str
    area: Area
    header_rows: int
    totals_rows: int
    columns: tuple[TableColumn, ...]
    has_filter: bool
    style: str | None = None
    flags: dict[str, bool] = field(default_factory=dict)
    """showFirstColumn, showLastColumn, showRowStripes, showColumnStripes."""

    @property
    def data(self) -> Area | None:
        """The rows between header and totals row; None when there are none."""
        top, bottom = self.area.top + self.header_rows, self.area.bottom - self.totals_rows
        return Area(top, self.area.left, bottom, self.area.right) if top <= bottom else None

    @property
    def header(self) -> Area | None:
        """The header row."""
        area = self.area
        return Area(area.top, area.left, area.top, area.right) if self.header_rows else None

    @property
    def totals(self) -> Area | None:
        """The totals row."""
        area = self.area
        return Area(area.bottom, area.left, area.bottom, area.right) if self.totals_rows else None

    def resized(self, data_rows: int) -> TableModel:
        """The table with so many rows of data."""
        bottom = self.area.top + self.header_rows + data_rows + self.totals_rows - 1
        return replace(self, area=Area(self.area.top, self.area.left, bottom, self.area.right))


def read(data: bytes) -> TableModel:
    """The model of a table part. Raises BadXml."""
    root = Markup(data).root
    if root.name != "table":
        raise BadXml("table")
    at = root.attributes
    try:
        area = parse_area(at.get("ref", ""))
        columns = tuple(_column(node) for node in _children(root, "tableColumns", "tableColumn"))
        model = TableModel(
            int(at.get("id", "0")),
            unescape_x(at.get("name") or at.get("displayName", "")),
            unescape_x(at.get("displayName") or at.get("name", "")),
            area,
            int(at.get("headerRowCount", "1")),
            int(at.get("totalsRowCount", "0")),
            columns,
            root.find("autoFilter") is not None,
        )
    except ValueError as error:
        raise BadXml("table") from error
    if len(columns) != area.width or not 0 <= model.header_rows <= 1 or not 0 <= model.totals_rows <= 1:
        raise BadXml("table columns")
    if area.height < model.header_rows + model.totals_rows:
        raise BadXml("table rows")
    info = root.find("tableStyleInfo")
    if info is None:
        return model
    values = info.attributes
    flags = {name: value in ("1", "true") for name, value in values.items() if name.startswith("show")}
    return replace(model, style=values.get("name"), flags=flags)


def _children(root: Node, group: str, name: str) -> list[Node]:
    node = root.find(group)
    return node.all(name) if node else []


def _column(node: Node) -> TableColumn:
    at = node.attributes
    formula = node.find("calculatedColumnFormula")
    return TableColumn(
        int(at.get("id", "0")),
        unescape_x(at.get("name", "")),
        formula.text if formula else None,
    )


def name_attribute(name: str) -> str:
    """A column's name as the part writes it: line breaks as _x000a_."""
    return name.replace("\r", "_x000d_").replace("\n", "_x000a_")


def write(data: bytes, old: TableModel, new: TableModel) -> bytes:
    """The part with what differs between the models changed; every other byte stays."""
    markup = Markup(data)
    root = markup.root
    values: dict[str, str | None] = {}
    if new.area != old.area:
        values["ref"] = str(new.area)
    if new.name != old.name:
        values["name"] = name_attribute(new.name)
    if new.display_name != old.display_name:
        values["displayName"] = name_attribute(new.display_name)
    if new.header_rows != old.header_rows:
        values["headerRowCount"] = None if new.header_rows else "0"
    if new.totals_rows != old.totals_rows:
        values["totalsRowCount"] = str(new.totals_rows) if new.totals_rows else None
        values["totalsRowShown"] = None if new.totals_rows else "0"
    if values:
        markup.set_attributes(root, values)
    _write_filter(markup, old, new)
    if new.columns != old.columns:
        _write_columns(markup, old, new)
    if new.style != old.style or new.flags != old.flags:
        _write_style(markup, new)
    return markup.result()


def filter_area(model: TableModel) -> Area:
    """Header and data: what a table's filter covers."""
    return replace(model.area, bottom=model.area.bottom - model.totals_rows)


def _write_filter(markup: Markup, old: TableModel, new: TableModel) -> None:
    node = markup.root.find("autoFilter")
    prefix = markup.root.prefix.decode()
    if new.has_filter and new.header_rows:
        if node is not None:
            markup.set(node, ref=str(filter_area(new)))
            _move_criteria(markup, node, old, new)
        else:
            at = markup.root.open_end
            markup.replace(at, at, f'<{prefix}autoFilter ref="{filter_area(new)}"/>'.encode())
    elif node is not None:
        markup.remove(node)
    sort = markup.root.find("sortState")
    if sort is not None and new.data is not None:
        markup.remove(sort)  # what was sorted once need not be any more


def _move_criteria(markup: Markup, node: Node, old: TableModel, new: TableModel) -> None:
    """What is filtered by stays with its column, wherever that stands now, and goes with a deleted one."""
    where = {column.id: position for position, column in enumerate(new.columns)}
    for child in node.all("filterColumn"):
        number = child.get("colId") or ""
        if number.isdigit() and int(number) < len(old.columns):
            position = where.get(old.columns[int(number)].id)
            if position is None:
                markup.remove(child)
            else:
                markup.set(child, colId=str(position))


def _write_columns(markup: Markup, old: TableModel, new: TableModel) -> None:
    node = markup.root.find("tableColumns")
    if node is None:
        raise BadXml("table columns")
    sources = {column.id: child for column, child in zip(old.columns, node.all("tableColumn"), strict=True)}
    before = {column.id: column for column in old.columns}
    prefix = markup.root.prefix.decode()
    pieces = []
    for column in new.columns:
        child = sources.get(column.id)
        if child is None:
            name = escape_attribute(name_attribute(column.name))
            tag = f'{prefix}tableColumn id="{column.id}" name="{name}"'
            inner = _calculated_xml(column, prefix)
            pieces.append(f"<{tag}>{inner}</{prefix}tableColumn>" if inner else f"<{tag}/>")
            continue
        source = Markup(b"<x>" + markup.data[child.start : child.end] + b"</x>")
        old_column = before[column.id]
        if column.name != old_column.name:
            source.set(source.root.children[0], name=name_attribute(column.name))
        if column.calculated != old_column.calculated:
            node_of = source.root.children[0]
            known = node_of.find("calculatedColumnFormula")
            if known is not None:
                source.replace(known.start, known.end, _calculated_xml(column, prefix).encode())
            elif node_of.self_closed:
                source.append(node_of, _calculated_xml(column, prefix))
            else:
                source.replace(node_of.open_end, node_of.open_end, _calculated_xml(column, prefix).encode())
        pieces.append(source.result()[3:-4].decode("utf-8"))
    markup.set(node, count=str(len(new.columns)))
    markup.replace(node.open_end, node.close_start, "".join(pieces).encode())


def _calculated_xml(column: TableColumn, prefix: str) -> str:
    if not column.calculated:
        return ""
    return f"<{prefix}calculatedColumnFormula>{escape(column.calculated)}</{prefix}calculatedColumnFormula>"


def _write_style(markup: Markup, new: TableModel) -> None:
    node = markup.root.find("tableStyleInfo")
    values: dict[str, str | None] = {"name": new.style}
    values.update({name: str(int(flag)) for name, flag in new.flags.items()})
    if node is not None:
        markup.set_attributes(node, values)
        return
    prefix = markup.root.prefix.decode()
    tag = "".join(f' {name}="{escape_attribute(value)}"' for name, value in values.items() if value is not None)
    after = markup.root.find("tableColumns")
    at = after.end if after else markup.root.close_start
    markup.replace(at, at, f"<{prefix}tableStyleInfo{tag}/>".encode())
