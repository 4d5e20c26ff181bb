"""Rung 4, the VBA run: pyOpenVBA's in-memory Excel opens the shipped book and presses its buttons.

Proves: a click is answered in the status bar and reaches the seam with the right line of Python, a large book gets a
process of its own, a missing add-in gives a sentence and no error. Cannot: Excel's own behaviour - the interpreter is
a stand-in, written from Excel's documentation.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from pyopenvba.apps.excel import ExcelApplication

from workbook import engine, schema
from workbook.build.macro_code.sentences import SENTENCES, STARTING
from workbook.build.ribbon import buttons
from workbook.build.vba import modules
from workbook.language import Lang
from workbook.schema.commands import COMMANDS

# The same interface as CbHost, but it only notes what it was asked for, and what the status bar said just then.
SEAM = """\
Option Explicit
Private Calls As String

Public Function CbRunPython(ByVal code As String) As Boolean
    Calls = Calls & code & "|" & Application.StatusBar & "|" & ActiveWorkbook.Name & vbLf
    CbRunPython = True
End Function

Public Function CbPython() As Object
    Set CbPython = Nothing
End Function

Public Function CbAddInIsLoaded() As Boolean
    CbAddInIsLoaded = True
End Function

Public Function CbTestCalls() As String
    CbTestCalls = Calls
End Function
"""
LOOK = """
Public Function CbTestSheets() As String
    Dim one As Worksheet
    For Each one In ThisWorkbook.Worksheets
        CbTestSheets = CbTestSheets & one.Name & "=" & CStr(one.Visible) & vbLf
    Next one
End Function

Public Function CbTestFunction() As String
    CbTestFunction = CStr(CB_TIER("A"))
End Function

Public Function CbTestWhole() As String
    Dim given As Variant
    Dim sheet As Worksheet
    Set sheet = ThisWorkbook.Worksheets(1)
    given = Array(sheet.Range("A:A"), 3, sheet.Range("A1:B2"), sheet.Range("C:D"))
    CbCutWholeColumns given
    CbTestWhole = given(0).Rows.Count & "," & given(1) & "," & given(2).Address & "," & given(3).Columns.Count
    CbTestWhole = CbTestWhole & "," & (given(0).Rows.Count = given(3).Rows.Count)
End Function

Public Function CbTestErrors() As String
    CbTestErrors = CStr(CbErrorOf("#N/A")) & "," & CStr(CbErrorOf("#VALUE!"))
    CbTestErrors = CbTestErrors & "," & CbErrorOf("#N/A!") & "," & CbErrorOf(3)
End Function

Public Sub CbTestChange(ByVal sheet As String, ByVal where As String)
    CbChanged ThisWorkbook.Worksheets(sheet), ThisWorkbook.Worksheets(sheet).Range(where)
End Sub

Public Sub CbTestFollow(ByVal sheet As String, ByVal address As String)
    CbFollowed ThisWorkbook.Worksheets(sheet), address
End Sub

Public Sub CbTestPut(ByVal sheet As String, ByVal where As String, ByVal what As String)
    ThisWorkbook.Worksheets(sheet).Range(where).Value = what
End Sub

Public Sub CbTestProtect()
    ThisWorkbook.Protect Structure:=True
End Sub

Public Sub CbTestSay(ByVal words As String)
    If Len(words) = 0 Then Application.StatusBar = False Else Application.StatusBar = words
End Sub

Public Function CbTestStatusBar() As String
    CbTestStatusBar = CStr(Application.StatusBar)
