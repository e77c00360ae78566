"""The guarantee letter as flat, formatted text: the fields that its Word templates may use."""

from collections.abc import Mapping
from decimal import Decimal

from letters.documents.fields import Fields
from letters.documents.figures import DocumentRow
from letters.documents.guarantee_letter import GuaranteeLetter
from letters.errors import Problem
from letters.model.contract import Contract
from letters.wording.base import PARTY_FORMS, Wording
from letters.wording.captions import is_delivery_note, is_invoice

FIELDS = Fields(
    scalars=frozenset(
        {
            "letter_number", "letter_date", "as_of", "contracts", "currency",
            "total_amount", "total_paid", "total", "total_with_words", "vat", "pay_by",
            "penalty_percent", "penalty_daily", "penalty_key_rate", "penalty_cap",
            "penalty_clause", "payment_clause", "court", "arbitration", "delivery_note",
            *(f"{role}_{form}" for role in ("debtor", "creditor") for form in PARTY_FORMS),
        }
    ),
    flags=frozenset(
        {
            "date_is_printed", "is_single_payment", "has_schedule", "is_merged",
            "debtor_is_company", "debtor_is_sole_trader", "debtor_is_person",
            "creditor_is_company", "law_ru", "law_cn", "law_es", "vat_known", "vat_none",
            "penalty_by_day", "penalty_by_year", "penalty_by_key_rate", "penalty_varies",
            "penalty_none", "keeps_original_due_dates", "all_overdue",
        }
    ),
    lists={
        "documents": frozenset(
            {
                "no", "heading", "document_type", "number", "date", "delivery", "amount",
                "due_date", "paid", "outstanding", "note_number", "note_date", "bill_type",
                "bill_number", "bill_date",
            }
        ),
        "schedule": frozenset({"no", "date", "amount", "balance"}),
    },
    mandatory=frozenset(
        {
            "debtor_name", "contracts", "documents", "total_with_words", "schedule", "pay_by",
        }
    ),
)  # fmt: skip


def guarantee_view(
    letter: GuaranteeLetter, wording: Wording, number: str
) -> tuple[dict[str, object], tuple[Problem, ...]]:
    """Every field of FIELDS for this letter, and what the language is unsure of.

    `number` is the letter's number in the register; it stands in the footer of each page.
    """
    case = letter.case
    currency = case.currency
    debtor = wording.party_forms(case.debtor)
    creditor = wording.party_forms(case.creditor)
    kept = case.settings.guarantee_letter.get("keeps_original_due_dates", True)

    def digits(amount: Decimal) -> str:
        return wording.number(amount, currency)

    view: dict[str, object] = {
        **{f"debtor_{name}": text for name, text in debtor.fields.items()},
        **{f"creditor_{name}": text for name, text in creditor.fields.items()},
        "letter_number": number,
        "letter_date": wording.date_formal(case.date),
        "date_is_printed": case.date_is_printed,
        "as_of": wording.date_long(case.as_of),
        "contracts": wording.contract_phrase(case.contracts),
        "currency": wording.currency_label(currency),
        "is_merged": case.is_merged,
        "documents": _document_rows(letter, wording),
        "delivery_note": wording.document_type("", "shipment"),
        "total_amount": digits(sum((row.amount for row in letter.documents), Decimal(0))),
        "total_paid": digits(sum((row.paid for row in letter.documents), Decimal(0))),
        "total": digits(letter.total),
        "total_with_words": wording.money_with_words(letter.total, currency),
        "is_single_payment": len(letter.schedule) == 1,
        "has_schedule": len(letter.schedule) > 1,
        "pay_by": wording.date_long(letter.schedule[0].date) if letter.schedule else "",
        "schedule": [
            {
                "no": str(index),
                "date": wording.date_short(part.date),
                "amount": digits(part.amount),
                "balance": digits(part.balance_after),
            }
            for index, part in enumerate(letter.schedule, 1)
        ],
        "debtor_is_company": case.debtor.kind in {"company", "public_body"},
        "debtor_is_sole_trader": case.debtor.kind == "sole_trader",
        "debtor_is_person": case.debtor.kind == "person",
        "creditor_is_company": case.creditor.kind in {"company", "public_body"},
        **{f"law_{law.lower()}": case.jurisdiction == law for law in ("RU", "CN", "ES")},
        "keeps_original_due_dates": kept is True,
        "all_overdue": all(row.days_overdue for row in letter.documents),
        **_penalty_fields(case.contracts, wording),
        **_vat_fields(letter, wording),
        **_dispute_fields(case.contracts),
    }
    return view, (*debtor.warnings, *creditor.warnings)


def _document_rows(letter: GuaranteeLetter, wording: Wording) -> list[dict[str, str]]:
    rows = []
    heading = ""
    for index, row in enumerate(letter.documents, 1):
        contract = row.state.contract
        under = wording.contract_phrase([contract]) if letter.case.is_merged else ""
        rows.append(
            {
                "no": str(index),
                "heading": under if under != heading else "",
                **_document_fields(row, wording, contract.currency),
            }
        )
        heading = under
    return rows


def _document_fields(row: DocumentRow, wording: Wording, currency: str) -> dict[str, str]:
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


def _penalty_fields(contracts: tuple[Contract, ...], wording: Wording) -> dict[str, object]:
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


def _vat_fields(letter: GuaranteeLetter, wording: Wording) -> dict[str, object]:
    shares = letter.vat
    if shares is None:
        return {"vat_known": False, "vat_none": False, "vat": ""}
    currency = letter.case.currency
    parts = [
        f"{wording.percent(rate)} — {wording.money(amount, currency)}"
        for rate, amount in shares.items()
        if rate
    ]
    return {"vat_known": bool(parts), "vat_none": not parts, "vat": wording.join(parts)}


def _dispute_fields(contracts: tuple[Contract, ...]) -> Mapping[str, str]:
    """Where a dispute goes, if all contracts agree on it."""
    places = {(item.court, item.arbitration) for item in contracts}
    court, arbitration = places.pop() if len(places) == 1 else ("", "")
    return {"court": court, "arbitration": arbitration}
