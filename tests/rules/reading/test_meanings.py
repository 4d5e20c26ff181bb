"""What the cells of an export mean, kind by kind."""

from __future__ import annotations

import pytest

from workbook.rules.reading.discounts import paid, taken_off
from workbook.rules.reading.habits import PLAIN, Habits
from workbook.rules.reading.pasted_block import Block, Understood, understand
from workbook.rules.reading.statuses import meaning


def seen(*lines: str, target: str = "transactions", habits: Habits = PLAIN) -> Understood:
    cells = [line.split(";") for line in lines]
    return understand(Block(cells, range(1, len(cells) + 1)), target, habits=habits)


def column(found: Understood, key: str) -> list[object]:
    return found.read_as(key)


@pytest.mark.parametrize(
    ("word", "told"),
    [
        *(
            (word, "sold")
            for word in ("交易成功", "已发货，待收货", "买家已付款", "完成", "paid", "Fulfilled", "无售后", "")
        ),
        *(
            (word, "none")
            for word in ("交易关闭", "待付款", "已取消，退款成功", "(删除)等待出库", "voided", "Unpaid", "退款成功")
        ),
        *((word, "part") for word in ("部分退款", "partially_refunded", "Partial refund")),
        ("看不懂", None),
    ],
)
def test_a_state_says_whether_it_was_sold(word: str, told: str | None) -> None:
    """In Chinese and in English; what nobody knows is no answer."""
    assert meaning(word) == told


def test_a_state_may_be_taught() -> None:
    """The book's list wins over the words that are known."""
    lines = ("日期;订单号;金额;订单状态", "2024-05-01;D1;5;已冻结", "2024-05-02;D2;6;交易关闭")
    assert list(seen(*lines).meant.left_out) == [1]
    taught = Habits(statuses={"已冻结": "none", "交易关闭": "sold"})
    assert list(seen(*lines, habits=taught).meant.left_out) == [0]
    assert any("已冻结" in told.zh for told in seen(*lines).meant.told), "an unknown state is told"


def test_refunds_are_taken_off() -> None:
    """A whole one leaves nothing; a partial refund without its sum is asked."""
    head = "日期;订单号;金额;退款金额;订单状态"
    found = seen(head, "2024-05-01;D1;100;30;交易成功", "2024-05-01;D2;100;100;交易成功", "2024-05-01;D3;9;;部分退款")
    assert column(found, "amount")[0] == "70"
    assert list(found.meant.left_out) == [1]
    assert list(found.meant.asked) == [2]


@pytest.mark.parametrize("name", ["销售退货单", "红字销售发票", "退货", "Return", "Credit memo"])
def test_a_document_of_returns_is_negative(name: str) -> None:
    """Whatever sign it was written with."""
    found = seen("日期;单据类型;数量;金额", f"2024-05-01;{name};4;400", f"2024-05-01;{name};-4;-400")
    assert column(found, "amount") == ["-400", "-400"]
    assert column(found, "quantity") == ["-4", "-4"]


def test_a_purchase_is_no_sale() -> None:
    """It is left out and named."""
    found = seen("日期;单据类型;金额", "2024-05-01;进货单;400", "2024-05-01;采购入库单;5", "2024-05-01;销售单;6")
    assert [why.zh for why in found.meant.left_out.values()] == [
        "“进货单”不是销售，没有计入",
        "“采购入库单”不是销售，没有计入",
    ]


def test_what_was_paid_is_the_amount() -> None:
    """折后金额 wins over 金额, wherever it stands."""
    for head, row in (("日期;金额;折后金额", "2024-05-01;1000;900"), ("日期;应付金额;订单金额", "2024-05-01;900;1000")):
        assert column(seen(head, row), "amount") == ["900"]


@pytest.mark.parametrize(
    ("text", "share"), [("9.5折", 0.95), ("八五折", 0.85), ("88折", 0.88), ("七折", 0.7), ("原价", 1)]
)
def test_folds_are_what_is_paid(text: str, share: float) -> None:
    """Whatever the column is called."""
    assert paid(text) == share
    assert column(seen("日期;数量;单价;Discount", f"2024-05-01;1;1;{text}"), "discount") == [f"{1 - share:g}"]


