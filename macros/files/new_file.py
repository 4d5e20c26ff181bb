"""A file that a command makes is never written over another, and is there whole or not at all."""

from __future__ import annotations

import contextlib
import re
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from workbook.errors import CannotWrite, InputError
from workbook.language import COMMA, LANGS, Text

SHEETS, PDF = ".xlsx", ".pdf"

_THERE = Text(
    "{path} 已经存在，没有覆盖它。请换个名字。", "{path} exists and was not overwritten. Choose another name."
)
_ENDING = Text("文件名要以 {endings} 结尾：{name}", "The file's name must end in {endings}: {name}")
_OR = Text(" 或 ", " or ")

CANNOT_WRITE = Text(
    "无法写入 {path}（{why}）。请检查文件夹的权限和磁盘空间。",
    "Cannot write {path} ({why}). Check the folder's permissions and the disk space.",
)
"""What is said where the system does not let a file be written."""


NOT_IN_NAMES = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
"""What no file's name may hold on one system or another."""


def safe_name(text: str) -> str:
    """A text as a part of a file's name: short, and without what none may hold; blank where nothing is left.

    >>> safe_name('C00001 A/B "Ltd".')
    'C00001 AB Ltd'
    """
    return NOT_IN_NAMES.sub("", text)[:80].strip(" .")


def must_be_new(path: Path, *endings: str) -> None:
    """InputError where there is a file of this name, or it has none of the endings, where some are said; Unsupported
    where a PDF is wanted and nothing makes one."""
    kind = path.suffix.lower()
    if endings and kind not in endings:
        zh, en = (_OR[lang].join(filter(None, (COMMA[lang].join(endings[:-1]), endings[-1]))) for lang in LANGS)
        raise InputError(_ENDING.format(endings=Text(zh, en), name=path.name))
    if kind == PDF:
        from macros.files.pdf import office

        office()
    if path.exists():
        raise InputError(_THERE.format(path=path))


def make_new(path: Path, make: Callable[[Path], None]) -> None:
    """Make a file aside and put it in its place whole: `make` is given where to write it, of a PDF as a workbook.
    InputError where a file of this name has come there meanwhile, CannotWrite where the disk refuses."""
    from macros.files.pdf import to_pdf

    unfinished = path.with_name(f".{path.stem}.unfinished{path.suffix}")
    try:
        with tempfile.TemporaryDirectory() as folder:
            made = Path(folder) / f"made{SHEETS if path.suffix.lower() == PDF else path.suffix}"
            make(made)
            must_be_new(path)
            try:
                if path.suffix.lower() == PDF:
                    to_pdf(made, unfinished)
                else:
                    unfinished.write_bytes(made.read_bytes())
                unfinished.replace(path)
            finally:
                unfinished.unlink(missing_ok=True)
    except OSError as error:
        raise CannotWrite(CANNOT_WRITE.format(path=path, why=error.strerror or error)) from error


@contextlib.contextmanager
def folder_for_files(folder: Path) -> Iterator[None]:
    """A folder, made where there is none; gone again where it was made here, the block fails, and nothing is in it."""
    there = folder.is_dir()
    folder.mkdir(parents=True, exist_ok=True)
    try:
        yield
    except BaseException:
        if not there:
            with contextlib.suppress(OSError):  # something stands in it
                folder.rmdir()
        raise
