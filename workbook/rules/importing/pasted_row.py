"""Data class of one row of a pasted list while it is being read: values by lead field, and notes on them."""

from __future__ import annotations

import json
from dataclasses import dataclass, field

from workbook.language import COLON, Lang, Text
from workbook.rules.journal.json_scalars import Scalar

LONGEST = 32_000
"""What is kept of a row fits into one cell: no more characters than this."""

SURELY_SHORT = 5_000
"""A row of fewer characters fits, whatever of them is kept twice."""

TOO_LONG = Text("这一行太长，一个单元格放不下", "the row is too long for a cell")
KEPT = Text("{why}，记入备注", "{why}; kept in the remarks")


@dataclass
class Cleaned:
    """One pasted row: values by lead field, and what to tell of it."""

    line: int
    values: dict[str, Scalar] = field(default_factory=dict)
    left: list[tuple[str, str]] = field(default_factory=list)  # (header, text)
    unlisted: dict[str, str] = field(default_factory=dict)  # the customer's own field -> a value its list lacks
    changes: list[tuple[str, str, str]] = field(default_factory=list)  # (label, pasted, cleaned)
    notes: list[str] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)  # cells that could not be read
    doubts: list[str] = field(default_factory=list)  # amounts that were read, and may mean another: dollars
    cells: list[tuple[int, str, str]] = field(default_factory=list)  # as pasted: (place, header, text)
    person: bool = False  # a person's name stands where the firm's should: a customer that is an individual
    people: list[dict[str, Scalar]] = field(default_factory=list)  # further contacts, by the contact's own field keys
    above: int | None = None  # place of the earlier row whose firm it stands under: in one merged cell, or left blank
    asked: Text | None = None  # what somebody must decide of it
    left_out: Text | None = None  # why it is none of the list's rows: an order that was cancelled
    merged: bool = False  # the firm stands in a cell that is merged with the one above

    def remarks(self, lang: Lang) -> str:
        """What no field took, a line each."""
        colon = COLON[lang]
        return "\n".join(f"{header}{colon}{text}" if header else text for header, text in self.left)

    def payload(self, lang: Lang, number: str = "", like: int | None = None) -> str:
        """What will be written, and the cells as pasted, as JSON. number: the list's own number of the row, told as a
        remark where the book numbers it anew; like: the pasted row whose customer it joins if it is an update."""
        whole = {"values": self.values, "left": self.remarks(lang), "cells": self.cells, "person": self.person}
        if self.people:
            whole["people"] = self.people
        if number:
            whole["number"] = number
        if like is not None:
            whole["like"] = like
        return json.dumps(whole, ensure_ascii=False, separators=(",", ":"))

    def too_long(self, lang: Lang) -> bool:
        """Does the row not fit into a cell?"""
        if sum(len(text) + len(header) for _, header, text in self.cells) < SURELY_SHORT:
            return False
        return len(self.payload(lang)) > LONGEST - 100  # room for its number
