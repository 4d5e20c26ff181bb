"""No cell is too odd for a cell function: a value, a spill, or one of Excel's errors, without the net."""

from __future__ import annotations

import datetime as dt
import importlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import fuzzing
from tests.fuzzing import fuzz
from udfs.calling import REGISTERED
from workbook.schema.command_model import Function
from workbook.schema.functions import FUNCTIONS

for _one in FUNCTIONS:
    importlib.import_module(_one.entry.partition(":")[0])

OWN = {
    "CB_PHONE": fuzzing.PHONE,
    "CB_CHECKID": fuzzing.IDENTITY,
    "CB_CHECKTAX": fuzzing.TAX,
    "CB_LUNAR": fuzzing.DATE,
    "CB_NAMECORE": fuzzing.NAME,
    "CB_SIMILAR": fuzzing.NAME,
    "CB_REMINDERS": fuzzing.NAME,
}
PLAIN = st.one_of(
    st.none(),
    st.floats(),
    st.booleans(),
    st.datetimes(dt.datetime(1900, 1, 1), dt.datetime(9999, 12, 31)),
    fuzzing.AMOUNT,
    fuzzing.DATE,
    fuzzing.CODE,
    st.sampled_from(["A", "高", "三星", "#N/A", "领导者", "每月"]),
)
KIND = st.sampled_from([None, "销售", "退货", "样品", "sale", "#N/A", "别的"])
LINES = st.lists(st.tuples(fuzzing.CODE, PLAIN, PLAIN, fuzzing.CODE, KIND, PLAIN).map(list), max_size=3).map(
    lambda rows: [["客户编号", "日期", "金额", "订单号", "交易类型", "数量"], *rows]
)
REMINDERS = st.lists(st.tuples(PLAIN, fuzzing.NAME, PLAIN, fuzzing.NAME, PLAIN).map(list), max_size=3).map(
    lambda rows: [["到期", "客户名称", "原因", "负责人", "状态"], *rows]
)
BLOCKS = {"transactions": LINES, "reminders": REMINDERS}


@pytest.mark.parametrize("one", FUNCTIONS, ids=lambda one: str(one.key))
@fuzz
@given(data=st.data())
def test_any_cell_is_answered(one: Function, data: st.DataObject) -> None:
    """Values of the function's own kind, numbers, dates, blanks, errors, in a cell or a column."""
    cell = st.one_of(OWN[one.key], PLAIN) if one.key in OWN else PLAIN
    column = st.lists(cell.map(lambda value: [value]), min_size=1, max_size=3)
    given_: list[Any] = []
    for argument in one.arguments:
        block = BLOCKS.get(argument.name, st.one_of(cell, column))
        given_.append(data.draw(block))
    answer = REGISTERED[one.key](*given_)
    rows = answer if isinstance(answer, list) else [[answer]]
    assert all(isinstance(value, str | float | int | bool | dt.datetime) for row in rows for value in row)
