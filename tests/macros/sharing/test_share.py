"""share: who gets which rows and columns, what the copy says of itself, and when nothing is handed out."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from macros.counting.refresh import refresh
from macros.desk.entry import enter
from macros.hosts.command_line import main
from macros.sharing import bases, leak_scan
from macros.sharing.share import share
from tests.macros.lead_lists import opened
from workbook import engine, second_process, tables
from workbook.errors import BookError, InputError
from workbook.rules.sharing import outgoing
from workbook.schema.confidential import Audience

NOW = dt.datetime(2026, 7, 1, 9, 0)


def only(folder: Path) -> Path:
    """The one copy in a folder."""
    (made,) = folder.glob("*.xlsm")
    return made


def frames(path: Path, *names: str) -> list[pd.DataFrame]:
    """Tables of a closed book."""
    with engine.open_book(path, read_only=True) as book:
        return [tables.read(book, name).frame for name in names]


def name_of(path: Path, name: str) -> Any:
    """A named cell of a closed book."""
    with engine.open_book(path, read_only=True) as book:
        return tables.get_name(book, name)


def share_one(path: Path, folder: Path, **more: Any) -> Path:
    """Zhao's copy of a book."""
    with opened(path) as book:
        share(book, to=folder, now=NOW, **({"owner": "赵远航"} | more))
    return only(folder)


def test_a_copy_holds_the_own_customers_and_what_hangs_on_them(sample_zh: Path, tmp_path: Path) -> None:
    """Contacts, orders, visits of the own customers, all products; nothing that hangs on another's."""
    made = share_one(sample_zh, tmp_path / "out")
    customers, contacts, orders, visits, products = frames(
        made, "tblCustomers", "tblContacts", "tblTransactions", "tblVisits", "tblProducts"
    )
    every, all_orders, all_products = frames(sample_zh, "tblCustomers", "tblTransactions", "tblProducts")
    own = set(every.loc[every["owner"] == "zhao", "customer_id"])
    assert set(customers["customer_id"]) == own
    for rows in (contacts, orders, visits):
        assert len(rows)
        assert set(rows["customer_id"]) <= own
    assert len(orders) == all_orders["customer_id"].isin(own).sum()
    assert len(products) == len(all_products)


def test_a_copy_has_the_prices_of_its_customers_and_of_nobody_else(sample_zh: Path, tmp_path: Path) -> None:
    """A level's or everybody's are everybody's to know; what was agreed with another's customer is not."""
    [listed] = frames(share_one(sample_zh, tmp_path / "out", owner="lin"), "tblPriceList")
    every, customers = frames(sample_zh, "tblPriceList", "tblCustomers")
    own = set(customers.loc[customers["owner"] == "lin", "customer_id"])
    agreed = every["customer_id"].dropna()
    assert len(listed) == every["customer_id"].isna().sum() + agreed.isin(own).sum()
    assert 0 < agreed.isin(own).sum() < len(agreed)
    assert set(listed["customer_id"].dropna()) <= own


def test_mobiles_go_and_costs_stay(sample_zh: Path, tmp_path: Path) -> None:
    """How to reach the customer is in it; cost, bank account, identity and home are not, in any row."""
    made = share_one(sample_zh, tmp_path / "out")
    customers, contacts, orders, products, family = frames(
        made, "tblCustomers", "tblContacts", "tblTransactions", "tblProducts", "tblFamily"
    )
    assert contacts["mobile"].notna().any()
    for frame, keys in (
        (orders, ["cost"]),
        (products, ["cost"]),
        (customers, ["bank_account"]),
        (contacts, ["id_number", "home_address", "religion", "income_level", "card_number", "body_size", "at_home"]),
    ):
        assert frame[keys].isna().all(axis=None)
    assert family.empty


def test_a_copy_has_its_figures_and_says_whose_it_is(sample_zh: Path, tmp_path: Path) -> None:
    """Refreshed: grades, reminders, today; the home sheet names owner and day; every active name is listed (报备)."""
    made = share_one(sample_zh, tmp_path / "out")
    customers, today, registered, journal = frames(made, "tblCustomers", "tblToday", "tblRegistered", "tblJournal")
    assert customers["grade"].notna().all()
    assert len(today)
    every = frames(sample_zh, "tblCustomers")[0]
    assert set(registered["name"]) == set(every.loc[~every["archived"], "name"])
    assert set(registered.columns) - {"row_id"} == {"name", "owner", "created_on"}
    assert journal.empty
    said = str(name_of(made, "home_banner"))
    assert "赵远航" in said
    assert "2026-07-01" in said
    assert "新-赵-001" in said


