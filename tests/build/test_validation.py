"""What may be typed: every list blocks, explains and resolves."""

from __future__ import annotations

import re

import pytest
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from tests.build.bodies import covered, header_row, opened, sheet_of
from workbook import schema
from workbook.build.pages.settings import GROUPS
from workbook.build.validation import kind_rule, rule_of
from workbook.language import LANGS, Lang
from workbook.schema.cells import FLAG_LABELS
from workbook.schema.model import Field, Kind, Table, Text, Who
from workbook.schema.sheets import BLOCKS, SHEETS

both = pytest.mark.parametrize("lang", LANGS)


def rules(lang: Lang) -> dict[tuple[str, str], DataValidation]:
    """(table, field) -> its validation, for the tables that have a sheet."""
    found: dict[tuple[str, str], DataValidation] = {}
    for table in schema.TABLES:
        sheet = sheet_of(opened(lang), table, lang)
        by_range = {str(one.sqref): one for one in sheet.data_validations.dataValidation}
        for column, field in enumerate(table.fields, start=1):
            letter = get_column_letter(column)
            if one := by_range.get(f"{letter}{header_row(sheet, table) + 1}:{letter}{covered(sheet, table)}"):
                found[table.name, field.key] = one
    return found


def fields(*, who: Who = Who.USER) -> list[tuple[Table, Field]]:
    """Every field of every table that is filled by `who`."""
    return [(t, f) for t in schema.TABLES for f in t.fields if f.who is who and f.kind is not Kind.ROW_ID]


@both
def test_one_rule_a_column(lang: Lang) -> None:
    """Each validation covers one column of a table and the rows kept blank below it: none goes to the sheet's end."""
    ours = rules(lang)
    sheets = [opened(lang)[one.label[lang]] for one in SHEETS if one.tables]
    every = [one for sheet in sheets for one in sheet.data_validations.dataValidation]
    assert len(every) == len(ours) + 1  # the yellow cell of the search says what may be typed


@both
def test_lists_block_and_explain(lang: Lang) -> None:
    """Every column with a list takes its dropdown from that list, refuses what is not in it, and says so."""
    ours = rules(lang)
    listed = [(t, f) for t, f in fields() if f.list and f.kind is Kind.CHOICE and f.key != t.key]
    assert len(listed) > 60
    for table, field in listed:
        one = ours[table.name, field.key]
        assert (one.type, one.formula1) == ("list", f"lst_{field.list}"), (table.name, field.key)
        assert one.showErrorMessage
        assert one.errorStyle in (None, "stop")
        assert schema.listing(str(field.list)).label[lang] in str(one.error)


@both
def test_several_choices_are_offered_but_free(lang: Lang) -> None:
    """A column of several values offers the list and takes more than one of it."""
    ours = rules(lang)
    for table, field in fields():
        if field.kind is Kind.CHOICES:
            assert ours[table.name, field.key].formula1 == f"lst_{field.list}"
            assert not ours[table.name, field.key].showErrorMessage


@both
def test_lists_resolve(lang: Lang) -> None:
    """A dropdown's name stands for the label column of its list's table, which has values."""
    book = opened(lang, sample=True)
    for one in schema.LISTS:
        target = book.defined_names[one.range_name].attr_text
        assert target == f"{one.table_name}[{one.label[lang]}]"
        table = next(s.tables[one.table_name] for s in book.worksheets if one.table_name in s.tables)
        assert one.label[lang] in [column.name for column in table.tableColumns]


@both
def test_other_rules_block_unless_they_warn(lang: Lang) -> None:
    """A validation that has a condition shows its message: openpyxl's default would let everything pass."""
    for (table, key), one in rules(lang).items():
        if one.type and schema.table(table)[key].kind is not Kind.CHOICES:
            assert one.showErrorMessage, (table, key)
            assert one.error, (table, key)


@both
def test_messages_fit(lang: Lang) -> None:
    """Titles have at most 32 characters and messages 255, or Excel repairs the file."""
    for sheet in opened(lang).worksheets:
        for one in sheet.data_validations.dataValidation:
            assert len(one.errorTitle or "") <= 32
            assert len(one.promptTitle or "") <= 32
            assert len(one.error or "") <= 255
            assert len(one.prompt or "") <= 255


@both
def test_inline_lists_are_short(lang: Lang) -> None:
    """Only Yes/No stands inside a validation; every other list is a range."""
    yes_no = f'"{FLAG_LABELS[True][lang]},{FLAG_LABELS[False][lang]}"'
    for sheet in opened(lang).worksheets:
        for one in sheet.data_validations.dataValidation:
            if one.type == "list":
                assert one.formula1 == yes_no or str(one.formula1).startswith(("lst_", "col_"))


@both
def test_formulas_name_what_is_there(lang: Lang) -> None:
    """Conditions use defined names only, and nothing that recalculates with every cell."""
    book = opened(lang)
    for sheet in book.worksheets:
        for one in sheet.data_validations.dataValidation:
            text = f"{one.formula1 or ''} {one.formula2 or ''}"
            assert not re.search(r"OFFSET|INDIRECT", text)
            assert set(re.findall(r"\b(?:lst|col|set|meta)_\w+", text)) <= set(book.defined_names)


