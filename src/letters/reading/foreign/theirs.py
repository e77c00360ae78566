"""The counterparty's own books as lines that stand beside ours: their signs turned to ours.

What they debit we credit: in their card of account 60 or 应付账款 a delivery is a credit, and
raises what they owe us. An act that we made and they filled in holds their books in its other half.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from letters.errors import N_, DataError, Problem
from letters.ledger.comparison import Line
from letters.model.contract import Contract
from letters.model.document_number import number_key
from letters.model.party import Party
from letters.model.period import Period
from letters.reading.foreign.found import Balance, Found, Movement
from letters.reading.foreign.matching import Match, Parties


@dataclass(frozen=True, slots=True, kw_only=True)
class Theirs:
    """Their lines in our sign, and what they had before; `opening` is None where not stated."""

    period: Period
    lines: tuple[Line, ...]
    opening: Decimal | None
    notes: tuple[Problem, ...] = ()


def their_books(
    found: Found,
    debtor: Party,
    contracts: Sequence[Contract],
    parties: Parties,
    period: Period | None = None,
) -> Theirs:
    """What the file says of our dealings with the debtor under these contracts.

    `period` is the one asked for; without it that of the file, or of its rows. Raises DataError for
    our own books, another company's, and a file without a row about us.
    """
    creditor = contracts[0].creditor
    half, half_opening, notes = _their_half(found, debtor, creditor, parties)
    ours = [row for row in half if _is_with_us(row.party, creditor, debtor, parties)]
    if half and not ours:
        names = dict.fromkeys(row.party.name or row.party.tax_id for row in half)
        raise DataError(
            N_("none of the rows is about us: they name {names}"),
            N_("say in import.toml, under [parties], which of these names we are"),
            names=", ".join(list(names)[:5]),
        )
    if len(ours) < len(half):
        notes.append(_note(found, N_("rows about others: {count}"), count=len(half) - len(ours)))
    currency = contracts[0].currency
    keys = {number_key(contract.number) for contract in contracts}
    rows = [
        row
        for row in ours
        if row.currency in {"", currency}
        and (not row.contract.number or number_key(row.contract.number) in keys)
    ]
    if len(rows) < len(ours):
        message = N_("rows under other contracts or in other currencies: {count}")
        notes.append(_note(found, message, count=len(ours) - len(rows)))
    days = [row.date for row in rows]
    first, last = found.first or min(days, default=None), found.last or max(days, default=None)
    if period is None:
        if first is None or last is None:
            raise DataError(
                N_("the file has neither rows nor a period"), N_("give the period with --period")
            )
        period = Period(first, last)
    inside = [row for row in rows if period.first <= row.date <= period.last]
    if len(inside) < len(rows):
        message = N_("rows outside the period: {count}")
        notes.append(_note(found, message, count=len(rows) - len(inside)))
    stated = [
        balance
        for balance in half_opening
        if _is_with_us(balance.party, creditor, debtor, parties)
        and balance.currency in {"", currency}
        and (not balance.contract.number or number_key(balance.contract.number) in keys)
    ]
    return Theirs(
        period=period,
        lines=tuple(_line(row) for row in inside if row.amount),
        opening=_opening(stated, rows, period, first),
        notes=tuple(notes),
    )


def _their_half(
    found: Found, debtor: Party, creditor: str, parties: Parties
) -> tuple[Sequence[Movement], Sequence[Balance], list[Problem]]:
    owner = found.owner
    match = parties.match(owner) if owner.name or owner.tax_id or owner.bank_account else None
    if isinstance(match, Match) and match.party.id == creditor:
        if found.others:
            return found.others, found.others_opening, []
        raise DataError(
            N_("this file is our own ledger"), N_("give the counterparty's act, card or statement")
        )
    if isinstance(match, Match) and match.party.id != debtor.id:
        raise DataError(
            N_("this file is of {owner}, not of {debtor}"),
            N_("name that debtor, or ask {debtor} for his own"),
            owner=match.party.id,
            debtor=debtor.id,
        )
    if match is None and owner.name:
        said = N_("the file is of “{owner}”, which is taken to be {debtor}")
        note = _note(found, said, owner=owner.name, debtor=debtor.id)
        return found.movements, found.opening, [note]
    return found.movements, found.opening, []


def _is_with_us(party: Party, creditor: str, debtor: Party, parties: Parties) -> bool:
    """Rows of one counterparty's act need not say who it is; the other half names its owner."""
    if not (party.name or party.tax_id or party.bank_account):
        return True
    match = parties.match(party)
    return isinstance(match, Match) and match.party.id in {creditor, debtor.id}


def _opening(
    stated: Sequence[Balance], rows: Sequence[Movement], period: Period, first: object
) -> Decimal | None:
    """Their balance before the period: stated, moved on by the rows between."""
    if not stated or (first is not None and period.first < min(one.date for one in stated)):
        return None
    start = min(balance.date for balance in stated)
    since = (row.effect for row in rows if start <= row.date < period.first)
    return -sum((balance.amount for balance in stated), Decimal(0)) - sum(since, Decimal(0))


def _line(row: Movement) -> Line:
    return Line(
        date=row.date,
        effect=-row.effect,
        numbers=(row.number, row.delivery_number, row.counterparty_number),
        caption=" ".join(filter(None, [row.document_type, row.number])) or row.description,
        is_payment=row.kind in {"payment", "refund"},
        origin=row.origin,
    )


def _note(found: Found, message: str, **params: object) -> Problem:
    return Problem(found.source, "", "reconcile.note", message, "", params, "warning")
