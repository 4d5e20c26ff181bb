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


# one book with one of everything

X14 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
XM = "http://schemas.microsoft.com/office/excel/2006/main"
ROWS = "".join(
    f'<row r="{r}"><c r="A{r}"><v>{r}</v></c><c r="B{r}" s="2"><v>{r / 2}</v></c></row>' for r in range(1, 6)
)

TAIL = (
    '<sheetProtection sheet="0"/><mergeCells count="1"><mergeCell ref="D1:E2"/></mergeCells><phoneticPr fontId="0"/>'
    '<conditionalFormatting sqref="B2:B5"><cfRule type="dataBar" priority="1"><dataBar><cfvo type="min"/>'
    '<cfvo type="max"/><color rgb="FF638EC6"/></dataBar><extLst><ext uri="{B025F937-C7B1-47D3-B67F-A62EFF666E3E}"'
    f' xmlns:x14="{X14}"><x14:id>{{11111111-0000-4000-8000-000000000001}}</x14:id></ext></extLst></cfRule>'
    '</conditionalFormatting><dataValidations count="1"><dataValidation type="list" sqref="A2:A5 G1">'
    "<formula1>$G$1:$G$3</formula1></dataValidation></dataValidations>"
    '<hyperlinks><hyperlink ref="A1" location="Two!A1"/></hyperlinks>'
    '<pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/>'
    '<pageSetup paperSize="9" orientation="landscape" r:id="rId9"/>'
    "<headerFooter><oddHeader>&amp;Lpage &amp;P</oddHeader></headerFooter>"
    '<rowBreaks count="1" manualBreakCount="1"><brk id="3" max="16383" man="1"/></rowBreaks>'
    '<drawing r:id="rId1"/><legacyDrawing r:id="rId2"/><controls><control shapeId="1" r:id="rId3" name="b"/></controls>'
    '<tableParts count="1"><tablePart r:id="rId4"/></tableParts><extLst>'
    f'<ext uri="{{78C0D931-6437-407d-A8EE-F0AAD7539E65}}" xmlns:x14="{X14}"><x14:conditionalFormattings>'
    f'<x14:conditionalFormatting xmlns:xm="{XM}"><x14:cfRule type="dataBar" '
    'id="{11111111-0000-4000-8000-000000000001}"><x14:dataBar minLength="0" maxLength="100"/></x14:cfRule>'
    "<xm:sqref>B2:B5</xm:sqref></x14:conditionalFormatting></x14:conditionalFormattings></ext>"
    f'<ext uri="{{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}}" xmlns:x14="{X14}"><x14:dataValidations'
    f' xmlns:xm="{XM}" count="1"><x14:dataValidation type="list"><x14:formula1><xm:f>Two!$A$1:$A$3</xm:f>'
    "</x14:formula1><xm:sqref>B2:B5</xm:sqref></x14:dataValidation></x14:dataValidations></ext>"
    f'<ext uri="{{05C60535-1F16-4fd2-B633-F4F36F0B64E0}}" xmlns:x14="{X14}"><x14:sparklineGroups xmlns:xm="{XM}">'
    "<x14:sparklineGroup><x14:sparklines><x14:sparkline><xm:f>One!A1:A5</xm:f><xm:sqref>F1</xm:sqref>"
    "</x14:sparkline></x14:sparklines></x14:sparklineGroup></x14:sparklineGroups></ext>"
    f'<ext uri="{{A8765BA9-456A-4dab-B4F3-ACF838C121DE}}" xmlns:x14="{X14}"><x14:slicerList>'
    '<x14:slicer r:id="rId7"/></x14:slicerList></ext></extLst>'
)
BEFORE = (
    '<sheetPr codeName="Sheet1"><tabColor rgb="FF00B050"/><outlinePr summaryBelow="0"/></sheetPr>'
    '<dimension ref="A1:E5"/>'
    '<sheetViews><sheetView tabSelected="1" workbookViewId="0"><pane ySplit="1" topLeftCell="A2" state="frozen"/>'
    '</sheetView></sheetViews><sheetFormatPr defaultRowHeight="15" outlineLevelRow="1"/>'
    '<cols><col min="2" max="2" width="20" style="2" customWidth="1" outlineLevel="1"/></cols>'
)
PARTS: dict[str, str | bytes] = {
    "xl/worksheets/_rels/sheet1.xml.rels": relationships(
        {
            "rId1": ("drawing", "../drawings/drawing1.xml"),
            "rId2": ("vmlDrawing", "../drawings/vmlDrawing1.vml"),
            "rId3": ("ctrlProp", "../ctrlProps/ctrlProp1.xml"),
            "rId4": ("table", "../tables/table1.xml"),
            "rId5": ("comments", "../comments1.xml"),
            "rId6": ("http://schemas.microsoft.com/office/2017/10/relationships/threadedComment", "../tc1.xml"),
            "rId7": ("http://schemas.microsoft.com/office/2007/relationships/slicer", "../slicers/slicer1.xml"),
            "rId8": ("pivotTable", "../pivotTables/pivotTable1.xml"),
            "rId9": ("printerSettings", "../printerSettings/printerSettings1.bin"),
        }
    ),
    "xl/drawings/drawing1.xml": f'{HEAD}<xdr:wsDr xmlns:xdr="urn:x"><xdr:sp/><xdr:pic/></xdr:wsDr>',
    "xl/drawings/vmlDrawing1.vml": b"<xml xmlns:v='urn:v'><v:shape></v:shape></xml>",
    "xl/ctrlProps/ctrlProp1.xml": f'{HEAD}<formControlPr xmlns="{X14}" objectType="Button"/>',
    "xl/tables/table1.xml": table("tblOne", "A1:B5", ["1", "0.5"]),
    "xl/comments1.xml": f'{HEAD}<comments xmlns="{MAIN}"><authors><author>Ann</author></authors><commentList>'
    '<comment ref="C1" authorId="0"><text><r><t>note</t></r></text></comment></commentList></comments>',
    "xl/tc1.xml": f'{HEAD}<ThreadedComments xmlns="urn:tc"/>',
    "xl/slicers/slicer1.xml": f'{HEAD}<slicers xmlns="{X14}"/>',
    "xl/pivotTables/pivotTable1.xml": f'{HEAD}<pivotTableDefinition xmlns="{MAIN}" cacheId="1"/>',
    "xl/pivotCache/pivotCacheDefinition1.xml": f'{HEAD}<pivotCacheDefinition xmlns="{MAIN}"/>',
    "xl/charts/chart1.xml": f'{HEAD}<c:chartSpace xmlns:c="urn:c"/>',
    "xl/media/image1.png": bytes(range(256)),
    "xl/printerSettings/printerSettings1.bin": bytes(64),
    "xl/externalLinks/externalLink1.xml": f'{HEAD}<externalLink xmlns="{MAIN}"/>',
    "xl/vbaProject.bin": bytes(range(255, 0, -1)),
    "customXml/item1.xml": "<anything>是</anything>",
    "customUI/customUI14.xml": '<customUI xmlns="http://schemas.microsoft.com/office/2009/07/customui"/>',
    "docProps/core.xml": f"{HEAD}<coreProperties/>",
}


def everything(path: Path) -> Path:
    """A book with one of everything that Excel can put into it."""
    second = worksheet('<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>')
    return make_book(
        path,
        {"One": worksheet(ROWS, before=BEFORE, after=TAIL), "Two": second},
        parts=PARTS,
        types={"xl/tables/table1.xml": f"{KIND}.table+xml"},
        workbook='<definedNames><definedName name="x" localSheetId="1" hidden="1">Two!$A$1</definedName></definedNames>'
        '<calcPr calcId="191029"/>',
        strings=[
            "plain",
            "<si><r><rPr><b/></rPr><t>rich</t></r><r><t> text</t></r><rPh sb='0' eb='1'><t>p</t></rPh></si>",
        ],
        macro=True,
    )
