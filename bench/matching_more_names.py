"""A second set of Chinese company names with known truth: other places, cores, trades and slips, and firms that are no
companies by law (works, shops, centres, cooperatives).

Beside what the first set does to a name it writes brackets around it, puts a remark or 总部 behind it, swaps signs, and
leaves out trade and form in Latin letters.
"""

from __future__ import annotations

import random
from collections.abc import Callable

from matching_company_names import Firm, Truth, _by_sound, _in_traditional, _sound_of
from pypinyin import lazy_pinyin

_IN = {
    "江苏省": "南通 盐城 镇江 淮安 扬州 昆山 江阴",
    "浙江省": "绍兴 台州 湖州 金华 慈溪 余姚",
    "山东省": "临沂 德州",
    "河北省": "保定 邯郸 唐山",
    "广东省": "汕头 江门 湛江 珠海",
    "": "柳州 桂林 遵义 绵阳 宜昌 襄阳 岳阳 衡阳 赣州 九江 漳州 莆田 海口 兰州 银川 西宁 包头 大同 鞍山 吉林 洛阳 开封",
}
_PROVINCE = {f"{city}市": province for province, cities in _IN.items() for city in cities.split()}
_CITIES = [*_PROVINCE, "顺德", "萧山", "晋江市", "石狮市"]
_TRADE_WORDS = (
    "阀门 轴承 紧固件 针织 印染 灯饰 卫浴 陶瓷 皮具 箱包 鞋业 玩具 家纺 食品 茶叶 酒业 中药材 "
    "农业科技 种业 饲料 水泥 钢结构 门窗 幕墙 园林绿化 市政工程 消防设备 电梯 电缆 变压器 仪表 "
    "泵业 模具 机床 铸造 物流 仓储 供应链管理 电子商务 软件 网络科技 智能科技 新材料 化工 涂料 "
    "橡塑 包装 印务 广告 会展服务 文化传播 教育咨询 人力资源 财务咨询 旅游 餐饮管理 酒店管理 "
    "医疗器械 生物科技 环保科技 光伏 储能科技 充电设备 宠物用品 母婴用品 美容 健身 摄影 汽车配件 "
    "汽车销售 进出口 国际贸易 实业 机电设备 "
)
_TRADES = _TRADE_WORDS.split()
_SIGNS = (
    "悦泓逸泽霖曜瀚澜煜栩珩璟沅沐芃芮荟蔚岚崧峻嵘峤岱昊昱晟晗晖景朗朔望舒和煦霁雯霏露筠竹梅兰菊松柏桐梓椿榆槐杉"
    "楠檀棠柯枫桦柳杨桃李杏梨榕樱葵荷莲藕菱茗茉莉芷若苏艾蒲芳草萌苗茂荣盛旺昌隆兴发达利丰裕盈满福禄寿喜财宝珍"
)
_FORMS = ["有限公司"] * 6
_FORMS += ["有限责任公司", "股份有限公司", "集团有限公司", "厂", "经营部", "商行", "中心", "合作社", "工作室"]
_OTHER_FORM = {"有限公司": "有限责任公司", "有限责任公司": "有限公司", "股份有限公司": "有限公司", "厂": "工厂"}
_WRONG = "的一是在不了有我他这中大来上国到说们为子和你地出会可也下而"

Change = Callable[[Firm, str, random.Random], str]