End Function
"""


def presses() -> str:
    """A module that presses each button: Office hands a callback its control, which no callback of ours looks at."""
    lines = ["Option Explicit"]
    for one in buttons():
        lines += ["", f"Public Sub CbTest{one.callback}()", f"    {one.callback} Nothing", "End Sub"]
    return "\n".join(lines) + LOOK


@pytest.fixture
def lang(shipped: Path) -> Lang:
    """The language of the shipped book under test."""
    return "en" if shipped.stem.endswith("en") else "zh"


@pytest.fixture
def as_shipped(shipped: Path, with_modules: Callable[..., Path]) -> ExcelApplication:
    """The book with its own seam, where no add-in is loaded."""
    return ExcelApplication.open(with_modules(shipped, added={"CbTest": presses()}))


@pytest.fixture
def with_seam(shipped: Path, with_modules: Callable[..., Path]) -> ExcelApplication:
    """The book with the seam swapped for one that takes notes."""
    return ExcelApplication.open(with_modules(shipped, replaced={"CbHost": SEAM}, added={"CbTest": presses()}))


def sheets(app: ExcelApplication) -> dict[str, int]:
    """Visibility by sheet name: -1 visible, 0 hidden, 2 very hidden."""
    pairs = [line.rpartition("=") for line in str(app.run("CbTestSheets")).splitlines()]
    return {name: int(value) for name, _, value in pairs}


def test_every_command_reaches_the_seam(with_seam: ExcelApplication, lang: Lang) -> None:
    """One click, one line of Python that names the command. Before the seam is even called the status bar says which
    command was asked for, in the book's language; afterwards it is Excel's again."""
    pressed = [c for c in COMMANDS if c.ribbon is not None]
    for one in pressed:
        camel = "".join(part.capitalize() for part in one.key.split("_"))
        with_seam.run(f"CbTestCbDo{camel}")
    calls = [line.split("|") for line in str(with_seam.run("CbTestCalls")).splitlines()]
    assert [code for code, _, _ in calls] == [f"import macros.host; macros.host.run('{c.key}')" for c in pressed]
    assert [said for _, said, _ in calls] == [STARTING.format(name=command.label)[lang] for command in pressed]
    assert with_seam.run("CbTestStatusBar") == "False"
    assert with_seam.dialogs == []


def place(book: Path, name: str) -> tuple[str, str]:
    """Sheet and address of a named cell."""
    with engine.open_book(book, read_only=True) as opened:
        cell = opened.names[name].refers_to_range[0, 0]
        return cell.sheet.name, cell.address.replace("$", "")


ANSWERS = {
    "find_text": "('find', cell='find_text')",
    "card_find": "('card_open')",
    "entry_customer_name": "('alike')",
}


@pytest.mark.parametrize("name", ANSWERS)
def test_what_is_typed_into_one_of_three_cells_is_answered(
    shipped: Path, with_seam: ExcelApplication, name: str
) -> None:
    """By one line of Python; a cell beside it, the same cell on another sheet and a blank one by none."""
    sheet, where = place(shipped, name)
    with_seam.run("CbTestPut", sheet, where, "x")
    before = len(str(with_seam.run("CbTestCalls")).splitlines())  # the stand-in may answer the typing by itself
    with_seam.run("CbTestChange", sheet, where)
    calls = str(with_seam.run("CbTestCalls")).splitlines()[before:]
    assert [line.split("|")[0] for line in calls] == [f"import macros.host; macros.host.run{ANSWERS[name]}"]
    other = next(one for one in sheets(with_seam) if one != sheet)
    for elsewhere in ((sheet, "AZ99"), (other, where), (sheet, f"{where}:AZ99")):
        with_seam.run("CbTestChange", *elsewhere)
    with_seam.run("CbTestPut", sheet, where, "")
    with_seam.run("CbTestChange", sheet, where)
    assert len(str(with_seam.run("CbTestCalls")).splitlines()) == before + 1
    assert with_seam.dialogs == []


def test_where_no_add_in_is_loaded_nobody_is_told(shipped: Path, as_shipped: ExcelApplication) -> None:
    """The formula beside the cell has answered already."""
    for name in ANSWERS:
        sheet, where = place(shipped, name)
        as_shipped.run("CbTestPut", sheet, where, "x")
        as_shipped.run("CbTestChange", sheet, where)
        as_shipped.run("CbTestFollow", sheet, "card_find")
    assert as_shipped.dialogs == []


def test_a_link_to_a_card_opens_it(shipped: Path, with_seam: ExcelApplication, lang: Lang) -> None:
    """Of the row that was clicked; other links do nothing more."""
    sheet = schema.table("tblCustomers").label[lang]
    with_seam.run("CbTestFollow", sheet, "card_find")
    with_seam.run("CbTestFollow", sheet, "go_tblToday")
    calls = str(with_seam.run("CbTestCalls")).splitlines()
    assert [line.split("|")[0] for line in calls] == ["import macros.host; macros.host.run('card_open')"]


SWITCH = """
Private Seen As String

Public Function CbTestRunPython(ByVal code As String) As Variant
    Seen = Seen & CbTestSwitch() & " "
    If InStr(code, "'check'") > 0 Then Err.Raise 1004
    If InStr(code, "'analyse'") > 0 Then CbTestRunPython = -1
End Function

Public Function CbTestSeen() As String
    CbTestSeen = Seen & CbTestSwitch()
End Function

