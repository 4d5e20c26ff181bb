"""Write docs/engine-members.md, what the engine does and refuses, from trying every member of xlwings on a closed file:
`python docs/engine_members.py [--check]`.

With --check nothing is written and drift is an error; a test compares too.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import textwrap
import warnings
from pathlib import Path

import xlwings as xw

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.engine.conformance.members import (  # noqa: E402 - the checkout goes first on the path
    CLASSES,
    WITHOUT_ENGINE,
    members,
    no_mock_caller,
    set_to_itself,
    settable,
    tried,
)
from tests.engine.conformance.small_book import small_book  # noqa: E402
from workbook import engine  # noqa: E402

PAGE = Path(__file__).with_name("engine-members.md")
_HEAD = (
    "Made by `python docs/engine_members.py` with xlwings {version}.",
    "Every public member of xlwings' classes, tried on a closed file; a test compares this page with a fresh one. Why a"
    " member refuses is told in [decision 13](decisions/0013-what-the-engine-refuses.md).",
    "{answers} members answer, {refuses} refuse. A class that is missing here (a chart, a shape, a border) cannot be"
    " reached, as the member that leads to it refuses. Not tried: {untried}; they ask nothing of an engine.",
)


def _trial(name: str, original: Path, folder: Path) -> tuple[Exception | None, Exception | None]:
    """What trying and setting a member raise, each in a fresh book."""
    raised: list[Exception | None] = []
    for attempt in (tried, set_to_itself):
        if attempt is set_to_itself and name not in settable():
            raised.append(None)
            continue
        with engine.open_book(Path(shutil.copy(original, folder / "book.xlsx"))) as book:
            raised.append(attempt(book, name))
    return raised[0], raised[1]


def _row(name: str, read: Exception | None, written: Exception | None) -> str:
    """What is said is said by a refusal; that a cell has no link is an answer."""
    kind, said = "answers", ""
    if isinstance(read, NotImplementedError):
        kind, said = "refuses", str(read)
    elif isinstance(written, NotImplementedError):
        kind, said = "answers, cannot be set", str(written)
    said = " ".join(said.split()).replace("|", "\\|")
    return f"| `{name}` | {kind} | {said} |".replace("  |", " |")


def page() -> str:
    """The page as it is today."""
    sections: dict[str, list[str]] = {name: [] for name in CLASSES}
    with tempfile.TemporaryDirectory() as name, warnings.catch_warnings(), no_mock_caller():
        warnings.simplefilter("ignore")
        original = small_book(Path(name) / "original.xlsx")
        for member in sorted(members(), key=str.casefold):
            sections[member.split(".")[0]].append(_row(member, *_trial(member, original, Path(name))))
    rows = [row for one in sections.values() for row in one]
    refuses = sum("| refuses |" in row for row in rows)
    untried = ", ".join(f"`{one}`" for one in sorted(WITHOUT_ENGINE))
    lines = ["# What the engine does and refuses"]
    for paragraph in _HEAD:
        told = paragraph.format(version=xw.__version__, answers=len(rows) - refuses, refuses=refuses, untried=untried)
        lines += ["", textwrap.fill(told, 120, break_long_words=False, break_on_hyphens=False)]
    for title, found in sections.items():
        lines += ["", f"## {title}", "", "| member | answers or refuses | what it says |", "|---|---|---|", *found]
    return "\n".join([*lines, ""])


def main(check: bool) -> int:
    """Write the page anew, or only say whether it would change."""
    new = page()
    if check:
        drifted = not PAGE.exists() or PAGE.read_text(encoding="utf-8") != new
        if drifted:
            print("docs/engine-members.md has drifted: run python docs/engine_members.py", file=sys.stderr)
        return int(drifted)
    PAGE.write_text(new, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main("--check" in sys.argv))