def test_a_chinese_discount_is_what_is_paid_where_most_of_it_is_large() -> None:
    """A single small cell among them is looked at; a column of small ones is asked; an option says."""
    rows = [f"2024-05-0{at};1;100;{text}" for at, text in enumerate(("95%", "0.95", "50", "95", "0.05"), 1)]
    found = seen("日期;数量;单价;折扣", *rows)
    assert column(found, "discount")[:4] == ["0.05", "0.05", "0.5", "0.05"]
    assert list(found.meant.asked) == [4]
    small = ("日期;数量;单价;折扣", "2024-05-01;1;100;0.05", "2024-05-02;1;100;10%")
    assert list(seen(*small).meant.asked) == [0, 1]
    assert column(seen(*small, habits=Habits(discounts="pay")), "discount") == ["0.95", "0.9"]
    assert column(seen(*small, habits=Habits(discounts="off")), "discount") == ["0.05", "0.1"]


def test_the_amount_decides_what_a_discount_is() -> None:
    """Quantity × price × what is paid, or less what is taken off, is the amount."""
    head = "日期;数量;单价;折扣;金额"
    off = seen(head, "2024-05-01;2;1000.5;10%;1800.9")
    assert (column(off, "discount"), off.meant.asked) == (["0.1"], {})
    pays = seen(head, "2024-05-01;2;100;0.2;40")
    assert (column(pays, "discount"), pays.meant.asked) == (["0.8"], {})


def test_an_english_discount_is_what_is_taken_off() -> None:
    """As the book itself writes it."""
    found = seen("Date;Quantity;Unit price;Discount", "2024-05-01;1;100;0.05", "2024-05-01;1;100;10%")
    assert not found.meant.asked
    assert column(found, "discount") == ["0.05", "10%"]
    assert taken_off("10%") == 0.1


def test_totals_repeated_in_each_line_count_once() -> None:
    """Where quantity times price adds up to them; lines of equal amounts stay what they are."""
    head = "订单号;日期;产品;数量;单价;金额"
    total = seen(head, "T1;2024-05-01;A;1;100;300", "T1;2024-05-01;B;1;200;300")
    assert column(total, "amount") == ["100", "200"]
    equal = seen(head, "T1;2024-05-01;A;1;100;100", "T1;2024-05-01;B;1;100;100")
    assert column(equal, "amount") == ["100", "100"]


def test_an_orders_head_stands_in_its_first_line_alone() -> None:
    """As a shop writes it: state, total and buyer of the order, then the further lines with their items."""
    head = "Name;Financial Status;Paid at;Billing Name;Total;Lineitem quantity;Lineitem price"
    found = seen(
        head,
        "#1;paid;2024-05-01;Ann;300;1;100",
        "#1;;;;;2;100",
        "#2;refunded;2024-05-02;Bob;50;1;20",
        "#2;;;;;1;30",
        "#3;paid;2024-05-03;Eve;40;1;40",
    )
    assert [amount for row, amount in enumerate(column(found, "amount")) if row not in found.meant.left_out] == [
        "100",
        "200",
        "40",
    ]
    assert list(found.meant.left_out) == [2, 3]
    assert column(found, "customer_id")[1] == "Ann"


def test_totals_without_prices_are_asked() -> None:
    """The header says so; an option answers."""
    lines = ("订单号;日期;产品;订单金额", "T1;2024-05-01;A;300", "T1;2024-05-01;B;300", "T2;2024-05-01;B;9")
    assert list(seen(*lines).meant.asked) == [0, 1]
    assert column(seen(*lines, habits=Habits(amounts="order")), "amount") == ["300", "0", "9"]
    assert not seen(*lines, habits=Habits(amounts="line")).meant.asked


def test_one_decimal_sign_a_column() -> None:
    """By its certain cells, by quantity × price, by what the user says; a contradiction is told."""
    assert column(seen("日期;金额", "2024-03-01;1.234,56", "2024-03-02;2.500"), "amount") == ["1234.56", "2500"]
    product = seen("日期;数量;单价;金额", "2024-03-01;2;1.250;2.500,00", "2024-03-01;2;1.250;2.500")
    assert column(product, "unit_price") == ["1250", "1250"]
    assert column(seen("日期;金额", "2024-03-01;2.500", habits=Habits(decimal=",")), "amount") == ["2500"]
    assert column(seen("日期;金额", "2024-03-01;1,234.56"), "amount") == ["1,234.56"]
    assert any("--decimal" in told.zh for told in seen("日期;金额", "2024-03-01;1,5", "2024-03-01;1.25").meant.told)


