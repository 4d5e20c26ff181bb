"""The cells of the search: one to type in, one with a formula for readers without Python, one for what is said."""

from __future__ import annotations

import pytest

from tests.build.bodies import opened
from workbook.build.pages.find import quick_formula
from workbook.language import Lang
from workbook.schema.home import FIND_QUICK, FIND_SAID, FIND_TEXT
from workbook.schema.tables.results import FOUND


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_cells_stand_above_the_table_of_hits(lang: Lang) -> None:
    """In the row that stays in sight; the first one takes text."""
    book = opened(lang)
    places = {name: book.defined_names[name].attr_text for name in (FIND_TEXT, FIND_QUICK, FIND_SAID)}
    sheet = FOUND.label[lang]
    assert {place.partition("!")[0].strip("'") for place in places.values()} == {sheet}
    assert {place.rpartition("$")[2] for place in places.values()} == {"1"}
    cell = book[sheet][places[FIND_TEXT].partition("!")[2].replace("$", "")]
    assert (cell.value, cell.number_format) == (None, "@")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_formula_is_made_of_what_every_excel_and_wps_has(lang: Lang) -> None:
    """No function newer than Excel 2007."""
    formula = quick_formula(lang)
    functions = {part.rpartition("(")[0] for part in formula.replace("(", "(|").split("|")}
    words = {"".join(sign for sign in one if sign.isalpha()) for one in functions}
    assert {word for word in words if word.isupper()} <= {"IF", "IFERROR", "INDEX", "MATCH", "COUNTIF"}
    assert len(formula) < 1_000
