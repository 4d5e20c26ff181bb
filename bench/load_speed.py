"""How long `load` takes for 100,000 order lines in two checkouts: python bench/load_speed.py OTHER [LINES].

Each checkout loads the same made-up file into an empty copy of its own shipped book, in turn, three times; processor
time of the command alone. The ratio of the shortest times is what counts: a busy machine slows both.
"""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parents[1]
TURNS = 3
ONE = """
import sys, time, shutil
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from macros.files.load import load
from macros.keeping.clear_sample import clear_sample
from workbook import engine
book = Path(sys.argv[3])
shutil.copy(Path(sys.argv[1]) / "customer_book.xlsm", book)
with engine.open_book(book) as opened:
    clear_sample(opened)
    begun = time.process_time()
    report = load(opened, file=sys.argv[2], table="tblTransactions")
    print(time.process_time() - begun, report.figures["new"])
"""


def made(path: Path, lines: int) -> Path:
    """A file of order lines."""
    chance = random.Random(1)
    rows = ["订单号,日期,客户编号,产品,数量,单价,金额,业务员,备注"]
    for at in range(lines):
        quantity, price = chance.randint(1, 20), chance.randint(100, 9999) / 100
        day = f"2025-{at % 12 + 1:02d}-{at % 28 + 1:02d}"
        rows.append(
            f"D{at // 3:06d},{day},K{at % 5 + 1},灯具{at % 40},{quantity},{price:.2f},"
            f"{quantity * price:.2f},,备注{at % 9}"
        )
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def main(other: Path, lines: int) -> None:
    """Print the times and their ratio."""
    best: dict[Path, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        file = made(Path(folder) / "lines.csv", lines)
        for _ in range(TURNS):
            for checkout in (HERE, other):
                arguments = [sys.executable, "-c", ONE, str(checkout), str(file), str(Path(folder) / "book.xlsm")]
                done = subprocess.run(arguments, capture_output=True, text=True, check=True, cwd=checkout)
                seconds, new = done.stdout.split()[-2:]
                best[checkout] = min(best.get(checkout, 1e9), float(seconds))
                print(f"{checkout.name}: {float(seconds):.2f} s, {new} lines", flush=True)
    print(f"ratio {best[HERE] / best[other]:.2f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve(), int(sys.argv[2]) if len(sys.argv) > 2 else 100_000)
