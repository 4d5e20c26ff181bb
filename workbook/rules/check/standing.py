"""Standing checks: what a customer is called against what it has done. A prospect that has bought, an existing customer
that never has, an archived one that still owes: to archive a record forgives no debt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook.language import Text
from workbook.rules.basics.exact_money import net_amount
from workbook.rules.basics.references import resolve
from workbook.rules.check.cell_findings import filled, shown, with_rows
from workbook.rules.check.context import Context
from workbook.rules.development.moved_on import BECOMES, FIRST_ORDER, early
from workbook.schema.findings import Finding, Severity
from workbook.schema.model import Table

if TYPE_CHECKING:
    import pandas as pd

_BOUGHT = Text(
    "首次交易是 {first}，客户类别还是“{category}”{stage}",
    "First ordered on {first}, yet the category is still '{category}'{stage}",
)
_STAGE = Text("，开发阶段还是“{stage}”", " and the stage '{stage}'")
_PROMOTE = Text(
    "点“首单转正”，客户类别改成“{category}”{stage}；交易不是这家的，就改交易的客户编号。",
    "Move on buyers makes the category '{category}'{stage}; if the order belongs to another customer, correct its "
    "customer ID.",
)
_ONWARDS = Text("，开发阶段改成“{stage}”或以后的阶段", " and the stage '{stage}' or a later one")
_NEVER = Text("客户类别是“{category}”，却没有任何交易", "The category is '{category}', yet there is no order")
_DEMOTE = Text(
    "补录交易；还没买过的把客户类别改成“{category}”；不再来的改成流失或归档。",
    "Enter the orders; a customer that never bought is '{category}'; one that has left is lost or archived.",
)
_OWES = Text("已归档，还欠 {sum}", "It is archived and still owes {sum}")
_COLLECT = Text(
    "收回欠款、登记回款或折让；还要来往就取消归档。",
    "Collect it, or enter the payment or credit note; take it out of the archive if you still deal with it.",
)


def called_rightly(table: Table, frame: pd.DataFrame, context: Context) -> list[Finding]:
    """Customers whose category (and stage) is a prospect's though they have bought by the as-of day: one warning each;
    categories of existing customers on rows without any order: one hint a category. A book without orders is not asked,
    nor archived customers."""
    lines = context.tables.get("tblTransactions")
    wanted = {"customer_id", "name", "category"}
    if table.name != "tblCustomers" or lines is None or not len(lines) or not wanted <= set(frame.columns):
        return []
    first = _first_orders(frame, lines, context)
    alive = ~frame["archived"].eq(True) if "archived" in frame else frame["category"].notna()
    return [
        *_bought(table, frame[alive & first.notna() & frame["category"].isin(list(BECOMES))], first, context),
        *_never(table, frame[alive & first.isna()], context),
    ]


def _first_orders(customers: pd.DataFrame, lines: pd.DataFrame, context: Context) -> pd.Series:
    """The day of each customer's first line with a positive amount up to the as-of day; NaT for none."""
    import pandas as pd

    if not {"customer_id", "date"} <= set(lines.columns):
        return pd.Series(pd.NaT, index=customers.index, dtype="datetime64[s]")
    money = [key for key in ("amount", "quantity", "unit_price", "discount") if key in lines.columns]
    counts = (net_amount(lines[money]) > 0).fillna(value=False).to_numpy(dtype=bool)
    past = lines[counts & (lines["date"] <= pd.Timestamp(context.as_of)).to_numpy()]
    positions = resolve(past["customer_id"], customers).positions
    days = past["date"].groupby(positions.to_numpy()).min()
    return days.reindex(range(len(customers))).set_axis(customers.index)


def _bought(table: Table, rows: pd.DataFrame, first: pd.Series, context: Context) -> list[Finding]:
    categories, stages = _labels(context, "category"), _labels(context, "stage")
    before = early(list(stages))
    findings = []
    behind_at = rows["stage"].tolist() if "stage" in rows else [None] * len(rows)
    days = first.loc[rows.index].tolist()
    for row, now, stage, day in zip(rows.index, rows["category"].tolist(), behind_at, days, strict=True):
        behind = stage in before
        said = _STAGE.format(stage=stages[str(stage)]) if behind else Text("", "")
        cure = _ONWARDS.format(stage=stages[FIRST_ORDER]) if behind else Text("", "")
        message = filled(_BOUGHT, first=shown(day), category=categories.get(now, now), stage=said)
        fix = filled(_PROMOTE, category=categories.get(BECOMES[now], BECOMES[now]), stage=cure)
        value = categories.get(now, now)
        findings.append(Finding(table.name, int(row), "category", message, fix, value, Severity.WARNING))
    return findings


def _never(table: Table, rows: pd.DataFrame, context: Context) -> list[Finding]:
    listed = context.lists.get("category")
    if listed is None or "existing" not in listed:
        return []
    labels = _labels(context, "category")
    before = {new: old for old, new in BECOMES.items()}
    findings = []
    for key in listed["key"][listed["existing"].eq(True)].tolist():
        found = list(map(int, rows.index[(rows["category"] == key).to_numpy()]))
        if found:
            prospect = before.get(key, "potential_end")
            message = with_rows(filled(_NEVER, category=labels[key]), len(found))
            fix = filled(_DEMOTE, category=labels.get(prospect, prospect))
            others = tuple(found[1:])
            findings.append(Finding(table.name, found[0], "category", message, fix, labels[key], Severity.HINT, others))
    return findings


def _labels(context: Context, key: str) -> dict[str, str]:
    """Key -> label, in the order of the list."""
    rows = context.lists.get(key)
    return {} if rows is None else dict(zip(rows["key"].tolist(), map(str, rows["label"].tolist()), strict=True))


def owes_nothing(table: Table, frame: pd.DataFrame, _context: Context) -> list[Finding]:
    """A warning for each archived customer that owes."""
    if table.name != "tblCustomers" or not {"archived", "receivable"} <= set(frame.columns):
        return []
    owing = frame[frame["archived"].eq(True) & (frame["receivable"] > 0)]
    return [
        Finding(
            table.name, int(row), "archived", filled(_OWES, sum=f"{float(sum_):,.2f}"), _COLLECT, "", Severity.WARNING
        )
        for row, sum_ in zip(owing.index, owing["receivable"], strict=True)
    ]
