"""A fuzzer that knows the format: it damages books where damage matters, and asks for a refusal or an answer.

    python -m tests.engine.fuzz.fuzzer 20000 [first seed]

Every case opens a damaged book, reads all of it, writes to it, does two more things that move, copy or delete, and
saves it elsewhere. Allowed is success, or a
BookError with sentences in both languages. Anything else (another exception, more than 20 seconds, more memory than
the limit) is reported with its seed; a case depends on nothing but its seed.
"""

from __future__ import annotations

import contextlib
import random
import signal
import sys
import tempfile
import time
import warnings
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType

import xlwings as xw
from xlwings import XlwingsError

from tests.engine.drawn import CHART, DRAWING
from tests.engine.fuzz.damage import damaged_book
from tests.engine.odd_books import KIND, contents, make_book, relationships, table, worksheet
from workbook import engine
from workbook.engine import columns
from workbook.errors import BookError

SECONDS = 20
MEMORY = 3 << 30


def sound_book(folder: Path) -> dict[str, bytes]:
    """The parts of a small sound book with tables, names, formulas, styles, shared strings, a drawing with a chart."""
    header = "".join(f'<c r="{letter}1" t="s"><v>{at}</v></c>' for at, letter in enumerate("ABC"))
    rows = f'<row r="1" spans="1:3">{header}</row>'
    for r in range(2, 8):
        master = ' ref="C2:C7"' if r == 2 else ""
        formula = f'<f t="shared"{master} si="0">{"A2*2" if r == 2 else ""}</f>'
        text = f'<c r="B{r}" t="inlineStr"><is><t>t{r}</t></is></c>'
        rows += f'<row r="{r}"><c r="A{r}" s="1"><v>{45000 + r}</v></c>{text}<c r="C{r}">{formula}<v>{r}</v></c></row>'
    after = (
        '<mergeCells count="1"><mergeCell ref="E1:F2"/></mergeCells>'
        '<conditionalFormatting sqref="C2:C7"/>'
        '<dataValidations count="1"><dataValidation sqref="A2:A7" type="date"/></dataValidations>'
        '<hyperlinks><hyperlink ref="E5" location="Two!A1"/></hyperlinks>'
        '<tableParts count="1"><tablePart r:id="rId1"/></tableParts>'
    )
    before = '<dimension ref="A1:C7"/><cols><col min="1" max="3" width="12" style="1"/></cols>'
    second = "".join(
        f'<row r="{r}"><c r="A{r}"><v>{r}.5</v></c><c r="B{r}" t="b"><v>1</v></c>'
        f'<c r="C{r}" t="e"><v>#N/A</v></c></row>'
        for r in range(1, 40)
    )
    path = make_book(
        folder / "sound.xlsx",
        {"One": worksheet(rows, before=before, after=after), "Two": worksheet(second, after='<drawing r:id="rId1"/>')},
        parts={
            "xl/worksheets/_rels/sheet2.xml.rels": relationships({"rId1": ("drawing", "../drawings/drawing1.xml")}),
            "xl/drawings/drawing1.xml": DRAWING,
            "xl/drawings/_rels/drawing1.xml.rels": relationships({"rId1": ("chart", "../charts/chart1.xml")}),
            "xl/charts/chart1.xml": CHART,
            "xl/tables/table1.xml": table("tblOne", "A1:C7", ["a", "b", "c"]),
            "xl/worksheets/_rels/sheet1.xml.rels": relationships({"rId1": ("table", "../tables/table1.xml")}),
        },
        types={"xl/tables/table1.xml": f"{KIND}.table+xml"},
        workbook='<definedNames><definedName name="n">One!$A$2:$B$3</definedName>'
        '<definedName name="t">tblOne[b]</definedName><definedName name="loop">loop</definedName></definedNames>'
        '<calcPr calcId="1"/>',
        strings=["a", "b", "c"],
    )
    return contents(path)


