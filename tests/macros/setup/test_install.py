"""install, on a pretended home folder of each system."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from macros.setup.excel_places import Places, System, packaged_add_in, packaged_script, places, read_config
from macros.setup.install import install
from workbook.errors import CannotWrite

PYTHON = Path("somewhere") / "env" / "python"


def pretend(tmp_path: Path, system: System, *, excel: bool = True, wps: bool = False) -> Places:
    """A home and a disk with these programs, as they stand on that system."""
    disk, home = tmp_path / "disk", tmp_path / "home"
    home.mkdir()
    programs = {
        ("windows", "excel"): disk / "Program Files/Microsoft Office/root/Office16/EXCEL.EXE",
        ("windows", "wps"): disk / "Program Files (x86)/Kingsoft/WPS Office/wps.exe",
        ("macos", "excel"): disk / "Applications/Microsoft Excel.app/Contents",
        ("macos", "wps"): disk / "Applications/wpsoffice.app/Contents",
    }
    for name, there in (("excel", excel), ("wps", wps)):
        path = programs.get((system, name))
        if there and path:
            path.parent.mkdir(parents=True)
            path.touch()
    return places(home, system, disk)


def said(tmp_path: Path) -> dict[str, bytes]:
    return {str(p.relative_to(tmp_path)): p.read_bytes() for p in sorted(tmp_path.rglob("*")) if p.is_file()}


@pytest.mark.parametrize("system", ["windows", "macos"])
def test_the_add_in_and_the_python_are_set(tmp_path: Path, system: System) -> None:
    """Excel's start folder has this environment's add-in, and xlwings' configuration names this Python."""
    here = pretend(tmp_path, system)
    install(here=here, interpreter=PYTHON)
    assert here.add_in.read_bytes() == packaged_add_in().read_bytes()
    assert read_config(here.config, here.encoding) == {here.interpreter_key: str(PYTHON)}


def test_macos_gets_the_script_that_runpython_needs(tmp_path: Path) -> None:
    """Excel for Mac may only run scripts that lie in its own scripts folder."""
    here = pretend(tmp_path, "macos")
    install(here=here, interpreter=PYTHON)
    script = packaged_script()
    assert script is not None
    assert here.script is not None
    assert (here.script / script.name).read_bytes() == script.read_bytes()


@pytest.mark.parametrize("system", ["windows", "macos"])
def test_a_second_run_changes_nothing(tmp_path: Path, system: System) -> None:
    """Installing twice leaves every file as it was after the first time."""
    here = pretend(tmp_path, system)
    install(here=here, interpreter=PYTHON)
    first = said(tmp_path)
    install(here=here, interpreter=PYTHON)
    assert said(tmp_path) == first


@pytest.mark.parametrize("system", ["windows", "macos"])
def test_undo_leaves_the_home_as_it_was(tmp_path: Path, system: System) -> None:
    """After install and undo no file of ours is left."""
    here = pretend(tmp_path, system)
    before = said(tmp_path)
    install(here=here, interpreter=PYTHON)
    install(here=here, interpreter=PYTHON, undo=True)
    assert said(tmp_path) == before


def test_other_keys_of_the_configuration_survive(tmp_path: Path) -> None:
    """Install and undo touch one key; what the user set beside it stays, in its place."""
    here = pretend(tmp_path, "windows")
    here.config.parent.mkdir()
    here.config.write_text('"PYTHONPATH","D:\\tools"\n"SHOW CONSOLE","TRUE"\n', here.encoding)
    install(here=here, interpreter=PYTHON)
    assert list(read_config(here.config, here.encoding)) == ["PYTHONPATH", "SHOW CONSOLE", "INTERPRETER_WIN"]
    install(here=here, interpreter=PYTHON, undo=True)
    assert here.config.read_text(here.encoding) == '"PYTHONPATH","D:\\tools"\n"SHOW CONSOLE","TRUE"\n'


def test_a_replaced_python_is_said(tmp_path: Path) -> None:
    """Nobody loses the name of the Python that Excel used before."""
    here = pretend(tmp_path, "windows")
    install(here=here, interpreter=Path("old") / "python")
    report = install(here=here, interpreter=PYTHON)
    assert any(str(Path("old") / "python") in line for line in report.sentences("en"))


def test_undo_leaves_an_add_in_of_another_version(tmp_path: Path) -> None:
    """What this program did not install it does not remove."""
    here = pretend(tmp_path, "windows")
    install(here=here, interpreter=PYTHON)
    here.add_in.write_bytes(b"another version")
    report = install(here=here, interpreter=PYTHON, undo=True)
    assert here.add_in.read_bytes() == b"another version"
    assert any("another version" in line for line in report.sentences("en"))


def test_undo_where_nothing_was_installed_says_so(tmp_path: Path) -> None:
    """No error, one sentence."""
    assert install(here=pretend(tmp_path, "windows"), undo=True).sentences("en") == [
        "Nothing was installed; there is nothing to undo."
    ]


@pytest.mark.parametrize(("system", "wps"), [("windows", True), ("windows", False), ("macos", True), ("other", False)])
def test_without_excel_nothing_is_written(tmp_path: Path, system: System, wps: bool) -> None:
    """The sentence names WPS where that is what there is, and the way that works without Excel."""
    here = pretend(tmp_path, system, excel=False, wps=wps)
    before = said(tmp_path)
    report = install(here=here, interpreter=PYTHON)
    assert said(tmp_path) == before
    assert ("WPS" in report.sentences("zh")[0]) == wps
    assert "customer-book refresh" in report.sentences("en")[0]


def test_a_held_add_in_is_a_sentence(tmp_path: Path) -> None:
    """Where a file cannot be written (Excel holds it open) the sentence says to quit Excel."""
    here = pretend(tmp_path, "windows")
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where a folder is needed")
    with pytest.raises(CannotWrite) as refusal:
        install(here=replace(here, startup=blocked / "XLSTART"), interpreter=PYTHON)
    assert "Quit Excel" in refusal.value.sentence("en")
    assert "退出 Excel" in refusal.value.sentence("zh")


def test_the_report_says_how_to_undo(tmp_path: Path) -> None:
    """The last line is the command that takes it all back."""
    report = install(here=pretend(tmp_path, "windows"), interpreter=PYTHON)
    assert report.sentences("en")[-1].endswith("install --undo")


def test_a_path_that_excel_cannot_read_is_a_sentence(tmp_path: Path) -> None:
    """VBA reads the configuration in the system's code page: a Python outside it could never be found."""
    here = replace(pretend(tmp_path, "windows"), encoding="cp1252")
    with pytest.raises(CannotWrite, match="plain letters"):
        install(here=here, interpreter=Path("D:/客户/python.exe"))
    assert not here.config.exists()
