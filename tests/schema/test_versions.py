"""The names of every version are kept, and none goes without a migration that says where to."""

from __future__ import annotations

from dataclasses import replace

import pytest

from macros.making.upgrading import migrations
from macros.making.upgrading.migrations import MIGRATIONS, became, unexplained
from workbook.schema.home import SCHEMA_VERSION
from workbook.schema.versions.names import known_versions, names_of
from workbook.schema.versions.today import declared, gone, relabelled, text


def test_every_version_up_to_the_present_is_kept() -> None:
    """Without a gap."""
    assert known_versions() == tuple(range(1, SCHEMA_VERSION + 1))


def test_the_present_names_are_those_on_file() -> None:
    """Who renames or takes away raises the version; who adds runs `python -m workbook.schema.versions.today`."""
    names = names_of(SCHEMA_VERSION)
    assert gone(names, declared()) == [], "raise SCHEMA_VERSION and write a migration"
    assert relabelled(names, declared()) == [], "raise SCHEMA_VERSION: older books have the label before"
    assert text(names) == text(declared()), "run python -m workbook.schema.versions.today"


@pytest.mark.parametrize("version", known_versions()[:-1])
def test_migrations_say_where_everything_went(version: int) -> None:
    """Of every earlier version."""
    assert unexplained(version) == []


def test_a_name_that_vanishes_is_named() -> None:
    """A column, a value of a list and a setting."""
    now = declared()
    columns = {k: v for k, v in now.tables["tblCustomers"].items() if k != "fax"}
    values = {k: v for k, v in now.lists["dicRegion"].items() if k != "east"}
    less = replace(
        now,
        tables={**now.tables, "tblCustomers": columns},
        lists={**now.lists, "dicRegion": values},
        cells=tuple(one for one in now.cells if one != "set_company"),
    )
    wanted = ["column tblCustomers.fax", "value dicRegion.east", "cell set_company"]
    assert gone(now, less) == wanted
    assert unexplained(SCHEMA_VERSION, less) == wanted


def test_migrations_are_taken_together_from_a_version_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """Those of later versions only."""
    monkeypatch.setattr(migrations, "MIGRATIONS", [])

    @migrations.migration(1)
    def first(became: migrations.Became) -> None:
        became.cells["set_a"] = "set_b"

    @migrations.migration(2)
    def second(became: migrations.Became) -> None:
        became.columns["tblX", "a"] = ("tblX", "b")

    assert became(1).cells == {"set_a": "set_b"}
    assert became(2).cells == {}
    assert became(2).columns == {("tblX", "a"): ("tblX", "b")}


def test_each_migration_has_a_name_of_its_own() -> None:
    """And a sentence that says why."""
    names = [one.__name__ for _, one in MIGRATIONS]
    assert len(set(names)) == len(names)
    assert all(one.__doc__ for _, one in MIGRATIONS)
    assert all(1 <= version < SCHEMA_VERSION for version, _ in MIGRATIONS)


def test_what_version_one_had_went_there() -> None:
    """Examples of each kind, by hand."""
    found = became(1)
    assert found.sheets["shtPrices"] == "shtProducts"
    assert found.sheets["shtData"] == "shtBook"
    assert found.cells["set_holidays_region"] is None
    assert found.columns["dicReportKind", "days"] is None
