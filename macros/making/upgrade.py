"""upgrade: bring an older book up to this program's schema, one step a version, each step atomic.

A step is a function in this module marked `@migration(n)`: it takes a book of schema version n to n + 1 and returns
the sentence that says what it did. The book is saved only after every step has gone through.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from macros.report import Progress, Report, silent
from macros.setup import book_config
from workbook import tables
from workbook.language import Text
from workbook.schema.home import SCHEMA_VERSION

if TYPE_CHECKING:
    import xlwings as xw

Step = Callable[["xw.Book"], Text]

MIGRATIONS: dict[int, Step] = {}


def migration(version: int) -> Callable[[Step], Step]:
    """Register the step that leads away from `version`."""

    def register(step: Step) -> Step:
        if version in MIGRATIONS:
            raise ValueError(f"two migrations lead away from version {version}")
        MIGRATIONS[version] = step
        return step

    return register


def upgrade(book: xw.Book, *, progress: Progress = silent) -> Report:
    """Run every step the book still needs; a book that is up to date is left as it is."""
    version = tables.schema_version(book)
    done: list[Text] = []
    for step in range(version, SCHEMA_VERSION):
        progress(Text(f"升级第 {step} 版", f"Upgrading version {step}"), (step - version) / (SCHEMA_VERSION - version))
        done.append(MIGRATIONS[step](book))
    restored = book_config.restore(book)
    if done:
        tables.set_name(book, "meta_schema_version", SCHEMA_VERSION)
        done.append(Text(f"已升级到第 {SCHEMA_VERSION} 版。", f"Upgraded to version {SCHEMA_VERSION}."))
    else:
        done.append(Text(f"已经是最新的第 {SCHEMA_VERSION} 版。", f"Already at version {SCHEMA_VERSION}, the newest."))
    if restored:
        names = "; ".join(map(book_config.told, restored))
        done.append(
            Text(
                f"已恢复文件内被改过的 xlwings 设置：{names}。",
                f"Restored the xlwings settings that were changed inside the file: {names}.",
            )
        )
    return Report("upgrade", tuple(done), {"from": version, "to": SCHEMA_VERSION})
