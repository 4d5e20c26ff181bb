"""refresh: what it writes, what it keeps, what it says."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest

from macros.analyses.analyse import analyse
from macros.counting.refresh import NO_NAME, refresh
from workbook import engine, second_process, tables
from workbook.engine import columns
from workbook.engine.book import background_writing
from workbook.engine.book.changed_parts import rewriting
from workbook.schema.home import FIGURES, FIRST_TODAY, HOME_TILES, TILES, TODAY_ROWS

AS_OF = dt.date(2026, 6, 30)
NOW = dt.datetime(2026, 7, 1, 8, 30)


def frame(book: Any, table: str) -> pd.DataFrame:
    """A table's rows."""
    return tables.read(book, table).frame


def test_the_user_s_columns_of_a_reminder_survive(sample_en: Path) -> None:
    """Status, postponement and notes stay with their reminder through a refresh on a later day."""
    with engine.open_book(sample_en) as book:
        before = frame(book, "tblReminders")
        key = before.loc[before["kind"] == "decline", "key"].iloc[0]
        mine = before.assign(
            status=before["status"].mask(before["key"] == key, "done"),
            notes=before["notes"].mask(before["key"] == key, "They moved; call in May"),
        )
        tables.write(book, "tblReminders", mine[["status", "notes"]])
        refresh(book, as_of=dt.date(2026, 7, 15), now=NOW)
        after = frame(book, "tblReminders").set_index("key").loc[key]
        assert (after["status"], after["notes"]) == ("done", "They moved; call in May")
        today = frame(book, "tblToday")
        assert not today["keys"].str.contains(key, regex=False).any()


def test_the_list_of_the_day_is_worked_where_it_stands(sample_en: Path) -> None:
    """What is typed on Today closes the reminders of its row, and the next customer moves up; a second refresh changes
    nothing. A note alone stays on both lists."""
    with engine.open_book(sample_en) as book:
        before = frame(book, "tblToday")
        at = int(before["keys"].str.contains("\n").to_numpy().argmax())  # the first customer with several reminders
        done, noted = before.loc[at], before.loc[at + 1]
        said = pd.DataFrame({"status": ["done"], "notes": ["They pay on Friday"]}, index=[at])
        tables.write_rows(book, "tblToday", said)
        tables.write_rows(book, "tblToday", pd.DataFrame({"notes": ["call after lunch"]}, index=[at + 1]))
        refresh(book, as_of=AS_OF, now=NOW)
        reminders, after = frame(book, "tblReminders").set_index("key"), frame(book, "tblToday")
        keys = str(done["keys"]).splitlines()
        assert len(keys) > 1
        assert set(reminders.loc[keys, "status"]) == {"done"}
        assert reminders.loc[keys[0], "notes"] == "They pay on Friday"
        assert done["customer_id"] not in set(after["customer_id"])
        assert (after.loc[at, "customer_id"], after.loc[at, "notes"]) == (noted["customer_id"], "call after lunch")
        assert len(after) == len(before)
        again = frame(book, "tblReminders")
        refresh(book, as_of=AS_OF, now=NOW)
        pd.testing.assert_frame_equal(frame(book, "tblReminders"), again)
        pd.testing.assert_frame_equal(frame(book, "tblToday"), after)


def test_a_day_typed_on_today_survives_every_refresh(sample_en: Path) -> None:
    """Also one as of an earlier day, and one ahead: the postponement stands on the reminders, and on the list again as
    soon as its day has come."""
    until = pd.Timestamp(2026, 7, 20)
    with engine.open_book(sample_en) as book:
        refresh(book, as_of=AS_OF, now=NOW)
        listed = frame(book, "tblToday")
        typed = listed[["status", "postponed_until", "notes"]].astype("object")
        typed.loc[1, "status"], typed.loc[1, "postponed_until"], typed.loc[1, "notes"] = "postponed", until, "in July"
        keys = str(listed["keys"][1]).split("\n")
        tables.write(book, "tblToday", typed.astype(listed.dtypes[["status", "postponed_until", "notes"]].to_dict()))
        for day in (AS_OF, dt.date(2026, 6, 1), AS_OF, dt.date(2026, 7, 10), dt.date(2026, 6, 29), AS_OF):
            refresh(book, as_of=day, now=NOW)
            kept = frame(book, "tblReminders").set_index("key").loc[keys]
            assert set(kept["postponed_until"]) == {until}, day
            assert set(kept["status"]) == {"postponed"}
            assert not set(keys) & set("\n".join(frame(book, "tblToday")["keys"].dropna()).split("\n")), day
        refresh(book, as_of=dt.date(2026, 7, 20), now=NOW)
        again = "\n".join(frame(book, "tblToday")["keys"].dropna()).split("\n")
        assert set(keys) & set(again)


