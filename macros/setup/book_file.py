"""Checks of the book's file: place, download mark, cloud folder, who has it open, whether it is a customer book, and
whether rows stand below its tables."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from macros import rows_below
from macros.setup.book_code import foreign_modules
from macros.setup.book_config import changed_keys, told
from macros.setup.chain_link import Link, State
from macros.setup.cloud_folders import BUSINESS, PERSONAL, Account, address_of, cloud_of, synced_root
from macros.setup.excel_addin import SWITCHES
from macros.setup.excel_places import Places, marked_as_download, read_config
from workbook.errors import BookError
from workbook.language import Text
from workbook.schema.book_config import HARMLESS_BESIDE

if TYPE_CHECKING:
    import xlwings as xw


def links(book: Path, here: Places) -> Iterator[Link]:
    """Whether it is there, blocked, synced, open; an address instead of a path is answered by what it needs."""
    if account := address_of(book.as_posix()):
        yield _address(account, here)
        return
    if not book.is_file():
        yield Link(
            "file",
            State.WRONG,
            Text(f"找不到 {book}", f"{book} is not there"),
            Text("检查文件名和位置。", "Check its name and place."),
        )
        return
    yield _blocked(book, here)
    yield from _synced(book.resolve(), here)
    yield from _neighbour(book, here)
    yield from _open(book)
    yield from _usable(book)


def _blocked(book: Path, here: Places) -> Link:
    if not marked_as_download(book):
        return Link(
            "blocked", State.FINE, Text(f"{book.name} 没有下载标记", f"{book.name} is not marked as a download")
        )
    found = Text(
        f"{book.name} 带有下载标记，Excel 会禁用它的宏", f"{book.name} is marked as a download: Excel blocks its macros"
    )
    if here.system == "macos":
        cure = Text(
            f"关闭文件，在“终端”里运行：xattr -d com.apple.quarantine '{book}'",
            f"Close it, and in Terminal run: xattr -d com.apple.quarantine '{book}'",
        )
    else:
        cure = Text(
            "关闭文件，右击它 → 属性 → 勾选“解除锁定”→ 确定。",
            "Close it, right-click it → Properties → tick Unblock → OK.",
        )
    return Link("blocked", State.WRONG, found, cure)


def _synced(book: Path, here: Places) -> Iterator[Link]:
    cloud = cloud_of(book)
    if not cloud:
        yield Link("cloud", State.FINE, Text("文件不在同步文件夹里", "The file is in no synced folder"))
        return
    yield Link(
        "cloud",
        State.WARNING,
        Text(f"文件在 {cloud} 的同步文件夹里", f"The file lies in a folder that {cloud} syncs"),
        Text(
            "把主簿放到不同步的本地文件夹。",
            "Keep the master book in a local folder that is not synced.",
        ),
    )
    if found := synced_root(book):
        account, root = found
        yield _found_by_xlwings(account, root, here)


def _found_by_xlwings(account: Account, root: Path, here: Places) -> Link:
    """Excel gives such a book's address; xlwings needs to know the folder."""
    key = account.key_on(here.system)
    said = read_config(here.config, here.encoding).get(key)
    if said and Path(os.path.expandvars(said)) == root:
        return Link("address", State.FINE, Text(f"{key} 指向这个文件夹", f"{key} names this folder"))
    known = here.personal if account is PERSONAL else here.business if account is BUSINESS else ()
    if not said and root in known:
        alone = Text("xlwings 能自己找到这个 OneDrive 文件夹", "xlwings finds this OneDrive folder by itself")
        return Link("address", State.FINE, alone)
    return Link(
        "address",
        State.WARNING,
        Text(
            f"Excel 会用网址打开它（{account.name.zh}），xlwings 要靠设置 {key} 找到文件夹",
            f"Excel opens it by its address ({account.name.en}); xlwings finds the folder by the key {key}",
        ),
        _line(here, key, str(root)),
    )


def _address(account: Account, here: Places) -> Link:
    key = account.key_on(here.system)
    return Link(
        "address",
        State.WARNING,
        Text(
            f"这是网址（{account.name.zh}）：Excel 从同步文件夹打开文件时，文件名就是它",
            f"This is an address ({account.name.en}): what Excel calls a file that it opens from a synced folder",
        ),
        _line(here, key, account.example(here.system)),
    )


