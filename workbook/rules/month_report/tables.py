"""The tables of the report: months, people, the largest customers, who stopped, regions, products, debts.

Every function gives rows of `model.TABLES` from the facts; amounts are rounded once, when they are exact sums.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

from workbook.language import Text
from workbook.rules.basics import days
from workbook.rules.basics.exact_money import amount as money
from workbook.rules.basics.exact_money import to_units
from workbook.rules.basics.periods import month_name, month_numbers
from workbook.rules.customers.credit import BANDS, NO_TERMS, NOT_INVOICED
from workbook.rules.month_report.facts import Facts
from workbook.rules.month_report.model import Row
from workbook.rules.sales import composition, flows, forecast_months, monthly_sales, products, team
from workbook.rules.sales.targets import aimed
from workbook.schema.month_report import LINES

OTHERS = Text("其余{n}项", "{n} others")
OTHER_PEOPLE = Text("其余{n}人", "{n} others")
NOBODY = Text("（无业务员）", "(nobody)")
NO_CUSTOMER = Text("（未匹配到客户）", "(no known customer)")
BLANK = Text("（未填）", "(not given)")
_AGES = (*BANDS, NOT_INVOICED, NO_TERMS)
_YEAR = np.timedelta64(365, "D")


def months(facts: Facts) -> pd.DataFrame:
    """The twelve months up to the as-of day, and the one after it with the forecast of the book."""
    flow = facts.flow
    same_days = (0, 0)
    if len(facts.period.months) == 1:
        same_days = (int(flow.loc[flow["before"], "units"].sum()), int(flow.loc[flow["year_ago"], "units"].sum()))
    sums = facts.sold.groupby("month")["units"].sum()
    return monthly_sales.monthly(
        sums,
        same_days,
        facts.targets,
        facts.as_of,
        forecast=forecast_months.amounts(sums, facts.as_of, facts.closes_on),
        closes_on=facts.closes_on,
        months=LINES["months"],
        ahead=1,
    )


def foretold(facts: Facts) -> float | None:
    """What would have been forecast of the period's month on the day before it began; None where nothing could be, of a
    month that runs, and of a longer period."""
    period = facts.period
    if period.running or len(period.months) != 1:
        return None
    sums = facts.sold.groupby("month")["units"].sum()
    eve = period.span.start - dt.timedelta(days=1)
    return forecast_months.amounts(sums, eve, facts.closes_on).get(period.months[0])


def month_rows(made: pd.DataFrame) -> tuple[Row, ...]:
    """The rows of the months that have been."""
    rows = made.head(LINES["months"])
    names = [month_name(int(number)) for number in month_numbers(rows["month"].to_numpy(dtype="datetime64[D]"))]
    values = zip(names, *(rows[key] for key in ("amount", "target", "year_before")), strict=True)
    return tuple((name, *(number(value, 2) for value in rest)) for name, *rest in values)


def target(facts: Facts) -> float | None:
    """What was aimed at in the whole period (currency); None without a target, or where no months make the period."""
    found = aimed(facts.targets, np.array(facts.period.months, dtype="int64"))
    known = found[~np.isnan(found)]
    return round(float(known.sum()), 2) if len(known) else None


def people(facts: Facts) -> tuple[Row, ...]:
    """A row a salesperson, the largest first; more than there is room for are one last row."""
    found = _people(facts)
    rows = list(found.itertuples(index=False, name=None))
    room = LINES["people"]
    if len(rows) > room:
        rest = found.iloc[room - 1 :]
        sums = {key: rest[key].sum(min_count=1) for key in found if key not in ("salesperson", *_SHARES)}
        aimed = rest["amount"][rest["target"].notna()].sum()
        sums["attainment"] = aimed / sums["target"] if sums["target"] else np.nan
        last = [OTHER_PEOPLE[facts.lang].format(n=len(rest)), *(sums.get(key, np.nan) for key in found.columns[1:])]
        rows = [*rows[: room - 1], tuple(last)]
    return tuple((name, *(number(value, 4) for value in values)) for name, *values in rows)


_SHARES = ("attainment", "promises_kept", "satisfaction")


def _people(facts: Facts) -> pd.DataFrame:
    found = team.results(
        facts.period,
        lines=facts.flow,
        sellers=facts.sellers.loc[facts.flow.index],
        bought=pd.DataFrame({"first_order": facts.customers["first_order"], "owner": facts.first_owner}),
        visits=facts.visits,
        targets=facts.targets,
        satisfaction=facts.satisfaction,
    )
    owner = facts.customers["owner"].fillna("")
    owed = facts.owed[["owed", "made"]].groupby(owner.to_numpy()).sum()
    aims = facts.targets[np.isin(month_numbers(days.whole(facts.targets["month"])), facts.period.months)]
    aims = aims[aims["salesperson"].notna()].groupby("salesperson")[["visits", "new_customers"]].sum(min_count=1)
    names = sorted({*found["salesperson"].fillna(""), *owed.index[owed["owed"] > 0]})
    if facts.person is not None:
        names = [facts.person]
    rows = found.assign(salesperson=found["salesperson"].fillna("")).set_index("salesperson").reindex(names)
    counts = ["amount", "orders", "new_customers"]
    rows[counts] = rows[counts].fillna(0)
    made = pd.DataFrame(
        {
            "salesperson": [facts.label("salesperson", name) if name else NOBODY[facts.lang] for name in names],
            "amount": rows["amount"].to_numpy(),
            "target": rows["target"].to_numpy(),
            "attainment": rows["attainment"].to_numpy(),
            "orders": rows["orders"].to_numpy(),
            "visits_owed": owed["owed"].reindex(names).fillna(0).to_numpy(),
            "visits_made": owed["made"].reindex(names).fillna(0).to_numpy(),
            "visits_target": aims["visits"].reindex(names).to_numpy(),
            "new_customers": rows["new_customers"].to_numpy(),
            "new_target": aims["new_customers"].reindex(names).to_numpy(),
            "promises_kept": rows["promises_kept"].to_numpy(),
            "satisfaction": rows["satisfaction"].to_numpy(),
        }
    )
    return made.sort_values(["amount", "salesperson"], ascending=[False, True], ignore_index=True)


def by_customer(facts: Facts) -> pd.DataFrame:
    """What the period's lines add up to by customer: `composition.by` its position (-1 = nobody)."""
    return composition.by(facts.flow["customer"], facts.flow)


