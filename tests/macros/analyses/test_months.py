"""The sheets by month: the forecast of company, salespeople, regions and product categories, held against the rows."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from macros.analyses.analyse import analyse
from macros.month_end import report_facts
from macros.month_end.report import report_of
from workbook import engine, tables
from workbook.rules.sales.forecast import Forecast, forecast

AS_OF = dt.date(2026, 6, 30)


def frame(book: Any, table: str) -> pd.DataFrame:
    """A table's rows."""
    return tables.read(book, table).frame


def plain(book: Any) -> pd.DataFrame:
    """The order lines as anybody would add them up: trade only, with region, category and month beside each."""
    lines = frame(book, "tblTransactions")
    lines = lines[~lines["kind"].isin(["sample", "gift"])]
    customers = frame(book, "tblCustomers")[["customer_id", "region"]].rename(columns={"region": "own_region"})
    products = frame(book, "tblProducts")[["name", "category"]].rename(columns={"name": "product"})
    found = lines.merge(customers, on="customer_id", how="left").merge(products, on="product", how="left")
    return found.assign(month=found["date"].dt.to_period("M"))


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("day", [AS_OF, dt.date(2026, 5, 12)])
def test_a_forecast_is_the_rules_on_what_was_sold_by_month(
    lang: str, day: dt.date, request: pytest.FixtureRequest
) -> None:
    """Every value of every dimension, by plain sums of the rows before the first month forecast; labels in the book's
    language."""
    with engine.open_book(request.getfixturevalue(f"sample_{lang}")) as book:
        analyse(book, as_of=day)
        rows, lines = frame(book, "tblForecast"), plain(book)
        labels = {key: tables.labels_of(book, key) for key in ("region", "salesperson")}
    first = pd.Period("2026-07" if day == AS_OF else "2026-05", "M")
    assert rows["month"].dt.to_period("M").unique().tolist() == list(
        pd.period_range(first, "2026-09" if day == AS_OF else "2026-08", freq="M")
    )
    lines = lines[lines["month"] < first]
    assert set(rows["dimension"]) == {"company", "salesperson", "region", "category"}
    shown = {
        "company": pd.Series("全公司" if lang == "zh" else "Whole company", index=lines.index),
        "salesperson": lines["salesperson"].map(labels["salesperson"]),
        "region": lines["own_region"].map(labels["region"]),
        "category": lines["category"],
    }
    for dimension, value in rows[["dimension", "value"]].drop_duplicates().itertuples(index=False):
        own = rows[(rows["dimension"] == dimension) & (rows["value"] == value)]
        mine = lines[shown[dimension] == value]
        sums = mine.groupby("month")["net_amount"].sum()
        every = sums.reindex(pd.period_range(sums.index.min(), first - 1, freq="M"), fill_value=0.0).round(2)
        made = forecast(every.tolist(), len(own))
        assert isinstance(made, Forecast)
        assert set(own["method"]) == {made.method}, (dimension, value)
        assert own["amount"].tolist() == pytest.approx(made.amounts, abs=0.006)
        assert own["low"].tolist() == pytest.approx(made.lows, abs=0.006)
        assert own["high"].tolist() == pytest.approx(made.highs, abs=0.006)
        assert own["error"].tolist() == pytest.approx([made.error] * len(own), abs=0.0001)
        assert own["last_amount"].tolist() == pytest.approx([every.iloc[-1]] * len(own), abs=0.006)
        assert own["last_forecast"].tolist() == pytest.approx([made.last] * len(own), abs=0.006)


@pytest.mark.parametrize("day", [AS_OF, dt.date(2026, 6, 10)])
def test_the_book_has_one_forecast(day: dt.date, sample_en: Path) -> None:
    """The months sheet shows the company's and the salespeople's of the forecast sheet, and none of months gone."""
    with engine.open_book(sample_en) as book:
        analyse(book, as_of=day)
        months, rows = frame(book, "tblMonthly"), frame(book, "tblForecast")
        label = tables.labels_of(book, "salesperson")
    shown = months[months["forecast"].notna()]
    mine = {
        (label.get(person, "Whole company"), month): amount
        for person, month, amount in shown[["salesperson", "month", "forecast"]].itertuples(index=False)
    }
    theirs = rows[rows["dimension"].isin(["company", "salesperson"])]
    assert mine == {(value, month): amount for value, month, amount in theirs[["value", "month", "amount"]].to_numpy()}
    assert shown["month"].min() == pd.Timestamp(2026, 7 if day == AS_OF else 6, 1)


