"""XML as a tree whose elements know their line; without document types, entities or network.

Expat never loads anything by itself; a document type (the only way to declare entities) is
refused outright. Depth and number of elements are limited, so that reading ends soon.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from xml.parsers import expat

from letters.errors import N_, DataError

_DEEPEST = 200
_MOST_ELEMENTS = 3_000_000
# Expat knows no encoding of several bytes but Unicode; Chinese programs write GBK.
_CHINESE = re.compile(
    rb"""\s*<\?xml[^>]{0,100}encoding\s*=\s*["']gb[\w-]{1,10}["']""", re.IGNORECASE
)


@dataclass(slots=True)
class Element:
    """`name` is the local name: prefixes and namespaces differ between versions of a format."""

    name: str
    line: int
    attributes: dict[str, str]
    children: list["Element"] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Its own text, without blanks at the edges."""
        return "".join(self.pieces).strip()

    def get(self, name: str) -> str:
        """An attribute; empty when it is not there."""
        return self.attributes.get(name, "").strip()

    def find(self, path: str) -> "Element | None":
        """The first element of a path of local names, `СвСчФакт/СвПрод`; `a|b` is either."""
        return next(self.all(path), None)

    def all(self, path: str) -> Iterator["Element"]:
        """All elements of a path of local names."""
        found = [self]
        for names in _steps(path):
            found = [child for each in found for child in each.children if child.name in names]
        return iter(found)

    def value(self, path: str) -> str:
        """The text of the first element of a path; empty when it is not there."""
        found = self.find(path)
        return found.text if found else ""

    def walk(self) -> Iterator["Element"]:
        """This element and everything inside it, in the order of the file."""
        stack = [self]
        while stack:
            element = stack.pop()
            yield element
            stack += reversed(element.children)


@lru_cache(maxsize=4096)  # the same paths for each document
def _steps(path: str) -> Sequence[Collection[str]]:
    return [frozenset(step.split("|")) for step in path.split("/")]


def parse(data: bytes) -> Element:
    """The root element.

    Raises DataError for what is no well-formed XML, has a document type, or is too large.
    """
    chinese = _CHINESE.match(data)
    parser = expat.ParserCreate("utf-8" if chinese else None, namespace_separator=" ")
    parser.buffer_text = True
    top = Element("", 0, {})
    open_: list[Element] = [top]
    count = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal count
        count += 1
        if len(open_) > _DEEPEST or count > _MOST_ELEMENTS:
            raise DataError(N_("the file is too large or too deep"), N_("export a shorter period"))
        local = {_local(key): value for key, value in attributes.items()}
        element = Element(_local(name), parser.CurrentLineNumber, local)
        open_[-1].children.append(element)
        open_.append(element)

    def refuse(*_: object) -> None:
        raise DataError(
            N_("the file declares a document type, which may hide other contents"),
            N_("export it again from the program that made it"),
        )

    def end(_: str) -> None:
        open_.pop()

    def text(data: str) -> None:
        open_[-1].pieces.append(data)

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(data.decode("gb18030").encode() if chinese else data, True)
    except expat.ExpatError as error:
        raise DataError(
            N_("the file is no whole XML document: line {line}: {error}"),
            N_("export it again from the program that made it"),
            line=error.lineno,
            error=expat.errors.messages[error.code],
        ) from None
    except (ValueError, LookupError):  # an encoding that Python does not know
        raise DataError(
            N_("the encoding of this file cannot be recognised"),
            N_("export it again from the program that made it"),
        ) from None
    return top.children[0]


def _local(name: str) -> str:
    return name.rpartition(" ")[2]
