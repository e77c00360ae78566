"""Single values of foreign files: amounts, dates, identifiers; strict, and exact or refused."""

import datetime as dt
from decimal import Decimal
from functools import lru_cache

from letters.errors import N_, Problem
from letters.model.origin import Origin
from letters.reading.cells import Cell, Fault, is_empty, text_of
from letters.reading.dates import read_dates
from letters.reading.locales import UNDECLARED, DateOrder, Locale
from letters.reading.numbers import read_amounts

_BLANKS = dict.fromkeys(map(ord, "\u00a0\u2007\u2009\u202f\u3000"), " ")
EMPTY_FIGURES = frozenset({"", "-", "--", "—", "–"})  # how reports print a zero


class Unreadable(Exception):
    """A value that cannot be read; `at` makes the finding about it."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.code)
        self.fault = fault

    def at(self, origin: Origin, column: str = "") -> Problem:
        """The finding, with its place."""
        fault = self.fault
        return Problem.at(
            origin.source, origin.row, column, fault.code, fault.message, fault.hint,
            severity="error", **fault.params,
        )  # fmt: skip


def tidy(cell: Cell) -> str:
    """A cell as text: blanks of any kind made plain, runs of them one, edges trimmed.

    Line breaks stay (1C puts three lines of analytics into one cell). Raises Unreadable for
    digits that Excel has lost, and for error values.
    """
    if isinstance(cell, str):
        if "\n" in cell:
            return "\n".join(filter(None, map(_line, cell.split("\n"))))
        return _line(cell)
    return cell.isoformat() if isinstance(cell, dt.date) else _text(cell)


@lru_cache(maxsize=16384)  # a ledger repeats its parties, contracts and documents
def _line(line: str) -> str:
    plain = " ".join(line.translate(_BLANKS).split())
    return _text(plain) if plain else ""


def _text(cell: Cell) -> str:
    text = text_of(cell)
    if isinstance(text, Fault):
        raise Unreadable(text)
    return text


def amount(cell: Cell, locale: Locale) -> Decimal:
    """An amount in the manner of the format's country; an empty cell or a dash is 0.

    Raises Unreadable.
    """
    if isinstance(cell, str):
        cell = cell.translate(_BLANKS).strip()
        if cell in EMPTY_FIGURES:
            return Decimal(0)
    value = read_amounts([cell], locale)[cell]
    if isinstance(value, Fault):
        raise Unreadable(value)
    return value


def day(cell: Cell, order: DateOrder = "day") -> dt.date:
    """A date; `order` says what stands first in 03/04/2026. Raises Unreadable."""
    if is_empty(cell):
        raise Unreadable(
            Fault("date.missing", N_("the date is missing"), N_("fill it in, or delete the row"))
        )
    value = read_dates([cell.strip() if isinstance(cell, str) else cell], UNDECLARED, order)
    found = next(iter(value.values()))
    if isinstance(found, Fault):
        raise Unreadable(found)
    return found
