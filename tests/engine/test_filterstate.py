"""What a filter asks of each column is read from the file as xlwings names it."""

from __future__ import annotations

import pytest

from workbook.engine.parts.filter_state import Criterion, filter_state
from workbook.engine.text.markup import parse


def _filter(columns: str) -> bytes:
    return f'<autoFilter xmlns="urn:x" ref="B2:F9">{columns}</autoFilter>'.encode()


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        ('<filters><filter val="a"/><filter val="b"/></filters>', Criterion("values", ("a", "b"))),
        ('<filters blank="1"><filter val="a"/></filters>', Criterion("values", ("a", ""))),
        ('<filters blank="1"/>', Criterion("comparison", operator="equal_to")),
        (
            '<filters><dateGroupItem year="2026" dateTimeGrouping="year"/></filters>',
            Criterion("unknown"),
        ),
        (
            '<customFilters><customFilter operator="greaterThan" val="3"/></customFilters>',
            Criterion("comparison", operator="greater_than", value1="3"),
        ),
        (
            '<customFilters><customFilter val="50~*"/></customFilters>',
            Criterion("comparison", operator="equal_to", value1="50*"),
        ),
        (
            '<customFilters><customFilter operator="notEqual" val=" "/></customFilters>',
            Criterion("comparison", operator="not_equal_to"),
        ),
        (
            '<customFilters and="1"><customFilter operator="greaterThanOrEqual" val="1"/>'
            '<customFilter operator="lessThanOrEqual" val="9"/></customFilters>',
            Criterion("comparison", operator="between", value1="1", value2="9"),
        ),
        (
            '<customFilters><customFilter operator="lessThan" val="1"/>'
            '<customFilter operator="greaterThan" val="9"/></customFilters>',
            Criterion("comparison", operator="not_between", value1="1", value2="9"),
        ),
        (
            '<customFilters><customFilter val="a~?"/><customFilter val="b"/></customFilters>',
            Criterion("values", ("a?", "b")),
        ),
        (
            '<customFilters and="1"><customFilter val="a"/><customFilter val="b"/></customFilters>',
            Criterion("unknown"),
        ),
        ('<top10 val="10"/>', Criterion("top_items", amount=10)),
        ('<top10 top="0" percent="1" val="5"/>', Criterion("bottom_percent", amount=5)),
        ('<colorFilter dxfId="0"/>', Criterion("unknown")),
        ('<dynamicFilter type="aboveAverage"/>', Criterion("unknown")),
    ],
)
def test_a_condition(inner: str, expected: Criterion) -> None:
    """Values, comparisons, first and last ones; what has no name there is unknown, not nothing."""
    assert filter_state(parse(_filter(f'<filterColumn colId="2">{inner}</filterColumn>'))) == {2: expected}


def test_columns_without_a_condition() -> None:
    """A button that is hidden is no condition; columns are counted from the filter's left edge."""
    columns = (
        '<filterColumn colId="0" hiddenButton="1"/><filterColumn colId="1"><top10 val="3"/></filterColumn>'
        '<filterColumn colId="3"><filters><filter val="x"/></filters></filterColumn>'
    )
    assert list(filter_state(parse(_filter(columns)))) == [1, 3]


def test_where_it_stands() -> None:
    """In a sheet's or a table's element, or alone; without a filter nothing is filtered out."""
    one = _filter('<filterColumn colId="0"><top10 val="3"/></filterColumn>')
    for root in (one, b"<table>" + one + b"</table>", b"<worksheet><sheetData/>" + one + b"</worksheet>"):
        assert list(filter_state(parse(root))) == [0]
    assert filter_state(parse(b"<worksheet><sheetData/></worksheet>")) == {}
    assert filter_state(parse(_filter(""))) == {}
