"""What a demand is made from beside its case: the options, earlier letters, contracts claimed."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from letters.documents.figures import DocumentRow
from letters.interest.rows import Accrual
from letters.law.late_payment import Rates
from letters.ledger.allocation import Allocation
from letters.model.contract import Contract

KIND = "demand_letter"
Level = Literal["first", "second", "final", "lawyer"]
_ACKNOWLEDGEMENTS = frozenset({"guarantee_letter", "reconciliation_act"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """A letter of the register about the contracts of a case.

    `as_of` is the last day that it counts, `signed` the day on which the debtor signed it (of a
    demand: its receipt). A letter that the register does not have has no number.
    """

    kind: str
    date: dt.date
    as_of: dt.date
    contracts: tuple[str, ...]
    number: str = ""
    signed: dt.date | None = None

    def is_demand_before(self, day: dt.date) -> bool:
        """Whether it demanded payment on an earlier day."""
        return self.kind == KIND and self.date < day

    def is_acknowledgement_on(self, day: dt.date) -> bool:
        """Whether the debtor had acknowledged the debt in it by that day."""
        return self.kind in _ACKNOWLEDGEMENTS and self.signed is not None and self.signed <= day


@dataclass(frozen=True, slots=True, kw_only=True)
class DemandOptions:
    """What the user asked for, and the facts outside of the ledger that a demand needs.

    `rates` are all rate tables by name; with `assume_last_rate` they are continued through the
    as-of date, and the letter says so. `pay_within` is in calendar days (None: the contract's own
    term, or the usual one). `level` is the step of the Chinese ladder, up to the 律师函 of a law
    firm; the other languages know one demand, the final one. `earlier` are the letters of the
    register by contract id.
    `min_amount` (overdue principal) and `min_days` (of the longest delay) leave out small claims.
    `force` demands although payments that settle nothing yet would cover the debt.
    """

    rates: Rates
    pay_within: int | None = None
    level: Level = "final"
    first_letter_date: dt.date | None = None
    earlier: Mapping[str, tuple[Earlier, ...]] = field(default_factory=dict)
    min_amount: Decimal = Decimal(0)
    min_days: int = 0
    assume_last_rate: bool = False
    force: bool = False

    def earlier_for(self, contracts: Iterable[Contract]) -> tuple[Earlier, ...]:
        """The letters about these contracts, each once."""
        letters = (item for contract in contracts for item in self.earlier.get(contract.id, ()))
        return tuple(dict.fromkeys(letters))

    def rates_for(self, as_of: dt.date) -> Rates:
        """The tables as far as the user lets them reach."""
        if not self.assume_last_rate:
            return self.rates
        return {name: table.continued(as_of) for name, table in self.rates.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One contract of the demand: the documents owed late, those not due yet, the calculation."""

    contract: Contract
    allocation: Allocation
    accrual: Accrual
    documents: tuple[DocumentRow, ...]
    not_yet_due: tuple[DocumentRow, ...]
