"""Registered names: whose they are is said with the day, and nothing is said where nobody else has them."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from workbook import schema
from workbook.rules.check.context import Context
from workbook.rules.check.registered import with_somebody_else
from workbook.rules.matching.registered import taken

LISTED = pd.DataFrame({"name": ["杭州新月灯饰有限公司", "青山公司"], "owner": ["lin", "zhao"]}, dtype="str").assign(
    created_on=pd.to_datetime(["2025-03-01", "NaT"])
)
PEOPLE = {"lin": "林知夏", "zhao": "赵远航"}


def test_the_sentence_names_owner_and_day() -> None:
    """林知夏 entered it on 2025-03-01; of the other the day is not known."""
    assert taken(LISTED, 0, PEOPLE).zh == "“杭州新月灯饰有限公司”已由林知夏跟进（2025-03-01 建档）"
    assert taken(LISTED, 1, PEOPLE).zh == "“青山公司”已由赵远航跟进（没有建档日期）"


def test_only_new_rows_of_a_copy_are_looked_at() -> None:
    """青山公司 was handed out; the look-alike typed below it is another's; without a list nothing is said."""
    frame = pd.DataFrame(
        {"customer_id": ["C00001", "新-赵-001", None], "name": ["青山公司", "新月灯饰（杭州）公司", "全新的店"]},
        dtype="str",
    )
    people = pd.DataFrame({"key": list(PEOPLE), "label": list(PEOPLE.values())}, dtype="str")
    table = schema.table("tblCustomers")
    for listed, rows in ((LISTED, [1]), (LISTED.iloc[:0], [])):
        context = Context({"salesperson": people}, {"tblRegistered": listed}, dt.date(2026, 6, 30))
        found = with_somebody_else(table, frame, context)
        assert [one.row for one in found] == rows
        assert all("林知夏" in one.message.zh for one in found)
