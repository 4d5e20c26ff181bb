"""The share of a customer's own fields that are filled."""

from __future__ import annotations

import pandas as pd

from workbook.rules.customers.completeness import completeness, counted, missing
from workbook.schema import table
from workbook.schema.model import Kind

OF_COMPANIES = """nature industry scale employees years_in_business position dealer_level fax website tax_no
bank_account authorised_buyer"""
NO_FACTS = """manual_grade manual_tier contact_limits latest_wishes consent consent_on reviewed_on created_on remarks
wants_agency customer_system"""


def test_what_counts_for_a_person_and_for_a_company() -> None:
    """A person has no trade, no fax and no buyer; marks, limits and remarks are no facts of anybody."""
    person, company = counted("person"), counted("company")
    assert set(company) - set(person) == set(OF_COMPANIES.split())
    customers = table("tblCustomers")
    typed = {one.key for one in customers.inputs if one.kind not in (Kind.ID, Kind.FLAG)}
    assert typed - set(company) == {key for key in NO_FACTS.split() if customers[key].kind is not Kind.FLAG}
    assert [*company] == [key for key in customers.keys if key in company]


def test_the_share_by_hand() -> None:
    """Three fields are asked of a company, two of a person; a blank kind is a company."""
    rows = {
        "kind": ["company", "person", None],
        "name": ["甲", "乙", "丙"],
        "phone": [None, "1", None],
        "fax": ["1", "1", None],
    }
    frame = pd.DataFrame({key: pd.Series(values, dtype="str") for key, values in rows.items()})
    asked = [key for key in ("kind", "name", "phone", "fax") if key in counted("company")]
    filled = [[frame[key].notna()[at] for key in asked] for at in range(3)]
    person = [frame[key].notna()[1] for key in asked if key in counted("person")]
    assert completeness(frame).tolist() == [
        sum(filled[0]) / len(asked), sum(person) / len(person), sum(filled[2]) / len(asked)
    ]  # fmt: skip
    assert missing(frame, 0) == ["phone"]
    assert missing(frame, 1) == []
