"""Formulas of the stand-in, as they read in another cell."""

from __future__ import annotations

import re

from openpyxl.formula.translate import Translator
from openpyxl.utils import get_column_letter

_REFERS = re.compile(r"(?<![A-Za-z_\[])\$?[A-Z]{1,3}\$?\d+(?![\w(])")


def moved_formula(text: str, source: tuple[int, int], target: tuple[int, int]) -> str:
    """A formula in another cell; one that names only tables and columns is the same everywhere."""
    if source == target or _REFERS.search(text) is None:
        return text
    here, there = (f"{get_column_letter(column)}{row}" for row, column in (source, target))
    return str(Translator(text, here).translate_formula(there))
