"""Run in a process of its own: the cell functions under xlwings' Windows decorators, and the VBA xlwings would write.

Prints {"vba": the wrappers xlwings generates, "calls": {name: answer}, "refused": calls Excel would not take} as JSON.
"""

from __future__ import annotations

import importlib
import io
import json
import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.ladder import excel_stubs  # found with the path above
from tests.ladder.excel_app import Application, Workbook
from tests.ladder.excel_object import RECORD
from tests.ladder.excel_range import Range


def main(book: str) -> dict[str, Any]:
    """Register, generate, and call some functions as the add-in's server would."""
    engine = excel_stubs.install()
    import xlwings
    from xlwings import udfs

    registry: Any = udfs
    names: Any = xlwings
    names.func, names.arg, names.ret = registry.xlfunc, registry.xlarg, registry.xlret
    from workbook.schema.functions import FUNCTIONS

    modules = {one.entry.partition(":")[0] for one in FUNCTIONS}
    written = io.StringIO()
    for name in sorted(modules):
        writer = registry.VBAWriter(written)
        registry.generate_vba_wrapper(name, importlib.import_module(name), writer.f, SimpleNamespace(Name="book.xlsm"))
    opened = Workbook(Application(), Path(book))
    sheet = next(iter(opened._sheets.values()))
    for row, value in enumerate((800.0, None, 150.0, 50.0), start=1):
        sheet._values.pop((row, 200), None)
        if value is not None:
            sheet._values[row, 200] = value
    sys.modules["xlwings.com_server"] = ModuleType("xlwings.com_server")  # its loop serves asynchronous functions only
    sys.modules["xlwings.com_server"].loop = None  # type: ignore[attr-defined]
    registry.Dispatch = engine.COMRetryObjectWrapper
    caller = engine.COMRetryObjectWrapper(Range(sheet, 1, 1, 1, 1))
    column = engine.COMRetryObjectWrapper(Range(sheet, 200, 1, 200, 4))
    missing = -2147352572

    def call(module: str, function: str, *arguments: object) -> object:
        return registry.call_udf(module, function, arguments, opened, caller)

    return {
        "vba": written.getvalue(),
        "calls": {
            "grade": call("udfs.grading", "cb_grade", column, missing, missing),
            "tier": call("udfs.grading", "cb_tier", "A", missing, 5.0),
            "error": call("udfs.settling", "cb_creditlimit", -2146826246),
            "wrong": call("udfs.settling", "cb_creditlimit", "many"),
            "blank": call("udfs.cleaning", "cb_phone", None),
        },
        "refused": RECORD.refused,
    }


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1]), ensure_ascii=False))
