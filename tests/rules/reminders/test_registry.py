"""Each source of reminders: when it speaks, when it is silent, what it says, which cycle it means."""

from __future__ import annotations

import datetime as dt
import importlib
import inspect
import pkgutil
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest

from workbook import schema
from workbook.language import LANGS, Lang
from workbook.rules.reminders import kinds, registry
from workbook.rules.reminders.frame import COLUMNS
from workbook.rules.reminders.kinds import (
    anniversary,
    birthday,
    complaint,
    contact,
    contract,
    credit,
    decline,
    deposit,
    first_call,
    opportunity,
    progress,
    promise,
    receivable,
    report,
    risk,
    sample,
    stale,
    stock,
    visit,
)
from workbook.rules.reminders.source import CUSTOMERS, OPEN_ITEMS, RHYTHM, SAMPLES, Source
from workbook.rules.reminders.today import open_now
from workbook.schema import listing

Make = Callable[..., pd.DataFrame]
AS_OF = dt.date(2026, 3, 10)
JUNE = dt.date(2026, 6, 30)
Frames = Callable[..., pd.DataFrame]


def rows(found: pd.DataFrame) -> list[tuple[str, str, str]]:
    """(key, due, why) of each candidate; every candidate has all columns."""
    assert list(found.columns) == list(COLUMNS)
    return list(zip(found["key"], found["due"].dt.strftime("%m-%d"), found["why"], strict=True))


@pytest.fixture
def one(people: Make) -> pd.DataFrame:
    """One customer, C1, whose row is r1."""
    return people({"name": "Ash", "grade": "A"})


@pytest.fixture
def gone(people: Make) -> pd.DataFrame:
    """The same, archived."""
    return people({"name": "Ash", "archived": True})


@pytest.fixture
def visits(frame: Make) -> Callable[..., pd.DataFrame]:
    def make(*given: dict[str, Any]) -> pd.DataFrame:
        blank = {
            "customer_id": "C1", "date": "2026-03-01", "promise": None, "promise_due": None, "promise_kept": False,
            "next_date": None, "next_step": None, "plan": None, "salesperson": "bo", "contact_name": "Lin",
        }  # fmt: skip
        full = [{"row_id": f"v{n}", **blank, **row} for n, row in enumerate(given, 1)]
        return frame(**{key: [row[key] for row in full] for key in full[0]})

    return make


def test_contact_is_due_on_its_day_and_not_before(people: Make) -> None:
    """The last touch is the cycle."""
    base = {"last_contact": "2026-02-08", "cycle": 30.0}
    some = people({**base, "next_contact": "2026-03-10"}, {**base, "next_contact": "2026-03-11"})
    assert rows(contact.due(some, as_of=AS_OF)) == [
        ("contact:r1:2026-02-08", "03-10", "最近一次联系是2026-02-08，应每30天联系一次")
    ]


def test_contact_of_a_customer_never_touched_says_so(people: Make) -> None:
    """It counts from the record."""
    new = people({"created_on": "2026-02-01", "next_contact": "2026-03-03", "cycle": 30.0})
    assert rows(contact.due(new, as_of=AS_OF, lang="en")) == [
        ("contact:r1:new", "03-03", "On record since 2026-02-01 and never contacted; one is due every 30 days")
    ]


def test_three_hundred_names_of_a_fair_are_a_line_a_salesperson(people: Make) -> None:
    """None of them is a contact due; each line names the ten on record longest, and is silent for a week once done."""
    fair = [
        {"name": f"N{n:03}", "owner": "abcde"[n % 5], "grade": "prospect", "next_contact": "2026-03-01",
         "created_on": "2026-03-05" if n < 5 else "2026-03-04"} for n in range(300)
    ]  # fmt: skip
    some = people(*fair, {"owner": "a", "grade": "prospect", "last_contact": "2026-03-01"}, {"owner": "a"})
    assert contact.due(some, as_of=AS_OF).empty
    found = first_call.due(some, as_of=AS_OF)
    assert found["owner"].tolist() == ["a", "b", "c", "d", "e"]
    assert rows(found)[0] == (
        "first_call:a:2026-03-09", "03-04",
        "新名单60家待首呼，今天先打10家：N005、N010、N015、N020、N025、N030、N035、N040、N045、N050",
    )  # fmt: skip
    assert found["customer_id"].isna().all()
    assert first_call.due(some, as_of=AS_OF - dt.timedelta(days=2))["key"].tolist()[0] == "first_call:a:2026-03-02"


