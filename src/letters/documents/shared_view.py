"""What the views of several kinds of documents say alike: parties, shipment documents, terms."""

from collections.abc import Mapping

from letters.documents.figures import DocumentRow
from letters.errors import Problem
from letters.model.case import Case
from letters.model.contract import Contract
from letters.wording.base import Wording
from letters.wording.captions import is_delivery_note, is_invoice


def party_fields(case: Case, wording: Wording) -> tuple[dict[str, object], tuple[Problem, ...]]:
    """Both parties in every form, what kinds of parties they are, and the law between them."""
    debtor = wording.party_forms(case.debtor)
    creditor = wording.party_forms(case.creditor)
    fields: dict[str, object] = {
        **{f"debtor_{name}": text for name, text in debtor.fields.items()},
        **{f"creditor_{name}": text for name, text in creditor.fields.items()},
        "debtor_is_company": case.debtor.kind in {"company", "public_body"},
        "debtor_is_sole_trader": case.debtor.kind == "sole_trader",
        "debtor_is_person": case.debtor.kind == "person",
        "creditor_is_company": case.creditor.kind in {"company", "public_body"},
        **{f"law_{law.lower()}": case.jurisdiction == law for law in ("RU", "CN", "ES")},
    }
    return fields, (*debtor.warnings, *creditor.warnings)


def document_fields(row: DocumentRow, wording: Wording, currency: str) -> dict[str, str]:
    entry = row.state.entry
    delivery = [entry.delivery_number] if entry.delivery_number else []
    if entry.delivery_date:
        delivery.append(wording.date_short(entry.delivery_date))
    return {
        "document_type": wording.document_type(row.document_type, entry.kind),
        "number": row.number,
        "date": wording.date_short(row.date),
        "delivery": " ".join(delivery),
        "amount": wording.number(row.amount, currency),
        "due_date": wording.date_short(row.due_date) if row.due_date else "",
        "paid": wording.number(row.paid, currency),
        "outstanding": wording.number(row.outstanding, currency),
        **_note_and_bill(row, wording),
    }


def _note_and_bill(row: DocumentRow, wording: Wording) -> dict[str, str]:
    """The row for tables with a column for the delivery note and one for what it was billed by.

    `bill_type` is empty for an invoice: the column's head says so already.
    """
    entry = row.state.entry
    own = (row.number, wording.date_short(row.date))
    day = entry.delivery_date
    note = (entry.delivery_number, wording.date_short(day) if day else "")
    bill, bill_type = own, ""
    if is_delivery_note(row.document_type, entry.kind):
        note, bill = own, ("", "")
    elif not is_invoice(row.document_type, entry.kind):
        bill_type = wording.document_type(row.document_type, entry.kind)
    return {
        "note_number": note[0],
        "note_date": note[1],
        "bill_type": bill_type,
        "bill_number": bill[0],
        "bill_date": bill[1],
    }


def penalty_fields(contracts: tuple[Contract, ...], wording: Wording) -> dict[str, object]:
    """The contract's penalty; several contracts with different terms are only referred to."""
    first = contracts[0]
    terms = {
        (item.penalty_percent, item.penalty_per, item.penalty_of_key_rate, item.penalty_cap_percent)
        for item in contracts
    }
    varies = len(terms) > 1
    percent, per, fraction, cap = (None, "", None, None) if varies else terms.pop()
    return {
        "penalty_varies": varies,
        "penalty_none": not varies and percent is None and fraction is None,
        "penalty_by_day": percent is not None and per == "day",
        "penalty_by_year": percent is not None and per == "year",
        "penalty_by_key_rate": fraction is not None,
        "penalty_percent": "" if percent is None else wording.percent(percent),
        "penalty_daily": "" if percent is None else wording.daily_rate(percent),
        "penalty_key_rate": "" if fraction is None else str(fraction),
        "penalty_cap": "" if cap is None else wording.percent(cap),
        "penalty_clause": first.penalty_clause if len(contracts) == 1 else "",
        "payment_clause": first.payment_clause if len(contracts) == 1 else "",
    }


def dispute_fields(contracts: tuple[Contract, ...]) -> Mapping[str, str]:
    """Where a dispute goes, if all contracts agree on it."""
    places = {(item.court, item.arbitration) for item in contracts}
    court, arbitration = places.pop() if len(places) == 1 else ("", "")
    return {"court": court, "arbitration": arbitration}
