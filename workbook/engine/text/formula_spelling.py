"""A formula's text as Excel shows it, and as a file holds it.

A file writes newer functions with a prefix (`_xlfn.XLOOKUP`), a row's own cell of a table in full
(`tbl[[#This Row],[net]]` for `[@net]`), the names inside LET and LAMBDA with `_xlpm.`, and two operators as functions
(`A1#`, `@A1:A3`). See [MS-XLSX] 2.2.2; ECMA-376 part 1, 18.17.6.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from workbook.engine.text.future_functions import OPERATORS, SHOWN, WRITTEN
from workbook.errors import InputError
from workbook.language import Text

_INNER = r"(?:[^\[\]']|'.|\[(?:[^\[\]']|'.)*\])*"
_WORD = r"(?<![\w.\\])[^\W\d][\w.\\?]*"
_CELL = r"\$?[A-Za-z]{1,3}\$?[1-9][0-9]{0,6}"
_TOKEN = re.compile(
    r'(?P<text>"(?:[^"]|"")*")'
    rf"|(?P<anchored>(?:(?:'(?:[^']|'')+'|{_WORD})!)?(?:{_CELL}|{_WORD}))#(?![\w/])"
    r"|(?P<sheet>'(?:[^']|'')+'!)"
    rf"|(?P<table>{_WORD})?\[(?P<inner>{_INNER})\](?P<book>[^\W\d][\w.]*(?::[^\W\d][\w.]*)?!)?"
    rf"|(?P<call>{_WORD})(?=\()"
    rf"|(?P<word>{_WORD})"
    r"|(?P<at>@)"
)
_THIS_ROW = re.compile(r"\[#This Row\]\s*,\s*(?P<columns>.+)\Z|#This Row\Z", re.IGNORECASE | re.DOTALL)
_ONE_COLUMN = re.compile(r"\[((?:[^\[\]']|'.)*)\]\Z")
_SIGNS = re.compile(r"[\[#@]")
_CALLS = re.compile(r"([^\W\d][\w.]*)\(")
_NAMED = "_xlpm."
_BINDING = re.compile(r"_xlfn\.(LET|LAMBDA)\(")


def written(formula: str, table: str | None = None, *, dynamic: bool = False) -> str:
    """What a file holds for a formula that is entered in a cell; `table` is the table the cell stands in, `dynamic`
    whether the formula may fill several cells. Raises InputError for a column without a table.

    >>> written('=IFS([@net]>0,"IFS(",TRUE,A1)', "tbl")
    '=_xlfn.IFS(tbl[[#This Row],[net]]>0,"IFS(",TRUE,A1)'
    """
    if not _SIGNS.search(formula) and not any(call.upper() in WRITTEN for call in _CALLS.findall(formula)):
        return formula  # as nearly all are

    def changed(match: re.Match[str]) -> str:
        if match.group("call") is not None:
            return WRITTEN.get(match.group("call").upper(), match.group())
        if match.group("anchored") is not None:
            return f"{WRITTEN['ANCHORARRAY']}({match.group('anchored')})"
        if match.group("inner") is not None and match.group("book") is None:
            return _full_reference(match.group("table"), match.group("inner"), table)
        if match.group("at") is not None:  # a formula that fills one cell takes one value of a range by itself
            return "@" if dynamic else ""
        return match.group()

    text = _TOKEN.sub(changed, formula)
    if dynamic:
        text = _with_singles(text)
    return _bound(text) if _BINDING.search(text) else text


def shown(formula: str, table: str | None = None) -> str:
    """What Excel shows for a formula of the file, in a cell of that table's rows.

    >>> shown("=_xlfn.MAXIFS(tbl[net],tbl[id],tbl[[#This Row],[id]])", "tbl")
    '=MAXIFS(tbl[net],tbl[id],[@id])'
    """
    if "_xl" not in formula and "his " not in formula.lower():
        return formula

    def changed(match: re.Match[str]) -> str:
        if match.group("call") is not None:
            return SHOWN.get(match.group("call").upper(), _without_prefix(match.group("call")))
        if match.group("word") is not None:
            return _without_prefix(match.group("word"))
        if match.group("inner") is not None and match.group("book") is None:
            return _short_reference(match.group("table") or "", match.group("inner"), table) or match.group()
        return match.group()

    text: str = _TOKEN.sub(changed, formula)
    for call, sign in OPERATORS.items():
        while (at := text.find(call)) >= 0:
            opening = at + len(call) - 1
            closing = _closing(text, opening)
            text = text[:at] + sign.format(text[opening + 1 : closing]) + text[closing + 1 :]
    return text


def _without_prefix(word: str) -> str:
    return word[len(_NAMED) :] if word.lower().startswith(_NAMED) else word


def _full_reference(table: str | None, inner: str, own: str | None) -> str:
    """A reference to a table's columns as the file has it."""
    name = table or own
    if name is None:
        raise InputError(
            Text(
                f"公式里的 [{inner}] 没有写明是哪个表，而这个单元格不在表内。请写成 表名[{inner}]。",
                f"The formula's [{inner}] names no table, and the cell stands in none. Write TableName[{inner}].",
            )
        )
    if not inner.startswith("@"):
        return f"{name}[{inner}]"
    rest = inner[1:].strip()
    if not rest:
        return f"{name}[#This Row]"
    return f"{name}[[#This Row],{rest if rest.startswith('[') else f'[{rest}]'}]"


