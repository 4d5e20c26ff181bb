"""The changes that bench/mutants.py makes, one place at a time, and what it leaves alone, with the reason."""

from __future__ import annotations

import ast
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

COMPARE: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.Div: ast.Mult, ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult, ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr,
}  # fmt: skip

WORD = re.compile(r"[A-Za-z][A-Za-z0-9_.-]*")
SEVERAL = re.compile(r"[^|()\[\]\\]+(\|[^|()\[\]\\]+)+")

LEFT_ALONE = frozenset(
    {
        "width", "one_line", "image", "metavar",  # how wide a column is, how a hint is spelt: for eyes, in pictures
        "maxsize", "chunk", "chunksize",  # sizes of caches and portions: the same comes out, sooner or later
        "slots", "frozen", "repr",  # of a class: what it refuses to a programmer, not to a user
        "strict",  # of zip: a guard against our own mistake; no input makes the two lengths differ
        "kind",  # of a sort: any stable one gives the same, and where order is told it is tested with equal rows
        "name",  # of a pandas Series: a label that nobody reads
    }
)  # fmt: skip
"""Keywords that are not changed: from any value of theirs the same figures, rows and refusals come out."""

UNTOUCHED = frozenset({"__all__", "__slots__"})
"""Names that no program reads at run time."""


@dataclass(frozen=True)
class Change:
    """One change of one module."""

    kind: str  # comparison, number, truth, and-or, operand, not, arithmetic, word, row, keyword, synonym, statement
    line: int
    lines: tuple[int, int]  # of the statement it stands in
    told: str
    source: str  # the module with the change in it
    scope: str  # function it stands in; "" where it runs at import
    names: tuple[str, ...]  # of a declaration: the name it is assigned to, and the keys of the calls around it


@dataclass
class _Place:
    node: Any
    parents: list[ast.AST]  # outermost first


def _changes(place: _Place, schema: bool) -> Iterator[tuple[str, str, str | None, ast.AST]]:
    """(kind, told, new text - None takes it out as a statement, node replaced)."""
    node = place.node
    parent = place.parents[-1] if place.parents else None
    if isinstance(node, ast.Compare):
        for at, op in enumerate(node.ops):
            if type(op) in COMPARE:
                ops = [*node.ops[:at], COMPARE[type(op)](), *node.ops[at + 1 :]]
                yield _instead("comparison", node, ast.Compare(node.left, ops, node.comparators))
    elif isinstance(node, ast.BoolOp):
        other = ast.And() if isinstance(node.op, ast.Or) else ast.Or()
        yield _instead("and-or", node, ast.BoolOp(other, node.values))
        for at in range(len(node.values)):
            kept = node.values[:at] + node.values[at + 1 :]
            yield _instead("operand", node, kept[0] if len(kept) == 1 else ast.BoolOp(node.op, kept))
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not | ast.USub | ast.Invert):
        yield _instead("not", node, node.operand)
    elif isinstance(node, ast.BinOp) and type(node.op) in ARITHMETIC:
        yield _instead("arithmetic", node, ast.BinOp(node.left, ARITHMETIC[type(node.op)](), node.right))
        if isinstance(node.op, ast.BitAnd | ast.BitOr):
            yield _instead("operand", node, node.left)
            yield _instead("operand", node, node.right)
    elif isinstance(node, ast.Constant):
        yield from _of_constant(node, place.parents, schema)
    elif isinstance(node, ast.Tuple | ast.List | ast.Set) and isinstance(getattr(node, "ctx", ast.Load()), ast.Load):
        if len(node.elts) > (2 if isinstance(node, ast.Tuple) else 1) and not isinstance(parent, ast.Subscript):
            for at, one in enumerate(node.elts):
                less = type(node)(
                    elts=node.elts[:at] + node.elts[at + 1 :],
                    **({} if isinstance(node, ast.Set) else {"ctx": ast.Load()}),
                )
                yield "row", f"without {_short(one)}", ast.unparse(less), node
    elif isinstance(node, ast.Dict) and len(node.keys) > 1:
        for at, (key, value) in enumerate(zip(node.keys, node.values, strict=True)):
            less_ = ast.Dict(node.keys[:at] + node.keys[at + 1 :], node.values[:at] + node.values[at + 1 :])
            yield "row", f"without {_short(key) if key else '**'}: {_short(value)}", ast.unparse(less_), node
    elif isinstance(node, ast.Call):
        yield from _of_call(node, schema)
    elif isinstance(node, ast.stmt):
        yield from _of_statement(node, place.parents)


