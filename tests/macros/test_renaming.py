"""A label changed in the dictionary is changed wherever it is used, in one step that can be taken back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
import xlwings as xw

from macros.counting.refresh import refresh
from macros.keeping.undo import undo
from workbook import engine, schema, tables
from workbook.schema.sheets import sheet
from workbook.tables import closed_file, hosts, open_excel
from workbook.tables.hosts import host_of

AS_OF = dt.date(2026, 6, 30)


@pytest.fixture(params=[closed_file, open_excel], ids=["closed", "open"])
def book(request: pytest.FixtureRequest, sample_zh: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[xw.Book]:
    """The sample, by either host."""
    with engine.open_book(sample_zh) as opened:
        monkeypatch.setattr(hosts, "choose", lambda _book: request.param)
        yield opened


def relabel(book: xw.Book, key: str, changed: dict[str, str]) -> None:
    """Type other labels into a list, as a user does."""
    one = schema.listing(key).table
    host, data = host_of(book), tables.read_raw(book, one, ["label"])
    place = host.locate(book, one)
    for at, label in zip(data.frame.index.tolist(), data.frame["label"].tolist(), strict=True):
        if label in changed:
            cell = book.sheets[place.sheet].range((place.first_row + at, place.first_column + 1))
            cell.value = changed[label]
    tables.forget_lists(book, one.name)


def shown(book: xw.Book, table: str, key: str) -> list[str]:
    """The cells of a column."""
    return [str(cell) for cell in tables.read_raw(book, table, [key]).frame[key].dropna()]


def renamed(lines: tuple[object, ...]) -> list[str]:
    return [line.zh for line in lines if line.zh.startswith("改名")]  # type: ignore[attr-defined]


def test_a_renamed_value_is_renamed_wherever_it_is_used(book: xw.Book) -> None:
    """The next refresh does it, says how often, and has nothing to say the time after."""
    before = shown(book, "tblCustomers", "region")
    used = sum(
        shown(book, one.name, f.key).count("华南") for one in schema.TABLES for f in one.fields if f.list == "region"
    )
    relabel(book, "region", {"华南": "南方"})
    report = refresh(book, as_of=AS_OF)
    assert shown(book, "tblCustomers", "region") == ["南方" if one == "华南" else one for one in before]
    (line,) = renamed(report.lines)
    assert "“华南”改成了“南方”" in line
    assert f"{used:,} 处" in line
    assert "华南" not in shown(book, "tblMarkets", "region")
    assert renamed(refresh(book, as_of=AS_OF).lines) == []


def test_it_can_be_taken_back(book: xw.Book) -> None:
    """Label and cells are what they were; the step is called by its name."""
    before = {
        name: shown(book, name, "region") for name in ("tblCustomers", "tblMarkets", "dicRegion") if name != "dicRegion"
    }
    labels = tables.labels_of(book, "region")
    relabel(book, "region", {"华南": "南方", "华东": "东方"})
    refresh(book, as_of=AS_OF)
    report = undo(book, as_of=AS_OF)
    assert "改名" in report.lines[0].zh
    assert {name: shown(book, name, "region") for name in before} == before
    assert tables.labels_of(book, "region") == labels
    assert renamed(refresh(book, as_of=AS_OF).lines) == []


def test_two_labels_may_change_places(book: xw.Book) -> None:
    """Each cell keeps its meaning."""
    before = shown(book, "tblCustomers", "region")
    relabel(book, "region", {"华南": "华东", "华东": "华南"})
    refresh(book, as_of=AS_OF)
    swapped = {"华南": "华东", "华东": "华南"}
    assert shown(book, "tblCustomers", "region") == [swapped.get(one, one) for one in before]


def test_a_salesperson_gets_another_name_everywhere(book: xw.Book) -> None:
    """In orders, visits and as owner of customers."""
    old = shown(book, "tblTransactions", "salesperson")[0]
    columns = [("tblTransactions", "salesperson"), ("tblVisits", "salesperson"), ("tblCustomers", "owner")]
    before = {one: shown(book, *one) for one in columns}
    relabel(book, "salesperson", {old: "欧阳示例"})
    refresh(book, as_of=AS_OF)
    for one, cells in before.items():
        assert shown(book, *one) == ["欧阳示例" if cell == old else cell for cell in cells]


def test_one_of_several_choices_is_renamed(book: xw.Book) -> None:
    """In a cell that holds more than one."""
    field = next(f for f in schema.table("tblVisits").fields if f.kind == "choices")
    cells = shown(book, "tblVisits", field.key)
    part = cells[0].split("、")[0]
    relabel(book, str(field.list), {part: "新名"})
    refresh(book, as_of=AS_OF)
    assert shown(book, "tblVisits", field.key)[0].split("、")[0] == "新名"


def test_a_setting_follows_its_list(book: xw.Book) -> None:
    """A named cell that holds a label."""
    one = next(one for one in schema.SETTINGS if one.list and isinstance(tables.get_name(book, one.range_name), str))
    old = str(tables.get_name(book, one.range_name))
    relabel(book, str(one.list), {old: "另一种说法"})
    refresh(book, as_of=AS_OF)
    assert tables.get_name(book, one.range_name) == "另一种说法"


def test_a_value_that_a_user_added_can_be_renamed(book: xw.Book) -> None:
    """It gets a key when a refresh first sees it."""
    import pandas as pd

    tables.append(book, "dicIndustry", pd.DataFrame({"label": ["海洋工程"]}))
    customers = tables.read_raw(book, "tblCustomers", ["industry"]).frame.iloc[:1]
    tables.write_rows(book, "tblCustomers", customers.assign(industry="海洋工程"))
    refresh(book, as_of=AS_OF)
    relabel(book, "industry", {"海洋工程": "海工"})
    refresh(book, as_of=AS_OF)
    assert shown(book, "tblCustomers", "industry")[0] == "海工"


def test_a_book_without_kept_labels_is_refreshed_all_the_same(book: xw.Book) -> None:
    """One of an earlier version: nothing is renamed, nothing fails."""
    book.sheets[sheet("journal").label.zh].delete()
    relabel(book, "region", {"华南": "南方"})
    from macros.renaming import rename

    assert rename(book) == []
