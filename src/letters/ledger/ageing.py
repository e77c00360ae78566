"""Who owes how much for how long: the outstanding documents of a contract in buckets of days."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from letters.ledger.allocation import allocate
from letters.ledger.balances import effective_date
from letters.model.contract import Contract
from letters.model.entry import Entry
from letters.model.money import zero


@dataclass(frozen=True, slots=True)
class Ageing:
    """The debt of one contract on the as-of date.

    `total` = `not_due` + all buckets; documents without a known due date count as not due.
    `unallocated` are advances, not deducted. `oldest_days` is the age of the longest overdue
    document. `last_payment` is the latest payment up to the as-of date; `later_entries` counts
    what is dated after it and does not exist here.
    """

    contract: Contract
    as_of: date
    total: Decimal
    not_due: Decimal
    buckets: Mapping[str, Decimal]
    oldest_days: int
    last_payment: Entry | None
    unallocated: Decimal
    later_entries: int

    @property
    def overdue(self) -> Decimal:
        """What is past its due date."""
        return self.total - self.not_due


def bucket_labels(edges: Sequence[int]) -> tuple[str, ...]:
    """`(30, 60)` gives `1-30`, `31-60`, `61+`: days overdue, both ends included."""
    starts = (1, *(edge + 1 for edge in edges))
    spans = [f"{start}-{edge}" for start, edge in zip(starts, edges, strict=False)]
    return (*spans, f"{starts[-1]}+")


def age(entries: Sequence[Entry], contract: Contract, as_of: date, edges: Sequence[int]) -> Ageing:
    """Sort what is owed on `as_of` by days overdue; `edges` are the last days of the buckets."""
    allocation = allocate(entries, contract, as_of)
    labels = bucket_labels(edges)
    not_due = zero(contract.currency)
    buckets = dict.fromkeys(labels, not_due)
    oldest = 0
    for state in allocation.open_documents:
        days = state.days_overdue(as_of)
        oldest = max(oldest, days)
        if days == 0:
            not_due += state.outstanding
        else:
            place = sum(days > edge for edge in edges)
            buckets[labels[place]] += state.outstanding
    return Ageing(
        contract=contract,
        as_of=as_of,
        total=allocation.outstanding,
        not_due=not_due,
        buckets=buckets,
        oldest_days=oldest,
        last_payment=_last_payment(entries, as_of),
        unallocated=allocation.unallocated,
        later_entries=sum(effective_date(entry) > as_of for entry in entries),
    )


def _last_payment(entries: Sequence[Entry], as_of: date) -> Entry | None:
    paid = [entry for entry in entries if entry.kind == "payment" and entry.date <= as_of]
    return max(paid, key=lambda entry: entry.date, default=None)
