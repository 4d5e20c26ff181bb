"""doctor: each broken link is found and its cure is the next thing said."""

from __future__ import annotations

import importlib.metadata
import sys
from pathlib import Path

import openpyxl
import pytest

from macros.hosts.command_line import main
from macros.setup import book_file, excel_addin
from macros.setup.chain_link import State
from macros.setup.cloud_folders import cloud_of
from macros.setup.doctor import chain, doctor
from macros.setup.excel_places import Places, System, packaged_script, places, write_config
from macros.setup.install import install
from workbook import engine


@pytest.fixture(autouse=True)
def _installed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The program counts as installed, needing nothing, wherever the tests run."""
    monkeypatch.setattr(importlib.metadata, "requires", lambda _name: [])


@pytest.fixture
def python(tmp_path: Path) -> Path:
    """An interpreter that exists."""
    path = tmp_path / "env" / "Scripts" / "python"
    path.parent.mkdir(parents=True)
    path.touch()
    (tmp_path / "env" / "xlwings64-0.0.dll").touch()  # where pip puts it in a virtual environment on Windows
    return path


def excel_on(tmp_path: Path, system: System) -> Places:
    """A home on that system, with Excel on the disk."""
    disk = tmp_path / "disk"
    windows = disk / "Program Files/Microsoft Office/root/Office16/EXCEL.EXE"
    for path in (windows, disk / "Applications/Microsoft Excel.app/Contents"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    return places(tmp_path / "home", system, disk)


def state(here: Places, python: Path, key: str, book: Path | None = None) -> State | None:
    return next((link.state for link in chain(here, str(python), book) if link.key == key), None)


@pytest.mark.parametrize("system", ["windows", "macos"])
def test_after_install_nothing_is_wrong(tmp_path: Path, python: Path, system: System) -> None:
    """install and doctor agree on what a working chain is."""
    here = excel_on(tmp_path, system)
    install(here=here, interpreter=python)
    report = doctor(here=here, interpreter=python)
    assert (report.figures["wrong"], report.figures["warnings"]) == (0, 0)
    assert report.sentences("en")[-1] == "Nothing wrong was found."


def test_before_install_the_next_thing_is_install(tmp_path: Path, python: Path) -> None:
    """The first broken link's cure is the last line."""
    report = doctor(here=excel_on(tmp_path, "windows"), interpreter=python)
    assert report.sentences("en")[-1].startswith("Next: ")
    assert report.sentences("en")[-1].endswith("uv run customer-book install")


