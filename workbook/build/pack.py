"""From the body (.xlsx, laid out with openpyxl) to the finished macro workbook: content type, VBA project, ribbon.

The result depends on nothing but its input: dates are fixed, zip entries carry no clock, system or user, and their
order is the body's. Packing the same body twice gives the same parts, byte for byte, on any machine.
"""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from workbook.build.ribbon import ribbon_xml
from workbook.build.vba import DOCUMENT, document_body, modules
from workbook.language import Lang

Parts = dict[str, bytes]  # part name as in the zip -> content, in zip order

CONTENT_TYPES = "[Content_Types].xml"
PACKAGE_RELS = "_rels/.rels"
RIBBON_PART = "customUI/customUI14.xml"
RIBBON_RELATION = "http://schemas.microsoft.com/office/2007/relationships/ui/extensibility"
MACRO_WORKBOOK = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
PLAIN_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
STAMP = "2026-01-01T00:00:00Z"  # created and modified: a build has no date of its own
ZIP_DATE = (1980, 1, 1, 0, 0, 0)

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_DCTERMS = "http://purl.org/dc/terms/"
# CT_Font is a sequence to strict readers; openpyxl writes the colour before the size.
_FONT_ORDER = (
    "b",
    "i",
    "strike",
    "condense",
    "extend",
    "outline",
    "shadow",
    "u",
    "vertAlign",
    "sz",
    "color",
    "name",
    "family",
    "charset",
    "scheme",
)


@dataclass(frozen=True)
class OwnModules:
    """VBA of a user's own that a book's project holds beside the program's."""

    standard: Mapping[str, str] = field(default_factory=dict)
    classes: Mapping[str, str] = field(default_factory=dict)
    behind: Mapping[str, str] = field(default_factory=dict)  # by code name of the sheet
    document: str = ""  # behind the program's code of the workbook's own module
    code_page: int | None = None


def pack(body: bytes | Path, lang: Lang, out: Path, own: OwnModules | None = None) -> None:
    """Write the finished .xlsm to `out`.

    `body` is an .xlsx whose workbook and sheets all carry code names; ValueError if one has none.
    """
    parts = read_parts(body)
    parts = with_macro_content_type(parts)
    parts = with_font_order(parts)
    parts = with_fixed_dates(parts)
    require_code_names(parts)
    parts = with_vba(parts, modules(), document_body(), own)
    parts = with_ribbon(parts, ribbon_xml(lang))
    out.write_bytes(zipped(parts))


def read_parts(package: bytes | Path) -> Parts:
    """Every part of a package, in zip order."""
    source = io.BytesIO(package) if isinstance(package, bytes) else package
    with zipfile.ZipFile(source) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def with_macro_content_type(parts: Mapping[str, bytes]) -> Parts:
    """Call the main part a macro workbook."""
    types = etree.fromstring(parts[CONTENT_TYPES])
    for one in types.iter(f"{{{_TYPES}}}Override"):
        if one.get("ContentType") == PLAIN_WORKBOOK:
            one.set("ContentType", MACRO_WORKBOOK)
    return {**parts, CONTENT_TYPES: _written(types)}


def with_font_order(parts: Mapping[str, bytes]) -> Parts:
    """Put the children of every font of the style sheet in schema order."""
    name = "xl/styles.xml"
    styles = etree.fromstring(parts[name])
    rank = {f"{{{_MAIN}}}{tag}": at for at, tag in enumerate(_FONT_ORDER)}
    for font in styles.iter(f"{{{_MAIN}}}font"):
        font[:] = sorted(font, key=lambda child: rank.get(str(child.tag), len(rank)))
    return {**parts, name: _written(styles)}


def with_fixed_dates(parts: Mapping[str, bytes]) -> Parts:
    """Replace the clock's dates in the document properties."""
    name = "docProps/core.xml"
    core = etree.fromstring(parts[name])
    for tag in ("created", "modified"):
        for one in core.iter(f"{{{_DCTERMS}}}{tag}"):
            one.text = STAMP
    return {**parts, name: _written(core)}


