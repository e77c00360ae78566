"""A Word document (.docx) read into the page model: a closed world.

What a business letter uses is read; what is not is refused by name, with its place and a way
out, never skipped. Supported: paper, margins, landscape and portrait sections, first-page and
later headers and footers; styles with inheritance, theme faces, table styles with conditions;
alignment, indents (also in characters), spacing, line grids, borders and shading of
paragraphs, keep-with-next and page breaks; tab stops with leaders; every look of characters
that has a meaning on paper, East Asian faces apart; automatic lists (decimal, letters, Roman,
Russian, Chinese, many levels); tables with merged cells, repeated heads, fixed or least
heights; pictures in the line or floating; links, footnotes, PAGE and NUMPAGES; content
controls and smart tags, which are looked through.
"""

from typing import TYPE_CHECKING

from letters.errors import N_, Problem, RenderingError
from letters.rendering.wordml.names import DC, Element, W, find
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
    return _read(docx, source)[1].refusals.problems


def _read(docx: bytes, source: str) -> "tuple[Document, Reading]":
    # The reader is imported here: who only fills a template needs its names, not its classes.
    from letters.rendering.page import Document
    from letters.rendering.wordml.looks import looks_of
    from letters.rendering.wordml.reading import start
    from letters.rendering.wordml.sections import read_sections

    package = open_package(docx, source)
    reading = start(package, looks_of(package), source)
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
    """The language that the document's defaults name, for the script that most of it is in."""
    text = "".join(element.text or "" for element in body.iter(W + "t"))
    chinese = sum(character >= "\u2e80" for character in text)
    languages = reading.looks.languages
    return languages[1] if chinese * 3 > len(text) else languages[0]
