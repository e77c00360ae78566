"""What a foreign file says, before anybody is matched: the same form for every format."""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from letters.errors import Problem
from letters.model.entry import EntryKind
from letters.model.origin import Origin
from letters.model.party import Party

if TYPE_CHECKING:
    from letters.reading.foreign.file import File

# bank: an account statement, where everybody's payments stand side by side
# account: the ledger of receivables (карточка 62, 往来明细账, mayor 430), or an act made from one
# documents: invoices and delivery notes one by one, with their parties
Sort = Literal["bank", "account", "documents"]


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedContract:
    """A contract as a file names it; `number` is empty when only its title is known."""

    number: str = ""
    date: dt.date | None = None
    title: str = ""
    currency: str = ""
    payment_days: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """One row of a foreign file, said as an entry of the ledger is.

    `party` is the other side (a `Party` without id: only what the file says of him). `kind` and
    `amount` are as in `Entry`, seen from the books the file was made from: a debit of account 62
    or 430 raises the debt. Money that leaves a bank account is a `refund`. `currency` is empty
    where the file does not say it; `texts` are what may name contract and documents beside
    `description` (never shown).
    """

    origin: Origin
    date: dt.date
    kind: EntryKind
    amount: Decimal
    party: Party
    number: str = ""
    currency: str = ""
    contract: NamedContract = field(default=NamedContract())
    document_type: str = ""
    due_date: dt.date | None = None
    delivery_number: str = ""
    delivery_date: dt.date | None = None
    settles: tuple[str, ...] = ()
    counterparty_number: str = ""
    description: str = ""
    vat_rate: Decimal | None = None

    @property
    def effect(self) -> Decimal:
        """What the row does to the balance in its own books; positive: the other side owes more."""
        return -self.amount if self.kind in {"payment", "return", "offset"} else self.amount


@dataclass(frozen=True, slots=True)
class Aside:
    """A row that is understood and is no entry of the ledger, and why (a bank's own fee)."""

    origin: Origin
    reason: str
    text: str = ""
    amount: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Control:
    """A total that the file states and what its rows add up to; they must be equal.

    `name` is a msgid (`N_("turnover, debit")`), `origin` where the total stands.
    """

    name: str
    stated: Decimal
    computed: Decimal
    origin: Origin = field(default=Origin())


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """What a file says that a party owes at the start of `date` (negative: we owe him)."""

    origin: Origin
    party: Party
    date: dt.date
    amount: Decimal
    currency: str = ""
    contract: NamedContract = field(default=NamedContract())


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Everything that one file says.

    `format` is a msgid; `owner` is whose books, account or invoices these are (an empty `Party`
    where the file does not say); `first` and `last` the period the file states. `opening` and
    `closing` are the balances it states (closing: at the end of the day `date`). `others` is the
    other half of a two-sided act: the rows that the act says the other side has, in the words of
    its books. `parties` are parties worth keeping that no movement names. An error among
    `problems`, or a control that does not hold, refuses the whole file.
    """

    format: str
    source: str
    sort: Sort
    movements: tuple[Movement, ...] = ()
    owner: Party = field(default=Party(id="", name=""))
    first: dt.date | None = None
    last: dt.date | None = None
    opening: tuple[Balance, ...] = ()
    closing: tuple[Balance, ...] = ()
    others: tuple[Movement, ...] = ()
    others_opening: tuple[Balance, ...] = ()
    parties: tuple[Party, ...] = ()
    aside: tuple[Aside, ...] = ()
    controls: tuple[Control, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name (a msgid), how its content is recognised, and its reader.

    `recognise` must be cheap and never raise for another format. `read` gets one file, or all
    files of the format in the order given if it `joins` them (a CRM answers one question a file).
    It raises DataError for a file that is damaged as a whole.
    """

    name: str
    recognise: Callable[["File"], bool]
    read: Callable[[Sequence["File"]], Found]
    joins: bool = False


def total(movements: Iterable[Movement], *, debit: bool) -> Decimal:
    """The turnover of one side, both as a positive number for what is on its usual side."""
    effects = (movement.effect for movement in movements)
    return sum(
        (abs(effect) if debit == (effect > 0) else Decimal(0) for effect in effects), Decimal(0)
    )
