"""The promise of a copy: what it withholds stands in no part of the file, and a leak is always caught.

The search of these tests is their own: every part as plain bytes, read in several ways.
"""

from __future__ import annotations

import datetime as dt
import os
import random
import re
import shutil
import unicodedata
import zipfile
from pathlib import Path

import pytest

from macros.sharing.copy_book import Label, fill
from macros.sharing.leak_scan import leaks
from tests.macros.sharing.random_books import Seeded, book, rightful
from workbook.rules.sharing.outgoing import outgoing, source_of
from workbook.rules.sharing.withheld import withheld_of
from workbook.schema.confidential import Audience

NOW = dt.datetime(2026, 7, 1, 9, 0)
LABEL = Label("1f00", Audience.OWNER, "zhao", "赵远航", "赵", "guid", NOW, "zh")


def texts(path: Path) -> str:
    """Everything in the file that could be read, without what may stand between digits."""
    found: list[str] = []
    with zipfile.ZipFile(path) as package:
        for name in package.namelist():
            data = package.read(name)
            found += [name, *(data.decode(code, errors="ignore") for code in ("utf-8", "utf-16-le", "latin-1"))]
    whole = unicodedata.normalize("NFKC", "\n".join(found))
    return re.sub(r"(?<=\d)[ \-()/](?=\d)", "", whole)


def copy_of(made: Seeded, model: Path, path: Path) -> None:
    """Zhao's copy of a random book."""
    content = outgoing(source_of(made.frames), Audience.OWNER, "zhao", "zh")
    fill(model, path, LABEL, content, None, NOW.date())
    assert leaks(path, content.withheld) == []


def holds(seed: int, model: Path, folder: Path) -> None:
    """No secret is in the copy but those that belong there, and those are."""
    made = book(seed)
    path = folder / f"{seed}.xlsm"
    copy_of(made, model, path)
    whole = texts(path)
    allowed = rightful(made, "zhao")
    assert {secret for secret in made.secrets if secret in whole} == allowed
    assert 20 < len(allowed) < len(made.secrets) / 3


@pytest.mark.parametrize("seed", range(1, 3))
def test_a_copy_of_a_random_book_holds_no_secret(seed: int, empty_zh: Path, tmp_path: Path) -> None:
    """A secret in every text, note and name of every table: only what the allow-lists name is in the file."""
    holds(seed, empty_zh, tmp_path)


def test_many_random_books(empty_zh: Path, tmp_path: Path) -> None:
    """The same of more, a slow test: eight, or as many as CUSTOMER_BOOK_LEAK_BOOKS says."""
    many = int(os.environ.get("CUSTOMER_BOOK_LEAK_BOOKS", "8"))
    for seed in range(11, 11 + many):
        holds(seed, empty_zh, tmp_path)
        (tmp_path / f"{seed}.xlsm").unlink()


PHONE, MAIL, HOME = "16100009999", "zhou@example.com", "无名市某某路九十九号"
SPELLED = (
    PHONE,
    "+86 161-0000-9999",
    "161 0000 9999",
    "１６１００００９９９９",
    MAIL,
    "ZHOU@Example.com",
    "zhou＠example.com",
    HOME,
)
WITHHELD = withheld_of({PHONE, MAIL}, {HOME})


def seeded(path: Path, part: str, text: str) -> None:
    """Put a text somewhere into a part of the file."""
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    if part == "xl/vbaProject.bin":
        parts[part] += text.encode("utf-16-le")
    elif part in parts:
        data = parts[part].decode()
        at = data.rindex("</")
        parts[part] = (data[:at] + f"<!--{text}-->" + data[at:]).encode()
    else:
        parts[part] = f'<?xml version="1.0"?><a b="{text}"/>'.encode()
    with zipfile.ZipFile(path, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)


@pytest.mark.parametrize("spelled", SPELLED)
@pytest.mark.parametrize(
    "part",
    ["xl/sharedStrings.xml", "xl/workbook.xml", "xl/worksheets/sheet3.xml", "docProps/core.xml", "docProps/app.xml",
     "xl/comments/comment9.xml", "customXml/item1.xml", "xl/vbaProject.bin", "xl/pivotCache/pivotCacheRecords1.xml"],
)  # fmt: skip
def test_a_seeded_leak_is_caught(part: str, spelled: str, empty_zh: Path, tmp_path: Path) -> None:
    """However a number, mail or address is spelled, in whatever part: texts, names, properties, comments, caches."""
    path = Path(shutil.copy(empty_zh, tmp_path / "copy.xlsm"))
    seeded(path, part, spelled)
    assert [name for name, _ in leaks(path, WITHHELD)] == [part]


def test_a_clean_file_has_no_leak(empty_zh: Path) -> None:
    """The file into which the leaks are put."""
    assert leaks(empty_zh, WITHHELD) == []


def test_a_seeded_cell_is_caught(empty_zh: Path, tmp_path: Path) -> None:
    """A number as a number, among thousands of others, and one that only resembles it is no leak."""
    path = Path(shutil.copy(empty_zh, tmp_path / "copy.xlsm"))
    numbers = random.Random(7).sample(range(20_000_000_000, 30_000_000_000), 500)
    cells = "".join(f'<c r="A{at}"><v>{number}</v></c>' for at, number in enumerate(numbers))
    seeded(path, "xl/worksheets/sheet99.xml", cells.replace('"', "'"))
    assert leaks(path, withheld_of({PHONE, "1610000999"}, set())) == []
    assert leaks(path, withheld_of({str(numbers[250])}, set())) == [("xl/worksheets/sheet99.xml", str(numbers[250]))]
