"""Rung 4 again, for what views and links do: sheets, columns of field groups, the home sheet's links to hidden sheets.

Proves: in pyOpenVBA's in-memory Excel each view shows the sheets and columns that the schema gives it, whichever was
chosen before, and a followed link shows a hidden sheet and goes there. Cannot: that Excel raises the event for such a
link.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pyopenvba.apps.excel import ExcelApplication

from workbook.build.layout import folded_columns
from workbook.build.ribbon import VIEWS
from workbook.language import Lang
from workbook.schema import TABLES
from workbook.schema.model import SheetGroup
from workbook.schema.sheets import SHEETS, Sheet, sheet_of

LOOK = """Option Explicit

Public Function CbTestColumns() As String
    Dim sheet As Worksheet
    Dim table As ListObject
    Dim at As Long
    For Each sheet In ThisWorkbook.Worksheets
        For Each table In sheet.ListObjects
            For at = 1 To table.ListColumns.Count
                If sheet.Columns(table.Range.Column + at - 1).Hidden Then
                    CbTestColumns = CbTestColumns & table.Name & "," & at & vbLf
                End If
            Next at
        Next table
    Next sheet
End Function

Public Function CbTestSheets() As String
    Dim one As Worksheet
    For Each one In ThisWorkbook.Worksheets
        If one.Visible = xlSheetVisible Then CbTestSheets = CbTestSheets & one.Name & vbLf
    Next one
End Function

Public Function CbTestFollow(ByVal address As String) As String
    CbFollow address
    CbTestFollow = ActiveSheet.Name & "|" & CStr(ActiveSheet.Visible)
End Function

Public Sub CbTestProtectBook()
    ThisWorkbook.Protect Structure:=True
End Sub
"""


@pytest.fixture
def lang(shipped: Path) -> Lang:
    """The language of the shipped book under test."""
    return "en" if shipped.stem.endswith("en") else "zh"


@pytest.fixture
def opened(shipped: Path, with_modules: Callable[..., Path]) -> ExcelApplication:
    """The shipped book with a module that looks."""
    return ExcelApplication.open(with_modules(shipped, added={"CbTest": LOOK}))


def hidden(app: ExcelApplication) -> set[str]:
    """Columns of business tables that do not show, as table_field."""
    pairs = [line.split(",") for line in str(app.run("CbTestColumns")).splitlines()]
    fields = {one.name: one.keys for one in TABLES}
    return {f"{name}_{fields[name][int(at) - 1]}" for name, at in pairs if name in fields}


def tucked(view: str) -> set[str]:
    """What the schema says does not show in a view: groups of others, folded tails, columns no user needs."""
    return {
        f"{one.name}_{field.key}"
        for sheet in SHEETS
        for one in sheet.members
        for at, field in enumerate(one.fields)
        if out_of_sight(sheet, at)
        or (sheet.is_stacked and field.key in folded_columns(one) and folds(sheet, at))  # by its buttons only
        or (
            not sheet.is_stacked
            and view != "all"
            and (
                field.key in folded_columns(one)
                or (field.group and field.group.views and view not in field.group.views)
            )
        )
    }


def out_of_sight(sheet: Sheet, at: int) -> bool:
    """Whether a column of a sheet shows nothing that a user needs, in any of its tables."""
    return all(one.fields[at].hidden for one in sheet.members if at < len(one.fields))


def test_the_book_opens_with_every_group(opened: ExcelApplication) -> None:
    """At first only the folded columns and those no user needs are out of sight."""
    assert hidden(opened) == {
        f"{one.name}_{f.key}"
        for sheet in SHEETS
        for one in sheet.members
        for at, f in enumerate(one.fields)
        if out_of_sight(sheet, at) or (f.key in folded_columns(one) and folds(sheet, at))
    }


def folds(sheet: Sheet, at: int) -> bool:
    """Whether every table that has this column folds it away."""
    return all(one.fields[at].key in folded_columns(one) for one in sheet.members if at < len(one.fields))


def test_each_view_shows_its_sheets_and_columns(opened: ExcelApplication, lang: Lang) -> None:
    """Whichever was chosen before: sheets with a table of the view show, our other tables hide; so do columns."""
    business = [one for one in SHEETS if one.tables and one.group is not SheetGroup.HIDDEN]
    chosen = ("manager", "all", "sales", "admin", "all")
    assert {view.key for view in VIEWS} == set(chosen)
    for view in chosen:
        opened.run("CbShowView", view)
        assert hidden(opened) == tucked(view), view
        seen = set(str(opened.run("CbTestSheets")).splitlines())
        ours = {one.label[lang] for one in business}
        assert ours & seen == {one.label[lang] for one in business if view == "all" or view in one.views}, view
    assert opened.dialogs == []


def test_views_differ_in_columns() -> None:
    """Sales sees what a customer likes, the office what it bought on; only the whole view shows both."""
    likes, terms = "tblContacts_personality", "tblCustomers_invoice_name"
    assert likes in tucked("admin") - tucked("sales")
    assert terms in tucked("sales") - tucked("admin")
    assert not {likes, terms} & tucked("all")


def test_a_link_to_a_hidden_sheet_shows_it(opened: ExcelApplication, lang: Lang) -> None:
    """And goes there; the office's view hides the sheet of competitors."""
    opened.run("CbShowView", "admin")
    name = sheet_of("tblCompetitors").label[lang]
    assert opened.run("CbTestFollow", f"'{name}'!A1") == f"{name}|-1"
    assert opened.dialogs == []


def test_a_link_elsewhere_is_left_to_excel(opened: ExcelApplication) -> None:
    """No sheet of that name, an address without a sheet: nothing happens, and nothing is said."""
    before = opened.run("CbTestFollow", "")
    for address in ("'No such sheet'!A1", "A1", "!A1"):
        assert opened.run("CbTestFollow", address) == before
    assert opened.dialogs == []


def test_a_protected_book_says_why_a_link_leads_nowhere(opened: ExcelApplication, lang: Lang) -> None:
    """The structure must be unprotected before a sheet can be shown."""
    opened.run("CbShowView", "admin")
    opened.run("CbTestProtectBook")
    opened.run("CbTestFollow", f"'{sheet_of('tblCompetitors').label[lang]}'!A1")
    assert len(opened.dialogs) == 1
