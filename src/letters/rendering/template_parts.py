"""The parts of a template that a letter is made of, and where in them a paragraph stands."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from letters.errors import N_
from letters.rendering.wordml.names import MC, Element, W, elements, value
from letters.rendering.wordml.package import Package
from letters.rendering.wordml.refusals import place_of

Kind = Literal["header", "body", "footer", "footnotes", "endnotes", "properties"]

_ORDER: tuple[Kind, ...] = ("header", "body", "footer", "footnotes", "endnotes", "properties")
P, TABLE, ROW, CELL = W + "p", W + "tbl", W + "tr", W + "tc"
_FALLBACK = MC + "Fallback"
# What stands in a paragraph and is no text of it: its look, its copy for old programs (the same
# words again), deleted words, and text boxes, whose paragraphs count for themselves.
_NOT_OWN = frozenset({W + "pPr", W + "rPr", W + "del", W + "moveFrom", _FALLBACK, P})
_SIGNS = {
    W + "tab": "\t",
    W + "ptab": "\t",
    W + "cr": "\n",
    W + "noBreakHyphen": "\N{NON-BREAKING HYPHEN}",
    W + "softHyphen": "\N{SOFT HYPHEN}",
}
# A field of Word travels through `text_of` between characters that XML cannot hold.
_FIELD_SIGNS = {"begin": "\1", "separate": "\2", "end": "\3"}
_FIELD = re.compile("\1([^\1\2\3]*)\2?([^\1\2\3]*)\3")
_COUNTED = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES"})


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the package: its name in the zip and what it is for."""

    name: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Spot:
    """A paragraph (or a document property), its text, and how a user finds it.

    `place` is a msgid, `numbers` fill its placeholders.
    """

    element: Element
    text: str
    place: str
    numbers: Mapping[str, object]


def parts_of(package: Package) -> list[Part]:
    """The parts that may hold tags: headers, body, footers, notes, document properties."""
    found = {Part(package.main, "body")}
    for relation in package.relations(package.main).values():
        for kind in _ORDER:
            if relation.kind == kind and package.has(relation.target):
                found.add(Part(relation.target, kind))
    if properties := package.related("", "core-properties"):
        found.add(Part(properties, "properties"))
    return sorted(found, key=lambda part: (_ORDER.index(part.kind), part.name))


def spots(part: Part, root: Element) -> Iterator[Spot]:
    """Every paragraph of a part in the order of reading, each with its place."""
    if part.kind == "properties":
        for item in elements(root):
            name = {"property": item.tag.rpartition("}")[2]}
            yield Spot(item, item.text or "", N_("document properties, {property}"), name)
        return
    for paragraph in root.iter(P):
        if above(paragraph, _FALLBACK) is None:
            place, numbers = place_of(paragraph)
            yield Spot(paragraph, text_of(paragraph), place, numbers)


def above(element: Element | None, tag: str) -> Element | None:
    """The nearest ancestor of that name."""
    return None if element is None else next(element.iterancestors(tag), None)


def text_of(paragraph: Element) -> str:
    r"""The words of a paragraph: tabs as \t, breaks as \n and \f, a page number as ‹PAGE›."""
    text = "".join(_pieces(paragraph))
    while _FIELD.search(text):
        text = _FIELD.sub(_field, text)
    return text.translate(dict.fromkeys(map(ord, _FIELD_SIGNS.values())))


def _pieces(parent: Element) -> Iterator[str]:
    for node in elements(parent):
        if node.tag in _NOT_OWN:
            continue
        if node.tag in {W + "t", W + "instrText"}:
            yield node.text or ""
        elif node.tag in _SIGNS:
            yield _SIGNS[node.tag]
        elif node.tag == W + "br":
            yield "\f" if value(node, "type") == "page" else "\n"
        elif node.tag == W + "fldChar":
            yield _FIELD_SIGNS.get(value(node, "fldCharType"), "")
        elif node.tag == W + "fldSimple":
            yield "".join(("\1", value(node, "instr"), "\2", *_pieces(node), "\3"))
        else:
            yield from _pieces(node)


def _field(match: re.Match[str]) -> str:
    """A counter by its name, any other field by what it shows."""
    name = (match[1].split() or [""])[0].upper()
    return f"‹{name}›" if name in _COUNTED else match[2]
