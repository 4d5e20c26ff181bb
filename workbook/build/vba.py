"""The workbook's VBA: a few short modules written by hand, the rest generated from the schema.

Everything is plain ASCII, because a VBA module has one code page and would turn other characters into "?": Chinese
sentences are spelled with ChrW. The text lies readable in `workbook/build/vba/`; `python -m workbook.build.vba` writes
its generated part again, and a test holds the folder, the generator and the shipped binary together.

- CbHost      the seam: reaches the xlwings add-in (by hand)
- CbRun       from a key to a line of Python (by hand)
- CbViews     shows and hides sheets and columns, follows links to hidden sheets (by hand)
- CbExamples  switches the examples of cell functions on (by hand)
- CbRibbon    a callback for each button (generated from the commands)
- CbViewList  which tables and columns belong to which view (generated from the tables)
- CbFunctions the cell functions, handed on to Python (generated from the functions)
- CbText      the sentences, in both languages (generated from SENTENCES and the commands)
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from workbook.build.layout import folded_columns
from workbook.build.ribbon import VIEWS, buttons
from workbook.language import Text
from workbook.schema import LISTS, TABLES
from workbook.schema.commands import COMMANDS
from workbook.schema.functions import FUNCTIONS
from workbook.schema.model import SheetGroup

FOLDER = Path(__file__).with_name("vba")
DOCUMENT = "ThisWorkbook"

STARTING = Text("{name} …（正在启动 Python）", "{name} … (starting Python)")
SENTENCES: dict[str, Text] = {
    "title": Text("客户簿", "Customer Book"),
    "no_addin": Text(
        "没有找到 xlwings 加载项，按钮暂时不能用；表格本身照常可用。\n\n"
        "请在客户簿程序的文件夹里运行一次下面的命令，然后重新打开 Excel：\n\nuv run customer-book install\n\n"
        "没有这个文件夹？向给您这本客户簿的人要。",
        "The xlwings add-in is not loaded, so the buttons cannot work yet; the book itself stays usable.\n\n"
        "Run this once in the folder of the customer book's program, then open Excel again:\n\n"
        "uv run customer-book install\n\n"
        "No such folder? Ask whoever gave you this book.",
    ),
    "not_started": Text(
        "Python 没有启动。请运行 uv run customer-book doctor，它会说明下一步。",
        "Python did not start. Run uv run customer-book doctor: it says what to do next.",
    ),
    "unsaved": Text(
        "请先把客户簿保存到磁盘，再按这个按钮。",
        "Save the book to disk first, then press this button.",
    ),
    "no_examples": Text(
        "找不到函数示例表，可能被删除了；可以用 customer-book new 新建一本再复制过来。",
        "The sheet of function examples is gone; make a new book with customer-book new and copy it from there.",
    ),
    "view_failed": Text(
        "无法切换视图：工作簿的结构受保护。请在“审阅”里取消保护工作簿，再试一次。",
        "The view cannot be switched: the workbook's structure is protected. "
        "Unprotect it under Review, then try again.",
    ),
}

_GENERATED = "' Generated from the schema by workbook/build/vba.py; edit it there."


def modules() -> dict[str, str]:
    """Every standard module by name, in the order they stand in the project: source text with LF line ends."""
    return {
        "CbHost": _read("CbHost.bas"),
        "CbRun": _read("CbRun.bas"),
        "CbViews": _read("CbViews.bas"),
        "CbExamples": _read("CbExamples.bas"),
        **generated(),
    }


def generated() -> dict[str, str]:
    """The modules that follow from the schema."""
    return {
        "CbRibbon": ribbon_module(),
        "CbViewList": view_module(),
        "CbFunctions": functions_module(),
        "CbText": text_module(),
    }


def document_body() -> str:
    """The workbook's own module, without its attributes."""
    return _read(f"{DOCUMENT}.cls")


def ribbon_module() -> str:
    """CbRibbon: one callback a button."""
    lines = _heading("CbRibbon")
    for one in buttons():
        lines += ["", f"Public Sub {one.callback}(control As IRibbonControl)", f"    {one.statement}", "End Sub"]
    return _text(lines)


