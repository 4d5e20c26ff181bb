"""How wrong the forecasts are, of each method and of the one that is chosen: `python bench/forecast_error.py`.

Every series of three sets - the shipped sample, the public superstore, made-up ones - is forecast three months ahead
from every month that has two years before it, with nothing but what was known then; what came is held against it.
Printed as the rows of bench/RESULTS-forecast.md:

- MASE: the mean absolute error ÷ that of last year's same month in the history before the origin (Hyndman & Koehler
  2006, seasonal of twelve): below 1 is better than that.
- MAPE: the mean of |error| ÷ amount, where the amount is above zero; median over the series, for one tiny month of one
  of them would be the whole mean.
- chosen: how often the book took the method. Of the chosen one: how many months came inside the band of eight in ten,
  and the error that was said beside the one that came (the sum of errors ÷ the sum of amounts).

The superstore is skipped where the data folder (CUSTOMER_BOOK_DATA, or ../shared/data beside the checkout) is absent.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np
import pandas as pd

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from workbook.rules.sales.forecast import Forecast, forecast  # noqa: E402
from workbook.rules.sales.forecast_methods import METHODS  # noqa: E402

DATA = Path(os.environ.get("CUSTOMER_BOOK_DATA", ROOT.parent / "shared" / "data"))
AHEAD, FROM, YEAR = 3, 24, 12
CHOSEN = "the chosen one"
Series = dict[str, list[float]]


def by_month(lines: pd.DataFrame, amount: str, *dimensions: str) -> Series:
    """The monthly sums of all lines and of each value of the dimensions, from its first month to the last of all."""
    month = lines["date"].dt.to_period("M")
    found = {}
    for column in (None, *dimensions):
        groups = [("all", lines)] if column is None else lines.groupby(column)
        for value, own in groups:
            sums = own[amount].groupby(month[own.index]).sum()
            every = pd.period_range(sums.index.min(), month.max(), freq="M")
            found[f"{column or ''}:{value}"] = sums.reindex(every, fill_value=0.0).tolist()
    return found


def sample() -> Series:
    """Company, salespeople, regions and product categories of the book as it ships; its last month is a full one."""
    from workbook import engine, tables

    with engine.open_book(ROOT / "customer_book.xlsm", read_only=True) as book:
        lines, customers, products = (
            tables.read(book, name).frame for name in ("tblTransactions", "tblCustomers", "tblProducts")
        )
    lines = lines[lines["net_amount"].notna() & lines["date"].notna()].reset_index(drop=True)
    region = customers.dropna(subset=["customer_id"]).set_index("customer_id")["region"]
    category = products.dropna(subset=["name"]).drop_duplicates("name").set_index("name")["category"]
    lines = lines.assign(region=lines["customer_id"].map(region), category=lines["product"].map(category))
    return by_month(lines, "net_amount", "salesperson", "region", "category")


def superstore() -> Series:
    """Everything, regions, segments, categories and subcategories of four years."""
    path = DATA / "superstore.csv"
    if not path.exists():
        return {}
    lines = pd.read_csv(path, parse_dates=["Order Date"]).rename(columns={"Order Date": "date"})
    return by_month(lines, "Sales", "Region", "Segment", "Category", "Sub-Category")


def generated(count: int = 100, months: int = 60) -> Series:
    """Made-up series, the same each time: a season of some strength, a trend, sometimes a leap, noise."""
    random = np.random.default_rng(2026)
    at = np.arange(months)
    found = {}
    for number in range(count):
        season = 1 + random.uniform(0, 0.5) * np.sin((at + random.integers(12)) / 6 * np.pi)
        trend = np.exp(random.normal(0, 0.01) * at)
        leap = np.where(at >= random.integers(months), random.choice([1.0, 1.0, 0.5, 1.8]), 1.0)
        noise = random.lognormal(0, random.uniform(0.05, 0.4), months)
        found[f"made-up:{number}"] = (1_000 * season * trend * leap * noise).tolist()
    return found


def measured(history: list[float]) -> pd.DataFrame:
    """One row an origin, a month ahead and a method (and the chosen one): method, scaled, percent, off, came, chosen,
    inside, said."""
    months = np.array(history)
    said = {key: method(months, AHEAD) for key, method in METHODS.items()}
    rows = []
    for origin in range(FROM, len(months)):
        made = forecast(history[:origin], AHEAD)
        scale = float(np.abs(months[YEAR:origin] - months[: origin - YEAR]).mean())
        if not isinstance(made, Forecast) or not scale or any(np.isnan(one[origin, 0]) for one in said.values()):
            continue
        for ahead in range(min(AHEAD, len(months) - origin)):
            came = float(months[origin + ahead])
            inside = made.lows[ahead] <= came <= made.highs[ahead]
            for key, amount in [
                *((key, one[origin, ahead]) for key, one in said.items()),
                (CHOSEN, made.amounts[ahead]),
            ]:
                off = abs(came - float(amount))
                percent = off / came if came > 0 else np.nan
                rows.append((key, off / scale, percent, off, came, key == made.method, inside, made.error))
    return pd.DataFrame(rows, columns=["method", "scaled", "percent", "off", "came", "chosen", "inside", "said"])


def report(name: str, every: Mapping[str, list[float]]) -> Iterator[str]:
    """The table of one set."""
    long = [one for one in every.values() if len(one) > FROM]
    found = [measured(one) for one in long]
    rows = pd.concat([one.assign(series=at) for at, one in enumerate(found)], ignore_index=True)
    chosen = rows[rows["method"] == CHOSEN]
    yield f"\n## {name}: {chosen['series'].nunique()} series, {len(chosen):,} forecasts\n"
    yield "| method | MASE | MAPE, median | chosen |\n|---|---|---|---|"
    for key in (*METHODS, CHOSEN):
        own = rows[rows["method"] == key]
        mape = own.groupby("series")["percent"].mean().median()
        share = "" if key == CHOSEN else f"{own['chosen'].mean():.0%}"
        yield f"| {key} | {own['scaled'].mean():.3f} | {mape:.0%} | {share} |"
    by = chosen.groupby("series")
    said, came = by["said"].mean(), by["off"].sum() / by["came"].sum()
    yield f"\nInside the band of eight in ten: {chosen['inside'].mean():.0%}. "
    yield f"Error said {said.median():.0%}, error that came {came.median():.0%} (medians of the series)."


def main() -> None:
    """Print the three tables."""
    for name, series in (("Sample", sample()), ("Superstore", superstore()), ("Made up", generated())):
        if series:
            print("\n".join(report(name, series)), flush=True)
        else:
            print(f"\n## {name}: skipped, no data in {DATA}")


if __name__ == "__main__":
    main()
