"""Validations go with the cells they are for; what they allow is said by the file, for each cell as it was."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
import xlwings as xw
from openpyxl.worksheet.datavalidation import DataValidation

from tests.engine.ruled import put_rules, validations
from workbook import engine


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda sheet: sheet["4:4"].insert("down"), {"B2:B10": "C2>$D$6"}),
        (lambda sheet: sheet["1:1"].insert("down"), {"B3:B10": "C3>$D$6"}),
        (lambda sheet: sheet["1:2"].delete(), {"B1:B7": "C1>$D$3"}),
        (lambda sheet: sheet["B2:B3"].insert("right"), {"C2:C3 B4:B9": "D2>$D$5"}),
        (lambda sheet: sheet["1:9"].delete(), {}),
    ],
)
def test_rules_move_with_their_cells(
    path: Path, change: Callable[[xw.Sheet], object], expected: dict[str, str]
) -> None:
    """Range and formula follow inserted and deleted rows, the first row of the range included."""
    put_rules(path, "Third", validations={"B2:B9": ("custom", "C2>$D$5")})
    with engine.open_book(path) as book:
        change(book.sheets["Third"])
        book.save()
    assert validations(path, "Third") == expected


def test_a_tables_new_first_row_is_validated(path: Path) -> None:
    """The rule of a column begins with its first row, whichever that is."""
    put_rules(path, "My second", validations={"C2:C3": ("custom", "C2>LEN(B2)")})
    with engine.open_book(path) as book:
        book.sheets["My second"].tables[0].rows.add(["0", "new", 9], index=1)
        book.save()
    assert validations(path, "My second") == {"C2:C4": "C2>LEN(B2)"}


def test_a_cleared_cell_allows_everything(path: Path) -> None:
    """On the cells beside the rule stays, and says of each what it said before."""
    put_rules(path, "Third", validations={"B2:B4": ("custom", "COUNTIF($B$2:$B$4,B2)=1")})
    with engine.open_book(path) as book:
        book.sheets["Third"]["B2"].clear()
        book.save()
        assert validations(path, "Third") == {"B3:B4": "COUNTIF($B$2:$B$4,B3)=1"}
        book.sheets["Third"]["A1:C5"].clear()
        book.save()
    assert validations(path, "Third") == {}


def test_what_a_rule_says_to_its_user_stays(path: Path) -> None:
    """Prompt and error text go along when the range is cut and moved."""
    book = openpyxl.load_workbook(path)
    rule = DataValidation(type="list", formula1='"a,b"', showErrorMessage=True, sqref="A1:A9")
    rule.promptTitle, rule.prompt, rule.error, rule.errorStyle = "Choose", "one", "no & no", "warning"
    book["Third"].add_data_validation(rule)
    book.save(path)
    with engine.open_book(path) as opened:
        opened.sheets["Third"]["A4"].clear()
        opened.sheets["Third"]["1:1"].insert("down")
        opened.save()
    found = openpyxl.load_workbook(path)["Third"].data_validations.dataValidation
    assert [(str(one.sqref), one.formula1) for one in found] == [("A2:A4 A6:A10", '"a,b"')]
    assert [(one.promptTitle, one.prompt, one.error, one.errorStyle) for one in found] == [
        ("Choose", "one", "no & no", "warning")
    ]


def test_a_copied_sheet_has_rules_of_its_own(path: Path) -> None:
    """A list of the sheet's own cells is the copy's list there."""
    put_rules(path, "Third", validations={"B2": ("list", "Third!$A$1:$A$3"), "B3": ("list", "First!$A$1:$A$3")})
    with engine.open_book(path) as book:
        book.sheets["Third"].copy(name="Twin")
        book.save()
    assert validations(path, "Twin") == {"B2": "Twin!$A$1:$A$3", "B3": "First!$A$1:$A$3"}
    assert validations(path, "Third") == {"B2": "Third!$A$1:$A$3", "B3": "First!$A$1:$A$3"}
