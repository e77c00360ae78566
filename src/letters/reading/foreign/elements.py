"""What the elements of a document say: texts, dates and amounts, whose findings name the element.

A path is written as the formats' own descriptions write it, `СвСчФакт/ДенИзм@КодОКВ`: names with
`/` between them, the attribute after `@`, `a|b` where versions of a format differ.
"""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import TypeVar

from letters.errors import N_, DataError
from letters.model.origin import Origin
from letters.reading.cells import Fault
from letters.reading.foreign.file import File
from letters.reading.foreign.values import Unreadable, exact, iso_day, tidy
from letters.reading.foreign.xml import Element
from letters.reading.vocabulary import country_of

T = TypeVar("T")
NOTHING = frozenset({"-", "–", "—", "NOTPROVIDED"})  # how formats say that a field is not filled in


def root_of(file: File) -> Element:
    """The root element. Raises DataError for what is no XML."""
    if file.xml is None:
        raise DataError(
            N_("the file is no XML document"),
            N_("export it again from the program that made it"),
        )
    return file.xml


def origin_of(file: File, element: Element) -> Origin:
    """Where an element begins, by its line."""
    return Origin(file.source, element.line)


def said(element: Element, path: str) -> str:
    """The first text on a path, on one line; empty when nothing is there. Raises Unreadable."""
    return _read(element, path, _one_line) or ""


def said_day(element: Element, path: str) -> dt.date | None:
    """The first date on a path, `05.02.2026` or ISO; None when none is there. Raises Unreadable."""
    return _read(element, path, iso_day)


def said_amount(element: Element, path: str, currency: str) -> Decimal | None:
    """The first amount on a path; None when none is there. Raises Unreadable."""
    return _read(element, path, lambda text: exact(text, currency))


def said_country(element: Element, path: str) -> str:
    """The first country on a path, as two letters; empty when none is there, or none known."""
    text = said(element, path)
    if not text or (len(text) == 2 and text.isascii() and text.isupper()):
        return text
    code = country_of(text)
    return "" if isinstance(code, Fault) else code


def needed(value: T | None, element: Element, path: str) -> T:
    """The value that was said, which must be there. Raises Unreadable."""
    if value is None or value == "":
        raise Unreadable(
            Fault(
                "field.missing",
                N_("this is not filled in"),
                N_("correct the document in the program that made it"),
            ),
            _shown(path),
            element.line,
        )
    return value


def checked(check: Callable[[Decimal], T], value: Decimal, element: Element, path: str) -> T:
    """`check(value)`, its finding with the place of the value. Raises Unreadable."""
    try:
        return check(value)
    except Unreadable as found:
        raise Unreadable(found.fault, _shown(path), element.line) from None


def _one_line(text: str) -> str:
    return tidy(text).replace("\n", " ")


def _read(element: Element, path: str, read: Callable[[str], T]) -> T | None:
    for text, line in _texts(element, path):
        if text and text not in NOTHING:
            try:
                return read(text)
            except Unreadable as found:
                raise Unreadable(found.fault, _shown(path), line) from None
    return None


def _texts(element: Element, path: str) -> Iterator[tuple[str, int]]:
    steps, attributes = _parts(path)
    for found in element.all(steps) if steps else (element,):
        for name in attributes:
            yield found.get(name), found.line
        if not attributes:
            yield found.text, found.line


@lru_cache(maxsize=4096)  # the same paths for each document
def _parts(path: str) -> tuple[str, Sequence[str]]:
    steps, _, attributes = path.partition("@")
    return steps, attributes.split("|") if attributes else ()


def _shown(path: str) -> str:
    """The path as a message names it: one name where versions differ."""
    return "/".join(part.partition("|")[0] for part in path.replace("@", "/").split("/") if part)
