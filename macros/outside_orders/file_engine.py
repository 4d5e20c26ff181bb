"""DuckDB, embedded, over files: the lines stay in them, what is worked on spills to disk, the memory is bounded.

It sees the files of the source and a folder of its own that goes away with it, nothing else of the computer and no
network: a view of a stranger's database that reads elsewhere is refused by the engine itself. Lines are held once in
that folder, small and typed, before they are reduced, so that a text file is parsed twice and no more.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from macros.outside_orders.columns import columns_of, quoted
from workbook.errors import InputError
from workbook.language import Text

if TYPE_CHECKING:
    import pandas as pd

    from macros.outside_orders.sources import Source

MEMORY = "400MB"
"""What the engine may hold before it writes to disk."""
EXTRA = "pip install 'customer-book[scale]'"
_SAMPLE = 20

_NOT_INSTALLED = Text(
    "读取外部订单需要 DuckDB，这里没有安装。请运行：{how}",
    "Orders outside the book are read by DuckDB, which is not installed. Run: {how}",
)
_BROKEN = Text(
    "外部订单 {name} 读不出来：文件不完整、已损坏、正被别的程序占用，或几个文件的列不一致。"
    "客户簿没有改动。请重新导出后再刷新。",
    "The orders {name} cannot be read: a file is damaged, incomplete, in use, or unlike the others. The book is as it "
    "was; export them again and refresh.",
)
_NO_TABLE = Text(
    "{name}：没有这张表，或它要读这个文件以外的内容。请检查“#”后面的表名。",
    "{name}: there is no such table, or it reads something outside its file. Look at the name after #.",
)
_NO_ROOM = Text(
    "磁盘或内存不够，{name} 没有算完，客户簿没有改动。请清理临时文件夹所在的磁盘后再试。",
    "There is too little room on the disk, or memory, for {name}; the book is as it was. Free the disk that holds "
    "temporary files and try again.",
)
TOO_MUCH = Text(
    "外部订单 {name} 的净额合计超出可精确计算的范围，请检查金额列是否选错、是否多输了几位。",
    "The amounts of the orders {name} add up to more than can be counted exactly; look whether the right column was "
    "taken, and for amounts with too many digits.",
)
_NOTHING = Text("外部订单 {name} 里一行也没有。", "The orders {name} have no lines.")


class FileEngine:
    """A source opened in DuckDB."""

    def __init__(self, connection: Any, source: Source, room: Path) -> None:
        self._connection, self._source, self._room = connection, source, room

    def lines(self, mapping: Mapping[str, str]) -> Any:
        """The source's lines, a column a field that was found (customer_id as customer)."""
        raw = self._connection.sql(f"SELECT * FROM {self._from()}")  # noqa: S608 - names and paths are quoted
        types = dict(zip(raw.columns, map(str, raw.types), strict=True))
        rows = [["" if one is None else str(one) for one in row] for row in raw.limit(_SAMPLE).fetchall()]
        if not rows:
            raise InputError(_NOTHING.format(name=self._source.name))
        columns = columns_of(self._source.name, types, rows, mapping)
        named = (f"{read} AS {'customer' if field == 'customer_id' else field}" for field, read in columns.items())
        return self._connection.sql(f"SELECT {', '.join(named)} FROM {self._from()}")  # noqa: S608 - as above

    def distinct(self, lines: Any, column: str) -> list[str]:
        """The different texts of a column."""
        found = lines.project(f"coalesce({column}, '') AS one").distinct()
        return sorted(str(row[0]) for row in found.fetchall())

    def there(self, frame: pd.DataFrame) -> Any:
        """A small frame as one of the engine's own."""
        import pyarrow as pa

        return self._connection.from_arrow(pa.Table.from_pandas(frame, preserve_index=False))

    def held(self, lines: Any) -> Any:
        """The lines as a table of the engine's own folder."""
        self._connection.execute(f"ATTACH '{_literal(self._room / 'held')}' AS held")
        lines.create("held.lines")
        return self._connection.table("held.lines")

    def home(self, lines: Any) -> pd.DataFrame:
        """What was reduced, as pandas has it."""
        found: pd.DataFrame = lines.to_arrow_table().to_pandas()
        return found

    def _from(self) -> str:
        source = self._source
        files = "[" + ", ".join(f"'{_literal(one)}'" for one in source.files) + "]"
        if source.kind == "parquet":
            return f"read_parquet({files}, union_by_name = true)"
        if source.kind == "csv":  # every cell as the text it is: an order number keeps its zeros
            return f"read_csv({files}, union_by_name = true, all_varchar = true, header = true)"
        return "theirs." + ".".join(quoted(part) for part in source.table)


@contextmanager
def opened(source: Source) -> Iterator[FileEngine]:
    """The source in the engine, gone again afterwards; every trouble of the engine is a sentence."""
    try:
        import duckdb
    except ImportError as error:
        raise InputError(_NOT_INSTALLED.format(how=EXTRA)) from error
    room = Path(tempfile.mkdtemp(prefix="customer-book-"))
    connection = duckdb.connect(config={"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"})
    try:
        _confined(connection, source, room)
        yield FileEngine(connection, source, room)
    except duckdb.OutOfMemoryException as error:
        raise InputError(_NO_ROOM.format(name=source.name)) from error
    except (duckdb.ConversionException, duckdb.OutOfRangeException) as error:  # of sums: cells are tried, not forced
        raise InputError(TOO_MUCH.format(name=source.name)) from error
    except (duckdb.CatalogException, duckdb.PermissionException) as error:
        raise InputError((_NO_TABLE if source.kind == "duckdb" else _BROKEN).format(name=source.name)) from error
    except (duckdb.Error, UnicodeDecodeError) as error:
        full = "No space left" in str(error)
        raise InputError((_NO_ROOM if full else _BROKEN).format(name=source.name)) from error
    finally:
        connection.close()
        shutil.rmtree(room, ignore_errors=True)


def _confined(connection: Any, source: Source, room: Path) -> None:
    """Bounds of memory, and what of the computer the engine may see."""
    for setting in (
        f"memory_limit = '{MEMORY}'",
        f"threads = {min(os.cpu_count() or 1, 4)}",
        "preserve_insertion_order = false",
        f"temp_directory = '{_literal(room / 'spilled')}'",
    ):
        connection.execute(f"SET {setting}")
    if source.kind == "duckdb":
        connection.execute(f"ATTACH '{_literal(source.files[0])}' AS theirs (READ_ONLY)")
    files = ", ".join(f"'{_literal(one)}'" for one in source.files)
    connection.execute(f"SET allowed_paths = [{files}]")
    connection.execute(f"SET allowed_directories = ['{_literal(room)}']")
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")


def _literal(path: Path) -> str:
    return str(path).replace("'", "''")
