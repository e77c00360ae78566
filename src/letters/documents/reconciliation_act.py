"""The reconciliation act: a period of the ledger, contract by contract, that both sides sign.

Legal nature: a written acknowledgement of the closing balance when persons with the power to do so
sign it (RU ППВС 43 п. 20; CN 民法典 195; ES art. 1973 CC). Principal only: penalties are not in it.
Sign of every balance: positive, the debtor owes the creditor.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from letters.documents.figures import head_json
from letters.documents.requirements import act_gaps
from letters.errors import DataError, Problem, Refused
from letters.ledger.ageing import Ageing, age
from letters.ledger.balances import Movement, Statement, effective_date, statement
from letters.model.case import Case
from letters.model.contract import Contract
from letters.model.entry import Entry
from letters.model.money import to_amount
from letters.model.period import Period
from letters.wording import wording_for

KIND = "reconciliation_act"
Side = Literal["blank", "mirror"]
Favour = Literal["creditor", "debtor"]


@dataclass(frozen=True, slots=True)
class ActOptions:
    """What the user asked for.

    `counterparty_side` leaves the debtor's figures blank for him to fill in, or mirrors ours;
    `include_empty` makes an act even without movement and balance; `reply_by` is the last day on
    which the signed copy is expected back (None: the act names no day).
    """

    period: Period
    counterparty_side: Side = "blank"
    include_empty: bool = False
    reply_by: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Account:
    """One contract of the act; `ageing` is None where its parts are not known."""

    contract: Contract
    statement: Statement
    ageing: Ageing | None
    warnings: tuple[Problem, ...] = ()

    def as_json(self) -> dict[str, object]:
        """The contract's own balances: what a merged act must not hide."""
        return {
            "id": self.contract.id,
            "number": self.contract.number,
            "date": self.contract.date.isoformat(),
            **_balances_json(
                self.statement.opening,
                self.statement.debit_turnover,
                self.statement.credit_turnover,
                self.statement.closing,
                self.contract.currency,
            ),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class ReconciliationAct:
    """The figures of one act: opening + debit turnover - credit turnover = closing, to the cent.

    Balances of several contracts are sums of theirs, each shown; `later_entries` counts the
    entries after the period, which the act leaves out.
    """

    case: Case
    options: ActOptions
    accounts: tuple[Account, ...]
    last_payment: Entry | None
    later_entries: int

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """What the user should look at."""
        return tuple(problem for account in self.accounts for problem in account.warnings)

    @property
    def opening_balance(self) -> Decimal:
        """Everything before the first day of the period."""
        return self._sum(account.statement.opening for account in self.accounts)

    @property
    def debit_turnover(self) -> Decimal:
        """What the debtor was charged within the period."""
        return self._sum(account.statement.debit_turnover for account in self.accounts)

    @property
    def credit_turnover(self) -> Decimal:
        """What lowered the debt within the period."""
        return self._sum(account.statement.credit_turnover for account in self.accounts)

    @property
    def closing_balance(self) -> Decimal:
        """The balance at the end of the last day; the next period opens with it."""
        return self._sum(account.statement.closing for account in self.accounts)

    @property
    def main_figure(self) -> Decimal:
        """The closing balance without its sign; `in_favour_of` says whose it is."""
        return abs(self.closing_balance)

    @property
    def in_favour_of(self) -> Favour | None:
        """Who is owed the closing balance; None when nobody is."""
        return _favour(self.closing_balance)

    @property
    def nets_contracts(self) -> bool:
        """Whether a debt under one contract stands against an advance under another."""
        signs = {_favour(account.statement.closing) for account in self.accounts}
        return {"creditor", "debtor"} <= signs

    @property
    def rows(self) -> tuple[tuple[Contract, Movement], ...]:
        """All movements, contract by contract; each balance is that of its contract."""
        return tuple(
            (account.contract, row) for account in self.accounts for row in account.statement.rows
        )

    @property
    def ageings(self) -> tuple[Ageing, ...] | None:
        """The open documents of every contract by age; None when one of them is not known."""
        known = tuple(account.ageing for account in self.accounts if account.ageing)
        return known if len(known) == len(self.accounts) else None

    @property
    def overdue(self) -> Decimal | None:
        """Owed on documents whose last day to pay is before the period's end."""
        return self._of_ageings("overdue")

    @property
    def not_due(self) -> Decimal | None:
        """Owed on documents that could still be paid in time, or have no known term."""
        return self._of_ageings("not_due")

    @property
    def unallocated(self) -> Decimal | None:
        """Advances: overdue + not due - unallocated = closing balance."""
        return self._of_ageings("unallocated")

    def as_json(self) -> dict[str, object]:
        """The computed figures, in the fields of the public contract."""
        currency = self.case.currency
        wording = wording_for(self.case.language, self.case.debtor.country)
        period, paid = self.options.period, self.last_payment
        return {
            **head_json(KIND, self.case, wording.amount_in_words(self.main_figure, currency)),
            "period": {"from": period.first.isoformat(), "to": period.last.isoformat()},
            **_balances_json(
                self.opening_balance,
                self.debit_turnover,
                self.credit_turnover,
                self.closing_balance,
                currency,
            ),
            "rows": [_row_json(contract, row) for contract, row in self.rows],
            "contracts": [account.as_json() for account in self.accounts],
            "overdue": _text(self.overdue, currency),
            "not_due": _text(self.not_due, currency),
            "unallocated": _text(self.unallocated, currency),
            "last_payment": {"date": paid.date.isoformat(), "amount": _text(paid.amount, currency)}
            if paid
            else None,
            "later_entries": self.later_entries,
        }

    def _sum(self, amounts: Iterable[Decimal]) -> Decimal:
        return to_amount(sum(amounts, Decimal(0)), self.case.currency)

    def _of_ageings(self, name: str) -> Decimal | None:
        if self.ageings is None:
            return None
        return self._sum(getattr(ageing, name) for ageing in self.ageings)


def reconciliation_act(case: Case, options: ActOptions) -> ReconciliationAct | None:
    """Compute the act as of the period's end, whatever `case.as_of` says.

    None when no contract of the case moved or has a balance; Refused when the act would have a
    hole. A calendar that is not known yet costs only the split by age, with a warning.
    """
    last = options.period.last
    case = replace(case, as_of=last)
    accounts = tuple(_account(case, contract, options.period) for contract in case.contracts)
    if not options.include_empty and not any(map(_is_alive, accounts)):
        return None
    if problems := tuple(act_gaps(case)):
        raise Refused(problems)
    entries = [entry for contract in case.contracts for entry in _entries(case, contract)]
    payments = [entry for entry in entries if entry.kind == "payment" and entry.date <= last]
    return ReconciliationAct(
        case=case,
        options=options,
        accounts=accounts,
        last_payment=max(payments, key=lambda entry: entry.date, default=None),
        later_entries=sum(effective_date(entry) > last for entry in entries),
    )


def _account(case: Case, contract: Contract, period: Period) -> Account:
    entries = _entries(case, contract)
    account = Account(contract, statement(entries, period), None)
    try:
        ageing = age(entries, contract, period.last, edges=())
    except DataError as gap:
        warning = Problem(
            source=contract.id,
            place="",
            code="act.no_ageing",
            message=gap.message,
            hint=gap.hint,
            params=gap.params,
            severity="warning",
        )
        return replace(account, warnings=(warning,))
    return replace(account, ageing=ageing)


def _entries(case: Case, contract: Contract) -> Sequence[Entry]:
    return case.entries.get(contract.id, ())


def _is_alive(account: Account) -> bool:
    return bool(account.statement.rows or account.statement.closing)


def _favour(balance: Decimal) -> Favour | None:
    return "creditor" if balance > 0 else "debtor" if balance < 0 else None


def _balances_json(
    opening: Decimal, debit: Decimal, credit: Decimal, closing: Decimal, currency: str
) -> dict[str, object]:
    return {
        "opening_balance": _text(opening, currency),
        "debit_turnover": _text(debit, currency),
        "credit_turnover": _text(credit, currency),
        "closing_balance": _text(closing, currency),
        "in_favour_of": _favour(closing),
    }


def _row_json(contract: Contract, row: Movement) -> dict[str, object]:
    entry = row.entry
    return {
        "date": entry.date.isoformat(),
        "kind": entry.kind,
        "document_type": entry.document_type,
        "number": entry.number,
        "debit": _text(row.debit, contract.currency),
        "credit": _text(row.credit, contract.currency),
        "balance": _text(row.balance, contract.currency),
        "contract": contract.id,
        "counterparty_number": entry.counterparty_number,
    }


def _text(amount: Decimal | None, currency: str) -> str | None:
    return None if amount is None else str(to_amount(amount, currency))
