"""What became of the names of earlier versions: one small function each, in one list.

A migration says what was renamed, moved, merged or taken away from one version to the next, by writing it into a
`Became`. The rest - what is found under the name it always had, what is new - follows from the declarations.

    @migration(1)
    def the_region_of_holidays(became: Became) -> None:
        '''China's calendar is the only one.'''
        became.cells["set_holidays_region"] = None
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from workbook.schema.versions.names import Names, names_of
from workbook.schema.versions.today import declared, gone

Column = tuple[str, str]
"""The table's name and the column's key."""


@dataclass
class Became:
    """What an old name stands for today; None where nothing of it is left."""

    sheets: dict[str, str | None] = field(default_factory=dict)  # code name -> code name
    tables: dict[str, str | None] = field(default_factory=dict)
    columns: dict[Column, Column | None] = field(default_factory=dict)  # by the names before
    values: dict[Column, str | None] = field(default_factory=dict)  # table of a list and key -> key
    cells: dict[str, str | None] = field(default_factory=dict)  # named cells

    def covers(self, what: str) -> bool:
        """Whether a migration speaks of a name, as `workbook.schema.versions.today.gone` calls it."""
        kind, _, name = what.partition(" ")
        table, _, key = name.partition(".")
        if kind in ("column", "value"):
            return (table, key) in (self.columns if kind == "column" else self.values) or table in self.tables
        return name in {"sheet": self.sheets, "table": self.tables, "cell": self.cells}[kind]


Migration = Callable[[Became], None]

MIGRATIONS: list[tuple[int, Migration]] = []
"""The version that a migration leads away from, and the migration, in their order."""


def migration(version: int) -> Callable[[Migration], Migration]:
    """Put a migration on the list."""

    def listed(one: Migration) -> Migration:
        MIGRATIONS.append((version, one))
        return one

    return listed


def became(version: int) -> Became:
    """What the names of a version have become, every migration since taken together."""
    found = Became()
    for since, one in MIGRATIONS:
        if since >= version:
            one(found)
    return found


def unexplained(version: int, now: Names | None = None) -> list[str]:
    """The names of a version that are gone, and no migration says where to."""
    said = became(version)
    return [what for what in gone(names_of(version), now or declared()) if not said.covers(what)]


@migration(1)
def a_sheet_for_each_subject(became: Became) -> None:
    """Tables that are looked at together share a sheet; each had its own."""
    from workbook.schema.sheets import sheet_of

    for name in _ONE_SHEET_EACH:
        became.sheets[f"sht{name}"] = sheet_of(f"tbl{name}").code_name


_ONE_SHEET_EACH = (
        "Problems", "LeadPreview", "LeadColumns", "Duplicates", "Family", "Anniversaries", "BankProfiles",
        "IndustryNotes", "Reconciliations", "Complaints", "Satisfaction", "Suggestions", "Activities", "Participants",
        "DecisionChain", "Risks", "Competitors", "Markets", "Surveys", "Sweeps", "Scorecards", "Reports",
        "ReminderHistory", "GradeHistory", "StageHistory", "CreditChanges", "Composition", "Concentration", "Monthly",
        "ProductAnalysis", "Pipeline", "Receivables", "Prices", "Stock", "SourceAnalysis", "Team", "WhiteSpace",
        "Scores", "Portrait", "PreVisit", "DailyReport", "WeekReport", "ImportLog",
)  # fmt: skip


@migration(1)
def examples_beside_the_settings(became: Became) -> None:
    """The examples of cell functions stand below the settings."""
    became.sheets["shtFunctions"] = "shtSettings"


@migration(1)
def charts_read_from_the_books_own_sheet(became: Became) -> None:
    """The blocks that charts read stand beside the book's identity."""
    became.sheets["shtData"] = "shtBook"


@migration(1)
def holidays_of_one_country(became: Became) -> None:
    """The holidays are those of the calendar that comes with the program and of the list of holidays."""
    became.cells["set_holidays_region"] = None


@migration(1)
def reminders_by_the_order_of_their_list(became: Became) -> None:
    """The order of the list says which kind comes first."""
    became.columns["dicReminderKind", "rank"] = None


@migration(1)
def reports_are_due_when_their_row_says(became: Became) -> None:
    """Each report has its day; a number of days for the kind is not read."""
    became.columns["dicReportKind", "days"] = None
