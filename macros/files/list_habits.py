"""How a list is written, as the options of a command, the settings and the lists of the book say; and the labels of
those lists."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from workbook import schema, tables
from workbook.errors import BookError
from workbook.rules.cleaning.header_names import normal
from workbook.rules.cleaning.phones import home_country
from workbook.rules.reading.currencies import code, rates
from workbook.rules.reading.habits import Habits
from workbook.rules.reading.statuses import plain
from workbook.schema.tables.leads import NO_FIELD, lead_fields

if TYPE_CHECKING:
    from typing import Literal

    import xlwings as xw

    from workbook.rules.journal.json_scalars import Scalar


def habits_of(
    book: xw.Book,
    target: str,
    source: str = "",
    *,
    decimal: str | None = None,
    dates: str | None = None,
    discount: str | None = None,
    amounts: str | None = None,
) -> Habits:
    """The habits of a list for `target` from a file of this name ('' for the paste area). A book of an earlier version,
    which lacks these lists, has their default values."""
    settings = tables.read_settings(book)
    return Habits(
        cast("Literal['.', ','] | None", decimal),
        cast("Literal['dmy', 'mdy'] | None", dates),
        cast("Literal['pay', 'off'] | None", discount),
        cast("Literal['line', 'order'] | None", amounts),
        _states(book),
        code(str(settings["currency"] or "CNY")),
        rates(str(settings["exchange_rates"] or "")),
        _headers(book, target, source),
        float(settings["utc_offset"]) if settings["utc_offset"] is not None else 8.0,
        tables.language(book),
        home_country(settings.get("phone_country")),
    )


def lead_labels(book: xw.Book, target: str) -> tuple[dict[str, dict[str, str]], dict[str, dict[str, str]]]:
    """For each list of the target's fields: any spelling -> key, and key -> label."""
    from workbook.rules.loading.typed_rows import labels_of

    fields = [lead.field for lead in lead_fields(target).values() if lead.field.list]
    lists = {str(one.list): tables.read_list(book, str(one.list)) for one in fields}
    spelled = {str(one.list): labels_of(one, lists) for one in fields}
    return spelled, {key: dict(zip(rows["key"], rows["label"], strict=True)) for key, rows in lists.items()}


def shown(book: xw.Book, chosen: str | None, value: Scalar) -> str:
    """A list's key as its label; chosen: the list, None or '' where there is none."""
    return tables.labels_of(book, chosen).get(str(value), str(value)) if chosen else str(value)


def _states(book: xw.Book) -> dict[str, str]:
    found = {
        plain(label): str(one.values["counts"])
        for one in schema.listing("order_state").entries
        for label in (one.label.zh, one.label.en)
    }
    try:
        rows = tables.read_list(book, "order_state")
    except BookError:
        return found
    said = zip(rows["label"], rows["counts"], strict=True)
    return found | {
        plain(label): counts for label, counts in said if isinstance(label, str) and isinstance(counts, str)
    }


def _headers(book: xw.Book, target: str, source: str) -> dict[str, str]:
    """Header -> field, of what was taught for this target and file; what names the file wins."""
    try:
        rows = tables.read_list(book, "header_word")
    except BookError:
        return {}
    found: dict[str, str] = {}
    named: dict[str, str] = {}
    for label, field, where in zip(rows["label"], rows["field"], rows["source"], strict=True):
        if not isinstance(label, str) or not isinstance(field, str):
            continue
        if field != NO_FIELD and not field.startswith(f"{target}."):
            continue
        key = field if field == NO_FIELD else field.removeprefix(f"{target}.")
        if not isinstance(where, str):
            found[normal(label)] = key
        elif where.casefold() in source.casefold():
            named[normal(label)] = key
    return found | named
