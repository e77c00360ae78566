"""The reconciliation act as flat, formatted text: the fields that its Word templates may use.

`their_…` is the counterparty's half: empty for him to fill in, or the mirror of ours, where what
we debit stands on his credit side.
"""

from collections.abc import Iterator
from decimal import Decimal

from letters.documents.fields import Fields
from letters.documents.reconciliation_act import Account, ReconciliationAct
from letters.errors import DataError, Problem
from letters.law import law_for
from letters.ledger.balances import Movement
from letters.model.contract import Contract
from letters.wording.base import PARTY_FORMS, Wording

_HEADING = ("heading", "heading_date", "heading_debit", "heading_credit", "heading_balance")
_SIDES = ("opening_debit", "opening_credit", "closing_debit", "closing_credit")

FIELDS = Fields(
    scalars=frozenset(
        {
            "letter_number", "letter_date", "period", "period_from", "period_to", "as_of",
            "contracts", "currency", "reply_by",
            "opening", "closing", "closing_amount", "closing_with_words",
            "turnover_debit", "turnover_credit", *_SIDES,
            "their_opening", "their_increase", "their_decrease", "their_closing", "difference",
            "their_turnover_debit", "their_turnover_credit", *(f"their_{side}" for side in _SIDES),
            "overdue", "not_due", "advances", "last_payment_date", "last_payment_amount",
            *(f"{role}_{form}" for role in ("debtor", "creditor") for form in PARTY_FORMS),
        }
    ),
    flags=frozenset(
        {
            "date_is_printed", "is_merged", "is_mirrored", "nets_contracts",
            "owed_to_creditor", "owed_to_debtor", "is_settled",
            "ageing_known", "has_overdue", "has_advances",
            "debtor_is_company", "debtor_is_sole_trader", "debtor_is_person",
            "creditor_is_company", "law_ru", "law_cn", "law_es",
        }
    ),
    lists={
        "rows": frozenset(
            {
                "no", "date", "caption", "document_type", "number", "due_date", "debit", "credit",
                "balance", "their_date", "their_caption", "their_debit", "their_credit",
                *_HEADING, "their_heading_debit", "their_heading_credit", "is_last",
            }
        ),
        "accounts": frozenset({"number", "date", "opening", "debit", "credit", "closing", *_SIDES}),
    },
    mandatory=frozenset(
        {"contracts", "rows", "turnover_debit", "turnover_credit", "closing_with_words"}
    ),
)  # fmt: skip


def reconciliation_view(
    act: ReconciliationAct, wording: Wording, number: str
) -> tuple[dict[str, object], tuple[Problem, ...]]:
    """Every field of FIELDS for this act, and what the language is unsure of.

    `number` is the act's number in the register; it stands in the footer of each page.
    """
    case, period, currency = act.case, act.options.period, act.case.currency
    debtor = wording.party_forms(case.debtor)
    creditor = wording.party_forms(case.creditor)
    closing, reply_by = act.closing_balance, act.options.reply_by
    view: dict[str, object] = {
        **{f"debtor_{name}": text for name, text in debtor.fields.items()},
        **{f"creditor_{name}": text for name, text in creditor.fields.items()},
        "letter_number": number,
        "letter_date": wording.date_formal(case.date),
        "date_is_printed": case.date_is_printed,
        "period": wording.period(period),
        "period_from": wording.date_short(period.first),
        "period_to": wording.date_short(period.last),
        "as_of": wording.date_long(period.last),
        "reply_by": wording.date_long(reply_by) if reply_by else "",
        "contracts": wording.contract_phrase(case.contracts),
        "currency": wording.currency_label(currency),
        "is_merged": case.is_merged,
        "nets_contracts": act.nets_contracts,
        "closing_with_words": wording.money_with_words(act.main_figure, currency),
        "owed_to_creditor": closing > 0,
        "owed_to_debtor": closing < 0,
        "is_settled": closing == 0,
        "rows": list(_rows(act, wording)),
        "accounts": [_account_fields(account, wording) for account in act.accounts],
        "debtor_is_company": case.debtor.kind in {"company", "public_body"},
        "debtor_is_sole_trader": case.debtor.kind == "sole_trader",
        "debtor_is_person": case.debtor.kind == "person",
        "creditor_is_company": case.creditor.kind in {"company", "public_body"},
        **{f"law_{law.lower()}": case.jurisdiction == law for law in ("RU", "CN", "ES")},
        **_balance_fields(act, wording),
        **_ageing_fields(act, wording),
    }
    return view, (*debtor.warnings, *creditor.warnings)