Private Function CbTestSwitch() As String
    Dim row As Long
    For row = 1 To 10
        If ThisWorkbook.Worksheets("xlwings.conf").Cells(row, 1).Value = "USE UDF SERVER" Then
            CbTestSwitch = CStr(ThisWorkbook.Worksheets("xlwings.conf").Cells(row, 2).Value)
        End If
    Next row
End Function
"""
"""Stands in for the add-in: what the book says of the kept Python while a command runs, and afterwards."""


@pytest.fixture
def with_add_in(shipped: Path, with_modules: Callable[..., Path]) -> Callable[[int], ExcelApplication]:
    """The book with its own seam and a stand-in for the add-in, for a given number of rows that are many."""

    def opened(many: int) -> ExcelApplication:
        host = modules()["CbHost"]
        for ours, theirs in (
            ("MANY_ROWS As Long = 50000", f"MANY_ROWS As Long = {many}"),
            ('ADD_IN & "!RunPython"', '"CbTestRunPython"'),
            ("Application.Workbooks(ADD_IN)", "Application.Workbooks(1)"),
        ):
            assert ours in host
            host = host.replace(ours, theirs)
        host = host.partition("\n")[2]  # its name is an attribute, no text of the module
        return ExcelApplication.open(
            with_modules(shipped, replaced={"CbHost": host}, added={"CbTest": presses() + SWITCH})
        )

    return opened


def test_a_click_goes_to_the_python_that_is_kept_running(with_add_in: Callable[[int], ExcelApplication]) -> None:
    """No process starts for a click, as long as the book is of usual size."""
    app = with_add_in(50_000)
    app.run("CbTestCbDoRefresh")
    assert app.run("CbTestSeen") == "TRUE TRUE"
    assert app.dialogs == []


def test_a_large_book_gets_a_process_of_its_own(with_add_in: Callable[[int], ExcelApplication], lang: Lang) -> None:
    """Excel does not wait longer than a minute and a half for the kept one. Afterwards the book's setting is as
    before, also where the command could not be started."""
    app = with_add_in(300)
    app.run("CbTestCbDoRefresh")
    assert app.run("CbTestSeen") == "FALSE TRUE"
    app.run("CbTestCbDoCheck")
    assert app.run("CbTestSeen") == "FALSE FALSE TRUE"
    ((_, said, _, _),) = app.dialogs
    assert str(said).startswith(SENTENCES["not_started"][lang])
    assert app.run("CbTestStatusBar") == "False"


def test_a_python_that_ended_with_an_error_is_told(with_add_in: Callable[[int], ExcelApplication], lang: Lang) -> None:
    """The add-in gives -1 after words of its own; ours say what to do next. Nothing is raised."""
    app = with_add_in(50_000)
    app.run("CbTestCbDoAnalyse")
    assert [text for _, text, _, _ in app.dialogs] == [SENTENCES["not_started"][lang]]
    assert app.run("CbTestStatusBar") == "False"


WATCH = """
Public Sub CbTestStart(ByVal said As String)
    Application.StatusBar = said
    WatchStart said
End Sub
"""


@pytest.fixture
def waiting(shipped: Path, with_modules: Callable[..., Path]) -> ExcelApplication:
    """The book as on a Mac: a command was started, and the call has returned at once."""
    run = modules()["CbRun"].partition("\n")[2] + WATCH
    assert "    Application.OnTime Now" in run  # which the stand-in does not have; the tests are the clock
    run = run.replace("    Application.OnTime Now", "    ' Application.OnTime Now")
    return ExcelApplication.open(with_modules(shipped, replaced={"CbRun": run}, added={"CbTest": presses()}))


def test_a_start_that_never_answered_is_told_after_a_while(waiting: ExcelApplication, lang: Lang) -> None:
    """The status bar still says that it is starting: it is given back, and a sentence says what to do."""
    waiting.run("CbTestStart", "starting")
    waiting.run("CbStartFailed")
    assert waiting.run("CbTestStatusBar") == "False"
    assert [text for _, text, _, _ in waiting.dialogs] == [SENTENCES["not_started"][lang]]
    waiting.run("CbStartFailed")
    assert len(waiting.dialogs) == 1


@pytest.mark.parametrize("now", ["half way", ""])
def test_a_start_that_answered_is_left_alone(waiting: ExcelApplication, now: str) -> None:
    """Python has put its own words into the status bar, or handed it back."""
    waiting.run("CbTestStart", "starting")
    waiting.run("CbTestSay", now)
    waiting.run("CbStartFailed")
    assert waiting.run("CbTestStatusBar") == (now or "False")
    assert waiting.dialogs == []


def test_a_choice_of_a_menu_reaches_the_command(with_seam: ExcelApplication) -> None:
    """Its option stands in the line of Python."""
    chosen = [one for one in buttons() if one.menu_of]
    for one in chosen:
        with_seam.run(f"CbTest{one.callback}")
    calls = [line.split("|")[0] for line in str(with_seam.run("CbTestCalls")).splitlines()]
    assert "import macros.host; macros.host.run('preview', into='visits')" in calls
    assert len(calls) == len(set(calls)) == len(chosen) > 0


def test_a_missing_add_in_is_a_sentence(as_shipped: ExcelApplication, lang: Lang) -> None:
    """Someone without Python is told the one command, in the book's language, and no debugger opens."""
    as_shipped.run("CbTestCbDoRefresh")
    assert [(kind, text, title) for kind, text, title, _ in as_shipped.dialogs] == [
        ("MsgBox", SENTENCES["no_addin"][lang], SENTENCES["title"][lang])
    ]
    assert "uv run customer-book install" in SENTENCES["no_addin"][lang]
    assert as_shipped.run("CbTestStatusBar") == "False"


