"""doctor: follow the chain from a click to Python, link by link, and say the next thing to do.

Every link is looked at, so that one run shows all that is wrong; the first broken one is repeated at the end with its
cure. Looking changes nothing.
"""

from __future__ import annotations

import importlib.metadata
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from macros.places import (
    Places,
    cloud_of,
    marked_as_download,
    no_excel,
    packaged_add_in,
    packaged_script,
    places,
    read_config,
)
from macros.report import Progress, Report, silent
from workbook.language import Text

INSTALL = "uv run customer-book install"


class State(StrEnum):
    """How a link of the chain was found."""

    FINE = "✓"
    WRONG = "✗"
    WARNING = "!"
    UNKNOWN = "?"


@dataclass(frozen=True)
class Link:
    """One link: what it is, how it was found, and what cures it."""

    key: str
    state: State
    found: Text
    cure: Text | None = None


def doctor(
    book: Path | None = None,
    *,
    here: Places | None = None,
    interpreter: Path | None = None,
    progress: Progress = silent,
) -> Report:
    """Look at every link; with `book`, at that file too. Figures: links, wrong, warnings."""
    here = here or places()
    links: list[Link] = []
    for link in chain(here, str(interpreter or Path(sys.executable)), book):
        links.append(link)
        progress(link.found, len(links) / 10)
    lines = [Text(f"{one.state} {one.found.zh}", f"{one.state} {one.found.en}") for one in links]
    wrong = [one for one in links if one.state is State.WRONG]
    warned = [one for one in links if one.state is State.WARNING]
    first = next((one for one in (*wrong, *warned) if one.cure is not None), None)
    if first is None or first.cure is None:
        lines.append(Text("没有发现问题。", "Nothing wrong was found."))
    else:
        lines.append(Text(f"下一步：{first.cure.zh}", f"Next: {first.cure.en}"))
    return Report("doctor", tuple(lines), {"links": len(links), "wrong": len(wrong), "warnings": len(warned)})


def chain(here: Places, python: str, book: Path | None) -> Iterator[Link]:
    """The links in the order a click passes them."""
    yield _python()
    yield _packages()
    yield _program(here)
    if here.excel:
        yield _add_in(here)
        yield _interpreter(here, python)
        yield _blank_switches(here)
        if here.script is not None:
            yield _script(here.script)
        yield _trust(here)
    if book is not None:
        yield from _file(book)


def _python() -> Link:
    version = ".".join(map(str, sys.version_info[:3]))
    return Link(
        "python", State.FINE, Text(f"Python {version}（{sys.executable}）", f"Python {version} ({sys.executable})")
    )


def _packages() -> Link:
    try:
        needs = importlib.metadata.requires("customer-book") or []
    except importlib.metadata.PackageNotFoundError:
        return Link(
            "packages",
            State.WRONG,
            Text("客户簿的程序没有装进这个 Python", "The book's program is not installed in this Python"),
            Text("在程序的文件夹里运行：uv sync", "In the program's folder run: uv sync"),
        )
    missing = []
    for need in needs:
        name = re.split(r"[<>=!~;\[ ]", need, maxsplit=1)[0]
        try:
            importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            missing.append(name)
    if not missing:
        return Link("packages", State.FINE, Text("所需的程序包齐全", "Every package is there"))
    names = ", ".join(missing)
    return Link(
        "packages",
        State.WRONG,
        Text(f"缺少程序包：{names}", f"Packages are missing: {names}"),
        Text("在程序的文件夹里运行：uv sync", "In the program's folder run: uv sync"),
    )


def _program(here: Places) -> Link:
    if here.excel:
        also = Text("（也有 WPS；客户簿请用 Excel 打开）", " (WPS too: open the book with Excel)")
        suffix = also if here.wps else Text("", "")
        return Link("excel", State.FINE, Text(f"有 Microsoft Excel{suffix.zh}", f"Microsoft Excel is here{suffix.en}"))
    found = (
        Text("只有 WPS，没有 Microsoft Excel", "WPS is here, Microsoft Excel is not")
        if here.wps
        else Text("没有 Microsoft Excel", "No Microsoft Excel here")
    )
    return Link("excel", State.WARNING, found, no_excel(here))


def _add_in(here: Places) -> Link:
    cure = Text(f"退出 Excel，然后运行：{INSTALL}", f"Quit Excel, then run: {INSTALL}")
    if not here.add_in.exists():
        return Link(
            "add-in",
            State.WRONG,
            Text(f"没有加载项 {here.add_in}", f"The add-in is not there: {here.add_in}"),
            cure,
        )
    if here.add_in.read_bytes() != packaged_add_in().read_bytes():
        return Link(
            "add-in",
            State.WRONG,
            Text("加载项的版本与本环境的 xlwings 不同", "The add-in is of another version than xlwings here"),
            cure,
        )
    return Link("add-in", State.FINE, Text("加载项已安装，版本相符", "The add-in is installed and of the same version"))


