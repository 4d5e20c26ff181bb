"""What the tests of lead lists share: an ugly list, and the book's inputs as they stand in the cells."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbook import engine, schema, tables
from workbook.language import Lang
from workbook.schema.home import LEADS_SHEET

if TYPE_CHECKING:
    import xlwings as xw

PROGRAMS = frozenset({"tblJournal", "tblImportLog", "tblLeadPreview", "tblLeadColumns", "tblDuplicates"})


@contextmanager
def opened(path: Path) -> Iterator[xw.Book]:
    """The book, saved at the end."""
    with engine.open_book(path) as book:
        yield book
        book.save()


def paste(book: xw.Book, rows: Sequence[Sequence[object]]) -> None:
    """Put a list on the leads sheet, over what stood there."""
    sheet = book.sheets[LEADS_SHEET[tables.language(book)]]
    used = sheet.used_range
    used.value = [[None] * used.shape[1]] * used.shape[0]
    width = max(map(len, rows))
    sheet.range("A1").value = [[*row, *[None] * (width - len(row))] for row in rows]


def cells(book: xw.Book) -> dict[str, list[dict[str, Any]]]:
    """Every cell of every table but the program's own, as it stands, row by row."""
    from workbook.tables.hosts import host_of

    return {
        one.name: tables.take_rows(book, one, range(host_of(book).locate(book, one).n_rows))
        for one in schema.TABLES
        if one.name not in PROGRAMS
    }


def typed(found: dict[str, list[dict[str, Any]]], lang: Lang = "zh") -> dict[str, list[dict[str, Any]]]:
    """What users type, without what is worked out."""
    inputs = {
        one.name: {one["row_id"].label[lang], *(field.label[lang] for field in one.inputs)}
        for one in schema.TABLES
        if not one.result
    }
    return {
        name: [{label: row[label] for label in labels & set(row)} for row in found[name]]
        for name, labels in inputs.items()
    }


def ugly_list(count: int, seed: int = 7) -> list[list[object]]:
    """A trade-fair list: titles, blank rows, full width, several numbers in a cell, repeats, rows without a name."""
    dice = random.Random(seed)
    signs = "蓝海星辰云山远方金石木川禾渡砚北故垣青松白鹭"
    rows: list[list[object]] = [
        ["2026年展会客户名单"],
        [],
        ["公司　名称", "联系人", "职务", "联系电话", "E-mail", "摊位"],
    ]
    for at in range(count):
        core = "".join(dice.sample(signs, 4))
        firm = f"{dice.choice(['广州', '深圳市', '上海', ''])}{core}{dice.choice(['科技', '贸易', '机电'])}有限公司"
        phone = f"（０２０）８{dice.randrange(10**7):07d}/139{dice.randrange(10**8):08d}"
        row: list[object] = [
            firm,
            dice.choice(["张 伟", "李娜", "王芳女士"]),
            "经理",
            phone,
            f"Info@Firm{at}.example.com",
            f"A{at}",
        ]
        nameless: list[object] = [None, None, None, "12", None, "x"]
        rows.append(list(rows[-1]) if at % 50 == 49 else nameless if at % 60 == 7 else row)
        if at % 100 == 30:
            rows.append([])
    return rows