def _line(here: Places, key: str, value: str) -> Text:
    return Text(
        f'在 {here.config} 里加一行，第二个引号里是这台电脑上的同步文件夹："{key}","{value}"',
        f'Add this line to {here.config}, its second value the synced folder on this computer: "{key}","{value}"',
    )


def _neighbour(book: Path, here: Places) -> Iterator[Link]:
    """A configuration beside the book comes before the user's own: every key that could start another program."""
    beside = book.with_name("xlwings.conf")
    if not beside.is_file():
        return
    said = read_config(beside, here.encoding)
    wrong = [
        key for key, value in said.items() if key.upper() not in HARMLESS_BESIDE or (key in SWITCHES and not value)
    ]
    if not wrong:
        yield Link("beside", State.FINE, Text(f"{beside} 不改变 Python", f"{beside} leaves the Python as it is"))
        return
    names = ", ".join(wrong)
    yield Link(
        "beside",
        State.WARNING,
        Text(
            f"{beside} 排在您自己的设置之前，里面写着：{names}",
            f"{beside} comes before your own settings, and holds: {names}",
        ),
        Text(f"如果不是有意的，把它移走：{beside}", f"Unless it is meant, move it away: {beside}"),
    )


def _configured(opened: xw.Book) -> Link:
    """The very hidden sheet that tells the add-in what to start."""
    changed = changed_keys(opened)
    if not changed:
        return Link("config", State.FINE, Text("文件内的 xlwings 设置没有被改过", "The settings inside are as built"))
    names = "; ".join(map(told, changed))
    return Link(
        "config",
        State.WRONG,
        Text(f"文件内的 xlwings 设置被改过：{names}", f"The xlwings settings inside were changed: {names}"),
        Text(
            "不要点按钮；运行 customer-book upgrade 恢复，并向提供者核实。",
            "Do not use the buttons; run customer-book upgrade to restore them, and ask whoever sent the file.",
        ),
    )


def _code(book: Path) -> Link:
    """Whether the macros inside are the program's own."""
    foreign = foreign_modules(book)
    if not foreign:
        return Link("vba", State.FINE, Text("文件内的宏与本程序一致", "The macros inside are this program's"))
    names = ", ".join(foreign)
    return Link(
        "vba",
        State.WARNING,
        Text(f"文件内的宏与本程序不同：{names}", f"Macros inside are not this program's: {names}"),
        Text(
            "如果不是您自己加的，不要启用宏，向提供者核实；旧版本的客户簿请先升级。",
            "Unless you added them, do not enable macros, and ask whoever sent the file; upgrade a book of an older "
            "version first.",
        ),
    )


def _open(book: Path) -> Iterator[Link]:
    lock = book.with_name(f"~${book.name}")
    if lock.exists():
        yield Link(
            "lock",
            State.WARNING,
            Text("文件正在 Excel 里打开，命令行改不了它", "The file is open in Excel; the commands cannot change it"),
            Text(
                "在 Excel 里按按钮，或先关闭它再用命令。", "Use the buttons in Excel, or close it before the commands."
            ),
        )


def _usable(book: Path) -> Iterator[Link]:
    """Whether it is a customer book that this program knows."""
    try:
        from workbook import engine
        from workbook.tables import require_current

        with engine.open_book(book, read_only=True) as opened:
            require_current(opened)
            configured = _configured(opened)
            below = rows_below.everywhere(opened)
    except ImportError:  # the link before says which package is missing
        return
    except BookError as refusal:
        yield Link(
            "book",
            State.WRONG,
            Text(f"{book.name} 不能用作客户簿", f"{book.name} cannot be used as a customer book"),
            Text(refusal.sentence("zh"), refusal.sentence("en")),
        )
        return
    yield Link("book", State.FINE, Text(f"{book.name} 是客户簿", f"{book.name} is a customer book"))
    yield configured
    yield _code(book)
    yield from (Link("below", State.WARNING, said, cure) for said, cure in below)
