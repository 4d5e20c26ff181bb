"""Where Excel and the xlwings add-in keep their files: of this machine, or of a pretended one.

Sources: Microsoft's documentation of the XLSTART folder; xlwings' documentation of its user configuration and of
RunPython on macOS. Nothing here changes anything.
"""

from __future__ import annotations

import importlib.util
import locale
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from workbook.language import Text

System = Literal["windows", "macos", "other"]

ADD_IN = "xlwings.xlam"


@dataclass(frozen=True)
class Places:
    """One home folder on one system: what is where, and which spreadsheet programs are there."""

    system: System
    startup: Path  # what lies here, Excel opens when it starts
    config: Path  # xlwings' user configuration, lines of "KEY","value"
    script: Path | None  # the folder of RunPython's AppleScript, on macOS
    excel: bool
    wps: bool
    encoding: str  # of the configuration: VBA reads it in the system's own code page
    personal: tuple[Path, ...] = ()  # folders that xlwings takes for the personal OneDrive without being told
    business: tuple[Path, ...] = ()  # and for the one for work

    @property
    def add_in(self) -> Path:
        """Where the add-in stands when it is installed."""
        return self.startup / ADD_IN

    @property
    def interpreter_key(self) -> str:
        """The configuration's key for the Python to use."""
        return "INTERPRETER_MAC" if self.system == "macos" else "INTERPRETER_WIN"


def places(home: Path | None = None, system: System | None = None, root: Path | None = None) -> Places:
    """The places of this machine; `home`, `system` and `root` (of the disk) pretend another one."""
    kind: System = system or this_system()
    pretended = home is not None or root is not None
    home = home or Path.home()
    if kind == "macos":
        applications = (root or Path("/")) / "Applications"
        return Places(
            kind,
            home / "Library/Group Containers/UBF8T346G9.Office/User Content.localized/Startup.localized/Excel",
            home / "Library/Containers/com.microsoft.Excel/Data/xlwings.conf",
            home / "Library/Application Scripts/com.microsoft.Excel",
            excel=(applications / "Microsoft Excel.app").exists(),
            wps=(applications / "wpsoffice.app").exists(),
            encoding="utf-8",
            personal=(home / "Library/CloudStorage/OneDrive-Personal", home / "OneDrive"),
        )
    roaming = home / "AppData/Roaming"
    if kind == "windows" and not pretended:
        roaming = Path(os.environ.get("APPDATA", roaming))
    disk = root or Path(os.environ.get("SYSTEMDRIVE", "C:") + "\\")
    return Places(
        kind,
        roaming / "Microsoft/Excel/XLSTART",
        home / ".xlwings/xlwings.conf",
        None,
        excel=kind == "windows" and _windows_excel(disk, ask_registry=not pretended),
        wps=kind == "windows" and _windows_wps(disk, home),
        encoding=locale.getencoding() if kind == "windows" and not pretended else "utf-8",
        personal=(*_told("OneDriveConsumer", "OneDrive", pretended=pretended), home / "OneDrive"),
        business=_told("OneDriveCommercial", "OneDrive", pretended=pretended),
    )


def _told(*variables: str, pretended: bool) -> tuple[Path, ...]:
    """The folders that OneDrive's own environment variables name, on this machine."""
    return () if pretended else tuple(Path(os.environ[name]) for name in variables if os.environ.get(name))


def this_system() -> System:
    """The system Python runs on."""
    if sys.platform == "win32":
        return "windows"
    return "macos" if sys.platform == "darwin" else "other"


def packaged_add_in() -> Path:
    """The add-in inside the installed xlwings, found without importing it."""
    return _xlwings() / "addin" / ADD_IN


def server_library(python: Path) -> Path | None:
    """The library by which the add-in keeps Python running on Windows, beside an interpreter or one folder up."""
    for folder in (python.parent, python.parent.parent):
        found = sorted(folder.glob("xlwings64-*.dll")) or sorted(folder.glob("xlwings32-*.dll"))
        if found:
            return found[-1]
    return None


def packaged_script() -> Path | None:
    """The AppleScript inside the installed xlwings that RunPython needs on macOS."""
    return next(iter(sorted(_xlwings().glob("xlwings-*.applescript"))), None)


def _xlwings() -> Path:
    found = importlib.util.find_spec("xlwings")
    if found is None or found.origin is None:
        raise ModuleNotFoundError("xlwings")
    return Path(found.origin).parent


def read_config(path: Path, encoding: str) -> dict[str, str]:
    """The configuration's values by key; empty where there is no file."""
    try:
        text = path.read_text(encoding, errors="replace")
    except FileNotFoundError:
        return {}
    pairs = (line.partition(",") for line in text.splitlines() if line.strip())
    return {key.strip().strip('"').upper(): value.strip().strip('"') for key, _, value in pairs}  # as the add-in does


def write_config(path: Path, encoding: str, values: dict[str, str]) -> None:
    """Write the configuration anew. UnicodeEncodeError where VBA could not read a value in the system's code page."""
    content = "".join(f'"{key}","{value}"\n' for key, value in values.items()).encode(encoding)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def marked_as_download(path: Path) -> bool:
    """Whether the system marks the file as come from elsewhere, so that Excel blocks its macros."""
    try:
        zone = Path(f"{path}:Zone.Identifier").read_text("utf-8", errors="replace")
    except (OSError, ValueError):
        zone = ""
    if "ZoneId=3" in zone or "ZoneId=4" in zone:
        return True
    if sys.platform == "darwin":
        import subprocess

        command = ["/usr/bin/xattr", str(path)]
        asked = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - a fixed program
        return "com.apple.quarantine" in asked.stdout
    return False


def no_excel(here: Places) -> Text:
    """What to say where there is no Excel to set up."""
    if here.wps:
        return Text(
            "这台电脑上只有 WPS，没有 Microsoft Excel。按钮靠 xlwings，它不支持 WPS；"
            "表格本身可以照常打开和填写，计算请用命令，例如：customer-book refresh 客户簿.xlsm",
            "This computer has WPS and no Microsoft Excel. The buttons need xlwings, which does not support WPS; "
            "the book opens and can be filled in as usual, and the commands do the work: "
            "customer-book refresh customer_book.xlsm",
        )
    return Text(
        "这台电脑上没有 Microsoft Excel，什么也没装。不用 Excel 也能计算，例如：customer-book refresh 客户簿.xlsm",
        "There is no Microsoft Excel on this computer, so nothing was installed. The commands work without it: "
        "customer-book refresh customer_book.xlsm",
    )


def _windows_excel(disk: Path, *, ask_registry: bool) -> bool:
    if sys.platform == "win32" and ask_registry:
        import winreg

        try:
            with winreg.OpenKey(
                winreg.HKEY_LOCAL_MACHINE, r"SOFTWARE\Microsoft\Windows\CurrentVersion\App Paths\excel.exe"
            ):
                return True
        except OSError:
            pass
    folders = [disk / "Program Files/Microsoft Office", disk / "Program Files (x86)/Microsoft Office"]
    inside = ("root/Office16", "Office16", "Office15")
    return any((folder / sub / "EXCEL.EXE").exists() for folder in folders for sub in inside)


def _windows_wps(disk: Path, home: Path) -> bool:
    folders = (
        home / "AppData/Local/Kingsoft/WPS Office",
        disk / "Program Files/Kingsoft/WPS Office",
        disk / "Program Files (x86)/Kingsoft/WPS Office",
    )
    return any(folder.exists() for folder in folders)
