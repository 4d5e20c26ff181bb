"""The frame of the card: every line is as wide as the card, every field a user fills has its cell."""

from __future__ import annotations

import pytest

from workbook import schema
from workbook.schema.card_frame import COLUMNS, COMPANY, EDITED, PERSON, frame, page_one_rows
from workbook.schema.card_groups import CONTACTS, CUSTOMERS, PROFILES


def test_every_line_is_as_wide_as_the_card() -> None:
    """No cell stands beside it."""
    assert {sum(slot.columns for slot in line.slots) for line in frame()} == {COLUMNS}


@pytest.mark.parametrize("kind", [COMPANY, PERSON])
def test_a_key_stands_for_one_cell_of_a_card(kind: str) -> None:
    """Of either kind."""
    keys = [slot.key for line in frame() if kind in line.kinds for slot in line.slots if slot.key]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize(("kind", "table"), [(COMPANY, CUSTOMERS), (COMPANY, PROFILES), (PERSON, CONTACTS)])
def test_what_is_edited_is_a_field_that_users_fill(kind: str, table: str) -> None:
    """And of a table that the card writes."""
    typed = [s for line in frame() if kind in line.kinds for s in line.slots if s.is_typed and s.table == table]
    assert typed
    assert {slot.table for slot in typed} <= set(EDITED)
    assert {slot.field.key for slot in typed if slot.field} <= {field.key for field in schema.table(table).inputs}


def test_page_1_comes_first() -> None:
    """Its lines stand together, above page 2."""
    assert [line.page for line in frame()] == [1] * page_one_rows() + [2] * (len(frame()) - page_one_rows())
