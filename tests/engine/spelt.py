"""Worksheets in every legal spelling, drawn from a seed: quotes, spaces, prefixes, orders, addresses left out,
comments, CDATA, and things that are no cells."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from tests.engine.odd_books import MAIN, REL
from workbook.engine.text.references import column_name

_AC = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac"
_NOISE = ["<!-- x -->", '<!-- <row r="1"></row> -->', "<?pi a?>", "\n", "  ", "<!--</sheetData>-->", "<?pi </row>?>"]
_MORE = '<{p}extLst><{p}ext uri="u"><y:c xmlns:y="urn:y" r="Z9"><y:v>7</y:v></y:c></{p}ext></{p}extLst>'
STRINGS = ["plain", "<si><r><t>rich</t></r><r><t> text</t></r></si>", "&lt;&amp;&gt;"]
"""The shared strings that the cells point into."""
Values = dict[tuple[int, int], object]


@dataclass
class _Spelling:
    """How often a sheet does what Excel does not."""

    rng: random.Random
    prefix: str
    single: float
    blanks: float
    equals: float
    shuffled: bool
    noise: float
    no_address: float
    lower: float
    more: float
    values: Values = field(default_factory=dict)

    def often(self, share: float) -> bool:
        return self.rng.random() < share

    def between(self) -> str:
        return self.rng.choice(_NOISE) if self.often(self.noise) else ""

    def attributes(self, pairs: list[tuple[str, object]]) -> str:
        if self.shuffled:
            self.rng.shuffle(pairs)
        text = ""
        for name, value in pairs:
            quote = "'" if self.often(self.single) else '"'
            blank = self.rng.choice(["  ", "\n", "\t", " \r\n "]) if self.often(self.blanks) else " "
            equals = self.rng.choice([" = ", "= ", " ="]) if self.often(self.equals) else "="
            text += f"{blank}{name}{equals}{quote}{value}{quote}"
        return text


def _spelling(rng: random.Random) -> _Spelling:
    if rng.random() < 0.5:  # as Excel does, so that what reads that faster has its share
        return _Spelling(rng, "", 0, 0, 0, False, 0, 0, 0, 0)
    return _Spelling(
        rng,
        prefix=rng.choice(["", "", "", "x:"]),
        single=rng.choice([0, 0.05, 0.5, 1]),
        blanks=rng.choice([0, 0, 0.02, 0.5]),
        equals=rng.choice([0, 0, 0.02]),
        shuffled=rng.random() < 0.3,
        noise=rng.choice([0, 0, 0.01, 0.2]),
        no_address=rng.choice([0, 0, 0.1, 1]),
        lower=rng.choice([0, 0, 0, 0.1]),
        more=rng.choice([0, 0, 0.05]),
    )


def _inner(s: _Spelling, row: int, column: int) -> tuple[str | None, str, object]:
    """Type, content and value of a cell."""
    p, rng = s.prefix, s.rng
    number = float(rng.randint(-999, 999))
    index = rng.randrange(3)
    rich = f"<{p}r><{p}t>a</{p}t></{p}r><{p}r><{p}t>b</{p}t></{p}r><{p}rPh sb='0' eb='1'><{p}t>z</{p}t></{p}rPh>"
    kinds: list[tuple[str | None, str, object]] = [
        (None, f"<{p}v>{rng.choice([str(int(number)), f'{number:.1f}', f'{number:e}'])}</{p}v>", number),
        ("str", f"<{p}v>t{row}</{p}v>", f"t{row}"),
        ("s", f"<{p}v>{index}</{p}v>", ["plain", "rich text", "<&>"][index]),
        ("inlineStr", f'<{p}is><{p}t xml:space="preserve"> i{column} </{p}t></{p}is>', f" i{column} "),
        ("inlineStr", f"<{p}is>{rich}</{p}is>", "ab"),
        ("b", f"<{p}f>2{'>' if s.noise else '&gt;'}1</{p}f><{p}v>1</{p}v>", True),
        ("str", f'<{p}v><![CDATA[<c r="A1">]]></{p}v>', '<c r="A1">') if s.noise else ("str", f"<{p}v>d</{p}v>", "d"),
        (None, f"<{p}v/>", None),
        (None, "", None),
    ]  # fmt: skip
    return rng.choice(kinds)


def _cell(s: _Spelling, row: int, column: int, *, addressed: bool) -> str:
    letters = column_name(column)
    pairs: list[tuple[str, object]] = []
    if addressed or not s.often(s.no_address):
        pairs.append(("r", f"{letters.lower() if s.often(s.lower) else letters}{row}"))
    if s.often(0.4):
        pairs.append(("s", s.rng.choice([0, 2, 3])))
    kind, inner, value = _inner(s, row, column)
    if kind is not None:
        pairs.append(("t", kind))
    if value is not None:
        s.values[row, column] = value
    if inner and s.often(s.more):
        inner += _MORE.format(p=s.prefix)
    tag = f"<{s.prefix}c{s.attributes(pairs)}"
    if not inner and s.often(0.5):
        return f"{tag}{s.rng.choice(['/', ' /'])}>"
    return f"{tag}>{s.between()}{inner}{s.between()}</{s.prefix}c>"


def _row(s: _Spelling, row: int, *, addressed: bool) -> str:
    pairs: list[tuple[str, object]] = [("r", row)] if addressed or not s.often(s.no_address) else []
    if s.often(0.3):
        pairs.append(("spans", "1:5"))
    if s.often(0.1):
        pairs += [("ht", 20), ("customHeight", 1), ("ac:dyDescent", "0.25")]
    column, inner = 0, ""
    for _ in range(s.rng.choice([0, 1, 3, 6])):
        step = 1 if s.often(0.8) else s.rng.randint(2, 4)
        column += step
        inner += s.between() + _cell(s, row, column, addressed=step > 1)
    tag = f"<{s.prefix}row{s.attributes(pairs)}"
    return f"{tag}/>" if not inner and s.often(0.5) else f"{tag}>{inner}{s.between()}</{s.prefix}row>"


def spelt_sheet(rng: random.Random) -> tuple[bytes, Values, int]:
    """A worksheet part, the values of its cells, and its last row."""
    s = _spelling(rng)
    p, row, body = s.prefix, 0, ""
    for _ in range(rng.choice([0, 1, 3, 10, 60, 90])):
        step = 1 if s.often(0.8) else rng.randint(2, 5)
        row += step
        body += s.between() + _row(s, row, addressed=step > 1)
    body += rng.choice(["", "\n "])
    declared = f'xmlns{":x" if p else ""}="{MAIN}" xmlns:r="{REL}" xmlns:ac="{_AC}"'
    head = rng.choice(["", f'<{p}dimension ref="A1:F{max(row, 1)}"/>'])
    tail = rng.choice(["", f'<{p}mergeCells count="1"><{p}mergeCell ref="AC1:AD2"/></{p}mergeCells>', "<!-- end -->"])
    rows = f"<{p}sheetData>{body}</{p}sheetData>" if body or s.often(0.5) else f"<{p}sheetData/>"
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n<{p}worksheet {declared}>{head}{rows}{tail}</{p}worksheet>'
    return text.encode(), s.values, row