def test_a_missing_package_is_named(tmp_path: Path, python: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The cure is the command that brings it."""
    monkeypatch.setattr(importlib.metadata, "requires", lambda _name: ["pytest>=8", "no-such-package[extra]>=1; x"])
    report = doctor(here=excel_on(tmp_path, "windows"), interpreter=python)
    assert "✗ Packages are missing: no-such-package" in report.sentences("en")
    assert "uv sync" in report.sentences("en")[-1]


def test_a_program_that_is_only_a_folder_is_wrong(
    tmp_path: Path, python: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Excel starts Python elsewhere, so the program has to be installed in it."""

    def absent(name: str) -> list[str]:
        raise importlib.metadata.PackageNotFoundError(name)

    monkeypatch.setattr(importlib.metadata, "requires", absent)
    assert state(excel_on(tmp_path, "windows"), python, "packages") is State.WRONG


def test_an_add_in_of_another_version_is_wrong(tmp_path: Path, python: Path) -> None:
    """xlwings refuses to work when add-in and package differ."""
    here = excel_on(tmp_path, "windows")
    install(here=here, interpreter=python)
    here.add_in.write_bytes(b"older")
    assert state(here, python, "add-in") is State.WRONG


def test_a_python_that_is_gone_is_wrong(tmp_path: Path, python: Path) -> None:
    """A deleted environment is the usual reason for buttons that stopped working."""
    here = excel_on(tmp_path, "windows")
    install(here=here, interpreter=python)
    python.unlink()
    assert state(here, python, "interpreter") is State.WRONG


def test_another_python_is_a_warning(tmp_path: Path, python: Path) -> None:
    """It may be meant, so it is not called wrong."""
    here = excel_on(tmp_path, "windows")
    install(here=here, interpreter=python)
    assert state(here, Path(sys.executable), "interpreter") is State.WARNING


def test_a_blank_switch_is_wrong(tmp_path: Path, python: Path) -> None:
    """xlwings' add-in fails on a Boolean that is blank."""
    here = excel_on(tmp_path, "windows")
    write_config(here.config, here.encoding, {here.interpreter_key: str(python), "SHOW CONSOLE": ""})
    assert state(here, python, "switches") is State.WRONG
    write_config(here.config, here.encoding, {here.interpreter_key: str(python), "SHOW CONSOLE": "FALSE"})
    assert state(here, python, "switches") is State.FINE


def test_macos_without_its_script_is_wrong(tmp_path: Path, python: Path) -> None:
    """And only macOS is asked for it."""
    mac = excel_on(tmp_path, "macos")
    install(here=mac, interpreter=python)
    script = packaged_script()
    assert script is not None
    assert mac.script is not None
    (mac.script / script.name).unlink()
    assert state(mac, python, "script") is State.WRONG
    assert state(excel_on(tmp_path, "windows"), python, "script") is None


@pytest.mark.parametrize(("level", "expected"), [(4, State.WRONG), (2, State.FINE), (None, State.UNKNOWN)])
def test_macros_switched_off_are_wrong(
    tmp_path: Path, python: Path, level: int | None, expected: State, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Disabled without notification: Excel does not even ask."""
    monkeypatch.setattr(excel_addin, "_macro_setting", lambda: level)
    assert state(excel_on(tmp_path, "windows"), python, "trust") is expected


def test_only_wps_is_a_warning_that_names_what_works(tmp_path: Path, python: Path) -> None:
    """The closed-file commands are the way there."""
    (tmp_path / "disk/Program Files/Kingsoft/WPS Office").mkdir(parents=True)
    here = places(tmp_path / "home", "windows", tmp_path / "disk")
    report = doctor(here=here, interpreter=python)
    assert "WPS" in report.sentences("zh")[-1]
    assert "customer-book refresh" in report.sentences("zh")[-1]


def test_a_downloaded_book_is_blocked(tmp_path: Path, python: Path) -> None:
    """Windows notes where a file came from beside it; the cure is Unblock."""
    book = tmp_path / "book.xlsm"
    book.touch()
    here = excel_on(tmp_path, "windows")
    assert state(here, python, "blocked", book) is State.FINE
    Path(f"{book}:Zone.Identifier").write_text("[ZoneTransfer]\nZoneId=3\n")
    assert state(here, python, "blocked", book) is State.WRONG


@pytest.mark.parametrize(
    ("path", "service"),
    [
        ("Users/x/OneDrive - Example/book.xlsm", "OneDrive"),
        ("Users/x/Dropbox/book.xlsm", "Dropbox"),
        ("Library/Mobile Documents/com~apple~CloudDocs/book.xlsm", "iCloud"),
        ("D/坚果云/book.xlsm", "坚果云 Nutstore"),
        ("D/BaiduSyncdisk/book.xlsm", "百度网盘 Baidu"),
        ("Users/x/Example Co/Sales - Documents/book.xlsm", "SharePoint"),
        ("D/客户/book.xlsm", None),
    ],
)
def test_cloud_folders_are_known_by_their_names(path: str, service: str | None) -> None:
    """A synced master book ends in two versions, so doctor warns of it."""
    assert cloud_of(Path(path)) == service


def test_without_its_library_the_add_in_reaches_no_python(tmp_path: Path, python: Path) -> None:
    """On Windows it must lie beside the interpreter or one folder up; the cure brings it back."""
    here = excel_on(tmp_path, "windows")
    install(here=here, interpreter=python)
    assert state(here, python, "server") is State.FINE
    (tmp_path / "env" / "xlwings64-0.0.dll").unlink()
    assert state(here, python, "server") is State.WRONG
    assert doctor(here=here, interpreter=python).sentences("en")[-1].endswith("--reinstall-package xlwings")
    assert state(excel_on(tmp_path, "macos"), python, "server") is None


def book_in(folder: Path) -> Path:
    """A book in a folder made for it."""
    folder.mkdir(parents=True)
    (folder / "book.xlsm").touch()
    return folder / "book.xlsm"


ROOTS: list[tuple[System, str, str, str]] = [
    ("windows", "Somebody/OneDrive - Example Co", "", "ONEDRIVE_COMMERCIAL_WIN"),
    ("windows", "Somebody/Example Co", "Sales - Documents", "SHAREPOINT_WIN"),
    ("windows", "Elsewhere/OneDrive", "", "ONEDRIVE_CONSUMER_WIN"),
    ("macos", "Library/CloudStorage/OneDrive-ExampleCo", "", "ONEDRIVE_COMMERCIAL_MAC"),
    ("macos", "Library/CloudStorage/OneDrive-SharedLibraries-ExampleCo", "Sales - Documents", "SHAREPOINT_MAC"),
    ("macos", "Elsewhere/OneDrive - Personal", "", "ONEDRIVE_CONSUMER_MAC"),
]


@pytest.mark.parametrize(("system", "root", "below", "key"), ROOTS)
def test_a_synced_folder_s_key_and_value_are_named(
    tmp_path: Path, python: Path, system: System, root: str, below: str, key: str
) -> None:
    """Excel gives such a book's address; the line to write is told whole, and once it stands there all is fine."""
    here = excel_on(tmp_path, system)
    folder = (tmp_path / root).resolve()
    book = book_in(folder / below)
    cure = next(link.cure for link in chain(here, str(python), book) if link.key == "address")
    assert cure is not None
    assert f'"{key}","{folder}"' in cure["zh"]
    assert f'"{key}","{folder}"' in cure["en"]
    assert str(here.config) in cure["en"]
    write_config(here.config, here.encoding, {key: str(folder)})
    assert state(here, python, "address", book) is State.FINE


def test_the_usual_onedrive_needs_no_key(tmp_path: Path, python: Path) -> None:
    """xlwings looks there by itself."""
    here = excel_on(tmp_path, "windows")
    book = book_in(tmp_path / "home" / "OneDrive" / "客户")
    assert state(here, python, "address", book) is State.FINE
    assert state(here, python, "cloud", book) is State.WARNING


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("https://d.docs.live.net/0123456789abcdef/book.xlsm", "ONEDRIVE_CONSUMER_WIN"),
        ("https://example-my.sharepoint.com/personal/a_b/Documents/book.xlsm", "ONEDRIVE_COMMERCIAL_WIN"),
        ("https://example.sharepoint.com/sites/Sales/Shared/book.xlsm", "SHAREPOINT_WIN"),
    ],
)
def test_an_address_is_answered_by_its_key(tmp_path: Path, python: Path, address: str, key: str) -> None:
    """A user copies what Excel shows as the file's name."""
    here = excel_on(tmp_path, "windows")
    last = doctor(Path(address), here=here, interpreter=python).sentences("en")
    install(here=here, interpreter=python)
    last = doctor(Path(address), here=here, interpreter=python).sentences("en")
    assert f'"{key}","C:\\Users\\…' in last[-1]


