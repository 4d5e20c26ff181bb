"""Time and memory of a preview: 10,000 pasted rows against 100,000 customers, process start to decisions.

Run: python bench/matching_scale.py [CUSTOMERS ROWS]. Half of the pasted rows are variants of customers, with a
telephone in two rows of three; some numbers are switchboards. The target is 10 seconds and 1 GB on 2 cores.
"""

from __future__ import annotations

import random
import resource
import sys
import time
from pathlib import Path

BEGIN = time.perf_counter()
sys.path.insert(0, str(Path(__file__).parent))


def lists(customers: int, rows: int, seed: int = 7) -> tuple[dict[str, list[str | None]], dict[str, list[str | None]]]:
    """A book and a pasted list as columns of text."""
    from matching_company_names import Truth, generate

    chance = random.Random(seed)
    truth: Truth = generate(seed, customers)
    switchboards = [f"0755-{chance.randrange(20000000, 89999999)}" for _ in range(50)]

    def phone() -> str | None:
        if chance.random() < 0.02:
            return chance.choice(switchboards)
        return (
            f"0{chance.choice((20, 21, 755, 571))}-{chance.randrange(20000000, 89999999)}"
            if chance.random() < 0.7
            else None
        )

    book: dict[str, list[str | None]] = {
        "customer_id": [f"K{i:06}" for i in range(len(truth.book))],
        "name": list(truth.book),
        "phone": [phone() for _ in truth.book],
        "mobile": [
            f"1{chance.randrange(3000000000, 9999999999)}" if chance.random() < 0.6 else None for _ in truth.book
        ],
        "email": [
            f"u{i}@{chance.choice(('qq.com', f'firm{i}.example'))}" if chance.random() < 0.5 else None
            for i in range(len(truth.book))
        ],
        "address": [
            f"{name[:3]}工业路{chance.randrange(1, 999)}号" if chance.random() < 0.8 else None for name in truth.book
        ],
        "contact_name": [
            chance.choice("张王李赵陈") + chance.choice("伟芳娜敏静") + chance.choice("华明丽军") for _ in truth.book
        ],
    }
    chosen = chance.sample(range(len(truth.list_)), rows)
    pasted: dict[str, list[str | None]] = {key: [] for key in book if key != "customer_id"}
    for at in chosen:
        of = truth.answer[at]
        pasted["name"].append(truth.list_[at])
        for key in ("phone", "mobile", "email", "address", "contact_name"):
            known = book[key][of] if of is not None and chance.random() < 0.6 else None
            pasted[key].append(known or (phone() if key == "phone" else None))
    return book, pasted


def main() -> None:
    customers, rows = (int(sys.argv[1]), int(sys.argv[2])) if len(sys.argv) > 2 else (100_000, 10_000)
    book_columns, pasted_columns = lists(customers, rows)
    made, spent = time.perf_counter(), time.process_time()
    import pandas as pd

    from workbook.rules.cleaning import columns
    from workbook.rules.matching.decide import decide
    from workbook.rules.matching.decision import counts

    book, pasted = pd.DataFrame(book_columns), pd.DataFrame(pasted_columns)
    framed = time.perf_counter()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    kinds: dict[str, columns.Kind] = {
        "name": "name",
        "phone": "phone",
        "mobile": "phone",
        "email": "email",
        "address": "text",
    }
    for key, kind in kinds.items():
        pasted[key] = columns.clean(pasted[key], kind).values
    cleaned = time.perf_counter()
    decided = decide(pasted, book)
    done = time.perf_counter()
    print(f"{len(book):,} customers x {len(pasted):,} rows")
    print(f"imports {framed - made:.2f} s, cleaning {cleaned - framed:.2f} s, matching {done - cleaned:.2f} s")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"together {done - made:.2f} s, of it {time.process_time() - spent:.2f} s on the processor")
    print(f"peak {peak / 1024:.0f} MB, {before / 1024:.0f} MB before")
    print(counts(decided))


if __name__ == "__main__":
    main()
