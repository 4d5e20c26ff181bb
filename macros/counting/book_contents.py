"""The contents of the book that refresh and analyse read: all tables, with references resolved to ids and names.

Reading gives identifiers to rows that lack them, and customers their 建档日期: reminders and history need them. Nothing
else is written here. `rows` holds what was known on the as-of day (rules/basics/as_of.py), `whole` every row.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from macros.counting.created_on import with_created_on
from workbook import schema, tables
from workbook.language import Lang
from workbook.rules.basics.as_of import known_on
from workbook.rules.basics.references import canonical, resolve
from workbook.rules.basics.trade_kinds import is_free, signed_quantity
from workbook.rules.reminders import registry
from workbook.rules.reminders.today import answered
from workbook.rules.visits.sent import happened
from workbook.schema.findings import Finding
from workbook.schema.model import Copied

if TYPE_CHECKING:
    import xlwings as xw

CUSTOMERS, ORDERS, VISITS, PAYMENTS = "tblCustomers", "tblTransactions", "tblVisits", "tblPayments"

_RESULTS = (
    "tblReminders",
    "tblReminderHistory",
    "tblGradeHistory",
    "tblOwnerHistory",
    "tblToday",
    "tblHolidays",
    "tblVisitPlan",
)

# Orders are read by the column, being many.
ORDER_COLUMNS = (
    "order_no", "date", "customer_id", "kind", "product", "quantity", "unit_price", "discount", "amount",
    "payment_terms", "invoiced_on",
)  # fmt: skip

LIST_COLUMNS = tuple(
    dict.fromkeys(
        (
            "grade.visits", "willingness.visits", "contact_strategy.days", "purchase_strategy.days",
            "settlement.days", "settlement.due_from", "category.existing", "credit_terms.limit",
            "grade.label", "region.label", "bank_level.rank", "risk_tolerance.rank", "bank_product.label",
            "buying_power.counts", "authority.counts", "intent.counts", "score_level.from_score", "reminder_kind.order",
            "salesperson.label", "reminder_kind.label", "visit_kind.face", "payment_kind.label",
            *registry.LISTS,
        )
    )
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class BookContents:
    """Everything that refresh computes from."""

    as_of: dt.date
    lang: Lang
    settings: Mapping[str, Any]
    customers: tables.TableData
    rows: Mapping[str, tables.TableData]  # every other table users fill as of the day, references as ids
    whole: Mapping[str, tables.TableData]  # the same with the rows dated later, samples and gifts, unsent letters
    samples: pd.DataFrame  # the order lines as of the day that are samples or gifts; those in `rows` are neither
    later: Mapping[str, int]  # rows, or dates beside a row, that are later than the day, by table
    order_customers: pd.Series  # position in customers of each order line of `rows`, -1 = nobody
    payment_customers: pd.Series  # the same for payments
    current: pd.DataFrame  # the reminder list of the last refresh, with what was typed on the list of the day
    ended: pd.DataFrame  # reminder history
    grades: pd.DataFrame  # grade history
    owners: pd.DataFrame  # owner history
    holidays: pd.DataFrame  # days off and weekends worked
    plan: pd.DataFrame  # visits planned, of every week
    lists: Mapping[str, Mapping[str, Any]]  # "list.column" -> key -> value
    indicators: pd.DataFrame  # the whole list: key, weight, standard, direction
    stages: pd.DataFrame  # the whole list: key, probability, days
    bank_advice: pd.DataFrame  # the whole list: product, from_level, from_risk
    findings: tuple[Finding, ...]
    looking_back: bool = False  # as_of is before that of the newest refresh: histories stay as they are

    def frame(self, name: str) -> pd.DataFrame:
        """One table's rows."""
        return self.rows[name].frame

    @property
    def closes_on(self) -> int | None:
        """The last day of a month, None = the calendar's."""
        return closing_day(self.settings)

    @property
    def later_orders(self) -> pd.Index:
        """The order lines dated later than the day."""
        every = self.whole[ORDERS].frame.index
        return every.difference(self.frame(ORDERS).index).difference(self.samples.index)

    def list(self, name: str) -> Mapping[str, Any]:
        """One list column by key."""
        return self.lists[name]


