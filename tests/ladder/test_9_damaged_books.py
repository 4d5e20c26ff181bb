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
from tests.ladder.book_damage import KINDS
from tests.package_checks import faults
from tests.packages import parts
from workbook.schema.command_model import Host
from workbook.schema.commands import COMMANDS

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
}
"""What a command is given beside the book."""

NOT_TRIED = (
    "card_open", "card_previous", "card_next", "card_save", "alike", "month_report", "report", "mail", "labels",
    "express", "share", "collect", "collect_confirm", "person", "person_erase",
)  # fmt: skip
"""Commands that have not been given damaged books yet."""
ON_A_BOOK = [
    one
    for one in COMMANDS
    if one.key not in NOT_TRIED and (one.host is not Host.MACHINE or any(o.name == "book" for o in one.options))
]
COUNT = len(KINDS) * len(ON_A_BOOK)


@pytest.fixture(scope="module")
def sound(sample_book: Callable[[str], Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sample with an import that can be undone and a preview that can be imported, and files to load beside it."""
    book = Path(shutil.copy(sample_book("en"), tmp_path_factory.mktemp("sound") / "book.xlsm"))
    (book.parent / "orders.csv").write_text("Date,Customer ID,Product,Amount\n2026-06-29,C00001,Lamp,30\n")
    (book.parent / "list.csv").write_text("Company,Phone,Stand\nAsh Ltd,13900139001,A1\n,12,A2\n")
    for argv in (["preview", "{}", "{}/../list.csv"], ["import", "{}"], ["preview", "{}", "{}/../list.csv"]):
        assert main([one.replace("{}/..", str(book.parent)).replace("{}", str(book)) for one in argv]) == 0
    return book


def kinds_of(found: set[str]) -> set[str]:
    """Faults without the places at which a broken part breaks: they move with what is written before them."""
    return {re.sub(r"\d+", "0", one) for one in found}


@pytest.mark.parametrize("block", range(10))
def test_a_damaged_book_is_answered_or_refused(
    block: int, sound: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Kinds of damage and commands take turns, so that in all blocks every command meets every kind."""
    monkeypatch.setenv("CUSTOMER_BOOK_DEBUG", "1")  # what nobody foresaw is raised instead of said
    whole, book = parts(sound), tmp_path / "book.xlsm"
    for name in ("orders.csv", "list.csv"):
        shutil.copy(sound.with_name(name), tmp_path)
    for seed in range(block * COUNT // 10, (block + 1) * COUNT // 10):
        rng = random.Random(seed)
        kind, one = KINDS[seed % len(KINDS)], ON_A_BOOK[seed % len(ON_A_BOOK)]
        data = kind(whole, rng)
        book.write_bytes(data)
        before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
        case = f"seed {seed}: {kind.__name__}, {one.verb}"
        argv = [part.format(folder=tmp_path) for part in (one.verb, str(book), *GIVEN.get(one.key, ()))]
        try:
            with time_limit(SECONDS):
                code = main(argv)
        except BaseException as error:
            raise AssertionError(case) from error
        said = capsys.readouterr()
        after = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
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
            if path.suffix != ".csv":
                shutil.rmtree(path) if path.is_dir() else path.unlink()


def test_every_command_and_every_kind_of_damage_has_its_turn() -> None:
    """Their numbers share no factor: as many books as their product are every pair once."""
    pairs = {(seed % len(KINDS), seed % len(ON_A_BOOK)) for seed in range(COUNT)}
    assert {kind for kind, _ in pairs} == set(range(len(KINDS)))
    assert {one for _, one in pairs} == set(range(len(ON_A_BOOK)))
    assert len(pairs) == len(KINDS) * len(ON_A_BOOK)
