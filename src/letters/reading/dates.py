"""Dates, strictly: ISO, day.month.year, or an order that is declared or proven by the file.

A day above 12 anywhere in the file proves the order of its 03/04/2026; otherwise such a date is
refused. Unix times and bare Excel serials are numbers, never dates.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date

from letters.errors import N_
from letters.reading.cells import EXCEL_ERRORS, Cell, Fault, error_value, is_empty, shown
from letters.reading.locales import DateOrder, Locale

EARLIEST, LATEST = 1950, 2099
_LAST_SHORT_YEAR = 40  # 08.07.26 is 2026
_TIME = r"(?:[ T]+(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?)?"
_YEAR_FIRST = re.compile(rf"(\d{{4}})([-/.])(\d{{1,2}})\2(\d{{1,2}}){_TIME}", re.ASCII)
_COMPACT = re.compile(rf"(\d{{4}})()(\d\d)(\d\d){_TIME}", re.ASCII)
_CHINESE = re.compile(rf"(\d{{4}})年()(\d{{1,2}})月(\d{{1,2}})日?{_TIME}", re.ASCII)
_DOTTED = re.compile(rf"(\d{{1,2}})\.(\d{{1,2}})\.(\d{{4}}|\d\d)(?: ?г\.?)?{_TIME}", re.ASCII)
_YEAR_LAST = re.compile(rf"(\d{{1,2}})([-/])(\d{{1,2}})\2(\d{{4}}){_TIME}", re.ASCII)
_WRITE_ISO = N_("write it as 2026-09-30")


def proven_order(cells: Iterable[Cell]) -> DateOrder:
    """What stands first in the dates of a file, if one of them has a day above 12.

    >>> proven_order(["03/04/2026", "25/04/2026"])
    'day'
    """
    orders: set[DateOrder] = set()
    for cell in cells:
        if isinstance(cell, str) and (match := _YEAR_LAST.fullmatch(cell.strip())):
            if int(match[1]) > 12:
                orders.add("day")
            elif int(match[3]) > 12:
                orders.add("month")
    return orders.pop() if len(orders) == 1 else ""


def read_dates(
    cells: Iterable[Cell], locale: Locale, order: DateOrder = ""
) -> Mapping[Cell, date | Fault]:
    """The dates of a column; `order` is what the file proves, the declared one goes before it."""
    return {cell: _date(cell, locale.order or order) for cell in cells if not is_empty(cell)}


def _date(cell: Cell, order: DateOrder) -> date | Fault:
    if isinstance(cell, date):
        return _plausible(cell)
    text = shown(cell).strip()
    if match := _first_match(text):
        return _made(text, int(match[1]), int(match[3]), int(match[4]))
    if match := _DOTTED.fullmatch(text):
        return _made(text, _full_year(int(match[3])), int(match[2]), int(match[1]))
    if match := _YEAR_LAST.fullmatch(text):
        return _ordered(text, int(match[1]), int(match[3]), int(match[4]), order)
    if text.upper() in EXCEL_ERRORS:
        return error_value(text)
    return Fault("date.unreadable", N_("“{value}” is not a date"), _WRITE_ISO, {"value": text})


def _full_year(year: int) -> int:
    """26 is 2026; 98 may be a century away on either side, and is no year (_made refuses 0)."""
    if year >= 100:
        return year
    return year + 2000 if year <= _LAST_SHORT_YEAR else 0


def _ordered(text: str, first: int, second: int, year: int, order: DateOrder) -> date | Fault:
    """03/04/2026 by the order that is known, or by a number above 12."""
    if order == "month" or (not order and second > 12):
        return _made(text, year, first, second)
    if order or first > 12 or first == second:
        return _made(text, year, second, first)
    return Fault(
        "date.ambiguous",
        N_("“{value}” may be day/month or month/day; nothing in the file tells which"),
        N_('declare locale = "ru", "es" or "en_US" in the settings, or write ISO dates'),
        {"value": text},
        shared=True,
    )


def _first_match(text: str) -> re.Match[str] | None:
    return _YEAR_FIRST.fullmatch(text) or _COMPACT.fullmatch(text) or _CHINESE.fullmatch(text)


def _made(text: str, year: int, month: int, day: int) -> date | Fault:
    try:
        return _plausible(date(year, month, day))
    except ValueError:
        return Fault(
            "date.impossible",
            N_("“{value}” is not a day of the calendar"),
            N_("correct the day or the month"),
            {"value": text},
        )


def _plausible(day: date) -> date | Fault:
    if EARLIEST <= day.year <= LATEST:
        return day
    return Fault(
        "date.implausible",
        N_("the year of {value} is not between {earliest} and {latest}"),
        N_("correct the year"),
        {"value": day.isoformat(), "earliest": EARLIEST, "latest": LATEST},
    )
