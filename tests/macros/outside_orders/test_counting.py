"""Orders outside the book: what is read, what counts once, what is refused; the lines stay where they are."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from pyarrow import parquet

from macros.outside_orders import sources
from macros.outside_orders.counting import Reading, SheetLines, counted
from workbook.errors import InputError
from workbook.rules.basics.order_ledger import ledger

AS_OF = dt.date(2026, 6, 30)
CUSTOMERS = pd.DataFrame({"customer_id": ["C1", "C2"], "name": ["Ash Ltd", "Birch Ltd"]}, dtype="str")
DAY = dt.date(2026, 5, 1)
LINES: dict[str, list[Any]] = {
    "line id": ["X1", "X2", "X3"],
    "order no": ["S1", "S1", "0007"],
    "date": [DAY, DAY, dt.date(2026, 5, 11)],
    "customer": ["C1", "Ash Ltd", "c2"],
    "amount": [10.5, 4.5, 7.0],
}


def sheet(*rows: tuple[str, str | None, str | None, float]) -> SheetLines:
    """The book's own lines: line ID, order number, customer, amount; all of one day."""
    frame = pd.DataFrame(
        {
            "line_id": pd.Series([row[0] for row in rows], dtype="str"),
            "order_no": pd.Series([row[1] for row in rows], dtype="str"),
            "customer_id": pd.Series([row[2] for row in rows], dtype="str"),
            "amount": pd.Series([row[3] for row in rows], dtype="float64"),
            "date": pd.Series([pd.Timestamp(DAY)] * len(rows), dtype="datetime64[s]"),
        }
    )
    book = ledger(CUSTOMERS, frame)
    return SheetLines(CUSTOMERS, book, frame["order_no"], frame["line_id"], {"退货": "return", "Sample": "sample"})


def written(path: Path, **columns: list[Any]) -> Path:
    parquet.write_table(pa.table({**LINES, **{key.replace("_", " "): one for key, one in columns.items()}}), path)
    return path


def figures(
    given: Path | str, own: SheetLines | None = None, mapping: dict[str, str] | None = None
) -> tuple[list[list[int]], Reading]:
    """Orders and units of each customer, and the reading."""
    with counted(str(given), mapping or {}, own or sheet(), AS_OF) as found:
        rows = found.counts.statistics().customers[["order_count", "units"]].to_numpy(dtype="int64").tolist()
        return rows, found


def refusal(given: Path | str) -> str:
    with pytest.raises(InputError) as refused:
        figures(given)
    return refused.value.text.en


def test_a_parquet_file_is_counted_by_the_customers_of_the_book(tmp_path: Path) -> None:
    """A customer is named by number or name, as on the sheet; two lines of one order are one."""
    rows, found = figures(written(tmp_path / "shop.parquet"))
    assert rows == [[1, 150_000], [1, 70_000]]
    assert (found.lines, found.figures["outside_amount"]) == (3, 22.0)
    assert found.counts.elsewhere.tolist() == [True, True]


def test_a_folder_of_text_files_keeps_numbers_as_they_are_written(tmp_path: Path) -> None:
    """0007 and 7 are two orders; an amount with thousands marked is a number, one that is none counts 0 and is said."""
    header = "order no,date,customer,amount\n"
    (tmp_path / "a.csv").write_text(header + '0007,2026-05-01,C1,"1,000.50"\n')
    (tmp_path / "b.csv").write_text(header + "7,2026-05-01,C1,2\n8,2026-05-02,C1,many\n")
    rows, found = figures(tmp_path)
    assert rows == [[2, 10_025_000], [0, 0]]
    assert found.figures["outside_unread"] == 1


def test_a_table_of_a_duckdb_file_is_read_and_left_alone(tmp_path: Path) -> None:
    """Opened for reading only: the file is the same afterwards."""
    path = tmp_path / "shop.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute("CREATE SCHEMA sales")
        connection.execute(
            "CREATE TABLE sales.lines AS SELECT 'S1' AS \"order no\", DATE '2026-05-01' AS date, 'C2' AS customer, "
            "CAST(12.34 AS DECIMAL(18,2)) AS amount"
        )
    before = path.read_bytes()
    assert figures(f"{path}#sales.lines")[0] == [[0, 0], [1, 123_400]]
    assert path.read_bytes() == before


def test_a_line_in_both_counts_once_and_as_it_stands_on_the_sheet(tmp_path: Path) -> None:
    """By its line ID; an order with lines in both is one order."""
    own = sheet(("X1", "S1", "C1", 99.0), ("M1", "S9", "C1", 1.0))
    rows, found = figures(written(tmp_path / "shop.parquet"), own)
    assert rows == [[2, 990_000 + 10_000 + 45_000], [1, 70_000]]
    assert found.figures["outside_both"] == 1


