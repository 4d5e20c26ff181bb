"""Write the generated blocks of README.md from the program itself: python docs/generate.py [--check].

A block stands between `<!-- begin: NAME -->` and `<!-- end: NAME -->`. With --check nothing is written and drift is an
error; the tests run it so. The block with the public data is made only where CUSTOMER_BOOK_DATA (or ../shared/data)
holds it, and kept as it is elsewhere.
"""

from __future__ import annotations

import contextlib
import csv
import io
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from macros.hosts.command_line import main as customer_book  # noqa: E402 - the checkout goes first on the path
from macros.making.new import build  # noqa: E402
from workbook.schema.command_model import Host, Option  # noqa: E402
from workbook.schema.commands import COMMANDS  # noqa: E402

DATA = Path(os.environ.get("CUSTOMER_BOOK_DATA", ROOT.parent / "shared" / "data"))
TRACED = "C00005"


def run(arguments: str, folder: Path) -> str:
    """Run a command in a folder as a user would; what it prints, without the folder and the moment of the backup."""
    out = io.StringIO()
    here = Path.cwd()
    os.environ["CUSTOMER_BOOK_BACKUPS"] = str(folder / "backups")
    os.chdir(folder)
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out), contextlib.suppress(SystemExit):
            customer_book(_split(arguments))
    finally:
        os.chdir(here)
    text = out.getvalue().replace(f"{folder}{os.sep}", "").strip()
    text = re.sub(r"\(\d{4}-\d\d-\d\d \d\d:\d\d\)", "(…)", text)
    return re.sub(r"backups/\S+\.backup-\d{8}-\d{6}(-\d+)?", "….backup-…", text)


def _split(arguments: str) -> list[str]:
    import shlex

    return shlex.split(arguments.replace("\\\n", " "))


def console(*commands: str, folder: Path) -> str:
    """Commands and their output as a console shows them."""
    lines = []
    for command in commands:
        lines.append(f"$ customer-book {command}")
        lines.append(run(command, folder))
    return "```console\n" + "\n".join(lines) + "\n```"


def set_up(folder: Path) -> str:
    """The two commands of the first screen, and what the first one prints."""
    shutil.copy(ROOT / "customer_book.xlsm", folder / "customer_book.xlsm")
    said = run("refresh customer_book.xlsm -o my_book.xlsm", folder)
    return (
        f"```console\n$ pip install uv && uv run customer-book refresh customer_book.xlsm -o my_book.xlsm\n{said}\n```"
    )


def traced(folder: Path) -> str:
    """One customer by hand: orders, totals, place in the ranking, reminder - from the book's own cells."""
    book = folder / "traced.xlsm"
    build(book, "en", sample=True)
    shown = {name: _rows(book, name) for name in ("customers", "transactions", "reminders")}
    customer = next(r for r in shown["customers"] if r["customer_id"] == TRACED)
    lines = [r for r in shown["transactions"] if r["customer_id"] == TRACED]
    as_of = next(r["as_of"] for r in shown["reminders"])
    start = f"{int(as_of[:4]) - 1}{as_of[4:]}"
    total = sum(float(r["net_amount"] or 0) for r in lines)
    orders = {r["order_no"] for r in lines}
    recent = dict.fromkeys({r["customer_id"] for r in shown["transactions"]}, 0.0)
    for row in shown["transactions"]:
        if start < row["date"] <= as_of:
            recent[row["customer_id"]] += float(row["net_amount"] or 0)
    ranked = sorted((v for v in recent.values()), reverse=True)
    before = sum(v for v in ranked if v > recent[TRACED]) / sum(ranked)
    reminder = next(r for r in shown["reminders"] if r["customer_id"] == TRACED and r["kind"] == "Purchase decline")
    last = sorted(lines, key=lambda r: (r["date"], r["order_no"]))[-3:]
    table = "\n".join(
        f"| {r['date']} | {r['order_no']} | {r['product']} | {float(r['net_amount']):,.2f} |" for r in last
    )
    return f"""{customer["name"]} ({TRACED}) in the shipped sample, as of {as_of}:

- **Orders.** {len(lines)} lines with {len(orders)} different order numbers; their net amounts add up to \
{total:,.2f}. The book says {customer["order_count"]} orders and {float(customer["total_amount"]):,.2f}, first on \
{customer["first_order"]}, last on {customer["last_order"]}. The latest lines:

  | date | order | product | net amount |
  |---|---|---|---:|
{_indented(table)}

- **Grade.** In the twelve months after {start} it bought for {recent[TRACED]:,.2f}. The customers that bought more \
make {before:.1%} of everything; A ends at 80 %, B at 95 %. So it is **{customer["grade"]}**, and the book says why: \
*{customer["grade_reason"]}.*
- **Reminder.** *{reminder["why"]}.* What to do: *{reminder["action"]}.* It was due on {reminder["due"]}; \
{reminder["days"]} days later it stands near the top of the list."""


def _indented(text: str) -> str:
    return "\n".join(f"  {line}" for line in text.splitlines())


def _rows(book: Path, table: str) -> list[dict[str, str]]:
    rows = csv.DictReader(io.StringIO(run(f"show {book.name} {table} --format csv", book.parent)))
    return [{key: cell for key, cell in row.items() if key != "row_id"} for row in rows]  # given anew at each run


