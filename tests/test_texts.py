"""Texts for users have one source: a sentence stands in one place, its Chinese beside its English."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from tests.conftest import ROOT

CHINESE, ENGLISH = re.compile("[\u4e00-\u9fff]"), re.compile("[a-z]")
LONG = {"zh": 9, "en": 24}
"""Shorter texts are labels and words, which several places may share."""


def modules() -> Iterator[Path]:
    """Everything that speaks to users, but the sample, whose people may say the same."""
    for package in ("workbook", "macros", "udfs"):
        for path in sorted((ROOT / package).rglob("*.py")):
            if "sample" not in path.parts:
                yield path


def written(node: ast.AST) -> str | None:
    """A text as it stands in the code, with {} for what is filled in."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else None
    if isinstance(node, ast.JoinedStr):
        return "".join(str(piece.value) if isinstance(piece, ast.Constant) else "{}" for piece in node.values)
    return None


def pairs(path: Path) -> Iterator[tuple[int, str, str]]:
    """Chinese and English side by side as arguments or in a tuple, with their line."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if not isinstance(node, ast.Call | ast.Tuple):
            continue
        side_by_side = node.args if isinstance(node, ast.Call) else node.elts
        texts = [written(one) for one in side_by_side]
        for zh, en in pairwise(texts):
            if zh and en and CHINESE.search(zh) and ENGLISH.search(en) and not CHINESE.search(en):
                yield node.lineno, zh, en


def test_no_sentence_stands_in_two_places() -> None:
    """What is changed in one of them would stay as it was in the other."""
    places: dict[str, set[str]] = defaultdict(set)
    for path in modules():
        for line, *both in pairs(path):
            for text, lang in zip(both, LONG, strict=True):
                if len(text) > LONG[lang]:
                    places[text].add(f"{path.relative_to(ROOT)}:{line}")
    assert {text: sorted(found) for text, found in places.items() if len(found) > 1} == {}
    assert len(places) > 500
