"""Amounts of any numeric type as integers of 1/10,000 units, by one rule on every engine.

Integers, decimals and doubles all pass through the double: it holds every amount of at most four places up to
`LARGEST` exactly (below 2^53 units), and its product, quotient, sum and floor are the same bits on pandas, polars,
DuckDB, Spark and PostgreSQL, where each engine's own rounding and each one's own decimals differ. A half is rounded
away from zero; what lies within `_STEP`
below a half is that half, so that a decimal of up to 15 digits is rounded as
it was typed (as rules/basics/exact_money.py does). An amount with more than four places is rounded so, and counted.

>>> import pandas as pd
>>> amounts = nw.from_native(pd.DataFrame({"amount": [19.99, 0.00005, -1.00005, 1e300, float("nan")]}))
>>> amounts.select(units=units("amount"), readable=readable("amount"))["units"].to_list()
[199900, 1, -10001, 0, 0]
"""

from __future__ import annotations

import narwhals as nw

from workbook.rules.basics.exact_money import LARGEST, UNITS

_STEP, _MOST = 2.0**-51, 0.125
"""Of a number: at least two of its binary steps, less than four; and no more than what keeps a quarter a quarter."""


def readable(column: str) -> nw.Expr:
    """Whether the column holds an amount: a number no larger than `LARGEST`."""
    return (nw.col(column).cast(nw.Float64).abs() <= LARGEST).fill_null(False)


def units(column: str) -> nw.Expr:
    """The amounts as Int64 units; 0 where the column holds none (`readable`)."""
    number = nw.col(column).cast(nw.Float64)
    known = nw.when(readable(column)).then(number).otherwise(nw.lit(0.0))
    size = known.abs() * float(UNITS)
    whole = size.floor()
    near = nw.when(size * _STEP < _MOST).then(size * _STEP).otherwise(nw.lit(_MOST))
    up = nw.when(size - whole >= 0.5 - near).then(nw.lit(1.0)).otherwise(nw.lit(0.0))
    sign = nw.when(known < 0).then(nw.lit(-1.0)).otherwise(nw.lit(1.0))
    return (sign * (whole + up)).cast(nw.Int64)


def has_more_places(column: str) -> nw.Expr:
    """Whether an amount is no decimal of four places: its units, as an amount again, are another number."""
    return readable(column) & ~(units(column).cast(nw.Float64) / float(UNITS) == nw.col(column).cast(nw.Float64))
