"""The memory of a command and of the processes it starts, together."""

from __future__ import annotations

import contextlib
import resource
import threading
from pathlib import Path


class Together(threading.Thread):
    """Watches the memory of a process and those it starts: the most they held at once, looked at 50 times a second."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.pid, self.megabytes, self.ended = pid, 0.0, threading.Event()
        self.start()

    def run(self) -> None:
        """Look until the process has ended."""
        while not self.ended.wait(0.02):
            with contextlib.suppress(OSError, ValueError):
                started = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()
                held = [int(Path(f"/proc/{pid}/statm").read_text().split()[1]) for pid in (self.pid, *started)]
                self.megabytes = max(self.megabytes, sum(held) * resource.getpagesize() / (1 << 20))
