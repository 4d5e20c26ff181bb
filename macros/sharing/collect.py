"""collect: what returned copies changed, on the sheet 副本 to look at and decide. Nothing else is written until
`collect BOOK --confirm` (macros/sharing/confirm.py).

Copies may come in any order, together or one by one, twice, as .xlsx, under any name, saved by another program: what
they say is held against what was handed out (workbook/rules/sharing/merging.py) and against what other copies say and
what the book has now (workbook/rules/sharing/deciding.py).
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from macros.report import Progress, Report, silent
from macros.sharing.returned import Returned, files_of, kept_of, read
from macros.show_sheets import show_sheets
from workbook import schema, tables
from workbook.errors import BookError, InputError
from workbook.language import Lang, Text
from workbook.rules.sharing.deciding import decided
from workbook.rules.sharing.merging import Change, What
from workbook.schema.cells import join_choices, split_choices
from workbook.schema.model import Kind
from workbook.schema.tables.customers import CUSTOMERS
from workbook.schema.tables.sharing import MERGE_PREVIEW

if TYPE_CHECKING:
    import pandas as pd
    import xlwings as xw

READING, COMPARING, DONE = Text("读取 {file}", "Reading {file}"), Text("对照", "Comparing"), Text("完成", "Done")
FOLDER = Text("收回", "returned")

_IS_COPY = Text(
    "这是一本发出的副本；收回副本请在总簿里做。",
    "This is a copy that was handed out; collect copies in the book itself.",
)
_NO_FILES = Text(
    "没有找到要收回的副本。请把它们放进 {folder}，或在命令里写明文件。",
    "There are no copies to collect. Put them into {folder}, or name the files.",
)
_FOUND = Text(
    "读了 {files:,} 份副本：可直接采用 {taken:,} 处（新行 {new:,}），要您决定 {open:,} 处。",
    "{files:,} copies were read: {taken:,} changes can be taken ({new:,} of them new rows), "
    "{open:,} are for you to decide.",
)
_NOTHING = Text("读了 {files:,} 份副本：没有新的改动。", "{files:,} copies were read: nothing new.")
_NEXT = Text(
    "逐项列在“副本”表的“合并预览”，总簿还没有改动。看过、选好决定后，运行“确认合并”。",
    "Merge preview on the sheet Copies lists each; the book is unchanged. Decide, then run Confirm merge.",
)
REASONS: dict[str, Text] = {
    "not_handed_out": Text("这一行没有发给这位业务员", "This row was never handed to this person"),
    "not_theirs": Text("这一行记在别人的客户名下", "This row hangs on somebody else's customer"),
}
_SENTENCES: dict[What, Text] = {
    What.CHANGED: Text("只有副本改了", "Only the copy changed it"),
    What.NEW: Text("副本里新增；确认后编正式编号", "New in the copy; it gets its number when confirmed"),
    What.CONFLICT: Text("两边改得不一样，请选一个", "Changed differently; choose one"),
    What.ALIKE: Text(
        "名称像“{other}”：采用副本＝是同一家，保留本簿＝另建一家",
        "Named like {other}: the copy's = they are one, the book's = make it a customer of its own",
    ),
    What.DELETED: Text("副本里没有这一行了：采用副本＝删除", "The copy no longer has this row: the copy's = delete it"),
    What.GONE: Text(
        "本簿已删除这一行，副本里改过；还要的话请重新录入",
        "The book no longer has this row; the copy changed it. Enter it again if it is wanted",
    ),
    What.UNREAD: Text("读不出副本里写的内容，请手工填写", "What the copy says cannot be read; type it by hand"),
    What.COLUMN: Text(
        "自己加的列“{field}”：采用副本＝记入备注", "Column {field} was added: the copy's = into the remarks"
    ),
}


def collect(
    book: xw.Book,
    *,
    copies: Sequence[Path | str] | None = None,
    confirm: bool = False,
    as_of: dt.date | None = None,
    now: dt.datetime | None = None,
    progress: Progress = silent,
) -> Report:
    """Read copies (files or folders; none: those of the setting's folder) and show what they changed; or, with
    confirm, carry out what the preview says. InputError where there is nothing to read; a file that cannot be taken is
    said and the others are read."""
    if tables.get_name(book, "meta_copy_id"):
        raise InputError(_IS_COPY)
    if confirm:
        from macros.sharing.confirm import collect_confirm

        return collect_confirm(book, as_of=as_of, now=now, progress=progress)
    lang = tables.language(book)
    given = [Path(one) for one in copies or ()] or [_folder(book)]
    files = files_of(one for one in given if copies or one.is_dir())
    if not files:
        raise InputError(_NO_FILES.format(folder=given[0]))
    here = kept_of(book)
    returned: list[Returned] = []
    said: list[Text] = []
    for at, file in enumerate(files):
        progress(READING.format(file=file.name), 0.8 * at / len(files))
        try:
            one = read(book, file, here)
        except BookError as refusal:
            told = refusal.sentence(lang)
            said.append(Text(told, told) if file.name in told else Text(f"{file.name}：{told}", f"{file.name}: {told}"))
            continue
        returned.append(one)
        said += one.remarks
    progress(COMPARING, 0.8)
    changes = [*kept_changes(book), *(change for one in returned for change in one.changes)]
    preview = show(book, decided(changes, now_in(book, changes)), here.handouts)
    show_sheets(book, MERGE_PREVIEW)
    progress(DONE, 1.0)
    return _report(preview, len(returned), said)


def _folder(book: xw.Book) -> Path:
    named = tables.read_settings(book)["collect_from"]
    beside = Path(book.fullname).parent
    return beside / str(named) if named else beside / FOLDER[tables.language(book)]


def now_in(book: xw.Book, changes: Sequence[Change]) -> dict[str, pd.DataFrame]:
    """The rows and columns of the book that the changes are about."""
    wanted: dict[str, set[str]] = {}
    for one in changes:
        named = wanted.setdefault(one.table, set())
        named.update(key for key in ([one.field] if one.what is not What.COLUMN else []) if key)
        named.update(key for key in one.values if key in schema.table(one.table))
        if one.what in (What.NEW, What.ALIKE) and one.table == CUSTOMERS.name:
            named.add("name")
    frames: dict[str, pd.DataFrame] = {}
    for name, keys in wanted.items():
        frame = tables.read(book, name, ["row_id", *sorted(keys)], blank_rows=True).frame
        frames[name] = frame[frame["row_id"].notna()]
    return frames


def kept_changes(book: xw.Book) -> list[Change]:
    """What stands on the preview already."""
    frame = tables.read(book, MERGE_PREVIEW, ["payload"]).frame
    return [change_of(text) for text in frame["payload"].dropna().tolist()]


def change_of(payload: str) -> Change:
    """A change again."""
    said = json.loads(payload)
    return Change(**{**said, "what": What(said["what"])})


def payload_of(one: Change) -> str:
    """A change as text; what is only shown is shortened where a cell would not hold it."""
    said = {key: value for key, value in vars(one).items() if value not in (None, "", {})}
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"))


def show(book: xw.Book, changes: Sequence[Change], handed: Mapping[str, Mapping[str, Any]]) -> pd.DataFrame:
    """Write the preview; decisions that the user made for the same change stay. handed: the hand-outs by id."""
    import pandas as pd

    lang = tables.language(book)
    old = tables.read(book, MERGE_PREVIEW, ["key", "decision"]).frame
    made = dict(zip(old["key"], old["decision"], strict=True))
    names = _names(book, changes)
    rows = []
    for one in changes:
        proposed = "theirs" if one.what in (What.CHANGED, What.NEW) else "open"
        before = made.get(one.key)
        rows.append(
            {
                "decision": before
                if isinstance(before, str) and (before != "theirs" or proposed == "theirs")
                else proposed,
                "kind": str(one.what),
                "table": schema.table(one.table).label[lang],
                "row": names.get((one.table, one.row_id)) or _label(one),
                "field": _field(one, lang),
                "base": _shown(book, one, one.base),
                "ours": _shown(book, one, one.ours),
                "theirs": _shown(book, one, one.theirs) if one.field else _listed(book, one, lang),
                "reason": _reason(one, names, lang),
                "owner": handed.get(one.handout, {}).get("owner"),
                "handed_on": handed.get(one.handout, {}).get("handed_on"),
                "handout_id": one.handout,
                "key": one.key,
                "payload": payload_of(one),
            }
        )
    texts = [one.key for one in MERGE_PREVIEW.fields if one.kind is not Kind.DATETIME and one.kind is not Kind.ROW_ID]
    frame = pd.DataFrame(rows, columns=[*texts, "handed_on"]).astype(dict.fromkeys(texts, "str"))
    frame = frame.astype({"handed_on": "datetime64[s]"})
    tables.replace(book, MERGE_PREVIEW, frame)
    return frame


def _names(book: xw.Book, changes: Sequence[Change]) -> dict[tuple[str, str], str]:
    """Number and name of the rows of the book that the changes are about."""
    import pandas as pd

    found: dict[tuple[str, str], str] = {}
    for name in {one.table for one in changes} | ({CUSTOMERS.name} if any(one.same_as for one in changes) else set()):
        table = schema.table(name)
        keys = list(
            dict.fromkeys(key for key in (table.key, table.name_key, "customer_name", "date") if key and key in table)
        )
        frame = tables.read(book, table, ["row_id", *keys[:3]], blank_rows=True).frame
        wanted = {one.row_id for one in changes if one.table == name} | {one.same_as for one in changes}
        for row in frame[frame["row_id"].isin(wanted)].itertuples(index=False):
            parts = [f"{one:%Y-%m-%d}" if hasattr(one, "year") else str(one) for one in row[1:] if pd.notna(one)]
            found[name, str(row[0])] = " ".join(parts)
    for one in changes:
        if one.what in (What.NEW, What.ALIKE):
            found.setdefault((one.table, one.row_id), _label(one))
    return found


def _label(one: Change) -> str:
    table = schema.table(one.table)
    named = [one.values.get(key) for key in ("#", str(table.key), str(table.name_key), "customer_id", "date")]
    return " ".join(dict.fromkeys(str(value[-1] if isinstance(value, list) else value) for value in named if value))


def _field(one: Change, lang: Lang) -> str | None:
    if not one.field:
        return None
    table = schema.table(one.table)
    return table[one.field].label[lang] if one.field in table else one.field


def _shown(book: xw.Book, one: Change, value: Any, key: str | None = None) -> str | None:
    table, name = schema.table(one.table), key or one.field
    if value is None or value == "":
        return None
    if isinstance(value, list):
        return str(value[-1])
    field = table.by_key.get(name)
    if field is not None and field.list:
        labels = tables.labels_of(book, field.list)
        return join_choices([labels.get(one, one) for one in split_choices(str(value))])
    return str(value)[:1000]


def _listed(book: xw.Book, one: Change, lang: Lang) -> str | None:
    table = schema.table(one.table)
    said = [
        f"{table[key].label[lang]}：{_shown(book, one, value, key)}"
        for key, value in one.values.items()
        if key in table and value not in (None, False, "")
    ]
    return "；".join(said)[:1500] or None


def _reason(one: Change, names: Mapping[tuple[str, str], str], lang: Lang) -> str:
    if one.what is What.REFUSED:
        return REASONS.get(one.reason, REASONS["not_handed_out"])[lang]
    other = names.get((CUSTOMERS.name, one.same_as), "")
    return _SENTENCES[one.what].format(other=other, field=one.field)[lang]


def _report(preview: pd.DataFrame, files: int, said: Sequence[Text]) -> Report:
    counts = preview["kind"].value_counts()
    taken = int((preview["decision"] == "theirs").sum())
    open_, new = len(preview) - taken, int(counts.get("new", 0))
    figures = {"files": files, "taken": taken, "new": new, "open": open_}
    lines = [*said, (_FOUND if len(preview) else _NOTHING).format(**figures), *([_NEXT] if len(preview) else [])]
    return Report("collect", tuple(lines), dict(figures))