def top(facts: Facts, grouped: pd.DataFrame) -> tuple[tuple[Row, ...], int]:
    """The customers with the largest net amounts, and how many bought; `grouped`: `by_customer`."""
    found = composition.rows(grouped)
    sold = found[found["units"] > 0]
    first = sold.head(LINES["top"])
    columns = (first[key].tolist() for key in ("value", "units", "units_before", "share"))
    rows = [
        (
            facts.name(int(at)) if at >= 0 else NO_CUSTOMER[facts.lang],
            money(units),
            money(before),
            money(units - before),
            number(share, 4),
        )
        for at, units, before, share in zip(*columns, strict=True)
    ]
    return tuple(rows), len(sold)


def largest_changes(facts: Facts, grouped: pd.DataFrame) -> tuple[tuple[str, int], tuple[str, int]]:
    """The customer with the largest rise against the period before and the one with the largest fall, each with its
    units; ('', 0) where there is none. `grouped`: `by_customer`."""
    found = grouped[grouped["value"] >= 0]
    changes = (found["units"] - found["units_before"]).to_numpy()
    made = []
    for at, sign in ((changes.argmax() if len(changes) else 0, 1), (changes.argmin() if len(changes) else 0, -1)):
        some = len(changes) and changes[at] * sign > 0
        made.append((facts.name(int(found["value"].iloc[at])), int(changes[at])) if some else ("", 0))
    return made[0], made[1]


def stopped(facts: Facts) -> tuple[tuple[Row, ...], int, int]:
    """Who stopped buying or buys less often than usual, by what they bought in the year up to their last order; how
    many there are, and the units of that year of all of them."""
    gone = facts.declines[~facts.declines["never"]]
    at = facts.customers.index.get_indexer(gone.index)
    year = _last_years(facts, at)
    order = np.argsort(-year, kind="stable")
    rows: list[Row] = []
    for place in order[: LINES["stopped"]]:
        one = facts.customers.iloc[at[place]]
        usual = facts.medians.iloc[at[place]]
        rows.append(
            (
                facts.name(int(at[place])),
                f"{one['last_order']:%Y-%m-%d}",
                None if pd.isna(usual) else max(1, int(usual + 0.5)),
                money(int(year[place])),
                facts.label("salesperson", one["owner"]),
            )
        )
    return tuple(rows), len(gone), int(year.sum())


