"""Late payment of the documents of one contract, calculated row by row.

Each document is walked from the day after its due date; whatever changes it closes the days before.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from letters.errors import Problem, Refused
from letters.interest.penalty import has_penalty, penalty_basis, penalty_cap, penalty_spans
from letters.interest.rows import Accrual, AccrualRow, DocumentAccrual, ExcludedRow
from letters.interest.segments import ZERO, Debt, Movement, cut, movements, row_amount
from letters.interest.statutory import collection_costs, statutory_warnings, unconfirmed_rates
from letters.law import law_for
from letters.law.late_payment import DAY, LatePayment, Rates, Span, Terms
from letters.model.contract import Contract
from letters.model.entry import Entry
from letters.model.party import Party


def accrue(
    documents: Iterable[Debt],
    contract: Contract,
    *,
    debtor: Party,
    as_of: date,
    options: Mapping[str, object],
    rates: Rates,
) -> Accrual:
    """The penalty of the contract, or else the statutory interest of its law, through `as_of`.

    `documents` are those of the contract, in any order; one that was paid late bears for the days
    that it was late. `options` are those of `[law.XX]`, `rates` all rate tables by name.

    Raises Refused with all findings (consumer, days before the regime, key rate under another
    law), UsageError for an option, DataError for days for which no rate is known.
    """
    law = law_for(contract.jurisdiction).late_payment(options)
    basis = penalty_basis(contract, law)
    overdue: list[DocumentAccrual] = []
    problems: list[Problem] = []
    for debt in sorted(documents, key=_by_due_date):
        try:
            part = _accrue(debt, contract, law, as_of, rates)
        except Refused as refused:
            problems += refused.problems
        else:
            overdue += [part] if part else []
    if problems:
        raise Refused(tuple(problems))
    is_statutory = bool(overdue) and not basis
    warnings = statutory_warnings(law, contract, debtor) if is_statutory else ()
    used = [row.terms.rate for part in overdue for row in part.rows if row.terms.rate]
    entries = [part.document for part in overdue]
    return Accrual(
        regime="statutory_interest" if is_statutory else "contract_penalty" if overdue else "none",
        basis=basis or law.basis,
        documents=tuple(overdue),
        costs=collection_costs(law, contract.currency, entries) if is_statutory else ZERO,
        daily=_daily(overdue, as_of, contract.currency),
        interest_first=law.interest_first,
        warnings=(*warnings, *unconfirmed_rates(used)),
    )


def _by_due_date(debt: Debt) -> tuple[date, date, str]:
    return debt.due_date or date.max, debt.entry.date, debt.entry.number


def _daily(overdue: Iterable[DocumentAccrual], as_of: date, currency: str) -> Decimal:
    """What the day after `as_of` costs at the terms of `as_of`; a document at its cap: nothing."""
    bearing: dict[Terms, Decimal] = {}
    for part in overdue:
        last = part.rows[-1] if part.rows else None
        if last and last.last == as_of and not part.is_capped:
            bearing[last.terms] = bearing.get(last.terms, ZERO) + part.principal
    return sum((row_amount(base, 1, terms, currency) for terms, base in bearing.items()), ZERO)


def _accrue(
    debt: Debt, contract: Contract, law: LatePayment, as_of: date, rates: Rates
) -> DocumentAccrual | None:
    """One document through `as_of`; None if it was never overdue."""
    if debt.due_date is None or debt.entry.date > as_of:
        return None
    meter = _Meter(debt.entry, contract, law, rates, debt.due_date + DAY)
    for movement in movements(debt, as_of):
        if movement.paid != movement.other or (law.interest_first and movement.paid):
            meter.run_through(movement.day)
            meter.apply(movement)
    meter.run_through(as_of)
    return meter.reading() if meter.breach else None


@dataclass(slots=True)
class _Meter:
    """A document while its days are walked: what is owed of it, and what the days have cost."""

    entry: Entry
    contract: Contract
    law: LatePayment
    rates: Rates
    next_day: date
    balance: Decimal = field(init=False)
    breach: date | None = None
    cap: Decimal | None = None
    paid: Decimal = ZERO
    rows: list[AccrualRow] = field(default_factory=list)
    excluded: list[ExcludedRow] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.balance = self.entry.amount

    def run_through(self, last: date) -> None:
        """Charge the days from `next_day` to `last` on the balance as it stands."""
        first = self.next_day
        if last < first:
            return
        self.next_day = last + DAY
        if self.balance <= 0:
            return
        if self.breach is None:
            self.breach = first
            self.cap = penalty_cap(self.contract, self.balance)
        exclusions = self.law.exclusions(self.entry)
        for segment in cut(self._spans(self.breach, first, last), exclusions):
            run = (self.entry, segment.first, segment.last, self.balance)
            if segment.terms is None:
                self.excluded.append(ExcludedRow(*run, segment.reason))
            else:
                amount = row_amount(
                    self.balance, segment.days, segment.terms, self.contract.currency
                )
                self.rows.append(AccrualRow(*run, segment.terms, amount))

    def apply(self, movement: Movement) -> None:
        """Let the entries of a day change the balance; money may have to cover interest first."""
        covered = ZERO
        if self.law.interest_first:
            covered = min(movement.paid, self.reading().total)
        self.paid += covered
        self.balance += movement.other - (movement.paid - covered)

    def reading(self) -> DocumentAccrual:
        """The document as it stands."""
        return DocumentAccrual(
            document=self.entry,
            principal=self.balance,
            rows=tuple(self.rows),
            excluded=tuple(self.excluded),
            cap=self.cap,
            paid=self.paid,
        )

    def _spans(self, breach: date, first: date, last: date) -> tuple[Span, ...]:
        if has_penalty(self.contract):
            return penalty_spans(self.contract, self.law, first, last, self.rates)
        return self.law.statutory(self.entry, breach, first, last, self.rates)
