"""Books with a secret in every text, note and name: what may travel of them is known cell by cell."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from workbook import schema
from workbook.schema.confidential import Audience, may_travel
from workbook.schema.model import Copied, Field, Kind, Table, Who
from workbook.schema.values import dtype_of

OWNERS = ("zhao", "lin")
TEXTS = (Kind.TEXT, Kind.NOTE, Kind.PHONE, Kind.EMAIL, Kind.URL)


@dataclass
class Seeded:
    """Frames by table, and every secret in them with the place where it stands."""

    frames: dict[str, pd.DataFrame]
    secrets: dict[str, tuple[str, int, str]] = field(default_factory=dict)  # secret -> table, row, field


class _Dice:
    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.number = seed * 100_000

    def secret(self, one: Field) -> tuple[str, str]:
        """A cell and the secret in it, none like another; telephones of a range that nobody has (161 0…)."""
        self.number += 1
        code = f"1610{self.number:07d}"
        if one.kind is Kind.EMAIL:
            return f"m{code}@example.com", f"m{code}@example.com"
        if one.key.endswith("address"):
            return f"某市无名路{code}号院内", f"某市无名路{code}号院内"
        if one.kind is Kind.PHONE or one.check:
            spelled = self.random.choice(
                (code, f"+86 {code[:3]} {code[3:7]} {code[7:]}", f"{code[:3]}-{code[3:7]}-{code[7:]}")
            )
            return spelled, code
        return f"{self.random.choice(('致电', '另有', '见'))}{code}{self.random.choice(('', '。', '，备用'))}", code


def book(seed: int) -> Seeded:
    """A small book of two salespersons' customers; everything is filled, confidential tables too."""
    dice = _Dice(seed)
    made = Seeded({})
    for table in schema.TABLES:
        if table.result:
            keys = [f.key for f in table.fields if f.who is not Who.RULE and not f.formula]
            if table.copied is not Copied.NEVER:
                made.frames[table.name] = _typed(table, {key: [] for key in keys}, 0)
            continue
        count = dice.random.randint(3, 6)
        columns = {
            one.key: [_cell(made, dice, table, one, row) for row in range(count)]
            for one in table.fields
            if one.who is not Who.RULE
        }
        made.frames[table.name] = _typed(table, columns, count)
    return made


def _cell(made: Seeded, dice: _Dice, table: Table, one: Field, row: int) -> Any:
    if one.kind is Kind.ROW_ID:
        return f"{dice.random.getrandbits(64):016x}"
    if one.kind is Kind.ID:
        return (table.id_format or f"{table.name[3:6]}{{}}").format(row + 1)
    if one.kind is Kind.REF:
        target = schema.table(str(one.ref))
        return None if one.key == "parent" else str(target.id_format).format(row % 3 + 1)
    if one.list == "salesperson":
        return OWNERS[row % 2]
    if one.key == "kind" and table.name == "tblCustomers":
        return ("company", "person", None)[row % 3]
    if one.kind is Kind.FLAG:
        return one.key == "restricted" and row % 2 == 0
    if one.kind in TEXTS and not one.list:
        cell, secret = dice.secret(one)
        made.secrets[secret] = (table.name, row, one.key)
        return cell
    if one.kind is Kind.MONEY:
        return float(dice.random.randint(1, 900_000))
    return None


def _typed(table: Table, columns: dict[str, list[Any]], count: int) -> pd.DataFrame:
    return pd.DataFrame(
        {
            key: pd.Series(pd.to_datetime(cells)).astype("datetime64[s]")
            if table[key].kind.is_date
            else pd.Series(cells, index=range(count), dtype=dtype_of(table[key].kind))
            for key, cells in columns.items()
        }
    )


def rightful(made: Seeded, owner: str) -> set[str]:
    """The secrets that stand in a salesperson's copy rightfully: whole cells of columns that are no free text."""
    from workbook.rules.sharing.links import HANG, links
    from workbook.rules.sharing.withheld import is_free

    whose = links(made.frames)
    customers = made.frames["tblCustomers"]
    found: set[str] = set()
    for secret, (name, row, key) in made.secrets.items():
        table = schema.table(name)
        at = int(whose[name][row]) if name in whose else None
        if table.copied in HANG and (at is None or at < 0 or customers["owner"].iloc[at] != owner):
            continue
        if table.copied is Copied.PERSON and owner not in made.frames[name].iloc[row].tolist():
            continue
        if name == "tblSuggestions" and bool(made.frames[name]["restricted"].iloc[row]):
            continue
        kind = customers["kind"].iloc[at] if at is not None else "company"
        kind = kind if isinstance(kind, str) else None
        if key in {f.key for f in may_travel(table, kind, Audience.OWNER)} and not is_free(table[key]):
            found.add(secret)
    return found
