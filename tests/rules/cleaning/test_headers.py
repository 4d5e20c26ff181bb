"""A pasted block: its header is found and its columns are told, whatever stands around them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook.rules.cleaning import header_names, headers
from workbook.rules.cleaning.data_rows import data_rows

NAMES = {
    "name": ("客户名称", "Customer", "公司名称", "单位名称", "企业名称", "Company Name"),
    "contact_name": ("联系人", "Contact", "姓名"),
    "phone": ("电话", "Phone", "Tel", "固定电话"),
    "mobile": ("手机", "Mobile"),
    "fax": ("传真", "Fax"),
    "email": ("电子邮件", "E-mail", "邮箱"),
    "website": ("单位网址", "Website"),
    "address": ("通讯地址", "Address", "地址"),
    "tax_no": ("税号", "Tax number"),
    "postcode": ("邮政编码", "Postcode", "邮编"),
}
ROW = ["甲乙贸易有限公司", "020-88880000", "广州市天河路1号", "li@example.com"]


def fields(block: list[list[object]]) -> list[str | None]:
    return [column.field for column in headers.read(block, NAMES).columns]


def test_title_and_blank_rows_above() -> None:
    """Titles, remarks and blank rows above the header are passed over."""
    block: list[list[object]] = [
        ["2024年春季展会客户名单", "", "", ""],
        [None, None, None, None],
        ["制表：市场部", "", "", "第1页"],
        ["公司名称", "电话", "地址", "邮箱"],
        ["", "", "", ""],
        list(ROW),
    ]
    found = headers.read(block, NAMES)
    assert found.header_rows == (3,)
    assert found.first_row == 5
    assert fields(block) == ["name", "phone", "address", "email"]


def test_two_row_header_with_merged_cells() -> None:
    """Upper cells merged over several columns and lower cells under them are read together."""
    block: list[list[object]] = [
        ["客户名称", "联系方式", "", "", "地址"],
        ["", "电话", "手机", "邮箱", ""],
        ["甲乙有限公司", "020-88880000", "13800138000", "a@example.com", "广州市天河路1号"],
    ]
    found = headers.read(block, NAMES)
    assert found.header_rows == (0, 1)
    assert found.first_row == 2
    assert fields(block) == ["name", "phone", "mobile", "email", "address"]


def test_english_and_decorated_headers() -> None:
    """English labels, stars, units in brackets, traditional characters and usual additions are understood."""
    assert fields([["*Company Name", "E-Mail:", "TEL", "Web site"], ["A Co", "a@example.com", "", ""]])[:3] == [
        "name",
        "email",
        "phone",
    ]
    assert fields([["客戶名稱（必填）", "聯繫電話", "公司地址", "電子郵件"], list(ROW)]) == [
        "name",
        "phone",
        "address",
        "email",
    ]


def test_a_misspelt_header() -> None:
    """A header with one letter wrong is still the field, and says it is only close."""
    found = headers.read([["Custmer", "Adress", "Phone"], ["x", "y", "1"]], NAMES)
    assert [column.field for column in found.columns] == ["name", "address", "phone"]
    assert found.columns[1].how == "similar"


def test_no_header_at_all() -> None:
    """Columns of a list without header are told by the look of their values; the first row is data."""
    block: list[list[object]] = [
        list(ROW),
        ["丙丁科技有限公司", "0755-88880001", "深圳市福华路2号", "wang@example.org"],
    ]
    found = headers.read(block, NAMES)
    assert found.header_rows == ()
    assert found.first_row == 0
    assert [column.field for column in found.columns] == ["name", "phone", "address", "email"]
    assert {column.how for column in found.columns} == {"look"}


def test_foreign_header_over_typed_columns() -> None:
    """Unknown words over columns of mails and phones are a header all the same."""
    block: list[list[object]] = [
        ["Firma", "Rufnr", "Elektropost"],
        ["A", "020-88880000", "a@example.com"],
        ["B", "", "b@example.com"],
    ]
    found = headers.read(block, NAMES)
    assert found.header_rows == (0,)
    assert [column.field for column in found.columns] == [None, "phone", "email"]


def test_unmatched_and_second_columns_are_kept() -> None:
    """Every column is in the answer; one that matches nothing, or a field already taken, has a reason."""
    found = headers.read(
        [["公司名称", "展位号", "电话", "电话2"], ["甲有限公司", "A1", "020-88880000", "020-88880001"]], NAMES
    )
    assert len(found.columns) == 4
    assert [column.field for column in found.columns][:3] == ["name", None, "phone"]
    assert "保留" in found.columns[1].why.zh


def test_keys_are_surest() -> None:
    """A field's key beats another field's synonym, and each field is given once."""
    found = headers.read([["单位名称", "name"], ["a", "b"]], NAMES)
    assert [column.field for column in found.columns] == [None, "name"]


def test_repeated_headers_blanks_and_totals_are_no_data() -> None:
    """A header repeated in the middle, blank rows and a total line are not rows of the list."""
    head: list[object] = ["公司名称", "电话"]
    block: list[list[object]] = [head, ["甲公司", "1"], ["", ""], head, ["乙公司", "2"], ["合计", "2"]]
    assert data_rows(block, headers.read(block, NAMES)) == [1, 4]


def test_nothing_pasted() -> None:
    """An empty block has no header, no columns and no rows."""
    found = headers.read([], NAMES)
    assert (found.header_rows, found.first_row, found.columns) == ((), 0, ())
    assert headers.read([[None]], NAMES).columns[0].field is None


@pytest.mark.parametrize("how_many", [1, 3])
def test_a_data_row_is_never_the_header(how_many: int) -> None:
    """A value that happens to be a field's name ('电话' as the source of a customer) makes no header."""
    row: list[object] = ["甲公司", "电话", "a@example.com"]
    block: list[list[object]] = [["公司名称", "来源", "邮箱"], *[row] * how_many]
    assert headers.read(block, NAMES).header_rows == (0,)


