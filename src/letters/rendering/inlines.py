"""What stands inside a paragraph, as HTML.

What the program counts itself (list numbers, note numbers) stands in elements of the class `n`,
so that all other text is exactly the text of the document.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from html import escape
from itertools import groupby
from typing import cast

from letters.rendering import css
from letters.rendering.fonts import text_width
from letters.rendering.numerals import FORMATS
from letters.rendering.page import (
    Break,
    Field,
    Footnote,
    Inline,
    Link,
    NoteMark,
    Offset,
    Paragraph,
    Picture,
    Run,
    Sheet,
    Tab,
    TextFormat,
)
from letters.rendering.tabs import Stop, tab_stops

_BREAKS = re.compile(r"[ \-\u2013\u2014\u2e80-\uffef]+")
_WIDEST = 0.75
_MOST_PAGES = 1000  # with numbers other than digits; the pages behind them get digits
_LETTER = r"0-9A-Za-z\u00c0-\u024f\u0400-\u052f"
# What has a slash in it, or a hyphen and a digit: 15/П, LM-XS-2025-0318.
_NUMBER = re.compile(rf"(?=[{_LETTER}.\-]*[\d/])[{_LETTER}.]+(?:[/-][{_LETTER}.]+)+")
_WORD = re.compile("[^ \u2e80-\uffef]+")
_DATE = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日")
_FIGURE = re.compile(r"[\d\u00a0\u202f.,/\u2212-]{1,24}")
_SPACES = re.compile(r"^ |  ")
# The drawer ends a line behind its first word where a text fits it but for its last space, and
# another look follows; a space that stands alone is left out at the end of a line.
_SPACE_BEFORE = re.compile("(?<=[^ >]) (?=<span)")
_LETTERS = re.compile(r"([^\W\d_]+)")
_LEADERS = {"line": "solid", "dots": "dotted", "dashes": "dashed"}


@dataclass(slots=True)
class _Line:
    """The paragraph being written: its look, its tab stops still to come, its place."""

    paragraph: Paragraph
    base: TextFormat
    sheet: Sheet
    room: float
    stops: Iterator[Stop]
    wraps: bool = False


class Inlines:
    """Writes the contents of paragraphs with the classes and pictures of one document."""

    def __init__(self, styles: css.StyleSheet, pictures: dict[str, Picture]) -> None:
        self._styles = styles
        self._pictures = pictures
        self._names: dict[tuple[int, TextFormat], str] = {}
        self._counters: set[str] = set()

    def contents(
        self, paragraph: Paragraph, base: TextFormat, sheet: Sheet, room: float
    ) -> tuple[str, str]:
        """The markup inside a paragraph, and the further classes that it asks for."""
        items = paragraph.contents
        text = "".join(item.text for item in items if isinstance(item, Run))
        names = " w" if _SPACES.search(text) else ""
        is_long = len(text) * base.size > room
        wraps = is_long and _may_break_otherwise(text, base, room)
        if (size := _longest_word(text)) > 8 and size * base.size * _WIDEST > room:
            names += " o" if _FIGURE.fullmatch(text) else " l"  # a cut amount is misread
        stops: tuple[Stop, ...] = ()
        if any(isinstance(item, Tab) for item in (*paragraph.label, *items)):
            stops = tab_stops(paragraph, room)
            if any(stop.align != "left" for stop in stops) and stops[-1].one_line:
                names = " o"
        line = _Line(paragraph, base, sheet, room, iter(stops), wraps)
        label = self._write(paragraph.label, line)
        inside = self._write(items, line)
        if is_long and "<span" in inside:
            inside = _SPACE_BEFORE.sub("<span> </span>", inside)
        return f'<span class="n">{label}</span>{inside}' if label else inside, names

    def _write(self, items: tuple[Inline, ...], line: _Line) -> str:
        if not line.wraps:
            return "".join(self._item(item, line) for item in items)
        out: list[str] = []
        for is_text, group in groupby(items, key=lambda item: isinstance(item, Run)):
            if is_text:
                out += self._texts(cast("list[Run]", list(group)), line)
            else:
                out += [self._item(item, line) for item in group]
        return "".join(out)

    def _texts(self, runs: list[Run], line: _Line) -> Iterator[str]:
        """Runs that follow each other; a Chinese date, which is of several, is held together."""
        for text, is_date in _dates_apart(runs):
            inside = "".join(self._run(run, line) for run in text)
            fits = is_date and sum(text_width(run.text, run.format) for run in text) <= line.room
            yield f'<span class="o">{inside}</span>' if fits else inside

    def _item(self, item: Inline, line: _Line) -> str:  # noqa: PLR0911 - one line a kind
        match item:
            case Run():
                return self._run(item, line)
            case Tab():
                return self._tab(item, next(line.stops))
            case Break():
                return "<br/>"
            case Field():
                look = self._look(item.format, line.base)
                return f'<span class="{self._counter(item)}{look}"></span>'
            case Link(target, contents):
                return f'<a href="{escape(target)}">{self._write(contents, line)}</a>'
            case NoteMark(number, format_):
                return f'<span class="n{self._look(format_, line.base)}">{number}</span>'
            case Footnote():
                return self._footnote(item, line)
            case Picture():
                return self._picture(item, line)

    def _run(self, run: Run, line: _Line) -> str:
        text = escape(run.text, quote=False)
        if run.format.small_caps:
            text = _LETTERS.sub(_small_caps, text)
        elif line.wraps:
            text = _numbers_whole(text, run.format, line.room)
        name = self._look(run.format, line.base)
        return f'<span class="{name[1:]}">{text}</span>' if name else text

    def _counter(self, field: Field) -> str:
        """The class that prints the number of the page, or of pages, in its format."""
        name = "pg" if field.kind == "PAGE" else "pgs"
        if field.numbers == "decimal":
            return name
        counter = "page" if field.kind == "PAGE" else "pages"
        name += "-" + field.numbers
        if name not in self._counters:
            self._counters.add(name)
            symbols = " ".join(f'"{FORMATS[field.numbers](n)}"' for n in range(1, _MOST_PAGES))
            self._styles.rule(
                f".{name}::before{{content:counter({counter},symbols(fixed {symbols}))}}"
            )
        return name

    def _look(self, format_: TextFormat, base: TextFormat) -> str:
        """A space and the class that turns the paragraph's look into this one, or nothing."""
        key = (id(format_), base)
        name = self._names.get(key)
        if name is None:
            rules = css.text_rules(format_, base)
            if rules:
                name = " " + self._styles.name("x", f"{rules};line-height:0")
            self._names[key] = name = name or ""
        return name

    def _tab(self, tab: Tab, stop: Stop) -> str:
        leader = _LEADERS.get(stop.leader, "solid" if tab.format.underline else "")
        rules = f"width:{css.pt(stop.width)}"
        if leader:
            width = ".5pt" if leader == "solid" else "1pt"
            rules += f";border-bottom:{width} {leader};vertical-align:-1.5pt"
        return f'<span class="t" style="{rules}"></span>'

    def _footnote(self, note: Footnote, line: _Line) -> str:
        inside = "".join(
            self._note_paragraph(block, line.sheet)
            for block in note.blocks
            if isinstance(block, Paragraph)
        )
        return f'<span class="fn" data-n="{note.number}">{inside}</span>'

    def _note_paragraph(self, paragraph: Paragraph, sheet: Sheet) -> str:
        """A paragraph of a note, which HTML allows inside another only under another name."""
        height, base = css.line_and_base(paragraph)
        rules = css.paragraph_rules(paragraph.format, height, empty=not paragraph.contents)
        name = self._styles.name("f", f"display:block;{rules};{css.text_rules(base, None)}")
        inside, names = self.contents(paragraph, base, sheet, sheet.text_width)
        return f'<span class="{name}{names}">{inside}</span>'

    def _picture(self, picture: Picture, line: _Line) -> str:
        address = f"picture:{sha256(picture.data).hexdigest()[:16]}"
        self._pictures[address] = picture
        rules = f"width:{css.pt(picture.width)};height:{css.pt(picture.height)}"
        if picture.left is not None and picture.top is not None:
            rules += ";" + _position(picture, picture.left, picture.top, line)
        name = self._styles.name("i", rules)
        return f'<img class="{name}" src="{address}" alt="{escape(picture.description)}"/>'


