# ruff: noqa: E501 - the words of a field are one line
"""The words over the columns of lists as people keep and programs export them: each means one field, and surely."""

from __future__ import annotations

from functools import cache

import pytest

from workbook import schema
from workbook.rules.cleaning.header_names import Spellings, known, recognise
from workbook.rules.reading.pasted_block import Block, understand
from workbook.schema.tables.leads import lead_fields

CUSTOMERS = {
    "customer_id": "客户编号 编号 客户号 客户代码 客户编码 客户ID 往来单位编号 往来单位编码|Customer ID|customer no|customer code|"
    "cust no|cust id|client id|account no",
    "name": "客户名称 公司名称 单位名称 企业名称 公司 单位 名称 客户 公司全称 客户全称 单位全称 企业全称 全称 往来单位 往来单位名称 "
    "客商名称 机构名称 厂商名称 商户名称 店铺名称|Customer name|company|company name|co|firm|organisation|organization|"
    "business name|account name|name",
    "kind": "客户主体 主体 客户类型|Kind of customer|customer type|kind",
    "category": "客户类别 类别|Category|customer category",
    "region": "所属区域 区域 大区 地区|Region|area|territory",
    "nature": "客户性质 企业性质 单位性质 公司性质|Legal nature|segment|ownership",
    "industry": "所属行业 行业|Industry|industry sector",
    "source": "客户来源 来源|Source|lead source",
    "credit": "信用状况 信用|Credit stars|credit rating|credit",
    "scale": "规模 销售规模 企业规模|Sales scale|size",
    "employees": "员工数量 员工人数 人数|Employees|headcount|number of employees",
    "owner": "负责人 业务员 销售 跟进人|Owner|sales rep|salesperson|account manager",
    "phone": "电话 联系电话 电话号码 公司电话 座机 固定电话 固话 联系方式 联络电话|Phone|tel|telephone|phone number|landline",
    "email": "电子邮件 邮箱 电子邮箱 电邮 邮件|E-mail|email|mail|email address",
    "website": "单位网址 网址 网站 主页|Website|url|homepage|web",
    "address": "通讯地址 地址 公司地址 单位地址 联系地址 联络地址 办公地址 经营地址 详细地址 注册地址 所在地址|Address|street address|"
    "street|addr|add",
    "fax": "传真 传真号码|Fax|fax number",
    "postcode": "邮政编码 邮编|Postcode|zip|zip code|postal code",
    "settlement": "结算方式 付款方式 账期|Settlement|payment terms",
    "tax_no": "税号 统一社会信用代码 社会信用代码 信用代码 纳税人识别号 税务登记号 统一编号|Tax number|uscc|tax id|vat number|vat no",
    "bank_account": "帐号 银行帐号 银行账号 账号|Bank account|bank account no",
    "created_on": "建档日期 创建日期 登记日期|Created on|created",
    "remarks": "备注 说明 备注信息|Remarks|notes|comment|comments",
    "contact_name": "联系人 联系人姓名 姓名 联络人 联络人姓名 对接人 名字|Contact|contact name|contact person|full name|attn|attention",
    "contact_position": "职位 职务 头衔 联系人职位|job title|position title",
    "department": "部门 所在部门|Department|dept",
    "mobile": "手机 手机号 手机号码 移动电话 行动电话|Mobile|mob|cell|cell phone|mobile phone",
    "contact_phone": "办公电话 联系人电话|office phone|Contact phone",
    "contact_email": "电子信箱|Contact e-mail",
    "im": "微信/QQ 微信 微信号|qq|wechat|im",
    "gender": "性别|Gender|sex",
    "birthday": "生日 出生日期 出生年月 农历生日|Birthday|date of birth|birth date|dob",
    "birthplace": "出生地 籍贯|Birthplace|place of birth",
    "id_number": "身份证号 身份证 身份证号码 证件号|Identity number|id card|id number",
    "income_level": "收入水平 收入|Income level|income",
    "hobbies": "兴趣爱好 爱好|Hobbies|interests",
    "personality": "性格类型 性格 个性|Personality",
    "education": "受教育情况 学历|Education",
    "consumption": "消费理念 消费习惯|Spending habits",
    "local_customs": "地方习俗偏好 偏好|Local customs",
    "home_address": "家庭住址 住址 家庭地址 住宅地址|Home address",
    "home_phone": "住宅电话 家庭电话|Home phone",
    "card_number": "银行卡号 信用卡号 卡号|Card number|credit card",
    "services_used": "增值业务 使用增值业务情况|Services used",
    "introduced_by": "介绍人 推荐人|Introduced by|referred by",
}
WHOSE = (
    "客户编号 客户号 客户代码 客户编码 客户ID 往来单位 购货单位 购买方 客户名称 公司名称 单位名称 客户 往来单位名称|Customer ID|"
    "customer|customer no|customer code|client id|account|Customer name|company|company name"
)
ORDERS = {
    "line_id": "行号 明细号|Line ID|row id|line no|line number",
    "order_no": "订单号 订单编号 单号 销售单号 单据编号 单据号 订单号码|Order no.|order id|order number",
    "date": "日期 订单日期 交易日期 下单日期 销售日期 下单时间 交易时间 单据日期 业务日期 出库日期 发货日期 制单日期|Date|order date|"
    "purchase date",
    "customer_id": WHOSE,
    "kind": "交易类型 单据类型 业务类型 销售类型 订单类型|Kind of line|transaction type|document type",
    "product": "产品 产品名称 商品 商品名称 品名 货品 货品名称 货物名称 存货名称 物料名称|Product|product name|item|item name|description",
    "quantity": "数量 件数 销售数量 出库数量|Quantity|qty|number of units",
    "unit_price": "单价 销售单价 含税单价 售价|Unit price|price",
    "discount": "折扣率 折扣|Discount|discount rate",
    "amount": "金额 销售额 总金额 成交金额 销售金额 价税合计 含税金额 订单金额|Amount|sales|total|value|revenue|line total",
    "salesperson": "业务员 销售员 销售 负责人|Salesperson|sales rep",
    "channel": "渠道 销售渠道|Channel|sales channel",
    "original_order_no": "原订单号 原单号 原销售单号 退货原单号|Original order no.|original order",
    "invoiced_on": "开票日期 发票日期 开票时间",
    "invoice_no": "发票号 发票号码 发票编号|invoice number",
    "remarks": "备注 说明|Remarks|notes|comment",
}
PAYMENTS = {
    "date": "日期 回款日期 收款日期 付款日期 到账日期 收款时间 到账时间 业务日期 单据日期|Date|payment date",
    "customer_id": WHOSE,
    "order_no": "订单号 订单编号 单号 销售单号|order id|order number|invoice no|invoice",
    "amount": "金额 回款金额 收款金额 付款金额 到账金额 实收金额|Amount|amount paid|paid",
    "kind": "回款类型 款项类型 收款类型 款项性质|Kind of payment|payment type",
    "method": "付款方式 收款方式 回款方式 支付方式 方式|Method|payment method",
    "remarks": "备注 说明 摘要|Remarks|notes|comment",
}
VISITS = {
    "visit_id": "拜访编号 编号|Visit ID|visit no",
    "date": "日期 拜访日期 访问日期 联系日期 拜访时间|Date|visit date|contact date",
    "customer_id": WHOSE,
    "contact": "联系人编号 联系人 联系人号 联系人姓名|contact|contact no|contact person|contact name",
    "salesperson": "业务员 拜访人 销售 销售员|Salesperson|sales rep|visited by",
    "kind": "拜访方式 方式 类型|Kind of visit|visit type",
    "result": "结果 拜访结果 沟通内容 拜访内容 内容 拜访记录 沟通记录|Result|outcome|notes|summary",
    "next_step": "下一步 下步计划 后续|Next step",
    "next_date": "下次拜访 下次日期 下次联系 下次拜访日期 下次拜访时间|Next visit on|follow up date|follow-up date|next visit",
    "promise": "对客户的承诺 承诺|Promise made",
    "goal": "拜访目标 目标 目的|Goal of visit|purpose",
    "strengths": "做得好的 优点|Went well",
    "improvements": "要改进的 改进|To improve",
}
WRITTEN = {"customers": CUSTOMERS, "transactions": ORDERS, "payments": PAYMENTS, "visits": VISITS}


