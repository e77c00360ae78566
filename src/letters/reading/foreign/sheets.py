"""Columns of a foreign sheet by the words above them, never by their place.

Reports begin with titles of any number, their heads may stand in two rows of merged cells
(`Дебет` over `Счет` and `Сумма`), and versions of a program call a column by several names.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from letters.reading.cells import Cell, is_empty
from letters.reading.tables import Grid
from letters.reading.vocabulary import folded

_HEADING_ROWS = 40

Synonyms = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Header:
    """Where the head of a table stands: its columns by field, and its first row of data.

    `all` are every column of a field, from left to right (an act names Дебет twice); `top` and
    `body` count rows from 0.
    """

    top: int
    body: int
    all: Mapping[str, tuple[int, ...]]

    def __contains__(self, field: str) -> bool:
        return field in self.all

    def cell(self, row: Sequence[Cell], field: str) -> Cell:
        """What stands in the first column of a field; empty where there is no such column."""
        positions = self.all.get(field, ())
        return row[positions[0]] if positions and positions[0] < len(row) else ""


def find_header(grid: Grid, synonyms: Synonyms, required: Collection[str]) -> Header | None:
    """The first row (or pair of rows) among the top ones that names all required fields.

    `synonyms` are, by field, the headings with `;` between them; a heading over another one is
    written with a bar: `Дебет | Сумма`. Case, accents, ё, width and punctuation do not matter.
    """
    known = _known(synonyms)
    rows = grid.rows
    for top in range(min(_HEADING_ROWS, len(rows))):
        single = _columns(map(_word, rows[top]), known)
        if top + 1 < len(rows):
            double = _columns(_stacked(rows[top], rows[top + 1]), known)
            below = _columns(map(_word, rows[top + 1]), known)
            if _has(double, required) and len(double) > max(len(single), len(below)):
                return Header(top, top + 2, double)
        if _has(single, required):
            return Header(top, top + 1, single)
    return None


def _has(columns: Mapping[str, object], required: Collection[str]) -> bool:
    return all(field in columns for field in required)


def _known(synonyms: Synonyms) -> Mapping[str, str]:
    return {
        "|".join(folded(part) for part in heading.split("|")): field
        for field, headings in synonyms.items()
        for heading in headings.split(";")
        if heading.strip()
    }


def _word(cell: Cell) -> str:
    return folded(cell) if isinstance(cell, str) else ""


def _columns(words: Iterator[str], known: Mapping[str, str]) -> Mapping[str, tuple[int, ...]]:
    columns: dict[str, tuple[int, ...]] = {}
    for position, word in enumerate(words):
        field = known.get(word) or known.get(word.rpartition("|")[2])
        if word and field:
            columns[field] = (*columns.get(field, ()), position)
    return columns


def _stacked(upper: Sequence[Cell], lower: Sequence[Cell]) -> Iterator[str]:
    """The heads of a pair of rows; what is merged over several columns speaks for all of them.

    A heading that stands over an empty cell is taken by itself.
    """
    over = ""
    for position in range(max(len(upper), len(lower))):
        above = _word(upper[position]) if position < len(upper) else ""
        below = _word(lower[position]) if position < len(lower) else ""
        over = above or over
        yield f"{over}|{below}" if below and over else below or above


def is_blank(row: Sequence[Cell]) -> bool:
    """Whether nothing stands in a row."""
    return all(map(is_empty, row))


def span_of(row: Sequence[Cell], start: int) -> range:
    """The columns that a merged heading stands over: from its own to before the next one.

    >>> span_of(["Дебет", "", "", "Кредит", ""], 0)
    range(0, 3)
    """
    heads = (place for place in range(start + 1, len(row)) if not is_empty(row[place]))
    return range(start, next(heads, len(row)))
