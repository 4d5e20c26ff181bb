"""Cell functions that clean and check: telephone, identity and tax numbers, company names."""

from __future__ import annotations

from typing import Any

import numpy as np

from udfs.calling import Block, Cell, Reject, cell_function, each
from udfs.values import language, phone_country
from workbook.rules.cleaning import codes, id_numbers, phones, tax_numbers
from workbook.rules.cleaning import text as texts
from workbook.rules.cleaning.cleaned import Cleaned
from workbook.rules.matching import company_names, evidence, name_columns, name_pairs

FINE = "✓"


@cell_function("CB_PHONE")
def cb_phone(number: Block | None) -> Block | str:
    """A telephone number, cleaned; #VALUE! where none can be read."""

    home = phone_country()

    def one(cell: Cell) -> str:
        cleaned = phones.clean(_text(cell), home)
        if cleaned.value is None:
            raise Reject(cleaned.note.en if cleaned.note else f"{cell!r} is no telephone number")
        return cleaned.value

    return each(one, number)


@cell_function("CB_CHECKID")
def cb_checkid(number: Block | None) -> Block | str:
    """✓, or what is wrong with an identity number."""
    return each(lambda cell: _verdict(id_numbers.clean(_text(cell))), number)


@cell_function("CB_CHECKTAX")
def cb_checktax(number: Block | None) -> Block | str:
    """✓, or what is wrong with a unified social credit code."""
    return each(lambda cell: _verdict(tax_numbers.clean(_text(cell))), number)


@cell_function("CB_NAMECORE")
def cb_namecore(company: Block | None) -> Block | str:
    """The core of a company name: without place, trade and legal form."""
    return each(lambda cell: company_names.read(_text(cell)).core, company)


@cell_function("CB_SIMILAR")
def cb_similar(company: Block | None, other: Block | None) -> Block | str:
    """How alike two company names are, 0 to 1, in hundredths."""

    def one(left: Cell, right: Cell) -> float:
        place = np.zeros(1, dtype="int64")
        found = name_pairs.compare(
            name_columns.prepare([_text(left)]), place, name_columns.prepare([_text(right)]), place
        )
        return round(evidence.score(float(found.bits[0])), 2)

    return each(one, company, other)


def _verdict(cleaned: Cleaned[Any]) -> str:
    return FINE if cleaned.note is None else cleaned.note[language()]


def _text(cell: Cell) -> str:
    """A cell as the text it shows, a code as its signs: a number without its decimal point."""
    return codes.bare(texts.of(cell))
