"""From a package to its workbook part, and what is no workbook that could be written."""

from __future__ import annotations

from collections.abc import Sequence

from workbook.engine.package import relationships as rels
from workbook.engine.package.file_formats import is_workbook
from workbook.engine.package.package_parts import TYPES, Parts
from workbook.engine.package.zip_directory import damaged
from workbook.engine.parts.workbook_part import WorkbookPart
from workbook.errors import NotAWorkbook
from workbook.language import Text

_CLICKED = frozenset(("hyperlink", "image", "oleObject", "package"))
"""What a sheet may have outside its file: links, and pictures and objects that are linked to."""


def open_workbook(parts: Parts) -> tuple[bytes, str, list[rels.Relationship], WorkbookPart]:
    """The list of content types, the name of the workbook part, what it leads to, and the part read.

    Raises NotAWorkbook for a package that is none, is signed, or lacks a part that the workbook cannot be without.
    """
    with parts.reading(TYPES):
        types = parts.package.read(TYPES)
        roots = parts.relationships("")
    main = next((root.target for root in roots if root.kind == "officeDocument"), None)
    if main is None or main not in parts.package:
        raise damaged(parts.path, Text("缺少工作簿部件", "the workbook part is missing"))
    if any("digital-signature" in root.kind or root.kind == "origin" for root in roots):
        raise NotAWorkbook(
            Text(
                f"{parts.path.name} 带有数字签名，写入会使签名失效。请在 Excel 里去掉签名或另存一份。",
                f"{parts.path.name} carries a digital signature, which writing would break."
                " Remove the signature in Excel, or save a copy without it.",
            )
        )
    _check_inside(parts, roots)
    with parts.reading(main):
        kind = rels.content_type(types, main)
        if kind and not is_workbook(kind):
            raise NotAWorkbook(
                Text(
                    f"{parts.path.name} 不是 .xlsx/.xlsm 工作簿（可能是 .xlsb）。请在 Excel 里另存为 .xlsx 或 .xlsm。",
                    f"{parts.path.name} is not an .xlsx/.xlsm workbook (perhaps an .xlsb)."
                    " Save it as .xlsx or .xlsm in Excel.",
                )
            )
        relations = parts.relationships(main)
        _check_inside(parts, relations)
        workbook = WorkbookPart(parts.package.read(main), relations)
        seen = {main}
        for entry in workbook.sheets:
            if entry.kind == "module":
                continue
            if entry.part not in parts.package:
                raise damaged(parts.path, Text(f"缺少工作表 {entry.name}", f"the sheet {entry.name} is missing"))
            if entry.part in seen:
                what = Text(f"工作表 {entry.name} 的部件有两用", f"the part of the sheet {entry.name} has two uses")
                raise damaged(parts.path, what)
            seen.add(entry.part)
            _check_sheet(parts, entry.part)
    return types, main, relations, workbook


def _check_sheet(parts: Parts, part: str) -> None:
    """Raise NotAWorkbook where a sheet leads out of the file by anything but a link that a user may click."""
    own = rels.of_part(part)
    if own in parts.package and b"External" in parts.package.read(own):
        _check_inside(parts, parts.relationships(part), may_lead_out=_CLICKED)


def _check_inside(
    parts: Parts, relations: Sequence[rels.Relationship], *, may_lead_out: frozenset[str] = frozenset()
) -> None:
    for relation in relations:
        if relation.external and relation.kind not in may_lead_out:
            raise damaged(
                parts.path,
                Text(
                    f"它的一个部件（{relation.kind}）指向文件之外的 {relation.target[:80]}",
                    f"a part of it ({relation.kind}) stands outside the file: {relation.target[:80]}",
                ),
            )
