"""preview: what would become of each row of a pasted list. Nothing is written but the preview itself.

The list stands on the sheet 线索, or in a file. Decisions that the user changed in an earlier preview of the same rows
stay. What each column was taken for is listed on 线索列, where it can be corrected.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from macros.files.list_habits import habits_of, lead_labels
from macros.files.load_report import skipped_rows
from macros.pasting.pasted_list import Known, pasted_block, read_known
from macros.pasting.prepared_customers import PreparedCustomers, prepared_customers
from macros.pasting.preview_options import accepted, fill_defaults, similarity
from macros.report import Progress, Report, silent
from macros.show_sheets import show_sheets
from workbook import schema, tables
from workbook.errors import InputError
from workbook.language import SEMICOLON, Text, joined
from workbook.nearest import Name, unknown_name
from workbook.rules.basics.gc_pause import gc_paused
from workbook.rules.cleaning import text as texts
from workbook.rules.importing.lead_decisions import People, Planned, plan_leads
from workbook.rules.importing.line_decisions import plan_lines
from workbook.rules.importing.line_plan import LinePlan
from workbook.rules.importing.pasted_row import Cleaned
from workbook.rules.importing.preview_rows import Stamp, keep_user_decisions, preview_rows
from workbook.rules.importing.row_cleaning import clean_rows
from workbook.rules.reading.habits import Habits
from workbook.rules.reading.list_columns import columns_of
from workbook.rules.reading.pasted_block import Block, Understood, likely_target, understand
from workbook.schema.list_model import ListOf
from workbook.schema.tables.import_sheets import LEAD_COLUMNS, LEAD_PREVIEW
from workbook.schema.tables.leads import NO_FIELD, TARGETS, lead_fields

if TYPE_CHECKING:
    import pandas as pd
    import xlwings as xw

READING, CLEANING = Text("读取名单", "Reading the list"), Text("整理", "Cleaning")
KNOWN = Text("读取客户簿", "Reading the book")
MATCHING, WRITING, DONE = Text("匹配", "Matching"), Text("写入预览", "Writing the preview"), Text("完成", "Done")
_NO_ROWS = Text(
    "名单只有表头，没有数据行。请把数据也粘贴进来，再预览一次。",
    "The list has a header but no rows. Paste the rows too and preview again.",
)
DECISIONS = ("new", "update", "same", "review", "rejected")


def preview(
    book: xw.Book,
    *,
    file: Path | str | None = None,
    into: str | None = None,
    mapping: Mapping[str, str] | None = None,
    sheet: str | None = None,
    decimal: str | None = None,
    dates: str | None = None,
    discount: str | None = None,
    amounts: str | None = None,
    rows: str = "all",
    defaults: Mapping[str, str] | None = None,
    accept: str | None = None,
    progress: Progress = silent,
) -> Report:
    """Preview the leads sheet, or `file`. into: what the rows are (default: the setting import_into). mapping: column
    of the list -> field; it wins over the sheet 线索列. sheet: of a workbook file; decimal, dates, discount, amounts:
    how the list is written, where it does not say so; rows: "visible" leaves out hidden and struck-out ones;
    defaults: field -> value of every row that leaves it blank; accept: matches of at least this similarity are
    updates.

    InputError where there is no list, or the mapping names what is not there; the earlier preview then stays.
    """
    with gc_paused():
        target = _target(book, into)
        written = {"decimal": decimal, "dates": dates, "discount": discount, "amounts": amounts}
        habits = habits_of(book, target, Path(file).stem if file is not None else "", **written)
        return _preview(
            book,
            file,
            target,
            mapping or {},
            (sheet, rows == "visible"),
            habits,
            (defaults or {}, similarity(accept)),
            progress,
        )


def _preview(
    book: xw.Book,
    file: Path | str | None,
    into: str,
    mapping: Mapping[str, str],
    where: tuple[str | None, bool],
    habits: Habits,
    wishes: tuple[Mapping[str, str], float | None],
    progress: Progress,
) -> Report:
    lang = tables.language(book)
    progress(READING, 0.0)
    with prepared_customers(book, into) as prepared:
        block, source, remarks = _list(book, file, TARGETS[into].name, where, mapping)
        understood = understand(block, into, {**_corrections(book, block, into), **mapping}, habits)
        if not understood.rows:
            raise InputError(_NO_ROWS)
        prepared.begin()
        progress(CLEANING, 0.1)
        spelled, shown = lead_labels(book, into)
        rows = clean_rows(understood, spelled, lang, lambda share: progress(CLEANING, 0.1 + 0.2 * share))
        fill_defaults(rows, wishes[0], into, spelled, lang)
        progress(KNOWN, 0.3)
        fields = tuple(sorted({key for row in rows for key in row.values}))
        known = read_known(book, into, fields)
        _by_row_id(understood, rows, known)
        progress(MATCHING, 0.5)
        own = bool(understood.worked_out)  # the book's own rows
        plans = _plans(rows, into, known, lang, lambda share: progress(MATCHING, 0.5 + 0.3 * share), prepared, own=own)
    plans = accepted(plans, wishes[1]) if wishes[1] is not None else plans
    progress(WRITING, 0.8)
    stamp = Stamp(source, block.hash(), known.digest(into), fields)
    names = dict(zip(known.customers["customer_id"], known.customers["name"], strict=True))
    names = {key: name for key, name in names.items() if isinstance(key, str) and isinstance(name, str)}
    fresh = preview_rows(plans, into, stamp, names, shown, lang)
    fresh = keep_user_decisions(fresh, tables.read(book, LEAD_PREVIEW).frame)
    tables.fill(book, LEAD_PREVIEW, fresh)
    _write_columns(book, understood)
    show_sheets(book, LEAD_PREVIEW, LEAD_COLUMNS)
    progress(DONE, 1.0)
    report = _report(understood, fresh)
    return replace(report, lines=(*remarks, *_better_target(block, understood), *report.lines))


def _target(book: xw.Book, into: str | None) -> str:
    """What the rows are: as the command says, else as the book's setting does."""
    target = into or str(tables.read_settings(book)["import_into"])
    if target not in TARGETS:
        raise InputError(
            unknown_name(
                Text(
                    f"设置“名单导入到”是“{target}”，没有这一项。",
                    f"The setting Lists go into is “{target}”; there is no such choice.",
                ),
                target,
                [Name.of(entry.label, entry.key) for entry in schema.listing("import_target").entries],
                Text("全部的选项见那一格的下拉列表。", "The dropdown of its cell has them all."),
            )
        )
    return target