def test_what_counts_nowhere_is_said(tmp_path: Path) -> None:
    """Samples and later lines are left out, a return is taken away whatever its sign, nobody's lines are in the
    total."""
    columns: dict[str, list[Any]] = {
        "kind": ["退货", "Sample", None],
        "date": [DAY, DAY, dt.date(2026, 7, 1)],
        "customer": ["C1", "C1", "C1"],
    }
    rows, found = figures(written(tmp_path / "shop.parquet", **columns))
    assert rows == [[0, -105_000], [0, 0]]
    assert (found.figures["outside_free"], found.figures["outside_later"]) == (1, 1)
    _, found = figures(written(tmp_path / "shop.parquet", customer=["Elm", "Oak", None]))
    assert (found.counts.statistics().unassigned_units, found.counts.statistics().unassigned_lines) == (220_000, 3)


def test_more_than_four_decimals_are_rounded_and_said(tmp_path: Path) -> None:
    """Half up to 1/10,000; a decimal that a double only nearly holds is that decimal."""
    rows, found = figures(written(tmp_path / "shop.parquet", amount=[0.00005, 0.1 + 0.2, 19.99]))
    assert rows == [[1, 1 + 3000], [1, 199_900]]
    assert found.figures["outside_rounded"] == 2


def test_sums_are_exact_where_doubles_are_not(tmp_path: Path) -> None:
    """Two amounts whose units add up to more than a double holds: 4503599627370497 + 4503599627370496."""
    units = [4503599627370497, 4503599627370496, 0]
    amounts = pa.array([one / 10_000 for one in units])
    rows, _ = figures(written(tmp_path / "shop.parquet", amount=amounts.to_pylist(), customer=["C1"] * 3))
    assert rows[0][1] == 9007199254740993


def test_columns_are_named_by_hand_where_they_are_not_known(tmp_path: Path) -> None:
    """THEIRS=FIELD, as `load` has it; what is missing is named with what is there."""
    table = pa.table({"k": ["C1"], "d": [DAY], "x": [5]})
    parquet.write_table(table, tmp_path / "odd.parquet")
    assert "k, d, x" in refusal(tmp_path / "odd.parquet")
    named = {"k": "customer_id", "d": "date", "x": "amount"}
    assert figures(tmp_path / "odd.parquet", mapping=named)[0] == [[1, 50_000], [0, 0]]


@pytest.mark.parametrize(
    ("column", "values", "said"),
    [
        ("amount", [[1.0], [2.0], [3.0]], "column amount"),
        ("date", [1, 2, 3], "column date"),
        ("customer", [b"a", b"b", b"c"], "column customer"),
    ],
)
def test_a_column_of_the_wrong_type_is_named(tmp_path: Path, column: str, values: list[Any], said: str) -> None:
    """A list is no amount, a number no date, bytes no customer."""
    assert said in refusal(written(tmp_path / "shop.parquet", **{column: values}))


def test_a_source_that_is_gone_or_damaged_is_a_sentence(tmp_path: Path) -> None:
    """No file, no table, no kind of file, half a file, an empty one, a server's address without its password."""
    assert "not found" in refusal(tmp_path / "gone.parquet")
    path = written(tmp_path / "half.parquet")
    path.write_bytes(path.read_bytes()[:200])
    assert "damaged" in refusal(path)
    (tmp_path / "shop.duckdb").write_bytes(b"no database")
    assert "damaged" in refusal(f"{tmp_path / 'shop.duckdb'}#lines")
    assert "#TABLE" in refusal(tmp_path / "shop.duckdb")
    assert "cannot be read as orders" in refusal(written(tmp_path / "shop.xyz"))
    said = refusal("postgresql://me:secret@db.example/shop")
    assert "cannot be read as orders" in said
    assert "secret" not in said
    parquet.write_table(
        pa.table({key: pa.array(one).slice(0, 0) for key, one in LINES.items()}), tmp_path / "no.parquet"
    )
    assert "no lines" in refusal(tmp_path / "no.parquet")


def test_a_view_that_reads_elsewhere_is_refused(tmp_path: Path) -> None:
    """A stranger's database may not make the engine read another file of this computer."""
    secret = written(tmp_path / "secret.parquet")
    with duckdb.connect(str(tmp_path / "shop.duckdb")) as connection:
        connection.execute(f"CREATE VIEW lines AS SELECT * FROM read_parquet('{secret}')")
    assert "outside its file" in refusal(f"{tmp_path / 'shop.duckdb'}#lines")


def test_a_source_that_is_written_meanwhile_is_refused(tmp_path: Path) -> None:
    """The list of files with their sizes and times is the snapshot."""
    path = written(tmp_path / "shop.parquet")
    source = sources.source_of(str(path))
    source.still_the_same()
    os.utime(path, ns=(1, 1))
    with pytest.raises(InputError, match="changed while"):
        source.still_the_same()


def test_amounts_too_large_to_add_are_refused(tmp_path: Path) -> None:
    """A sum outside 64 bits would be another number on every engine."""
    rows = 1100
    table = pa.table({"customer": ["C1"] * rows, "date": [DAY] * rows, "amount": np.full(rows, 9e11)})
    parquet.write_table(table, tmp_path / "big.parquet")
    assert "counted exactly" in refusal(tmp_path / "big.parquet")
