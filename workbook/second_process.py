"""A second Python process that works something out while this one goes on with something else.

    task = start(function, argument, …)     # at once; None where no process can be started
    …
    found = task.result(receive)             # waits; None where this process has to do the work itself

    task = ready(warm)                       # starts the process, which calls warm(): imports, say, take a second
    …
    task.order(function, argument, …)

The function is one of a module, takes a binary stream and the arguments, and writes what it has found into the stream;
`receive` reads it. Array operations and plain Python both hold Python's lock, so threads would only take turns.

Nothing depends on the other process: whatever goes wrong there is no error here, the caller does the work as if nobody
had tried, and what is wrong is found and said in one place. Arguments are pickled, so they are this program's own.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any, TypeVar

from workbook import memory

_ROOT = Path(__file__).resolve().parents[1]
_LOOKS = 0.5
"""Seconds between two looks at whether the process that started this one is still there."""
_PIPE = 1 << 20
"""Bytes that can wait in a pipe, where the system lets one choose: with its 64 KiB the two wait for each other."""
Found = TypeVar("Found")


class Task:
    """What another process is working out, or will when it is told."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process
        self._tellers: list[threading.Thread] = []

    def _tell(self, what: Any, *, last: bool) -> None:
        """Hand something over: the other process takes it once it has started, and nobody waits for that."""
        data = pickle.dumps(what, protocol=5)
        before = self._tellers[-1:]

        def write() -> None:
            for teller in before:
                teller.join()
            assert self._process.stdin is not None
            with contextlib.suppress(OSError, ValueError):
                self._process.stdin.write(data)
                self._process.stdin.flush()
            if last:
                with contextlib.suppress(OSError):
                    self._process.stdin.close()

        self._tellers.append(threading.Thread(target=write, daemon=True))
        self._tellers[-1].start()

    def order(self, function: Callable[..., None], *arguments: Any) -> None:
        """Have `function(stream, *arguments)` called."""
        self._tell((function, arguments), last=True)

    def result(self, receive: Callable[[IO[bytes]], Found]) -> Found | None:
        """What was found; None when nothing was."""
        try:
            found = receive(self.answer)
            return found if self._process.wait() == 0 else None
        except Exception:  # whatever the other process met, doing the work here says what it is
            return None
        finally:
            self.stop()

    @property
    def answer(self) -> IO[bytes]:
        """What the function writes, for an answer that is taken piece by piece."""
        assert self._process.stdout is not None
        return self._process.stdout

    def stop(self) -> None:
        """Nobody wants it any more."""
        with contextlib.suppress(OSError):
            self._process.kill()
        self._process.wait()
        for teller in self._tellers:
            teller.join()
        for stream in (self._process.stdin, self._process.stdout):
            with contextlib.suppress(OSError):
                if stream is not None:
                    stream.close()

    @property
    def ended(self) -> bool:
        """Whether the process has ended."""
        return self._process.poll() is not None


def can_start() -> bool:
    """Whether this machine has a second processor, and this program is one that can be started again."""
    affinity = getattr(os, "sched_getaffinity", None)
    processors = len(affinity(0)) if affinity else os.cpu_count() or 1
    return processors > 1 and Path(sys.executable or "").stem.lower().startswith("python")


def start(function: Callable[..., None], *arguments: Any) -> Task | None:
    """Have `function(stream, *arguments)` called by another process; None where none can be started."""
    task = ready(_nothing)
    if task is not None:
        task.order(function, *arguments)
    return task


def _nothing() -> None:
    """What a process that gets its order at once has to do before."""


def ready(warm: Callable[[], None]) -> Task | None:
    """Another process that calls `warm()` and waits for its order; None where none can be started."""
    paths = [str(_ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
    try:
        process = subprocess.Popen(  # noqa: S603 - this very program
            [sys.executable, "-P", "-m", __name__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            pipesize=_PIPE,
            env={**os.environ, **memory.ENVIRONMENT, "PYTHONPATH": os.pathsep.join(paths)},
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except OSError:
        return None
    task = Task(process)
    task._tell(warm, last=False)
    return task


def do_without(package: str) -> None:
    """Have this process import everything as if a package were not installed."""
    sys.meta_path.insert(0, _Without(package))


class _Without:
    """What the import system asks first."""

    def __init__(self, package: str) -> None:
        self._package = package

    def find_spec(self, name: str, *_: object) -> None:
        """Whether it knows a module: it refuses one."""
        if name == self._package:
            raise ImportError(name)


def main() -> None:
    """The other process: take the order, carry it out, end."""
    if sys.platform != "win32":  # there the number of a process's parent stays when that ends; the pipe breaks
        threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()
    with open(sys.stdout.fileno(), "wb", closefd=False) as stream:
        sys.stdout = sys.stderr  # what anybody prints is no part of the answer
        warm = pickle.load(sys.stdin.buffer)  # noqa: S301 - from the process that started this one, as is the order
        warm()
        function, arguments = pickle.load(sys.stdin.buffer)  # noqa: S301
        function(stream, *arguments)


def _end_with(parent: int) -> None:
    """End when the process is gone that wanted the answer: killed, it cannot say so, and nobody is told of a broken
    pipe who writes nothing."""
    while os.getppid() == parent:
        time.sleep(_LOOKS)
    os._exit(1)


if __name__ == "__main__":
    main()
