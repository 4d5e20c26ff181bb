"""Range.borders: sides, groups, what Excel can draw, and where two cells meet."""

from __future__ import annotations

from typing import Any

import pytest
import xlwings as xw

SIDES = ["edge_top", "edge_bottom", "edge_left", "edge_right", "inside_vertical", "inside_horizontal"]
DIAGONALS = ["diagonal_down", "diagonal_up"]


@pytest.mark.parametrize("side", SIDES + DIAGONALS)
@pytest.mark.parametrize("style", ["continuous", "dash", "dash_dot", "dash_dot_dot", "dot", "double", "slant_dash_dot"])
def test_a_line_is_drawn_and_kept(sheet: xw.Sheet, side: str, style: Any) -> None:
    """Each side takes each line style, and only that side."""
    block = sheet["B2:D4"]
    block.borders[side].line_style = style
    sheet.book.save()
    found = {name: block.borders[name].line_style for name in SIDES + DIAGONALS}
    assert found.pop(side) == style
    assert set(found.values()) == {"none"}


@pytest.mark.parametrize("weight", ["hairline", "thin", "medium", "thick"])
def test_weights(sheet: xw.Sheet, weight: Any) -> None:
    """A continuous line has four weights."""
    sheet["B2"].borders.set("outside", line_style="continuous", weight=weight)
    sheet.book.save()
    assert sheet["B2"].borders.weight == weight
    assert sheet["B2"].borders.line_style == "continuous"


def test_a_style_keeps_itself_where_it_has_no_such_weight(sheet: xw.Sheet) -> None:
    """Excel draws medium dashes but no thick ones."""
    sheet["B2"].borders.set("edge_top", line_style="dash", weight="medium")
    sheet["B3"].borders.set("edge_bottom", line_style="dash", weight="thick")
    top: Any
    bottom: Any
    top, bottom = sheet["B2"].borders["edge_top"], sheet["B3"].borders["edge_bottom"]
    assert (top.line_style, top.weight) == ("dash", "medium")
    assert (bottom.line_style, bottom.weight) == ("dash", "thin")


def test_colours(sheet: xw.Sheet) -> None:
    """A colour alone draws a thin line; without a line there is no colour."""
    border: Any = sheet["B2"].borders["edge_left"]
    border.color = "#00ff80"
    sheet.book.save()
    assert (border.line_style, border.weight, border.color) == ("continuous", "thin", (0, 255, 128))
    border.line_style = None
    assert border.color is None
    border.line_style = "dot"
    assert border.color == (0, 0, 0)


def test_a_diagonal_of_several_cells_tells_no_colour(sheet: xw.Sheet) -> None:
    """The cells themselves do, as in Excel."""
    sheet["B2:C3"].borders["diagonal_up"].color = (255, 0, 0)
    assert sheet["B2:C3"].borders["diagonal_up"].color is None
    assert sheet["C3"].borders["diagonal_up"].color == (255, 0, 0)
    assert sheet["C3"].borders["diagonal_down"].line_style == "none"


def test_groups(sheet: xw.Sheet) -> None:
    """set and clear take groups of sides; the collection speaks for the sides that all share."""
    borders: Any = sheet["B2:D4"].borders
    borders.set("outside", line_style="double")
    assert [borders[side].line_style for side in SIDES] == ["double"] * 4 + ["none"] * 2
    assert borders.line_style is None
    borders.line_style = "continuous"
    borders.weight = "medium"
    assert (borders.line_style, borders.weight) == ("continuous", "medium")
    borders.clear("inside")
    assert borders["inside_vertical"].line_style == "none"
    borders.clear()
    assert borders.line_style == "none"


def test_a_line_belongs_to_both_cells(sheet: xw.Sheet) -> None:
    """What stands between two cells is read from either, and set last counts."""
    sheet["B2"].borders["edge_right"].line_style = "double"
    assert sheet["C2"].borders["edge_left"].line_style == "double"
    sheet["C2"].borders["edge_left"].line_style = "dot"
    sheet.book.save()
    assert sheet["B2"].borders["edge_right"].line_style == "dot"
    sheet["C2"].borders["edge_left"].line_style = None
    assert sheet["B2"].borders["edge_right"].line_style == "none"


def test_other_formats_stay(sheet: xw.Sheet) -> None:
    """A border takes nothing from a cell's number format, fill or font."""
    cell = sheet["B2"]
    cell.number_format, cell.color, cell.font.bold = "0.00", (1, 2, 3), True
    cell.borders.line_style = "continuous"
    sheet.book.save()
    assert (cell.number_format, cell.color, cell.font.bold) == ("0.00", (1, 2, 3), True)
