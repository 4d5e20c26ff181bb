"""Drafts as files: an .eml that any mail program opens as a letter still to be sent, and a .txt with the text message.

The message is made by Python's email package: a line end or another sign that could begin a header of its own is gone
from subject and names before it gets there, and the package refuses one besides. X-Unsent: 1 is how Outlook and others
know a draft. There is no sender: the mail program puts in whose it is. The same letter makes the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

from workbook.rules.cleaning.text import tidy, writable

_NOT_IN_NAMES = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
_LONGEST = 60  # characters of a file's name without its ending


def eml(name: str, email: str, subject: str, body: str) -> bytes:
    """The draft of a letter. ValueError where the address can be none."""
    message = EmailMessage(policy=SMTP)
    message["X-Unsent"] = "1"
    message["To"] = Address(_one_line(name), addr_spec=email)
    message["Subject"] = _one_line(subject)
    message.set_content(writable(body).rstrip() + "\n", charset="utf-8", cte="base64")
    return message.as_bytes()


def txt(text: str) -> bytes:
    """A text to be copied, as every editor of Windows reads it."""
    return b"\xef\xbb\xbf" + (writable(text).rstrip() + "\n").replace("\n", "\r\n").encode()


def stem(*parts: str) -> str:
    """The name of a draft's files, without what a file's name may not hold."""
    said = " ".join(filter(None, (_NOT_IN_NAMES.sub(" ", _one_line(part)) for part in parts)))
    return " ".join(said.split())[:_LONGEST].strip(" .") or "letter"


def place(folder: Path, name: str, contents: Sequence[tuple[str, bytes]], taken: set[str]) -> tuple[str, bool]:
    """The stem under which files (suffix, bytes) go into the folder, and whether they are there already as they are.
    What others have put there is not written over: the next number is taken."""
    number, found = 1, name
    while True:
        paths = [(folder / f"{found}{suffix}", content) for suffix, content in contents]
        if found.casefold() not in taken:
            if all(path.exists() and path.read_bytes() == content for path, content in paths):
                return found, True
            if not any(path.exists() for path, _ in paths):
                return found, False
        number += 1
        found = f"{name} {number}"


def _one_line(text: str) -> str:
    return tidy(writable(text)).replace("\n", " ").replace("\r", " ")
