"""Books in the strict form of the standard (ISO/IEC 29500-1, Annex A): its names for namespaces and relationships are
others than the transitional form's, which this engine writes; what is written into such a book takes the strict
ones."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workbook.engine.package.package_parts import Parts

_TRANSITIONAL = re.compile(rb"http://schemas\.openxmlformats\.org/(officeDocument|spreadsheetml|drawingml)/2006/")
_STRICT = rb"http://purl.oclc.org/ooxml/\1/"


def is_strict(parts: Parts) -> bool:
    """Whether the package says that its workbook is in the strict form."""
    return b"http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument" in parts.read("_rels/.rels")


def strict(part: str, data: bytes) -> bytes:
    """A part with the strict names; the list of contents and properties have the same names in both forms."""
    if not part.endswith((".xml", ".rels")) or part.startswith(("[", "docProps/", "customXml/")):
        return data
    return _TRANSITIONAL.sub(_STRICT, data)
