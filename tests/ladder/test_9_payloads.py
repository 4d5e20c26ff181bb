"""Rung 9, payloads: thirty-six texts that do harm where they are let, in by every way and out by every way.

Proves: none is a formula anywhere, none breaks the file, each is kept as a person sees it. Cannot: what a program that
is not Excel makes of a CSV file.
"""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import pytest

from macros.files.show import show
from macros.hosts.command_line import main
from tests.ladder.payloads import PAYLOADS, seen
from tests.package_checks import faults
from workbook import engine, schema, tables
from workbook.schema.home import LEADS_SHEET
from workbook.schema.model import Table

_F = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}f"
CALLS = re.compile(r"^[\s\x00-\x1f\u200b\ufeff\u00a0]*[=+\-@＝＋－＠](?![\d.,]*%?$)")
"""How a text begins that a spreadsheet program would calculate, when it is no number."""
CUSTOMERS, PRODUCTS, PREVIEW = map(schema.table, ("tblCustomers", "tblProducts", "tblLeadPreview"))
TEXTS = list(PAYLOADS.values())
SEEN = {seen(text) for text in TEXTS}


def done(*argv: object) -> None:
    """Run a command; it is carried out, whatever is wrong with the data."""
    assert main([str(one) for one in argv]) in (0, 3), argv


def escaped(text: str) -> str:
    """As the cells of a workbook spell signs that XML cannot."""
    spelt = re.sub(r"(?=_x[0-9A-F]{4}_)", "_x005F", text)
    return re.sub("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]", lambda sign: f"_x{ord(sign[0]):04X}_", spelt)


def formulas(book: Path) -> set[str]:
    """Every formula of every sheet, without the numbers of its rows."""
    with zipfile.ZipFile(book) as package:
        return {
            re.sub(r"\d+", "0", str(cell.text))
            for name in package.namelist()
            if name.startswith("xl/worksheets/sheet")
            for cell in ElementTree.fromstring(package.read(name)).iter(_F)
        }


