"""What the C library keeps."""

from __future__ import annotations

import os
import platform
import subprocess
import sys

import pytest

from workbook import memory

_COUNT = """
import resource, sys
from workbook import memory
if sys.argv[1] == "keep":
    assert memory.keep()
before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
for _ in range(50):
    bytearray(4 << 20)
print(resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before)
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="the settings are glibc's")
def test_what_is_given_back_is_kept() -> None:
    """Fifty arrays of 4 MB, one after the other, ask the system for one only, not for two; so by call, so by
    environment."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith("MALLOC_")}

    def faults(how: str, environment: dict[str, str]) -> int:
        done = subprocess.run(
            [sys.executable, "-c", _COUNT, how], env=environment, capture_output=True, text=True, check=True
        )
        return int(done.stdout)

    one = (4 << 20) // os.sysconf("SC_PAGE_SIZE")
    assert faults("keep", plain) < 1.5 * one
    assert faults("no", {**plain, **memory.ENVIRONMENT}) < 1.5 * one


def test_other_systems_are_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is called where the settings mean nothing."""
    monkeypatch.setattr(sys, "platform", "win32")
    assert not memory.keep()
