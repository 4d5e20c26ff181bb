"""Run in a process of its own: clicks under xlwings' unmodified Windows engine and the stand-in for Excel.

A request a line on stdin, as JSON:
{"book", "lines": [Python as a click sends it], "conditions": [[name, {arguments}]], "against": another book or null}.
The answer a line on stdout: what was called, refused, misread, said; Excel's state; the cells that changed, by table
position of the start; with "against", the cells that differ from that file; what ended in the log.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import io
import json
import os
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.ladder import excel_conditions, excel_stubs  # found with the path above
from tests.ladder.excel_app import Application, Workbook
from tests.ladder.excel_contents import contents
from tests.ladder.excel_grid import Grid
from tests.ladder.excel_object import RECORD

Standing = dict[str, tuple[Grid, Grid]]  # by sheet: values, formulas


def plain(value: object) -> object:
    """A cell's value as JSON has it; whole days as dates, whole numbers as floats."""
    if isinstance(value, dt.datetime):
        return value.isoformat()
    if isinstance(value, dt.date):
        return dt.datetime(value.year, value.month, value.day).isoformat()
    if isinstance(value, bool) or not isinstance(value, int | float):
        return value
    return float(value)


def standing(book: Workbook) -> Standing:
    """A copy of every sheet's values and formulas."""
    return {title: (sheet._values.copy(), sheet._formulas.copy()) for title, sheet in book._sheets.items()}


def of_file(path: Path) -> Standing:
    """The cells of a closed file."""
    return {sheet.title: (sheet.values, sheet.formulas) for sheet in contents(path).sheets}


def formats(book: Workbook) -> dict[str, Grid]:
    """A copy of every sheet's number formats."""
    return {title: sheet._formats.copy() for title, sheet in book._sheets.items()}


def different(before: Standing, after: Standing) -> dict[str, list[object]]:
    """The cells that are not the same in both: what stood there, and what stands there; formulas as such."""
    nothing = (Grid(), Grid())
    found: dict[str, list[object]] = {}
    for title in sorted(before.keys() | after.keys()):
        (old, old_formulas), (new, new_formulas) = before.get(title, nothing), after.get(title, nothing)
        for at in sorted({*old.differences(new), *old_formulas.differences(new_formulas)}):
            both = [old_formulas.get(at) or plain(old.get(at)), new_formulas.get(at) or plain(new.get(at))]
            if both[0] != both[1]:
                found[f"{title}!{at[0]},{at[1]}"] = both
    return found


def reformatted(before: dict[str, Grid], after: dict[str, Grid]) -> dict[str, list[object]]:
    """The same for number formats."""
    return {
        f"{title}!{at[0]},{at[1]}": [grid.get(at), after[title].get(at)]
        for title, grid in before.items()
        for at in sorted(grid.differences(after[title]))
    }


def tables(book: Workbook) -> dict[str, object]:
    """How each table stands: bounds, totals row, filter."""
    return {
        name: [list(one._bounds), one._totals, {str(k): v for k, v in one._filtering.criteria.items()}]
        for sheet in book._sheets.values()
        for name, one in sheet._tables.items()
    }


def answered(request: dict[str, Any], engine: Any) -> dict[str, Any]:
    """Open, put into the conditions, click, tell."""
    RECORD.clear()
    excel_stubs.MESSAGES.clear()
    log = Path(os.environ["HOME"]) / ".customer-book" / "log.txt"
    log.unlink(missing_ok=True)
    app = Application()
    book = Workbook(app, Path(request["book"]))
    for name, arguments in request["conditions"]:
        getattr(excel_conditions, name)(book, **arguments)
    others = {one._name: standing(one) for one in app._books if one is not book}
    start, stood, looked, state = standing(book), tables(book), formats(book), dict(app._state)
    engine.BOOK_CALLER = engine.COMRetryObjectWrapper(book)
    ended = ""
    for line in request["lines"]:
        try:
            exec(line, {})
        except BaseException as error:
            ended = repr(error)
    RECORD.gate = None
    end = standing(book)
    told = {
        "calls": dict(sorted(RECORD.calls.items())),
        "refused": RECORD.refused,
        "read_as_other": RECORD.read_as_other,
        "messages": list(excel_stubs.MESSAGES),
        "said": app._said,
        "ended": ended,
        "before": state,
        "state": app._state,
        "changed": different(start, end),
        "formats": reformatted(looked, formats(book)),
        "tables_before": stood,
        "tables": tables(book),
        "others": {one._name: different(others[one._name], standing(one)) for one in app._books if one is not book},
        "log": log.read_text("utf-8") if log.exists() else "",
    }
    if request.get("against"):
        told["different"] = different(of_file(Path(request["against"])), end)
    return told


def main() -> None:
    """Serve until stdin ends."""
    engine = excel_stubs.install()
    from workbook.tables.live import excel_errors

    excel_errors.PAUSE = 0  # nobody is waited for here
    out = sys.stdout
    for line in sys.stdin:
        with contextlib.redirect_stdout(io.StringIO()):
            told = answered(json.loads(line), engine)
        out.write(json.dumps(told, ensure_ascii=True) + "\n")
        out.flush()


if __name__ == "__main__":
    main()
