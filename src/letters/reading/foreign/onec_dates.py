"""Dates and periods as Russian documents write them: in digits, in words, by quarters."""

import calendar
import datetime as dt
import re
from functools import lru_cache

from letters.reading.foreign.values import Unreadable, day

_MONTHS = (
    "январ", "феврал", "март", "апрел", "ма", "июн",
    "июл", "август", "сентябр", "октябр", "ноябр", "декабр",
)  # fmt: skip
DATE = r"\d{1,2}\.\d{1,2}\.(?:\d{4}|\d\d)(?!\d)"
_WORDED = r"[«\"]?\d{1,2}[»\"]?\s+[а-я]{3,9}\s+\d{4}"
ANY_DATE = rf"(?:{DATE}|{_WORDED})"


@lru_cache(maxsize=1024)
def date_in(text: str) -> dt.date | None:
    """A date in digits or with its month in words; None for what is no day."""
    try:
        if re.fullmatch(DATE, text):
            return day(text)
        number, word, year = re.sub('[«»"]', " ", text).split()
        return dt.date(int(year), _month(word), int(number))
    except (Unreadable, ValueError):
        return None


def _month(word: str) -> int:
    """1 for январь, января; ValueError for what is no month."""
    word = word.lower()
    starts = [i for i, start in enumerate(_MONTHS, 1) if word.startswith(start)]
    if len(starts) > 1:
        starts.remove(5)  # март is no май
    return starts[0] if starts and len(word) <= len(_MONTHS[starts[0] - 1]) + 2 else _no_month()


def _no_month() -> int:
    raise ValueError


_RANGE = re.compile(rf"(?P<first>{DATE})\s*(?:г\.?)?\s*(?:-|–|—|по)\s*(?P<last>{DATE})")
_QUARTER = re.compile(
    r"(?P<n>[1-4])\s*(?:-?[йи]+\s+)?(?P<unit>квартал|полугоди|месяц)\w*\s+(?P<year>\d{4})",
    re.IGNORECASE,
)
_NINE_MONTHS = re.compile(r"(?P<n>\d{1,2})\s*месяц\w*\s+(?P<year>\d{4})", re.IGNORECASE)
_MONTH = re.compile(r"(?P<word>[А-Яа-я]{3,8})\s+(?P<year>\d{4})")
_YEAR = re.compile(r"за\s+(?P<year>\d{4})\s*г", re.IGNORECASE)
_STATE = re.compile(rf"(?:на|по состоянию на)\s+(?P<date>{DATE})", re.IGNORECASE)


def period_in(text: str) -> tuple[dt.date | None, dt.date | None]:
    """The period that a title names, both ends included; None for an end it does not name.

    >>> [day.isoformat() for day in period_in("Карточка счета 62 за 3 квартал 2026 г.")]
    ['2026-07-01', '2026-09-30']
    """
    text = text[:4000]
    if match := _RANGE.search(text):
        return date_in(match["first"]), date_in(match["last"])
    if match := _QUARTER.search(text):
        n, year = int(match["n"]), int(match["year"])
        size = {"квартал": 3, "полугоди": 6}.get(match["unit"].lower())
        if size and n * size <= 12:
            return _months(year, (n - 1) * size + 1, n * size)
    if (match := _NINE_MONTHS.search(text)) and 1 <= int(match["n"]) <= 12:
        return _months(int(match["year"]), 1, int(match["n"]))
    if months := _named_months(text):
        return months
    if match := _YEAR.search(text):
        return _months(int(match["year"]), 1, 12)
    match = _STATE.search(text)
    return None, date_in(match["date"]) if match else None


def _named_months(text: str) -> tuple[dt.date | None, dt.date | None] | None:
    """`Июль 2026 г. - Сентябрь 2026 г.`, or one month."""
    named = []
    for match in _MONTH.finditer(text):
        try:
            named.append((int(match["year"]), _month(match["word"])))
        except ValueError:
            continue
    if not named:
        return None
    (year, first), (last_year, last) = named[0], named[-1]
    return _months(year, first, first)[0], _months(last_year, last, last)[1]


def _months(year: int, first: int, last: int) -> tuple[dt.date | None, dt.date | None]:
    if not 1950 <= year <= 2099:
        return None, None
    end = calendar.monthrange(year, last)[1]
    return dt.date(year, first, 1), dt.date(year, last, end)
