"""analyse: the sheets it fills, what it keeps, how its totals agree with refresh."""

from __future__ import annotations

import datetime as dt
import importlib
import pkgutil
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from macros import analyses
from macros.analyses.analyse import RESULTS, analyse
from macros.analyses.analysis_input import FUNCTIONS
from macros.counting.refresh import refresh
from macros.hosts.command_line import main
from tests.packages import parts
from tests.test_untouched import owned
from workbook import engine, schema, tables
from workbook.schema.commands import command

AS_OF = dt.date(2026, 6, 30)
LATER = dt.date(2026, 8, 14)
WRITTEN = [table.name for table in RESULTS]
HISTORIES = tuple(table.name for table in RESULTS if table.grows)


def frame(book: Any, table: str) -> pd.DataFrame:
    """A table's rows."""
    return tables.read(book, table).frame


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_declared_sheet_of_the_sample_is_filled(lang: str, request: pytest.FixtureRequest) -> None:
    """The book that is shipped opens on filled analysis sheets, each row stamped with the sample's day."""
    with engine.open_book(request.getfixturevalue(f"sample_{lang}"), read_only=True) as book:
        for name in WRITTEN:
            rows = frame(book, name)
            assert len(rows), name
            if "as_of" in rows:
                assert set(rows["as_of"].dt.date) == {AS_OF}, name


def test_every_sheet_declared_has_its_function_and_no_other() -> None:
    """A table that says analyse fills it, and a function that says which table it gives rows of, are the same set."""
    for module in pkgutil.iter_modules(analyses.__path__):
        importlib.import_module(f"{analyses.__name__}.{module.name}")
    assert set(FUNCTIONS) == set(WRITTEN)


def test_a_second_run_changes_nothing(sample_zh: Path) -> None:
    """The file is not even written again."""
    before = sample_zh.read_bytes(), sample_zh.stat().st_mtime_ns
    assert main(["analyse", str(sample_zh), "--as-of", AS_OF.isoformat()]) == 0
    assert (sample_zh.read_bytes(), sample_zh.stat().st_mtime_ns) == before


def test_other_parts_of_the_file_stay_as_they_are(sample_zh: Path) -> None:
    """On a later day only the sheets of the command's declaration change."""
    before = parts(sample_zh)
    assert main(["analyse", str(sample_zh), "--as-of", LATER.isoformat()]) == 0
    after = parts(sample_zh)
    changed = {name for name in before if before[name] != after[name]}
    assert list(after) == list(before)
    assert changed
    assert changed <= owned(command("analyse"), sample_zh)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_an_empty_book_has_nothing_to_analyse(lang: str, request: pytest.FixtureRequest) -> None:
    """No trouble, no invented rows; the stages and the eleven questions stand with nothing in them."""
    with engine.open_book(request.getfixturevalue(f"empty_{lang}")) as book:
        report = analyse(book, as_of=AS_OF)
        filled = {name for name in WRITTEN if len(frame(book, name))}
        assert filled <= {"tblPipeline", "tblPortrait"}
        assert report.figures["amount"] == 0


def test_each_dimension_adds_up_to_the_home_sheet(sample_en: Path) -> None:
    """An order of nobody and one without a product included: shares add up to one, orders of nobody say so."""
    with engine.open_book(sample_en) as book:
        order = {"customer_id": ["Nobody Ltd"], "amount": [1234.56], "date": pd.to_datetime(["2026-06-01"])}
        tables.append(book, "tblTransactions", pd.DataFrame(order))
        total = refresh(book, as_of=AS_OF, now=dt.datetime(2026, 7, 1)).figures["amount"]
        assert analyse(book, as_of=AS_OF).figures["amount"] == total
        rows = frame(book, "tblComposition")
        sums = rows.groupby("dimension")["amount"].sum().round(2)
        assert set(rows["dimension"]) == {
            "customer", "product", "category", "region", "industry", "nature", "source", "grade", "credit",
            "salesperson", "channel",
        }  # fmt: skip
        assert set(sums) == {total}
        assert rows.groupby("dimension")["share"].sum().tolist() == pytest.approx([1.0] * len(sums))
        customers = frame(book, "tblCustomers").set_index("name")["total_amount"]
        own = rows[rows["dimension"] == "customer"].set_index("value")["amount"]
        assert own["(no known customer)"] == 1234.56
        named = own.drop("(no known customer)")
        assert named.to_dict() == customers[named.index].to_dict()
        assert customers.drop(named.index).eq(0).all()


