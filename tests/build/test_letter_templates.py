"""The templates that a book comes with."""

from __future__ import annotations

import pytest

from workbook.build.letter_templates import TEMPLATE_ROWS
from workbook.language import LANGS, Lang, Text
from workbook.rules.letters.field_names import fields_in, known_fields, sources
from workbook.schema.lists.letters import LETTER_KIND


def test_there_is_one_for_each_purpose() -> None:
    """In the order of the list."""
    assert [row["kind"] for row in TEMPLATE_ROWS] == [entry.key for entry in LETTER_KIND.entries]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("row", TEMPLATE_ROWS, ids=lambda row: str(row["kind"]))
def test_every_field_is_known(row: dict[str, Text], lang: Lang) -> None:
    """In the book's language; and both languages say the same of the customer."""
    texts = [row[key][lang] for key in ("subject", "body", "short")]
    assert all(texts)
    found = sources({"t": texts}, known_fields({}, {}))
    other = [row[key]["en" if lang == "zh" else "zh"] for key in ("subject", "body", "short")]
    assert set(found.values()) == set(sources({"t": other}, known_fields({}, {})).values())
    assert fields_in(texts[2])