@given(
    block=st.lists(
        st.lists(
            st.one_of(st.none(), st.text(max_size=8), st.integers(), st.sampled_from(["电话", "name"])), max_size=4
        ),
        max_size=6,
    )
)
def test_any_block_is_read(block: list[list[object]]) -> None:
    """Whatever is pasted, each column is answered for, no field twice, and rows stay in range."""
    found = headers.read(block, NAMES)
    width = max((len(row) for row in block), default=0)
    assert [column.index for column in found.columns] == list(range(width))
    given_fields = [column.field for column in found.columns if column.field]
    assert len(given_fields) == len(set(given_fields))
    assert 0 <= found.first_row <= len(block)
    assert all(row >= found.first_row for row in data_rows(block, found))


def test_a_header_in_two_languages() -> None:
    """The Chinese part says it, else the other one."""
    assert fields([["Company 公司名称", "Contact 联系人", "Tel. 电话", "地址/Address"], list(ROW)]) == [
        "name",
        "contact_name",
        "phone",
        "address",
    ]


def test_one_known_word_among_many_is_a_header() -> None:
    """Sixty columns of which one is known: the first row is still no customer."""
    block: list[list[object]] = [
        ["公司名称", *(f"列{at}" for at in range(59))],
        ["甲乙有限公司", *(f"值{at}" for at in range(59))],
    ]
    found = headers.read(block, NAMES)
    assert found.header_rows == (0,)
    assert found.columns[0].field == "name"


def test_a_title_over_nothing_but_names_is_no_name() -> None:
    """名单 stands over companies, each with its legal form; and where nothing else can be the name, they are it."""
    found = headers.read([["名单"], ["甲乙有限公司"], ["丙丁贸易有限公司"]], NAMES)
    assert found.header_rows == (0,)
    assert found.columns[0].field == "name"


def test_a_header_merged_downwards_keeps_its_words() -> None:
    """序号 over two rows of header, beside groups over several columns."""
    block: list[list[object]] = [
        ["某某展会客户名单", "", "", ""],
        ["摊位", "基本信息", "", "联系方式"],
        ["", "公司名称", "联系人", "电话"],
        ["A1", "甲乙有限公司", "张伟", "020-88880000"],
    ]
    found = headers.read(block, NAMES)
    assert found.header_rows == (1, 2)
    assert found.columns[0].header == "摊位"
    assert fields(block) == [None, "name", "contact_name", "phone"]


