"""Bad input gives a sentence, never a traceback, and leaves the file as it was."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from macros.hosts.command_line import main
from tests.bad_inputs import SCENARIOS, Scenario

REFUSED = [s for s in SCENARIOS if s.refused]
REPORTED = [s for s in SCENARIOS if not s.refused]


@pytest.mark.parametrize("scenario", REFUSED, ids=lambda s: s.key)
def test_what_cannot_be_done_is_one_sentence_and_no_change(
    scenario: Scenario, sample_en: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 1 or 2, one line on stderr, nothing on stdout, no byte changed, no litter."""
    scenario.spoil(sample_en)
    before = {p.name: p.read_bytes() for p in sample_en.parent.iterdir()}
    try:
        code = main(scenario.argv(sample_en))
    except SystemExit as stop:  # argparse refuses a wrong call itself
        code = int(stop.code or 0)
    out = capsys.readouterr()
    assert code in (1, 2)
    assert out.out == ""
    assert out.err.strip()
    assert "Traceback" not in out.err
    if code == 1:
        assert len(out.err.strip().splitlines()) == 1
    assert {p.name: p.read_bytes() for p in sample_en.parent.iterdir()} == before


@pytest.mark.parametrize("scenario", REPORTED, ids=lambda s: s.key)
def test_what_can_be_read_is_used_and_what_cannot_is_reported(
    scenario: Scenario, sample_en: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The command works; refresh works too; the problem is listed (a renamed header is none)."""
    scenario.spoil(sample_en)
    assert main(scenario.argv(sample_en)) in (0, 3)  # 3: check has found errors
    assert main(["refresh", str(sample_en)]) == 0
    capsys.readouterr()
    assert main(["show", str(sample_en), "problems", "--format", "csv"]) == 0
    problems = capsys.readouterr().out
    if scenario.key != "renamed":
        assert "Transactions" in problems or "Customers" in problems
        assert "error" in problems.lower() or "warning" in problems.lower() or "hint" in problems.lower()


def test_a_read_only_folder_is_refused(
    sample_en: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """No backup can be written, so nothing is."""

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    before = sample_en.read_bytes()
    monkeypatch.setattr("shutil.copy2", refuse)
    assert main(["refresh", str(sample_en), "--as-of", "2026-09-01"]) == 1
    assert "Permission denied" in capsys.readouterr().err
    assert sample_en.read_bytes() == before


def test_a_full_disk_is_refused(
    sample_en: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The new file does not fit; the old one stays and no half of the new one is left."""

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    before = sample_en.read_bytes()
    monkeypatch.setattr("os.fsync", full)
    out = sample_en.parent / "out.xlsm"
    assert main(["refresh", str(sample_en), "--as-of", "2026-09-01", "-o", str(out)]) == 1
    assert "disk is full" in capsys.readouterr().err
    assert sample_en.read_bytes() == before
    assert [p.name for p in sample_en.parent.iterdir()] == [sample_en.name]


@pytest.mark.parametrize(
    "place", [{"LANG": "C", "LC_ALL": "C"}, {"TZ": "Pacific/Kiritimati"}, {"TZ": "America/Adak"}], ids=str
)
def test_results_do_not_depend_on_locale_or_time_zone(place: dict[str, str], sample_zh: Path, tmp_path: Path) -> None:
    """The same book and day give the same bytes anywhere, and Chinese prints in a C locale. On a later day there is one
    problem more, whose row gets an identifier drawn by lot."""

    def refreshed(name: str, **more: str) -> tuple[bytes, str]:
        out = tmp_path / name
        ran = subprocess.run(
            [sys.executable, "-m", "macros.cli", "check", str(sample_zh), "--as-of", "2026-07-01", "-o", str(out)],
            env={**os.environ, "PYTHONUTF8": "0", **more},
            cwd=Path(__file__).parents[1], capture_output=True, check=True,
        )  # fmt: skip
        return out.read_bytes(), ran.stdout.decode("utf-8", errors="replace")

    here, _ = refreshed("here.xlsm")
    there, said = refreshed("there.xlsm", **place)
    assert there == here
    assert said.strip()
