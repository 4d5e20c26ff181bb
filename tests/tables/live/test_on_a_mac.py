"""Excel for Mac, where xlwings speaks AppleScript and half of Excel's model has other names or none."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest

from workbook.errors import Unwritable
from workbook.tables.live.excel_errors import writing_to
from workbook.tables.live.filters import lift_filters
from workbook.tables.live.transaction import Transaction
from workbook.tables.placement import Block, Place


class Term:
    """A term of AppleScript's dictionary: its value is asked for, and a term that is not there is an AttributeError."""

    def __init__(self, value: object = None, **terms: Term) -> None:
        self._value = value
        self.__dict__.update(terms)

    def get(self) -> object:
        """The value."""
        return self._value


def target(hidden: object, *, empty: bool = False) -> tuple[Block, Place]:
    """Cells of a table with these rows hidden (True, False, or None for some), as xlwings gives it on a Mac."""
    body = None if empty else SimpleNamespace(rows=SimpleNamespace(hidden=hidden))
    table = SimpleNamespace(data_body_range=body)
    sheet = SimpleNamespace(api=Term(autofilter_mode=Term(True)))
    place = Place("tblCustomers", "客户", ("编号",), 4, 1, 3, listobject=cast("Any", table))
    return Block(cast("Any", sheet), 4, 1, 6, 1), place


@pytest.mark.parametrize("hidden", [True, None])
def test_a_filtered_table_is_refused(hidden: object) -> None:
    """Its filter can be neither told nor laid again there, and a write into it would misplace values."""
    with pytest.raises(Unwritable) as refusal:
        lift_filters(Transaction(), *target(hidden))
    assert "客户" in refusal.value.sentence("zh")
    assert "Clear the filter" in refusal.value.sentence("en")


def test_a_table_whose_rows_all_show_is_written() -> None:
    """It is looked at once a command, and there is nothing to put back."""
    transaction = Transaction()
    lift_filters(transaction, *target(False))
    lift_filters(transaction, *target(True))
    assert transaction.filter_actions == {"客户": []}


def test_an_empty_table_is_written() -> None:
    """Without a data body there is nothing to hide."""
    lift_filters(Transaction(), *target(None, empty=True))


def test_a_protected_sheet_is_named() -> None:
    """protect contents is the Mac's word for it."""
    sheet = SimpleNamespace(name="提醒", api=Term(protect_contents=Term(True)))
    with pytest.raises(Unwritable, match="提醒"), writing_to(cast("Any", sheet)):
        raise RuntimeError("OSERROR: -50")


def test_another_failure_stays_what_it_is() -> None:
    """Where nothing is protected, the error goes on."""
    sheet = SimpleNamespace(name="提醒", api=Term(protect_contents=Term(False)))
    with pytest.raises(RuntimeError), writing_to(cast("Any", sheet)):
        raise RuntimeError("OSERROR: -50")
