"""What a text gives away: the short way for plain cells tells what the whole way tells."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from workbook.rules.sharing.tokens import found, found_in, half_width

PIECES = ("0086", "86", "1380000", "13800000000", "0571", "12345.67", "1234567.5", *"-. /+(x", "AB")
TEXTS = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=5).map("".join),
    st.text(alphabet="0189aB-. +/@x电", max_size=24),
)


@given(TEXTS)
@example("861380000000")
@example("00861012345678")
@example("-1234567.5")
@example("1234567.50")
@example("9133010012345678XY")
def test_the_short_way_finds_what_the_whole_way_finds(text: str) -> None:
    """Letter for letter, whatever the text."""
    plain = half_width(text)
    assert found_in([plain]) == {token.text for token in found(plain)}
