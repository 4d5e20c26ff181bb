"""The text of a shape as DrawingML writes it: paragraphs of runs, each run with its look (ECMA-376 part 1, 21.1.2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workbook.engine.colours import THEME_ORDER, Rgb
from workbook.engine.markup import Markup, Node
from workbook.engine.refusing import unsupported
from workbook.engine.xmltext import escape

BREAK = "\v"
"""A line break inside a paragraph, as Excel gives it."""
_ALIASES = {"tx1": "dk1", "bg1": "lt1", "tx2": "dk2", "bg2": "lt2"}
BEFORE_FILL = ("ln",)
FILLS = ("noFill", "solidFill", "gradFill", "blipFill", "pattFill", "grpFill")
BEFORE_LATIN = (
    *BEFORE_FILL, *FILLS, "effectLst", "effectDag", "highlight", "uLnTx", "uLn", "uFillTx", "uFill",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text with the markup of its <a:rPr>, '' where it has none."""

    text: str
    look: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The runs of a paragraph, and the markup before and behind them."""

    before: str
    runs: tuple[Run, ...]
    behind: str


def paragraphs(data: bytes, body: Node) -> list[Paragraph]:
    """The paragraphs of a text. Raises Unsupported for fields, whose text is worked out."""
    found = []
    for node in body.all("p"):
        before = behind = ""
        runs = []
        for child in node.children:
            source = data[child.start : child.end].decode()
            if child.name == "pPr":
                before = source
            elif child.name == "endParaRPr":
                behind = source
            elif child.name in ("r", "br"):
                look, text = child.find("rPr"), child.find("t")
                xml = data[look.start : look.end].decode() if look is not None else ""
                runs.append(Run(BREAK if child.name == "br" else text.text if text is not None else "", xml))
            else:
                raise unsupported(f"the text of a shape with {child.name}")
        found.append(Paragraph(before, tuple(runs), behind))
    return found


def written(prefix: str, listed: Sequence[Paragraph]) -> str:
    """Paragraphs as a text body holds them."""
    p = prefix
    lines = []
    for one in listed:
        runs = ""
        for run in one.runs:
            for at, piece in enumerate(run.text.split(BREAK)):
                runs += f"<{p}br>{run.look}</{p}br>" if at else ""
                runs += f"<{p}r>{run.look}<{p}t>{escape(piece)}</{p}t></{p}r>" if piece else ""
        lines.append(f"<{p}p>{one.before}{runs}{one.behind}</{p}p>")
    return "".join(lines)


def put_child(markup: Markup, names: Sequence[str], before: Sequence[str], xml: str) -> None:
    """Put a child into the root, in the place of those it excludes, behind those that go before it."""
    root = markup.root
    if root.self_closed:
        markup.append(root, xml)
        return
    old = [child for child in root.children if child.name in names]
    for child in old:
        markup.remove(child)
    at = max([root.open_end, *(child.end for child in root.children if child.name in before)])
    if old:
        at = old[0].start
    markup.replace(at, at, xml.encode())


def rgb(colour: Node, theme: Sequence[str]) -> Rgb | None:
    """The colour an element means; None for one that is worked out of another."""
    if colour.children:
        return None
    text = colour.get("val") if colour.name == "srgbClr" else colour.get("lastClr")
    if colour.name == "schemeClr":
        name = colour.get("val") or ""
        name = _ALIASES.get(name, name)
        text = theme[THEME_ORDER.index(name)] if name in THEME_ORDER else None
    if text is None or len(text) != 6:
        return None
    red, green, blue = (int(text[at : at + 2], 16) for at in (0, 2, 4))
    return red, green, blue
