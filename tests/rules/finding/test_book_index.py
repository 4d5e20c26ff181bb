"""What is searched: every telephone column of every table whose rows are somebody's."""

from __future__ import annotations

from workbook import schema
from workbook.rules.finding.book_index import phone_columns, wanted
from workbook.schema.model import Kind


def test_every_telephone_column_that_users_fill_is_searched() -> None:
    """A field that is added to the schema is found without a word here."""
    typed = {(t.name, f.key) for t in schema.TABLES if not t.result for f in t.inputs if f.kind is Kind.PHONE}
    assert {(table.name, key) for table, keys in phone_columns().items() for key in keys} == typed


def test_what_is_read_exists() -> None:
    """The columns of every table that the search reads."""
    assert all(key in table for table, keys in wanted().items() for key in keys)
