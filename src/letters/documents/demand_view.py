"""The demand letter as flat, formatted text: the fields that its Word templates may use."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import get_args

from letters.documents.demand_annexes import ANNEX, acts_by_power, annexes
from letters.documents.demand_facts import Earlier, Level
from letters.documents.demand_letter import DemandLetter
from letters.documents.fields import Fields
from letters.documents.figures import DocumentRow
from letters.documents.shared_view import (
    dispute_fields,
    document_fields,
    party_fields,
    penalty_fields,
)
from letters.errors import Problem
from letters.interest.rows import AccrualRow, DocumentAccrual, ExcludedRow
from letters.model.party import Party
from letters.wording.base import PARTY_FORMS, Wording
from letters.wording.captions import is_invoice
from letters.wording.zh_party import CLIENT

# A week after the due date a first letter is a 付款提醒函 yet, from then on a 催款函.
_REMINDER_DAYS = 7
_ROW = (
    "no", "heading", "contract", "document_type", "number", "date", "due_date", "base", "from",
    "to", "days", "rate", "published", "published_on", "year_days", "source", "formula", "amount",
    "excluded", "subtotal", "subtotal_days", "cap", "covered", "claimed",
)  # fmt: skip
_DOCUMENT = (
    "no", "heading", "document_type", "number", "date", "delivery", "amount", "due_date", "paid",
    "outstanding", "note_number", "note_date", "bill_type", "bill_number", "bill_date",
)  # fmt: skip

FIELDS = Fields(
    scalars=frozenset(
        {
            "letter_number", "letter_date", "as_of", "contracts", "contract_numbers", "currency",
            "delivery_note",
            "document_numbers", "total_amount", "total_paid", "total_outstanding", "principal",
            "principal_with_words", "accrued", "accrued_digits", "accrued_with_words", "uncapped",
            "covered", "paid_late", "costs", "costs_each", "costs_count", "total",
            "total_with_words", "pay_within", "pay_by", "accrues_from", "daily", "assumed_from",
            "rate", "published_rate", "published_on", "first_overdue", "surcharge", "year_days",
            "not_due_total", "earlier_demands", "signed_acts", "signed_guarantees",
            "penalty_percent", "penalty_daily", "penalty_key_rate", "penalty_cap", "penalty_clause",
            "payment_clause", "court", "arbitration", "law_firm_name", "law_firm_lawyer",
            "law_firm_licence", "law_firm_address", "law_firm_contacts",
            *(f"{role}_{form}" for role in ("debtor", "creditor") for form in PARTY_FORMS),
        }
    ),
    flags=frozenset(
        {
            "date_is_printed", "is_merged", "level_first", "level_second", "level_final",
            "level_lawyer", "is_reminder", "creditor_by_power",
            "has_accrual", "is_penalty", "is_statutory", "by_lpr_at_breach", "by_lpr_floating",
            "by_sme_daily", "one_rate", "is_capped", "accrues_further", "has_costs", "has_excluded",
            "has_not_due", "is_lessened", "may_negotiate", "one_document",
            "all_invoices", "debtor_is_company", "debtor_is_sole_trader", "debtor_is_person",
            "creditor_is_company", "law_ru", "law_cn", "law_es", "penalty_by_day",
            "penalty_by_year", "penalty_by_key_rate", "penalty_varies", "penalty_none",
        }
    ),
    lists={
        "documents": frozenset({*_DOCUMENT, "days_overdue", "settled_by"}),
        "not_due": frozenset(_DOCUMENT),
        "calculation": frozenset(_ROW),
        "annexes": frozenset(ANNEX),
    },
    mandatory=frozenset(
        {
            "debtor_name", "creditor_name", "contracts", "documents", "total_with_words",
            "calculation",
        }
    ),
)  # fmt: skip


def demand_view(
    letter: DemandLetter, wording: Wording, number: str
) -> tuple[dict[str, object], tuple[Problem, ...]]:
    """Every field of FIELDS for this demand, and what the language is unsure of.

    `number` is the letter's number in the register; it stands in the footer of each page.
    """
    case, accrual = letter.case, letter.accrual
    currency = case.currency
    parties, warnings = party_fields(case, wording)

    def digits(amount: Decimal) -> str:
        return wording.number(amount, currency)

    view: dict[str, object] = {
        **parties,
        "letter_number": number,
        "letter_date": wording.date_formal(case.date),
        "date_is_printed": case.date_is_printed,
        "as_of": wording.date_long(case.as_of),
        "contracts": wording.contract_phrase(case.contracts),
        "contract_numbers": wording.join([contract.number for contract in case.contracts]),
        "currency": wording.currency_label(currency),
        "delivery_note": wording.document_type("", "shipment"),
        "is_merged": case.is_merged,
        **_level_fields(letter, wording),
        "documents": [
            {
                **fields,
                "days_overdue": str(row.days_overdue),
                "settled_by": _settled_by(row, wording),
            }
            for fields, row in zip(
                _documents(letter, letter.documents, wording), letter.documents, strict=True
            )
        ],
        "one_document": len(letter.documents) == 1,
        "all_invoices": all(
            is_invoice(row.document_type, row.state.entry.kind) for row in letter.documents
        ),
        "document_numbers": wording.join([row.number for row in letter.documents]),
        "total_amount": digits(sum((row.amount for row in letter.documents), Decimal(0))),
        "total_paid": digits(sum((row.paid for row in letter.documents), Decimal(0))),
        "total_outstanding": digits(letter.principal),
        "principal": wording.money(letter.principal, currency),
        "principal_with_words": wording.money_with_words(letter.principal, currency),
        "not_due": list(_documents(letter, letter.not_yet_due, wording)),
        "has_not_due": bool(letter.not_yet_due),
        "not_due_total": digits(sum((row.outstanding for row in letter.not_yet_due), Decimal(0))),
        "accrued": wording.money(accrual.total, currency),
        "accrued_digits": digits(accrual.total),
        "accrued_with_words": wording.money_with_words(accrual.total, currency),
        "total": wording.money(letter.total, currency),
        "total_with_words": wording.money_with_words(letter.total, currency),
        "pay_within": wording.term(letter.pay_within_days),
        "pay_by": wording.date_long(letter.deadline),
        "may_negotiate": case.jurisdiction == "ES"
        and "public_body" not in {case.debtor.kind, case.creditor.kind},
        "annexes": annexes(letter, wording),
        "creditor_by_power": acts_by_power(case.creditor),
        **_accrual_fields(letter, wording),
        **_terms_fields(letter, wording),
        **_earlier_fields(letter, wording),
        **penalty_fields(case.contracts, wording),
        **dispute_fields(case.contracts),
    }
    return view, warnings


def _level_fields(letter: DemandLetter, wording: Wording) -> dict[str, object]:
    """The step of the ladder, and who sends a lawyer's letter: there the creditor is his client."""
    late = max(row.days_overdue for row in letter.documents)
    facts = letter.case.settings.law_firm if letter.level == "lawyer" else {}
    firm = Party(
        id="",
        name=facts.get("name", ""),
        address=facts.get("address", ""),
        phone=facts.get("phone", ""),
        email=facts.get("email", ""),
    )
    return {
        **{f"level_{level}": letter.level == level for level in get_args(Level)},
        "is_reminder": letter.level == "first" and late <= _REMINDER_DAYS,
        "law_firm_name": firm.name,
        "law_firm_lawyer": facts.get("lawyer", ""),
        "law_firm_licence": facts.get("licence", ""),
        "law_firm_address": firm.address,
        "law_firm_contacts": wording.party_forms(firm).fields["contacts"],
        **({"creditor_we": CLIENT} if letter.level == "lawyer" else {}),
    }


