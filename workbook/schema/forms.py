"""The forms of the sheet 录入 Entry: each a few cells, in the order in which they are typed, and whose fields they are.

A cell's label, kind, dropdown and hint are those of its field; what is left blank is filled by the rules
(`workbook.rules.entry`). Lines are the part of a form that there may be several of.
"""

from __future__ import annotations

from dataclasses import dataclass

from workbook.language import Text
from workbook.schema.model import Field
from workbook.schema.registry import table

ENTRY_SHEET = Text("录入", "Entry")
ALIKE = "entry_alike"
"""The name of the cell that says which customers are like the new one."""


@dataclass(frozen=True)
class FormCell:
    """One cell to fill in."""

    key: str  # within the form
    table: str  # whose field it is
    name: str  # key of the field
    required: bool = False
    label: Text | None = None  # where the field's own would mislead

    @property
    def field(self) -> Field:
        """The field that it fills."""
        return table(self.table)[self.name]

    @property
    def shown(self) -> Text:
        """What stands beside it."""
        return self.label or self.field.label


@dataclass(frozen=True)
class Form:
    """One form. `lines`: the cells of one line, `most` lines of which fit."""

    key: str
    label: Text
    about: Text
    cells: tuple[FormCell, ...]
    lines: tuple[FormCell, ...] = ()
    most: int = 0

    def __getitem__(self, key: str) -> FormCell:
        return next(one for one in (*self.cells, *self.lines) if one.key == key)

    def range_name(self, key: str, line: int | None = None) -> str:
        """The defined name of a cell, or of a column of the lines or (from 1) one cell of it."""
        return f"entry_{self.key}_{key}" + ("" if line is None else f"_{line}")

    @property
    def range_names(self) -> tuple[str, ...]:
        """All of them, and that of the cell that says what is missing."""
        every = (*self.cells, *self.lines)
        lines = (self.range_name(one.key, at) for one in self.lines for at in range(1, self.most + 1))
        return (*(self.range_name(one.key) for one in every), *lines, self.range_name("status"))


def _cells(name: str, *declared: str | tuple[str, Text]) -> tuple[FormCell, ...]:
    """Cells of a table: `name*` is required, `contact=tblContacts.name` another table's field under its own key."""
    made: list[FormCell] = []
    for one in declared:
        spec, label = one if isinstance(one, tuple) else (one, None)
        key, _, other = spec.rstrip("*").partition("=")
        of, _, field = other.partition(".") if other else (name, "", key)
        made.append(FormCell(key, of, field, spec.endswith("*"), label))
    return tuple(made)


_WHO = Text("客户", "Customer")
_CONTACT = Text("联系人", "Contact")

FORMS: tuple[Form, ...] = (
    Form(
        "customer",
        Text("新客户", "New customer"),
        Text("第一位联系人一起登记。", "With the first contact."),
        _cells(
            "tblCustomers",
            "name*", "phone", ("contact=tblContacts.name", _CONTACT), "mobile=tblContacts.mobile", "source", "owner",
            "introduced_by=tblContacts.introduced_by", "kind",
        ),
    ),
    Form(
        "visit",
        Text("拜访或电话", "Visit or call"),
        Text("说了什么，下次什么时候。", "What was said, and when next."),
        _cells(
            "tblVisits",
            ("customer_id*", _WHO), "kind", "result*", "next_date", ("contact", _CONTACT), "promise", "promise_due",
            "date", "salesperson",
        ),
    ),
    Form(
        "order",
        Text("订单", "Order"),
        Text("一行一个产品。", "A line a product."),
        _cells(
            "tblTransactions", ("customer_id*", _WHO), "date", "order_no", "payment_terms", "salesperson", "remarks"
        ),
        _cells("tblTransactions", "product*", "quantity*", "unit_price", "discount"),
        8,
    ),
    Form(
        "payment",
        Text("回款", "Payment"),
        Text("收到的一笔钱。", "Money received."),
        _cells("tblPayments", ("customer_id*", _WHO), "amount*", "kind", "method", "order_no", "date"),
    ),
    Form(
        "sweep",
        Text("调查表", "Shop survey"),
        Text(
            "按看店的顺序；新店同时建为客户。", "A new shop becomes a customer too."
        ),
        _cells(
            "tblSweeps",
            ("customer_id*", Text("客户或店名", "Customer or shop")),
            "location", "market_size", "floor_area", "display", "management", "staff", "staff_quality", "owner_quality",
            "owner_outlook", "history", "condition", "model", "product_range", "distribution_power", "main_brands",
            "brand_sales", "buyer_factors", "high_share", "middle_share", "low_share", "remarks", "salesperson", "date",
        ),
    ),
    Form(
        "score",
        Text("客户评估", "Scorecard"),
        Text("有把握的指标才填。", "Only the indicators that one can judge."),
        _cells("tblScorecards", ("customer_id*", _WHO), "date"),
        _cells("tblScorecards", "indicator*", "value*"),
        16,
    ),
)  # fmt: skip


def form(key: str) -> Form:
    """The form with this key; KeyError if there is none."""
    return _BY_KEY[key]


_BY_KEY = {one.key: one for one in FORMS}
