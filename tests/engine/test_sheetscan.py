"""The fast reader reads what the exact reader reads, or refuses."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fuzzing import tries
from workbook.engine.cells import fast_reader
from workbook.engine.cells.chunk_positions import Unusual
from workbook.engine.cells.column_grid import Grid
from workbook.engine.cells.exact_reader import ExactReader, make_grid
from workbook.engine.cells.fast_reader import FastReader
from workbook.engine.cells.shared_strings import Strings
from workbook.engine.text.references import column_name
from workbook.engine.text.xml_text import BadXml, escape

STRINGS = Strings(["zero", "一二三", "", "a&b", "007", "x" * 50])
DATES = np.array([False, True, False, True])

TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=20)
NUMBER = st.one_of(st.integers(-(10**12), 10**12).map(str), st.floats(allow_nan=False, allow_infinity=False).map(repr))
STYLE = st.sampled_from(["", ' s="1"', ' s="2"', ' s="3"', ' s="12345"'])


@st.composite
def cells(draw: st.DrawFn) -> tuple[str, str]:
    """What stands behind a cell's address, and inside it."""
    style = draw(STYLE)
    formula = draw(st.sampled_from(["", "", "<f>A1*2</f>", '<f t="shared" si="0"/>', "<f/>"]))
    kind = draw(st.integers(0, 11))
    text = escape(draw(TEXT)).replace("\r", "")
    number = draw(NUMBER)
    return [
        (style, f"{formula}<v>{number}</v>"),
        (f'{style} t="n"', f"{formula}<v>{number}</v>"),
        (f'{style} t="s"', f"<v>{draw(st.integers(0, 5))}</v>"),
        (f'{style} t="str"', f"{formula}<v>{text}</v>"),
        (f'{style} t="inlineStr"', f"<is><t>{text}</t></is>"),
        (f'{style} t="inlineStr"', f'<is><t xml:space="preserve"> {text} </t></is>'),
        (f' t="b"{style}', f"{formula}<v>{draw(st.integers(0, 1))}</v>"),
        (f'{style} t="e"', f"{formula}<v>{draw(st.sampled_from(['#N/A', '#REF!', '#NEW!']))}</v>"),
        (style, formula),
        (f'{style} t="inlineStr"', f"<is><r><rPr><b/></rPr><t>{text}</t></r><r><t>tail</t></r></is>"),
        (f'{style} t="inlineStr" cm="1"', f'<is><t>{text}</t><rPh sb="0" eb="1"><t>guide</t></rPh></is>'),
        (style, ""),
    ][kind]


@st.composite
def sheets(draw: st.DrawFn) -> str:
    """Some rows, as the usual programs write them."""
    pieces = []
    row = 0
    for _ in range(draw(st.integers(1, 6))):
        row += draw(st.integers(1, 150_000))
        columns = sorted(draw(st.sets(st.sampled_from([1, 2, 3, 26, 27, 702, 703, 16384]), max_size=6)))
        extra = draw(st.sampled_from(["", ' spans="1:3"', ' ht="20" customHeight="1"']))
        if not columns and draw(st.booleans()):
            pieces.append(f'<row r="{row}"{extra}/>')
            continue
        pieces.append(f'<row r="{row}"{extra}>')
        for column in columns:
            tag, inner = draw(cells())
            name = f"{column_name(column)}{row}"
            pieces.append(f'<c r="{name}"{tag}>{inner}</c>' if inner else f'<c r="{name}"{tag}/>')
        pieces.append("</row>")
    return "".join(pieces)


def exact(rows: str) -> Grid:
    reader = ExactReader(lambda: STRINGS)
    reader.read(rows.encode())
    return make_grid(reader.columns(), DATES, False, reader.error_codes)


def fast(*chunks: str) -> Grid:
    reader = FastReader(lambda: STRINGS)
    for chunk in chunks:
        reader.read(chunk.encode())
    return make_grid(reader.columns(), DATES, False, reader.error_codes)


