"""What a foreign file brings that the ledger has already: each row counted, none twice.

First by the key of an earlier import, then by number on the same day, then what other programs
number or date in their own way. What only looks alike is taken, and said.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from letters.errors import N_, Problem
from letters.model.contract import Contract
from letters.model.document_number import number_key
from letters.model.entry import Entry
from letters.reading.foreign.found import Movement
from letters.reading.foreign.matching import Match, Place
from letters.reading.foreign.purpose import mentioned

# How far apart two programs date one thing: a payment, and the document of a delivery.
_SAME_PAYMENT, _SAME_DOCUMENT = dt.timedelta(days=3), dt.timedelta(days=10)
_ALIKE = dt.timedelta(days=20)  # an invoice may follow its delivery; less than a month's rent

_Bucket = tuple[str, str, dt.date, Decimal]  # debtor, currency, day, effect


@dataclass(frozen=True, slots=True)
class Taken:
    """A movement that becomes a row of the ledger, and how party and contract are known."""

    movement: Movement
    entry: Entry
    match: Match
    place: Place


@dataclass(frozen=True, slots=True)
class Already:
    """A movement that the ledger has; `other_number` or `other_day` when only that differs."""

    movement: Movement
    entry: Entry
    other_number: bool = False
    other_day: bool = False


def sort_out(
    candidates: Iterable[Taken], ledger: Iterable[tuple[Contract, Sequence[Entry]]]
) -> tuple[list[Taken], list[Already], list[Problem]]:
    """The rows that are new, those that the ledger has, and what is to be said about them."""
    there: dict[_Bucket, list[Entry]] = defaultdict(list)
    by_key: dict[str, list[tuple[_Bucket, Entry]]] = defaultdict(list)
    for contract, entries in ledger:
        for entry in entries:
            bucket = (contract.debtor, contract.currency, entry.date, entry.effect)
            there[bucket].append(entry)
            if entry.import_key:
                by_key[entry.import_key].append((bucket, entry))
    already: list[Already] = []
    rest = []
    for taken in candidates:
        if same := by_key.get(taken.entry.import_key):
            bucket, entry = same.pop(0)
            there[bucket].remove(entry)
            already.append(Already(taken.movement, entry))
        else:
            rest.append(taken)
    for is_equal in (_is_same, _is_same_payment):
        left = []
        for taken in rest:
            entries = there.get(_bucket(taken), [])
            found = next((other for other in entries if is_equal(taken.entry, other)), None)
            if found is None:
                left.append(taken)
            else:
                entries.remove(found)
                other_number = is_equal is _is_same_payment
                already.append(Already(taken.movement, found, other_number))
        rest = left
    problems = [
        _alike(taken.entry, other)
        for taken in rest
        for other in there.get(_bucket(taken), [])[:1]
        if taken.entry.kind == other.kind == "payment"
    ]
    rest, late, more = _sort_out_by_number(rest, there)
    already = sorted([*already, *late], key=lambda one: one.movement.origin.row)
    return rest, already, [*problems, *more]


def _sort_out_by_number(
    rest: Iterable[Taken], there: Mapping[_Bucket, Sequence[Entry]]
) -> tuple[list[Taken], list[Already], list[Problem]]:
    """Rows that another program dates otherwise, or names by the number of another paper.

    What has only the amount and about the day of a document may be it or another one: it is
    taken, and said.
    """
    left: list[Taken] = []
    already: list[Already] = []
    near: dict[tuple[str, str, Decimal], list[Entry]] = defaultdict(list)
    for (debtor, currency, _, effect), entries in there.items():
        near[debtor, currency, effect] += entries
    alike: list[tuple[Entry, Entry]] = []
    for taken in rest:
        entry = taken.entry
        debtor, currency, _, effect = _bucket(taken)
        others = [
            other
            for other in near.get((debtor, currency, effect), ())
            if other.kind == entry.kind and _source(other) != _source(entry)
        ]
        within = _SAME_PAYMENT if entry.kind == "payment" else _SAME_DOCUMENT
        same = next(
            (
                other
                for other in others
                if abs(other.date - entry.date) <= within and _numbers(entry) & _numbers(other)
            ),
            None,
        )
        if same:
            near[debtor, currency, effect].remove(same)
            other_number = number_key(same.number) != number_key(entry.number)
            already.append(
                Already(taken.movement, same, other_number, other_day=same.date != entry.date)
            )
            continue
        left.append(taken)
        if entry.kind == "shipment":
            close = (other for other in others if abs(other.date - entry.date) <= _ALIKE)
            alike += [(entry, other) for other in [next(close, None)] if other]
    return left, already, [_alike_documents(*alike[0], len(alike))] if alike else []


def _numbers(entry: Entry) -> frozenset[str]:
    """What a document may be known by: its number, the delivery note's, what its notes name."""
    keys = {number_key(entry.number), number_key(entry.delivery_number)}
    if entry.kind != "payment":
        keys |= mentioned(entry.description)
    return frozenset(key for key in keys if any(char.isdigit() for char in key))


def _alike_documents(entry: Entry, other: Entry, count: int) -> Problem:
    return entry.origin.problem(
        "", "import.alike_document",
        N_(
            "document {number} has the amount of {number_there} ({other}, row {row_there}) and "
            "almost its day; both count (rows like this: {count})"
        ),
        N_("an invoice and its delivery are one debt: delete one if it is the same"),
        severity="warning", number=entry.number, number_there=other.number,
        other=other.origin.source, row_there=other.origin.row, count=count,
    )  # fmt: skip


def _alike(entry: Entry, other: Entry) -> Problem:
    return entry.origin.problem(
        "", "import.alike",
        N_("payment {number} has the day and amount of {other}, row {row_there}; both count"),
        N_("delete one if it is the same payment"),
        severity="warning", number=entry.number, other=other.origin.source,
        row_there=other.origin.row,
    )  # fmt: skip


def _bucket(taken: Taken) -> _Bucket:
    contract = taken.place.contract
    return contract.debtor, contract.currency, taken.entry.date, taken.entry.effect


def _is_same(entry: Entry, other: Entry) -> bool:
    return other.kind == entry.kind and number_key(other.number) == number_key(entry.number)


def _is_same_payment(entry: Entry, other: Entry) -> bool:
    """A payment that an accounting program numbers in its own way, and the bank in another."""
    sorts = {_source(item) or "bank" for item in (entry, other)}
    return entry.kind == other.kind == "payment" and len(sorts) == 2


def _source(entry: Entry) -> str:
    """The sort of file that an entry comes from; empty for what was typed by hand."""
    return entry.import_key.partition(" ")[0]
