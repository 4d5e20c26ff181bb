"""Raw cells as JSON scalars, and back as they were."""

from __future__ import annotations

import datetime as dt

import pytest

from workbook.rules.journal.json_scalars import from_raw_scalar, raw_scalar
from workbook.schema.formulas import TypedFormula


@pytest.mark.parametrize(
    "cell",
    [None, "007", 1.5, True, dt.datetime(2026, 6, 30), TypedFormula("=K5*2", 5, 6.0)],
)
def test_a_raw_cell_comes_back_as_it_was(cell: object) -> None:
    """A date as a date, a formula as a formula, a text of digits as a text."""
    assert from_raw_scalar(raw_scalar(cell)) == cell