def superstore(folder: Path) -> str | None:
    """Load, refresh, show on the public sample, beside a one-liner that needs none of this program."""
    if not (DATA / "superstore.csv").exists():
        return None
    shutil.copy(DATA / "superstore.csv", folder / "superstore.csv")
    one_liner = (
        'python -c "import csv; from decimal import Decimal as D; '
        "print(sum(D(r['Sales']) for r in csv.DictReader(open('superstore.csv', encoding='utf-8'))))\""
    )
    from decimal import Decimal

    with (folder / "superstore.csv").open(encoding="utf-8-sig", newline="") as file:
        total = sum(Decimal(row["Sales"]) for row in csv.DictReader(file))
    shown = console(
        "new orders.xlsm --lang en",
        'load orders.xlsm superstore.csv --table customers --add-to-lists --map "Customer ID=customer_id" '
        '--map "Customer Name=name" --map "Segment=nature" '
        '--map "Category=-"',
        'load orders.xlsm superstore.csv --table transactions --map "Row ID=line_id" --map "Sales=amount"',
        "refresh orders.xlsm --as-of 2018-01-01",
        "show orders.xlsm reminders",
        folder=folder,
    )
    kept = shown.splitlines()
    top = next(at for at, line in enumerate(kept) if line.startswith("┡"))
    kept = [*kept[: top + 4], "…", "```"]
    return "\n".join(kept) + f"\n\nThe same total without this program:\n\n```console\n$ {one_liner}\n{total}\n```"


def leads(folder: Path) -> str:
    """The list on the sample's sheet Paste area, from preview to undo."""
    run("new leads.xlsm --sample --lang en", folder)
    return console(
        "preview leads.xlsm", "show leads.xlsm leadpreview", "import leads.xlsm", "undo leads.xlsm", folder=folder
    )


def commands(_: Path) -> str:
    """Every command with its options."""
    rows = ["| command | what it does |", "|---|---|"]
    for one in COMMANDS:
        book = "[BOOK]" if any(o.without_book for o in one.options) else "BOOK"
        subject = {Host.PATH: "PATH", Host.MACHINE: ""}.get(one.host, book)
        options = " ".join(
            (f"[{o.metavar or o.name}]" if o.optional else o.metavar or o.name)
            if o.positional
            else _flag(o) if o.required
            else f"[{_flag(o)}]"
            for o in one.options
        )  # fmt: skip
        out = " [-o OUT]" if one.host is Host.BOOK else ""
        rows.append(f"| `{one.verb} {subject} {options}`".replace("  ", " ").rstrip("` ") + f"{out}` | {one.help.en} |")
    return "\n".join(rows)


def _flag(option: Option) -> str:
    return " ".join(part for part in (option.flag, r"\|".join(option.choices) or option.metavar or "") if part)


def refusals(folder: Path) -> str:
    """Bad inputs and the exact sentence each gives."""
    from tests.bad_inputs import SCENARIOS

    rows = ["| input | what it says |", "|---|---|"]
    good = folder / "good.xlsm"
    build(good, "en", sample=True)
    run("check good.xlsm", folder)
    known = _rows(good, "problems")
    for scenario in SCENARIOS:
        place = folder / scenario.key
        place.mkdir()
        book = Path(shutil.copy(good, place / "book.xlsm"))
        scenario.spoil(book)
        said = run(" ".join(f'"{part}"' for part in scenario.argv(Path("book.xlsm"))), place)
        sentence = said.splitlines()[-1 if scenario.refused else 0]
        if not scenario.refused and (new := [one for one in _rows(book, "problems") if one not in known]):
            one = new[0]
            sentence = f"{one['sheet']} row {one['row']}, {one['column']}: {one['message']}. {one['fix']}"
        rows.append(f"| {scenario.what} | {sentence.replace('|', chr(92) + '|')} |")
    return "\n".join(rows)


BLOCKS: dict[str, Callable[[Path], str | None]] = {
    "set-up": set_up,
    "traced": traced,
    "superstore": superstore,
    "leads": leads,
    "commands": commands,
    "refusals": refusals,
}


def generate(readme: str) -> str:
    """The README with every block made anew."""
    os.environ["CUSTOMER_BOOK_LANG"] = "en"
    os.environ["COLUMNS"] = "110"
    for name, make in BLOCKS.items():
        with tempfile.TemporaryDirectory() as folder:
            block = make(Path(folder))
        if block is not None:
            pattern = re.compile(rf"(<!-- begin: {name} -->\n).*?(<!-- end: {name} -->)", re.S)
            readme = pattern.sub(lambda m, b=block: f"{m[1]}{b}\n{m[2]}", readme)  # type: ignore[misc]
    return readme


def main(check: bool) -> int:
    """Write the README anew, or only say whether it would change."""
    path = ROOT / "README.md"
    old = path.read_text(encoding="utf-8")
    new = generate(old)
    if check:
        if new != old:
            print("README.md has drifted from the program: run python docs/generate.py", file=sys.stderr)
        return int(new != old)
    path.write_text(new, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main("--check" in sys.argv))
