"""A save is all or nothing, whatever happens meanwhile."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import textwrap
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.engine.odd_books import make_book, worksheet
from workbook import engine
from workbook.engine.package import file_locks, zip_writer
from workbook.errors import CannotWrite, FileBusy

STEPS = ["begin", "member", "directory", "before flush", "written", "verified", "replaced"]
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A book of two sheets."""
    rows = "".join(f'<row r="{r}"><c r="A{r}"><v>{r}</v></c></row>' for r in range(1, 200))
    return make_book(tmp_path / "book.xlsx", {"One": worksheet(rows), "Two": worksheet("")})


@pytest.fixture
def steps() -> Iterator[list[Callable[[str], None]]]:
    """The hooks called at each step of a save; emptied afterwards."""
    yield zip_writer.STEPS
    zip_writer.STEPS.clear()


def litter(book: Path) -> list[str]:
    """What stands beside the book."""
    return sorted(entry.name for entry in book.parent.iterdir() if entry != book)


def change(book: Path, value: float) -> None:
    """One command."""
    with engine.open_book(book) as opened:
        opened.sheets["One"]["A1"].value = value
        opened.save()


def first_cell(book: Path) -> object:
    """What the file says."""
    with engine.open_book(book, read_only=True) as opened:
        return opened.sheets["One"]["A1"].value


def test_nothing_remains_after_a_save(book: Path) -> None:
    """No temporary file, no lock."""
    change(book, 5)
    assert first_cell(book) == 5
    assert litter(book) == []