@pytest.mark.parametrize(
    ("header", "numbers", "idle"),
    [
        ("序号", ["1", "2", "4"], True),
        ("No.", ["1", "2", "3"], True),
        ("", ["1", "2", "3"], True),
        ("序号", ["12", "7", "3"], False),
        ("", ["5", "7", "3"], False),
        ("摊位", ["1", "2", "3"], False),
    ],
)
def test_a_column_that_only_counts_is_idle(header: str, numbers: list[str], idle: bool) -> None:
    """Rising numbers under 序号, or 1, 2, 3 in a first column without a header."""
    block: list[list[object]] = [[header, "公司名称"], ["小计", "3"]]
    block[1:1] = [[n, f"甲{n}有限公司"] for n in numbers]
    assert headers.read(block, NAMES).columns[0].idle is idle


def test_a_second_telephone_is_no_fax() -> None:
    """Its header says what it is."""
    block: list[list[object]] = [["公司名称", "电话", "电话"], ["甲有限公司", "020-88880000", "020-88880001"]]
    assert fields(block) == ["name", "phone", None]


@pytest.mark.parametrize("foot", ["合计：3家", "本页小计", "总计（元）", "Grand total", "TOTAL: 1,200.00", "共计 5 行"])
def test_total_lines_in_many_words(foot: str) -> None:
    """They are no rows."""
    block: list[list[object]] = [["公司名称", "电话"], ["甲公司", "1"], [foot, "2"]]
    assert data_rows(block, headers.read(block, NAMES)) == [1]


BEFORE = (
    "客户 顾客 公司 单位 企业 厂家 厂商 供应商 经销商 联系人 联系 联络 负责人 办公 主要 常用 您的 贵公司|"
    "customer client company contact business office your main primary cust"
)
BEHIND = "号码 信息 资料 填写 必填 可选 栏 1 2 一 三|no number numbers nr info"


@pytest.mark.parametrize("language", [0, 1])
def test_usual_words_around_a_header_change_nothing(language: int) -> None:
    """公司电话, 电话号码, company phone, phone number: alone, both together, twice; another word does."""
    plain = ("电话", "Phone")[language]
    apart = ("", " ")[language]
    before, behind = (words.split("|")[language].split() for words in (BEFORE, BEHIND))
    known = header_names.known({"phone": ("电话", "Phone")})
    for word in before:
        for written in (
            f"{word}{apart}{plain}",
            f"{word}{apart}{word}{apart}{plain}",
            f"{word}{apart}{plain}{apart}{behind[0]}",
        ):
            found = header_names.recognise(written, known, loosely=False)
            assert found is not None, written
            assert (found.field, found.how) == ("phone", "affix"), written
    for word in behind:
        found = header_names.recognise(f"{plain}{apart}{word}", known, loosely=False)
        assert found is not None, word
        assert (found.field, found.how) == ("phone", "affix"), word
    assert header_names.recognise(f"{('别的', 'other')[language]}{apart}{plain}", known, loosely=False) is None


@pytest.mark.parametrize(
    "word", ["序号", "序", "行号", "No.", "NO", "S/N", "Serial", "Serial No.", "Nr.", "Row no.", "#", "№"]
)
def test_what_only_numbers_the_rows(word: str) -> None:
    """And a number of the customer does not."""
    assert header_names.numbers_rows(word)
    assert not header_names.numbers_rows(f"客户{word}")


@pytest.mark.parametrize(
    ("cell", "free", "found"),
    [
        ("a@example.com", "email", "email"),
        ("91110000600037341L", "tax_no", "tax_no"),
        ("110101199003071234", "id_number", "id_number"),
        ("13800138000", "mobile phone", "mobile"),
        ("13800138000", "phone", "phone"),
        ("020-88880000", "phone mobile fax", "phone"),
        ("020-88880000", "mobile fax", "mobile"),
        ("020-88880000", "fax", "fax"),
        ("www.example.com", "website", "website"),
        ("510000", "postcode", "postcode"),
        ("广州市天河路1号", "address home_address", "address"),
        ("广州市天河路1号", "home_address", "home_address"),
        ("甲乙有限公司", "name customer_name", "name"),
        ("甲乙有限公司", "customer_name", "customer_name"),
        ("王芳", "contact_name name", "contact_name"),
        ("王芳", "name", "name"),
    ],
)
def test_a_column_without_a_header_is_the_first_free_field_of_its_look(cell: str, free: str, found: str) -> None:
    """Of those that the list may have."""
    names = {key: (f"【{key}】",) for key in free.split()}
    assert [column.field for column in headers.read([[cell], [cell]], names).columns] == [found]
