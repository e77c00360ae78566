"""w:sectPr: the paper, its margins, its headers and footers.

A section inherits each header and footer that it does not name from the one before it. Headers
of even pages, columns and sections that begin on an odd or even page are refused.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from letters.rendering.page import Block, Section, Sheet
from letters.rendering.wordml.blocks import read_blocks
from letters.rendering.wordml.names import (
    Element,
    R,
    W,
    child_value,
    elements,
    find,
    integer,
    is_on,
    points,
    value,
)
from letters.rendering.wordml.reading import Place, Reading

_KINDS = {W + "headerReference": "header", W + "footerReference": "footer"}
Furniture = dict[tuple[str, str], str]


@dataclass(slots=True)
class _Stretch:
    """The elements of a section and its w:sectPr."""

    children: list[Element] = field(default_factory=list)
    properties: Element | None = None


def read_sections(reading: Reading, body: Element) -> tuple[Section, ...]:
    """The sections of a document's body; a continuous one on the same paper joins the one before.

    Its header and footer are then those of the section that began the page.
    """
    sections: list[Section] = []
    furniture: Furniture = {}
    for stretch in _stretches(body):
        properties = stretch.properties
        sheet = _sheet(properties)
        furniture = furniture | _references(reading, properties)
        kind = child_value(properties, "type", "nextPage")
        place = Place(reading.package.main, _pitch(properties), sheet.text_width)
        blocks = read_blocks(reading, stretch.children, place)
        if integer(value(find(properties, "cols"), "num", "1"), 1) > 1:
            reading.refusals.note(_element(properties, "cols"))
        if kind in {"oddPage", "evenPage", "nextColumn"}:
            reading.refusals.note(_element(properties, "type"))
        if kind == "continuous" and sections and sections[-1].sheet == sheet:
            sections[-1] = replace(sections[-1], blocks=sections[-1].blocks + blocks)
            continue
        first = is_on(find(properties, "titlePg"))
        ends = {
            key: _furniture(reading, part, sheet)
            for key, part in furniture.items()
            if key[1] == "default" or first
        }
        start = value(find(properties, "pgNumType"), "start")
        sections.append(
            Section(
                sheet=sheet,
                blocks=blocks,
                header=ends.get(("header", "default"), ()),
                footer=ends.get(("footer", "default"), ()),
                first_header=ends.get(("header", "first"), ()) if first else None,
                first_footer=ends.get(("footer", "first"), ()) if first else None,
                first_number=integer(start) if start else None,
            )
        )
    return tuple(sections)


def _stretches(body: Element) -> Iterator[_Stretch]:
    stretch = _Stretch()
    for child in elements(body):
        if child.tag == W + "sectPr":
            stretch.properties = child
            continue
        stretch.children.append(child)
        ending = find(child, "pPr/sectPr") if child.tag == W + "p" else None
        if ending is not None:
            stretch.properties = ending
            yield stretch
            stretch = _Stretch()
    if stretch.children or stretch.properties is not None:
        yield stretch


def _sheet(properties: Element | None) -> Sheet:
    size, margins = find(properties, "pgSz"), find(properties, "pgMar")
    usual = Sheet()

    def length(element: Element | None, name: str, default: float) -> float:
        text = value(element, name)
        return points(text) if text else default

    return Sheet(
        width=length(size, "w", usual.width),
        height=length(size, "h", usual.height),
        top=length(margins, "top", usual.top),
        right=length(margins, "right", usual.right),
        bottom=length(margins, "bottom", usual.bottom),
        left=length(margins, "left", usual.left) + length(margins, "gutter", 0.0),
        header=length(margins, "header", usual.header),
        footer=length(margins, "footer", usual.footer),
    )


def _pitch(properties: Element | None) -> float:
    """The pitch of the page's line grid; 0 where lines are free."""
    grid = find(properties, "docGrid")
    aligned = value(grid, "type") in {"lines", "linesAndChars", "snapToChars"}
    return points(value(grid, "linePitch")) if aligned else 0.0


def _references(reading: Reading, properties: Element | None) -> Furniture:
    found: Furniture = {}
    relations = reading.package.relations(reading.package.main)
    for reference in [] if properties is None else elements(properties):
        kind = _KINDS.get(reference.tag, "")
        relation = relations.get(reference.get(R + "id", ""))
        if not kind or relation is None:
            continue
        which = value(reference, "type", "default")
        if which == "even":
            if reading.looks.even_and_odd:
                reading.refusals.note(reference, "w:headerReference")
            continue
        found[kind, which] = relation.target
    return found


def _furniture(reading: Reading, part: str, sheet: Sheet) -> tuple[Block, ...]:
    root = reading.package.xml(part)
    return read_blocks(reading, elements(root), Place(part, width=sheet.text_width))


def _element(properties: Element | None, name: str) -> Element:
    found = find(properties, name)
    assert found is not None  # noqa: S101 - the caller has read its value
    return found
