"""The account of each party in a ledger, as a reader of any country goes through its rows.

An `Account` gathers the running balance of one party; `Accounts` gathers them all, with the
totals of the ranges that reports add up (since the last total, the party, the whole sheet).
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from letters.errors import N_, Problem
from letters.model.origin import Origin
from letters.model.party import Party
from letters.reading.foreign.balances import (
    CLOSING,
    TURNOVER_CREDIT,
    TURNOVER_DEBIT,
    Step,
    chained,
    holds,
    implied_opening,
    total_control,
)
from letters.reading.foreign.found import Aside, Balance, Control, Found, Movement
from letters.reading.foreign.kinds import untold

_NOTHING = Decimal(0)
NO_AMOUNT = N_("a row without an amount")


@dataclass(slots=True)
class Account:
    """One party's rows in the order of the file.

    `opening_sides` are debit and credit of the opening row, which some reports add to their
    totals; `kept` is false for an account that is only read because totals count it.
    """

    party: Party
    kept: bool = True
    opening: Decimal | None = None
    opening_sides: tuple[Decimal, Decimal] = (_NOTHING, _NOTHING)
    opened: Origin = field(default=Origin())
    opening_date: dt.date | None = None
    steps: list[Step] = field(default_factory=list)
    dates: list[dt.date] = field(default_factory=list)
    debit: Decimal = _NOTHING
    credit: Decimal = _NOTHING

    def open(
        self,
        origin: Origin,
        balance: Decimal | None,
        sides: tuple[Decimal, Decimal],
        date: dt.date | None,
    ) -> None:
        """The row of the opening balance: as printed, or as its debit and credit say."""
        debit, credit = sides
        self.opening = debit - credit if balance is None else balance
        if not debit and not credit:
            sides = max(self.opening, _NOTHING), max(-self.opening, _NOTHING)
        self.opening_sides = sides
        self.opened = origin
        self.opening_date = date

    @property
    def balance(self) -> Decimal:
        """The opening balance, as stated or as the first balance implies it, and all rows."""
        opening = self.opening
        if opening is None:
            opening = implied_opening(self.steps) or _NOTHING
        return opening + self.debit - self.credit


@dataclass(slots=True)
class Accounts:
    """What a ledger's rows say, while they are read."""

    accounts: dict[tuple[Party, str], Account] = field(default_factory=dict)
    movements: list[Movement] = field(default_factory=list)
    opening: list[Balance] = field(default_factory=list)
    closing: list[Balance] = field(default_factory=list)
    aside: list[Aside] = field(default_factory=list)
    controls: list[Control] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    untold: list[tuple[Origin, str]] = field(default_factory=list)
    first: dt.date | None = None
    last: dt.date | None = None
    _steps: list[Step] = field(default_factory=list)
    _since: list[Decimal] = field(default_factory=lambda: [_NOTHING, _NOTHING])
    _month: list[Decimal] = field(default_factory=lambda: [_NOTHING, _NOTHING])

    def of(self, party: Party, code: str = "", *, kept: bool = True) -> Account:
        """The account of a party (a customer may be a supplier too), opened when first named."""
        account = self.accounts.get((party, code))
        if account is None:
            account = self.accounts[party, code] = Account(party, kept)
        return account

    def row(
        self,
        account: Account,
        origin: Origin,
        date: dt.date,
        figures: tuple[Decimal, Decimal],
        stated: Decimal | None,
    ) -> None:
        """One row with its debit and credit, and the balance printed after it."""
        debit, credit = figures
        step = Step(origin, debit - credit, stated)
        account.steps.append(step)
        account.dates.append(date)
        account.debit += debit
        account.credit += credit
        self._steps.append(step)
        for sums in (self._since, self._month):
            sums[0] += debit
            sums[1] += credit

    def total(
        self,
        account: Account,
        origin: Origin,
        figures: tuple[Decimal | None, Decimal | None, Decimal | None],
        *,
        month: bool = False,
    ) -> None:
        """A total as a report prints it: debit, credit and balance, each if it is printed.

        It must be the sum of one of the ranges that reports add up: the rows since the total
        before, the month, the party, or all rows so far.
        """
        everybody = self.accounts.values()
        its = _turnover([account])
        whole = _turnover(everybody)
        ranges = [self._since, self._month, its, whole]
        if not month:
            ranges.reverse()
        ranges += [_turnover([account], opened=True), _turnover(everybody, opened=True)]
        debit, credit, balance = figures
        for name, stated, column in ((TURNOVER_DEBIT, debit, 0), (TURNOVER_CREDIT, credit, 1)):
            if stated is not None:
                sums = [each[column] for each in ranges]
                self.controls.append(total_control(name, stated, sums, origin))
        if balance is not None:
            sums = [account.balance, sum((each.balance for each in everybody), _NOTHING)]
            if self._steps and self._steps[-1].stated is not None:
                sums.append(self._steps[-1].stated)
            sums += [each[0] - each[1] for each in ranges]
            self.controls.append(total_control(CLOSING, balance, sums, origin))
        self._since = [_NOTHING, _NOTHING]
        if month:
            self._month = [_NOTHING, _NOTHING]

    def finish_sheet(self, period: tuple[dt.date, dt.date] | None) -> None:
        """The balances of all accounts of a sheet, proven; the next sheet begins anew."""
        if period:
            self.first = min(self.first or period[0], period[0])
            self.last = max(self.last or period[1], period[1])
        chains = [
            control
            for account in self.accounts.values()
            if (control := chained(account.steps, account.opening))
        ]
        whole = chained(self._steps)
        apart = all(map(holds, chains)) or whole is None or not holds(whole)
        self.controls += chains if apart else [whole] if whole else []
        if apart:
            for account in self.accounts.values():
                if account.kept:
                    self._balances(account, period)
        self.accounts = {}
        self._steps = []
        self._since = [_NOTHING, _NOTHING]
        self._month = [_NOTHING, _NOTHING]

    def miss_period(self, origin: Origin) -> None:
        """Balances without a day are no balances."""
        self.problems.append(
            origin.problem(
                "", "period.missing", N_("the file does not say of what days its balances are"),
                N_("export it again with the period in its title"),
            )
        )  # fmt: skip

    def _balances(self, account: Account, period: tuple[dt.date, dt.date] | None) -> None:
        steps = account.steps
        start = period[0] if period else account.opening_date or min(account.dates, default=None)
        opening = account.opening if account.opening is not None else implied_opening(steps)
        if opening is not None and start:
            origin = account.opened if account.opened.row else steps[0].origin
            self.opening.append(
                Balance(origin=origin, party=account.party, date=start, amount=opening)
            )
        elif opening:
            self.miss_period(account.opened)
        end = period[1] if period else max(account.dates, default=None)
        stated = next((step for step in reversed(steps) if step.stated is not None), None)
        if stated and stated.stated is not None and end:
            self.closing.append(
                Balance(origin=stated.origin, party=account.party, date=end, amount=stated.stated)
            )

    def found(self, form: str, source: str, owner: Party, parties: Iterable[Party] = ()) -> Found:
        """Everything, as the form that all readers fill in."""
        return Found(
            format=form,
            source=source,
            sort="account",
            movements=tuple(self.movements),
            owner=owner,
            first=self.first,
            last=self.last,
            opening=tuple(self.opening),
            closing=tuple(self.closing),
            parties=tuple(parties),
            aside=tuple(self.aside),
            controls=tuple(self.controls),
            problems=(*self.problems, *untold(self.untold)),
        )


def _turnover(accounts: Iterable[Account], *, opened: bool = False) -> list[Decimal]:
    """Debit and credit of all rows; with the opening rows, as some reports count them."""
    sums = [_NOTHING, _NOTHING]
    for account in accounts:
        sums[0] += account.debit + (account.opening_sides[0] if opened else 0)
        sums[1] += account.credit + (account.opening_sides[1] if opened else 0)
    return sums
