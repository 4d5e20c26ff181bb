"""The workbook's VBA: a few short modules written by hand, the rest generated from the schema.

Everything is plain ASCII, because a VBA module has one code page and would turn other characters into "?": Chinese
sentences are spelled with ChrW. The text lies readable in `workbook/build/vba/`; `python -m
workbook.build.vba` writes its generated part again, and a test holds the folder, the generator and the
shipped binary together.

- CbHost      the seam: reaches the xlwings add-in (by hand)
- CbRun       from a key to a line of Python (by hand)
- CbViews     shows and hides sheets and columns, follows links to hidden sheets (by hand)
- CbWatch     answers when one of three cells is typed into, and when a link to a card is followed (by hand)
- CbExamples  switches the examples of cell functions on (by hand)
- CbCall      hands a cell function on to Python (by hand)
- CbRibbon    a callback for each button (from the commands)
- CbMacros    the same for Alt+F8, shapes and shortcut keys, which reach only a Sub without arguments
- CbViewList  which tables and columns belong to which view (view_list.py, from the tables)
- CbFunctions the cell functions, handed on to Python (from the functions)
- CbText      the sentences, in both languages (sentences.py, from SENTENCES and the commands)
"""

from __future__ import annotations

from pathlib import Path

from workbook.build.macro_code.sentences import text_module
from workbook.build.macro_code.view_list import view_module
from workbook.build.macro_code.writing import heading, module_text
from workbook.build.ribbon import buttons
from workbook.schema.functions import FUNCTIONS

FOLDER = Path(__file__).with_name("vba")
DOCUMENT = "ThisWorkbook"


def modules() -> dict[str, str]:
    """Every standard module by name, in the order they stand in the project: source text with LF line ends."""
    return {
        "CbHost": _read("CbHost.bas"),
        "CbRun": _read("CbRun.bas"),
        "CbViews": _read("CbViews.bas"),
        "CbWatch": _read("CbWatch.bas"),
        "CbExamples": _read("CbExamples.bas"),
        "CbCall": _read("CbCall.bas"),
        **generated(),
    }


def generated() -> dict[str, str]:
    """The modules that follow from the schema."""
    return {
        "CbRibbon": ribbon_module(),
        "CbMacros": macros_module(),
        "CbViewList": view_module(),
        "CbFunctions": functions_module(),
        "CbText": text_module(),
    }


def document_body() -> str:
    """The workbook's own module, without its attributes."""
    return _read(f"{DOCUMENT}.cls")


def ribbon_module() -> str:
    """CbRibbon: one callback a button."""
    lines = heading("CbRibbon")
    for one in buttons():
        lines += ["", f"Public Sub {one.callback}(control As IRibbonControl)", f"    {one.statement}", "End Sub"]
    return module_text(lines)


def macros_module() -> str:
    """CbMacros: one Sub without arguments a button, for Alt+F8, a shape or a shortcut key."""
    lines = heading("CbMacros")
    for one in buttons():
        if one.macro != one.statement:  # a Sub of that name stands in the project already
            lines += ["", f"Public Sub {one.macro}()", f"    {one.statement}", "End Sub"]
    return module_text(lines)


def functions_module() -> str:
    """CbFunctions: a wrapper for each cell function, of the same argument names.

    Arguments are handed on untyped, ranges as ranges; a missing one as VBA's own mark of it. Baked in, so that nobody
    needs xlwings' Import Functions or its trust setting.
    """
    lines = [*heading("CbFunctions")]
    for one in FUNCTIONS:
        arguments = ", ".join(f"Optional {a.name}" if a.optional else a.name for a in one.arguments)
        module, _, name = one.entry.partition(":")
        given = ", ".join(a.name for a in one.arguments)
        lines += ["", f"Public Function {one.key}({arguments})"]
        if one.volatile:
            lines.append("    If IsMissing(as_of) Then Application.Volatile")
        lines += [f'    {one.key} = CbCallPython("{module}", "{name}", Array({given}))', "End Function"]
    return module_text(lines)


def _read(name: str) -> str:
    return (FOLDER / name).read_text("ascii")


def write_generated(folder: Path = FOLDER) -> None:
    """Write the generated modules as text beside those written by hand."""
    for name, source in generated().items():
        (folder / f"{name}.bas").write_text(source, "ascii", newline="\n")


if __name__ == "__main__":
    write_generated()