def test_today_is_for_one_salesperson_where_the_settings_say_so(sample_en: Path) -> None:
    """Blank is everybody."""
    with engine.open_book(sample_en) as book:
        everybody = set(frame(book, "tblToday")["owner"])
        one = sorted(everybody)[0]
        tables.set_name(book, "set_today_owner", tables.labels_of(book, "salesperson")[one])
        said = refresh(book, as_of=AS_OF, now=NOW).sentences("en")
        assert set(frame(book, "tblToday")["owner"]) == {one} < everybody
        assert any(line.startswith("Today lists what is ") for line in said)


def test_a_reminder_that_ended_goes_to_history_with_its_notes(sample_en: Path) -> None:
    """An order ends the decline; the note made then is kept."""
    with engine.open_book(sample_en) as book:
        before = frame(book, "tblReminders")
        decline = before[before["kind"] == "decline"].iloc[0]
        noted = before.assign(notes=before["notes"].mask(before["key"] == decline["key"], "call again"))
        tables.write(book, "tblReminders", noted[["notes"]])
        order = {"customer_id": [decline["customer_id"]], "amount": [100.0], "date": pd.to_datetime(["2026-07-10"])}
        tables.append(book, "tblTransactions", pd.DataFrame(order))
        refresh(book, as_of=dt.date(2026, 7, 15), now=NOW)
        assert decline["key"] not in set(frame(book, "tblReminders")["key"])
        ended = frame(book, "tblReminderHistory").set_index("key").loc[decline["key"]]
        assert ended["notes"] == "call again"
        assert ended["ended_on"] == pd.Timestamp(2026, 7, 15)


def test_a_grade_change_is_a_row_of_history_and_a_second_run_adds_none(sample_en: Path) -> None:
    """One row a change; looking back with an older day writes nothing."""
    with engine.open_book(sample_en) as book:
        rows = len(frame(book, "tblGradeHistory"))
        order = {"customer_id": ["C00005"], "amount": [9e6], "date": pd.to_datetime(["2026-06-30"])}
        tables.append(book, "tblTransactions", pd.DataFrame(order))
        refresh(book, as_of=AS_OF, now=NOW)
        history = frame(book, "tblGradeHistory")
        own = history[history["customer_id"] == "C00005"].iloc[-1]
        assert (own["before"], own["after"]) == ("B", "A")
        grown = len(history)
        assert grown > rows
        refresh(book, as_of=AS_OF, now=NOW)
        refresh(book, as_of=dt.date(2025, 1, 1), now=NOW)
        assert len(frame(book, "tblGradeHistory")) == grown


def test_an_earlier_day_changes_no_history(sample_en: Path) -> None:
    """Back to an earlier day and forward again: no reminder has ended, and what the user typed stands beside it."""
    tables_of = ("tblReminders", "tblReminderHistory", "tblGradeHistory", "tblStageHistory", "tblCreditChanges")
    with engine.open_book(sample_en) as book:
        refresh(book, as_of=AS_OF, now=NOW)
        mine = frame(book, "tblReminders")
        words = mine.assign(status="postponed", postponed_until=pd.Timestamp(2026, 9, 1), notes=mine["key"])
        tables.write(book, "tblReminders", words[["status", "postponed_until", "notes"]])
        analyse(book, as_of=AS_OF)
        before = {name: frame(book, name) for name in tables_of}
        told = refresh(book, as_of=dt.date(2026, 1, 15), now=NOW)
        analyse(book, as_of=dt.date(2026, 1, 15))
        assert "0 ended" in told.lines[2].en
        assert any("look back" in line.en for line in told.lines)
        assert set(before["tblReminders"]["key"]) <= set(frame(book, "tblReminders")["key"])
        forward = refresh(book, as_of=AS_OF, now=NOW)
        assert "0 ended" in forward.lines[2].en
        for name, rows in before.items():
            pd.testing.assert_frame_equal(frame(book, name), rows, obj=name)


