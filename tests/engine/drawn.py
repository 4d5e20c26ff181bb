"""Books with drawings as Excel writes them, for tests."""

from __future__ import annotations

import re
from pathlib import Path

from tests.engine.odd_books import HEAD, contents, make_book, relationships, worksheet

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
_PICTURE = (
    '<xdr:pic><xdr:nvPicPr><xdr:cNvPr id="4" name="Picture 3"/><xdr:cNvPicPr/></xdr:nvPicPr><xdr:blipFill>'
    f'<a:blip xmlns:r="{_TYPES}" r:embed="rId2"/><a:stretch><a:fillRect/></a:stretch></xdr:blipFill><xdr:spPr>'
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr></xdr:pic>'
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
_SHOWN = CHART.replace(
    "</c:bar3DChart>",
    '<c:ser><c:idx val="0"/><c:order val="0"/><c:val><c:numRef><c:f>Mine!$B$6:$B$7</c:f></c:numRef></c:val></c:ser>'
    "</c:bar3DChart>",
)
_HEAD = (
    f'{HEAD}<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
)
DRAWING = f"{_HEAD}{_ANCHOR.format(2, 6, _SHAPE)}{_ANCHOR.format(7, 11, _FRAME)}</xdr:wsDr>"
IMAGE = bytes(range(256))
_DRAWINGS = "application/vnd.openxmlformats-officedocument.drawing"


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
            "xl/drawings/drawing1.xml": f"{_DRAWINGS}+xml",
            "xl/charts/chart1.xml": f"{_DRAWINGS}ml.chart+xml",
        },
    )


def illustrated_book(path: Path) -> Path:
    """Sheet Mine has numbers in B6:B7, a chart of them in D3:F10 and a picture in H3:J10 that keeps its size."""
    picture = _ANCHOR.format(7, 9, _PICTURE).replace("Anchor>", 'Anchor editAs="oneCell">', 1)
    numbers = "".join(f'<row r="{row}"><c r="B{row}"><v>{row}</v></c></row>' for row in (6, 7))
    return make_book(
        path,
        {"Mine": worksheet(numbers, after='<drawing r:id="rId1"/>'), "Other": worksheet("")},
        parts={
            "xl/worksheets/_rels/sheet1.xml.rels": relationships({"rId1": ("drawing", "../drawings/drawing1.xml")}),
            "xl/drawings/drawing1.xml": f"{_HEAD}{_ANCHOR.format(3, 5, _FRAME)}{picture}</xdr:wsDr>",
            "xl/drawings/_rels/drawing1.xml.rels": relationships(
                {"rId1": ("chart", "../charts/chart1.xml"), "rId2": ("image", "../media/image1.png")}
            ),
            "xl/charts/chart1.xml": _SHOWN,
            "xl/media/image1.png": IMAGE,
        },
        types={
            "xl/drawings/drawing1.xml": f"{_DRAWINGS}+xml",
            "xl/charts/chart1.xml": f"{_DRAWINGS}ml.chart+xml",
            "xl/media/image1.png": "image/png",
        },
    )


def corners(path: Path, drawing: str = "xl/drawings/drawing1.xml") -> list[tuple[int, ...]]:
    """Of each thing drawn: column and row of both corners, from 0."""
    return [
        tuple(int(n) for n in re.findall(r"<xdr:(?:col|row)>(\d+)<", anchor))
        for anchor in re.findall(
            r"<xdr:twoCellAnchor.*?</xdr:twoCellAnchor>", contents(path)[drawing].decode(), re.DOTALL
        )
    ]


def shown(path: Path) -> dict[str, list[str]]:
    """What each chart part shows: the formulas of its series."""
    return {
        name: re.findall(r"<c:f>(.*?)</c:f>", data.decode())
        for name, data in contents(path).items()
        if name.startswith("xl/charts/chart")
    }