def _dates_apart(runs: list[Run]) -> Iterator[tuple[list[Run], bool]]:
    """The same text cut before and behind each date; each piece with whether it is one."""
    text = "".join(run.text for run in runs)
    start = 0
    for found in _DATE.finditer(text) if "年" in text else ():
        yield list(_cut(runs, start, found.start())), False
        yield list(_cut(runs, found.start(), found.end())), True
        start = found.end()
    yield list(_cut(runs, start, len(text))), False


def _cut(runs: list[Run], start: int, end: int) -> Iterator[Run]:
    """The characters from `start` to before `end`, each in its own look."""
    place = 0
    for run in runs:
        first, last = max(start - place, 0), min(end - place, len(run.text))
        if first < last:
            yield run if last - first == len(run.text) else Run(run.text[first:last], run.format)
        place += len(run.text)


def _numbers_whole(text: str, format_: TextFormat, room: float) -> str:
    """Let no line end inside the number of a paper; the text itself stays as it is.

    Word and Unicode's rules, which the drawer follows, break LM-XS-2025-0318 behind a hyphen,
    Unicode's also 15/П. A number longer than the line ends it behind a hyphen, as in Word, and at
    a slash where it must.
    """

    def whole(found: re.Match[str]) -> str:
        """A word with all that no space parts from it, lest the drawer break the line too early."""
        if not _NUMBER.search(found[0]):
            return found[0]
        if text_width(found[0], format_) <= room:
            return f'<span class="o">{found[0]}</span>'
        return _NUMBER.sub(behind_hyphens, found[0])

    def behind_hyphens(found: re.Match[str]) -> str:
        parts = found[0].split("-")
        if any(text_width(part, format_) > room for part in parts):
            return '-<span class="h"></span>'.join(parts)
        return '-<span class="h"></span>'.join(
            f'<span class="o">{part}</span>' if "/" in part else part for part in parts
        )

    return _WORD.sub(whole, text)


