"""Late payment under Spanish law: Ley 3/2004 between businesses, EUR 40 for each overdue invoice.

Sources: Ley 3/2004 art. 2 and 3 (businesses and administrations, no consumers), 7 (rate of the
half-year), 8 (EUR 40 an invoice; CJEU C-585/20); art. 60 CCom (the year has 365 days in all
computations); art. 1173 CC (interest before capital). One row an invoice and half-year is our
convention, so that each row names the resolution of its rate.
"""

# ruff: noqa: ARG002 - every law is asked the same questions

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import ClassVar, Self

from letters.errors import N_, Problem
from letters.law.late_payment import (
    Exclusion,
    Options,
    Rates,
    Span,
    Terms,
    rate_spans,
    refuse_before,
)
from letters.law.rates import Rate
from letters.model.contract import Contract
from letters.model.entry import Entry
from letters.model.party import Party

IN_FORCE_SINCE = date(2004, 12, 31)


@dataclass(frozen=True, slots=True)
class SpanishLatePayment:
    """`interest_first` follows art. 1173 CC; commercial custom lowers the capital."""

    interest_first: bool = False
    basis: ClassVar[str] = "ley3_2004"
    key_rate: ClassVar[str] = ""
    euros_per_invoice: ClassVar[Decimal] = Decimal("40.00")  # art. 8.1

    @classmethod
    def from_options(cls, options: Mapping[str, object]) -> Self:
        """Spanish law with the options of `[law.ES]`: `payments` (principal_first, interest_first).

        >>> SpanishLatePayment.from_options({"payments": "interest_first"})
        SpanishLatePayment(interest_first=True)
        """
        given = Options("ES", options, ("payments",))
        order = given.choice("payments", "principal_first", "interest_first")
        return cls(order == "interest_first")

    def year_days(self, day: date) -> int:
        """365, in leap years too."""
        return 365

    def statutory(
        self,
        entry: Entry,
        breach: date,
        first: date,
        last: date,
        rates: Rates,
    ) -> tuple[Span, ...]:
        """The rate of each half-year, a span each even where the rate stays the same."""
        refuse_before(
            IN_FORCE_SINCE,
            first,
            entry,
            N_("{number} is overdue from {first}, and Ley 3/2004 begins after {last}"),
            N_("calculate those days apart"),
        )
        table = rates["es_late_rate"]
        years = range(first.year, last.year + 1)
        halves = [date(year, month, 1) for year in years for month in (1, 7)]

        def terms(rate: Rate, day: date) -> Terms:
            half = day.replace(month=1 if day.month <= 6 else 7, day=1)
            return Terms(
                percent=rate.percent,
                per="year",
                year_days=365,
                period=max(half, rate.date_from),
                table=table.name,
                rate=rate,
                assumed_from=table.assumed_from,
            )

        return rate_spans(table, first, last, halves, terms)

    def exclusions(self, entry: Entry) -> tuple[Exclusion, ...]:
        """None."""
        return ()

    def objections(self, contract: Contract, debtor: Party) -> tuple[Problem, ...]:
        """A consumer is an error (art. 3.2); a currency other than the euro loses the EUR 40."""
        found = []
        if debtor.kind == "person":
            found.append(
                debtor.origin.problem(
                    "kind",
                    "interest.consumer",
                    N_("{party} is a consumer, to whom Ley 3/2004 does not apply"),
                    N_("correct the kind of the party, or enter the rate that the contract agrees"),
                    party=debtor.id,
                )
            )
        if contract.currency != "EUR":
            found.append(
                contract.origin.problem(
                    "currency",
                    "interest.no_costs",
                    N_("the EUR 40 an invoice of Ley 3/2004 are not added to a debt in {currency}"),
                    severity="warning",
                    currency=contract.currency,
                )
            )
        return tuple(found)
