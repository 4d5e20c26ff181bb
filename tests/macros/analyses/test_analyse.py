"""analyse: the sheets it fills, what it keeps, how its totals agree with refresh."""

from __future__ import annotations

import datetime as dt
import importlib
import pkgutil
from pathlib import Path
from typing import Any

import openpyxl
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
EVER = "2023-01-01..2026-06-30"
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
    """No trouble, no invented rows; the stages and the eleven questions stand with nothing in them, and the forecast
    says why there is none."""
    with engine.open_book(request.getfixturevalue(f"empty_{lang}")) as book:
        report = analyse(book, as_of=AS_OF)
        filled = {name for name in WRITTEN if len(frame(book, name))}
        assert filled <= {"tblPipeline", "tblPortrait", "tblForecast"}
        reasons = frame(book, "tblForecast")
        assert reasons[["amount", "target", "weighted"]].isna().all(axis=None)
        why = {
            "zh": "无法预测：还没有满一个月的订单",
            "en": "Cannot be forecast: no full month of orders yet",
        }
        assert reasons["sentence"].tolist() == [why[lang]]
        assert report.figures["amount"] == 0


def test_each_dimension_adds_up_to_the_home_sheet(sample_en: Path) -> None:
    """An order of nobody and one without a product included: shares add up to one, orders of nobody say so."""
    with engine.open_book(sample_en) as book:
        order = {"customer_id": ["Nobody Ltd"], "amount": [1234.56], "date": pd.to_datetime(["2026-06-01"])}
        tables.append(book, "tblTransactions", pd.DataFrame(order))
        total = refresh(book, as_of=AS_OF, now=dt.datetime(2026, 7, 1)).figures["amount"]
        report = analyse(book, as_of=AS_OF, period=EVER).figures
        assert report["amount"] == report["period_amount"] == total
        every = frame(book, "tblComposition")
        rows = every[~every["total"]]
        assert set(every.loc[every["total"], "amount"]) == {total}
        sums = rows.groupby("dimension")["amount"].sum().round(2)
        assert set(rows["dimension"]) == {
            "customer", "product", "category", "region", "industry", "nature", "source", "grade", "credit",
            "salesperson", "channel", "customer_system", "group",
        }  # fmt: skip
        assert set(sums) == {total}
        assert set(every["period"]) == {EVER}
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
        lines = lines[lines["date"].between(pd.Timestamp(2026, 6, 1), pd.Timestamp(2026, 6, 30))]
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


def test_a_tick_on_the_pre_visit_sheet_stays_with_its_item(sample_en: Path) -> None:
    """While the item stands for the same visit."""
    with engine.open_book(sample_en) as book:
        rows = frame(book, "tblPreVisit")
        last = rows["date"].max()
        mine = (rows["date"] == last) & (rows["topic"] == "Advice")
        tables.write(book, "tblPreVisit", rows.assign(done=mine)[["done"]])
        report = {"date": [AS_OF], "customer_id": ["C00001"], "salesperson": ["x"], "result": ["They moved"]}
        tables.append(book, "tblVisits", pd.DataFrame(report).astype({"date": "datetime64[s]"}))
        analyse(book, as_of=AS_OF)
        after = frame(book, "tblPreVisit")
        assert set(after.loc[after["done"], "item"]) == set(rows.loc[mine, "item"])
        assert after["done"].any()
        assert "They moved" in set(frame(book, "tblDailyReport")["result"])


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
        ("tblCreditChanges", "limit_before"), ("tblWeekReport", "carried_over"),
        ("tblTeam", "satisfaction"), ("tblComposition", "adjusted"), ("tblMonthly", "adjusted"),
        ("tblMonthly", "closed_amount"), ("tblPreVisit", "done"), ("tblDailyReport", "promise"),
    }  # fmt: skip
    with engine.open_book(sample_zh, read_only=True) as book:
        blank = {
            (name, field.key)
            for name in WRITTEN
            for field in schema.table(name).fields
            if not frame(book, name)[field.key].pipe(lambda c: c if c.dtype == bool else c.notna()).any()
        }
    assert blank <= no_case


