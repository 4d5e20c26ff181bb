"""From typed rows to new rows: what is left out, what is already there, what is added."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook import schema
from workbook.errors import InputError
from workbook.rules.loading.book_rows import Merged, list_rows, merge
from workbook.rules.loading.match_keys import match_keys
from workbook.rules.loading.typed_rows import Rows

Load = Callable[..., Any]


def customers(*ids: str) -> pd.DataFrame:
    return pd.DataFrame({"customer_id": list(ids), "name": [f"Name {i}" for i in ids]}, dtype="str")


def test_good_rows_come_in_typed(load: Load) -> None:
    """By kind, with the kind of customer filled in where the file has none."""
    got = load("tblCustomers", "customer_id,name,employees,created_on\nA1,Ash,12,2026-01-02")
    day = pd.Timestamp("2026-01-02")
    assert got.new == [{"customer_id": "A1", "name": "Ash", "kind": "company", "employees": 12.0, "created_on": day}]


def test_a_bad_row_is_left_out_with_its_line_and_reason(load: Load) -> None:
    """The others come in."""
    lines = "date,customer_id,amount\n2026-01-02,A1,5\nsoon,A1,6\n,A1,1\n2026-01-02,A1,much\n2026-01-03,A1,3"
    got = load("tblTransactions", lines)
    assert [row["amount"] for row in got.new] == [5.0, 3.0]
    told = [(one.line, one.field, one.reason.en) for one in got.rows.rejected]
    assert told == [
        (3, "date", "'soon' does not look like a date"),
        (4, "date", "Date is blank"),
        (5, "amount", "'much' is not a number"),
    ]


def test_an_optional_cell_that_cannot_be_read_rejects_nothing(load: Load) -> None:
    """It stays blank, is told, and its text goes to the remarks, behind what stands there."""
    got = load("tblCustomers", "客户编号,客户名称,员工人数,备注\nA1,Ash,many,old\nA2,Birch,3,")
    assert [(row.get("employees"), row.get("remarks")) for row in got.new] == [
        (None, "old\n员工人数：many"),
        (3.0, None),
    ]
    assert not got.rows.rejected
    assert [(one.line, one.field) for one in got.rows.remarks] == [(2, "employees")]


def test_lines_count_titles_and_blank_rows(load: Load) -> None:
    """The line is the one an editor shows."""
    got = load("tblCustomers", "Our list,,\n\ncustomer_id,name,employees\n\nA1,,1")
    assert [one.line for one in got.rows.rejected] == [5]


def test_a_row_longer_than_its_header_is_left_out(load: Load) -> None:
    """A stray comma would shift every value; blank cells behind the header's last do no harm."""
    got = load("tblCustomers", "customer_id,name\nA1,Ash,Ltd\nA2,Birch,,")
    assert [row["customer_id"] for row in got.new] == ["A2"]
    assert "The row has 3 cells, the header only 2" in got.rows.rejected[0].reason.en


def test_the_first_row_of_an_id_wins_and_differences_are_counted(load: Load) -> None:
    """By field; a later blank is no difference."""
    got = load("tblCustomers", "customer_id,name,phone\nA1,Ash,1\nA1,Ash,2\nＡ１,Ash Ltd,\nA2,Birch,3")
    assert [(row["customer_id"], row["phone"]) for row in got.new] == [("A1", "1"), ("A2", "3")]
    assert (got.merged.repeated, got.merged.differing) == (2, {"name": 1, "phone": 1})


def test_an_id_the_book_has_is_left_as_it_is(load: Load) -> None:
    """Counted as already there, however often the file has it."""
    got = load("tblCustomers", "customer_id,name\nA1,Ash\nA1,Ash\nA2,Birch", existing=customers("A1"))
    assert [row["customer_id"] for row in got.new] == ["A2"]
    assert (got.merged.already, got.merged.repeated) == (2, 0)


def test_customers_without_an_id_column_are_told_apart_by_name(load: Load) -> None:
    """Their numbers are given later; a list of orders by name makes each customer once."""
    got = load("tblCustomers", "客户名称,电话\n甲公司,1\n甲公司 ,2\n乙公司,3", existing=customers("A1"))
    assert [row["name"] for row in got.new] == ["甲公司", "乙公司"]
    assert got.merged.repeated == 1


