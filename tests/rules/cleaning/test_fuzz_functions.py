"""Every function of the cleaning package answers whatever is written with the signs of its kind: none raises, and what
is said to be valid is what cleaning would leave as it is."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import fuzzing
from tests.fuzzing import fuzz
from workbook.rules import cleaning
from workbook.rules.cleaning import (
    amounts,
    codes,
    columns,
    content_kinds,
    data_rows,
    dates,
    emails,
    header_names,
    header_rows,
    headers,
    id_numbers,
    phones,
    postcodes,
    tax_numbers,
    websites,
)
from workbook.rules.cleaning import text as texts
from workbook.rules.cleaning.cleaned import Cleaned
from workbook.schema.tables.leads import TARGETS, lead_fields

NAMES = {key: list(lead.headers) for target in TARGETS for key, lead in lead_fields(target).items()}
KNOWN = header_names.known(NAMES)
WORDS = st.one_of(
    st.sampled_from(sorted(word for words in NAMES.values() for word in words)),
    st.text(alphabet="公司客户名称电话联系人地址日期金额编号合计小计页第共备注（）():：*#NoTotal序号 \n", max_size=8),
    fuzzing.EVERY,
)
GRID = st.integers(1, 4).flatmap(
    lambda wide: st.lists(st.lists(WORDS.map(texts.half_width), min_size=wide, max_size=wide), min_size=1, max_size=5)
)
RAGGED = st.lists(st.lists(st.one_of(WORDS, fuzzing.CELL), max_size=4), max_size=5)
REGION = st.sampled_from(["CN", "US", "DE", "HK", "GB", "XX", "cn", ""])
ORDER = st.sampled_from([None, "dmy", "mdy"])
KINDS = st.sampled_from(
    ["text", "note", "name", "code", "ref", "phone", "email", "website", "postcode", "taxno", "idnumber", "date",
     "amount"]
)  # fmt: skip


def header_of(grid: list[list[str]]) -> header_names.Headers:
    return headers.read(grid, NAMES)


CALLS: dict[str, tuple[st.SearchStrategy[Any], dict[str, Callable[[Any], Any]]]] = {
    "amounts": (fuzzing.AMOUNT, {"clean": amounts.clean, "is_valid": amounts.is_valid}),
    "codes": (
        st.one_of(fuzzing.CODE, fuzzing.IDENTITY, fuzzing.CELL),
        {
            "read": codes.read,
            "bare": lambda cell: codes.bare(texts.of(cell)),
            "unwrapped": lambda cell: codes.unwrapped(texts.of(cell)),
            "loss": lambda cell: codes.loss(texts.of(cell)),
            "told_apart": lambda cell: codes.told_apart(texts.of(cell), 7),
            "is_valid": lambda cell: codes.is_valid(texts.of(cell)),
        },
    ),
    "columns": (
        st.tuples(st.lists(fuzzing.CELL, max_size=4), KINDS, ORDER, REGION),
        {
            "clean": lambda one: columns.clean(pd.Series(one[0], dtype=object), one[1], order=one[2]),
            "split_phones": lambda one: columns.split_phones(pd.Series(one[0], dtype=object), one[3]),
        },
    ),
    "content_kinds": (
        st.lists(fuzzing.EVERY, min_size=1, max_size=5),
        {
            "look_of": content_kinds.look_of,
            "is_person": lambda cells: content_kinds.is_person(cells[0]),
            "is_company": lambda cells: content_kinds.is_company(cells[0]),
        },
    ),
    "data_rows": (
        GRID,
        {
            "data_rows": lambda grid: data_rows.data_rows(grid, header_of(grid)),
            "is_total": lambda grid: data_rows.is_total(grid[0][0]),
            "titles": data_rows.titles,
            "is_data": lambda grid: data_rows.is_data(grid[-1], data_rows.titles(grid)),
        },
    ),
    "dates": (
        st.tuples(fuzzing.DATE, ORDER, st.floats()),
        {
            "clean": lambda one: dates.clean(one[0], one[1]),
            "is_valid": lambda one: dates.is_valid(one[0]),
            "from_serial": lambda one: dates.from_serial(one[2]),
            "order_of": lambda one: dates.order_of([one[0], "5/1/2024"]),
        },
    ),
    "emails": (
        fuzzing.MAIL,
        {
            "clean": emails.clean,
            "find_all": emails.find_all,
            "is_valid": emails.is_valid,
            "match_key": emails.match_key,
        },
    ),
    "header_names": (
        st.tuples(WORDS, st.booleans()),
        {
            "normal": lambda one: header_names.normal(one[0]),
            "numbers_rows": lambda one: header_names.numbers_rows(one[0]),
            "known": lambda one: header_names.known({"name": (one[0],)}),
            "recognise": lambda one: header_names.recognise(one[0], KNOWN, loosely=one[1]),
        },
    ),
    "header_rows": (
        GRID,
        {
            "header_rows": lambda grid: header_rows.header_rows(grid, KNOWN),
            "first_data_row": header_rows.first_data_row,
            "label_choices": lambda grid: header_rows.label_choices(grid, tuple(range(min(2, len(grid)))), 0),
            "spread": lambda grid: header_rows.spread(grid[0], grid[-1]),
            "looks_like_data": lambda grid: header_rows.looks_like_data(grid[0][0]),
        },
    ),
    "headers": (RAGGED, {"read": lambda grid: headers.read(grid, NAMES)}),
    "id_numbers": (
        fuzzing.IDENTITY,
        {"clean": id_numbers.clean, "is_valid": id_numbers.is_valid, "birthday_of": id_numbers.birthday_of},
    ),
    "phones": (
        st.tuples(fuzzing.PHONE, REGION),
        {
            "clean": lambda one: phones.clean(*one),
            "doubt": lambda one: phones.doubt(*one),
            "is_valid": lambda one: phones.is_valid(*one),
            "is_american": lambda one: phones.is_american(one[0]),
            "home_country": lambda one: phones.home_country(one[0]),
            "split": lambda one: phones.split(*one),
            "together": lambda one: phones.together(one[0]),
            "match_key": lambda one: phones.match_key(one[0]),
            "format_number": lambda one: phones.format_number(one[0], "12", one[1]),
        },
    ),
    "postcodes": (fuzzing.POSTCODE, {"clean": postcodes.clean, "is_valid": postcodes.is_valid}),
    "tax_numbers": (fuzzing.TAX, {"clean": tax_numbers.clean, "is_valid": tax_numbers.is_valid}),
    "text": (
        st.one_of(fuzzing.NAME, fuzzing.CELL),
        {
            "of": texts.of,
            "clean": lambda cell: texts.clean(texts.of(cell), multiline=True),
            "clean_name": lambda cell: texts.clean_name(texts.of(cell)),
            "tidy": lambda cell: texts.tidy(texts.of(cell)),
            "half_width": lambda cell: texts.half_width(texts.of(cell)),
            "half_width_table": lambda _: texts.half_width_table(),
            "is_formula": lambda cell: texts.is_formula(texts.of(cell)),
            "disarm": lambda cell: texts.disarm(texts.of(cell)),
            "writable": lambda cell: texts.writable(texts.of(cell)),
            "plain": lambda cell: texts.plain(texts.of(cell)),
            "outgoing": lambda cell: texts.outgoing(texts.of(cell)),
            "is_placeholder": lambda cell: texts.is_placeholder(texts.of(cell)),
            "is_valid": lambda cell: texts.is_valid(texts.of(cell)),
        },
    ),
    "websites": (
        fuzzing.SITE,
        {
            "clean": websites.clean,
            "is_valid": websites.is_valid,
            "host": websites.host,
            "identity": websites.identity,
        },
    ),
}
"""Module of the cleaning package -> what its cells look like, and each of its functions."""


@pytest.mark.parametrize("module", CALLS)
@fuzz
@given(data=st.data())
def test_every_function_answers_every_cell(module: str, data: st.DataObject) -> None:
    """All functions of a module on the same cell; a cleaned one that is valid as it stands stays what it is."""
    written, functions = CALLS[module]
    drawn = data.draw(written)
    answers = {name: call(drawn) for name, call in functions.items()}
    cleaned = answers.get("clean")
    if isinstance(cleaned, Cleaned) and module != "text" and answers["is_valid"]:
        assert cleaned.value is not None
        assert not cleaned.changed


def test_no_function_of_the_package_is_left_out() -> None:
    """A new one fails here until it is put beside the others."""
    public: dict[str, set[str]] = {}
    for one in pkgutil.iter_modules(cleaning.__path__):
        module = importlib.import_module(f"{cleaning.__name__}.{one.name}")
        found = {
            name
            for name, value in vars(module).items()
            if inspect.isfunction(value) and value.__module__ == module.__name__ and not name.startswith("_")
        }
        if found:
            public[one.name] = found
    assert {module: set(functions) for module, (_, functions) in CALLS.items()} == public