def test_first_calls_of_nobodys_names_and_of_none(people: Make) -> None:
    """Names without a salesperson have a line too; archived ones and those on record later have none."""
    new = {"grade": "prospect", "created_on": "2026-03-01"}
    some = people({**new, "owner": None, "name": "Ash"}, {**new, "archived": True}, {**new, "created_on": "2026-03-11"})
    found = first_call.due(some, as_of=AS_OF, lang="en")
    assert rows(found) == [("first_call::2026-03-09", "03-01", "1 new names to call; 1 of them today: Ash")]
    assert found["owner"].isna().all()
    assert first_call.due(some.iloc[1:], as_of=AS_OF).empty


def test_decline_means_the_last_order(people: Make) -> None:
    """Explained in one sentence, ranked by the customer's value."""
    some = people({"last_order": "2025-12-01", "purchase_strategy": "quarterly", "grade": "A"})
    found = decline.due(some, pd.Series([np.nan]), as_of=AS_OF, rhythm_days={"quarterly": 90.0}, existing={}, lang="zh")
    assert rows(found)[0][:2] == ("decline:r1:2025-12-01", "03-01")
    assert found["priority"].tolist() == ["high"]


@pytest.mark.parametrize("kind", ["contact", "decline", "stale", "credit"])
def test_archived_customers_raise_no_reminders(kind: str, people: Make) -> None:
    """Of whatever source."""
    some = people(
        {
            "archived": True, "next_contact": "2026-01-01", "created_on": "2020-01-01", "last_order": "2020-01-01",
            "purchase_strategy": "q", "cycle": 1.0,
        }
    ).assign(receivable=10.0, credit_limit=5.0)  # fmt: skip
    found = {
        "contact": lambda: contact.due(some, as_of=AS_OF),
        "decline": lambda: decline.due(some, pd.Series([1.0]), as_of=AS_OF, rhythm_days={"q": 1.0}, existing={}),
        "stale": lambda: stale.due(some, as_of=AS_OF),
        "credit": lambda: credit.due(some, as_of=AS_OF),
    }[kind]()
    assert len(found) == 0


def test_rows_of_archived_customers_raise_none_but_unknown_ones_do(
    gone: pd.DataFrame, visits: Callable[..., pd.DataFrame]
) -> None:
    """What was promised to a name nobody knows is due all the same."""
    promised = {"promise_due": "2026-03-05", "promise": "a sample"}
    found = promise.due(visits(promised, {**promised, "customer_id": None}), gone, as_of=AS_OF)
    assert found["key"].tolist() == ["promise:v2:2026-03-05"]


def test_a_promise_is_due_until_it_is_kept(one: pd.DataFrame, visits: Callable[..., pd.DataFrame]) -> None:
    """Shown some days ahead; it goes to the owner now, and to who made the visit where the customer has none."""
    found = promise.due(
        visits(
            {"promise": "a sample", "promise_due": "2026-03-17"},
            {"promise": "a sample", "promise_due": "2026-03-18"},
            {"promise": "a sample", "promise_due": "2026-03-05", "promise_kept": True},
        ),
        one,
        as_of=AS_OF,
        lead=7,
    )
    assert rows(found) == [("promise:v1:2026-03-17", "03-17", "2026-03-01答应客户：a sample，期限2026-03-17")]
    assert found[["owner", "contact", "customer_name", "priority"]].values.tolist() == [["ann", "Lin", "Ash", "high"]]
    alone = promise.due(
        visits({"promise_due": "2026-03-10"}), one.assign(owner=None).astype({"owner": "str"}), as_of=AS_OF
    )
    assert alone["owner"].tolist() == ["bo"]


