"""Rung 4 again, for what views and links do: columns of field groups, and the home sheet's links to hidden sheets.

Proves: in pyOpenVBA's in-memory Excel each view shows the columns that the schema gives it, whichever view was chosen
before, and a followed link shows a hidden sheet and goes there. Cannot: that Excel raises the event for such a link.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pyopenvba.apps.excel import ExcelApplication

from workbook.build.layout import folded_columns
from workbook.build.ribbon import VIEWS
from workbook.language import Lang
from workbook.schema import TABLES, table

LOOK = """Option Explicit

Public Function CbTestColumns() As String
    Dim one As Name
    For Each one In ThisWorkbook.Names
        If Left$(one.Name, 7) = "col_tbl" Then
            CbTestColumns = CbTestColumns & Mid$(one.Name, 5) & "=" & CStr(one.RefersToRange.EntireColumn.Hidden) & vbLf
        End If
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
    """Names of the columns that do not show."""
    pairs = [line.rpartition("=") for line in str(app.run("CbTestColumns")).splitlines()]
    return {name for name, _, state in pairs if state == "True"}


def tucked(view: str) -> set[str]:
    """What the schema says does not show in a view: groups of others, folded tails, columns no user needs."""
    return {
        f"{one.name}_{field.key}"
        for one in TABLES
        for field in one.fields
        if field.hidden
        or (view != "all" and field.key in folded_columns(one))
        or (view != "all" and field.group and field.group.views and view not in field.group.views)
    }


def test_the_book_opens_with_every_group(opened: ExcelApplication) -> None:
    """At first only the folded columns and those no user needs are out of sight."""
    assert hidden(opened) == {
        f"{one.name}_{f.key}" for one in TABLES for f in one.fields if f.hidden or f.key in folded_columns(one)
    }


@pytest.mark.parametrize("view", [view.key for view in VIEWS])
def test_a_view_shows_its_groups_of_columns(opened: ExcelApplication, view: str) -> None:
    """Whatever was chosen before."""
    for one in ("manager" if view == "all" else "all", view):
        opened.run("CbShowView", one)
    assert hidden(opened) == tucked(view)
    assert opened.dialogs == []


def test_views_differ_in_columns() -> None:
    """Sales sees what a customer likes, the office what it bought on; only the whole view shows both."""
    likes, terms = "tblContacts_personality", "tblCustomers_settlement"
    assert likes in tucked("admin") - tucked("sales")
    assert terms in tucked("sales") - tucked("admin")
    assert not {likes, terms} & tucked("all")


def test_a_link_to_a_hidden_sheet_shows_it(opened: ExcelApplication, lang: Lang) -> None:
    """And goes there; the office's view hides the sheet of competitors."""
    opened.run("CbShowView", "admin")
    name = table("tblCompetitors").label[lang]
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
    opened.run("CbTestFollow", f"'{table('tblCompetitors').label[lang]}'!A1")
    assert len(opened.dialogs) == 1
