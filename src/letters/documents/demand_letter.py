"""The demand letter: what is overdue, what the delay has cost to the cent, and by when to pay it.

Sources: ru претензия (АПК ст. 4 ч. 5), zh 催款函, es requerimiento (art. 1100 and 1973 CC). The
sums are those of `letters.interest`; this module chooses the documents and adds nothing of its own
but the addition: total = principal + accrual + costs.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from letters.documents.demand_facts import KIND, Claim, DemandOptions, Earlier, Level
from letters.documents.demand_refusals import (
    demand_problems,
    leave_out_paid_late,
    leave_out_small,
    refuse_unknown_due_dates,
)
from letters.documents.demand_warnings import demand_warnings
from letters.documents.figures import (
    DocumentRow,
    advance_warnings,
    document_row,
    head_json,
)
from letters.errors import N_, DataError, Problem, Refused
from letters.interest.accrual import accrue
from letters.interest.rows import Accrual
from letters.law import law_for
from letters.law.calendar import roll_forward
from letters.law.late_payment import DAY
from letters.ledger.allocation import DocumentState, allocate
from letters.model.case import Case
from letters.model.contract import Contract
from letters.model.money import to_amount
from letters.wording import wording_for

ZERO = Decimal(0)

# Calendar days to pay where neither the user nor the contract says it: АПК ст. 4 ч. 5 (30 days
# before the suit); the usual terms of a 催款函, shorter in the last one; 10 of the usual 7-15 days.
_TERMS = {"RU": 30, "CN": 7, "ES": 10}
_FINAL_TERM_CN = 5
# Interest on a document that was paid late, and longer ago than this, is time-barred with it.
_LATE_PAID_YEARS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class DemandLetter:
    """The figures of one demand; `accrual` is that of all its contracts together.

    `deadline` is the last day to pay where the letter names a day: the term from the letter's
    date, moved to a working day where Chinese law does so. `demands` are earlier demands by date,
    `acknowledgements` what the debtor signed.
    """

    case: Case
    level: Level
    claims: tuple[Claim, ...]
    accrual: Accrual
    pay_within_days: int
    deadline: dt.date
    demands: tuple[Earlier, ...] = ()
    acknowledgements: tuple[Earlier, ...] = ()
    warnings: tuple[Problem, ...] = ()

    @property
    def documents(self) -> tuple[DocumentRow, ...]:
        """What is overdue, contract by contract, the earliest due first."""
        return tuple(row for claim in self.claims for row in claim.documents)

    @property
    def not_yet_due(self) -> tuple[DocumentRow, ...]:
        """Open documents that can still be paid in time; they are not demanded."""
        return tuple(row for claim in self.claims for row in claim.not_yet_due)

    @property
    def principal(self) -> Decimal:
        """Sum of what is owed on the overdue documents."""
        return sum((row.outstanding for row in self.documents), ZERO)

    @property
    def total(self) -> Decimal:
        """Principal, accrual and costs."""
        return self.principal + self.accrual.total + self.accrual.costs

    @property
    def costs_each(self) -> Decimal:
        """The fixed compensation for one invoice (ES); zero where none is claimed."""
        options = self.case.settings.law.get(self.case.jurisdiction, {})
        law = law_for(self.case.jurisdiction).late_payment(options)
        return law.euros_per_invoice if self.accrual.costs else ZERO

    @property
    def main_figure(self) -> Decimal:
        """What is demanded."""
        return self.total

    @property
    def accrues_from(self) -> dt.date | None:
        """The first day not in the calculation; None where nothing accrues any more."""
        bears = any(part.principal > 0 and not part.is_capped for part in self.accrual.documents)
        if self.accrual.regime == "none" or not bears:
            return None
        return self.case.as_of + DAY

    def as_json(self) -> dict[str, object]:
        """The computed figures, in the fields of the public contract."""
        currency = self.case.currency
        wording = wording_for(self.case.language, self.case.debtor.country)
        further = self.accrues_from
        return {
            **head_json(KIND, self.case, wording.amount_in_words(self.total, currency)),
            "documents": [_late_json(row) for row in self.documents],
            "principal": str(self.principal),
            "accrual": self.accrual.as_json(),
            "costs": str(to_amount(self.accrual.costs, currency)),
            "total": str(self.total),
            "pay_within_days": self.pay_within_days,
            "not_yet_due": [row.as_json() for row in self.not_yet_due],
            "level": self.level,
            "deadline": self.deadline.isoformat(),
            "accrues_from": further.isoformat() if further else None,
            "daily": str(to_amount(self.accrual.daily, currency)) if further else None,
        }


def demand_letter(case: Case, options: DemandOptions) -> DemandLetter | None:
    """Compute the demand; None when nothing is overdue, Refused when it would have a hole.

    A debt whose due date nobody knows is such a hole: nothing says that it is not overdue.

    NothingToDo for a claim that the user does not want (too small, too young); DataError for days
    without a known rate.
    """
    level = options.level if case.language == "zh" else "final"
    claims = tuple(_claim(case, contract, options) for contract in case.contracts)
    if not any(claim.documents for claim in claims):
        refuse_unknown_due_dates(claims)
        leave_out_paid_late(case, claims)
        return None
    claims = tuple(claim for claim in claims if claim.documents or claim.not_yet_due)
    leave_out_small(case, claims, options)
    demands = _demands(case, options)
    problems = demand_problems(case, claims, options, demands)
    if problems:
        raise Refused(problems)
    if level == "first":
        claims = tuple(replace(claim, accrual=_without_rows(claim.accrual)) for claim in claims)
    accrual = _together([claim.accrual for claim in claims])
    days = options.pay_within or _term(case, level)
    deadline, doubts = _deadline(case, days)
    earlier = options.earlier_for(case.contracts)
    return DemandLetter(
        case=case,
        level=level,
        claims=claims,
        accrual=accrual,
        pay_within_days=days,
        deadline=deadline,
        demands=demands,
        acknowledgements=tuple(item for item in earlier if item.is_acknowledgement_on(case.date)),
        warnings=(
            *doubts,
            *advance_warnings(case, [claim.allocation for claim in claims]),
            *accrual.warnings,
            *demand_warnings(case, claims, options, demands),
        ),
    )


def _claim(case: Case, contract: Contract, options: DemandOptions) -> Claim:
    """What is overdue under one contract, and what that costs."""
    allocation = allocate(case.entries.get(contract.id, ()), contract, case.as_of)
    accrual = _accrual(case, contract, allocation.documents, options)
    if contract.jurisdiction == "ES":
        # Art. 1110 CC: a creditor who takes the price without reserve has no interest left on it.
        owed = {id(part.document) for part in accrual.documents if part.principal > 0}
        still_open = [state for state in allocation.documents if id(state.entry) in owed]
        accrual = _accrual(case, contract, still_open, options)
    states = {id(state.entry): state for state in allocation.documents}
    late = {id(part.document): part.principal for part in accrual.documents}
    return Claim(
        contract=contract,
        allocation=allocation,
        accrual=accrual,
        documents=tuple(
            _late_row(states[entry], owed, case.as_of) for entry, owed in late.items() if owed > 0
        ),
        not_yet_due=tuple(
            document_row(state, case.as_of)
            for state in sorted(allocation.open_documents, key=_by_due_date)
            if id(state.entry) not in late and not state.days_overdue(case.as_of)
        ),
    )


def _by_due_date(state: DocumentState) -> tuple[dt.date, dt.date]:
    return state.due_date or dt.date.max, state.entry.date


def _accrual(
    case: Case, contract: Contract, states: Sequence[DocumentState], options: DemandOptions
) -> Accrual:
    since = _years_before(case.as_of, _LATE_PAID_YEARS)
    return accrue(
        [state for state in states if state.outstanding or state.settlements[-1].day >= since],
        contract,
        debtor=case.debtor,
        as_of=case.as_of,
        options=case.settings.law.get(contract.jurisdiction, {}),
        rates=options.rates_for(case.as_of),
    )


def _years_before(day: dt.date, years: int) -> dt.date:
    return day.replace(year=day.year - years, day=min(day.day, 28))


def _late_row(state: DocumentState, owed: Decimal, as_of: dt.date) -> DocumentRow:
    """The row of an overdue document; where payments covered interest first, more is owed of it."""
    row = document_row(state, as_of)
    due = state.due_date or as_of
    return replace(
        row, paid=row.amount - owed, outstanding=owed, days_overdue=max(0, (as_of - due).days)
    )


def _demands(case: Case, options: DemandOptions) -> tuple[Earlier, ...]:
    """Demands sent before this letter, by date; one that the register lacks has no number."""
    known = [
        item for item in options.earlier_for(case.contracts) if item.is_demand_before(case.date)
    ]
    first = options.first_letter_date
    if first and all(item.date != first for item in known):
        contracts = tuple(contract.id for contract in case.contracts)
        known.append(Earlier(kind=KIND, date=first, as_of=first, contracts=contracts))
    return tuple(sorted(known, key=lambda item: (item.date, item.number)))


def _together(accruals: Sequence[Accrual]) -> Accrual:
    """The calculation of several contracts: all rows, sums of their sums."""
    relevant = [accrual for accrual in accruals if accrual.documents]
    first = relevant[0]
    if len(relevant) == 1:
        return first
    bases = {accrual.basis for accrual in relevant}
    return replace(
        first,
        basis=first.basis if len(bases) == 1 else "penalty_varies",
        documents=tuple(part for accrual in relevant for part in accrual.documents),
        costs=sum((accrual.costs for accrual in relevant), ZERO),
        daily=sum((accrual.daily for accrual in relevant), ZERO),
        warnings=tuple(problem for accrual in relevant for problem in accrual.warnings),
    )


def _without_rows(accrual: Accrual) -> Accrual:
    """A first 催款函 asks for the price alone and counts no delay."""
    bare = (replace(part, rows=(), excluded=(), cap=None, paid=ZERO) for part in accrual.documents)
    return replace(
        accrual,
        regime="none",
        basis="",
        documents=tuple(bare),
        costs=ZERO,
        daily=ZERO,
        warnings=(),
    )


def _term(case: Case, level: Level) -> int:
    """The contracts' own term, the longest of several; else the usual one."""
    agreed = [item.response_days for item in case.contracts if item.response_days]
    if agreed:
        return max(agreed)
    is_final_cn = (case.jurisdiction, case.language, level) == ("CN", "zh", "final")
    return _FINAL_TERM_CN if is_final_cn else _TERMS[case.jurisdiction]


def _deadline(case: Case, days: int) -> tuple[dt.date, list[Problem]]:
    """The last day to pay, the letter's own day not counted (民法典 201).

    A day off moves to the next working day (民法典 203); in a year whose working days are not
    announced yet, weekends alone are known to be off, and a warning says so.
    """
    day = case.date + dt.timedelta(days=days)
    if case.jurisdiction != "CN":
        return day, []
    try:
        return roll_forward(day, "CN"), []
    except DataError as gap:
        while day.weekday() > 4:
            day += DAY
        problem = case.contracts[0].origin.problem(
            "",
            "demand.calendar",
            gap.message,
            N_("check that {day}, the last day to pay, is a working day"),
            severity="warning",
            **{**gap.params, "day": day.isoformat()},
        )
        return day, [problem]


def _late_json(row: DocumentRow) -> dict[str, object]:
    return {**row.as_json(), "days_overdue": row.days_overdue}
