"""What `--orders` names: a Parquet or CSV file, a folder or a glob of such files, or a table of a DuckDB file.

The list of files is taken once, with size and time of each: what is read is that list, and what has become of it since
is asked again when the reading is over. A source is never looked for inside what it holds, and nothing of the network
is: an address of a server is refused.
"""

from __future__ import annotations

import datetime as dt
import glob
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from workbook.errors import InputError
from workbook.language import Text

Kind = Literal["parquet", "csv", "duckdb"]

KINDS: dict[str, Kind] = {
    ".parquet": "parquet", ".pq": "parquet",
    ".csv": "csv", ".tsv": "csv", ".txt": "csv",
    ".duckdb": "duckdb", ".ddb": "duckdb",
}  # fmt: skip
MOST_FILES = 10_000
"""Files of one folder or glob."""

_GONE = Text(
    "没有找到外部订单：{name}。请检查路径，或确认移动硬盘、共享盘已连接。",
    "The orders were not found: {name}. Look at the path, or whether the drive is connected.",
)
_NO_KIND = Text(
    "{name} 不能作为外部订单读取。可以是：.parquet 或 .csv 文件，放这些文件的文件夹，如 orders/*.parquet，"
    "或 DuckDB 文件里的表，如 shop.duckdb#lines。",
    "{name} cannot be read as orders. What can: a .parquet or .csv file, a folder of them, orders/*.parquet, or a "
    "table of a DuckDB file, as in shop.duckdb#lines.",
)
_MIXED = Text(
    "{name} 里既有 Parquet 又有 CSV 文件：同一批订单可能有两份。请只指定一种，如 {name}/*.parquet。",
    "{name} has Parquet and CSV files: the same orders may be there twice. Name one kind, as in {name}/*.parquet.",
)
_NO_TABLE = Text("请写明 DuckDB 文件里的哪张表：{name}#表名。", "Say which table of the DuckDB file: {name}#TABLE.")
_TOO_MANY = Text(
    "{name} 有 {n:,} 个文件，最多 {most:,} 个。请先合并，或指定其中一部分。",
    "{name} has {n:,} files, {most:,} at most. Merge them first, or name a part of them.",
)
_CHANGED = Text(
    "{name} 在读取过程中有改动，结果不可靠，客户簿没有改动。请等它写完再刷新。",
    "{name} changed while it was read, so nothing was counted and the book is as it was. Refresh when it is written.",
)
_SERVER = re.compile(r"^[a-z][a-z0-9+.-]+://", re.IGNORECASE)


@dataclass(frozen=True)
class Source:
    """What to read: `name` as it was given, never with a password in it; the files, and of a database the table."""

    name: str
    kind: Kind
    files: tuple[Path, ...]
    state: tuple[tuple[int, int], ...]  # size and time of each file when the source was named
    table: tuple[str, ...] = ()

    @property
    def changed_on(self) -> dt.datetime:
        """When the newest file was written, by the clock of this computer."""
        newest = max(time for _, time in self.state)
        return dt.datetime.fromtimestamp(newest // 1_000_000_000)  # noqa: DTZ006 - the user's own clock

    def still_the_same(self) -> None:
        """InputError where a file went away or was written since."""
        if _state(self.files, self.name) != self.state:
            raise InputError(_CHANGED.format(name=self.name))


def source_of(given: str, beside: Path | None = None) -> Source:
    """The source of a name, a relative one taken from the folder `beside`. InputError where there is none."""
    if _SERVER.match(given):
        shown = re.sub(r"//[^/@]*@", "//", given)  # a password on the command line is not repeated
        raise InputError(_NO_KIND.format(name=shown))
    path, _, table = given.partition("#")
    files = _files(path, beside)
    if not files:
        raise InputError(_GONE.format(name=given))
    if len(files) > MOST_FILES:
        raise InputError(_TOO_MANY.format(name=given, n=len(files), most=MOST_FILES))
    kinds = {KINDS.get(one.suffix.lower()) for one in files}
    if len(kinds) > 1:
        raise InputError(_MIXED.format(name=path.rstrip("/\\")))
    kind = kinds.pop()
    if kind is None or (kind == "duckdb" and len(files) > 1) or (table and kind != "duckdb"):
        raise InputError(_NO_KIND.format(name=given))
    if kind == "duckdb" and not table:
        raise InputError(_NO_TABLE.format(name=given))
    return Source(given, kind, files, _state(files, given), tuple(table.split(".")) if table else ())


def _files(path: str, beside: Path | None) -> tuple[Path, ...]:
    """The files of a path, a folder or a glob, in the order of their names."""
    where = Path(path).expanduser()
    if beside is not None and not where.is_absolute():
        where = beside / where
    if where.is_dir():
        found = [one for one in where.rglob("*") if one.suffix.lower() in KINDS and one.is_file()]
        return tuple(sorted(one.resolve() for one in found if not one.name.startswith((".", "_"))))
    if where.is_file():
        return (where.resolve(),)
    named = (Path(one) for one in glob.glob(str(where), recursive=True))  # noqa: PTH207 - the path itself has the signs
    return tuple(sorted(one.resolve() for one in named if one.is_file()))


def _state(files: tuple[Path, ...], name: str) -> tuple[tuple[int, int], ...]:
    try:
        return tuple((found.st_size, found.st_mtime_ns) for found in (one.stat() for one in files))
    except OSError as error:
        raise InputError(_GONE.format(name=name)) from error