def words(told: str) -> list[str]:
    """Chinese words apart by blanks, English ones by a stroke."""
    chinese, *english = told.split("|")
    return [*chinese.split(), *english]


def of_target(target: str) -> dict[str, tuple[str, ...]]:
    """Field -> its headers, in a list for this target."""
    return {key: (*lead.headers, *lead.by_name) for key, lead in lead_fields(target).items()}


@cache
def spellings(target: str) -> Spellings:
    """What is known of a list for this target."""
    return known(of_target(target))


CASES = [
    (target, key, word) for target, fields in WRITTEN.items() for key, told in fields.items() for word in words(told)
]


@pytest.mark.parametrize(("target", "field"), sorted({(target, field) for target, field, _ in CASES}), ids=str)
def test_a_word_over_a_column_means_its_field(target: str, field: str) -> None:
    """Exactly: neither by the look of the cells nor because it is spelt nearly like another."""
    meant = {word: recognise(word, spellings(target), loosely=False) for word in words(WRITTEN[target][field])}
    surely = {word: found.field if found and found.how in ("key", "name") else None for word, found in meant.items()}
    assert surely == dict.fromkeys(surely, field)


# What a header is, a whole list at a time: as an ERP, a fair, an office and a foreign branch write theirs.
SHEETS = {
    "an ERP's customers": ("customers", "往来单位编码 往来单位名称 大区 业务员 纳税人识别号 开户行 账号 账期 注册地址",
        ["customer_id", "name", "region", "owner", "tax_no", None, "bank_account", "settlement", "address"]),
    "a trade fair's list": ("customers", "序号 展位 单位名称 联系人 职务 手机号码 邮箱 公司网址 主营产品",
        [None, None, "name", "contact_name", "contact_position", "mobile", "email", "website", None]),
    "an ERP's sales": ("transactions", "单据日期 单据编号 购货单位 存货名称 规格型号 销售数量 含税单价 价税合计 制单人",
        ["date", "order_no", "customer_id", "product", None, "quantity", "unit_price", "amount", None]),
    "a bank's receipts": ("payments", "到账日期 公司名称 到账金额 支付方式 摘要",
        ["date", "customer_id", "amount", "method", "remarks"]),
    "a rep's log": ("visits", "访问日期 客户名称 联系人 拜访人 沟通内容 下步计划 下次联系",
        ["date", "customer_id", "contact", "salesperson", "result", "next_step", "next_date"]),
}  # fmt: skip


