"""Names and small values of WordprocessingML (ECMA-376 part 1, chapter 17)."""

import math
import re
from collections.abc import Iterator

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
PIC = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
DC = "{http://purl.org/dc/elements/1.1/}"
RELS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
STRICT = "http://purl.oclc.org/ooxml/"

Element = etree._Element  # noqa: SLF001 - lxml's only name for the type of a node

Said = tuple[object, ...]

_OFF = frozenset({"0", "false", "off", "none"})
_PREFIXES = {
    W: "w:",
    MC: "mc:",
    WP: "wp:",
    A: "a:",
    "{urn:schemas-microsoft-com:vml}": "v:",
    "{urn:schemas-microsoft-com:office:office}": "o:",
    "{http://schemas.openxmlformats.org/officeDocument/2006/math}": "m:",
    "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}": "wps:",
    "{http://schemas.microsoft.com/office/word/2010/wordprocessingGroup}": "wpg:",
}
_MEASURE = re.compile(r"(-?\d+(?:\.\d+)?)(mm|cm|in|pt|pc|pi)")
_POINTS = {"mm": 72 / 25.4, "cm": 72 / 2.54, "in": 72.0, "pt": 1.0, "pc": 12.0, "pi": 12.0}


# Word's own limit is 22 inches (1584 points) for most lengths and 1638 points for a font's size.
_LONGEST = 1638.4
_GREATEST = 2**31


class NotAMeasure(ValueError):
    """A size, distance or count that no page of Word has: not finite, or beyond all limits."""


def short_name(tag: str) -> str:
    """The name as the specification prints it.

    >>> short_name(W + "smartTag")
    'w:smartTag'
    """
    namespace, _, local = tag.rpartition("}")
    return _PREFIXES.get(namespace + "}", "") + local


def value(element: Element | None, name: str = "val", default: str = "") -> str:
    """The attribute w:`name` of an element that may be absent."""
    return default if element is None else element.get(W + name, default)


def child_value(element: Element | None, path: str, default: str = "") -> str:
    """w:val of a child, given as `pPr/pStyle`."""
    return value(find(element, path), "val", default)


def find(element: Element | None, path: str) -> Element | None:
    """The descendant on a path of w: names, or None."""
    if element is not None and "/" not in path:
        return next(element.iterchildren(W + path), None)
    for name in path.split("/"):
        if element is None:
            return None
        element = next(element.iterchildren(W + name), None)
    return element


def is_off(text: str) -> bool:
    """Whether the value of an on-off property says no."""
    return text in _OFF


def is_on(element: Element | None) -> bool:
    """An on-off property: present without w:val means on."""
    return element is not None and element.get(W + "val", "1") not in _OFF


def integer(text: str | None, default: int = 0, *, least: int = -_GREATEST,
            most: int = _GREATEST) -> int:  # fmt: skip
    """A whole number; some programs write `240.0`. NotAMeasure if it is none or out of range."""
    if not text:
        return default
    return int(_within(text, _number(text), least, most))


def points(text: str | None, unit: float = 20.0, *, least: float = -_LONGEST,
           most: float = _LONGEST) -> float:  # fmt: skip
    """A length in points; a bare number counts `unit`-ths of a point (twips unless told).

    NotAMeasure if it is no length, or a longer one than Word knows.

    >>> points("708"), points("1cm") == 72 / 2.54, points("24", 2)
    (35.4, True, 12.0)
    """
    if not text:
        return 0.0
    measure = _MEASURE.fullmatch(text)
    length = float(measure[1]) * _POINTS[measure[2]] if measure else _number(text) / unit
    return _within(text, length, least, most)


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise NotAMeasure(text) from None


def _within(text: str, found: float, least: float, most: float) -> float:
    if not (math.isfinite(found) and least <= found <= most):
        raise NotAMeasure(text[:40])
    return found


def colour(text: str) -> str:
    """`#rrggbb`, or empty for automatic."""
    return f"#{text.lower()}" if re.fullmatch("[0-9A-Fa-f]{6}", text) else ""


def elements(parent: Element) -> Iterator[Element]:
    """The child elements, without comments, entities and processing instructions."""
    return parent.iterchildren(tag=etree.Element)


def said(element: Element | None) -> Said:
    """All that a properties element says, as a key: in a long table it is said in each cell.

    Four times as quick as its XML, which would name all namespaces of the document.
    """
    if element is None:
        return ()
    return tuple([(part.tag, len(part), *part.items()) for part in element.iter()])
