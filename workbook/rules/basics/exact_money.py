"""Exact money: integers of 1/10,000 of the currency unit, so that sums are equal in any order and on any engine.

A cell holds a binary double of at most 15 decimal digits. It becomes an integer once, on the way in, rounded half
up (away from zero, as Excel's ROUND does, so that a return cancels its sale); it becomes a double once, on the way
out. Between the two, money is only added, subtracted and compared.

The net amount of an order line follows the domain: the amount when it was typed, else
quantity × unit price × (1 − discount), the exact product rounded once.

>>> units(957.5775)
9575775
>>> units(0.00005), units(-0.00005)
(1, -1)
>>> amount(22972008603)
2297200.86
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from numpy.typing import NDArray

UNITS = 10_000
"""Integers in one currency unit."""

LARGEST = 9e11
"""Largest amount (currency units) that keeps four exact decimals in a double; beyond it a value is left out."""
ADDABLE = 9e18
"""The sum of absolute units that 64 bits hold whatever their order."""

_DISCOUNT_STEPS = 1_000_000  # a discount is exact to six places: 33.3333 %
_DIVISOR = UNITS * _DISCOUNT_STEPS  # quantity and price carry UNITS each; one UNITS stays in the result


def to_units(values: pd.Series[Any]) -> pd.Series[Any]:
    """Currency (float64, NaN = missing) → Int64 units, rounded half up once.

    Infinite values and those beyond ±`LARGEST` become missing: no such amount was meant, and one of them would
    spoil every sum. Any decimal of up to 15 digits is rounded as it was typed, not as its binary neighbour.
    """
    raw = values.to_numpy(dtype="float64", na_value=np.nan)
    missing = ~(np.abs(raw) <= LARGEST)
    scaled = _half_up(np.where(missing, 0.0, raw) * UNITS)
    return pd.Series(pd.arrays.IntegerArray(scaled, missing), index=values.index, name=values.name)


def from_units(units: pd.Series[Any], places: int = 2) -> pd.Series[Any]:
    """Units (any integer dtype, missing allowed) → float64 currency, rounded half up once to `places` (0-4).

    Figures that people read take the two places of a currency; a line's own amount keeps its four.
    """
    missing = units.isna().to_numpy(dtype=bool)
    exact = units.fillna(0).to_numpy(dtype="int64")
    step = 10 ** (4 - places)
    rounded = np.sign(exact) * ((np.abs(exact) + step // 2) // step)
    return pd.Series(np.where(missing, np.nan, rounded / 10**places), index=units.index, name=units.name)


def units(value: float) -> int:
    """One amount as units; ValueError beyond ±`LARGEST`."""
    if not abs(value) <= LARGEST:
        raise ValueError(f"{value!r} is no amount of money")
    return int(_half_up(np.array([value], dtype="float64") * UNITS)[0])


def amount(units: int, places: int = 2) -> float:
    """Units as one amount of currency, rounded half up to `places`. Takes integers of any size."""
    step = 10 ** (4 - places)
    rounded: int = (abs(units) + step // 2) // step
    result: float = (rounded if units >= 0 else -rounded) / 10**places
    return result


def money(units: int) -> str:
    """Units as people read money: thousands separated, two places, rounded half up.

    >>> money(22972008603), money(-50)
    ('2,297,200.86', '-0.01')
    """
    cents = (abs(units) + 50) // 100
    sign = "-" if units < 0 and cents else ""
    return f"{sign}{cents // 100:,}.{cents % 100:02d}"


def net_amount(lines: pd.DataFrame) -> pd.Series[Any]:
    """Net amount of each order line in Int64 units; missing where neither amount nor quantity and price are given.

    `lines` may have the float64 columns amount, quantity, unit_price, discount; an absent column is blank. A
    discount outside 0-1 leaves the product missing (check names the cell); a typed amount never looks at it.

    >>> net_amount(pd.DataFrame({"quantity": [3.0], "unit_price": [19.99], "discount": [0.125]})).tolist()
    [524738]
    """
    typed = to_units(_column(lines, "amount"))
    if not typed.isna().any():
        return typed.rename("net_amount")
    product = _product(*(_column(lines, key) for key in ("quantity", "unit_price", "discount")))
    return typed.where(typed.notna(), product).rename("net_amount")


def _product(quantity: pd.Series[Any], price: pd.Series[Any], discount: pd.Series[Any]) -> pd.Series[Any]:
    """quantity × price × (1 − discount), exact, rounded half up once.

    The triple product of three integers does not fit 64 bits. A double finds the quotient to within a few units;
    the remainder is then small, so that integer arithmetic modulo 2^64 gives it exactly and settles the rounding.
    """
    off = discount.fillna(0.0).to_numpy(dtype="float64")
    quantities, prices = to_units(quantity), to_units(price)
    missing = quantities.isna().to_numpy() | prices.isna().to_numpy() | ~((off >= 0) & (off <= 1))
    left, right = (one.fillna(0).to_numpy(dtype="int64") for one in (quantities, prices))
    sign = np.sign(left) * np.sign(right)
    left, right = np.abs(left), np.abs(right)
    kept = _DISCOUNT_STEPS - _half_up(np.where(missing, 0.0, off) * _DISCOUNT_STEPS)
    near = left.astype("float64") * right * kept / _DIVISOR
    missing |= near > LARGEST * UNITS
    quotient = np.where(missing, 0.0, np.rint(near)).astype("int64")
    remainder = left * right * kept - quotient * _DIVISOR  # wraps modulo 2^64, and is right because it is small
    exact = quotient + (remainder + _DIVISOR // 2) // _DIVISOR
    return pd.Series(pd.arrays.IntegerArray(np.where(missing, 0, sign * exact), missing), index=quantity.index)


def _half_up(scaled: NDArray[np.float64]) -> NDArray[np.int64]:
    """Nearest integers, halves away from zero; what lies within two binary steps below a half is that half.

    A decimal of up to 15 digits, scaled by a power of ten, is off by at most two steps, and two such decimals are
    at least four steps apart: so this rounds the decimal that was typed.
    """
    size = np.abs(scaled)
    whole = np.floor(size)
    up = size - whole >= 0.5 - np.minimum(2 * np.spacing(size), 0.125)  # of large amounts a quarter stays one
    result: NDArray[np.int64] = (np.sign(scaled) * (whole + up)).astype("int64")
    return result


def _column(lines: pd.DataFrame, key: str) -> pd.Series[Any]:
    return lines[key] if key in lines else pd.Series(np.nan, index=lines.index, dtype="float64")
