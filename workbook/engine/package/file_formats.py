"""Which kind of file a workbook is: its content type says it, and Excel opens it only under a name that agrees
(ECMA-376 part 1, 12.3.23; the kinds with macros are Microsoft's, [MS-OFFMACRO2])."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from workbook.engine.package import relationships as rels
from workbook.engine.package.package_parts import TYPES, Parts
from workbook.errors import InputError, Unsupported
from workbook.language import Text

_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml."
_EXCEL = "application/vnd.ms-excel."
KINDS = {
    ".xlsx": _SHEET + "sheet.main+xml",
    ".xltx": _SHEET + "template.main+xml",
    ".xlsm": _EXCEL + "sheet.macroEnabled.main+xml",
    ".xltm": _EXCEL + "template.macroEnabled.main+xml",
    ".xlam": _EXCEL + "addin.macroEnabled.main+xml",
}
"""What the workbook part of each kind of file is."""
_OTHER = (
    ".xls", ".xlt", ".xla", ".xlsb", ".xlw", ".xml", ".csv", ".txt", ".prn", ".dif", ".slk", ".ods", ".htm", ".html",
    ".mht", ".pdf", ".xps",
)  # fmt: skip
"""What Excel saves as beside them."""


def is_workbook(content_type: str) -> bool:
    """Whether a part of that type is a workbook kept as XML."""
    return content_type.endswith(tuple(kind.partition(".")[2] for kind in KINDS.values()))


def become(
    parts: Parts, workbook_part: str, relations: Sequence[rels.Relationship], target: Path, *, own_name: bool
) -> None:
    """Make the book the kind of file that a name stands for. Under its own name (`own_name`) it
    stays what it is.

    Raises InputError for a book with macros under a name for one without, Unsupported for kinds of files that are no
    packages of XML parts.
    """
    suffix = target.suffix.lower()
    if suffix in _OTHER:
        raise Unsupported(
            Text(
                f"关闭的文件不能存为 {suffix}。请存为 .xlsx 或 .xlsm，再用 Excel 另存。",
                f"A closed file cannot be saved as {suffix}. Save it as .xlsx or .xlsm, and from Excel as {suffix}.",
            )
        )
    if suffix not in KINDS:
        return
    with parts.reading(TYPES):
        now = rels.content_type(parts.read(TYPES), workbook_part)
    if "macroEnabled" not in KINDS[suffix] and _holds_macros(parts, relations):
        right = suffix[:-1] + "m"
        raise InputError(
            Text(
                f"{target.name}：这个工作簿含宏，文件名必须以 {right} 结尾，否则 Excel 打不开。",
                f"{target.name}: a book with macros needs a name that ends in {right}, or Excel will not open it.",
            )
        )
    if now != KINDS[suffix] and not own_name:
        parts.put_part(
            TYPES,
            rels.set_content_types(parts.read(TYPES), {workbook_part: KINDS[suffix]}, {workbook_part}),
        )


def _holds_macros(parts: Parts, relations: Sequence[rels.Relationship]) -> bool:
    """Whether there is a VBA project, or a sheet of macros of the older kind."""
    if any(relation.kind in ("vbaProject", "xlMacrosheet", "xlIntlMacrosheet") for relation in relations):
        return True
    return any(part.lower().endswith("vbaproject.bin") for part in parts.part_names())