def test_a_planned_visit_stands_until_a_later_visit_follows(
    one: pd.DataFrame, visits: Callable[..., pd.DataFrame]
) -> None:
    """The later visit says what comes next."""
    first = {"date": "2026-02-01", "next_date": "2026-03-08", "next_step": "show samples"}
    assert rows(visit.due(visits(first), one, as_of=AS_OF)) == [
        ("visit:v1:2026-03-08", "03-08", "2026-02-01拜访时约定的下一步：show samples")
    ]
    assert len(visit.due(visits(first, {"date": "2026-03-05"}), one, as_of=AS_OF)) == 0


def test_a_visit_entered_for_a_day_to_come_is_planned(one: pd.DataFrame, visits: Callable[..., pd.DataFrame]) -> None:
    """It does not end what an earlier visit planned."""
    found = visit.due(
        visits({"date": "2026-02-01", "next_date": "2026-03-08"}, {"date": "2026-03-12", "plan": "new prices"}),
        one,
        as_of=AS_OF,
    )
    assert [key for key, *_ in rows(found)] == ["visit:v1:2026-03-08", "visit:v2:2026-03-12"]
    assert rows(found)[1][2] == "计划2026-03-12拜访：new prices"


def test_a_complaint_waits_until_it_is_answered_or_closed(one: pd.DataFrame, frame: Make) -> None:
    """Due after the days its severity allows, shown from the first day."""
    found = complaint.due(
        frame(
            row_id=["p1", "p2", "p3", "p4"],
            customer_id=["C1"] * 4,
            date=["2026-03-09"] * 4,
            subject=["late", "late", "late", "late"],
            severity=["serious", None, None, None],
            owner=["bo"] * 4,
            answered_on=[None, None, "2026-03-09", None],
            closed_on=[None, None, None, "2026-03-09"],
        ),
        one,
        as_of=AS_OF,
        answer_days=3,
        severity_days={"serious": 1.0, "normal": np.nan},
    )
    assert rows(found) == [
        ("complaint:p1:2026-03-09", "03-10", "2026-03-09的投诉还没有答复：late"),
        ("complaint:p2:2026-03-09", "03-12", "2026-03-09的投诉还没有答复：late"),
    ]


def test_a_contract_ends_unless_a_later_one_takes_over(people: Make, frame: Make) -> None:
    """Progress reports have dates of their own."""
    contracts = frame(
        row_id=["h1", "h2", "h3"],
        customer_id=["C1", "C2", "C2"],
        contract_no=["H1", "H2", "H3"],
        ends_on=["2026-03-15", "2026-03-15", "2027-03-15"],
        next_report_on=[None, "2026-03-11", None],
    )
    some = people({}, {})
    assert rows(contract.due(contracts, some, as_of=AS_OF)) == [
        ("contract:h1:2026-03-15", "03-15", "合同H1于2026-03-15到期")
    ]
    assert rows(progress.due(contracts, some, as_of=AS_OF)) == [
        ("progress:h2:2026-03-11", "03-11", "合同H2应于2026-03-11汇报执行进度")
    ]


@pytest.mark.parametrize(
    ("since", "state", "speaks"),
    [
        ("2026-02-24", "open", False),
        ("2026-02-23", "open", True),
        ("2026-02-23", None, True),
        ("2026-01-01", "won", False),
    ],
)
def test_an_opportunity_is_stuck_beyond_the_days_of_its_stage(
    since: str, state: str | None, speaks: bool, one: pd.DataFrame, frame: Make
) -> None:
    """Fourteen days are allowed; only open ones are watched."""
    deals = frame(
        row_id=["o1"], customer_id=["C1"], title=["Pump"], state=[state], stage=["contact"], stage_since=[since],
        owner=["bo"],
    )  # fmt: skip
    found = opportunity.due(deals, one, as_of=AS_OF, stage_days={"contact": 14.0}, stage_labels={"contact": "客户接触"})
    expected = [("opportunity:o1:contact-2026-02-23", "03-09", "商机“Pump”在“客户接触”阶段已15天，超过允许的14天")]
    assert rows(found) == (expected if speaks else [])


