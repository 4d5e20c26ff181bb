"""How a module of this package declares what it raises and what it needs for it.

A source's `due` takes the frames of `needs` in their order, then by keyword what `lists` and `settings` name, and
`as_of` and `lang`; it gives candidates (`frame.py`). The registry calls it so, and the reading of the book derives
from the declarations which list columns to read.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from workbook.rules.reminders import frame

if TYPE_CHECKING:
    import datetime as dt

    import pandas as pd

    from workbook.language import Lang

CUSTOMERS = "customers"
"""The need of customers with their computed columns; the name of a table needs its rows, references as ids."""

OPEN_ITEMS, RHYTHM, SAMPLES = "open_items", "rhythm", "samples"
"""What is still owed (rules.customers.credit.open_items), each customer's median interval between orders
(rules.customers.decline.rhythm), and the order lines that are samples and gifts: worked out once, by whoever asks for
reminders."""


@dataclass(frozen=True)
class Source:
    """One source of reminders of one kind."""

    kind: str  # key of the list reminder_kind
    due: Callable[..., pd.DataFrame]
    needs: tuple[str, ...]  # tables by Excel name, or one of the names above; no row in the first: none is due
    lists: Mapping[str, str] = field(default_factory=dict)  # argument of `due` → "list.column", given as key → value
    settings: Mapping[str, str] = field(default_factory=dict)  # argument of `due` → key of the setting

    def candidates(
        self,
        given: Mapping[str, pd.DataFrame | pd.Series[Any]],
        lists: Mapping[str, Mapping[str, Any]],
        settings: Mapping[str, Any],
        *,
        as_of: dt.date,
        lang: Lang,
    ) -> pd.DataFrame:
        """What is due on as_of; none where the book lacks a table."""
        if any(need not in given for need in self.needs) or not len(given[self.needs[0]]):
            return frame.empty()
        named = {argument: lists.get(name, {}) for argument, name in self.lists.items()}
        named |= {argument: settings[key] for argument, key in self.settings.items()}
        return self.due(*(given[need] for need in self.needs), **named, as_of=as_of, lang=lang)
