"""A fuzzer that knows the format: it damages books where damage matters, and asks for a refusal or an answer.

    python -m tests.engine.fuzz.fuzzer 20000 [first seed]

Every case opens a damaged book, reads all of it, writes to it and saves it elsewhere. Allowed is success, or a
BookError with sentences in both languages. Anything else (another exception, more than 20 seconds, more memory than
the limit) is reported with its seed; a case depends on nothing but its seed.
"""

from __future__ import annotations

import contextlib
import io
import random
import re
import signal
import struct
import sys
import tempfile
import time
import warnings
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType

from tests.engine.odd_books import KIND, contents, make_book, relationships, table, worksheet
from workbook import engine
from workbook.engine import columns
from workbook.errors import BookError

SECONDS = 20
MEMORY = 3 << 30
ODD_VALUES = [
    "", "0", "-1", "1", "99999999999999999999", "4294967296", "NaN", "inf", "1e999", "A1", "A0", "XFE1", "A1048577",
    "A1:", ":", "$A$1:$B", "B2:A1", "a1", "é", "\x00", "../../etc/passwd", "/xl/workbook.xml", "xl/none.xml",
    "true", "s", "str", "inlineStr", "e", "d", "array", "shared", "External", "&amp;", "&bomb;", "&#0;",
    "&#xFFFFFF;", "]]>", "<", "x" * 5000, "2024-13-45T99:99", "2958466", "-0.5", "Sheet!A1", "#REF!",
    "tblOne[[#This Row],[a]]",
]  # fmt: skip
TAG = re.compile(r"<[^<>]+>")
ATTRIBUTE = re.compile(r'(\s[\w:]+=")([^"]*)(")')


def sound_book(folder: Path) -> dict[str, bytes]:
    """The parts of a small sound book with tables, names, formulas, styles, shared strings."""
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
        {"One": worksheet(rows, before=before, after=after), "Two": worksheet(second)},
        parts={
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


def packed(parts: dict[str, bytes]) -> bytes:
    """A zip of those parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


# damage to the XML of one part


def change_attribute(text: str, rng: random.Random) -> str:
    found = list(ATTRIBUTE.finditer(text))
    if not found:
        return text
    match = rng.choice(found)
    value = rng.choice([*ODD_VALUES, rng.choice(found).group(2)])
    return text[: match.start(2)] + value + text[match.end(2) :]


def drop_attribute(text: str, rng: random.Random) -> str:
    found = list(ATTRIBUTE.finditer(text))
    return text if not found else text[: (m := rng.choice(found)).start()] + text[m.end() :]


def change_text(text: str, rng: random.Random) -> str:
    found = list(re.finditer(r">([^<]+)<", text))
    if not found:
        return text
    match = rng.choice(found)
    return text[: match.start(1)] + rng.choice(ODD_VALUES) + text[match.end(1) :]


def drop_tag(text: str, rng: random.Random) -> str:
    found = list(TAG.finditer(text))
    return text if not found else text[: (m := rng.choice(found)).start()] + text[m.end() :]


def repeat_tag(text: str, rng: random.Random) -> str:
    found = list(TAG.finditer(text))
    if not found:
        return text
    match, at = rng.choice(found), rng.choice(found).start()
    return text[:at] + match.group() * rng.choice([1, 2, 50]) + text[at:]


def swap_tags(text: str, rng: random.Random) -> str:
    found = list(TAG.finditer(text))
    if len(found) < 2:
        return text
    one, two = sorted(rng.sample(found, 2), key=lambda m: m.start())
    return text[: one.start()] + two.group() + text[one.end() : two.start()] + one.group() + text[two.end() :]


def cut(text: str, rng: random.Random) -> str:
    at = rng.randrange(len(text))
    return text[:at] + (text[at + rng.randrange(1, 40) :] if rng.random() < 0.7 else "")


def nest(text: str, rng: random.Random) -> str:
    found = list(TAG.finditer(text))
    at = rng.choice(found).start() if found else 0
    depth = rng.choice([3, 300, 5000])
    return text[:at] + "<x>" * depth + "</x>" * depth + text[at:]


def document_type(text: str, rng: random.Random) -> str:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaa">' + "".join(
        f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(8)
    )
    return text.replace("?>", "?>" + bomb + "]>", 1).replace(">1<", ">&i;<", 1)


ODDITIES = ["<!-- </sheetData> -->", "<![CDATA[</row>]]>", "<?pi x?>", "\ufeff", "\x00", "&"]


def odd_spelling(text: str, rng: random.Random) -> str:
    found = list(TAG.finditer(text))
    at = rng.choice(found).end() if found else 0
    return text[:at] + rng.choice(ODDITIES) + text[at:]


XML: list[Callable[[str, random.Random], str]] = [
    change_attribute, change_attribute, change_attribute, change_text, change_text, drop_attribute, drop_tag,
    repeat_tag,
    swap_tags, cut, nest, document_type, odd_spelling,
]  # fmt: skip


# damage to the package


def flip_bytes(data: bytes, rng: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(rng.choice([1, 2, 8, 64])):
        changed[rng.randrange(len(changed))] = rng.randrange(256)
    return bytes(changed)


def truncate(data: bytes, rng: random.Random) -> bytes:
    return data[: rng.randrange(len(data))]


def directory_field(data: bytes, rng: random.Random) -> bytes:
    """A wrong number in the central directory."""
    starts = [m.start() for m in re.finditer(rb"PK\x01\x02", data)]
    changed = bytearray(data)
    at = rng.choice(starts) + rng.choice([8, 10, 16, 20, 24, 28, 30, 32, 42])
    changed[at : at + 4] = struct.pack(
        "<I", rng.choice([0, 1, 0xFFFFFFFF, 0x7FFFFFFF, rng.randrange(1 << 32), 1 << 30])
    )
    return bytes(changed)


def end_field(data: bytes, rng: random.Random) -> bytes:
    changed = bytearray(data)
    at = data.rfind(b"PK\x05\x06") + rng.choice([4, 8, 10, 12, 16, 20])
    changed[at : at + 2] = struct.pack("<H", rng.randrange(1 << 16))
    return bytes(changed)


ZIP: list[Callable[[bytes, random.Random], bytes]] = [flip_bytes, truncate, directory_field, directory_field, end_field]


def damaged_book(parts: dict[str, bytes], rng: random.Random) -> bytes:
    """A book with one to three things wrong."""
    parts = dict(parts)
    for _ in range(rng.choice([1, 1, 1, 2, 3])):
        name = rng.choice(list(parts))
        what = rng.random()
        if what < 0.75:
            text = rng.choice(XML)(parts[name].decode("utf-8", "replace") or " ", rng)
            encoding = "utf-8" if rng.random() < 0.97 else "utf-16"
            parts[name] = text.encode(encoding, "replace")
        elif what < 0.8:
            del parts[name]
        elif what < 0.85:
            parts[name] = parts[rng.choice(list(parts))]
        elif what < 0.88:
            parts["../" + name] = parts[name]
        elif what < 0.9:
            parts[name] = bytes(rng.choice([0, 1, 30 << 20]))
        else:
            return rng.choice(ZIP)(packed(parts), rng)
        if not parts:
            return b""
    return packed(parts)


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
        book.save(out)
        _ = book.sheets[0]["A1:D12"].value


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
