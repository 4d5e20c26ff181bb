"""Packing: the body, macros and ribbon in one file, and nothing of this machine."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import openpyxl
import pytest
from lxml import etree
from pyopenvba import ExcelFile
from pyopenvba.cfb import CFB

from workbook.build import vba
from workbook.build.pack import (
    CONTENT_TYPES,
    MACRO_WORKBOOK,
    PACKAGE_RELS,
    RIBBON_PART,
    RIBBON_RELATION,
    STAMP,
    code_names,
    pack,
    read_parts,
)
from workbook.build.ribbon import ribbon_xml

CHANGED = {CONTENT_TYPES, PACKAGE_RELS, "xl/styles.xml", "docProps/core.xml", "xl/_rels/workbook.xml.rels"}
ADDED = {"xl/vbaProject.bin", RIBBON_PART}


def test_only_what_packing_owns_is_touched(body: bytes, parts: dict[str, bytes]) -> None:
    """Sheets, tables, names and theme are the builder's, byte for byte."""
    before = read_parts(body)
    assert set(parts) - set(before) == ADDED
    assert {name for name in before if before[name] != parts[name]} <= CHANGED


def test_the_main_part_is_a_macro_workbook(parts: dict[str, bytes]) -> None:
    """Excel refuses an .xlsm whose content type says .xlsx."""
    assert parts[CONTENT_TYPES].decode().count(MACRO_WORKBOOK) == 1


def test_the_ribbon_is_found_from_the_package(parts: dict[str, bytes]) -> None:
    """One relationship of the ribbon's type leads to the ribbon part."""
    relations = etree.fromstring(parts[PACKAGE_RELS])
    found = [r.get("Target") for r in relations if r.get("Type") == RIBBON_RELATION]
    assert found == [RIBBON_PART]
    assert len({r.get("Id") for r in relations}) == len(relations)
    assert parts[RIBBON_PART].decode() == ribbon_xml("zh")


def test_project_documents_are_the_code_names(parts: dict[str, bytes]) -> None:
    """The PROJECT stream lists the workbook and every sheet as Document, in tab order: a Class line in its place
    passes every other check and breaks the project."""
    project = CFB.from_bytes(parts["xl/vbaProject.bin"]).get_stream("PROJECT").decode("ascii")
    lines = [line.partition("=") for line in project.splitlines()]
    assert [value.split("/")[0] for key, _, value in lines if key == "Document"] == code_names(parts)
    assert [value for key, _, value in lines if key == "Module"] == list(vba.modules())
    assert [value for key, _, value in lines if key in ("Class", "BaseClass")] == []


def test_the_shipped_modules_are_the_text_in_the_tree(packed: Path) -> None:
    """What the binary holds is what a reader of the tree sees, with CRLF line ends."""
    with ExcelFile(packed) as book:
        shipped = {name: book.get_module(name) for name in book.module_names()}
    for name, source in vba.modules().items():
        assert shipped[name] == source.replace("\n", "\r\n")
    assert shipped[vba.DOCUMENT].endswith(vba.document_body().replace("\n", "\r\n"))


def test_sheet_modules_are_empty(packed: Path, parts: dict[str, bytes]) -> None:
    """No code hides behind a sheet."""
    with ExcelFile(packed) as book:
        for name in code_names(parts)[1:]:
            code = [line for line in book.get_module(name).splitlines() if not line.startswith("Attribute ")]
            assert "".join(code).strip() in ("", "Option Explicit")


def test_the_office_library_is_referenced(packed: Path) -> None:
    """Callbacks take an IRibbonControl, which that library declares; nothing of xlwings is referenced."""
    with ExcelFile(packed) as book:
        assert [r.name for r in book.references()] == ["stdole", "Office"]


def test_fonts_are_in_schema_order(parts: dict[str, bytes]) -> None:
    """Size before colour before name."""
    styles = etree.fromstring(parts["xl/styles.xml"])
    fonts = [[etree.QName(child).localname for child in font] for font in styles.iter("{*}font")]
    assert ["b", "sz", "color", "name"] in fonts


def test_dates_are_those_of_no_clock(parts: dict[str, bytes], packed: Path) -> None:
    """Document properties carry a fixed date, zip entries 1980, and neither tells the system they were made on."""
    core = etree.fromstring(parts["docProps/core.xml"])
    assert {e.text for e in core if etree.QName(e).localname in ("created", "modified")} == {STAMP}
    with zipfile.ZipFile(packed) as archive:
        entries = archive.infolist()
    assert {(e.date_time, e.create_system) for e in entries} == {((1980, 1, 1, 0, 0, 0), 0)}
    assert [e.filename for e in entries][:2] == [CONTENT_TYPES, PACKAGE_RELS]


def test_packing_depends_on_nothing_but_the_body(body: bytes, packed: Path, tmp_path: Path) -> None:
    """Another process with another hash seed, time zone and locale makes the same file, byte for byte."""
    source, out = tmp_path / "body.xlsx", tmp_path / "again.xlsm"
    source.write_bytes(body)
    code = "import sys; from pathlib import Path; from workbook.build.pack import pack; "
    code += "pack(Path(sys.argv[1]), 'zh', Path(sys.argv[2]))"
    surroundings = {**os.environ, "PYTHONHASHSEED": "12345", "TZ": "Pacific/Auckland", "LC_ALL": "C", "LANG": "C"}
    root = Path(__file__).parents[2]
    subprocess.run([sys.executable, "-c", code, str(source), str(out)], cwd=root, env=surroundings, check=True)
    assert out.read_bytes() == packed.read_bytes()


def rename(body: bytes, code_name: str | None) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(body))
    book.worksheets[1].sheet_properties.codeName = code_name
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize("code_name", [None, "客户", "two words", "shSheet1", "SHSHEET1", "CbHost", "s" * 32])
def test_a_sheet_without_a_usable_code_name_is_refused(body: bytes, code_name: str | None, tmp_path: Path) -> None:
    """VBA speaks of a sheet by its code name: missing, foreign, doubled or taken ones stop the build."""
    with pytest.raises(ValueError, match="code name"):
        pack(rename(body, code_name), "zh", tmp_path / "out.xlsm")
    assert not (tmp_path / "out.xlsm").exists()