def plain(book: Any) -> pd.DataFrame:
    """The order lines as anybody would add them up: trade only, with the customer's row beside each."""
    lines = frame(book, "tblTransactions")
    lines = lines[~lines["kind"].isin(["sample", "gift"])]
    customers = frame(book, "tblCustomers").add_prefix("own_")
    return lines.merge(customers, left_on="customer_id", right_on="own_customer_id", how="left")


@pytest.mark.parametrize(
    ("period", "spans"),
    [
        ("2026-05", (("2026-05-01", "2026-05-31"), ("2026-04-01", "2026-04-30"), ("2025-05-01", "2025-05-31"))),
        ("2025", (("2025-01-01", "2025-12-31"), ("2024-01-01", "2024-12-31"), ("2024-01-01", "2024-12-31"))),
        ("2026Q2", (("2026-04-01", "2026-06-10"), ("2026-01-01", "2026-03-10"), ("2025-04-01", "2025-06-10"))),
        ("12m", (("2025-06-11", "2026-06-10"), ("2024-06-11", "2025-06-10"), ("2024-06-11", "2025-06-10"))),
    ],
)
def test_a_period_is_what_its_lines_add_up_to(period: str, spans: tuple[tuple[str, str], ...], sample_en: Path) -> None:
    """Each dimension's items and total, for the period and for both that it is held against, in plain pandas."""
    by = {
        "customer": "own_name", "product": "product", "region": "own_region", "industry": "own_industry",
        "nature": "own_nature", "source": "own_source", "channel": "channel", "customer_system": "own_customer_system",
        "salesperson": "salesperson",
    }  # fmt: skip
    with engine.open_book(sample_en) as book:
        analyse(book, as_of=dt.date(2026, 6, 10), period=period)
        rows, lines = frame(book, "tblComposition"), plain(book)
        labels = {key: tables.labels_of(book, key) for key in ("region", "industry", "nature", "source", "salesperson")}
    for dimension, column in by.items():
        mine = rows[rows["dimension"] == dimension]
        shown = lines[column].map(labels[dimension]) if dimension in labels else lines[column]
        for (start, end), amount in zip(spans, ("amount", "amount_before", "amount_year_ago"), strict=True):
            inside = lines["date"].between(start, end)
            sums = lines["net_amount"][inside].groupby(shown[inside].fillna("(not given)")).sum().round(2)
            found = mine[~mine["total"]].set_index("value")[amount]
            assert found[found != 0].to_dict() == sums[sums != 0].to_dict(), (dimension, amount)
            assert mine.loc[mine["total"], amount].tolist() == [round(lines["net_amount"][inside].sum(), 2)]
        bought = lines[lines["date"].between(*spans[0]) & (lines["net_amount"] > 0)]
        total = mine[mine["total"]].iloc[0]
        assert (total["orders"], total["customers"]) == (bought["order_no"].nunique(), bought["customer_id"].nunique())
        assert (mine["change"] - (mine["amount"] - mine["amount_before"])).abs().max() < 0.005


def test_a_group_is_its_parent_with_all_that_belong_to_it(sample_en: Path) -> None:
    """The sample's hotel has a restaurant: together they are one item, under the parent's name."""
    with engine.open_book(sample_en) as book:
        analyse(book, as_of=AS_OF, period=EVER)
        rows, lines = frame(book, "tblComposition"), plain(book)
    theirs = lines["own_name"].isin(["Qiyu Hotels", "Zhishang Restaurants"])
    found = rows[rows["dimension"] == "group"].set_index("value")["amount"]
    assert found["Qiyu Hotels"] == round(lines.loc[theirs, "net_amount"].sum(), 2)
    assert "Zhishang Restaurants" not in found


