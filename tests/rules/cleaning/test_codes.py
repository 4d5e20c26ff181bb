"""Codes are texts: what a sheet did to them is undone, what they lost is said."""

from __future__ import annotations

import pandas as pd
import pytest

from workbook import schema
from workbook.language import Text
from workbook.rules.check.check_table import check_table
from workbook.rules.cleaning import codes, columns, id_numbers, phones, postcodes, tax_numbers
from workbook.rules.loading.typed_columns import typed
from workbook.schema.model import Field, Kind


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("17850.0", "17850"),
        (17850.0, "17850"),
        ("１７８５０", "17850"),
        ('="00123"', "00123"),
        ("=\u0022\u002200123\u0022\u0022", "00123"),
        ("'00123", "00123"),
        (" C00001 ", "C00001"),
        ("1.3800138E+7", "13800138"),  # nothing is lost
        ("01.001", "01.001"),
        ("1.50", "1.50"),
        ("0.0", "0"),
    ],
)
def test_a_code_is_what_its_signs_are(cell: object, code: str) -> None:
    """Without what an export put around it; nothing is said, for nothing is lost."""
    cleaned = codes.read(cell)
    assert (cleaned.value, cleaned.note) == (code, None)


@pytest.mark.parametrize("cell", ["1.38E+10", "2.02601E+11", "622202000000000000", 6.2220200123456e18])
def test_digits_that_are_lost_are_said(cell: object) -> None:
    """The code stays as it stands."""
    assert codes.read(cell).note is not None


def test_one_function_reads_codes_everywhere() -> None:
    """Load, preview and check say the same of a number that a sheet has spoilt."""
    number = schema.table("tblCustomers")["customer_id"]
    order_no = schema.table("tblTransactions")["order_no"]
    written = pd.Series(["17850.0", '="00123"', "2.02601E+11"], dtype="str")
    for field in (number, order_no):
        loaded = typed(written, field)
        assert loaded.values.tolist() == ["17850", "00123", "2.02601E+11"]
        assert list(loaded.remarks) == [2]
    pasted = columns.clean(written.astype(object), "code")
    assert pasted.values.tolist() == ["17850", "00123", "2.02601E+11"]
    assert list(pasted.notes) == [2]


def test_check_names_codes_that_lost_digits() -> None:
    """An account number of 19 digits in a number cell."""
    import datetime as dt

    frame = pd.DataFrame({"bank_account": ["6222020000000000000", "6222021234567890123"]}, dtype="str")
    found = check_table(schema.table("tblCustomers"), frame, {}, {}, dt.date(2026, 6, 30), {})
    assert [(one.row, one.field) for one in found if one.field == "bank_account"] == [(0, "bank_account")]


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("0571—88001122", "0571-88001122"),
        ("0571–88001133", "0571-88001133"),
        ("0571/88001234", "0571-88001234"),
        ("010/62345678", "010-62345678"),
        ("0571／8800-1234", "0571-88001234"),
        ('="13900001111"', "13900001111"),
        ("13800138000.0", "13800138000"),
    ],
)
def test_telephones_in_other_dress(written: str, number: str) -> None:
    """Long dashes, a slash behind the area code, what an export put around them."""
    cleaned = phones.clean(written)
    assert (cleaned.value, cleaned.note) == (number, None)
    assert phones.match_key(written) == phones.match_key(number)
    phone = typed(pd.Series([written], dtype="str"), Field("x", number_label(), Kind.PHONE))
    assert phone.values.tolist() == [number]


def number_label() -> Text:
    return schema.table("tblCustomers")["phone"].label


@pytest.mark.parametrize(("written", "number"), [("57188001122", "0571-88001122"), ("2088880000", "020-88880000")])
def test_a_lost_leading_zero_is_put_back_and_said(written: str, number: str) -> None:
    """A landline in a number cell."""
    cleaned = phones.clean(written)
    assert cleaned.value == number
    assert cleaned.note is not None
    assert "leading zero" in cleaned.note.en


@pytest.mark.parametrize("written", ["(206) 555-0112", "604-555-0139", "206-555-0112", "604 555 0139"])
def test_a_number_of_north_america_is_no_landline_here(written: str) -> None:
    """It stays as it is written, and is the same as with its country code."""
    cleaned = phones.clean(written)
    assert cleaned.value == written
    assert cleaned.note is not None
    assert phones.split(written).phones == (written,)
    assert (
        phones.match_key("400-888-8000") == phones.match_key("4008888000") == "4008888000"
    )  # a service of this country
    assert phones.match_key("(206) 555-0112") == phones.match_key("+1 206-555-0112") != phones.match_key("020-65550112")


def test_two_numbers_with_a_slash_stay_two() -> None:
    """Only an area code by itself has its number behind the slash."""
    assert phones.split("020-88880000/88880001").phones == ("020-88880000", "020-88880001")
    assert phones.split("0757-84156799/13972744755").mobiles == ("13972744755",)


def test_a_cut_identity_number_is_said_to_be_cut() -> None:
    """Fifteen digits and zeros, with a wrong check sign."""
    note = id_numbers.clean("110105194912310000").note
    assert note is not None
    assert "cut after 15 digits" in note.en
    assert tax_numbers.clean('="91990000MA0000001B"').value == "91990000MA0000001B"
    assert postcodes.clean('="010020"').value == "010020"
