"""Validations and conditional formats, put into a file by another program than the engine and read from its XML."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring

import openpyxl
from openpyxl.formatting.rule import FormulaRule
from openpyxl.worksheet.datavalidation import DataValidation

from tests.engine.odd_books import MAIN, contents
from tests.packages import sheet_parts

_MAIN = f"{{{MAIN}}}"


def put_rules(
    path: Path,
    sheet: str,
    *,
    validations: Mapping[str, tuple[str, str]] | None = None,
    conditions: Mapping[str, str] | None = None,
) -> None:
    """Give ranges of a sheet validations (kind, formula) and conditional formats (formula)."""
    book = openpyxl.load_workbook(path)
    for cells, (kind, formula) in (validations or {}).items():
        operator = None if kind in ("list", "custom") else "greaterThan"
        book[sheet].add_data_validation(DataValidation(kind, operator=operator, formula1=formula, sqref=cells))
    for cells, formula in (conditions or {}).items():
        book[sheet].conditional_formatting.add(cells, FormulaRule([formula]))
    book.save(path)


def validations(path: Path, sheet: str) -> dict[str, str]:
    """The formulas of a sheet's validations by their ranges, whose first cell they are for."""
    rules = _sheet(path, sheet).iter(f"{_MAIN}dataValidation")
    return {rule.get("sqref", ""): rule.findtext(f"{_MAIN}formula1", "") for rule in rules}


def conditions(path: Path, sheet: str) -> dict[str, list[str]]:
    """The formulas of a sheet's conditional formats by their ranges."""
    found = _sheet(path, sheet).iter(f"{_MAIN}conditionalFormatting")
    return {one.get("sqref", ""): [rule.text or "" for rule in one.iter(f"{_MAIN}formula")] for one in found}


def _sheet(path: Path, sheet: str) -> Element:
    return fromstring(contents(path)[sheet_parts(path)[sheet]])