def test_new_rows_of_a_copy_get_provisional_numbers(sample_zh: Path, tmp_path: Path) -> None:
    """Customer and order number show that they are a copy's."""
    made = share_one(sample_zh, tmp_path / "out")
    with opened(made) as copy:
        enter(copy, form="customer", cells={"name": "杭州新月灯饰有限公司", "contact": "张三"}, now=NOW)
        enter(copy, form="order", cells={"customer_id": "新-赵-001"}, lines={"P0001": "2"}, now=NOW)
        customers = tables.read(copy, "tblCustomers").frame
        orders = tables.read(copy, "tblTransactions").frame
    assert customers["customer_id"].iloc[-1] == "新-赵-001"
    assert str(orders["order_no"].iloc[-1]).startswith("赵T")


def test_a_copy_refreshes_without_a_word_of_what_is_missing(sample_zh: Path, tmp_path: Path) -> None:
    """A second refresh of a fresh copy changes nothing."""
    made = share_one(sample_zh, tmp_path / "out")
    with engine.open_book(made) as copy:
        refresh(copy, now=NOW)
        assert not engine.has_changes(copy)


def test_the_book_remembers_what_it_handed_out(sample_zh: Path, tmp_path: Path) -> None:
    """Who, when, how much; and the values, cell by cell, after masking."""
    with opened(sample_zh) as book:
        share(book, owner="zhao", to=tmp_path / "out", now=NOW)
        handed = tables.read(book, "tblHandouts").frame
        [row] = handed.to_dict("records")
        assert (row["owner"], row["handed_on"], row["customers"]) == ("zhao", pd.Timestamp(NOW), 10)
        kept = bases.read(tables.read(book, "tblBases").frame, row["handout_id"])
        assert kept is not None
    base = kept[0]["tblCustomers"]
    [customers] = frames(only(tmp_path / "out"), "tblCustomers")
    assert base["row_id"].tolist() == customers["row_id"].tolist()
    assert base["phone"].equals(customers["phone"])
    assert name_of(only(tmp_path / "out"), "meta_copy_id") == row["handout_id"]


def test_numbers_in_notes_are_masked_and_listed(sample_zh: Path, tmp_path: Path) -> None:
    """The copy says that something was there; the book keeps it, and lists where it was."""
    with opened(sample_zh) as book:
        customers = tables.read(book, "tblCustomers").frame
        own = customers.index[customers["owner"] == "zhao"][0]
        text = "老板手机16100009999，家住东湖花园3幢502室"
        tables.write_rows(book, "tblCustomers", pd.DataFrame({"remarks": [text]}, index=[own], dtype="str"))
        report = share(book, owner="zhao", to=tmp_path / "out", now=NOW)
        assert tables.read(book, "tblCustomers").frame.loc[own, "remarks"] == text
        listed = tables.read(book, "tblMasked").frame
    assert report.figures["masked"] == len(listed)
    [row] = [one for one in listed.to_dict("records") if one["field"] == "备注" and one["table"] == "客户"]
    assert row["text"] == "老板手机［电话已遮盖］，家住［住址已遮盖］"
    [copied] = frames(only(tmp_path / "out"), "tblCustomers")
    assert row["text"] in copied["remarks"].tolist()


def test_restricted_suggestions_stay_and_settings_of_the_company_too(sample_zh: Path, tmp_path: Path) -> None:
    """限制传阅 is not in any copy; the reward for referrals is not in its settings, the way of grading is."""
    with opened(sample_zh) as book:
        rows = tables.read(book, "tblSuggestions").frame
        restricted = rows.index[:1]
        tables.write_rows(book, "tblSuggestions", pd.DataFrame({"restricted": [True]}, index=restricted))
        tables.set_name(book, "set_referral_reward", 777)
        tables.set_name(book, "set_grade_window_months", 9)
    made = share_one(sample_zh, tmp_path / "out")
    [suggestions] = frames(made, "tblSuggestions")
    assert rows.loc[restricted[0], "text"] not in suggestions["text"].tolist()
    assert len(suggestions) == len(rows) - 1
    assert name_of(made, "set_referral_reward") == 100  # as in any new book
    assert name_of(made, "set_grade_window_months") == 9


