"""How long the analyses over orders take: `python -m bench.rules_analyses [lines] [customers]`.

Prints seconds for each on the made-up book of `bench.rules_orders`; run by hand. Nothing is read or written.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

import numpy as np
import pandas as pd

from bench.rules_orders import AS_OF, made_up
from workbook.rules.basics.order_ledger import ledger
from workbook.rules.basics.periods import parse
from workbook.rules.basics.references import resolve
from workbook.rules.customers import credit, order_statistics, rfm
from workbook.rules.market import prices
from workbook.rules.reminders import birthday, receivable
from workbook.rules.sales import composition, cross_sell, flows, forecast, forecast_months, monthly_sales


def main(lines: int = 1_000_000, customers: int = 100_000) -> None:
    """Time each once."""
    people, orders = made_up(lines, customers)
    random = np.random.default_rng(11)
    orders = orders.assign(product=pd.Series(random.choice([f"P{n}" for n in range(300)], lines), dtype="str"))
    book = ledger(people, orders)
    recent = order_statistics.window(book, AS_OF)
    bought = orders["date"].iloc[random.integers(0, lines, lines // 5)].reset_index(drop=True)
    paid = pd.DataFrame({"order_no": orders["order_no"].iloc[: lines // 5], "date": bought, "amount": 500.0})
    payments = credit.payments_of(paid, resolve(orders["customer_id"].iloc[: lines // 5], people).positions)
    settlement = pd.Series(random.choice([0.0, 30.0, 90.0], customers))
    born = np.datetime64("1960-01-01") + random.integers(0, 15_000, customers).astype("timedelta64[D]")
    contacts = pd.DataFrame(
        {
            "row_id": people["row_id"],
            "customer_id": people["customer_id"],
            "name": people["name"],
            "birthday": pd.Series(born.astype("datetime64[s]")),
            "calendar": pd.Series(random.choice(["solar", "lunar"], customers), dtype="str"),
        }
    )
    people = people.assign(grade="C", industry=people["region"], nature=people["region"])

    def timed(what: str, work: Callable[[], object]) -> None:
        start = time.perf_counter()
        work()
        print(f"{what:<24}{time.perf_counter() - start:8.3f} s")

    items = credit.open_items(book, payments, as_of=AS_OF, order_nos=orders["order_no"], settlement_days=settlement)
    timed(
        "open items",
        lambda: credit.open_items(
            book, payments, as_of=AS_OF, order_nos=orders["order_no"], settlement_days=settlement
        ),
    )
    timed("reminders: receivable", lambda: receivable.due(people, items, as_of=AS_OF))
    timed("reminders: birthday", lambda: birthday.due(contacts, people, as_of=AS_OF))
    timed("rfm", lambda: rfm.rfm(recent, rfm.last_orders(book, AS_OF), AS_OF))
    timed("lines of a period", lambda: flows.of_period(book, parse("12m", AS_OF)))
    flow = flows.of_period(book, parse("12m", AS_OF))
    timed("composition: product", lambda: composition.rows(composition.by(orders["product"].loc[flow.index], flow)))
    nobody = pd.Series("", index=book.lines.index)
    timed("months", lambda: flows.months(book, nobody))
    sums = flows.months(book, nobody).groupby("month")["units"].sum()
    timed("months and targets", lambda: monthly_sales.monthly(sums, (0, 0), TARGETS, AS_OF))
    ahead = forecast_months.ahead(AS_OF)
    past = forecast_months.history(sums, int(ahead[0]))
    timed("one forecast", lambda: forecast.forecast(past, len(ahead)))
    with_product = book.lines.assign(product=orders["product"])
    timed("white space", lambda: cross_sell.offers(with_product, cross_sell.similar(people)))
    timed("prices", lambda: prices.compared(orders, SURVEYS, {}, tolerance=0.99, as_of=AS_OF))


TARGETS = pd.DataFrame(
    {
        "month": pd.Series([], dtype="datetime64[s]"),
        "salesperson": pd.Series([], dtype="str"),
        "region": pd.Series([], dtype="str"),
        "amount": pd.Series([], dtype="float64"),
    }
)
SURVEYS = pd.DataFrame(
    {
        "customer_id": pd.Series([], dtype="str"),
        "product": pd.Series([], dtype="str"),
        "date": pd.Series([], dtype="datetime64[s]"),
        **{key: pd.Series([], dtype="float64") for key in ("retail_price", "purchase_price", "competitor_price")},
    }
)

if __name__ == "__main__":
    main(*(int(one) for one in sys.argv[1:]))
