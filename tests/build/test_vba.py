"""The VBA text: readable in the tree, generated from the schema, safe to store in any code page."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from pyopenvba.apps.excel import ExcelApplication

from workbook.build import vba
from workbook.build.macro_code import sentences, view_list
from workbook.build.pack import pack
from workbook.build.ribbon import VIEWS, buttons
from workbook.language import LANGS, Lang, Text
from workbook.schema.commands import COMMANDS
from workbook.schema.model import SheetGroup
from workbook.schema.sheets import SHEETS

PROCEDURE = re.compile(r"^(?:Public |Private )?(?:Sub|Function|Property \w+) (\w+)", re.M)
SOURCES = {**vba.modules(), vba.DOCUMENT: vba.document_body()}


@pytest.mark.parametrize("name", sorted(vba.generated()))
def test_the_text_in_the_tree_is_what_the_schema_generates(name: str) -> None:
    """After a change of the schema: python -m workbook.build.vba."""
    assert (vba.FOLDER / f"{name}.bas").read_bytes() == vba.generated()[name].encode("ascii")


def test_the_folder_holds_no_module_that_is_not_shipped() -> None:
    """Each text file is a module of the book, and each module is a text file."""
    assert {path.stem for path in vba.FOLDER.iterdir()} == set(SOURCES)


@pytest.mark.parametrize("name", sorted(SOURCES))
def test_a_module_is_plain_ascii_in_short_lines(name: str) -> None:
    """Other characters would become "?"; Excel refuses a line of more than 1,023 characters."""
    source = SOURCES[name]
    assert source.isascii()
    assert "\r" not in source
    assert max(len(line) for line in source.split("\n")) < 1023


@pytest.mark.parametrize("name", sorted(SOURCES))
def test_every_module_declares_its_variables(name: str) -> None:
    """Option Explicit: a misspelt name is an error, not an empty value."""
    assert "\nOption Explicit\n" in SOURCES[name]


def test_a_procedure_name_stands_once_in_the_project() -> None:
    """Excel finds a callback by its bare name, so a second one would make it ambiguous; modules count too."""
    names = Counter(name for source in SOURCES.values() for name in PROCEDURE.findall(source))
    names.update(list(SOURCES))
    assert [name for name, count in names.items() if count > 1] == []


def test_public_procedures_carry_the_prefix() -> None:
    """Cb keeps our names apart from those of the user's own macros."""
    public = [n for source in SOURCES.values() for n in re.findall(r"^Public (?:Sub|Function) (\w+)", source, re.M)]
    assert [n for n in public if not n.startswith(("Cb", "CB_"))] == []


@pytest.mark.parametrize("lang", LANGS)
def test_sentences_are_said_in_the_language_of_the_book(
    lang: Lang, tmp_path: Path, body: bytes, english_body: bytes
) -> None:
    """What ChrW spells is the sentence of SENTENCES, in the language that the book's identity sheet names."""
    path = tmp_path / "book.xlsm"
    pack(body if lang == "zh" else english_body, lang, path)
    app = ExcelApplication.open(path)
    assert {key: app.run("CbSentence", key) for key in sentences.SENTENCES} == {
        k: t[lang] for k, t in sentences.SENTENCES.items()
    }


def test_a_book_that_lost_its_language_speaks_chinese() -> None:
    """As a new book does by default."""
    app = ExcelApplication()
    app.add_module(sentences.text_module().replace("\n", "\r\n"), name="CbText")
    assert app.run("CbSentence", "title") == sentences.SENTENCES["title"].zh


@pytest.mark.parametrize("sentence", ['a "quoted" word', "𠮷野家", "两行\n文字", "x" * 400, "é…“”"])
def test_any_sentence_can_be_spelled(sentence: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Quotes, characters beyond the basic plane, line breaks and long texts come out as they went in."""
    monkeypatch.setattr(sentences, "SENTENCES", {"one": Text(sentence, sentence)})
    app = ExcelApplication()
    app.add_module(sentences.text_module().replace("\n", "\r\n"), name="CbText")
    said = app.run("CbSentence", "one")
    assert isinstance(said, str)
    assert said.encode("utf-16-le", "surrogatepass") == sentence.encode("utf-16-le")


@pytest.mark.parametrize("one", COMMANDS, ids=lambda c: c.key)
def test_the_python_line_is_safe_on_a_command_line(one: object) -> None:
    """It ends up inside python -c "…": single quotes only, no pipe, and a key is a bare word."""
    key = getattr(one, "key")  # noqa: B009
    assert re.fullmatch(r"[a-z][a-z0-9_]*", key)
    line = re.search(r'CbLine = "(.*?)" & key & "(.*?)" & options & "(.*?)"', vba.modules()["CbRun"])
    assert line is not None
    chosen = [re.search(r', "(.*)"$', b.statement) for b in buttons() if b.menu_of == f"cb_{key}"]
    for options in ("", *(found[1] for found in chosen if found)):
        code = line[1] + key + line[2] + options + line[3]
        assert code == f"import macros.host; macros.host.run('{key}'{options})"
        assert not set(code) & set('"|%^&<>')


def test_each_callback_is_one_statement() -> None:
    """CbRibbon has a Sub for each button, in order, and nothing else."""
    body = vba.ribbon_module()
    assert PROCEDURE.findall(body) == [b.callback for b in buttons()]
    assert [line.strip() for line in body.splitlines() if line.startswith("    ")] == [b.statement for b in buttons()]


def test_each_button_has_a_macro_without_arguments() -> None:
    """Alt+F8, a shape and a shortcut key reach only such a Sub; it does what the button does."""
    body = "\n".join(SOURCES.values())
    for one in buttons():
        found = re.search(rf"^Public Sub {one.macro}\(\)\n(.*?)^End Sub", body, re.M | re.S)
        assert found, one.macro
        assert one.macro == one.statement or found[1].strip() == one.statement


def test_nothing_else_is_listed_as_a_macro() -> None:
    """What takes no argument and is no button's would stand in Excel's list and do nothing by itself."""
    listed = {name for source in vba.modules().values() for name in re.findall(r"^Public Sub (\w+)\(\)$", source, re.M)}
    assert listed == {one.macro for one in buttons()}


@pytest.mark.parametrize("view", [v.key for v in VIEWS])
def test_a_view_lists_the_sheets_that_name_it(view: str) -> None:
    """By the first table of each; and the view of everything lists every sheet."""
    app = ExcelApplication()
    app.add_module(view_list.view_module().replace("\n", "\r\n"), name="CbViewList")
    listed = str(app.run("CbViewMarks", view)).strip("|").split("|")
    tables = [name for name in listed if name.startswith("tbl")]
    shown = [one for one in SHEETS if one.tables and one.group is not SheetGroup.HIDDEN]
    assert tables == [one.tables[0] for one in shown if view == "all" or view in one.views]
    assert ("=settings" in listed) == (view in ("admin", "all"))
