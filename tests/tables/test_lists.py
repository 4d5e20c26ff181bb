"""Lists as rules read them: choices in a list's own columns are keys, whatever the book calls them."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbook import engine, schema, tables
from workbook.schema.model import Kind

CHOSEN = [(one.key, field.key, str(field.list)) for one in schema.LISTS for field in one.columns if field.list]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(("listed", "column", "chosen"), CHOSEN)
def test_a_choice_beside_a_value_is_its_key(
    listed: str, column: str, chosen: str, lang: str, request: pytest.FixtureRequest
) -> None:
    """In both languages, one column alone and the whole list; rules know keys only."""
    known = {entry.key for entry in schema.listing(chosen).entries}
    with engine.open_book(request.getfixturevalue(f"empty_{lang}")) as book:
        alone = set(tables.list_column(book, listed, column).values())
        whole = set(tables.read_list(book, listed)[column].dropna())
    assert alone == whole
    assert alone <= known
    assert bool(alone) is any(entry.values.get(column) for entry in schema.listing(listed).entries)


def test_there_are_such_columns() -> None:
    """Among them those that decide: whether less is better, from when terms count."""
    assert {("indicator", "direction", "direction"), ("settlement", "due_from", "due_from")} <= set(CHOSEN)
    assert all(schema.listing(listed).table[column].kind is Kind.CHOICE for listed, column, _ in CHOSEN)


def test_what_a_user_chose_is_read_as_its_key(empty_zh: Path) -> None:
    """Typed over in the dictionary."""
    with engine.open_book(empty_zh) as book:
        name = schema.listing("settlement").table.name
        listed = next(one for sheet in book.sheets for one in sheet.tables if one.name == name)
        cells = listed.columns["起算"].data_body_range
        assert cells is not None
        cells.value = "月结日"
        assert set(tables.list_column(book, "settlement", "due_from").values()) == {"month_end"}
