"""Parts that hang on the user's own sheets - drawings with charts and pictures, notes, tables, pivot tables - copied
from the older book into the new one, under names that are free there."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from workbook.engine.package import relationships as rels
from workbook.engine.package.package_parts import TYPES
from workbook.engine.text.markup import Markup

if TYPE_CHECKING:
    from workbook.engine.book.document import Document

Change = Callable[[str, bytes], bytes]
"""A part by the kind of relationship that leads to it, as it is to stand in the new book."""


class Copying:
    """Copies each part once, whoever leads to it."""

    def __init__(self, old: Document, new: Document, change: Change) -> None:
        self._old, self._new, self._change = old, new, change
        self.names: dict[str, str] = {}

    def fresh_name(self, part: str) -> str:
        """A name for a part that no part of the new book has: its own, else one with another number."""
        name = part
        if self._new.has(part) or part in self.names.values():
            stem, suffix = re.sub(r"\d+(?=\.\w+\Z)", "", part).rsplit(".", 1)
            number = 1
            while self._new.has(name := f"{stem}{number}.{suffix}") or name in self.names.values():
                number += 1
        self.names[part] = name
        return name

    def part(self, part: str, kind: str) -> str:
        """The copy of a part with all it leads to; its name."""
        if part in self.names:
            return self.names[part]
        name = self.fresh_name(part)
        with self._old.reading(TYPES):
            content = rels.content_type(self._old.read(TYPES), part)
        with self._old.reading(part):
            self._new.put_part(name, self._change(kind, self._old.read(part)), content_type=content)
        self.relations(part, name)
        return name

    def relations(self, part: str, name: str) -> None:
        """The relationships of a part for its copy: the same, to the copies of what they lead to."""
        listed = rels.of_part(part)
        if not self._old.has(listed):
            return
        with self._old.reading(listed):
            markup = Markup(self._old.read(listed))
            for node in markup.root.all("Relationship"):
                if node.get("TargetMode") == "External":
                    continue
                target = self._old.resolve(part, node.get("Target") or "")
                if not self._old.has(target):
                    continue
                kind = (node.get("Type") or "").rpartition("/")[2]
                markup.set(node, Target=rels.relative(name, self.part(target, kind)))
        self._new.put_part(rels.of_part(name), markup.result())
