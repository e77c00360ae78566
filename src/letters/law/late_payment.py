"""Late payment under a law: what a day of delay costs, and which days cost nothing.

Each jurisdiction has one class that answers the questions of `LatePayment`; its fields are the
options of `[law.XX]` in letters.toml, checked once. Days are always given as runs with both ends
included. Nothing here knows an amount of money: that is the business of `letters.interest`.
"""

from calendar import isleap
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Literal, Protocol

from letters.errors import N_, Problem, Refused, UsageError
from letters.law.rates import Rate, RateTable
from letters.model.contract import Contract
from letters.model.entry import Entry
from letters.model.party import Party

Rates = Mapping[str, RateTable]
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What a day of delay costs: `percent` of the base `per` day or year.

    A rate a year is divided by `year_days`. `fraction` is the part of the published rate that
    each day bears (1/300 of the key rate); then `per` is `day`. `rate` is the published rate
    behind `percent`, from the table `table`; both are empty for a rate of the contract.
    `assumed_from` is the first day on which that rate is assumed, not known. `period` sets apart
    runs that the law keeps as rows of their own although nothing changes (Spain's half-years).
    """

    percent: Decimal
    per: Literal["day", "year"]
    year_days: int | None = None
    fraction: Fraction | None = None
    period: date | None = None
    table: str = field(default="", compare=False)
    rate: Rate | None = field(default=None, compare=False)
    assumed_from: date | None = field(default=None, compare=False)

    @property
    def share(self) -> Fraction:
        """The part of `percent` that one day bears: 1, 1/365, 1/300.

        >>> Terms(percent=Decimal("14.60"), per="year", year_days=365).share
        Fraction(1, 365)
        """
        return self.fraction or Fraction(1, self.year_days or 1)


@dataclass(frozen=True, slots=True)
class Span:
    """A run of days under the same terms."""

    first: date
    last: date
    terms: Terms


@dataclass(frozen=True, slots=True)
class Exclusion:
    """A run of days that bear nothing; `reason` is a stable name for it."""

    first: date
    last: date
    reason: str


class LatePayment(Protocol):
    """What a jurisdiction says about late payment, with its options decided."""

    @property
    def basis(self) -> str:
        """A stable name of the statutory regime, by which a letter finds its grounds."""

    @property
    def interest_first(self) -> bool:
        """Whether a payment covers the accrued interest before the principal."""

    @property
    def key_rate(self) -> str:
        """The table that a contract's part of the key rate refers to; empty where none is."""

    @property
    def euros_per_invoice(self) -> Decimal:
        """The fixed compensation for collection costs, in euros for each overdue invoice."""

    def year_days(self, day: date) -> int:
        """Length of the year by which an annual rate is divided on that day."""

    def statutory(
        self, entry: Entry, breach: date, first: date, last: date, rates: Rates
    ) -> tuple[Span, ...]:
        """The statutory terms over `first`..`last` of a document first overdue on `breach`.

        DataError where a table has no rate; Refused where the regime did not exist yet.
        """

    def exclusions(self, entry: Entry) -> tuple[Exclusion, ...]:
        """The days on which a debt from this document bears neither interest nor penalty."""

    def objections(self, contract: Contract, debtor: Party) -> tuple[Problem, ...]:
        """Why the statutory regime does not fit (errors), or not as a whole (warnings)."""


def spans(
    first: date, last: date, starts: Iterable[date], terms_on: Callable[[date], Terms]
) -> tuple[Span, ...]:
    """`first`..`last` cut at `starts`, the only days on which the terms may change.

    Neighbours may have equal terms; what is printed is joined later, with everything else.
    """
    days = sorted({first, *(day for day in starts if first < day <= last)})
    ends = [*(day - DAY for day in days[1:]), last]
    return tuple(Span(day, end, terms_on(day)) for day, end in zip(days, ends, strict=True))


def rate_spans(
    table: RateTable,
    first: date,
    last: date,
    starts: Iterable[date],
    terms_on: Callable[[Rate, date], Terms],
) -> tuple[Span, ...]:
    """`first`..`last` by the rates of a table, and by `starts`; DataError for unknown days."""
    table.rate_on(last)
    changes = [row.date_from for row in table.rows]
    return spans(first, last, [*changes, *starts], lambda day: terms_on(table.rate_on(day), day))


def new_years(first: date, last: date) -> list[date]:
    """Each 1 January after `first`, through `last`."""
    return [date(year, 1, 1) for year in range(first.year + 1, last.year + 1)]


def calendar_year_days(day: date) -> int:
    """365 or 366, as many days as the calendar year of `day` has."""
    return 366 if isleap(day.year) else 365


def refuse_before(start: date, first: date, entry: Entry, message: str, hint: str) -> None:
    """Refuse a document that is overdue from `first` on where the regime begins on `start`.

    `message` may name the document's `{number}` and the days `{first}` to `{last}`.
    """
    if first < start:
        problem = entry.origin.problem(
            "due_date",
            "interest.before_regime",
            message,
            hint,
            number=entry.number,
            first=first.isoformat(),
            last=(start - DAY).isoformat(),
        )
        raise Refused((problem,))


@dataclass(frozen=True, slots=True)
class Options:
    """The options of `[law.XX]` as given, typed (TOML) or as text (YAML); UsageError at fault."""

    law: str
    given: Mapping[str, object]
    known: Collection[str]

    def __post_init__(self) -> None:
        for name in self.given:
            if name not in self.known:
                raise UsageError(
                    N_("[law.{law}] has no option {name}"),
                    N_("use one of these: {names}"),
                    law=self.law,
                    name=name,
                    names=", ".join(self.known),
                )

    def choice(self, name: str, *choices: str) -> str:
        """One of `choices`; the first is meant where nothing is given."""
        value = str(self.given.get(name, choices[0]))
        if value.lower() not in choices:
            raise self.unfit(name, N_("use one of these: {wanted}"), ", ".join(choices))
        return value.lower()

    def number(self, name: str, default: str, low: str, high: str) -> Decimal:
        """An exact number from `low` to `high`; a float has no exact value and is refused."""
        value = self.given.get(name, default)
        try:
            number = Decimal(value) if isinstance(value, str | int | Decimal) else Decimal("NaN")
            fits = Decimal(low) <= number <= Decimal(high)
        except InvalidOperation:  # no number, or not a number
            fits = False
        if not fits:
            raise self.unfit(name, N_("use a number in quotes, in {wanted}"), f"{low}..{high}")
        return number

    def unfit(self, name: str, hint: str, wanted: str) -> UsageError:
        """The error that the value of an option cannot be used."""
        return UsageError(
            N_("[law.{law}] {name}: “{value}” cannot be used"),
            hint,
            law=self.law,
            name=name,
            value=str(self.given[name]),
            wanted=wanted,
        )
