"""Paragraphs and tables one after the other, and what neighbours settle between them.

Paragraphs of one style that ask for it stand without space between them (contextual spacing);
paragraphs with the same border lines are framed together; what follows a page break at the end
of a paragraph begins a page.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from letters.rendering.page import (
    NO_BORDERS,
    Block,
    Borders,
    Paragraph,
    ParagraphFormat,
    Table,
    TextFormat,
)
from letters.rendering.wordml.names import Element, NotAMeasure, W, elements
from letters.rendering.wordml.paragraphs import Pieces, read_paragraph
from letters.rendering.wordml.reading import Place, Reading
from letters.rendering.wordml.runs import SILENT, TRANSPARENT
from letters.rendering.wordml.tables import read_table

_SILENT = SILENT | {W + "tcPr"}


def read_blocks(reading: Reading, children: Iterable[Element], place: Place) -> tuple[Block, ...]:
    """The blocks that these elements stand for."""

    def inner(parent: Element, inside: Place) -> tuple[Block, ...]:
        return read_blocks(reading, elements(parent), inside)

    read: list[Pieces | Table] = []
    for child in _flat(children):
        try:
            if child.tag == W + "p":
                read.append(read_paragraph(reading, child, place, inner))
            elif child.tag == W + "tbl":
                if (table := read_table(reading, child, place, inner)) is not None:
                    read.append(table)
            elif child.tag not in _SILENT:
                reading.refusals.note(child)
        except NotAMeasure as bad:
            reading.refusals.note(child, "measure", value=str(bad))
    return tuple(_settled(read))


def _flat(children: Iterable[Element]) -> Iterator[Element]:
    for child in children:
        if child.tag in TRANSPARENT:
            yield from _flat(elements(child))
        else:
            yield child


def _settled(read: list[Pieces | Table]) -> Iterator[Block]:
    new_page = False
    last = len(read) - 1
    for index, item in enumerate(read):
        if isinstance(item, Table):
            yield replace(item, page_break_before=True) if new_page else item
            new_page = False
            continue
        before = read[index - 1] if index else None
        after = read[index + 1] if index < last else None
        for paragraph in _between(before, item, after):
            yield _begin_page(paragraph) if new_page else paragraph
            new_page = False
        new_page = item.page_ends or new_page
    if new_page:
        yield Paragraph(ParagraphFormat(page_break_before=True), (), TextFormat())


def _between(
    before: Pieces | Table | None, item: Pieces, after: Pieces | Table | None
) -> tuple[Paragraph, ...]:
    """The pieces of a paragraph once it knows its neighbours."""
    if not item.contextual and item.borders is NO_BORDERS:
        return item.paragraphs
    pieces = list(item.paragraphs)
    if isinstance(before, Pieces):
        if item.contextual and before.style == item.style:
            pieces[0] = _with(pieces[0], before=0.0)
        if item.borders == before.borders:
            pieces[0] = _with(pieces[0], borders=_without(pieces[0].format.borders, "top"))
    if isinstance(after, Pieces):
        if item.contextual and after.style == item.style:
            pieces[-1] = _with(pieces[-1], after=0.0)
        if item.borders == after.borders:
            pieces[-1] = _with(pieces[-1], borders=_without(pieces[-1].format.borders, "bottom"))
    return tuple(pieces)


def _begin_page(paragraph: Paragraph) -> Paragraph:
    return _with(paragraph, page_break_before=True)


def _with(paragraph: Paragraph, **changes: object) -> Paragraph:
    return replace(paragraph, format=replace(paragraph.format, **changes))  # type: ignore[arg-type]


def _without(borders: Borders, side: str) -> Borders:
    return replace(borders, **{side: None})