def test_today_is_no_look_back(sample_en: Path) -> None:
    """Somebody looked ahead; without a day asked for, today counts as ever."""
    with engine.open_book(sample_en) as book:
        tables.set_name(book, "set_as_of", None)
        refresh(book, as_of=dt.date(2099, 1, 1), now=NOW)
        assert not any("look back" in line.en for line in refresh(book, now=NOW).lines)
        yesterday = dt.date.today() - dt.timedelta(days=1)  # noqa: DTZ011 - as the command reads it
        assert any("look back" in line.en for line in refresh(book, as_of=yesterday, now=NOW).lines)


def test_totals_reconcile_with_an_order_of_nobody(sample_en: Path) -> None:
    """Sheet = customers + unassigned, and the report says how many lines name nobody."""
    with engine.open_book(sample_en) as book:
        order = {"customer_id": ["Nobody Ltd"], "amount": [1234.56], "date": pd.to_datetime(["2026-06-01"])}
        tables.append(book, "tblTransactions", pd.DataFrame(order))
        report = refresh(book, as_of=AS_OF, now=NOW)
        total = frame(book, "tblCustomers")["total_amount"].sum() + 1234.56
        assert report.figures["amount"] == pytest.approx(total, abs=0.005)
        assert report.figures["unassigned"] == 1234.56
        assert any("1 order lines" in line.en and "1,234.56" in line.en for line in report.lines)


def test_new_rows_get_numbers_and_identifiers(sample_en: Path) -> None:
    """A customer typed without a number has one after a refresh."""
    with engine.open_book(sample_en) as book:
        tables.append(book, "tblCustomers", pd.DataFrame({"name": ["Newcomer"], "kind": ["company"]}))
        refresh(book, as_of=AS_OF, now=NOW)
        row = frame(book, "tblCustomers").set_index("name").loc["Newcomer"]
        assert row["customer_id"] == "C00041"
        assert len(row["row_id"]) == 16


def test_the_home_sheet_shows_every_figure_and_the_moment(sample_en: Path) -> None:
    """No figure is left blank; the stamp is the moment given."""
    with engine.open_book(sample_en) as book:
        refresh(book, as_of=dt.date(2026, 8, 1), now=NOW)
        for figure in FIGURES:
            assert tables.get_name(book, figure.range_name) is not None, figure.key
        assert tables.get_name(book, "stamp_refreshed_at") == NOW
        assert tables.get_name(book, "stamp_refreshed_as_of") == dt.datetime(2026, 8, 1)


def test_the_tiles_and_the_first_rows_of_today_are_on_the_home_sheet(sample_en: Path) -> None:
    """What the tiles count is what the tables show: overdue money of the customers, the month of the analysis."""
    with engine.open_book(sample_en) as book:
        refresh(book, as_of=AS_OF, now=NOW)
        tiles = book.names[HOME_TILES].refers_to_range.value
        at = {tile.key: tile.at for tile in TILES}
        assert tiles[0][at["overdue"]] == frame(book, "tblCustomers")["overdue"].sum()
        monthly = frame(book, "tblMonthly")
        june = monthly[monthly["salesperson"].isna() & (monthly["month"] == pd.Timestamp(2026, 6, 1))].iloc[0]
        assert tiles[0][at["month"]] == june["amount"]
        assert tiles[0][at["target"]] == pytest.approx(june["attainment"], abs=0.0001)
        assert tiles[0][at["year"]] == pytest.approx(june["growth"], abs=0.0001)
        rows, listed = book.names[FIRST_TODAY].refers_to_range.value, frame(book, "tblToday")
        names = listed["customer_name"].where(listed["customer_name"] != NO_NAME, listed["why"]).tolist()
        assert [row[0] for row in rows] == names[:TODAY_ROWS]
        phones = listed["phone"].astype(object).where(listed["phone"].notna(), None).tolist()
        assert [row[3] for row in rows[1:]] == phones[1:TODAY_ROWS]


