"""A rival that a customer marks above us."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from workbook.schema.findings import Finding


@pytest.mark.parametrize(
    ("own", "rival", "said"), [(3, 4, True), (4, 4, False), (5, 3, False), (None, 4, False), (3, None, False)]
)
def test_a_better_mark_is_said(
    check: Callable[..., list[Finding]], own: int | None, rival: int | None, said: bool
) -> None:
    found = check("tblProfiles", [{"customer_id": "C1", "rating_of_us": own, "rating_of_rivals": rival}])
    assert [one.message.en for one in found] == (["The customer gives a rival 4 of 5, and us 3"] if said else [])