def _of_constant(
    node: ast.Constant, parents: list[ast.AST], schema: bool
) -> Iterator[tuple[str, str, str | None, ast.AST]]:
    value, parent = node.value, parents[-1]
    if isinstance(value, bool):
        yield _instead("truth", node, ast.Constant(not value))
    elif isinstance(value, int | float):
        yield _instead("number", node, ast.Constant(value + 1))
    elif isinstance(value, str) and "|" in value and SEVERAL.fullmatch(value):
        parts = value.split("|")
        for at, part in enumerate(parts):
            kept = "|".join(parts[:at] + parts[at + 1 :])
            yield "synonym", f"without '{part}' of '{_cut(value)}'", repr(kept), node
    elif isinstance(value, str) and WORD.fullmatch(value) and not schema and not _is_text(parent):
        yield "word", f"{value!r}  ->  {value + '_'!r}", repr(value + "_"), node


def _is_text(parent: ast.AST) -> bool:
    """Words for users, in two languages: what they say is read by people and held by wording rules, not by figures."""
    return isinstance(parent, ast.JoinedStr | ast.Expr) or (
        isinstance(parent, ast.Call) and isinstance(parent.func, ast.Name) and parent.func.id == "Text"
    )


def _of_call(node: ast.Call, schema: bool) -> Iterator[tuple[str, str, str | None, ast.AST]]:
    called = node.func.id if isinstance(node.func, ast.Name) else ""
    if schema and called in ("table", "listing"):
        for at, one in enumerate(node.args):
            if isinstance(one, ast.Call | ast.Starred | ast.Name):
                less = ast.Call(node.func, node.args[:at] + node.args[at + 1 :], node.keywords)
                yield "row", f"without {_short(one)}", ast.unparse(less), node
    for at, given in enumerate(node.keywords):
        if given.arg and given.arg not in LEFT_ALONE:
            less = ast.Call(node.func, node.args, node.keywords[:at] + node.keywords[at + 1 :])
            yield "keyword", f"without {given.arg}={_short(given.value)} of {_short(node)}", ast.unparse(less), node


def _of_statement(node: ast.stmt, parents: list[ast.AST]) -> Iterator[tuple[str, str, str | None, ast.AST]]:
    if not any(isinstance(one, ast.FunctionDef) for one in parents):
        return
    call = isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)
    if call or isinstance(node, ast.Assign | ast.AugAssign | ast.If | ast.For | ast.Continue | ast.Break | ast.Raise):
        yield "statement", f"without {_short(node)}", None, node


def _instead(kind: str, node: ast.AST, new: ast.expr) -> tuple[str, str, str, ast.AST]:
    return kind, f"{_short(node)}  ->  {_short(new)}", f"({ast.unparse(new)})", node


def _walk(node: ast.AST, parents: list[ast.AST]) -> Iterator[_Place]:
    """Every node but those that are no program: annotations, docstrings, what only a type checker reads."""
    if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
        return
    if isinstance(node, ast.AnnAssign | ast.Assign) and UNTOUCHED & {ast.unparse(one) for one in _targets(node)}:
        return
    if isinstance(node, ast.Import | ast.ImportFrom) or _is_alias(node, parents):
        return
    yield _Place(node, parents)
    for key, value in ast.iter_fields(node):
        if key in ("annotation", "returns", "type_comment"):
            continue
        if isinstance(node, ast.keyword) and node.arg in LEFT_ALONE:
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST):
                if isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant):
                    continue  # a docstring
                yield from _walk(child, [*parents, node])


def _is_alias(node: ast.AST, parents: list[ast.AST]) -> bool:
    """A type given a name (Scalar = str | int | None): an annotation, wherever it stands."""
    if not isinstance(node, ast.Assign) or len(parents) != 1 or not isinstance(node.value, ast.BinOp | ast.Subscript):
        return False
    parts = ast.walk(node.value)
    return all(
        isinstance(one, ast.BinOp | ast.BitOr | ast.Name | ast.Subscript | ast.Tuple | ast.expr_context | ast.Attribute)
        or (isinstance(one, ast.Constant) and (one.value is None or isinstance(one.value, str)))
        for one in parts
    )


def _targets(node: ast.AnnAssign | ast.Assign) -> list[ast.expr]:
    return [node.target] if isinstance(node, ast.AnnAssign) else node.targets


