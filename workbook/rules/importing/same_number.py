"""Two rows with one number: are they one thing, or did two copies of the book give the number twice?

Customers are told by their names, unless something else agrees (a telephone, an address, a tax number); order lines by
order number and customer, or by customer, day and product; the rows of other tables by what each of them must have.

>>> import pandas as pd
>>> from workbook.schema.tables.trade import TRANSACTIONS
>>> mine, theirs = pd.DataFrame({"order_no": ["D1", "D2"]}), pd.DataFrame({"order_no": ["D1", "ZB1"]})
>>> clashing(TRANSACTIONS, mine, theirs).tolist()
[nan, 'order_no']
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from workbook.language import Text
from workbook.rules.loading.book_rows import referring
from workbook.rules.loading.match_keys import match_keys
from workbook.schema.model import Table

if TYPE_CHECKING:
    import pandas as pd

EVIDENCE = (
    "name", "kind", "phone", "mobile", "fax", "email", "website", "address", "postcode", "tax_no", "contact_name",
)  # fmt: skip
"""What tells whether two customers are one (`matching.evidence`)."""

_TOLD_BY: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "tblTransactions": (("order_no", "customer_id"), ("customer_id", "date", "product")),
    "tblVisits": (("customer_id", "date"),),
}

CONFLICT = Text(
    "编号 {id} 在客户簿里是另一条：{field} 客户簿里是“{ours}”，这一行是“{theirs}”",
    "the number {id} is another row's in the book: its {field} is '{ours}', this row's is '{theirs}'",
)


@dataclass(frozen=True)
class Clash:
    """A loaded row whose number the book has given to another thing: its place in Rows.lines, the field that shows
    it, and what stands there in the book and in the row."""

    at: int
    number: str
    field: str
    ours: str
    theirs: str

    def reason(self, table: Table) -> Text:
        """It in a sentence."""
        return CONFLICT.format(id=self.number, field=table[self.field].label, ours=self.ours, theirs=self.theirs)


def clashes(
    known: pd.DataFrame, table: Table, existing: pd.DataFrame, targets: Mapping[str, pd.DataFrame]
) -> list[Clash]:
    """Those of the loaded rows of known numbers (references as ids) that are another thing than the book's row.
    existing, targets: as `book_rows.merge` takes them."""
    key = table.key
    keys = [one for one in table.keys if one in wanted(table) and one in known.columns and one in existing.columns]
    if key is None or key not in known.columns or known.empty or not keys:
        return []
    numbers = match_keys(known[key])
    ours = existing.assign(**{key: match_keys(existing[key])})
    ours = ours[ours[key].isin(numbers.unique())].drop_duplicates(key).set_index(key)
    ours, _, _ = referring(ours.loc[numbers, keys].set_axis(known.index), table, targets)
    found = clashing(table, known[keys], ours).dropna()
    return [
        Clash(at, number, field, shown(ours[field][at]), shown(known[field][at]))
        for at, number, field in zip(found.index.tolist(), numbers[found.index], found.array, strict=True)
    ]


def shown(value: Any) -> str:
    """A cell as a sentence names it."""
    return f"{value:%Y-%m-%d}" if hasattr(value, "strftime") else str(value)


def told_by(table: Table) -> tuple[tuple[str, ...], ...]:
    """The fields that tell two rows of the table apart: the first group counts whose first field both rows have."""
    required = tuple(
        one.key for one in table.inputs if one.required and one.key != table.key and not one.list
    )  # fmt: skip
    return _TOLD_BY.get(table.name, (required,))


def wanted(table: Table) -> frozenset[str]:
    """Every field that is looked at."""
    keys = {key for group in told_by(table) for key in group}
    return frozenset(keys | set(EVIDENCE) & set(table.keys) if table.name == "tblCustomers" else keys)


def clashing(table: Table, mine: pd.DataFrame, theirs: pd.DataFrame) -> pd.Series[Any]:
    """For n pairs of rows (two frames, row by row, references as numbers): the field in which a pair shows that it is
    two things; NaN where it may be one. A blank on either side tells nothing."""
    import numpy as np
    import pandas as pd

    found = np.full(len(mine), None, dtype=object)
    decided = np.zeros(len(mine), dtype=bool)
    for group in told_by(table):
        keys = [key for key in group if key in mine.columns and key in theirs.columns]
        if not keys or keys[0] != group[0]:
            continue
        here = mine[keys[0]].notna().to_numpy() & theirs[keys[0]].notna().to_numpy() & ~decided
        for key in keys:
            a, b = _plain(mine[key]), _plain(theirs[key])
            unlike = (a != b) & a.notna().to_numpy() & b.notna().to_numpy()
            found[here & unlike.to_numpy(dtype=bool) & pd.isna(found)] = key
        decided |= here
    if table.name == "tblCustomers" and (unsure := np.flatnonzero(~pd.isna(found))).size:
        found[unsure[_agreeing(mine.iloc[unsure], theirs.iloc[unsure])]] = None
    return pd.Series(found, index=mine.index, dtype="str")


def _plain(values: pd.Series[Any]) -> pd.Series[Any]:
    """As compared: texts half-width without case, days without their time; without an index."""
    import pandas as pd

    bare = values.reset_index(drop=True)
    if pd.api.types.is_datetime64_any_dtype(bare):
        days: pd.Series[Any] = bare.dt.normalize()
        return days
    return bare if pd.api.types.is_numeric_dtype(bare) else match_keys(bare).str.casefold()


def _agreeing(mine: pd.DataFrame, theirs: pd.DataFrame) -> Any:
    """Which pairs of customers may be one all the same: a short name, another spelling, the same telephone."""
    import numpy as np
    import pandas as pd

    from workbook.rules.matching.evidence import REVIEW, weigh
    from workbook.rules.matching.records import prepare

    def record(rows: pd.DataFrame) -> pd.DataFrame:
        columns = {key: rows[key].tolist() if key in rows.columns else [None] * len(rows) for key in EVIDENCE}
        return pd.DataFrame(columns, dtype=object).where(lambda frame: frame.notna(), None)

    pairs = np.arange(len(mine))
    return weigh(prepare(record(mine)), prepare(record(theirs)), pairs, pairs).bits >= REVIEW
