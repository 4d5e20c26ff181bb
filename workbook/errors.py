"""What can go wrong, as a tree. Refusals are exceptions that carry one whole sentence in both languages.

    BookError                 a command was refused; the book is as it was
    ├── FileError             the file itself
    │   ├── NotAWorkbook      not a zip, truncated, password-protected, signed, hostile
    │   ├── FileBusy          open in Excel (lock file), changed since it was read, locked by another command
    │   └── CannotWrite       read-only folder, no permission, disk full
    ├── StructureError        the book's structure
    │   ├── MissingTable      a table the command needs is gone
    │   ├── MissingColumn     a column the command needs is gone
    │   ├── UnknownVersion    made by a newer version of the program, or not a customer book at all
    │   └── Unwritable        open in Excel: a protected sheet, a filter that cannot be laid again
    ├── ExcelBusy             open in Excel, which takes no calls: a cell is being edited
    ├── HalfWritten           open in Excel, and what a failed command wrote could not be taken back
    ├── InputError            what was asked for: an unknown table, option, date, file to load
    └── Unsupported           the closed-file engine does not do this

Trouble in the *data* is never one of these: it is a value, collected and shown (`workbook.schema.findings`).
Only the edges (the CLI, the macro host, the cell functions) catch BookError and speak to the user.
"""

from __future__ import annotations

from workbook.language import Lang, Text


class BookError(Exception):
    """A refusal: says what, where, and what to do, in the user's language."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text

    def sentence(self, lang: Lang) -> str:
        """The sentence shown to the user."""
        return self.text[lang]


class FileError(BookError):
    """Something about the file itself."""


class NotAWorkbook(FileError):
    """Not a readable .xlsx/.xlsm: not a zip, truncated, encrypted, signed or hostile."""


class FileBusy(FileError):
    """Somebody else holds the file, or it changed since it was read."""


class CannotWrite(FileError):
    """The file system refuses the write."""


class StructureError(BookError):
    """The book lacks something that a command needs."""


class MissingTable(StructureError):
    """A table is gone."""


class MissingColumn(StructureError):
    """A column of a table is gone."""


class UnknownVersion(StructureError):
    """Not a customer book, or one from a newer program."""


class InputError(BookError):
    """What the user asked for cannot be understood or found."""


class Unsupported(BookError, NotImplementedError):
    """The closed-file engine does not do this; it says so instead of doing something else."""


class ExcelBusy(BookError):
    """Excel takes no calls: its user edits a cell, or a dialog is open."""


class Unwritable(StructureError):
    """Excel does not let a cell be written: a protected sheet, a filter that cannot be laid again."""


class HalfWritten(BookError):
    """A command failed in Excel and could not be taken back."""
