"""One term for one thing, and words an office worker uses: those that were replaced are gone from every text."""

from __future__ import annotations

import ast
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from workbook import schema
from workbook.language import LANGS, Lang, Text
from workbook.schema import home
from workbook.schema.commands import COMMANDS, command
from workbook.schema.functions import FUNCTIONS
from workbook.schema.model import Field
from workbook.schema.settings import SETTINGS

ROOT = Path(__file__).parent.parent
GONE_ZH = re.compile(
    "怎么办|怎么改|现在的内容|客户主体|未归属|其中当前|其中逾期|待改问题|待查|线索|装载|装入|(?<!安)装过|装进|比价|可推产品|可推的|节奏系数|自身间隔"
    "|排在前面|归您|不会丢|浅色的|收起来|勾选“承诺|(?<!盘)点库|站序|为什么去|阅者|什么日子|怎样买|上级指令|指令已落实|办不了|的人要|帐号|帐款|已存入"
    "|之前的版本|前百分之几|家数|电子信箱|访问|评价|交易金额"
)
GONE_EN = re.compile(
    r"Of them overdue|Changed since|Counted up to|[Ww]hite space|\b[Ss]weeps?\b|\b[Mm]end(?:s|ed|ing)?\b|\bLeads\b"
    r"|\bLead preview\b"
    r"|\bLead columns\b|\b(?:Preview|Import|Paste) leads\b|Own-rhythm|median interval|those before it|Price comparison"
    r"|touches nothing|said to be|can only mean one thing|the next thing to do"
)
GONE: dict[Lang, re.Pattern[str]] = {"zh": GONE_ZH, "en": GONE_EN}


def in_declarations() -> Iterator[tuple[str, Text]]:
    """Every label and help of the schema, with where it stands."""
    for table in schema.TABLES:
        yield table.name, table.label
        yield table.name, table.about
        yield from of_fields(table.name, table.fields)
    for one in schema.LISTS:
        yield one.key, one.label
        yield from of_fields(one.key, one.columns)
        if one.about:
            yield one.key, one.about
        for entry in one.entries:
            yield f"{one.key}.{entry.key}", entry.label
            yield from ((f"{one.key}.{entry.key}", value) for value in entry.values.values() if isinstance(value, Text))
    for setting in SETTINGS:
        yield setting.key, setting.label
        if setting.help:
            yield setting.key, setting.help
    for command_ in COMMANDS:
        yield command_.key, command_.label
        yield command_.key, command_.help
        yield from ((f"{command_.key}.{option.name}", option.help) for option in command_.options)
    for function in FUNCTIONS:
        yield function.key, function.help
        yield from ((function.key, argument.help) for argument in function.arguments)
    yield from ((figure.key, figure.label) for figure in home.FIGURES)
    yield from ((tile.key, tile.label) for tile in home.TILES)
    yield from ((task.sheet, task.label) for task in home.TASKS)
    yield from ((block.key, block.label) for block in home.BLOCKS)


def of_fields(where: str, fields: tuple[Field, ...]) -> Iterator[tuple[str, Text]]:
    """Label, group and help of columns."""
    for field in fields:
        yield f"{where}.{field.key}", field.label
        if field.help:
            yield f"{where}.{field.key}", field.help
        if field.group:
            yield f"{where}.{field.group.key}", field.group.label