def test_what_is_still_open_is_the_customers_receivable(sample_en: Path) -> None:
    """By customer, less what they paid in advance; overdue alike."""
    with engine.open_book(sample_en, read_only=True) as book:
        customers = frame(book, "tblCustomers").set_index("customer_id")
        rows = frame(book, "tblReceivables")
        open_ = rows.groupby("customer_id")["open"].sum().round(2)
        assert open_.to_dict() == customers["receivable"][open_.index].to_dict()
        late = rows[rows["age_band"] != "not_due"].groupby("customer_id")["open"].sum().round(2)
        overdue = customers["overdue"]
        assert late.to_dict() == overdue[overdue > 0].to_dict()


def test_a_month_is_the_sum_of_its_people(sample_en: Path) -> None:
    """The company's row is what the salespeople sold together; its target is theirs."""
    with engine.open_book(sample_en, read_only=True) as book:
        rows = frame(book, "tblMonthly")
        rows = rows[rows["month"] <= pd.Timestamp(AS_OF)]
        company = rows[rows["salesperson"].isna()].set_index("month")["amount"]
        people = rows[rows["salesperson"].notna()].groupby("month")["amount"].sum().round(2)
        assert people.reindex(company.index).to_dict() == company.to_dict()
        team = frame(book, "tblTeam")
        assert round(team["amount"].sum(), 2) == company[pd.Timestamp(2026, 6, 1)]


def test_products_add_up_and_cost_what_the_orders_say(sample_en: Path) -> None:
    """Amounts are those of the composition; gross profit is the amount without 13 % of tax, less the lines' costs."""
    with engine.open_book(sample_en, read_only=True) as book:
        rows = frame(book, "tblProductAnalysis")
        lines = frame(book, "tblTransactions")
        assert round(rows["amount"].sum(), 2) == round(lines["net_amount"].sum(), 2)
        known = lines[lines["cost"].notna() & ~lines["kind"].isin(["sample", "gift"])]
        assert rows["margin"].sum() == pytest.approx((known["net_amount"] / 1.13 - known["cost"]).sum(), abs=0.5)
        assert "main" in set(rows["product_class"])


def test_a_stage_and_a_credit_change_are_a_row_each(sample_en: Path) -> None:
    """One row when something changed, with what it was before; none on the next run, nor when looking back."""
    with engine.open_book(sample_en) as book:
        lengths = {name: len(frame(book, name)) for name in HISTORIES}
        customers = frame(book, "tblCustomers")
        first = customers.index[customers["customer_id"] == "C00001"]
        was = customers.loc[first[0]]
        customers.loc[first, "stage"] = "evaluation"
        customers.loc[first, "credit"] = 2.0
        tables.write(book, "tblCustomers", customers[["stage", "credit"]])
        for _ in range(2):
            analyse(book, as_of=LATER)
        analyse(book, as_of=dt.date(2026, 1, 1))
        stages, credits_ = (frame(book, name) for name in HISTORIES)
        assert {name: len(frame(book, name)) - n for name, n in lengths.items()} == dict.fromkeys(HISTORIES, 1)
        assert stages.iloc[-1][["customer_id", "before", "after"]].tolist() == ["C00001", was["stage"], "evaluation"]
        assert stages.iloc[-1]["days"] == (LATER - AS_OF).days
        row = credits_.iloc[-1]
        assert (row["before"], row["after"], row["reason"]) == (was["credit"], 2.0, "Credit changed from 5 to 2 stars")
        assert row["over"] == "Goods after payment"
        assert row["limit_after"] < row["limit_before"]


