"""What a row would write into a customer that is in the book."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from workbook.rules.importing.record_changes import Contact, effect

OLD = {
    "customer_id": "C1",
    "name": "甲乙有限公司",
    "phone": "020-88880001",
    "email": None,
    "employees": 20,
    "remarks": "a",
}
ZHANG = Contact(4, {"name": "张伟", "mobile": "13800138000", "email": None})


def test_blanks_are_filled_and_differences_overwritten_and_told() -> None:
    """Nothing else is written."""
    change = effect({"email": "a@example.com", "employees": 30}, "", OLD, [], by_id=False)
    assert change.customer == {"email": "a@example.com", "employees": 30}
    assert change.overwritten == [("employees", 20, 30)]


def test_a_short_name_never_replaces_the_full_one() -> None:
    """Unless the row carries the customer's own number."""
    assert effect({"name": "甲乙"}, "", OLD, [], by_id=False).nothing
    assert effect({"name": "甲乙集团"}, "", OLD, [], by_id=True).customer == {"name": "甲乙集团"}


def test_a_number_that_is_known_anywhere_is_no_news() -> None:
    """The contact's mobile in the telephone column."""
    assert effect({"phone": "+86 138 0013 8000"}, "", OLD, [ZHANG], by_id=False).nothing


def test_remarks_are_added_to_once() -> None:
    """A second import of the same list adds nothing."""
    first = effect({"remarks": "b"}, "展位：A1", OLD, [], by_id=False)
    assert first.customer == {"remarks": "a\nb\n展位：A1"}
    assert effect({"remarks": "b"}, "展位：A1", {**OLD, **first.customer}, [], by_id=False).nothing


def test_a_known_contact_is_filled_a_new_one_made() -> None:
    """Told by name, titles aside."""
    known = effect({"contact_name": "张伟先生", "contact_email": "z@example.com"}, "", OLD, [ZHANG], by_id=False)
    assert (known.contact_position, known.contact) == (4, {"email": "z@example.com"})
    new = effect({"contact_name": "李娜", "mobile": "13900139000"}, "", OLD, [ZHANG], by_id=False)
    assert (new.contact_position, new.contact) == (None, {"name": "李娜", "mobile": "13900139000"})


def test_a_cell_that_could_not_be_read_is_never_written_over() -> None:
    """It looks blank and is not."""
    change = effect({"email": "a@example.com"}, "", OLD, [], by_id=True, locked=frozenset({"email"}))
    assert change.nothing


VALUES = st.fixed_dictionaries(
    {},
    optional={
        "phone": st.sampled_from(["020-88880001", "020-88880009"]),
        "email": st.sampled_from(["a@example.com", "b@example.com"]),
        "employees": st.sampled_from([20, 21]),
        "archived": st.booleans(),
        "remarks": st.sampled_from(["a", "b"]),
        "contact_name": st.sampled_from(["张伟", "李娜"]),
        "mobile": st.sampled_from(["13800138000", "13900139000"]),
    },
)


@given(VALUES, st.booleans())
def test_nothing_is_ever_blanked_and_twice_is_once(values: dict[str, object], by_id: bool) -> None:
    """Laws of every update."""
    change = effect(values, "", OLD, [ZHANG], by_id=by_id)  # type: ignore[arg-type]
    assert all(value not in (None, False, "") for value in (*change.customer.values(), *change.contact.values()))
    contacts = [ZHANG]
    if change.contact_position is not None:
        contacts = [Contact(4, {**ZHANG.values, **change.contact})]
    elif change.contact:
        contacts.append(Contact(5, change.contact))
    again = effect(values, "", {**OLD, **change.customer}, contacts, by_id=by_id)  # type: ignore[arg-type]
    assert again.nothing
