"""Run by a Python that has LibreOffice's `uno`: open a book, edit cells, press a button, read cells.

argv: the soffice command, a profile folder, and a JSON file with {book, live, edits, macro, read}; cells are
[sheet, column, row], counted from 0. `live` is where the edited book is stored before the button is pressed.
Prints {"returned": …, "before": […], "after": […]}.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
import uuid
from pathlib import Path
from typing import Any

import uno
from com.sun.star.beans import PropertyValue

ALWAYS_RUN_MACROS = 4
FILTER = "Calc MS Excel 2007 VBA XML"


def connect(pipe: str) -> Any:
    """The desktop of the office that listens on this pipe."""
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(300):
        try:
            context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except Exception:
            time.sleep(0.2)
        else:
            return context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    raise SystemExit("LibreOffice did not answer")


def option(name: str, value: object) -> Any:
    """One named option."""
    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


def value(book: Any, sheet: str, column: int, row: int) -> object:
    """A cell's number, or its text."""
    cell = book.Sheets.getByName(sheet).getCellByPosition(column, row)
    return cell.Value if cell.Type.value == "VALUE" else cell.String


def main(soffice: str, profile: str, request: dict[str, Any]) -> dict[str, Any]:
    """Carry out the request in an office of its own."""
    pipe = f"book{uuid.uuid4().hex}"
    office = subprocess.Popen(
        [
            soffice,
            f"-env:UserInstallation={Path(profile).as_uri()}",
            "--headless",
            "--norestore",
            f"--accept=pipe,name={pipe};urp;",
        ]
    )
    try:
        desktop = connect(pipe)
        url = Path(request["book"]).as_uri()
        book = desktop.loadComponentFromURL(url, "_blank", 0, (option("MacroExecutionMode", ALWAYS_RUN_MACROS),))
        before = [value(book, *cell) for cell in request["read"]]
        for sheet, column, row, new in request["edits"]:
            book.Sheets.getByName(sheet).getCellByPosition(column, row).Value = new
        book.storeToURL(Path(request["live"]).as_uri(), (option("FilterName", FILTER),))
        name = f"vnd.sun.star.script:VBAProject.{request['macro']}?language=Basic&location=document"
        returned, _, _ = book.getScriptProvider().getScript(name).invoke((), (), ())
        after = [value(book, *cell) for cell in request["read"]]
        book.close(True)
        desktop.terminate()
        office.wait(30)
    finally:
        office.kill()
    return {"returned": returned, "before": before, "after": after}


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1], sys.argv[2], json.loads(Path(sys.argv[3]).read_text("utf-8")))))
