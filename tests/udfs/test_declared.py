"""Every declared cell function exists, takes the declared arguments, and gives what its example says."""

from __future__ import annotations

import datetime as dt
import importlib
import inspect
import re
from typing import Any

import pytest

from udfs.calling import REGISTERED
from workbook.language import LANGS, Lang, Text
from workbook.schema.command_model import Function
from workbook.schema.functions import FUNCTIONS

KEYS = [one.key for one in FUNCTIONS]


def implementation(one: Function) -> Any:
    module, _, name = one.entry.partition(":")
    return getattr(importlib.import_module(module), name)


def evaluated(text: str) -> Any:
    """The value of an argument written as in a formula: a text, number, date, TRUE, or {array}."""
    text = text.strip()
    if text.startswith("{"):
        return [[evaluated(cell) for cell in _split(row, ",")] for row in _split(text[1:-1], ";")]
    if text.startswith('"'):
        return text[1:-1].replace('""', '"')
    if match := re.fullmatch(r"DATE\((\d+),(\d+),(\d+)\)", text):
        return dt.datetime(int(match[1]), int(match[2]), int(match[3]))
    return {"TRUE": True, "FALSE": False}.get(text) if text.isalpha() else float(text)


def _split(text: str, at: str) -> list[str]:
    parts, depth, quoted, current = [], 0, False, ""
    for char in text:
        quoted ^= char == '"'
        depth += 0 if quoted else (char in "{(") - (char in "})")
        if char == at and not depth and not quoted:
            parts.append(current)
            current = ""
        else:
            current += char
    return [*parts, current]


def plain(value: Any, lang: Lang) -> Any:
    """What is expected, as cells hold it."""
    if isinstance(value, tuple):
        return [[plain(cell, lang) for cell in row] for row in value]
    if isinstance(value, Text):
        return value[lang]
    if isinstance(value, dt.date):
        return dt.datetime(value.year, value.month, value.day)
    return value


def test_declarations_and_implementations_are_one_set() -> None:
    """No function without a declaration, no declaration without a function."""
    for one in FUNCTIONS:
        implementation(one)
    assert set(REGISTERED) == set(KEYS)


@pytest.mark.parametrize("one", FUNCTIONS, ids=KEYS)
def test_parameters_are_the_declared_arguments(one: Function) -> None:
    """The same names in the same order, optional where declared so."""
    parameters = inspect.signature(implementation(one)).parameters.values()
    assert [p.name for p in parameters] == [a.name for a in one.arguments]
    assert [p.default is None for p in parameters] == [a.optional for a in one.arguments]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("one", FUNCTIONS, ids=KEYS)
def test_the_example_gives_what_it_says(one: Function, lang: Lang, monkeypatch: pytest.MonkeyPatch) -> None:
    """The formula of the examples sheet, calculated."""
    for name in ("udfs.values", "udfs.contacting", "udfs.cleaning"):
        monkeypatch.setattr(f"{name}.language", lambda: lang)
    match = re.fullmatch(r"=(\w+)\((.*)\)", one.example[lang])
    assert match is not None
    assert match[1] == one.key
    result = implementation(one)(*map(evaluated, _split(match[2], ",")))
    assert result == plain(one.expected, lang)


@pytest.mark.parametrize("one", FUNCTIONS, ids=KEYS)
def test_a_blank_gives_a_blank(one: Function) -> None:
    """An empty cell in the first argument is no error."""
    others: list[Any] = [1.0] * (len(one.required) - 1)
    assert implementation(one)(None, *others) == ""
    assert implementation(one)("", *others) == ""


@pytest.mark.parametrize("error", ["#N/A", "#DIV/0!", "#REF!"])
@pytest.mark.parametrize("one", FUNCTIONS, ids=KEYS)
def test_an_error_gives_the_same_error(one: Function, error: str) -> None:
    """As every function of Excel's own does."""
    if one.key in ("CB_ORDERS", "CB_AMOUNT", "CB_FIRST", "CB_LAST"):
        given: list[Any] = [error, [["Customer ID", "Date", "Amount"], ["C1", 45658.0, 1.0]]]
    elif one.key == "CB_REMINDERS":
        given = [error, [["Due"]]]
    else:
        given = [error, *[1.0] * (len(one.required) - 1)]
    assert implementation(one)(*given) == error


@pytest.mark.parametrize("one", FUNCTIONS, ids=KEYS)
def test_nonsense_never_raises(one: Function) -> None:
    """Whatever stands in the cells, the answer is a value or #VALUE!, never a traceback."""
    for nonsense in ("无意义", -1.0e300, True, dt.datetime(1900, 1, 1), [["x", "y"], ["z", "w"]], [[None], [None]], []):
        for filler in (nonsense, 1.0):
            result = implementation(one)(nonsense, *[filler] * (len(one.arguments) - 1))
            assert isinstance(result, str | float | int | list | dt.datetime)


@pytest.mark.parametrize("one", [f for f in FUNCTIONS if f.arguments[0].column], ids=lambda f: f.key)
def test_argument_names_are_words_that_vba_allows(one: Function) -> None:
    """The wrappers carry them verbatim."""
    reserved = {"date", "name", "type", "end", "next", "to", "loop", "string", "object", "property", "get", "set"}
    for argument in one.arguments:
        assert re.fullmatch(r"[a-z][a-z0-9_]*", argument.name)
        assert argument.name not in reserved
