"""Reference rates by date: the key rate of the Bank of Russia, the Chinese LPR, the Spanish rate.

Each table is a CSV file `date_from,rate_percent,source` with one row a change; a rate is in force
from its date until the next row. Shipped tables lie in `rates/` beside this module; rows of the
user's own, in files of the same names, go over them. No table is continued in silence: each has a
last day through which it is known.
"""

import csv
import re
from bisect import bisect_right
from calendar import monthrange
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

from letters.errors import N_, DataError, Problem, Refused, UsageError
from letters.model.origin import Origin

HEADER = ["date_from", "rate_percent", "source"]
_SHIPPED = Path(__file__).parent / "rates"
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Rate:
    """`percent` a year, in force from `date_from`; `source` says who published it."""

    date_from: date
    percent: Decimal
    source: str
    origin: Origin = field(default=Origin(), compare=False)


@dataclass(frozen=True, slots=True)
class RateTable:
    """The rates of one series in the order of time, known through a day (included).

    `assumed_from` is the first day on which the last rate is only assumed (None: on no day).
    """

    name: str
    rows: tuple[Rate, ...]
    known_through: date
    assumed_from: date | None = None

    def rate_on(self, day: date) -> Rate:
        """The rate in force on `day`; DataError names the period for which none is known."""
        start = self.rows[0].date_from
        if start <= day <= self.known_through:
            return self.rows[bisect_right(self.rows, day, key=lambda row: row.date_from) - 1]
        is_early = day < start
        first, last = (day, start - _DAY) if is_early else (self.known_through + _DAY, day)
        raise DataError(
            N_("the rate table {name} has no rate for {first}..{last}"),
            N_("add the missing rows to rates/{name}.csv, with their source")
            if is_early
            else N_(
                "add the missing rows to rates/{name}.csv, with their source, "
                "or continue the last rate with --assume-last-rate"
            ),
            name=self.name,
            first=first.isoformat(),
            last=last.isoformat(),
        )

    def continued(self, through: date) -> "RateTable":
        """The table with its last rate assumed through a later day; the letter must say so."""
        if through <= self.known_through:
            return self
        first = self.assumed_from or self.known_through + _DAY
        return replace(self, known_through=through, assumed_from=first)


@dataclass(frozen=True, slots=True)
class _Series:
    """Through which day the shipped rows were checked, and how far a newer row reaches."""

    known_through: date
    reach: Callable[[date], date]


def _that_day(day: date) -> date:
    """A key rate holds until a board meeting that nobody knows beforehand."""
    return day


def _half_year(day: date) -> date:
    """Ley 3/2004 art. 7.2: the rate holds for the six months of its half-year."""
    return date(day.year, 6, 30) if day.month <= 6 else date(day.year, 12, 31)


def _next_fixing(day: date) -> date:
    """An LPR holds until the next fixing, on the 20th of a month or the workday after it."""
    following = day.replace(day=monthrange(day.year, day.month)[1]) + _DAY
    return (day if day.day < 20 else following).replace(day=19)


_SERIES = {
    # Meeting of 2026-09-11 kept the rate; the decision of 2026-10-23 was not seen.
    "ru_key_rate": _Series(date(2026, 10, 25), _that_day),
    # Fixings are confirmed through 2026-09-20, which holds until the one of 2026-10-20.
    "cn_lpr_1y": _Series(date(2026, 10, 19), _next_fixing),
    # Replaced by the LPR from 2019-08-20; its first row is not confirmed (?).
    "cn_pboc_benchmark_1y": _Series(date(2019, 8, 19), _that_day),
    # Second half-year of 2026: Res. 30-06-2026.
    "es_late_rate": _Series(date(2026, 12, 31), _half_year),
}
TABLES: tuple[str, ...] = tuple(_SERIES)


def load_rates(name: str, extra: Path | None = None) -> RateTable:
    """The shipped table `name`, with the rows of `extra`/`name`.csv over it.

    `extra` is the folder `rates` of a workspace; it need not exist. A row for a date that the
    table has replaces it. A row of the user's moves the known-through day: to the end of its
    half-year (Spain), to the day before the next fixing (LPR), to its own date (key rate: to
    confirm that a rate is still in force, add a row for the day of the check).

    Raises UsageError for a table that does not exist, Refused with all errors of the user's file.
    """
    if name not in _SERIES:
        raise UsageError(
            N_("letters has no rate table {name}"),
            N_("use one of these: {names}"),
            name=name,
            names=", ".join(TABLES),
        )
    shipped, _ = _read(_SHIPPED / f"{name}.csv", name)
    own: list[Rate] = []
    if extra is not None and (extra / f"{name}.csv").is_file():
        own, problems = _read(extra / f"{name}.csv", f"{extra.name}/{name}.csv")
        problems += (gap for gap in _gaps(name, shipped, own) if gap.severity == "error")
        if problems:
            raise Refused(tuple(problems))
    series = _SERIES[name]
    rows = {row.date_from: row for row in (*shipped, *own)}
    reached = (series.reach(row.date_from) for row in own)
    return RateTable(
        name, tuple(rows[day] for day in sorted(rows)), max([series.known_through, *reached])
    )


