"""The macros inside a book, held against those that the program builds into every book."""

from __future__ import annotations

from pathlib import Path


def foreign_modules(book: Path) -> list[str]:
    """The names of VBA modules that are not the program's own: added, changed or missing; all are named where the
    project cannot be read. A book without macros has none."""
    from pyopenvba import ExcelFile

    from workbook.build.vba import DOCUMENT, document_body, modules

    own = {name: _bare(source) for name, source in {**modules(), DOCUMENT: document_body()}.items()}
    try:
        with ExcelFile(book) as file:
            if not file.has_vba_project():
                return []
            there = {name: _bare(file.get_module(name)) for name in file.module_names()}
    except Exception:  # whatever a strange project does to its reader, it is not ours
        return ["vbaProject.bin"]
    changed = [name for name, source in there.items() if source != own.get(name, "")]
    return changed + [name for name in own if name not in there]


def _bare(source: str) -> str:
    """A module's lines without its attributes, trailing spaces and blank lines at its ends; letters' case apart, as
    the VBA editor changes that by itself."""
    lines = [line.rstrip() for line in source.replace("\r\n", "\n").split("\n")]
    return "\n".join(line for line in lines if not line.startswith("Attribute VB_")).strip("\n").casefold()
