"""The two languages of the book: every label and sentence exists in both.

>>> Text("客户", "Customers")["zh"]
'客户'
>>> Text("共 {n} 行", "{n} rows").format(n=3)["en"]
'3 rows'
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal, get_args

Lang = Literal["zh", "en"]
LANGS: tuple[Lang, ...] = get_args(Lang)


@dataclass(frozen=True, slots=True)
class Text:
    """One label or sentence in Chinese and English."""

    zh: str
    en: str

    def __getitem__(self, lang: Lang) -> str:
        return self.zh if lang == "zh" else self.en

    def format(self, **values: Any) -> Text:
        """Fill the same placeholders in both languages; a value that is a Text speaks the language it stands in."""
        return Text(
            self.zh.format(**{k: v.zh if isinstance(v, Text) else v for k, v in values.items()}),
            self.en.format(**{k: v.en if isinstance(v, Text) else v for k, v in values.items()}),
        )


COLON, COMMA, SEMICOLON = Text("：", ": "), Text("、", ", "), Text("；", "; ")
"""What stands between a name and its value, things of a list, and sentences."""


def joined(parts: Iterable[Text | str], between: Text = COMMA) -> Text:
    """Things of a list one after the other; what is no Text is called the same in both languages.

    >>> joined([Text("客户", "Customers"), "C00001"])["zh"]
    '客户、C00001'
    """
    both = [Text(one, one) if isinstance(one, str) else one for one in parts]
    return Text(between.zh.join(one.zh for one in both), between.en.join(one.en for one in both))
