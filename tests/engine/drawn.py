"""Pictures, and a book with a drawing as Excel writes one, for tests."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

from tests.engine.odd_books import HEAD, make_book, relationships, worksheet

_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_ANCHOR = (
    "<xdr:twoCellAnchor><xdr:from><xdr:col>{0}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>2</xdr:row>"
    "<xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:to><xdr:col>{1}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>10</xdr:row>"
    "<xdr:rowOff>12700</xdr:rowOff></xdr:to>{2}<xdr:clientData/></xdr:twoCellAnchor>"
)
_SHAPE = (
    '<xdr:sp macro="" textlink=""><xdr:nvSpPr><xdr:cNvPr id="2" name="Box"/><xdr:cNvSpPr/></xdr:nvSpPr><xdr:spPr>'
    '<a:xfrm><a:off x="1" y="2"/><a:ext cx="3" cy="4"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
    '</xdr:spPr><xdr:style><a:lnRef idx="2"/><a:fillRef idx="1"/><a:effectRef idx="0"/><a:fontRef idx="minor">'
    '<a:schemeClr val="lt1"/></a:fontRef></xdr:style><xdr:txBody><a:bodyPr vertOverflow="clip"/><a:lstStyle/><a:p>'
    '<a:pPr algn="ctr"/><a:r><a:rPr lang="en-US" sz="1100"><a:latin typeface="Arial"/></a:rPr><a:t>Hello</a:t></a:r>'
    "</a:p></xdr:txBody></xdr:sp>"
)
_FRAME = (
    '<xdr:graphicFrame macro=""><xdr:nvGraphicFramePr><xdr:cNvPr id="3" name="Chart 2"/><xdr:cNvGraphicFramePr/>'
    '</xdr:nvGraphicFramePr><xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm><a:graphic>'
    f'<a:graphicData uri="{_CHART}"><c:chart xmlns:c="{_CHART}" xmlns:r="{_TYPES}" r:id="rId1"/></a:graphicData>'
    "</a:graphic></xdr:graphicFrame>"
)
CHART = (
    f'{HEAD}<c:chartSpace xmlns:c="{_CHART}"><c:chart><c:plotArea><c:layout/><c:bar3DChart><c:barDir val="bar"/>'
    '<c:grouping val="clustered"/></c:bar3DChart></c:plotArea></c:chart></c:chartSpace>'
)
DRAWING = (
    f'{HEAD}<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"'
    f' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">{_ANCHOR.format(2, 6, _SHAPE)}'
    f"{_ANCHOR.format(7, 11, _FRAME)}</xdr:wsDr>"
)


def png(width: int, height: int, dots_per_metre: int = 0) -> bytes:
    """A picture of one colour."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = (b"\0" + b"\x20\x60\xa0" * width) * height
    density = chunk(b"pHYs", struct.pack(">IIB", dots_per_metre, dots_per_metre, 1)) if dots_per_metre else b""
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + density + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def drawn_book(path: Path) -> Path:
    """Sheet One has a box in C3:F10 and a chart in H3:K10, sheet Two nothing."""
    return make_book(
        path,
        {"One": worksheet("", after='<drawing r:id="rId1"/>'), "Two": worksheet("")},
        parts={
            "xl/worksheets/_rels/sheet1.xml.rels": relationships({"rId1": ("drawing", "../drawings/drawing1.xml")}),
            "xl/drawings/drawing1.xml": DRAWING,
            "xl/drawings/_rels/drawing1.xml.rels": relationships({"rId1": ("chart", "../charts/chart1.xml")}),
            "xl/charts/chart1.xml": CHART,
        },
        types={
            "xl/drawings/drawing1.xml": "application/vnd.openxmlformats-officedocument.drawing+xml",
            "xl/charts/chart1.xml": "application/vnd.openxmlformats-officedocument.drawingml.chart+xml",
        },
    )