def view_module() -> str:
    """CbViewList: the tables whose sheets a view shows, as |name|name|."""
    lines = [
        *_heading("CbViewList"),
        "",
        "Public Function CbViewMarks(ByVal view As String) As String",
        "    Dim s As String",
        "    Select Case view",
    ]
    for view in VIEWS:
        lines.append(f'    Case "{view.key}"')
        lines += _appends([f'"{name}|"' for name in marks(view.key)], start='"|"')
    lines += ["    End Select", "    CbViewMarks = s", "End Function"]
    lines += ["", "' Columns folded away in every view but the whole one."]
    lines += ["Public Function CbFoldedColumns() As String", "    Dim s As String"]
    lines += _appends([f'"{name}|"' for name in folded_marks()], start='"|"')
    lines += ["    CbFoldedColumns = s", "End Function"]
    lines += ["", "' Columns of groups that a view does not show."]
    lines += ["Public Function CbHiddenColumns(ByVal view As String) As String", "    Dim s As String"]
    lines += ["    Select Case view"]
    for view in VIEWS:
        lines.append(f'    Case "{view.key}"')
        lines += _appends([f'"{name}|"' for name in hidden_marks(view.key)], start='"|"')
    lines += ["    End Select", "    CbHiddenColumns = s", "End Function"]
    return _text(lines)


def folded_marks() -> list[str]:
    """Columns that are folded away at first, by their hidden names (without `col_`)."""
    return [f"{t.name}_{f.key}" for t in TABLES for f in t.fields if f.key in folded_columns(t)]


def hidden_marks(view: str) -> list[str]:
    """Columns whose group does not belong to a view, but for those no user needs at all."""
    return [
        f"{t.name}_{f.key}"
        for t in TABLES
        for f in t.fields
        if view != "all" and not f.hidden and f.group and f.group.views and view not in f.group.views
    ]


def marks(view: str) -> list[str]:
    """What marks a sheet as part of this view: names of tables, and =settings for the sheet of named cells."""
    whole = view == "all"
    names = [t.name for t in TABLES if t.group is not SheetGroup.HIDDEN and (whole or view in t.views)]
    if whole or view == "admin":
        names += [LISTS[0].table_name, "=settings"]  # one list is enough to know the dictionary sheet
    return names


def functions_module() -> str:
    """CbFunctions: a wrapper for each cell function, of the same argument names.

    Arguments are handed on untyped, ranges as ranges; a missing one as VBA's own mark of it. Baked in, so that nobody
    needs xlwings' Import Functions or its trust setting.
    """
    lines = [*_heading("CbFunctions")]
    for one in FUNCTIONS:
        arguments = ", ".join(f"Optional {a.name}" if a.optional else a.name for a in one.arguments)
        module, _, name = one.entry.partition(":")
        given = ", ".join(a.name for a in one.arguments)
        lines += ["", f"Public Function {one.key}({arguments})"]
        if one.volatile:
            lines.append("    If IsMissing(as_of) Then Application.Volatile")
        lines += [f'    {one.key} = CallPython("{module}", "{name}", Array({given}))', "End Function"]
    lines += ["", *_CALL.splitlines()]
    return _text(lines)


_CALL = """\
' Without the add-in a cell shows #NAME?, as any unknown function does; a call that fails shows #VALUE!.
Private Function CallPython(ByVal script As String, ByVal called As String, ByVal arguments As Variant) As Variant
    Dim python As Object
    On Error GoTo Failed
    Set python = CbPython()
    If python Is Nothing Then
        CallPython = CVErr(xlErrName)
        Exit Function
    End If
    CallPython = WithErrors(python.CallUDF(script, called, arguments, ThisWorkbook, Application.Caller))
    Exit Function
Failed:
    CallPython = CVErr(xlErrValue)
End Function

' Python gives errors as their text; cells need the error itself.
Private Function WithErrors(ByVal answer As Variant) As Variant
    Dim row As Long
    Dim column As Long
    If IsArray(answer) Then
        For row = LBound(answer, 1) To UBound(answer, 1)
            For column = LBound(answer, 2) To UBound(answer, 2)
                answer(row, column) = CbErrorOf(answer(row, column))
            Next column
        Next row
        WithErrors = answer
    Else
        WithErrors = CbErrorOf(answer)
    End If
End Function

Public Function CbErrorOf(ByVal value As Variant) As Variant
    CbErrorOf = value
    If VarType(value) <> vbString Then Exit Function
    Select Case value
    Case "#DIV/0!": CbErrorOf = CVErr(xlErrDiv0)
    Case "#N/A": CbErrorOf = CVErr(xlErrNA)
    Case "#NAME?": CbErrorOf = CVErr(xlErrName)
    Case "#NULL!": CbErrorOf = CVErr(xlErrNull)
    Case "#NUM!": CbErrorOf = CVErr(xlErrNum)
    Case "#REF!": CbErrorOf = CVErr(xlErrRef)
    Case "#VALUE!": CbErrorOf = CVErr(xlErrValue)
    End Select
End Function
"""


