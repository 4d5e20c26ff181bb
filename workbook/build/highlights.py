"""Conditional formats: what stands out by itself. One block a column range; live on the as-of cell where time matters.

List values are recognised by their stable key through the dictionary, so a renamed label keeps its colour.
"""

from __future__ import annotations

from dataclasses import dataclass

from openpyxl.formatting.rule import DataBarRule, Rule
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import NumberFormat
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from workbook import schema
from workbook.build import palette
from workbook.build.names import column_name
from workbook.schema.formulas import AS_OF_NAME
from workbook.schema.model import Field, Kind, Table


@dataclass(frozen=True, slots=True)
class Tone:
    """Text and surface of a highlighted cell."""

    colour: str
    tint: str | None = None
    bold: bool = False


BAD = Tone(palette.RED, palette.RED_TINT)
WARN = Tone(palette.AMBER, palette.AMBER_TINT)
GOOD = Tone(palette.GREEN, palette.GREEN_TINT)
INFO = Tone(palette.BLUE, palette.BLUE_TINT)
QUIET = Tone(palette.MUTED, palette.GREY_TINT)

# Colours of list values, by list and key.
KEY_TONES: dict[str, dict[str, Tone]] = {
    "grade": {"A": GOOD, "B": INFO, "C": WARN, "prospect": QUIET},
    "tier": {"strategic": GOOD, "important": INFO, "general": WARN, "prospect": QUIET},
    "priority": {"high": BAD, "medium": WARN, "low": QUIET},
    "reminder_status": {"done": QUIET, "postponed": WARN},
    "problem_severity": {"error": BAD, "warning": WARN, "hint": INFO},
    "lead_decision": {"new": GOOD, "update": INFO, "same": QUIET, "review": WARN, "rejected": BAD},
}
# Signs that stand before the label of a value, by list and key: of the format, so that the cell holds the label alone.
KEY_SIGNS: dict[str, dict[str, str]] = {
    "lead_decision": {"new": "＋", "update": "↑", "same": "＝", "review": "？", "rejected": "×"},
}
# Dates the program works out by which something should have happened: red once the as-of date has passed them.
DEADLINES = frozenset({"due", "next_contact"})


def add_table_highlights(sheet: Worksheet, table: Table, header_row: int, last_row: int, first_column: int = 1) -> None:
    """Give the columns of a table their conditional formats, from the row below the header to `last_row`."""
    letters = {f.key: get_column_letter(first_column + n) for n, f in enumerate(table.fields)}
    top = header_row + 1
    for field in table.fields:
        letter = letters[field.key]
        for rule in rules_of(field, f"${letter}{top}"):
            sheet.conditional_formatting.add(f"{letter}{top}:{letter}{last_row}", rule)


def rules_of(field: Field, cell: str) -> list[Rule]:
    """The rules of one column; `cell` is its first data cell, with the column fixed."""
    if field.kind is Kind.STARS:
        return [_stars(cell, number) for number in range(1, 6)]
    if field.kind is Kind.RATE and field.computed:
        return [DataBarRule("num", 0, "num", 1, color="FFBFD8E2")]  # type: ignore[no-untyped-call]
    if field.key == "check":
        return [when(f'LEFT({cell},1)="✓"', Tone(palette.GREEN)), when(f'LEFT({cell},1)="⚠"', BAD)]
    if field.key == "days" and field.formula:
        return [
            when(f"AND(ISNUMBER({cell}),{cell}>0)", Tone(palette.RED, palette.RED_TINT, bold=True)),
            when(f"AND(ISNUMBER({cell}),{cell}=0)", WARN),
        ]
    if field.key in DEADLINES and field.computed and field.kind is Kind.DATE:
        return [when(f"AND(ISNUMBER({cell}),{cell}<{AS_OF_NAME})", Tone(palette.RED))]
    if field.list in KEY_TONES and field.kind is Kind.CHOICE:
        signs = KEY_SIGNS.get(field.list, {})
        return [
            when(_is_key(field.list, key, cell), tone, signs.get(key, ""), 210 + at)
            for at, (key, tone) in enumerate(KEY_TONES[field.list].items())
        ]
    return []


def _is_key(list_key: str, key: str, cell: str) -> str:
    """Whether a cell shows the label of this key, whatever the label is by now."""
    table = schema.listing(list_key).table_name
    keys, labels = column_name(table, "key"), column_name(table, "label")
    return f'IFERROR(INDEX({keys},MATCH({cell},{labels},0))="{key}",FALSE)'


def _stars(cell: str, number: int) -> Rule:
    shown = NumberFormat(numFmtId=200 + number, formatCode=f'"{"★" * number}{"☆" * (5 - number)}"')
    return Rule(type="expression", formula=[f"{cell}={number}"], dxf=DifferentialStyle(Font(color=palette.GOLD), shown))


def when(formula: str, tone: Tone, sign: str = "", number: int = 210) -> Rule:
    """A rule by formula. sign: what is shown before a cell's text, by a format of this number."""
    fill = PatternFill(bgColor=tone.tint) if tone.tint else None
    font = Font(color=tone.colour, bold=True) if tone.bold else Font(color=tone.colour)
    shown = NumberFormat(numFmtId=number, formatCode=f'"{sign} "@') if sign else None
    return Rule(type="expression", formula=[formula], dxf=DifferentialStyle(font=font, numFmt=shown, fill=fill))
