"""Persons matched, on invented records and on the public sets."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType

import numpy as np
import pandas as pd
import pytest

from workbook.rules.matching.person_matching import MATCH, match, prepare, weigh

BASE = {
    "given_name": "lara",
    "surname": "slape",
    "street_number": "11",
    "address_1": "lamington street",
    "suburb": "albany creek",
    "postcode": "6020",
    "date_of_birth": "19010927",
    "soc_sec_id": "2204911",
}


def bits(a: Mapping[str, str | None], b: Mapping[str, str | None]) -> float:
    """The bits of a pair, weighed both ways round."""
    left, right = prepare(pd.DataFrame([a])), prepare(pd.DataFrame([b]))
    here = np.array([0])
    one, other = weigh(left, right, here, here), weigh(right, left, here, here)
    assert one.bits[0] == other.bits[0]
    return float(one.bits[0])


def test_slips_do_not_part_a_person() -> None:
    """One slip in each of several fields leaves a match."""
    assert bits(BASE, BASE | {"surname": "slave", "address_1": "lamington s treet", "soc_sec_id": "2204711"}) >= MATCH


def test_swapped_names() -> None:
    """Given name and surname in each other's place are still the person."""
    assert bits(BASE, BASE | {"given_name": "slape", "surname": "lara"}) >= MATCH


def test_a_missing_value_is_neutral() -> None:
    """A blank adds nothing and takes nothing."""
    blank = bits(BASE, BASE | {"date_of_birth": None})
    without = bits({k: v for k, v in BASE.items() if k != "date_of_birth"}, BASE)
    assert blank == without
    assert blank < bits(BASE, BASE)


def test_one_number_does_not_decide() -> None:
    """An equal number on otherwise different persons is no match."""
    other = {key: value[::-1] for key, value in BASE.items()} | {"soc_sec_id": BASE["soc_sec_id"]}
    assert bits(BASE, {**other}) < MATCH


def test_a_household_is_not_one_person() -> None:
    """Same surname and address, another given name, birthday and number: two persons."""
    assert bits(BASE, BASE | {"given_name": "tom", "date_of_birth": "19450131", "soc_sec_id": "7716053"}) < MATCH
    assert bits(BASE, BASE | {"given_name": "tom", "date_of_birth": None, "soc_sec_id": None}) < MATCH


@pytest.mark.parametrize(
    "written",
    [
        {"given_name": "Bob", "address_1": "Lamington St."},
        {"address_1": "LAMINGTON STR", "date_of_birth": "19011227"},
        {"date_of_birth": "19012709", "suburb": None, "postcode": None},
    ],
)
def test_other_spellings_of_one_person(written: Mapping[str, str | None]) -> None:
    """A short given name, an abbreviated street, day and month the other way round."""
    base: dict[str, str | None] = {**BASE, "given_name": "robert", "soc_sec_id": None}
    assert bits(base, {**base, **written}) >= MATCH


def test_a_namesake_in_the_same_suburb_is_another() -> None:
    """Equal names do not outweigh another birthday and another house."""
    other = {"street_number": "96", "address_1": "oak road", "date_of_birth": "19640118", "soc_sec_id": None}
    assert bits(BASE, BASE | other) < MATCH


def test_a_common_value_says_little() -> None:
    """Where a tenth of the list lives in one suburb, living there tells hardly anything."""
    crowd = pd.DataFrame(
        [{"surname": f"name{at}", "suburb": "albany" if at % 10 == 0 else f"place{at}"} for at in range(600)]
    )
    known = prepare(crowd)
    suburb = weigh(known, known, np.array([0, 1]), np.array([10, 1])).parts["suburb"]
    assert suburb[0] < 4.5 < suburb[1]


def test_a_list_against_itself() -> None:
    """Within one list each pair comes once."""
    found = match(pd.DataFrame([BASE, BASE | {"given_name": "lard"}, {"given_name": "x", "surname": "y"}]))
    assert (found.left.tolist(), found.right.tolist()) == ([0], [1])


def _bench(name: str) -> ModuleType:
    folder = Path(__file__).resolve().parents[3] / "bench"
    spec = importlib.util.spec_from_file_location(name, folder / f"{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.path.insert(0, str(folder))
    sys.modules[name] = module
    try:
        spec.loader.exec_module(module)
    finally:
        sys.path.remove(str(folder))
    return module


@pytest.mark.public_data
def test_the_public_sets(public_data: Path) -> None:
    """F1 of at least .99 on each of the four Febrl sets with the one threshold; blocking loses next to nothing."""
    folder = public_data / "febrl"
    if not folder.is_dir():
        pytest.skip("the Febrl sets are not among the public data")
    bench = _bench("matching_febrl")
    for left, right in (("dataset1", None), ("dataset2", None), ("dataset3", None), ("dataset4a", "dataset4b")):
        measured = bench.measure(
            bench.load(folder / f"{left}.csv"), bench.load(folder / f"{right}.csv") if right else None
        )
        assert measured["F1"] >= 0.99, (left, measured)
        assert measured["blocking recall"] >= 0.999, (left, measured)


def test_generated_company_names() -> None:
    """Precision of at least .99 and recall of at least .90 on generated Chinese names, by the name alone."""
    names, bench = _bench("matching_company_names"), _bench("matching_companies")
    for one in (names, _bench("matching_more_names")):
        precision, recall, _, wrong = bench.measure(one.generate(424242, 1200))
        assert precision >= 0.99, wrong
        assert recall >= 0.90
