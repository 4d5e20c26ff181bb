"""What each field of a person is worth, in bits worked by hand."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from workbook.rules.matching.person_matching import Matches, prepare, weigh


def pair(a: dict[str, str], b: dict[str, str]) -> Matches:
    """Two persons."""
    here = np.array([0])
    return weigh(prepare(pd.DataFrame([a])), prepare(pd.DataFrame([b])), here, here)


@pytest.mark.parametrize(
    ("field", "value", "other", "equal", "different"),
    [
        ("given_name", "lara", "owen", 5, -2),
        ("surname", "slape", "huth", 6, -2.5),
        ("birthday", "19010927", "20348855", 9, -4),
        ("id_number", "2204911", "8867353", 12, -5),
        ("street_number", "11", "85", 4, -1),
        ("address", "lamington", "xq", 7, -2.5),
        ("address_2", "lamington", "xq", 4, -0.5),
        ("suburb", "albany", "xqqq", 5, -2),
        ("postcode", "6020", "8888", 5, -2),
        ("state", "wa", "nt", 1.5, -1),
        ("gender", "m", "f", 1, -2),
        ("phone", "02188880000", "02166660000", 8, -0.5),
        ("mobile", "13800138000", "13900139000", 11, -1),
        ("email", "a@example.com", "b@example.com", 11, -0.5),
        ("employer", "hongda", "xqqqqq", 5, -0.5),
    ],
)
def test_equal_and_quite_different(field: str, value: str, other: str, equal: float, different: float) -> None:
    """Each by itself; a blank says nothing."""
    assert pair({field: value}, {field: value}).parts[field][0] == equal
    assert pair({field: value}, {field: other}).parts[field][0] == different
    assert pair({field: value}, {field: ""}).parts[field][0] == 0


@pytest.mark.parametrize(
    ("field", "a", "b", "bits"),
    [
        # (likeness - what says nothing) / (.95 - what says nothing), of the bits of an equal value
        ("id_number", "1234567890", "1234567891", (0.9 - 0.6) / 0.35 * 12),
        ("birthday", "19010927", "19010928", (0.875 - 0.75) / 0.2 * 9),
        ("birthday", "19010203", "19010302", (0.9 - 0.75) / 0.2 * 9),  # day and month the other way round
        ("postcode", "6020", "6021", (0.75 - 0.5) / 0.45 * 5),
        ("address", "abcdefghij", "abcdefghix", (0.9 - 0.6) / 0.35 * 7),
        ("id_number", "1234567890", "1234567abc", max((0.7 - 0.6) / 0.35 * 12, -5)),
        ("id_number", "1234567890", "12345abcde", -(0.6 - 0.5) / 0.35 * 5 * 2),  # twice as fast below
        ("given_name", "芳", "方", (0.85 - 0.7) / 0.25 * 5),  # sounds alike
    ],
)
def test_alike(field: str, a: str, b: str, bits: float) -> None:
    """By how many signs differ, or by the sound."""
    assert pair({field: a}, {field: b}).parts[field][0] == pytest.approx(bits, abs=1e-3)


def test_a_whole_name_is_taken_apart() -> None:
    """The Chinese surname first, the English one last."""
    for name, surname, given in (("王芳", "王", "芳"), ("欧阳修", "欧阳", "修"), ("Lara Slape", "slape", "lara")):
        fields = prepare(pd.DataFrame({"name": [name]})).fields
        assert (fields["surname"][0], fields["given_name"][0]) == (surname, given)
    given_too = prepare(pd.DataFrame({"name": ["王芳"], "surname": ["李"], "given_name": ["四"]})).fields
    assert (given_too["surname"][0], given_too["given_name"][0]) == ("李", "四")


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("date_of_birth", "birthday"), ("soc_sec_id", "id_number"), ("address_1", "address"), ("street", "address"),
        ("home_address", "address"), ("city", "suburb"), ("province", "state"), ("company", "employer"),
    ],
)  # fmt: skip
def test_other_words_for_a_field(header: str, field: str) -> None:
    """As public lists have them."""
    assert list(prepare(pd.DataFrame({header: ["x1"]})).fields) == [field]


def test_the_sum_owes_one_bit_and_an_address_says_twelve_at_most() -> None:
    """Chance; and the parts of an address go together."""
    own = {"id_number": "2204911", "email": "a@example.com"}
    where = {"address": "lamington", "suburb": "albany", "postcode": "6020", "street_number": "11"}
    assert pair(own, own).bits[0] == 12 + 11 - 1
    assert pair(own | where, own | where).bits[0] == 12 + 11 + 12 - 1


def test_names_the_other_way_round_must_say_three_bits_more() -> None:
    """And owe one bit each."""
    found = pair({"given_name": "lara", "surname": "slape"}, {"given_name": "slape", "surname": "lara"})
    assert (found.parts["given_name"][0], found.parts["surname"][0]) == (5 - 1, 6 - 1)
