"""The command line customer-book: runs commands on a closed file; its arguments are derived from the command list.

Results go to stdout, progress and trouble to stderr. A refusal is one sentence and exit code 1; a wrong call is 2.
"""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

from macros.hosts.garbage_collection import collect_seldom_until_the_end
from macros.hosts.progress_bar import progress_bar
from workbook.errors import BookError, CannotWrite, InputError
from workbook.language import Lang, Text
from workbook.schema.command_model import Command, Host, Option
from workbook.schema.commands import COMMANDS

_PROG = "customer-book"


def run() -> NoReturn:
    """Run the command of a process of its own, and end that process at once: what had to be closed is closed, and to
    take apart all that was imported would cost a small book's refresh .03 s more."""
    collect_seldom_until_the_end()
    code = main()
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError):
            if stream is not None:
                stream.flush()
    os._exit(code)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit code says how it went."""
    os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")  # its own pools hold on to a tenth more memory
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # numpy's threads for matrices spin beside us: no matrix here
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a console that cannot show a character shows ? instead of failing
            stream.reconfigure(errors="replace")
    lang = user_language()
    options = vars(parser(lang).parse_args(argv))
    one: Command = options.pop("command")
    book: Path | None = options.get("book")
    stamp = _stamp(book)
    try:
        return _run(one, options, lang)
    except BookError as refusal:
        print(refusal.sentence(lang), file=sys.stderr)
        return 1
    except BrokenPipeError:  # the reader of our output left early, as head does
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115, PTH123 - keeps the interpreter's last flush quiet
        return 0
    except Exception as error:  # the last line of defence: a sentence and the place of the log, no traceback
        from macros.hosts.error_log import keep

        if os.environ.get("CUSTOMER_BOOK_DEBUG"):
            raise
        print(keep(error)[lang], file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        if _stamp(book) == stamp:
            said = Text("已中断，客户簿没有改动。", "Interrupted; the book was not changed.")
        else:
            said = Text("已中断，客户簿在这之前已经存好。", "Interrupted; the book had been saved before that.")
        print(said[lang], file=sys.stderr)
        return 130


_NOT_NEEDED = ("cryptography", "matplotlib", "plotly", "polars", "PIL")
"""What xlwings imports where it is installed, and no command uses: up to half a second."""


def _import_xlwings() -> None:
    """Import it as if what no command needs were not installed."""
    hidden = [name for name in _NOT_NEEDED if name not in sys.modules]
    sys.modules.update(dict.fromkeys(hidden))  # type: ignore[arg-type] # None makes an import fail
    try:
        import xlwings  # noqa: F401
    finally:
        for name in hidden:
            del sys.modules[name]


def user_language() -> Lang:
    """The language of sentences before a book is open: CUSTOMER_BOOK_LANG, else the terminal's locale."""
    spoken = os.environ.get("CUSTOMER_BOOK_LANG") or os.environ.get("LC_ALL") or os.environ.get("LANG") or ""
    return "zh" if spoken.lower().startswith("zh") else "en"


def parser(lang: Lang) -> argparse.ArgumentParser:
    """The command line, as the command list declares it."""
    top = argparse.ArgumentParser(
        prog=_PROG,
        description=Text("客户簿：不开 Excel 也能用的命令。", "The customer book's commands, without Excel.")[lang],
    )
    verbs = top.add_subparsers(metavar="COMMAND", required=True)
    for one in COMMANDS:
        sub = verbs.add_parser(one.verb, help=one.help[lang], description=one.help[lang])
        sub.set_defaults(command=one)
        if one.host is Host.PATH:
            sub.add_argument("path", type=Path, metavar="PATH", help=Text("新文件", "The new file")[lang])
        elif one.host is not Host.MACHINE:
            sub.add_argument("book", type=Path, metavar="BOOK", help=Text("客户簿文件", "The customer book")[lang])
        for option in one.options:
            _add(sub, option, lang)
        if one.host is Host.BOOK:
            sub.add_argument(
                "-o", "--out", type=Path, metavar="OUT",
                help=Text("另存为（不改原文件）", "Save there and leave the book as it is")[lang],
            )  # fmt: skip
    return top


def _add(sub: argparse.ArgumentParser, option: Option, lang: Lang) -> None:
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
    elif option.kind in _TYPES:
        more["type"] = _TYPES[option.kind]
    if option.positional:
        if option.optional:
            more["nargs"] = "?"
        sub.add_argument(option.name, **more)
    else:
        sub.add_argument(option.flag, dest=option.name, required=option.required, **more)


