"""Drafts of e-mails as files: an .eml that any mail program opens as a letter still to be sent.

The message is made by Python's email package: a line end or another sign that could begin a header of its own is gone
from subject and names before it gets there, and the package refuses one besides. X-Unsent: 1 is how Outlook and others
know a draft. There is no sender: the mail program puts in whose it is. The same letter makes the same bytes.
"""

from __future__ import annotations

from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

from workbook.rules.cleaning.text import plain, tidy, writable


def draft(subject: str, body: str, *, to: tuple[str, str] | None = None, html: str | None = None) -> bytes:
    """The draft of a letter; `to`: name and address, `html`: the body for mail programs that show it.
    ValueError where the address can be none."""
    message = EmailMessage(policy=SMTP)
    message["X-Unsent"] = "1"
    if to is not None:
        name, email = to
        message["To"] = Address(one_line(name), addr_spec=email)
    message["Subject"] = one_line(subject)
    message.set_content(plain(body).rstrip() + "\n", charset="utf-8", cte="base64")
    if html is not None:
        message.add_alternative(plain(html), subtype="html")
    return message.as_bytes()


def one_line(text: str) -> str:
    """A text without line ends and what no file can hold."""
    return tidy(writable(text)).replace("\n", " ").replace("\r", " ")
