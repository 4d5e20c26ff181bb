"""python -m workbook.regenerate: its steps run in a checkout, and what differs from a fresh one is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbook import regenerate
from workbook.regenerate import ROOT, STEPS, Step, differing, run


def writing(name: str, text: str, **more: object) -> Step:
    """A step that writes one file."""
    code = f"from pathlib import Path; Path({name!r}).write_text({text!r})"
    return Step(name, ("-c", code), (name,), **more)  # type: ignore[arg-type]


def test_a_step_writes_in_the_checkout_it_is_given(tmp_path: Path) -> None:
    """In the order of the list; none has failed."""
    assert run(tmp_path, [writing("a.txt", "1"), writing("a.txt", "2")], tmp_path) == []
    assert (tmp_path / "a.txt").read_text() == "2"


def test_a_step_that_fails_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With what it said; the next one runs all the same."""
    assert run(tmp_path, [Step("bad", ("-c", "raise SystemExit('no ink')"), ()), writing("a.txt", "1")], tmp_path) == [
        "bad"
    ]
    assert "no ink" in capsys.readouterr().err
    assert (tmp_path / "a.txt").exists()


def test_a_step_that_lacks_something_is_left_out_and_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What it would have written is compared with nothing."""
    step = writing("a.txt", "1", lacks=lambda: "no paper")
    assert run(tmp_path, [step], tmp_path) == []
    assert capsys.readouterr().out == "left out: a.txt: no paper\n"
    (tmp_path / "fresh").mkdir()
    (tmp_path / "a.txt").write_text("old")
    assert differing(tmp_path, tmp_path / "fresh", [step]) == []


def test_what_differs_is_missing_or_left_over_is_named(tmp_path: Path) -> None:
    """Equal bytes are equal."""
    for place, texts in {
        "root": {"same": "1", "other": "1", "over": "1"},
        "fresh": {"same": "1", "other": "2", "new": "1"},
    }.items():
        (tmp_path / place).mkdir()
        for name, text in texts.items():
            (tmp_path / place / name).write_text(text)
    found = differing(tmp_path / "root", tmp_path / "fresh", [Step("all", (), ("*",))])
    assert found == ["new", "other", "over"]


def test_check_touches_nothing_and_exits_with_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The steps run in a copy."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "a.txt").write_text("old")
    monkeypatch.setattr(regenerate, "ROOT", tmp_path)
    monkeypatch.setattr(regenerate, "STEPS", (writing("a.txt", "new"),))
    assert regenerate.main(["--check"]) == 1
    assert "a.txt" in capsys.readouterr().err
    assert (tmp_path / "a.txt").read_text() == "old"
    assert regenerate.main([]) == 0
    assert (tmp_path / "a.txt").read_text() == "new"
    assert regenerate.main(["--check"]) == 0


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.name)
def test_every_step_writes_files_that_are_there(step: Step) -> None:
    """A pattern that finds nothing would compare nothing."""
    assert all(any(path.is_file() for path in ROOT.glob(pattern)) for pattern in step.writes)
