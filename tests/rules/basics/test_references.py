"""References: an id, or an exact unique name, or a finding."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from workbook.language import Text
from workbook.rules.basics.references import candidates, canonical, findings, resolve
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


@pytest.fixture
def firms() -> pd.DataFrame:
    frame = pd.DataFrame(
        {
            "customer_id": ["C1", "C2", "C3", "C4"],
            "name": [
                "广州市蓝汀机电安装有限公司",
                "杭州禾渡智能家居有限公司",
                "杭州柳下食品有限公司",
                "上海禾渡贸易有限公司",
            ],
            "short_name": ["蓝汀机电", "禾渡", None, None],
            "former_names": ["蓝汀水电安装部、粤蓝汀", None, None, None],
            "invoice_name": [None, None, "柳下（杭州）食品", None],
        },
        dtype="str",
    )
    return frame.assign(archived=[False, False, False, True])


@pytest.mark.parametrize(
    ("written", "who"),
    [
        ("蓝汀机电", "C1"),
        ("粤蓝汀", "C1"),
        ("禾渡", "C2"),
        ("柳下(杭州)食品", "C3"),
        ("杭州禾渡智能家居有限公司", "C2"),
    ],
)
def test_other_names_name_as_the_name_does(written: str, who: str, firms: pd.DataFrame) -> None:
    """Short name, each former name, invoice name; nothing is said of them as of a part."""
    found = resolve(pd.Series([written], dtype="str"), firms)
    assert (found.ids[0], dict(found.parts)) == (who, {})


@pytest.mark.parametrize(
    ("written", "who"),
    [("蓝汀", 0), ("广州蓝汀机电", 0), ("廣州市藍汀", 0), ("柳下", 2), ("智能 家居", 1), ("水电安装", 0)],
)
def test_a_part_that_one_active_row_has_names_it(written: str, who: int, firms: pd.DataFrame) -> None:
    """With what it was taken for, to be told; the archived one of that name is not asked."""
    found = resolve(pd.Series([written], dtype="str", index=[5]), firms)
    assert (found.positions[5], dict(found.parts)) == (who, {written: who})


def test_a_part_of_several_active_names_is_ambiguous_and_names_them(firms: pd.DataFrame) -> None:
    """So that the finding can offer them."""
    found = resolve(pd.Series(["有限公司", "杭州"], dtype="str"), firms)
    assert found.ambiguous.tolist() == [0, 1]
    assert dict(found.several) == {"有限公司": (0, 1, 2), "杭州": (1, 2)}
    assert candidates(found, firms, "customer_id", "name")["杭州"] == [
        "C2 杭州禾渡智能家居有限公司",
        "C3 杭州柳下食品有限公司",
    ]


def test_a_part_of_archived_names_only_is_unknown(firms: pd.DataFrame) -> None:
    """Nobody starts an order with a customer that is gone by a part of its name; the whole name still means it."""
    written = pd.Series(["上海禾渡", "上海禾渡贸易有限公司"], dtype="str")
    found = resolve(written, firms)
    assert (found.unknown.tolist(), found.ids.tolist()[1]) == ([0], "C4")


@pytest.mark.parametrize("written", ["C9", "渡", "2026"])
def test_a_number_or_too_little_is_no_part(written: str, firms: pd.DataFrame) -> None:
    """It stays unknown."""
    assert resolve(pd.Series([written], dtype="str"), firms).unknown.tolist() == [0]


def test_other_tables_are_named_by_whole_names_only() -> None:
    """A contact by a part of its name would often be another."""
    contacts = pd.DataFrame({"contact_id": ["L1"], "name": ["陆景行"]}, dtype="str")
    assert resolve(pd.Series(["景行"], dtype="str"), contacts, id_key="contact_id").unknown.tolist() == [0]


def test_whole_names_only_where_so_asked(firms: pd.DataFrame) -> None:
    """Before a command takes a row away, say."""
    found = resolve(pd.Series(["蓝汀", "蓝汀机电"], dtype="str"), firms, parts=False)
    assert (found.unknown.tolist(), found.ids.tolist()[1]) == ([0], "C1")


def test_a_product_is_named_by_a_part_too() -> None:
    """All spellings of one are its name."""
    products = pd.DataFrame({"product_id": ["P1", "P2"], "name": ["智能开关（单开）", "地插"]}, dtype="str")
    lines = pd.Series(["智能开关", "地插", "P2", "电线"], dtype="str")
    assert canonical(lines, products, id_key="product_id", name_key="name").tolist() == [
        "智能开关（单开）",
        "地插",
        "地插",
        "电线",
    ]