@pytest.fixture(scope="module")
def book(empty_book: Callable[[str], Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book that met them all: from a CSV file and a workbook, as values of a list, pasted and from a list file, as a
    setting; and on which every command of a week was run. Only for reading."""
    folder = tmp_path_factory.mktemp("payloads")
    book = folder / "book.xlsm"
    book.write_bytes(empty_book("zh").read_bytes())
    headers = [CUSTOMERS[key].label.zh for key in ("name", "remarks", "address", "region")]
    with (folder / "customers.csv").open("w", encoding="utf-8", errors="ignore", newline="") as file:
        rows = [[f"客户{at}", *[text.replace("\0", "")] * 3] for at, text in enumerate(TEXTS)]  # no text file holds NUL
        csv.writer(file).writerows([headers, *rows])
    workbook = openpyxl.Workbook()
    sheet = workbook.worksheets[0]
    sheet.append([PRODUCTS[key].label.zh for key in ("name", "category")])
    for at, text in enumerate(TEXTS, start=2):
        sheet.cell(at, 1, f"产品{at}")
        cell = sheet.cell(at, 2)
        cell.value, cell.data_type = escaped(text)[:32_767], "s"
    workbook.save(folder / "products.xlsx")
    done("load", book, folder / "customers.csv", "--table", "customers", "--add-to-lists")
    done("load", book, folder / "products.xlsx", "--table", "products")
    with engine.open_book(book) as opened:
        tables.set_name(opened, "set_company", PAYLOADS["dde"])
        pasted = [["公司名称", "联系人", "电话", "摊位"], *([f"'{text[:32_000]}"] * 4 for text in TEXTS)]
        opened.sheets[LEADS_SHEET["zh"]].range("A1").resize(len(pasted), 4).raw_value = pasted
        opened.save()
    done("preview", book)
    done("import", book, "--rejects", folder / "pasted.xlsx")
    done("preview", book, folder / "customers.csv")
    done("import", book, "--rejects", folder / "listed.xlsx")
    for verb in ("duplicates", "refresh", "check", "analyse"):
        done(verb, book)
    return book


def test_there_are_thirty_six() -> None:
    """No two look alike, so that each can be told from the others where it comes out."""
    assert len(SEEN) == len(TEXTS) == 36


def test_no_cell_is_a_formula_that_the_book_did_not_have(book: Path, empty_book: Callable[[str], Path]) -> None:
    """On no sheet, whoever wrote it."""
    assert formulas(book) <= formulas(empty_book("zh"))
    assert formulas(book)


def test_the_package_is_whole(book: Path, empty_book: Callable[[str], Path]) -> None:
    """Also for a reader that is not ours; no part was added, none leads out of the file."""
    assert faults(book) == set()
    with zipfile.ZipFile(book) as package, zipfile.ZipFile(empty_book("zh")) as new:
        assert package.namelist() == new.namelist()
    assert openpyxl.load_workbook(book, keep_vba=False).sheetnames


@pytest.mark.parametrize(("table", "key"), [(CUSTOMERS, "remarks"), (CUSTOMERS, "address"), (PRODUCTS, "category")])
def test_what_was_loaded_is_kept_as_it_is_seen(book: Path, table: Table, key: str) -> None:
    """Nothing is cut off, nothing is left out but what nobody sees."""
    with engine.open_book(book, read_only=True) as opened:
        stored = tables.read(opened, table).frame[key].dropna()
    kept = {seen(str(one)) for one in stored}  # signs that XML cannot spell may stay as a workbook spells them
    assert [text for text in TEXTS if seen(text) not in kept and seen(escaped(text)) not in kept] == []


def test_values_of_a_list_are_offered_as_texts(book: Path) -> None:
    """And a customer's choice is one of them."""
    with engine.open_book(book, read_only=True) as opened:
        labels = tables.labels_of(opened, "region")
        chosen = tables.read(opened, CUSTOMERS).frame["region"].dropna()
    assert [len(one) for one in chosen if one not in labels] == [32_767]  # longer than a dropdown shows
    assert {seen(label) for label in labels.values()} >= {text for text in SEEN if len(text) < 255}


def test_csv_calls_nothing(book: Path) -> None:
    """Every table; no field begins as a formula does."""
    with engine.open_book(book, read_only=True) as opened:
        for table in schema.TABLES:
            text = show(opened, table=table.name, format="csv").sentences("zh")[0]
            fields = [field for row in csv.reader(io.StringIO(text)) for field in row]
            assert [field for field in fields if CALLS.match(field)] == [], table.name


def test_json_says_what_the_cells_hold(book: Path) -> None:
    """Every table can be read back, and in one of them they all are."""
    with engine.open_book(book, read_only=True) as opened:
        read = {
            table.name: json.loads(show(opened, table=table.name, format="json").sentences("zh")[0])
            for table in schema.TABLES
        }
    assert {seen(row["remarks"] or "") for row in read["tblCustomers"]} >= SEEN


def test_a_printed_table_controls_no_terminal(book: Path) -> None:
    """No control character but line ends, no sign that turns the direction of what follows."""
    with engine.open_book(book, read_only=True) as opened:
        for table in (CUSTOMERS, PRODUCTS, PREVIEW):
            text = "\n".join(show(opened, table=table.name).sentences("zh"))
            assert re.findall("[\x00-\x09\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]", text) == []


@pytest.mark.parametrize("name", ["pasted.xlsx", "listed.xlsx"])
def test_rejects_are_texts(book: Path, name: str) -> None:
    """In the workbook that is written for them, to be corrected and pasted again."""
    cells = [cell for row in openpyxl.load_workbook(book.with_name(name)).worksheets[0] for cell in row if cell.value]
    assert {cell.data_type for cell in cells} == {"s"}
