"""What a file's own totals and balances say against its rows, and against the ledger."""

from decimal import Decimal

from letters.errors import N_, Problem, Term
from letters.reading.foreign.found import Balance, Found


def broken_controls(found: Found) -> list[Problem]:
    """The totals of the file that its rows do not make; each refuses it."""
    return [
        Problem.at(
            control.origin.source or found.source,
            control.origin.row,
            "",
            "import.control",
            N_("{what}: the file states {stated}, its rows make {computed}"),
            N_("nothing is taken from it; export it again, whole"),
            what=Term(control.name),
            stated=format(control.stated, "f"),
            computed=format(control.computed, "f"),
        )
        for control in found.controls
        if control.stated != control.computed
    ]


def other_opening(balance: Balance, known: Decimal) -> Problem:
    """The ledger has another balance by then than the one that the file begins with."""
    return balance.origin.problem(
        "", "import.opening_differs",
        N_("{name}: the file begins with {stated}, the ledger has {known} by then"),
        N_("find out what is missing before; letters reconcile compares row by row"),
        severity="warning", name=balance.party.name,
        stated=format(balance.amount, "f"), known=format(known, "f"),
    )  # fmt: skip


def other_closing(balance: Balance, known: Decimal) -> Problem:
    """The ledger has another balance in the end than the file."""
    return balance.origin.problem(
        "", "import.closing_differs",
        N_("{name}: the file ends with {stated}, the ledger then has {known}"),
        N_("find out what is missing; letters reconcile compares row by row"),
        severity="warning", name=balance.party.name,
        stated=format(balance.amount, "f"), known=format(known, "f"),
    )  # fmt: skip
