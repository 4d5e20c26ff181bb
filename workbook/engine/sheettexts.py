"""The texts of a chunk's cells as arrow string arrays, cut out of its bytes all at once."""

from __future__ import annotations

from typing import Any

import numpy as np

from workbook.engine.cells import BLANK, TEXT
from workbook.engine.sheetcells import Bytes, Ints, Unusual
from workbook.engine.strings import clean
from workbook.engine.xmltext import BadXml


def gathered(data: Bytes, start: Ints, end: Ints) -> tuple[Any, bool]:
    """The stretches of bytes as one arrow string array, and whether there may be an escape in some. Raises BadXml when
    they are no UTF-8."""
    import pyarrow as pa

    length = np.maximum(end - start, 0)
    offsets = np.zeros(len(length) + 1, dtype=np.int64)
    np.cumsum(length, out=offsets[1:])
    total = int(offsets[-1])
    if total >= 1 << 31:
        raise Unusual
    picks = np.arange(total) + np.repeat(start - offsets[:-1], length)
    gathered = data[picks]
    raw = gathered.tobytes()
    if not raw.isascii():
        try:
            raw.decode("utf-8")
        except UnicodeDecodeError as error:
            raise BadXml("encoding") from error
    buffers = [None, pa.py_buffer(offsets.astype(np.int32)), pa.py_buffer(raw)]
    escaped = b"&" in raw or b"_x" in raw or b"\r" in raw
    return pa.Array.from_buffers(pa.string(), len(length), buffers), escaped


def cleaned(texts: Any) -> Any:
    """Escapes undone where there are any."""
    import pyarrow as pa
    import pyarrow.compute as pc

    escaped = pc.match_substring_regex(texts, "[&\r]|_x[0-9A-Fa-f]{4}_").fill_null(False)
    if not pc.any(escaped).as_py():
        return texts
    listed = texts.to_pylist()
    for at in np.flatnonzero(escaped.to_numpy(zero_copy_only=False)).tolist():
        listed[at] = clean(listed[at])
    return pa.array(listed, pa.string())


def merged(one: Any, other: Any) -> Any:
    import pyarrow.compute as pc

    return pc.coalesce(one, other)


def without_empty(kinds: Any, texts: Any) -> tuple[Any, Any]:
    """Cells whose text is empty are blank."""
    import pyarrow.compute as pc

    empty = pc.equal(pc.binary_length(texts), 0).fill_null(True).to_numpy(zero_copy_only=False) & (kinds == TEXT)
    if empty.any():
        kinds = np.where(empty, BLANK, kinds).astype(np.int8)
    return kinds, texts
