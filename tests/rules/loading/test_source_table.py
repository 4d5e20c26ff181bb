"""Which row is the header, which column is which field."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from workbook import schema
from workbook.errors import InputError
from workbook.rules.loading.source_table import Source, read_source, scale
from workbook.rules.reading.grid import Grid


def columns(table: str, header: str, mapping: Mapping[str, str] | None = None) -> dict[str, str]:
    """Field key -> header of the file."""
    source = read(table, header, mapping)
    return {key: source.headers[place] for key, place in source.columns.items()}


def read(table: str, text: str, mapping: Mapping[str, str] | None = None) -> Source:
    cells = [line.split(",") for line in text.split("\n")]
    return read_source(Grid(cells, range(1, len(cells) + 1)), schema.table(table), mapping or {})


def test_headers_by_key_label_of_either_language_and_synonym() -> None:
    """One file may mix them; case, spaces and signs do not matter."""
    got = columns("tblCustomers", "customer_id,客户名称,PHONE,邮箱,*所属区域（必填）")
    assert set(got) == {"customer_id", "phone", "name", "region", "email"}


def test_a_mapping_wins_over_what_a_header_says() -> None:
    """The user knows the file."""
    got = columns("tblCustomers", "Name,Firm,ID", {"Firm": "name", "ID": "customer_id"})
    assert got == {"name": "Firm", "customer_id": "ID"}


def test_a_mapping_may_use_the_field_s_label() -> None:
    """客户名称 means name."""
    assert columns("tblCustomers", "Firm", {"Firm": "客户名称"}) == {"name": "Firm"}


def test_a_column_mapped_to_a_dash_is_left_out() -> None:
    """Its header would have matched."""
    source = read("tblCustomers", "Name,Category", {"Category": "-"})
    assert set(source.columns) == {"name"}
    assert source.unused == ()


def test_worked_out_columns_are_never_loaded() -> None:
    """Typed or worked out, never both: a total in the file is not a field."""
    assert set(columns("tblCustomers", "Name,Total amount,Grade")) == {"name"}


def test_a_row_id_is_one_only_where_it_looks_like_one() -> None:
    """Other programs head their own numbers of rows so."""
    assert set(columns("tblCustomers", "Name,Row ID\nAsh,5a3b1e00d6687292")) == {"name", "row_id"}
    assert set(columns("tblTransactions", "Row ID,Amount\n1,5")) == {"line_id", "amount"}


def test_the_first_of_two_columns_for_one_field_is_taken() -> None:
    """The other one is reported as not used."""
    source = read("tblCustomers", "Phone,Telephone,Name")
    assert source.columns["phone"] == 0
    assert source.unused == ("Telephone",)


def test_a_reference_may_be_headed_by_the_name_it_refers_to() -> None:
    """客户名称 in a list of orders says which customer; an id column beside it wins."""
    assert columns("tblTransactions", "日期,客户名称")["customer_id"] == "客户名称"
    assert columns("tblTransactions", "日期,客户名称,客户编号")["customer_id"] == "客户编号"


def test_title_lines_above_the_header_are_passed_over() -> None:
    """The header is the row that names most fields."""
    source = read("tblCustomers", "2026年客户名单,,\n,,\n客户编号,客户名称,电话\nC1,甲,1")
    assert (source.seen.rows[0], set(source.columns)) == (3, {"customer_id", "name", "phone"})


@pytest.mark.parametrize(
    ("text", "mapping", "says"),
    [
        ("", {}, "The file is empty"),
        ("colour,shape\nred,round", {}, "The file's columns: colour, shape"),
        ("Name", {"Firm": "name"}, "The file has no column “Firm”. It can be: Name."),
        ("Name", {"Name": "firm_name"}, "has no column “firm_name” that can be loaded"),
        ("Name", {"Name": "total_amount"}, "has no column “total_amount” that can be loaded"),
    ],
)
def test_what_cannot_be_used_is_refused_with_a_sentence(text: str, mapping: dict[str, str], says: str) -> None:
    """What, where, and what there is instead."""
    with pytest.raises(InputError) as refused:
        read("tblCustomers", text, mapping)
    assert says in refused.value.text.en
    assert refused.value.text.zh


@pytest.mark.parametrize(
    ("header", "factor"),
    [("金额（万元）", 10_000), ("金额(千元)", 1_000), ("Sales", 1), ("金额（元）", 1), ("万元", 1)],
)
def test_the_unit_in_a_header(header: str, factor: int) -> None:
    """A price list in 万元 is not in 元."""
    assert scale(header) == factor