def test_people_of_one_name_are_not_one_person(load: Load) -> None:
    """Only what may be named instead of numbered is told apart by name."""
    got = load("tblContacts", "客户编号,姓名\nC1,Ann Lee\nC2,Ann Lee")
    assert len(got.new) == 2


def test_purchases_without_names_make_customers_named_by_number(load: Load) -> None:
    """A purchase log has numbers only."""
    got = load("tblCustomers", "customer_id,date\n00001,19970101\n00001,19970102")
    assert got.new == [{"customer_id": "00001", "kind": "company", "name": "00001"}]


def test_equal_purchases_are_all_real(load: Load) -> None:
    """Without a number of its own no line repeats another."""
    got = load("tblTransactions", "customer_id,date,amount\nC1,2026-01-01,5\nC1,2026-01-01,5")
    assert len(got.new) == 2


def test_lines_with_a_number_of_their_own_come_in_once(load: Load) -> None:
    """A mapped source row id is the line's id."""
    text = "Row ID,customer_id,date,amount\n1,C1,2026-01-01,5\n1,C1,2026-01-01,6"
    got = load("tblTransactions", text)
    assert [(row["line_id"], row["amount"]) for row in got.new] == [("1", 5.0)]
    assert got.merged.differing == {"amount": 1}


def test_customers_are_named_by_id_or_unique_name(load: Load) -> None:
    """Either way the line holds the id."""
    got = load("tblTransactions", "customer_id,date,amount\nC1,2026-01-01,5\nBirch Ltd,2026-01-01,5\nｃ２,2026-01-01,5")
    assert [row["customer_id"] for row in got.new] == ["C1", "C2", "C2"]
    assert got.merged.unknown == {}


def test_a_line_of_an_unknown_customer_stays_and_is_counted(load: Load) -> None:
    """Totals reconcile with the file; a blank customer counts too."""
    got = load("tblTransactions", "customer_id,date,amount\nC9,2026-01-01,5\n,2026-01-01,6")
    assert len(got.new) == 2
    assert (got.merged.unknown["customer_id"].rows, got.merged.unknown["customer_id"].values) == (2, ("C9",))


def test_amounts_in_ten_thousands_are_scaled(load: Load) -> None:
    """The header says so."""
    got = load("tblTransactions", "客户编号,日期,金额（万元）\nC1,2026-01-01,1.5")
    assert got.new[0]["amount"] == 15000.0


def test_unlisted_values_are_counted(load: Load) -> None:
    """They come in as typed; the list is the user's to extend."""
    got = load("tblCustomers", "customer_id,name,region\nA1,Ash,North China\nA2,Birch,Mars\nA3,Cedar,Mars")
    assert [row["region"] for row in got.new] == ["north", "Mars", "Mars"]
    assert (got.merged.unlisted["region"].rows, got.merged.unlisted["region"].values) == (2, ("Mars",))
    assert got.merged.entries == {}


def test_unlisted_values_join_their_list_when_asked(load: Load) -> None:
    """Once each, however they are cased."""
    got = load("tblCustomers", "customer_id,name,region\nA1,Ash,Mars\nA2,Birch,MARS\nA3,Cedar,华北", add_to_lists=True)
    assert [row["region"] for row in got.new] == ["Mars", "Mars", "north"]
    assert got.merged.entries == {"region": ("Mars",)}
    assert got.merged.unlisted == {}


def test_a_value_that_no_dropdown_shows_joins_no_list(load: Load) -> None:
    """Of 255 characters it may be; the longer one is told, and its row comes in."""
    most, more = "m" * 255, "n" * 256
    got = load("tblCustomers", f"customer_id,name,region\nA1,Ash,{most}\nA2,Birch,{more}", add_to_lists=True)
    assert [row["region"] for row in got.new] == [most, more]
    assert got.merged.entries == {"region": (most,)}
    assert got.merged.unlisted["region"].values == (more,)


def test_a_list_s_keys_are_no_labels(load: Load) -> None:
    """South is not South China, whatever that one's key."""
    got = load("tblCustomers", "customer_id,name,region\nA1,Ash,South", add_to_lists=True)
    assert got.merged.entries == {"region": ("South",)}
    assert [row["region"] for row in got.new] == ["South"]