def test_all_and_the_manager(sample_zh: Path, tmp_path: Path) -> None:
    """--all: each with customers has a copy, together they hold every customer; the manager's has all, with costs."""
    with opened(sample_zh) as book:
        report = share(book, to=tmp_path / "all", now=NOW)
        share(book, audience="manager", to=tmp_path / "one", now=NOW)
        every = tables.read(book, "tblCustomers").frame
    copies = sorted((tmp_path / "all").glob("*.xlsm"))
    assert report.figures["copies"] == len(copies) == every["owner"].nunique()
    assert sum(len(frames(one, "tblCustomers")[0]) for one in copies) == every["owner"].notna().sum()
    customers, contacts, orders = frames(only(tmp_path / "one"), "tblCustomers", "tblContacts", "tblTransactions")
    assert len(customers) == len(every)
    assert orders["cost"].notna().any()
    assert contacts[["mobile", "birthday", "id_number"]].isna().all(axis=None)


def test_an_anonymous_copy_keeps_figures_and_no_name(sample_zh: Path, empty_zh: Path, tmp_path: Path) -> None:
    """Amounts, grades and counts are the same; no name of a customer, contact or salesperson is in the file."""
    with opened(sample_zh) as book:
        share(book, audience="anonymous", to=tmp_path / "out", now=NOW)
    made = only(tmp_path / "out")
    [new], [old] = frames(made, "tblCustomers"), frames(sample_zh, "tblCustomers")
    assert sorted(new["total_amount"].fillna(0)) == sorted(old["total_amount"].fillna(0))
    assert new["grade"].value_counts().to_dict() == old["grade"].value_counts().to_dict()
    whole, program = ("\n".join(x for _, many in leak_scan._parts(path) for x in many) for path in (made, empty_zh))
    [contacts] = frames(sample_zh, "tblContacts")
    for name in [*old["name"], *contacts["name"], "赵远航", "林知夏"]:
        assert name not in whole or name in program  # an example of the program's own


@pytest.mark.parametrize("second", [True, False], ids=["two processes", "one"])
def test_a_leak_stops_everything(
    sample_zh: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, second: bool
) -> None:
    """One copy holds what it must not: none is in the folder, not even the clean ones, and nothing is recorded."""
    made = outgoing.outgoing

    def careless(source: outgoing.Source, audience: Audience, owner: str | None, *rest: Any) -> outgoing.Outgoing:
        content = made(source, audience, owner, *rest)
        return replace(content, withheld=source.secrets) if owner == "zhao" else content

    monkeypatch.setattr(outgoing, "outgoing", careless)
    monkeypatch.setattr(second_process, "can_start", lambda: second)
    with engine.open_book(sample_zh) as book:
        with pytest.raises(BookError, match=r"赵远航.*xl/"):
            share(book, to=tmp_path / "out", now=NOW)
        assert tables.read(book, "tblHandouts").frame.empty
    assert not (tmp_path / "out").exists() or list((tmp_path / "out").iterdir()) == []


def test_refusals(sample_zh: Path, tmp_path: Path) -> None:
    """Two choices, a person nobody knows, a copy of a copy, a file in the way: a sentence each."""
    made = share_one(sample_zh, tmp_path / "out")
    with engine.open_book(sample_zh) as book:
        for wrong, said in (
            ({"owner": "赵远航", "every": True}, "只能写一个"),
            ({"owner": "赵远"}, "赵远航"),
            ({"owner": "赵远航", "to": tmp_path / "out"}, "已经存在"),
        ):
            with pytest.raises(InputError) as refused:
                share(book, now=NOW, **wrong)
            assert said in refused.value.sentence("zh")
    with engine.open_book(made) as copy, pytest.raises(InputError, match="made from the book itself"):
        share(copy, now=NOW)


def test_the_command_line_and_its_rehearsal(
    sample_zh: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """--dry-run lists what would be masked and writes nothing; then the copies stand in the folder of -o."""
    before = sample_zh.read_bytes()
    assert main(["share", str(sample_zh), "--owner", "赵远航", "-o", str(tmp_path / "out"), "--dry-run"]) == 0
    assert "没有写副本" in capsys.readouterr().out
    assert not (tmp_path / "out").exists()
    assert sample_zh.read_bytes() == before
    assert main(["share", str(sample_zh), "--all", "-o", str(tmp_path / "out"), "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["figures"]["copies"] == len(list((tmp_path / "out").glob("*.xlsm"))) == 5
