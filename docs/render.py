"""Pictures of the book: `python docs/render.py` builds the sample in both languages and writes docs/pictures/*.png.

With a book and a folder (`python docs/render.py BOOK FOLDER [--sheet NAME]...`) every page becomes a picture, which is
how the builder's work is looked at. LibreOffice prints a PDF and pdftoppm takes it apart. The fonts the book asks for
live on Windows; a CJK font and one of like widths stand in for them.
"""

from __future__ import annotations

import argparse
import os
import re
import struct
import subprocess
import tempfile
import zipfile
import zlib
from pathlib import Path
from typing import Any

import numpy as np

from workbook import schema
from workbook.language import LANGS, Lang
from workbook.schema.card_frame import CARD_SHEET
from workbook.schema.home import DICTIONARY_SHEET, HOME_SHEET, SETTINGS_SHEET

PICTURES = Path(__file__).with_name("pictures")
FONT_MAP = {
    "微软雅黑": "Noto Sans CJK SC",
    "Segoe UI": "Liberation Sans",
}
# Picture -> the sheet it shows and how much of it, as a share of its width.
SHOWN = {
    "home": (HOME_SHEET, 1.6),
    "today": (schema.table("tblToday").label, 0.5),
    "customers": (schema.table("tblCustomers").label, 0.42),
    "transactions": (schema.table("tblTransactions").label, 0.42),
    "reminders": (schema.table("tblReminders").label, 0.5),
    "lists": (DICTIONARY_SHEET, 0.4),
    "settings": (SETTINGS_SHEET, 0.6),
    "card_sheet": (CARD_SHEET, 1.6),
}
# Picture -> the customer whose card it shows: a company, a household.
CARDS = {"card": "C00001", "card_person": "C00033"}


def unhidden(book: Path, target: Path, sheets: list[str] | None) -> list[str]:
    """A copy in which exactly `sheets` show (all of them when None); the names that show, in order."""
    shown: list[str] = []
    with zipfile.ZipFile(book) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out:
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
    states = re.findall(r'<sheet state="(\w+)"', xml)
    first = states.index("visible")
    xml = re.sub(  # LibreOffice prints the print area of a hidden sheet too
        r'<definedName [^>]*name="_xlnm\.Print_Area"[^>]*localSheetId="(\d+)"[^>]*>[^<]*</definedName>',
        lambda match: match[0] if states[int(match[1])] == "visible" else "",
        xml,
    )
    return re.sub(r'activeTab="\d+"', f'activeTab="{first}"', xml).encode(), names