def test_a_configuration_beside_the_book_is_told(tmp_path: Path, python: Path) -> None:
    """It comes before the user's own: another Python there is a warning, other keys are not."""
    here = excel_on(tmp_path, "windows")
    book = book_in(tmp_path / "shared")
    assert state(here, python, "beside", book) is None
    write_config(book.with_name("xlwings.conf"), here.encoding, {"SHOW CONSOLE": "TRUE"})
    assert state(here, python, "beside", book) is State.FINE
    write_config(book.with_name("xlwings.conf"), here.encoding, {"interpreter_win": "elsewhere"})
    assert state(here, python, "beside", book) is State.WARNING


def test_a_download_on_a_mac_is_cured_in_the_terminal(
    tmp_path: Path, python: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """There is no Unblock there: the mark is an attribute of the file."""
    monkeypatch.setattr(book_file, "marked_as_download", lambda _book: True)
    here = excel_on(tmp_path, "macos")
    install(here=here, interpreter=python)
    book = book_in(tmp_path / "Downloads")
    assert "com.apple.quarantine" in doctor(book, here=here, interpreter=python).sentences("zh")[-1]


def test_an_open_book_is_said(tmp_path: Path, python: Path) -> None:
    """Excel's lock file beside the book means the commands cannot write it now."""
    book = tmp_path / "book.xlsm"
    book.touch()
    (tmp_path / "~$book.xlsm").touch()
    assert state(excel_on(tmp_path, "windows"), python, "lock", book) is State.WARNING


def test_a_missing_file_is_wrong(tmp_path: Path, python: Path) -> None:
    """And nothing more is asked of it."""
    links = [x.key for x in chain(excel_on(tmp_path, "windows"), str(python), tmp_path / "none.xlsm")]
    assert links[-1] == "file"


def test_looking_changes_nothing(tmp_path: Path, python: Path) -> None:
    """doctor writes no file."""
    here = excel_on(tmp_path, "windows")
    before = sorted(tmp_path.rglob("*"))
    doctor(here=here, interpreter=python)
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("verb", ["doctor", "install"])
def test_they_are_commands_without_a_book(verb: str, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """customer-book doctor and customer-book install need no file, and say something."""
    from macros.hosts.command_line import main

    elsewhere = places(tmp_path, "other", tmp_path)
    with pytest.MonkeyPatch.context() as patch:
        for name in ("macros.setup.doctor", "macros.setup.install"):
            patch.setattr(f"{name}.places", lambda: elsewhere)
        assert main([verb]) == 0
    assert "customer-book refresh" in capsys.readouterr().out


def test_a_file_that_is_no_customer_book_is_wrong(tmp_path: Path, python: Path, sample_en: Path) -> None:
    """Looking at a file says whether the commands can use it, and a script hears it by the exit code."""
    here = excel_on(tmp_path, "windows")
    install(here=here, interpreter=python)
    other = tmp_path / "other.xlsx"
    openpyxl.Workbook().save(other)
    assert state(here, python, "book", sample_en) is State.FINE
    assert state(here, python, "book", other) is State.WRONG
    assert "customer-book new" in doctor(other, here=here, interpreter=python).sentences("en")[-1]
    assert main(["doctor", str(other)]) == 1


@pytest.mark.parametrize(
    ("table", "header", "cure"),
    [("tblPayments", "金额", "剪切"), ("tblCustomers", "客户名称", "刷新"), ("dicRegion", "所属区域", "剪切")],
)
def test_rows_below_a_table_are_named(
    empty_zh: Path, tmp_path: Path, python: Path, table: str, header: str, cure: str
) -> None:
    """Sheet and rows, of any table that users type in: a table of the book or a list of the dictionary."""
    with engine.open_book(empty_zh) as book:
        sheet, whole = next((s, t.range) for s in book.sheets for t in s.tables if t.name == table)
        row = whole.row + whole.shape[0]
        sheet.range((row, whole.column + whole[0, :].value.index(header))).value = "东港纸业"
        name = sheet.name
        book.save()
    here = excel_on(tmp_path, "windows")
    (found,) = [one for one in chain(here, str(python), empty_zh) if one.key == "below"]
    assert found.state is State.WARNING
    assert found.found.zh.startswith(f"“{name}”第 {row} 行在表")
    assert found.cure is not None
    assert cure in found.cure.zh


def test_a_book_without_a_table_is_looked_at_all_the_same(empty_zh: Path, tmp_path: Path, python: Path) -> None:
    """Who needs the table says that it is gone; the rows below the others are named."""
    with engine.open_book(empty_zh) as book:
        book.sheets["服务与活动"].delete()
        sheet = book.sheets["回款"]
        whole = sheet.tables["tblPayments"].range
        sheet.range((whole.row + whole.shape[0] + 2, whole.column)).value = "合计"
        book.save()
    here = excel_on(tmp_path, "windows")
    assert [one.state for one in chain(here, str(python), empty_zh) if one.key == "below"] == [State.WARNING]
