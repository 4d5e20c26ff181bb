"""Range.conditional_formats: rules listed, added, changed, taken away."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlwings as xw

from tests.engine.odd_books import contents, everything, make_book, worksheet
from workbook import engine
from workbook.engine.markup import parse


@pytest.fixture
def cells(sheet: xw.Sheet) -> xw.Range:
    """The numbers 0 to 18 in B2:B20."""
    sheet["B2:B20"].value = [[float(number)] for number in range(19)]
    return sheet["B2:B20"]


def _again(cells: xw.Range) -> xw.main.ConditionalFormats:
    cells.sheet.book.save()
    return cells.conditional_formats


def _rules(path: Path) -> list[tuple[str, Any]]:
    """Another program's view: range and rule, the first first."""
    sheet = openpyxl.load_workbook(path)["Third"]
    found = [(str(area.sqref), rule) for area in sheet.conditional_formatting for rule in area.rules]
    return sorted(found, key=lambda one: one[1].priority)


def test_a_rule_that_compares(cells: xw.Range, path: Path) -> None:
    """Everything it says is kept, and can be changed."""
    cells.conditional_formats.add_cell_value(
        "between", 5, 10, fill_color="#ffff00", font_color=(255, 0, 0), font_bold=True, stop_if_true=True
    )
    (rule,) = _again(cells)
    assert (rule.type, rule.operator, rule.formula1, rule.formula2) == ("cell_value", "between", "=5", "=10")
    assert (rule.fill_color, rule.font_color) == ((255, 255, 0), (255, 0, 0))
    assert (rule.font_bold, rule.font_italic, rule.stop_if_true, rule.formula) == (True, None, True, None)
    rule.set(operator="greater_than", formula1="=$A$1", fill_color=(0, 255, 0), font_italic=False, stop_if_true=False)
    (rule,) = _again(cells)
    assert (rule.operator, rule.formula1, rule.formula2, rule.stop_if_true) == ("greater_than", "=$A$1", None, False)
    assert (rule.fill_color, rule.font_color) == ((0, 255, 0), (255, 0, 0))
    assert (rule.font_bold, rule.font_italic) == (True, False)
    area, read = _rules(path)[0]
    assert (area, read.type, read.operator, read.formula) == ("B2:B20", "cellIs", "greaterThan", ["$A$1"])
    assert read.dxf.fill.bgColor.rgb == "FF00FF00"
    assert read.dxf.font.b is True


def test_a_rule_that_compares_with_a_text(cells: xw.Range) -> None:
    """What is neither a number nor a formula is a text."""
    rule = cells.conditional_formats.add_cell_value("equal_to", 'so "so"')
    assert rule.formula1 == '="so ""so"""'


def test_a_rule_by_formula(cells: xw.Range) -> None:
    """It is written for the first cell."""
    rule = cells.conditional_formats.add_custom("=AND(B2>5,B2<9)", fill_color="#ffc7ce")
    assert (rule.type, rule.formula, rule.operator) == ("custom", "=AND(B2>5,B2<9)", None)
    rule.set(formula="=B2>10")
    (rule,) = _again(cells)
    assert (rule.formula, rule.fill_color) == ("=B2>10", (255, 199, 206))


def test_colour_scales(cells: xw.Range) -> None:
    """Two colours from lowest to highest, three with limits."""
    cells.conditional_formats.add_color_scale(["#ff0000", "#00ff00"])
    cells.conditional_formats.add_color_scale(["#ff0000", "#ffff00", "#00ff00"], thresholds=[0, 5.5, 10])
    three, two = _again(cells)
    assert two.threshold_types == ("lowest_value", "highest_value")
    assert two.thresholds == (None, None)
    assert three.colors == ((255, 0, 0), (255, 255, 0), (0, 255, 0))
    assert (three.threshold_types, three.thresholds) == (("number",) * 3, (0, 5.5, 10))
    assert three.stop_if_true is None


def test_data_bars(cells: xw.Range, path: Path) -> None:
    """What Excel 2007 could not say stands in the extension list, under the same id."""
    cells.conditional_formats.add_data_bar("#638ec6", maximum=100, gradient=False, show_value=False)
    cells.conditional_formats.add_data_bar("#ff0000")
    plain, bar = _again(cells)
    assert (plain.bar_color, plain.gradient, plain.show_value) == ((255, 0, 0), True, True)
    assert (bar.bar_color, bar.gradient, bar.show_value) == ((99, 142, 198), False, False)
    assert (bar.threshold_types, bar.thresholds) == (("automatic", "number"), (None, 100))
    root = parse(contents(path)["xl/worksheets/sheet3.xml"])
    twins = {node.get("id") for node in root.walk() if node.name == "cfRule" and node.get("id")}
    named = {node.text for node in root.walk() if node.name == "id"}
    assert twins == named
    assert len(twins) == 2
    bar.delete()
    cells.sheet.book.save()
    assert contents(path)["xl/worksheets/sheet3.xml"].count(b"<x14:cfRule") == 1


