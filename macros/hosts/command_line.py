"""The command line customer-book: runs commands on a closed file; its arguments are derived from the command list.

Results go to stdout, progress and trouble to stderr. A refusal is one sentence and exit code 1; a wrong call is 2;
3 says that check was carried out and found errors in the data.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

from macros.hosts.arguments import mapping, parsed, user_language
from macros.hosts.garbage_collection import collect_seldom_until_the_end
from macros.hosts.progress_bar import progress_bar
from macros.report import Report
from workbook.errors import BookError, CannotWrite, InputError
from workbook.language import Lang, Text
from workbook.schema.command_model import Command, Host
from workbook.schema.findings import Severity

WRONG = 1
"""The command was refused, or found something wrong with this machine."""
FOUND_ERRORS = 3
"""check was carried out, and there are errors in the data."""


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
    options = parsed(argv, lang)
    one: Command = options.pop("command")
    as_json = options.pop("report_format", "text") == "json"
    book: Path | None = options.get("book")
    stamp = _stamp(book)
    try:
        return _run(one, options, lang, as_json)
    except BookError as refusal:
        if as_json:
            from macros.hosts.json_report import refusal_json

            print(refusal_json(one.key, refusal.sentence(lang), 1))
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


def _run(one: Command, options: dict[str, Any], lang: Lang, as_json: bool) -> int:
    from macros.hosts.error_log import keep_unforeseen
    from macros.hosts.excel import implementation

    keep_unforeseen()
    options = {k: v for k, v in options.items() if v is not None}
    for option in one.options:
        if option.kind == "map":
            options[option.name] = mapping(
                options[option.name], option.flag, None if option.flag == "--map" else option.metavar
            )
    with progress_bar(lang) as progress:
        if one.host is Host.PATH:
            report = implementation(one)(options.pop("path"), progress=progress, **options)
            return _answer(report, report.sentences(lang), lang, as_json)
        if one.host is Host.MACHINE:
            report = implementation(one)(progress=progress, **options)
            progress.done()
            return _answer(report, report.sentences(lang), lang, as_json)
        if "book" not in options:
            if not any(options.get(option.name) for option in one.options if option.without_book):
                raise InputError(_NO_BOOK)
            report = implementation(one)(None, progress=progress, **options)
            return _answer(report, report.sentences(lang), lang, as_json)
        return _on_book(one, options, lang, progress, as_json)


_NO_BOOK = Text("请写明客户簿文件。", "Name the customer book.")


def _answer(report: Report, lines: list[str], lang: Lang, as_json: bool) -> int:
    """Say what the command says; the exit code."""
    code = WRONG if report.figures.get("wrong") else FOUND_ERRORS if _has_errors(report) else report.exit_code
    if as_json:
        from macros.hosts.json_report import report_json

        lines = [report_json(report, lines, lang, code)]
    if lines:
        _say(lines)
    return code


def _has_errors(report: Report) -> bool:
    """Whether check found errors; other commands meet findings on their way and leave the judgement to check."""
    return report.command == "check" and bool(report.figures.get(str(Severity.ERROR)))


def _on_book(one: Command, options: dict[str, Any], lang: Lang, progress: Any, as_json: bool) -> int:
    from workbook import engine, memory

    path: Path = options.pop("book")
    out: Path | None = options.pop("out", None)
    dry: bool = options.get("dry_run", False) if one.writes_files else options.pop("dry_run", False)
    with contextlib.ExitStack() as stack:
        ahead = stack.enter_context(engine.reading_ahead(path)) if one.reads_most else None
        if ahead is not None:  # a large book
            memory.keep()
        from macros.hosts.excel import implementation
        from macros.hosts.upgrade_undone import put_back
        from macros.hosts.versions import on_version
        from macros.setup import book_config
        from workbook.tables import language

        _import_xlwings()
        book = stack.enter_context(engine.open_book(path, ahead=ahead))
        speaks = language(book)
        try:
            if one.key == "undo" and (back := put_back(book, path, out, dry=dry)) is not None:
                progress.done()
                return _answer(back, back.sentences(speaks), speaks, as_json)
            report, old = on_version(one, implementation(one), book, progress=progress, **options)
        except BookError as refusal:
            raise type(refusal)(Text(refusal.sentence(speaks), refusal.sentence(speaks))) from refusal
        from macros.rows_below import lines as rows_below

        below = [line[speaks] for line in rows_below(book)]
        progress.done()
        lines = report.sentences(speaks)
        if (changed := book_config.warning(book)) is not None:
            print(changed[speaks], file=sys.stderr)
        if old is not None:
            print(old[speaks], file=sys.stderr)
        if one.host is Host.READ:
            below = [*(remark[speaks] for remark in report.remarks), *below]
            print(*below, sep="\n", end="\n" if below else "", file=sys.stderr)  # what is shown may go into a file
        else:
            lines += below
        if one.host is Host.BOOK:
            saved = _DRY if dry else _save(book, path, out, forgets=report.forgets, upgraded=one.key == "upgrade")
            lines.append(saved[speaks])
    return _answer(report, lines, speaks, as_json)


_DRY = Text("以上只是预演，客户簿没有改动。", "This was a rehearsal; the book was not changed.")


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


def _save(book: Any, path: Path, out: Path | None, *, forgets: bool, upgraded: bool) -> Text:
    """Save to `out`, or over the book after a backup; say where everything is. forgets: with no text left in the file
    that no cell shows. upgraded: with what undo needs to put the old file back."""
    from macros.hosts.backup import back_up, drop_old
    from macros.hosts.upgrade_undone import remember
    from workbook import engine

    if out is not None and out.resolve() != path.resolve():
        book.save(out)
        if forgets:
            _forget(out)
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
    if forgets:
        _forget(path)
    drop_old(path)
    if upgraded:
        remember(path, copy)
    return Text(f"已保存 {path}；备份：{copy}", f"Saved {path}; backup: {copy}")


_NOT_FORGOTTEN = Text(
    "注意：文件里可能还留着已删除的文字。请用 Excel 打开 {path}，再保存一次。",
    "Note: the file may still hold the texts that were erased. Open {path} in Excel and save it once more.",
)


def _forget(path: Path) -> None:
    from macros.files.unused_texts import blank_unused

    if blank_unused(path) is None:
        said = _NOT_FORGOTTEN.format(path=path)
        print(f"{said.zh}\n{said.en}", file=sys.stderr)


def _stamp(path: Path | None) -> int:
    """When a file was written last, 0 for none."""
    try:
        return path.stat().st_mtime_ns if path is not None else 0
    except OSError:
        return 0


if __name__ == "__main__":
    run()
