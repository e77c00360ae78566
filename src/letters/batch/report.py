"""What became of each letter that was asked for: made, refused or skipped, never silence."""

from dataclasses import dataclass

from letters.errors import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A letter that is on the disk; `already` when it had been issued before and nothing changed.

    `files` are paths relative to the workspace where they are inside it; `we_owe` when the amount
    of an act is in the counterparty's favour.
    """

    debtor: str
    contracts: tuple[str, ...]
    number: str
    amount: str
    currency: str
    files: tuple[str, ...]
    warnings: tuple[Problem, ...] = ()
    already: bool = False
    we_owe: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Computed:
    """The figures of a letter that was only asked about, and why; `we_owe` as in `Made`."""

    debtor: str
    contracts: tuple[str, ...]
    amount: str
    currency: str
    figures: dict[str, object]
    reasons: tuple[Problem, ...]
    warnings: tuple[Problem, ...] = ()
    we_owe: bool = False


@dataclass(frozen=True, slots=True)
class Refusal:
    """A letter that was asked for and cannot be made; every problem says what to do."""

    debtor: str
    problems: tuple[Problem, ...]
    contracts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Skipped:
    """A counterparty for whom there is nothing to do; `reason` says why."""

    debtor: str
    reason: Problem
    contracts: tuple[str, ...] = ()


Outcome = Made | Computed | Refusal | Skipped
