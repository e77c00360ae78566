"""Figures of 1C's reports: amounts, balances with their Д or К, and labels of the total rows."""

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from letters.errors import N_, Problem
from letters.model.origin import Origin
from letters.reading.cells import Cell, is_empty
from letters.reading.foreign.values import EMPTY_FIGURES, amount, tidy
from letters.reading.locales import LOCALES
from letters.reading.vocabulary import folded

_RU = LOCALES["ru"]
_SIDE = re.compile(r"^(?P<figure>.*?)\s*(?P<side>дт|кт|[дкdk])\.?$", re.IGNORECASE)
_LETTER = re.compile(r"[^\W\d_]")
ZERO = Decimal(0)

OPENING = re.compile(
    r"(?:сальдо|остат\w+) (?:на )?нач|начальн\w+ (?:сальдо|остат)|вход\w+ (?:сальдо|остат)|"
    r"нач сальдо"
)
CLOSING = re.compile(
    r"(?:сальдо|остат\w+) (?:на )?кон|конечн\w+ (?:сальдо|остат)|исход\w+ (?:сальдо|остат)|"
    r"кон сальдо"
)
TURNOVER = re.compile(
    r"(?:итого )?оборот\w*(?: за период| за отчетныи| итого|$)|итого(?: за период|$)"
)
PASSING = re.compile(  # rows that a page or a month has for itself
    r"оборот\w* за |итого (?:по|на|за) |всего (?:по|на|за) |перенос|лист |"
    r"страница |стр |продолжение"
)
BALANCE_AT = re.compile(r"(?:сальдо|остат\w+) на \d")


def figure(cell: Cell) -> Decimal:
    """An amount of a report; nothing, a dash and `«»` are 0. Raises Unreadable."""
    if isinstance(cell, Decimal):
        return cell
    if isinstance(cell, str) and (not cell or cell.strip(' \u00a0\n«»"') in EMPTY_FIGURES):
        return ZERO
    return amount(cell, _RU)


def figures(row: Sequence[Cell], places: Iterable[int]) -> Decimal:
    """The figure that stands somewhere in a merged column; 0 if there is none.

    Raises Unreadable; two figures in one column are a sum (1C never prints them).
    """
    total = ZERO
    for place in places:
        if place < len(row) and row[place] != "":
            total += figure(row[place])
    return total


def balance(row: Sequence[Cell], places: Iterable[int]) -> Decimal | None:
    """A balance that has its side beside it or behind it: `Д`, `120 000,00` is +120000.

    A credit balance is negative. None when nothing stands there. Raises Unreadable.

    >>> balance(["К", "1 200,50"], [0, 1]), balance(["1 200,50 Дт"], [0]), balance([""], [0])
    (Decimal('-1200.50'), Decimal('1200.50'), None)
    """
    side = ""
    value: Decimal | None = None
    for place in places:
        if place >= len(row) or is_empty(row[place]):
            continue
        cell = row[place]
        if isinstance(cell, str) and (match := _SIDE.match(tidy(cell))):
            side = match["side"][0].upper()
            cell = match["figure"]
            if not cell:
                continue
        value = (value or ZERO) + figure(cell)
    if value is None:
        return None
    return -value if side in {"К", "K"} else value


def label_of(row: Sequence[Cell], places: Iterable[int] | None = None) -> str:
    """The first words of a row, folded: the name of a total row (after its number, if any)."""
    for place in places if places is not None else range(len(row)):
        if place < len(row):
            cell = row[place]
            if isinstance(cell, str) and _LETTER.search(cell):
                return folded(cell[:200])
    return ""


def titles(rows: Iterable[Sequence[Cell]]) -> Iterator[tuple[int, str]]:
    """The texts above a table with their columns, each on one line; never an error."""
    for row in rows:
        for place, cell in enumerate(row):
            if isinstance(cell, str) and not is_empty(cell):
                yield place, " ".join(cell[:1000].split())


def is_heading(row: Sequence[Cell], words: frozenset[str]) -> bool:
    """Whether a row repeats the head of the table: it holds words of headings only."""
    filled = [cell for cell in row if not is_empty(cell)]
    return bool(filled) and all(isinstance(cell, str) and folded(cell) in words for cell in filled)


def unrecognised(origin: Origin, text: str) -> Problem:
    """A row without figures that is none of the report's own."""
    return origin.problem(
        "", "row.unrecognised", N_("this row is not understood and was left out: “{text}”"),
        severity="warning", text=text[:60],
    )  # fmt: skip


def unended(source: str, line: str) -> Problem:
    """A report without its last totals is a report that was cut off."""
    return Problem(
        source, "", "file.truncated", N_("the file ends before its totals (“{line}”)"),
        N_("export the whole report again"), {"line": line},
    )  # fmt: skip