@pytest.mark.parametrize("step", STEPS)
def test_an_error_at_any_step_leaves_old_or_new(book: Path, steps: list[Callable[[str], None]], step: str) -> None:
    """An exception in the middle leaves the old file, one after the replacement the new; never litter."""
    before = book.read_bytes()

    def fail(name: str) -> None:
        if name == step:
            raise RuntimeError(name)

    steps.append(fail)
    with pytest.raises(RuntimeError):
        change(book, 5)
    assert (book.read_bytes() == before) is (step != "replaced")
    assert litter(book) == []
    steps.clear()
    change(book, 6)
    assert first_cell(book) == 6


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is Unix's")
@pytest.mark.parametrize("step", STEPS)
def test_kill_at_any_step(book: Path, step: str) -> None:
    """A process killed at any step leaves the old or the new file; the next save sweeps up."""
    before = book.read_bytes()
    script = f"""
        import os, signal
        from tests.engine.test_save import change
        from workbook.engine.package import zip_writer
        from pathlib import Path
        zip_writer.STEPS.append(lambda name: os.kill(os.getpid(), signal.SIGKILL) if name == {step!r} else None)
        change(Path({str(book)!r}), 5)
    """
    done = subprocess.run([sys.executable, "-c", textwrap.dedent(script)], cwd=ROOT, check=False)
    assert done.returncode == -signal.SIGKILL
    assert (book.read_bytes() == before) is (step != "replaced")
    assert first_cell(book) == (5 if step == "replaced" else 1)
    change(book, 6)
    assert first_cell(book) == 6
    assert litter(book) == []


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EROFS])
def test_a_failing_disk(book: Path, steps: list[Callable[[str], None]], code: int) -> None:
    """A full or broken disk is a sentence; the file is as it was."""
    before = book.read_bytes()

    def fail(name: str) -> None:
        if name == "member":
            raise OSError(code, os.strerror(code))

    steps.append(fail)
    with pytest.raises(CannotWrite) as refusal:
        change(book, 5)
    assert "as it was" in refusal.value.sentence("en")
    assert "原文件没有变化" in refusal.value.sentence("zh")
    assert book.read_bytes() == before
    assert litter(book) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_really_full_disk(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the system says of a full disk becomes the sentence."""
    real = Path.open

    def opened(self: Path, mode: str = "r", *rest: object, **options: object) -> object:
        if mode == "xb":
            self.touch()
            return real(Path("/dev/full"), "wb", buffering=0)
        return real(self, mode)

    monkeypatch.setattr(Path, "open", opened)
    with pytest.raises(CannotWrite, match="disk is full"):
        change(book, 5)
    monkeypatch.undo()
    assert first_cell(book) == 1
    assert litter(book) == []


@pytest.mark.skipif(sys.platform == "win32", reason="folders have other permissions there")
def test_a_read_only_folder(book: Path) -> None:
    """A folder that may not be written is a sentence; the book stays as it is."""
    folder = Path(tempfile.mkdtemp())  # where another user may enter: the superuser may write everywhere
    superuser = os.geteuid() == 0
    try:
        there = Path(shutil.copy(book, folder / book.name))
        there.chmod(0o644)
        folder.chmod(0o555)
        if superuser:
            os.seteuid(65534)
        with pytest.raises(CannotWrite, match="may not be written"):
            change(there, 5)
        assert first_cell(there) == 1
    finally:
        if superuser:
            os.seteuid(0)
        folder.chmod(0o700)
        shutil.rmtree(folder)


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_to_a_book(book: Path) -> None:
    """The book is replaced, not the link; and it is the book's own neighbours that tell whether it is open."""
    folder = book.parent / "elsewhere"
    folder.mkdir()
    link = folder / "link.xlsx"
    link.symlink_to(book)
    change(link, 5)
    assert link.is_symlink()
    assert first_cell(book) == 5
    (book.parent / "~$book.xlsx").touch()
    with pytest.raises(FileBusy):
        change(link, 6)
    assert [entry.name for entry in folder.iterdir()] == ["link.xlsx"]


@pytest.mark.parametrize("name", ["客" * 80 + ".xlsx", "n" * 249 + ".xlsx"])
def test_a_very_long_name(tmp_path: Path, name: str) -> None:
    """What is made of a book's name beside it is no longer than a name may be."""
    try:
        path = make_book(tmp_path / name, {"One": worksheet("")})
    except OSError:
        pytest.skip("the file system takes no such name")
    file_locks.lock_path(path).touch()
    change(path, 5)
    assert first_cell(path) == 5
    assert litter(path) == []


@pytest.mark.skipif(sys.platform == "win32", reason="the system itself refuses there")
def test_a_read_only_file(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that may not be written is not replaced either."""
    before = book.read_bytes()
    monkeypatch.setattr(os, "access", lambda *_, **__: False)  # the superuser may write everything
    with pytest.raises(CannotWrite, match="may not be written"):
        change(book, 5)
    assert book.read_bytes() == before
    assert litter(book) == []


def test_a_missing_folder(book: Path) -> None:
    """Saving into a folder that is not there says so."""
    with engine.open_book(book) as opened:
        opened.sheets["One"]["A1"].value = 2
        with pytest.raises(CannotWrite, match="no folder"):
            opened.save(book.parent / "none" / "x.xlsx")


def test_changed_meanwhile(book: Path) -> None:
    """A file that another program changed after it was read is not overwritten."""
    with engine.open_book(book) as first:
        first.sheets["One"]["A1"].value = 2
        change(book, 3)
        with pytest.raises(FileBusy, match="changed by another program"):
            first.save()
    assert first_cell(book) == 3


def test_changed_within_the_save(book: Path, steps: list[Callable[[str], None]]) -> None:
    """Even a change during the save itself is seen before the replacement."""
    other = make_book(book.parent.parent / f"{book.parent.name}-other.xlsx", {"One": worksheet("")}).read_bytes()

    def meanwhile(name: str) -> None:
        if name == "written":
            book.write_bytes(other)

    steps.append(meanwhile)
    with pytest.raises(FileBusy):
        change(book, 3)
    assert book.read_bytes() == other
    assert litter(book) == []


@pytest.mark.parametrize("owner", ["~$book.xlsx", ".~lock.book.xlsx#"])
def test_open_in_a_spreadsheet_program(book: Path, owner: str) -> None:
    """A book that is open in Excel or LibreOffice is refused, when opening and when saving."""
    with engine.open_book(book) as opened:
        opened.sheets["One"]["A1"].value = 2
        (book.parent / owner).touch()
        with pytest.raises(FileBusy, match="is open in Excel"):
            opened.save()
        with pytest.raises(FileBusy), engine.open_book(book):
            pass
        (book.parent / owner).unlink()
        opened.save()
    assert first_cell(book) == 2


def test_two_saves_at_once(book: Path, steps: list[Callable[[str], None]]) -> None:
    """While one command saves, another is refused; nothing of the first is lost."""

    def meanwhile(name: str) -> None:
        if name == "member":
            steps.clear()
            with pytest.raises(FileBusy, match="Another command is saving"):
                change(book, 9)

    steps.append(meanwhile)
    change(book, 5)
    assert first_cell(book) == 5


def test_many_processes_at_once(book: Path) -> None:
    """Of commands that start together each succeeds or is refused; the file is always whole."""
    script = textwrap.dedent(f"""
        from tests.engine.test_save import change
        from workbook.errors import FileBusy
        from pathlib import Path
        import sys
        done = 0
        for value in range(12):
            try:
                change(Path({str(book)!r}), float(sys.argv[1]) * 100 + value)
                done += 1
            except FileBusy:
                pass
        print(done)
    """)
    command = [sys.executable, "-c", script]
    running = [subprocess.Popen([*command, str(n)], cwd=ROOT, stdout=subprocess.PIPE) for n in (1, 2, 3)]
    done = [int(one.communicate(timeout=120)[0]) for one in running]
    assert sum(done) > 0
    assert isinstance(first_cell(book), float)
    assert litter(book) == []


def test_a_stale_lock_file_does_not_block(book: Path) -> None:
    """The lock is the system's, not the file's: one left by a killed command is taken over."""
    file_locks.lock_path(book).touch()
    change(book, 4)
    assert first_cell(book) == 4
    assert litter(book) == []


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is Unix's")
def test_kill_at_random_times(book: Path) -> None:
    """Killed at any moment, the file reads as before or after."""
    script = textwrap.dedent(f"""
        from tests.engine.test_save import change
        from pathlib import Path
        print("ready", flush=True)
        value = 1
        while True:
            value += 1
            change(Path({str(book)!r}), value)
    """)
    for delay in (0.05, 0.11, 0.17, 0.23):
        process = subprocess.Popen([sys.executable, "-c", script], cwd=ROOT, stdout=subprocess.PIPE)
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(delay)
        process.kill()
        process.wait()
        assert isinstance(first_cell(book), float)
    change(book, 1)
    assert litter(book) == []
