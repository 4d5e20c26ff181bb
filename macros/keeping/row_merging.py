"""Merging two rows of a table: the survivor's blanks are filled from the other, references to it are repointed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from macros import journal
from workbook import schema, tables
from workbook.rules.basics import references
from workbook.rules.importing.lead_decisions import People
from workbook.rules.importing.merged_record import also_known, merged, same_contact
from workbook.rules.journal.json_scalars import Scalar, from_scalars
from workbook.schema.model import Table
from workbook.schema.tables.contacts import CONTACTS
from workbook.schema.tables.customers import CUSTOMERS
from workbook.schema.tables.performance import CLOSED_MONTHS, OWNER_HISTORY
from workbook.schema.tables.results import GRADE_HISTORY, REMINDER_HISTORY
from workbook.schema.tables.trade import PAYMENTS, TRANSACTIONS

if TYPE_CHECKING:
    import pandas as pd


def referring(target: Table) -> Iterator[tuple[Table, str]]:
    """Columns that name a row of this table, in what users type and (for customers) in the histories."""
    for table in schema.TABLES:
        if not table.result:
            yield from ((table, field.key) for field in table.refs if field.ref == target.name)
    if target is CUSTOMERS:
        yield REMINDER_HISTORY, "customer_id"
        yield GRADE_HISTORY, "customer_id"
        yield OWNER_HISTORY, "customer_id"
        yield CLOSED_MONTHS, "customer_id"


def repoint(step: journal.Step, target: Table, rows: pd.DataFrame, keep: str, drop: str) -> int:
    """Let all rows that name `drop`, by number or by name, name `keep`; gives how many did. rows: numbers and names of
    the target table."""
    import pandas as pd

    count = 0
    for table, key in referring(target):
        frame = tables.fill_row_ids(step.book, tables.read(step.book, table, ["row_id", key])).frame
        naming = references.resolve(frame[key], rows, id_key=str(target.key)).ids.eq(drop)
        if table is target:  # the row that goes is left as it is
            naming &= rows.loc[frame.index, str(target.key)].ne(drop).to_numpy()
        at = frame.index[naming]
        if len(at):
            named = pd.Series(keep, index=at, dtype="str")
            if table is target:  # the survivor is not its own parent
                named = named.mask(rows.loc[at, str(target.key)].eq(keep).to_numpy())
            step.write_rows(table, pd.DataFrame({key: named}))
        count += len(at)
    return count


def tell_orders_apart(step: journal.Step, customers: pd.DataFrame, keep: str, drop: str) -> None:
    """Give the orders of `drop` whose number the survivor has too a number of their own (S1 becomes S1 (C00002)), with
    the payments on them: two orders stay two."""
    import pandas as pd

    lines, owners = _orders(step, TRANSACTIONS, customers)
    both = {*lines["order_no"][owners.eq(keep)].dropna()} & {*lines["order_no"][owners.eq(drop)].dropna()}
    if not both:
        return
    for table, frame, whose in ((TRANSACTIONS, lines, owners), (PAYMENTS, *_orders(step, PAYMENTS, customers))):
        at = frame.index[whose.eq(drop) & frame["order_no"].isin(both)]
        if len(at):
            numbers = [f"{number} ({drop})" for number in frame["order_no"][at]]
            step.write_rows(table, pd.DataFrame({"order_no": pd.Series(numbers, index=at, dtype="str")}))


def _orders(step: journal.Step, table: Table, customers: pd.DataFrame) -> tuple[pd.DataFrame, pd.Series[Any]]:
    """The order numbers of a table's rows, and the customers they are of."""
    data = tables.read(step.book, table, ["row_id", "customer_id", "order_no"])
    frame = tables.fill_row_ids(step.book, data).frame
    return frame, references.resolve(frame["customer_id"], customers).ids if len(frame) else frame["customer_id"]


def write_row(step: journal.Step, table: Table, position: int, changes: Mapping[str, Scalar]) -> None:
    """Write cells of one row."""
    import pandas as pd

    if changes:
        columns = {key: from_scalars([value], table[key].kind, [position]) for key, value in changes.items()}
        step.write_rows(table, pd.DataFrame(columns))


def merge_contacts(step: journal.Step, people: People, contacts: pd.DataFrame, keep: str, drop: str) -> int:
    """A person whom both customers have becomes one contact of the survivor: its blanks are filled, the rows that name
    the other contact follow, and that row goes. Gives how many went. contacts: numbers and names of all contacts."""
    ids = contacts["contact_id"]
    gone: list[int] = []
    known = {one.position: dict(one.values) for one in people.contacts(keep)}
    for other in people.contacts(drop):
        mine = next((one for one in people.contacts(keep) if same_contact(known[one.position], other.values)), None)
        if mine is None:
            continue
        result = merged(known[mine.position], other.values, mine.locked)
        changes = dict(result.changes)
        remarks = also_known(result, known[mine.position], CONTACTS, tables.language(step.book))
        if remarks is not None and "remarks" not in mine.locked:
            changes["remarks"] = remarks
        known[mine.position].update(changes)
        write_row(step, CONTACTS, mine.position, changes)
        repoint(step, CONTACTS, contacts, str(ids[mine.position]), str(ids[other.position]))
        gone.append(other.position)
    step.delete_rows(CONTACTS, gone)
    return len(gone)
