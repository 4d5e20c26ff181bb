"""Order states: which rows of an export were sold. Shops export all orders, closed and unpaid ones among them.

The words are those of the list 订单状态, and what else says the same in Chinese or English. A partial refund is taken
off the amount; a state that nobody knows counts, and is told.

>>> [meaning(word) for word in ("交易成功", "交易关闭", "等待买家付款", "(删除)等待出库", "部分退款")]
['sold', 'none', 'none', 'none', 'part']
>>> meaning("completed"), meaning("Cancelled"), meaning("银河"), meaning("已退款", {"已退款": "sold"})
('sold', 'none', None, 'sold')
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from workbook.language import Text
from workbook.rules.cleaning import text as texts
from workbook.rules.reading.meant import Meant
from workbook.rules.reading.money_cells import number_of, written

SOLD, NONE, PART = "sold", "none", "part"

_PART = re.compile(r"部分退|部份退|partial(?:ly)?[ _-]?(?:refund|return)", re.IGNORECASE)
_NONE = re.compile(
    r"关闭|關閉|取消|作废|作廢|删除|刪除|撤销|驳回|草稿|失败|失效|无效|超时|"
    r"(?:等待|待)(?:买家|客户)?(?:付款|支付|付定金)|未付款|未支付|未成交|未审核|未生效|"
    r"退款|退货成功|已退货|全退|拒收|拒付|"
    r"cancel|closed|void|delet|unpaid|not paid|pending payment|awaiting payment|payment pending|refund|"
    r"draft|fail|expire|reject|declin|abandon|charge ?back|storniert|annul",
    re.IGNORECASE,
)
_UNREFUNDED = re.compile(
    r"(?:无|未申请|未发起|没有|no)\s*(?:退款|退货|售后|refunds?)|退款(?:关闭|取消|失败|驳回)", re.IGNORECASE
)
_SOLD = re.compile(
    r"成功|完成|完结|已发货|已发出|已签收|已收货|已付款|已支付|已出库|已审核|已生效|已确认|已交付|已开票|正常|有效|生效|"
    r"待发货|等待(?:卖家)?发货|等待出库|待出库|待收货|待评价|等待(?:买家)?确认收货|买家已付款|卖家已发货|"
    r"paid|complete|fulfilled|ship|deliver|done|success|processing|confirmed|active|invoiced|approved|closed won|"
    r"bezahlt|abgeschlossen|payé|livré",
    re.IGNORECASE,
)
_SAID = Text("{n:,} 行没有成交，没有计入（{what}）", "{n:,} rows were not sold and do not count ({what})")
_NOT_SOLD = Text("状态是“{state}”，没有成交", "its state is '{state}': it was not sold")
_UNKNOWN = Text(
    "不认识的状态“{state}”按成交计入；不算成交的话，请在“字典”的“订单状态”里加上它再读一次",
    "the state '{state}' is not known and counts as sold; if it is not, add it to the list Order states and read again",
)
_NO_SUM = Text(
    "状态是“{state}”，没有写退了多少；按全额计入就选“新建”",
    "its state is '{state}' without the sum; New counts it whole",
)
_LESS = Text("退款 {refund} 已从金额中减去", "the refund of {refund} was taken off the amount")
_WHOLE = Text("已全额退款", "it was refunded whole")


def meaning(word: str, taught: Mapping[str, str] | None = None) -> str | None:
    """sold, none or part; None for a word that nobody knows. taught: word (as `plain` has it) -> meaning."""
    bare = plain(word)
    if not bare:
        return SOLD
    if taught and bare in taught:
        return taught[bare]
    if _PART.search(bare):
        return PART
    if _UNREFUNDED.search(bare):
        return SOLD
    if bare in ("closedwon", "won"):
        return SOLD
    if re.search(r"unfulfilled|unshipped", bare):
        return SOLD  # paid for, on its way
    if re.search(r"incomplete|unsuccessful|未完成|未成功", bare):
        return NONE
    if _NONE.search(bare):
        return NONE
    return SOLD if _SOLD.search(bare) else None


def plain(word: str) -> str:
    """A state as it is compared: half width, without spaces and case."""
    return re.sub(r"\s", " ", texts.half_width(word)).strip().casefold()


def read(
    meant: Meant,
    states: Sequence[str],
    refunds: Sequence[str],
    amount: Sequence[object] | None,
    taught: Mapping[str, str],
) -> None:
    """Leave out the rows that were not sold, and take refunds off. Each sequence has one cell a row, or none."""
    what = {state: meaning(state, taught) for state in dict.fromkeys(states)}
    counted: dict[str, int] = {}
    for row, state in enumerate(states):
        if what[state] == NONE:
            meant.left_out.setdefault(row, _NOT_SOLD.format(state=state.strip()))
            counted[state.strip()] = counted.get(state.strip(), 0) + 1
    if counted:
        told = Text(
            "、".join(f"{state} {n:,}" for state, n in counted.items()),
            ", ".join(f"{s} {n:,}" for s, n in counted.items()),
        )
        meant.told.append(_SAID.format(n=sum(counted.values()), what=told))
    meant.told += [_UNKNOWN.format(state=state.strip()) for state, found in what.items() if found is None]
    if refunds and amount is not None:
        _take_off(meant, refunds, amount)
    for row, state in enumerate(states):
        if what[state] == PART and row not in meant.left_out and not number_of(refunds[row] if refunds else ""):
            meant.asked.setdefault(row, _NO_SUM.format(state=state.strip()))


def _take_off(meant: Meant, refunds: Sequence[str], amount: Sequence[object]) -> None:
    cells = list(meant.values.get("amount", amount))
    for row, refund in enumerate(refunds):
        if row in meant.left_out or not (off := number_of(refund)):
            continue
        before = number_of(cells[row])
        if before is None:
            continue
        off = abs(off)
        if before == off:
            meant.left_out[row] = _WHOLE
            continue
        cells[row] = written(before - off)
        meant.note(row, _LESS.format(refund=f"{off:g}"))
    meant.values["amount"] = cells
