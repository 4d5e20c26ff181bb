"""Is a package whole? Each check names what is wrong with it, part by part; a sound book has nothing to name."""

from __future__ import annotations

import posixpath
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from lxml import etree
from openpyxl.utils import column_index_from_string, get_column_letter
from pyopenvba.cfb import CFB

from tests.packages import beyond_the_sheet
from workbook.build.pack import CONTENT_TYPES, PACKAGE_RELS, RIBBON_PART, code_names

Parts = dict[str, bytes]
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
# What a relationship of this type must lead to, by the end of the type and of the content type.
LEADS_TO = {
    "officeDocument": "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    "core-properties": "application/vnd.openxmlformats-package.core-properties+xml",
    "extended-properties": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
    "custom-properties": "application/vnd.openxmlformats-officedocument.custom-properties+xml",
    "worksheet": "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml",
    "styles": "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml",
    "theme": "application/vnd.openxmlformats-officedocument.theme+xml",
    "sharedStrings": "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml",
    "table": "application/vnd.openxmlformats-officedocument.spreadsheetml.table+xml",
    "comments": "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml",
    "vmlDrawing": "application/vnd.openxmlformats-officedocument.vmlDrawing",
    "drawing": "application/vnd.openxmlformats-officedocument.drawing+xml",
    "chart": "application/vnd.openxmlformats-officedocument.drawingml.chart+xml",
    "image": "image/png",
    "pivotTable": "application/vnd.openxmlformats-officedocument.spreadsheetml.pivotTable+xml",
    "pivotCacheDefinition": "application/vnd.openxmlformats-officedocument.spreadsheetml.pivotCacheDefinition+xml",
    "pivotCacheRecords": "application/vnd.openxmlformats-officedocument.spreadsheetml.pivotCacheRecords+xml",
    "vbaProject": "application/vnd.ms-office.vbaProject",
    "extensibility": "application/xml",
}


def relationships(found: Parts) -> Iterator[tuple[str, etree._Element, str]]:
    """(relationships part, the relationship, the part it leads to), external ones left out."""
    for name, content in found.items():
        if not name.endswith(".rels"):
            continue
        folder = posixpath.dirname(posixpath.dirname(name))
        for one in etree.fromstring(content):
            if one.get("TargetMode") != "External":
                target = str(one.get("Target"))
                yield (
                    name,
                    one,
                    target.lstrip("/")
                    if target.startswith("/")
                    else posixpath.normpath(posixpath.join(folder, target)),
                )


def content_types(found: Parts) -> dict[str, str]:
    """The declared type of each part that has one: its override, else the default of its extension."""
    types = etree.fromstring(found[CONTENT_TYPES])
    overrides = {
        str(one.get("PartName")).casefold(): str(one.get("ContentType")) for one in types if one.get("PartName")
    }
    defaults = {
        str(one.get("Extension")).casefold(): str(one.get("ContentType")) for one in types if one.get("Extension")
    }
    told = {
        name: overrides.get(f"/{name}".casefold(), defaults.get(name.rpartition(".")[2].casefold())) for name in found
    }
    return {name: kind for name, kind in told.items() if kind is not None}


