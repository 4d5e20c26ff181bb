"""import: carry out the lead preview as it stands on the sheet - one step that can be undone.

Before anything is written the book and the list are held against what they were at the preview: where either has
changed, a preview must be made again. Rows for review and rejected rows stay on the preview, and go into a workbook
with --rejects; the leads sheet stays as pasted.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from macros import journal
from macros.files.list_habits import shown
from macros.pasting.pasted_list import Known, pasted_block, read_known
from macros.pasting.preview import counts_sentence
from macros.pasting.preview_options import remember_headers
from macros.pasting.rejected_rows import must_be_writable, write_rejects
from macros.report import UNDO_TAKES_IT_BACK, Progress, Report, silent
from workbook import tables
from workbook.errors import InputError
from workbook.language import Lang, Text
from workbook.rules.importing.apply_decisions import read_lines, write_leads, write_lines
from workbook.rules.importing.lead_decisions import People
from workbook.rules.importing.line_plan import values_frame
from workbook.rules.importing.planned_writes import Line, Writes
from workbook.rules.importing.preview_rows import Stamp
from workbook.rules.journal.json_scalars import from_scalars
from workbook.schema.home import LEADS_SHEET
from workbook.schema.model import Table
from workbook.schema.tables.contacts import CONTACTS
from workbook.schema.tables.customers import CUSTOMERS
from workbook.schema.tables.import_sheets import IMPORT_LOG, LEAD_COLUMNS, LEAD_PREVIEW
from workbook.schema.tables.leads import TARGETS

if TYPE_CHECKING:
    import pandas as pd
    import xlwings as xw

LISTED = 20
"""So many troubles, or overwritten values, are told one by one."""

READING, CHECKING = Text("读取预览", "Reading the preview"), Text("核对", "Checking")
WRITING, DONE = Text("写入", "Writing"), Text("完成", "Done")


def import_leads(
    book: xw.Book,
    *,
    rejects: Path | str | None = None,
    now: dt.datetime | None = None,
    progress: Progress = silent,
) -> Report:
    """Import what the preview says. rejects: a workbook to write the rows that stay into.

    InputError where there is no preview, the book or the list has changed since, or a decision cannot be carried out.
    """
    progress(READING, 0.0)
    frame = tables.read(book, LEAD_PREVIEW).frame
    if frame.empty:
        raise InputError(Text("还没有预览：请先运行“预览导入”。", "There is no preview yet: run Preview import first."))
    target = str(frame["target"].iloc[0])
    stamp = Stamp.read(str(frame["digest"].iloc[0]))
    known = read_known(book, target, stamp.fields)
    progress(CHECKING, 0.3)
    _nothing_changed(book, stamp, known.digest(target))
    lines = read_lines(frame)
    writes = _writes(lines, target, known, tables.language(book))
    if writes.problems:
        raise InputError(_cannot(writes.problems))
    staying = [line for line in lines if line.at in set(writes.stays)]
    if rejects is not None:
        must_be_writable(Path(rejects))
    if len(staying) == len(lines):
        if rejects is not None:
            write_rejects(book, Path(rejects), staying, frame, target)
        return _report(book, writes, len(lines), None, rejects)
    progress(WRITING, 0.6)
    moment = now or dt.datetime.now().replace(microsecond=0)  # noqa: DTZ005 - the user's own clock
    with journal.step(book, "import", now=moment) as step:
        day = tables.read_settings(book)["as_of"] or moment.date()
        _write(step, writes, target, known, day, lambda share: progress(WRITING, 0.6 + 0.2 * share))
        remember_headers(book, step, stamp.source)
        progress(WRITING, 0.8)
        _log(book, step, stamp, target, writes, len(lines))
    progress(WRITING, 0.9)
    after = replace(stamp, book_hash=read_known(book, target, stamp.fields).digest(target)).text()
    left = frame.loc[writes.stays]
    tables.fill(book, LEAD_PREVIEW, left.assign(digest=after).astype({"digest": "str"}))
    _forget_samples(book)
    if rejects is not None:  # last, so that a refused import leaves no file behind
        write_rejects(book, Path(rejects), staying, frame, target)
    progress(DONE, 1.0)
    return _report(book, writes, len(lines), step.batch, rejects, undoable=bool(step.entries))


def _forget_samples(book: xw.Book) -> None:
    """What was shown of the list's cells beside each column has served: it may be names and numbers of persons."""
    import pandas as pd

    shown = tables.read(book, LEAD_COLUMNS, ["sample"]).frame
    tables.write(book, LEAD_COLUMNS, pd.DataFrame({"sample": pd.Series(None, index=shown.index, dtype="str")}))


def _nothing_changed(book: xw.Book, stamp: Stamp, digest: str) -> None:
    if stamp.book_hash != digest:
        raise InputError(
            Text(
                "预览之后客户簿的内容变了，没有导入。请再预览一次（您改过的决定会保留）。",
                "The book has changed since the preview; nothing was imported. "
                "Preview again (decisions you changed stay).",
            )
        )
    if not stamp.source and pasted_block(book).hash() != stamp.list_hash:
        raise InputError(
            Text(
                f"预览之后“{LEADS_SHEET.zh}”的内容变了，没有导入。请再预览一次（您改过的决定会保留）。",
                f"{LEADS_SHEET.en} has changed since the preview; nothing was imported. "
                "Preview again (decisions you changed stay).",
            )
        )