def _balance_fields(act: ReconciliationAct, wording: Wording) -> dict[str, object]:
    """Ours and theirs: signed, and by sides."""
    currency = act.case.currency
    mirrored = act.options.counterparty_side == "mirror"

    def digits(amount: Decimal) -> str:
        return wording.number(amount, currency)

    opening, closing = digits(act.opening_balance), digits(act.closing_balance)
    debit, credit = digits(act.debit_turnover), digits(act.credit_turnover)
    sides = {
        **_sides("opening", act.opening_balance, wording, currency),
        **_sides("closing", act.closing_balance, wording, currency),
    }
    theirs = {
        "their_opening": opening,
        "their_increase": debit,
        "their_decrease": credit,
        "their_closing": closing,
        "difference": digits(Decimal(0)),
        "their_turnover_debit": credit,
        "their_turnover_credit": debit,
        **{f"their_{side}": sides[_other_side(side)] for side in _SIDES},
    }
    return {
        "opening": opening,
        "closing": closing,
        "closing_amount": digits(act.main_figure),
        "turnover_debit": debit,
        "turnover_credit": credit,
        **sides,
        **{name: text if mirrored else "" for name, text in theirs.items()},
        "is_mirrored": mirrored,
    }


def _ageing_fields(act: ReconciliationAct, wording: Wording) -> dict[str, object]:
    """Due and not due of what is owed; the parts say what the balance is made of, or nothing."""
    currency, paid = act.case.currency, act.last_payment
    overdue, not_due, advances = act.overdue, act.not_due, act.unallocated

    def money(amount: Decimal | None) -> str:
        return "" if amount is None else wording.money(amount, currency)

    return {
        "ageing_known": overdue is not None and act.closing_balance > 0,
        "has_overdue": bool(overdue) and act.closing_balance > 0,
        "has_advances": bool(advances) and bool(overdue or not_due),
        "overdue": money(overdue),
        "not_due": money(not_due),
        "advances": money(advances),
        "last_payment_date": wording.date_short(paid.date) if paid else "",
        "last_payment_amount": money(paid.amount if paid else None),
    }


def _rows(act: ReconciliationAct, wording: Wording) -> Iterator[dict[str, str]]:
    """The movements; in a merged act the first one of a contract is headed by its opening."""
    mirrored = act.options.counterparty_side == "mirror"
    no = 0
    count = sum(len(account.statement.rows) for account in act.accounts)
    for account in act.accounts:
        for index, row in enumerate(account.statement.rows):
            no += 1
            fields = {
                "no": str(no),
                **_row_fields(account.contract, row, wording),
                **_heading_fields(account, wording, shown=act.case.is_merged and not index),
            }
            yield {
                **fields,
                "is_last": "1" if no == count else "",
                "their_date": fields["date"] if mirrored else "",
                "their_caption": wording.entry_caption(row.entry, mirrored=True)
                if mirrored
                else "",
                "their_debit": fields["credit"] if mirrored else "",
                "their_credit": fields["debit"] if mirrored else "",
                "their_heading_debit": fields["heading_credit"] if mirrored else "",
                "their_heading_credit": fields["heading_debit"] if mirrored else "",
            }


def _row_fields(contract: Contract, row: Movement, wording: Wording) -> dict[str, str]:
    entry, currency = row.entry, contract.currency
    return {
        "date": wording.date_short(entry.date),
        "caption": wording.entry_caption(entry),
        "document_type": wording.document_type(entry.document_type, entry.kind),
        "number": entry.number,
        "due_date": _due_date(contract, row, wording),
        "debit": wording.number(row.debit, currency) if row.debit else "",
        "credit": wording.number(row.credit, currency) if row.credit else "",
        "balance": wording.number(row.balance, currency),
    }


def _due_date(contract: Contract, row: Movement, wording: Wording) -> str:
    """The last day to pay, for what has a term; empty where it is not known (yet)."""
    if row.entry.kind not in {"shipment", "opening"}:
        return ""
    try:
        day = law_for(contract.jurisdiction).due_date(row.entry, contract)
    except DataError:  # the act has warned of it
        return ""
    return wording.date_short(day) if day else ""


def _heading_fields(account: Account, wording: Wording, *, shown: bool) -> dict[str, str]:
    if not shown:
        return dict.fromkeys(_HEADING, "")
    contract, opening = account.contract, account.statement.opening
    return {
        "heading": contract.number,
        "heading_date": wording.date_short(contract.date),
        "heading_balance": wording.number(opening, contract.currency),
        **_sides("heading", opening, wording, contract.currency),
    }


def _account_fields(account: Account, wording: Wording) -> dict[str, str]:
    balances, currency = account.statement, account.contract.currency
    return {
        "number": account.contract.number,
        "date": wording.date_short(account.contract.date),
        "opening": wording.number(balances.opening, currency),
        "debit": wording.number(balances.debit_turnover, currency),
        "credit": wording.number(balances.credit_turnover, currency),
        "closing": wording.number(balances.closing, currency),
        **_sides("opening", balances.opening, wording, currency),
        **_sides("closing", balances.closing, wording, currency),
    }


def _sides(name: str, balance: Decimal, wording: Wording, currency: str) -> dict[str, str]:
    """A balance on one side only: a debt is a debit, an advance a credit, nothing a debit of 0."""
    digits = wording.number(abs(balance), currency)
    return {
        f"{name}_debit": digits if balance >= 0 else "",
        f"{name}_credit": digits if balance < 0 else "",
    }


def _other_side(side: str) -> str:
    name, _, column = side.partition("_")
    return f"{name}_{'credit' if column == 'debit' else 'debit'}"