def in_code() -> Iterator[tuple[str, Lang, str]]:
    """Every text written as Text("…", "…") anywhere, what is filled into it aside."""
    for folder in ("workbook", "macros", "udfs"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Text":
                    for lang, argument in zip(LANGS, node.args, strict=False):
                        consts = [n.value for n in ast.walk(argument) if isinstance(n, ast.Constant)]
                        yield f"{path.name}:{node.lineno}", lang, " ".join(c for c in consts if isinstance(c, str))


def test_no_declared_text_has_a_word_that_was_replaced() -> None:
    """Labels, helps, list values, settings, commands, functions, figures."""
    found = [
        (where, lang, text[lang])
        for where, text in in_declarations()
        for lang in LANGS
        if GONE[lang].search(text[lang])
    ]
    assert not found


def test_no_message_has_a_word_that_was_replaced() -> None:
    """Refusals, reports, findings, progress: whatever the code says in two languages."""
    said = list(in_code())
    assert len(said) > 1000
    assert not [one for one in said if GONE[one[1]].search(one[2])]


@pytest.mark.parametrize("lang", LANGS)
def test_no_string_of_the_book_has_a_word_that_was_replaced(lang: Lang, sample_book: Callable[[str], Path]) -> None:
    """Cells, notes, input messages, ribbon and sheet names of the sample, in both languages."""
    with zipfile.ZipFile(sample_book(lang)) as package:
        parts = {name: package.read(name).decode("utf-8") for name in package.namelist() if name.endswith(".xml")}
    found = {name: hits for name, text in parts.items() if (hits := set(GONE[lang].findall(" ".join(written(text)))))}
    spoken = {name: hits for name, text in parts.items() if (hits := set(GONE[lang].findall(" ".join(shown(text)))))}
    assert not found | spoken


def written(xml: str) -> list[str]:
    """What stands between the tags, the stable keys of hidden columns aside."""
    return [text for text in re.findall(">([^<>]+)<", xml) if not re.fullmatch("[a-z0-9_]+", text)]


def shown(xml: str) -> list[str]:
    """What a reader sees of attributes: labels, tips, prompts, names of sheets and columns."""
    return re.findall(r' (?:label|screentip|supertip|prompt|promptTitle|error|errorTitle|name)="([^"]*)"', xml)


def test_the_readme_has_no_word_that_was_replaced() -> None:
    """Both languages of it."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert not GONE_ZH.findall(text)
    assert not GONE_EN.findall(text)


def test_undoing_has_another_name_than_excel_s_own() -> None:
    """Ctrl+Z is 撤销 in Excel."""
    assert command("undo").label == Text("撤销上次命令", "Undo last command")


def test_every_figure_of_home_says_its_period() -> None:
    """All time, twelve months, now, or the last check."""
    for label in (*(one.label for one in home.FIGURES), *(one.label for one in home.TILES)):
        assert re.match("全部|近12个月|当前|上次检查|本月|今天", label.zh), label.zh
        assert re.search("[Aa]ll|12 months|now|last check|[Tt]his month|today", label.en), label.en


def test_a_label_that_changed_is_still_read_as_a_header() -> None:
    """Lists, and books made before, that have the old one."""
    was = {
        "tblCustomers": {
            "kind": "客户主体",
            "bank_account": "帐号",
            "total_amount": "交易金额",
            "order_count": "交易次数",
        },
        "tblContacts": {"email": "电子信箱"},
        "tblAnniversaries": {"what": "什么日子"},
        "tblProfiles": {"buys_how": "怎样买"},
        "tblVisits": {"orders_from_above": "上级指令", "orders_done": "指令已落实", "joint": "访问形式"},
        "tblScorecards": {"indicator": "评价指标"},
        "tblReports": {"read_by": "阅者"},
        "tblSurveys": {"counted_on": "点库日期"},
        "tblReminders": {"action": "怎么办"},
        "tblToday": {"action": "怎么办"},
        "tblProblems": {"value": "现在的内容", "fix": "怎么改"},
        "tblVisitPlan": {"stop": "站序", "why": "为什么去"},
        "tblConcentration": {"top_share": "前百分之几", "top_count": "家数"},
        "tblPrices": {"test": "比价方式"},
        "tblScores": {"aspect": "评价方面"},
        "tblLeadPreview": {"pasted_row": "线索行"},
        "tblImportLog": {"review": "待查"},
    }
    lost = [
        (name, key)
        for name, columns in was.items()
        for key, old in columns.items()
        if old not in schema.table(name)[key].also
    ]
    assert not lost


def test_a_word_means_one_column_of_each_table() -> None:
    """A new label is no old name of the column beside it."""
    for table in schema.TABLES:
        labels = {field.label.zh: field.key for field in table.fields} | {
            field.label.en: field.key for field in table.fields
        }
        taken = [(table.name, f.key, old) for f in table.fields for old in f.also if labels.get(old, f.key) != f.key]
        assert not taken
