"""What is known while one document is read: its package, looks, list counts and findings."""

from collections.abc import Callable
from dataclasses import dataclass, field

from letters.rendering.page import Block
from letters.rendering.wordml.looks import NO_TABLE, Looks
from letters.rendering.wordml.names import Element, W, value
from letters.rendering.wordml.numbering import Counters
from letters.rendering.wordml.package import Package
from letters.rendering.wordml.refusals import Refusals
from letters.rendering.wordml.styles import Level

ReadBlocks = Callable[[Element, "Place"], tuple[Block, ...]]


@dataclass(slots=True)
class Reading:
    """The state of one reading; only the counters and the findings change."""

    package: Package
    looks: Looks
    counters: Counters
    refusals: Refusals
    notes: dict[str, Element] = field(default_factory=dict)
    notes_part: str = ""
    notes_used: int = 0


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the document a paragraph or table stands, as far as its look depends on it.

    `depth` counts the tables around it; `numbers` is the format of the page's number.
    """

    part: str
    pitch: float = 0.0
    width: float = 451.3
    table: Level = NO_TABLE
    depth: int = 0
    numbers: str = "decimal"

    def inside(self, table: Level, width: float) -> "Place":
        """The place inside a cell, where the line grid does not reach."""
        return Place(self.part, 0.0, width, table, self.depth + 1, self.numbers)


def start(package: Package, looks: Looks, source: str) -> Reading:
    """A reading at its beginning, with the footnotes of the document at hand."""
    reading = Reading(package, looks, Counters(looks.numbering), Refusals(source))
    if part := package.related(package.main, "footnotes"):
        reading.notes_part = part
        for note in package.xml(part).iterchildren(W + "footnote"):
            if value(note, "type", "normal") == "normal":
                reading.notes[value(note, "id")] = note
    return reading
