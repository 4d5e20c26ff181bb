"""Checks of Excel, its xlwings add-in, and the configuration by which the add-in finds Python."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from macros.setup.chain_link import INSTALL, Link, State
from macros.setup.excel_places import Places, no_excel, packaged_add_in, packaged_script, read_config, server_library
from workbook.language import Text

SWITCHES = ("USE UDF SERVER", "SHOW CONSOLE", "DEBUG UDFS", "ADD_WORKBOOK_TO_PYTHONPATH", "SHOW_ERROR_POPUPS")
"""Keys whose value must be TRUE or FALSE: a blank one stops the add-in with a type error."""


def links(here: Places, python: str) -> Iterator[Link]:
    """From Excel itself to its permission to run macros; only Excel's absence where there is none."""
    yield _program(here)
    if not here.excel:
        return
    yield _add_in(here)
    yield _interpreter(here, python)
    if here.system == "windows":
        yield _server(here)
    yield _blank_switches(here)
    if here.script is not None:
        yield _script(here.script)
    yield _trust(here)


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


def _server(here: Places) -> Link:
    """A book's buttons and cell functions go to a Python that is kept running, through a library of xlwings'."""
    said = read_config(here.config, here.encoding).get(here.interpreter_key)
    if said and server_library(Path(said)) is None:
        return Link(
            "server",
            State.WRONG,
            Text(
                f"{Path(said).parent} 和上一层文件夹里都没有 xlwings64-*.dll，按钮和单元格函数无法启动 Python",
                f"No xlwings64-*.dll in {Path(said).parent} or the folder above: buttons and cell functions cannot "
                "reach Python",
            ),
            Text(
                "在程序的文件夹里运行：uv sync --reinstall-package xlwings",
                "In the program's folder run: uv sync --reinstall-package xlwings",
            ),
        )
    return Link("server", State.FINE, Text("xlwings 的 dll 在 Python 旁边", "xlwings' library lies beside Python"))


def _blank_switches(here: Places) -> Link:
    config = read_config(here.config, here.encoding)
    blank = [key for key in SWITCHES if config.get(key) == ""]
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
