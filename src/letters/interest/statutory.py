"""The statutory regime of a law applied to a debt: whether it fits, and what it adds."""

from collections.abc import Iterable
from decimal import Decimal

from letters.errors import N_, Problem, Refused
from letters.interest.segments import ZERO
from letters.law.late_payment import LatePayment
from letters.law.rates import Rate
from letters.model.contract import Contract
from letters.model.entry import Entry
from letters.model.party import Party


def statutory_warnings(law: LatePayment, contract: Contract, debtor: Party) -> tuple[Problem, ...]:
    """What the law remarks on this contract and debtor; Refused where it does not apply."""
    found = law.objections(contract, debtor)
    if errors := tuple(problem for problem in found if problem.severity == "error"):
        raise Refused(errors)
    return found


def collection_costs(law: LatePayment, currency: str, overdue: Iterable[Entry]) -> Decimal:
    """The fixed compensation for each overdue invoice (ES: EUR 40), in euros alone.

    An opening balance or a correction is no invoice.
    """
    invoices = sum(entry.kind == "shipment" for entry in overdue)
    return law.euros_per_invoice * invoices if currency == "EUR" else ZERO


def unconfirmed_rates(used: Iterable[Rate]) -> tuple[Problem, ...]:
    """A warning for each rate whose source says that no official text was seen: `(?)`."""
    doubtful = {rate.date_from: rate for rate in used if rate.source.startswith("(?)")}
    return tuple(
        rate.origin.problem(
            "rate_percent",
            "rates.unconfirmed",
            N_("the rate {percent} from {day} on is not confirmed by an official text"),
            N_("check it, and add it to the folder rates with its source"),
            severity="warning",
            percent=str(rate.percent),
            day=day.isoformat(),
        )
        for day, rate in sorted(doubtful.items())
    )
