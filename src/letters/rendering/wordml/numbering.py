"""Automatic lists: what each level looks like (w:numbering) and the numbers they count."""

import re
from copy import deepcopy
from dataclasses import dataclass, field

from letters.rendering.numerals import FORMATS
from letters.rendering.wordml.names import Element, W, child_value, find, integer, is_on, value
from letters.rendering.wordml.properties import Properties, paragraph_properties

# The bullets that Word offers, by symbol font and code, as the characters that they look like.
_BULLETS = {
    ("symbol", 0xB7): "•", ("symbol", 0x2D): "–", ("wingdings", 0x6C): "●",
    ("wingdings", 0x6E): "■", ("wingdings", 0x76): "❖", ("wingdings", 0xA7): "▪",
    ("wingdings", 0xA8): "□", ("wingdings", 0xD8): "►", ("wingdings", 0xFC): "✓",
}  # fmt: skip
_LEVELS = 9


@dataclass(frozen=True, slots=True)
class ListLevel:
    """One level of a list; `text` holds %1 … %9 for the numbers of its levels."""

    index: int = 0
    text: str = ""
    format: str = "decimal"
    start: int = 1
    restart: int = -1
    suffix: str = "tab"
    align: str = "left"
    legal: bool = False
    style: str = ""
    paragraph: Properties = field(default_factory=dict)
    run: Element | None = None


@dataclass(frozen=True, slots=True)
class _List:
    abstract: str
    levels: tuple[ListLevel, ...]
    starts: dict[int, int]


class Numbering:
    """The lists of one document by their number id."""

    def __init__(self, root: Element | None) -> None:
        abstracts, by_style, self._lists = {}, {}, dict[str, _List]()
        for item in [] if root is None else root.findall(W + "abstractNum"):
            abstracts[value(item, "abstractNumId")] = item
            if link := child_value(item, "styleLink"):
                by_style[link] = item
        for number in [] if root is None else root.findall(W + "num"):
            name = child_value(number, "abstractNumId")
            abstract = abstracts.get(name)
            if abstract is not None and (link := child_value(abstract, "numStyleLink")):
                abstract = by_style.get(link, abstract)
            if abstract is not None:
                self._lists[value(number, "numId")] = _list(number, name, abstract)

    def level(self, number_id: str, level: int, style: str = "") -> ListLevel | None:
        """The level that a paragraph names, or that is tied to its style; None is no list."""
        found = self._lists.get(number_id)
        if found is None:
            return None
        tied = (item for item in found.levels if style and item.style == style)
        return next(tied, found.levels[min(level, _LEVELS - 1)])

    def find(self, number_id: str) -> _List | None:
        """The list with that id."""
        return self._lists.get(number_id)


class Counters:
    """The numbers counted so far in one document; lists of one kind count on together."""

    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering
        self._counts: dict[str, dict[int, int]] = {}
        self._started: set[tuple[str, int]] = set()

    def label(self, number_id: str, level: ListLevel) -> str:
        """Count one paragraph of this list and level, and say its label.

        KeyError names a number format that is not known.
        """
        found = self._numbering.find(number_id)
        if found is None:
            return ""
        index = level.index
        counts = self._counts.setdefault(found.abstract, {})
        if index in found.starts and (number_id, index) not in self._started:
            self._started.add((number_id, index))
            counts[index] = found.starts[index]
        else:
            counts[index] = counts.get(index, level.start - 1) + 1
        for deeper in range(index + 1, _LEVELS):
            restart = found.levels[deeper].restart
            if restart == -1 or index < restart:
                counts.pop(deeper, None)
        if level.format == "bullet":
            return level.text

        def number(match: re.Match[str]) -> str:
            which = int(match[1]) - 1
            other = found.levels[which]
            count = counts.setdefault(which, other.start)
            return FORMATS["decimal" if level.legal else other.format](count)

        return re.sub("%([1-9])", number, level.text)


def _list(number: Element, name: str, abstract: Element) -> _List:
    levels = [ListLevel(index) for index in range(_LEVELS)]
    starts: dict[int, int] = {}
    for item in abstract.findall(W + "lvl"):
        level = _level(item)
        levels[level.index] = level
    for override in number.findall(W + "lvlOverride"):
        index = _index(override)
        if (replaced := find(override, "lvl")) is not None:
            levels[index] = _level(replaced)
        if start := child_value(override, "startOverride"):
            starts[index] = _start(start)
    return _List(name, tuple(levels), starts)


def _level(item: Element) -> ListLevel:
    text, run = _plain_bullet(child_value(item, "lvlText"), find(item, "rPr"))
    return ListLevel(
        index=_index(item),
        text=text,
        format=child_value(item, "numFmt", "decimal"),
        start=_start(child_value(item, "start", "1")),
        restart=integer(child_value(item, "lvlRestart", "-1"), least=-1, most=_LEVELS),
        suffix=child_value(item, "suff", "tab"),
        align=child_value(item, "lvlJc", "left"),
        legal=is_on(find(item, "isLgl")),
        style=child_value(item, "pStyle"),
        paragraph=paragraph_properties(find(item, "pPr")),
        run=run,
    )


def _plain_bullet(text: str, run: Element | None) -> tuple[str, Element | None]:
    """A well-known bullet of a symbol font as an ordinary character, its w:rPr without the font.

    Symbol fonts have their characters at U+F000 on; older files write the codes alone.
    """
    fonts = find(run, "rFonts")
    code = ord(text) if len(text) == 1 else 0
    face = value(fonts, "ascii") or value(fonts, "hAnsi")
    plain = _BULLETS.get((face.casefold(), code - 0xF000 if code > 0xFF else code))
    if plain is None or run is None:
        return text, run
    run = deepcopy(run)
    run.remove(next(run.iterchildren(W + "rFonts")))
    return plain, run


def _index(element: Element) -> int:
    return integer(value(element, "ilvl"), least=0, most=_LEVELS - 1)


def _start(text: str) -> int:
    return integer(text, least=0, most=32_767)