ACTIONS: list[Callable[[xw.Book, xw.Sheet], object]] = [
    lambda book, sheet: sheet["2:3"].insert("down"),
    lambda book, sheet: sheet["B:B"].delete("left"),
    lambda book, sheet: sheet["A1:B3"].copy(sheet["F8"]),
    lambda book, sheet: sheet["B2:C3"].insert("right"),
    lambda book, sheet: sheet["A4:C5"].delete("up"),
    lambda book, sheet: sheet["A2:C5"].clear(),
    lambda book, sheet: sheet["G1:H2"].merge(),
    lambda book, sheet: sheet["A1:F6"].unmerge(),
    lambda book, sheet: sheet["C3"].add_note("note"),
    lambda book, sheet: sheet["C3"].add_hyperlink("https://example.org"),
    lambda book, sheet: setattr(sheet["A2:C3"], "wrap_text", True),
    lambda book, sheet: setattr(sheet["2:3"].rows, "hidden", True),
    lambda book, sheet: setattr(sheet["A:B"], "column_width", 20),
    lambda book, sheet: setattr(sheet["2:3"], "row_height", 20),
    lambda book, sheet: setattr(sheet["A2"].font, "bold", True),
    lambda book, sheet: setattr(sheet["A2:B3"], "color", (1, 2, 3)),
    lambda book, sheet: setattr(sheet["H1"], "formula", "=SUM(A1:A3)"),
    lambda book, sheet: setattr(sheet, "name", "Other"),
    lambda book, sheet: sheet.copy(),
    lambda book, sheet: sheet.delete(),
    lambda book, sheet: book.sheets.add("New"),
    lambda book, sheet: book.sheets[-1].activate(),
    lambda book, sheet: setattr(sheet, "show_gridlines", False),
    lambda book, sheet: setattr(sheet.page_setup, "print_area", "A1:B2"),
    lambda book, sheet: sheet.tables.add(sheet["J1:K3"], name="more"),
    lambda book, sheet: sheet.tables[0].columns.add("more") if len(sheet.tables) else None,
    lambda book, sheet: sheet.tables[0].rows[0].delete() if len(sheet.tables) else None,
    lambda book, sheet: sheet.tables[0].columns[0].delete() if len(sheet.tables) else None,
    lambda book, sheet: setattr(sheet.tables[0], "name", "tblOther") if len(sheet.tables) else None,
]
"""What else may be done with a book."""


def use(path: Path, out: Path, rng: random.Random) -> None:
    """Read everything, change something, save."""
    with engine.open_book(path) as book:
        for sheet in book.sheets:
            _ = sheet.used_range.address
            _ = sheet["A1:D12"].value
            _ = sheet["A1:D12"].formula
            _ = sheet["A1:C3"].number_format
            for one in sheet.tables:
                _ = one.range.address, one.header_row_range, [column.name for column in one.columns]
                block = columns.table_columns(book, one.name)
                _ = [series.dtype for series in block.columns.values()]
        for name in book.names:
            with contextlib.suppress(BookError):
                _ = name.refers_to_range
        sheet = rng.choice(list(book.sheets))
        sheet["B3:C4"].value = [[1, "x"], [None, True]]
        for one in sheet.tables:
            columns.append_rows(book, one.name, {columns.table_columns(book, one.name).headers[0]: ["new"]})
        book.names.add("added", "=One!$A$1")
        for action in rng.sample(ACTIONS, 2):
            with contextlib.suppress(BookError, XlwingsError):
                action(book, rng.choice(list(book.sheets)))
        book.save(out)
        for sheet in book.sheets:  # there may be chart sheets only
            _ = sheet["A1:D12"].value


def run(seed: int, parts: dict[str, bytes], folder: Path) -> str:
    """One case: 'ok' or the refusal's class; raises what must not happen."""
    rng = random.Random(seed)
    path, out = folder / "case.xlsx", folder / "out.xlsx"
    path.write_bytes(damaged_book(parts, rng))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            use(path, out, rng)
    except BookError as refusal:
        if not (refusal.sentence("en") and refusal.sentence("zh")):
            raise AssertionError("a refusal without a sentence") from refusal
        return type(refusal).__name__
    finally:
        out.unlink(missing_ok=True)
    return "ok"


@contextlib.contextmanager
def time_limit(seconds: int) -> Iterator[None]:
    """Raise TimeoutError when the block takes longer (where the system has alarms)."""

    def stop(signum: int, frame: FrameType | None) -> None:
        raise TimeoutError(f"more than {seconds} s")

    if not hasattr(signal, "SIGALRM"):
        yield
        return
    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def main(count: int, first: int) -> int:
    """Run many cases; print what happened, and every case that went wrong."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    outcomes: Counter[str] = Counter()
    slowest, wrong = (0.0, 0), 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        parts = sound_book(folder)
        for seed in range(first, first + count):
            began = time.perf_counter()
            try:
                with time_limit(SECONDS):
                    outcomes[run(seed, parts, folder)] += 1
            except Exception as error:
                wrong += 1
                outcomes[f"WRONG {type(error).__name__}"] += 1
                print(f"seed {seed}: {type(error).__name__}: {error}", flush=True)
            slowest = max(slowest, (time.perf_counter() - began, seed))
    print(dict(outcomes), f"slowest {slowest[0]:.2f} s (seed {slowest[1]})")
    return wrong


if __name__ == "__main__":
    sys.exit(bool(main(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0)))
