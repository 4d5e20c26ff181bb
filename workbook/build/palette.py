"""Colours, fonts and the theme: one place, so that sheets, charts and table styles agree."""

from __future__ import annotations

from dataclasses import dataclass

from workbook.language import Lang
from workbook.schema.model import SheetGroup

FONTS: dict[Lang, str] = {"zh": "微软雅黑", "en": "Segoe UI"}
BODY_SIZE = 10.0

INK = "1F2933"  # text
MUTED = "5B6673"  # secondary text; 5.8:1 on white
FAINT = "8A94A0"  # hints
LINE = "E3E7EB"  # hair lines between rows
CARD = "F5F7F9"  # quiet surfaces
WORKED_OUT = "F0F2F5"  # cells that the program fills
TYPED = "FFFBEA"  # cells that wait for the user on sheets that are the program's
YOURS = "8A5300"  # headers of such columns
WHITE = "FFFFFF"
REQUIRED_MARK = "FFE08A"

RED, RED_TINT = "B42318", "FDE8E6"
AMBER, AMBER_TINT = "8A5300", "FFF1D6"
GREEN, GREEN_TINT = "1E6B45", "E2F3EA"
BLUE, BLUE_TINT = "175A8C", "E1EFF8"
GREY_TINT = "E9ECEF"
GOLD = "B7791F"


@dataclass(frozen=True, slots=True)
class Hue:
    """The colours of one group of sheets."""

    strong: str  # tab, header of typed columns
    soft: str  # header of worked-out columns
    tint: str  # band above the header
    accent: int  # number of the theme's accent, which the built-in table styles follow


HUES: dict[SheetGroup, Hue] = {
    SheetGroup.DAILY: Hue("17627A", "5F8794", "DCEBF0", 1),
    SheetGroup.RECORDS: Hue("2F6B4A", "6C8F7C", "E0EEE6", 2),
    SheetGroup.ANALYSIS: Hue("6B4A8A", "8F7BA3", "ECE5F3", 3),
    SheetGroup.SETUP: Hue("4A5563", "7D8792", "E6E9ED", 4),
    SheetGroup.HIDDEN: Hue("6B7280", "8A94A0", "E6E9ED", 4),
}
BRAND = HUES[SheetGroup.DAILY].strong

# A series of charts, in order: readable beside each other and in greyscale print.
SERIES = ("17627A", "E0A030", "2F6B4A", "6B4A8A")


def theme_xml(lang: Lang) -> str:
    """The workbook's theme: accents 1-4 are the groups' colours, both fonts are the book's."""
    accents = [HUES[g].strong for g in (SheetGroup.DAILY, SheetGroup.RECORDS, SheetGroup.ANALYSIS, SheetGroup.SETUP)]
    accents += ["E0A030", RED]
    font = f'<a:latin typeface="{FONTS["en"]}"/><a:ea typeface="{FONTS["zh"]}"/><a:cs typeface=""/>'
    if lang == "zh":
        font = f'<a:latin typeface="{FONTS["zh"]}"/><a:ea typeface="{FONTS["zh"]}"/><a:cs typeface=""/>'
    colours = "".join(f'<a:accent{n}><a:srgbClr val="{c}"/></a:accent{n}>' for n, c in enumerate(accents, start=1))
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = f'<a:ln w="6350" cap="flat" cmpd="sng" algn="ctr">{fill}<a:prstDash val="solid"/></a:ln>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Customer Book">'
        '<a:themeElements><a:clrScheme name="Customer Book">'
        '<a:dk1><a:sysClr val="windowText" lastClr="000000"/></a:dk1>'
        '<a:lt1><a:sysClr val="window" lastClr="FFFFFF"/></a:lt1>'
        f'<a:dk2><a:srgbClr val="{INK}"/></a:dk2><a:lt2><a:srgbClr val="{CARD}"/></a:lt2>'
        f"{colours}"
        f'<a:hlink><a:srgbClr val="{BLUE}"/></a:hlink><a:folHlink><a:srgbClr val="{MUTED}"/></a:folHlink>'
        f'</a:clrScheme><a:fontScheme name="Customer Book"><a:majorFont>{font}</a:majorFont>'
        f"<a:minorFont>{font}</a:minorFont></a:fontScheme>"
        f'<a:fmtScheme name="Customer Book"><a:fillStyleLst>{fill * 3}</a:fillStyleLst>'
        f"<a:lnStyleLst>{line * 3}</a:lnStyleLst><a:effectStyleLst>{effect * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    )
