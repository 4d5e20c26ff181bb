"""One way out: texts leave the book through one module for each kind of file, which makes them harmless."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from macros.files.drafts import draft
from macros.files.text_sheet import csv_text, json_text

ROOT = Path(__file__).parents[3]
OUT = {
    "csv": {"macros.files.text_sheet"},
    "json": {"macros.files.text_sheet"},
    "openpyxl.Workbook": {"macros.files.new_workbook"},
    "email.message": {"macros.files.drafts"},
    "email.headerregistry": {"macros.files.drafts"},
    "email.policy": {"macros.files.drafts"},
}
"""What writes for others, and the only module that may import it."""

NOT_OUT = {
    "macros.files.file_readers": "reads CSV",
    "macros.files.markup_files": "reads e-mails",
    "macros.desk.cards.filling": "keeps in a hidden cell what the card showed",
    "macros.hosts.upgrade_undone": "keeps beside the backup which file an upgrade made",
    "macros.sharing.bases": "keeps in a hidden table what was handed out",
    "macros.sharing.collect": "keeps in a hidden column what a copy says",
    "macros.sharing.erased_places": "cleans what is kept",
}
"""Modules that import one of them for another purpose."""


def imports(path: Path) -> Iterator[str]:
    """What a module imports, wherever in it: modules, and names of modules."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{one.name}" for one in node.names)


def found() -> dict[str, set[str]]:
    """The modules that import each of what writes."""
    told: dict[str, set[str]] = {one: set() for one in OUT}
    for folder in ("macros", "udfs"):
        for path in (ROOT / folder).rglob("*.py"):
            module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
            for name in imports(path):
                if name in told:
                    told[name].add(module)
    return told


def test_each_kind_of_file_is_written_by_one_module() -> None:
    """Who writes past it fails here."""
    assert {one: modules - set(NOT_OUT) for one, modules in found().items()} == OUT


def test_every_exception_is_one() -> None:
    """A module that no longer needs its leave loses it."""
    assert set().union(*found().values()) >= set(NOT_OUT)


@pytest.mark.parametrize("text", ["half\ud83d of\ude00 it", "no\ufffe\uffffne", "ring\x07\x00"])
def test_no_sign_ends_a_command(text: str) -> None:
    """Halves of signs can be written into files and letters, and JSON gives them back."""
    csv_text([[text]]).encode()
    assert b"html" in draft(text, text, to=(text, "a@example.com"), html=f"<p>{text}</p>")
    written = json_text({"text": text}).encode()
    assert json.loads(written) == {"text": text}