def test_what_is_overdue_stands_beside_each_class_of_credit(sample_en: Path) -> None:
    """Also of a class that bought nothing in the period; the total is that of the customers."""
    with engine.open_book(sample_en, read_only=True) as book:
        rows, customers = frame(book, "tblComposition"), frame(book, "tblCustomers")
        labels = tables.labels_of(book, "credit_terms")
    late = (
        customers.groupby(customers["credit"].map(lambda stars: labels.get(f"{stars:.0f}")))["overdue"].sum().round(2)
    )
    found = rows[rows["dimension"] == "credit"].set_index("value")["overdue"]
    assert found["Total"] == round(customers["overdue"].sum(), 2)
    assert {key: value for key, value in found.drop("Total").items() if value} == late[late > 0].to_dict()


def test_the_setting_says_the_period_and_the_argument_wins(sample_en: Path) -> None:
    """Blank is the last full month until the 5th; a running month says up to when, a closed sheet says so."""
    with engine.open_book(sample_en) as book:
        analyse(book, as_of=dt.date(2026, 6, 5))
        assert set(frame(book, "tblComposition")["period"]) == {"2026-05"}
        tables.set_name(book, "set_analysis_period", "2026Q1")
        analyse(book, as_of=AS_OF)
        for name in ("tblComposition", "tblConcentration", "tblProductAnalysis", "tblSourceAnalysis", "tblTeam"):
            assert set(frame(book, name)["period"]) == {"2026Q1"}, name
            assert set(frame(book, name)["closing"]) == {"open"}, name
        analyse(book, as_of=dt.date(2026, 6, 10), period="2026-06")
        assert set(frame(book, "tblTeam")["period"]) == {"2026-06 (to 06-10)"}


def test_a_period_that_cannot_be_read_is_refused_before_anything_is_written(sample_en: Path) -> None:
    """With the ways to write one; the book stays as it was."""
    before = sample_en.read_bytes()
    assert main(["analyse", str(sample_en), "--period", "June"]) == 1
    assert main(["analyse", str(sample_en), "--period", "2027"]) == 1
    assert sample_en.read_bytes() == before


def test_months_follow_the_day_the_books_are_closed(sample_en: Path) -> None:
    """With the 25th, June is 26 May to 25 June: composition, months and team agree with plain pandas."""
    with engine.open_book(sample_en) as book:
        tables.set_name(book, "set_month_closes_on", 25)
        analyse(book, as_of=AS_OF, period="2026-06")
        lines, rows = plain(book), frame(book, "tblComposition")
        june = round(lines.loc[lines["date"].between("2026-05-26", "2026-06-25"), "net_amount"].sum(), 2)
        assert set(rows.loc[rows["total"], "amount"]) == {june}
        months = frame(book, "tblMonthly")
        company = months[months["salesperson"].isna()].set_index("month")["amount"]
        assert company[pd.Timestamp(2026, 6, 1)] == june
        assert company[pd.Timestamp(2026, 7, 1)] == round(
            lines.loc[lines["date"].between("2026-05-26", "2026-06-30"), "net_amount"].sum() - june, 2
        )
        assert round(frame(book, "tblTeam")["amount"].sum(), 2) == june