def ill_formed(found: Parts) -> list[str]:
    """XML parts that a parser which repairs nothing cannot read, or that carry a document type."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=False, huge_tree=False)
    wrong: list[str] = []
    for name, content in found.items():
        if name.endswith((".xml", ".rels", ".vml")):
            try:
                etree.fromstring(content, parser)
            except etree.XMLSyntaxError as error:
                wrong.append(f"{name}: {error}")
            if b"<!DOCTYPE" in content:
                wrong.append(f"{name}: a document type")
    return wrong


def odd_names(found: Parts) -> list[str]:
    """Part names that differ by case only, are not relative, or are spelt with backslashes."""
    twice = [name for name, count in Counter(name.casefold() for name in found).items() if count > 1]
    return twice + [name for name in found if name.startswith("/") or "\\" in name or ".." in name.split("/")]


def untyped(found: Parts) -> list[str]:
    """Parts without a type, overrides without a part, overrides twice."""
    wrong = [name for name in found.keys() - content_types(found).keys() if name != CONTENT_TYPES]
    overrides = [str(one.get("PartName"))[1:] for one in etree.fromstring(found[CONTENT_TYPES]) if one.get("PartName")]
    return wrong + [name for name, count in Counter(overrides).items() if name not in found or count > 1]


def led_astray(found: Parts) -> list[str]:
    """Relationships to no part, or to one whose type is not what the relationship says."""
    types = content_types(found)
    return [
        f"{name}: {target}"
        for name, one, target in relationships(found)
        if types.get(target) != LEADS_TO[str(one.get("Type")).rpartition("/")[2]]
    ]


def repeated_ids(found: Parts) -> list[str]:
    """Relationship ids that stand twice in a relationships part."""
    return [
        f"{name}: {key}"
        for name, content in found.items()
        if name.endswith(".rels")
        for key, count in Counter(str(one.get("Id")) for one in etree.fromstring(content)).items()
        if count > 1
    ]


def orphans(found: Parts) -> list[str]:
    """Parts that nothing leads to from the package."""
    leads = {(name, target) for name, _, target in relationships(found)}
    reached: set[str] = set()
    waiting = [target for name, target in leads if name == PACKAGE_RELS]
    while waiting:
        part = waiting.pop()
        if part in reached:
            continue
        reached.add(part)
        folder, _, base = part.rpartition("/")
        waiting += [target for name, target in leads if name == f"{folder}/_rels/{base}.rels"]
    rels = {name for name in found if name.endswith(".rels")}
    return sorted((set(found) - rels - {CONTENT_TYPES}) ^ reached)


def undeclared_ids(found: Parts) -> list[str]:
    """r:id of a sheet, table part, drawing or comment that is not declared beside the part that uses it."""
    key = re.compile(rb'\br:(?:id|embed|link)="([^"]*)"')
    wrong: list[str] = []
    for name, content in found.items():
        used = set(key.findall(content)) if name.endswith(".xml") and name != RIBBON_PART else set()
        if used:
            folder, _, base = name.rpartition("/")
            beside = found.get(f"{folder}/_rels/{base}.rels", b"<none/>")
            declared = {str(one.get("Id")).encode() for one in etree.fromstring(beside)}
            wrong += [f"{name}: {one.decode()}" for one in used - declared]
    return wrong


def strange_documents(found: Parts) -> list[str]:
    """Documents of the VBA project that are no workbook or sheet of the book, and the other way round."""
    project = CFB.from_bytes(found["xl/vbaProject.bin"]).get_stream("PROJECT").decode("ascii")
    documents, ours = re.findall(r"^Document=(\w+)/", project, re.M), code_names(found)
    as_many = sorted(documents) == sorted(ours) and len(set(ours)) == len(ours)  # in the order they were made in
    return [] if as_many else [f"{documents} for {ours}"]


def odd_headers(found: Parts) -> list[str]:
    """Columns of tables that are not named as their header cells are: Excel repairs such a table."""
    strings = etree.fromstring(found.get("xl/sharedStrings.xml", b"<none/>"))
    shared = [_text(item) for item in strings.iter(_MAIN + "si")]
    wrong: list[str] = []
    beside: dict[str, list[str]] = {}
    for name, _, target in relationships(found):
        if "/tables/" in target:
            beside.setdefault(name, []).append(target)
    for rels, targets in beside.items():
        sheet = found[rels.replace("_rels/", "").removesuffix(".rels")]
        cells = {str(cell.get("r")): cell for cell in etree.fromstring(sheet).iter(_MAIN + "c")}
        for target in targets:
            table = etree.fromstring(found[target])
            letters, row = re.findall(r"^([A-Z]+)(\d+)", str(table.get("ref")))[0]
            for at, column in enumerate(table.iter(_MAIN + "tableColumn"), start=column_index_from_string(letters)):
                cell = cells.get(f"{get_column_letter(at)}{row}")
                text = "" if cell is None else _text(cell)
                header = shared[int(text)] if cell is not None and cell.get("t") == "s" else text
                if header != column.get("name"):
                    wrong.append(f"{target}: {header!r} over {column.get('name')!r}")
    return wrong


def errors_in_cells(found: Parts) -> list[str]:
    """Cells that hold #NAME?, #REF!, #N/A or the like."""
    return [
        f"{name}: {cell.get('r')}"
        for name, content in found.items()
        if name.startswith("xl/worksheets/") and name.endswith(".xml")
        for cell in etree.fromstring(content).iter(_MAIN + "c")
        if cell.get("t") == "e"
    ]


def _text(element: etree._Element) -> str:
    return "".join(str(piece) for piece in element.itertext())


CHECKS: tuple[Callable[[Parts], list[str]], ...] = (
    ill_formed, odd_names, untyped, led_astray, repeated_ids, orphans, undeclared_ids, strange_documents, odd_headers,
    beyond_the_sheet, errors_in_cells,
)  # fmt: skip


def faults(book: Path) -> set[str]:
    """What all checks name in a file; where one cannot even look, what stopped it."""
    try:
        with zipfile.ZipFile(book) as package:
            found = {name: package.read(name) for name in package.namelist()}
            told = [f"{name}: twice" for name, n in Counter(package.namelist()).items() if n > 1]
    except (zipfile.BadZipFile, OSError, zlib.error, NotImplementedError, EOFError) as error:
        return {f"no package: {error!r}"}
    for check in CHECKS:
        try:
            told += [f"{check.__name__}: {one}" for one in check(found)]
        except Exception as error:  # a part that others lean on is damaged
            told.append(f"{check.__name__}: {error!r}")
    return set(told)
