"""Write docs/python-api.md, what a macro author may call, from the functions' own signatures and docstrings:
`python docs/python_api.py [--check]`. With --check nothing is written and drift is an error; a test compares too."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from macros import host, report  # noqa: E402 - the checkout goes first on the path
from workbook import engine, tables  # noqa: E402
from workbook.schema.commands import COMMANDS  # noqa: E402

PAGE = Path(__file__).with_name("python-api.md")

_HEAD = """# 从 Python 使用客户簿 · The customer book from Python

Made by `python docs/python_api.py` from the docstrings; a test compares.

```python
from pathlib import Path

from workbook import engine, tables

with engine.open_book(Path("my_book.xlsm")) as book:  # 关着的文件；开着的用 xlwings.Book(...)
    customers = tables.read(book, "tblCustomers").frame  # 一行一个客户，列是字段的英文键
    print(customers.groupby("grade")["total_amount"].sum())  # 列表里存的是键：A、B、C、prospect
```

表和字段的名称见 [reference.md](reference.md)。写入同样按字段键：`tables.write_rows(book, "tblCustomers", frame)`，最后
`book.save()`。命令也能从 Python 运行：每个命令是一个函数，第一个参数是打开的客户簿，其余是它的选项；返回一个
`Report`（句子、数字、发现的问题）。

Names of tables and fields stand in [reference.md](reference.md). Frames are written by field key, with the rows'
positions as index; `book.save()` ends it. A command is a function that takes the open book and its options and returns
a `Report`. What is listed here stays; anything else may change with a version.
"""

_READ: tuple[Callable[..., Any], ...] = (
    engine.open_book, tables.read, tables.read_list, tables.labels_of, tables.list_column, tables.read_settings,
    tables.get_name, tables.language, tables.size, tables.find_table,
)  # fmt: skip
_WRITE: tuple[Callable[..., Any], ...] = (
    tables.write_rows, tables.append, tables.delete_rows, tables.set_name, tables.set_block, tables.all_or_nothing,
)  # fmt: skip


def page() -> str:
    """The whole page."""
    parts = [_HEAD]
    for title, members in (("读 · Reading", _READ), ("写 · Writing", _WRITE)):
        parts.append(f"## {title}\n")
        parts += [_entry(one) for one in members]
    parts.append("## 命令 · Commands\n")
    parts.append(_entry(host.run))
    parts.append(_entry(report.Report, signature=False))
    parts.append("| command | function |\n|---|---|")
    parts += [f"| `{one.key}` | `{one.entry.replace(':', '.')}` |" for one in COMMANDS]
    return "\n".join(parts) + "\n"


def _entry(member: Any, *, signature: bool = True) -> str:
    """A member with its signature and what its docstring says."""
    module = member.__module__
    shown = module if module.startswith("macros") else ".".join(module.split(".")[:2])
    called = str(inspect.signature(member)).replace("'", "") if signature else ""
    said = inspect.getdoc(member) or ""
    return f"### `{shown}.{member.__name__}`\n\n```python\n{member.__name__}{called}\n```\n\n{said}\n"


def main(arguments: list[str]) -> int:
    """Write the page, or with --check say whether it is as it would be written."""
    made = page()
    if "--check" in arguments:
        return int(not PAGE.exists() or PAGE.read_text("utf-8") != made)
    PAGE.write_text(made, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
