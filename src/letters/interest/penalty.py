"""The penalty that the contract agrees for late payment (неустойка, 违约金, interés pactado).

Percent of the outstanding amount a day or a year, or a part of the key rate for each day; limited,
where the contract says so, to a percentage of the amount first overdue, a document each. A contract
with a penalty leaves no room for the statutory regime (ст. 395 п. 4 ГК; 买卖合同解释 18(4); art. 7
Ley 3/2004).
"""

from datetime import date
from decimal import Decimal
from functools import partial

from letters.errors import N_, Refused
from letters.law.late_payment import LatePayment, Rates, Span, Terms, new_years, rate_spans, spans
from letters.law.rates import Rate, RateTable
from letters.model.contract import Contract
from letters.model.money import round_half_up


def has_penalty(contract: Contract) -> bool:
    """Whether the contract agrees what late payment costs."""
    return contract.penalty_percent is not None or contract.penalty_of_key_rate is not None


def penalty_basis(contract: Contract, law: LatePayment) -> str:
    """`penalty_per_day`, `penalty_per_year`, `penalty_of_key_rate`; empty where none is agreed.

    Refused where the law has no key rate of which a part could be agreed.
    """
    if contract.penalty_of_key_rate is None:
        return f"penalty_per_{contract.penalty_per}" if has_penalty(contract) else ""
    if not law.key_rate:
        problem = contract.origin.problem(
            "penalty_of_key_rate",
            "interest.no_key_rate",
            N_("a penalty in parts of the key rate needs Russian law, not that of {jurisdiction}"),
            N_("enter the penalty as penalty_percent, or correct the jurisdiction"),
            jurisdiction=contract.jurisdiction,
        )
        raise Refused((problem,))
    return "penalty_of_key_rate"


def penalty_spans(
    contract: Contract, law: LatePayment, first: date, last: date, rates: Rates
) -> tuple[Span, ...]:
    """The agreed terms over `first`..`last`.

    A part of the key rate follows the rate of each day (DataError where it is not known). A rate a
    year is divided by the year of the law.
    """
    percent = contract.penalty_percent or Decimal(0)
    if contract.penalty_of_key_rate is not None:
        table = rates[law.key_rate]
        return rate_spans(table, first, last, (), partial(_of_key_rate, contract, table))
    if contract.penalty_per == "day":
        return (Span(first, last, Terms(percent=percent, per="day")),)
    return spans(
        first,
        last,
        new_years(first, last),
        lambda day: Terms(percent=percent, per="year", year_days=law.year_days(day)),
    )


def _of_key_rate(contract: Contract, table: RateTable, rate: Rate, _: date) -> Terms:
    return Terms(
        percent=rate.percent,
        per="day",
        fraction=contract.penalty_of_key_rate,
        table=table.name,
        rate=rate,
        assumed_from=table.assumed_from,
    )


def penalty_cap(contract: Contract, first_overdue: Decimal) -> Decimal | None:
    """The most that one document can cost, in the currency; None where nothing limits it."""
    if contract.penalty_cap_percent is None or not has_penalty(contract):
        return None
    return round_half_up(first_overdue * contract.penalty_cap_percent / 100, contract.currency)
