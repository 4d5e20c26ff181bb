"""Every setting does what it says: changed, a figure of the book changes. A new one without such an effect fails."""

from __future__ import annotations

import datetime as dt
import shutil
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import xlwings as xw
from openpyxl import load_workbook

from macros.analyses.analyse import analyse
from macros.analyses.plan import plan
from macros.counting.check import check
from macros.counting.refresh import refresh
from macros.desk.entry import enter
from macros.desk.letters.mail import mail
from macros.desk.letters.post import labels
from macros.keeping.handover import handover
from macros.pasting.preview import preview
from macros.sharing.collect import collect
from macros.sharing.share import share
from workbook import engine, schema, tables
from workbook.schema.home import HOME_SHEET, LEADS_SHEET
from workbook.schema.settings import SETTINGS

AS_OF = dt.date(2026, 6, 30)


def day(text: str) -> pd.Timestamp:
    return pd.Timestamp(text)


ROWS: dict[str, dict[str, list[Any]]] = {
    "tblCustomers": {
        "customer_id": ["C1", "C2", "C3", "C4"], "name": ["甲公司", "乙公司", "丙公司", "丁公司"],
        "kind": ["company"] * 4, "phone": ["020-88880000", None, None, None], "source": ["referral"] * 4,
        "category": ["existing_end"] * 4, "created_on": [day("2025-07-01")] * 4, "reviewed_on": [day("2026-01-01")] * 4,
        "settlement": [None, "one_month", None, None], "email": ["lin@jia.cn", None, None, None],
        "address": ["江南西路1号", "滨江路2号", None, None],
    },
    "tblTransactions": {
        "customer_id": ["C1", "C2", "C3", "C4", "C4", "C4", "C3"],
        "order_no": ["S1", "S2", "S3", "S4", "S5", "S6", "S7"],
        "date": [day(one) for one in (
            "2026-05-01", "2026-03-01", "2025-09-01", "2026-02-20", "2026-03-22", "2026-04-21", "2026-06-10")],
        "product": ["水泵", None, None, None, None, None, None], "quantity": [1.0] * 7,
        "unit_price": [700.0, 200.0, 91.0, 3.0, 3.0, 3.0, 0.0], "kind": [None] * 6 + ["sample"],
    },
    "tblProducts": {
        "product_id": ["P1"], "name": ["水泵"], "list_price": [721.0], "cost": [500.0], "tax_rate": [0.13],
    },
    "tblPayments": {"date": [day("2026-03-02")], "customer_id": ["C2"], "amount": [1.0]},
    "tblContacts": {"customer_id": ["C1"], "name": ["林工"], "joined_on": [day("2026-01-01")]},
    "tblContracts": {"contract_no": ["H1"], "customer_id": ["C1"], "ends_on": [day("2026-07-20")]},
    "tblComplaints": {"customer_id": ["C1"], "date": [day("2026-06-29")], "subject": ["破损"]},
    "tblScorecards": {
        "date": [day("2026-06-01")], "customer_id": ["C1"], "indicator": ["influence"], "value": [4.0],
    },
}  # fmt: skip

Look = Callable[[xw.Book], object]


@cache
def column(table: str, key: str, run: Callable[..., object] = refresh) -> Look:
    """What a command writes into a column."""

    def look(book: xw.Book) -> object:
        run(book)
        return tables.read(book, table).frame[key].astype(str).tolist()

    return look


NOW = dt.datetime(2026, 6, 30, 9)


def pasted(book: xw.Book, *rows: list[Any]) -> None:
    """A list on the sheet of pasted lists."""
    book.sheets[LEADS_SHEET["zh"]].range("A1").value = list(rows)


def planned(book: xw.Book, into: str, file: Path | None = None) -> list[list[str]]:
    """What would become of the rows of a list."""
    preview(book, into=into, file=file)
    return tables.read(book, "tblLeadPreview").frame[["decision", "summary"]].astype(str).to_numpy().tolist()


def taken_for(book: xw.Book) -> object:
    """What the columns of a pasted list are taken for."""
    pasted(book, ["客户", "日期", "金额"], ["甲公司", "2026-06-01", 5])
    preview(book)
    return tables.read(book, "tblLeadColumns").frame["understood"].astype(str).tolist()