def test_a_risk_is_reassessed_on_its_date_or_after_the_days_of_its_level(one: pd.DataFrame, frame: Make) -> None:
    """A date that was set wins."""
    risks = frame(
        row_id=["k1", "k2"], customer_id=["C1", "C1"], kind=["credit", "market"], level=["high", "high"],
        what=["slow payer", None], owner=[None, None], assessed_on=["2026-02-10", "2026-01-01"],
        next_on=[None, "2026-06-01"],
    )  # fmt: skip
    found = risk.due(risks, one, as_of=AS_OF, level_days={"high": 30.0}, kind_labels={"credit": "信用风险"})
    assert rows(found) == [("risk:k1:2026-03-12", "03-12", "信用风险应于2026-03-12重新评估：slow payer")]
    assert found["owner"].tolist() == ["ann"]


def test_a_record_is_stale_after_the_days_set(people: Make) -> None:
    """Counted from the last review, else from its creation; without either it is never stale."""
    some = people(
        {"reviewed_on": "2025-03-09", "created_on": "2020-01-01"},
        {"reviewed_on": "2025-03-10"},
        {"created_on": "2025-01-01"},
        {},
    )
    found = stale.due(some, as_of=AS_OF, stale_days=365)
    assert [key for key, *_ in rows(found)] == ["stale:r1:2025-03-09", "stale:r3:2025-01-01"]
    assert set(found["priority"]) == {"low"}


def test_a_deposit_matures_without_telling_its_amount(one: pd.DataFrame, frame: Make) -> None:
    """The list is read by more people than the profile."""
    profiles = frame(row_id=["b1"], customer_id=["C1"], contact_name=["Lin"], deposit_matures_on=["2026-03-17"]).assign(
        deposit_balance=[123_456.0]
    )
    assert rows(deposit.due(profiles, one, as_of=AS_OF)) == [("deposit:b1:2026-03-17", "03-17", "存款于2026-03-17到期")]


def test_a_deposit_that_matures_names_what_it_may_go_into(one: pd.DataFrame, frame: Make) -> None:
    """The first of what is recommended; who wants no offers has none."""
    profiles = frame(
        row_id=["b1", "b2"], customer_id=["C1"] * 2, contact_name=["Lin"] * 2, deposit_matures_on=["2026-03-17"] * 2,
        recommended_products=["大额存单、基金", None],
    )  # fmt: skip
    assert deposit.due(profiles, one, as_of=AS_OF)["action"].tolist() == [
        "到期，可转大额存单；先联系客户安排转存", "联系客户安排转存"
    ]  # fmt: skip


def test_an_urgent_report_waits_until_it_is_read(one: pd.DataFrame, frame: Make) -> None:
    """From the day it was sent; what is not urgent, not sent, or read waits for nobody."""
    reports = frame(
        row_id=["t1", "t2", "t3", "t4"], kind=["urgent", "urgent", "urgent", "periodic"],
        salesperson=["ann"] * 4, subject=["a rival cuts prices", None, "read", "week 10"],
        due=["2026-03-12"] * 4, sent=["2026-03-09", None, "2026-03-09", "2026-03-09"], read=[None, None, True, False],
    )  # fmt: skip
    found = report.unread(reports, one, as_of=AS_OF)
    assert rows(found) == [("urgent:t1:2026-03-09", "03-09", "紧急报告未审阅：a rival cuts prices，2026-03-09提交")]
    assert (found["priority"].iloc[0], found["owner"].iloc[0]) == ("high", "ann")


def test_a_report_is_due_until_it_is_sent(one: pd.DataFrame, frame: Make) -> None:
    """It concerns no customer; the salesperson owns it."""
    reports = frame(
        row_id=["t1", "t2"], kind=["periodic", "daily"], salesperson=["bo", "bo"], subject=["week 10", None],
        due=["2026-03-12", "2026-03-09"], sent=[None, "2026-03-09"],
    )  # fmt: skip
    found = report.due(reports, one, as_of=AS_OF, kind_labels={"periodic": "定期报告"})
    assert rows(found) == [("report:t1:2026-03-12", "03-12", "定期报告应于2026-03-12提交：week 10")]
    assert found["customer_id"].isna().all()
    assert found["owner"].tolist() == ["bo"]


