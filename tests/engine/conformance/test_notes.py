"""Range.note, Sheet.notes: the old kind of comment, with its box."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import openpyxl
import pytest
import xlwings as xw
from openpyxl.comments import Comment

from tests.engine.odd_books import HEAD, MAIN, contents, make_book, relationships, worksheet
from workbook import engine


def test_a_note_is_added_changed_and_deleted(sheet: xw.Sheet) -> None:
    """A note says what it is told, before a save and after."""
    note = sheet["B2"].add_note("first\nline & more")
    assert note.location == sheet["B2"]
    sheet["C3"].add_note("other")
    sheet.book.save()
    assert [(one.location.address, one.text) for one in sheet.notes] == [
        ("$B$2", "first\nline & more"), ("$C$3", "other"),
    ]  # fmt: skip
    found = sheet["B2"].note
    assert found is not None
    found.text = "second"
    assert found.text == "second"
    found.delete()
    assert sheet["B2"].note is None
    sheet.book.save()
    assert [one.text for one in sheet.notes] == ["other"]


def test_another_program_sees_the_note(sheet: xw.Sheet, path: Path) -> None:
    """An independent reader finds it on its cell."""
    sheet["B2"].add_note("hello")
    sheet.book.save()
    comment = openpyxl.load_workbook(path)["Third"]["B2"].comment
    assert comment is not None
    assert comment.text == "hello"


def test_each_note_has_a_box(sheet: xw.Sheet, path: Path) -> None:
    """The drawing has a hidden box a note, with an id of its own; it goes with the note."""
    for cell in ("A1", "D9"):
        sheet[cell].add_note(cell)
    sheet.book.save()
    with zipfile.ZipFile(path) as package:
        drawing = package.read("xl/drawings/vmlDrawing1.vml").decode()
    assert drawing.count("<v:shape ") == 2
    assert 'id="_x0000_s1025"' in drawing
    assert 'id="_x0000_s1026"' in drawing
    assert "<x:Row>8</x:Row><x:Column>3</x:Column>" in drawing
    sheet["A1"].clear()
    sheet.book.save()
    with zipfile.ZipFile(path) as package:
        drawing = package.read("xl/drawings/vmlDrawing1.vml").decode()
    assert drawing.count("<v:shape ") == 1


def test_the_stand_ins_of_threaded_comments_are_no_notes(tmp_path: Path) -> None:
    """A cell with a threaded comment has no note, and gets none."""
    comments = (
        f'{HEAD}<comments xmlns="{MAIN}"><authors><author>tc={{1}}</author><author>Ann</author></authors><commentList>'
        '<comment ref="A1" authorId="0"><text><t>[Threaded comment]</t></text></comment>'
        '<comment ref="B1" authorId="1"><text><t>note</t></text></comment></commentList></comments>'
    )
    path = make_book(
        tmp_path / "threads.xlsx",
        {"One": worksheet("")},
        parts={
            "xl/comments1.xml": comments,
            "xl/worksheets/_rels/sheet1.xml.rels": relationships({"rId1": ("comments", "../comments1.xml")}),
        },
    )
    with engine.open_book(path) as book:
        sheet = book.sheets[0]
        assert [(note.text, note.author) for note in sheet.notes] == [("note", "Ann")]
        with pytest.raises(NotImplementedError, match="comment"):
            sheet["A1"].add_note("x")
        sheet["C1"].add_note("new")
        book.save()
    found = contents(path)["xl/comments1.xml"]
    assert b"[Threaded comment]" in found
    assert b">new<" in found


def test_a_note_is_read_as_it_is_now(sheet: xw.Sheet) -> None:
    """Texts are remembered, but never longer than they are true."""
    first, second = sheet["A1"].add_note("one"), sheet["B2"].add_note("two")
    assert (first.text, second.text) == ("one", "two")
    second.text = "three"
    assert (first.text, second.text) == ("one", "three")
    sheet.book.save()
    assert [note.text for note in sheet.notes] == ["one", "three"]
    second.delete()
    assert [note.text for note in sheet.notes] == ["one"]
    with pytest.raises(KeyError):
        _ = second.text


def test_a_box_follows_its_note_whatever_prefixes_the_file_has(tmp_path: Path) -> None:
    """openpyxl writes <ns2:Row> where Excel writes <x:Row>; a box left behind would be shown, or repaired away."""
    file = tmp_path / "noted.xlsx"
    made = openpyxl.Workbook()
    made.worksheets[0]["B5"] = "here"
    made.worksheets[0]["B5"].comment = Comment("hello", "somebody")
    made.save(file)
    with engine.open_book(file) as book:
        book.sheets[0].range("2:3").insert("down")
        book.save()
    with zipfile.ZipFile(file) as package:
        drawing = next(name for name in package.namelist() if name.endswith(".vml"))
        assert re.findall(rb"Row>(\d+)<", package.read(drawing)) == [b"6"]
    assert openpyxl.load_workbook(file).worksheets[0]["B7"].comment is not None
