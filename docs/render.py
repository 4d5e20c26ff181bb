"""Pictures of a book, a PNG a page: `python docs/render.py BOOK FOLDER [--sheet NAME]...`.

LibreOffice turns the book into a PDF and pdftoppm that into pictures. Hidden sheets are shown in a copy first. The
fonts the book asks for live on Windows; here a CJK font and a metric neighbour of theirs stand in.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import tempfile
import zipfile
from pathlib import Path

FONT_MAP = {
    "微软雅黑": "Noto Sans CJK SC",
    "Microsoft YaHei": "Noto Sans CJK SC",
    "Segoe UI": "Liberation Sans",
}


def unhidden(book: Path, target: Path, sheets: list[str] | None) -> list[str]:
    """A copy in which exactly `sheets` show (all of them when None); the names that show, in order."""
    with zipfile.ZipFile(book) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out:
        shown: list[str] = []
        for entry in source.infolist():
            data = source.read(entry)
            if entry.filename == "xl/workbook.xml":
                data, shown = _shown(data.decode(), sheets)
            out.writestr(entry.filename, data)
    return shown


def _shown(xml: str, sheets: list[str] | None) -> tuple[bytes, list[str]]:
    names: list[str] = []

    def one(match: re.Match[str]) -> str:
        tag = re.sub(r' state="[^"]*"', "", match[0])
        name = re.search(r' name="([^"]*)"', tag)
        if name and (sheets is None or name[1] in sheets):
            names.append(name[1])
            return tag.replace("<sheet ", '<sheet state="visible" ', 1)
        return tag.replace("<sheet ", '<sheet state="hidden" ', 1)

    xml = re.sub(r"<sheet [^>]*/>", one, xml)
    first = re.findall(r'<sheet state="(\w+)"', xml).index("visible")
    xml = re.sub(r'activeTab="\d+"', f'activeTab="{first}"', xml)
    return xml.encode(), names


def to_pdf(book: Path, folder: Path) -> Path:
    """The book as PDF, as LibreOffice prints it."""
    fonts = folder / "fonts.conf"
    aliases = "".join(
        f'<match target="pattern"><test name="family"><string>{asked}</string></test>'
        f'<edit name="family" mode="assign" binding="strong"><string>{stands_in}</string>'
        f"<string>Noto Sans CJK SC</string></edit></match>"
        for asked, stands_in in FONT_MAP.items()
    )
    fonts.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f'<include ignore_missing="yes">/etc/fonts/fonts.conf</include>{aliases}</fontconfig>',
        "utf-8",
    )
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(book)]
    environment = {**os.environ, "FONTCONFIG_FILE": str(fonts)}
    subprocess.run(command, check=True, capture_output=True, timeout=300, env=environment)  # noqa: S603
    return folder / f"{book.stem}.pdf"


def render(book: Path, out: Path, sheets: list[str] | None = None, dpi: int = 80) -> list[Path]:
    """PNG files of the pages, in order."""
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        copy = folder / f"{book.stem}{book.suffix}"
        unhidden(book, copy, sheets)
        pdf = to_pdf(copy, folder)
        subprocess.run(["pdftoppm", "-r", str(dpi), "-png", str(pdf), str(out / book.stem)], check=True)  # noqa: S603, S607
    return sorted(out.glob(f"{book.stem}-*.png"))


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("book", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sheet", action="append")
    parser.add_argument("--dpi", type=int, default=80)
    given = parser.parse_args()
    for path in render(given.book, given.folder, given.sheet, given.dpi):
        print(path)


if __name__ == "__main__":
    main()
