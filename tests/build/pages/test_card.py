"""The sheet 客户卡 as it is built: links to it, what may be typed into its cells, what is printed of it."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
from lxml import etree
from openpyxl.utils import range_boundaries

from tests.build.bodies import body
from tests.packages import sheet_parts
from workbook import schema
from workbook.language import LANGS, Lang
from workbook.schema.card_frame import CARD_FIND, CARD_SHEET, FIRST_ROW, LINKED, frame, page_one_rows


@pytest.mark.parametrize("lang", LANGS)
def test_the_sample_s_customers_lead_to_the_card(lang: Lang, tmp_path: Path) -> None:
    """One link over the column, which ends with the table; a refresh links the rows to come."""
    path = tmp_path / "book.xlsx"
    path.write_bytes(body(lang, sample=True))
    declared = schema.table("tblCustomers")
    with zipfile.ZipFile(path) as archive:
        assert CARD_FIND not in archive.read("xl/sharedStrings.xml").decode()
        xml = etree.fromstring(archive.read(sheet_parts(path)[declared.label[lang]]))
    [reach] = [one.get("ref") for one in xml.iter("{*}hyperlink") if one.get("location") == CARD_FIND]
    column = declared.keys.index(LINKED["tblCustomers"]) + 1
    assert range_boundaries(str(reach)) == (column, 4, column, 3 + 40)


@pytest.mark.parametrize("lang", LANGS)
def test_a_cell_has_the_dropdown_of_its_field_and_a_worked_out_one_takes_no_typing(lang: Lang) -> None:
    """Each by its validation."""
    sheet = openpyxl.load_workbook(io.BytesIO(body(lang, sample=False)))[CARD_SHEET[lang]]
    rules = {str(area): rule for rule in sheet.data_validations.dataValidation for area in rule.sqref.ranges}
    found: dict[str, tuple[str, str | None]] = {}
    for at, line in enumerate(frame(), start=FIRST_ROW):
        for column, slot in line.placed():
            rule = rules.get(sheet.cell(at, column + 1).coordinate)
            if slot.key and rule is not None:
                found.setdefault(slot.key, (rule.type, rule.formula1))
    assert found["tblCustomers.region"] == ("list", schema.listing("region").range_name)
    assert found["figures.0"] == ("custom", "FALSE")
    assert found["tblCustomers.completeness"] == ("custom", "FALSE")
    assert "tblProfiles.state" not in found


def test_page_1_is_a_sheet_of_paper_by_itself() -> None:
    """What one types into stays on the screen."""
    sheet = openpyxl.load_workbook(io.BytesIO(body("zh", sample=False)))[CARD_SHEET.zh]
    assert [one.id for one in sheet.row_breaks.brk] == [FIRST_ROW + page_one_rows() - 1]
    assert f"$A${FIRST_ROW}:" in str(sheet.print_area)
