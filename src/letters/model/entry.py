"""One line of the ledger: goods sent, money received, and what corrects them."""

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, get_args

from letters.model.origin import Origin

EntryKind = Literal["shipment", "payment", "return", "offset", "correction", "refund", "opening"]
ENTRY_KINDS: tuple[str, ...] = get_args(EntryKind)
_CREDITS = frozenset({"payment", "return", "offset"})
SIGNED_KINDS = frozenset({"correction", "opening"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One row of `ledger`, as written: `amount` is positive except for correction and opening.

    `vat_rate` is the percent of VAT inside the amount (None: unknown; 0: none charged); `sheets`
    is how many sheets the document's copy has, for the list of annexes of a demand; `import_key`
    is by what a row of a foreign file is known again (empty: typed by hand).
    """

    date: dt.date
    contract: str
    kind: EntryKind
    number: str
    amount: Decimal
    document_type: str = ""
    due_date: dt.date | None = None
    delivery_number: str = ""
    delivery_date: dt.date | None = None
    settles: tuple[str, ...] = ()
    counterparty_number: str = ""
    description: str = ""
    vat_rate: Decimal | None = None
    sheets: int | None = None
    import_key: str = ""
    origin: Origin = field(default=Origin(), compare=False)

    @property
    def effect(self) -> Decimal:
        """What the entry does to the balance; positive: the debtor owes more."""
        return -self.amount if self.kind in _CREDITS else self.amount