def test_the_month_report_expects_what_the_forecast_sheet_says(sample_en: Path) -> None:
    """Of the month after a full one: the company's page and a salesperson's, with their targets."""
    with engine.open_book(sample_en, read_only=True) as book:
        rows = frame(book, "tblForecast")
        inputs = report_facts.read_inputs(book, "2026-06", AS_OF)
        made = {
            value: report_of(book, inputs, key).totals
            for key, value in ((None, "Whole company"), ("lin", "Lin Zhixia"))
        }
        names = tables.labels_of(book, "salesperson")
    july = rows[rows["month"] == pd.Timestamp(2026, 7, 1)].set_index("value")
    assert names["lin"] == "Lin Zhixia"
    for value, totals in made.items():
        said = july.loc[value]
        assert (totals["next_forecast"], totals["next_target"]) == (said["amount"], said["target"])


def test_a_regions_target_is_no_part_of_the_companys(sample_en: Path) -> None:
    """It stands beside the region's forecast; the company's and the team's are what the salespeople's add up to."""
    with engine.open_book(sample_en, read_only=True) as book:
        rows, targets = frame(book, "tblForecast"), frame(book, "tblTargets")
        months, team = frame(book, "tblMonthly"), frame(book, "tblTeam")
        labels = tables.labels_of(book, "region")
    july = pd.Timestamp(2026, 7, 1)
    mine = targets[targets["month"] == july]
    people = mine.loc[mine["salesperson"].notna(), "amount"].sum()
    company = rows[(rows["dimension"] == "company") & (rows["month"] == july)].iloc[0]
    assert company["target"] == people
    assert company["attainment"] == pytest.approx(company["amount"] / people)
    assert months.loc[months["salesperson"].isna() & (months["month"] == july), "target"].tolist() == [people]
    assert team["target"].sum() == people
    regions = rows[(rows["dimension"] == "region") & (rows["month"] == july)].set_index("value")["target"].dropna()
    own = mine[mine["region"].notna()]
    assert len(own)
    assert regions.to_dict() == dict(zip(own["region"].map(labels), own["amount"], strict=True))


def test_opportunities_stand_in_the_month_they_are_expected_to_close(sample_en: Path) -> None:
    """By owner and by the customer's region; what has no month ahead is told beside the company."""
    with engine.open_book(sample_en) as book:
        deals = frame(book, "tblOpportunities")
        deals.loc[0, "expected_close"] = pd.Timestamp(2026, 5, 1)
        tables.write(book, "tblOpportunities", deals[["expected_close"]])
        analyse(book, as_of=AS_OF)
        rows = frame(book, "tblForecast")
        chances = tables.read_list(book, "stage").set_index("key")["probability"]
        customers = frame(book, "tblCustomers").set_index("customer_id")
        labels = {key: tables.labels_of(book, key) for key in ("region", "salesperson")}
    deals = deals[deals["state"] == "open"]
    deals = deals.assign(
        month=deals["expected_close"].dt.to_period("M").dt.to_timestamp(),
        worth=(deals["amount"] * deals["probability"].fillna(deals["stage"].map(chances))).round(2),
        salesperson=deals["owner"].map(labels["salesperson"]),
        region=deals["customer_id"].map(customers["region"]).map(labels["region"]),
        company="Whole company",
    )
    assert rows.loc[rows["dimension"] == "category", "weighted"].isna().all()
    for dimension in ("company", "salesperson", "region"):
        found = rows[(rows["dimension"] == dimension) & rows["weighted"].notna()]
        expected = (
            deals[deals["month"].between("2026-07-01", "2026-09-30")].groupby([dimension, "month"])["worth"].sum()
        )
        assert len(expected)
        assert found.set_index(["value", "month"])["weighted"].sort_index().to_dict() == expected.to_dict()
    first = str(rows["sentence"].iloc[0])
    assert first.endswith("; opportunities left out, having no expected close or a past one: 1")
    assert not rows["sentence"].iloc[1:].str.contains("past one").any()


