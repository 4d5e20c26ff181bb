"""Looking at a workbook as a package of parts."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_CELL = re.compile(r"(?<![\w.$'\[])\$?([A-Z]{1,3})\$?([0-9]{1,9})(?![\w(.!])")
_RANGES = ("ref", "sqref", "topLeftCell", "activeCell", "location")
_FORMULAS = ("f", "formula", "formula1", "formula2", "sqref", "definedName", "calculatedColumnFormula")
_PR = "{http://schemas.openxmlformats.org/package/2006/relationships}"


def parts(book: Path) -> dict[str, bytes]:
    """Every part by name, in package order."""
    with zipfile.ZipFile(book) as package:
        return {name: package.read(name) for name in package.namelist()}


def sheet_parts(book: Path) -> dict[str, str]:
    """Sheet name -> part name, through the workbook's relationships."""
    all_parts = parts(book)
    targets = relationships(all_parts, "xl/workbook.xml")
    root = ElementTree.fromstring(all_parts["xl/workbook.xml"])
    return {
        sheet.attrib["name"]: targets[sheet.attrib[f"{_R}id"]]
        for sheet in root.iter()
        if sheet.tag.endswith("}sheet") and f"{_R}id" in sheet.attrib
    }


def relationships(all_parts: dict[str, bytes], part: str) -> dict[str, str]:
    """Relationship id -> target part of one part."""
    folder, name = posixpath.split(part)
    rels = all_parts.get(posixpath.join(folder, "_rels", f"{name}.rels"))
    if rels is None:
        return {}
    return {
        one.attrib["Id"]: posixpath.normpath(posixpath.join("/", folder, one.attrib["Target"])).lstrip("/")
        for one in ElementTree.fromstring(rels).iter(f"{_PR}Relationship")
        if one.attrib.get("TargetMode") != "External"
    }


def note_parts(book: Path, sheet: str) -> set[str]:
    """The parts that hold the notes of a sheet's part, and where its charts stand."""
    names = relationships(parts(book), sheet).values()
    return {name for name in names if "comments" in name.casefold() or name.startswith("xl/drawings/")}


def table_parts(book: Path) -> dict[str, str]:
    """Table name -> part name."""
    return {
        ElementTree.fromstring(data).attrib["name"]: name
        for name, data in parts(book).items()
        if name.startswith("xl/tables/") and name.endswith(".xml")
    }


def beyond_the_sheet(all_parts: dict[str, bytes]) -> list[str]:
    """Ranges and formulas that name a row or column no sheet has; an Excel that reads one repairs the book."""
    return [
        f"{name}: {text}"
        for name, data in all_parts.items()
        if re.fullmatch(r"xl/(worksheets|tables|charts)/[^/]+\.xml|xl/workbook\.xml|xl/comments[^/]*\.xml", name)
        for text in _references(ElementTree.fromstring(data))
        if any(int(row) > _LAST_ROW or _number(column) > _LAST_COLUMN for column, row in _CELL.findall(text))
    ]


def _references(root: ElementTree.Element) -> Iterator[str]:
    for node in root.iter():
        if node.tag.endswith("}row"):
            yield f"A{node.get('r', '1')}"
        elif node.tag.endswith("}col"):
            if int(node.get("max", "1")) > _LAST_COLUMN:
                yield f"XFE{node.get('max')}"
        elif node.tag.endswith("}c"):
            yield node.get("r", "A1")
        else:
            yield from (value for key in _RANGES if (value := node.get(key)))
        if node.tag.rpartition("}")[2] in _FORMULAS and node.text:
            yield re.sub(r'"[^"]*"', '""', node.text)


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
