"""Late payment under Chinese law: the one-year LPR with a surcharge, or 0.05 % a day for SMEs.

Sources: 买卖合同解释 (2020 revision) 18(4): the benchmark rate for overdue loans before 2019-08-20,
the LPR 「违约行为发生时」 with a surcharge of 30-50 % from then on; 保障中小企业款项支付条例 17
(15 in the version of 2020-09-01): 日万分之五. That a delay over 2019-08-20 changes from the
benchmark to the LPR on that day, and that some claims follow every fixing, is practice, not
statute (?).
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
    refuse_before,
    spans,
)
from letters.model.contract import Contract
from letters.model.entry import Entry
from letters.model.party import Party

LPR_SINCE = date(2019, 8, 20)
LEAST_MULTIPLIER = Decimal("1.3")
SME_RATE_SINCE = date(2020, 9, 1)
SME_PERCENT_A_DAY = Decimal("0.05")


@dataclass(frozen=True, slots=True)
class ChineseLatePayment:
    """`basis`: `lpr_at_breach` (one LPR, fixed), `lpr_floating` (each day's), `sme_daily`.

    `multiplier` is 1 and the surcharge (1.5 for 加计50%); `year` the days of a year, 365 unless the
    contract says 360; `interest_first` follows 民法典 561. The ledger knows no costs of realising
    the claim, which 561 puts before interest. Whether 违约金 is interest there is disputed (?).
    """

    basis: str = "lpr_at_breach"
    multiplier: Decimal = Decimal("1.5")
    year: int = 365
    interest_first: bool = False
    key_rate: ClassVar[str] = ""
    euros_per_invoice: ClassVar[Decimal] = Decimal(0)

    @classmethod
    def from_options(cls, options: Mapping[str, object]) -> Self:
        """Chinese law with the options of `[law.CN]`.

        `statutory`, `lpr_multiplier` (“1.5”; from 1.3 to 1.5, or 1 for no surcharge), `year_days`
        (365 or 360), `payments` (`principal_first` or `art561`). A multiplier beside `sme_daily`,
        which has none, is refused rather than ignored.

        >>> ChineseLatePayment.from_options({"lpr_multiplier": "1.3"}).multiplier
        Decimal('1.3')
        """
        given = Options("CN", options, ("statutory", "lpr_multiplier", "year_days", "payments"))
        basis = given.choice("statutory", "lpr_at_breach", "lpr_floating", "sme_daily")
        if basis == "sme_daily" and "lpr_multiplier" in options:
            raise given.unfit(
                "lpr_multiplier", N_("delete it, or choose {wanted}"), "lpr_at_breach, lpr_floating"
            )
        multiplier = given.number("lpr_multiplier", "1.5", "1", "1.5")
        if 1 < multiplier < LEAST_MULTIPLIER:
            wanted = f"{LEAST_MULTIPLIER}..1.5"
            raise given.unfit("lpr_multiplier", N_("use a number in quotes, in {wanted}"), wanted)
        return cls(
            basis=basis,
            multiplier=multiplier,
            year=int(given.choice("year_days", "365", "360")),
            interest_first=given.choice("payments", "principal_first", "art561") == "art561",
        )

    def year_days(self, day: date) -> int:
        """365 in leap years too; 360 where the option says so."""
        return self.year

    def statutory(
        self, entry: Entry, breach: date, first: date, last: date, rates: Rates
    ) -> tuple[Span, ...]:
        """The surcharged rate fixed on the breach, that of each day, or 0.05 % a day."""
        if self.basis == "sme_daily":
            refuse_before(
                SME_RATE_SINCE,
                first,
                entry,
                N_("{number} is overdue from {first}, and sme_daily begins after {last}"),
                N_('use [law.CN] statutory = "lpr_at_breach"'),
            )
            return (Span(first, last, Terms(percent=SME_PERCENT_A_DAY, per="day")),)
        is_floating = self.basis == "lpr_floating"
        lpr, benchmark = rates["cn_lpr_1y"], rates["cn_pboc_benchmark_1y"]

        def terms(day: date) -> Terms:
            table = lpr if day >= LPR_SINCE else benchmark
            fixed_on = max(breach, LPR_SINCE) if day >= LPR_SINCE else breach
            rate = table.rate_on(day if is_floating else fixed_on)
            assumed_from = table.assumed_from
            if assumed_from and not is_floating:
                assumed_from = fixed_on if fixed_on >= assumed_from else None
            return Terms(
                percent=rate.percent * self.multiplier,
                per="year",
                year_days=self.year,
                table=table.name,
                rate=rate,
                assumed_from=assumed_from,
            )

        terms(last)  # refuses a day that nobody knows a rate for
        changes = [row.date_from for table in (benchmark, lpr) for row in table.rows]
        return spans(first, last, [LPR_SINCE, *changes], terms)

    def exclusions(self, entry: Entry) -> tuple[Exclusion, ...]:
        """None."""
        return ()

    def objections(self, contract: Contract, debtor: Party) -> tuple[Problem, ...]:
        """条例 17 binds authorities, public institutions and large enterprises alone."""
        if self.basis == "sme_daily" and debtor.kind in {"person", "sole_trader"}:
            return (
                debtor.origin.problem(
                    "kind",
                    "interest.not_large",
                    N_("{party} is no authority and no large enterprise: sme_daily does not apply"),
                    N_('use [law.CN] statutory = "lpr_at_breach"'),
                    party=debtor.id,
                ),
            )
        return ()