def test_the_program_s_own_lists_take_no_new_values(default_lists: dict[str, pd.DataFrame]) -> None:
    """Rules hang on their keys."""
    table = next(t for t in schema.TABLES for f in t.inputs if f.list and schema.listing(f.list).group == "program")
    field = next(f for f in table.inputs if f.list and schema.listing(f.list).group == "program")
    frame = pd.DataFrame({field.key: ["no such value"]}, dtype="str")
    got: Merged = merge(Rows(frame, [2], (), ()), table, frame, {}, default_lists, add_to_lists=True)
    assert got.entries == {}
    assert set(got.unlisted) == {field.key}


def test_a_missing_required_column_is_refused_with_the_way_out(load: Load) -> None:
    """Naming the field, the file's columns and --map."""
    with pytest.raises(InputError) as refused:
        load("tblTransactions", "customer_id,day\nC1,2026-01-01")
    assert "no column for Date" in refused.value.text.en
    assert "--map" in refused.value.text.en
    assert "customer_id, day" in refused.value.text.en


def test_rows_too_long_for_a_cell_are_left_out(load: Load) -> None:
    """A sheet's cell holds 32,767 characters."""
    got = load("tblCustomers", f"customer_id,name,remarks\nA1,Ash,{'x' * 32_768}")
    assert got.new == []
    assert len(got.rows.rejected) == 1


def test_new_list_values_follow_the_old() -> None:
    """Label as key, next in order, in use."""
    got = list_rows(pd.Series(["New"], dtype="str"), pd.DataFrame({"order": [3.0]}))
    assert got.to_dict("records") == [{"key": "New", "label": "New", "order": 4.0, "in_use": True}]


@given(
    st.lists(st.tuples(st.sampled_from("ABCDE"), st.sampled_from(["", "x", "y"])), max_size=12),
    st.sets(st.sampled_from("ABCDE")),
)
def test_every_row_read_is_accounted_for(rows: list[tuple[str, str]], known: set[str]) -> None:
    """new + already + repeated = good rows; ids are new once each; and none of the book's is touched."""
    frame = pd.DataFrame({"customer_id": [r[0] for r in rows], "name": [r[1] or None for r in rows]}, dtype="str")
    got = merge(
        Rows(frame, list(range(len(rows))), (), ()), schema.table("tblCustomers"), customers(*sorted(known)), {}, {}
    )
    assert len(got.rows) + got.already + got.repeated == len(rows)
    assert got.rows["customer_id"].is_unique
    assert not set(got.rows["customer_id"]) & known
    assert set(got.rows["customer_id"]) == {r[0] for r in rows} - known


@given(st.lists(st.text(max_size=6) | st.none(), max_size=8))
def test_keys_are_compared_in_one_form(values: list[str | None]) -> None:
    """Taking the form twice changes nothing; blanks stay blank."""
    once = match_keys(pd.Series(values, dtype="str"))
    assert match_keys(once).fillna("").tolist() == once.fillna("").tolist()


def test_orders_whose_numbers_lost_digits_stay_apart(load: Load) -> None:
    """Two orders of one day with one spoilt number: two, and said."""
    lines = "order_no,date,customer_id,amount\n2.02601E+11,2026-01-05,C1,100\n2.02601E+11,2026-01-05,C1,200"
    got = load("tblTransactions", lines)
    assert [row["order_no"] for row in got.new] == ["2.02601E+11 (2)", "2.02601E+11 (3)"]
    assert [one.line for one in got.rows.remarks] == [2, 3]


def test_a_birthday_nobody_can_read_is_kept_beside_its_remark(load: Load) -> None:
    """And so is one that is no date: the contact comes in."""
    got = load("tblContacts", "customer_id,name,birthday\nC1,Ash,8月15\nC1,Elm,soon\nC1,Oak,1980年5月20日")
    assert [row["birthday"] for row in got.new] == ["8月15", "soon", "1980-05-20"]
    assert [(one.line, one.field) for one in got.rows.remarks] == [(3, "birthday")]
