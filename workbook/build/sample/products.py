"""The catalogue of the sample: what an invented dealer in electrical supplies sells."""

from __future__ import annotations

from dataclasses import dataclass

from workbook.language import Lang, Text

_CABLE = Text("电线电缆", "Cable")
_SWITCH = Text("开关插座", "Switches")
_LIGHT = Text("照明", "Lighting")
_PANEL = Text("配电", "Distribution")
_EXTRA = Text("辅料工具", "Accessories")


@dataclass(frozen=True, slots=True)
class Product:
    """One article; prices in currency units."""

    name: Text
    category: Text
    unit: Text
    price: float  # before the price rise
    cost: float
    main: bool = False

    @property
    def list_price(self) -> float:
        """Since the price rise of July 2025: whole money, as it is sold at."""
        return float(round(self.price * 1.03))

    @property
    def retail_price(self) -> float | None:
        """What shops are asked to sell at; cable is sold by the roll to builders, without one."""
        return None if self.category is _CABLE else float(round(self.list_price * 1.25))


def _p(zh: str, en: str, category: Text, unit: tuple[str, str], price: float, cost: float, main: bool = False) -> Product:
    return Product(Text(zh, en), category, Text(*unit), price, cost, main)


_ROLL, _PIECE, _BOX, _SET = ("卷", "roll"), ("个", "piece"), ("盒", "box"), ("套", "set")

PRODUCTS: tuple[Product, ...] = (
    _p("工程线缆 2.5平方", "Building wire 2.5 mm²", _CABLE, _ROLL, 268, 205, True),
    _p("工程线缆 4平方", "Building wire 4 mm²", _CABLE, _ROLL, 412, 322, True),
    _p("工程线缆 6平方", "Building wire 6 mm²", _CABLE, _ROLL, 598, 470),
    _p("阻燃电缆 3×16", "Flame-retardant cable 3×16", _CABLE, _ROLL, 2480, 1960, True),
    _p("控制电缆 7×1.5", "Control cable 7×1.5", _CABLE, _ROLL, 1360, 1085),
    _p("网络线 六类", "Network cable Cat 6", _CABLE, _BOX, 520, 390),
    _p("五孔插座", "Socket, five-hole", _SWITCH, _BOX, 168, 96, True),
    _p("单控开关", "One-way switch", _SWITCH, _BOX, 145, 82),
    _p("双控开关", "Two-way switch", _SWITCH, _BOX, 175, 101),
    _p("USB插座", "Socket with USB", _SWITCH, _BOX, 398, 236),
    _p("智能开关", "Smart switch", _SWITCH, _PIECE, 259, 148),
    _p("地面插座", "Floor socket", _SWITCH, _PIECE, 138, 88),
    _p("LED平板灯", "LED panel light", _LIGHT, _PIECE, 118, 71, True),
    _p("LED工矿灯", "LED high-bay light", _LIGHT, _PIECE, 365, 242, True),
    _p("LED投光灯", "LED floodlight", _LIGHT, _PIECE, 298, 196),
    _p("应急照明灯", "Emergency light", _LIGHT, _PIECE, 86, 49),
    _p("筒灯", "Downlight", _LIGHT, _BOX, 220, 131),
    _p("微型断路器", "Miniature circuit breaker", _PANEL, _BOX, 312, 205, True),
    _p("漏电保护器", "Residual current device", _PANEL, _BOX, 468, 318),
    _p("塑壳断路器", "Moulded-case breaker", _PANEL, _PIECE, 890, 642),
    _p("配电箱 12回路", "Distribution board, 12-way", _PANEL, _SET, 346, 238),
    _p("智能电表", "Smart meter", _PANEL, _PIECE, 528, 377),
    _p("PVC线管", "PVC conduit", _EXTRA, _BOX, 95, 58),
    _p("桥架", "Cable tray", _EXTRA, _SET, 420, 331),
    _p("绝缘胶带", "Insulating tape", _EXTRA, _BOX, 64, 33),
)


def product_rows(lang: Lang) -> list[dict[str, object]]:
    """Rows of tblProducts."""
    return [
        {
            "product_id": f"P{number:04d}",
            "name": product.name[lang],
            "category": product.category[lang],
            "unit": product.unit[lang],
            "list_price": product.list_price,
            "retail_price": product.retail_price,
            "cost": product.cost,
            "main_product": product.main,
            "tax_rate": 0.13,
            "low_stock_rate": 0.1 if product.main else 0.05,
            "high_stock_rate": 0.45 if product.main else 0.3,
        }
        for number, product in enumerate(PRODUCTS, start=1)
    ]
