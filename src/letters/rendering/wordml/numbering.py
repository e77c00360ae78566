"""Automatic lists: what each level looks like (w:numbering) and the numbers they count."""

import re
from dataclasses import dataclass, field

from letters.rendering.wordml.names import Element, W, child_value, find, integer, is_on, value
from letters.rendering.wordml.numerals import FORMATS
from letters.rendering.wordml.properties import Properties, paragraph_properties

_BULLETS = {"\uf0b7": "•", "\uf0a7": "▪", "\uf0fc": "✓", "\uf02d": "–", "\uf0d8": "►"}
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

    @property
    def own_look(self) -> Element | None:
        """Its w:rPr, unless that only names the symbol font of a bullet that we write plainly."""
        return None if self.text in _BULLETS else self.run


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
            return _BULLETS.get(level.text, level.text)

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
        index = integer(value(override, "ilvl")) % _LEVELS
        if (replaced := find(override, "lvl")) is not None:
            levels[index] = _level(replaced)
        if start := child_value(override, "startOverride"):
            starts[index] = integer(start)
    return _List(name, tuple(levels), starts)


def _level(item: Element) -> ListLevel:
    return ListLevel(
        index=integer(value(item, "ilvl")) % _LEVELS,
        text=child_value(item, "lvlText"),
        format=child_value(item, "numFmt", "decimal"),
        start=integer(child_value(item, "start", "1")),
        restart=integer(child_value(item, "lvlRestart", "-1")),
        suffix=child_value(item, "suff", "tab"),
        align=child_value(item, "lvlJc", "left"),
        legal=is_on(find(item, "isLgl")),
        style=child_value(item, "pStyle"),
        paragraph=paragraph_properties(find(item, "pPr")),
        run=find(item, "rPr"),
    )
