"""Drafts as files."""

from __future__ import annotations

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest

from macros.desk.letters.draft_files import place, stem, txt
from macros.files.drafts import draft

LONG = "关于二零二六年第二季度智能开关与配套线材供货价格及到货时间安排的说明和贵公司近期需求的问候" * 2


def read(data: bytes) -> EmailMessage:
    """As a mail program reads it."""
    return message_from_bytes(data, policy=default)


def test_a_draft_is_read_as_it_was_written() -> None:
    """Chinese subject, name and text, in lines of at most 998 octets, all ASCII on the wire."""
    data = draft(LONG, "您好！\n\n第二段 " + LONG, to=("王芳、李娜", "wang@example.com"))
    message = read(data)
    assert message["X-Unsent"] == "1"
    assert message["Subject"] == LONG
    assert [(one.display_name, one.addr_spec) for one in message["To"].addresses] == [
        ("王芳、李娜", "wang@example.com")
    ]
    assert message.get_content().replace("\r\n", "\n") == "您好！\n\n第二段 " + LONG + "\n"
    assert data.isascii()
    assert max(map(len, data.split(b"\r\n"))) <= 78
    assert "From" not in message


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029", "\x00"])
def test_no_cell_begins_a_header_of_its_own(end: str) -> None:
    """A line end in a name or a subject is a space."""
    message = read(draft(f"催款{end}Bcc: y@example.com", "x", to=(f"王芳{end}Bcc: x@example.com", "w@example.com")))
    assert message.keys() == ["X-Unsent", "To", "Subject", "Content-Type", "Content-Transfer-Encoding", "MIME-Version"]
    assert [one.addr_spec for one in message["To"].addresses] == ["w@example.com"]


@pytest.mark.parametrize("address", ["a@x.cn, b@x.cn", "a@x.cn\nBcc: b@x.cn", "王@x.cn <a@x.cn>", ""])
def test_an_address_is_one_address(address: str) -> None:
    """Anything else is refused by the package."""
    with pytest.raises((ValueError, IndexError)):
        draft("s", "b", to=("王芳", address))


def test_the_same_letter_is_the_same_bytes() -> None:
    """No date, no number of its own."""
    assert draft("s", "b", to=("王", "a@x.cn")) == draft("s", "b", to=("王", "a@x.cn"))


def test_a_text_message_opens_in_notepad() -> None:
    """Marked as UTF-8, with the line ends of Windows."""
    assert txt("您好\n再见\x00") == "\ufeff您好\r\n再见\r\n".encode()


def test_a_file_is_named_by_customer_person_and_template() -> None:
    """Without what no file's name may hold."""
    assert stem("C00001", "甲/公司:*", "", "催款") == "C00001 甲 公司 催款"
    assert stem("..", "") == "letter"
    assert len(stem("长" * 200)) == 60


def test_nothing_is_written_over(tmp_path: Path) -> None:
    """The same files stay; others make the next number."""
    contents = [(".eml", b"1"), (".txt", b"2")]
    assert place(tmp_path, "a", contents, set()) == ("a", False)
    (tmp_path / "a.eml").write_bytes(b"1")
    (tmp_path / "a.txt").write_bytes(b"2")
    assert place(tmp_path, "a", contents, set()) == ("a", True)
    assert place(tmp_path, "a", [(".eml", b"other")], set()) == ("a 2", False)
    assert place(tmp_path, "a", contents, {"a"}) == ("a 2", False)
