"""Debts as a lawyer would jot them down, and calculations as short tables."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

import pytest

from letters.errors import Refused
from letters.interest.accrual import accrue
from letters.law.rates import TABLES, Rate, RateTable, load_rates
from letters.model.contract import Contract
from letters.model.entry import Entry
from letters.model.origin import Origin
from letters.model.party import Party

SHIPPED = {name: load_rates(name) for name in TABLES}
BUYER = Party(id="buyer", name="Buyer", origin=Origin("parties.csv", 3))
DAILY = {"penalty_percent": Decimal("0.05")}
CURRENCY = {"RU": "RUB", "CN": "CNY", "ES": "EUR"}


class Part(NamedTuple):
    """What lowers or raises a document."""

    entry: Entry
    day: date
    amount: Decimal


class Debt(NamedTuple):
    """A document whose due date is what it says: no calendar moves it."""

    entry: Entry
    due_date: date | None
    increases: Sequence[Part] = ()
    settlements: Sequence[Part] = ()


def day(text):
    return date.fromisoformat(text)


def debt(amount, due, *events, number="1", delivered=None, kind="shipment"):
    """`debt("1250000.00", "2025-11-10", "2025-12-22 payment 300000")`; `up` raises the debt."""
    entry = Entry(
        date=day(delivered or due),
        contract="k",
        kind=kind,
        number=number,
        amount=Decimal(amount),
        delivery_date=day(delivered) if delivered else None,
        origin=Origin("ledger.csv", 7),
    )
    parts = {True: [], False: []}
    for event in events:
        when, what, much = event.split()
        change = Entry(
            date=day(when),
            contract="k",
            kind="correction" if what == "up" else what,
            number="p",
            amount=Decimal(much),
        )
        parts[what == "up"].append(Part(change, day(when), Decimal(much)))
    due_date = day(due) if due else None
    return Debt(entry, due_date, tuple(parts[True]), tuple(parts[False]))


def contract(law, **terms):
    facts = {"currency": CURRENCY[law], "date": date(2024, 1, 10), **terms}
    return Contract(
        id="k",
        debtor="buyer",
        creditor="seller",
        number="15",
        jurisdiction=law,
        origin=Origin("contracts.csv", 4),
        **facts,
    )


def calculate(law, *debts, as_of, options=None, debtor=BUYER, rates=SHIPPED, **terms):
    """The accrual of `debts` under a law, with the terms of a contract if there are any."""
    return accrue(
        debts,
        contract(law, **terms),
        debtor=debtor,
        as_of=day(as_of),
        options=options or {},
        rates=rates,
    )


def rows(accrual):
    """`from to days base percent year amount`, a text a row."""
    return [
        f"{row.first} {row.last} {row.days} {row.base} {row.terms.percent} "
        f"{row.terms.year_days or row.terms.fraction or '-'} {row.amount}"
        for row in accrual.rows
    ]


def same(accrual, table):
    """Whether the rows read like `table`, a line a row, spaces not counted."""
    return rows(accrual) == [" ".join(line.split()) for line in table.strip().splitlines()]


def rate_table(name, *changes, through="2030-12-31"):
    """`rate_table("ru_key_rate", "2013-09-13 16.00")`."""
    made = [Rate(day(when), Decimal(percent), "test") for when, percent in map(str.split, changes)]
    return RateTable(name, tuple(made), day(through))


def refused(law, *debts, as_of="2026-05-01", **facts):
    """The one problem of a refusal."""
    with pytest.raises(Refused) as error:
        calculate(law, *debts, as_of=as_of, **facts)
    (problem,) = error.value.problems
    return problem
