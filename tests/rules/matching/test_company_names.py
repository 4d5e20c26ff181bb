"""Company names taken apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook.rules.matching.company_names import normal, normal_all, read
from workbook.rules.names.company_words import trade_stem

pieces = st.lists(
    st.sampled_from(
        [
            "上海",
            "广州市",
            "（深圳）",
            "宏达",
            "人易",
            "长安",
            "科技",
            "贸易",
            "有限公司",
            "集团",
            "分公司",
            "公司",
            "厂",
            "ABC",
            " ",
            "Co., Ltd.",
            "the",
        ]
    ),
    max_size=6,
).map("".join)
anything = st.one_of(pieces, st.text(max_size=20))


@pytest.mark.parametrize(
    ("name", "place", "core", "trades", "forms", "branch"),
    [
        ("广州市人易软件技术有限公司", "广州", "人易", ("软件技术",), ("有限公司",), ""),
        ("人易软件", "", "人易", ("软件",), (), ""),
        ("阿里巴巴集团控股有限公司", "", "阿里巴巴", (), ("集团", "控股有限公司"), ""),
        ("杭州阿里巴巴广告有限公司", "杭州", "阿里巴巴", ("广告",), ("有限公司",), ""),
        ("长安汽车", "", "长安", ("汽车",), (), ""),
        ("广东省深圳市南山区腾讯计算机系统有限公司", "深圳", "腾讯", ("计算机", "系统"), ("有限公司",), ""),
        ("嘉善县宏达印刷厂", "嘉善县", "宏达", ("印刷",), ("厂",), ""),
        ("ABC贸易(上海)有限公司", "上海", "abc", ("贸易",), ("有限公司",), ""),
        ("苏州工业园区宏达电子有限公司", "苏州", "宏达", ("电子",), ("有限公司",), ""),
        ("IBM China Co., Ltd.", "中国", "ibm", (), ("co", "ltd"), ""),
        ("宏达化工厂", "", "宏达", ("化工",), ("厂",), ""),
        ("宏达五金经营部", "", "宏达", ("五金",), ("经营部",), ""),
        ("宏达有限公司经营部", "", "宏达", (), ("有限公司",), "经营部"),
        ("招商银行股份有限公司深圳分行", "", "招商", ("银行",), ("股份有限公司",), "深圳分行"),
        ("宏达电子公司", "", "宏达", ("电子",), ("公司",), ""),
        ("宏达贸易有限公可", "", "宏达", ("贸易",), ("有限公司",), ""),
        ("中国银行", "", "中国银行", (), (), ""),
        ("东方希望集团有限公司", "", "东方希望", (), ("集团有限公司",), ""),
        ("The Acme Trading Company", "", "acme", ("trading",), ("company",), ""),
        (
            "Shanghai XYZ Import & Export Co., Ltd. Beijing Branch",
            "上海",
            "xyz",
            ("import", "export"),
            ("co", "ltd"),
            "beijing branch",
        ),
    ],
)
def test_parts(name: str, place: str, core: str, trades: tuple[str, ...], forms: tuple[str, ...], branch: str) -> None:
    """Place, core, trade, form and branch of a name are told."""
    got = read(name)
    assert (got.place, got.core, got.trades, got.branch) == (place, core, trades, branch)
    assert "".join(got.forms) == "".join(forms)


def test_nothing_is_taken_from_the_middle() -> None:
    """A place, trade or form inside the core stays in it."""
    assert read("宏科技达实业有限公司").core == "宏科技达"
    assert read("大上海美食有限公司").core == "大上海美食"


@given(name=anything)
def test_a_name_has_a_core(name: str) -> None:
    """The core of a name that is not blank is never empty."""
    assert read(name).core != "" or name.strip() == ""


@given(name=anything)
def test_normal_is_stable(name: str) -> None:
    """Normalising twice changes nothing more, and reading a normalised name reads the name."""
    plain = normal(name)
    assert normal(plain) == plain
    if plain:
        assert read(plain) == read(name)


@given(names=st.lists(anything, max_size=5))
def test_a_column_is_normalised_as_its_names_are(names: list[str]) -> None:
    """All names in one go come out as one by one."""
    assert normal_all(names) == [normal(name) for name in names]


@given(name=anything)
def test_parts_come_from_the_name(name: str) -> None:
    """A Chinese core stands in the name as it is written: nothing is invented."""
    plain = normal(name)
    core = read(name).core
    assert all(sign in plain or plain == "" for sign in core.replace(" ", ""))


def test_trades_come_down_to_stems() -> None:
    """Words for one trade have one stem, other trades another."""
    assert trade_stem("软件技术") == trade_stem("软件科技") == trade_stem("software") == "软件"
    assert trade_stem("贸易") != trade_stem("建材")


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("桂林市樱澜枫皮具商行", ("樱澜枫", "桂林", ("皮具",))),
        ("衡阳市若旺餐饮管理中心", ("若旺", "衡阳", ("餐饮管理",))),
        ("保定市铎鑫市政工程有限公司", ("铎鑫", "保定", ("市政工程",))),
        ("德州市政工程有限公司", ("市政", "德州", ("工程",))),
        ("晋江市市峻樱逸轴承厂", ("峻樱逸", "晋江", ("轴承",))),
        ("浙江省萧山珩竹瀚皮具经营部", ("珩竹瀚", "萧山", ("皮具",))),
        ("【岳阳市盛裕杉酒业经营部】", ("盛裕杉", "岳阳", ("酒业",))),
        ("襄阳市蔚昊荣露电缆有限公司（总部）", ("蔚昊荣露", "襄阳", ("电缆",))),
        ("Taizhou Rongshou Co., Ltd", ("rongshou", "", ())),
    ],
)
def test_names_that_were_misread(name: str, parts: tuple[str, str, tuple[str, ...]]) -> None:
    """Shops and centres are forms; 市 belongs to 市政; a doubled sign, a head office and brackets around all add
    nothing; a place that two cities sound like is none."""
    got = read(name)
    assert (got.core, got.place, got.trades) == parts
    assert got.branch == ""


@pytest.mark.parametrize(
    "form",
    ["N.V.", "NV", "Oy", "B.V.", "AB", "A.B.", "AS", "ApS", "AG", "KG", "SE", "GmbH", "S.A.", "S.A.S.", "S.r.l.",
     "S.p.A.", "plc", "LLC", "LLP", "L.P.", "Inc.", "Corp.", "Pty Ltd", "Pte. Ltd.", "Sdn Bhd", "K.K.", "Pvt. Ltd.",
     "Co., Ltd."],
)  # fmt: skip
def test_a_legal_form_behind_a_latin_name_is_none_of_it(form: str) -> None:
    """Each of them by itself: Philips N.V. is Philips."""
    assert read(f"Philips {form}").core == "philips"
    assert read(f"Philips {form}").forms


def test_a_place_that_is_also_a_name_is_one_before_another_word() -> None:
    """By its sound; alone it is the name."""
    found = read("Dongfang Hongda Foods Ltd")
    assert (found.core, found.place) == ("hongda", "东方")
    alone = read("Dongfang Foods Ltd")
    assert (alone.core, alone.place) == ("dongfang", "")
