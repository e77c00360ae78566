"""The guarantee letter as flat, formatted text: the fields that its Word templates may use."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import groupby

from letters.documents.fields import Fields
from letters.documents.figures import DocumentRow
from letters.documents.guarantee_letter import GuaranteeLetter
from letters.documents.shared_view import (
    dispute_fields,
    document_fields,
    party_fields,
    penalty_fields,
)
from letters.errors import Problem
from letters.wording.base import PARTY_FORMS, Wording

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
            "creditor_is_company", "law_ru", "law_cn", "law_es", "law_es_abroad", "vat_known",
            "vat_none",
            "penalty_by_day", "penalty_by_year", "penalty_by_key_rate", "penalty_varies",
            "penalty_none", "keeps_original_due_dates", "all_overdue",
        }
    ),
    lists={
        "documents": frozenset(
            {
                "no", "heading", "document_type", "number", "date", "delivery", "amount",
                "due_date", "paid", "outstanding", "note_number", "note_date", "bill_type",
                "bill_number", "bill_date", "penalty_clause", "subtotal_amount", "subtotal_paid",
                "subtotal",
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


# What a row says of its contract: at the first and at the last of its documents, else nothing.
_OF_A_CONTRACT = ("heading", "penalty_clause", "subtotal_amount", "subtotal_paid", "subtotal")


def guarantee_view(
    letter: GuaranteeLetter, wording: Wording, number: str
) -> tuple[dict[str, object], tuple[Problem, ...]]:
    """Every field of FIELDS for this letter, and what the language is unsure of.

    `number` is the letter's number in the register; it stands in the footer of each page.
    """
    case = letter.case
    currency = case.currency
    parties, warnings = party_fields(case, wording)
    kept = case.settings.guarantee_letter.get("keeps_original_due_dates", True)

    def digits(amount: Decimal) -> str:
        return wording.number(amount, currency)

    view: dict[str, object] = {
        **parties,
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
        "keeps_original_due_dates": kept is True,
        "all_overdue": all(row.days_overdue for row in letter.documents),
        "law_es_abroad": case.jurisdiction == "ES" and _speaks_american_spanish(wording),
        **penalty_fields(case.contracts, wording),
        **_vat_fields(letter, wording),
        **dispute_fields(case.contracts),
    }
    return view, warnings


def _document_rows(letter: GuaranteeLetter, wording: Wording) -> list[dict[str, str]]:
    """The documents; merged contracts each have a heading above theirs and a subtotal below."""
    currency, is_merged = letter.case.currency, letter.case.is_merged
    rows: list[dict[str, str]] = []
    for _, group in groupby(letter.documents, key=lambda row: row.state.contract.id):
        documents = list(group)
        start = len(rows)
        rows += (
            {
                "no": str(number),
                **dict.fromkeys(_OF_A_CONTRACT, ""),
                **document_fields(row, wording, currency),
            }
            for number, row in enumerate(documents, start + 1)
        )
        if is_merged:
            rows[start] |= _heading(documents[0], wording)
            rows[-1] |= _subtotals(documents, wording, currency)
    return rows


def _heading(first: DocumentRow, wording: Wording) -> dict[str, str]:
    contract = first.state.contract
    return {
        "heading": wording.contract_phrase([contract]),
        "penalty_clause": contract.penalty_clause,
    }


def _subtotals(documents: Sequence[DocumentRow], wording: Wording, currency: str) -> dict[str, str]:
    sums = {
        "subtotal_amount": sum((row.amount for row in documents), Decimal(0)),
        "subtotal_paid": sum((row.paid for row in documents), Decimal(0)),
        "subtotal": sum((row.outstanding for row in documents), Decimal(0)),
    }
    return {name: wording.number(amount, currency) for name, amount in sums.items()}


def _speaks_american_spanish(wording: Wording) -> bool:
    """Whether the letter is in the Spanish of another country than Spain."""
    return wording.language == "es" and wording.lang != "es-ES"


def _vat_fields(letter: GuaranteeLetter, wording: Wording) -> dict[str, object]:
    shares = letter.vat
    is_foreign_tax = _speaks_american_spanish(wording) and letter.case.jurisdiction != "ES"
    if shares is None or is_foreign_tax:  # no IVA: that of Russia or China
        return {"vat_known": False, "vat_none": False, "vat": ""}
    currency = letter.case.currency
    parts = [
        f"{wording.percent(rate)} — {wording.money(amount, currency)}"
        for rate, amount in shares.items()
        if rate
    ]
    return {"vat_known": bool(parts), "vat_none": not parts, "vat": wording.join(parts)}
