"""A small book for imports: three customers, two contacts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pandas as pd
import pytest

from workbook import schema
from workbook.rules.importing.lead_decisions import People
from workbook.rules.importing.pasted_row import Cleaned
from workbook.rules.importing.row_cleaning import clean_rows
from workbook.rules.journal.json_scalars import from_scalars
from workbook.rules.loading.typed_rows import labels_of
from workbook.rules.reading.pasted_block import Block, understand
from workbook.schema.model import Table
from workbook.schema.tables.leads import lead_fields

Rows = Callable[..., list[Cleaned]]

CUSTOMERS: list[dict[str, Any]] = [
    {"customer_id": "C00001", "name": "广州市蓝汀机电安装有限公司", "kind": "company", "phone": "020-88880001"},
    {"customer_id": "C00002", "name": "杭州禾渡智能家居有限公司", "kind": "company", "employees": 20.0},
    {"customer_id": "C00003", "name": "成都云岫食品有限公司", "kind": "company", "remarks": "老客户"},
]
CONTACTS: list[dict[str, Any]] = [
    {"contact_id": "L00001", "customer_id": "C00001", "name": "张伟", "mobile": "13800138000"},
    {"contact_id": "L00002", "customer_id": "C00001", "name": "李娜", "email": "lina@example.com"},
]


def frame(table: Table, rows: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    """Rows as the table layer reads a table's inputs."""
    return pd.DataFrame(
        {one.key: from_scalars([row.get(one.key) for row in rows], one.kind) for one in table.inputs}
    ).assign(row_id=pd.Series([f"r{at}" for at in range(len(rows))], dtype="str"))


def lists(target: str) -> dict[str, dict[str, str]]:
    """Every list of the target's fields with its default values, as `clean_rows` wants them."""
    fields = [lead.field for lead in lead_fields(target).values() if lead.field.list]
    frames = {
        str(one.list): pd.DataFrame(
            [(entry.key, entry.label.zh) for entry in schema.listing(str(one.list)).entries], columns=["key", "label"]
        )
        for one in fields
    }
    return {str(one.list): labels_of(one, frames) for one in fields}


@pytest.fixture
def people() -> People:
    """The book's customers and contacts."""
    return People(frame(schema.table("tblCustomers"), CUSTOMERS), frame(schema.table("tblContacts"), CONTACTS))


@pytest.fixture
def rows() -> Rows:
    """rows(header, row, …, target=) -> the cleaned rows of a pasted block."""

    def read(*cells: Sequence[object], target: str = "customers") -> list[Cleaned]:
        seen = understand(Block(cells, range(1, len(cells) + 1)), target)
        return clean_rows(seen, lists(target), "zh")

    return read