def text_module() -> str:
    """CbText: every sentence the VBA says, in the language of the book."""
    # The label stands in the sentence: a scanner takes a short word by itself, "Undo", for Base64.
    starting = {one.key: STARTING.format(name=one.label) for one in COMMANDS if one.ribbon is not None}
    lines = [
        *_heading("CbText"),
        *_lookup("CbSentence", SENTENCES),
        *_lookup("CbStarting", starting),
        "",
        "' The book knows its language; where that cell is gone it is Chinese, as the book is by default.",
        "Public Function CbInChinese() As Boolean",
        "    CbInChinese = True",
        "    On Error Resume Next",
        '    CbInChinese = (ThisWorkbook.Names("meta_language").RefersToRange.Value <> "en")',
        "End Function",
    ]
    return _text(lines)


def _lookup(function: str, texts: Mapping[str, Text]) -> Iterator[str]:
    """A function that gives a text by its key, in the language of the book."""
    yield from ("", f"Public Function {function}(ByVal key As String) As String", "    Dim s As String")
    yield "    Select Case key"
    for key, text in texts.items():
        yield from (f'    Case "{key}"', "        If CbInChinese() Then")
        yield from (f"    {line}" for line in _appends(_spelled(text.zh)))
        yield "        Else"
        yield from (f"    {line}" for line in _appends(_spelled(text.en)))
        yield "        End If"
    yield from ("    End Select", f"    {function} = s", "End Function")


def _heading(name: str) -> list[str]:
    return [f'Attribute VB_Name = "{name}"', _GENERATED, "Option Explicit"]


def _text(lines: list[str]) -> str:
    return "\n".join(lines) + "\n"


def _spelled(sentence: str) -> list[str]:
    """A sentence as VBA expressions to be joined: ASCII runs quoted, everything else by code unit."""
    parts: list[str] = []
    run = ""
    for char in sentence:
        if " " <= char <= "~":
            run += char
            continue
        if run:
            parts.append(_quoted(run))
            run = ""
        parts += ["vbLf"] if char == "\n" else [f"ChrW({unit})" for unit in _code_units(char)]
    if run:
        parts.append(_quoted(run))
    return parts


def _quoted(run: str) -> str:
    return '"' + run.replace('"', '""') + '"'


def _code_units(char: str) -> Iterator[int]:
    raw = char.encode("utf-16-le")
    for at in range(0, len(raw), 2):
        yield int.from_bytes(raw[at : at + 2], "little")


def _appends(parts: list[str], start: str | None = None, width: int = 96) -> list[str]:
    """`s = …`, then `s = s & …`: one statement a line, because VBA allows only 24 continued lines."""
    lines: list[str] = []
    current = start or parts[0]
    for part in parts if start else parts[1:]:
        if len(current) + len(part) > width:
            lines.append(current)
            current = "s"
        current += f" & {part}"
    lines.append(current)
    return [f"        s = {one}" for one in lines]


def _read(name: str) -> str:
    return (FOLDER / name).read_text("ascii")


def write_generated(folder: Path = FOLDER) -> None:
    """Write the generated modules as text beside those written by hand."""
    for name, source in generated().items():
        (folder / f"{name}.bas").write_text(source, "ascii", newline="\n")


if __name__ == "__main__":
    write_generated()