def test_other_money_is_converted_or_left_out() -> None:
    """By the rates of the settings."""
    lines = ("日期;订单号;金额;币种", "2024-05-01;D1;100;人民币", "2024-05-01;D2;10;USD", "2024-05-01;D3;10;欧元")
    found = seen(*lines, habits=Habits(rates={"USD": 7.2}))
    assert column(found, "amount")[:2] == ["100", "72"]
    assert list(found.meant.left_out) == [2]
    assert "EUR=7.2" in found.meant.left_out[2].zh


def test_a_documents_head_is_filled_down() -> None:
    """Date, number, customer; never where a line has its own, nor in lists of customers."""
    head = "日期;单据编号;客户名称;产品;金额"
    found = seen(head, "2024-01-05;X1;甲;灯;5", ";;;泵;7", ";X1;;阀;8", ";X2;;管;9")
    assert column(found, "date") == ["2024-01-05", "2024-01-05", "2024-01-05", ""]
    assert column(found, "customer_id") == ["甲", "甲", "甲", ""]
    people = seen("公司名称;联系人;邮箱", "甲有限公司;张三;a@x.example", ";李四;", target="customers")
    assert column(people, "email") == ["a@x.example", ""]


def test_the_files_own_total_is_held_against_what_was_read() -> None:
    """Equal: said; another: said with the difference; sums of groups are none."""
    lines = ["日期;客户名称;产品;金额", "2024-01-05;甲;灯;5", ";甲 小计;;5", "2024-01-05;乙;灯;7"]
    assert any("一致" in told.zh for told in seen(*lines, "合计;;;12").meant.told)
    assert any("相差 1" in told.zh for told in seen(*lines, "合计;;;13").meant.told)
    assert len(seen(*lines, "合计;;;13").rows) == 2


def test_times_with_a_zone_are_days_of_the_book() -> None:
    """23:30 in London is the next day in Beijing; 24:00 is the next day too."""
    found = seen(
        "日期;金额", "2024-05-01T23:30:00Z;5", "2024-05-01 10:00 +0800;6", "2024-05-01 24:00;7", "2024-05-01;8"
    )
    assert column(found, "date") == ["2024-05-02", "2024-05-01", "2024-05-02", "2024-05-01"]
    west = seen("日期;金额", "2024-05-02T03:00:00Z;5", habits=Habits(zone=-5.0))
    assert column(west, "date") == ["2024-05-01"]


def test_days_that_could_be_months_are_asked() -> None:
    """All of them up to 12: the option is named, and answers."""
    lines = ("日期;金额", "03/04/2024;5", "05/06/2024;6")
    assert any("--dates dmy" in told.zh for told in seen(*lines).meant.told)
    assert column(seen(*lines, habits=Habits(dates="mdy")), "date") == ["2024-03-04", "2024-05-06"]


def test_errors_are_no_blanks() -> None:
    """In what a row is made of they leave it out; elsewhere they are counted."""
    found = seen("日期;订单号;金额;产品", "2024-05-01;D1;#N/A;灯", "#VALUE!;D2;5;灯", "2024-05-01;D3;5;NULL")
    assert [why.zh for why in found.meant.left_out.values()] == ["“日期”是错误值 #VALUE!", "“金额”是错误值 #N/A"]
    assert any("NULL" in told.zh for told in found.meant.told)


def test_a_cross_table_is_told() -> None:
    """Months in columns are no lines."""
    found = seen("日期;客户名称;1月;2月;3月", "2026;甲;1;2;3")
    assert any("交叉表" in told.zh for told in found.meant.told)


def test_a_header_that_was_taught_is_known() -> None:
    """Whatever it looks like."""
    found = seen("日期;数目字", "2024-05-01;5", habits=Habits(headers={"数目字": "amount"}))
    assert column(found, "amount") == ["5"]


def test_the_number_of_a_customer_wins_over_its_name() -> None:
    """Whichever stands first; the name beside it says nothing more."""
    found = seen("日期;客户名称;客户编号;金额", "2024-05-01;甲;C1;5")
    assert column(found, "customer_id") == ["C1"]
    assert not found.unknown
