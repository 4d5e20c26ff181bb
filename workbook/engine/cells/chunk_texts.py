"""The texts of a chunk's cells as arrow string arrays, cut out of its bytes all at once."""

from __future__ import annotations

from typing import Any

import numpy as np

from workbook.engine.cells.chunk_positions import Bytes, Ints, Unusual
from workbook.engine.cells.column_grid import BLANK, TEXT
from workbook.engine.cells.shared_strings import clean
from workbook.engine.text.xml_text import BadXml


def gathered(data: Bytes, start: Ints, end: Ints) -> tuple[Any, bool]:
    """The stretches of bytes as one arrow string array, and whether there may be an escape in some. Raises BadXml when
    they are no UTF-8."""
    length = np.maximum(end - start, 0)
    if int(length.sum()) >= 1 << 31 or len(data) >= 1 << 31:
        raise Unusual
    # what lies between the stretches is cut out: each begins where it does, or, when it is empty, where the last ended
    bounds = np.zeros(2 * len(length) + 1, dtype=np.int32)
    bounds[2::2] = np.maximum.accumulate(np.where(length > 0, end, 0))
    bounds[1::2] = np.where(length > 0, start, bounds[2::2])
    if not bool((bounds[1:] >= bounds[:-1]).all()):
        raise Unusual
    found = every_second(data, bounds, 1)
    raw = text_bytes(found)
    if not raw.isascii():
        try:
            raw.decode("utf-8")
        except UnicodeDecodeError as error:
            raise BadXml("encoding") from error
    return found, b"&" in raw or b"_x" in raw or b"\r" in raw


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


def every_second(data: Any, bounds: Any, first: int) -> Any:
    """Every second of the stretches between ascending bounds (int32) of some bytes, as an arrow string array."""
    import pyarrow as pa

    count = len(bounds) - 1
    stretches = pa.Array.from_buffers(pa.string(), count, [None, pa.py_buffer(bounds), pa.py_buffer(data)])
    return stretches.take(pa.array(np.arange(first, count, 2)))


def text_bytes(texts: Any) -> bytes:
    """The bytes of all texts, one behind the other."""
    if not len(texts):
        return b""
    offsets = np.frombuffer(texts.buffers()[1], dtype=np.int32)[texts.offset : texts.offset + len(texts) + 1]
    data = texts.buffers()[2]
    return b"" if data is None else data.slice(int(offsets[0]), int(offsets[-1] - offsets[0])).to_pybytes()
