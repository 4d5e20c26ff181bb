"""The declarations themselves: complete, consistent, in both languages."""

from __future__ import annotations

import pytest

from workbook import schema
from workbook.language import LANGS
from workbook.schema.model import Kind, Table
from workbook.schema.sheets import SHEETS
from workbook.schema.validate import errors

INPUT_TABLES = [t for t in schema.TABLES if not t.result]
RESULT_TABLES = [t for t in schema.TABLES if t.result]


def test_the_schema_holds_together() -> None:
    """The validator finds nothing wrong with the declarations."""
    assert errors(schema.TABLES, schema.LISTS) == []


@pytest.mark.parametrize("table", INPUT_TABLES, ids=lambda t: t.name)
def test_an_input_table_has_something_to_type_and_its_check_mark(table: Table) -> None:
    """A table that users fill has typed columns and the check mark that the check command writes."""
    assert table.inputs
    assert "check" in table


@pytest.mark.parametrize("table", RESULT_TABLES, ids=lambda t: t.name)
def test_a_result_table_is_the_programs(table: Table) -> None:
    """A result table requires nothing of the user and carries no check mark."""
    assert not any(f.required for f in table.inputs)
    assert "check" not in table


def test_every_reference_to_a_customer_shows_the_name_beside_it() -> None:
    """Nobody reads customer numbers: wherever one is typed, the name stands in the next column."""
    for table in INPUT_TABLES:
        for field in table.refs:
            if field.ref == "tblCustomers":
                following = table.fields[table.keys.index(field.key) + 1]
                assert following.shows == field.key, table.name


def test_references_name_tables_that_can_be_named() -> None:
    """A referenced table has an id and a name (or title), so that either may be typed; a contract's number is both."""
    for table in schema.TABLES:
        for field in table.refs:
            assert field.ref is not None
            assert schema.table(field.ref).name_key is not None


def test_every_list_is_used_or_read_by_a_rule() -> None:
    """A list feeds a column or a setting, or is one of the rule tables that stand in the dictionary."""
    fields = [f for t in (*schema.TABLES, *(one.table for one in schema.LISTS)) for f in t.fields]
    used = {f.list for f in fields} | {s.list for s in schema.SETTINGS}
    rule_tables = {"credit_terms", "bank_advice", "order_state", "header_word", "city_area"}
    assert {one.key for one in schema.LISTS} - used == rule_tables


def test_the_weights_of_the_indicators_make_a_hundred() -> None:
    """Their weights add up to 100, so that a score reads as a percentage."""
    entries = schema.listing("indicator").entries
    assert sum(float(str(e.values["weight"])) for e in entries) == 100


def test_the_eight_man_classes_each_carry_advice() -> None:
    """Money, authority and need, had or not: eight classes, each with its own advice in both languages."""
    entries = schema.listing("man_class").entries
    assert {e.key for e in entries} == {f"M{m}A{a}N{n}" for m in (0, 1) for a in (0, 1) for n in (0, 1)}
    assert len({str(e.values["advice"]) for e in entries}) >= 6


def test_every_stage_says_who_what_and_how_long() -> None:
    """Each has a department, a deliverable and days allowed."""
    for stage in schema.listing("stage").entries:
        assert {"department", "deliverable", "days"} <= stage.values.keys()


def test_sources_that_are_not_allowed_say_why() -> None:
    """The check repeats the note to whoever chose one."""
    barred = [e.values for key in ("source", "collection_method") for e in schema.listing(key).entries]
    barred = [values for values in barred if not values["allowed"]]
    assert barred
    assert all(values.get("note") for values in barred)


def test_money_and_counts_that_are_worked_out_are_numbers() -> None:
    """A worked-out column that counts or sums is never stored as text."""
    for table in schema.TABLES:
        for field in table.fields:
            if field.key.endswith(("_amount", "_count", "_days")) and field.computed:
                assert field.kind in (Kind.MONEY, Kind.INT, Kind.NUM), f"{table.name}.{field.key}"


def test_chinese_labels_are_chinese_and_english_ones_english() -> None:
    """No label of a list was left in the other language; codes such as A or RFM are alike in both."""
    for one in schema.LISTS:
        for entry in one.entries:
            assert entry.label["en"].isascii(), entry
            assert entry.label["zh"] != entry.label["en"] or len(entry.label["zh"]) == 1, entry
    assert set(LANGS) == {"zh", "en"}


@pytest.mark.parametrize(
    "table", [one for sheet in SHEETS if sheet.is_stacked for one in sheet.members], ids=lambda t: t.name
)
def test_what_a_stacked_table_hides_stands_behind_what_it_shows(table: Table) -> None:
    """Another table of the sheet shows its column there, and a hidden one would be a blank one under a blank name."""
    hidden = [one.hidden for one in table.fields[1:]]
    assert hidden == sorted(hidden)
