"""A refusal of an unknown name says which three are most alike, and where all of them stand."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from macros.files.sheet_files import _named
from macros.hosts.command_line import main
from macros.keeping.merge import _known
from tests.macros.lead_lists import opened
from udfs.calling import Reject
from udfs.values import choice
from workbook import schema, tables
from workbook.engine import columns as engine_columns
from workbook.errors import InputError, MissingColumn
from workbook.language import Text
from workbook.nearest import OFFERED, Name, most_alike, unknown_name
from workbook.rules.loading.source_table import read_source
from workbook.rules.reading.grid import Grid
from workbook.rules.reading.pasted_block import Block, understand

LACKS = Text("没有。", "None.")


def test_names_are_told_best_first_and_at_most_three() -> None:
    """Of four names the three most alike are named."""
    names = [Name.of(one) for one in ("orders", "custom", "customers", "customer")]
    assert [one.shown.en for one in most_alike("customer", names)][:1] == ["customer"]
    assert len(most_alike("customer", names)) == OFFERED


def test_any_spelling_of_a_name_counts_and_the_shown_one_is_told() -> None:
    """A table is found by its key, though the refusal in Chinese shows its label."""
    told = unknown_name(LACKS, "custmers", [Name.of(Text("客户", "customers")), *map(Name.of, "abcde")])
    assert told.zh.startswith("没有。最接近的：客户")


def test_width_and_case_do_not_matter() -> None:
    """A full-width name in capitals is like itself."""
    assert most_alike("ＶＩＳＩＴＳ", [Name.of("orders"), Name.of("visits")])[0].shown.en == "visits"


def test_where_all_stand_is_told_where_not_all_are_named() -> None:
    """With four names or fewer all are named, and nothing need be looked up."""
    where = Text("都在那里。", "All are there.")
    few, many = ([Name.of(f"name {n}") for n in range(count)] for count in (2, 5))
    assert unknown_name(LACKS, "nam", few, where).en == "None. It can be: name 0, name 1."
    assert unknown_name(LACKS, "nam", many, where).en.endswith(" All are there.")


def test_nothing_is_named_that_shares_nothing() -> None:
    """A Chinese word is like no English name."""
    assert unknown_name(LACKS, "供应商", [Name.of(one) for one in "abcde"]).zh == "没有。"


def test_an_unknown_table_is_answered_with_three() -> None:
    """Not with the fifty that there are."""
    with pytest.raises(InputError) as refusal:
        tables.find_table("custmers")
    said = refusal.value.sentence("en")
    assert said.startswith("There is no table custmers. Most alike: customers, ")
    assert said.count(", ") == OFFERED - 1
    assert said.endswith("Home and Lists show them all.")


def test_an_unknown_command_is_answered_with_three(capsys: pytest.CaptureFixture[str]) -> None:
    """The exit code is that of a wrong command line."""
    with pytest.raises(SystemExit) as ended:
        main(["refrsh", "book.xlsm"])
    assert ended.value.code == 2
    assert "refresh, " in capsys.readouterr().err


def test_an_unknown_column_of_a_file_is_answered_with_its_nearest() -> None:
    """--map names a column that the file does not have."""
    grid = Grid([["Custmer", "Phone", "Town", "Mail", "Fax"], ["Ash Ltd", "", "", "", ""]], [1, 2])
    with pytest.raises(InputError) as refusal:
        read_source(grid, schema.table("tblCustomers"), {"Customer": "name"})
    assert "Most alike: Custmer, " in refusal.value.sentence("en")


def test_an_unknown_field_of_a_table_is_answered_with_its_nearest() -> None:
    """--map names a field that the table does not have."""
    with pytest.raises(InputError) as refusal:
        read_source(Grid([["A"], ["x"]], [1, 2]), schema.table("tblCustomers"), {"A": "adress"})
    assert "最接近的：通讯地址、" in refusal.value.sentence("zh")


def test_an_unknown_column_of_a_pasted_list_is_answered_with_its_nearest() -> None:
    """--map on a pasted list: their column, then our field."""
    block = Block([["公司", "电话", "地址", "邮箱", "微信"], ["甲公司", "020-90001001", "", "", ""]], range(1, 3))
    with pytest.raises(InputError) as refusal:
        understand(block, "customers", mapping={"公司名": "name"})
    assert "最接近的：公司。" in refusal.value.sentence("zh")
    with pytest.raises(InputError) as refusal:
        understand(block, "customers", mapping={"公司": "adress"})
    assert "Most alike: Address, " in refusal.value.sentence("en")


def test_an_unknown_sheet_of_a_file_is_answered_with_its_nearest() -> None:
    """--sheet names a sheet that the file does not have."""
    with pytest.raises(InputError) as refusal:
        _named("Order", ["Cover", "Orders", "Stock", "Notes", "Old"], Path("list.xlsx"))
    assert "Most alike: Orders, " in refusal.value.sentence("en")


def test_an_unknown_customer_is_answered_with_the_nearest() -> None:
    """By number and name."""
    names = {"customer_id": ["C1", "C2", "C3", "C4", "C5"], "name": ["Ash", "Birch", "Elm", "Oak", "Yew"]}
    customers = pd.DataFrame(names, dtype="str")
    with pytest.raises(InputError) as refusal:
        _known(pd.Series(["Brich"], dtype="str"), customers)
    assert "Most alike: C2 Birch" in refusal.value.sentence("en")


def test_an_unknown_list_value_in_a_formula_is_answered_with_the_nearest() -> None:
    """The reason stands in the log of the cell functions."""
    with pytest.raises(Reject, match="Most alike: weekly"):
        choice("contact_strategy", "weekely")


def test_an_unknown_column_of_a_closed_table_is_answered_with_its_nearest(empty_zh: Path) -> None:
    """The engine's own refusal."""
    with opened(empty_zh) as book, pytest.raises(MissingColumn) as refusal:
        engine_columns.write_columns(book, "tblCustomers", {"客户名": []})
    assert "最接近的：客户名称、" in refusal.value.sentence("zh")