def code_names(parts: Mapping[str, bytes]) -> list[str]:
    """The code names of the workbook and of its sheets in tab order; "" where one has none."""
    workbook = etree.fromstring(parts["xl/workbook.xml"])
    properties = workbook.find(f"{{{_MAIN}}}workbookPr")
    names = ["" if properties is None else properties.get("codeName", "")]
    relations = etree.fromstring(parts["xl/_rels/workbook.xml.rels"])
    targets = {one.get("Id"): one.get("Target", "") for one in relations}
    key = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
    for sheet in workbook.iter(f"{{{_MAIN}}}sheet"):
        target = targets[sheet.get(key)]
        part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        found = etree.fromstring(parts[part]).find(f"{{{_MAIN}}}sheetPr")
        names.append("" if found is None else found.get("codeName", ""))
    return names


def require_code_names(parts: Mapping[str, bytes]) -> None:
    """ValueError unless the workbook and every sheet have a code name of their own that VBA can speak."""
    names = code_names(parts)
    if names[0] != DOCUMENT:
        raise ValueError(f"the workbook's code name must be {DOCUMENT}, not {names[0]!r}")
    for name in names:
        if not (name.isascii() and name.isidentifier() and len(name) <= 31):
            raise ValueError(f"a sheet's code name must be an ASCII identifier of at most 31 characters: {name!r}")
    taken = {name.casefold() for name in (*names, *modules())}
    if len(taken) != len(names) + len(modules()):
        raise ValueError(f"code names and module names must differ: {names}")


def with_vba(
    parts: Mapping[str, bytes], sources: Mapping[str, str], document: str, own: OwnModules | None = None
) -> Parts:
    """Add the VBA project: a document module for each code name, then the standard modules, then a user's own."""
    from pyopenvba import ExcelFile
    from pyopenvba.vba import VBAModuleKind

    own = own or OwnModules()

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "book.xlsm"  # pyopenvba works on files
        path.write_bytes(zipped(parts))
        with ExcelFile(path) as book:
            project = book.add_vba_project()
            if own.code_page is not None:
                project.code_page = own.code_page
            project.get_module(DOCUMENT).body = _crlf(f"{document}\n{own.document}\n" if own.document else document)
            for name, source in {**sources, **own.standard}.items():
                project.add_module(name, _crlf(source))
            for name, source in own.classes.items():
                project.add_module(name, _crlf(source), kind=VBAModuleKind.other)
            for name, source in own.behind.items():
                project.get_module(name).body = _crlf(source)
            book.save(path)
        return read_parts(path)


def with_ribbon(parts: Mapping[str, bytes], xml: str) -> Parts:
    """Add the ribbon part and the package relationship that makes Excel look at it."""
    relations = etree.fromstring(parts[PACKAGE_RELS])
    taken = {one.get("Id") for one in relations}
    free = next(f"rId{n}" for n in range(1, len(taken) + 2) if f"rId{n}" not in taken)
    etree.SubElement(
        relations,
        f"{{{_RELS}}}Relationship",
        {"Id": free, "Type": RIBBON_RELATION, "Target": RIBBON_PART},
    )
    return {**parts, PACKAGE_RELS: _written(relations), RIBBON_PART: xml.encode()}


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """A zip of these parts: content types and package relationships first, no clock and no system in it."""
    first = [name for name in (CONTENT_TYPES, PACKAGE_RELS) if name in parts]
    rest = [name for name in parts if name not in first]
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in (*first, *rest):
            entry = zipfile.ZipInfo(name, ZIP_DATE)
            entry.create_system = 0
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, parts[name], compresslevel=6)
    return buffer.getvalue()


def _written(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _crlf(source: str) -> str:
    return source.replace("\n", "\r\n")
