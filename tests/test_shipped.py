"""What is shipped is what the code makes: the workbook at the top, and the wheel."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from macros.making.build_shipped_book import SHIPPED, main
from tests.packages import parts
from workbook.rules.names.word_lists import load

ROOT = Path(__file__).parents[1]


def test_the_committed_book_equals_a_fresh_build(tmp_path: Path) -> None:
    """Part by part: names, order, bytes. Otherwise run python -m macros.making.build_shipped_book."""
    fresh = tmp_path / SHIPPED.name
    main(fresh)
    committed, built = parts(SHIPPED), parts(fresh)
    assert list(committed) == list(built)
    assert [name for name in built if committed[name] != built[name]] == []


def test_the_committed_book_carries_no_time_of_its_making() -> None:
    """Every member of the archive is dated 1980-01-01."""
    with zipfile.ZipFile(SHIPPED) as package:
        assert {member.date_time for member in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's wheel, unpacked somewhere outside the checkout, as an installer leaves it."""
    folder = tmp_path_factory.mktemp("wheel")
    build = "import sys; from hatchling.build import build_wheel; print(build_wheel(sys.argv[1]))"
    subprocess.run([sys.executable, "-c", build, str(folder)], cwd=ROOT, check=True, capture_output=True)
    (archive,) = folder.glob("*.whl")
    site = folder / "site"
    with zipfile.ZipFile(archive) as package:
        package.extractall(site)
    return site


def test_the_packages_import_from_an_installed_wheel(wheel: Path, tmp_path: Path) -> None:
    """All three, from the wheel and not from the checkout."""
    code = (
        "import sys, workbook, udfs, macros; from pathlib import Path\n"
        "assert all(Path(m.__file__).is_relative_to(sys.argv[1]) for m in (workbook, udfs, macros))"
    )
    subprocess.run([sys.executable, "-I", "-c", f"import sys; sys.path.insert(0, sys.argv[1])\n{code}", str(wheel)],
                   cwd=tmp_path, check=True)  # fmt: skip


def test_a_book_is_made_and_refreshed_from_an_installed_wheel(wheel: Path, tmp_path: Path) -> None:
    """Everything a command needs travels in the wheel: VBA texts, sample, lists."""
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]); from macros.hosts.command_line import main\n"
        "assert main(['new', 'book.xlsm', '--sample', '--lang', 'en']) == 0\n"
        "assert main(['refresh', 'book.xlsm', '-o', 'out.xlsm']) == 0"
    )
    subprocess.run([sys.executable, "-I", "-c", code, str(wheel)], cwd=tmp_path, check=True)
    assert (tmp_path / "out.xlsm").exists()


def test_the_word_lists_are_read_from_an_installed_wheel(wheel: Path, tmp_path: Path) -> None:
    """All that the checkout has, word for word."""
    names = sorted(path.stem for path in (ROOT / "workbook" / "rules" / "names" / "data").glob("*.txt"))
    code = (
        "import json, sys; sys.path.insert(0, sys.argv[1])\n"
        "from pathlib import Path; from workbook.rules.names import word_lists\n"
        "assert Path(word_lists.__file__).is_relative_to(sys.argv[1])\n"
        "print(json.dumps({name: word_lists.load(name) for name in sys.argv[2:]}))"
    )
    run = subprocess.run([sys.executable, "-I", "-c", code, str(wheel), *names], cwd=tmp_path, check=True,
                         capture_output=True)  # fmt: skip
    assert names
    assert json.loads(run.stdout) == {name: {k: [*v] for k, v in load(name).items()} for name in names}
