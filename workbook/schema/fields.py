"""Field constructors, one a kind of field, so that a table reads as a list of its columns."""

from __future__ import annotations

from typing import Any

from workbook.language import Text
from workbook.schema.model import Field, FieldGroup, Kind, Who

NUMBERED = ("由程序编号，不必手填。", "Numbered by the program; no need to type it.")
PRODUCT_TIP = ("填产品编号、产品名称，或只有一种产品有的几个字。", "The product's number or name, or a part of a name that only one has.")


def group(key: str, zh: str, en: str, views: tuple[str, ...] = ()) -> FieldGroup:
    """Start a band of columns."""
    return FieldGroup(key, Text(zh, en), frozenset(views))


def of(kind: Kind, key: str, zh: str, en: str, /, **more: Any) -> Field:
    """A field of any kind; `tip=(zh, en)` becomes its help, `also="a|b"` its other headers."""
    if tip := more.pop("tip", None):
        more["help"] = Text(*tip)
    if also := more.pop("also", None):
        more["also"] = tuple(also.split("|"))
    if more.pop("secret", False):
        more["confidential"] = True
    if more.pop("own", False):
        more["at_home"] = True
    if more.pop("worked_out", False):
        more["who"] = Who.RULE
    if more.pop("by_program", False):
        more["who"] = Who.PROGRAM
    return Field(key, Text(zh, en), kind, **more)


def text(key: str, zh: str, en: str, /, **more: Any) -> Field:
    """Short text."""
    return of(Kind.TEXT, key, zh, en, **more)


def note(key: str, zh: str, en: str, /, **more: Any) -> Field:
    """Long text."""
    return of(Kind.NOTE, key, zh, en, **more)


def choice(key: str, zh: str, en: str, list_key: str, /, **more: Any) -> Field:
    """One value of a dictionary list."""
    return of(Kind.CHOICE, key, zh, en, list=list_key, **more)


def choices(key: str, zh: str, en: str, list_key: str, /, **more: Any) -> Field:
    """Several values of a dictionary list, joined by 、 (or a comma)."""
    return of(Kind.CHOICES, key, zh, en, list=list_key, **more)


def date(key: str, zh: str, en: str, /, **more: Any) -> Field:
    """A calendar day."""
    return of(Kind.DATE, key, zh, en, **more)


def money(key: str, zh: str, en: str, /, **more: Any) -> Field:
    """An amount in the book's currency."""
    return of(Kind.MONEY, key, zh, en, **more)


def integer(key: str, zh: str, en: str, /, **more: Any) -> Field:
    """A whole number."""
    return of(Kind.INT, key, zh, en, **more)


def number(key: str, zh: str, en: str, /, **more: Any) -> Field:
    """Any number."""
    return of(Kind.NUM, key, zh, en, **more)


def rate(key: str, zh: str, en: str, /, **more: Any) -> Field:
    """A share, 0.15 shown as 15%."""
    return of(Kind.RATE, key, zh, en, **more)


def stars(key: str, zh: str, en: str, /, **more: Any) -> Field:
    """One to five stars."""
    return of(Kind.STARS, key, zh, en, low=1, high=5, **more)


def flag(key: str, zh: str, en: str, /, **more: Any) -> Field:
    """Yes or no."""
    return of(Kind.FLAG, key, zh, en, **more)


def ref(key: str, zh: str, en: str, table: str, /, **more: Any) -> Field:
    """The id, or exact unique name, of a row of another table."""
    return of(Kind.REF, key, zh, en, ref=table, **more)


def customer(**more: Any) -> tuple[Field, Field]:
    """Which customer, and the name shown beside the number."""
    more.setdefault(
        "also", "客户号|客户代码|客户编码|客户ID|往来单位|购货单位|购买方|customer|"
        "customer no|customer code|client id|account|往来单位编号|往来单位编码|"
        "买家会员名|买家昵称|会员名|下单帐号|下单账号|收货人|收货人姓名|"
        "客户姓名|买家公司名|买家公司|采购商|购货方|billing name|bill to|sold to|"
        "client|kunde|kundenname|kundennummer|client nom|客户简称|付款单位|付款方|"
        "付款户名|对方户名|对方单位|对方名称|payer|customer name"
    )
    more.setdefault(
        "tip",
        (
            "填编号、全称或简称，或只有一位客户有的几个字。",
            "The customer's number or name, or a part of a name that only one active customer has.",
        ),
    )
    return (
        ref("customer_id", "客户编号", "Customer ID", "tblCustomers", **more),
        text("customer_name", "客户名称", "Customer", worked_out=True, width=24, shows="customer_id"),
    )


def contact(key: str = "contact", /, **more: Any) -> tuple[Field, Field]:
    """Which contact, and the name shown beside the number."""
    more.setdefault("also", "联系人|联系人号|contact|contact no|contact person")
    more.setdefault(
        "tip",
        ("填联系人编号，或写姓名（唯一时）。", "The contact's number, or the exact name where it is unique."),
    )
    return (
        ref(key, "联系人编号", "Contact ID", "tblContacts", **more),
        text("contact_name", "联系人姓名", "Contact name", worked_out=True, width=14, shows=key),
    )


def opportunity(**more: Any) -> tuple[Field, Field]:
    """Which opportunity, and the title shown beside the number."""
    return (
        ref("opportunity_id", "商机编号", "Opportunity ID", "tblOpportunities", also="商机号|opportunity no", **more),
        text("opportunity_title", "商机名称", "Opportunity title", worked_out=True, width=28, shows="opportunity_id"),
    )


def phone(key: str, zh: str, en: str, /, **more: Any) -> Field:
    """A telephone number, kept as text."""
    return of(Kind.PHONE, key, zh, en, **more)


def month_day(key: str, zh: str, en: str, /, **more: Any) -> Field:
    """A day of every year, text MM-DD."""
    return of(Kind.MONTH_DAY, key, zh, en, **more)


def birthday(key: str, zh: str, en: str, /, **more: Any) -> Field:
    """A birthday or another day of every year: a date, or as much of it as is known, solar or lunar."""
    return of(Kind.BIRTHDAY, key, zh, en, **more)


def month(key: str, zh: str, en: str, /, **more: Any) -> Field:
    """A month, kept as its first day."""
    return of(Kind.MONTH, key, zh, en, **more)


def moment(key: str, zh: str, en: str, /, **more: Any) -> Field:
    """Local date and time of a log entry."""
    return of(Kind.DATETIME, key, zh, en, **more)


def code(key: str, zh: str, en: str, /, **more: Any) -> Field:
    """The human-readable id of the table's rows, given by the program."""
    more.setdefault("tip", NUMBERED)
    return of(Kind.ID, key, zh, en, required=True, **more)