def _list(
    book: xw.Book, file: Path | str | None, table: str, where: tuple[str | None, bool], mapping: Mapping[str, str]
) -> tuple[Block, str, Sequence[Text]]:
    """The pasted cells, the name of the file they came from ('' for the sheet), and what to tell of its reading."""
    if file is None:
        return pasted_block(book, merged=True), "", ()
    from macros.files.file_readers import read_file

    grid, _ = read_file(Path(file), table, where[0], visible=where[1])
    block = Block(grid.rows, grid.lines, grid.merged)
    if grid.sheets and not mapping and not any(_is_a_list(block, target) for target in TARGETS):
        from macros.files.sheet_files import no_header

        raise no_header(grid, Path(file))
    return block, Path(file).name, grid.remarks


def _is_a_list(block: Block, target: str, sample: int = 100) -> bool:
    """Do the headers name two fields, or the contents show two?"""
    return sum(column.field is not None for column in columns_of(block.rows[:sample], target)) > 1


def _better_target(block: Block, understood: Understood) -> list[Text]:
    """Where the columns are clearly those of something else: what they look like, and how to say so."""
    other = likely_target(block, understood)
    if other is None:
        return []
    labels = {entry.key: entry.label for entry in schema.listing("import_target").entries}
    now, better = labels[understood.target], labels[other]
    return [
        Text(
            f"这些列更像“{better.zh}”，现在按“{now.zh}”预览。要导入{better.zh}，"
            f"请在“预览导入”按钮的菜单里选“{better.zh}”，或把“设置”里的“名单导入到”改为“{better.zh}”"
            f"（命令行：--into {other}），再预览一次。",
            f"The columns look like {better.en}, and were previewed as {now.en}. To import {better.en}, "
            "choose it in the menu of Preview import, or under Lists go into on Settings "
            f"(command line: --into {other}), and preview again.",
        )
    ]


def _corrections(book: xw.Book, block: Block, into: str) -> dict[str, str]:
    """What the user put right on 线索列, for columns that this list has."""
    frame = tables.read(book, LEAD_COLUMNS).frame
    frame = frame[frame["use_as"].notna()]
    found = {column.index: column.header for column in columns_of(block.rows, into)} if len(frame) else {}
    said: dict[str, str] = {}
    for row in frame.itertuples():
        place = int(str(row.position).partition(".")[0]) - 1
        header = row.header if isinstance(row.header, str) else ""
        fits = row.use_as == NO_FIELD or str(row.use_as).startswith(f"{into}.")
        if fits and found.get(place) == header:
            said[f"#{place + 1}"] = str(row.use_as)
    return said


def _plans(
    rows: Sequence[Cleaned],
    into: str,
    known: Known,
    lang: Any,
    tell: Callable[[float], None],
    prepared: PreparedCustomers,
    *,
    own: bool,
) -> Sequence[Planned | LinePlan]:
    if into == "customers":
        people = People(known.customers, known.contacts, known.unread)
        return plan_leads(rows, people, lang, tell, prepared.customers, prepared.records)
    table = TARGETS[into]
    return plan_lines(
        rows,
        table,
        known.rows,
        known.customers,
        known.contacts,
        lang,
        known.unread[table.name],
        known.products,
        own=own,
    )


