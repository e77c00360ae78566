"""The guarantee letter: the debtor acknowledges each document and promises dates of payment.

Legal nature: an acknowledgement of debt that restarts limitation (RU ст. 203 ГК; CN 民法典 195;
ES art. 1973 CC), no independent guarantee and no surety.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from letters.documents.figures import (
    DocumentRow,
    advance_warnings,
    document_row,
    due_date_gaps,
    head_json,
)
from letters.documents.requirements import party_gaps, party_warnings
from letters.documents.schedule import Instalment, PaymentPlan, schedule_problems
from letters.errors import N_, Problem, Refused
from letters.ledger.allocation import allocate
from letters.model.case import Case
from letters.model.money import round_half_up
from letters.wording import wording_for

KIND = "guarantee_letter"


@dataclass(frozen=True, slots=True, kw_only=True)
class GuaranteeLetter:
    """The figures of one letter: `total` is the sum of `outstanding`, and of the schedule."""

    case: Case
    documents: tuple[DocumentRow, ...]
    total: Decimal
    schedule: tuple[Instalment, ...]
    warnings: tuple[Problem, ...] = ()

    @property
    def main_figure(self) -> Decimal:
        """The acknowledged debt."""
        return self.total

    @property
    def vat(self) -> Mapping[Decimal, Decimal] | None:
        """The VAT inside `total` by rate (percent): outstanding x rate / (100 + rate), half up.

        None when the rate of any document is unknown: nothing is guessed.
        """
        owed: dict[Decimal, Decimal] = {}
        for row in self.documents:
            rate = row.state.entry.vat_rate
            if rate is None:
                return None
            owed[rate] = owed.get(rate, Decimal(0)) + row.outstanding
        return {
            rate: round_half_up(sums * rate / (100 + rate), self.case.currency)
            for rate, sums in owed.items()
        }

    def as_json(self) -> dict[str, object]:
        """The computed figures, in the fields of the public contract."""
        wording = wording_for(self.case.language, self.case.debtor.country)
        words = wording.amount_in_words(self.total, self.case.currency)
        return {
            **head_json(KIND, self.case, words),
            "documents": [row.as_json() for row in self.documents],
            "total": str(self.total),
            "schedule": [
                {
                    "date": part.date.isoformat(),
                    "amount": str(part.amount),
                    "balance_after": str(part.balance_after),
                }
                for part in self.schedule
            ],
        }


def guarantee_letter(case: Case, plan: PaymentPlan) -> GuaranteeLetter | None:
    """Compute the letter; None when nothing is owed, Refused when it would have a hole.

    Of merged contracts it names those under which something is owed.
    """
    allocations = [
        allocate(case.entries.get(contract.id, ()), contract, case.as_of)
        for contract in case.contracts
    ]
    states = [state for allocation in allocations for state in allocation.open_documents]
    if not states:
        return None
    owing = zip(case.contracts, allocations, strict=True)
    case = replace(case, contracts=tuple(item for item, found in owing if found.open_documents))
    rows = tuple(document_row(state, case.as_of) for state in states)
    total = sum((row.outstanding for row in rows), Decimal(0))
    schedule = plan.instalments(total, case.currency)
    problems = [
        *party_gaps(case),
        *due_date_gaps(rows),
        *schedule_problems(plan, schedule, total, case.date),
    ]
    if problems:
        raise Refused(tuple(problems))
    return GuaranteeLetter(
        case=case,
        documents=rows,
        total=total,
        schedule=schedule,
        warnings=(
            *party_warnings(case),
            *advance_warnings(case, allocations),
            *_early_promises(rows, schedule),
        ),
    )


def _early_promises(
    rows: Sequence[DocumentRow], schedule: Sequence[Instalment]
) -> Iterator[Problem]:
    """Documents whose own term ends after the last payment that the letter promises."""
    early = [row for row in rows if schedule and row.due_date and row.due_date > schedule[-1].date]
    if early:
        yield early[0].state.entry.origin.problem(
            "due_date",
            "document.due_later",
            N_("the letter promises to pay by {day} what falls due only later: {numbers}"),
            N_("choose a later date, if the debtor wants to keep his term"),
            severity="warning",
            day=schedule[-1].date.isoformat(),
            numbers=", ".join(row.number for row in early),
        )
