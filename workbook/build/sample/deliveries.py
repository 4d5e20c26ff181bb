"""Where some customers of the sample have their goods sent."""

from __future__ import annotations

from workbook.build.sample.places import CITIES, address, mobile
from workbook.language import Lang, Text

_STORE, _SITE = Text("仓库收货组", "Goods in"), Text("项目部材料员", "Site stores")
_ROWS: tuple[tuple[str, str, int, Text, bool], ...] = (
    ("C00001", "guangzhou", 401, _STORE, True),
    ("C00001", "foshan", 402, _SITE, False),
    ("C00003", "beijing", 403, _SITE, False),
    ("C00005", "suzhou", 404, _STORE, False),
    ("C00008", "shenyang", 405, _STORE, False),
)
"""Customer, city, number of the house and telephone, who takes the goods, whether it is the usual place."""


def delivery_rows(lang: Lang) -> list[dict[str, object]]:
    """Rows of tblAddresses."""
    return [
        {
            "customer_id": customer,
            "address": address(CITIES[city], number, lang),
            "recipient": receiver[lang],
            "phone": mobile(9000 + number),
            "postcode": CITIES[city].postcode,
            "usual": usual or None,
        }
        for customer, city, number, receiver, usual in _ROWS
    ]
