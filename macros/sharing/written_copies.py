"""Copies written into a folder of their own and searched for what they withhold, half of them by a second process where
this machine has one. Only when all are clean does any of them reach its place."""

from __future__ import annotations

import contextlib
import datetime as dt
import pickle
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING

from macros.files.new_file import CANNOT_WRITE
from workbook import second_process
from workbook.errors import BookError, CannotWrite
from workbook.language import Text
from workbook.rules.sharing.outgoing import Outgoing
from workbook.rules.sharing.withheld import Withheld, without
from workbook.schema.confidential import Audience

if TYPE_CHECKING:
    import pandas as pd
    import xlwings as xw

    from macros.sharing.copy_book import Label
    from macros.sharing.leak_scan import Known

_LEAK = Text(
    "给 {name} 的副本没有发出：写好后在文件里还找到 {n:,} 处不该有的内容（第一处在 {part}）。"
    "客户簿没有改动；请把这句话告诉提供者。",
    "The copy for {name} was not handed out: the written file still holds {n:,} things it must not "
    "(the first in {part}). The book was not changed; please report this.",
)
Leaks = list[tuple[str, str]]
"""Part of a file and what stands in it."""


@dataclass(frozen=True)
class Order:
    """A copy to be written."""

    path: Path
    label: Label
    content: Outgoing


@dataclass(frozen=True)
class Common:
    """What all copies have: the empty one, whose customers are registered, the day, what an empty one says anyway."""

    made: Path
    registered: pd.DataFrame | None
    as_of: dt.date | None
    known: Known


def write_copies(
    book: xw.Book,
    labels: Sequence[Label],
    contents: Sequence[Outgoing],
    targets: Sequence[Path],
    secrets: Withheld,
    registered: pd.DataFrame | None,
    as_of: dt.date | None,
    progress: Callable[[Label, int], None],
) -> None:
    """Write every copy, search it, and only then move all of them to `targets`. BookError where one holds what it must
    not, CannotWrite where the folder takes no file; then none is there. `progress` is told of each copy and its
    number."""
    from macros.files.new_file import folder_for_files
    from macros.sharing.copy_book import model
    from macros.sharing.leak_scan import known_of

    try:
        with contextlib.ExitStack() as stack:
            stack.enter_context(folder_for_files(targets[0].parent))
            folder = stack.enter_context(tempfile.TemporaryDirectory(prefix=".copies-", dir=targets[0].parent))
            made = Path(folder) / "model.xlsm"
            model(book, made, anonymous=labels[0].audience is Audience.ANONYMOUS)
            common = Common(made, registered, as_of, known_of(made, secrets))
            orders = [
                Order(Path(folder) / f"{at}.xlsm", label, content)
                for at, (label, content) in enumerate(zip(labels, contents, strict=True))
            ]
            for order, leaks in _written(orders, common, progress):
                if leaks:
                    raise BookError(_LEAK.format(name=order.label.name, n=len(leaks), part=leaks[0][0]))
            for order, target in zip(orders, targets, strict=True):
                order.path.rename(target)
    except OSError as error:
        raise CannotWrite(CANNOT_WRITE.format(path=targets[0].parent, why=error.strerror or error)) from error


def _written(
    orders: Sequence[Order], common: Common, progress: Callable[[Label, int], None]
) -> list[tuple[Order, Leaks]]:
    """Each order with what its copy holds of what it withholds."""
    elsewhere = orders[1::2] if second_process.can_start() else []
    task = second_process.start(_write_elsewhere, elsewhere, common) if elsewhere else None
    try:
        done: list[tuple[Order, Leaks]] = []
        for order in orders[:: 2 if task else 1]:
            progress(order.label, len(done) * (2 if task else 1))
            done.append((order, write_copy(order, common)))
        if task is not None:
            found = task.result(pickle.load)
            done += zip(elsewhere, found or [write_copy(order, common) for order in elsewhere], strict=True)
        return done
    finally:
        if task is not None:
            task.stop()


def _write_elsewhere(stream: IO[bytes], orders: Sequence[Order], common: Common) -> None:
    pickle.dump([write_copy(order, common) for order in orders], stream)


def write_copy(order: Order, common: Common) -> Leaks:
    """Write a copy; what it holds of what it withholds."""
    from macros.sharing.copy_book import fill
    from macros.sharing.leak_scan import leaks

    registered = None if order.label.audience is Audience.ANONYMOUS else common.registered
    fill(common.made, order.path, order.label, order.content, registered, common.as_of)
    return leaks(order.path, without(order.content.withheld, common.known.words), common.known.parts)
