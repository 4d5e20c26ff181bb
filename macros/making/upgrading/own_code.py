"""The user's own VBA: modules beside the program's, and code behind sheets, for the project of the new book."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbook.errors import Unsupported
from workbook.language import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

_SIGNED = Text(
    "这本客户簿的宏带有数字签名，升级会使签名失效，没有改动。请先在 VBA 编辑器里去掉签名（工具→数字签名），再升级。",
    "The macros of this book are signed, which an upgrade would break; nothing was changed. Remove the signature in "
    "the VBA editor (Tools, Digital Signature), then upgrade.",
)
_LOCKED = Text(
    "这本客户簿的宏加了密码，读不出您自己的宏，没有改动。请先去掉密码（工具→VBAProject 属性→保护），再升级。",
    "The macros of this book are locked by a password, so your own cannot be read; nothing was changed. Remove the "
    "password (Tools, VBAProject Properties, Protection), then upgrade.",
)
_FORMS = Text(
    "这本客户簿里有您自己的窗体：{names}。窗体带不过去，没有改动。请先导出并移除它们，升级后再导入。",
    "This book has forms of your own: {names}. They cannot be carried over; nothing was changed. Export and remove "
    "them, upgrade, and import them again.",
)
_UNREADABLE = Text(
    "这本客户簿的宏读不出来，没有改动。请用 Excel 打开并保存一次，再升级。",
    "The macros of this book cannot be read; nothing was changed. Open and save it in Excel once, then upgrade.",
)

PROGRAMS = frozenset(
    ("CbHost", "CbRun", "CbViews", "CbWatch", "CbExamples", "CbCall", "CbRibbon", "CbMacros", "CbViewList",
     "CbFunctions", "CbText")
)  # fmt: skip
"""Modules that the program has or had."""
_OPTIONS = ("option ", "attribute ")
_BEGINS = re.compile(r"\s*(?:(?:public|private|friend|static)\s+)*(?:sub|function|property\s+\w+)\s+(\w+)", re.I)
_ENDS = re.compile(r"\s*end\s+(?:sub|function|property)\b", re.I)


@dataclass
class OwnCode:
    """What of a project is the user's."""

    modules: dict[str, str] = field(default_factory=dict)  # standard modules by name
    classes: dict[str, str] = field(default_factory=dict)
    behind: dict[str, str] = field(default_factory=dict)  # code behind sheets, by code name
    document: str = ""  # procedures of the user's in the workbook's own module
    code_page: int | None = None  # of a project whose own code is not plain ASCII

    @property
    def names(self) -> list[str]:
        """All modules, for the report."""
        own = ["ThisWorkbook"] if self.document else []
        return [*self.modules, *self.classes, *self.behind, *own]


def own_code(path: Path, document: str) -> OwnCode:
    """What is the user's in a book's project; `document` is the program's code in the workbook's own module. Raises
    Unsupported for a signed or locked project, for forms, and where nothing can be read."""
    from pyopenvba import ExcelFile

    try:
        with ExcelFile(path) as file:
            if not file.has_vba_project():
                return OwnCode()
            signed = file.vba_signature().present
            project = file.vba_project()
            locked = project.protection is not None and project.protection.has_password
            forms = [] if signed or locked else [form.name for form in file.forms()]
            found = None if signed or locked or forms else _of(project, document)
    except Exception as error:  # whatever a strange project does to its reader
        raise Unsupported(_UNREADABLE) from error
    if found is None:
        raise Unsupported(_SIGNED if signed else _LOCKED if locked else _FORMS.format(names=", ".join(forms)))
    return found


def _of(project: Any, document: str) -> OwnCode:
    found = OwnCode()
    for module in project.modules:
        body = module.body.replace("\r\n", "\n")
        if module.name in PROGRAMS or not _says_something(body):
            continue
        if module.name == "ThisWorkbook":
            found.document = _beyond(body, document)
        elif module.kind.name == "standard":
            found.modules[module.name] = body
        elif "VB_PredeclaredId = True" in module.source:
            found.behind[module.name] = body
        else:
            found.classes[module.name] = module.source.replace("\r\n", "\n")
    texts = (*found.modules.values(), *found.classes.values(), *found.behind.values(), found.document)
    if not all(text.isascii() for text in texts):
        found.code_page = project.code_page
    return found


def _says_something(body: str) -> bool:
    """Whether code is more than options and comments."""
    lines = (line.strip().casefold() for line in body.split("\n"))
    return any(line and not line.startswith(("'", *_OPTIONS)) for line in lines)


def procedures(body: str) -> Mapping[str, str]:
    """The procedures of a module by name, letters small; what stands before the first under "".

    >>> list(procedures("Option Explicit\\nSub A()\\nEnd Sub\\nPrivate Function B() As Long\\nEnd Function\\n"))
    ['', 'a', 'b']
    """
    found: dict[str, list[str]] = {"": []}
    name = ""
    for line in body.split("\n"):
        match = _BEGINS.match(line)
        if match and not name:
            name = match[1].casefold()
            found.setdefault(name, [])
        found[name].append(line)
        if _ENDS.match(line):
            name = ""
    return {one: "\n".join(lines) for one, lines in found.items()}


def _beyond(body: str, document: str) -> str:
    """The procedures of the workbook's module that are not the program's, whichever version's."""
    programs = {*procedures(document), "workbook_sheetfollowhyperlink", "workbook_sheetchange", "workbook_open"}
    own = [text for name, text in procedures(body).items() if name not in programs and name]
    return "\n".join(own)
