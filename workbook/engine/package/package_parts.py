"""The parts of the open book: those of the file, those put in their place, those taken out; and the relationships
that lead from one to another."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from workbook.engine.package import relationships as rels
from workbook.engine.package.zip_directory import damaged, equivalent
from workbook.engine.package.zip_package import Package, open_package
from workbook.errors import NotAWorkbook
from workbook.language import Text

TYPES = "[Content_Types].xml"


class Parts:
    """The parts of a package as they are now. Nothing is written before the book is saved."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.workbook_part = ""
        self.pending: dict[str, bytes] = {}
        """Whole parts that are new or replaced."""
        self.removed_parts: set[str] = set()
        self.open_parts()

    def open_parts(self) -> None:
        """Start anew from the file."""
        self.package: Package = open_package(self.path)
        self._spellings = {equivalent(name): name for name in self.package.members}
        self.pending = {}
        self.removed_parts = set()
        if TYPES not in self.package:
            raise damaged(self.path, Text("缺少内容清单", "its list of contents is missing"))

    def chunks(self, part: str) -> Iterator[bytes]:
        """The bytes of a part."""
        self._check_there(part)
        if part in self.pending:
            return iter((self.pending[part],))
        return self.package.chunks(part)

    def part_size(self, part: str) -> int:
        """How many bytes a part has."""
        return len(self.pending[part]) if part in self.pending else self.package.members[part].size

    def read(self, part: str) -> bytes:
        """The bytes of a part, whole."""
        self._check_there(part)
        return self.pending[part] if part in self.pending else self.package.read(part)

    def _check_there(self, part: str) -> None:
        """A relationship may lead to a part that is not there."""
        if part not in self.pending and part not in self.package:
            raise damaged(self.path, Text(f"缺少部件 {part}", f"part {part} is missing"))

    def has(self, part: str) -> bool:
        """Whether there is such a part."""
        return part in self.pending or (part in self.package and part not in self.removed_parts)

    def damaged(self, part: str) -> NotAWorkbook:
        """The refusal for a part that cannot be understood."""
        return damaged(self.path, Text(f"部件 {part} 读不懂", f"part {part} cannot be understood"))

    def part_names(self) -> list[str]:
        """Every part there is now."""
        names = [name for name in self.package.members if name not in self.removed_parts]
        return names + [name for name in self.pending if name not in self.package]

    def put_part(self, part: str, data: bytes, *, content_type: str = "") -> None:
        """Add a part (its content type named), or replace one."""
        self.pending[part] = data
        self.removed_parts.discard(part)
        if content_type:
            self.pending[TYPES] = rels.set_content_types(self.read(TYPES), {part: content_type}, {part})

    def relate(self, part: str, kind: str, target: str, *, external: bool = False) -> str:
        """Give a part a relationship; returns its id."""
        name = rels.of_part(part)
        with self.reading(name):
            data = self.read(name) if self.has(name) else rels.EMPTY
            self.pending[name], key = rels.add(part, data, kind, target, external=external)
        return key

    def unrelate(self, part: str, ids: set[str]) -> None:
        """Take relationships away from a part."""
        name = rels.of_part(part)
        with self.reading(name):
            self.pending[name] = rels.remove(self.read(name), ids)

    def reachable(self, part: str) -> set[str]:
        """A part and all that its relationships lead to."""
        found, queue = {part}, [part]
        while queue:
            for relation in self.relationships(queue.pop()):
                if not relation.external and relation.target not in found and self.has(relation.target):
                    found.add(relation.target)
                    queue.append(relation.target)
        return found

    def free_part(self, pattern: str) -> str:
        """A name for a new part beside the workbook's: 'tables/table{}.xml' with the first number nothing has."""
        folder = self.workbook_part.rpartition("/")[0]
        number = 1
        while self.has(part := f"{folder}/{pattern.format(number)}".lstrip("/")) or part in self.removed_parts:
            number += 1
        return part

    def remove_part(self, owner: str, part: str) -> set[str]:
        """Take a part out, with every part that only it leads to; returns their names."""
        own = self.reachable(part)
        ids = {relation.id for relation in self.relationships(owner) if relation.target == part}
        self.unrelate(owner, ids)
        kept: set[str] = set()
        for root in self.relationships(""):
            if not root.external and self.has(root.target):
                kept |= self.reachable(root.target)
        gone = own - kept
        gone |= {name for one in gone if self.has(name := rels.of_part(one))}
        self.pending[TYPES] = rels.set_content_types(self.read(TYPES), {}, gone)
        for one in gone:
            self.pending.pop(one, None)
            if one in self.package:
                self.removed_parts.add(one)
        return gone

    @contextlib.contextmanager
    def reading(self, part: str) -> Iterator[None]:
        """Turn what goes wrong inside a part into a refusal that names it."""
        try:
            yield
        except (ValueError, OverflowError, RecursionError, IndexError) as error:  # BadXml is a ValueError
            raise self.damaged(part) from error

    def relationships(self, part: str) -> list[rels.Relationship]:
        """The relationships of a part; none when it has no such part."""
        name = rels.of_part(part)
        if not self.has(name):
            return []
        with self.reading(name):
            found = rels.read(part, self.read(name))
        return [one if one.external else replace(one, target=self.spelt(one.target)) for one in found]

    def resolve(self, part: str, target: str) -> str:
        """The name of the part that a target written in `part` means. Raises BadXml outside the package."""
        return self.spelt(rels.resolve(part, target))

    def spelt(self, part: str) -> str:
        """A part's name as the file spells it."""
        return part if self.has(part) else self._spellings.get(equivalent(part), part)
