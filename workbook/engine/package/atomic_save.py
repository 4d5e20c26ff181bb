"""Putting a book on disk: all of it or nothing.

The new package is written beside the old one, flushed, checked, and then takes its place in one step
(`os.replace`), so at every moment the name means either the whole old book or the whole new one.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path

from workbook.engine.package.file_locks import (
    cannot_write,
    check_not_open,
    check_writable,
    locked,
    real_file,
    room_around,
)
from workbook.engine.package.zip_package import CHUNK, Package, open_package
from workbook.engine.package.zip_writer import Content, step, write_zip


def _temporary_prefix(path: Path) -> str:
    return f".{room_around(path.name)}."


_TEMPORARY_SUFFIX = ".customer-book.tmp"


def clear_litter(path: Path) -> None:
    """Delete what a killed save left beside the book. Only for the holder of the lock."""
    prefix = _temporary_prefix(path)
    with contextlib.suppress(OSError):
        for entry in path.parent.iterdir():
            if entry.name.startswith(prefix) and entry.name.endswith(_TEMPORARY_SUFFIX):
                with contextlib.suppress(OSError):
                    entry.unlink()


def write_book(
    package: Package, path: Path, changed: Mapping[str, Content], added: Mapping[str, Content], removed: set[str]
) -> None:
    """Write the package with those parts changed, added, removed to `path`.

    Raises FileBusy (open elsewhere, changed since it was read, being saved) or CannotWrite; the file at `path` is then
    as it was. With nothing to change and `path` the book's own, nothing is written at all.
    """
    path = real_file(path)
    same = _same_file(package.path, path)
    if same and not changed and not added and not removed:
        return
    check_not_open(path)
    check_writable(path)
    with locked(path):
        clear_litter(path)
        package.check_unchanged()
        temporary = path.with_name(f"{_temporary_prefix(path)}{os.getpid()}-{secrets.token_hex(4)}{_TEMPORARY_SUFFIX}")
        try:
            step("begin")
            _write_temporary(package, temporary, path, changed, added, removed)
            step("written")
            open_package(temporary)
            step("verified")
            check_not_open(path)
            package.check_unchanged()
            temporary.replace(path)
            step("replaced")
            _flush_folder(path.parent)
        except OSError as error:
            _discard(temporary)
            raise cannot_write(path, error) from error
        except BaseException:
            _discard(temporary)
            raise


def _same_file(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False


def _discard(temporary: Path) -> None:
    with contextlib.suppress(OSError):
        temporary.unlink()


def _copy_owner(path: Path, temporary: Path) -> None:
    """Give the new file the owner and group of the old one, where the system lets us."""
    if sys.platform != "win32":
        known = path.stat()
        os.chown(temporary, known.st_uid, known.st_gid)


def _flush_folder(folder: Path) -> None:
    if sys.platform == "win32":
        return
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _write_temporary(
    package: Package,
    temporary: Path,
    path: Path,
    changed: Mapping[str, Content],
    added: Mapping[str, Content],
    removed: set[str],
) -> None:
    with temporary.open("xb") as target:
        if path.exists():
            with contextlib.suppress(OSError):
                shutil.copymode(path, temporary)
                _copy_owner(path, temporary)
        if not changed and not added and not removed:
            with package.open() as source:
                shutil.copyfileobj(source, target, CHUNK)
        else:
            write_zip(package, target, changed, added, removed)
        step("before flush")
        target.flush()
        os.fsync(target.fileno())
