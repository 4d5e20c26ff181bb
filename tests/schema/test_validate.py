"""The validator speaks up: each kind of mistake in a declaration is found, and all of them at once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from workbook.language import Text
from workbook.schema.command_model import Argument, Command, Function
from workbook.schema.fields import choice, choices, integer, money, of, ref, text
from workbook.schema.list_model import ListOf, Setting
from workbook.schema.lists.program import entry, listing
from workbook.schema.model import Field, Kind, SheetGroup, Table, Who, table
from workbook.schema.sheets import Sheet
from workbook.schema.validate import errors

COLOUR = listing(
    "colour",
    "颜色",
    "Colour",
    entry("red", "红", "Red", rank=1),
    columns=(integer("rank", "序位", "Rank", low=1, high=9),),
)
ABOUT = Text("关于", "About")


def thing(*fields: Field, name: str = "tblThings", zh: str = "东西", en: str = "Things") -> Table:
    """A table with an id, a name and whatever a test adds."""
    return table(
        name, zh, en, of(Kind.ID, "thing_id", "编号", "Number", required=True), text("name", "名称", "Name"), *fields,
        about=ABOUT, key="thing_id", id_format="X{:03d}",
    )  # fmt: skip


def page(*names: str, key: str = "page", label: Text = Text("页", "Page")) -> Sheet:  # noqa: B008 - it is frozen
    """A sheet with these tables."""
    return Sheet(key, label, SheetGroup.RECORDS, ABOUT, names)


def mistakes(
    *tables: Table, lists: tuple[ListOf, ...] = (COLOUR,), sheets: tuple[Sheet, ...] | None = None
) -> list[str]:
    """What the validator says of a small schema without settings, commands, functions."""
    tables = tables or (thing(),)
    return errors(tables, lists, (), (), (), sheets or (page(*dict.fromkeys(one.name for one in tables)),))


def test_a_sound_schema_has_no_mistakes() -> None:
    """Nothing to say about a table with an id, a name and a choice."""
    assert mistakes(thing(choice("colour", "颜色", "Colour", "colour"))) == []


@pytest.mark.parametrize(
    ("field", "said"),
    [
        (choice("shade", "色调", "Shade", "shades"), "there is no list shades"),
        (text("shade", "色调", "Shade", list="colour"), "takes no list"),
        (ref("other", "另一", "Other", "tblOthers"), "there is no table tblOthers"),
        (of(Kind.REF, "other", "另一", "Other"), "a reference names its table"),
        (text("name2", "名称", "Second name"), "zh header '名称' stands 2 times"),
        (text("name2", "第二", "NAME"), "en header 'name' stands 2 times"),
        (text("name", "第二", "Second"), "key 'name' stands 2 times"),
        (text("alias", "别名", "Alias", also="Name"), "'name' names both"),
        (text("alias", "别名", "Alias", also="nick| "), "is empty or has spaces"),
        (text("x", "价[元]", "Price"), "holds one of"),
        (text("x", "价", "Owner's"), "holds one of"),
        (text("x", "价" * 256, "Price"), "longer than 255"),
        (text("x", "", "Price"), "zh header is empty"),
        (text("bad key", "价", "Price"), "a key is made of"),
        (money("x", "价", "Price", low=5, high=1), "above the highest"),
        (text("x", "价", "Price", low=1), "has no limits"),
        (text("x", "价", "Price", worked_out=True, required=True), "cannot be required"),
        (text("x", "价", "Price", by_program=True, formula="{naem}&1"), "names naem"),
        (text("x", "价", "Price", formula="{name}&1"), "a column with a formula is not typed"),
        (text("x", "价", "Price", worked_out=True, shows="name"), "which is no reference"),
        (text("x", "价", "Price", tip=("说明", "")), "en help is empty"),
    ],
)  # fmt: skip
def test_a_mistake_in_a_column_is_named(field: Field, said: str) -> None:
    """Each wrong declaration of a column gives a sentence that says what is wrong with it."""
    assert any(said in one for one in mistakes(thing(field)))


def test_a_synonym_may_repeat_the_header_of_a_worked_out_column() -> None:
    """A pasted 'Customer' means the typed number, though a worked-out column has that header."""
    assert (
        mistakes(thing(text("who", "谁", "Who", also="Shown"), text("shown", "显示", "Shown", worked_out=True))) == []
    )


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        (thing(name="T1"), "T1: not a name that Excel takes for a table"),
        (thing(name="R1C1"), "R1C1: not a name"),
        (thing(name="my table"), "not a name that Excel takes for a table"),
        (replace(thing(), key="number"), "its key number is no column"),
        (replace(thing(), id_format=None), "a key of kind id has a format"),
        (replace(thing(), id_format="X001"), "gives every row the same id"),
        (replace(thing(), fields=thing().fields[1:]), "its first column is not row_id"),
        (replace(thing(), about=Text("关于", "")), "en about is empty"),
    ],
)
def test_a_mistake_in_a_table_is_named(broken: Table, said: str) -> None:
    """What Excel or the book would refuse in a table is refused here first."""
    assert any(said in one for one in mistakes(broken))


def test_two_tables_may_not_share_a_name_or_a_label() -> None:
    """Names and labels are compared without regard to case, in each language."""
    found = mistakes(thing(), thing(name="TBLTHINGS", zh="别的", en="THINGS"))
    assert any("defined name 'tblthings' stands 2 times" in one for one in found)
    assert any("en label of a table 'things' stands 2 times" in one for one in found)


@pytest.mark.parametrize(
    ("sheets", "said"),
    [
        ((page("tblThings", label=Text("a" * 32, "Page")),), "not a name that Excel takes for a sheet"),
        ((page("tblThings", label=Text("页", "This/That")),), "not a name that Excel takes for a sheet"),
        ((page("tblThings", label=Text("页", "History")),), "not a name that Excel takes for a sheet"),
        ((page("tblThings"), page(key="two", label=Text("页", "Two"))), "zh sheet name '页' stands 2 times"),
        ((page("tblThings"), page(label=Text("二", "Two"))), "sheet 'page' stands 2 times"),
        ((page("tblThings"), page("tblThings", key="two", label=Text("二", "Two"))), "tblThings: stands on 2 sheets"),
        ((page(),), "tblThings: stands on 0 sheets"),
        ((page("tblThings", "tblOthers"),), "sheet page: there is no table tblOthers"),
        ((replace(page("tblThings"), views=frozenset({"boss"})),), "sheet page: unknown views ['boss']"),
        ((replace(page("tblThings"), about=Text("关于", "")),), "sheet page: the en about is empty"),
    ],
)
def test_a_mistake_in_a_sheet_is_named(sheets: tuple[Sheet, ...], said: str) -> None:
    """Every table stands on one sheet, and every sheet can be made."""
    assert any(said in one for one in mistakes(sheets=sheets))


@pytest.mark.parametrize(
    ("entries", "said"),
    [
        ((entry("a", "红", "Red"), entry("b", "红", "Dark red")), "zh label '红' stands 2 times"),
        ((entry("a", "红", "Red"), entry("b", "深红", "RED")), "en label 'red' stands 2 times"),
        ((entry("a", "红", "Red"), entry("A", "深红", "Dark")), "key 'a' stands 2 times"),
        ((entry("a", "", "Red"),), "zh label is empty"),
        ((entry("a", "=红", "Red"),), "looks like a formula"),
        ((entry("a", "红", "Red", hue=3),), "has no column hue"),
        ((entry("a", "红", "Red", rank=12),), "12 does not fit the column rank"),
        ((entry("a", "红", "Red", rank=True),), "True does not fit the column rank"),
        ((entry("a", "红", "Red", rank="first"),), "'first' does not fit the column rank"),
    ],
)
def test_a_mistake_in_a_list_is_named(entries: tuple[object, ...], said: str) -> None:
    """Labels that Excel cannot tell apart, and values that do not fit their column, are found."""
    broken = replace(COLOUR, entries=entries)  # type: ignore[arg-type]
    assert any(said in one for one in mistakes(lists=(broken,)))


def test_labels_that_stand_together_in_a_cell_hold_no_separator() -> None:
    """'Red, dark' among several choices of one cell could not be told from two choices."""
    broken = replace(COLOUR, entries=(entry("a", "红、深", "Red"),))
    assert mistakes(thing(choice("c", "色", "Colour", "colour")), lists=(broken,)) == []
    assert any("separator" in one for one in mistakes(thing(choices("c", "色", "Colour", "colour")), lists=(broken,)))


def test_a_default_that_does_not_fit_its_setting_is_found() -> None:
    """A setting's default obeys its kind, its limits and its list."""
    label = Text("数", "Number")
    settings = (
        Setting("a", label, Kind.INT, "many"),
        Setting("b", label, Kind.INT, 99, high=9),
        Setting("c", label, Kind.CHOICE, "pink", list="colour"),
        Setting("d", label, Kind.CHOICE, "x", list="nothing"),
    )
    found = errors((thing(),), (COLOUR,), settings, (), (), (page("tblThings"),))
    assert [one.split(":")[0] for one in found] == ["setting a", "setting b", "setting c", "setting d"]


