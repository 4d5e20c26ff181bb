"""What becomes of pasted rows."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fuzzing import tries
from workbook.language import Text
from workbook.rules.matching.decide import decide
from workbook.rules.matching.decision import Decided, counts
from workbook.rules.matching.duplicates import duplicates

FIELDS = ["customer_id", "name", "kind", "phone", "mobile", "email", "website", "address", "tax_no", "contact_name"]
Row = dict[str, str | None]
BOOK: list[Row] = [
    {
        "customer_id": "K001",
        "name": "广州市人易软件技术有限公司",
        "phone": "020-88880000",
        "email": "info@renyi.example",
        "address": "广州市天河路1号",
    },
    {"customer_id": "K002", "name": "上海宏达贸易有限公司", "phone": "021-66660000", "tax_no": "91110000600037341L"},
    {"customer_id": "K003", "name": "上海宏达建材有限公司"},
    {"customer_id": "K004", "name": "张伟", "kind": "个人", "mobile": "13800138000"},
    {"customer_id": "K005", "name": "招商石材有限公司"},
]


def frame(rows: list[Row]) -> pd.DataFrame:
    return pd.DataFrame([{field: row.get(field) for field in FIELDS} for row in rows], columns=FIELDS)


def one(**row: str) -> Decided:
    """The decision on a list of one row against BOOK."""
    pasted: Row = dict(row)
    return decide(frame([pasted]), frame(BOOK))[0]


def test_an_exact_id_with_something_new_is_an_update() -> None:
    """The record with the id is overwritten; what is filled and what is replaced is listed."""
    got = one(customer_id="Ｋ００１ ", name="人易软件", phone="020-88880001", tax_no="91350100M000100Y43")
    assert (got.decision, got.customer_id) == ("update", "K001")
    assert (got.fills, got.overwrites) == (("tax_no",), ("phone",))


def test_an_exact_id_with_nothing_new_is_the_same() -> None:
    """Spellings of what the book has already change nothing."""
    got = one(customer_id="K001", name="人易软件", phone="(020) 8888-0000", email="INFO@renyi.example")
    assert (got.decision, got.customer_id, got.fills, got.overwrites) == ("same", "K001", (), ())


def test_an_id_that_two_customers_have_is_for_review() -> None:
    """Nobody knows which of them is meant."""
    book = frame([*BOOK, {"customer_id": "k001", "name": "北京青禾有限公司"}])
    got = decide(frame([{"customer_id": "K001", "name": "人易软件", "phone": "020-88880001"}]), book)[0]
    assert (got.decision, got.customer_id) == ("review", "K001")
    assert got.reason.en == "two customers of the book have the number K001"


def test_a_blank_is_no_change() -> None:
    """A blank or a dash never blanks a field."""
    assert one(customer_id="K001", name="", phone="-", email="无").decision == "same"


def test_an_id_with_a_strange_name_is_for_review() -> None:
    """Somebody else's numbering does not overwrite ours."""
    got = one(customer_id="K002", name="金龙食品有限公司")
    assert (got.decision, got.customer_id) == ("review", "K002")
    assert "上海宏达贸易有限公司" in got.reason.zh
    assert "金龙食品有限公司" in got.reason.zh


def test_an_id_with_a_name_of_another_trade_is_for_review() -> None:
    """Two copies gave it to two firms that are called alike."""
    assert one(customer_id="K002", name="上海宏达建材有限公司").decision == "review"


def test_an_id_with_another_tax_number_is_for_review() -> None:
    """Two legal persons are not one customer, whatever the number says."""
    assert one(customer_id="K002", name="上海宏达贸易有限公司", tax_no="91350100M000100Y43").decision == "review"


def test_a_tax_number_proposes() -> None:
    """An equal tax number names the record; changes are for review, nothing new is the same."""
    changed = one(name="上海宏达国际贸易有限公司", tax_no="91110000600037341L", phone="021-66660001")
    assert (changed.decision, changed.customer_id) == ("review", "K002")
    same = one(name="上海宏达贸易有限公司", tax_no="91110000600037341L")
    assert (same.decision, same.customer_id) == ("same", "K002")


