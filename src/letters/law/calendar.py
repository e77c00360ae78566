"""Due dates and the working days behind them.

Russia and China announce year by year which days off are moved and which Saturdays and Sundays
are worked. The package `holidays` carries those announcements (its Russian days equal an
independent public list for 2023-2026); for a year it has none for, it returns the statutory days
alone and says nothing. Such a year is refused here, never guessed.

`calendars.csv` holds what it said of each year when this program was released (its import takes
longer than a letter); a year that is not in the table is asked of the package itself.
"""

import csv
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from letters.errors import N_, DataError
from letters.model.contract import Contract
from letters.model.entry import Entry

_DAY = timedelta(days=1)
_ANNOUNCED_YEARLY = frozenset({"RU", "CN"})


def last_day_to_pay(entry: Entry, contract: Contract, country: str, *, rolls: bool) -> date | None:
    """`due_date`, else `payment_days` after the delivery; None when nothing says when to pay.

    The term starts the day after the delivery (after the document, where no delivery date is
    known): 30 days after 31 August end on 30 September. An opening balance counts from its own
    date, which is never earlier than its documents would be. With `rolls`, a last day that is not
    worked in `country` moves to the next working day.

    Raises DataError, naming the row, where the working days that this needs are not known.
    """
    try:
        day = _as_written(entry, contract, country)
        return roll_forward(day, country) if day and rolls else day
    except DataError as gap:
        raise DataError(
            N_(
                "{source}, row {row}: the due date of {number} needs the working days of "
                "{country} in {year}, and they are not known"
            ),
            gap.hint,
            **gap.params,
            source=entry.origin.source,
            row=entry.origin.row,
            number=entry.number,
        ) from gap


def _as_written(entry: Entry, contract: Contract, country: str) -> date | None:
    if entry.due_date is not None:
        return entry.due_date
    if contract.payment_days is None:
        return None
    start = entry.delivery_date or entry.date
    if contract.payment_days_kind == "working":
        return add_working_days(start, contract.payment_days, country)
    return start + contract.payment_days * _DAY


def add_working_days(start: date, count: int, country: str) -> date:
    """The `count`-th working day after `start`; `start` itself is not counted."""
    day = start
    while count > 0:
        day += _DAY
        count -= is_working_day(day, country)
    return day


def roll_forward(day: date, country: str) -> date:
    """`day`, or the first working day after it when it is none."""
    while not is_working_day(day, country):
        day += _DAY
    return day


def is_working_day(day: date, country: str) -> bool:
    """Whether `day` is worked under the official calendar, with its transferred days.

    >>> is_working_day(date(2025, 11, 1), "RU")  # a Saturday that was worked
    True

    Raises DataError for a year whose transfers are not known, and for a country without one
    official calendar (in Spain each town adds holidays of its own).
    """
    days_off, worked_weekends = _year(country, day.year)
    return day in worked_weekends or (day.weekday() < 5 and day not in days_off)


@cache
def _year(country: str, year: int) -> tuple[frozenset[date], frozenset[date]]:
    """Days off from Monday to Friday, and worked Saturdays and Sundays, of a year."""
    if shipped := _shipped().get((country, str(year))):
        return _dates(year, shipped["days_off"]), _dates(year, shipped["worked_weekends"])
    if country in _ANNOUNCED_YEARLY:
        from holidays import country_holidays

        days = country_holidays(country, years=year)
        if year in getattr(days, "special_public_holidays", {}):
            return frozenset(days), frozenset(days.weekend_workdays)
        hint = N_("install a newer version of the package holidays, or fill in due_date")
    else:
        hint = N_(
            "fill in due_date: towns have holidays of their own there, which no official calendar "
            "lists"
        )
    raise DataError(
        N_("the official working days of {country} in {year} are not known"),
        hint,
        country=country,
        year=year,
    )


@cache
def _shipped() -> Mapping[tuple[str, str], Mapping[str, str]]:
    """The rows of `calendars.csv` by country and year."""
    with Path(__file__).with_name("calendars.csv").open(encoding="utf-8", newline="") as file:
        return {(row["country"], row["year"]): row for row in csv.DictReader(file)}


def _dates(year: int, days: str) -> frozenset[date]:
    """The days of a year written `05-01 05-11`."""
    return frozenset(date.fromisoformat(f"{year}-{day}") for day in days.split())