def _writes(lines: Sequence[Line], target: str, known: Known, lang: Lang) -> Writes:
    if target == "customers":
        return write_leads(lines, People(known.customers, known.contacts, known.unread), known.customers, lang)
    return write_lines(lines, TARGETS[target], known.rows, known.customers)


def _cannot(problems: Sequence[tuple[int, Text]]) -> Text:
    zh = "；".join(f"第{row}行：{why.zh}" for row, why in problems[:LISTED])
    en = "; ".join(f"row {row}: {why.en}" for row, why in problems[:LISTED])
    return Text(
        f"有 {len(problems)} 行的决定无法执行，没有导入。{zh}。",
        f"{len(problems)} decisions cannot be carried out; nothing was imported. {en}.",
    )


def _write(
    step: journal.Step, writes: Writes, target: str, known: Known, day: dt.date, tell: Callable[[float], None]
) -> None:
    import pandas as pd

    fields = sum(map(len, writes.changed.values())) + 1
    done = 0
    for name, columns in writes.changed.items():
        table = CUSTOMERS if name == CUSTOMERS.name else CONTACTS if name == CONTACTS.name else TARGETS[target]
        for key, values in columns.items():
            done += 1
            tell(done / fields)
            positions = sorted(values)
            column = from_scalars([values[at] for at in positions], table[key].kind, positions)
            step.write_rows(table, pd.DataFrame({key: column}))
    if target != "customers":
        _append(step, TARGETS[target], writes)
        return
    for row in writes.new.get(CUSTOMERS.name, []):
        row.setdefault("created_on", day.isoformat())
    made = _append(step, CUSTOMERS, writes)
    new_ids = made["customer_id"].tolist() if made is not None else []
    for row, owner in zip(writes.new.get(CONTACTS.name, []), writes.owners, strict=True):
        row["customer_id"] = new_ids[owner] if isinstance(owner, int) else owner
    _append(step, CONTACTS, writes)


def _append(step: journal.Step, table: Table, writes: Writes) -> pd.DataFrame | None:
    """New rows with the numbers that follow the largest in use."""
    rows = writes.new.get(table.name)
    if not rows:
        return None
    keys = [one.key for one in table.inputs if any(one.key in row for row in rows)]
    return step.append_numbered(table, values_frame(rows, table, keys))


def _log(book: xw.Book, step: journal.Step, stamp: Stamp, target: str, writes: Writes, rows_in: int) -> None:
    import pandas as pd

    counts = writes.counts
    source = stamp.source or LEADS_SHEET[tables.language(book)]
    texts = {"import_id": step.batch, "who": step.who, "target": target, "source": source, "hash": stamp.list_hash}
    numbers = {
        "rows_in": rows_in,
        "new": counts["new"],
        "updated": counts["update"],
        "same": counts["same"],
        "review": counts["review"],
        "rejected": counts["rejected"],
    }
    frame = pd.DataFrame({key: pd.Series([text], dtype="str") for key, text in texts.items()})
    frame = frame.assign(**{key: float(number) for key, number in numbers.items()})
    frame["when"] = pd.Series([pd.Timestamp(step.now)]).astype("datetime64[s]")
    tables.append(book, IMPORT_LOG, frame)


def _report(
    book: xw.Book,
    writes: Writes,
    rows_in: int,
    batch: str | None,
    rejects: Path | str | None,
    *,
    undoable: bool = False,
) -> Report:
    lines = [counts_sentence(Text("粘贴 {rows:,} 行", "{rows:,} rows pasted"), rows_in, writes.counts)]
    if batch is None:
        lines.append(
            Text(
                "没有要写入的行。待确认的行请在“导入预览”里选定，再确认导入。",
                "There is nothing to write. Decide the rows to confirm on Import preview and run Confirm import again.",
            )
        )
    elif staying := len(writes.stays):
        lines.append(
            Text(
                f"待确认和不导入的 {staying:,} 行留在“导入预览”，附原因。",
                f"The {staying:,} rows to confirm or not imported stay on Import preview, with the reasons.",
            )
        )
    if writes.overwritten:
        lines.append(
            Text(
                f"改写了 {len(writes.overwritten):,} 个原有的值：",
                f"{len(writes.overwritten):,} values were overwritten:",
            )
        )
        lines += [
            Text(f"  {whose} {label.zh}：{before} → {after}", f"  {whose} {label.en}: {before} → {after}")
            for whose, label, old, new, chosen in writes.overwritten[:LISTED]
            for before, after in [(shown(book, chosen, old), shown(book, chosen, new))]
        ]
    if undoable:
        lines.append(UNDO_TAKES_IT_BACK)
    if rejects is not None and writes.stays:
        lines.append(Text(f"这些行另存在 {rejects}。", f"These rows are also in {rejects}."))
    figures: dict[str, float | int | str] = {"rows_in": rows_in, **writes.counts}
    figures |= {"overwritten": len(writes.overwritten), "import_id": batch or ""}
    return Report("import", tuple(lines), figures)