def home_title(book: xw.Book) -> object:
    """The title on Home is a live formula, which nothing here calculates: it stands on the setting's cell."""
    assert "set_company" in str(book.sheets[HOME_SHEET["zh"]].range("B1").formula)
    return tables.read_settings(book)["company"]


def due_after_month_end(book: xw.Book) -> object:
    """When debts of a settlement that counts from the month's end fall due."""
    name = schema.listing("settlement").table.name
    listed = next(one for sheet in book.sheets for one in sheet.tables if one.name == name)
    cells = listed.columns["起算"].data_body_range
    assert cells is not None
    cells.value = "月结日"
    tables.may_have_changed(book)
    refresh(book)
    return tables.read(book, "tblReminders").frame[["kind", "due"]].astype(str).to_numpy().tolist()


def owned(book: xw.Book) -> None:
    """Three salespersons, of whom two have two customers each."""
    people = ("林知夏", "赵远航", "苏明朗")
    tables.append(book, schema.listing("salesperson").table, pd.DataFrame({"key": people, "label": people}))
    customers = tables.read(book, "tblCustomers").frame
    tables.write(book, "tblCustomers", customers.assign(owner=["林知夏", "林知夏", "苏明朗", "苏明朗"])[["owner"]])


def short_of_visits(book: xw.Book) -> object:
    """What can still be done of the month's visits."""
    owned(book)
    return column("tblRestOfDay", "why")(book)


def compared_prices(book: xw.Book) -> object:
    """The prices that are named where one percent is unusual; the one of the list is two months old."""
    tables.set_name(book, "set_price_tolerance", 0.01)
    return column("tblPrices", "sentence", analyse)(book)


def planned_before_spring(book: xw.Book) -> object:
    """The days with visits in the week before the Spring Festival of 2027, on 6 February."""
    owned(book)
    plan(book, week=dt.date(2027, 2, 1))
    return tables.read(book, "tblVisitPlan").frame["date"].astype(str).tolist()


def followed_up(book: xw.Book) -> object:
    """When a complaint is to be settled that was answered, and when statements of account are due, or due back."""
    complaint = {
        "customer_id": ["C3"],
        "date": [day("2026-06-20")],
        "subject": ["漏发"],
        "answered_on": [day("2026-06-21")],
    }
    tables.append(book, "tblComplaints", pd.DataFrame(complaint))
    days = {"date": [day("2026-01-05"), day("2026-06-25")], "confirmed_on": [day("2026-01-10"), pd.NaT]}
    tables.append(book, "tblReconciliations", pd.DataFrame({"customer_id": ["C2", "C4"], **days}))
    refresh(book)
    shown = tables.read(book, "tblReminders").frame[["kind", "customer_id", "due"]]
    return shown.astype(str).to_numpy().tolist()


def sensitive(book: xw.Book) -> object:
    """What check says of a belief that nobody has consented to be kept."""
    tables.write(book, "tblContacts", pd.DataFrame({"religion": pd.Series(["佛"], dtype="str")}))
    return column("tblProblems", "message", check)(book)


def handed_over(book: xw.Book) -> object:
    """What the button Hand over does, with whatever of its settings is not set filled in."""
    owned(book)
    for key, value in (("from", "林知夏"), ("to", "赵远航"), ("on", dt.date(2026, 6, 20))):
        if tables.get_name(book, f"set_handover_{key}") is None:
            tables.set_name(book, f"set_handover_{key}", value)
    handover(book)
    shown = tables.read(book, "tblOwnerHistory").frame[["from_on", "customer_id", "after"]]
    return shown.astype(str).to_numpy().tolist()


def analyse_may(book: xw.Book) -> object:
    """The month in which a product was sold."""
    return analyse(book, period="2026-05")


def analyse_spring(book: xw.Book) -> object:
    """The months in which customers first bought."""
    return analyse(book, period="2026-02-01..2026-05-31")


def numbered(book: xw.Book) -> object:
    """How an order that is entered without a number is numbered."""
    enter(book, form="order", cells={"customer_id": "C1"}, lines={"水泵": "2"}, now=dt.datetime(2026, 6, 30, 9))
    return tables.read(book, "tblTransactions").frame["order_no"].tolist()[-1]