def same(one: Grid, other: Grid) -> None:
    assert list(one.columns) == list(other.columns)
    for index, column in one.columns.items():
        twin = other.columns[index]
        assert column.rows.tolist() == twin.rows.tolist()
        assert column.styles.tolist() == twin.styles.tolist()
        assert column.formulas.tolist() == twin.formulas.tolist()
        assert column.kinds.tolist() == twin.kinds.tolist()
        for row in column.rows.tolist():
            assert repr(one.values(index, row, row)) == repr(other.values(index, row, row))


@settings(max_examples=tries(300), deadline=None)
@given(sheets())
def test_fast_equals_exact(rows: str) -> None:
    """On rows as the usual programs write them both readers find the same cells."""
    same(exact(rows), fast(rows))


@settings(max_examples=tries(50), deadline=None)
@given(sheets())
def test_tags_that_mix_alike_are_told_apart(rows: str) -> None:
    """Where all tags come to the same number, the reader sees it and takes them word by word."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fast_reader, "_MIXING", np.zeros_like(fast_reader._MIXING))
        same(exact(rows), fast(rows))


@settings(max_examples=tries(50), deadline=None)
@given(sheets())
def test_chunks_do_not_matter(rows: str) -> None:
    """Where a sheet is cut between rows changes nothing."""
    pieces = [piece + "</row>" for piece in rows.split("</row>")]
    pieces[-1] = pieces[-1][: -len("</row>")]
    same(fast(rows), fast(*(piece for piece in pieces if piece)))


@pytest.mark.parametrize(
    "rows",
    [
        '<row><c r="A1"><v>1</v></c></row>',
        '<row r="1"><c><v>1</v></c></row>',
        '<x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c></x:row>',
        "<row r='1'><c r='A1'><v>1</v></c></row>",
        '<row r="1"><c t="n" r="A1"><v>1</v></c></row>',
        '<row r="1"><!-- note --><c r="A1"><v>1</v></c></row>',
        '<row r="1"><c r="A1" t="str"><v><![CDATA[1]]></v></c></row>',
        '<row r="2"><c r="A2"><v>1</v></c></row><row r="1"><c r="A1"><v>1</v></c></row>',
        '<row r="1"><c r="A2"><v>1</v></c></row>',
        '<row r="1"><c r="a1"><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v>nan</v></c></row>',
        '<row r="1"><c r="A1"><v>1 2</v></c></row>',
        '<row r="1"><c r="B1"><v>1</v></c><c r="B1"><v>2</v></c></row>',
    ],
)
def test_unusual_rows_are_refused(rows: str) -> None:
    """What the fast reader could misread it does not read."""
    with pytest.raises(Unusual):
        fast(rows)


def test_a_shared_string_beyond_the_table_is_damage() -> None:
    """A cell that points past the shared strings makes the file unreadable, in both readers."""
    rows = '<row r="1"><c r="A1" t="s"><v>99</v></c></row>'
    with pytest.raises(BadXml):
        fast(rows)
    with pytest.raises(BadXml):
        exact(rows)


def formula_of(inner: str, last: str | None = None) -> str | None:
    """What the fast reader says of a column of formulas: one text in each <f>, or another in the last."""
    rows = [f'<row r="{row}"><c r="A{row}"><f>{inner}</f><v>{row}</v></c></row>' for row in range(1, 5)]
    if last is not None:
        rows.append(f'<row r="5"><c r="A5">{last}<v>1</v></c></row>')
    reader = FastReader(lambda: Strings([]))
    half = len(rows) // 2
    for piece in (rows[:half], rows[half:]):
        reader.read("".join(piece).encode())
    (column,) = reader.columns().values()
    assert column.formulas.sum() == len(rows)
    return column.formula


def test_the_formula_of_a_column() -> None:
    """A formula that is the same down a column is known; one that differs, is shared or an array is looked up."""
    assert formula_of("B2&amp;&quot;x&quot;") == '=B2&"x"'
    assert formula_of("[a]*2", "<f>[a]*2</f>") == "=[a]*2"
    assert formula_of("[a]*2", "<f>[a]*3</f>") is None
    assert formula_of("[a]*2", "<f>[a]*20</f>") is None
    assert formula_of("[a]*2", '<f t="shared" si="0"/>') is None
    assert formula_of("[a]*2", '<f t="array" ref="A5">[a]*2</f>') is None
    assert formula_of("[a]*2", "<f/>") is None
