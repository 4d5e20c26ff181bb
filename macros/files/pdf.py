"""A workbook as PDF, by LibreOffice where it is installed: no window, a profile of its own, which is thrown away."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from workbook.errors import CannotWrite, Unsupported
from workbook.language import Text

PATIENCE = 300  # seconds for a salesperson's whole folder on a slow machine
_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.exe",
    "C:/Program Files (x86)/LibreOffice/program/soffice.exe",
)
_NONE = Text(
    "存成 PDF 要用 LibreOffice，这台电脑上没有。请装上它，或把文件名改成 .xlsx，再用 Excel 打印或另存为 PDF。",
    "A PDF is made by LibreOffice, which this computer does not have. Install it, or name the file .xlsx "
    "and print it or save it as PDF in Excel.",
)
_FAILED = Text(
    "LibreOffice 没有转成 PDF。请关掉已打开的 LibreOffice 再试，或把文件名改成 .xlsx。",
    "LibreOffice made no PDF. Close LibreOffice where it is open and try again, or name the file .xlsx.",
)


def office() -> str:
    """LibreOffice's command. Unsupported where there is none."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    found = found or next((place for place in _PLACES if Path(place).exists()), None)
    if found is None:
        raise Unsupported(_NONE)
    return found


def to_pdf(sheets: Path, pdf: Path) -> None:
    """Make `pdf` of a workbook. CannotWrite where LibreOffice makes none; OSError where the file cannot be written."""
    program = office()
    with tempfile.TemporaryDirectory() as folder:
        profile = (Path(folder) / "profile").as_uri()
        asked = [program, f"-env:UserInstallation={profile}", "--headless", "--norestore"]
        asked += ["--convert-to", "pdf:calc_pdf_Export", "--outdir", folder, str(sheets)]
        try:
            subprocess.run(asked, capture_output=True, timeout=PATIENCE, check=False)  # noqa: S603 - a fixed program
        except (OSError, subprocess.TimeoutExpired) as error:
            raise CannotWrite(_FAILED) from error
        made = Path(folder) / f"{sheets.stem}.pdf"
        if not made.exists():
            raise CannotWrite(_FAILED)
        shutil.copyfile(made, pdf)
