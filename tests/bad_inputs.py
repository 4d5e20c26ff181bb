"""Bad input, one scenario a line: how a good book is spoilt, and which command meets it.

The tests run every scenario and hold the file to be as it was; the README's table prints the sentences they give.
Each scenario works on an English sample book of its own.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workbook import schema


@dataclass(frozen=True)
class Scenario:
    """One way to go wrong."""

    key: str
    what: str  # in the words of the README's table
    spoil: Callable[[Path], None]
    arguments: tuple[str, ...] = ("refresh", "{book}")
    refused: bool = True  # exit code 1 and an untouched file; else the command works and reports

    def argv(self, book: Path) -> list[str]:
        """The command line."""
        return [part.format(book=book, folder=book.parent) for part in self.arguments]


def edit(book: Path, part: str, change: Callable[[bytes], bytes]) -> None:
    """Rewrite one part of the package."""
    with zipfile.ZipFile(book) as old:
        members = {name: old.read(name) for name in old.namelist()}
    assert part in members, f"{part} is not in the book"
    after = change(members[part])
    assert after != members[part], f"{part} did not change"
    members[part] = after
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in members.items():
            new.writestr(name, data)
    book.write_bytes(out.getvalue())


def parts_of(book: Path, table: str) -> tuple[str, str]:
    """The sheet part and the table part of a table."""
    with zipfile.ZipFile(book) as package:
        for name in package.namelist():
            if name.startswith("xl/tables/") and f'name="{table}"'.encode() in package.read(name):
                number = re.search(r"(\d+)\.xml$", name)
                assert number
                for rels in package.namelist():
                    if rels.startswith("xl/worksheets/_rels/") and f"/{Path(name).name}".encode() in package.read(rels):
                        return rels.replace("_rels/", "").removesuffix(".rels"), name
    raise AssertionError(f"no table {table} in {book}")


def column_letter(table: str, field: str) -> str:
    """The column of a field on its sheet, as the builder lays it out."""
    from openpyxl.utils import get_column_letter

    return str(get_column_letter(schema.table(table).keys.index(field) + 1))


def put(table: str, field: str, row: int, cell: str) -> Callable[[Path], None]:
    """Replace one data cell (row 0 is the first); `cell` is its XML without r= and s=: `<c t="e"><v>#N/A</v></c>`."""

    def spoil(book: Path) -> None:
        sheet, _ = parts_of(book, table)
        at = f"{column_letter(table, field)}{4 + row}"
        pattern = re.compile(rf'<c r="{at}"( s="\d+")?[^>]*?(/>|>.*?</c>)'.encode(), re.S)

        def change(xml: bytes) -> bytes:
            def fill(found: re.Match[bytes]) -> bytes:
                return cell.replace("<c", f'<c r="{at}"{(found[1] or b"").decode()}', 1).encode()

            changed, count = pattern.subn(fill, xml, count=1)
            assert count, f"no cell {at}"
            return changed

        edit(book, sheet, change)

    return spoil


def text(value: str) -> str:
    """A cell that holds a text."""
    return f'<c t="inlineStr"><is><t xml:space="preserve">{value}</t></is></c>'


def number(value: float) -> str:
    """A cell that holds a number."""
    return f"<c><v>{value}</v></c>"


def _not_a_workbook(book: Path) -> None:
    book.write_text("customer,amount\nAsh,10\n")


def _truncated(book: Path) -> None:
    book.write_bytes(book.read_bytes()[:-5000])


def _encrypted(book: Path) -> None:
    book.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 4096)


def _another_workbook(book: Path) -> None:
    from openpyxl import Workbook

    Workbook().save(book)


def _lock(book: Path) -> None:
    (book.parent / f"~${book.name}").write_bytes(b"\x05Admin")


def _missing(book: Path) -> None:
    book.unlink()


def _no_table(book: Path) -> None:
    sheet, table = parts_of(book, "tblTransactions")
    rels = sheet.replace("worksheets/", "worksheets/_rels/") + ".rels"
    target = Path(table).name.encode()
    edit(book, sheet, lambda xml: re.sub(rb"<tableParts.*?</tableParts>", b"", xml, flags=re.S))
    edit(book, rels, lambda xml: re.sub(rb"<Relationship [^>]*" + re.escape(target) + rb"[^>]*/>", b"", xml))


def _no_sheet(book: Path) -> None:
    label = schema.table("tblTransactions").label.en

    def change(xml: bytes) -> bytes:
        return re.sub(rf'<sheet [^>]*name="{label}"[^>]*/>'.encode(), b"", xml)

    edit(book, "xl/workbook.xml", change)


def _rename_amount(book: Path, name_follows: bool) -> None:
    from workbook import engine

    label = schema.table("tblTransactions")["amount"].label.en
    with engine.open_book(book) as opened:
        sheet = opened.sheets[schema.table("tblTransactions").label.en]
        sheet.range(f"{column_letter('tblTransactions', 'amount')}3").value = "Whatever"
        opened.save()
    points_at = b"tblTransactions[Whatever]" if name_follows else b"#REF!"
    edit(book, "xl/workbook.xml", lambda xml: xml.replace(f"tblTransactions[{label}]".encode(), points_at))


def _other_header(book: Path) -> None:
    _rename_amount(book, name_follows=False)


def _renamed_in_excel(book: Path) -> None:
    _rename_amount(book, name_follows=True)


def _newer(book: Path) -> None:
    from workbook import engine, tables

    with engine.open_book(book) as opened:
        tables.set_name(opened, "meta_schema_version", 99)
        opened.save()


def _duplicate_id(book: Path) -> None:
    put("tblCustomers", "customer_id", 1, text("C00001"))(book)


_ORDERS = "tblTransactions"
_CHECKED: dict[str, Any] = {"arguments": ("check", "{book}"), "refused": False}

SCENARIOS: tuple[Scenario, ...] = (
    Scenario("not_a_workbook", "A text file named .xlsm", _not_a_workbook),
    Scenario("truncated", "A file cut short", _truncated),
    Scenario("encrypted", "A password-protected workbook", _encrypted),
    Scenario("another_workbook", "Some other workbook", _another_workbook),
    Scenario("missing", "No such file", _missing),
    Scenario("lock", "Open in Excel", _lock),
    Scenario("no_table", "A table turned into a plain range", _no_table),
    Scenario("no_sheet", "A sheet deleted", _no_sheet),
    Scenario("other_header", "A column deleted, another in its place", _other_header),
    Scenario("newer", "A book from a newer program", _newer),
    Scenario("bad_date", "A day that is none", lambda book: None, ("refresh", "{book}", "--as-of", "2026-02-30")),
    Scenario("no_such_table", "A table that does not exist", lambda book: None, ("show", "{book}", "suppliers")),
    Scenario(
        "no_such_file", "A file to load that does not exist", lambda book: None,
        ("load", "{book}", "{folder}/orders.csv", "--table", "transactions"),
    ),
    Scenario("exists", "A new book over an old one", lambda book: None, ("new", "{book}")),
    Scenario("renamed", "A header renamed in Excel", _renamed_in_excel, refused=False),
    Scenario("text_date", "A date stored as text", put(_ORDERS, "date", 0, text("2026年5月3日")), **_CHECKED),
    Scenario("odd_date", "A date nobody can read", put(_ORDERS, "date", 0, text("03/05/26")), **_CHECKED),
    Scenario("text_amount", "An amount stored as text", put(_ORDERS, "amount", 0, text("￥1,234.50")), **_CHECKED),
    Scenario("error_value", "An error value", put(_ORDERS, "amount", 0, '<c t="e"><v>#N/A</v></c>'), **_CHECKED),
    Scenario("zero_amount", "A zero amount", put(_ORDERS, "amount", 0, number(0)), **_CHECKED),
    Scenario("unknown_customer", "An order of nobody", put(_ORDERS, "customer_id", 0, text("C99999")), **_CHECKED),
    Scenario("full_width_id", "A full-width id", put(_ORDERS, "customer_id", 0, text("Ｃ００００１ ")), **_CHECKED),
    Scenario("duplicate_id", "One id twice", _duplicate_id, **_CHECKED),
)  # fmt: skip
