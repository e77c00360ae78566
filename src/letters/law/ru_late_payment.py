"""Late payment under Russian law: ст. 395 ГК at the key rate, and the moratorium of 2022.

Sources: ст. 395 ГК in force from 1 August 2016 (key rate of the Bank of Russia); the days of a
calendar year, 365 or 366, as in the published calculations that the tests repeat; ППРФ of
28.03.2022 № 497 with ППВС 44 of 24.12.2020, п. 7 (moratorium).
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
    calendar_year_days,
    new_years,
    rate_spans,
    refuse_before,
)
from letters.law.rates import Rate
from letters.model.contract import Contract
from letters.model.entry import Entry
from letters.model.party import Party

KEY_RATE_SINCE = date(2016, 8, 1)
MORATORIUM_2022 = Exclusion(date(2022, 4, 1), date(2022, 10, 1), "moratorium_2022")


@dataclass(frozen=True, slots=True)
class RussianLatePayment:
    """Whether the moratorium of 2022 covers the debtor: not one who publicly waived it."""

    moratorium_2022: bool = True
    basis: ClassVar[str] = "art395"
    interest_first: ClassVar[bool] = False  # ст. 319 ГК, ППВС 54 п. 37: principal comes first
    key_rate: ClassVar[str] = "ru_key_rate"
    euros_per_invoice: ClassVar[Decimal] = Decimal(0)

    @classmethod
    def from_options(cls, options: Mapping[str, object]) -> Self:
        """Russian law with the options of `[law.RU]`: `moratorium_2022` (true).

        >>> RussianLatePayment.from_options({"moratorium_2022": False})
        RussianLatePayment(moratorium_2022=False)
        """
        given = Options("RU", options, ("moratorium_2022",))
        return cls(given.choice("moratorium_2022", "true", "false") == "true")

    def year_days(self, day: date) -> int:
        """365 or 366 by the calendar year of the day."""
        return calendar_year_days(day)

    def statutory(
        self,
        entry: Entry,
        breach: date,
        first: date,
        last: date,
        rates: Rates,
    ) -> tuple[Span, ...]:
        """The key rate of each day; Refused before 1 August 2016.

        Until then average deposit rates of the creditor's federal district applied, and only one
        district's are collected: the key rate never stands in for them.
        """
        refuse_before(
            KEY_RATE_SINCE,
            first,
            entry,
            N_(
                "{number} is overdue from {first}, and letters knows no rates of art. 395 of the "
                "Russian Civil Code through {last}"
            ),
            N_("calculate those days apart, by the rates of the creditor's federal district"),
        )
        table = rates[self.key_rate]

        def terms(rate: Rate, day: date) -> Terms:
            return Terms(
                percent=rate.percent,
                per="year",
                year_days=calendar_year_days(day),
                table=table.name,
                rate=rate,
                assumed_from=table.assumed_from,
            )

        return rate_spans(table, first, last, new_years(first, last), terms)

    def exclusions(self, entry: Entry) -> tuple[Exclusion, ...]:
        """1 April to 1 October 2022 for debts that arose (were delivered) before it."""
        arose = entry.delivery_date or entry.date
        if self.moratorium_2022 and arose < MORATORIUM_2022.first:
            return (MORATORIUM_2022,)
        return ()

    def objections(self, contract: Contract, debtor: Party) -> tuple[Problem, ...]:
        """None: ст. 395 ГК applies to every money debt."""
        return ()
