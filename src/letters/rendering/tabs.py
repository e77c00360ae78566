"""Tab stops: how wide each tab of a paragraph is.

A tab reaches to the next stop: the text after it begins there, ends there or is centred on it.
HTML has no tabs, so their widths are worked out here from the widths of the characters; lines
that wrap are followed word by word. Behind the last stop come the default ones at equal steps;
a hanging indent is a stop of its own, as in Word.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from letters.rendering.fonts import text_width
from letters.rendering.numerals import FORMATS
from letters.rendering.page import (
    Break,
    Field,
    Footnote,
    Inline,
    Link,
    NoteMark,
    Paragraph,
    ParagraphFormat,
    Picture,
    Run,
    Tab,
    TabStop,
)

_SLACK = 0.05


@dataclass(frozen=True, slots=True)
class Stop:
    """A tab as drawn; `one_line` says that the text up to the next tab still fits the line."""

    width: float
    align: Literal["left", "right", "center"]
    leader: Literal["", "line", "dots", "dashes"]
    one_line: bool


def tab_stops(paragraph: Paragraph, room: float) -> tuple[Stop, ...]:
    """The tabs of a paragraph in reading order, its label's first.

    `room` is the width of the text area; the positions of stops count from its left edge.
    """
    format_ = paragraph.format
    items = list(_flat((*paragraph.label, *paragraph.contents)))
    right = room - format_.right
    x = format_.left + format_.first_line
    stops: list[Stop] = []
    fits = True
    for index, item in enumerate(items):
        if isinstance(item, Tab):
            stop = _next_stop(format_, x, right)
            after = sum(map(_width, _until_tab(items[index + 1 :])))
            shift = {"left": 0.0, "right": after + _SLACK, "center": after / 2}[stop.align]
            width = max(stop.position - shift - x, 0.0)
            x += width
            fits = fits and x + after <= right + 0.1
            stops.append(Stop(width, stop.align, stop.leader, fits))
        elif isinstance(item, Break):
            x = format_.left
        elif isinstance(item, Run):
            x = _after(item, x, format_.left, right)
        else:
            x += _width(item)
    return tuple(stops)


def _next_stop(format_: ParagraphFormat, x: float, right: float) -> TabStop:
    stops = list(format_.tabs)
    if format_.first_line < 0:
        stops.append(TabStop(format_.left))
    later = [stop for stop in stops if stop.position > x + 0.01]
    if later:
        stop = min(later, key=lambda stop: stop.position)
        if stop.align != "left" and stop.position > right:
            return TabStop(right, stop.align, stop.leader)
        return stop
    step = format_.default_tab or 36.0
    return TabStop((int(x / step + 0.001) + 1) * step)


def _after(run: Run, x: float, left: float, right: float) -> float:
    """Where the line stands behind a run, lines wrapped at spaces."""
    width = text_width(run.text, run.format)
    if x + width <= right:
        return x + width
    for word in run.text.split(" "):
        width = text_width(word, run.format)
        if x + width > right and x > left:
            x = left
        x += width + text_width(" ", run.format)
    return x - text_width(" ", run.format)


def _until_tab(items: Iterable[Inline]) -> Iterator[Inline]:
    for item in items:
        if isinstance(item, Tab | Break):
            return
        yield item


def _width(item: Inline) -> float:
    if isinstance(item, Run):
        return text_width(item.text, item.format)
    if isinstance(item, Field):
        return text_width(FORMATS[item.numbers](8), item.format)
    if isinstance(item, NoteMark | Footnote):
        return text_width(str(item.number), item.format)
    if isinstance(item, Picture) and item.left is None:
        return item.width
    return 0.0


def _flat(items: Iterable[Inline]) -> Iterator[Inline]:
    for item in items:
        if isinstance(item, Link):
            yield from _flat(item.contents)
        else:
            yield item


def plain_width(paragraph: Paragraph) -> tuple[float, int]:
    """The width of a paragraph's text on one line, and how many lines it begins anew.

    A picture counts as a hundred lines, so that nobody takes this for the truth.
    """
    items = list(_flat((*paragraph.label, *paragraph.contents)))
    breaks = sum(1 for item in items if isinstance(item, Break))
    pictures = sum(100 for item in items if isinstance(item, Picture) and item.left is None)
    return sum(map(_width, items)), breaks + pictures
