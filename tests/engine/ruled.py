"""Validations and conditional formats, put into a file by another program than the engine and read from its XML."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Literal
from xml.etree.ElementTree import Element, fromstring

import openpyxl
from openpyxl.formatting.rule import Rule
from openpyxl.worksheet.datavalidation import DataValidation

from tests.engine.odd_books import MAIN, contents
from tests.packages import sheet_parts

Kind = Literal["whole", "decimal", "list", "date", "time", "textLength", "custom"]
_MAIN = f"{{{MAIN}}}"


def put_rules(
    path: Path,
    sheet: str,
    *,
    validations: Mapping[str, tuple[Kind, str]] | None = None,
    conditions: Mapping[str, str] | None = None,
) -> None:
    """Give ranges of a sheet validations (kind, formula) and conditional formats (formula)."""
    book = openpyxl.load_workbook(path)
    for cells, (kind, formula) in (validations or {}).items():
        rule = DataValidation(kind, formula1=formula, sqref=cells)
        if kind not in ("list", "custom"):
            rule.operator = "greaterThan"
        book[sheet].add_data_validation(rule)
    for cells, formula in (conditions or {}).items():
        book[sheet].conditional_formatting.add(cells, Rule("expression", formula=[formula]))
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
