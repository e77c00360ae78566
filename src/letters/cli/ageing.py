"""letters ageing: who owes how much for how long."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from letters.cli import options
from letters.cli.speech import N_, figure, print_json, print_table, say, show_problems, tell
from letters.cli.workspace import load

if TYPE_CHECKING:
    from letters.ledger.ageing import Ageing


def ageing(
    workspace: options.Workspace = Path(),
    case: options.CaseFile = None,
    as_of: options.AsOf = None,
    as_json: options.Json = False,
    debug: options.Debug = False,  # noqa: ARG001 - read by main()
) -> None:
    from letters.ledger.ageing import age, bucket_labels

    day = as_of or datetime.now(UTC).astimezone().date()
    reading, _ = load(workspace, case)
    show_problems(reading.problems)
    errors = reading.errors
    edges = reading.settings.ageing_edges
    entries = reading.book.entries_by_contract()
    table = [
        age(entries.get(contract.id, []), contract, day, edges)
        for contract in reading.book.contracts.values()
    ]
    if as_json:
        for row in table:
            print_json(_as_json(row))
        raise typer.Exit(int(bool(errors)))
    labels = bucket_labels(edges)
    heads = (
        *(N_("counterparty"), N_("name"), N_("contract"), N_("currency"), N_("total")),
        *(N_("not due"), *labels, N_("oldest, days"), N_("last payment"), N_("advance")),
    )
    names = {party.id: party.display_name for party in reading.book.parties.values()}
    figures = [*range(4, len(labels) + 7), len(labels) + 8]
    print_table(
        [say(head) for head in heads],
        [*(_cells(row, names[row.contract.debtor]) for row in table), *_totals(table)],
        right=" ".join(map(str, figures)),
    )
    if later := sum(row.later_entries for row in table):
        tell(N_("entries after {day}, left out: {count}"), count=later, day=day.isoformat())
    raise typer.Exit(int(bool(errors)))


def _as_json(row: "Ageing") -> dict[str, object]:
    """The fields of the public contract."""
    paid = row.last_payment
    return {
        "debtor": row.contract.debtor,
        "contract": row.contract.id,
        "currency": row.contract.currency,
        "as_of": row.as_of.isoformat(),
        "total": str(row.total),
        "not_due": str(row.not_due),
        "buckets": {label: str(amount) for label, amount in row.buckets.items()},
        "oldest_days": row.oldest_days,
        "last_payment": {"date": paid.date.isoformat(), "amount": str(paid.amount)}
        if paid
        else None,
        "unallocated": str(row.unallocated),
        "later_entries": row.later_entries,
    }


def _cells(row: "Ageing", name: str) -> list[str]:
    paid = row.last_payment
    return [
        row.contract.debtor,
        name,
        row.contract.id,
        row.contract.currency,
        *map(_digits, (row.total, row.not_due, *row.buckets.values())),
        str(row.oldest_days or ""),
        f"{paid.date}: {figure(paid.amount)}" if paid else "",
        _digits(row.unallocated),
    ]


def _totals(table: Sequence["Ageing"]) -> Iterator[list[str]]:
    """A row a currency: what all of them owe, and what was paid in advance."""
    for currency in dict.fromkeys(row.contract.currency for row in table):
        rows = [row for row in table if row.contract.currency == currency]
        owed = [(row.total, row.not_due, *row.buckets.values()) for row in rows]
        sums = [sum(column, Decimal(0)) for column in zip(*owed, strict=True)]
        advance = sum((row.unallocated for row in rows), Decimal(0))
        yield ["", say(N_("all")), "", currency, *map(_digits, sums), "", "", _digits(advance)]


def _digits(amount: Decimal) -> str:
    """For the eye: nothing for zero."""
    return figure(amount) if amount else ""