def test_only_the_last_survey_speaks_of_stock(one: pd.DataFrame, frame: Make) -> None:
    """20 in stock last four days of five a day; seven are safe."""
    surveys = frame(
        row_id=["s1", "s2", "s3"], customer_id=["C1"] * 3, product=["Tea", "Tea", "Rice"],
        date=["2026-02-01", "2026-03-01", "2026-03-01"], salesperson=["bo"] * 3, stock_qty=[1.0, 20.0, 35.0],
        daily_sales=[5.0] * 3, safety_days=[7.0] * 3,
    )  # fmt: skip
    found = stock.due(surveys, one, as_of=AS_OF)
    assert rows(found) == [("stock:s2:2026-03-01", "03-01", "2026-03-01盘点“Tea”20，只够4.0天，低于安全天数7天")]
    assert found["action"].tolist() == ["建议订货15"]


def test_an_empty_shelf_is_always_due(one: pd.DataFrame, frame: Make) -> None:
    """Without sales or safety days too; a later survey that did not count the stock does not take it back."""
    surveys = frame(
        row_id=["s1", "s2", "s3"], customer_id=["C1"] * 3, product=["Tea", "Tea", "Rice"],
        date=["2026-02-01", "2026-03-01", "2026-03-01"], salesperson=["bo"] * 3, stock_qty=[0.0, np.nan, 0.0],
        daily_sales=[np.nan, np.nan, 2.1], safety_days=[0.0, 7.0, 7.0],
    )  # fmt: skip
    found = stock.due(surveys, one.assign(grade="C"), as_of=AS_OF)
    assert rows(found) == [
        ("stock:s1:2026-02-01", "02-01", "2026-02-01盘点“Tea”已断货"),
        ("stock:s3:2026-03-01", "03-01", "2026-03-01盘点“Rice”已断货"),
    ]
    assert found["action"].tolist() == ["请客户补货", "建议订货15"]
    assert found["priority"].tolist() == ["high", "high"]


def test_a_price_cut_calls_for_counting_the_stock(one: pd.DataFrame, frame: Make) -> None:
    """Until it was counted on that day or later."""
    surveys = frame(
        row_id=["s1", "s2"], customer_id=["C1", "C1"], product=["Tea", "Rice"], date=["2026-03-01", "2026-03-01"],
        price_cut=[True, True], counted_on=["2026-02-27", "2026-03-01"], salesperson=["bo", "bo"],
    )  # fmt: skip
    assert rows(stock.uncounted(surveys, one, as_of=AS_OF)) == [
        ("price_cut:s1:2026-03-01", "03-01", "2026-03-01“Tea”降价，还没有盘点库存")
    ]


def test_overdue_debt_is_one_reminder_a_customer(people: Make, frame: Make) -> None:
    """The oldest due date is the cycle; over 30 days ranks high."""
    items = frame(customer=[0, 0, 1], due=["2026-01-10", "2026-03-01", "2026-03-09"]).assign(
        open=[10_000, 25_000, 500], overdue_days=[59.0, 9.0, 1.0]
    )
    found = receivable.due(people({}, {}, {}), items, as_of=AS_OF)
    assert rows(found) == [
        ("receivable:r1:2026-01-10", "01-10", "逾期3.50，最早一笔应于2026-01-10付款，已逾期59天"),
        ("receivable:r2:2026-03-09", "03-09", "逾期0.05，最早一笔应于2026-03-09付款，已逾期1天"),
    ]
    assert found["priority"].tolist() == ["high", "medium"]


def test_over_the_limit_tells_what_the_credit_terms_say(people: Make) -> None:
    """Owing exactly the limit is within it; without stars there is no limit."""
    some = people({"credit": 4.0, "last_order": "2026-03-02"}, {"credit": 4.0}, {}).assign(
        receivable=[100.01, 100.0, 1e6], credit_limit=[100.0, 100.0, np.nan]
    )
    found = credit.due(some, as_of=AS_OF, handling={"4": "审批"})
    assert rows(found) == [("credit:r1:100-2026-03-02", "03-02", "应收100.01，超过信用额度100.00")]
    assert found["action"].tolist() == ["审批"]


