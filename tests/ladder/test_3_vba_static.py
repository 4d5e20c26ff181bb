"""Rung 3, the VBA as text: three readers that had no part in each other.

Proves: the project can be read, every call has a target and fits it, nothing runs by itself, nothing looks like an
attack. Cannot: that Excel compiles it, or what its calls do.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from oletools.olevba import VBA_Parser
from pyopenvba import ExcelFile, check_file

from workbook.build import vba

# Words olevba calls suspicious wherever they stand, and why they stand in our modules.
EXPECTED_WORDS = {
    "ChrW": "sentences in Chinese: a module holds ASCII only",
    "Run": "Application.Run is how the xlwings add-in is called",
    "Hex Strings": "words of sentences that happen to be hexadecimal digits",
    "Base64 Strings": "words of sentences that happen to be base64",
    "open": "a word of a comment or a sentence",
    "call": "a word of a comment or a sentence",
    "command": "a word of a comment or a sentence",
    "create": "a word of a comment or a sentence",
    "system": "a word of a comment or a sentence",
    "Write": "a word of a comment or a sentence",
    "write": "a word of a comment or a sentence",
    "output": "a word of a comment or a sentence",
    "binary": "a word of a comment or a sentence",
}


def test_a_scanner_reads_the_same_modules(shipped: Path) -> None:
    """olevba, which reads VBA as a virus scanner does, finds our modules with our text."""
    parser = VBA_Parser(str(shipped))
    assert parser.detect_vba_macros()
    found = {name.rpartition("/")[2]: code for _, _, name, code in parser.extract_macros()}
    found = {name.rpartition(".")[0] or name: code for name, code in found.items()}
    for name, source in vba.modules().items():
        assert found[name].replace("\r\n", "\n").strip() == source.strip()


def test_nothing_runs_by_itself_and_nothing_looks_like_an_attack(shipped: Path) -> None:
    """No automatic start, no address, no file name of a program; suspicious words only where argued."""
    found = list(VBA_Parser(str(shipped)).analyze_macros())
    assert {kind for kind, _, _ in found} <= {"Suspicious"}
    assert {word for _, word, _ in found} - set(EXPECTED_WORDS) == set()


def test_no_declared_library_call() -> None:
    """The book calls no DLL, starts no program and touches no file by itself."""
    words = ("declare ", "createobject", "getobject", "shell", "kill ", "filecopy", "#const", "sendkeys", "environ")
    for name, source in vba.modules().items():
        code = "\n".join(
            line.partition("'")[0] if line.lstrip().startswith("'") else line for line in source.splitlines()
        )
        assert [word for word in words if word in code.casefold()] == [], name


def test_the_project_is_sound(shipped: Path) -> None:
    """pyOpenVBA's integrity check of the package and of the project inside."""
    assert list(check_file(shipped).issues) == []
    with ExcelFile(shipped) as book:
        assert list(book.validate() or []) == []


def test_the_analyser_has_nothing_to_say(shipped: Path) -> None:
    """pyvbaanalysis knows Excel's object model: no unknown call or member, no wrong argument, no missing End."""
    command = [sys.executable, "-m", "pyvbaanalysis", "--whole-project", "--format", "json", str(shipped)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout
    json.loads(done.stdout)