def _by_row_id(understood: Understood, rows: Sequence[Cleaned], known: Known) -> None:
    """The book's own rows are told by their row_id, whatever number somebody has typed over theirs."""
    table = TARGETS[understood.target]
    frame = known.customers if understood.target == "customers" else known.rows
    if not understood.row_ids or table.key is None:
        return
    numbers = dict(zip(frame["row_id"], frame[table.key], strict=True))
    for row, place in zip(rows, understood.rows, strict=True):
        number = numbers.get(understood.row_ids.get(place, ""))
        if isinstance(number, str):
            row.values[table.key] = number


def _write_columns(book: xw.Book, understood: Understood) -> None:
    """One row a pasted column: what it was taken for, and the user's correction as it stands."""
    import pandas as pd

    lang = tables.language(book)
    old = tables.read(book, LEAD_COLUMNS).frame
    said = {(row.position, row.header if isinstance(row.header, str) else ""): row.use_as for row in old.itertuples()}
    rows = []
    for column in understood.columns:
        sample = _sample(understood, column.index)
        if not column.header and not sample:
            continue
        field = NO_FIELD if column.index in understood.left_out else None
        told = column.field or (column.part[0] if column.part else None)
        rows.append(
            {
                "position": float(column.index + 1),
                "header": column.header or None,
                "understood": f"{understood.target}.{told}" if told else field,
                "why": column.why[lang],
                "sample": texts.disarm("；".join(sample)[:200]) or None,
                "use_as": said.get((float(column.index + 1), column.header)),
            }
        )
    keys = ("position", "header", "understood", "why", "sample", "use_as")
    frame = pd.DataFrame(rows, columns=list(keys))
    tables.fill(book, LEAD_COLUMNS, frame.astype({key: "float64" if key == "position" else "str" for key in keys}))


def _sample(understood: Understood, place: int, count: int = 3) -> list[str]:
    """The first different cells of a column that hold anything."""
    found: dict[str, None] = {}
    for at in understood.rows:
        cells = understood.cells[at]
        if place < len(cells) and (text := texts.tidy(texts.of(cells[place]))):
            found[text] = None
            if len(found) == count:
                break
    return list(found)


def _report(understood: Understood, fresh: pd.DataFrame) -> Report:
    counts = {one: int((fresh["decision"] == one).sum()) for one in DECISIONS}
    lines = [
        counts_sentence(Text("共 {rows:,} 行", "{rows:,} rows"), len(fresh), counts),
        _mapping_line(understood),
    ]
    lines += skipped_rows(understood)
    lines += understood.meant.told
    if ignored := understood.worked_out:
        listed = joined(ignored)
        lines.append(
            Text(
                "客户簿自己填写的列，没有导入：{listed}。", "Columns that the book fills itself, not read: {listed}."
            ).format(listed=listed)
        )
    unknown = [one.header for one in understood.columns if one.index in understood.unknown and one.header]
    if unknown:
        listed = joined(unknown[:20])
        lines.append(
            Text(
                "没有识别的列（内容记入备注，可在“列的对应”里更正）：{listed}。",
                "Columns not recognised (kept in the remarks; correct them on Column matches): {listed}.",
            ).format(listed=listed)
        )
    lines.append(
        Text(
            "看过“导入预览”、改好决定后，运行“确认导入”。",
            "Read Import preview, change decisions, then run Confirm import.",
        )
    )
    return Report("preview", tuple(lines), {"rows_in": len(fresh), **counts})


def counts_sentence(head: Text, rows: int, counts: Mapping[str, int]) -> Text:
    """共 3,000 行：新建 …，更新 …，相同 …，待确认 …，不导入 …。"""
    entries = {entry.key: entry.label for entry in _decisions().entries}
    zh = "，".join(f"{entries[key].zh} {count:,}" for key, count in counts.items())
    en = ", ".join(f"{entries[key].en.lower()} {count:,}" for key, count in counts.items())
    return Text("{head}：{told}。", "{head}: {told}.").format(head=head.format(rows=rows), told=Text(zh, en))


def _decisions() -> ListOf:
    return schema.listing("lead_decision")


def _mapping_line(understood: Understood) -> Text:
    fields = lead_fields(understood.target)
    told = [
        Text(f"{column.header or column.index + 1} → {label.zh}", f"{column.header or column.index + 1} → {label.en}")
        for column in understood.columns
        if (key := column.field or (column.part[0] if column.part else None)) and (label := fields[key].label)
    ]
    if not told:
        return Text(
            "一列也没有识别出来。请在“列的对应”里选定每一列是什么，再预览一次。",
            "No column was recognised. Say on Column matches what each one is, and preview again.",
        )
    listed = joined(told, SEMICOLON)
    return Text("识别的列：{listed}。", "Columns recognised: {listed}.").format(listed=listed)
