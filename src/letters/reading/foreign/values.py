"""Single values of foreign files: amounts, dates, identifiers; strict, and exact or refused."""

import datetime as dt
import re
from decimal import Decimal
from functools import lru_cache

from letters.errors import N_, DataError, Problem
from letters.model.money import to_amount
from letters.model.origin import Origin
from letters.reading.cells import Cell, Fault, is_empty, shown, text_of
from letters.reading.dates import read_dates
from letters.reading.locales import UNDECLARED, DateOrder, Locale
from letters.reading.numbers import read_amounts

_BLANKS = dict.fromkeys(map(ord, "\u00a0\u2007\u2009\u202f\u3000"), " ")
EMPTY_FIGURES = frozenset({"", "-", "--", "—", "–", "－", "——"})  # how reports print a zero
_DIGITS_OF_MOMENT = re.compile(r"(\d{8})\d{4}(?:\d\d)?", re.ASCII)  # 20260410170709
_SHORT_YEAR = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d\d)", re.ASCII)  # 10/04/26
_SERIAL = re.compile(r"(\d{5})(?:\.\d+)?", re.ASCII)
# Day 1 of a workbook is 1 January 1900, and it knows a 29 February 1900 that never was.
_DAY_ZERO = dt.date(1899, 12, 30)
_SERIALS = range(32874, 55153)  # 1990 to 2050: what else stands in a column of dates is no date


# ISO 4217 (ОКВ in Russia): the numbers of the currencies that these formats write as numbers.
_CURRENCY_NUMBERS = {
    "643": "RUB", "810": "RUB", "840": "USD", "978": "EUR", "156": "CNY", "398": "KZT",
    "933": "BYN", "417": "KGS", "051": "AMD", "944": "AZN", "860": "UZS", "972": "TJS",
    "498": "MDL", "981": "GEL", "934": "TMT", "496": "MNT", "949": "TRY", "784": "AED",
    "356": "INR", "392": "JPY", "826": "GBP", "756": "CHF", "484": "MXN", "170": "COP",
    "604": "PEN", "152": "CLP", "032": "ARS", "858": "UYU", "752": "SEK", "578": "NOK",
    "208": "DKK", "985": "PLN", "203": "CZK", "036": "AUD", "124": "CAD", "344": "HKD",
}  # fmt: skip
_EXACT = re.compile(r"[+-]?\d{1,30}(?:\.\d{1,30})?", re.ASCII)
_ISO_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T ].*|Z|[+-]\d\d:\d\d)?", re.ASCII)


class Unreadable(Exception):
    """A value that cannot be read; `at` makes the finding about it.

    `column` and `row` are its place, where whoever found it knows it better.
    """

    def __init__(self, fault: Fault, column: str = "", row: int = 0) -> None:
        super().__init__(fault.code)
        self.fault = fault
        self.column = column
        self.row = row

    def at(self, origin: Origin, column: str = "") -> Problem:
        """The finding, with its place."""
        fault = self.fault
        return Problem.at(
            origin.source, self.row or origin.row, self.column or column,
            fault.code, fault.message, fault.hint, severity="error", **fault.params,
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


@lru_cache(maxsize=4096, typed=True)  # a day has many rows
def day(cell: Cell, order: DateOrder = "day") -> dt.date:
    """A date; `order` says what stands first in 03/04/2026. Raises Unreadable.

    Read are also the number that Excel keeps for a date, 20260410170709, and 10/04/26 where the
    day stands first.
    """
    if is_empty(cell):
        raise Unreadable(
            Fault("date.missing", N_("the date is missing"), N_("fill it in, or delete the row"))
        )
    plain = _plain_date(cell, order)
    found = read_dates([plain], UNDECLARED, order)[plain]
    if isinstance(found, Fault):
        raise Unreadable(found)
    return found


def _plain_date(cell: Cell, order: DateOrder) -> Cell:
    text = str(cell).translate(_BLANKS).strip().lstrip("'")
    if match := _DIGITS_OF_MOMENT.fullmatch(text):
        return match[1]
    if order == "day" and (match := _SHORT_YEAR.fullmatch(text)):
        return ".".join(match.groups())
    if (match := _SERIAL.fullmatch(text)) and int(match[1]) in _SERIALS:
        return _DAY_ZERO + dt.timedelta(int(match[1]))
    return text if isinstance(cell, str) else cell


@lru_cache(maxsize=4096)  # the same few days over and over
def iso_day(text: str) -> dt.date:
    """A date of a data format, `2026-02-05`; its time and zone are left off. Raises Unreadable.

    >>> iso_day("2026-02-05T18:00:08+03:00")
    datetime.date(2026, 2, 5)
    """
    match = _ISO_DAY.fullmatch(text)
    return day(match[1] if match else text)


def exact(value: object, currency: str) -> Decimal:
    """An amount of a data format: digits, and a point before its decimals.

    >>> exact("9683.42", "RUB")
    Decimal('9683.42')

    Raises Unreadable for anything else, for a float, and for more decimals than the currency has:
    999.9000000001 is what a program that counts in doubles has made of an amount.
    """
    text = str(value)
    try:
        if isinstance(value, Decimal) or (isinstance(value, int) and not isinstance(value, bool)):
            return to_amount(value, currency)
        if isinstance(value, str) and _EXACT.fullmatch(text):
            return to_amount(text, currency)
    except DataError as error:
        fault = Fault("amount.unreadable", error.message, error.hint, error.params)
        raise Unreadable(fault) from None
    raise Unreadable(
        Fault(
            "amount.unreadable",
            N_("“{value}” is not an amount"),
            N_("write digits and a decimal separator, as in 1234.50"),
            {"value": shown(text)},
        )
    )


def above_zero(value: Decimal) -> Decimal:
    """The amount of an entry whose kind says the direction. Raises Unreadable."""
    if value > 0:
        return value
    raise Unreadable(
        Fault(
            "amount.sign",
            N_("the amount must be above zero, {value} is not"),
            N_("correct the document in the program that made it"),
            {"value": f"{value:f}"},
        )
    )


def currency_numbered(number: str) -> str:
    """The ISO 4217 letters of a currency that is written as a number. Raises Unreadable.

    >>> currency_numbered("643")
    'RUB'
    """
    if number in _CURRENCY_NUMBERS:
        return _CURRENCY_NUMBERS[number]
    raise Unreadable(
        Fault(
            "currency.unknown",
            N_("“{value}” is not a currency"),
            N_("write its code as in ISO 4217: 643, 840, 978"),
            {"value": shown(number)},
        )
    )
