"""A period of the calendar, both ends included: a quarter, a month, or two dates."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from letters.errors import N_, DataError


@dataclass(frozen=True, slots=True)
class Period:
    """From `first` to `last`, both days included."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


def parse_period(text: str) -> Period:
    """`2026-Q3`, `2026-09`, `2026` or `2026-07-01..2026-09-30`; DataError for anything else.

    >>> parse_period("2026-Q3")
    Period(first=datetime.date(2026, 7, 1), last=datetime.date(2026, 9, 30))
    """
    try:
        if match := re.fullmatch(r"(\d{4})-[Qq]([1-4])", text):
            year, quarter = int(match[1]), int(match[2])
            return _months(year, quarter * 3 - 2, quarter * 3)
        if match := re.fullmatch(r"(\d{4})-(\d{2})", text):
            return _months(int(match[1]), int(match[2]), int(match[2]))
        if re.fullmatch(r"\d{4}", text):
            return _months(int(text), 1, 12)
        first, last = (date.fromisoformat(part) for part in text.split("..", 1))
    except ValueError:
        raise DataError(
            N_("“{text}” is not a period"),
            N_("write 2026-Q3, 2026-09 or 2026-07-01..2026-09-30"),
            text=text,
        ) from None
    if last < first:
        raise DataError(N_("the period {text} ends before it starts"), text=text)
    return Period(first, last)


def _months(year: int, first: int, last: int) -> Period:
    return Period(date(year, first, 1), date(year, last, monthrange(year, last)[1]))
