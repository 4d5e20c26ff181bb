"""How fast the closed-file engine reads and writes a large book, beside fastexcel and openpyxl in the same run.

    python bench/engine_limit.py [customers] [transactions] [--openpyxl]

Makes a book of `customers` × 30 cells and `transactions` × 8 cells as tables (100,000 and 1,000,000 by default), reads
both tables, changes four columns of the first, puts 5,000 rows into a third, and saves. Prints seconds (best of
three runs, each in a process of its own) and peak memory.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

LETTERS = [*"ABCDEFGHIJKLMNOPQRSTUVWXYZ", "AA", "AB", "AC", "AD"]


def text_cell(reference: str, text: str) -> str:
    """A cell as the engine itself writes texts."""
    return f'<c r="{reference}" t="inlineStr"><is><t>{text}</t></is></c>'


def customer(row: int) -> str:
    """30 cells: codes, names, phones, choices, dates, amounts, blanks."""
    cells = []
    for at, letter in enumerate(LETTERS):
        name = f"{letter}{row}"
        kind = at % 6
        if kind == 0:
            cells.append(text_cell(name, f"C{row:06d}-{at}"))
        elif kind == 1:
            cells.append(f'<c r="{name}"><v>{row * (at + 1) % 9973}</v></c>')
        elif kind == 2:
            cells.append(f'<c r="{name}" s="1"><v>{43000 + row * (at + 1) % 2000}</v></c>')
        elif kind == 3:
            cells.append(text_cell(name, ("华东", "华南", "华北", "西南")[row % 4]))
        elif kind == 4:
            cells.append(f'<c r="{name}" s="2"><v>{row * 37 % 100_000 / 100}</v></c>')
        else:
            cells.append(f'<c r="{name}"/>')
    return f'<row r="{row}">{"".join(cells)}</row>'


def transaction(row: int) -> str:
    """8 cells: id, order, date, customer, product, quantity, price, amount."""
    quantity, price = row % 9 + 1, row * 31 % 10_000 / 100
    who = text_cell(f"D{row}", f"C{row * 7919 % 100_000 + 2:06d}-0")
    return (
        f'<row r="{row}">{text_cell(f"A{row}", f"L{row:08d}")}{text_cell(f"B{row}", f"O{row // 3:07d}")}'
        f'<c r="C{row}" s="1"><v>{43000 + row % 1500}</v></c>{who}'
        f'{text_cell(f"E{row}", f"P{row % 50:03d}")}<c r="F{row}"><v>{quantity}</v></c>'
        f'<c r="G{row}" s="2"><v>{price}</v></c><c r="H{row}" s="2"><v>{round(quantity * price, 2)}</v></c></row>'
    )


def make(path: Path, customers: int, transactions: int) -> None:
    """Write the book."""
    from tests.engine.odd_books import KIND, contents, make_book, relationships, table, worksheet

    part = '<tableParts count="1"><tablePart r:id="rId1"/></tableParts>'
    shapes = {
        "Customers": ("tblCustomers", [f"c{i}" for i in range(30)], customers, customer),
        "Transactions": ("tblTransactions", [f"t{i}" for i in range(8)], transactions, transaction),
        "Reminders": ("tblReminders", [f"r{i}" for i in range(8)], 1, lambda row: f'<row r="{row}"/>'),
    }
    parts: dict[str, str | bytes] = {}
    types = {}
    for number, (name, headers, rows, _) in enumerate(shapes.values(), 1):
        area = f"A1:{LETTERS[len(headers) - 1]}{rows + 1}"
        parts[f"xl/tables/table{number}.xml"] = table(name, area, headers, number=number)
        types[f"xl/tables/table{number}.xml"] = f"{KIND}.table+xml"
        parts[f"xl/worksheets/_rels/sheet{number}.xml.rels"] = relationships(
            {"rId1": ("table", f"../tables/table{number}.xml")}
        )
    skeleton = path.with_suffix(".skeleton")
    make_book(skeleton, {name: worksheet("@", after=part) for name in shapes}, parts=parts, types=types)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        for name, data in contents(skeleton).items():
            before, at, after = data.partition(b"@")
            if not at or "worksheets/sheet" not in name or name.endswith(".rels"):
                package.writestr(name, data)
                continue
            _, headers, rows, make_row = list(shapes.values())[int(name[-5]) - 1]
            with package.open(name, "w") as target:
                target.write(before)
                cells = "".join(text_cell(f"{LETTERS[i]}1", header) for i, header in enumerate(headers))
                target.write(f'<row r="1">{cells}</row>'.encode())
                for piece in _batches(make_row, rows):
                    target.write(piece)
                target.write(after)
    skeleton.unlink()


def _batches(make_row: object, rows: int) -> Iterator[bytes]:
    assert callable(make_row)
    for start in range(2, rows + 2, 5000):
        yield "".join(make_row(row) for row in range(start, min(start + 5000, rows + 2))).encode()


def ours(path: Path) -> dict[str, float]:
    """The engine's seconds for each step."""
    import numpy as np
    import pandas as pd  # noqa: F401 - imports are not what is measured here
    import xlwings  # noqa: F401

    from workbook import engine
    from workbook.engine import columns

    times = {}
    began = time.perf_counter()
    with engine.open_book(path) as book:
        columns.preload(book, ["tblTransactions"])
        customers = columns.table_columns(book, "tblCustomers")
        transactions = columns.table_columns(book, "tblTransactions")
        times["read"] = time.perf_counter() - began
        began = time.perf_counter()
        n = customers.rows
        order = np.arange(n)
        new = {"c1": order * 1.25, "c4": order / 8, "c5": [f"grade {i % 4}" for i in range(n)], "c7": order % 100}
        columns.write_columns(book, "tblCustomers", new)
        listed = {f"r{i}": [f"x{i}-{row}" for row in range(5000)] for i in range(8)}
        columns.replace_rows(book, "tblReminders", listed, 5000)
        times["write"] = time.perf_counter() - began
        began = time.perf_counter()
        book.save(path.with_suffix(".out.xlsx"))
        times["save"] = time.perf_counter() - began
        assert transactions.rows > 0
    return times


