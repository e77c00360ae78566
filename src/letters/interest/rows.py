"""What late payment costs: every row of the calculation, and sums of nothing but those rows.

    row   = base x days x rate, rounded half up to the minor unit
    total = sum of the rows of a document, at most its cap, less what payments covered of it

A court repeats each row by hand; so rows are the result, and every sum is made of them.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from letters.errors import Problem
from letters.interest.segments import ZERO
from letters.law.late_payment import Terms
from letters.model.entry import Entry

Regime = Literal["contract_penalty", "statutory_interest", "none"]


@dataclass(frozen=True, slots=True)
class AccrualRow:
    """One printed row: `amount` for `document` from `first` to `last` on `base`."""

    document: Entry
    first: date
    last: date
    base: Decimal
    terms: Terms
    amount: Decimal

    @property
    def days(self) -> int:
        """Both ends included."""
        return (self.last - self.first).days + 1

    @property
    def source(self) -> str:
        """Who published the rate; empty for a rate of the contract or of the statute itself."""
        return self.terms.rate.source if self.terms.rate else ""

    @property
    def assumed_from(self) -> date | None:
        """The first day of the row whose rate is assumed, not known."""
        day = self.terms.assumed_from
        return max(day, self.first) if day and day <= self.last else None

    def as_json(self) -> dict[str, object]:
        """The row as `--json` prints it.

        amount = base x days x rate_percent / 100, x rate_fraction and / year_days where they stand.
        """
        terms = self.terms
        return {
            "document": self.document.number,
            "from": self.first.isoformat(),
            "to": self.last.isoformat(),
            "days": self.days,
            "base": str(self.base),
            "rate_percent": format(terms.percent, "f"),
            "rate_per": terms.per,
            "year_days": terms.year_days,
            "rate_fraction": str(terms.fraction) if terms.fraction else None,
            "published_rate": format(terms.rate.percent, "f") if terms.rate else None,
            "source": self.source or None,
            "amount": str(self.amount),
        }


@dataclass(frozen=True, slots=True)
class ExcludedRow:
    """Days on which `base` was overdue and bore nothing by law (`reason`)."""

    document: Entry
    first: date
    last: date
    base: Decimal
    reason: str

    @property
    def days(self) -> int:
        """Both ends included."""
        return (self.last - self.first).days + 1

    def as_json(self) -> dict[str, object]:
        """The row as `--json` prints it."""
        return {
            "document": self.document.number,
            "from": self.first.isoformat(),
            "to": self.last.isoformat(),
            "days": self.days,
            "base": str(self.base),
            "reason": self.reason,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentAccrual:
    """A document that was overdue on some day through the as-of date.

    `principal` is what is owed of it after the as-of date; `paid` is how much of the interest
    payments have covered (interest before principal alone); `cap` limits the sum of its rows.
    """

    document: Entry
    principal: Decimal
    rows: tuple[AccrualRow, ...]
    excluded: tuple[ExcludedRow, ...] = ()
    cap: Decimal | None = None
    paid: Decimal = ZERO

    @property
    def uncapped(self) -> Decimal:
        """Sum of the rows."""
        return sum((row.amount for row in self.rows), ZERO)

    @property
    def is_capped(self) -> bool:
        """Whether the cap is reached: then nothing accrues any more."""
        return self.cap is not None and self.uncapped >= self.cap

    @property
    def total(self) -> Decimal:
        """What may still be claimed beside the principal."""
        due = self.uncapped if self.cap is None else min(self.uncapped, self.cap)
        return due - self.paid


@dataclass(frozen=True, slots=True, kw_only=True)
class Accrual:
    """The calculation for one contract: documents with their rows, the earliest due first.

    `basis` names the rule inside the regime (`art395`, `lpr_at_breach`, `penalty_per_day`, ...).
    `costs` are fixed collection costs (ES), not part of `total`. `daily` is what each further day
    costs at the terms of the last one.
    """

    regime: Regime
    basis: str
    documents: tuple[DocumentAccrual, ...]
    costs: Decimal
    daily: Decimal
    interest_first: bool
    warnings: tuple[Problem, ...] = ()

    @property
    def rows(self) -> tuple[AccrualRow, ...]:
        """All printed rows."""
        return tuple(row for part in self.documents for row in part.rows)

    @property
    def excluded(self) -> tuple[ExcludedRow, ...]:
        """All runs of days that bear nothing by law."""
        return tuple(row for part in self.documents for row in part.excluded)

    @property
    def principal(self) -> Decimal:
        """What is owed of the overdue documents themselves."""
        return sum((part.principal for part in self.documents), ZERO)

    @property
    def uncapped(self) -> Decimal:
        """Sum of all rows."""
        return sum((part.uncapped for part in self.documents), ZERO)

    @property
    def cap(self) -> Decimal | None:
        """Sum of the caps of the documents, each of which holds for itself."""
        caps = [part.cap for part in self.documents if part.cap is not None]
        return sum(caps, ZERO) if caps else None

    @property
    def paid(self) -> Decimal:
        """How much of the interest payments have covered."""
        return sum((part.paid for part in self.documents), ZERO)

    @property
    def total(self) -> Decimal:
        """What may be claimed beside principal and costs."""
        return sum((part.total for part in self.documents), ZERO)

    @property
    def assumed_from(self) -> date | None:
        """The first day whose rate is assumed, not known; the letter must say so."""
        days = [row.assumed_from for row in self.rows if row.assumed_from]
        return min(days, default=None)

    def as_json(self) -> dict[str, object]:
        """The field `accrual` of a demand letter's `--json` line."""
        return {
            "regime": self.regime,
            "basis": self.basis,
            "rows": [row.as_json() for row in self.rows],
            "excluded": [row.as_json() for row in self.excluded],
            "uncapped": str(self.uncapped),
            "cap": None if self.cap is None else str(self.cap),
            "paid": str(self.paid),
            "total": str(self.total),
            "assumed_from": self.assumed_from.isoformat() if self.assumed_from else None,
        }
