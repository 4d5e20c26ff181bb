"""The ribbon is the command list."""

from __future__ import annotations

from collections import Counter

import pytest
from lxml import etree

from workbook.build.ribbon import EXAMPLES, NAMESPACE, VIEWS, buttons, ribbon_xml
from workbook.language import LANGS, Lang, Text
from workbook.schema.command_model import Command, RibbonGroup
from workbook.schema.commands import COMMANDS
from workbook.schema.sheets import SHEETS

AWKWARD = Command(
    "awkward",
    Text("一 & 二 <三>", 'R&D "quoted" <tag>'),
    Text("换行\n与 ' 引号", "line\nbreak and 'quote'"),
    "macros.awkward:awkward",
    "Clear",
    RibbonGroup.HELP,
)


def of(xml: str, tag: str) -> list[etree._Element]:
    return list(etree.fromstring(xml.encode()).iter(f"{{{NAMESPACE}}}{tag}"))


@pytest.mark.parametrize("lang", LANGS)
def test_a_button_for_each_command_that_asks_for_one(lang: Lang) -> None:
    """Commands with a ribbon group have exactly one button, with their label and help; the others have none."""
    shown = {b.get("id"): (b.get("label"), b.get("supertip")) for b in of(ribbon_xml(lang), "button")}
    expected = {f"cb_{c.key}": (c.label[lang], c.help[lang]) for c in COMMANDS if c.ribbon is not None}
    views = {f"cb_view_{v.key}": (v.label[lang], v.help[lang]) for v in VIEWS}
    examples = {EXAMPLES.id: (EXAMPLES.label[lang], EXAMPLES.help[lang])}
    choices = {b.id: (b.label[lang], b.help[lang]) for b in buttons() if b.menu_of}
    assert shown == expected | views | examples | choices


def test_ids_and_callbacks_are_unique() -> None:
    """No id and no callback stands twice."""
    xml = ribbon_xml("zh")
    ids = Counter(e.get("id") for e in etree.fromstring(xml.encode()).iter() if e.get("id"))
    callbacks = Counter(b.callback for b in buttons())
    assert ids.most_common(1)[0][1] == callbacks.most_common(1)[0][1] == 1


def test_both_languages_have_the_same_shape() -> None:
    """A language changes labels and tips, nothing else."""

    def shape(lang: Lang) -> list[tuple[str, str | None, str | None]]:
        root = etree.fromstring(ribbon_xml(lang).encode())
        return [(str(e.tag), e.get("id"), e.get("onAction")) for e in root.iter()]

    assert shape("zh") == shape("en")


@pytest.mark.parametrize("lang", LANGS)
def test_any_label_survives_the_xml(lang: Lang) -> None:
    """Ampersands, quotes, angle brackets and line breaks of a label come back as they were."""
    button = next(b for b in of(ribbon_xml(lang, (AWKWARD,)), "button") if b.get("id") == "cb_awkward")
    assert (button.get("label"), button.get("supertip")) == (AWKWARD.label[lang], AWKWARD.help[lang])


def test_a_group_without_buttons_is_left_out() -> None:
    """An empty group would be an empty box on the ribbon."""
    groups = [g.get("id") for g in of(ribbon_xml("zh", ()), "group")]
    assert groups == ["cb_group_view", "cb_group_help"]


def test_views_are_those_the_tables_name() -> None:
    """The views of the ribbon and the views that tables declare are one set."""
    declared = {view for sheet in SHEETS for view in sheet.views}
    assert {v.key for v in VIEWS} == declared | {"all"}


def test_the_choices_of_an_option_are_a_menu_beside_its_button() -> None:
    """Preview: what the list is, under the labels of the list that names them; a click on the button asks nothing."""
    letters, split = of(ribbon_xml("zh"), "splitButton")
    assert [child.get("id") for child in split] == ["cb_preview", "cb_preview_menu"]
    assert [item.get("label") for item in letters[1]][3:] == ["催款", "对账", "满意度调查"]
    items = {item.get("label"): item.get("onAction") for item in split[1]}
    assert items == {
        "客户与联系人": "CbDoPreviewCustomers",
        "交易": "CbDoPreviewTransactions",
        "回款": "CbDoPreviewPayments",
        "拜访": "CbDoPreviewVisits",
    }
    statements = {b.callback: b.statement for b in buttons()}
    assert statements["CbDoPreviewPayments"] == """CbRunWith "preview", ", into='payments'\""""
