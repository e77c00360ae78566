"""Content controls that are bound to a value elsewhere in the file (w:dataBinding).

When Word opens the file it shows that value, whatever text stands in the control. A control is
read like any other only where the value is found and is the same text, or where there is none.
"""

import re
from typing import Any

from lxml import etree

from letters.rendering.wordml.names import Element, W, find, value
from letters.rendering.wordml.package import Package

_STORE = "{http://schemas.openxmlformats.org/officeDocument/2006/customXml}"
# ECMA-376-1, 17.5.2.6, and [MS-OI29500] 2.1.487: properties of the file count as stores, too.
_PROPERTIES = {
    "{6C3C8BC8-F283-45AE-878A-BAB7291924A1}": "core-properties",
    "{6668398D-A668-4E3E-A5EB-62B293D839F1}": "extended-properties",
}
_PREFIX = re.compile("xmlns:([^= ]+)=[\"']([^\"']*)[\"']")
_STEP = re.compile(r"(?:/{1,2}@?[\w.:-]+(?:\[\d+\])?)+")


def may_differ(package: Package, control: Element) -> bool:
    """Whether Word may show another text than the one in this w:sdt."""
    binding = find(control, "sdtPr/dataBinding")
    content = find(control, "sdtContent")
    if binding is None:
        return False
    root = _store(package, value(binding, "storeItemID"))
    if root is None:
        return False
    path = value(binding, "xpath")
    if not _STEP.fullmatch(path):
        return True
    prefixes = dict(_PREFIX.findall(value(binding, "prefixMappings")))
    try:
        found: Any = root.xpath(path, namespaces=prefixes)
    except (etree.XPathError, TypeError, ValueError):
        return True
    if not found:
        return False
    shown = "" if content is None else "".join(t.text or "" for t in content.iter(W + "t"))
    kept = found[0] if isinstance(found[0], str) else "".join(map(str, found[0].itertext()))
    return " ".join(kept.split()) != " ".join(shown.split())


def _store(package: Package, name: str) -> Element | None:
    """The root of the part with that id, if the file has it."""
    if kind := _PROPERTIES.get(name.upper()):
        part = package.related("", kind)
        return package.xml(part) if part else None
    for relation in package.relations(package.main).values():
        if relation.kind == "customXml" and package.has(relation.target):
            described = package.related(relation.target, "customXmlProps")
            if described and package.xml(described).get(_STORE + "itemID", "") == name:
                return package.xml(relation.target)
    return None
