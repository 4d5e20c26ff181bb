"""Rung 3, what every Excel can compile: no member is bound early that a reader's Excel may not have.

Proves: each early-bound member of Excel's types is one that Excel 2010 has. Cannot: that Excel compiles the project.
"""

from __future__ import annotations

import pytest

from tests.ladder.vba_binding import early_bound
from workbook.build import vba

# Type, members, the Excel they came with. Source: Microsoft's VBA reference for Excel, whose page of a member names no
# version before 2007; the object model of Excel 97 is that of its type library EXCEL8.OLB, lists came with 2003.
SINCE = (
    ("Excel.Application", "Caller Goto MacroOptions OnTime Run ScreenUpdating StatusBar Volatile Workbooks", 1997),
    ("Excel.Workbook", "Activate Name Names Path Worksheets", 1997),
    ("Excel.Worksheet", "Cells CodeName Name Range UsedRange Visible", 1997),
    ("Excel.Worksheet", "ListObjects", 2003),
    ("Excel.ListObject", "ListRows Name", 2003),
    ("Excel.ListRows", "Count", 2003),
    ("Excel.Name", "RefersToRange", 1997),
    ("Excel.Hyperlink", "SubAddress", 1997),
    ("Excel.Range", "Cells Count EntireColumn Hidden Rows Value Worksheet", 1997),
)
KNOWN = {(kind, name): year for kind, names, year in SINCE for name in names.split()}
OLDEST = 2010  # the first Excel that reads the ribbon of this book (customUI14)


def test_only_listed_members_are_bound_early() -> None:
    """Another one goes on a variable As Object, or on the list with the Excel it came with."""
    assert early_bound({**vba.modules(), vba.DOCUMENT: vba.document_body()}) == set(KNOWN)
    assert max(KNOWN.values()) <= OLDEST


@pytest.mark.parametrize(
    ("declared", "statement", "bound"),
    [
        ("cell As Range", 'cell.Formula2 = "=1"', {("Excel.Range", "Formula2")}),
        ("cell As Object", 'cell.Formula2 = "=1"', set()),
        ("cell As Variant", 'cell.Formula2 = "=1"', set()),
        ("one As Worksheet", "one.UsedRange.HasSpill = 1", {
            ("Excel.Worksheet", "UsedRange"), ("Excel.Range", "HasSpill"),
        }),
        ("one As Long", 'one = ThisWorkbook.Names("a").RefersToRange.Row', {
            ("Excel.Workbook", "Names"), ("Excel.Name", "RefersToRange"), ("Excel.Range", "Row"),
        }),
        ("one As Long", "one = CStr(ThisWorkbook.Path)  ' ThisWorkbook.FullName", {("Excel.Workbook", "Path")}),
    ],
)  # fmt: skip
def test_what_is_bound_early_is_read_from_the_declarations(
    declared: str, statement: str, bound: set[tuple[str, str]]
) -> None:
    """A variable of Excel's type binds early, through chains and indexes; an Object does not."""
    assert early_bound({"One": f"Public Sub One(ByVal {declared})\n    {statement}\nEnd Sub"}) == bound
