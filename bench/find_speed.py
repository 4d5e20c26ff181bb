"""Time of a search: 100,000 customers with 150,000 contacts, from the frames as they are read to the rows shown.

Run: python bench/find_speed.py [CUSTOMERS CONTACTS]. Each query has an index of its own, as each `find` has; the tables
of sounds and characters are loaded before (`start`). The target is half a second. Also: the references of 1,000,000
order lines, clean, and with parts of names among them.
"""

from __future__ import annotations

import random
import sys
import time

import numpy as np
import pandas as pd

from workbook.rules.basics.references import resolve
from workbook.rules.finding.book_index import Index
from workbook.rules.finding.found_rows import rows
from workbook.rules.finding.search import search
from workbook.rules.names import initials, text_codes

PLACES = ["广州市", "杭州", "北京", "深圳市", "苏州", "成都", "武汉", "沈阳市", "上海", "昆明"]
SIGNS = "蓝汀禾渡砚北栖屿拓岚澹园樟木朔舟鸣澈云畦故垣鹿山海堰岑霖泾澜野川松壑北裘枝上柳下墨隰苔格"
TRADES = ["机电安装", "智能家居", "建筑工程", "酒店管理", "电子", "商贸", "装饰工程", "重工", "医疗设备", "农业发展"]
QUERIES = ("C00500", "蓝汀", "有限公司", "广州蓝汀", "gzlt", "zm", "1234", "王蓝汀", "天河路", "没有这样的")


def tables(customers: int, contacts: int) -> dict[str, pd.DataFrame]:
    """A book's frames as the search reads them."""
    chance = random.Random(5)
    core = lambda: "".join(chance.choice(SIGNS) for _ in range(chance.choice((2, 2, 3, 4))))  # noqa: E731
    names = [f"{chance.choice(PLACES)}{core()}{chance.choice(TRADES)}有限公司" for _ in range(customers)]
    ids = [f"C{at:05}" for at in range(1, customers + 1)]
    text = {
        "customer_id": ids,
        "name": names,
        "short_name": [n[2:6] if at % 3 == 0 else None for at, n in enumerate(names)],
    }
    text |= {
        "former_names": [n[:8] if at % 50 == 0 else None for at, n in enumerate(names)],
        "invoice_name": [None] * customers,
    }
    text["address"] = [f"{chance.choice(PLACES)}天河路{chance.randrange(900)}号{core()}大厦" for _ in range(customers)]
    text["phone"] = [f"020-9{chance.randrange(10**7):07}" for _ in range(customers)]
    text["fax"] = [None] * customers
    text |= {"kind": ["company"] * customers, "grade": ["A"] * customers, "owner": ["li"] * customers}
    people: dict[str, list[str | None]] = {
        "contact_id": [f"L{at:05}" for at in range(1, contacts + 1)],
        "customer_id": [ids[at % customers] for at in range(contacts)],
        "name": [f"王{core()[:2]}" for _ in range(contacts)],
        "mobile": [f"010{chance.randrange(10**8):08}" for _ in range(contacts)],
    }
    people |= {key: [None] * contacts for key in ("phone", "home_phone", "role", "status")}
    nothing = np.array(["NaT"], dtype="datetime64[s]")
    made = pd.DataFrame(text, dtype="str").assign(archived=False, last_order=nothing.repeat(customers))
    return {
        "tblCustomers": made,
        "tblContacts": pd.DataFrame(people, dtype="str").assign(left_on=nothing.repeat(contacts)),
    }


def main() -> None:
    """Print the time of each query."""
    import datetime as dt

    customers, contacts = (int(one) for one in sys.argv[1:]) if len(sys.argv) > 1 else (100_000, 150_000)
    frames = tables(customers, contacts)
    begin = time.perf_counter(), time.process_time()
    text_codes.folding(), initials.initials()
    print(f"start: {time.perf_counter() - begin[0]:.2f} s, {time.process_time() - begin[1]:.2f} s of processor")
    print("| typed | customers found | clock s | processor s |\n|---|---|---|---|")
    for typed in QUERIES:
        begin = time.perf_counter(), time.process_time()
        index = Index(frames)
        found = search(index, typed)
        rows(index, found, dt.date(2026, 6, 30), "zh")
        clock, processor = time.perf_counter() - begin[0], time.process_time() - begin[1]
        print(f"| {typed} | {found.total:,} | {clock:.2f} | {processor:.2f} |")
    known = frames["tblCustomers"]
    chance = np.random.default_rng(5)
    clean = known["customer_id"].take(chance.integers(0, customers, 1_000_000)).reset_index(drop=True)
    parts = clean.mask(
        clean.index % 1000 == 0, known["name"].str.slice(0, 7).take(chance.integers(0, customers, 1_000_000)).array
    )
    for what, refs in (("clean", clean), ("a thousand parts of names", parts)):
        begin = time.perf_counter(), time.process_time()
        resolve(refs, known)
        clock, processor = time.perf_counter() - begin[0], time.process_time() - begin[1]
        print(f"| 1,000,000 references, {what} | | {clock:.2f} | {processor:.2f} |")


if __name__ == "__main__":
    main()
