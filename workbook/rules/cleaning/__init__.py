"""Cleaning: normalisation of pasted values, one module a kind of value.

One module a kind of value, the same verbs in each: `clean(text) -> Cleaned` gives the value, the original, whether
it changed and a note where there is doubt; `is_valid(text)` says whether it is right as it stands. `columns` does
the same for whole columns; `headers` finds the header row of a pasted block and tells the columns apart.
"""

from workbook.rules.cleaning.cleaned import Cleaned

__all__ = ["Cleaned"]