def test_orders_visits_and_payments_open_at_their_newest_rows(sample_en: Path) -> None:
    """After a refresh too: the empty row below the last is chosen and in sight, the home sheet stays in front, and a
    second refresh changes nothing of it."""
    new = pd.DataFrame(
        {"customer_id": ["C00001"] * 40, "amount": [1.0] * 40, "date": pd.to_datetime(["2026-06-01"] * 40)}
    )
    with engine.open_book(sample_en) as book:
        tables.append(book, "tblTransactions", new)
        refresh(book, as_of=AS_OF, now=NOW)
        book.save()
    shown: Any = openpyxl.load_workbook(sample_en)
    assert shown.active.title == "Home"
    for title in ("Transactions", "Visits", "Payments"):
        sheet = shown[title]
        (table,) = sheet.tables.values()
        last = int(table.ref.rsplit(":", 1)[1].lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
        chosen = [one.activeCell for one in sheet.sheet_view.selection if one.pane == sheet.sheet_view.pane.activePane]
        assert [re.sub("[A-Z]", "", str(one)) for one in chosen] == [str(last + 1)], title
        top = int(re.sub("[A-Z]", "", sheet.sheet_view.pane.topLeftCell))
        assert last - 10 <= top <= last
    with engine.open_book(sample_en) as book:
        refresh(book, as_of=AS_OF, now=NOW)
        assert not tables.may_have_changed(book)


def test_as_of_is_the_argument_then_the_setting(sample_en: Path) -> None:
    """What is given wins over what is set."""
    with engine.open_book(sample_en) as book:
        assert "2026-06-30" in refresh(book, now=NOW).lines[0].en
        tables.set_name(book, "set_as_of", dt.date(2026, 5, 1))
        assert "2026-05-01" in refresh(book, now=NOW).lines[0].en
        assert "2026-06-01" in refresh(book, as_of=dt.date(2026, 6, 1), now=NOW).lines[0].en


def test_an_empty_book_refreshes(empty_zh: Path) -> None:
    """Nothing to count is no trouble."""
    with engine.open_book(empty_zh) as book:
        report = refresh(book, as_of=AS_OF, now=NOW)
        assert report.figures["customers"] == 0
        assert report.findings == ()


def test_progress_goes_up_to_the_end(sample_en: Path) -> None:
    """A bar never goes back."""
    shares: list[float] = []
    with engine.open_book(sample_en) as book:
        refresh(book, as_of=AS_OF, now=NOW, progress=lambda _, share: shares.append(share))
    assert shares == sorted(shares)
    assert shares[-1] == 1.0


def test_what_is_announced_is_what_is_written(sample_zh: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the orders' sheet another process makes exactly what this one comes to."""
    with engine.open_book(sample_zh) as book:
        orders = frame(book, "tblTransactions")
        tables.write(book, "tblTransactions", orders[["net_amount"]].assign(net_amount=0.0))
        book.save()
    monkeypatch.setattr(background_writing, "WORTH", 1)
    monkeypatch.setattr(second_process, "can_start", lambda: True)
    with engine.open_book(sample_zh) as book:
        refresh(book, as_of=AS_OF, now=NOW)
        begun = book.impl.document.begun
        assert begun is not None
        sheet = book.impl.document.open_sheet(begun.part)
        assert sheet is columns.find_table(book, "tblTransactions").sheet
        assert rewriting(sheet) == begun.what
        book.save()
    monkeypatch.setattr(second_process, "can_start", lambda: False)
    with engine.open_book(sample_zh) as book:
        pd.testing.assert_series_equal(frame(book, "tblTransactions")["net_amount"], orders["net_amount"])


def test_who_has_left_is_in_no_reminder(sample_en: Path) -> None:
    """A birthday that was told before is gone; today names somebody else of the customer."""
    with engine.open_book(sample_en) as book:
        refresh(book)
        told = tables.read(book, "tblReminders").frame
        greeted = told.loc[told["kind"].eq("birthday"), ["customer_id", "contact"]].iloc[0]
        contacts = tables.read(book, "tblContacts").frame
        at = contacts.index[contacts["name"].eq(greeted["contact"])]
        tables.write_rows(book, "tblContacts", pd.DataFrame({"status": "left"}, index=at, dtype="str"))
        refresh(book)
        for name in ("tblReminders", "tblToday"):
            assert greeted["contact"] not in tables.read(book, name).frame["contact"].tolist()


def figures(book: Any) -> list[float]:
    customers = tables.read(book, "tblCustomers").frame
    return [float(customers[key].iloc[1]) for key in ("order_count", "total_amount")]


def test_a_part_of_a_name_counts_for_its_customer(sample_en: Path) -> None:
    """As its number would; the name is shown beside it."""
    with engine.open_book(sample_en) as book:
        lines = tables.read(book, "tblTransactions").frame
        mine = lines.index[lines["customer_id"].eq("C00002")]
        before = figures(book)
        tables.write_rows(book, "tblTransactions", pd.DataFrame({"customer_id": "Hedu Sm"}, index=mine, dtype="str"))
        refresh(book)
        assert figures(book) == before
        assert set(tables.read(book, "tblTransactions").frame.loc[mine, "customer_name"]) == {"Hedu Smart Homes"}
