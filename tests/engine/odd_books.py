"""Books made by hand, part by part, for tests of the engine: what other programs write, and what they might."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE_REL = "http://schemas.openxmlformats.org/package/2006/relationships"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"

STYLES = (
    f'{HEAD}<styleSheet xmlns="{MAIN}"><numFmts count="1">'
    '<numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>'
    '<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '</fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="2" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)
"""Style 1 is a date, 2 has two decimals, 3 is text."""


def worksheet(rows: str, *, before: str = "", after: str = "") -> str:
    """A worksheet part around its rows."""
    return f'{HEAD}<worksheet xmlns="{MAIN}" xmlns:r="{REL}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'


def relationships(entries: Mapping[str, tuple[str, str]]) -> str:
    """A relationships part: id → (kind, target)."""
    inner = "".join(
        f'<Relationship Id="{key}" Type="{kind if "://" in kind else f"{REL}/{kind}"}" Target="{target}"/>'
        for key, (kind, target) in entries.items()
    )
    return f'{HEAD}<Relationships xmlns="{PACKAGE_REL}">{inner}</Relationships>'


def table(name: str, area: str, columns: list[str], *, number: int = 1, inner: str = "", totals: int = 0) -> str:
    """A table part."""
    ends = area.split(":")
    filtered = f"{ends[0]}:{ends[1]}"
    listed = "".join(f'<tableColumn id="{i}" name="{column}"/>' for i, column in enumerate(columns, 1))
    total = f' totalsRowCount="{totals}"' if totals else ' totalsRowShown="0"'
    return (
        f'{HEAD}<table xmlns="{MAIN}" id="{number}" name="{name}" displayName="{name}" ref="{area}"{total}>'
        f'<autoFilter ref="{filtered}"/><tableColumns count="{len(columns)}">{inner or listed}</tableColumns>'
        '<tableStyleInfo name="TableStyleMedium2" showFirstColumn="0" showLastColumn="0" showRowStripes="1"'
        ' showColumnStripes="0"/></table>'
    )


def make_book(
    path: Path,
    sheets: Mapping[str, str],
    *,
    parts: Mapping[str, str | bytes] | None = None,
    types: Mapping[str, str] | None = None,
    workbook: str = "",
    strings: list[str] | None = None,
    styles: str = STYLES,
    macro: bool = False,
) -> Path:
    """Write a book with those worksheets (name → XML) and further parts. `workbook` is put behind <sheets>."""
    everything: dict[str, str | bytes] = {}
    overrides = {
        "xl/workbook.xml": "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
        if macro
        else f"{KIND}.sheet.main+xml",
        "xl/styles.xml": f"{KIND}.styles+xml",
    }
    listed, links = "", {"rIdS": ("styles", "styles.xml")}
    for number, (name, xml) in enumerate(sheets.items(), 1):
        everything[f"xl/worksheets/sheet{number}.xml"] = xml
        overrides[f"xl/worksheets/sheet{number}.xml"] = f"{KIND}.worksheet+xml"
        listed += f'<sheet name="{name}" sheetId="{number}" r:id="rId{number}"/>'
        links[f"rId{number}"] = ("worksheet", f"worksheets/sheet{number}.xml")
    if strings is not None:
        inner = "".join(s if s.startswith("<si>") else f"<si><t>{s}</t></si>" for s in strings)
        everything["xl/sharedStrings.xml"] = f'{HEAD}<sst xmlns="{MAIN}">{inner}</sst>'
        overrides["xl/sharedStrings.xml"] = f"{KIND}.sharedStrings+xml"
        links["rIdT"] = ("sharedStrings", "sharedStrings.xml")
    everything["xl/workbook.xml"] = (
        f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{REL}"><workbookPr/><bookViews><workbookView/></bookViews>'
        f"<sheets>{listed}</sheets>{workbook}</workbook>"
    )
    everything["xl/styles.xml"] = styles
    everything["xl/_rels/workbook.xml.rels"] = relationships(links)
    everything["_rels/.rels"] = relationships({"rId1": ("officeDocument", "xl/workbook.xml")})
    everything.update(parts or {})
    overrides.update(types or {})
    inner = "".join(f'<Override PartName="/{part}" ContentType="{kind}"/>' for part, kind in overrides.items())
    types_part = (
        f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{inner}</Types>'
    )
    everything.setdefault("[Content_Types].xml", types_part)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name in sorted(everything, key=lambda part: part != "[Content_Types].xml"):
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(info, everything[name])
    return path


def contents(path: Path) -> dict[str, bytes]:
    """The bytes of every part."""
    with zipfile.ZipFile(path) as package:
        assert package.testzip() is None
        return {name: package.read(name) for name in package.namelist()}
