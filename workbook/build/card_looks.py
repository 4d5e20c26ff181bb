"""How the cells of a customer card look, as a file and as a sheet of the book."""

from __future__ import annotations

from workbook.build.palette import AMBER, BRAND, CARD, HUES, INK, LINE, MUTED, RED, WHITE
from workbook.build.styles import Look
from workbook.schema.card_frame import SIZE
from workbook.schema.card_frame import Look as Kind
from workbook.schema.model import SheetGroup

_TINT = HUES[SheetGroup.DAILY].tint

LOOKS: dict[Kind, Look] = {
    Kind.NAME: Look(size=17, bold=True, colour=BRAND, shrink=True),
    Kind.LONG_NAME: Look(size=11, bold=True, colour=BRAND, wrap=True),
    Kind.BADGE: Look(size=15, bold=True, colour=WHITE, fill=BRAND, horizontal="center", shrink=True),
    Kind.QUIET: Look(size=SIZE, colour=MUTED, wrap=True),
    Kind.BODY: Look(size=SIZE, wrap=True),
    Kind.STRONG: Look(size=SIZE, bold=True),
    Kind.WARNING: Look(size=SIZE, bold=True, colour=RED, wrap=True),
    Kind.BOX: Look(size=SIZE, wrap=True, fill=CARD, vertical="top", top=LINE, bottom=LINE, left=LINE, right=LINE),
    Kind.NEXT: Look(size=SIZE, bold=True, colour=AMBER, wrap=True),
    Kind.TITLE: Look(size=10, bold=True, colour=BRAND, fill=_TINT),
    Kind.HEAD: Look(size=9, colour=MUTED, bottom=MUTED, wrap=True),
    Kind.LABEL: Look(size=9, colour=MUTED),
    Kind.VALUE: Look(size=SIZE, wrap=True, horizontal="left"),
    Kind.FIGURE: Look(size=11, bold=True, horizontal="left"),
    Kind.ALARM: Look(size=11, bold=True, colour=RED, horizontal="left"),
    Kind.LINE: Look(size=SIZE, wrap=True, bottom=LINE, horizontal="left", vertical="top"),
    Kind.RULED: Look(size=SIZE, bottom=INK),
}
