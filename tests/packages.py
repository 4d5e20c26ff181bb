"""Looking at a workbook as a package of parts."""

from __future__ import annotations

import posixpath
import zipfile
from pathlib import Path
from xml.etree import ElementTree

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
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


def table_parts(book: Path) -> dict[str, str]:
    """Table name -> part name."""
    return {
        ElementTree.fromstring(data).attrib["name"]: name
        for name, data in parts(book).items()
        if name.startswith("xl/tables/") and name.endswith(".xml")
    }