def _documents(
    letter: DemandLetter, rows: Iterable[DocumentRow], wording: Wording
) -> Iterator[dict[str, str]]:
    """The rows of a table of debts; in a merged letter the first of a contract is headed by it."""
    heading = ""
    for index, row in enumerate(rows, 1):
        contract = row.state.contract
        under = wording.contract_phrase([contract]) if letter.case.is_merged else ""
        yield {
            "no": str(index),
            "heading": under if under != heading else "",
            **document_fields(row, wording, contract.currency),
        }
        heading = under


def _settled_by(row: DocumentRow, wording: Wording) -> str:
    """Each payment, return or offset on a line: `Оплата № 77 от 05.05.2026 — 150 000,00`."""
    lines = []
    for part in row.state.settlements:
        entry = part.entry
        caption = wording.document_type(entry.document_type, entry.kind)
        phrase = wording.letter_phrase(entry.number, entry.date)
        amount = wording.number(part.amount, row.state.contract.currency)
        lines.append(f"{caption} {phrase} — {amount}")
    return "\n".join(lines)


def _accrual_fields(letter: DemandLetter, wording: Wording) -> dict[str, object]:
    """What the delay costs: sums, the calculation row by row, and what it goes on to cost."""
    accrual, currency = letter.accrual, letter.case.currency
    owed = [part for part in accrual.documents if part.principal > 0]
    further, each = letter.accrues_from, letter.costs_each
    return {
        "has_accrual": bool(accrual.rows),
        "is_penalty": accrual.regime == "contract_penalty",
        "is_statutory": accrual.regime == "statutory_interest",
        **{f"by_{basis}": accrual.basis == basis for basis in _STATUTORY_CN},
        "uncapped": wording.money(accrual.uncapped, currency),
        "covered": wording.money(accrual.paid, currency) if accrual.paid else "",
        "paid_late": wording.join(_paid_late(letter, wording)),
        "is_capped": any(part.is_capped for part in owed),
        "accrues_further": further is not None,
        "accrues_from": wording.date_long(further) if further else "",
        "daily": wording.money(accrual.daily, currency) if accrual.daily else "",
        "assumed_from": wording.date_long(accrual.assumed_from) if accrual.assumed_from else "",
        "has_excluded": bool(accrual.excluded),
        "has_costs": bool(accrual.costs),
        "costs": wording.money(accrual.costs, currency) if accrual.costs else "",
        "costs_each": wording.money(each, currency) if each else "",
        "costs_count": str(accrual.costs // each) if each else "",
        "calculation": list(_calculation(letter, wording)),
        "is_lessened": accrual.total != accrual.uncapped,
    }


def _paid_late(letter: DemandLetter, wording: Wording) -> list[str]:
    """The documents of the calculation that are paid by now, and not in the table of debts."""
    return [
        f"{wording.document_type(part.document.document_type, part.document.kind)}"
        f" {part.document.number}"
        for part in letter.accrual.documents
        if part.rows and part.principal <= 0
    ]


_STATUTORY_CN = ("lpr_at_breach", "lpr_floating", "sme_daily")


def _terms_fields(letter: DemandLetter, wording: Wording) -> dict[str, object]:
    """The rate behind the calculation, as far as there is only one."""
    rows = letter.accrual.rows
    rates = {row.terms.percent for row in rows}
    published = {row.terms.rate for row in rows}
    one = len(rates) == 1 and len(published) == 1
    rate = published.pop() if one else None
    years = {str(row.terms.year_days) for row in rows if row.terms.year_days}
    surcharges = {
        row.terms.percent / row.terms.rate.percent
        for row in rows
        if row.terms.rate and not row.terms.fraction
    }
    surcharge = surcharges.pop() - 1 if len(surcharges) == 1 else Decimal(0)
    first = min((row.first for row in rows), default=None)
    return {
        "one_rate": one,
        "rate": wording.percent(rates.pop()) if one else "",
        "published_rate": wording.percent(rate.percent) if rate else "",
        "published_on": wording.date_long(rate.date_from) if rate else "",
        "first_overdue": wording.date_long(first) if first else "",
        "surcharge": wording.percent(surcharge * 100) if surcharge else "",
        "year_days": years.pop() if len(years) == 1 else "",
    }


def _earlier_fields(letter: DemandLetter, wording: Wording) -> dict[str, str]:
    def named(letters: Iterable[Earlier]) -> str:
        return wording.join([wording.letter_phrase(item.number, item.date) for item in letters])

    signed = letter.acknowledgements
    return {
        "earlier_demands": named(letter.demands),
        "signed_acts": named(item for item in signed if item.kind == "reconciliation_act"),
        "signed_guarantees": named(item for item in signed if item.kind == "guarantee_letter"),
    }


def _calculation(letter: DemandLetter, wording: Wording) -> Iterator[dict[str, str]]:
    """One row a run of days; the first of a document is headed by it, the last has its sums."""
    states = {
        id(state.entry): state for claim in letter.claims for state in claim.allocation.documents
    }
    is_one = len([part for part in letter.accrual.documents if part.rows]) == 1
    no = 0
    for part in letter.accrual.documents:
        state = states[id(part.document)]
        entry, contract = state.entry, state.contract
        lines: list[AccrualRow | ExcludedRow] = [*part.rows, *part.excluded]
        lines.sort(key=lambda line: line.first)
        for index, line in enumerate(lines):
            no += 1
            is_last = index == len(lines) - 1
            yield {
                **dict.fromkeys(_ROW, ""),
                "no": str(no),
                "heading": entry.number if index == 0 else "",
                "contract": contract.number if letter.case.is_merged else "",
                "document_type": wording.document_type(entry.document_type, entry.kind),
                "number": entry.number,
                "date": wording.date_short(entry.date),
                "due_date": wording.date_short(state.due_date) if state.due_date else "",
                **_line(line, wording, contract.currency),
                **(_sums(part, wording, contract.currency, is_one=is_one) if is_last else {}),
            }


def _line(line: AccrualRow | ExcludedRow, wording: Wording, currency: str) -> dict[str, str]:
    """One run of days; an excluded one has its reason instead of a rate and an amount."""
    common = {
        "base": wording.number(line.base, currency),
        "from": wording.date_short(line.first),
        "to": wording.date_short(line.last),
        "days": str(line.days),
    }
    if isinstance(line, ExcludedRow):
        return {**common, "excluded": line.reason}
    terms, published = line.terms, line.terms.rate
    rate = wording.percent(terms.percent)
    share = f" × {terms.fraction}" if terms.fraction else ""
    year = f" / {terms.year_days}" if terms.year_days else ""
    return {
        **common,
        "rate": rate,
        "published": wording.percent(published.percent) if published else "",
        "published_on": wording.date_short(published.date_from) if published else "",
        "year_days": str(terms.year_days or ""),
        "source": _official_text(line.source),
        "formula": f"{common['base']} × {line.days} × {rate}{share}{year}",
        "amount": wording.number(line.amount, currency),
    }


def _official_text(source: str) -> str:
    """The number of the published resolution, if the rate's source has one; never its notes.

    >>> _official_text("BOE-A-2005-1042, Res. 18-01-2005 (ECB 2.09 + 7), read")
    'BOE-A-2005-1042'
    """
    found = re.match(r"BOE-A-\d{4}-\d+", source)
    return found[0] if found else ""


def _sums(
    part: DocumentAccrual, wording: Wording, currency: str, *, is_one: bool
) -> dict[str, str]:
    """What stands below the rows of a document.

    Their sum, unless the row or the table's total says it already (`is_one`: there is no other
    document); what is claimed of it, where its cap or a payment makes that less.
    """
    is_lessened = part.total != part.uncapped
    sums = {}
    if len(part.rows) > 1 and (is_lessened or not is_one):
        sums["subtotal"] = wording.number(part.uncapped, currency)
        sums["subtotal_days"] = str(sum(row.days for row in part.rows))
    if is_lessened:
        sums["cap"] = wording.number(part.cap, currency) if part.is_capped and part.cap else ""
        sums["covered"] = wording.number(part.paid, currency) if part.paid else ""
        sums["claimed"] = wording.number(part.total, currency)
    return sums
