"""Encodings of text files: told by a mark, by zero bytes, by what reads sensibly.

UTF-8 and UTF-16 before all; then Japanese and Korean, where their own signs show; then GB18030, Big5, Windows-1252. A
few zero bytes in a text are what a program left behind, no sign of UTF-16.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable
from pathlib import Path

from workbook.errors import InputError
from workbook.language import Text

SAMPLE = 64 * 1024
"""How many bytes are looked at."""
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

_OLD_ENCODINGS = ("gb18030", "big5", "cp1252")


def decode(content: bytes, path: Path) -> str:
    """The text of a file. InputError where no encoding reads it."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _strictly(content, encoding, path)
    head = content[:SAMPLE]
    if 0 in head:
        if wide := _utf_16(head):
            return _strictly(content, wide, path)
        content = content.replace(b"\x00", b"")  # what a program left behind the end of a text
        head = content[:SAMPLE]
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        pass
    if eastern := _eastern(content):
        return content.decode(eastern)
    for encoding in dict.fromkeys((*_likely(head), *_OLD_ENCODINGS)):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise _not_text(path)


def _utf_16(head: bytes) -> str | None:
    """UTF-16 without its mark: a line end of two bytes, and zero bytes on one side of the pairs only."""
    left, right = head[::2].count(0), head[1::2].count(0)
    if min(left, right) * 10 > max(left, right):
        return None
    name, end = ("utf-16-le", b"\n\x00") if right > left else ("utf-16-be", b"\x00\n")
    return name if end in head or max(left, right) * 4 > len(head) else None


_KANA = re.compile("[\u3040-\u30ff]")
_HALF_KANA = re.compile("[\uff61-\uff9f]")
_HANGUL = re.compile("[\uac00-\ud7a3]")
_FOREIGN = re.compile(r"[^\x00-\x7f]")


def _eastern(content: bytes) -> str | None:
    """Japanese or Korean, told by signs that Chinese has not: a text of kana, or of hangul alone."""
    for encoding, own, least in (("shift_jis", _KANA, 0.12), ("euc_kr", _HANGUL, 0.95), ("euc_jp", _KANA, 0.12)):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        foreign = len(_FOREIGN.findall(text))
        if foreign > 3 and len(own.findall(text)) >= least * foreign and not _HALF_KANA.search(text):
            return encoding
    return None


def _likely(head: bytes) -> Iterable[str]:
    """The old encoding in which the first lines make most sense."""
    from charset_normalizer import from_bytes

    whole_lines = head[: head.rfind(b"\n") + 1] or head
    best = from_bytes(whole_lines, cp_isolation=list(_OLD_ENCODINGS)).best()
    return () if best is None else (best.encoding,)


def _strictly(content: bytes, encoding: str, path: Path) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise _not_text(path) from error


def _not_text(path: Path) -> InputError:
    return InputError(
        Text(
            f"{path} 的文字编码无法识别。请用 Excel 打开，另存为“CSV UTF-8”。",
            f"The encoding of {path} is not known. Open it in Excel and save it as CSV UTF-8.",
        )
    )