def test_what_the_stage_history_measured_goes_before_what_the_list_declares(sample_en: Path) -> None:
    """Ten decided ones of a stage, four of them won: an open one without a typed chance counts four tenths."""
    with engine.open_book(sample_en) as book:
        count, stage = 10, "needs"
        customer = frame(book, "tblCustomers")["customer_id"].iloc[0]
        more = pd.DataFrame(
            {
                "opportunity_id": [f"X{n}" for n in range(count + 1)],
                "customer_id": customer,
                "title": [f"Deal {n}" for n in range(count + 1)],
                "state": ["won"] * 4 + ["lost"] * 6 + ["open"],
                "stage": stage,
                "amount": 1_000.0,
                "expected_close": pd.to_datetime(["2026-08-15"] * (count + 1)),
            }
        )
        tables.append(book, "tblOpportunities", more)
        seen = more.loc[: count - 1, ["opportunity_id", "customer_id"]].assign(
            after=stage, as_of=pd.Timestamp(2026, 1, 31)
        )
        tables.append(book, "tblStageHistory", seen)
        before = frame(book, "tblForecast")
        analyse(book, as_of=AS_OF)
        after = frame(book, "tblForecast")
        for _ in range(2):
            again = frame(book, "tblForecast")
            analyse(book, as_of=AS_OF)
            pd.testing.assert_frame_equal(
                again.drop(columns="row_id"), frame(book, "tblForecast").drop(columns="row_id")
            )
    august = after.index[(after["dimension"] == "company") & (after["month"] == pd.Timestamp(2026, 8, 1))][0]
    was = before.loc[before["month"] == pd.Timestamp(2026, 8, 1), "weighted"].iloc[0]
    assert "by stage history" in after.loc[august, "sentence"]
    earlier = {"needs": 0.2, "contact": 0.1}  # what the list declares for the stages that the ten came through
    deals = frame_of_open(sample_en, "2026-08")
    moved = sum(float(amount) * (0.4 - earlier.get(stage_, 0.4)) for stage_, amount in deals)
    assert after.loc[august, "weighted"] == pytest.approx(was + 400.0 + moved)


def frame_of_open(path: Path, month: str) -> list[tuple[str, float]]:
    """Stage and amount of the sample's open opportunities that close in a month and have no typed chance."""
    with engine.open_book(path, read_only=True) as book:
        deals = frame(book, "tblOpportunities")
    mine = deals[(deals["state"] == "open") & (deals["expected_close"].dt.strftime("%Y-%m") == month)]
    mine = mine[mine["probability"].isna()]
    return list(zip(mine["stage"].astype(str), mine["amount"], strict=True))


def test_who_is_new_or_gone_is_told_why_there_is_no_forecast(sample_en: Path) -> None:
    """One with two months of orders, one who last sold a year and a half ago; who sold nothing for longer, and has no
    target, has no row."""
    with engine.open_book(sample_en) as book:
        days = ["2026-05-04", "2026-06-04", "2025-01-10", "2024-05-01"]
        people = ["New Person", "New Person", "Old Person", "Gone Person"]
        lines = {
            "customer_id": ["C00001"] * 4,
            "amount": [10.0] * 4,
            "date": pd.to_datetime(days),
            "salesperson": people,
        }
        tables.append(book, "tblTransactions", pd.DataFrame(lines))
        analyse(book, as_of=AS_OF)
        rows = frame(book, "tblForecast")
        months = frame(book, "tblMonthly")
    told = rows[rows["dimension"] == "salesperson"].set_index("value")["sentence"]
    assert told["New Person"] == "Cannot be forecast: only 2 of the 3 full months of orders that it takes"
    assert told["Old Person"] == "Cannot be forecast: no net amount in the last twelve months"
    assert "Gone Person" not in told.index
    assert np.isnan(months.loc[months["salesperson"] == "New Person", "forecast"]).all()
