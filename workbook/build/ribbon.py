"""The ribbon: one tab whose groups and buttons are the command list, as customUI14.xml.

Labels and tips are written out in the book's language instead of asked for by get-callbacks: a book whose macros are
blocked then still shows a whole tab, and Excel has nothing to report as missing. Every button calls a procedure of the
generated VBA module CbRibbon; `callbacks` names them, so that the XML and the VBA come from one place.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from workbook import schema
from workbook.language import Lang, Text
from workbook.schema.command_model import Command, RibbonGroup
from workbook.schema.commands import COMMANDS, RIBBON_LABELS, RIBBON_TAB

NAMESPACE = "http://schemas.microsoft.com/office/2009/07/customui"


@dataclass(frozen=True)
class View:
    """A choice of sheets for one kind of user; `Table.views` says which sheets belong to it."""

    key: str
    label: Text
    help: Text
    icon: str  # imageMso


VIEWS: tuple[View, ...] = (
    View(
        "admin",
        Text("内勤", "Sales admin"),
        Text(
            "显示登记和核对用的工作表，其余隐藏。",
            "Show the sheets for entering and checking records; hide the rest.",
        ),
        "TableInsert",
    ),
    View(
        "sales",
        Text("业务员", "Salesperson"),
        Text(
            "显示客户、拜访和今天要做的事，其余隐藏。",
            "Show customers, visits and what is due today; hide the rest.",
        ),
        "ContactCardCopy",
    ),
    View(
        "manager",
        Text("经理", "Manager"),
        Text(
            "显示分析、历史和全部业务表，其余隐藏。",
            "Show analyses, histories and all business tables; hide the rest.",
        ),
        "ChartInsert",
    ),
    View(
        "all",
        Text("全部", "All sheets"),
        Text(
            "显示客户簿的全部工作表。",
            "Show every sheet of the book.",
        ),
        "ViewNormalViewExcel",
    ),
)


@dataclass(frozen=True)
class Button:
    """One ribbon button and the VBA statement its callback consists of."""

    id: str
    group: RibbonGroup
    label: Text
    help: Text
    icon: str
    large: bool
    callback: str  # name of the Sub in CbRibbon, unique in the project
    statement: str  # its one line of VBA
    menu_of: str | None = None  # id of the button in whose menu it stands

    @property
    def macro(self) -> str:
        """Its Sub without arguments, as Alt+F8 lists it: CbRefresh, CbShowAdmin."""
        if " " not in self.statement:
            return self.statement
        return self.callback.replace("CbDo", "Cb", 1).replace("CbView", "CbShow", 1)


EXAMPLES = Button(
    "cb_examples",
    RibbonGroup.HELP,
    Text("函数示例", "Function examples"),
    Text(
        "打开函数示例表并算出每个例子；函数向导里也会出现说明。",
        "Open the sheet of cell functions, calculate every example, and describe each in the function wizard.",
    ),
    "FunctionWizard",
    False,
    "CbViewExamples",
    "CbShowExamples",
)


def buttons(commands: Sequence[Command] = COMMANDS) -> Iterator[Button]:
    """Every button in ribbon order: the commands that ask for a place, the views, the function examples."""
    for one in commands:
        if one.ribbon is not None:
            yield Button(
                f"cb_{one.key}",
                one.ribbon,
                one.label,
                one.help,
                one.icon,
                one.large,
                f"CbDo{_camel(one.key)}",
                f'CbRunCommand "{one.key}"',
            )
            yield from _choices(one, one.ribbon)
    for view in VIEWS:
        yield Button(
            f"cb_view_{view.key}",
            RibbonGroup.VIEW,
            view.label,
            view.help,
            view.icon,
            False,
            f"CbView{_camel(view.key)}",
            f'CbShowView "{view.key}"',
        )
    yield EXAMPLES


def _choices(one: Command, group: RibbonGroup) -> Iterator[Button]:
    """What a menu beside the command's button offers: the choices of its option, under the labels of their list."""
    for option in one.options:
        labels = {entry.key: entry.label for entry in schema.listing(option.menu).entries} if option.menu else {}
        for choice in option.choices if option.menu else ():
            yield Button(
                f"cb_{one.key}_{choice}",
                group,
                labels[choice],
                one.help,
                one.icon,
                False,
                f"CbDo{_camel(one.key)}{_camel(choice)}",
                f"""CbRunWith "{one.key}", ", {option.name}='{choice}'\"""",
                f"cb_{one.key}",
            )


def ribbon_xml(lang: Lang, commands: Sequence[Command] = COMMANDS) -> str:
    """customUI14.xml in one language; groups without a button are left out."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
        f"<customUI xmlns={quoteattr(NAMESPACE)}>",
        '  <ribbon startFromScratch="false">',
        "    <tabs>",
        f'      <tab id="cb_tab" label={quoteattr(RIBBON_TAB[lang])}>',
    ]
    every = list(buttons(commands))
    for group in RibbonGroup:
        members = [b for b in every if b.group is group]
        if members:
            lines.append(f'        <group id="cb_group_{group}" label={quoteattr(RIBBON_LABELS[group][lang])}>')
            for one in (b for b in members if b.menu_of is None):
                lines += _drawn(one, [b for b in members if b.menu_of == one.id], lang)
            lines.append("        </group>")
    lines += ["      </tab>", "    </tabs>", "  </ribbon>", "</customUI>", ""]
    return "\n".join(lines)


def _drawn(one: Button, menu: Sequence[Button], lang: Lang) -> list[str]:
    """A button, or a split button whose menu offers more."""
    size = "large" if one.large else "normal"
    if not menu:
        return [_element("button", _attributes(one, lang) | {"size": size}, 10)]
    return [
        f'          <splitButton id="{one.id}_split" size="{size}">',
        _element("button", _attributes(one, lang), 12),
        f'            <menu id="{one.id}_menu" itemSize="normal">',
        *(_element("button", _attributes(item, lang), 14) for item in menu),
        "            </menu>",
        "          </splitButton>",
    ]


def _attributes(one: Button, lang: Lang) -> dict[str, str]:
    return {
        "id": one.id,
        "label": one.label[lang],
        "screentip": one.label[lang],
        "supertip": one.help[lang],
        "imageMso": one.icon,
        "onAction": one.callback,
    }


def _element(tag: str, attributes: dict[str, str], indent: int) -> str:
    return " " * indent + f"<{tag} " + " ".join(f"{k}={quoteattr(v)}" for k, v in attributes.items()) + "/>"


def _camel(key: str) -> str:
    return "".join(part.capitalize() for part in key.split("_"))
