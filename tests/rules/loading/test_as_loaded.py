# ruff: noqa: E501 - cells stand as they are typed
"""A cell of a loaded file, as every kind of column reads it: text on file, to be read as a list of promises."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from workbook.rules.loading.typed_columns import typed
from workbook.schema.model import CHECK, Field, Kind

GOLDEN = Path(__file__).with_name("golden") / "as_loaded.txt"
CELLS = (
    "1 0 -1 +1 1. .5 1e3 1e400 1,234 1,23 12.5 ￥1,234.50 (5) 1.2万 3k 15% 15 1.5 0.15 abc 无 n/a — １２ 50人 50_名 1,200名 约50 50-60人 多人 3台 "
    "★ ★★★ ★★★★★★ ★★☆ 三星 3星 六 五颗 3颗星 2024-01-05 2024-1-5 20240105 20241305 05/01/2024 13/01/2024 1899-12-31 1900-01-01 2024-02-30 45296 2024年1月5日 "
    "2024-01 2024年1月 1月5日 01-05 13-40 农历八月十五 1980 1500-01-01 Jan_5,_2024 2024-01-05_10:30 2024-01-05T10:30:05 25:00 "
    "是 否 Y n TRUE 0 ✓ x yes 有 true 男 女 Male MALE 男、女 男,其他 男；男 007 C1 c1 Ｃ１ 'C1 ’C1 C1. 1.0 12345678901234567890 1.23E+15 6222021234567890123 "
    "=1+1 13800138000 020-88880000 2088880000 212-555-0100 020-88880000/13800138000 电话 510000 51000 91110000600037341L 91110000600037341A "
    "360426199101010004 a__b Ａ　Ｂ a@example.com"
)
FIELDS = (
    *(Field(kind.value, CHECK.label, kind) for kind in Kind if kind not in (Kind.CHOICE, Kind.CHOICES, Kind.ROW_ID)),
    Field("choice", CHECK.label, Kind.CHOICE, list="gender"),
    Field("choices", CHECK.label, Kind.CHOICES, list="gender"),
    *(Field(check, CHECK.label, check=check) for check in ("code", "cn_id", "uscc", "postcode")),
)
LABELS = {"男": "male", "male": "male", "女": "female", "female": "female"}


def _told() -> Iterator[str]:
    cells = [one.replace("_", " ") for one in CELLS.split()]
    for field in FIELDS:
        yield f"# {field.key}"
        for text in cells:
            got = typed(pd.Series([text, " ", None], dtype="str"), field, LABELS)
            assert got.values[1:].isna().all() or field.kind is Kind.FLAG
            said = got.troubles.get(0) or got.remarks.get(0)
            mark = "trouble" if 0 in got.troubles else "remark" if said else ""
            yield "\t".join([text, str(got.values[0]), mark, said.en if said else ""]).rstrip()


def test_every_cell_is_loaded_as_on_file() -> None:
    """Value, and what is said of it; python -m workbook.regenerate writes the text."""
    told = list(_told())
    if os.environ.get("CUSTOMER_BOOK_WRITE"):
        GOLDEN.write_text("\n".join(told) + "\n", "utf-8", newline="\n")
    assert told == GOLDEN.read_text("utf-8").split("\n")[:-1]