def _interpreter(here: Places, python: str) -> Link:
    said = read_config(here.config, here.encoding).get(here.interpreter_key)
    if not said:
        return Link(
            "interpreter",
            State.WRONG,
            Text(f"{here.config} 里没有写 Python 的位置", f"{here.config} does not name the Python to use"),
            Text(f"运行：{INSTALL}", f"Run: {INSTALL}"),
        )
    if not Path(said).exists():
        return Link(
            "interpreter",
            State.WRONG,
            Text(f"设置里的 Python 不存在：{said}", f"The Python of the settings does not exist: {said}"),
            Text(f"运行：{INSTALL}", f"Run: {INSTALL}"),
        )
    if said != python:
        return Link(
            "interpreter",
            State.WARNING,
            Text(f"Excel 用的是另一个 Python：{said}", f"Excel uses another Python: {said}"),
            Text(f"若它没有装客户簿的程序，运行：{INSTALL}", f"If the program is not installed in it, run: {INSTALL}"),
        )
    return Link("interpreter", State.FINE, Text(f"Excel 会用 {python}", f"Excel will use {python}"))


def _blank_switches(here: Places) -> Link:
    config = read_config(here.config, here.encoding)
    switches = ("USE UDF SERVER", "SHOW CONSOLE", "DEBUG UDFS", "ADD_WORKBOOK_TO_PYTHONPATH", "SHOW_ERROR_POPUPS")
    blank = [key for key in switches if config.get(key) == ""]
    if not blank:
        return Link("switches", State.FINE, Text("xlwings 的设置可读", "xlwings' settings can be read"))
    names = ", ".join(blank)
    return Link(
        "switches",
        State.WRONG,
        Text(f"{here.config} 里这些开关是空的：{names}", f"These switches are blank in {here.config}: {names}"),
        Text("把它们写成 TRUE 或 FALSE，或删掉那几行。", "Write TRUE or FALSE there, or take the lines out."),
    )


def _script(folder: Path) -> Link:
    script = packaged_script()
    if script is not None and (folder / script.name).exists():
        return Link("script", State.FINE, Text("RunPython 脚本已安装", "RunPython's script is installed"))
    return Link(
        "script",
        State.WRONG,
        Text("RunPython 脚本没有安装", "RunPython's script is not installed"),
        Text(f"运行：{INSTALL}", f"Run: {INSTALL}"),
    )


def _trust(here: Places) -> Link:
    level = _macro_setting() if here.system == "windows" else None
    if level == 4:
        return Link(
            "trust",
            State.WRONG,
            Text("Excel 设为禁用所有宏且不通知", "Excel is set to disable all macros without notification"),
            Text(
                "在 Excel 里：文件 → 选项 → 信任中心 → 宏设置，选“禁用所有宏，并发出通知”。",
                "In Excel: File → Options → Trust Center → Macro Settings: disable all macros with notification.",
            ),
        )
    if level is None:
        return Link(
            "trust",
            State.UNKNOWN,
            Text(
                "宏设置看不到；打开客户簿时如出现黄条，请点“启用内容”",
                "The macro setting cannot be read; if a yellow bar appears when the book opens, choose Enable Content",
            ),
        )
    return Link("trust", State.FINE, Text("Excel 的宏设置允许启用宏", "Excel's macro setting lets macros be enabled"))


def _macro_setting() -> int | None:
    """VBAWarnings of the current user: 1 enable, 2 ask, 3 signed only, 4 never; None where it is not to be read."""
    if sys.platform == "win32":
        import winreg

        for branch in (r"Software\Policies\Microsoft\Office\16.0", r"Software\Microsoft\Office\16.0"):
            try:
                with winreg.OpenKey(winreg.HKEY_CURRENT_USER, branch + r"\Excel\Security") as key:
                    return int(winreg.QueryValueEx(key, "VBAWarnings")[0])
            except OSError:
                continue
        return 2  # Excel's own default
    return None


def _file(book: Path) -> Iterator[Link]:
    if not book.is_file():
        yield Link(
            "file",
            State.WRONG,
            Text(f"找不到 {book}", f"{book} is not there"),
            Text("检查文件名和位置。", "Check its name and place."),
        )
        return
    if marked_as_download(book):
        yield Link(
            "blocked",
            State.WRONG,
            Text(
                f"{book.name} 带有下载标记，Excel 会禁用它的宏",
                f"{book.name} is marked as a download: Excel blocks its macros",
            ),
            Text(
                "关闭文件，右击它 → 属性 → 勾选“解除锁定”。",
                "Close it, right-click it → Properties → tick Unblock.",
            ),
        )
    else:
        yield Link("blocked", State.FINE, Text(f"{book.name} 没有下载标记", f"{book.name} is not marked as a download"))
    cloud = cloud_of(book.resolve())
    if cloud:
        yield Link(
            "cloud",
            State.WARNING,
            Text(f"文件在 {cloud} 的同步文件夹里", f"The file lies in a folder that {cloud} syncs"),
            Text(
                "把主簿放到不同步的本地文件夹；给别人用共享副本。",
                "Keep the master book in a local folder that is not synced; give others shared copies.",
            ),
        )
    else:
        yield Link("cloud", State.FINE, Text("文件不在同步文件夹里", "The file is in no synced folder"))
    lock = book.with_name(f"~${book.name}")
    if lock.exists():
        yield Link(
            "lock",
            State.WARNING,
            Text("文件正在 Excel 里打开，命令行改不了它", "The file is open in Excel; the commands cannot change it"),
            Text(
                "在 Excel 里按按钮，或先关闭它再用命令。", "Use the buttons in Excel, or close it before the commands."
            ),
        )


__all__ = ["Link", "State", "chain", "doctor"]
