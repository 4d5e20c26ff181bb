"""Order lines and payments of the sample: thirty months of trade with seasons, returns, and customers who slow down,
stop, start or come back only in season."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from workbook.build.sample.customers import AS_OF, CUSTOMERS, TRADE_FROM, Customer
from workbook.build.sample.dice import Dice, workday
from workbook.build.sample.products import PRODUCTS, Product
from workbook.language import Lang, Text

# Days between orders; a pattern without a number is handled by itself.
_INTERVAL = {"monthly": 29, "two_monthly": 58, "quarterly": 88, "seasonal": 21, "grow": 62, "decline": 30, "lost": 70, "new": 36}
# Trade in cables and lamps follows the building season and rests in February.
_SEASON = {1: 0.8, 2: 0.5, 3: 1.2, 4: 1.25, 5: 1.2, 6: 1.0, 7: 0.9, 8: 0.9, 9: 1.2, 10: 1.25, 11: 1.1, 12: 0.9}
_SEASONAL_MONTHS = (3, 4, 9, 10)
_LAST_DAY = {"lost": dt.date(2024, 12, 20), "decline": dt.date(2026, 2, 27)}
_CHANNELS = (Text("直销", "Direct"), Text("经销", "Dealer"), Text("网店", "Online shop"))
_RETURNED = Text("退货：规格不符", "Returned: wrong specification")
_CREDITED = Text("红字折让：包装破损", "Credit note: damaged packing")
_CREDIT_NOTE = "T2603-269"
ON_INVOICE = 2  # stars of the customers who pay on invoice
# What was given away: customer, product, kind, day, pieces.
_GIVEN = (
    ("moxi", "LED panel light", "sample", dt.date(2026, 2, 24), 2),
    ("p_wen", "Insulating tape", "gift", dt.date(2026, 5, 12), 1),
    ("fulu", "Smart switch", "sample", dt.date(2026, 6, 3), 2),
    ("qiyu", "LED high-bay light", "sample", dt.date(2026, 6, 10), 1),
    ("taige", "Socket with USB", "sample", dt.date(2026, 6, 23), 1),
)
# Payments that pay no order by its number: customer, kind, day, amount, remark.
_OTHER_PAYMENTS = (
    ("yanbei", "security", dt.date(2025, 3, 10), 3000.0, Text("标段押金，完工退还", "Deposit for the section, returned when built")),
    ("danyuan", "refund", dt.date(2025, 12, 8), 1527.6, Text("退货款退还", "Money back for the return")),
    ("lanting", "rebate", dt.date(2026, 1, 8), 1200.0, Text("上年返利抵货款", "Last year's rebate set off")),
    ("danyuan", "goods", dt.date(2026, 6, 23), 1527.6, Text("上年尾款", "The rest of last year")),
    ("beiqiu", "goods", dt.date(2026, 6, 25), 2812.6, Text("旧欠结清", "An old debt, settled")),
    ("xiting", "advance", dt.date(2026, 6, 12), 2000.0, Text("恢复合作，预付备货款", "Starts again: paid in advance")),
)
PRICE_RISE = dt.date(2025, 7, 1)


@dataclass(frozen=True, slots=True)
class Line:
    """One order line; `paid` is what the customer owes for it, in currency units."""

    order_no: str
    date: dt.date
    customer: Customer
    product: Product
    quantity: int
    unit_price: float
    discount: float
    returned: bool = False

    @property
    def net(self) -> float:
        """quantity × price × (1 − discount), to the cent."""
        return round(self.quantity * self.unit_price * (1 - self.discount) + 1e-9, 2)


def _order_days(one: Customer) -> list[dt.date]:
    dice = Dice(f"days {one.slug}")
    first = TRADE_FROM.get(one.pattern)
    if first is None:
        return []
    late_starter = one.pattern in ("two_monthly", "quarterly", "seasonal") and dice.chance(0.6)
    day = first + dt.timedelta(days=dice.between(0, 25) + (dice.between(150, 420) if late_starter else 0))
    if one.pattern == "once":
        return [workday(day)]
    days: list[dt.date] = []
    last = min(_LAST_DAY.get(one.pattern, AS_OF), AS_OF - dt.timedelta(days=2))
    gap = float(_INTERVAL[one.pattern])
    while day <= last:
        if one.pattern != "seasonal" or day.month in _SEASONAL_MONTHS:
            days.append(workday(day))
        if one.pattern == "decline" and day >= dt.date(2025, 8, 1):
            gap *= 1.25  # slows down before it stops
        if one.pattern == "grow":
            gap = max(24.0, gap * 0.93)
        day += dt.timedelta(days=max(7, round(gap * (0.8 + 0.4 * dice.share()))))
    return days


def order_lines() -> list[Line]:
    """All lines in order of date; orders are numbered by day."""
    plans = sorted((day, one.number, one) for one in CUSTOMERS for day in _order_days(one))
    lines: list[Line] = []
    for serial, (day, _, one) in enumerate(plans, start=1):
        lines += _order(f"D{day:%y%m}-{serial:03d}", day, one)
    return sorted(lines, key=lambda line: (line.date, line.order_no))


def _order(order_no: str, day: dt.date, one: Customer) -> list[Line]:
    dice = Dice(f"order {order_no} {one.slug}")
    liked = Dice(f"likes {one.slug}").some(PRODUCTS, 4 if one.is_person else 9)
    growth = 1.0 + (day - dt.date(2024, 1, 1)).days / 2400
    if one.pattern == "grow":
        growth *= 1.8 if day > dt.date(2025, 9, 1) else 1.0
    if one.pattern == "decline" and day >= dt.date(2025, 8, 1):
        growth *= 0.5
    discount = 0.0 if one.is_person else (0.0, 0.02, 0.05, 0.08)[min(3, one.size // 3)]
    lines: list[Line] = []
    for product in dice.some(liked, 1 if one.is_person else dice.one((1, 1, 1, 1, 1, 2, 3))):
        budget = (120 if one.is_person else 420 * one.size**1.55) * _SEASON[day.month] * growth * (0.6 + 0.8 * dice.share())
        # Whole prices and whole per cents: every net amount is a number of cents, so that payments settle exactly.
        price = product.list_price if day >= PRICE_RISE else product.price
        lines.append(Line(order_no, day, one, product, max(1, round(budget / price)), price, discount))
    if not one.is_person and dice.chance(0.045):
        first = lines[0]
        back = workday(day + dt.timedelta(days=dice.between(5, 16)))
        if back < AS_OF:
            quantity = -max(1, first.quantity // 6)
            lines.append(Line(f"T{order_no[1:]}", back, one, first.product, quantity, first.unit_price, discount, True))
    return lines


def _before_handover(lines: list[Line]) -> frozenset[int]:
    """Numbers of the first ten lines of the northwest, which He sold before Luo had his region to himself."""
    theirs = [number for number, line in enumerate(lines, start=1) if line.customer.owner == "luo"]
    return frozenset(theirs[:10])


def _invoice(line: Line) -> dict[str, object]:
    """Invoice day and number of customers who pay on invoice; what was delivered last is not invoiced yet."""
    if line.returned or (line.customer.credit or 1) != ON_INVOICE:
        return {}
    day = workday(line.date + dt.timedelta(days=Dice(f"invoice {line.order_no}").between(2, 9)))
    if day > AS_OF - dt.timedelta(days=10):
        return {}
    return {"invoiced_on": day, "invoice_no": f"XP{line.order_no[1:]}"}  # no number of a real form


def _given(lang: Lang, first: int) -> list[dict[str, object]]:
    """Samples and gifts: no order, no amount, to be followed up."""
    people, articles = ({one.slug: one for one in CUSTOMERS}, {one.name.en: one for one in PRODUCTS})
    rows: list[dict[str, object]] = []
    for number, (slug, article, kind, day, pieces) in enumerate(_GIVEN, start=first):
        one, product = people[slug], articles[article]
        rows.append({
            "line_id": f"T{number:07d}", "date": day, "customer_id": one.customer_id, "kind": kind,
            "product": product.name[lang], "quantity": pieces, "cost": round(pieces * product.cost, 2),
            "salesperson": one.owner,
        })  # fmt: skip
    return rows


def transaction_rows(lang: Lang) -> list[dict[str, object]]:
    """Rows of tblTransactions: input columns only."""
    rows: list[dict[str, object]] = []
    lines = order_lines()
    handed_over = _before_handover(lines)
    for number, line in enumerate(lines, start=1):
        dice = Dice(f"line {number}")
        row: dict[str, object] = {
            "line_id": f"T{number:07d}",
            "order_no": line.order_no,
            "date": line.date,
            "customer_id": line.customer.customer_id,
            "product": line.product.name[lang],
            "quantity": line.quantity,
            "unit_price": line.unit_price,
            "discount": line.discount or None,
            "cost": round(line.quantity * line.product.cost, 2),
            "salesperson": "he" if number in handed_over else line.customer.owner,
            "channel": _CHANNELS[2 if line.customer.is_person else 1 if "agent" in line.customer.category else 0][lang],
        }
        if dice.chance(0.12):  # some lines are typed with their amount
            row["amount"] = line.net
        if line.returned:
            credit = line.order_no == _CREDIT_NOTE
            row["kind"] = "credit" if credit else "return"
            row["original_order_no"] = "D" + line.order_no[1:]
            row["remarks"] = (_CREDITED if credit else _RETURNED)[lang]
        elif dice.chance(0.5):  # many a line is typed without its kind
            row["kind"] = "sale"
        rows.append(row | _invoice(line))
    return rows + _given(lang, len(rows) + 1)


_METHODS = (Text("银行转账", "Bank transfer"), Text("电汇", "Wire transfer"), Text("承兑汇票", "Acceptance bill"), Text("微信支付", "Mobile payment"))
_DAYS = {1: 0, 2: 7, 3: 30, 4: 60, 5: 90}
_LATE = {"haiyan": (30, 75), "beiqiu": (30, 75), "hengxu": (30, 75), "yechuan": (25, 40)}  # days, of who pays late


def payment_rows(lang: Lang) -> list[dict[str, object]]:
    """Rows of tblPayments: most orders are paid about when due, a few late, some not yet, one in part."""
    orders: dict[str, list[Line]] = {}
    for line in order_lines():
        orders.setdefault("D" + line.order_no[1:], []).append(line)
    rows: list[dict[str, object]] = []
    for order_no, lines in orders.items():
        one, dice = lines[0].customer, Dice(f"payment {order_no}")
        late = dice.between(*_LATE.get(one.slug, (-4, 9)))
        day = workday(lines[0].date + dt.timedelta(days=max(0, _DAYS[one.credit or 1] + late)))
        owed = round(sum(line.net for line in lines), 2)
        if day > AS_OF or owed <= 0:
            continue
        part = one.slug == "tuolan" and lines[0].date > dt.date(2025, 12, 1)
        rows.append({
            "date": day,
            "customer_id": one.customer_id,
            "order_no": order_no,
            "amount": round(owed * 0.5, 2) if part else owed,
            "method": (_METHODS[3] if one.is_person else dice.one(_METHODS[:3]))[lang],
            "remarks": Text("先付一半", "Half for now")[lang] if part else None,
        })
    for row in rows:
        row["kind"] = "goods" if Dice(f"kind {row['order_no']}").chance(0.5) else None
    people = {one.slug: one.customer_id for one in CUSTOMERS}
    for slug, kind, day, amount, remark in _OTHER_PAYMENTS:
        rows.append({
            "date": day, "customer_id": people[slug], "amount": amount, "kind": kind, "method": _METHODS[0][lang],
            "remarks": remark[lang],
        })  # fmt: skip
    return sorted(rows, key=lambda row: (str(row["date"]), str(row.get("order_no"))))


def owed(slug: str, day: dt.date) -> float:
    """What a customer owed at the end of a day: everything sold less everything paid."""
    number = next(one.customer_id for one in CUSTOMERS if one.slug == slug)
    sold = sum(line.net for line in order_lines() if line.customer.slug == slug and line.date <= day)
    paid = 0.0
    for row in payment_rows("zh"):
        at, kind = row["date"], row.get("kind")
        if row["customer_id"] == number and isinstance(at, dt.date) and at <= day and kind != "security":
            paid += (-1 if kind == "refund" else 1) * float(str(row["amount"]))
    return round(sold - paid, 2)
