"""install: make the buttons of the book work in this user's Excel; and take it back.

Three things, each said and each undone by `--undo`: the xlwings add-in of this environment in Excel's start folder;
the Python of this environment in xlwings' user configuration, other keys untouched; on macOS the script RunPython
needs. The book's own keys stand on its xlwings.conf sheet and are not repeated here.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from macros.report import Progress, Report, silent
from macros.setup.excel_places import (
    Places,
    no_excel,
    packaged_add_in,
    packaged_script,
    places,
    read_config,
    write_config,
)
from workbook.errors import CannotWrite
from workbook.language import Text


def install(
    *,
    undo: bool = False,
    here: Places | None = None,
    interpreter: Path | None = None,
    progress: Progress = silent,
) -> Report:
    """Set up Excel for this user; CannotWrite where a file is held or a folder refuses.

    `here` pretends other places than this machine's, `interpreter` another Python than the running one.
    """
    here = here or places()
    if not here.excel:
        return Report("install", (no_excel(here),), {"installed": 0})
    python = str(interpreter or Path(sys.executable))
    progress(Text("加载项", "Add-in"), 0.2)
    try:
        lines = _take_back(here, python) if undo else _set_up(here, python)
    except UnicodeEncodeError as error:
        raise CannotWrite(
            Text(
                f"Excel 无法识别这个路径里的字符：{python}。请把程序的文件夹移到只有英文字母的路径下，再运行一次。",
                f"Excel cannot read the characters of this path: {python}. Move the program's folder to a path of "
                "plain letters, then run this again.",
            )
        ) from error
    except OSError as error:
        raise CannotWrite(
            Text(
                f"无法写入 {error.filename or here.startup}（{error.strerror}）。请先完全退出 Excel，再运行一次。",
                f"Cannot write {error.filename or here.startup} ({error.strerror}). Quit Excel wholly, then run this "
                "again.",
            )
        ) from error
    progress(Text("完成", "Done"), 1.0)
    return Report("install", tuple(lines), {"installed": 0 if undo else 1})


def _set_up(here: Places, python: str) -> list[Text]:
    lines = [_copy(packaged_add_in(), here.add_in, Text("加载项", "the add-in"))]
    script = packaged_script()
    if here.script is not None and script is not None:
        lines.append(_copy(script, here.script / script.name, Text(" RunPython 脚本", "RunPython's script")))
    config = read_config(here.config, here.encoding)
    before = config.get(here.interpreter_key)
    if before == python:
        lines.append(Text(f"Python 已经是 {python}。", f"Python is {python} already."))
    else:
        write_config(here.config, here.encoding, {**config, here.interpreter_key: python})
        was = Text(f"（原来是 {before}）", f" (it was {before})") if before else Text("", "")
        lines.append(
            Text(
                f"已在 {here.config} 里写明 Python：{python}{was.zh}。",
                f"Wrote the Python to use into {here.config}: {python}{was.en}.",
            )
        )
    lines.append(
        Text(
            "下一步：完全退出 Excel，再打开客户簿，按“刷新”。不行就运行 uv run customer-book doctor 客户簿.xlsm。",
            "Next: quit Excel wholly, open the book again and press Refresh. "
            "If that does not work, run uv run customer-book doctor customer_book.xlsm.",
        )
    )
    if here.system == "windows":
        lines.append(
            Text(
                "客户簿是下载或邮件收到的话，打开之前先右击文件 → 属性 → 勾选“解除锁定”。",
                "If the book was downloaded or came by mail, before opening it right-click the file → Properties → "
                "tick Unblock.",
            )
        )
    lines.append(
        Text("要撤销：uv run customer-book install --undo", "To undo this: uv run customer-book install --undo")
    )
    return lines


def _take_back(here: Places, python: str) -> list[Text]:
    lines: list[Text] = []
    script = packaged_script()
    if here.add_in.exists():
        if _same(here.add_in, packaged_add_in()):
            here.add_in.unlink()
            lines.append(Text(f"已移除 {here.add_in}。", f"Removed {here.add_in}."))
        else:
            lines.append(
                Text(
                    f"{here.add_in} 是另一个版本的 xlwings，不是本程序装的，没有动它。",
                    f"{here.add_in} is another version of xlwings that this program did not install; it stays.",
                )
            )
    if here.script is not None and script is not None and (here.script / script.name).exists():
        (here.script / script.name).unlink()
        lines.append(Text(f"已移除 {here.script / script.name}。", f"Removed {here.script / script.name}."))
    config = read_config(here.config, here.encoding)
    if config.get(here.interpreter_key) == python:
        del config[here.interpreter_key]
        if config:
            write_config(here.config, here.encoding, config)
        else:
            here.config.unlink()
        lines.append(Text(f"已从 {here.config} 里删去 Python 的位置。", f"Took the Python out of {here.config}."))
    return lines or [Text("没有安装过，无需撤销。", "Nothing was installed; there is nothing to undo.")]


def _copy(source: Path, target: Path, what: Text) -> Text:
    if _same(target, source):
        return Text(f"{what.zh.strip()}已在 {target}。", f"{what.en[0].upper()}{what.en[1:]} is in place: {target}.")
    replaced = target.exists()
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
    if replaced:
        return Text(
            f"已把{what.zh}换成本环境的版本：{target}。",
            f"Replaced {what.en} by this environment's: {target}.",
        )
    return Text(f"已安装{what.zh}：{target}。", f"Installed {what.en}: {target}.")


def _same(one: Path, other: Path) -> bool:
    return one.exists() and other.exists() and one.read_bytes() == other.read_bytes()


__all__ = ["install"]
