"""Our ledger and the counterparty's, row against row: what agrees, what differs, and how.

Pairs are looked for from the surest sign to the weakest, each row once: number, day and amount;
then day and amount where a number is missing, slipped or (for payments) given by another program;
then one row against several of which one has its number; then the number alone; then one against
any several; then the amount within a few days.
"""

import datetime as dt
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import combinations
from typing import Literal

from letters.model.document_number import is_slip, number_key
from letters.model.origin import Origin

Finding = Literal[
    "matched", "other_date", "other_number", "other_amount", "split", "only_ours", "only_theirs"
]
_ON_THE_WAY = dt.timedelta(days=10)  # a payment or a delivery is booked by both within this time
_SAME_NUMBER = dt.timedelta(days=92)  # numbers begin again each year
_MOST_PARTS = 4
_EXPONENT = 4  # no currency has more decimals (ISO 4217)
_MOST_CANDIDATES = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A row of one side's books; `effect` > 0 raises what the debtor owes, on either side.

    `numbers` are all that the document is known by: its own, the delivery note's, the other side's.
    """

    date: dt.date
    effect: Decimal
    numbers: tuple[str, ...] = ()
    caption: str = ""
    is_payment: bool = False
    origin: Origin = field(default=Origin(), compare=False)

    @property
    def keys(self) -> frozenset[str]:
        """The numbers in the form that is compared."""
        return frozenset(filter(None, map(number_key, self.numbers)))


@dataclass(frozen=True, slots=True)
class Pairing:
    """Rows of both sides that mean the same, or a row that only one side has."""

    finding: Finding
    ours: tuple[Line, ...] = ()
    theirs: tuple[Line, ...] = ()

    @property
    def difference(self) -> Decimal:
        """What they have more than we: positive, their books say that the debtor owes more."""
        return _sum(self.theirs) - _sum(self.ours)

    @property
    def date(self) -> dt.date:
        """The first day of its rows."""
        return min(line.date for line in (*self.ours, *self.theirs))


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """All pairings by date, and the balances of both sides; positive: the debtor owes.

    closing = opening + rows, on each side. `their_opening` was not stated in their file where
    `opening_is_stated` is false, and is then taken to be ours.
    """

    pairings: tuple[Pairing, ...]
    our_opening: Decimal
    their_opening: Decimal
    opening_is_stated: bool = True

    @property
    def our_closing(self) -> Decimal:
        """Our balance at the end of the period."""
        return self.our_opening + _sum(line for pair in self.pairings for line in pair.ours)

    @property
    def their_closing(self) -> Decimal:
        """Their balance at the end of the period, in the same sign."""
        return self.their_opening + _sum(line for pair in self.pairings for line in pair.theirs)

    @property
    def differences(self) -> tuple[Pairing, ...]:
        """The pairings that somebody must look at."""
        return tuple(pair for pair in self.pairings if pair.finding != "matched")

    @property
    def agree(self) -> bool:
        """Whether nothing at all differs, the balances included."""
        return not self.differences and self.our_opening == self.their_opening

    @property
    def missing_with_us(self) -> Decimal:
        """What our books lack: rows that only they have."""
        return sum((one.difference for one in self.pairings if one.finding == "only_theirs"), _ZERO)

    @property
    def missing_with_them(self) -> Decimal:
        """What their books lack: rows that only we have, and what their amounts differ by."""
        others = (one.difference for one in self.pairings if one.finding != "only_theirs")
        return self.our_opening - self.their_opening - sum(others, _ZERO)

    @property
    def adjusted(self) -> tuple[Decimal, Decimal]:
        """Both balances with what is missing put in; they are equal."""
        return (
            self.our_closing + self.missing_with_us,
            self.their_closing + self.missing_with_them,
        )


_ZERO = Decimal(0)


def _sum(lines: Iterable[Line]) -> Decimal:
    return sum((line.effect for line in lines), _ZERO)


def compare(ours: Iterable[Line], theirs: Iterable[Line]) -> tuple[Pairing, ...]:
    """Every row of both sides in exactly one pairing, by date."""
    return tuple(sorted(_Search(ours, theirs).found(), key=lambda pair: pair.date))


class _Search:
    def __init__(self, ours: Iterable[Line], theirs: Iterable[Line]) -> None:
        self._ours = sorted(ours, key=lambda line: line.date)
        self._theirs = sorted(theirs, key=lambda line: line.date)
        self._pairs: list[Pairing] = []

    def found(self) -> list[Pairing]:
        same_sum = _by(lambda line: (line.effect,))
        same_day = _by(lambda line: (line.effect, line.date))
        self._pair("matched", _by_day_and_number, _anything)
        self._pair("matched", same_day, _one_has_no_number)
        self._pair("other_number", same_day, _slipped)
        self._pair("other_date", _by_sum_and_number, _anything, within=_SAME_NUMBER)
        self._pair("matched", same_day, _are_payments)
        self._split(self._ours, self._theirs, mirrored=False, numbered=True)
        self._split(self._theirs, self._ours, mirrored=True, numbered=True)
        self._pair("other_amount", _by_number, _same_side, within=_SAME_NUMBER)
        self._pair("other_number", same_day, _anything)
        self._pair("other_number", same_sum, _slipped, within=_ON_THE_WAY)
        self._split(self._ours, self._theirs, mirrored=False)
        self._split(self._theirs, self._ours, mirrored=True)
        self._pair("other_date", same_sum, _anything, within=_ON_THE_WAY)
        self._pairs += [Pairing("only_ours", (line,)) for line in self._ours]
        self._pairs += [Pairing("only_theirs", (), (line,)) for line in self._theirs]
        return self._pairs

    def _pair(
        self,
        finding: Finding,
        keys: Callable[[Line], Iterable[Hashable]],
        fits: Callable[[Line, Line], bool],
        *,
        within: dt.timedelta = dt.timedelta(0),
    ) -> None:
        """Pair what has a key in common and fits, the nearest days first."""
        there: dict[Hashable, list[Line]] = defaultdict(list)
        for line in self._theirs:
            for key in keys(line):
                there[key].append(line)
        left = []
        taken: set[int] = set()
        for line in self._ours:
            candidates = [
                other
                for key in keys(line)
                for other in there.get(key, ())
                if id(other) not in taken and abs(other.date - line.date) <= within
                and fits(line, other)
            ]  # fmt: skip
            if candidates:
                best = min(candidates, key=lambda other: abs(other.date - line.date))
                taken.add(id(best))
                self._pairs.append(Pairing(finding, (line,), (best,)))
            else:
                left.append(line)
        self._ours = left
        self._theirs = [line for line in self._theirs if id(line) not in taken]

    def _split(
        self, single: list[Line], several: list[Line], *, mirrored: bool, numbered: bool = False
    ) -> None:
        """One row of a side that is the sum of a few rows of the other.

        With `numbered` one of them has its number. Both lists are sorted by date.
        """
        days = [other.date for other in several]
        gone: set[int] = set()
        for line in list(single):
            first = bisect_left(days, line.date - _ON_THE_WAY)
            last = bisect_right(days, line.date + _ON_THE_WAY)
            near = [
                other
                for other in several[first:last]
                if id(other) not in gone and _same_side(line, other)
                and abs(other.effect) < abs(line.effect)
            ]  # fmt: skip
            if numbered and not any(other.keys & line.keys for other in near):
                continue
            near.sort(key=lambda other: (not other.keys & line.keys, abs(other.date - line.date)))
            parts = _parts(line.effect, near[:_MOST_CANDIDATES])
            if parts and (not numbered or any(part.keys & line.keys for part in parts)):
                gone |= {id(line), *map(id, parts)}
                pair = ((line,), parts) if not mirrored else (parts, (line,))
                self._pairs.append(Pairing("split", *pair))
        for lines in (single, several):
            lines[:] = [line for line in lines if id(line) not in gone]


def _parts(wanted: Decimal, lines: Sequence[Line]) -> tuple[Line, ...]:
    """The fewest lines, the nearest first, that add up to an amount."""
    amounts = [int(line.effect.scaleb(_EXPONENT)) for line in lines]
    target = int(wanted.scaleb(_EXPONENT))
    if abs(sum(amounts)) < abs(target):
        return ()
    for count in range(2, _MOST_PARTS + 1):
        for places in combinations(range(len(lines)), count):
            if sum([amounts[place] for place in places]) == target:
                return tuple(lines[place] for place in places)
    return ()


def _by(key: Callable[[Line], Hashable]) -> Callable[[Line], Iterable[Hashable]]:
    return lambda line: (key(line),)


def _by_number(line: Line) -> Iterable[Hashable]:
    return sorted(line.keys)


def _by_day_and_number(line: Line) -> Iterable[Hashable]:
    return [(line.effect, line.date, key) for key in sorted(line.keys)]


def _by_sum_and_number(line: Line) -> Iterable[Hashable]:
    return [(line.effect, key) for key in sorted(line.keys)]


def _one_has_no_number(line: Line, other: Line) -> bool:
    return not (line.keys and other.keys)


def _slipped(line: Line, other: Line) -> bool:
    return any(is_slip(one, two) for one in line.numbers for two in other.numbers)


def _are_payments(line: Line, other: Line) -> bool:
    """A bank, and the programs of payer and payee, number one payment in three ways."""
    return line.is_payment and other.is_payment


def _same_side(line: Line, other: Line) -> bool:
    return (line.effect > 0) == (other.effect > 0)


def _anything(line: Line, other: Line) -> bool:
    del line, other
    return True
