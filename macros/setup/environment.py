"""Checks of the Python environment: the interpreter, and the packages installed in it."""

from __future__ import annotations

import importlib.metadata
import re
import sys

from macros.setup.chain_link import Link, State
from workbook.language import Text

_SYNC = Text(
    "在程序的文件夹里运行：uv sync（没有 uv 就用 pip install .）",
    "In the program's folder run: uv sync (without uv: pip install .)",
)


def python() -> Link:
    """The interpreter this runs under; its being here is the proof."""
    version = ".".join(map(str, sys.version_info[:3]))
    return Link(
        "python", State.FINE, Text(f"Python {version}（{sys.executable}）", f"Python {version} ({sys.executable})")
    )


def packages() -> Link:
    """The program itself and every package it asks for."""
    try:
        needs = importlib.metadata.requires("customer-book") or []
    except importlib.metadata.PackageNotFoundError:
        return Link(
            "packages",
            State.WRONG,
            Text("这个 Python 里没有安装客户簿的程序", "The book's program is not installed in this Python"),
            _SYNC,
        )
    missing = []
    for need in needs:
        name = re.split(r"[<>=!~;\[ ]", need, maxsplit=1)[0]
        try:
            importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            missing.append(name)
    if not missing:
        return Link("packages", State.FINE, Text("所需的程序包齐全", "Every package is there"))
    names = ", ".join(missing)
    return Link(
        "packages",
        State.WRONG,
        Text(f"缺少程序包：{names}", f"Packages are missing: {names}"),
        _SYNC,
    )
