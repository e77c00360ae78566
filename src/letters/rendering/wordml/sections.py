"""w:sectPr: the paper, its margins, its headers and footers.

A section inherits each header and footer that it does not name from the one before it. Headers
of even pages, columns and sections that begin on an odd or even page are refused, and whatever
else a page of Word may have.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from letters.rendering.numerals import FORMATS
from letters.rendering.page import Block, Section, Sheet
from letters.rendering.wordml.blocks import read_blocks
from letters.rendering.wordml.hidden import refuse_hidden
from letters.rendering.wordml.looks import notes_differ
from letters.rendering.wordml.names import (
    Element,
    NotAMeasure,
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

# What a page has that is drawn, or that nobody sees on it.
_KNOWN = frozenset(
    W + name
    for name in (
        "headerReference", "footerReference", "type", "pgSz", "pgMar", "paperSrc", "pgNumType",
        "cols", "titlePg", "docGrid", "formProt", "noEndnote", "endnotePr", "printerSettings",
        "sectPrChange",
    )
)  # fmt: skip
_LEAST_ROOM = 36.0
_HARMLESS = {"vAlign": "top", "textDirection": "lrTb"}
_KINDS = {W + "headerReference": "header", W + "footerReference": "footer"}
Furniture = dict[tuple[str, str], str]


@dataclass(slots=True)
class _Stretch:
    """The elements of a section and its w:sectPr."""

    children: list[Element] = field(default_factory=list)
    properties: Element | None = None

    @property
    def any(self) -> Element:
        """What stands for the section where a finding needs a place."""
        return self.children[-1] if self.properties is None else self.properties


def read_sections(reading: Reading, body: Element) -> tuple[Section, ...]:
    """The sections of a document's body; a continuous one on the same paper joins the one before.

    Its header and footer are then those of the section that began the page.
    """
    refuse_hidden(reading, body)
    sections: list[Section] = []
    furniture: Furniture = {}
    for stretch in _stretches(body):
        properties = stretch.properties
        try:
            sheet, pitch = _sheet(properties), _pitch(properties)
            start = _first_number(properties)
        except NotAMeasure as bad:
            reading.refusals.note(stretch.any, "measure", value=str(bad))
            sheet, pitch, start = Sheet(), 0.0, None
        numbers = _page_numbers(reading, properties)
        furniture = furniture | _references(reading, properties)
        kind = child_value(properties, "type", "nextPage")
        place = Place(reading.package.main, pitch, sheet.text_width, numbers=numbers)
        blocks = read_blocks(reading, stretch.children, place)
        if value(find(properties, "cols"), "num", "1") not in {"0", "1"}:
            reading.refusals.note(_element(properties, "cols"))
        _refuse_others(reading, properties)
        if reading.looks.mirrored and sheet.left != sheet.right:
            reading.refusals.note(stretch.any, "w:mirrorMargins")
        if kind in {"oddPage", "evenPage", "nextColumn"}:
            reading.refusals.note(_element(properties, "type"))
        if kind == "continuous" and sections and sections[-1].sheet == sheet:
            sections[-1] = replace(sections[-1], blocks=sections[-1].blocks + blocks)
            continue
        first = is_on(find(properties, "titlePg"))
        ends = {
            key: _furniture(reading, part, sheet, numbers)
            for key, part in furniture.items()
            if key[1] == "default" or first
        }
        sections.append(
            Section(
                sheet=sheet,
                blocks=blocks,
                header=ends.get(("header", "default"), ()),
                footer=ends.get(("footer", "default"), ()),
                first_header=ends.get(("header", "first"), ()) if first else None,
                first_footer=ends.get(("footer", "first"), ()) if first else None,
                first_number=start,
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

    def length(element: Element | None, name: str, default: float, least: float = -1584) -> float:
        text = value(element, name)
        return points(text, least=least) if text else default

    def side(name: str, default: float) -> float:
        text = value(size, name)
        return points(text, least=7.2) if text else default

    sheet = Sheet(
        width=side("w", usual.width),
        height=side("h", usual.height),
        top=length(margins, "top", usual.top),
        right=length(margins, "right", usual.right),
        bottom=length(margins, "bottom", usual.bottom),
        left=length(margins, "left", usual.left) + length(margins, "gutter", 0.0),
        header=length(margins, "header", usual.header, 0),
        footer=length(margins, "footer", usual.footer, 0),
    )
    for room in (sheet.text_width, sheet.height - abs(sheet.top) - abs(sheet.bottom)):
        if room < _LEAST_ROOM:
            raise NotAMeasure(f"{room:.1f} pt")
    return sheet


def _pitch(properties: Element | None) -> float:
    """The pitch of the page's line grid; 0 where lines are free."""
    grid = find(properties, "docGrid")
    aligned = value(grid, "type") in {"lines", "linesAndChars", "snapToChars"}
    return points(value(grid, "linePitch"), least=0) if aligned else 0.0


def _first_number(properties: Element | None) -> int | None:
    start = value(find(properties, "pgNumType"), "start")
    return integer(start, least=0, most=32_767) if start else None


def _page_numbers(reading: Reading, properties: Element | None) -> str:
    """How the pages of a section print their numbers."""
    element = find(properties, "pgNumType")
    name = value(element, "fmt", "decimal")
    if element is not None and (name not in FORMATS or value(element, "chapStyle")):
        reading.refusals.note(element, "numbers", name=name)
        return "decimal"
    return name


def _refuse_others(reading: Reading, properties: Element | None) -> None:
    """Refuse what a page of this section would have in Word and not in the drawing."""
    for child in () if properties is None else elements(properties):
        name = child.tag.removeprefix(W)
        if name in {"bidi", "rtlGutter"}:
            refused = is_on(child)
        elif name in _HARMLESS:
            refused = value(child, default=_HARMLESS[name]) != _HARMLESS[name]
        elif name == "footnotePr":
            refused = notes_differ(child)
        else:
            refused = child.tag not in _KNOWN and len(child) + len(child.attrib) > 0
        if refused:
            reading.refusals.note(child)


def _references(reading: Reading, properties: Element | None) -> Furniture:
    found: Furniture = {}
    for reference in [] if properties is None else elements(properties):
        kind = _KINDS.get(reference.tag, "")
        if not kind:
            continue
        target = reading.package.target(reading.package.main, reference.get(R + "id", ""))
        which = value(reference, "type", "default")
        if which == "even":
            if reading.looks.even_and_odd:
                reading.refusals.note(reference, "w:headerReference")
            continue
        found[kind, which] = target
    return found


def _furniture(reading: Reading, part: str, sheet: Sheet, numbers: str) -> tuple[Block, ...]:
    root = reading.package.xml(part)
    refuse_hidden(reading, root)
    place = Place(part, width=sheet.text_width, numbers=numbers)
    return read_blocks(reading, elements(root), place)


def _element(properties: Element | None, name: str) -> Element:
    found = find(properties, name)
    assert found is not None  # noqa: S101 - the caller has read its value
    return found