def test_an_unsaved_book_is_asked_to_be_saved(with_seam: ExcelApplication, lang: Lang) -> None:
    """Python finds the book by its file, so one that was never saved cannot be worked on."""
    with_seam.workbook.path = ""
    with_seam.run("CbTestCbDoRefresh")
    assert [text for _, text, _, _ in with_seam.dialogs] == [SENTENCES["unsaved"][lang]]
    assert with_seam.run("CbTestCalls") == ""


def test_another_book_in_front_is_no_obstacle(with_seam: ExcelApplication, shipped: Path) -> None:
    """The add-in works on the active workbook, so ours is brought to the front first."""
    other = with_seam.add_workbook()
    with_seam.run("CbTestCbDoRefresh")
    name = str(with_seam.run("CbTestCalls")).strip().rpartition("|")[2]
    assert name != other.name
    assert name.endswith(".xlsm")


def test_a_protected_book_says_why_its_view_stays(with_seam: ExcelApplication, lang: Lang) -> None:
    """A workbook whose structure is protected shows a sentence."""
    with_seam.run("CbTestProtect")
    with_seam.run("CbTestCbViewSales")
    assert [text for _, text, _, _ in with_seam.dialogs] == [SENTENCES["view_failed"][lang]]


def test_views_leave_a_sheet_of_the_users_alone(with_seam: ExcelApplication, lang: Lang) -> None:
    """A sheet without one of our tables keeps its state, and the home sheet stays."""
    before = sheets(with_seam)
    with_seam.run("CbTestCbViewSales")
    after = sheets(with_seam)
    home = "首页" if lang == "zh" else "Home"
    assert after[home] == -1
    assert {name: state for name, state in after.items() if re.match("_|xlwings", name)} == {
        name: state for name, state in before.items() if re.match("_|xlwings", name)
    }


def test_a_cell_function_without_the_add_in_is_an_unknown_name(as_shipped: ExcelApplication) -> None:
    """The cell shows #NAME?, as it does for any function Excel does not know; no dialog comes up."""
    assert as_shipped.run("CbTestFunction") == "Error 2029"
    assert as_shipped.dialogs == []


def test_a_whole_column_is_handed_on_as_far_as_its_sheet_is_used(with_seam: ExcelApplication) -> None:
    """A:A has 1,048,576 cells; other arguments stay what they are."""
    rows, *others = str(with_seam.run("CbTestWhole")).split(",")
    assert 10 < int(rows) < 1_000
    assert others == ["3", "$A$1:$B$2", "2", "True"]


def test_python_errors_become_cell_errors(with_seam: ExcelApplication) -> None:
    """What Python gives as text is a real error in the cell; other values stay."""
    assert with_seam.run("CbTestErrors") == "Error 2042,Error 2015,#N/A!,3"


def test_examples_without_the_add_in_say_what_is_missing(as_shipped: ExcelApplication, lang: Lang) -> None:
    """The sheet opens, nothing is calculated, and the one command is named."""
    as_shipped.run("CbTestCbViewExamples")
    assert [text for _, text, _, _ in as_shipped.dialogs] == [SENTENCES["no_addin"][lang]]
    assert sheets(as_shipped)["设置" if lang == "zh" else "Settings"] == -1
