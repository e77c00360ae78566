"""The life of a debt after its due date, cut where anything that interest depends on changes.

Days come as runs with both ends included. The day of a payment still bears interest on the old
balance: what an entry changes, it changes from the next day on (ст. 395 п. 3 ГК «по день уплаты»;
the worked examples of all three laws count alike). Where nothing changes nothing is cut, because
each cut costs a rounding.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Context, Decimal
from operator import attrgetter
from typing import Protocol

from letters.law.late_payment import DAY, Exclusion, Span, Terms
from letters.model.entry import Entry
from letters.model.money import round_half_up

ZERO = Decimal(0)
# Wide enough to multiply exactly, to keep an exact half, and to tell anything else from it.
_WIDE = Context(prec=80)


class Change(Protocol):
    """A part of `entry` that raises or lowers a document; `amount` is positive."""

    @property
    def entry(self) -> Entry:
        """The payment, return, offset or correction."""

    @property
    def day(self) -> date:
        """The day from whose end the debt is another."""

    @property
    def amount(self) -> Decimal:
        """How much of the entry concerns this document."""


class Debt(Protocol):
    """A document and what happened to it, as the allocation of payments leaves it."""

    @property
    def entry(self) -> Entry:
        """The document itself."""

    @property
    def due_date(self) -> date | None:
        """The last day to pay in time; None: no term is known, and nothing is overdue."""

    @property
    def increases(self) -> Sequence[Change]:
        """Corrections upwards."""

    @property
    def settlements(self) -> Sequence[Change]:
        """What lowers the debt."""


@dataclass(frozen=True, slots=True)
class Movement:
    """What the entries of one day do to a document, from the next day on.

    `paid` is money that came in, never negative; `other` is everything else, signed: corrections
    upwards (+), returns, offsets and corrections downwards (-).
    """

    day: date
    paid: Decimal
    other: Decimal


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of days under one rate (`terms`), or excluded for a `reason`."""

    first: date
    last: date
    terms: Terms | None
    reason: str = ""

    @property
    def days(self) -> int:
        """Length of the run, both ends included."""
        return (self.last - self.first).days + 1


def movements(debt: Debt, as_of: date) -> tuple[Movement, ...]:
    """What happened to a document through `as_of`, a day each, in the order of time.

    Money that was with the creditor before the document existed counts from its own day: an
    advance is never late, even where the due date lies before the document.
    """
    changes = [Movement(part.day, ZERO, part.amount) for part in debt.increases]
    for part in debt.settlements:
        day = part.entry.date if part.day == debt.entry.date else part.day
        is_money = part.entry.kind == "payment"
        paid, other = (part.amount, ZERO) if is_money else (ZERO, -part.amount)
        changes.append(Movement(day, paid, other))
    by_day: dict[date, Movement] = {}
    for change in sorted(changes, key=attrgetter("day")):
        if change.day <= as_of:
            so_far = by_day.get(change.day, Movement(change.day, ZERO, ZERO))
            paid, other = so_far.paid + change.paid, so_far.other + change.other
            by_day[change.day] = Movement(change.day, paid, other)
    return tuple(by_day.values())


def cut(spans: Sequence[Span], exclusions: Sequence[Exclusion] = ()) -> tuple[Segment, ...]:
    """The days of `spans`, which follow each other, without those that the law excludes.

    Neighbours that do not differ are one segment: an excluded run is not cut by a rate.
    """
    edges = [edge for run in exclusions for edge in (run.first, run.last + DAY)]
    found: list[Segment] = []
    for span in spans:
        days = sorted({span.first, *(day for day in edges if span.first < day <= span.last)})
        for day, following in zip(days, [*days[1:], span.last + DAY], strict=True):
            reason = next((run.reason for run in exclusions if run.first <= day <= run.last), "")
            segment = Segment(day, following - DAY, None if reason else span.terms, reason)
            if found and (found[-1].terms, found[-1].reason) == (segment.terms, reason):
                found[-1] = replace(found[-1], last=segment.last)
            else:
                found.append(segment)
    return tuple(found)


def row_amount(base: Decimal, days: int, terms: Terms, currency: str) -> Decimal:
    """What `days` days cost on `base`: exact, then rounded half up once to the minor unit.

    >>> key_rate = Terms(percent=Decimal("15.00"), per="year", year_days=365)
    >>> row_amount(Decimal("100000.00"), 45, key_rate, "RUB")
    Decimal('1849.32')
    """
    share = terms.share
    percent_days = _WIDE.multiply(terms.percent, days * share.numerator)
    exact = _WIDE.divide(_WIDE.multiply(base, percent_days), 100 * share.denominator)
    return round_half_up(exact, currency)
