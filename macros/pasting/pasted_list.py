"""What preview and import both read: the pasted list, and the customers and contacts it is compared with."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from macros.counting.created_on import fill_created_on
from macros.pasting.merged_cells import merged_down
from workbook import tables
from workbook.errors import MissingTable
from workbook.language import Text
from workbook.rules.importing.lead_decisions import MATCHED_BY
from workbook.rules.journal.digests import table_digest
from workbook.rules.loading.line_identity import WANTED
from workbook.rules.reading.pasted_block import Block
from workbook.schema.findings import Finding, Severity
from workbook.schema.home import LEADS_EARLIER, LEADS_OWN, LEADS_SHEET, LEADS_SHEETS
from workbook.schema.model import Kind, Table
from workbook.schema.tables.contacts import CONTACTS
from workbook.schema.tables.customers import CUSTOMERS
from workbook.schema.tables.leads import TARGETS, lead_fields
from workbook.schema.tables.trade import PRODUCTS

if TYPE_CHECKING:
    import pandas as pd
    import xlwings as xw


MATCHED = frozenset({*MATCHED_BY, "remarks"})
"""What is read of customers and contacts whatever the list holds."""

NOTES = frozenset({"remarks", "result"})
"""Where what no column takes is kept in the other tables."""


@dataclass(frozen=True)
class Known:
    """The book's rows a list for one target is held against; frames hold the inputs."""

    customers: pd.DataFrame
    contacts: pd.DataFrame
    rows: pd.DataFrame  # of the target's own table
    unread: dict[str, set[tuple[int, str]]]  # table -> (position, field) of cells that could not be read
    products: pd.DataFrame | None = None  # numbers and names of the catalogue, where the target's rows name products

    def digest(self, target: str) -> str:
        """Changes when any of these rows does."""
        parts = [table_digest(CUSTOMERS, self.customers), table_digest(CONTACTS, self.contacts)]
        if target != "customers":
            parts.append(table_digest(TARGETS[target], self.rows))
        if self.products is not None:
            parts.append(table_digest(PRODUCTS, self.products))
        return "-".join(parts)


def read_known(book: xw.Book, target: str, fields: Collection[str] | None = None) -> Known:
    """Read them, giving rows the numbers they lack; of the columns only what matching and a list with these lead
    fields look at, or all inputs."""
    customers = _inputs(book, CUSTOMERS, _wanted(CUSTOMERS, target, fields))
    contacts = _inputs(book, CONTACTS, _wanted(CONTACTS, target, fields))
    table = TARGETS[target]
    rows = customers if target == "customers" else _inputs(book, table, _wanted(table, target, fields))
    read = {data.table.name: data for data in (customers, contacts, rows)}
    unread = {
        name: {(one.row, str(one.field)) for one in data.findings if one.row is not None and must_not_overwrite(one)}
        for name, data in read.items()
    }
    products = None
    if "product" in table and "product" in rows.frame:
        products = tables.read(book, PRODUCTS, PRODUCTS.reference_keys).frame
    return Known(customers.frame, contacts.frame, rows.frame, unread, products)


def _wanted(table: Table, target: str, fields: Collection[str] | None) -> frozenset[str]:
    """Keys of the table's columns to read."""
    if fields is None:
        return frozenset(one.key for one in table.inputs)
    pasted = {lead.field.key for key, lead in lead_fields(target).items() if key in fields and lead.table is table}
    always = MATCHED if target == "customers" else NOTES
    told = frozenset(WANTED.get(table.name, ())) if table is TARGETS[target] else frozenset()
    return frozenset(pasted | {"customer_id"} | set(table.reference_keys) | always | told)


def must_not_overwrite(one: Finding) -> bool:
    """A cell that could not be read, or holds a formula: whatever it means, it is somebody's."""
    return one.severity is Severity.ERROR or one.value == "=…"


def _inputs(book: xw.Book, table: Table, wanted: Collection[str]) -> tables.TableData:
    keys = ["row_id", *(one.key for one in table.inputs if one.kind is not Kind.ROW_ID and one.key in wanted)]
    data = tables.fill_ids(book, tables.read(book, table, keys))
    return fill_created_on(book, data) if table is CUSTOMERS else data


def pasted_block(book: xw.Book, *, merged: bool = False) -> Block:
    """The cells of the leads sheet from the first row that holds anything; the program's own title and hints are none
    of them, wherever the list was pasted. merged: also which of them are merged over several rows."""
    used = leads_sheet(book).used_range
    rows = used.options(ndim=2, err_to_str=True).value
    own = {text for one in (*LEADS_OWN, LEADS_EARLIER) for text in (one.zh, one.en)}
    cells = [[None if cell in own else cell for cell in row] for row in rows]
    top = next((at for at, row in enumerate(cells) if any(cell not in (None, "") for cell in row)), 0)
    over = [(a - top, b, c - top, d) for a, b, c, d in merged_down(used, cells) if a >= top] if merged else ()
    return Block(cells[top:], range(used.row + top, used.row + len(cells)), over)


def leads_sheet(book: xw.Book) -> xw.Sheet:
    """The sheet to paste on; MissingTable where it is gone."""
    for sheet in book.sheets:
        if sheet.name in LEADS_SHEETS:
            return sheet
    raise MissingTable(
        Text(
            f"找不到工作表“{LEADS_SHEET.zh}”。请恢复它的名字或从备份恢复，或用 customer-book preview 指定名单文件。",
            f"The sheet {LEADS_SHEET.en} is gone. Give it its name back, restore a backup, or give "
            "customer-book preview a file.",
        )
    )
