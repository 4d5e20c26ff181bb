"""argparse in the language of the user: it asks gettext for its own sentences, which has no Chinese of them."""

from __future__ import annotations

import argparse
import contextlib
from collections.abc import Iterator

from workbook.language import Lang

CHINESE = {
    "usage: ": "用法：",
    "positional arguments": "参数",
    "options": "选项",
    "show this help message and exit": "显示这段说明",
    "%(prog)s: error: %(message)s\n": "%(prog)s：%(message)s\n",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s：%(message)s",
    "the following arguments are required: %s": "缺少参数：%s",
    "unrecognized arguments: %s": "不认识的参数：%s",
    "ambiguous option: %(option)s could match %(matches)s": "选项 %(option)s 不明确，可能是 %(matches)s",
    "expected one argument": "后面要写一个值",
    "expected at most one argument": "后面最多写一个值",
    "expected at least one argument": "后面至少写一个值",
    "expected %s argument": "后面要写 %s 个值",
    "expected %s arguments": "后面要写 %s 个值",
    "ignored explicit argument %r": "不带值，%r 多余",
    "invalid choice: %(value)r (choose from %(choices)s)": "%(value)r 不可选，请从 %(choices)s 中选",
    "invalid %(type)s value: %(value)r": "%(value)r 不是有效的 %(type)s",
    "not allowed with argument %s": "不能与 %s 同时使用",
    "one of the arguments %s is required": "%s 中要写一个",
}
"""What argparse can say to somebody who calls the command line; its other sentences are for programmers."""


@contextlib.contextmanager
def speaking(lang: Lang) -> Iterator[None]:
    """Inside the block argparse speaks this language."""
    before = argparse._, argparse.ngettext  # type: ignore[attr-defined]
    if lang == "zh":
        _put(_chinese, _chinese_number)
    try:
        yield
    finally:
        _put(*before)


def _put(one: object, number: object) -> None:
    vars(argparse).update({"_": one, "ngettext": number})


def _chinese(sentence: str) -> str:
    return CHINESE.get(sentence, sentence)


def _chinese_number(one: str, several: str, number: int) -> str:
    return CHINESE.get(one if number == 1 else several, several)
