"""Lines of VBA: headings, long strings, sentences that are not ASCII."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from workbook.language import Text

_GENERATED = "' Generated from the schema by workbook/build/vba.py; edit it there."


def heading(name: str) -> list[str]:
    """How a generated module begins."""
    return [f'Attribute VB_Name = "{name}"', _GENERATED, "Option Explicit"]


def module_text(lines: list[str]) -> str:
    """Lines as the source of a module."""
    return "\n".join(lines) + "\n"


def spelled(sentence: str) -> list[str]:
    """A sentence as VBA expressions to be joined: ASCII runs quoted, everything else by code unit."""
    parts: list[str] = []
    run = ""
    for char in sentence:
        if " " <= char <= "~":
            run += char
            continue
        if run:
            parts.append(_quoted(run))
            run = ""
        parts += ["vbLf"] if char == "\n" else [f"ChrW({unit})" for unit in _code_units(char)]
    if run:
        parts.append(_quoted(run))
    return parts


def _quoted(run: str) -> str:
    return '"' + run.replace('"', '""') + '"'


def _code_units(char: str) -> Iterator[int]:
    raw = char.encode("utf-16-le")
    for at in range(0, len(raw), 2):
        yield int.from_bytes(raw[at : at + 2], "little")


def appends(parts: list[str], start: str | None = None, width: int = 96) -> list[str]:
    """`s = …`, then `s = s & …`: one statement a line, because VBA allows only 24 continued lines."""
    lines: list[str] = []
    current = start or parts[0]
    for part in parts if start else parts[1:]:
        if len(current) + len(part) > width:
            lines.append(current)
            current = "s"
        current += f" & {part}"
    lines.append(current)
    return [f"        s = {one}" for one in lines]


def lookup(function: str, texts: Mapping[str, Text]) -> Iterator[str]:
    """A function that gives a text by its key, in the language of the book."""
    yield from ("", f"Public Function {function}(ByVal key As String) As String", "    Dim s As String")
    yield "    Select Case key"
    for key, text in texts.items():
        yield from (f'    Case "{key}"', "        If CbInChinese() Then")
        yield from (f"    {line}" for line in appends(spelled(text.zh)))
        yield "        Else"
        yield from (f"    {line}" for line in appends(spelled(text.en)))
        yield "        End If"
    yield from ("    End Select", f"    {function} = s", "End Function")
