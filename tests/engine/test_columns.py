"""Whole tables: the columnar methods agree with xlwings, and with a plain model under any program of edits."""

from __future__ import annotations

import datetime as dt
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
import xlwings as xw
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from tests.engine.odd_books import KIND, contents, make_book, relationships, table, worksheet
from tests.fuzzing import tries
from workbook import engine
from workbook.engine import CellError, Formula, columns
from workbook.errors import InputError, MissingColumn, MissingTable, StructureError

PART = '<tableParts count="2"><tablePart r:id="rId1"/><tablePart r:id="rId2"/></tableParts>'


def two_tables(path: Path) -> Path:
    """Two tables side by side: B2:D4 and F2:F3; something beside the second, and below."""
    rows = (
        '<row r="2"><c r="B2" t="str"><v>code</v></c><c r="C2" t="str"><v>amount</v></c>'
        '<c r="D2" t="str"><v>day</v></c>'
        '<c r="F2" t="str"><v>only</v></c></row>'
        '<row r="3"><c r="B3" t="s"><v>0</v></c><c r="C3" s="2"><v>1.5</v></c><c r="D3" s="1"><v>45000</v></c>'
        '<c r="F3" t="b"><v>1</v></c><c r="H3" t="str"><v>guard</v></c></row>'
        '<row r="4"><c r="B4" t="s"><v>1</v></c><c r="C4" s="2"/><c r="D4" s="1"><v>45001.5</v></c></row>'
        '<row r="30"><c r="F30" t="str"><v>below</v></c></row>'
    )
    return make_book(
        path,
        {"One": worksheet(rows, after=PART)},
        parts={
            "xl/tables/table1.xml": table("tblA", "B2:D4", ["code", "amount", "day"]),
            "xl/tables/table2.xml": table("tblB", "F2:F3", ["only"], number=2),
            "xl/worksheets/_rels/sheet1.xml.rels": relationships(
                {"rId2": ("table", "../tables/table2.xml"), "rId1": ("table", "../tables/table1.xml")}
            ),
        },
        types={f"xl/tables/table{n}.xml": f"{KIND}.table+xml" for n in (1, 2)},
        strings=["007", "+861380000"],
    )


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The book of two tables."""
    return two_tables(tmp_path / "book.xlsx")


def test_block(path: Path) -> None:
    """A block says where the table is and gives each column its type."""
    with engine.open_book(path) as book:
        block = columns.table_columns(book, "tblA")
        assert [t.name for t in book.sheets[0].tables] == ["tblA", "tblB"]
    assert (block.headers, block.first_row, block.first_column, block.rows) == (("code", "amount", "day"), 3, 2, 2)
    assert block.kinds == {"code": "text", "amount": "number", "day": "date"}
    assert block.columns["code"].tolist() == ["007", "+861380000"]
    assert block.columns["code"].dtype == columns.text_dtype()
    assert block.columns["amount"].dtype == np.float64
    assert np.isnan(block.columns["amount"][1])
    assert block.columns["day"].dtype == "datetime64[s]"
    assert block.columns["day"].tolist() == [pd.Timestamp(2023, 3, 15), pd.Timestamp(2023, 3, 16, 12)]


def test_missing_table_and_column(path: Path) -> None:
    """What is not there is named in the refusal."""
    with engine.open_book(path) as book:
        with pytest.raises(MissingTable, match="tblX"):
            columns.table_columns(book, "tblX")
        with pytest.raises(MissingColumn, match="nothing"):
            columns.table_columns(book, "tblA", ["nothing"])
        with pytest.raises(InputError, match="given 3 values instead of 2"):
            columns.write_columns(book, "tblA", {"amount": [1, 2, 3]})


def test_mixed_columns_are_exact(path: Path) -> None:
    """Numbers stay numbers and texts texts, errors and dates included."""
    mixed = [1.0, "1", True, dt.datetime(2024, 1, 1), CellError("#REF!"), None, "007"]
    with engine.open_book(path) as book:
        columns.replace_rows(book, "tblA", {"code": mixed}, 7)
        assert columns.table_columns(book, "tblA").columns["code"].tolist() == mixed
        book.save()
        block = columns.table_columns(book, "tblA")
        assert block.columns["code"].tolist() == mixed
        assert block.kinds["code"] == "mixed"
        assert block.kinds["amount"] == "blank"


def test_formulas_with_and_without_a_value(path: Path) -> None:
    """A formula column is written with the values it is known to have; unknown ones are reported."""
    with engine.open_book(path) as book:
        columns.write_columns(book, "tblA", {"amount": [3.0, None]}, formulas={"amount": "=tblA[[#This Row],[day]]"})
        book.save()
        block = columns.table_columns(book, "tblA")
        assert block.columns["amount"].tolist()[0] == 3
        assert block.formulas["amount"].tolist() == [True, True]
        assert block.unknown["amount"].tolist() == [False, True]
        assert book.sheets[0]["C3"].formula == "=[@day]"


def test_text_is_never_a_formula(path: Path) -> None:
    """A text that begins like a formula stays a text."""
    texts = ["=1+1", "+86 138", "-x", "@x", "'x", "=HYPERLINK(1)"]
    with engine.open_book(path) as book:
        columns.replace_rows(book, "tblA", {"code": texts}, 6)
        book.save()
        assert columns.table_columns(book, "tblA", ["code"]).columns["code"].tolist() == texts
    assert b"<f>" not in contents(path)["xl/worksheets/sheet1.xml"]


def test_new_rows_look_like_the_first(path: Path) -> None:
    """Styles come from the first data row."""
    with engine.open_book(path) as book:
        columns.append_rows(book, "tblA", {"code": ["x"], "amount": [1], "day": [dt.datetime(2024, 1, 1)]})
        book.save()
        assert book.sheets[0]["C5"].number_format == "0.00"
        assert book.sheets[0]["D5"].number_format == "yyyy\\-mm\\-dd"


def test_neighbours_are_left_alone(path: Path) -> None:
    """Rows of one table come and go without touching what stands beside it."""
    with engine.open_book(path) as book:
        columns.replace_rows(book, "tblA", {"code": ["a"] * 10}, 10)
        book.save()
        columns.replace_rows(book, "tblA", {"code": ["a"]}, 1)
        book.save()
        sheet = book.sheets[0]
        assert sheet["H3"].value == "guard"
        assert sheet["F2:F3"].value == ["only", True]
        assert sheet["F30"].value == "below"
        assert sheet["B4:D12"].value == [[None] * 3] * 9
    assert b'<row r="8"' not in contents(path)["xl/worksheets/sheet1.xml"]


def test_growing_over_something_is_refused(path: Path) -> None:
    """A table does not swallow what stands below it."""
    with engine.open_book(path) as book:
        with pytest.raises(StructureError, match="F4:F33"):
            columns.replace_rows(book, "tblB", {"only": [1] * 31}, 31)
        assert columns.table_columns(book, "tblB").rows == 1


def test_a_table_that_was_cut_grows_again(path: Path) -> None:
    """In the same open book: of the rows that were taken away nothing is left to be in the way."""
    with engine.open_book(path) as book:
        for rows in (200, 20, 190):
            columns.replace_rows(book, "tblA", {"amount": [float(rows)] * rows}, rows)
        found = columns.table_columns(book, "tblA")
        assert (found.rows, found.columns["amount"].tolist()) == (190, [190.0] * 190)


def test_an_empty_table(path: Path) -> None:
    """No rows leave one blank row, which counts as none and is filled first."""
    with engine.open_book(path) as book:
        columns.replace_rows(book, "tblB", {"only": []}, 0)
        book.save()
        assert columns.table_columns(book, "tblB").rows == 0
        assert book.sheets[0].tables["tblB"].range.address == "$F$2:$F$3"
        assert columns.append_rows(book, "tblB", {"only": ["new"]}) == 3
        assert columns.append_rows(book, "tblB", {"only": ["newer"]}) == 4
        book.save()
        assert columns.table_columns(book, "tblB").columns["only"].tolist() == ["new", "newer"]


def test_a_second_time_changes_nothing(path: Path) -> None:
    """Writing what is there is no change: the file is not touched."""
    frame = {
        "code": ["a", "b", "c"],
        "amount": [1.5, None, 3],
        "day": [dt.datetime(2024, 1, 1), None, dt.datetime(2024, 1, 3)],
    }
    with engine.open_book(path) as book:
        columns.replace_rows(book, "tblA", frame, 3, formulas={"amount": "=1"})
        book.save()
    before, stamp = path.read_bytes(), path.stat().st_mtime_ns
    with engine.open_book(path) as book:
        columns.replace_rows(book, "tblA", frame, 3, formulas={"amount": "=1"})
        assert not engine.has_changes(book)
        book.save()
    assert (path.read_bytes(), path.stat().st_mtime_ns) == (before, stamp)


def test_pandas_kinds(path: Path) -> None:
    """Every usual kind of Series can be written."""
    given: dict[str, Any] = {
        "code": pd.Series(["a", None, "c"], dtype="category"),
        "amount": pd.Series([1, None, 3], dtype="Int64"),
        "day": pd.Series([pd.Timestamp(2024, 1, 1), pd.NaT, pd.Timestamp(2024, 1, 3, 4, 5)]),
    }
    with engine.open_book(path) as book:
        columns.replace_rows(book, "tblA", given, 3)
        book.save()
        block = columns.table_columns(book, "tblA")
        assert block.columns["code"].fillna("-").tolist() == ["a", "-", "c"]
        assert block.columns["amount"].fillna(-1).tolist() == [1, -1, 3]
        assert block.columns["day"][2] == pd.Timestamp(2024, 1, 3, 4, 5)
        columns.replace_rows(book, "tblA", {"code": pd.Series([True, None], dtype="boolean")}, 2)
        assert columns.table_columns(book, "tblA").kinds["code"] == "flag"


CELLS = st.one_of(
    st.none(), st.integers(-1000, 1000).map(float), st.text("aé<&=\n ", min_size=1, max_size=5), st.booleans()
)
WORDS = st.one_of(st.none(), st.text("aé<&=\n ", min_size=1, max_size=5), st.booleans())
"""For the column of dates, where a number is a date."""
ROWS = st.lists(st.tuples(CELLS, CELLS, WORDS), min_size=1, max_size=6)


class Programs(RuleBasedStateMachine):
    """Random table operations against a list of rows."""

    @initialize()
    def open(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.path = two_tables(Path(self.folder.name) / "book.xlsx")
        self.context = engine.open_book(self.path)
        self.book: xw.Book = self.context.__enter__()
        self.rows: list[list[Any]] = []
        columns.replace_rows(self.book, "tblA", {}, 0)

    @property
    def table(self) -> xw.main.Table:
        return self.book.sheets[0].tables["tblA"]

    def _as_columns(self, rows: list[tuple[Any, Any, Any]]) -> dict[str, list[Any]]:
        return {name: [row[at] for row in rows] for at, name in enumerate(("code", "amount", "day"))}

    @rule(rows=ROWS)
    def append(self, rows: list[tuple[Any, Any, Any]]) -> None:
        columns.append_rows(self.book, "tblA", self._as_columns(rows))
        self.rows += [list(row) for row in rows]

    @rule(rows=st.lists(st.tuples(CELLS, CELLS, WORDS), max_size=90))
    def replace(self, rows: list[tuple[Any, Any, Any]]) -> None:
        columns.replace_rows(self.book, "tblA", self._as_columns(rows), len(rows))
        self.rows = [list(row) for row in rows]

    @precondition(lambda self: self._filled())
    @rule(data=st.data())
    def write(self, data: st.DataObject) -> None:
        at = data.draw(st.integers(0, 2))
        values = data.draw(st.lists(WORDS if at == 2 else CELLS, min_size=len(self.rows), max_size=len(self.rows)))
        columns.write_columns(self.book, "tblA", {("code", "amount", "day")[at]: values})
        for row, value in zip(self.rows, values, strict=True):
            row[at] = value

    @precondition(lambda self: self._filled())
    @rule(data=st.data(), value=st.integers(0, 9).map(float))
    def write_cell(self, data: st.DataObject, value: float) -> None:
        row, column = data.draw(st.integers(0, len(self.rows) - 1)), data.draw(st.integers(0, 1))
        body = self.table.data_body_range
        assert body is not None
        body[row, column].value = value
        self.rows[row][column] = value

    @precondition(lambda self: self._filled())
    @rule(data=st.data(), value=st.integers(0, 9).map(float))
    def insert(self, data: st.DataObject, value: float) -> None:
        at = data.draw(st.integers(0, len(self.rows)))
        self.table.rows.add([value, "new", None], index=at + 1)
        self.rows.insert(at, [value, "new", None])

    @precondition(lambda self: self._filled() and len(self.rows) > 1)
    @rule(data=st.data())
    def delete(self, data: st.DataObject) -> None:
        at = data.draw(st.integers(0, len(self.rows) - 1))
        self.table.rows[at].delete()
        del self.rows[at]

    @rule()
    def save(self) -> None:
        self.book.save()

    @rule()
    def reopen(self) -> None:
        self.book.save()
        self.context.__exit__(None, None, None)
        self.context = engine.open_book(self.path)
        self.book = self.context.__enter__()

    def _filled(self) -> bool:
        return bool(self.rows) and any(value is not None for row in self.rows for value in row)

    @invariant()
    def table_equals_model(self) -> None:
        if not hasattr(self, "book"):
            return
        block = columns.table_columns(self.book, "tblA")
        rows = self.rows
        if len(rows) == 1 and rows[0] == [None] * 3:
            rows = self.rows = []  # one blank row is none
        found = [[_plain(block.columns[name][at]) for name in block.headers] for at in range(block.rows)]
        assert found == rows
        sheet = self.book.sheets[0]
        assert sheet["H3"].value == "guard"
        assert sheet["F2:F3"].value == ["only", True]

    def teardown(self) -> None:
        if hasattr(self, "context"):
            self.context.__exit__(None, None, None)
            self.folder.cleanup()


def _plain(value: Any) -> Any:
    return None if value is None or value is pd.NA or value != value else value


Programs.TestCase.settings = settings(
    max_examples=tries(25), stateful_step_count=12, deadline=None, suppress_health_check=list(HealthCheck)
)
TestPrograms = Programs.TestCase


def test_formula_objects_are_cells() -> None:
    """A Formula carries its text and the value it is known to have."""
    assert columns.cells_of([Formula("=1", 1.0), None, 2]) == [Formula("=1", 1.0), None, 2.0]