def generate(seed: int, size: int = 2000) -> Truth:
    """A book of `size` firms, three in ten of them sisters or neighbours of others, and a list about as long."""
    chance = random.Random(seed)
    firms: dict[str, Firm] = {}
    strangers: dict[str, Callable[[Firm], Firm]] = {
        "other place": lambda f: Firm(_other(chance, _CITIES, f.city), f.core, f.trade, f.form),
        "other trade": lambda f: Firm(f.city, f.core, _other_trade(f, chance), f.form),
        "near name": lambda f: _neighbour(f, chance),
        "stranger": lambda _: _firm(chance),
        "other place and trade": lambda f: Firm(
            _other(chance, _CITIES, f.city), f.core, _other_trade(f, chance), f.form
        ),
    }
    while len(firms) < size:
        firm = _firm(chance)
        for one in (firm, *(make(firm) for make in [*strangers.values()][:3] if chance.random() < 0.1)):
            firms.setdefault(one.name(), one)
    truth = Truth(book=[*firms])
    for row, firm in enumerate(firms.values()):
        if chance.random() < 0.6:
            kind = chance.choice([*_CHANGES])
            name, answer = _CHANGES[kind](firm, firm.name(), chance), row
            truth.list_.append(name)
            truth.answer.append(answer)
            truth.kind.append(kind)
            continue
        kind = chance.choice([*strangers, "branch"])
        if kind == "branch":
            name = firm.name() + chance.choice(_CITIES)[:2] + chance.choice(("分公司", "办事处", "分店", "营业部"))
        else:
            name = strangers[kind](firm).name()
        if name not in firms:
            truth.list_.append(name)
            truth.answer.append(None)
            truth.kind.append(kind)
    return truth


def _firm(chance: random.Random) -> Firm:
    core = "".join(chance.sample(_SIGNS, chance.choices((2, 3, 4), (7, 3, 1))[0]))
    return Firm(chance.choice(_CITIES), core, chance.choice(_TRADES), chance.choice(_FORMS))


def _other(chance: random.Random, known: list[str], one: str) -> str:
    return chance.choice([other for other in known if other != one])


def _other_trade(firm: Firm, chance: random.Random) -> str:
    return chance.choice([t for t in _TRADES if t[:2] != firm.trade[:2] and t[-2:] != firm.trade[-2:]])


def _neighbour(firm: Firm, chance: random.Random) -> Firm:
    at = chance.randrange(len(firm.core))
    others = [s for s in _SIGNS if s not in firm.core and _sound_of(s) != _sound_of(firm.core[at])]
    return Firm(firm.city, firm.core[:at] + chance.choice(others) + firm.core[at + 1 :], firm.trade, firm.form)


def _slip(kind: str) -> Change:
    def change(_firm: Firm, name: str, chance: random.Random) -> str:
        at = chance.randrange(len(name) - 1)
        ways = {
            "wrong": name[:at] + chance.choice(_WRONG) + name[at + 1 :],
            "missing": name[:at] + name[at + 1 :],
            "twice": name[: at + 1] + name[at:],
            "swapped": name[:at] + name[at + 1] + name[at] + name[at + 2 :],
        }
        return ways[kind]

    return change


def _sound(firm: Firm, name: str, chance: random.Random) -> str:
    at = chance.randrange(len(firm.core))
    alike = [sign for sign in _by_sound()[_sound_of(firm.core[at])] if sign != firm.core[at]] or [firm.core[at]]
    return name.replace(firm.core, firm.core[:at] + chance.choice(alike) + firm.core[at + 1 :], 1)


def _latin(firm: Firm) -> str:
    city, core = ("".join(lazy_pinyin(text)).title() for text in (firm.city.removesuffix("市"), firm.core))
    return f"{city} {core} Co., Ltd"


_CHANGES: dict[str, Change] = {
    "place left out": lambda f, name, _: name.removeprefix(f.city),
    "short": lambda f, _, __: f.city.removesuffix("市") + f.core + f.trade,
    "province before": lambda f, name, _: _PROVINCE.get(f.city, "") + name,
    "place in brackets": lambda f, _, __: f"{f.core}{f.trade}（{f.city.removesuffix('市')}）{f.form}",
    "form": lambda f, name, _: name.removesuffix(f.form) + _OTHER_FORM.get(f.form, f.form),
    "form left out": lambda f, name, _: name.removesuffix(f.form),
    "trade left out": lambda f, name, _: name.replace(f.trade, "", 1),
    "traditional": lambda _, name, __: "".join(map(_in_traditional, name)),
    **{f"sign {kind}": _slip(kind) for kind in ("wrong", "missing", "twice", "swapped")},
    "sound": _sound,
    "spaces": lambda _, name, __: f"{name[:3]}\u3000{name[3:]} ",
    "brackets around": lambda _, name, __: f"【{name}】",
    "remark behind": lambda _, name, chance: name + chance.choice(("（原名）", "（总部）", "。", "*")),
    "latin": lambda f, _, __: _latin(f),
}
