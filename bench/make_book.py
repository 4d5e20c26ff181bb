"""A large book of the real schema, made up, the same each time: `python bench/make_book.py BOOK [customers] [lines]`.

The builder makes the empty English book; the rows of the two tables are streamed into their sheets as `load` writes
them: the filled cells of a row, texts inline. With --blanks the blank cells stand there too, each with its column's
look, as programs that write every cell leave them. Orders have one to four lines over three
years; a few big customers buy much, most buy little, some never. Nothing has been refreshed yet.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import re
import sys
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

FIRST, LAST = dt.date(2023, 7, 1), dt.date(2026, 6, 30)
AS_OF = LAST
_EPOCH = dt.date(1899, 12, 30)
_SYLLABLES = (
    "ba", "do", "fu", "gei", "han", "jia", "kun", "lin", "mo", "nuo",
    "pei", "qiu", "ran", "song", "tai", "wen", "xin", "yu", "zhe", "ao",
)  # fmt: skip
_TRADES = (
    "Fittings", "Textiles", "Machines", "Foods", "Paper", "Tools", "Lighting", "Glass", "Motors", "Coatings",
)  # fmt: skip
_BATCH = 5_000

Value = str | float | None
Row = Mapping[str, Value]


def make_book(path: Path, customers: int = 100_000, lines: int = 1_000_000, *, blanks: bool = False) -> None:
    """Write a book with so many customers and order lines at `path`."""
    from workbook.build.book import build_book
    from workbook.schema.tables.customers import CUSTOMERS
    from workbook.schema.tables.trade import TRANSACTIONS

    skeleton = path.with_suffix(".skeleton.xlsm")
    build_book(skeleton, "en", guid="00000000-0000-4000-8000-0000000be9c4")
    filled = {
        CUSTOMERS.name: (CUSTOMERS.keys, customers, _customers(customers)),
        TRANSACTIONS.name: (TRANSACTIONS.keys, lines, _lines(lines, customers)),
    }
    with zipfile.ZipFile(skeleton) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as made:
        sheets = _sheets_of(source, list(filled))
        tables = {table: name for name, (_, table) in sheets.items()}
        for part in source.namelist():
            data = source.read(part)
            if part in sheets:
                keys, count, rows = filled[sheets[part][0]]
                with made.open(part, "w") as target:
                    for piece in _with_rows(data.decode(), keys, count, rows, blanks):
                        target.write(piece.encode())
            elif part in tables:
                count = filled[sheets[tables[part]][0]][1]
                made.writestr(part, re.sub(r'(ref="A3:[A-Z]+)4"', rf'\g<1>{count + 3}"', data.decode()))
            else:
                made.writestr(part, data)
    skeleton.unlink()


def _sheets_of(package: zipfile.ZipFile, names: list[str]) -> dict[str, tuple[str, str]]:
    """Sheet part → name and part of the table on it."""
    found = {}
    for rels in (n for n in package.namelist() if n.startswith("xl/worksheets/_rels/")):
        for part in re.findall(r"tables/table\d+\.xml", package.read(rels).decode()):
            table = f"xl/{part}"
            name = re.search(r' name="(\w+)"', package.read(table).decode())
            if name and name[1] in names:
                found[f"xl/worksheets/{Path(rels).stem}"] = (name[1], table)
    return found


def _with_rows(sheet: str, keys: tuple[str, ...], count: int, rows: Iterator[Row], blanks: bool) -> Iterator[str]:
    """The sheet with its one blank row (the fourth) replaced by `rows`."""
    blank = re.search(r'<row r="4".*?</row>', sheet)
    assert blank is not None
    looks = re.findall(r'<c r="([A-Z]+)4" s="(\d+)"', blank[0])
    assert len(looks) == len(keys)
    yield re.sub(r'(<dimension ref="A1:[A-Z]+)4"', rf'\g<1>{count + 3}"', sheet[: blank.start()])
    batch: list[str] = []
    for number, row in enumerate(rows, 4):
        cells = [
            _cell(letters, number, style, value)
            for (letters, style), key in zip(looks, keys, strict=True)
            if (value := row.get(key)) is not None or blanks
        ]
        batch.append(f'<row r="{number}">{"".join(cells)}</row>')
        if len(batch) == _BATCH:
            yield "".join(batch)
            batch.clear()
    yield "".join(batch)
    yield sheet[blank.end() :]


def _cell(letters: str, row: int, style: str, value: Value) -> str:
    if value is None:
        return f'<c r="{letters}{row}" s="{style}"/>'
    if isinstance(value, str):
        return f'<c r="{letters}{row}" s="{style}" t="inlineStr"><is><t>{value}</t></is></c>'
    return f'<c r="{letters}{row}" s="{style}"><v>{value:.15g}</v></c>'


def _labels(key: str) -> list[str]:
    from workbook import schema

    return [entry.label.en.replace("&", "&amp;").replace("<", "&lt;") for entry in schema.listing(key).entries]


def _customers(count: int) -> Iterator[Row]:
    """Thirty filled columns a customer, a few of them blank here and there."""
    dice = random.Random(1)
    chosen = {
        "kind": "customer_kind", "category": "category", "nature": "nature",
        "industry": "industry", "source": "source", "scale": "scale", "years_in_business": "years",
        "position": "position", "contact_strategy": "contact_strategy",
        "purchase_strategy": "purchase_strategy", "stage": "stage", "willingness": "willingness",
        "money": "buying_power", "authority": "authority", "intent": "intent", "demand": "demand",
        "settlement": "settlement",
    }  # fmt: skip
    labels = {key: _labels(name) for key, name in chosen.items()}
    labels |= {"region": [f"Region {n:02d}" for n in range(1, 13)], "owner": [f"Seller {n}" for n in range(1, 9)]}
    for number in range(1, count + 1):
        row: dict[str, Value] = {key: some[int(dice.random() * len(some))] for key, some in labels.items()}
        name = "".join(_SYLLABLES[number // 20**at % 20] for at in range(4)).capitalize()
        row |= {
            "row_id": f"{dice.getrandbits(64):016x}",
            "customer_id": f"C{number:05d}",
            "name": f"{name} {_TRADES[number % 10]} {number}",
            "credit": float(dice.randrange(1, 6)),
            "potential": float(dice.randrange(1, 6)),
            "employees": float(dice.randrange(3, 3000)),
            "phone": f"+86 20 5550 {number % 10_000:04d}",
            "email": f"office@c{number}.example",
            "address": f"{dice.randrange(1, 900)} Example Road",
            "postcode": f"{dice.randrange(100_000, 999_999)}",
            "created_on": _serial(FIRST + dt.timedelta(days=dice.randrange(1000))),
            "remarks": f"Asked for a quotation of {dice.randrange(2, 90)} sets" if number % 3 == 0 else None,
        }
        if number % 10:
            row["contact_strategy"] = None  # a rhythm for some: who has none is seen as its grade asks
        if number % 4:
            row["purchase_strategy"] = None
        yield row


def _lines(count: int, customers: int) -> Iterator[Row]:
    """Orders of one to four lines, by date; eight filled columns a line and now and then a discount."""
    dice = random.Random(2)
    prices = [round(dice.uniform(5, 900), 2) for _ in range(200)]
    days = (LAST - FIRST).days
    done = order = 0
    while done < count:
        order += 1
        day = _serial(FIRST + dt.timedelta(days=int(days * done / count)))
        customer = int(customers * 0.9 * dice.random() ** 2) + 1  # the first buy most, the last tenth nothing
        for _ in range(min(dice.randrange(1, 5), count - done)):
            done += 1
            product = dice.randrange(200)
            yield {
                "row_id": f"{dice.getrandbits(64):016x}",
                "line_id": f"T{done:07d}",
                "order_no": f"S{order:07d}",
                "date": day,
                "customer_id": f"C{customer:05d}",
                "product": f"Product {product:03d}",
                "quantity": float(dice.randrange(1, 40)),
                "unit_price": prices[product],
                "discount": dice.randrange(1, 30) / 100 if dice.random() < 0.2 else None,
            }


def _serial(day: dt.date) -> float:
    return float((day - _EPOCH).days)


def main() -> None:
    """Make one book."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("book", type=Path)
    given.add_argument("customers", nargs="?", type=int, default=100_000)
    given.add_argument("lines", nargs="?", type=int, default=1_000_000)
    given.add_argument("--blanks", action="store_true", help="blank cells too, each with its column's look")
    options = given.parse_args()
    make_book(options.book, options.customers, options.lines, blanks=options.blanks)
    print(f"{options.book}: {options.customers:,} customers, {options.lines:,} order lines")


if __name__ == "__main__":
    main()