def test_an_arranged_visit_keeps_its_day_and_its_note(sample_en: Path) -> None:
    """The user's word survives the next run of the same week; past days are not planned."""
    with engine.open_book(sample_en) as book:
        rows = frame(book, "tblVisitPlan")
        last = rows[rows["date"] == rows["date"].max()].iloc[0]
        mine = rows["customer_id"] == last["customer_id"]
        said = rows.assign(confirmed=mine, notes=rows["notes"].mask(mine, "ask for the buyer"))
        tables.write(book, "tblVisitPlan", said[["confirmed", "notes"]])
        analyse(book, as_of=AS_OF + dt.timedelta(days=1))
        after = frame(book, "tblVisitPlan")
        assert after["date"].min() >= pd.Timestamp(AS_OF + dt.timedelta(days=1))
        row = after[after["customer_id"] == last["customer_id"]].iloc[0]
        assert (row["date"], row["confirmed"], row["notes"]) == (last["date"], True, "ask for the buyer")
        assert after.groupby(["salesperson", "date"]).size().max() <= 6


def test_a_tick_on_the_pre_visit_sheet_stays_with_its_item(sample_en: Path) -> None:
    """While the item stands for the same visit."""
    with engine.open_book(sample_en) as book:
        rows = frame(book, "tblPreVisit")
        last = rows["date"].max()
        mine = (rows["date"] == last) & (rows["topic"] == "Tools to take")
        tables.write(book, "tblPreVisit", rows.assign(done=mine)[["done"]])
        report = {"date": [AS_OF], "customer_id": ["C00001"], "salesperson": ["x"], "result": ["They moved"]}
        tables.append(book, "tblVisits", pd.DataFrame(report).astype({"date": "datetime64[s]"}))
        analyse(book, as_of=AS_OF)
        after = frame(book, "tblPreVisit")
        assert set(after.loc[after["done"], "item"]) == set(rows.loc[mine, "item"])
        assert after["done"].any()
        assert "They moved" in set(frame(book, "tblDailyReport")["result"])


def test_the_next_week_starts_anew(sample_en: Path) -> None:
    """What was arranged for this week is not carried into the next; after a weekend Monday is planned."""
    with engine.open_book(sample_en) as book:
        rows = frame(book, "tblVisitPlan")
        tables.write(book, "tblVisitPlan", rows.assign(confirmed=True)[["confirmed"]])
        saturday = dt.date(2026, 7, 4)
        analyse(book, as_of=saturday)
        after = frame(book, "tblVisitPlan")
        assert after["date"].min() == pd.Timestamp(2026, 7, 6)
        assert not after["confirmed"].any()


def test_refresh_leaves_the_analyses_alone(sample_en: Path) -> None:
    """Two commands, two sets of sheets."""
    with engine.open_book(sample_en) as book:
        before = {name: frame(book, name) for name in WRITTEN}
        refresh(book, as_of=LATER, now=dt.datetime(2026, 8, 14))
        for name, rows in before.items():
            pd.testing.assert_frame_equal(frame(book, name), rows)


def test_every_column_of_the_sheets_is_filled_somewhere(sample_zh: Path) -> None:
    """No column of a result table is declared for nothing, but for what the sample has no case of."""
    no_case = {
        ("tblStageHistory", "before"), ("tblStageHistory", "days"), ("tblCreditChanges", "before"),
        ("tblCreditChanges", "limit_before"), ("tblVisitPlan", "confirmed"), ("tblVisitPlan", "notes"),
        ("tblTeam", "satisfaction"), ("tblPreVisit", "done"), ("tblDailyReport", "promise"),
    }  # fmt: skip
    with engine.open_book(sample_zh, read_only=True) as book:
        blank = {
            (name, field.key)
            for name in WRITTEN
            for field in schema.table(name).fields
            if not frame(book, name)[field.key].pipe(lambda c: c if c.dtype == bool else c.notna()).any()
        }
    assert blank <= no_case
