"""Chinese company names with known truth: a book, and a pasted list of variants, sister firms and strangers.

Written apart from the matcher: its places, trades and ways of misspelling are its own, and a good part of them is in
none of the matcher's lists (counties, young trades). Every name is put together by chance from single signs.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache

_CITIES = (
    "上海市 北京市 天津市 重庆市 广州市 深圳市 东莞市 佛山市 中山市 惠州市 杭州市 "
    "宁波市 温州市 义乌市 嘉兴市 南京市 苏州市 无锡市 常州市 昆山市 南通市 青岛市 "
    "济南市 烟台市 潍坊市 郑州市 洛阳市 武汉市 长沙市 株洲市 成都市 绵阳市 西安市 "
    "合肥市 芜湖市 福州市 厦门市 泉州市 晋江市 南昌市 沈阳市 大连市 长春市 哈尔滨市 "
    "石家庄市 廊坊市 太原市 昆明市 贵阳市 南宁市 泗阳县 博兴县 安平县 永年县 嘉善县 "
    "桃源县 云和县 "
)
CITIES = _CITIES.split()
_IN = {
    "广东省": "广州市 深圳市 东莞市 佛山市",
    "浙江省": "杭州市 宁波市",
    "江苏省": "苏州市 南京市",
    "山东省": "青岛市",
}
_IN |= {"四川省": "成都市", "湖北省": "武汉市", "湖南省": "长沙市"}
PROVINCE = {city: province for province, cities in _IN.items() for city in cities.split()}
_TRADES = (
    "科技 贸易 电子 机械 软件 信息技术 网络科技 食品 服饰 建材 化工 物流 家具 "
    "五金制品 塑料制品 医疗器械 生物科技 环保科技 广告 文化传媒 装饰工程 建筑工程 "
    "汽车配件 新能源 电子商务 国际贸易 进出口 商贸 实业 包装材料 印刷 纺织 农业发展 "
    "餐饮管理 投资管理 企业管理咨询 教育科技 机电设备 精密模具 光学仪器 特种玻璃 宠物用品 "
    "无人机 婚庆服务 标识标牌 密封件 过滤器材 智能家居 水产养殖 检测技术 自动化设备 "
    "仪器仪表 照明 陶瓷 茶业 酒店管理 制冷设备 电梯 消防器材 劳务派遣 碳素 酿造 "
    "殡葬用品 观赏鱼 育种 帐篷 衡器 卡通形象 电竞 露营装备 滑雪场 漆艺 榨油 "
)
TRADES = _TRADES.split()
FORMS = ("有限公司", "有限公司", "有限公司", "有限公司", "有限责任公司", "股份有限公司", "集团有限公司", "厂")
SIGNS = (
    "宏达鑫瑞华康泰诚信盛丰隆昌兴旺恒远博雅天地人和易通联创新亿佳美力源海龙凤麒麟翔飞腾跃卓越精工"
    "匠心蓝绿金银玉石森林木禾田园春夏秋冬晨曦光明星辰云霄峰岭江河湖洋波涛润泽安宁静远志成德仁义礼"
    "智奥凯迪斯特维纳科尔伦森贝朗"
)
WRONG = "的一是在不了有我他这中大来上国个到说们为子道也得着看之过发后作里用出而能于"
EN_TRADE = {
    "科技": "Technology",
    "贸易": "Trading",
    "电子": "Electronics",
    "机械": "Machinery",
    "软件": "Software",
    "食品": "Food",
    "物流": "Logistics",
    "化工": "Chemical",
    "家具": "Furniture",
    "国际贸易": "International Trading",
    "纺织": "Textile",
}


@dataclass(frozen=True)
class Firm:
    """A firm by its parts."""

    city: str
    core: str
    trade: str
    form: str

    def name(self) -> str:
        return self.city + self.core + self.trade + self.form


@dataclass
class Truth:
    """`book`: names. `list_`: pasted names; `answer`: its row of the book, or None; `kind`: how it was made."""

    book: list[str] = field(default_factory=list)
    list_: list[str] = field(default_factory=list)
    answer: list[int | None] = field(default_factory=list)
    kind: list[str] = field(default_factory=list)


def generate(seed: int, size: int = 2000) -> Truth:
    """A book of `size` firms, a third of them sisters and neighbours of others, and a list as long."""
    chance = random.Random(seed)
    firms: list[Firm] = []
    seen: set[str] = set()

    def add(firm: Firm) -> None:
        if firm.name() not in seen:
            seen.add(firm.name())
            firms.append(firm)

    while len(firms) < size:
        firm = _firm(chance)
        add(firm)
        if chance.random() < 0.12:
            add(_elsewhere(firm, chance))
        if chance.random() < 0.12:
            add(_other_trade(firm, chance))
        if chance.random() < 0.12:
            add(_neighbour(firm, chance))
    truth = Truth(book=[firm.name() for firm in firms])
    strangers: list[tuple[str, Callable[[Firm], str]]] = [
        ("other place", lambda f: _elsewhere(f, chance).name()),
        ("other trade", lambda f: _other_trade(f, chance).name()),
        ("branch", lambda f: f.name() + chance.choice(CITIES)[:2] + chance.choice(("分公司", "办事处", "分店"))),
        ("near name", lambda f: _neighbour(f, chance).name()),
        ("stranger", lambda f: _firm(chance).name()),
    ]
    for row in range(len(firms)):
        if chance.random() < 0.6:
            kind, name = _variant(firms[row], chance)
            answer: int | None = row
        else:
            kind, make = chance.choice(strangers)
            name, answer = make(firms[row]), None
            if name in seen:
                continue
        truth.list_.append(name)
        truth.answer.append(answer)
        truth.kind.append(kind)
    return truth


def _firm(chance: random.Random) -> Firm:
    size = chance.choices((2, 3, 4), (6, 3, 1))[0]
    core = "".join(chance.sample(SIGNS, size))
    return Firm(chance.choice(CITIES), core, chance.choice(TRADES), chance.choice(FORMS))


def _elsewhere(firm: Firm, chance: random.Random) -> Firm:
    return Firm(chance.choice([c for c in CITIES if c != firm.city]), firm.core, firm.trade, firm.form)


def _other_trade(firm: Firm, chance: random.Random) -> Firm:
    others = [t for t in TRADES if t[:2] != firm.trade[:2] and t[-2:] != firm.trade[-2:]]
    others = [t for t in others if not {t, firm.trade} <= {"贸易", "国际贸易", "进出口", "商贸"}]
    return Firm(firm.city, firm.core, chance.choice(others), firm.form)


def _neighbour(firm: Firm, chance: random.Random) -> Firm:
    """Another firm whose core differs by one sign that neither sounds nor looks alike."""
    at = chance.randrange(len(firm.core))
    sound = _sound_of(firm.core[at])
    other = chance.choice([s for s in SIGNS if s not in firm.core and _sound_of(s) != sound])
    return Firm(firm.city, firm.core[:at] + other + firm.core[at + 1 :], firm.trade, firm.form)


def _variant(firm: Firm, chance: random.Random) -> tuple[str, str]:
    """One firm's name as somebody else writes it: one change, at times two."""
    changes = [_place, _place, _form, _form, _trade, _typo, _traditional, _sound, _widths]
    if chance.random() < 0.08:
        latin = _latin(firm)
        if latin:
            return "latin", latin
    first = chance.choice(changes)
    name = first(firm, firm.name(), chance)
    kinds = [first.__name__.strip("_")]
    if chance.random() < 0.3:
        second = chance.choice([c for c in (_form, _traditional, _widths, _place) if c is not first])
        name = second(firm, name, chance)
        kinds.append(second.__name__.strip("_"))
    return " + ".join(kinds), name


