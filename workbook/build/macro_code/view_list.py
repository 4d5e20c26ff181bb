"""CbViewList: which tables and columns belong to which view."""

from __future__ import annotations

from workbook.build.layout import folded_columns
from workbook.build.macro_code.writing import appends, heading, module_text
from workbook.build.ribbon import VIEWS
from workbook.schema import LISTS, TABLES
from workbook.schema.model import SheetGroup


def view_module() -> str:
    """CbViewList: the tables whose sheets a view shows, as |name|name|."""
    lines = [
        *heading("CbViewList"),
        "",
        "Public Function CbViewMarks(ByVal view As String) As String",
        "    Dim s As String",
        "    Select Case view",
    ]
    for view in VIEWS:
        lines.append(f'    Case "{view.key}"')
        lines += appends([f'"{name}|"' for name in marks(view.key)], start='"|"')
    lines += ["    End Select", "    CbViewMarks = s", "End Function"]
    lines += ["", "' Columns folded away in every view but the whole one."]
    lines += ["Public Function CbFoldedColumns() As String", "    Dim s As String"]
    lines += appends([f'"{name}|"' for name in folded_marks()], start='"|"')
    lines += ["    CbFoldedColumns = s", "End Function"]
    lines += ["", "' Columns of groups that a view does not show."]
    lines += ["Public Function CbHiddenColumns(ByVal view As String) As String", "    Dim s As String"]
    lines += ["    Select Case view"]
    for view in VIEWS:
        lines.append(f'    Case "{view.key}"')
        lines += appends([f'"{name}|"' for name in hidden_marks(view.key)], start='"|"')
    lines += ["    End Select", "    CbHiddenColumns = s", "End Function"]
    return module_text(lines)


def folded_marks() -> list[str]:
    """Columns that are folded away at first, by their hidden names (without `col_`)."""
    return [f"{t.name}_{f.key}" for t in TABLES for f in t.fields if f.key in folded_columns(t)]


def hidden_marks(view: str) -> list[str]:
    """Columns whose group does not belong to a view, but for those no user needs at all."""
    return [
        f"{t.name}_{f.key}"
        for t in TABLES
        for f in t.fields
        if view != "all" and not f.hidden and f.group and f.group.views and view not in f.group.views
    ]


def marks(view: str) -> list[str]:
    """What marks a sheet as part of this view: names of tables, and =settings for the sheet of named cells."""
    whole = view == "all"
    names = [t.name for t in TABLES if t.group is not SheetGroup.HIDDEN and (whole or view in t.views)]
    if whole or view == "admin":
        names += [LISTS[0].table_name, "=settings"]  # one list is enough to know the dictionary sheet
    return names
