"""Declaration types of commands with their options, and of cell functions with their arguments.

Entries are "module:function" as text, so that the schema imports nothing above it.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from workbook.language import Text
from workbook.schema.model import Kind

Value = str | float | bool | dt.date | Text
"""What an argument or a result of a cell function may be."""


class RibbonGroup(StrEnum):
    """Groups of the ribbon tab, in order."""

    DAILY = "daily"
    DATA = "data"
    VIEW = "view"
    HELP = "help"


class Host(StrEnum):
    """What a command works on."""

    BOOK = "book"  # an open book, which is saved afterwards
    READ = "read"  # an open book, never saved
    PATH = "path"  # no book yet: the command makes one
    MACHINE = "machine"  # no book at all: this computer's Excel


@dataclass(frozen=True)
class Option:
    """One argument of a command on the command line; its value reaches the function under `name`."""

    name: str
    help: Text
    kind: Literal["text", "date", "flag", "map", "path", "paths"] = "text"
    positional: bool = False
    optional: bool = False  # a positional one that may be left out
    required: bool = False
    choices: tuple[str, ...] = ()
    default: str | None = None
    metavar: str | None = None
    spelled: str | None = None  # where the flag is not the name
    one_of: str | None = None  # of the options with this word here one must be given, and only one
    without_book: bool = False  # a flag with which the command needs no book
    menu: str | None = None  # key of the list that names the choices: a menu beside the command's button

    @property
    def flag(self) -> str:
        """Its flag on the command line: --as-of."""
        return self.spelled or "--" + self.name.replace("_", "-")


AS_OF = Option("as_of", Text("按哪一天计算（默认：设置里的截至日期，没有则今天）", "The day to compute for (default: the setting, else today)"), "date", metavar="YYYY-MM-DD")


@dataclass(frozen=True)
class Command:
    """One command of the book.

    `entry` is "module:function" as text, so that the schema imports nothing above it; the function takes the
    xlwings Book (Host.PATH: a path) and keyword options and returns a `macros.report.Report`.
    """

    key: str  # refresh; also the CLI verb, with - for _
    label: Text
    help: Text
    entry: str  # macros.counting.refresh:refresh
    icon: str = ""  # imageMso
    ribbon: RibbonGroup | None = None  # None: command line only
    large: bool = False
    # Tables whose sheets it may write; "*" = every user table's worked-out columns. What it fills is declared on the
    # tables (`filled_by`) and stands here in COMMANDS.
    writes: tuple[str, ...] = ()
    reads_most: bool = False  # reads the large tables whole: worth a second process on the closed file
    host: Host = Host.BOOK
    undone: bool = True  # False: undo takes nothing back, as it only counts again, leaves the house, or has to last
    writes_files: bool = False  # beside the book: a rehearsal is told of it, as dry_run
    options: tuple[Option, ...] = ()

    @property
    def verb(self) -> str:
        """Its name on the command line: clear-sample."""
        return self.key.replace("_", "-")


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument, in order; optional ones come last."""

    name: str  # VBA-safe: letters, digits, underscore, no keyword
    help: Text
    optional: bool = False
    column: bool = False  # may be a whole column (or block) of cells


@dataclass(frozen=True, slots=True)
class Function:
    """One cell function."""

    key: str  # CB_GRADE: the name in the cell (VBA allows no dot)
    help: Text
    arguments: tuple[Argument, ...]
    result: Kind
    example: Text  # a formula, in the book's language where it names labels
    expected: Value | tuple[tuple[Value, ...], ...]
    entry: str  # udfs.grading:cb_grade
    volatile: bool = False  # depends on today when no date is given

    @property
    def required(self) -> tuple[Argument, ...]:
        """Arguments that must be given."""
        return tuple(a for a in self.arguments if not a.optional)
