"""What is owed by law: one module a jurisdiction, all with the same small interface."""

from collections.abc import Mapping
from datetime import date
from typing import Protocol

from letters.errors import N_, Problem, UsageError
from letters.law.late_payment import LatePayment
from letters.model.contract import Contract
from letters.model.entry import Entry
from letters.model.party import Party


class Law(Protocol):
    """What every jurisdiction answers; a module of this package is one."""

    def due_date(self, entry: Entry, contract: Contract) -> date | None:
        """The last day to pay `entry` in time; None when nothing says it."""

    def identifier_problems(self, party: Party) -> list[Problem]:
        """What is wrong with the identifiers and bank details of a party of that country."""

    def late_payment(self, options: Mapping[str, object]) -> LatePayment:
        """What late payment costs, with the options of `[law.XX]`; UsageError for a wrong one."""


def law_for(jurisdiction: str) -> Law:
    """The law of a contract (`RU`, `CN`, `ES`); never another one."""
    if jurisdiction == "RU":
        from letters.law import ru

        return ru
    if jurisdiction == "CN":
        from letters.law import cn

        return cn
    if jurisdiction == "ES":
        from letters.law import es

        return es
    raise UsageError(
        N_("letters does not know the law of “{jurisdiction}”"),
        N_("use RU, CN or ES"),
        jurisdiction=jurisdiction,
    )
