"""Rung 9, damaged books: two hundred files with something wrong in them, each given to a command, all commands in turn.

Proves: an answer or a sentence, never a traceback; a refused file is as it was, and what is written is no more damaged
than what was read. Cannot: damage of a kind that is not in `book_damage`.
"""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from macros.hosts.command_line import main
from tests.engine.fuzz.fuzzer import SECONDS, time_limit
from tests.ladder.book_damage import KINDS, Parts
from tests.macros.desk.on_card import cell
from tests.macros.sharing.copies import edit, ids, put
from tests.package_checks import faults
from tests.packages import parts
from workbook import engine
from workbook.schema.command_model import Host
from workbook.schema.commands import COMMANDS

Kind = Callable[[Parts, random.Random], bytes]

GIVEN: dict[str, tuple[str, ...]] = {
    "preview": ("{folder}/list.csv",),
    "import": ("--rejects", "{folder}/rejects.xlsx"),
    "merge": ("C00001", "C00002"),
    "load": ("{folder}/orders.csv", "--table", "transactions"),
    "show": ("customers", "--format", "csv"),
    "find": ("Lanting",),
    "card": ("C00001", "-o", "{folder}/card.xlsx"),
    "log": ("C00001", "--result", "called"),
    "enter": ("payment",),
    "statement": ("C00001", "-o", "{folder}/statement.xlsx"),
    "keyaccount": ("O0001", "-o", "{folder}/account.xlsx"),
    "archive": ("C00001", "--reason", "closed"),
    "card_open": ("C00003",),
    "alike": ("Lanting",),
    "month_report": ("--month", "2026-05"),
    "report": ("--month", "2026-05", "-o", "{folder}/report.xlsx"),
    "mail": ("--customers", "C00005", "--purpose", "news", "-o", "{folder}/letters"),
    "labels": ("--customers", "C00001,C00005", "-o", "{folder}/labels.xlsx"),
    "express": ("--customers", "C00001,C00005", "-o", "{folder}/express.xlsx"),
    "share": ("--owner", "lin", "-o", "{folder}/copies"),
    "collect": ("{folder}/copy.xlsm",),
    "person": ("L00066", "--export", "-o", "{folder}/person.xlsx"),
    "person_erase": ("L00066", "--sure", "Qiu Wantang"),
}
"""What a command is given beside the book."""

ON_A_BOOK = [one for one in COMMANDS if one.host is not Host.MACHINE or any(o.name == "book" for o in one.options)]
COUNT = len(KINDS) * len(ON_A_BOOK)


@pytest.fixture(scope="module")
def sound(sample_book: Callable[[str], Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sample with an import that can be undone and a preview that can be imported, and files to load beside it."""
    book = Path(shutil.copy(sample_book("en"), tmp_path_factory.mktemp("sound") / "book.xlsm"))
    (book.parent / "orders.csv").write_text("Date,Customer ID,Product,Amount\n2026-06-29,C00001,Lamp,30\n")
    (book.parent / "list.csv").write_text("Company,Phone,Stand\nAsh Ltd,13900139001,A1\n,12,A2\n")
    for argv in (["preview", "{}", "{}/../list.csv"], ["import", "{}"], ["preview", "{}", "{}/../list.csv"]):
        assert main([one.replace("{}/..", str(book.parent)).replace("{}", str(book)) for one in argv]) == 0
    with engine.open_book(book) as opened:
        cell(opened, "tblCustomers.fax").value = "020-90008888"
        opened.save()
    assert main(["share", str(book), "--owner", "lin", "-o", str(book.parent / "handed")]) == 0
    [copy] = (book.parent / "handed").glob("*.xlsm")
    edit(copy, put("tblCustomers", ids(copy, "tblCustomers")[0], remarks="asked for a new price"))
    copy.rename(book.parent / "copy.xlsm")
    assert main(["collect", str(book), str(book.parent / "copy.xlsm")]) == 0
    return book


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, and its folders as such."""
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*")}
    return {name: b"" if path.is_dir() else path.read_bytes() for name, path in found.items()}


def kinds_of(found: set[str]) -> set[str]:
    """Faults without the places at which a broken part breaks: they move with what is written before them."""
    return {re.sub(r"\d+", "0", one) for one in found}


@pytest.mark.parametrize("block", range(0, 10, 5))  # all ten take a quarter of an hour
def test_a_damaged_book_is_answered_or_refused(
    block: int, sound: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Kinds of damage and commands take turns, so that in all blocks every command meets every kind."""
    monkeypatch.setenv("CUSTOMER_BOOK_DEBUG", "1")  # what nobody foresaw is raised instead of said
    whole, book = parts(sound), tmp_path / "book.xlsm"
    for name in ("orders.csv", "list.csv", "copy.xlsm"):
        shutil.copy(sound.with_name(name), tmp_path)
    for seed in range(block * COUNT // 10, (block + 1) * COUNT // 10):
        rng = random.Random(seed)
        kind, one = KINDS[seed % len(KINDS)], ON_A_BOOK[seed % len(ON_A_BOOK)]
        data = kind(whole, rng)
        book.write_bytes(data)
        before = contents(tmp_path)
        case = f"seed {seed}: {kind.__name__}, {one.verb}"
        argv = [part.format(folder=tmp_path) for part in (one.verb, str(book), *GIVEN.get(one.key, ()))]
        try:
            with time_limit(SECONDS):
                code = main(argv)
        except BaseException as error:
            raise AssertionError(case) from error
        said = capsys.readouterr()
        after = contents(tmp_path)
        assert code in (0, 1, 3), case
        assert "Traceback" not in said.out + said.err, case
        if code == 1:
            assert (said.out if one.key in ("doctor", "find") else said.err).strip() or said.err.strip(), case
            assert after == before, case
        elif after["book.xlsm"] != data:
            was = tmp_path / "was.xlsm"
            was.write_bytes(data)
            assert kinds_of(faults(book)) <= kinds_of(faults(was)), case
        for path in tmp_path.iterdir():
            if path.suffix != ".csv" and path.name != "copy.xlsm":
                shutil.rmtree(path) if path.is_dir() else path.unlink()


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_a_damaged_copy_is_taken_or_refused(
    kind: Kind, sound: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What comes back from others is no better than other files; the book is as whole as it was."""
    monkeypatch.setenv("CUSTOMER_BOOK_DEBUG", "1")
    book, copy = Path(shutil.copy(sound, tmp_path)), tmp_path / "back.xlsm"
    whole = parts(sound.with_name("copy.xlsm"))
    for seed in range(3):
        copy.write_bytes(kind(whole, random.Random(seed)))
        with time_limit(SECONDS):
            assert main(["collect", str(book), str(copy)]) in (0, 1), seed
        said = capsys.readouterr()
        assert "Traceback" not in said.out + said.err
        assert faults(book) == set(), seed


def test_every_command_and_every_kind_of_damage_has_its_turn() -> None:
    """Their numbers share no factor: as many books as their product are every pair once."""
    pairs = {(seed % len(KINDS), seed % len(ON_A_BOOK)) for seed in range(COUNT)}
    assert {kind for kind, _ in pairs} == set(range(len(KINDS)))
    assert {one for _, one in pairs} == set(range(len(ON_A_BOOK)))
    assert len(pairs) == len(KINDS) * len(ON_A_BOOK)
