"""Lines as they are meant: what an export of orders or payments says, row by row, with everything beside the fields.

In this order: decimal signs, days in the book's zone, cells that hold an error, kinds of documents and their signs,
discounts, totals repeated in each line, states and refunds, currencies. Both ways into the book read lines here.

>>> from workbook.rules.reading.habits import PLAIN
>>> cells = {"amount": ["1000", "5000"], "~status": ["交易成功", "交易关闭"]}
>>> places = {"amount": 0, "~status": 1}
>>> found = meant_lines({"amount": 0}, {"~status": 1}, ("金额", "订单状态"), list(cells.values()).__getitem__,
...                     "transactions", PLAIN)
>>> list(found.left_out)
[1]
"""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from workbook.language import Text
from workbook.rules.cleaning import codes, dates
from workbook.rules.cleaning import text as texts
from workbook.rules.reading import currencies, decimal_signs, discounts, line_kinds, order_totals, statuses
from workbook.rules.reading.habits import Habits
from workbook.rules.reading.marks import CURRENCY, REFUND, STATUS
from workbook.rules.reading.meant import Meant
from workbook.schema.list_model import Entry
from workbook.schema.model import Kind
from workbook.schema.tables.leads import table_of

_ERRORS = re.compile(r"#(?:N/A|REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!)", re.IGNORECASE)
_NEEDED = ("date", "customer_id", "amount", "quantity", "unit_price")
"""Fields of which a row is made: an error in one of them is no blank."""
_ERROR = Text("“{field}”是错误值 {text}", "{field} is the error {text}")
_BLANKED = Text(
    "“{field}”有 {n:,} 格写的是“{text}”，读成空白", "{field}: {n:,} cells say '{text}' and were read as blank"
)
_ZONED = re.compile(
    r"(\d{4}-\d\d?-\d\d?)[T ](\d\d?):(\d\d)(?::(\d\d)(?:\.\d+)?)?\s*(Z|UTC|GMT|[-+]\d\d:?\d\d)", re.IGNORECASE
)
_MOVED = Text(
    "“{field}”带时区，已换成本地日期：{text} 读作 {day}",
    "{field} has time zones and was read as local days: {text} is {day}",
)
_MIDNIGHT = re.compile(r"(.*\d)[T ]+24:00(?::00)?")
_BY_ORDER = Text("{n:,} 个日期的日和月都不超过 12", "in {n:,} dates both day and month are 12 or less")
_SAY = Text(
    "{told}，看不出哪个是月；请加 --dates dmy（日在前）或 --dates mdy（月在前）再读",
    "{told}, so that nobody can tell which is which; read it again with --dates dmy or --dates mdy",
)


def meant_lines(
    places: Mapping[str, int],
    marks: Mapping[str, int],
    headers: Sequence[str],
    values: Callable[[int], list[object]],
    target: str,
    habits: Habits,
) -> Meant:
    """places: field -> its column; marks: mark -> its column; values: the n data cells of a column."""
    values = functools.cache(values)  # readers copy what they change
    meant = Meant()
    table = table_of(target)
    fields = {key: table[key] for key in places if key in table}
    dated = {key: values(places[key]) for key, one in fields.items() if one.kind is Kind.DATE}
    for key, cells in dated.items():
        _days(meant, key, cells, headers[places[key]], habits)
    numbers = {key: one for key, one in fields.items() if one.kind in (Kind.MONEY, Kind.NUM, Kind.INT)}
    if numbers and target != "customers":
        named = {key: headers[places[key]] for key in numbers}
        decimal_signs.read(meant, {key: values(places[key]) for key in numbers}, named, habits.decimal)
    if target not in ("transactions", "payments"):
        blanked(meant, places.values(), headers, values)
        return meant

    def now(key: str) -> list[object]:
        return meant.values.get(key) or values(places[key])

    for key in _NEEDED:
        if key in places:
            _errors(meant, now(key), headers[places[key]])
    blanked(meant, (places[key] for key in places if key not in _NEEDED), headers, values)
    signed = {key: now(key) for key in ("amount", "quantity") if key in places}
    if target == "transactions" and "kind" in places:
        listed = frozenset(
            texts.half_width(label).casefold()
            for entry in _kinds()
            for label in (entry.key, entry.label.zh, entry.label.en)
        )
        line_kinds.read(meant, _texts(values(places["kind"])), signed, listed)
    if "discount" in places:
        money = {key: now(key) for key in ("quantity", "unit_price", "amount") if key in places}
        discounts.read(meant, headers[places["discount"]], values(places["discount"]), habits.discounts, money)
    if target == "transactions" and {"order_no", "amount"} <= places.keys():
        whose = _texts(values(places["customer_id"])) if "customer_id" in places else []
        numbered = [codes.bare(text) for text in _texts(values(places["order_no"]))]
        orders = [f"{whose[row] if whose else ''}\x1f{number}" if number else "" for row, number in enumerate(numbered)]
        if len(set(numbered)) < len(numbered):
            for_totals = {key: now(key) for key in ("amount", "quantity", "unit_price", "discount") if key in places}
            order_totals.read(meant, headers[places["amount"]], orders, for_totals, habits.amounts)
    if STATUS in marks or REFUND in marks:
        rows = len(next(iter(signed.values()), [])) or len(values(next(iter(marks.values()))))
        states = _texts(values(marks[STATUS])) if STATUS in marks else [""] * rows
        refunds = _texts(values(marks[REFUND])) if REFUND in marks else []
        statuses.read(meant, states, refunds, now("amount") if "amount" in places else None, habits.statuses)
    if CURRENCY in marks:
        money = {key: now(key) for key, one in fields.items() if one.kind is Kind.MONEY}
        currencies.read(meant, _texts(values(marks[CURRENCY])), money, habits.currency, habits.rates)
    return meant


