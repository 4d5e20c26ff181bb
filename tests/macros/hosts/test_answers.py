"""Answers of the command line for programs: exit codes, JSON, rehearsals."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from macros.hosts.command_line import main
from workbook import tables
from workbook.engine import doors


@pytest.fixture
def with_error(sample_en: Path) -> Path:
    """The sample with an order of nobody."""
    with doors.open_book(sample_en) as book:
        tables.write_rows(book, "tblTransactions", pd.DataFrame({"customer_id": ["C99999"]}))
        book.save()
    return sample_en


def told(call: list[str], capsys: pytest.CaptureFixture[str]) -> tuple[int, Any]:
    """Exit code and what stands in stdout, as JSON."""
    code = main([*call, "--format", "json"])
    return code, json.loads(capsys.readouterr().out)


def test_check_ends_with_3_where_there_are_errors(with_error: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """So that a script hears of them; the book is checked and saved all the same."""
    assert main(["check", str(with_error)]) == 3
    capsys.readouterr()
    assert main(["show", str(with_error), "problems", "--format", "csv"]) == 0
    assert "C99999" in capsys.readouterr().out


def test_check_ends_with_0_where_there_is_none(sample_en: Path) -> None:
    """Warnings and hints are no errors."""
    assert main(["check", str(sample_en), "--as-of", "2026-06-30"]) == 0


def test_findings_come_as_json(with_error: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each with table, row of the table, field, severity, what is wrong and what to do."""
    code, answer = told(["check", str(with_error)], capsys)
    assert (code, answer["exit_code"], answer["version"], answer["command"]) == (3, 3, 1, "check")
    (one,) = [f for f in answer["findings"] if f["severity"] == "error"]
    assert (one["table"], one["row"], one["rows"], one["field"]) == ("tblTransactions", 1, [1], "customer_id")
    assert one["value"] == "C99999"
    assert one["message"]
    assert one["fix"]
    assert answer["figures"]["error"] == 1


def test_a_report_comes_as_json(sample_en: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Sentences in the book's language, and figures as numbers."""
    code, answer = told(["refresh", str(sample_en), "--as-of", "2026-06-30"], capsys)
    assert code == 0
    assert answer["figures"]["customers"] == 40
    assert "40 customers" in answer["sentences"][0]


def test_a_refusal_comes_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The sentence, and no figures."""
    code, answer = told(["refresh", str(tmp_path / "none.xlsm")], capsys)
    assert code == answer["exit_code"] == 1
    assert "none.xlsm" in answer["error"]


def test_a_rehearsal_leaves_the_book_as_it_was(sample_en: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It says what would be done, and that nothing was."""
    before = sample_en.read_bytes()
    assert main(["refresh", str(sample_en), "--as-of", "2026-09-01", "--dry-run"]) == 0
    said = capsys.readouterr().out
    assert sample_en.read_bytes() == before
    assert [one.name for one in sample_en.parent.iterdir()] == [sample_en.name]
    assert said.rstrip().endswith("This was a rehearsal; the book was not changed.")
    assert len(said.splitlines()) > 1
