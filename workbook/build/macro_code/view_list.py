"""CbViewList: which tables and columns belong to which view."""

from __future__ import annotations

from workbook.build.layout import folded_columns
from workbook.build.macro_code.writing import appends, heading, module_text
from workbook.build.ribbon import VIEWS
from workbook.schema import LISTS
from workbook.schema.model import SheetGroup, Table
from workbook.schema.sheets import SHEETS


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
    return [f"{t.name}_{f.key}" for t in _alone() for f in t.fields if f.key in folded_columns(t)]


def hidden_marks(view: str) -> list[str]:
    """Columns whose group does not belong to a view, but for those no user needs at all."""
    return [
        f"{t.name}_{f.key}"
        for t in _alone()
        for f in t.fields
        if view != "all" and not f.hidden and f.group and f.group.views and view not in f.group.views
    ]


def marks(view: str) -> list[str]:
    """What marks a sheet as part of this view: names of tables, and =settings for the sheet of named cells."""
    shown = [one for one in SHEETS if one.group is not SheetGroup.HIDDEN and (view == "all" or view in one.views)]
    names = [one.tables[0] for one in shown if one.tables]  # one is enough to know the sheet
    if view in ("all", "admin"):
        names += [LISTS[0].table_name, "=settings"]
    return names


def _alone() -> list[Table]:
    """Tables whose columns are no other's too."""
    return [one.members[0] for one in SHEETS if one.tables and not one.is_stacked]