def _texts(cells: Sequence[object]) -> list[str]:
    return [texts.of(cell) for cell in cells]


def _kinds() -> Sequence[Entry]:
    from workbook.schema.lists.trade import TRADE_KIND

    return TRADE_KIND.entries


def _errors(meant: Meant, cells: Sequence[object], header: str) -> None:
    """A row whose day, customer or money is an error says nothing."""
    different = {cell for cell in set(map(_hashable, cells)) if isinstance(cell, str) and cell.startswith("#")}
    wrong = {cell for cell in different if _ERRORS.fullmatch(cell.strip())}
    if wrong:
        for row, cell in enumerate(cells):
            if cell in wrong:
                meant.left_out.setdefault(row, _ERROR.format(field=header, text=str(cell).strip()))


def blanked(
    meant: Meant, places: Iterable[int], headers: Sequence[str], values: Callable[[int], Sequence[object]]
) -> None:
    """Cells that say that they are none, in the columns of fields: told, as they are no blanks that somebody left."""
    for at in dict.fromkeys(places):
        cells = values(at)
        for cell in dict.fromkeys(map(_hashable, cells)):
            if not isinstance(cell, str) or cell[:1] not in ("#", "n", "N", "\\"):
                continue
            if _ERRORS.fullmatch(cell.strip()) or cell.strip().casefold() in ("null", "nan", "\\n"):
                meant.told.append(_BLANKED.format(field=headers[at], n=list(cells).count(cell), text=cell.strip()))


def _hashable(cell: object) -> object:
    return cell if isinstance(cell, str) else None


def _days(meant: Meant, key: str, cells: Sequence[object], header: str, habits: Habits) -> None:
    """Days as the book has them: in its zone, day and month in the order that the user says, 24:00 as the next day."""
    written = [
        cell for cell in dict.fromkeys(map(_hashable, cells)) if isinstance(cell, str) and not _ISO.fullmatch(cell)
    ]
    changed: dict[str, str] = {}
    zoned: str | None = None
    for text in written:
        bare = texts.half_width(text)
        if match := _ZONED.fullmatch(bare):
            day = _local(match, habits.zone)
            if day is not None:
                changed[text] = day
                zoned = zoned or text
        elif match := _MIDNIGHT.fullmatch(bare):
            found = dates.clean(match[1], habits.dates)
            if found.value is not None:
                changed[text] = (found.value + dt.timedelta(days=1)).isoformat()
        elif habits.dates is not None:
            found = dates.clean(bare, habits.dates)
            if found.value is not None:
                changed[text] = found.value.isoformat()
    if changed:
        meant.values[key] = [changed.get(cell, cell) if isinstance(cell, str) else cell for cell in cells]
    if zoned is not None:
        meant.told.append(_MOVED.format(field=header, text=zoned, day=changed[zoned]))
    if habits.dates is None:
        left = [text for text in written if text not in changed]
        if left and dates.order_of(left) is None and (open_ones := sum(map(_open, left))):
            meant.told.append(_SAY.format(told=_BY_ORDER.format(n=open_ones)))


_ISO = re.compile(r"\d{4}-\d\d-\d\d|\d{8}", re.ASCII)


_PARTS = re.compile(r"(?!\s*[0-9]{4})[^/.-]*[/.-][^/.-]*[/.-]")
"""Two signs between parts, and no year before them: any other text has one reading as a date, or none."""


def _open(text: str) -> bool:
    """Can a date be read in two ways?"""
    if not _PARTS.match(texts.half_width(text)):
        return False
    return dates.clean(text).value is None and dates.clean(text, "dmy").value is not None


def _local(match: re.Match[str], zone: float) -> str | None:
    try:
        day = dt.datetime.strptime(f"{match[1]} {match[2]}:{match[3]}", "%Y-%m-%d %H:%M")  # noqa: DTZ007
    except ValueError:
        return None
    ahead = 0.0
    if match[5][0] in "+-":
        digits = match[5][1:].replace(":", "")
        ahead = (int(digits[:2]) + int(digits[2:]) / 60) * (-1 if match[5][0] == "-" else 1)
    return (day + dt.timedelta(hours=zone - ahead)).date().isoformat()