def fastexcel(path: Path) -> dict[str, float]:
    """The same reading with fastexcel, a thread a sheet, to pandas."""
    from concurrent.futures import ThreadPoolExecutor

    import fastexcel as reader
    import pandas as pd  # noqa: F401

    def load(name: str) -> int:
        return len(reader.read_excel(path).load_sheet(name).to_pandas())

    began = time.perf_counter()
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(load, ["Customers", "Transactions"]))
    return {"read": time.perf_counter() - began}


def openpyxl(path: Path) -> dict[str, float]:
    """The same change with openpyxl."""
    import openpyxl as library

    began = time.perf_counter()
    book = library.load_workbook(path)
    read = time.perf_counter() - began
    began = time.perf_counter()
    sheet = book["Customers"]
    for row in range(2, sheet.max_row + 1):
        for column in (2, 5, 6, 8):
            sheet.cell(row, column).value = row * 1.25
    write = time.perf_counter() - began
    began = time.perf_counter()
    book.save(path.with_suffix(".out.xlsx"))
    return {"read": read, "write": write, "save": time.perf_counter() - began}


WAYS = {"ours": ours, "fastexcel": fastexcel, "openpyxl": openpyxl}


def measured(way: str, path: Path, times: int) -> dict[str, float]:
    """The best of several runs in processes of their own, with their peak memory."""
    best: dict[str, float] = {}
    for _ in range(times):
        command = [sys.executable, __file__, "--way", way, "--path", str(path)]
        found = json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
        if not best or found["total"] < best["total"]:
            best = found
    return best


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("customers", nargs="?", type=int, default=100_000)
    options.add_argument("transactions", nargs="?", type=int, default=1_000_000)
    options.add_argument("--openpyxl", action="store_true", help="takes minutes and gigabytes")
    options.add_argument("--way", choices=list(WAYS), help=argparse.SUPPRESS)
    options.add_argument("--path", type=Path, help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.way:
        found = WAYS[given.way](given.path)
        import resource

        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(json.dumps({**found, "total": sum(found.values()), "MB": peak}))
        return
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, {platform.machine()}")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "large.xlsx"
        make(path, given.customers, given.transactions)
        print(f"{given.customers:,} × 30 and {given.transactions:,} × 8 cells, {path.stat().st_size / 1e6:.0f} MB")
        for way in ["ours", "fastexcel", *(["openpyxl"] if given.openpyxl else [])]:
            found = measured(way, path, 1 if way == "openpyxl" else 3)
            steps = "  ".join(f"{name} {value:.2f}" for name, value in found.items() if name not in ("MB", "total"))
            print(f"{way:10} {found['total']:7.2f} s   {steps}   {found['MB']:.0f} MB")


if __name__ == "__main__":
    main()
