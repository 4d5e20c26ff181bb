"""Look-alikes beside a new customer's name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from macros.cli import main
from macros.desk.alike import alike
from macros.desk.entry import entry_save
from workbook import engine, tables
from workbook.schema.forms import ALIKE


def test_they_appear_below_the_name_and_go_with_the_form(sample_book: Callable[[str], Path]) -> None:
    """Of a name like another; none of one like nobody's."""
    with engine.open_book(sample_book("zh")) as opened:
        tables.set_name(opened, "entry_customer_name", "广州蓝汀机电公司")
        assert alike(opened).figures["found"] == 1
        assert "C00001" in str(tables.get_name(opened, ALIKE))
        tables.set_name(opened, "entry_customer_name", "敦煌飞天摄影社")
        alike(opened)
        assert tables.get_name(opened, ALIKE) is None
        tables.set_name(opened, "entry_customer_name", "广州蓝汀机电公司")
        alike(opened)
        entry_save(opened)
        assert tables.get_name(opened, ALIKE) is None


def test_a_name_is_answered_on_the_command_line(sample_book: Callable[[str], Path]) -> None:
    """Before the customer is entered."""
    assert main(["alike", str(sample_book("zh")), "广州蓝汀机电公司"]) == 0
