"""What a user has today: the same statistics as COUNTIFS, SUMIFS, MINIFS and MAXIFS columns, worked out by LibreOffice.

`measured(customers, lines, folder)` writes a plain book of both tables whose formulas nothing has calculated yet, has
LibreOffice open and save it, and does the same with the formulas left out: the difference is the recalculation.
"""

from __future__ import annotations

import shutil
import subprocess
import time
from pathlib import Path

FORMULAS = (
    "=COUNTIFS(Orders!$A$2:$A${n},A{row})",
    "=SUMIFS(Orders!$C$2:$C${n},Orders!$A$2:$A${n},A{row})",
    '=_xlfn.MINIFS(Orders!$B$2:$B${n},Orders!$A$2:$A${n},A{row},Orders!$C$2:$C${n},">0")',
    '=_xlfn.MAXIFS(Orders!$B$2:$B${n},Orders!$A$2:$A${n},A{row},Orders!$C$2:$C${n},">0")',
)


def measured(customers: int, lines: int, folder: Path) -> dict[str, float]:
    """Seconds of LibreOffice, start to exit, with and without the formulas; {} where it is not installed."""
    office = shutil.which("soffice")
    if office is None:
        return {}
    found = {}
    for what, formulas in (("with", FORMULAS), ("without", ())):
        source = folder / f"formulas_{what}.xlsx"
        _write(source, customers, lines, formulas)
        command = [
            office, "--headless", f"-env:UserInstallation=file://{folder}/office", "--convert-to", "xlsx",
            "--outdir", str(folder / "office_out"), str(source),
        ]  # fmt: skip
        if what == "with":  # the first start of all makes the profile
            subprocess.run([*command[:-1], str(_tiny(folder))], capture_output=True, check=True)
        began = time.perf_counter()
        subprocess.run(command, capture_output=True, check=True)
        found[what] = time.perf_counter() - began
    if _first_result(folder / "office_out" / "formulas_with.xlsx") is None:
        raise RuntimeError("LibreOffice left the formulas uncalculated")
    return found


def _write(path: Path, customers: int, lines: int, formulas: tuple[str, ...]) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    people = book.active
    assert people is not None
    people.title = "Customers"
    people.append(["Customer", "Lines", "Amount", "First", "Last"])
    for at in range(customers):
        row = at + 2
        people.append([f"C{at + 1:05d}", *(one.format(n=lines + 1, row=row) for one in formulas)])
    orders = book.create_sheet("Orders")
    orders.append(["Customer", "Date", "Amount"])
    for at in range(lines):
        orders.append([f"C{at * 7919 % customers + 1:05d}", 45000 + at % 1000, (at * 31 % 9973) / 10])
    book.save(path)


def _tiny(folder: Path) -> Path:
    path = folder / "tiny.xlsx"
    _write(path, 1, 1, ())
    return path


def _first_result(path: Path) -> object:
    import openpyxl

    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    return next(book["Customers"].iter_rows(min_row=2, max_row=2, min_col=3, max_col=3, values_only=True))[0]
