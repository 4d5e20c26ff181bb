"""Time of a week's plan: 20 salespeople with 20,000 customers between them.

Run: python bench/plan_speed.py [PEOPLE CUSTOMERS]. A book is made with so many customers in a dozen areas, a visit each
in the two months before, and a promise to every twentieth. `plan` is the whole command on the closed file, opening to
saving; `again` the same with the draft there; `days` the laying of the visits on the days alone. The target is ten
seconds.
"""

from __future__ import annotations

import datetime as dt
import random
import sys
import tempfile
import time
from pathlib import Path

import pandas as pd

from macros.analyses.plan import plan
from macros.making.new import build
from workbook import engine, tables
from workbook.rules.visits import wanted as who
from workbook.rules.visits import week_plan

CITIES = (
    "北京",
    "天津",
    "上海",
    "苏州",
    "无锡",
    "南京",
    "杭州",
    "广州",
    "佛山",
    "深圳",
    "武汉",
    "长沙",
    "成都",
    "西安",
)
AS_OF, MONDAY = dt.date(2026, 6, 26), dt.date(2026, 6, 29)


def fill(path: Path, people: int, customers: int) -> None:
    """Make the book."""
    dice = random.Random(20)
    keys = [f"p{n:02}" for n in range(people)]
    ids = [f"C{n:05}" for n in range(1, customers + 1)]
    build(path, "zh", sample=False)
    with engine.open_book(path) as book:
        tables.append(book, "dicSalesperson", pd.DataFrame({"key": keys, "label": keys}, dtype="str"))
        rows = {
            "customer_id": ids, "name": [f"{dice.choice(CITIES)}第{n}商行" for n in range(customers)],
            "kind": "company", "owner": [keys[n % people] for n in range(customers)],
            "address": [f"{dice.choice(CITIES)}市样板街{dice.randrange(900)}号" for _ in ids],
            "manual_grade": [dice.choice("ABCC") for _ in ids],
        }  # fmt: skip
        made = pd.DataFrame(rows, dtype="str").assign(
            created_on=pd.Series(["2025-01-01"] * customers).astype("datetime64[s]")
        )
        tables.append(book, "tblCustomers", made)
        days = [dt.date(2026, 5, 1) + dt.timedelta(days=dice.randrange(55)) for _ in ids]
        owed = [dice.random() < 0.05 for _ in ids]
        visits = pd.DataFrame({"customer_id": ids, "salesperson": rows["owner"], "kind": "return"}, dtype="str").assign(
            date=pd.Series(pd.to_datetime(days)).astype("datetime64[s]"),
            promise=pd.Series(["报价" if one else None for one in owed], dtype="str"),
            promise_due=pd.Series([pd.Timestamp(MONDAY) if one else None for one in owed]).astype("datetime64[s]"),
        )
        tables.append(book, "tblVisits", visits)
        book.save()


def timed(path: Path) -> tuple[float, float, int]:
    """Seconds by the clock and of the processor of one `plan`, and its visits."""
    clock, work = time.perf_counter(), time.process_time()
    with engine.open_book(path) as book:
        report = plan(book, week=MONDAY, as_of=AS_OF)
        book.save()
    return time.perf_counter() - clock, time.process_time() - work, int(report.figures["visits"])


def days_alone(people: int, customers: int) -> float:
    """Processor seconds of the laying, everybody wanted."""
    dice = random.Random(4)
    some = pd.DataFrame({key: [None] * customers for key in who.COLUMNS}, dtype=object).assign(
        customer_id=[f"C{n}" for n in range(customers)],
        owner=[f"p{n % people:02}" for n in range(customers)],
        area=[dice.choice(CITIES) for _ in range(customers)],
        rank=[dice.randrange(3) for _ in range(customers)],
        late=[float(dice.randrange(90)) for _ in range(customers)],
        agreed=False,
        fixed=pd.Series([None] * customers).astype("datetime64[s]"),
    )
    before = pd.DataFrame({"salesperson": [], "customer_id": [], "date": pd.to_datetime([]), "stop": [], "area": []})
    week = [MONDAY + dt.timedelta(days=n) for n in range(5)]
    start = time.process_time()
    week_plan.plan(some, before, {"": week}, 5)
    return time.process_time() - start


def main() -> None:
    """Print the times."""
    people, customers = (int(one) for one in sys.argv[1:3]) if len(sys.argv) > 2 else (20, 20_000)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "book.xlsm"
        fill(path, people, customers)
        for name in ("plan", "again"):
            clock, work, visits = timed(path)
            print(f"{name}: {clock:.2f} s by the clock, {work:.2f} s of the processor, {visits:,} visits")
    print(f"days: {days_alone(people, customers):.2f} s of the processor")


if __name__ == "__main__":
    main()
