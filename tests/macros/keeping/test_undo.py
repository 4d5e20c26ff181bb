"""undo: in order, at least ten steps, what users did since stays."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pandas as pd
import pytest

from macros import journal
from macros.hosts.command_line import main
from macros.keeping.undo import undo
from tests.macros.lead_lists import cells, opened, typed
from workbook import tables
from workbook.errors import InputError, StructureError
from workbook.schema.tables.import_sheets import JOURNAL

NOW = dt.datetime(2026, 6, 30, 9, 0)


def test_twelve_steps_are_undone_in_order(empty_zh: Path) -> None:
    """The newest first, each back to what stood before it."""
    with opened(empty_zh) as book:
        first = tables.get_name(book, "set_company")
        for n in range(12):
            with journal.step(book, "load", now=NOW) as step:
                step.set_name("set_company", f"公司{n}")
        undo(book)
        assert tables.get_name(book, "set_company") == "公司10"
        assert undo(book, steps="11").figures["steps"] == 11
        assert tables.get_name(book, "set_company") == first
        with pytest.raises(InputError):
            undo(book)


def test_an_edited_row_and_a_used_row_stay_and_are_listed(empty_zh: Path) -> None:
    """In words that name the row and the reason; the counts reconcile."""
    with opened(empty_zh) as book:
        rows = pd.DataFrame(
            {"customer_id": ["C00001", "C00002", "C00003"], "name": ["甲公司", "乙公司", "丙公司"], "kind": "company"},
            dtype="str",
        )
        with journal.step(book, "load", now=NOW) as step:
            step.append("tblCustomers", rows)
        tables.write_rows(book, "tblCustomers", pd.DataFrame({"phone": pd.Series(["1"], index=[1], dtype="str")}))
        tables.append(book, "tblPayments", pd.DataFrame({"customer_id": ["丙公司"], "amount": [1.0]}))
        report = undo(book)
        assert tables.read(book, "tblCustomers").frame["name"].tolist() == ["乙公司", "丙公司"]
        assert report.figures == {"steps": 1, "reversed": 1, "kept": 2, "errors": 0}
        assert [line.zh for line in report.lines[1:]] == [
            "  保留 客户 C00002 乙公司：这一行后来改过",
            "  保留 客户 C00003 丙公司：“回款”里有 1 行用着它",
        ]
        told = journal.read(book)
        assert told["undone"].tolist() == ["kept"]
        assert "C00002" in told["why"].iloc[0]


@pytest.mark.parametrize("steps", ["0", "-1", "zwei", "1.5"])
def test_a_number_of_steps_that_is_none_is_refused(empty_zh: Path, steps: str) -> None:
    """With what to write instead."""
    with opened(empty_zh) as book, pytest.raises(InputError, match="--steps 2"):
        undo(book, steps=steps)


@pytest.mark.parametrize("column", ["action", "subject", "before"])
def test_a_journal_that_somebody_changed_is_refused(empty_zh: Path, column: str) -> None:
    """With what is wrong and where help is."""
    with opened(empty_zh) as book:
        with journal.step(book, "load", now=dt.datetime(2026, 6, 30, 9)) as step:
            step.append("tblCustomers", pd.DataFrame({"customer_id": ["C1"], "name": ["甲公司"]}, dtype="str"))
        rows = journal.read(book)
        tables.write(book, JOURNAL, rows.assign(**{column: "["})[[column]])
        with pytest.raises(StructureError, match="_journal"):
            undo(book)


def test_the_command_line_says_what_it_undid(empty_en: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In the book's language."""
    with opened(empty_en) as book, journal.step(book, "load", now=NOW) as step:
        step.set_name("set_company", "Example")
    assert main(["undo", str(empty_en)]) == 0
    assert "Undid Load file (2026-06-30 09:00): 1 items, 1 reversed, 0 kept, 0 errors." in capsys.readouterr().out
    assert main(["undo", str(empty_en)]) == 1
    assert "nothing to undo" in capsys.readouterr().err


def test_results_are_worked_out_again(sample_zh: Path) -> None:
    """Where the book had been refreshed."""
    day = dt.date(2026, 6, 30)
    with opened(sample_zh) as book:
        before = tables.read(book, "tblCustomers").frame["total_amount"].tolist()
        order = {"line_id": ["T9999999"], "customer_id": ["C00001"], "amount": [12.5]}
        with journal.step(book, "load", now=NOW) as step:
            step.append("tblTransactions", pd.DataFrame(order).assign(date=pd.Timestamp(day)))
        from macros.counting.refresh import refresh

        refresh(book, as_of=day)
        assert tables.read(book, "tblCustomers").frame["total_amount"].tolist() != before
        undo(book, as_of=day)
        assert tables.read(book, "tblCustomers").frame["total_amount"].tolist() == before


def test_a_cleared_sample_comes_back(sample_zh: Path) -> None:
    """Every row where it stood, the fixed day and the mark of a sample."""
    from macros.keeping.clear_sample import clear_sample

    with opened(sample_zh) as book:
        before, names = cells(book), [tables.get_name(book, name) for name in ("set_as_of", "meta_is_sample")]
        clear_sample(book, now=NOW)
        assert tables.read(book, "tblCustomers").frame.empty
    with opened(sample_zh) as book:
        report = undo(book)
        assert (report.figures["kept"], report.figures["errors"]) == (0, 0)
        assert [tables.get_name(book, name) for name in ("set_as_of", "meta_is_sample")] == names
        assert typed(cells(book)) == typed(before)


def test_a_loaded_file_can_be_undone_and_loaded_again(empty_zh: Path, tmp_path: Path) -> None:
    """The rows, the list values it added, and that it was loaded."""
    from macros.files.load import load

    file = tmp_path / "customers.csv"
    file.write_text("客户名称,所属区域\n甲公司,南极\n乙公司,南极\n", encoding="utf-8")
    with opened(empty_zh) as book:
        regions = tables.read_list(book, "region")["key"].tolist()
        load(book, file=file, table="customers", add_to_lists=True, now=NOW)
        assert "南极" in tables.read_list(book, "region")["key"].tolist()
        assert undo(book).figures == {"steps": 1, "reversed": 4, "kept": 0, "errors": 0}
        assert tables.read(book, "tblCustomers").frame.empty
        assert tables.read_list(book, "region")["key"].tolist() == regions
        assert load(book, file=file, table="customers", now=NOW).figures["new"] == 2