def to_pdf(book: Path, folder: Path) -> Path:
    """The book as PDF, as LibreOffice prints it."""
    fonts = folder / "fonts.conf"
    aliases = "".join(
        f'<match target="pattern"><test name="family"><string>{asked}</string></test>'
        f'<edit name="family" mode="assign" binding="strong"><string>{stands_in}</string>'
        "<string>Noto Sans CJK SC</string></edit></match>"
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
        _to_images(to_pdf(copy, folder), out / book.stem, dpi, "-png")
    return sorted(out.glob(f"{book.stem}-*.png"))


def picture(book: Path, sheet: str, share: float, out: Path, dpi: int = 150, *, framed: bool = True) -> None:
    """One picture of a sheet's first page: without margins, `share` × its width high at most, and without the lines of
    header and footer, unless it has none (framed=False)."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        copy = folder / f"book{book.suffix}"
        unhidden(book, copy, [sheet])
        _to_images(to_pdf(copy, folder), folder / "page", dpi, "-l", "1")
        page = _read_ppm(next(folder.glob("page*.ppm")))
    if framed:
        edge = dpi // 2  # the lines of header and footer
        page = page[edge:-edge]
    inked = np.argwhere((page < 250).any(axis=2))
    (top, left), (bottom, right) = inked.min(axis=0), inked.max(axis=0)
    margin = dpi // 12
    top, left = max(top - margin, 0), max(left - margin, 0)
    right = min(right + margin, page.shape[1])
    bottom = min(bottom + margin, top + int((right - left) * share), page.shape[0])
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_bytes(_png(page[top:bottom, left:right]))


def _to_images(pdf: Path, stem: Path, dpi: int, *more: str) -> None:
    subprocess.run(["pdftoppm", "-r", str(dpi), *more, str(pdf), str(stem)], check=True)  # noqa: S603, S607


def _read_ppm(path: Path) -> Any:
    _, size, _, pixels = path.read_bytes().split(b"\n", 3)
    width, height = (int(n) for n in size.split())
    return np.frombuffer(pixels, dtype=np.uint8).reshape(height, width, 3)


def _png(pixels: Any) -> bytes:
    """RGB rows (height × width × 3) as a PNG of 256 colours: a sheet has few, its greys are alike."""
    height, width, _ = pixels.shape
    colours, index, counts = np.unique(pixels.reshape(-1, 3), axis=0, return_inverse=True, return_counts=True)
    kept = np.argsort(-counts)[:256]
    apart = colours[:, None, :].astype(int) - colours[kept][None, :, :].astype(int)
    nearest = (apart**2).sum(axis=2).argmin(axis=1).astype(np.uint8)
    lines = b"".join(b"\0" + line.tobytes() for line in nearest[index.reshape(height, width)])
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)),
        (b"PLTE", colours[kept].astype(np.uint8).tobytes()),
        (b"IDAT", zlib.compress(lines, 9)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )


def write_pictures(folder: Path = PICTURES) -> list[Path]:
    """Every picture of the documents, from a sample built now."""
    from macros.making.new import build

    made = []
    with tempfile.TemporaryDirectory() as name:
        for lang in LANGS:
            book = Path(name) / f"{lang}.xlsm"
            build(book, lang, sample=True)
            made += [_written(book, lang, key, folder) for key in SHOWN]
            made += [_card(book, lang, *one, folder) for one in CARDS.items()]
            made.append(_card_sheet(book, lang, folder))
            made.append(_labels(book, lang, folder))
            made += _filled(book, lang, folder)
    return made


def _filled(book: Path, lang: Lang, folder: Path) -> list[Path]:
    """Sheets that a command fills: what becomes of the sample's pasted list, and the report of a month."""
    from macros.month_end.report import month_report
    from macros.pasting.preview import preview
    from workbook import engine
    from workbook.schema.sheets import sheet, sheet_of

    with engine.open_book(book) as opened:
        preview(opened)
        month_report(opened, month="2026-05")
        opened.save()
    made = []
    for key, title, share in (
        ("preview", sheet_of("tblLeadPreview").label, 0.5),
        ("month_report", sheet("month_report").label, 1.5),
    ):
        out = folder / f"{key}_{lang}.png"
        picture(book, title[lang], share, out, 110)
        made.append(out)
    return made


def _card(book: Path, lang: Lang, key: str, customer: str, folder: Path) -> Path:
    """Page 1 of a customer's card."""
    from macros.desk.card import card
    from macros.desk.cards.file import SHEET
    from workbook import engine

    file, out = book.with_name(f"{key}_{lang}.xlsx"), folder / f"{key}_{lang}.png"
    with engine.open_book(book) as opened:
        card(opened, customer=customer, to=file)
    picture(file, SHEET[lang], 2.0, out, 110)
    return out


def _card_sheet(book: Path, lang: Lang, folder: Path) -> Path:
    """Page 1 of the sheet with a household's card."""
    from macros.desk.card_sheet import card_open
    from workbook import engine

    with engine.open_book(book) as opened:
        card_open(opened, customer=CARDS["card_person"])
        opened.save()
    out = folder / f"card_sheet_person_{lang}.png"
    picture(book, CARD_SHEET[lang], 1.6, out, 110)
    return out


def _labels(book: Path, lang: Lang, folder: Path) -> Path:
    """The first page of labels, three columns wide."""
    from macros.desk.letters.label_sheet import SHEET
    from macros.desk.letters.post import labels
    from workbook import engine

    file, out = book.with_name(f"labels_{lang}.xlsx"), folder / f"labels_{lang}.png"
    customers = ",".join(f"C{number:05d}" for number in range(1, 25))
    with engine.open_book(book) as opened:
        labels(opened, customers=customers, rows="8", columns="3", to=file)
    picture(file, SHEET[lang], 2.0, out, 110, framed=False)
    return out


def _written(book: Path, lang: Lang, key: str, folder: Path) -> Path:
    sheet, share = SHOWN[key]
    out = folder / f"{key}_{lang}.png"
    picture(book, sheet[lang], share, out)
    return out


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("book", type=Path, nargs="?")
    parser.add_argument("folder", type=Path, nargs="?", default=Path())
    parser.add_argument("--sheet", action="append")
    parser.add_argument("--dpi", type=int, default=80)
    given = parser.parse_args()
    made = render(given.book, given.folder, given.sheet, given.dpi) if given.book else write_pictures()
    print(*made, sep="\n")


if __name__ == "__main__":
    main()