def test_a_likely_match_only_proposes() -> None:
    """Name and telephone agree: the record is proposed, and what would change is said."""
    got = one(name="人易软件", phone="020-88880000", contact_name="李明")
    assert (got.decision, got.customer_id) == ("review", "K001")
    assert got.evidence == Text("电话相同；名称 0.96", "phone equal; name 0.96")
    assert got.reason.en == "most likely K001; different: contact_name"


def test_a_likely_match_with_nothing_new_is_the_same() -> None:
    """A row that tells nothing is already there."""
    assert one(name="人易软件", phone="020-88880000").decision == "same"


def test_two_records_that_fit_are_for_review() -> None:
    """宏达 of Shanghai may be the trader or the builder: both are named."""
    got = one(name="上海宏达")
    assert got.decision == "review"
    assert "K002" in got.reason.zh
    assert "K003" in got.reason.zh


def test_a_branch_is_for_review() -> None:
    """A branch is not its head office."""
    got = one(name="招商石材有限公司深圳分公司")
    assert (got.decision, got.customer_id) == ("review", "K005")
    assert "branch" in got.reason.en


def test_another_place_is_new_and_says_so() -> None:
    """The same core elsewhere is another firm; the reason names the one it is like."""
    got = one(name="北京宏达贸易有限公司")
    assert (got.decision, got.customer_id) == ("new", None)
    assert "K002" in got.reason.en


def test_strangers_are_new() -> None:
    """Nothing like it: new, also with a number the book does not have."""
    assert one(name="金龙食品有限公司").decision == "new"
    got = one(customer_id="X9", name="金龙食品有限公司")
    assert got.decision == "new"
    assert "X9" in got.reason.en


def test_a_person_is_found_by_the_mobile() -> None:
    """Name and mobile agree; the name alone says little."""
    assert one(name="張偉", mobile="138 0013 8000").customer_id == "K004"
    assert one(name="张伟", mobile="13900139000").decision in ("new", "review")
    assert one(name="张伟", mobile="13900139000").score < 0.9


@pytest.mark.parametrize("name", ["", " ", "12345", "无", "---"])
def test_rows_without_a_name_are_rejected(name: str) -> None:
    """Neither a name nor anything that names a record."""
    assert one(name=name, address="某路1号").decision == "rejected"


def test_the_caller_may_reject() -> None:
    """A row refused before keeps its reason."""
    why = Text("缺少字段", "a field is missing")
    got = decide(frame([{"name": "甲乙有限公司"}]), frame(BOOK), rejects={0: why})
    assert (got[0].decision, got[0].reason) == ("rejected", why)


def test_repeats_inside_the_list() -> None:
    """A repeat is the same; one that tells something else is for review, and names the earlier row."""
    rows: list[Row] = [
        {"name": "金龙食品有限公司", "phone": "0755-22220000"},
        {"name": "金龙食品", "phone": "0755-22220000"},
        {"name": "金龙食品有限公司", "phone": "0755-22220009"},
        {"name": "金龙食品有限公司珠海分公司"},
    ]
    got = decide(frame(rows), frame(BOOK), rows=[11, 12, 13, 14])
    assert [(one.decision, one.like_row) for one in got] == [("new", None), ("same", 0), ("review", 0), ("review", 0)]
    assert "row 11" in got[1].reason.en


def test_two_rows_with_one_id() -> None:
    """The second row for a record does not overwrite what the first wrote."""
    rows: list[Row] = [
        {"customer_id": "K003", "phone": "021-11110000"},
        {"customer_id": "K003", "phone": "021-11110001"},
        {"customer_id": "K003", "phone": "021-11110000"},
    ]
    assert [one.decision for one in decide(frame(rows), frame(BOOK))] == ["update", "review", "same"]


