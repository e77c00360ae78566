"""Which payment settles which document: named documents first, then the earliest due date.

Entries are walked in the order of time, so that a payment settles what existed on its day; what
is left over waits as an advance for the next document and is shown, never lost. A payment that
names a document not yet shipped waits for that document.

Sources: RU ст. 319.1 and 522 ГК (?); CN 民法典 560; ES art. 1172, 1174 CC. All three let the
debtor name the debt he pays; without a name the debt that fell due earlier comes first.
"""

import heapq
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from letters.errors import N_, Problem
from letters.law import law_for
from letters.ledger.balances import effective_date
from letters.model.contract import Contract
from letters.model.entry import Entry
from letters.model.money import zero


@dataclass(frozen=True, slots=True)
class Settlement:
    """A part of `entry` (payment, return, offset, negative correction) used on a document.

    `day` is the day from whose end the debt is lower: the payment's own, or the document's when
    an advance was waiting for it.
    """

    entry: Entry
    day: date
    amount: Decimal


@dataclass(frozen=True, slots=True)
class DocumentState:
    """A document of the debtor on the as-of date: what it is worth and what is still owed.

    `due_date` is the last day to pay in time (None: no term is known), `increases` are positive
    corrections that name the document, `settlements` what lowers it, in the order of time.
    """

    entry: Entry
    contract: Contract
    due_date: date | None
    increases: tuple[Settlement, ...] = ()
    settlements: tuple[Settlement, ...] = ()

    @property
    def amount(self) -> Decimal:
        """The document's sum, corrections upwards included."""
        return self.entry.amount + sum(change.amount for change in self.increases)

    @property
    def settled(self) -> Decimal:
        """Paid, returned or offset so far."""
        return sum((part.amount for part in self.settlements), zero(self.contract.currency))

    @property
    def outstanding(self) -> Decimal:
        """What is still owed; never negative."""
        return self.amount - self.settled

    def days_overdue(self, as_of: date) -> int:
        """Days from the day after the due date to `as_of`, both included; 0 if not overdue."""
        if self.due_date is None or not self.outstanding:
            return 0
        return max(0, (as_of - self.due_date).days)


@dataclass(frozen=True, slots=True)
class Advance:
    """What is left of `entry` after every document was settled; positive, owed to the debtor."""

    entry: Entry
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Allocation:
    """All documents up to the as-of date, in the order of time, and what could not be used."""

    currency: str
    documents: tuple[DocumentState, ...]
    advances: tuple[Advance, ...]
    warnings: tuple[Problem, ...] = ()

    @property
    def open_documents(self) -> tuple[DocumentState, ...]:
        """Documents with something still owed."""
        return tuple(state for state in self.documents if state.outstanding)

    @property
    def outstanding(self) -> Decimal:
        """Sum of what is still owed on documents (advances not deducted)."""
        return sum((state.outstanding for state in self.documents), zero(self.currency))

    @property
    def unallocated(self) -> Decimal:
        """Sum of the advances; positive."""
        return sum((advance.amount for advance in self.advances), zero(self.currency))


def allocate(entries: Iterable[Entry], contract: Contract, as_of: date) -> Allocation:
    """Settle the documents of one contract with its payments, as of the end of `as_of`.

    Entries dated later do not exist for the result. The sum of `outstanding` less `unallocated`
    equals the balance of the contract.
    """
    everything = list(entries)
    known = {name for entry in everything if entry.effect > 0 for name in _names(entry)}
    walk = _Walk(contract, known)
    dated = (entry for entry in everything if effective_date(entry) <= as_of)
    for entry in sorted(dated, key=lambda item: (effective_date(item), item.effect < 0)):
        walk.take(entry)
    return walk.result()


@dataclass(slots=True)
class _Open:
    """A document while the walk goes on."""

    entry: Entry
    index: int
    due_date: date | None
    left: Decimal
    increases: list[Settlement] = field(default_factory=list)
    settlements: list[Settlement] = field(default_factory=list)

    def settle(self, entry: Entry, day: date, available: Decimal) -> Decimal:
        """Use up to `available` of `entry`; returns what was used."""
        used = min(self.left, available)
        if used:
            self.left -= used
            self.settlements.append(Settlement(entry, day, used))
        return used