def test_a_command_that_writes_an_unknown_table_is_found() -> None:
    """A command's tables exist, its entry is module:function, its words stand in both languages."""
    wrong = Command("go", Text("走", ""), Text("走", "Go"), "macros.go", "Go", writes=("tblNowhere", "*"))
    found = errors((thing(),), (COLOUR,), (), (wrong,), (), (page("tblThings"),))
    assert found == [
        "command go: the en label is empty or has spaces around it",
        "command go: the entry 'macros.go' is not module:function",
        "command go: writes tblNowhere, which is no table",
    ]


def test_a_table_that_no_command_fills_although_it_says_so_is_found() -> None:
    """What fills a result is declared on the table; Command.writes follows from it."""
    filled = table("tblX", "某", "X", text("a", "甲", "A"), about=ABOUT, filled_by="go|stay")
    assert filled.result
    stay = Command("stay", Text("留", "Stay"), Text("留", "Stay"), "macros.stay:stay")
    assert errors((filled,), (), (), (stay,), (), (page("tblX"),)) == ["tblX: filled by go, which is no command"]


def test_an_argument_that_vba_cannot_name_is_found() -> None:
    """Keywords, repeated names and optional arguments before required ones do not survive the wrapper."""
    help_ = Text("说明", "Help")
    arguments = (Argument("date", help_, optional=True), Argument("x", help_), Argument("X", help_))
    wrong = Function("GRADE", help_, arguments, Kind.TEXT, Text("=GRADE(1)", "=CB_GRADE(1)"), "A", "udfs.x:y")
    found = errors((thing(),), (COLOUR,), (), (), (wrong,), (page("tblThings"),))
    for said in (
        "is named CB_",
        "argument 'x' stands 2 times",
        "optional arguments come last",
        "no argument named date",
        "en example",
    ):
        assert any(said in one for one in found), said