def _may_break_otherwise(text: str, base: TextFormat, room: float) -> bool:
    """Whether a text of more than one line may hold a number that a line would end in."""
    return any(char in text for char in "/-年") and text_width(text, base) > room + 0.01


def _longest_word(text: str) -> int:
    """How many characters stand without a place to break the line."""
    return len(text) if len(text) <= 8 else max(map(len, _BREAKS.split(text)))


def _small_caps(match: re.Match[str]) -> str:
    """Capitals as they are, small letters as smaller capitals."""
    out, small = [], ""
    for letter in [*match[0], ""]:
        if letter and letter != letter.upper():
            small += letter
            continue
        if small:
            out.append(f'<span class="sc">{small}</span>')
            small = ""
        out.append(letter)
    return "".join(out)


def _position(picture: Picture, left: Offset, top: Offset, line: _Line) -> str:
    """Where a floating picture stands, measured from what the drawer measures from.

    That is the paragraph if its height follows the paragraph, else the text area of the page.
    """
    sheet, format_ = line.sheet, line.paragraph.format
    spans = {"page": (-sheet.left, sheet.width), "margin": (0.0, line.room)}
    x = _along(left, spans.get(left.origin, (format_.left, line.room)), picture.width)
    spans = {
        "page": (-sheet.top, sheet.height),
        "margin": (0.0, sheet.height - sheet.top - sheet.bottom),
    }
    y = _along(top, spans.get(top.origin, (0.0, 0.0)), picture.height)
    if top.origin == "paragraph":
        x -= format_.left
    rules = f"position:absolute;left:{css.pt(x)};top:{css.pt(y)}"
    return rules + (";z-index:-1" if picture.behind else "")


def _along(offset: Offset, span: tuple[float, float], size: float) -> float:
    start, length = span
    room = length - size
    return (
        start + {"": offset.distance, "start": 0.0, "center": room / 2, "end": room}[offset.align]
    )