def rate_problems(extra: Path) -> list[Problem]:
    """All findings about the rate files in the folder `extra` of a workspace."""
    found: list[Problem] = []
    for path in sorted(extra.glob("*.csv")):
        source = f"{extra.name}/{path.name}"
        if path.stem in _SERIES:
            shipped = load_rates(path.stem)
            own, problems = _read(path, source)
            problems = problems or list(_gaps(path.stem, shipped.rows, own))
            found += problems
            if not any(problem.severity == "error" for problem in problems):
                found += _unlikely(shipped, load_rates(path.stem, extra), own)
        else:
            message = N_("letters has no rate table of this name")
            hint = N_("name the file after one of these: {names}")
            names = ", ".join(TABLES)
            found.append(Problem.at(source, 1, "", "rates.unknown", message, hint, names=names))
    return found


def stale_rates(today: date, extra: Path | None = None) -> list[Problem]:
    """A warning for each table that does not reach `today`; a closed series never does."""
    tables = (load_rates(name, extra) for name in TABLES if name != "cn_pboc_benchmark_1y")
    return [
        Problem(
            f"rates/{table.name}.csv",
            "",
            "rates.stale",
            N_("the rates are known through {day} only"),
            N_("add the newer rows, with their source; until then later days are refused"),
            {"day": table.known_through.isoformat()},
            "warning",
        )
        for table in tables
        if table.known_through < today
    ]


def _gaps(name: str, shipped: Sequence[Rate], own: Sequence[Rate]) -> Iterator[Problem]:
    """Days between what is known and the user's next row, for which nobody gave a rate.

    A Spanish rate is published for each half-year, so a missing one is an error. A key rate and an
    LPR hold until they are changed: a row with another rate, later than the known days, may hide
    one in between, which is a warning.
    """
    series = _SERIES[name]
    known, before = series.known_through, shipped[-1].percent
    for row in own:
        first, last = known + _DAY, row.date_from - _DAY
        if first <= last and (series.reach is _half_year or row.percent != before):
            is_error = series.reach is _half_year
            yield row.origin.problem(
                "date_from",
                "rates.gap",
                N_("no rate is given for {first}..{last}"),
                N_("add the row of each half-year, even where the rate stays the same")
                if is_error
                else N_("check that the rate was not changed in those days, or add the rows"),
                severity="error" if is_error else "warning",
                first=first.isoformat(),
                last=last.isoformat(),
            )
        if row.date_from > known:
            before = row.percent
        known = max(known, series.reach(row.date_from))


def _unlikely(shipped: RateTable, merged: RateTable, own: Sequence[Rate]) -> Iterator[Problem]:
    """Warnings: a shipped rate is changed, or a rate looks like a slip (0.14 for 14.00)."""
    for row in own:
        if shipped.rows[0].date_from <= row.date_from <= shipped.known_through:
            known = shipped.rate_on(row.date_from)
            if known.percent != row.percent:
                yield row.origin.problem(
                    "rate_percent",
                    "rates.changes_shipped",
                    N_("{percent} replaces the shipped rate {known} from {day} on"),
                    N_("check the date and the rate against their source"),
                    severity="warning",
                    percent=str(row.percent),
                    known=str(known.percent),
                    day=row.date_from.isoformat(),
                )
        before = merged.rows[max(0, merged.rows.index(row) - 1)]
        if not before.percent / 3 <= row.percent <= before.percent * 3:
            yield row.origin.problem(
                "rate_percent",
                "rates.unlikely",
                N_("{percent} after {before} is unlikely"),
                N_("write percent a year, as in 14.00"),
                severity="warning",
                percent=str(row.percent),
                before=str(before.percent),
            )


def _read(path: Path, source: str) -> tuple[list[Rate], list[Problem]]:
    """The rows of a rate file, and what is wrong with it (then the rows are incomplete)."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            lines = list(csv.reader(file, strict=True))
    except (UnicodeDecodeError, csv.Error):
        message, hint = N_("this is not a CSV file in UTF-8"), N_("save it as CSV UTF-8")
        return [], [Problem.at(source, 1, "", "rates.unreadable", message, hint)]
    if not lines or lines[0] != HEADER:
        message, hint = N_("the head of a rate table is missing"), N_("the first line is {header}")
        header = ",".join(HEADER)
        return [], [Problem.at(source, 1, "", "rates.header", message, hint, header=header)]
    rows: list[Rate] = []
    problems: list[Problem] = []
    for number, cells in enumerate(lines[1:], start=2):
        if not any(cells):
            continue
        origin = Origin(source, number)
        try:
            day, percent, publisher = cells
            rows.append(Rate(_day(day), _percent(percent), _source(publisher), origin))
        except ValueError:
            problems.append(
                origin.problem(
                    "",
                    "rates.row",
                    N_("“{cells}” is not a date, a percentage and a source"),
                    N_("write it like 2026-07-27,14.00,CBR press release of 24.07.2026"),
                    cells=",".join(cells),
                )
            )
    return rows, problems + list(_disorder(rows))


def _disorder(rows: Sequence[Rate]) -> Iterator[Problem]:
    for before, row in pairwise(rows):
        if row.date_from <= before.date_from:
            yield row.origin.problem(
                "date_from",
                "rates.order",
                N_("{day} does not come after {before}"),
                N_("keep one row a date, in the order of time"),
                day=row.date_from.isoformat(),
                before=before.date_from.isoformat(),
            )


def _day(text: str) -> date:
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text.strip()):
        raise ValueError(text)
    return date.fromisoformat(text.strip())


def _percent(text: str) -> Decimal:
    if not re.fullmatch(r"[0-9]{1,2}(\.[0-9]{1,4})?", text.strip()):
        raise ValueError(text)
    return Decimal(text.strip())


def _source(text: str) -> str:
    if not text.strip():
        raise ValueError(text)
    return text.strip()
