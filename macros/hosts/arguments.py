"""The arguments of the command line, derived from the list of commands."""

from __future__ import annotations

import argparse
import datetime as dt
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from macros.hosts.argument_sentences import speaking
from workbook.errors import InputError
from workbook.language import Lang, Text
from workbook.nearest import Name, unknown_name
from workbook.schema.command_model import Host, Option
from workbook.schema.commands import COMMANDS

_PROG = "customer-book"


def user_language() -> Lang:
    """The language of sentences before a book is open: CUSTOMER_BOOK_LANG, else the terminal's locale."""
    spoken = os.environ.get("CUSTOMER_BOOK_LANG") or os.environ.get("LC_ALL") or os.environ.get("LANG") or ""
    return "zh" if spoken.lower().startswith("zh") else "en"


def parsed(argv: Sequence[str] | None, lang: Lang) -> dict[str, Any]:
    """The arguments by name, with `command`; a wrong call ends the process with a sentence and exit code 2."""
    if unknown := _unknown_command(sys.argv[1:] if argv is None else argv):
        print(unknown[lang], file=sys.stderr)
        raise SystemExit(2)
    with speaking(lang):
        return vars(parser(lang).parse_args(argv))


def parser(lang: Lang) -> argparse.ArgumentParser:
    """The command line, as the command list declares it."""
    top = argparse.ArgumentParser(
        prog=_PROG,
        description=Text("客户簿：不开 Excel 也能用的命令。", "The customer book's commands, without Excel.")[lang],
    )
    top.add_argument("--version", action=_Version, nargs=0, help=Text("显示版本", "Show the version")[lang])
    verbs = top.add_subparsers(metavar="COMMAND", required=True)
    for one in COMMANDS:
        sub = verbs.add_parser(one.verb, help=one.help[lang], description=one.help[lang])
        sub.set_defaults(command=one)
        if one.host is Host.PATH:
            sub.add_argument("path", type=Path, metavar="PATH", help=Text("新文件", "The new file")[lang])
        elif one.host is not Host.MACHINE:
            how: dict[str, Any] = {"nargs": "?"} if any(option.without_book for option in one.options) else {}
            said = Text("客户簿文件", "The customer book")[lang]
            sub.add_argument("book", type=Path, metavar="BOOK", help=said, **how)
        groups: dict[str, Any] = {}
        for option in one.options:
            if option.one_of and option.one_of not in groups:
                groups[option.one_of] = sub.add_mutually_exclusive_group(required=True)
            _add(groups.get(option.one_of or "", sub), option, lang)
        if one.host is Host.BOOK:
            short = () if any(option.flag == "-o" for option in one.options) else ("-o",)
            sub.add_argument(
                *short, "--out", type=Path, metavar="OUT",
                help=Text("另存为（不改原文件）", "Save there and leave the book as it is")[lang],
            )  # fmt: skip
            sub.add_argument(
                "--dry-run", action="store_true",
                help=Text("只说会怎样，不改客户簿", "Only say what would happen; leave the book as it is")[lang],
            )  # fmt: skip
        if "format" not in {option.name for option in one.options}:
            sub.add_argument(
                "--format", choices=("text", "json"), default="text", dest="report_format",
                help=Text("结果的格式", "How the result is written")[lang],
            )  # fmt: skip
    return top


def _unknown_command(argv: Sequence[str]) -> Text | None:
    """The refusal of a command that there is none of; argparse would list them all."""
    said = argv[0] if argv else "-"
    if said.startswith("-") or said in {one.verb for one in COMMANDS}:
        return None
    return unknown_name(
        Text(f"没有“{said}”这个命令。", f"There is no command {said}."),
        said,
        [Name.of(one.verb, one.label.zh, one.label.en) for one in COMMANDS],
        Text(f"全部的命令：{_PROG} --help", f"All commands: {_PROG} --help"),
    )


class _Version(argparse.Action):
    """Says the version; looked up only when it is asked for, which costs more than all else here."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from importlib.metadata import version

        print(f"{_PROG} {version(_PROG)}")
        parser.exit()


def _add(sub: Any, option: Option, lang: Lang) -> None:
    more: dict[str, Any] = {"help": option.help[lang]}
    if option.metavar:
        more["metavar"] = option.metavar
    if option.choices:
        more["choices"] = option.choices
    if option.default is not None:
        more["default"] = option.default
    if option.kind == "flag":
        more["action"] = "store_true"
    elif option.kind == "map":
        more |= {"action": "append", "default": []}
    elif option.kind == "paths":
        more |= {"type": Path, "nargs": "*"}
    elif option.kind in _TYPES:
        more["type"] = _TYPES[option.kind](lang)
    if option.positional:
        if option.optional:
            more.setdefault("nargs", "?")
        sub.add_argument(option.name, **more)
    else:
        sub.add_argument(option.flag, dest=option.name, required=option.required, **more)


def _date(lang: Lang) -> Callable[[str], dt.date]:
    def read(text: str) -> dt.date:
        try:
            return dt.date.fromisoformat(text)
        except ValueError:
            said = Text(
                f"“{text}”不是日期，请写成 YYYY-MM-DD，例如 2026-06-30",
                f"{text!r} is not a date; write YYYY-MM-DD, such as 2026-06-30",
            )
            raise argparse.ArgumentTypeError(said[lang]) from None

    return read


_TYPES: dict[str, Callable[[Lang], Callable[[str], Any]]] = {"date": _date, "path": lambda _: Path}


def mapping(pairs: Sequence[str], flag: str = "--map", shape: str | None = None) -> dict[str, str]:
    """`LEFT=RIGHT` pairs as a mapping; `shape` is how they are written where they are not columns and fields. The left
    side of columns may hold a =, the right side of anything else. Raises InputError."""
    found: dict[str, str] = {}
    for pair in pairs:
        left, equals, right = pair.rpartition("=") if shape is None else pair.partition("=")
        if not equals or not right.strip():
            how = Text("对方的列名=字段", "Their column=field") if shape is None else Text(shape, shape)
            raise InputError(
                Text(
                    f"{flag} 写作“{how.zh}”，而不是“{pair}”。",
                    f"{flag} is written “{how.en}”, not “{pair}”.",
                )
            )
        if left.strip() in found:
            raise InputError(
                Text(
                    f"{flag} 把“{left.strip()}”用了两次；一列只能对到一个字段。",
                    f"{flag} names “{left.strip()}” twice; a column goes to one field.",
                )
                if shape is None
                else Text(f"{flag} 把“{left.strip()}”写了两次。", f"{flag} names “{left.strip()}” twice.")
            )
        found[left.strip()] = right.strip()
    return found
