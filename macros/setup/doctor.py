"""doctor: follow the chain from a click to Python, link by link, and say the next thing to do.

Every link is looked at, so that one run shows all that is wrong; the first broken one is repeated at the end with its
cure. Looking changes nothing.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from macros.report import Progress, Report, silent
from macros.setup import book_file, environment, excel_addin
from macros.setup.chain_link import Link, State
from macros.setup.excel_places import Places, places
from workbook.language import Text


def doctor(
    book: Path | None = None,
    *,
    here: Places | None = None,
    interpreter: Path | None = None,
    progress: Progress = silent,
) -> Report:
    """Look at every link; with `book`, at that file too. Figures: links, wrong, warnings."""
    here = here or places()
    links: list[Link] = []
    for link in chain(here, str(interpreter or Path(sys.executable)), book):
        links.append(link)
        progress(link.found, len(links) / 10)
    lines = [Text(f"{one.state} {one.found.zh}", f"{one.state} {one.found.en}") for one in links]
    wrong = [one for one in links if one.state is State.WRONG]
    warned = [one for one in links if one.state is State.WARNING]
    first = next((one for one in (*wrong, *warned) if one.cure is not None), None)
    if first is None or first.cure is None:
        lines.append(Text("没有发现问题。", "Nothing wrong was found."))
    else:
        lines.append(Text(f"下一步：{first.cure.zh}", f"Next: {first.cure.en}"))
    return Report("doctor", tuple(lines), {"links": len(links), "wrong": len(wrong), "warnings": len(warned)})


def chain(here: Places, python: str, book: Path | None) -> Iterator[Link]:
    """The links in the order a click passes them."""
    yield environment.python()
    yield environment.packages()
    yield from excel_addin.links(here, python)
    if book is not None:
        yield from book_file.links(book, here)
