"""Dates that can be read and are hardly meant: after today, or a generation ago."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby

from letters.errors import N_, Problem
from letters.model.entry import Entry

_GENERATION = 20  # years; claims are barred long before


def date_warnings(entries: Sequence[Entry], today: date) -> Iterator[Problem]:
    """At most one warning a file for each of the two, at the first row that has such a date."""
    if not entries:
        return
    days = {entry.date for entry in entries}
    oldest = today.year - _GENERATION
    if max(days) > today:
        yield from _firsts(
            entries,
            lambda entry: entry.date > today,
            N_("{date} is after today; rows with such a date: {count}"),
        )
    if min(days).year < oldest:
        yield from _firsts(
            entries,
            lambda entry: entry.date.year < oldest,
            N_("{date} is more than 20 years ago; rows with such a date: {count}"),
        )


def _firsts(
    entries: Iterable[Entry], is_strange: Callable[[Entry], bool], message: str
) -> Iterator[Problem]:
    strange = sorted(filter(is_strange, entries), key=lambda entry: entry.origin.source)
    for _, group in groupby(strange, key=lambda entry: entry.origin.source):
        first, *others = group
        yield first.origin.problem(
            "",  # of the file: whose letter it is about is not known here
            "entry.strange_date",
            message,
            N_("correct the date if it is mistyped; the document counts from its own day on"),
            severity="warning",
            date=first.date.isoformat(),
            count=len(others) + 1,
        )