@dataclass(slots=True)
class _Waiting:
    """A credit that still has something left, and the documents it is meant for."""

    entry: Entry
    left: Decimal
    names: tuple[str, ...]


class _Walk:
    """One pass through the ledger of a contract."""

    def __init__(self, contract: Contract, known: set[str]) -> None:
        self.contract = contract
        self.known = known
        self.law = law_for(contract.jurisdiction)
        self.documents: list[_Open] = []
        self.by_name: dict[str, list[_Open]] = {}
        self.by_due: list[tuple[bool, date, int]] = []
        self.waiting: list[_Waiting] = []
        self.warnings: list[Problem] = []

    def take(self, entry: Entry) -> None:
        if entry.effect < 0:
            self._credit(entry)
        elif entry.effect > 0:
            self._debit(entry)

    def result(self) -> Allocation:
        documents = tuple(
            DocumentState(
                entry=item.entry,
                contract=self.contract,
                due_date=item.due_date,
                increases=tuple(item.increases),
                settlements=tuple(item.settlements),
            )
            for item in self.documents
        )
        advances = tuple(Advance(item.entry, item.left) for item in self.waiting)
        return Allocation(self.contract.currency, documents, advances, tuple(self.warnings))

    def _debit(self, entry: Entry) -> None:
        named = self._named(entry) if entry.kind == "correction" else ()
        if named:
            document = named[0]
            document.increases.append(Settlement(entry, entry.date, entry.amount))
            document.left += entry.amount
        else:
            due_date = self.law.due_date(entry, self.contract)
            document = _Open(entry, len(self.documents), due_date, entry.amount)
            self.documents.append(document)
        for name in _names(entry):
            self.by_name.setdefault(name, []).append(document)
        self._use_waiting(entry, document)
        due = document.due_date
        heapq.heappush(self.by_due, (due is None, due or document.entry.date, document.index))

    def _use_waiting(self, entry: Entry, document: _Open) -> None:
        """Use advances on a document: first those meant for it; those for another keep waiting.

        Money sent back (a refund) returns any advance.
        """
        meant = _names(entry)
        fitting = [
            item
            for item in self.waiting
            if entry.kind == "refund" or not item.names or any(name in meant for name in item.names)
        ]
        for item in sorted(fitting, key=lambda item: not item.names):
            item.left -= document.settle(item.entry, entry.date, item.left)
        self.waiting = [item for item in self.waiting if item.left]

    def _credit(self, entry: Entry) -> None:
        left = -entry.effect
        for document in self._named(entry):
            left -= document.settle(entry, entry.date, left)
        awaited = tuple(
            name
            for name in (_key(text) for text in entry.settles)
            if name in self.known and name not in self.by_name
        )
        if not awaited:
            for document in self._earliest_due():
                if not left:
                    return
                left -= document.settle(entry, entry.date, left)
        if left:
            self.waiting.append(_Waiting(entry, left, awaited))

    def _named(self, entry: Entry) -> Sequence[_Open]:
        """The documents that `entry.settles` names; an unknown number is a warning."""
        found: list[_Open] = []
        for text in entry.settles:
            name = _key(text)
            if name not in self.known:
                self.warnings.append(_unknown_document(entry, text))
            found += self.by_name.get(name, ())
        return found

    def _earliest_due(self) -> Iterator[_Open]:
        """Open documents, the earliest due first; those without a term come last."""
        while self.by_due:
            document = self.documents[self.by_due[0][2]]
            if document.left:
                yield document
            if document.left:
                return
            heapq.heappop(self.by_due)


def _names(entry: Entry) -> tuple[str, ...]:
    """How a payment may name the document: its number, or its type and number."""
    number = _key(entry.number)
    return (number, f"{_key(entry.document_type)} {number}") if entry.document_type else (number,)


def _key(text: str) -> str:
    return " ".join(text.replace("№", " ").split()).casefold()


def _unknown_document(entry: Entry, text: str) -> Problem:
    return entry.origin.problem(
        "settles",
        "allocation.unknown_document",
        N_("the contract {contract} has no document “{number}”"),
        N_("correct the number; until then the earliest due document is settled"),
        severity="warning",
        contract=entry.contract,
        number=text,
    )