def test_birthdays_come_ahead_and_stay_a_few_days(one: pd.DataFrame, frame: Make) -> None:
    """Seven days ahead, three days after; the year is the cycle and is not told."""
    days = ["1980-03-07", "1980-03-06", "1980-03-17", "1980-03-18", None]
    people_ = frame(
        row_id=[f"l{n}" for n in range(5)], customer_id=["C1"] * 5, name=["Lin"] * 5, birthday=days,
        calendar=["solar", None, None, None, None],
    )  # fmt: skip
    assert rows(birthday.due(people_, one, as_of=AS_OF)) == [
        ("birthday:l0:2026", "03-07", "Lin的生日：03-07（公历）"),
        ("birthday:l2:2026", "03-17", "Lin的生日：03-17（公历）"),
    ]


def test_a_lunar_birthday_is_kept_on_its_lunar_day(one: pd.DataFrame, frame: Make) -> None:
    """The first of the second month of 2026 was 19 March."""
    people_ = frame(row_id=["l1"], customer_id=["C1"], name=["Lin"], birthday=["1980-02-01"], calendar=["lunar"])
    found = birthday.due(people_, one, as_of=dt.date(2026, 3, 15))
    assert rows(found) == [("birthday:l1:2026", "03-19", "Lin的生日：03-19（二月初一）")]


def test_a_lunar_31st_is_kept_on_the_last_day_of_its_month(one: pd.DataFrame, frame: Make) -> None:
    """A slip of the pen must not stop a refresh: the first month of 2026 ended on 18 March."""
    people_ = frame(row_id=["l1"], customer_id=["C1"], name=["Lin"], birthday=["1980-01-31"], calendar=["lunar"])
    assert rows(birthday.due(people_, one, as_of=dt.date(2026, 3, 15)))[0][:2] == ("birthday:l1:2026", "03-18")


def test_family_birthdays_name_whose_family_it_is(one: pd.DataFrame, frame: Make) -> None:
    """The contact is the person to greet."""
    contacts = frame(contact_id=["L1"], customer_id=["C1"], name=["Lin"])
    family = frame(
        row_id=["f1"], contact_id=["L1"], name=["Mei"], relation=["child"], birthday=["2015-03-12"], calendar=[None]
    )
    found = birthday.family(family, contacts, one, as_of=AS_OF, relation_labels={"child": "子女"})
    assert rows(found) == [("birthday:f1:2026", "03-12", "Lin的子女Mei的生日：03-12（公历）")]
    assert found[["customer_id", "contact"]].values.tolist() == [["C1", "Lin"]]


def test_anniversaries_come_each_year_in_either_calendar(one: pd.DataFrame, frame: Make) -> None:
    """A month-day that no year has raises nothing."""
    contacts = frame(contact_id=["L1"], customer_id=["C1"], name=["Lin"])
    days = frame(
        row_id=["a1", "a2", "a3", "a4"], contact_id=["L1"] * 4, month_day=["03-12", "01-30", "13-40", "soon"],
        calendar=[None, "lunar", None, None], what=["开业", None, "x", "x"],
    )  # fmt: skip
    found = anniversary.due(days, contacts, one, as_of=dt.date(2026, 3, 14))
    assert rows(found) == [
        ("anniversary:a1:2026", "03-12", "03-12是Lin的开业（公历）"),
        ("anniversary:a2:2026", "03-18", "03-18是Lin的纪念日（正月三十）"),
    ]


def test_every_kind_of_the_list_has_its_source() -> None:
    """And every source its kind."""
    assert {source.kind for source in registry.SOURCES} == {entry.key for entry in listing("reminder_kind").entries}


def test_every_module_of_a_kind_is_in_the_registry() -> None:
    """A declaration that nobody calls would never remind."""
    modules = (importlib.import_module(f"{kinds.__name__}.{one.name}") for one in pkgutil.iter_modules(kinds.__path__))
    declared = [value for module in modules for value in vars(module).values() if isinstance(value, Source)]
    assert sorted(map(id, declared)) == sorted(map(id, registry.SOURCES))


