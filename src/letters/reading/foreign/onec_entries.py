"""The entries of an account card: whose they are, and what kind of movement each is.

`onec_account` finds the rows; here each gets its party, contract and kind.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import zip_longest

from letters.errors import N_, Problem
from letters.model.origin import Origin
from letters.model.party import Party
from letters.reading.foreign.found import Aside, Movement, NamedContract
from letters.reading.foreign.onec_captions import (
    Caption,
    caption_of,
    contract_of,
    has_legal_form,
    is_contract,
    party_of,
)
from letters.reading.foreign.onec_figures import ZERO
from letters.reading.foreign.onec_kinds import (
    Nature,
    kind_and_amount,
    nature_by_account,
    nature_of,
)


@dataclass(slots=True)
class Raw:
    """An entry before it is understood; `foreign` is its sum in the currency `currency`."""

    row: int
    date: dt.date
    document: str
    lines: tuple[str, str]
    operation: str
    accounts: tuple[str, str]
    debit: Decimal
    credit: Decimal
    foreign: Decimal | None = None
    currency: str = ""


@dataclass(slots=True)
class Card:
    """What the titles and the rows of a card say."""

    source: str
    account: str = ""
    owner: Party = field(default=Party(id="", name=""))
    party: Party | None = None
    contract: NamedContract | None = None
    first: dt.date | None = None
    last: dt.date | None = None
    opening: tuple[int, Decimal] | None = None
    closing: tuple[int, Decimal] | None = None
    turnover: tuple[int, Decimal, Decimal] | None = None
    rows: list[Raw] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def said_of(card: Card, raw: Raw) -> Iterator[Movement | Aside | Problem]:
    """What an entry means: one movement, or two when it moves a debt from contract to contract."""
    origin = Origin(card.source, raw.row)
    caption = caption_of(raw.document)
    own = card.account or _guessed_account(raw)
    debit, credit = (account[:2] == own[:2] for account in raw.accounts)
    if not raw.debit and not raw.credit and not raw.foreign:
        yield Aside(origin, N_("an entry without an amount"), caption.type)
    elif debit and credit and all(account.startswith(own) for account in raw.accounts):
        if _who(card, raw, 0)[:2] == _who(card, raw, 1)[:2]:
            yield Aside(
                origin, N_("an advance is set off within the account"), caption.type,
                raw.debit or raw.credit,
            )  # fmt: skip
        else:
            yield from (_movement(card, raw, caption, side, "correction") for side in (0, 1))
    elif debit and credit:
        yield origin.problem(
            "", "card.subaccount",
            N_("an advance of account {account} is set off, which is not in this card"),
            N_("make the card of account {own} with all its subaccounts"),
            account=next(a for a in raw.accounts if not a.startswith(own)), own=own[:2],
        )  # fmt: skip
    else:
        if debit:  # some cards print the sum beside both accounts: only ours counts
            raw.credit = ZERO
        elif credit:
            raw.debit = ZERO
        yield _movement(card, raw, caption, 0 if raw.debit else 1, "")


def _guessed_account(raw: Raw) -> str:
    """The account of a card whose title is gone: a card of receivables, else of payables."""
    for base in ("62", "60", "76"):
        if any(account.startswith(base) for account in raw.accounts):
            return base
    return "62"


def _who(card: Card, raw: Raw, side: int) -> tuple[Party | None, NamedContract, Caption]:
    """Party, contract and settled document from the analytics of a side, or from the operation.

    The party is the first line (in УПП: the one with a legal form that is not the owner's, or
    the one above the contract); the filter of the card names him when the rows do not.
    """
    lines = [line for line in raw.lines[side].split("\n") if line]
    party: Party | None = None
    if lines and not is_contract(lines[0]):
        party = party_of(lines[0])
        rest = lines[1:]
    else:
        rest = lines or [line for line in raw.operation.split("\n") if line]
        party = card.party or _party_among(card, rest)
    contract, settled = card.contract or NamedContract(), Caption()
    for line in rest:
        if is_contract(line):
            contract = contract_of(line)
        elif (caption := caption_of(line)).date and nature_of(caption.outer):
            settled = caption
    return party, contract, settled


def _party_among(card: Card, lines: Sequence[str]) -> Party | None:
    for line, below in zip_longest(lines, lines[1:], fillvalue=""):
        named = has_legal_form(line) and party_of(line) != card.owner
        if named or (below and is_contract(below) and not is_contract(line)):
            return party_of(line)
    return None


def _movement(
    card: Card, raw: Raw, caption: Caption, side: int, forced: Nature
) -> Movement | Aside | Problem:
    origin = Origin(card.source, raw.row)
    party, contract, settled = _who(card, raw, side)
    debit, credit = (raw.debit, ZERO) if side == 0 else (ZERO, raw.credit)
    if not debit and not credit:
        return origin.problem(
            "", "card.sides", N_("the sum does not stand beside the account of the card"),
            N_("export the card again, with the columns as the program prints them"),
        )  # fmt: skip
    if raw.foreign is not None:
        if not raw.foreign:
            return Aside(origin, N_("an exchange difference"), caption.type, debit or credit)
        debit, credit = (raw.foreign, ZERO) if debit else (ZERO, raw.foreign)
    if party is None:
        return origin.problem(
            "", "party.missing", N_("the row does not say whose it is"),
            N_("export the card with its analytics, or filter it by the counterparty"),
        )  # fmt: skip
    own = card.account or _guessed_account(raw)
    beside = next((account for account in raw.accounts if account[:2] != own[:2]), "")
    by_account = nature_by_account(beside, own, debit=side == 0)
    nature = forced or nature_of(caption.outer) or nature_of(raw.operation[:60])
    kind = kind_and_amount(nature, by_account, debit, credit)
    if kind is None:
        return origin.problem(
            "", "kind.unknown",
            N_("neither the document “{document}” nor its accounts say what this row is"),
            N_("enter this row by hand, or correct the name of the document"),
            document=caption.outer[:60],
        )  # fmt: skip
    pays = kind[0] in {"payment", "return", "offset", "refund"}
    return Movement(
        origin=origin, date=raw.date, kind=kind[0], amount=kind[1], party=party,
        number=caption.number, contract=contract, document_type=caption.type,
        currency=raw.currency, counterparty_number=caption.incoming,
        settles=(settled.number,) if pays and settled.number not in {"", caption.number} else (),
        description=_description(raw),
    )  # fmt: skip


def _description(raw: Raw) -> str:
    """What stands below the document in its cell: the purpose of a payment."""
    below = raw.document.split("\n")[1:]
    return " ".join(below) or raw.operation.split("\n", 1)[0]
