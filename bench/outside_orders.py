"""Orders outside the book: what it takes to reduce ten million lines to the facts of 100,000 customers.

    uv run python bench/outside_orders.py make /tmp/lines.parquet --lines 10000000 --customers 100000
    uv run python bench/outside_orders.py run /tmp/lines.parquet

`run` starts a process for each way - the way of `refresh --orders`, plain SQL on DuckDB, the same rules on polars and
on pandas - and prints seconds, the most memory each held, and what the customers add up to: a difference is an error.
"""

from __future__ import annotations

import argparse
import datetime as dt
import resource
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
from pyarrow import parquet

from macros.outside_orders.counting import SheetLines, counted
from workbook.rules.basics.order_ledger import ledger
from workbook.rules.outside import customer_facts, order_lines
from workbook.rules.outside.counts import day_number, span

AS_OF = dt.date(2025, 10, 31)
WAYS = ("refresh", "sql", "polars", "pandas")
_CHUNK = 1_000_000
_SQL = """
WITH l AS (SELECT customer_id AS c, order_no AS o, date AS d, CAST(amount * 10000 AS BIGINT) AS u
           FROM read_parquet('{path}') WHERE date <= DATE '{day}'),
s AS (SELECT c, CAST(sum(u) AS BIGINT) AS units,
             min(CASE WHEN u > 0 THEN d END) AS f, max(CASE WHEN u > 0 THEN d END) AS t,
             sum(CASE WHEN d > DATE '{from_}' THEN u ELSE 0 END) AS year FROM l GROUP BY c),
n AS (SELECT c, count(*) AS orders FROM (SELECT c, o, min(CASE WHEN u > 0 THEN d END) AS b FROM l GROUP BY c, o)
      WHERE b IS NOT NULL GROUP BY c),
r AS (SELECT c, median(g) AS rhythm FROM (SELECT c, d - lag(d) OVER (PARTITION BY c ORDER BY d) AS g
      FROM (SELECT DISTINCT c, d FROM l WHERE u > 0)) WHERE g IS NOT NULL GROUP BY c)
SELECT c AS key, units, orders FROM s LEFT JOIN n USING (c) LEFT JOIN r USING (c)
"""


def make(path: Path, lines: int, customers: int) -> None:
    """Three lines an order, 3 % of them returns, a few customers with many."""
    rng = np.random.default_rng(1)
    names = pa.array([f"C{at:06d}" for at in range(1, customers + 1)])
    writer = None
    for start in range(0, lines, _CHUNK):
        many = min(_CHUNK, lines - start)
        order = np.arange(start, start + many) // 3
        inside = order - order[0]
        whose = np.minimum((customers * rng.random(inside[-1] + 1) ** 1.5).astype(int), customers - 1)
        day = 18993 + rng.integers(0, 1400, inside[-1] + 1)
        cents = rng.integers(100, 500_000, many) * np.where(rng.random(many) < 0.03, -1, 1)
        table = pa.table(
            {
                "line_id": [f"L{start + at:09d}" for at in range(many)],
                "order_no": [f"SO{one:09d}" for one in order.tolist()],
                "date": pa.array(day[inside].astype("int32")).cast(pa.date32()),
                "customer_id": names.take(pa.array(whose[inside])),
                "amount": pa.array(cents / 100),
            }
        )
        writer = writer or parquet.ParquetWriter(path, table.schema, compression="zstd")
        writer.write_table(table)
    if writer is not None:
        writer.close()


def facts(path: Path, way: str) -> pd.DataFrame:
    """key, units, orders of every customer, and whatever else the way works out beside."""
    if way == "refresh":
        return _as_refresh(path)
    if way == "sql":
        import duckdb

        with duckdb.connect() as connection:
            connection.execute("SET memory_limit = '400MB'")
            start = AS_OF - dt.timedelta(days=365)
            return connection.sql(_SQL.format(path=path, day=AS_OF, from_=start)).to_arrow_table().to_pandas()
    import narwhals as nw

    columns = ["order_no", "date", "customer_id", "amount"]
    frame: Any
    if way == "polars":
        import polars as pl

        frame = pl.scan_parquet(path).select(columns).rename({"customer_id": "customer"})
    else:
        frame = pd.read_parquet(path, columns=columns).rename(columns={"customer_id": "customer"})
        frame["date"] = pd.to_datetime(frame["date"])
    lines = order_lines.counted(order_lines.marked(frame, {}), day_number(AS_OF))
    spans = [span(AS_OF, 12)]
    parts = [customer_facts.sums(lines, spans), customer_facts.orders(lines, spans), customer_facts.intervals(lines)]
    home = []
    for part in parts:
        found = nw.from_native(part)
        home.append((found.collect() if isinstance(found, nw.LazyFrame) else found).to_pandas())
    return home[0].merge(home[1], on="key", how="left")


def _as_refresh(path: Path) -> pd.DataFrame:
    ids = parquet.read_table(path, columns=["customer_id"])["customer_id"].unique().to_pylist()
    customers = pd.DataFrame({"customer_id": sorted(ids), "name": sorted(ids)}, dtype="str")
    blank = pd.Series([], dtype="str")
    none = pd.DataFrame({"customer_id": blank, "order_no": blank, "date": pd.Series([], dtype="datetime64[s]")})
    book = ledger(customers, none.assign(amount=pd.Series([], dtype="float64")))
    with counted(str(path), {}, SheetLines(customers, book, blank, blank, {}), AS_OF) as found:
        found.counts.ask([span(AS_OF, 12)])
        made = found.counts.statistics().customers
    return pd.DataFrame({"key": customers["customer_id"], "units": made["units"], "orders": made["order_count"]})


def main() -> None:
    """Make the lines, or measure every way in a process of its own."""
    parser = argparse.ArgumentParser()
    parser.add_argument("what", choices=("make", "run", *WAYS))
    parser.add_argument("path", type=Path)
    parser.add_argument("--lines", type=int, default=10_000_000)
    parser.add_argument("--customers", type=int, default=100_000)
    parser.add_argument("--ways", nargs="*", default=WAYS)
    given = parser.parse_args()
    if given.what == "make":
        make(given.path, given.lines, given.customers)
    elif given.what == "run":
        sums = set()
        for way in given.ways:
            call = [sys.executable, __file__, way, str(given.path)]
            said = subprocess.run(call, check=True, capture_output=True, text=True).stdout
            print(said, end="", flush=True)
            sums.add(said.rsplit(" MB", 1)[1].strip())
        if len(sums) > 1:
            sys.exit("the ways differ")
    else:
        start, used = time.perf_counter(), time.process_time()
        found = facts(given.path, given.what)
        took, busy = time.perf_counter() - start, time.process_time() - used
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        sums = f"{found['units'].sum():,} units, {found['orders'].sum():,.0f} orders"
        print(f"{given.what:8} {took:6.1f} s  {busy:6.1f} s of processor  {most:6,.0f} MB  {sums}", flush=True)


if __name__ == "__main__":
    main()
