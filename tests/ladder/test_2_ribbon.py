"""Rung 2, the ribbon: the XML against the Open XML SDK's schema of it, and its callbacks against the VBA.

Proves: every element and attribute is one that Office knows, in a place where it may stand; every callback exists with
the signature Office calls it by. Cannot: whether an icon's name exists in the reader's Excel, or how the tab looks.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from lxml import etree
from oletools.olevba import VBA_Parser

from workbook.build.pack import RIBBON_PART

NAMESPACE = "http://schemas.microsoft.com/office/2009/07/customui"
SCHEMA = "data/openxml/schemas/schemas_microsoft_com_office_2009_07_customui.json"
ROOT = "mso14:CT_CustomUI/mso14:customUI"
IDENTITIES = ("id", "idQ", "idMso")
# How Office calls each kind of callback (Office VBA documentation, "Customizing the ribbon").
PRESSED = {"toggleButton", "checkBox"}
SIGNATURES = {
    "onLoad": r"\(\w+ As IRibbonUI\)",
    "onAction": r"\(\w+ As IRibbonControl\)",
    "onAction pressed": r"\(\w+ As IRibbonControl, (?:ByVal )?\w+ As Boolean\)",
    "get": r"\(\w+ As IRibbonControl, ByRef \w+(?: As Variant)?\)",
}


@cache
def schema() -> dict[str, Any]:
    """Types of the 2009/07 namespace by name, as the Open XML SDK declares them."""
    text = files("openxml_audit").joinpath(SCHEMA).read_text("utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


def typed(element: etree._Element, name: str) -> Iterator[tuple[etree._Element, dict[str, Any]]]:
    """Each element of the tree with its type; a child that its parent's type does not allow is an error."""
    types = {one["Name"]: one for one in schema()["Types"]}
    yield element, types[name]
    allowed = {one["Name"].rpartition(":")[2]: one["Name"] for one in types[name].get("Children", [])}
    for child in element:
        tag = etree.QName(child).localname
        assert tag in allowed, f"<{tag}> may not stand in <{etree.QName(element).localname}>"
        yield from typed(child, allowed[tag])


def attributes_of(kind: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {one["QName"].lstrip(":"): one for one in kind.get("Attributes", [])}


def strings(element: etree._Element) -> Iterator[tuple[str, str]]:
    """The attributes as text."""
    for name, value in element.attrib.items():
        yield str(name), str(value)


def callbacks(root: etree._Element) -> Iterator[tuple[str, str]]:
    """(procedure name, signature it must have) of every callback attribute."""
    for element in root.iter():
        tag = etree.QName(element).localname
        for attribute, value in strings(element):
            if attribute == "onLoad":
                yield value, SIGNATURES["onLoad"]
            elif attribute == "onAction":
                yield value, SIGNATURES["onAction pressed" if tag in PRESSED else "onAction"]
            elif re.match(r"get[A-Z]", attribute):
                yield value, SIGNATURES["get"]


def test_every_element_and_attribute_is_in_the_schema(parts: dict[str, bytes]) -> None:
    """Nesting, attribute names, lengths, enumerations and identifier syntax, element by element."""
    root = etree.fromstring(parts[RIBBON_PART])
    assert root.tag == f"{{{NAMESPACE}}}customUI"
    enums = {one["Name"]: {facet["Value"] for facet in one["Facets"]} for one in schema()["Enums"]}
    for element, kind in typed(root, ROOT):
        known = attributes_of(kind)
        for attribute, value in strings(element):
            where = f"<{etree.QName(element).localname}> {attribute}"
            assert attribute in known, where
            declared = known[attribute]
            if declared["Type"] == "BooleanValue":
                assert value in ("true", "false", "1", "0"), where
            elif declared["Type"].startswith("EnumValue"):
                assert value in enums[declared["Type"].rpartition(".")[2].removesuffix(">")], where
            for validator in declared.get("Validators", []):
                rules = {one["Name"]: one["Value"] for one in validator.get("Arguments", [])}
                assert int(rules.get("MinLength", 0)) <= len(value) <= int(rules.get("MaxLength", 4096)), where
                if rules.get("IsNcName") == "True":
                    assert re.fullmatch(r"[A-Za-z_][\w.-]*", value), where


def test_every_control_has_one_identity(parts: dict[str, bytes]) -> None:
    """A control without an id, or with an id that another has, makes Office drop the whole ribbon."""
    root = etree.fromstring(parts[RIBBON_PART])
    controls = [
        e for e in root.iter() if etree.QName(e).localname in ("tab", "group", "button", "menu", "toggleButton")
    ]
    assert all(sum(e.get(i) is not None for i in IDENTITIES) == 1 for e in controls)
    assert [i for i, n in Counter(e.get("id") for e in controls).items() if n > 1] == []


ICONS = frozenset({
    "RefreshAll", "AcceptInvitation", "ChartInsert", "PrintPreviewZoomMenu", "ImportTextFile", "Undo",
    "RemoveDuplicates", "MergeCells", "Clear", "TableInsert", "ContactCardCopy", "ViewNormalViewExcel",
    "FunctionWizard", "FindDialog", "FileSave", "ReviewNewComment", "Lock", "FileSendAsAttachment",
    "AddressBook", "MailMergeGoToPreviousRecord", "MailMergeGoToNextRecord", "RecordsSaveRecord",
    "MailMergeStartLetters", "EnvelopesAndLabelsDialog", "PivotChartInsert",
    "FileCreateDocumentWorkspace", "ReviewCombineRevisions", "ReviewAcceptChange",
    "ExportTextFile", "RecordsDeleteRecord", "AppointmentColor3",
})  # fmt: skip
"""Names that published add-ins and tools for Office give as imageMso, OfficeImageId or control id; Microsoft's own list
is OfficeDev/office-fluent-ui-command-identifiers. A name that Office does not know shows no icon, and no error."""


def test_every_icon_is_one_that_office_is_known_to_have(parts: dict[str, bytes]) -> None:
    """A new icon is looked up first, then added here."""
    root = etree.fromstring(parts[RIBBON_PART])
    assert {icon for e in root.iter() if (icon := e.get("imageMso"))} <= ICONS


def test_no_group_is_empty(parts: dict[str, bytes]) -> None:
    """Every tab has groups and every group has controls."""
    root = etree.fromstring(parts[RIBBON_PART])
    assert all(len(e) for e in root.iter(f"{{{NAMESPACE}}}tab", f"{{{NAMESPACE}}}group"))


def test_callbacks_exist_once_with_the_signature_office_calls(parts: dict[str, bytes], shipped: Path) -> None:
    """Read with an extractor that had no part in writing them."""
    source = "\n".join(code for _, _, _, code in VBA_Parser(str(shipped)).extract_macros())
    wanted = list(callbacks(etree.fromstring(parts[RIBBON_PART])))
    assert wanted
    for name, signature in wanted:
        found = re.findall(rf"^(?:Public )?Sub {name}\s*(\(.*\))\s*$", source, re.M)
        assert len(found) == 1, name
        assert re.fullmatch(signature, found[0]), name


def test_every_callback_in_the_vba_is_used_by_the_ribbon(parts: dict[str, bytes], shipped: Path) -> None:
    """No callback is left over from a command that is gone."""
    source = "\n".join(code for _, _, _, code in VBA_Parser(str(shipped)).extract_macros())
    defined = set(re.findall(r"^(?:Public )?Sub (\w+)\(\w+ As IRibbon(?:Control|UI)", source, re.M))
    assert defined == {name for name, _ in callbacks(etree.fromstring(parts[RIBBON_PART]))}
