"""letters ageing: who owes how much for how long."""

from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from letters.cli import options
from letters.cli.speech import N_, print_json, print_table, say, show_problems, tell
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
    errors = [problem for problem in reading.problems if problem.severity == "error"]
    show_problems(errors)
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
    heads = [
        *(say(head) for head in (N_("counterparty"), N_("contract"), N_("currency"))),
        *(say(head) for head in (N_("total"), N_("not due"))),
        *labels,
        *(say(head) for head in (N_("oldest, days"), N_("last payment"), N_("advance"))),
    ]
    figures = " ".join(str(index) for index in range(3, len(labels) + 6)) + f" {len(labels) + 7}"
    print_table(heads, [_cells(row) for row in table], right=figures)
    latest = max((entry.date for entry in reading.book.entries), default=None)
    if latest and latest > day:
        later = sum(entry.date > day for entry in reading.book.entries)
        tell(
            N_("{count} entries dated after {day} were left out"), count=later, day=day.isoformat()
        )
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
    }


def _cells(row: "Ageing") -> list[str]:
    paid = row.last_payment
    return [
        row.contract.debtor,
        row.contract.id,
        row.contract.currency,
        _digits(row.total),
        _digits(row.not_due),
        *(_digits(amount) for amount in row.buckets.values()),
        str(row.oldest_days or ""),
        paid.date.isoformat() if paid else "",
        _digits(row.unallocated),
    ]


def _digits(amount: Decimal) -> str:
    """For the eye: thousands apart, nothing for zero."""
    return f"{amount:,}".replace(",", "\u00a0") if amount else ""