def kinds(path: Path, *, schema: bool) -> list[str]:
    """The kind of each change that a module offers, in order."""
    tree = ast.parse(path.read_text("utf-8"))
    return [one[0] for place in _walk(tree, []) for one in _changes(place, schema)]


def change(path: Path, number: int, *, schema: bool) -> Change:
    """The change of this number."""
    text = path.read_text("utf-8")
    every = ((place, one) for place in _walk(ast.parse(text), []) for one in _changes(place, schema))
    place, (kind, told, new, node) = next(pair for at, pair in enumerate(every) if at == number)
    statement: ast.AST = next(one for one in [place.node, *reversed(place.parents)] if isinstance(one, ast.stmt))
    assert isinstance(statement, ast.stmt)
    source = _spliced(text, place, node, new)
    scopes = [one.name for one in place.parents if isinstance(one, ast.FunctionDef | ast.ClassDef)]
    function = any(isinstance(one, ast.FunctionDef) for one in place.parents)
    if function and not _in_body(place):
        function = False
    names = _names(place)
    end = statement.end_lineno or statement.lineno
    if isinstance(statement, ast.If | ast.For | ast.FunctionDef | ast.ClassDef | ast.With | ast.While | ast.Try):
        end = statement.lineno
    line = getattr(node, "lineno", statement.lineno)
    return Change(kind, line, (statement.lineno, end), told, source, ".".join(scopes) if function else "", names)


def _in_body(place: _Place) -> bool:
    """In a function's body, and not among its defaults and decorators?"""
    chain = [*place.parents, place.node]
    pairs = itertools.pairwise(chain)
    return any(isinstance(outer, ast.FunctionDef) and inner in outer.body for outer, inner in pairs)


def _names(place: _Place) -> tuple[str, ...]:
    """What a declaration is called by: its target, and the first words of the calls around it, the nearest first."""
    found: list[str] = []
    for one in [place.node, *reversed(place.parents)]:
        if isinstance(one, ast.Call):
            words = [a.value for a in one.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
            found += [word for word in words[:1] if WORD.fullmatch(word)]
        elif isinstance(one, ast.Assign | ast.AnnAssign):
            found += [ast.unparse(target) for target in _targets(one)]
        elif isinstance(one, ast.FunctionDef | ast.ClassDef):
            found.append(one.name)
    return tuple(dict.fromkeys(found))


def _spliced(text: str, place: _Place, node: ast.AST, new: str | None) -> str:
    """The text with the node's own segment replaced; of an f-string, whose parts have no places, the whole."""
    outer = next((one for one in place.parents if isinstance(one, ast.JoinedStr)), None)
    if outer is not None:
        tree = ast.parse(text)
        wanted = _path(ast.parse(text), place)
        for at, other in enumerate(_walk(tree, [])):
            if at == wanted and new is not None:
                inner = ast.parse(new, mode="eval").body
                holder = other.parents[-1]
                for key, value in ast.iter_fields(holder):
                    if value is other.node:
                        setattr(holder, key, inner)
                    elif isinstance(value, list) and other.node in value:
                        value[value.index(other.node)] = inner
                joined = next(one for one in other.parents if isinstance(one, ast.JoinedStr))
                return _cut_in(text, outer, f"({ast.unparse(joined)})")
    return _cut_in(text, node, "pass" if new is None else new)


def _path(tree: ast.Module, place: _Place) -> int:
    """The number of a place in the walk."""
    wanted = (
        type(place.node),
        ast.dump(place.node),
        getattr(place.node, "lineno", 0),
        getattr(place.node, "col_offset", 0),
    )
    for at, other in enumerate(_walk(tree, [])):
        here = (
            type(other.node),
            ast.dump(other.node),
            getattr(other.node, "lineno", 0),
            getattr(other.node, "col_offset", 0),
        )
        if here == wanted:
            return at
    raise LookupError(wanted)


def _cut_in(text: str, node: Any, new: str) -> str:
    lines = text.encode().splitlines(keepends=True)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    first = starts[node.lineno - 1] + node.col_offset
    last = starts[node.end_lineno - 1] + node.end_col_offset
    whole = text.encode()
    return (whole[:first] + new.encode() + whole[last:]).decode()


def _short(node: ast.AST) -> str:
    return _cut(" ".join(ast.unparse(node).split()))


def _cut(text: str) -> str:
    return text if len(text) < 90 else f"{text[:87]}..."
