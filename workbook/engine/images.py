"""What kind of image some bytes are, and how large it is shown: pixels by the resolution it states, else 96 an inch.

PNG (ISO/IEC 15948, IHDR and pHYs), JPEG (ITU-T T.81 frame header, JFIF density), GIF 89a, BMP.
"""

from __future__ import annotations

import struct

from workbook.engine.refusing import unsupported

_DPI = 96.0
_POINTS = 72.0
TYPES = {"png": "image/png", "jpeg": "image/jpeg", "gif": "image/gif", "bmp": "image/bmp"}
"""Content types by file extension."""
_FRAMES = frozenset((*range(0xC0, 0xC4), *range(0xC5, 0xC8), *range(0xC9, 0xCC), *range(0xCD, 0xD0)))


def image_size(data: bytes) -> tuple[str, float, float]:
    """The file extension of an image's kind, its width and height in points. Raises Unsupported for other kinds."""
    try:
        if data.startswith(b"\x89PNG\r\n\x1a\n"):
            return ("png", *_png(data))
        if data.startswith(b"\xff\xd8"):
            return ("jpeg", *_jpeg(data))
        if data.startswith((b"GIF87a", b"GIF89a")):
            width, height = struct.unpack_from("<HH", data, 6)
            return ("gif", *_points(width, height, _DPI, _DPI))
        if data.startswith(b"BM"):
            width, height = struct.unpack_from("<ii", data, 18)
            across, down = (n * 0.0254 or _DPI for n in struct.unpack_from("<ii", data, 38))
            return ("bmp", *_points(width, abs(height), across, down))
    except (struct.error, IndexError) as error:
        raise unsupported("a picture that is cut off") from error
    raise unsupported("a picture that is no PNG, JPEG, GIF or BMP")


def _points(width: int, height: int, across: float, down: float) -> tuple[float, float]:
    return width * _POINTS / across, height * _POINTS / down


def _png(data: bytes) -> tuple[float, float]:
    width, height = struct.unpack_from(">II", data, 16)
    across = down = _DPI
    at = 8
    while at + 8 <= len(data):
        length, kind = struct.unpack_from(">I4s", data, at)
        if kind == b"pHYs":
            x, y, unit = struct.unpack_from(">IIB", data, at + 8)
            if unit == 1 and x and y:
                across, down = round(x * 0.0254, 2), round(y * 0.0254, 2)
        if kind in (b"IDAT", b"IEND"):
            break
        at += 12 + length
    return _points(width, height, across, down)


def _jpeg(data: bytes) -> tuple[float, float]:
    across = down = _DPI
    at = 2
    while True:
        marker, length = data[at + 1], struct.unpack_from(">H", data, at + 2)[0]
        if data[at] != 0xFF:
            raise IndexError
        if marker == 0xE0 and data[at + 4 : at + 9] == b"JFIF\0":
            unit, x, y = struct.unpack_from(">BHH", data, at + 11)
            if unit in (1, 2) and x and y:
                across, down = (x, y) if unit == 1 else (x * 2.54, y * 2.54)
        if marker in _FRAMES:
            height, width = struct.unpack_from(">HH", data, at + 5)
            return _points(width, height, across, down)
        at += 2 + length
