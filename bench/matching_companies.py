"""Company names matched on generated Chinese lists with known truth: precision and recall by kind of variant.

Run: python bench/matching_companies.py [--more] [SEED...]; --more: the second set. Names alone, no telephone or mail
helps. A row counts as matched
when one record is named with evidence above MATCH; a row left for review counts as not matched.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import pandas as pd

sys.path.insert(0, str(Path(__file__).parent))
import matching_more_names
from matching_company_names import Truth, generate

from workbook.rules.matching.decide import decide

HELD_OUT = (7001, 7002, 7003)


def measure(truth: Truth) -> tuple[float, float, pd.DataFrame, list[tuple[str, str, str]]]:
    """Precision, recall, a table by kind, and the wrong matches (kind, pasted, book)."""
    book = pd.DataFrame({"customer_id": [str(i) for i in range(len(truth.book))], "name": truth.book})
    decided = decide(pd.DataFrame({"name": truth.list_}), book)
    alone = decided
    matched = {int(k): int(alone[k].customer_id or -1) for k in range(len(alone)) if alone[k].sure}
    by_kind: dict[str, Counter[str]] = {}
    wrong: list[tuple[str, str, str]] = []
    for row, (answer, kind) in enumerate(zip(truth.answer, truth.kind, strict=True)):
        counter = by_kind.setdefault(kind if answer is None else f"= {kind}", Counter())
        counter["rows"] += 1
        counter["matched"] += row in matched
        counter["right"] += answer is not None and matched.get(row) == answer
        counter["review"] += alone[row].decision == "review" and row not in matched
        if row in matched and matched[row] != answer:
            wrong.append((kind, truth.list_[row], truth.book[matched[row]]))
    right = sum(counter["right"] for counter in by_kind.values())
    return (
        right / max(len(matched), 1),
        right / sum(answer is not None for answer in truth.answer),
        pd.DataFrame(by_kind).T.fillna(0).astype(int).sort_index(),
        wrong,
    )


def main() -> None:
    more = "--more" in sys.argv
    seeds = [int(seed) for seed in sys.argv[1:] if seed != "--more"] or list(HELD_OUT)
    for seed in seeds:
        precision, recall, table, wrong = measure((matching_more_names.generate if more else generate)(seed))
        print(f"seed {seed}: precision {precision:.4f}, recall {recall:.4f}")
        if seed == seeds[0]:
            print(table.to_string())
            for kind, pasted, known in wrong[:15]:
                print(f"  wrong ({kind}): {pasted} -> {known}")


if __name__ == "__main__":
    main()
