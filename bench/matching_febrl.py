"""Persons matched on the four public Febrl sets: precision, recall, F1, recall of blocking, time.

Run: python bench/matching_febrl.py [FOLDER]. Truth: two records are one person when they share the number in
rec-N-org / rec-N-dup-K. Sets 1 to 3 are matched within themselves, 4a against 4b. One threshold for all.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import numpy as np
import pandas as pd

from workbook.rules.matching import person_matching

DATA = Path(os.environ.get("CUSTOMER_BOOK_DATA", Path(__file__).resolve().parents[2] / "shared" / "data"))


def load(path: Path) -> pd.DataFrame:
    """A set with plain column names, every cell text or None."""
    frame = pd.read_csv(path, dtype=str, skipinitialspace=True)
    return frame.rename(columns=str.strip)


def measure(left: pd.DataFrame, right: pd.DataFrame | None) -> dict[str, float]:
    """Precision, recall and F1 at MATCH; recall and number of the pairs that blocking leaves; seconds."""
    begin = time.perf_counter()
    a = person_matching.prepare(left)
    b = a if right is None else person_matching.prepare(right)
    i, j = person_matching.candidates(a, b, within=right is None)
    found = person_matching.weigh(a, b, i, j)
    seconds = time.perf_counter() - begin
    number_a = left["rec_id"].str.extract(r"rec-(\d+)-")[0].to_numpy()
    number_b = number_a if right is None else right["rec_id"].str.extract(r"rec-(\d+)-")[0].to_numpy()
    truth = number_a[i] == number_b[j]
    if right is None:
        counts = pd.Series(number_a).value_counts().to_numpy()
        true_pairs = int((counts * (counts - 1) // 2).sum())
    else:
        true_pairs = int(pd.Series(number_a).map(pd.Series(number_b).value_counts()).fillna(0).sum())
    matched = found.bits >= person_matching.MATCH
    hits = int((matched & truth).sum())
    precision, recall = hits / max(int(matched.sum()), 1), hits / true_pairs
    return {
        "pairs": true_pairs,
        "blocking recall": float(truth.sum() / true_pairs),
        "candidates": len(i),
        "precision": precision,
        "recall": recall,
        "F1": 2 * precision * recall / (precision + recall),
        "seconds": seconds,
    }


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else DATA / "febrl"
    sets = {f"dataset{n}": (load(folder / f"dataset{n}.csv"), None) for n in (1, 2, 3)}
    sets["dataset4"] = (load(folder / "dataset4a.csv"), load(folder / "dataset4b.csv"))
    table = pd.DataFrame({name: measure(*lists) for name, lists in sets.items()}).T
    print(f"threshold {person_matching.MATCH} bits")
    print(table.to_string(formatters=dict.fromkeys(("pairs", "candidates"), "{:.0f}".format), float_format="%.4f"))
    assert np.all(table["F1"] >= 0.99)


if __name__ == "__main__":
    main()
