"""What proves a foreign file whole: running balances and totals against the rows themselves."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from letters.errors import N_
from letters.model.origin import Origin
from letters.reading.foreign.found import Control

TURNOVER_DEBIT = N_("turnover, debit")
TURNOVER_CREDIT = N_("turnover, credit")
OPENING = N_("opening balance")
CLOSING = N_("closing balance")


@dataclass(frozen=True, slots=True)
class Step:
    """A row in a column of balances: what it adds, and the balance after it if one is printed."""

    origin: Origin
    effect: Decimal
    stated: Decimal | None


def chained(steps: Sequence[Step], opening: Decimal | None = None) -> Control | None:
    """The first row whose balance is not the one before it and its own effect; else the last.

    Without an opening balance the first printed one is believed. None where no balance is printed.
    """
    last = None
    balance = opening
    for step in steps:
        if balance is not None:
            balance += step.effect
        if step.stated is None:
            continue
        if balance is None:
            balance = step.stated
        last = Control(CLOSING, step.stated, balance, step.origin)
        if step.stated != balance:
            return last
    return last


def implied_opening(steps: Sequence[Step]) -> Decimal | None:
    """The balance before the first row, by the first balance that is printed."""
    before = Decimal(0)
    for step in steps:
        before += step.effect
        if step.stated is not None:
            return step.stated - before
    return None


def holds(control: Control) -> bool:
    """Whether a total is what its rows add up to."""
    return control.stated == control.computed


def total_control(
    name: str, stated: Decimal, candidates: Iterable[Decimal], origin: Origin
) -> Control:
    """A total of a range that the file does not name (月, 小计): it must be one of `candidates`.

    The first is the one it is compared with when none of them fits.
    """
    sums = list(candidates)
    return Control(name, stated, stated if stated in sums else sums[0], origin)
