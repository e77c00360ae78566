"""What the figures of every kind have in common: the head of `--json` and the debt's rows."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from letters.errors import N_, Problem
from letters.ledger.allocation import Allocation, DocumentState
from letters.model.case import Case
from letters.model.contract import Contract
from letters.model.party import Party


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRow:
    """One shipment document of a debt; `paid` holds everything that settled it (returns too)."""

    document_type: str
    number: str
    date: dt.date
    amount: Decimal
    due_date: dt.date | None
    paid: Decimal
    outstanding: Decimal
    days_overdue: int
    state: DocumentState

    def as_json(self) -> dict[str, object]:
        """The row as `--json` prints it: decimals and dates as text."""
        return {
            "document_type": self.document_type,
            "number": self.number,
            "date": self.date.isoformat(),
            "amount": str(self.amount),
            "due_date": self.due_date.isoformat() if self.due_date else None,
            "paid": str(self.paid),
            "outstanding": str(self.outstanding),
        }


def document_row(state: DocumentState, as_of: dt.date) -> DocumentRow:
    """The row of one document as of a day."""
    entry = state.entry
    return DocumentRow(
        document_type=entry.document_type,
        number=entry.number,
        date=entry.date,
        amount=state.amount,
        due_date=state.due_date,
        paid=state.settled,
        outstanding=state.outstanding,
        days_overdue=state.days_overdue(as_of),
        state=state,
    )


def head_json(kind: str, case: Case, amount_in_words: str) -> dict[str, object]:
    """The fields that every kind's `--json` line starts with; words with plain spaces."""
    contract = None if case.is_merged else case.contracts[0]
    return {
        "kind": kind,
        "language": case.language,
        "jurisdiction": case.jurisdiction,
        "currency": case.currency,
        "date": case.date.isoformat(),
        "as_of": case.as_of.isoformat(),
        "creditor": _party_json(case.creditor),
        "debtor": _party_json(case.debtor),
        "contract": _contract_json(contract) if contract else None,
        "amount_in_words": amount_in_words.replace("\u00a0", " "),
    }


def due_date_gaps(rows: Iterable[DocumentRow]) -> Iterable[Problem]:
    """The documents of which nobody knows when they are to be paid."""
    for row in rows:
        if row.due_date is None:
            yield row.state.entry.origin.problem(
                "due_date",
                "document.no_due_date",
                N_("the due date of document {number} is not known"),
                N_("fill in due_date, or payment_days of contract {contract}"),
                number=row.number,
                contract=row.state.contract.id,
            )


def advance_warnings(case: Case, allocations: Iterable[Allocation]) -> Iterable[Problem]:
    """What the allocation doubts, and payments that settle nothing yet."""
    for allocation in allocations:
        yield from allocation.warnings
        for advance in allocation.advances:
            yield advance.entry.origin.problem(
                "amount",
                "advance",
                N_("{amount} of document {number} settles nothing yet: an advance of {debtor}"),
                N_("name the document it pays in the column settles"),
                severity="warning",
                amount=advance.amount,
                number=advance.entry.number,
                debtor=case.debtor.id,
            )


def _party_json(party: Party) -> dict[str, str]:
    return {"id": party.id, "name": party.name, "tax_id": party.tax_id}


def _contract_json(contract: Contract) -> dict[str, str]:
    return {"id": contract.id, "number": contract.number, "date": contract.date.isoformat()}