def test_an_empty_book_and_an_empty_list() -> None:
    """Everything is new in an empty book; no rows, no decisions."""
    assert decide(frame([{"name": "甲乙有限公司"}]), frame([]))[0].decision == "new"
    assert decide(frame([]), frame(BOOK)) == []


def test_a_telephone_tells_namesakes_apart() -> None:
    """Of several records with the name, the one with the telephone is meant."""
    book: list[Row] = [
        {"customer_id": f"K{i}", "name": "上海宏达贸易有限公司", "phone": f"021-6666000{i}"} for i in range(5)
    ]
    got = decide(frame([{"name": "上海宏达贸易", "phone": "021-66660003"}]), frame(book))[0]
    assert (got.decision, got.customer_id) == ("same", "K3")


def test_a_name_a_thousand_records_have() -> None:
    """However often the book has a name, a row with it is never new."""
    book: list[Row] = [
        {"customer_id": f"K{i}", "name": "宏达贸易有限公司", "phone": "020-88880000"} for i in range(1000)
    ]
    assert decide(frame([{"name": "宏达贸易有限公司"}]), frame(book))[0].decision == "review"


def test_a_long_list_of_one_firm() -> None:
    """The first row of a firm is new, every repeat is the same."""
    rows: list[Row] = [{"name": "金龙食品有限公司"}] * 200
    assert counts(decide(frame(rows), frame(BOOK))) == {"new": 1, "update": 0, "same": 199, "review": 0, "rejected": 0}


def test_duplicates_in_the_book() -> None:
    """Two records of one firm are found, surest first, with their evidence; sister firms are not sure."""
    more: list[Row] = [*BOOK, {"customer_id": "K009", "name": "人易软件", "phone": "02088880000"}]
    found = duplicates(frame(more))
    assert [(pair.first, pair.second, pair.sure) for pair in found if pair.sure] == [("K001", "K009", True)]
    assert found[0].evidence.en == "phone equal; name 0.96"
    assert not any({pair.first, pair.second} == {"K002", "K003"} and pair.sure for pair in found)


cells = st.sampled_from(
    [None, "", "K001", "K9", "020-88880000", "13800138000", "李明", "info@renyi.example", "91110000600037341L"]
)
rows_ = st.lists(
    st.fixed_dictionaries(
        {
            "customer_id": st.sampled_from([None, "", "K001", "K002", "K9", "k001"]),
            "name": st.one_of(
                st.sampled_from([None, "人易软件", "上海宏达", "张伟", "金龙食品", "招商石材有限公司深圳分公司"]),
                st.text(max_size=5),
            ),
            "phone": cells,
            "email": cells,
            "tax_no": cells,
            "contact_name": cells,
        }
    ),
    max_size=6,
)


@settings(max_examples=tries(60), deadline=None)
@given(rows=rows_)
def test_laws_of_decisions(rows: list[Row]) -> None:
    """Rows reconcile; only an exact id updates; a match names a record of the book; same tells nothing new to it."""
    got = decide(frame(rows), frame(BOOK))
    assert sum(counts(got).values()) == len(rows) == len(got)
    ids = {row["customer_id"] for row in BOOK}
    for row, one_ in zip(rows, got, strict=True):
        assert one_.customer_id is None or one_.customer_id in ids
        assert 0 <= one_.score <= 1
        assert one_.reason.zh
        assert one_.reason.en
        if one_.decision == "update":
            assert (row["customer_id"] or "").upper() == one_.customer_id
            assert one_.fills or one_.overwrites
        if one_.decision == "new":
            assert one_.customer_id is None
        if one_.decision == "same" and one_.like_row is None:
            assert not one_.fills
            assert not one_.overwrites


def test_numbered_firms_are_not_one() -> None:
    """甲乙公司4 and 甲乙公司5, at one address: looked at, never taken for the same."""
    cells = [{"name": f"广州甲乙有限公司{n}", "address": "广州市样板路1号"} for n in (4, 5)]
    decided = decide(pd.DataFrame(cells), pd.DataFrame(columns=["customer_id", "name", "address"]))
    assert [one.decision for one in decided] == ["new", "review"]
