"""Usual names: what many readers take for granted stands in the finished book."""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from workbook.build.pack import Parts, read_parts
from workbook.build.usual_names import with_usual_names

DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
MAIN = "http://schemas.openxmlformats.org/drawingml/2006/main"


@pytest.fixture(scope="module")
def book(sample_book: Callable[[str], Path]) -> Parts:
    """The parts of the sample book."""
    return read_parts(sample_book("zh"))


def test_every_target_is_a_path_from_its_part_to_one_that_is_there(book: Parts) -> None:
    """No target begins at the root, and none leads nowhere."""
    seen = 0
    for name in (one for one in book if one.endswith(".rels")):
        folder = posixpath.dirname(posixpath.dirname(name))
        for one in etree.fromstring(book[name]):
            target = one.get("Target", "")
            if one.get("TargetMode") != "External":
                seen += 1
                assert not target.startswith("/"), (name, target)
                assert posixpath.normpath(posixpath.join(folder, target)) in book, (name, target)
    assert seen > 50


def test_comments_stand_beside_the_workbook(book: Parts) -> None:
    """As xl/comments1.xml, with their content type."""
    assert "xl/comments1.xml" in book
    assert not [name for name in book if name.startswith("xl/comments/")]
    assert b'PartName="/xl/comments1.xml"' in book["[Content_Types].xml"]


def test_drawings_and_charts_carry_the_usual_prefixes(book: Parts) -> None:
    """xdr: for a drawing, c: for a chart, a: for what both hold."""
    assert b"<xdr:wsDr" in book["xl/drawings/drawing1.xml"]
    assert b"<xdr:twoCellAnchor" in book["xl/drawings/drawing1.xml"]
    assert b"<c:chartSpace" in book["xl/charts/chart1.xml"]
    assert b"<a:graphic" in book["xl/drawings/drawing1.xml"]


def test_a_prefix_changes_no_element_attribute_or_text() -> None:
    """Only the spelling of the tree changes."""
    given = (
        f'<wsDr xmlns="{DRAWING}"><from><col>1</col></from> '
        f'<x:p xmlns:x="{MAIN}" a="1" x:b="2">t<y xmlns=""/>u</x:p></wsDr>'
    ).encode()
    made = with_usual_names({"xl/drawings/drawing1.xml": given})["xl/drawings/drawing1.xml"]
    assert b"<xdr:from><xdr:col>1</xdr:col></xdr:from>" in made

    def told(data: bytes) -> list[object]:
        return [(one.tag, sorted(one.items()), one.text, one.tail) for one in etree.fromstring(data).iter()]

    assert told(made) == told(given)


def test_what_leads_out_of_the_file_stays() -> None:
    """An external target is an address, no path."""
    rels = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        b'<Relationship Id="a" Type="t" Target="/x" TargetMode="External"/></Relationships>'
    )
    assert b'Target="/x"' in with_usual_names({"xl/_rels/workbook.xml.rels": rels})["xl/_rels/workbook.xml.rels"]