def test_a_line_without_a_salesperson_is_the_owners_of_its_day(sample_en: Path) -> None:
    """A customer that changed hands takes no past month along, the change being typed and refreshed, or not yet."""
    with engine.open_book(sample_en) as book:
        customers, lines = frame(book, "tblCustomers"), frame(book, "tblTransactions")
        mine = lines["customer_id"] == "C00001"
        lines.loc[mine, "salesperson"] = None
        tables.write(book, "tblTransactions", lines[["salesperson"]])
        refresh(book, as_of=dt.date(2026, 6, 15), now=dt.datetime(2026, 6, 15))
        analyse(book, as_of=AS_OF, period="2026-05")
        before = frame(book, "tblTeam").set_index("salesperson")["amount"].to_dict()
        customers.loc[customers["customer_id"] == "C00001", "owner"] = "zhao"
        tables.write(book, "tblCustomers", customers[["owner"]])
        analyse(book, as_of=AS_OF, period="2026-05")
        assert frame(book, "tblTeam").set_index("salesperson")["amount"].to_dict() == before
        refresh(book, as_of=AS_OF, now=dt.datetime(2026, 6, 30))
        history = frame(book, "tblOwnerHistory")
        assert history[["customer_id", "before", "after"]].values.tolist() == [["C00001", "lin", "zhao"]]
        assert history["from_on"].tolist() == [pd.Timestamp(AS_OF)]
        analyse(book, as_of=AS_OF, period="2026-05")
        assert frame(book, "tblTeam").set_index("salesperson")["amount"].to_dict() == before
        refresh(book, as_of=AS_OF, now=dt.datetime(2026, 6, 30))
        refresh(book, as_of=dt.date(2026, 1, 1), now=dt.datetime(2026, 6, 30))
        assert len(frame(book, "tblOwnerHistory")) == 1  # a second run and a look back add nothing
        order = {"customer_id": ["C00001"], "amount": [77.0], "date": pd.to_datetime(["2026-07-01"])}
        tables.append(book, "tblTransactions", pd.DataFrame(order))
        analyse(book, as_of=dt.date(2026, 7, 8), period="2026-07")
        assert frame(book, "tblTeam").set_index("salesperson")["amount"].to_dict()["zhao"] == 77.0


def test_the_samples_lines_with_another_salesperson_are_that_persons(sample_en: Path) -> None:
    """Ten lines of the northwest were sold by He before Luo had the region."""
    with engine.open_book(sample_en) as book:
        lines = plain(book)
        differ = lines[lines["salesperson"] != lines["own_owner"]]
        assert len(differ) == 10
        span = f"{differ['date'].min():%Y-%m-%d}..{differ['date'].max():%Y-%m-%d}"
        analyse(book, as_of=AS_OF, period=span)
        inside = lines[lines["date"].between(differ["date"].min(), differ["date"].max())]
        sums = inside.groupby("salesperson")["net_amount"].sum().round(2)
        found = frame(book, "tblTeam").set_index("salesperson")["amount"]
        assert found[found != 0].to_dict() == sums.to_dict()
        assert found["he"] > inside.loc[inside["own_owner"] == "he", "net_amount"].sum()


def test_the_pareto_picture_reads_what_the_customers_add_up_to(sample_en: Path) -> None:
    """A real chart on the sheet of the table of concentration; its block is the curve of the period's customers."""
    with engine.open_book(sample_en) as book:
        analyse(book, as_of=AS_OF, period="2025")
        cells = book.names["data_pareto"].refers_to_range.value
        rows, lines = frame(book, "tblComposition"), plain(book)
        book.save()
    inside = lines[lines["date"].dt.year == 2025]
    sums = inside.groupby("customer_id")["net_amount"].sum().sort_values(ascending=False)
    sold = sums[sums > 0]
    assert [label for label, _ in cells] == [f"{5 * n}%" for n in range(1, 21)]
    shares = [0.0, *(sold.cumsum() / sold.sum())]
    for n, (_, share) in enumerate(cells, start=1):
        below, part = divmod(n / 20 * len(sold), 1)
        at = int(below)
        then = shares[at] + (part * (shares[at + 1] - shares[at]) if part > 1e-9 else 0)
        assert share == pytest.approx(then)
    assert len(rows[(rows["dimension"] == "customer") & (rows["amount"] > 0) & ~rows["total"]]) == len(sold)
    written = openpyxl.load_workbook(sample_en)
    sheet: Any = next(one for one in written.worksheets if "tblConcentration" in one.tables)
    assert len(sheet._charts) == 2  # this one, and the regions over the years