def _place(firm: Firm, name: str, chance: random.Random) -> str:
    bare = name[len(firm.city) :] if name.startswith(firm.city) else name
    if bare == name:
        return name
    ways = ["", firm.city[:-1], PROVINCE.get(firm.city, "") + firm.city]
    way = chance.choice([*ways, "()"])
    if way == "()" and firm.form in bare:
        return bare.replace(firm.form, f"（{firm.city[:-1]}）{firm.form}")
    return way.strip("()") + bare


def _form(firm: Firm, name: str, chance: random.Random) -> str:
    if not name.endswith(firm.form):
        return name
    other = chance.choice(("", "", "公司", "有限责任公司" if firm.form == "有限公司" else "有限公司"))
    return name[: -len(firm.form)] + other


def _trade(firm: Firm, name: str, chance: random.Random) -> str:
    return name.replace(firm.trade, "", 1)


def _typo(firm: Firm, name: str, chance: random.Random) -> str:
    at = chance.randrange(len(name))
    kind = chance.choice(("wrong", "missing", "twice", "swapped"))
    if kind == "wrong":
        return name[:at] + chance.choice(WRONG) + name[at + 1 :]
    if kind == "missing":
        return name[:at] + name[at + 1 :]
    if kind == "twice":
        return name[: at + 1] + name[at:]
    at = min(at, len(name) - 2)
    return name[:at] + name[at + 1] + name[at] + name[at + 2 :]


def _traditional(firm: Firm, name: str, chance: random.Random) -> str:
    return "".join(map(_in_traditional, name))


@cache
def _in_traditional(sign: str) -> str:
    import zhconv

    return str(zhconv.convert(sign, "zh-hant"))


@cache
def _sound_of(sign: str) -> str:
    from pypinyin import lazy_pinyin

    return str(lazy_pinyin(sign)[0])


def _sound(firm: Firm, name: str, chance: random.Random) -> str:
    """One sign of the core as another that sounds the same."""
    at = chance.randrange(len(firm.core))
    sign = firm.core[at]
    alike = [other for other in _by_sound().get(_sound_of(sign), []) if other != sign] or [sign]
    return name.replace(firm.core, firm.core[:at] + chance.choice(alike) + firm.core[at + 1 :], 1)


@cache
def _by_sound() -> dict[str, list[str]]:
    """The signs of GB 2312 by their commonest sound."""
    table: dict[str, list[str]] = {}
    for code in range(0x4E00, 0x9FA6):
        if chr(code).encode("gb2312", "ignore"):
            table.setdefault(_sound_of(chr(code)), []).append(chr(code))
    return table


def _widths(firm: Firm, name: str, chance: random.Random) -> str:
    at = chance.randrange(1, len(name))
    return name[:at] + chance.choice((" ", "　", "\u00a0", "\u200b")) + name[at:] + chance.choice(("", " ", "。"))


def _latin(firm: Firm) -> str:
    from pypinyin import lazy_pinyin

    if firm.trade not in EN_TRADE or not firm.city.endswith("市"):
        return ""
    city = "".join(lazy_pinyin(firm.city[:-1])).title()
    return f"{city} {''.join(lazy_pinyin(firm.core)).title()} {EN_TRADE[firm.trade]} Co., Ltd."