def test_icons(cells: xw.Range, path: Path) -> None:
    """Limits, order, and whether the value is shown."""
    cells.conditional_formats.add_icon_set(
        "3_traffic_lights_1", thresholds=[6, 12], show_value=False, reverse_order=True
    )
    (rule,) = _again(cells)
    assert (rule.icon_set, rule.show_value, rule.reverse_order) == ("3_traffic_lights_1", False, True)
    assert (rule.threshold_types, rule.thresholds) == (("number", "number"), (6, 12))
    assert _rules(path)[0][1].iconSet.iconSet == "3TrafficLights1"
    with pytest.raises(NotImplementedError, match="3_stars"):
        cells.conditional_formats.add_icon_set("3_stars")


def test_the_newest_rule_comes_first(cells: xw.Range, path: Path) -> None:
    """A rule added goes before the others, and a handle keeps its rule."""
    first = cells.conditional_formats.add_cell_value("less_than", 5)
    second = cells.conditional_formats.add_custom("=B2=10")
    cells.conditional_formats.add_data_bar("#638ec6")
    assert [rule.type for rule in cells.conditional_formats] == ["data_bar", "custom", "cell_value"]
    assert (first.type, second.type) == ("cell_value", "custom")
    second.delete()
    assert first.formula1 == "=5"
    assert [rule.type for rule in _again(cells)] == ["data_bar", "cell_value"]
    priorities = [rule.priority for _, rule in _rules(path)]
    assert priorities == sorted(set(priorities))
    with pytest.raises(KeyError):
        _ = second.type


def test_clearing_a_part(cells: xw.Range, path: Path) -> None:
    """The rule stays for the other cells, its formula as it is for the first of them."""
    cells.conditional_formats.add_custom("=B2>$C$1")
    cells.conditional_formats.add_data_bar("#638ec6")
    cells.sheet["A1:B10"].conditional_formats.clear()
    assert len(cells.sheet["B2:B10"].conditional_formats) == 0
    bar, custom = cells.sheet["B11:B20"].conditional_formats
    assert (bar.type, custom.formula) == ("data_bar", "=B11>$C$1")
    cells.sheet.book.save()
    assert {area for area, _ in _rules(path)} == {"B11:B20"}
    assert b"<xm:sqref>B11:B20</xm:sqref>" in contents(path)["xl/worksheets/sheet3.xml"]
    cells.conditional_formats.clear()
    cells.sheet.book.save()
    text = contents(path)["xl/worksheets/sheet3.xml"]
    assert b"cfRule" not in text
    assert b"extLst" not in text


def test_what_excel_made_is_listed_and_kept(tmp_path: Path) -> None:
    """Rules of other kinds are unknown; adding one changes their priority only."""
    after = (
        '<conditionalFormatting sqref="A1:A9"><cfRule type="top10" dxfId="0" priority="2" rank="3"/>'
        '<cfRule type="expression" priority="1"><formula>A1=1</formula></cfRule></conditionalFormatting>'
        '<dataValidations count="1"><dataValidation sqref="C1"/></dataValidations>'
    )
    path = make_book(tmp_path / "book.xlsx", {"One": worksheet("", after=after)})
    with engine.open_book(path) as book:
        cells = book.sheets["One"]["A5:B5"]
        assert [rule.type for rule in cells.conditional_formats] == ["custom", "unknown"]
        with pytest.raises(NotImplementedError):
            cells.conditional_formats[1].set(stop_if_true=True)
        cells.conditional_formats.add_custom("=A5=2")
        assert [rule.type for rule in cells.conditional_formats] == ["custom", "custom", "unknown"]
        book.save()
    sheet = contents(path)["xl/worksheets/sheet1.xml"].decode()
    new = '<conditionalFormatting sqref="A5:B5"><cfRule type="expression" priority="1"><formula>A5=2</formula></cfRule>'
    kept = after.replace('priority="2"', 'priority="3"').replace('priority="1"><formula>A1', 'priority="2"><formula>A1')
    assert f"{new}</conditionalFormatting>{kept}" in sheet


def test_newer_rules_of_a_full_book(tmp_path: Path) -> None:
    """A book with an extension list of its own takes a bar beside it; what is there keeps its bytes."""
    path = everything(tmp_path / "book.xlsm")
    before = contents(path)["xl/worksheets/sheet1.xml"].decode()
    with engine.open_book(path) as book:
        target = book.sheets["One"]["H1:H5"]
        target.conditional_formats.add_data_bar("#638ec6")
        assert [rule.type for rule in target.conditional_formats] == ["data_bar"]
        book.save()
        target.conditional_formats.clear()
        book.save()
    after = contents(path)["xl/worksheets/sheet1.xml"].decode()
    assert "H1:H5" not in after
    assert sorted(before.count(name) for name in ("sparkline", "x14:cfRule", "cfRule ")) == sorted(
        after.count(name) for name in ("sparkline", "x14:cfRule", "cfRule ")
    )
