"""Declaration types of the schema: kinds of fields, fields, tables - frozen dataclasses, no I/O.

A table is declared once, as a sequence of column groups and fields; everything else (sheets, dropdowns,
checks, header matching, shared copies, documentation) derives from that declaration.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property

from workbook.language import Lang, Text

__all__ = [
    "Copied",
    "Field",
    "FieldGroup",
    "Kind",
    "Lang",
    "SheetGroup",
    "Table",
    "Text",
    "Who",
]


class Kind(StrEnum):
    """What a column holds."""

    ROW_ID = "row_id"  # random 64-bit text, hidden, filled by any command that finds it blank
    ID = "id"  # human-readable code, given in the master book only
    TEXT = "text"
    NOTE = "note"  # long text, wrapped
    CHOICE = "choice"  # one label of a dictionary list; rules see its key
    CHOICES = "choices"  # several labels of a list, joined by 、
    DATE = "date"
    DATETIME = "datetime"  # local time of a log entry, to the second
    MONTH = "month"  # first day of a month
    MONTH_DAY = "month-day"  # text MM-DD, no year
    BIRTHDAY = "birthday"  # text: a date, or what is known of a day of every year, solar or lunar (schema/birthdays.py)
    MONEY = "money"  # currency units, exact to 1/10,000 inside rules
    INT = "int"
    NUM = "num"
    RATE = "rate"  # 0.15 shown as 15%
    STARS = "stars"  # 1-5
    FLAG = "flag"  # yes or no; blank is no
    PHONE = "phone"
    EMAIL = "email"
    URL = "url"
    REF = "ref"  # id (or exact unique name) of a row of another table

    @property
    def is_number(self) -> bool:
        """Stored as a number that is no date."""
        return self in _NUMBERS

    @property
    def is_date(self) -> bool:
        """Stored as an Excel date serial."""
        return self in _DATES

    @property
    def is_text(self) -> bool:
        """Stored as text, whatever it looks like: '007' and '+86…' stay what they are."""
        return self not in _NUMBERS and self not in _DATES


_NUMBERS = frozenset({Kind.MONEY, Kind.INT, Kind.NUM, Kind.RATE, Kind.STARS})
_DATES = frozenset({Kind.DATE, Kind.DATETIME, Kind.MONTH})


class Who(StrEnum):
    """Who fills a column."""

    USER = "user"  # typed; commands never write it, save where their declaration says so
    RULE = "rule"  # worked out by refresh or check; never typed
    PROGRAM = "program"  # written once by the command that creates the row (results, logs)


@dataclass(frozen=True, slots=True)
class FieldGroup:
    """A band of columns under one heading; views show and hide whole groups."""

    key: str
    label: Text
    views: frozenset[str] = frozenset()  # views in which its columns show, beside 全部; none named = every view


@dataclass(frozen=True)
class Field:
    """One column: declared once, used by the sheet, the checks, the header matching, the copies, the documents."""

    key: str
    label: Text
    kind: Kind = Kind.TEXT
    required: bool = False
    who: Who = Who.USER
    confidential: bool = False
    at_home: bool = False  # the company's own (cost, margin): in no salesperson's copy
    list: str | None = None  # key of the dictionary list of a CHOICE
    ref: str | None = None  # name of the table of a REF
    other_name: bool = False  # what the row is called as well: found, referred to and matched by it, as by its name
    names: str | None = None  # a TEXT that names a row of this table, by id or exact name, but may say anything else
    shows: str | None = None  # key of the REF beside it whose row's name this worked-out column repeats
    also: tuple[str, ...] = ()  # other headers people use for it, any language
    help: Text | None = None  # shown in the header note and the input message
    check: str | None = None  # a named checker beyond the kind: uscc, cn_id, traits_length ...
    low: float | None = None  # smallest valid number
    high: float | None = None  # largest valid number
    formula: str | None = None  # a live formula; {key} stands for this row's cell of that column
    width: float | None = None  # in characters; None = by kind
    one_line: bool = False  # long text that is cut off rather than make its row high
    hidden: bool = False
    group: FieldGroup | None = None

    @property
    def computed(self) -> bool:
        """Worked out, never typed."""
        return self.who is not Who.USER


class Copied(StrEnum):
    """Whose copies hold a table's rows. What does not say so is in no copy."""

    NEVER = "never"
    CUSTOMER = "customer"  # rows that hang on a customer of the copy
    SHARED = "shared"  # the same, and rows that hang on nobody
    PERSON = "person"  # rows of the salesperson whose copy it is
    ALL = "all"  # what everybody may know


class SheetGroup(StrEnum):
    """The coloured groups of sheets."""

    DAILY = "daily"
    RECORDS = "records"
    ANALYSIS = "analysis"
    SETUP = "setup"
    HIDDEN = "hidden"


