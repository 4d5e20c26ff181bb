"""What tests have another process do."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import IO


def double(out: IO[bytes], text: str) -> None:
    """Write the text twice."""
    print("said aside, and no part of the answer")
    out.write((text * 2).encode())


def fail(_out: IO[bytes]) -> None:
    """What goes wrong."""
    raise ValueError


def half(out: IO[bytes]) -> None:
    """Write something, then end badly."""
    out.write(b"half")
    out.flush()
    os._exit(3)


def wait(_out: IO[bytes]) -> None:
    """Never end by itself."""
    sys.stdin.buffer.read()
    while True:
        os.read(os.pipe()[0], 1)


def beat(_out: IO[bytes], path: Path) -> None:
    """Show for ten seconds that it is still there."""
    for _ in range(200):
        with path.open("ab") as file:
            file.write(b".")
        time.sleep(0.05)
