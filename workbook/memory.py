"""What the C library does with memory that large arrays give back.

glibc returns it to the system and asks for it again, page by page, with the next array: a tenth of the time that a
large book takes. A program that ends with its work can keep it (`man mallopt`); other C libraries are left alone.
"""

from __future__ import annotations

import contextlib
import sys

_SETTINGS = {"MMAP_THRESHOLD": (-3, 32 << 20), "TRIM_THRESHOLD": (-1, 512 << 20), "TOP_PAD": (-2, 16 << 20)}
"""The number that mallopt knows each by, and bytes; glibc takes no larger threshold for mmap."""
ENVIRONMENT = {f"MALLOC_{name}_": str(size) for name, (_, size) in _SETTINGS.items()}
"""The same for a process that is yet to start."""


def keep() -> bool:
    """Have this process keep what its arrays give back; whether it does."""
    if sys.platform != "linux":
        return False
    import ctypes

    with contextlib.suppress(AttributeError, OSError):
        mallopt = ctypes.CDLL(None).mallopt
        return all(mallopt(number, size) for number, size in _SETTINGS.values())
    return False