def test_numbers_have_their_limits() -> None:
    """A number's lowest and highest value are those of its declaration; without any, only text is refused."""
    field = {"table": schema.table("tblTransactions"), "cell": "B4", "lang": "zh"}
    rate = rule_of(field=schema.table("tblTransactions")["discount"], **field)  # type: ignore[arg-type]
    assert rate is not None
    assert (rate.type, rate.operator, rate.formula1, rate.formula2) == ("decimal", "between", "0", "1")
    assert "100%" in rate.error.zh
    whole = kind_rule(Kind.INT, "zh", low=0)
    assert whole is not None
    assert (whole.type, whole.operator, whole.formula1) == ("whole", "greaterThanOrEqual", "0")
    free = kind_rule(Kind.MONEY, "zh")
    assert free is not None
    assert (free.type, free.style) == ("decimal", "stop")


def test_stars_are_whole_and_one_to_five() -> None:
    """Stars are 1, 2, 3, 4 or 5."""
    rule = kind_rule(Kind.STARS, "en")
    assert rule is not None
    assert (rule.type, rule.formula1, rule.formula2) == ("whole", "1", "5")


@pytest.mark.parametrize("kind", [Kind.DATE, Kind.DATETIME, Kind.MONTH])
def test_dates_are_dates(kind: Kind) -> None:
    """A date column takes dates of this and the last century and nothing else."""
    rule = kind_rule(kind, "en")
    assert rule is not None
    assert (rule.type, rule.formula1) == ("date", "1")


def test_references_accept_id_or_name() -> None:
    """A customer is a number, or a part of a name or of a short name."""
    table = schema.table("tblTransactions")
    rule = rule_of(table, table["customer_id"], "E4", "zh")
    assert rule is not None
    assert rule.formula1 == (
        "OR(ISNUMBER(MATCH(E4,col_tblCustomers_customer_id,0)),"
        'ISNUMBER(MATCH("*"&E4&"*",col_tblCustomers_name,0)),'
        'ISNUMBER(MATCH("*"&E4&"*",col_tblCustomers_short_name,0)))'
    )
    assert "客户" in rule.error.zh


def test_a_customer_that_no_formula_knows_is_asked_about_not_refused() -> None:
    """The program knows former names and names without their 市 too; another reference to nothing is refused."""
    visits = schema.table("tblVisits")
    customer, contact = (rule_of(visits, visits[key], "E4", "zh") for key in ("customer_id", "contact"))
    assert customer is not None
    assert contact is not None
    assert (customer.style, contact.style) == ("warning", "stop")


def test_every_reference_has_a_rule() -> None:
    """No reference points to a table that cannot be looked up."""
    for table, field in fields():
        if field.kind is Kind.REF:
            assert rule_of(table, field, "B4", "zh") is not None, (table.name, field.key)


@both
def test_numbers_of_rows_are_unique(lang: Lang) -> None:
    """A number that is taken cannot be typed again."""
    one = rules(lang)["tblCustomers", "customer_id"]
    assert (one.type, one.formula1) == ("custom", "SUMPRODUCT(--(col_tblCustomers_customer_id=B4))<2")


@both
def test_worked_out_columns_warn(lang: Lang) -> None:
    """Typing into a column that the program fills brings a warning, and can be done."""
    ours = rules(lang)
    for who in (Who.RULE, Who.PROGRAM):
        for table, field in fields(who=who):
            one = ours[table.name, field.key]
            assert (one.type, one.formula1, one.errorStyle) == ("custom", "FALSE", "warning"), (table.name, field.key)


@both
def test_settings_are_guarded(lang: Lang) -> None:
    """A setting with a list or limits refuses what is outside."""
    sheet = next(s for s in opened(lang).worksheets if s.sheet_properties.codeName == "shtSettings")
    by_cell = {str(one.sqref): one for one in sheet.data_validations.dataValidation}
    for one in schema.SETTINGS:
        ((_, cells),) = opened(lang).defined_names[one.range_name].destinations
        rule = by_cell[cells.replace("$", "")]
        if one.list:
            assert rule.formula1 == f"lst_{one.list}"
        if one.list or one.kind.is_number or one.kind.is_date:
            assert rule.showErrorMessage, one.key


def test_groups_have_labels() -> None:
    """Every block of lists and every group of settings that the schema names has a heading in both languages."""
    assert {one.group for one in schema.LISTS} <= set(BLOCKS)
    assert {one.group for one in schema.SETTINGS} <= set(GROUPS)


def test_length_is_a_hint() -> None:
    """Where a length is expected, another one is a warning: the check command knows better."""
    rule = rule_of(schema.table("tblCustomers"), schema.table("tblCustomers")["traits"], "B4", "zh")
    assert rule is not None
    assert (rule.type, rule.formula1, rule.formula2, rule.style) == ("textLength", "50", "100", "warning")


def test_text_is_free() -> None:
    """Ordinary text has no rule."""
    assert kind_rule(Kind.TEXT, "zh") is None
    assert rule_of(schema.table("tblCustomers"), Field("x", Text("x", "x")), "B4", "zh") is None
