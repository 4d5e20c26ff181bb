"""Contacts of the sample, and what hangs on them: family, anniversaries, profiles. Every person is invented."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from workbook.build.sample.customers import AS_OF, CUSTOMERS, Customer
from workbook.build.sample.dice import Dice
from workbook.build.sample.places import landline, mobile
from workbook.language import COMMA, Lang, Text

Row = dict[str, object]

_SURNAMES = (
    Text("陆", "Lu"), Text("方", "Fang"), Text("叶", "Ye"), Text("孟", "Meng"), Text("秦", "Qin"), Text("唐", "Tang"),
    Text("严", "Yan"), Text("柳", "Liu"), Text("段", "Duan"), Text("邵", "Shao"), Text("贺", "He"), Text("乔", "Qiao"),
    Text("龚", "Gong"), Text("尹", "Yin"), Text("莫", "Mo"), Text("施", "Shi"),
)
_MEN = (
    Text("景行", "Jingxing"), Text("怀瑾", "Huaijin"), Text("望舒", "Wangshu"), Text("砚之", "Yanzhi"), Text("清河", "Qinghe"),
    Text("承屿", "Chengyu"), Text("牧原", "Muyuan"), Text("亦辰", "Yichen"),
)
_WOMEN = (
    Text("若溪", "Ruoxi"), Text("采薇", "Caiwei"), Text("疏影", "Shuying"), Text("念慈", "Nianci"), Text("静姝", "Jingshu"),
    Text("晚晴", "Wanqing"), Text("令仪", "Lingyi"), Text("初夏", "Chuxia"),
)
_POSTS = (  # position, department, role
    (Text("总经理", "General manager"), Text("总经办", "Management"), "decider"),
    (Text("采购经理", "Purchasing manager"), Text("采购部", "Purchasing"), "buyer"),
    (Text("工程主管", "Engineering supervisor"), Text("工程部", "Engineering"), "influencer"),
    (Text("设备工程师", "Equipment engineer"), Text("设备部", "Equipment"), "adviser"),
    (Text("财务主管", "Accounts supervisor"), Text("财务部", "Accounts"), "influencer"),
)
_HOBBIES = (
    Text("钓鱼", "Fishing"), Text("羽毛球", "Badminton"), Text("书法", "Calligraphy"), Text("登山", "Hiking"),
    Text("茶道", "Tea"), Text("摄影", "Photography"), Text("足球", "Football"), Text("围棋", "Go"),
)
_TASTES = (Text("清淡", "Light"), Text("喜辣", "Spicy"), Text("爱吃海鲜", "Seafood"), Text("素食", "Vegetarian"))
_TYPES = (Text("果断", "Decisive"), Text("谨慎", "Careful"), Text("热情", "Warm"), Text("寡言", "Quiet"))
_COLOURS = (Text("蓝", "Blue"), Text("绿", "Green"), Text("灰", "Grey"))
_TABOOS = (Text("忌谈年龄", "Never talk of age"), Text("不饮酒", "No alcohol"), Text("忌数字4", "Avoid the number 4"))


@dataclass(frozen=True, slots=True)
class Contact:
    """One person at a customer, or the customer itself."""

    number: int
    name: Text
    customer: Customer
    woman: bool
    post: int | None  # place in _POSTS; None for a household

    @property
    def contact_id(self) -> str:
        """L00001 …"""
        return f"L{self.number:05d}"


def _all() -> tuple[Contact, ...]:
    contacts: list[Contact] = []
    taken: set[str] = set()
    for one in CUSTOMERS:
        dice = Dice(f"contacts {one.slug}")
        if one.is_person:
            contacts.append(Contact(len(contacts) + 1, one.name, one, dice.chance(0.5), None))
            continue
        count = 3 if one.size >= 8 else 2 if one.size >= 4 else 1
        for post in ((1, 0, 2), (1, 2), (1,))[3 - count] if one.pattern != "none" else (0, 1)[: max(1, count)]:
            name = None
            while name is None or name.zh in taken:
                surname, woman = dice.one(_SURNAMES), dice.chance(0.45)
                given = dice.one(_WOMEN if woman else _MEN)
                name = Text(surname.zh + given.zh, f"{surname.en} {given.en}")
            taken.add(name.zh)
            contacts.append(Contact(len(contacts) + 1, name, one, woman, post))
    return tuple(contacts)


CONTACTS: tuple[Contact, ...] = _all()

# Birthdays that fall in the days around the sample's date, so that reminders have something to say: number → month, day.
_NEAR: dict[int, tuple[int, int]] = {4: (7, 2), 11: (7, 5), 23: (6, 30)}
_LUNAR: dict[int, tuple[int, int]] = {7: (5, 20), 15: (8, 15)}  # lunar month and day; 5/20 falls on 2026-07-04


# Who has left, by number: when, and where to.
_LEFT: dict[int, tuple[dt.date, Text]] = {
    3: (dt.date(2026, 3, 31), Text("调往西南分公司", "Moved to the south-west branch")),
    12: (dt.date(2026, 5, 15), Text("自己开店", "Opened a shop")),
}


def of_customer(one: Customer) -> list[Contact]:
    """Its contacts, the one who buys first."""
    return [c for c in CONTACTS if c.customer is one]


def contact_rows(lang: Lang) -> list[Row]:
    """Rows of tblContacts: input columns only."""
    return [_row(one, lang) for one in CONTACTS]


def _birthday(one: Contact, dice: Dice) -> dt.date | None:
    year = dice.between(1966, 1996)
    if one.number in _NEAR:
        return dt.date(year, *_NEAR[one.number])
    if one.number in _LUNAR:
        return dt.date(year, *_LUNAR[one.number])
    return dt.date(year, dice.between(1, 12), dice.between(1, 28)) if dice.chance(0.6) else None


def _row(one: Contact, lang: Lang) -> Row:
    dice = Dice(f"contact {one.number}")
    birthday = _birthday(one, dice)
    slug = one.name.en.lower().replace(" ", ".").replace("'", "")
    row: Row = {
        "contact_id": one.contact_id,
        "customer_id": one.customer.customer_id,
        "name": one.name[lang],
        "gender": "female" if one.woman else "male",
        "mobile": mobile(one.customer.number if one.post is None else 100 + one.number),
        "birthday": None if birthday is None else birthday.isoformat(),
        "calendar": None if birthday is None else "lunar" if one.number in _LUNAR else "solar",
    }
    if one.post is None:
        row |= {"email": f"{slug}@example.com", "role": "decider",
                "joined_on": dt.date(2025, 1, 1) + dt.timedelta(days=dice.between(0, 400))}
    else:
        position, department, role = _POSTS[one.post]
        row |= {
            "position": position[lang],
            "department": department[lang],
            "role": role,
            "email": f"{slug}@{one.customer.slug}.example.com",
            "phone": landline(one.customer.city, 2000 + one.number) if dice.chance(0.5) else None,
            "im": f"{slug.replace('.', '_')}_sample" if dice.chance(0.4) else None,
        }
    if one.customer.size >= 5 or one.post is None:
        row |= {"hobbies": dice.one(_HOBBIES)[lang], "personality": dice.one(_TYPES)[lang], "taste": dice.one(_TASTES)[lang],
                "education": dice.one(("college", "bachelor", "master")), "quality": dice.one(("high", "high", "low"))}
    if one.customer.size >= 8:
        row |= {"colour": dice.one(_COLOURS)[lang], "taboos": dice.one(_TABOOS)[lang],
                "attitude": Text("认可质量，嫌交期长", "Likes the quality, finds delivery slow")[lang],
                "relation": dice.one(("friend", "townsman", "school"))}
    if gone := _LEFT.get(one.number):
        row |= {"status": "left", "left_on": gone[0], "went_to": gone[1][lang]}
    if one.number == 1 or one.customer.slug in _AGREED:  # a child's birthday, banking
        row |= {"consent_purpose": Text("生日祝福、分期付款", "Birthday wishes, paying by instalments")[lang],
                "consent_way": Text("书面签字", "Signed on paper")[lang], "separate_consent_on": AS_OF - dt.timedelta(days=300)}
    if one.number in (1, 5, 20):
        row["introduced_by"] = CONTACTS[one.number + 2].name[lang]
    return row


_AGREED = ("p_wen", "p_shen")


# Contact's number, relation, name (of a child or parent: without the surname), job.
_RELATIVES = (
    (1, "spouse", Text("季映雪", "Ji Yingxue"), Text("教师", "Teacher")),
    (1, "child", Text("小满", "Xiaoman"), Text("小学生", "Schoolchild")),
    (4, "child", Text("知秋", "Zhiqiu"), Text("高三", "Last year of school")),
    (9, "spouse", Text("程听雨", "Cheng Tingyu"), Text("医生", "Doctor")),
    (14, "parent", Text("守拙", "Shouzhuo"), Text("退休", "Retired")),
)


def family_rows(lang: Lang) -> list[Row]:
    """Rows of tblFamily."""
    return [
        {
            "contact_id": f"L{number:05d}",
            "name": (name if relation == "spouse" else _with_surname(CONTACTS[number - 1], name))[lang],
            "relation": relation,
            "job": job[lang],
        }
        for number, relation, name, job in _RELATIVES
    ]


def _with_surname(one: Contact, given: Text) -> Text:
    return Text(one.name.zh[0] + given.zh, f"{one.name.en.split()[0]} {given.en}")


_DAYS = (
    (1, "07-03", "solar", Text("公司成立日", "Company's founding day")),
    (4, "09-28", "solar", Text("合作周年", "Anniversary of working together")),
    (7, "10-01", "solar", Text("结婚纪念日", "Wedding day")),
    (16, "05-05", "lunar", Text("端午送粽", "Rice dumplings at Dragon Boat")),
    (21, "12-18", "solar", Text("店庆", "Shop's anniversary")),
)


def anniversary_rows(lang: Lang) -> list[Row]:
    """Rows of tblAnniversaries."""
    return [
        {"contact_id": f"L{number:05d}", "month_day": day, "calendar": calendar, "what": what[lang]}
        for number, day, calendar, what in _DAYS
    ]


_STATES = (Text("稳定，略有增长", "Steady, growing a little"), Text("旺季供不应求", "Cannot keep up in season"), Text("竞争加剧，毛利下降", "More rivals, thinner margins"))
_STRENGTHS = (Text("项目资源多", "Many projects"), Text("仓储和配送强", "Strong in storage and delivery"), Text("技术团队稳定", "A steady technical team"))
_PROBLEMS = (Text("回款周期长", "Paid late by its own customers"), Text("人员流动大", "High turnover of staff"), Text("库存偏高", "Too much stock"))


_RATINGS: dict[str, Row] = {
    "hedu": {"rating_of_us": 5, "rating_of_rivals": 3},
    "tuolan": {"rating_of_us": 3, "rating_of_rivals": 4},
}


def profile_rows(lang: Lang) -> list[Row]:
    """Rows of tblProfiles: the larger companies have one."""
    rows: list[Row] = []
    for one in CUSTOMERS:
        if one.is_person or one.size < 6:
            continue
        dice, people = Dice(f"profile {one.slug}"), of_customer(one)
        rows.append({
            "customer_id": one.customer_id,
            "manager": people[-1].name[lang],
            "decision_maker_names": COMMA[lang].join(p.name[lang] for p in people[:2]),
            "organisation_form": dice.one(("limited", "limited", "stock", "group")),
            "founded_on": dt.date(dice.between(1998, 2019), dice.between(1, 12), dice.between(1, 28)),
            "city": one.city.name[lang],
            "state": dice.one(_STATES)[lang],
            "strengths": dice.one(_STRENGTHS)[lang],
            "problems": dice.one(_PROBLEMS)[lang],
            "market_share": round(0.02 + 0.1 * dice.share(), 3),
            "fiscal_year_start": "01-01",
            "comes_from": dice.one(("local", "domestic")),
            "buys_how_often": dice.one(("weekly", "monthly", "any_time")),
            "buys_how": ("contract", "credit") if one.credit and one.credit >= 4 else ("cash",),
            "learned_through": (dice.one(("advertising", "word_of_mouth", "direct")),),
            **_RATINGS.get(one.slug, {}),
        })
    return rows


_NOTES = (
    ("construction", Text("新开工回落，旧改增加", "Fewer new sites, more refurbishing"), Text("账期拉长", "Longer credit"), Text("节能改造补贴", "Grants for saving energy")),
    ("hospitality", Text("客流恢复", "Guests are back"), Text("预算收紧", "Tighter budgets"), Text("智能客房", "Smart rooms")),
    ("energy", Text("装机快速增长", "Capacity grows fast"), Text("价格竞争激烈", "Fierce price competition"), Text("西北基地项目", "The north-western bases")),
)


def industry_rows(lang: Lang) -> list[Row]:
    """Rows of tblIndustryNotes."""
    return [
        {"industry": key, "date": AS_OF - dt.timedelta(days=40), "economy": economy[lang], "problems": problems[lang], "opportunities": openings[lang]}
        for key, economy, problems, openings in _NOTES
    ]


# Customer, balance and daily average in yuan, kinds of deposit, days after AS_OF on which one matures, products held,
# risk tolerance, level with the bank.
_DEPOSITS = (
    ("p_wen", 180_000, 164_000, ("demand", "fixed"), 4, ("fixed_deposit",), "cautious", "gold"),
    ("p_shen", 62_000, 51_500, ("demand", "call"), 150, (), "steady", "silver"),
)


def bank_rows(lang: Lang) -> list[Row]:
    """Rows of tblBankProfiles: two households that pay through an account the company's bank told of."""
    people = {one.slug: one for one in CUSTOMERS}
    return [
        {
            "customer_id": people[slug].customer_id,
            "contact": of_customer(people[slug])[0].contact_id,
            "deposit_balance": balance,
            "daily_average": average,
            "deposit_kinds": kinds,
            "deposit_matures_on": AS_OF + dt.timedelta(days=days),
            "products_held": held or None,
            "risk_tolerance": risk,
            "bank_level": level,
            "remarks": Text("家装分期付款的开户行", "The bank of the instalments for its flat")[lang],
        }
        for slug, balance, average, kinds, days, held, risk, level in _DEPOSITS
    ]
