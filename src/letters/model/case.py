"""One letter to be written: who to whom, under which contracts, as of when, in which language."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from letters.model.contract import Contract
from letters.model.entry import Entry
from letters.model.party import Party
from letters.model.settings import Settings


@dataclass(frozen=True, slots=True)
class Credit:
    """What the debtor paid under the contract of that id beyond what he owes there; positive."""

    contract: str
    amount: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """The facts that a document is computed from; nothing in it depends on the clock.

    `contracts` are one, or several of one currency and one law (merged on request); `entries`
    holds the ledger of each contract by its id; `as_of` is the last day that counts;
    `date` is the date of the letter, printed only when `date_is_printed`; `credits` are what the
    debtor has to his credit under his other contracts with the creditor, in the same currency.
    """

    creditor: Party
    debtor: Party
    contracts: tuple[Contract, ...]
    entries: Mapping[str, Sequence[Entry]]
    language: str
    as_of: dt.date
    date: dt.date
    date_is_printed: bool = False
    settings: Settings
    credits: tuple[Credit, ...] = ()

    @property
    def currency(self) -> str:
        """ISO 4217 code that all contracts of the case share."""
        return self.contracts[0].currency

    @property
    def jurisdiction(self) -> str:
        """The law that all contracts of the case share."""
        return self.contracts[0].jurisdiction

    @property
    def is_merged(self) -> bool:
        """Whether the letter speaks of several contracts at once."""
        return len(self.contracts) > 1