def _last_years(facts: Facts, at: Any) -> Any:
    """Units that each of these customers bought in the 365 days up to its last order."""
    lines = facts.book.lines
    place = np.full(len(facts.customers) + 1, -1)
    place[at] = np.arange(len(at))
    which = place[lines["customer"].to_numpy()]
    some = which >= 0
    dates = lines["date"].to_numpy(dtype="datetime64[D]")[some]
    last = days.whole(facts.customers["last_order"])[at][which[some]]
    inside = ~np.isnat(dates) & (dates <= last) & (dates > last - _YEAR)
    sums = np.zeros(len(at), dtype="int64")
    np.add.at(sums, which[some][inside], lines["units"].to_numpy()[some][inside])
    return sums


def regions(facts: Facts) -> tuple[Row, ...]:
    """By the customers' region."""
    return _composed(facts, composition.of_customers(facts.customers["region"], facts.flow), _shown("region"))


def by_product(facts: Facts) -> tuple[Row, ...]:
    """By product."""
    return _composed(facts, facts.lines.loc[facts.flow.index, "product"], lambda _facts, value: str(value))


def _shown(listed: str) -> Callable[[Facts, object], str]:
    return lambda facts, value: facts.label(listed, value)


def _composed(facts: Facts, values: pd.Series[Any], shown: Callable[[Facts, object], str]) -> tuple[Row, ...]:
    """Net amount, share, margin, change and growth of each value, the largest first; the smallest are one last row."""
    flow = facts.flow
    found = composition.rows(composition.by(values, flow))
    found = found[(found[list(flows.WINDOWS)] != 0).any(axis=1)]
    now = flow.index[flow["now"]]
    margins = products.line_margins(
        flow.loc[now, "units"], facts.lines.loc[now], facts.catalogue, tax_included=facts.tax_included
    )
    gained = margins.groupby(values.loc[margins.index].astype("str").fillna("")).sum()
    keys = found["value"].astype("str").fillna("")
    parts = gained.reindex(keys, fill_value=0).astype("int64")
    sums = found[list(flows.WINDOWS)].assign(earned=parts["earned"].to_numpy(), worth=parts["worth"].to_numpy())
    labels = [shown(facts, key) if key else BLANK[facts.lang] for key in keys]
    room = LINES["regions"]
    if len(sums) > room:
        labels = [*labels[: room - 1], OTHERS[facts.lang].format(n=len(sums) - room + 1)]
        rest = sums.iloc[room - 1 :].sum().to_frame().T
        sums = pd.concat([sums.iloc[: room - 1], rest], ignore_index=True)
    total = int(found["units"].sum())
    return tuple(
        _row(label, [int(one) for one in row], total) for label, row in zip(labels, sums.to_numpy(), strict=True)
    )


def _row(label: str, sums: list[int], total: int) -> Row:
    now, before, year_ago, earned, worth = sums
    return (
        label,
        money(now),
        number(now / total, 4) if total > 0 else None,
        number(earned / worth, 4) if worth > 0 else None,
        money(now - before),
        number(now / year_ago - 1, 4) if year_ago > 0 else None,
    )


def ages(facts: Facts) -> tuple[Row, ...]:
    """What is owed by days past due: the bands of the analysis of debts, and how many customers owe in each."""
    owing = facts.items[facts.items["open"] > 0]
    sums = owing.groupby("age_band")["open"].sum()
    many = owing.groupby("age_band")["customer"].nunique()
    return tuple(
        (facts.label("age_band", band), money(int(sums.get(band, 0))), int(many.get(band, 0))) for band in _AGES
    )


def debtors(facts: Facts) -> tuple[tuple[Row, ...], int]:
    """Who owes most too late, and how many owe too late."""
    owed = facts.customers["overdue"].fillna(0.0).to_numpy() * facts.mine
    order = [at for at in np.argsort(-owed, kind="stable") if owed[at] > 0]
    rows = tuple(
        (facts.name(int(at)), float(owed[at]), facts.label("salesperson", facts.customers["owner"].iloc[at]))
        for at in order[: LINES["debtors"]]
    )
    return rows, len(order)


def overdue_units(facts: Facts) -> int:
    """All that is overdue on the as-of day."""
    return int(to_units(facts.customers["overdue"][facts.mine]).fillna(0).sum())


def number(value: Any, places: int) -> float | int | None:
    """A figure as JSON has it: None for a missing one, a whole one as an integer."""
    if value is None or pd.isna(value):
        return None
    found = round(float(value), places)
    return int(found) if found.is_integer() and abs(found) < 1e15 else found
