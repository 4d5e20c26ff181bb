"""A file that a command makes is never written over another."""

from __future__ import annotations

from pathlib import Path

from workbook.errors import InputError
from workbook.language import Text

_THERE = Text(
    "{path} 已经存在，没有覆盖它。请换个名字。", "{path} exists and was not overwritten. Choose another name."
)

CANNOT_WRITE = Text(
    "无法写入 {path}（{why}）。请检查文件夹的权限和磁盘空间。",
    "Cannot write {path} ({why}). Check the folder's permissions and the disk space.",
)
"""What is said where the system does not let a file be written."""


def must_be_new(path: Path) -> None:
    """InputError where there is a file of this name."""
    if path.exists():
        raise InputError(_THERE.format(path=path))
