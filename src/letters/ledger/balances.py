"""Opening balance, turnovers and closing balance of a period; positive: the debtor owes us."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from letters.model.entry import Entry
from letters.model.period import Period

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Movement:
    """One line of a statement: exactly one of `debit` and `credit` is not zero (both positive)."""

    entry: Entry
    debit: Decimal
    credit: Decimal
    balance: Decimal


@dataclass(frozen=True, slots=True)
class Statement:
    """opening + debit turnover - credit turnover = closing, for a period with both ends."""

    period: Period
    opening: Decimal
    rows: tuple[Movement, ...]

    @property
    def debit_turnover(self) -> Decimal:
        """What the debtor was charged within the period."""
        return sum((row.debit for row in self.rows), ZERO)

    @property
    def credit_turnover(self) -> Decimal:
        """What lowered the debt within the period."""
        return sum((row.credit for row in self.rows), ZERO)

    @property
    def closing(self) -> Decimal:
        """The balance at the end of the last day; the next period opens with it."""
        return self.rows[-1].balance if self.rows else self.opening


def effective_date(entry: Entry) -> date:
    """The day whose evening first shows the entry.

    An `opening` entry is the balance at the start of its day, so it belongs to the evening
    before: a period that starts on that day opens with it.
    """
    return entry.date - timedelta(days=1) if entry.kind == "opening" else entry.date


def statement(entries: Iterable[Entry], period: Period) -> Statement:
    """The movements of one contract (one currency) in a period; later entries do not exist.

    Rows stand by date, then debit before credit, then in the order of the ledger.
    """
    opening = ZERO
    inside: list[Entry] = []
    for entry in entries:
        day = effective_date(entry)
        if day < period.first:
            opening += entry.effect
        elif day <= period.last:
            inside.append(entry)
    inside.sort(key=lambda item: (effective_date(item), item.effect < 0))
    rows = []
    balance = opening
    for entry in inside:
        effect = entry.effect
        balance += effect
        rows.append(Movement(entry, max(effect, ZERO), max(-effect, ZERO), balance))
    return Statement(period, opening, tuple(rows))


def balance_on(entries: Iterable[Entry], day: date) -> Decimal:
    """The balance of one contract at the end of `day`."""
    return sum((entry.effect for entry in entries if effective_date(entry) <= day), ZERO)
