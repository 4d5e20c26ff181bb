"""Records made ready for matching, whole or in parts."""

from __future__ import annotations

from dataclasses import fields

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from workbook.rules.matching.name_columns import Names
from workbook.rules.matching.name_pairs import _signs
from workbook.rules.matching.other_names import OtherNames
from workbook.rules.matching.records import Many, Records, joined, prepare

CELLS = st.fixed_dictionaries(
    {
        "name": st.sampled_from(["上海宏达贸易有限公司", "宏达五金", "张伟", "Acme Trading Co., Ltd", ""]),
        "short_name": st.sampled_from(["宏达", "宏达；大宏", None]),
        "phone": st.sampled_from(["021-66660003", "021-66660003; 021-66660004", "", None]),
        "email": st.sampled_from(["a@example.com", "b@example.com", None]),
        "address": st.sampled_from(["天河路1号", "", None]),
        "tax_no": st.sampled_from(["91310000MA1FL00000", None]),
    }
)


def frame(rows: list[dict[str, object]]) -> pd.DataFrame:
    """Rows as a frame of text."""
    return pd.DataFrame(rows, columns=["name", "short_name", "phone", "email", "address", "tax_no"], dtype=object)


def plain(records: Records) -> list[object]:
    """All that records hold, as lists."""
    found: list[object] = []
    for one in (getattr(records, field.name) for field in fields(Records)):
        if isinstance(one, Many):
            found += [one.keys.rows.tolist(), one.keys.hashes.tolist(), one.sharing.tolist()]
        elif isinstance(one, np.ndarray):
            found.append(one.tolist())
        elif isinstance(one, OtherNames):
            found += [one.rows.tolist(), *_arrays(one.names)]
        else:
            found += _arrays(one)
    return found


def _arrays(names: Names) -> list[object]:
    return [getattr(names, field.name).tolist() for field in fields(names)]


@given(rows=st.lists(CELLS, max_size=8), cut=st.integers(0, 8))
def test_parts_joined_are_the_whole(rows: list[dict[str, object]], cut: int) -> None:
    """Records made ready in two parts are those made ready at once, how many share a number included."""
    whole = frame(rows)
    assert plain(joined(prepare(whole[:cut]), prepare(whole[cut:]))) == plain(prepare(whole))


@given(texts=st.lists(st.text("abc宏达", max_size=5), min_size=2, max_size=6))
def test_signs_in_any_order(texts: list[str]) -> None:
    """Two texts have the same signs exactly where their sorted signs are equal."""
    hashes = _signs(np.array(texts, dtype=object)).tolist()
    for one, text in zip(hashes, texts, strict=True):
        assert [one == other for other in hashes] == [sorted(text) == sorted(other) for other in texts]