def _short_reference(table: str, inner: str, own: str | None) -> str | None:
    """A reference to the formula's own row as Excel shows it; None for any other."""
    match = _THIS_ROW.match(inner)
    if match is None:
        return None
    name = "" if own is not None and table.casefold() == own.casefold() else table
    columns = match.group("columns") or ""
    one = _ONE_COLUMN.match(columns)
    plain = one is not None and re.fullmatch(r"\w+", one.group(1))
    return f"{name}[@{one.group(1) if one is not None and plain else columns}]"


def _closing(text: str, opening: int) -> int:
    """Where the bracket closes that opens at a place; the end of the text where it does not."""
    depth = 0
    for match in re.finditer(r'"(?:[^"]|"")*"|' + rf"'(?:[^']|'')+'!|\[{_INNER}\]|[(){{}}]", text[opening:]):
        sign = match.group()
        depth += (sign in "({") - (sign in ")}")
        if depth == 0:
            return opening + match.start()
    return len(text)


def _arguments(text: str, opening: int, closing: int) -> Iterator[tuple[int, int]]:
    """Where the arguments of a call begin and end."""
    start, depth = opening + 1, 0
    inside = text[start:closing]
    first = 0
    for match in re.finditer(r'"(?:[^"]|"")*"|' + rf"'(?:[^']|'')+'!|\[{_INNER}\]|[(){{}},]", inside):
        sign = match.group()
        if sign == "," and depth == 0:
            yield start + first, start + match.start()
            first = match.end()
        depth += (sign in "({") - (sign in ")}")
    yield start + first, closing


def _bound(text: str) -> str:
    """The names that LET and LAMBDA give, with their prefix, from the outermost call inwards."""
    at = 0
    while (match := _BINDING.search(text, at)) is not None:
        opening = match.end() - 1
        closing = _closing(text, opening)
        pieces = [text[a:b].strip() for a, b in _arguments(text, opening, closing)]
        given = pieces[:-1] if match.group(1) == "LAMBDA" else pieces[:-1:2]
        names = {_without_prefix(piece).casefold() for piece in given if re.fullmatch(_WORD, piece)}

        def prefixed(token: re.Match[str], names: set[str] = names) -> str:
            word = token.group("word") or token.group("call")
            return _NAMED + word if word is not None and word.casefold() in names else token.group()

        inside = _TOKEN.sub(prefixed, text[opening:closing])
        text = text[:opening] + inside + text[closing:]
        at = match.end()
    return text


def _with_singles(text: str) -> str:
    """`@x` as the function a file has for it."""
    while (at := _sign(text)) is not None:
        end = _operand_end(text, at + 1)
        text = f"{text[:at]}{WRITTEN['SINGLE']}({text[at + 1 : end]}){text[end:]}"
    return text


def _sign(text: str) -> int | None:
    """Where the first @ stands outside texts and brackets."""
    return next((match.start() for match in _TOKEN.finditer(text) if match.group("at") is not None), None)


_REFERENCE = re.compile(rf"(?:(?:'(?:[^']|'')+'|{_WORD})!)?\$?[\w.$]+(?::\$?[\w.$]+)?(?:\[{_INNER}\])?")


def _operand_end(text: str, start: int) -> int:
    """Where what an @ is put before ends: a reference, a name, a call or a bracket."""
    match = _REFERENCE.match(text, start)
    end = match.end() if match is not None else start
    return _closing(text, end) + 1 if text[end : end + 1] == "(" else end