@pytest.mark.parametrize("source", registry.SOURCES, ids=lambda one: f"{one.kind}-{one.due.__name__}")
def test_a_source_needs_what_the_book_has_and_its_function_takes(source: Source) -> None:
    """Tables, list columns, settings; each under the name of an argument."""
    assert source.needs
    assert {need for need in source.needs if need.startswith("tbl")} <= {table.name for table in schema.TABLES}
    assert {need for need in source.needs if not need.startswith("tbl")} <= {CUSTOMERS, OPEN_ITEMS, RHYTHM, SAMPLES}
    assert set(source.settings.values()) <= {setting.key for setting in schema.SETTINGS}
    for key, column in (name.split(".") for name in source.lists.values()):
        assert column == "label" or column in {field.key for field in listing(key).columns}
    taken = inspect.signature(source.due).parameters
    assert {*source.lists, *source.settings, "as_of", "lang"} == {
        name for name, one in taken.items() if one.kind is inspect.Parameter.KEYWORD_ONLY
    }
    assert len(taken) == len(source.needs) + len(source.lists) + len(source.settings) + 2


@pytest.mark.parametrize("lang", LANGS)
def test_all_sources_at_once_take_what_the_book_holds(
    lang: Lang, one: pd.DataFrame, frame: Make, visits: Callable[..., pd.DataFrame]
) -> None:
    """Absent and empty tables raise nothing; the settings and lists named are all that is needed."""
    tables = {
        "tblVisits": visits({"promise": "x", "promise_due": "2026-03-09", "next_date": "2026-03-10"}),
        "tblContacts": frame(
            row_id=["l1"], contact_id=["L1"], customer_id=["C1"], name=["Lin"], birthday=["1980-03-10"], calendar=[None]
        ),
        "tblReports": frame(row_id=[], kind=[], salesperson=[], subject=[], due=[], sent=[]),
    }
    given = {**tables, CUSTOMERS: one.assign(cycle=np.nan, receivable=np.nan, credit_limit=np.nan)}
    settings = {setting.key: setting.default for setting in schema.SETTINGS}
    found = registry.due(given, {key: {} for key in registry.LISTS}, settings, as_of=AS_OF, lang=lang)
    everything = pd.concat(found, ignore_index=True)
    assert sorted(everything["kind"]) == ["birthday", "promise", "visit"]
    assert everything["key"].is_unique
    assert not everything["why"].isna().any()


def test_a_sample_is_followed_up_once(people: Frames, frame: Frames) -> None:
    """Fourteen days on, two products of a day together; not where the customer was touched since."""
    some = people({"last_contact": "2026-06-01"}, {"last_contact": "2026-06-29"})
    given = frame(
        customer_id=["C1", "C1", "C1", "C2", None],
        date=["2026-06-10", "2026-06-10", "2026-06-20", "2026-06-10", "2026-06-10"],
        product=["Lamp", "Wire", "Lamp", "Lamp", "Lamp"],
    )
    found = sample.due(given, some, as_of=JUNE, lang="en")
    assert found["key"].tolist() == ["sample:r1:2026-06-10"]
    assert found["why"].tolist() == ["Sample or gift of 2026-06-10: Lamp、Wire; 20 days ago"]
    assert found["due"].tolist() == [pd.Timestamp(2026, 6, 24)]


def test_an_archived_customer_is_asked_for_its_debt(people: Frames, frame: Frames) -> None:
    """To archive a record forgives nothing."""
    items = pd.DataFrame(
        {"customer": [0], "open": [49_990_000], "due": pd.to_datetime(["2026-03-01"]), "overdue_days": [121.0]}
    )
    found = receivable.due(people({"archived": True}), items, as_of=JUNE, lang="en")
    assert "4,999.00 overdue" in found["why"].iloc[0]


def test_a_wrong_year_silences_no_reminder(people: Frames, frame: Frames) -> None:
    """A contract signed in 2062 takes none over; a visit of 2062 has promised nothing; nobody postpones by 36 years."""
    contracts = frame(
        row_id=["h1", "h2"], customer_id=["C1", "C1"], contract_no=["H1", "H2"], ends_on=["2026-07-02", "2062-06-05"],
        signed_on=["2025-07-01", "2062-06-05"],
    )  # fmt: skip
    assert contract.due(contracts, people({}), as_of=JUNE)["key"].tolist() == ["contract:h1:2026-07-02"]
    waiting = frame(status=["postponed"] * 2, postponed_until=["2062-06-05", "2026-07-20"])
    assert open_now(waiting, JUNE).index.tolist() == [0]