@pytest.mark.parametrize("sheet", SHEETS)
def test_the_columns_of_a_whole_list(sheet: str) -> None:
    """Each column its field, what the book does not keep is left unmatched."""
    target, header, fields = SHEETS[sheet]
    rows = [header.split(), ["某"] * len(header.split())]
    assert [one.field for one in understand(Block(rows, [1, 2]), target).columns] == fields


# Sheets that no list of leads fills, but that files are loaded into and whose headers people rename.
LOADED = {
    "tblProfiles": "legal_person=法定代表人 法人;founded_on=成立日期 成立时间|established;city=城市 市;policy=经营政策;plan=发展计划;"
    "style=业务特点;fiscal_year_start=财务年度;delivery=后勤 优先送货;state=现状;problems=问题;image=形象",
    "tblAnniversaries": "month_day=日期|day;what=纪念日 主要纪念日",
    "tblFamily": "contact_id=联系人 联系人号|contact|contact no|contact person",
    "tblBankProfiles": "deposit_matures_on=到期日;bank_level=客户等级|customer level",
    "tblIndustryNotes": "industry=行业;trends=趋势",
    "tblProducts": "product_id=货号 料号|sku|item no|product code;name=品名 商品名称|product|item;category=品类 类别|sub-category;"
    "unit=计量单位|uom;list_price=价格|price;cost=成本价|unit cost;tax_rate=增值税率 税率%|vat|vat rate|tax",
    "tblContacts": "contact_id=联系人号 编号|contact no|contact code;customer_id=客户号 往来单位|customer|account;name=联系人 对接人|"
    "full name|attn;mobile=手机号 行动电话|cell;email=邮箱 电子邮箱|mail|e-mail address;phone=办公电话 座机 联系电话|tel|"
    "telephone|office phone;remarks=说明|notes|comment",
    "tblComplaints": "complaint_id=编号|complaint no;date=投诉日期|complaint date;subject=投诉内容 事由;channel=渠道;severity=程度;owner=处理人",
    "tblSatisfaction": "date=调查日期;product=产品满意度;service=服务满意度;overall=总体满意度 满意度|satisfaction;comments=备注",
    "tblSuggestions": "suggestion_id=编号;from=来源;who=姓名;text=内容",
    "tblActivities": "activity_id=编号;name=名称;kind=类型;date=活动日期",
    "tblOpportunities": "opportunity_id=编号|opportunity no;title=商机 项目名称 项目|project|deal;stage=阶段;amount=金额;"
    "expected_close=预计成交日期|close date",
    "tblDecisionChain": "opportunity_id=商机号|opportunity no;contact=联系人|contact",
    "tblCompetitors": "name=名称 品牌|brand",
    "tblSurveys": "date=调查日期;customer_id=客户号 往来单位|customer",
    "tblScorecards": "date=评估日期;indicator=指标;value=得分 实际",
    "tblTargets": "month=月;amount=销售目标 目标金额",
}


@pytest.mark.parametrize("table", LOADED)
def test_a_renamed_header_of_another_sheet_is_its_column(table: str) -> None:
    """One word means one column of the sheet."""
    columns = {one.key: {word.casefold() for word in one.also} for one in schema.table(table).fields}
    for part in LOADED[table].split(";"):
        key, _, told = part.partition("=")
        for word in words(told):
            assert [one for one, also in columns.items() if word.casefold() in also] == [key], word


@pytest.mark.parametrize(
    "table", [one.name for one in schema.TABLES if "customer_id" in one and one["customer_id"].also]
)
def test_whose_row_it_is_has_the_same_words_everywhere(table: str) -> None:
    """客户号, 往来单位, account: on every sheet the number of the customer."""
    told = (
        "客户号 客户代码 客户编码 客户ID"
        if table == "tblCustomers"
        else "客户号 客户代码 客户编码 客户ID 往来单位 购货单位 购买方|customer|account"
    )
    assert {*words(told), "customer no", "customer code", "client id"} <= set(schema.table(table)["customer_id"].also)
