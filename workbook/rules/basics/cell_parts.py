"""Bytes as texts that fit cells: compressed, written with the signs of base64, cut into parts.

>>> parts = to_parts(b"12" * 100_000, 6)
>>> len(parts), from_parts(parts) == b"12" * 100_000
(1, True)
>>> from_parts(["no such", "text"])
Traceback (most recent call last):
ValueError: the parts do not give back what was kept
"""

from __future__ import annotations

import base64
import zlib
from collections.abc import Iterable

PART = 30_000
"""Characters of a part; a cell holds 32,767."""


def to_parts(data: bytes, level: int) -> list[str]:
    """The parts, to be put together again in this order. level: of the compression, 0 to 9."""
    text = base64.b64encode(zlib.compress(data, level)).decode("ascii")
    return [text[at : at + PART] for at in range(0, len(text), PART)]


def from_parts(parts: Iterable[str]) -> bytes:
    """What the parts were made of. ValueError where somebody changed them, or one is missing."""
    try:
        return zlib.decompress(base64.b64decode("".join(parts), validate=True))
    except (ValueError, zlib.error) as error:
        raise ValueError("the parts do not give back what was kept") from error
