"""w:p: its format, its place in a list, its contents, cut where a page ends inside it."""

from dataclasses import dataclass, replace

from letters.rendering.page import Borders, Inline, Paragraph, Run, Tab
from letters.rendering.wordml import scripts
from letters.rendering.wordml.names import Element, find
from letters.rendering.wordml.reading import Place, ReadBlocks, Reading
from letters.rendering.wordml.runs import PRIVATE, Contents, Item, PageBreak
from letters.rendering.wordml.styles import ParagraphLook


@dataclass(frozen=True, slots=True)
class Pieces:
    """A paragraph as read: one piece a page; `page_ends` if what follows begins a page."""

    paragraphs: tuple[Paragraph, ...]
    style: str
    contextual: bool
    borders: Borders
    page_ends: bool


def read_paragraph(
    reading: Reading, element: Element, place: Place, read_blocks: ReadBlocks
) -> Pieces:
    """The paragraph, in pieces where page breaks cut it.

    A break at the very beginning moves the paragraph to the next page; one at the very end
    leaves the paragraph where it is, as Word does, and moves what follows.
    """
    properties = find(element, "pPr")
    look = reading.looks.paragraph(properties, place.table, place.pitch)
    for name in look.refused:
        reading.refusals.note(element, name)
    contents = Contents(reading, place, look, read_blocks)
    contents.read(element)
    contents.finish(element)
    label = _label(reading, element, look)
    cuts = _cut(contents.items)
    if look.auto_space:
        cuts = [tuple(scripts.spaced(cut)) for cut in cuts]
    page_ends = len(cuts) > 1 and not cuts[-1]
    if page_ends:
        cuts.pop()
    paragraphs: list[Paragraph] = []
    for index, cut in enumerate(cuts):
        last = index == len(cuts) - 1
        if not last and not cut:
            continue
        format_ = look.format
        if index:
            format_ = replace(format_, page_break_before=True, before=0.0)
        if not last:
            format_ = replace(format_, after=0.0, keep_next=False)
        if index and paragraphs:
            format_ = replace(format_, first_line=0.0)
        labelled = () if paragraphs else label
        paragraphs.append(Paragraph(format_, cut, look.mark.latin, labelled))
    return Pieces(tuple(paragraphs), look.style, look.contextual, look.format.borders, page_ends)


def _cut(items: list[Item]) -> list[tuple[Inline, ...]]:
    cuts: list[list[Inline]] = [[]]
    for item in items:
        if isinstance(item, PageBreak):
            cuts.append([])
        else:
            cuts[-1].append(item)
    return [tuple(cut) for cut in cuts]


def _label(reading: Reading, element: Element, look: ParagraphLook) -> tuple[Run | Tab, ...]:
    """Count the paragraph in its list; the label and what separates it from the text."""
    level = reading.looks.numbering.level(look.numbering, look.level, look.style)
    if level is None:
        return ()
    try:
        text = reading.counters.label(look.numbering, level)
    except KeyError:
        reading.refusals.note(element, "list", name=level.format)
        return ()
    text_look = reading.looks.label(look, find(element, "pPr"), level)
    if text.strip():
        for name in text_look.refused:
            reading.refusals.note(element, name)
    if PRIVATE.search(text):
        reading.refusals.note(element, "w:sym")
    label: list[Run | Tab] = list(scripts.runs(text, text_look)) if text else []
    if level.suffix == "tab":
        label.append(Tab(text_look.latin))
    elif level.suffix == "space":
        label.append(Run(" ", text_look.latin))
    return tuple(label)