def test_all_mistakes_come_at_once() -> None:
    """One run reports every mistake: whoever edits the schema does not go round in circles."""
    broken = thing(choice("a", "甲", "A1", "none"), text("b", "乙", "B's"), money("c", "丙", "C", low=2, high=1))
    assert len(mistakes(broken)) == 3


def test_who_fills_a_column_is_the_users_unless_said() -> None:
    """A declared field is typed by the user by default."""
    assert text("x", "价", "Price").who is Who.USER


VBA = """and as boolean byref byte byval call case const currency date declare dim do double each else elseif empty end
enum erase error exit false for friend function get global goto if imp in integer is let like long loop lset me mod name
new next not nothing null object on open option optional or paramarray preserve print private property public redim rem
resume return rset seek select set single static step stop string sub then to true type until variant wend while with
write xor"""


@pytest.mark.parametrize("word", VBA.split())
def test_no_argument_is_called_by_a_word_of_vba(word: str) -> None:
    """The wrapper that carries it would not compile, however it is written."""
    help_ = Text("说明", "Help")
    said = Text("=CB_X(1)", "=CB_X(1)")
    for written in (word, word.upper()):
        one = Function("CB_X", help_, (Argument(written, help_),), Kind.TEXT, said, "A", "udfs.x:y")
        assert errors((thing(),), (COLOUR,), (), (), (one,)), written
    fine = Function("CB_X", help_, (Argument(f"{word}_x", help_),), Kind.TEXT, said, "A", "udfs.x:y")
    assert errors((thing(),), (COLOUR,), (), (), (fine,)) == []