def other_money(book: xw.Book) -> object:
    """What becomes of rows in dollars and in yuan."""
    head = ["客户", "日期", "金额", "币种"]
    pasted(book, head, ["甲公司", "2026-06-01", 5, "USD"], ["乙公司", "2026-06-01", 5, "CNY"])
    return planned(book, "transactions")


def zoned(book: xw.Book) -> object:
    """The day of a sale shortly before midnight in Greenwich."""
    pasted(book, ["客户", "日期", "金额"], ["甲公司", "2026-06-01T23:30:00Z", 5])
    return planned(book, "transactions")


def written(book: xw.Book) -> object:
    """Template and subject of a letter to who has ordered."""
    owned(book)
    with tempfile.TemporaryDirectory() as folder:
        assert mail(book, customers="C1", to=Path(folder), now=NOW).figures["letters"] == 1
    return tables.read(book, "tblDrafts").frame[["template", "subject"]].astype(str).to_numpy().tolist()


@cache
def label_size(side: str) -> Look:
    """How high the first label is, or how wide."""

    def look(book: xw.Book) -> object:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "labels.xlsx"
            labels(book, customers="C1,C2", to=path)
            sheet = load_workbook(path).worksheets[0]
        if side == "width":
            return sheet.column_dimensions["A"].width
        return sum(sheet.row_dimensions[row].height for row in (1, 2, 3))

    return look


def named_in_copies(book: xw.Book) -> object:
    """The customers whose names and owners a salesperson's copy lists."""
    owned(book)
    with tempfile.TemporaryDirectory() as folder:
        share(book, owner="林知夏", to=folder, now=NOW)
        (made,) = Path(folder).glob("*.xlsm")
        with engine.open_book(made, read_only=True) as copy:
            return tables.read(copy, "tblRegistered").frame[["name", "owner"]].astype(str).to_numpy().tolist()


def collected(book: xw.Book) -> object:
    """What returned copies changed: 林知夏's lies in the usual folder beside the book, 苏明朗's in another."""
    owned(book)
    beside = Path(book.fullname).parent
    folders = {"林知夏": beside / "收回", "苏明朗": beside / "交回"}
    try:
        with tempfile.TemporaryDirectory() as out:
            share(book, every=True, to=out, now=NOW)
            for owner, folder in folders.items():
                (made,) = Path(out).glob(f"*{owner}*.xlsm")
                with engine.open_book(made) as copy:
                    customers = tables.read(copy, "tblCustomers").frame
                    tables.write(copy, "tblCustomers", customers.assign(address=f"{owner}改")[["address"]])
                    copy.save()
                folder.mkdir()
                shutil.move(made, folder)
        collect(book, now=NOW)
    finally:
        for folder in folders.values():
            shutil.rmtree(folder, ignore_errors=True)
    shown = tables.read(book, "tblMergePreview").frame[["row", "theirs"]].astype(str)
    return sorted(shown.to_numpy().tolist())


