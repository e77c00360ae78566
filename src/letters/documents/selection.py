"""Why a letter is made, and how fresh its data are: what `--dry-run` tells of each.

The sentences are Problems that are no problems: a message and its values, translated later.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from letters.errors import N_, Problem

if TYPE_CHECKING:
    from letters.documents.demand_letter import DemandLetter
    from letters.documents.guarantee_letter import GuaranteeLetter
    from letters.documents.reconciliation_act import ReconciliationAct


def why_act(act: "ReconciliationAct") -> Iterator[Problem]:
    """Movements or a balance; the last payment, advances, and entries that came later."""
    last = act.options.period.last.isoformat()
    if act.rows:
        yield _said(N_("movements in the period: {count}"), count=len(act.rows))
    elif any(account.statement.closing for account in act.accounts):
        yield _said(N_("no movement in the period, but a balance"))
    else:
        yield _said(N_("neither movement nor balance; asked for all the same"))
    if act.last_payment:
        yield _said(N_("last payment: {date}"), date=act.last_payment.date.isoformat())
    else:
        yield _said(N_("no payment up to {date}"), date=last)
    if act.unallocated:
        yield _said(N_("payments that settle nothing yet: {amount}"), amount=act.unallocated)
    if act.later_entries:
        text = N_("entries dated after {date}, which do not count: {count}")
        yield _said(text, date=last, count=act.later_entries)


def why_letter(letter: "GuaranteeLetter | DemandLetter") -> Iterator[Problem]:
    """How many documents are owed, and for how long."""
    count = len(letter.documents)
    oldest = max((row.days_overdue for row in letter.documents), default=0)
    if oldest:
        text = N_("documents: {count}, the oldest overdue for days: {days}")
        yield _said(text, count=count, days=oldest)
    else:
        yield _said(N_("documents: {count}, none overdue"), count=count)


def _said(message: str, **params: object) -> Problem:
    return Problem("", "", "selection", message, "", params, "warning")
