"""Amounts of any numeric type as integers of 1/10,000 units, by one rule on every engine.

Integers, decimals and doubles all pass through the double: it holds every amount of at most four places up to
`LARGEST` exactly (below 2^53 units), and its product, quotient, sum and floor are the same bits on pandas, polars,
DuckDB, Spark and PostgreSQL, where each engine's own rounding and each one's own decimals differ. A half is rounded
away from zero; what lies within `_STEP` below a half is that half, so that a decimal of up to 15 digits is rounded as
it was typed (as rules/basics/exact_money.py does). An amount with more than four places is rounded so, and counted.

>>> import pandas as pd
>>> amounts = nw.from_native(pd.DataFrame({"amount": [19.99, 0.00005, -1.00005, 1e300, float("nan")]}))
>>> found = with_units(amounts, "amount")
>>> found["units"].to_list(), found["unread"].to_list(), found["rounded"].to_list()
([199900, 1, -10001, 0, 0], [0, 0, 0, 1, 1], [0, 1, 1, 0, 0])
"""

from __future__ import annotations

from typing import Any

import narwhals as nw

from workbook.rules.basics.exact_money import LARGEST, UNITS

_STEP, _MOST = 2.0**-51, 0.125
"""Of a number: at least two of its binary steps, less than four; and no more than what keeps a quarter a quarter."""


def with_units(frame: Any, column: str) -> Any:
    """The frame (narwhals) with units, unread (1 where the column holds no amount: no number, or one beyond `LARGEST`;
    its units are 0) and rounded (1 where an amount is no decimal of four places: its units, as an amount again, are
    another number), all Int64. Each step stands on the one before, so that an engine works it out once."""
    number, size, whole = (nw.col(f"_{key}") for key in ("number", "size", "whole"))
    cell = nw.col(column).cast(nw.Float64)
    near = nw.when(size < _MOST / _STEP).then(size * _STEP).otherwise(nw.lit(_MOST))
    return (
        frame.with_columns(_known=(cell.abs() <= LARGEST).fill_null(False))
        .with_columns(
            _number=nw.when(nw.col("_known")).then(cell).otherwise(nw.lit(0.0)),
            unread=one_where(~nw.col("_known")),
        )
        .with_columns(_size=number.abs() * float(UNITS))
        .with_columns(_whole=size.floor())
        .with_columns(_whole=nw.when(size - whole >= 0.5 - near).then(whole + 1.0).otherwise(whole))
        .with_columns(_whole=nw.when(number < 0).then(whole * -1.0).otherwise(whole))
        .with_columns(units=whole.cast(nw.Int64), rounded=one_where(~(whole / float(UNITS) == number)))
        .drop("_known", "_number", "_size", "_whole")
    )


def one_where(condition: nw.Expr) -> nw.Expr:
    """1 or 0, as something to add up."""
    return nw.when(condition).then(nw.lit(1, nw.Int64)).otherwise(nw.lit(0, nw.Int64))