def _date(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a date; write YYYY-MM-DD") from None


_TYPES: dict[str, Any] = {"date": _date, "path": Path}


def _mapping(pairs: Sequence[str]) -> dict[str, str]:
    mapping = {}
    for pair in pairs:
        theirs, equals, ours = pair.rpartition("=")
        if not equals or not ours.strip():
            raise InputError(
                Text(
                    f"--map 写作“对方的列名=字段”，而不是“{pair}”。",
                    f"--map is written “Their column=field”, not “{pair}”.",
                )
            )
        if theirs.strip() in mapping:
            raise InputError(
                Text(
                    f"--map 把“{theirs.strip()}”用了两次；一列只能对到一个字段。",
                    f"--map names “{theirs.strip()}” twice; a column goes to one field.",
                )
            )
        mapping[theirs.strip()] = ours.strip()
    return mapping


def _run(one: Command, options: dict[str, Any], lang: Lang) -> int:
    from macros.hosts.error_log import keep_unforeseen
    from macros.hosts.excel import implementation

    keep_unforeseen()
    options = {k: v for k, v in options.items() if v is not None}
    for option in one.options:
        if option.kind == "map":
            options[option.name] = _mapping(options[option.name])
    with progress_bar(lang) as progress:
        if one.host is Host.PATH:
            report = implementation(one)(options.pop("path"), progress=progress, **options)
            _say(report.sentences(lang))
            return 0
        if one.host is Host.MACHINE:
            report = implementation(one)(progress=progress, **options)
            progress.done()
            _say(report.sentences(lang))
            return 1 if report.figures.get("wrong") else 0
        return _on_book(one, options, lang, progress)


def _on_book(one: Command, options: dict[str, Any], lang: Lang, progress: Any) -> int:
    from workbook import engine, memory

    path: Path = options.pop("book")
    out: Path | None = options.pop("out", None)
    with contextlib.ExitStack() as stack:
        ahead = stack.enter_context(engine.reading_ahead(path)) if one.reads_most else None
        if ahead is not None:  # a large book
            memory.keep()
        from macros.hosts.excel import implementation
        from macros.setup import book_config
        from workbook.tables import language, require_current

        _import_xlwings()
        book = stack.enter_context(engine.open_book(path, ahead=ahead))
        speaks = language(book)
        try:
            if one.key != "upgrade":
                require_current(book)
            report = implementation(one)(book, progress=progress, **options)
        except BookError as refusal:
            raise type(refusal)(Text(refusal.sentence(speaks), refusal.sentence(speaks))) from refusal
        from macros.rows_below import lines as rows_below

        below = [line[speaks] for line in rows_below(book)]
        progress.done()
        lines = report.sentences(speaks)
        if (changed := book_config.warning(book)) is not None:
            print(changed[speaks], file=sys.stderr)
        if one.host is Host.READ:
            below = [*(remark[speaks] for remark in report.remarks), *below]
            print(*below, sep="\n", end="\n" if below else "", file=sys.stderr)  # what is shown may go into a file
        else:
            lines += below
        if one.host is Host.BOOK:
            lines.append(_save(book, path, out)[speaks])
    if lines:
        _say(lines)
    return report.exit_code


def _say(lines: Sequence[str]) -> None:
    """Put the answer out, now: at the process's end nobody would hear of a full disk."""
    try:
        print("\n".join(lines), flush=True)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise CannotWrite(
            Text(
                f"命令已执行，但结果无法输出：{error.strerror}。",
                f"The command was carried out, but what it says could not be written: {error.strerror}.",
            )
        ) from error


def _save(book: Any, path: Path, out: Path | None) -> Text:
    """Save to `out`, or over the book after a backup; say where everything is."""
    from macros.hosts.backup import back_up, drop_old
    from workbook import engine

    if out is not None and out.resolve() != path.resolve():
        book.save(out)
        return Text(f"已存为 {out}。", f"Saved as {out}.")
    if not engine.has_changes(book):
        return Text(f"没有变化，{path} 保持原样。", f"Nothing changed; {path} is as it was.")
    copy = back_up(path, dt.datetime.now())  # noqa: DTZ005 - the user's own clock names the copy
    try:
        book.save()
    except BaseException:
        if _stamp(path) == _stamp(copy):  # nothing was saved: the copy is no version before
            copy.unlink()
        raise
    drop_old(path)
    return Text(f"已保存 {path}；备份：{copy}", f"Saved {path}; backup: {copy}")


def _stamp(path: Path | None) -> int:
    """When a file was written last, 0 for none."""
    try:
        return path.stat().st_mtime_ns if path is not None else 0
    except OSError:
        return 0


if __name__ == "__main__":
    run()