def read_contents(book: xw.Book, as_of: dt.date | None) -> BookContents:
    """Read everything a refresh needs."""
    settings = tables.read_settings(book)
    tables.preload(book, (ORDERS,))
    found = {CUSTOMERS: tables.fill_ids(book, tables.read(book, CUSTOMERS))}
    current, ended, grades, owners, listed, holidays, plan = (tables.read(book, name).frame for name in _RESULTS)
    current = answered(current, listed)
    lists = {name: _list_column(book, *name.split(".")) for name in LIST_COLUMNS}
    # Orders come last: they are read elsewhere meanwhile, where they are many.
    for table in sorted(schema.TABLES, key=lambda table: table.name == ORDERS):
        if not table.result and table.name != CUSTOMERS:
            data = tables.read(book, table, ORDER_COLUMNS if table.name == ORDERS else None)
            # A million order lines need no identifier to be counted; load and check give them theirs.
            found[table.name] = data if table.name == ORDERS or data.frame.empty else tables.fill_ids(book, data)
    asked = as_of or settings["as_of"]
    day = tables.day_of(settings, as_of)
    positions: dict[str, pd.Series] = {}
    whole = {name: _with_names(data, found, positions) for name, data in found.items()}
    whole[CUSTOMERS] = with_created_on(
        book, whole[CUSTOMERS], (whole[ORDERS].frame, positions[ORDERS]), (whole[VISITS].frame, positions[VISITS]), day
    )
    known = {name: known_on(name, data.frame, day) for name, data in whole.items()}
    rows = {name: dataclasses.replace(data, frame=known[name].rows) for name, data in whole.items()}
    traded, samples = _traded(known[ORDERS].rows)
    rows[ORDERS] = dataclasses.replace(rows[ORDERS], frame=traded)
    visits = rows[VISITS].frame
    rows[VISITS] = dataclasses.replace(rows[VISITS], frame=visits[happened(visits)])
    customers = rows.pop(CUSTOMERS)
    return BookContents(
        as_of=day,
        lang=tables.language(book),
        settings=settings,
        customers=customers,
        rows=rows,
        whole=whole,
        samples=samples,
        later={name: one.later + one.later_dates for name, one in known.items() if one.later + one.later_dates},
        order_customers=positions[ORDERS].reindex(traded.index),
        payment_customers=positions[PAYMENTS].reindex(rows[PAYMENTS].frame.index),
        current=current,
        ended=ended,
        grades=grades,
        owners=owners,
        holidays=holidays,
        plan=plan,
        lists=lists,
        indicators=tables.read_list(book, "indicator"),
        stages=tables.read_list(book, "stage"),
        bank_advice=tables.read_list(book, "bank_advice"),
        findings=tuple(
            finding for table in schema.TABLES if table.name in found for finding in found[table.name].findings
        ),
        looking_back=asked is not None and day < (newest_refresh(book) or day),
    )


def closing_day(settings: Mapping[str, Any]) -> int | None:
    """The last day of a month by the settings, None = the calendar's."""
    day = settings["month_closes_on"]
    return int(day) if day else None


def newest_refresh(book: xw.Book) -> dt.date | None:
    """The latest day as of which the book was refreshed; None where it never was.

    A book that counts for today, no day being asked for, is not looking back, even where somebody had looked ahead:
    that day is then the newest.
    """
    days = [tables.get_name(book, name) for name in ("stamp_newest_as_of", "stamp_refreshed_as_of")]
    known = [one.date() for one in days if isinstance(one, dt.datetime)]
    return known[0] if known else None


def _traded(orders: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Order lines that are trade, with the quantity that their kind gives them; and samples and gifts."""
    free = is_free(orders["kind"])
    traded = orders[~free] if free.any() else orders
    quantity = signed_quantity(traded["quantity"], traded["kind"])
    return traded if quantity is traded["quantity"] else traded.assign(quantity=quantity), orders[free]


def _list_column(book: xw.Book, key: str, column: str) -> Mapping[str, Any]:
    return tables.labels_of(book, key) if column == "label" else tables.list_column(book, key, column)


def _with_names(
    data: tables.TableData, found: Mapping[str, tables.TableData], positions: dict[str, pd.Series]
) -> tables.TableData:
    """Every reference of a table as an id, and the name it stands for in the column that shows it; what names a row by
    its number or its name (a product) by the name."""
    if data.frame.empty:
        if "customer_id" in data.frame:
            positions[data.table.name] = pd.Series([], dtype="int64", index=data.frame.index)
        lacks = {f.key: pd.Series([], dtype="str") for f in data.table.fields if f.shows and f.key not in data.frame}
        return dataclasses.replace(data, frame=data.frame.assign(**lacks)) if lacks else data
    shown = {field.shows: field for field in data.table.fields if field.shows}
    more: dict[str, pd.Series] = {}
    for ref in data.table.refs:
        if ref.key not in data.frame or ref.ref not in found:
            continue
        target = found[str(ref.ref)]
        name_key = str(target.table.name_key)
        resolved = resolve(data.frame[ref.key], target.frame, id_key=str(target.table.key), name_key=name_key)
        more[ref.key] = resolved.ids
        if ref.key == "customer_id":
            positions[data.table.name] = resolved.positions
        if field := shown.get(ref.key):
            names = target.frame[name_key].astype("str").array
            more[field.key] = pd.Series(
                names.take(resolved.positions.to_numpy(), allow_fill=True), index=data.frame.index, dtype="str"
            )
    for field in data.table.inputs:
        if field.names is not None and field.names in found and field.key in data.frame:
            to = found[field.names]
            more[field.key] = canonical(
                data.frame[field.key], to.frame, id_key=str(to.table.key), name_key=str(to.table.name_key)
            )
    frame = data.frame.assign(**more) if more else data.frame
    if data.table.copied is Copied.SHARED:  # without its customer it would be everybody's
        frame = frame[data.frame["customer_id"].isna() | frame["customer_id"].notna()]
    return dataclasses.replace(data, frame=frame)
