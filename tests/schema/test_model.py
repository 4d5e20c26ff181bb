"""How tables and fields are declared: what the constructors add and what a declaration can tell of itself."""

from __future__ import annotations

import pytest

from workbook.language import Text
from workbook.schema.fields import contact, customer, date, flag, group, of, opportunity, text
from workbook.schema.lists.program import entry, listing
from workbook.schema.model import CHECK, Kind, Table, Who, table

ABOUT = Text("关于", "About")


def thing(*parts: object, result: bool = False) -> Table:
    """A small table."""
    return table("tblThings", "东西", "Things", *parts, about=ABOUT, result=result)  # type: ignore[arg-type]


def test_the_row_id_stands_first_and_hidden() -> None:
    """Every declared table begins with the hidden row_id that the program fills."""
    first = thing(text("a", "甲", "A")).fields[0]
    assert (first.key, first.kind, first.hidden, first.who) == ("row_id", Kind.ROW_ID, True, Who.PROGRAM)


def test_an_input_table_ends_with_the_check_mark_unless_it_places_it() -> None:
    """The check mark is added once: at the end, or where the declaration puts it."""
    assert thing(text("a", "甲", "A")).keys == ("row_id", "a", "check")
    assert thing(CHECK, text("a", "甲", "A")).keys == ("row_id", "check", "a")
    assert thing(text("a", "甲", "A"), result=True).keys == ("row_id", "a")


def test_a_column_belongs_to_the_band_declared_before_it() -> None:
    """Groups run until the next one begins; the table lists them in order of appearance."""
    declared = thing(group("x", "一", "One"), text("a", "甲", "A"), group("y", "二", "Two"), text("b", "乙", "B"))
    assert [g.key for g in declared.groups] == ["x", "y"]
    assert declared["a"].group is not None
    assert declared["a"].group.label.zh == "一"
    assert declared["check"].group == declared["b"].group


@pytest.mark.parametrize(
    ("pair", "target"), [(customer(), "tblCustomers"), (contact(), "tblContacts"), (opportunity(), "tblOpportunities")]
)
def test_a_reference_comes_with_the_name_beside_it(pair: tuple[object, object], target: str) -> None:
    """Naming a row of another table always brings the column that shows its name."""
    declared = thing(pair)
    reference, shown = declared.fields[1:3]
    assert reference.ref == target
    assert shown.shows == reference.key
    assert shown.computed
    assert declared.refs == (reference,)


def test_a_table_knows_the_column_its_rows_are_called_by() -> None:
    """Name, else title, else subject: by it a reference may be typed."""
    assert thing(text("title", "标题", "Title")).name_key == "title"
    assert thing(text("name", "名称", "Name"), text("title", "标题", "Title")).name_key == "name"
    assert thing(text("a", "甲", "A")).name_key is None


def test_inputs_are_what_users_type() -> None:
    """Worked-out columns and the program's own are no inputs."""
    declared = thing(text("a", "甲", "A"), text("b", "乙", "B", worked_out=True), text("c", "丙", "C", by_program=True))
    assert [f.key for f in declared.inputs] == ["a"]


def test_the_short_words_of_a_declaration_become_attributes() -> None:
    """tip, also and secret are the help, the synonyms and the confidentiality of a field."""
    field = text("a", "甲", "A", tip=("说明", "Help"), also="x|y", secret=True)
    assert (field.help, field.also, field.confidential) == (Text("说明", "Help"), ("x", "y"), True)


@pytest.mark.parametrize(
    ("kind", "number", "day", "words"),
    [
        (Kind.MONEY, True, False, False),
        (Kind.MONTH, False, True, False),
        (Kind.ID, False, False, True),
        (Kind.FLAG, False, False, True),
    ],
)
def test_a_kind_says_how_excel_stores_it(kind: Kind, number: bool, day: bool, words: bool) -> None:
    """Money is a number, a month a date, ids and yes-no are text."""
    assert (kind.is_number, kind.is_date, kind.is_text) == (number, day, words)


def test_a_list_is_read_as_a_table() -> None:
    """Hidden key, label under the list's own name, order, in use, then the list's own columns."""
    one = listing(
        "wood_kind", "木材", "Wood", entry("oak", "橡木", "Oak", hard=True), columns=(flag("hard", "硬", "Hard"),)
    )
    assert (one.table_name, one.range_name) == ("dicWoodKind", "lst_wood_kind")
    assert one.table.keys == ("key", "label", "order", "in_use", "hard")
    assert one.table["label"].label == Text("木材", "Wood")
    assert one.table["key"].hidden


def test_any_kind_can_be_declared() -> None:
    """`of` makes a field of any kind; the named constructors are short for it."""
    assert of(Kind.DATE, "d", "日", "Day") == date("d", "日", "Day")
