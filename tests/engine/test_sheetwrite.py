"""Cells written into rows of a file: every cell in its place, the others as they were."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from workbook.engine.cells.cell_values import KEEP, REMOVE
from workbook.engine.cells.row_edits import ColumnEdits
from workbook.engine.cells.sheet_rewriting import Patcher
from workbook.engine.text.references import column_name

COLUMNS = st.integers(1, 40)
ROWS = st.integers(1, 6)
LOOKS = st.sampled_from([0, 3])
CELLS = st.dictionaries(st.tuples(ROWS, COLUMNS), st.tuples(st.floats(-9, 9).map(lambda n: round(n, 2)), LOOKS))
PLAIN = [1.5, "字", True, None]
EDITS = st.one_of(
    [
        st.dictionaries(st.tuples(ROWS, COLUMNS), st.tuples(st.sampled_from(values), LOOKS), min_size=1)
        for values in (PLAIN, [*PLAIN, KEEP, REMOVE])
    ]
)


def cell(row: int, column: int, inner: str, style: int) -> str:
    """One cell as programs write it."""
    look = f' s="{style}"' if style else ""
    return f'<c r="{column_name(column)}{row}"{look}{inner}' + ("" if inner.endswith("/>") else "</c>")


WRITTEN = {1.5: "><v>1.5</v>", "字": ' t="inlineStr"><is><t>字</t></is>', True: ' t="b"><v>1</v>', None: "/>"}


@given(CELLS, EDITS)
def test_every_cell_in_its_place(
    cells: dict[tuple[int, int], tuple[float, int]], edits: dict[tuple[int, int], tuple[object, int]]
) -> None:
    """Cells of a row stay in the order of their columns, whether they were there, are replaced, come or go."""
    model = {at: cell(*at, f"><v>{value}</v>", style) for at, (value, style) in cells.items()}
    chunk = _rows(model)
    for at, (value, style) in edits.items():
        if value is REMOVE or (value is None and not style):
            model.pop(at, None)
        elif value is KEEP and at in cells:
            model[at] = cell(*at, f"><v>{cells[at][0]}</v>", style)
        elif value is KEEP:
            if style:
                model[at] = cell(*at, "/>", style)
        else:
            model[at] = cell(*at, WRITTEN[value], style)
    columns = {column for _, column in edits}
    given_ = [
        ColumnEdits(column, *zip(*sorted((row, *edits[row, c]) for row, c in edits if c == column), strict=True))
        for column in columns
    ]
    hinted = re.sub(r'(<row r="\d+")', r'\1 spans="1:7"', chunk)
    for source, usual in ((chunk, True), (chunk, False), (hinted, True)):
        patcher = Patcher(given_, {}, prefix="", date1904=False, usual=usual)
        out = b"".join([*patcher.patch(source.encode()), *patcher.rest()]).decode()
        assert re.sub(r'<row r="\d+"(></row>|/>)', "", re.sub(' spans="1:7"', "", out)) == _rows(model)
        for row in re.findall(r'<row r="\d+" spans="1:7">.*?</row>', out):
            number = re.findall("[0-9]+", row)[0]
            new = {column for _, column in edits if f'<c r="{column_name(column)}{number}"' in row}
            assert max(new, default=0) <= max(7, *(column for at, column in cells if str(at) == number))


def _rows(cells: dict[tuple[int, int], str]) -> str:
    rows = sorted({row for row, _ in cells})
    return "".join(
        f'<row r="{row}">' + "".join(xml for (at, _), xml in sorted(cells.items()) if at == row) + "</row>"
        for row in rows
    )
