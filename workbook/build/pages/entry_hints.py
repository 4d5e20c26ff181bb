"""Live formulas of the entry sheet: what stands beside its cells without any program running.

They use functions that Excel 2016 and WPS have. `at` is the position of the customer that was typed, 0 where nobody
is named: by number, else by name, else by a part of one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from workbook.build.names import column_name
from workbook.language import Lang, Text
from workbook.schema.forms import Form
from workbook.schema.formulas import AS_OF_NAME
from workbook.schema.model import Table
from workbook.schema.tables.customers import CUSTOMERS
from workbook.schema.tables.trade import PRODUCTS

FILL = Text("请填：{label}", "Fill in: {label}")
READY = Text("可以保存", "Ready to save")
_BLANK = Text("空着：{what}", "Blank: {what}")
_TODAY = Text("今天 ", "today, ")
_UNKNOWN = Text("找不到这位客户", "no such customer")
_NEW_SHOP = Text("没有登记过：保存时建为客户", "not on record: becomes a customer when saved")
_THERE = Text("已有同名的客户：", "there already: ")
_ALIKE = Text("名称相近：", "a name like it: ")
_BEFORE = Text("上次：", "last time: ")
_DEFAULTS: Mapping[tuple[str, str], Text] = {
    ("customer", "kind"): Text("公司", "company"),
    ("visit", "kind"): Text("电话", "telephone"),
    ("order", "order_no"): Text("自动编号", "numbered by itself"),
    ("payment", "kind"): Text("货款", "for goods"),
}
_OF_CUSTOMER = {"salesperson": "owner", "payment_terms": "settlement"}
_PRODUCT = {"list_price": Text("标准价", "List price"), "unit": Text("单位", "Unit")}
AMOUNT = Text("金额", "Amount")


def position(cell: str) -> str:
    """Where the customer named in a cell stands among the customers."""
    number, name = (column_name(CUSTOMERS.name, key) for key in ("customer_id", "name"))
    part = f'IFERROR(MATCH("*"&{cell}&"*",{name},0),0)'
    return f'=IF({cell}="",0,IFERROR(MATCH({cell},{number},0),IFERROR(MATCH({cell},{name},0),{part})))'


def who(form: Form, cell: str, at: str, lang: Lang) -> str:
    """The customer that was named, by number and name."""
    number, name = (column_name(CUSTOMERS.name, key) for key in ("customer_id", "name"))
    nobody = (_NEW_SHOP if form.key == "sweep" else _UNKNOWN)[lang]
    found = f'INDEX({number},{at})&" "&INDEX({name},{at})'
    return f'=IF({cell}="","",IF({at}=0,"{nobody}",{found}))'


def like_another(cell: str, lang: Lang) -> str:
    """Whether a name is one of the book's, or has the same beginnings as one: two characters and the next two, or the
    first word."""
    number, name = (column_name(CUSTOMERS.name, key) for key in ("customer_id", "name"))
    pattern = (
        f'"*"&LEFT({cell},2)&"*"&MID({cell},3,2)&"*"'
        if lang == "zh"
        else f'"*"&LEFT({cell},FIND(" ",{cell}&" ")-1)&"*"'
    )
    alike = f'IFERROR("{_ALIKE[lang]}"&INDEX({name},MATCH({pattern},{name},0)),"")'
    there = f'"{_THERE[lang]}"&INDEX({number},MATCH({cell},{name},0))'
    return f'=IF(LEN({cell})<2,"",IF(ISNUMBER(MATCH({cell},{name},0)),{there},{alike}))'


def default(form: Form, key: str, cell: str, at: str | None, lang: Lang) -> str | None:
    """What a blank cell means; None where it means nothing."""
    if (fixed := _DEFAULTS.get((form.key, key))) is not None:
        said = _BLANK[lang].format(what=fixed[lang])
        return f'=IF({cell}="","{said}","")'
    said = _BLANK[lang].format(what="")
    if key == "date":
        return f'=IF({cell}="","{said}{_TODAY[lang]}"&TEXT({AS_OF_NAME},"yyyy-mm-dd"),"")'
    if key in _OF_CUSTOMER and at is not None:
        of = column_name(CUSTOMERS.name, _OF_CUSTOMER[key])
        return f'=IF(OR({cell}<>"",{at}=0),"",IF(INDEX({of},MAX({at},1))="","","{said}"&INDEX({of},MAX({at},1))))'
    return None


def earlier(table: Table, key: str, at: str, lang: Lang) -> str:
    """What the customer's latest row of a table says."""
    whose, what = column_name(table.name, "customer_id"), column_name(table.name, key)
    number, name = (f"INDEX({column_name(CUSTOMERS.name, one)},MAX({at},1))" for one in ("customer_id", "name"))
    last = f'LOOKUP(2,1/((({whose}={number})+({whose}={name})>0)*({what}<>"")),{what})'
    return f'=IF({at}=0,"",IFERROR("{_BEFORE[lang]}"&{last},""))'


def of_product(key: str, product: str) -> str:
    """A field of the product named in a cell, by number or name."""
    number, name, what = (column_name(PRODUCTS.name, one) for one in ("product_id", "name", key))
    found = f"IFERROR(MATCH({product},{name},0),MATCH({product},{number},0))"
    return f'=IF({product}="","",IFERROR(INDEX({what},{found})&"",""))'


def line_amount(quantity: str, price: str, listed: str, discount: str) -> str:
    """What a line comes to as it stands."""
    used = f'IF({price}="",VALUE({listed}),{price})'
    return f'=IF({quantity}="","",IFERROR({quantity}*{used}*(1-N({discount})),""))'


def status(form: Form, lang: Lang) -> str:
    """Which required cell is still blank, in the order of the form; blank where nothing was typed."""
    typed = [form.range_name(one.key) for one in (*form.cells, *form.lines)]
    if form.key == "score":
        typed = [name for name in typed if not name.endswith("_indicator")]
    lacks: list[tuple[str, str]] = [
        (f'{form.range_name(one.key)}=""', one.shown[lang]) for one in form.cells if one.required
    ]
    columns = [one for one in form.lines if one.required and form.key != "score"]
    if columns:
        first = form.range_name(columns[0].key)
        lacks.append((f"COUNTA({first})=0", columns[0].shown[lang]))
        lacks += [
            (f'SUMPRODUCT(({first}<>"")*({form.range_name(one.key)}=""))>0', one.shown[lang]) for one in columns[1:]
        ]
    elif form.lines:
        lacks.append((f"COUNT({form.range_name('value')})=0", form["value"].shown[lang]))
    return f'=IF(COUNTA({",".join(typed)})=0,"",{_chain(lacks, lang)})'


def _chain(lacks: Sequence[tuple[str, str]], lang: Lang) -> str:
    said = f'"{READY[lang]}"'
    for condition, label in reversed(lacks):
        said = f'IF({condition},"{FILL[lang].format(label=label)}",{said})'
    return said


def product_columns() -> Mapping[str, Text]:
    """What stands behind a line, by the product's field."""
    return _PRODUCT