EFFECTS: dict[str, tuple[object, Look]] = {
    "tax_included": (False, column("tblProductAnalysis", "margin", analyse_may)),
    "debt_basis": ("账期按结算方式推算", column("tblCustomers", "receivable")),
    "month_closes_on": (25, due_after_month_end),
    "sample_follow_up_days": (30, column("tblReminders", "kind")),
    "company": ("禾渡", home_title),
    "as_of": (dt.date(2026, 1, 1), column("tblReminders", "as_of")),
    "import_into": ("交易", taken_for),
    "order_numbers": ("XS-{yyMMdd}-{nnn}", numbered),
    "today_owner": ("赵远航", column("tblToday", "customer_id")),
    "grading_method": ("RFM五分位", column("tblCustomers", "grade_reason")),
    "grade_window_months": (3, column("tblCustomers", "grade_reason")),
    "grade_a_share": (0.6, column("tblCustomers", "grade")),
    "grade_b_share": (0.85, column("tblCustomers", "grade")),
    "score_share": (0.05, column("tblCustomers", "score")),
    "rhythm_factor": (3, column("tblReminders", "why")),
    "lead_days": (30, column("tblReminders", "why")),
    "visits_a_day": (1, short_of_visits),
    "stale_days": (100, column("tblReminders", "why")),
    "complaint_days": (10, column("tblReminders", "due")),
    "complaint_close_days": (30, followed_up),
    "reconcile_days": (300, followed_up),
    "reconcile_return_days": (3, followed_up),
    "keep_sensitive": (True, sensitive),
    "analysis_period": ("2026-03", column("tblTeam", "amount", analyse)),
    "handover_from": ("苏明朗", handed_over),
    "handover_to": ("苏明朗", handed_over),
    "handover_on": (dt.date(2026, 6, 1), handed_over),
    "price_tolerance": (0.01, column("tblPrices", "sentence", analyse)),
    "price_age_days": (30, compared_prices),
    "spring_pause_days": (10, planned_before_spring),
    "referral_reward": (7, column("tblSourceAnalysis", "reward", analyse_spring)),
    "points_per_unit": (2, column("tblContacts", "points")),
    "phone_country": ("US", column("tblProblems", "message", check)),
    "currency": ("USD", other_money),
    "exchange_rates": ("USD=7.2", other_money),
    "utc_offset": (-5, zoned),
    "letter_template": ("满意度调查", written),
    "label_rows": (5, label_size("height")),
    "label_columns": (2, label_size("width")),
    "share_registered": (False, named_in_copies),
    "collect_from": ("交回", collected),
}
"""Setting -> a value to change it to, and where that is seen."""


