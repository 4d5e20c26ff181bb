"""What a book may tell the add-in: the builder's keys with the builder's values, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from workbook.schema.book_config import CONFIG, Deviation, deviations

BUILT: list[list[object]] = [[key, value] for key, value in CONFIG.items()]


def test_a_book_as_built_has_no_deviation() -> None:
    """A truth that Excel made of the text is the same; blank rows and cells are nothing."""
    assert deviations(BUILT) == []
    assert deviations([[key, value == "TRUE" if value in ("TRUE", "FALSE") else value] for key, value in BUILT]) == []
    assert deviations([*BUILT, [], [None, None], ["", ""], [None, None, None]]) == []


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (["PYTHONPATH", "//host/share"], Deviation("PYTHONPATH", "//host/share")),
        (["INTERPRETER_WIN"], Deviation("INTERPRETER_WIN", "")),
        ([None, "x"], Deviation("", "x")),
        (["UDF MODULES", "udfs"], Deviation("UDF MODULES", "udfs")),
        (["", "", "x"], Deviation("", "")),
    ],
)
def test_a_further_row_is_told(row: Sequence[object], told: Deviation) -> None:
    """Another key, a value without one, a key twice, a third cell."""
    assert deviations([*BUILT, row]) == [told]


def test_a_key_that_is_missing_or_changed_is_told() -> None:
    """What the add-in does without it is not what the builder meant; a third cell beside a right value neither."""
    assert deviations(BUILT[1:]) == [Deviation("ADD_WORKBOOK_TO_PYTHONPATH", None)]
    assert deviations([["ADD_WORKBOOK_TO_PYTHONPATH", True], *BUILT[1:]]) == [
        Deviation("ADD_WORKBOOK_TO_PYTHONPATH", "TRUE")
    ]
    assert deviations([[*BUILT[0], "x"], *BUILT[1:]]) == [Deviation("ADD_WORKBOOK_TO_PYTHONPATH", "FALSE")]
