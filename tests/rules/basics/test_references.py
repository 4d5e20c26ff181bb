"""References: an id, or an exact unique name, or a finding."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from workbook.language import Text
from workbook.rules.basics.references import canonical, findings, resolve
from workbook.schema.findings import Finding

TARGET = Text("客户", "Customers")


@pytest.fixture
def customers() -> pd.DataFrame:
    return pd.DataFrame(
        {"customer_id": ["C1", "c2", "C2", "Ash"], "name": ["Ash", "Birch", "Birch", "Elm"]}, dtype="str"
    )


def one(value: Any, customers: pd.DataFrame) -> Any:
    return resolve(pd.Series([value], dtype="str"), customers).ids[0]


@pytest.mark.parametrize("written", ["C1", " C1 ", "c1", "Ｃ１", "　ｃ１"])
def test_an_id_is_found_however_it_is_written(written: str, customers: pd.DataFrame) -> None:
    """Spaces, case and full width do not matter."""
    assert one(written, customers) == "C1"


def test_what_is_typed_exactly_wins_over_what_is_alike(customers: pd.DataFrame) -> None:
    """c2 and C2 are two customers."""
    assert (one("c2", customers), one("C2", customers)) == ("c2", "C2")


def test_an_id_wins_over_a_name(customers: pd.DataFrame) -> None:
    """Ash is the id of one customer and the name of another."""
    assert one("Ash", customers) == "Ash"


def test_a_unique_name_is_found(customers: pd.DataFrame) -> None:
    """In any case and width."""
    assert one("ＥＬＭ ", customers) == "Ash"


def test_a_shared_name_names_nobody(customers: pd.DataFrame) -> None:
    """It is a finding that says to write the id."""
    found = resolve(pd.Series(["Birch"], dtype="str", index=[7]), customers)
    assert found.ids.isna().all()
    assert found.ambiguous.tolist() == [7]
    assert found.positions.tolist() == [-1]


def test_an_id_that_differs_only_in_case_from_two_is_ambiguous() -> None:
    """Neither is meant more than the other."""
    twins = pd.DataFrame({"customer_id": ["ab", "AB"], "name": ["x", "y"]}, dtype="str")
    assert resolve(pd.Series(["Ab"], dtype="str"), twins).ambiguous.tolist() == [0]


def test_a_repeated_id_means_its_first_row() -> None:
    """Rows that share an id are one customer here; check reports them."""
    twice = pd.DataFrame({"customer_id": ["C1", "C1"], "name": ["x", "y"]}, dtype="str")
    assert resolve(pd.Series(["C1", "c1"], dtype="str"), twice).positions.tolist() == [0, 0]


def test_a_blank_cell_names_nobody_and_is_no_finding(customers: pd.DataFrame) -> None:
    """Whether it may be blank is another rule."""
    found = resolve(pd.Series([None], dtype="str"), customers)
    assert found.ids.isna().all()
    assert findings(found, pd.Series([None], dtype="str"), table="t", field="f", target=TARGET) == []


def test_an_unknown_value_is_a_finding_with_its_row(customers: pd.DataFrame) -> None:
    """The finding carries table, row, field, what stands there and what to do."""
    refs = pd.Series(["C1", "Oak"], dtype="str", index=[3, 5])
    found: list[Finding] = findings(
        resolve(refs, customers), refs, table="tblVisits", field="customer_id", target=TARGET
    )
    assert [(one.table, one.row, one.field, one.value) for one in found] == [("tblVisits", 5, "customer_id", "Oak")]
    assert found[0].message.zh == "“Oak”不是已有的客户编号或名称"


def test_a_number_and_a_name_of_one_row_are_one_name() -> None:
    """What names nobody, or two, stays as it is typed, and so does a column that says nothing else."""
    products = pd.DataFrame({"product_id": ["P1", "P2", "P3"], "name": ["Tea", "Rice", "Rice"]}, dtype="str")
    typed = pd.Series(["P1", "tea", "Tea", "Rice", "Silk", None], dtype="str", index=[9, 8, 7, 6, 5, 4])
    found = canonical(typed, products, id_key="product_id", name_key="name")
    assert found.fillna("").tolist() == ["Tea", "Tea", "Tea", "Rice", "Silk", ""]
    assert found.index.tolist() == typed.index.tolist()
    same = typed.iloc[2:4]
    assert canonical(same, products, id_key="product_id", name_key="name") is same


def test_an_empty_target_leaves_everything_unknown() -> None:
    """A new book has no customers yet."""
    nobody = pd.DataFrame({"customer_id": [], "name": []}, dtype="str")
    assert resolve(pd.Series(["C1"], dtype="str"), nobody).unknown.tolist() == [0]


def test_rows_keep_their_labels(customers: pd.DataFrame, frame: Callable[..., pd.DataFrame]) -> None:
    """The result stands on the column's own index."""
    refs = frame(customer_id=["C1", "Elm", None])["customer_id"].set_axis(pd.Index([10, 20, 30]))
    found = resolve(refs, customers)
    assert found.ids.index.tolist() == [10, 20, 30]
    assert found.positions.tolist() == [0, 3, -1]


def test_a_number_exported_with_a_decimal_point_is_the_number() -> None:
    """17850.0 in a column of numbers with a blank among them; 1.50 is something else."""
    customers = pd.DataFrame({"customer_id": ["17850", "1.50"], "name": ["Ash", "Elm"]}, dtype="str")
    assert [one(value, customers) for value in ("17850.0", "１７８５０．０", "1.50")] == ["17850", "17850", "1.50"]
    assert resolve(pd.Series(["1.5"], dtype="str"), customers).unknown.tolist() == [0]
