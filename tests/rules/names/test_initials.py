"""Initials: names by the first letters of their sounds."""

from __future__ import annotations

import pytest

from workbook.rules.names.initials import initial_places
from workbook.rules.names.text_codes import text_codes

NAMES = ["广州蓝汀", "重庆北裘", "3M中国", "Hedu"]


@pytest.mark.parametrize(
    ("letters", "found"),
    [
        ("gzlt", [0]),
        ("lt", [0]),
        ("cq", [1]),
        ("zq", [1]),
        ("3mzg", [2]),
        ("hedu", [3]),
        ("gzxt", []),
        ("", []),
        ("é", []),
    ],
)
def test_names_are_found_by_their_initials(letters: str, found: list[int]) -> None:
    """A sign of several sounds by each of them; letters and digits stand for themselves."""
    codes = text_codes(NAMES)
    assert codes.rows[initial_places(codes, letters)].tolist() == found
