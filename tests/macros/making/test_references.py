"""References move with what they name."""

from __future__ import annotations

import pytest

from macros.making.upgrading.references import Moved, Moves
from workbook.engine.text.references import Area

MOVES = Moves(
    sheets={"Old": "New one", "New one": "Old", "Same": "Same"},
    headers={"tblA": {"Kind": "Type", "Kept": "Kept", "A [b]": "C"}},
    places={"Old": [Moved(Area(3, 1, 9, 3), Area(23, 1, 29, 4), {1: 1, 2: 4, 3: 2})]},
    cells={("Old", 1, 2): (7, 8)},
    names={"mine": "mine_2"},
)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("SUM(tblA[Kind])", "SUM(tblA[Type])"),
        ("tblA[[#This Row],[Kind]]&tblA[[Kind]:[Kept]]", "tblA[[#This Row],[Type]]&tblA[[Type]:[Kept]]"),
        ("tblA[A '[b']]", "tblA[C]"),
        ("tblB[Kind]", "tblB[Kind]"),
        ('"tblA[Kind]"&Same!A1', '"tblA[Kind]"&Same!A1'),
        ("Old!$B$4", "'New one'!$D$24"),
        ("Old!A4:A9+Old!C3", "'New one'!A24:A29+'New one'!B23"),
        ("Old!B:B", "'New one'!D:D"),
        ("Old!B1", "'New one'!H7"),
        ("Old!Z99", "'New one'!Z99"),
        ("'New one'!A1+Old!A3", "Old!A1+'New one'!A23"),
        ("mine+mine_else+SUM(mine)", "mine_2+mine_else+SUM(mine_2)"),
        ("'[Book.xlsx]Old'!A4", "'[Book.xlsx]Old'!A4"),
    ],
)
def test_a_formula_reads_as_it_must_there(before: str, after: str) -> None:
    """Columns by name, cells by place, sheets that change names with each other; texts and other books stay."""
    assert MOVES.formula(before) == after


def test_cells_of_the_formulas_own_sheet_move_too() -> None:
    """A reference without a sheet means the one on which it stands."""
    assert MOVES.formula("B4*2", "Old") == "D24*2"
    assert MOVES.formula("B4*2", "Same") == "B4*2"