ROW_ID = Field(
    "row_id",
    Text("行标识", "Row ID"),
    Kind.ROW_ID,
    who=Who.PROGRAM,
    hidden=True,
    help=Text("程序用来认出这一行，请勿修改。", "How the program knows this row; leave it alone."),
)

CHECK = Field(
    "check",
    Text("检查", "Check"),
    Kind.TEXT,
    who=Who.RULE,
    width=8,
    help=Text(
        "✓ 没有问题；⚠n 有 n 处，见“数据问题”表。",
        "✓ nothing found; ⚠n marks n findings, see the sheet Data problems.",
    ),
)


@dataclass(frozen=True)
class Table:
    """One Excel table; where it stands is said in `workbook.schema.sheets`."""

    name: str  # the Excel table's name, the same in every language
    label: Text  # its heading
    fields: tuple[Field, ...]
    about: Text  # one line beside its heading: what it is for
    key: str | None = None  # the field with the human id; of a result, what its row is known by from run to run
    id_format: str | None = None  # C{:05d}
    result: bool = False  # the program's: commands rewrite it
    filled_by: tuple[str, ...] = ()  # keys of the commands that write this result
    grows: bool = False  # each run adds rows to those it has; other results are made anew
    confidential: bool = False  # the whole table never leaves in a shared copy
    copied: Copied = Copied.NEVER

    @cached_property
    def by_key(self) -> dict[str, Field]:
        """Fields by key, in order."""
        return {f.key: f for f in self.fields}

    def __getitem__(self, key: str) -> Field:
        return self.by_key[key]

    def __contains__(self, key: object) -> bool:
        return key in self.by_key

    @property
    def keys(self) -> tuple[str, ...]:
        """Field keys in column order."""
        return tuple(self.by_key)

    @property
    def inputs(self) -> tuple[Field, ...]:
        """Columns the user types."""
        return tuple(f for f in self.fields if f.who is Who.USER)

    @property
    def first_typed(self) -> Field:
        """The first column that somebody fills in by hand."""
        return next(f for f in self.inputs if not f.hidden and f.kind is not Kind.ID)

    @property
    def refs(self) -> tuple[Field, ...]:
        """Columns that name a row of another table."""
        return tuple(f for f in self.fields if f.kind is Kind.REF)

    @property
    def name_key(self) -> str | None:
        """The column a reference to this table may be typed by, beside its id."""
        return next((key for key in ("name", "title", "subject") if key in self), None)

    @property
    def other_names(self) -> tuple[str, ...]:
        """The columns with what its rows are called as well: 简称, 曾用名, 开票名称."""
        return tuple(f.key for f in self.fields if f.other_name)

    @property
    def reference_keys(self) -> tuple[str, ...]:
        """The columns to read where references to this table are resolved."""
        keys = (self.key, self.name_key, *self.other_names, "archived" if "archived" in self else None)
        return tuple(dict.fromkeys(key for key in keys if key))

    @property
    def groups(self) -> tuple[FieldGroup, ...]:
        """Column groups in order of first appearance."""
        return tuple(dict.fromkeys(f.group for f in self.fields if f.group))


def table(
    name: str,
    zh: str,
    en: str,
    *parts: Field | FieldGroup | tuple[Field, ...],
    about: Text,
    key: str | None = None,
    id_format: str | None = None,
    result: bool = False,
    filled_by: str = "",
    grows: bool = False,
    confidential: bool = False,
    copied: str = "never",
) -> Table:
    """Declare a table: groups and fields in column order.

    The hidden row_id goes first by itself; a table that users fill ends with the check mark unless it places it.
    `filled_by="preview|import"` names the commands whose result it is.
    """
    fillers = tuple(filled_by.split("|")) if filled_by else ()
    result = result or bool(fillers)
    fields = (ROW_ID, *_grouped(parts))
    if not result and CHECK.key not in {f.key for f in fields}:
        fields = (*fields, replace(CHECK, group=fields[-1].group))
    return Table(
        name,
        Text(zh, en),
        fields,
        about,
        key=key,
        id_format=id_format,
        result=result,
        filled_by=fillers,
        grows=grows,
        confidential=confidential,
        copied=Copied(copied),
    )


def _grouped(parts: Iterable[Field | FieldGroup | tuple[Field, ...]]) -> Iterator[Field]:
    current: FieldGroup | None = None
    for part in parts:
        if isinstance(part, FieldGroup):
            current = part
            continue
        for item in part if isinstance(part, tuple) else (part,):
            yield item if item.group or current is None else _in_group(item, current)


def _in_group(item: Field, band: FieldGroup) -> Field:
    """The same field in a band. Eight hundred of them are made at every start: `dataclasses.replace`, which runs the
    constructor anew, took a third of the schema's import."""
    copied = object.__new__(Field)
    copied.__dict__.update(item.__dict__, group=band)
    return copied
