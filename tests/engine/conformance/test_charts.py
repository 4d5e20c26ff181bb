"""Sheet.charts: listed, named, moved, deleted; and charts made on the closed file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlwings as xw

from tests.engine.drawn import CHART, drawn_book
from tests.engine.odd_books import contents
from workbook import engine
from workbook.engine.chartparts import KINDS

NUMBERS = [[None, "2023", "2024"], ["North", 3, 5], ["South", 4, 2], ["East", 6, 7]]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return drawn_book(tmp_path / "drawn.xlsx")


@pytest.fixture
def sheet(path: Path) -> Iterator[xw.Sheet]:
    """Numbers in A1:C4 of a sheet without a drawing."""
    with engine.open_book(path) as book:
        book.sheets["Two"]["A1"].value = NUMBERS
        yield book.sheets["Two"]


def _references(path: Path) -> list[tuple[str | None, str | None, str]]:
    """Of each series of the first chart on Two: name, categories, values."""
    sheet: Any = openpyxl.load_workbook(path)["Two"]
    found = []
    for one in sheet._charts[0].series:
        name = one.tx.strRef.f if one.tx is not None else None
        across, down = (one.xVal, one.yVal) if one.val is None else (one.cat, one.val)
        source = None if across is None else across.strRef or across.numRef
        found.append((name, source.f if source is not None else None, down.numRef.f))
    return found


def test_a_chart_of_excels_is_listed_and_kept(sheet: xw.Sheet, path: Path) -> None:
    """It says what it is, is named and moved; what it shows is not changed."""
    one = sheet.book.sheets["One"]
    chart = one.charts[0]
    assert (chart.name, chart.chart_type, chart.title) == ("Chart 2", "3d_bar_clustered", None)
    chart.name = "Sales"
    chart.width = 300
    with pytest.raises(NotImplementedError, match="made in Excel"):
        chart.chart_type = "line"
    with pytest.raises(NotImplementedError, match="made in Excel"):
        chart.set_source_data(sheet["A1:C4"])
    sheet.book.save()
    assert contents(path)["xl/charts/chart1.xml"].decode() == CHART
    assert one.charts["Sales"].width == 300


@pytest.mark.parametrize("kind", KINDS)
def test_a_chart_of_each_kind(sheet: xw.Sheet, path: Path, kind: str) -> None:
    """It is what was asked for, before and after a save, and another program reads its series."""
    chart = sheet.charts.add(10, 20, 300, 200, chart_type=kind, source=sheet["A1:C4"], name="New")
    chart.title = "Net & gross"
    sheet.book.save()
    chart = sheet.charts["New"]
    assert (chart.chart_type, chart.title) == (kind, "Net & gross")
    assert (chart.left, chart.top, chart.width, chart.height) == (10, 20, 300, 200)
    assert _references(path) == [
        ("Two!$B$1", "Two!$A$2:$A$4", "Two!$B$2:$B$4"),
        ("Two!$C$1", "Two!$A$2:$A$4", "Two!$C$2:$C$4"),
    ]


@pytest.mark.parametrize(
    ("cells", "plot_by", "expected"),
    [
        ("A1:C3", "rows", [(f"Two!$A${row}", "Two!$B$1:$C$1", f"Two!$B${row}:$C${row}") for row in (2, 3)]),
        ("B1:B4", None, [("Two!$B$1", None, "Two!$B$2:$B$4")]),
        ("B2:C4", None, [(None, None, "Two!$B$2:$B$4"), (None, None, "Two!$C$2:$C$4")]),
        ("A2:B4", None, [(None, "Two!$A$2:$A$4", "Two!$B$2:$B$4")]),
        ("A2:C2", None, [("Two!$A$2", None, "Two!$B$2:$C$2")]),
    ],
)
def test_names_and_categories_are_told_from_numbers(
    sheet: xw.Sheet, path: Path, cells: str, plot_by: str | None, expected: list[object]
) -> None:
    """Texts in the first line name series, texts across them are categories."""
    chart = sheet.charts.add()
    chart.set_source_data(sheet[cells], plot_by=plot_by)  # type: ignore[arg-type]
    sheet.book.save()
    assert _references(path) == expected


def test_a_chart_is_changed_after_a_save(sheet: xw.Sheet) -> None:
    """What this engine wrote it knows again."""
    sheet.charts.add(source=sheet["A1:C4"], name="New")
    sheet.book.save()
    chart = sheet.charts["New"]
    chart.chart_type = "pie"
    chart.set_x_axis_values(sheet["A3:A4"])
    sheet.book.save()
    assert sheet.charts["New"].chart_type == "pie"
    assert b"Two!$A$3:$A$4" in contents(Path(sheet.book.fullname))["xl/charts/chart2.xml"]


def test_references_of_a_chart_follow(sheet: xw.Sheet) -> None:
    """It shows the rows added to its table."""
    sheet.charts.add(source=sheet["A1:C4"])
    sheet.book.save()
    table = sheet.tables.add(sheet["A1:C4"])
    table.rows.add(["West", 1, 2])
    sheet.book.save()
    assert b"Two!$B$2:$B$5" in contents(Path(sheet.book.fullname))["xl/charts/chart2.xml"]


def test_kinds_that_are_not_made(sheet: xw.Sheet) -> None:
    """They are refused with a sentence, and nothing is added."""
    with pytest.raises(NotImplementedError, match="3d_column"):
        sheet.charts.add(chart_type="3d_column")
    assert sheet.charts.count == 0


def test_a_chart_is_deleted(sheet: xw.Sheet, path: Path) -> None:
    """Its part goes too."""
    chart = sheet.charts.add(source=sheet["A1:C4"])
    sheet.book.save()
    chart.delete()
    sheet.book.save()
    assert "xl/charts/chart2.xml" not in contents(path)
    assert sheet.charts.count == 0
