"""Rung 6, live: the shipped book open in LibreOffice, a click on its ribbon, Python, and new values in the open sheet.

Proves: the way from a callback through the VBA to a separate Python and back, on the real book, while it is open; that
a book stored by LibreOffice can be refreshed. The seam is swapped for one that shells to Python as the add-in does.
Cannot: Excel's own VBA and COM; LibreOffice ignores #If, and tables are database ranges there.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from workbook.language import Lang
from workbook.schema import table

pytestmark = pytest.mark.libreoffice

HERE = Path(__file__).parent
SEAM = """\
Option Explicit

Public Function CbRunPython(ByVal code As String) As Boolean
    Dim handle As Integer
    Dim waited As Long
    Dim text As String
    handle = FreeFile
    Open "{folder}/code.txt" For Output As #handle
    Print #handle, code
    Close #handle
    Shell "{python}", 0, "{script} {folder}", False
    Do While Dir("{folder}/done.txt") = ""
        Wait 100
        waited = waited + 1
        If waited > 900 Then Exit Function
    Loop
    handle = FreeFile
    Open "{folder}/done.txt" For Input As #handle
    Do While Not EOF(handle)
        Line Input #handle, text
        If text = "failed" Then Exit Function
        If Len(text) > 0 Then CbTestPut text
    Loop
    Close #handle
    CbRunPython = True
End Function

Private Sub CbTestPut(ByVal text As String)
    Dim parts As Variant
    Dim cell As Object
    Dim said As String
    Dim at As Long
    parts = Split(text, " ")
    Set cell = ThisComponent.Sheets.getByIndex(CLng(parts(0))).getCellByPosition(CLng(parts(1)), CLng(parts(2)))
    If parts(3) = "n" Then
        cell.Value = CDbl(parts(4))
    Else
        For at = 4 To UBound(parts)
            said = said & ChrW(CLng(parts(at)))
        Next at
        cell.String = said
    End If
End Sub
"""
PRESS = """\
Option Explicit

Public Function CbTestPress() As String
    CbDoRefresh Nothing
    CbTestPress = "ok"
End Function
"""


@pytest.fixture(scope="session")
def uno_python(soffice: str) -> str:
    """A Python that can speak to LibreOffice."""
    program = Path(soffice).resolve().parent
    candidates = [
        sys.executable,
        program / "python",
        program / "python.exe",
        "/usr/bin/python3",
        shutil.which("python3"),
    ]
    for one in filter(None, candidates):
        if not Path(str(one)).exists():
            continue
        if subprocess.run([str(one), "-c", "import uno"], capture_output=True, check=False).returncode == 0:
            return str(one)
    if os.environ.get("CI"):
        pytest.fail("no Python here has LibreOffice's uno, and in CI no rung may be skipped")
    pytest.skip("needs a Python with LibreOffice's uno (python3-uno)")


def column(name: str, key: str) -> int:
    """Which sheet column, from 0, a field stands in."""
    return table(name).keys.index(key)


def rows(book: Path, name: str, lang: Lang) -> Iterator[tuple[int, dict[str, object]]]:
    """(sheet row from 0, values by field key) of a table."""
    declared = table(name)
    sheet = CalamineWorkbook.from_path(str(book)).get_sheet_by_name(declared.label[lang])
    for at, values in enumerate(sheet.to_python(skip_empty_area=False)):
        if at >= 3:
            yield at, dict(zip(declared.keys, values, strict=False))


def test_a_click_works_out_the_open_book(
    shipped: Path, with_modules: Callable[..., Path], uno_python: str, soffice: str, tmp_path: Path
) -> None:
    """An amount is changed in the open sheet; after the click its customer's total has changed by the difference."""
    lang: Lang = "en" if shipped.stem.endswith("en") else "zh"
    line_row, line = next(
        (at, line)
        for at, line in rows(shipped, "tblTransactions", lang)
        if line["customer_id"] and isinstance(line["net_amount"], float) and line["net_amount"] > 0
    )
    owner_row = next(at for at, one in rows(shipped, "tblCustomers", lang) if one["customer_id"] == line["customer_id"])
    old, new = float(str(line["net_amount"])), 123_456.75
    seam = SEAM.format(folder=tmp_path, python=sys.executable, script=HERE / "click_python.py")
    book = with_modules(shipped, replaced={"CbHost": seam}, added={"CbTest": PRESS})
    customers, lines = table("tblCustomers").label[lang], table("tblTransactions").label[lang]
    request = {
        "book": str(book),
        "live": str(tmp_path / "live.xlsm"),
        "edits": [[lines, column("tblTransactions", "amount"), line_row, new]],
        "macro": "CbTest.CbTestPress",
        "read": [
            [customers, column("tblCustomers", "total_amount"), owner_row],
            [lines, column("tblTransactions", "net_amount"), line_row],
        ],
    }
    (tmp_path / "request.json").write_text(json.dumps(request), "utf-8")
    done = subprocess.run(
        [
            uno_python,
            str(HERE / "office_driver.py"),
            soffice,
            str(tmp_path / "profile"),
            str(tmp_path / "request.json"),
        ],
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
        env={**os.environ, "PYTHONPATH": str(HERE.parents[1])},
    )
    assert done.returncode == 0, done.stderr
    told = (tmp_path / "done.txt").read_text("utf-8") if (tmp_path / "done.txt").exists() else "nothing came back"
    assert not told.startswith(("failed", "nothing")), told
    assert (tmp_path / "code.txt").read_text("utf-8").strip() == "import macros.host; macros.host.run('refresh')"
    answer = json.loads(done.stdout.splitlines()[-1])
    assert answer["returned"] == "ok"
    assert answer["after"][1] == pytest.approx(new, abs=1e-6)
    assert answer["after"][0] - answer["before"][0] == pytest.approx(new - old, abs=1e-6)
