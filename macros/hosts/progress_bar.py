"""The progress bar of a command, on a terminal."""

from __future__ import annotations

import sys
from typing import Any

from workbook.language import Lang, Text


class progress_bar:  # noqa: N801 - used as a function: with progress_bar(lang) as progress
    """A bar on stderr while a command works, where stderr is a terminal; silent elsewhere."""

    def __init__(self, lang: Lang) -> None:
        self.lang: Lang = lang
        self.live: Any = None

    def __enter__(self) -> progress_bar:
        return self

    def __exit__(self, *_: object) -> None:
        self.done()

    def __call__(self, what: Text, share: float) -> None:
        if not sys.stderr.isatty():
            return
        if self.live is None:
            from rich.console import Console
            from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

            self.live = Progress(
                TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn(),
                console=Console(stderr=True), transient=True,
            )  # fmt: skip
            self.live.start()
            self.live.add_task("", total=1.0)
        self.live.update(self.live.task_ids[0], description=what[self.lang], completed=share)

    def done(self) -> None:
        """Take the bar away."""
        if self.live is not None:
            self.live.stop()
            self.live = None
