"""A Word document (.docx) read into the page model: a closed world.

What a business letter uses is read; what is not is refused by name, with its place and a way
out, never skipped. Supported: paper, margins, landscape and portrait sections, first-page and
later headers and footers; styles with inheritance, theme faces, table styles with conditions;
alignment, indents (also in characters), spacing, line grids, borders and shading of
paragraphs, keep-with-next and page breaks; tab stops with leaders; every look of characters
that has a meaning on paper, East Asian faces apart; automatic lists (decimal, letters, Roman,
Russian, Chinese, many levels); tables with merged cells, repeated heads, fixed or least
heights; pictures in the line or floating; links, footnotes, PAGE and NUMPAGES in the number
format of their section; content controls and smart tags, which are looked through. Refused is
also what Word itself would not have written: broken relations, measures beyond its limits.
"""

from collections import Counter
from typing import TYPE_CHECKING

from letters.errors import N_, Problem, RenderingError
from letters.rendering.wordml.names import DC, Element, NotAMeasure, W, find, value
from letters.rendering.wordml.package import Package, open_package
from letters.rendering.wordml.refusals import UnsupportedMarkup

if TYPE_CHECKING:
    from letters.rendering.page import Document
    from letters.rendering.wordml.reading import Reading

__all__ = ["UnsupportedMarkup", "read_page", "unsupported_markup"]


def read_page(docx: bytes, source: str) -> "Document":
    """The page model of a finished .docx; `source` is how messages name the file.

    UnsupportedMarkup lists everything that would be lost or drawn wrongly; RenderingError says
    that the file is no readable Word document.
    """
    document, reading = _read(docx, source)
    if reading.refusals.problems:
        raise UnsupportedMarkup(tuple(reading.refusals.problems))
    return document


def unsupported_markup(docx: bytes, source: str) -> list[Problem]:
    """All findings that `read_page` would raise for this template or letter."""
    try:
        return _read(docx, source)[1].refusals.problems
    except RenderingError as error:
        return [Problem(source, "", "markup.unreadable", error.message, error.hint, error.params)]


def _read(docx: bytes, source: str) -> "tuple[Document, Reading]":
    # The reader is imported here: who only fills a template needs its names, not its classes.
    from letters.rendering.page import Document
    from letters.rendering.wordml.hidden import refuse_hidden
    from letters.rendering.wordml.looks import looks_of
    from letters.rendering.wordml.reading import start
    from letters.rendering.wordml.sections import read_sections

    package = open_package(docx, source)
    try:
        looks = looks_of(package)
    except NotAMeasure as bad:
        raise RenderingError(
            N_(
                "{source}: the styles, lists or settings name a size, distance or number that"
                " Word does not know: “{value}”"
            ),
            N_("correct them in Word, or copy the text into a new document"),
            source=source,
            value=str(bad),
        ) from None
    reading = start(package, looks, source)
    for note in reading.notes.values():
        refuse_hidden(reading, note)
    body = find(package.xml(package.main), "body")
    if body is None:
        raise RenderingError(
            N_("{source} has no text"), N_("open it in Word and save it again"), source=source
        )
    sections = read_sections(reading, body)
    return Document(sections, _title(package), _language(reading, body)), reading


def _title(package: Package) -> str:
    """The title in the document's properties."""
    part = package.related("", "core-properties")
    title = package.xml(part).findtext(f"{DC}title") if part else ""
    return (title or "").strip()


def _language(reading: "Reading", body: Element) -> str:
    """The language that the document names for the script that most of it is in.

    Its defaults say it, else most of its runs, else the script itself, as far as one can.
    """
    text = "".join(element.text or "" for element in body.iter(W + "t"))
    chinese = sum(character >= "\u2e80" for character in text)
    which = int(chinese * 3 > len(text))
    if named := reading.looks.languages[which]:
        return named
    marks = Counter(value(mark, ("val", "eastAsia")[which]) for mark in body.iter(W + "lang"))
    del marks[""]
    if marks:
        return marks.most_common(1)[0][0]
    russian = sum("\u0400" <= character <= "\u04ff" for character in text)
    return "zh-CN" if which else "ru-RU" if russian * 3 > len(text) else ""
