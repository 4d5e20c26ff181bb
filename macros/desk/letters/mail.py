"""mail: drafts of e-mails to chosen customers, from a template; each noted in Visits as still to be sent.

The drafts are files in a folder (`draft_files`); in Excel on Windows with Outlook they are made there too (`outlook`).
The table 信件草稿 tells to whom, who was left out and why, and has the text messages to copy. A draft counts as a touch
only when its row is marked 已发 (rules/visits/sent.py). Undo takes the rows back; the files stay, being nobody's rows.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from macros import journal
from macros.desk.letters import outlook
from macros.desk.letters.choosing import choose
from macros.desk.letters.places import beside
from macros.files.drafts import draft
from macros.report import UNDO_TAKES_IT_BACK, Progress, Report, silent
from workbook import tables
from workbook.errors import CannotWrite, InputError
from workbook.language import COMMA, Text, joined
from workbook.nearest import Name, unknown_name
from workbook.schema.tables.letters import DRAFTS, TEMPLATES
from workbook.schema.tables.visits import VISITS

if TYPE_CHECKING:
    import pandas as pd
    import xlwings as xw

    from macros.counting.book_contents import BookContents
    from workbook.rules.letters.letters import Letter, Template
    from workbook.rules.letters.recipients import Recipient
    from workbook.rules.letters.values import LetterBook

READING, WORKING, WRITING = Text("读取", "Reading"), Text("写信", "Writing"), Text("写入", "Saving")

_NO_TEMPLATE = Text("没有叫“{said}”的模板。", "There is no template {said}.")
_TEMPLATES = Text("全部的模板见“写信”表。", "The sheet Letters has them all.")
_NO_PURPOSE = Text(
    "“信件模板”里没有用途是“{kind}”的模板。请加一行，或写明 --template。",
    "No template is for {kind}. Add one to Letter templates, or name a template.",
)
_TWICE = Text("--template 和 --purpose 只用一个。", "Say --template or --purpose, not both.")
_MADE = Text("已写 {n} 封信的草稿，存在 {folder}。", "{n} letters were drafted in {folder}.")
_LOGGED = Text(
    "已在“拜访”记为待发：{n} 行；发出后把“发送状态”改成已发，才算联系过。",
    "{n} rows of Visits say that they are to be sent; once sent, mark them Sent: only then do they count as contact.",
)
_NOBODY = Text("没有可写的信。", "There is no letter to write.")
_LEFT_OUT = Text("没写 {n} 位（{why}）：{names}", "{n} left out ({why}): {names}")
_ATTENTION = Text("发送前请看“信件草稿”的“发送前注意”：{n} 封。", "See Before sending on Drafts: {n} letters.")
_FOLDER = Text("信件 {day}", "Letters {day}")
_CANNOT = Text(
    "无法写入 {path}（{why}），没有写信。请检查文件夹的权限和磁盘空间。",
    "Cannot write {path} ({why}); no letter was written. Check the folder's permissions and the disk space.",
)
_RESULT = Text("邮件：{subject}", "E-mail: {subject}")
_NAMED = 5  # customers that are named of each reason


def mail(
    book: xw.Book,
    *,
    template: str | None = None,
    purpose: str | None = None,
    where: Mapping[str, str] | None = None,
    customers: str | None = None,
    to: Path | None = None,
    as_of: dt.date | None = None,
    now: dt.datetime | None = None,
    progress: Progress = silent,
) -> Report:
    """Draft letters. InputError where nobody is chosen, or a template or a field of it is not known."""
    from macros.desk.letters.letter_book import read_letter_book, sources_of
    from workbook.rules.letters.letters import letters
    from workbook.rules.letters.recipients import kinds, recipients

    progress(READING, 0.0)
    contents, letter_book, headers = read_letter_book(book, as_of)
    choice = choose(book, letter_book.customers, headers, where, customers)
    templates = _templates(book)
    one = _named(book, templates, template, purpose, contents.settings["letter_template"])
    progress(WORKING, 0.6)
    wanted = [one] * len(choice.customers)
    if one is None:
        wanted = [_for(book, templates, kind) for kind in kinds(letter_book.customers, choice.customers)]
    by_customer = dict(zip(choice.customers, wanted, strict=True))
    used = {each.name: each for each in wanted if each is not None}
    sources, letter_book = sources_of(book, letter_book, contents, {name: each.texts for name, each in used.items()})
    found = recipients(
        letter_book.customers,
        letter_book.contacts,
        {at: each.kind if each is not None else None for at, each in by_customer.items()},
        contents.as_of,
        lead=int(contents.settings["lead_days"]),
        only=choice.contacts,
    )
    written = [(each, by_customer[each.customer]) for each in found if each.left_out is None]
    made = letters(letter_book, [(each, given) for each, given in written if given is not None], sources)
    folder = to or beside(book) / _FOLDER[contents.lang].format(day=contents.as_of.isoformat())
    files = _files(letter_book, made, folder)
    progress(WRITING, 0.8)
    rows = _visits(contents, letter_book, made)
    drafts = _drafts(letter_book, made, [each for each in found if each.left_out is not None], by_customer, files)
    with journal.step(book, "mail", now=now) as step:
        if len(rows):
            step.append_numbered(VISITS, rows)
        tables.fill(book, DRAFTS, drafts)
    _save(folder, files)
    outlook.show(book, made)
    return _report(letter_book, made, found, folder, len(rows))


def _templates(book: xw.Book) -> list[Template]:
    from workbook.rules.letters.letters import Template

    rows = tables.read(book, TEMPLATES).frame
    keys = ("name", "kind", "subject", "body", "short")
    cells = [[one if isinstance(one, str) else None for one in rows[key].tolist()] for key in keys]
    return [
        Template(name, kind, subject or "", body or "", short or "")
        for name, kind, subject, body, short in zip(*cells, strict=True)
        if name and (subject or body or short)
    ]


def _named(
    book: xw.Book, templates: Sequence[Template], said: str | None, purpose: str | None, usual: str | None
) -> Template | None:
    """The template that is asked for, by name or purpose, or the usual one (the setting); None where none is."""
    from workbook.rules.basics.references import fold

    if said is not None and purpose is not None:
        raise InputError(_TWICE)
    if purpose is not None:
        return _for(book, templates, purpose)
    said = said or usual
    if said is None:
        return None
    labels = tables.labels_of(book, "letter_kind")
    for one in templates:
        if fold(one.name) == fold(said):
            return one
    for one in templates:
        if one.kind is not None and fold(said) in (fold(one.kind), fold(labels.get(one.kind, one.kind))):
            return one
    offered = [Name.of(one.name, labels.get(one.kind or "", "")) for one in templates]
    raise InputError(unknown_name(_NO_TEMPLATE.format(said=said), said, offered, _TEMPLATES))


def _for(book: xw.Book, templates: Sequence[Template], kind: str) -> Template:
    """The first template for a purpose (key)."""
    for one in templates:
        if one.kind == kind:
            return one
    raise InputError(_NO_PURPOSE.format(kind=tables.labels_of(book, "letter_kind").get(kind, kind)))


def letter_name(book: LetterBook, letter: Letter) -> str:
    """Whom a letter is to: the persons, else the customers."""
    people = [book.contacts["name"].iloc[at] for at in letter.contacts if at is not None]
    names = [one for one in people if isinstance(one, str)]
    names = names or [str(book.customers["name"].iloc[at]) for at in letter.customers]
    return COMMA[book.lang].join(dict.fromkeys(names))


Files = list[tuple[str, bool, list[tuple[str, bytes]]]]
"""Of each letter: the stem of its files, whether they are there already, and suffix and bytes of each."""


def _files(book: LetterBook, made: Sequence[Letter], folder: Path) -> Files:
    from macros.desk.letters import draft_files

    found: Files = []
    taken: set[str] = set()
    for one in made:
        number, name = (book.customers[key].iloc[one.customers[0]] for key in ("customer_id", "name"))
        person = letter_name(book, one)
        stem = draft_files.stem(str(number), str(name), "" if person == name else person, one.template.name)
        contents = [(".eml", draft(one.subject, one.body, to=(person, one.email)))]
        if one.short.strip():
            contents.append((".txt", draft_files.txt(one.short)))
        stem, there = draft_files.place(folder, stem, contents, taken)
        taken.add(stem.casefold())
        found.append((stem, there, contents))
    return found


def _save(folder: Path, files: Files) -> None:
    """Write the files that are not there yet; CannotWrite, and none is left then."""
    new = [
        (folder / f"{stem}{suffix}", data) for stem, there, contents in files if not there for suffix, data in contents
    ]
    done: list[Path] = []
    try:
        if new:
            folder.mkdir(parents=True, exist_ok=True)
        for path, data in new:
            done.append(path)
            path.write_bytes(data)
    except OSError as error:
        for path in done:
            path.unlink(missing_ok=True)
        raise CannotWrite(_CANNOT.format(path=folder, why=error.strerror or error)) from error


def _visits(contents: BookContents, book: LetterBook, made: Sequence[Letter]) -> pd.DataFrame:
    """The rows of visits that say that the letters are to be sent; those that are there already left out."""
    import pandas as pd

    from workbook.rules.visits.sent import DRAFT

    there = contents.whole[VISITS.name].frame
    known = set(zip(there["customer_id"], there["date"].astype(str), there["kind"], there["result"], strict=True))
    day = pd.Timestamp(contents.as_of)
    rows: list[dict[str, Any]] = []
    for one in made:
        result = _RESULT[book.lang].format(subject=one.subject)
        for customer, contact in dict(zip(one.customers, one.contacts, strict=True)).items():
            number, owner = (book.customers[key].iloc[customer] for key in ("customer_id", "owner"))
            if (number, str(day.date()), "email", result) in known:
                continue
            person = None if contact is None else book.contacts["contact_id"].iloc[contact]
            rows.append(
                {
                    "customer_id": number, "contact": person, "salesperson": owner, "kind": "email", "result": result,
                    "sent": DRAFT,
                }
            )  # fmt: skip
    frame = pd.DataFrame(rows, columns=["customer_id", "contact", "salesperson", "kind", "result", "sent"], dtype="str")
    return frame.assign(date=pd.Series([day] * len(frame), index=frame.index).astype("datetime64[s]"))


def _drafts(
    book: LetterBook,
    made: Sequence[Letter],
    left_out: Sequence[Recipient],
    by_customer: Mapping[int, Template | None],
    files: Files,
) -> pd.DataFrame:
    """The rows of the table of drafts: the letters, then who got none."""
    import pandas as pd

    comma = COMMA[book.lang]
    rows: list[dict[str, str | None]] = []
    for one, (stem, _, _) in zip(made, files, strict=True):
        each = list(dict.fromkeys(one.customers))
        rows.append(
            {
                "customer_id": str(book.customers["customer_id"].iloc[each[0]]),
                "customer_name": comma.join(str(book.customers["name"].iloc[at]) for at in each),
                "contact": letter_name(book, one), "email": one.email, "template": one.template.name,
                "subject": one.subject, "attention": one.attention or None, "short": one.short or None,
                "file": f"{stem}.eml",
            }
        )  # fmt: skip
    for out in left_out:
        given = by_customer[out.customer]
        rows.append(
            {
                "customer_id": str(book.customers["customer_id"].iloc[out.customer]),
                "customer_name": str(book.customers["name"].iloc[out.customer]),
                "contact": None if out.contact is None else str(book.contacts["name"].iloc[out.contact]),
                "template": given.name if given is not None else None,
                "left_out": out.left_out[book.lang] if out.left_out is not None else None,
            }
        )
    keys = [field.key for field in DRAFTS.fields if field.key != "row_id"]
    return pd.DataFrame(rows, columns=keys, dtype="str")


def _report(book: LetterBook, made: Sequence[Letter], found: Sequence[Recipient], folder: Path, logged: int) -> Report:
    lines = [_MADE.format(n=len(made), folder=folder)] if made else [_NOBODY]
    if logged:
        lines += [_LOGGED.format(n=logged), UNDO_TAKES_IT_BACK]
    attention = sum(1 for one in made if one.attention)
    if attention:
        lines.append(_ATTENTION.format(n=attention))
    reasons: dict[tuple[str, str], list[int]] = {}
    for one in found:
        if one.left_out is not None:
            reasons.setdefault((one.left_out.zh, one.left_out.en), []).append(one.customer)
    for (zh, en), each in reasons.items():
        lines.append(_LEFT_OUT.format(n=len(each), why=Text(zh, en), names=_names(book, each)))
    left_out = sum(len(each) for each in reasons.values())
    return Report("mail", tuple(lines), {"letters": len(made), "logged": logged, "left_out": left_out})


def _names(book: LetterBook, at: Sequence[int]) -> Text:
    from workbook.rules.basics.references import spelled_out

    named = [spelled_out(book.customers, one, "customer_id", "name") for one in at[:_NAMED]]
    named += ["…"] if len(at) > _NAMED else []
    return joined(named)
