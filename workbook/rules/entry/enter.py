"""Each form and the rule that makes rows of it.

>>> from workbook.schema.forms import FORMS
>>> set(RULES) == {one.key for one in FORMS}
True
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from workbook.rules.entry.customers import customer
from workbook.rules.entry.filled import Filled
from workbook.rules.entry.known import Entered, Known
from workbook.rules.entry.orders import order
from workbook.rules.entry.payments import payment
from workbook.rules.entry.surveys import score, sweep
from workbook.rules.entry.visits import visit

RULES: Mapping[str, Callable[[Filled, Known], Entered]] = {
    "customer": customer,
    "visit": visit,
    "order": order,
    "payment": payment,
    "sweep": sweep,
    "score": score,
}
"""By the key of the form."""


def enter(filled: Filled, known: Known) -> Entered:
    """What a filled form comes to."""
    return RULES[filled.form.key](filled, known)
