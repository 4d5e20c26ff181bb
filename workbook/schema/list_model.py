"""Declaration types of dictionary lists and settings - frozen dataclasses, no I/O."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from workbook.language import Text
from workbook.schema.model import Field, Kind, Table, Who


@dataclass(frozen=True, slots=True)
class Entry:
    """One default value of a list: stable key, label, and the list's own columns."""

    key: str
    label: Text
    values: dict[str, object] = field(
        default_factory=dict
    )  # own columns by key; a Text takes the book's language, a CHOICE holds a key of its list


@dataclass(frozen=True)
class ListOf:
    """A dictionary list: a small table (hidden key, label, order, in use, own columns) with default values."""

    key: str
    label: Text
    entries: tuple[Entry, ...]
    columns: tuple[Field, ...] = ()
    about: Text | None = None
    group: str = "customer"  # which block of the dictionary sheet it stands in

    @property
    def table_name(self) -> str:
        """The list's Excel table: dicRegion, dicContactStrategy."""
        return "dic" + "".join(part.capitalize() for part in self.key.split("_"))

    @property
    def range_name(self) -> str:
        """The defined name that feeds dropdowns; it grows with the table."""
        return f"lst_{self.key}"

    @cached_property
    def table(self) -> Table:
        """The same list as a table, so that both are read alike."""
        return Table(
            self.table_name,
            self.label,
            (
                Field("key", Text("键", "Key"), Kind.TEXT, who=Who.PROGRAM, hidden=True),
                Field("label", self.label, Kind.TEXT, required=True),
                Field("order", Text("排序", "Order"), Kind.INT),
                Field("in_use", Text("启用", "In use"), Kind.FLAG),
                *self.columns,
            ),
            self.about or self.label,
            key="key",
        )


@dataclass(frozen=True)
class Setting:
    """One named cell of the settings sheet."""

    key: str
    label: Text
    kind: Kind
    default: object = None
    help: Text | None = None
    list: str | None = None  # a CHOICE among the keys of this list
    low: float | None = None
    high: float | None = None
    group: str = "general"
    at_home: bool = False  # the company's own: blank in a copy

    @property
    def range_name(self) -> str:
        """The defined name of its cell."""
        return f"set_{self.key}"
