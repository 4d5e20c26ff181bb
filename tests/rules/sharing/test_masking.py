"""Masking: the quick look that chooses the texts never passes over one in which something is to be masked."""

from __future__ import annotations

import re

import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.fuzzing import WIDE, tries
from workbook.rules.sharing.masking import MASKS, MAY_BE_HOME, masked, spans
from workbook.rules.sharing.tokens import MAY_HOLD
from workbook.rules.sharing.withheld import codes_of, withheld_of

NOTHING = withheld_of((), ())


def note_of_copy(text: str) -> str:
    """A customer's remarks as they go out."""
    frames = {"tblCustomers": pd.DataFrame({"remarks": [text]}, dtype="str")}
    done, _ = masked(frames, NOTHING, NOTHING, "zh")
    return str(done["tblCustomers"]["remarks"].iloc[0])


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("东湖花园5户", "address"),
        ("东湖花园５户", "address"),
        ("东湖花园3-5户", "address"),
        ("zhou＠example.com", "email"),
        ("zhou﹫example.com", "email"),
        ("ｚｈｏｕ＠ｅｘａｍｐｌｅ．ｃｏｍ", "email"),
        ("１３８００００００００", "phone"),
    ],
)
def test_nothing_passes_by_its_spelling(text: str, kind: str) -> None:
    """A home told by its household, and signs in full width, are masked in a column as in a single text."""
    assert [(one, what) for _, one, what in spans(text)] == [(kind, text)]
    assert note_of_copy(text) == MASKS[kind]["zh"]


def test_a_customer_is_no_home() -> None:
    """A word that ends in 户 or 室 has no number before it, and is not looked at."""
    assert not re.search(MAY_BE_HOME, "客户要求到办公室谈")


def test_a_mail_in_full_width_is_withheld() -> None:
    """What is to be looked for is read in every spelling."""
    assert codes_of(["zhou＠example.com"]) == ["zhou@example.com"]


PARTS = st.sampled_from(
    ["东湖", "花园", "路", "弄", "户", "室", "号楼", "单元", "幢", "家住", "家庭住址", "：", "-", "－", "客",
     "a", ".", "@", "x.example", "3", "12", "138", "0000", "13800000000", " "]
)  # fmt: skip


@settings(max_examples=tries(400))
@example(parts=["东湖", "花园", "3", "户"], wide=False)
@given(parts=st.lists(PARTS, max_size=9), wide=st.booleans())
def test_the_quick_look_sees_all_that_is_masked(parts: list[str], *, wide: bool) -> None:
    """Whatever is put together, in full width too."""
    text = "".join(parts).translate(WIDE) if wide else "".join(parts)
    if spans(text):
        assert re.search(f"{MAY_HOLD}|{MAY_BE_HOME}", text)