@pytest.fixture(scope="module")
def book_of_few(empty_book: Callable[[str], Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four customers on which every setting has something to work; not to be written to."""
    path = tmp_path_factory.mktemp("few") / "book.xlsm"
    shutil.copy(empty_book("zh"), path)
    with engine.open_book(path) as book:
        for name, columns in ROWS.items():
            tables.append(book, name, pd.DataFrame(columns))
        tables.set_name(book, "set_as_of", AS_OF)
        book.save()
    return path


def seen(path: Path, look: Look, setting: str, value: object) -> object:
    with engine.open_book(path) as book:
        tables.set_name(book, f"set_{setting}", value)
        return look(book)


@pytest.fixture(scope="module")
def unchanged(book_of_few: Path) -> Callable[[Look], object]:
    """What is seen in the book as it is; many settings are seen at one place."""

    @cache
    def found(look: Look) -> object:
        with engine.open_book(book_of_few) as book:
            return look(book)

    return found


@pytest.mark.parametrize("setting", [one.key for one in SETTINGS])
def test_a_changed_setting_changes_what_it_says(
    book_of_few: Path, unchanged: Callable[[Look], object], setting: str
) -> None:
    """Everything else being equal."""
    value, look = EFFECTS[setting]
    assert seen(book_of_few, look, setting, value) != unchanged(look)


@pytest.mark.parametrize("setting", [one.key for one in SETTINGS if one.key != "as_of"])
def test_a_setting_put_to_what_it_is_changes_nothing(
    book_of_few: Path, unchanged: Callable[[Look], object], setting: str
) -> None:
    """What differs above differs by the setting alone: an effect that changed by itself would be seen here."""
    one = next(one for one in SETTINGS if one.key == setting)
    default = one.default
    if one.list and default is not None:
        default = next(entry.label.zh for entry in schema.listing(one.list).entries if entry.key == default)
    _, look = EFFECTS[setting]
    assert seen(book_of_few, look, setting, default) == unchanged(look)


def test_every_setting_has_an_effect_and_no_effect_is_of_none() -> None:
    """The two are one closed set."""
    assert set(EFFECTS) == {one.key for one in SETTINGS}


TOLD = {
    "tier.view1", "tier.view2", "salesperson.region", "salesperson.kind", "salesperson.email", "salesperson.joined",
    "credit_terms.terms", "source.preferred", "source.directness", "source.reliability", "quality.advice",
    "buying_power.advice", "visit_goal.kind", "stage.department", "stage.deliverable",
    "lead_decision.meaning", "forecast_method.meaning", "behaviour.meaning", "churn_level.meaning",
}  # fmt: skip
"""Columns of lists that are facts for people to read: they promise no figure, and have no tip that says so."""

READ = {
    "category.existing", "grade.visits", "contact_strategy.days", "purchase_strategy.days", "settlement.days",
    "willingness.visits", "credit_terms.limit", "credit_terms.over", "buying_power.counts", "authority.counts",
    "intent.counts", "man_class.advice", "source.kind", "source.subclass", "source.allowed", "source.note",
    "collection_method.allowed", "collection_method.note", "risk_tolerance.rank", "bank_level.rank",
    "bank_advice.product", "bank_advice.from_level", "bank_advice.from_risk", "complaint_severity.days", "stage.days",
    "stage.probability", "risk_level.days", "indicator.aspect", "indicator.weight", "indicator.standard",
    "indicator.direction", "score_level.from_score", "settlement.due_from", "order_state.counts",
    "header_word.field", "header_word.source", "visit_kind.face", "city_area.area", "report_kind.read_days",
    "report_kind.every",
}  # fmt: skip
"""Columns of lists that rules read."""


def test_a_column_of_a_list_is_read_by_a_rule_or_promises_nothing() -> None:
    """A new one is put with either; days, limits, counts and ranks are never only told."""
    columns = {f"{one.key}.{field.key}": field for one in schema.LISTS for field in one.columns}
    assert set(columns) == TOLD | READ
    assert not TOLD & READ
    assert [key for key in TOLD if columns[key].kind.is_number and key != "source.reliability"] == []
    assert [key for key in TOLD if columns[key].help] == []


@cache
def code_of_rules() -> str:
    root = Path(schema.__file__).resolve().parents[2]
    parts = (root / part for part in ("workbook/rules", "macros", "udfs"))
    return "\n".join(one.read_text(encoding="utf-8") for part in parts for one in part.rglob("*.py"))


@pytest.mark.parametrize("key", sorted(key for key in READ if not key.endswith((".note", ".kind", ".subclass"))))
def test_a_column_that_rules_read_is_named_where_they_read_it(key: str) -> None:
    """By list and column, or as a column of the whole list that is handed over."""
    listed, _, name = key.partition(".")
    code = code_of_rules()
    by_key = f'"{key}"' in code or f'.{name}")' in code or f'"{listed}", "{name}"' in code
    assert by_key or (f'"{name}"' in code and f'"{listed}"' in code) or name == "allowed"


def say(book: xw.Book, listed: str, **row: str) -> None:
    """One more row of a list."""
    tables.append(book, schema.listing(listed).table, pd.DataFrame({name: [value] for name, value in row.items()}))


@pytest.mark.parametrize(("counts", "decision"), [("sold", "new"), ("none", "rejected")])
def test_a_state_counts_as_the_list_says(book_of_few: Path, counts: str, decision: str) -> None:
    """A word that no program uses is sold or not, as order_state.counts has it."""
    with engine.open_book(book_of_few) as book:
        say(book, "order_state", key="蓝", label="蓝", counts=counts)
        pasted(book, ["客户", "日期", "金额", "订单状态"], ["甲公司", "2026-06-01", 5, "蓝"])
        assert [one for one, _ in planned(book, "transactions")] == [decision]


@pytest.mark.parametrize(
    ("field", "source", "shown"),
    [
        ("transactions.remarks", None, "备注：很急"), ("transactions.product", None, "产品：很急"),
        ("transactions.product", "丁店", "备注：蓝：很急"), ("transactions.product", "丙店", "产品：很急"),
    ],
)  # fmt: skip
def test_a_header_is_taken_for_what_the_list_says(
    book_of_few: Path, tmp_path: Path, field: str, source: str | None, shown: str
) -> None:
    """For header_word.field, and only in files that header_word.source names; else it is only remarked."""
    path = tmp_path / "丙店导出.csv"
    path.write_text("客户,日期,金额,蓝\n甲公司,2026-06-01,5,很急\n", encoding="utf-8")
    with engine.open_book(book_of_few) as book:
        say(book, "header_word", key="蓝", label="蓝", field=field, **({"source": source} if source else {}))
        ((_, summary),) = planned(book, "transactions", path)
    assert shown in summary.split("；")
