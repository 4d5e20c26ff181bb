"""A key account on one sheet of A4."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from openpyxl.utils import get_column_letter

from macros.desk.cards.file import set_up, sheet_title, stamp
from macros.desk.cards.page_one import FORMATS
from macros.desk.cards.plan import COLUMNS, Look, Part, Plan, joined
from macros.files.new_workbook import new_workbook
from workbook import schema
from workbook.language import Text
from workbook.rules.card import key_account as page_of
from workbook.rules.check.account_gaps import called
from workbook.schema.tables.opportunities import OPPORTUNITIES

if TYPE_CHECKING:
    from workbook.rules.card.key_account import Account, Rows
    from workbook.rules.card.model import Fact

SHEET = Text("重点客户", "Key account")
_FOOT = Text("重点客户 · 截至 {day}", "Key account · as of {day}")
_NEEDS, _CHAIN = Text("需求", "Needs"), Text("谁说了算", "Who decides")
_PURCHASE, _RIVALS = Text("怎样采购", "How they buy"), Text("我们和对手", "We and our rivals")
_RISKS, _NEXT = Text("风险", "Risks"), Text("团队和下一步", "Team and next step")
_NOBODY = Text("决策链还没有登记任何人。", "Nobody is in the decision chain yet.")
_NO_DECIDER = Text("没有找到决策者：先问清由谁拍板。", "No decision maker is known: find out first who decides.")
_OURS = Text("我方进展", "Our progress")
_TEAM = OPPORTUNITIES["service_team"].label
_STEP = Text("下一步", "Next step")
_NO_STEP = Text("没有约定下一步", "no next step agreed")
_NO_RISK = Text("没有登记风险", "no risk entered")
_OPEN = Text("？还不清楚", "? not known")
_TO_DO = Text("这一阶段还要弄清：{what}", "At this stage still to be found out: {what}")
_ALL_KNOWN = Text("这一阶段该弄清的都清楚了。", "All that this stage needs is known.")
_MOST_CHAIN, _MOST_RISKS = 9, 3
_MORE = Text("另有 {n} 行，见“{table}”。", "{n} more: see {table}.")
_WIDTHS = {"chain": (4, 4, 3, 3, 4, 6), "risks": (3, 3, 8, 7, 3), "rivals": (5, 5, 3, 6, 5)}


def write(accounts: Sequence[Account], path: Path) -> None:
    """Write a new .xlsx, a sheet an opportunity. OSError where it cannot be written."""
    with new_workbook(path, accounts[0].lang) as (book, styles):
        for one in accounts:
            sheet = book.create_sheet(sheet_title(f"{SHEET[one.lang]} {one.number}"))
            plan = page(one)
            set_up(sheet, one.lang, _FOOT[one.lang].format(day=one.as_of), "", pages=1)
            stamp(sheet, styles, plan, 0)
            sheet.print_area = f"A1:{get_column_letter(COLUMNS)}{plan.row}"


def page(made: Account) -> Plan:
    """The page of one opportunity."""
    lang = made.lang
    plan = Plan()
    plan.line(Part(made.customer, 18, Look.NAME), Part(made.number, 6, Look.BADGE), least=26)
    plan.line(Part(made.title, COLUMNS, Look.STRONG), least=18, most=2)
    _pairs(plan, made.head, made)
    _pairs(plan, made.about, made)
    _title(plan, _NEEDS[lang])
    _long(plan, made.needs, made)
    _title(plan, _CHAIN[lang])
    _table(plan, made.chain, "tblDecisionChain", page_of.CHAIN, "chain", made, _MOST_CHAIN)
    if not made.chain:
        plan.line(Part(_NOBODY[lang], COLUMNS, Look.WARNING), least=16)
    elif not made.decides:
        plan.line(Part(_NO_DECIDER[lang], COLUMNS, Look.WARNING), least=16)
    _title(plan, _PURCHASE[lang])
    _long(plan, made.purchase, made)
    _title(plan, _RIVALS[lang])
    _said(plan, _OURS[lang], made.progress or _OPEN[lang])
    _long(plan, made.rivals, made)
    if made.rival_offers:
        _table(plan, made.rival_offers, "tblCompetitors", page_of.RIVAL, "rivals", made, len(made.rival_offers))
    _title(plan, _RISKS[lang])
    if made.risks:
        _table(plan, made.risks, "tblRisks", page_of.RISK, "risks", made, _MOST_RISKS)
    else:
        plan.line(Part(_NO_RISK[lang], COLUMNS, Look.QUIET))
    _title(plan, _NEXT[lang])
    _said(plan, _TEAM[lang], made.team or _OPEN[lang])
    _said(plan, _STEP[lang], _next(made), Look.NEXT)
    plan.space(6)
    said = _TO_DO[lang].format(what=called(made.blank)[lang]) if made.blank else _ALL_KNOWN[lang]
    plan.line(Part(said, COLUMNS, Look.BOX), least=20, most=4)
    return plan


def _title(plan: Plan, text: str) -> None:
    plan.space(5)
    plan.line(Part(text, COLUMNS, Look.TITLE), least=18)


def _pairs(plan: Plan, facts: Sequence[Fact], made: Account) -> None:
    """Facts three to a row."""
    for at in range(0, len(facts), 3):
        parts = []
        for fact in facts[at : at + 3]:
            shape = FORMATS.get(fact.kind, "General")
            parts += [Part(fact.label[made.lang], 3, Look.LABEL), Part(fact.value, 5, Look.VALUE, shape)]
        plan.line(*parts, least=15, most=2)


def _long(plan: Plan, facts: Sequence[Fact], made: Account) -> None:
    """A fact a row; what is blank says so."""
    for fact in facts:
        shape = FORMATS.get(fact.kind, "General")
        look = Look.WARNING if fact.key in made.blank else Look.VALUE
        shown = _OPEN[made.lang] if fact.value is None else fact.value
        plan.line(Part(fact.label[made.lang], 4, Look.LABEL), Part(shown, 20, look, shape), least=15, most=3)


def _said(plan: Plan, label: str, value: str, look: Look = Look.VALUE) -> None:
    plan.line(Part(label, 4, Look.LABEL), Part(value, 20, look), least=16, most=3)


def _table(plan: Plan, rows: Rows, name: str, keys: Sequence[str], widths: str, made: Account, most: int) -> None:
    if not rows:
        return
    table, wide = schema.table(name), _WIDTHS[widths]
    plan.line(*(Part(table[key].label[made.lang], n, Look.HEAD) for key, n in zip(keys, wide, strict=True)), least=15)
    for row in rows[:most]:
        cells = zip(row, keys, wide, strict=True)
        plan.line(
            *(Part(value, n, Look.LINE, FORMATS.get(table[key].kind, "General")) for value, key, n in cells),
            least=15, most=2,
        )  # fmt: skip
    if len(rows) > most:
        said = _MORE[made.lang].format(n=len(rows) - most, table=table.label[made.lang])
        plan.line(Part(said, COLUMNS, Look.QUIET))


def _next(made: Account) -> str:
    step = made.next_step
    if step is None:
        return _NO_STEP[made.lang]
    due = f"{step.due:%Y-%m-%d}" if step.due else ""
    return joined([step.what, due, step.owner, joined([step.contact, step.phone], " ")], " · ")
