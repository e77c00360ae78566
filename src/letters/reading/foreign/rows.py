"""New rows of a plan in the form of the canonical lists: for a CSV file, or to be read at once."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields

from letters.errors import Problem
from letters.model.contract import Contract
from letters.model.entry import Entry
from letters.model.party import Party
from letters.reading.foreign.importing import Plan
from letters.reading.headings import REQUIRED, ListName
from letters.reading.tables import Table

IMPORTED_FROM = "imported_from"
Record = Party | Contract | Entry
_CONTRACT = (
    "id", "debtor", "creditor", "number", "date", "title", "currency", "payment_days",
)  # fmt: skip
_ENTRY = (
    "date", "contract", "kind", "document_type", "number", "amount", "due_date",
    "delivery_number", "delivery_date", "settles", "counterparty_number", "description",
    "vat_rate", "import_key",
)  # fmt: skip
_PARTY = tuple(field.name for field in fields(Party) if field.name != "origin")
_FIELDS: Mapping[ListName, Sequence[str]] = {
    "parties": _PARTY, "contracts": _CONTRACT, "ledger": _ENTRY,
}  # fmt: skip


def records_of(plan: Plan) -> Mapping[ListName, Sequence[Record]]:
    """The new records of each list, in the order of the file."""
    entries = (taken.entry for taken in plan.taken)
    return {
        "parties": plan.parties,
        "contracts": plan.contracts,
        "ledger": sorted(entries, key=lambda entry: (entry.origin.source, entry.origin.row)),
    }


def columns_of(name: ListName, records: Sequence[Record]) -> dict[str, list[str]]:
    """Cells by column: those that hold anything, and the required ones, in their usual order."""
    columns = {}
    for field in _FIELDS[name]:
        cells = list(map(_WRITTEN.get(field, _text), (getattr(one, field) for one in records)))
        if any(cells) or field in REQUIRED[name]:
            columns[field] = cells
    return columns


def tables_of(plan: Plan) -> list[Table]:
    """The new rows as tables whose rows are those of the foreign file."""
    tables = []
    for name, records in records_of(plan).items():
        by_source: dict[str, list[Record]] = {}
        for record in records:
            by_source.setdefault(record.origin.source or plan.found.source, []).append(record)
        for source, its in by_source.items():
            numbers = [record.origin.row for record in its]
            tables.append(Table(source, name, numbers, columns_of(name, its)))
    return tables


def new_errors(problems: Iterable[Problem], tables: Iterable[Table]) -> list[Problem]:
    """The errors that new rows would bring into the workspace."""
    sources = {table.source for table in tables}
    return [
        problem for problem in problems if problem.severity == "error" and problem.source in sources
    ]


def _text(value: object) -> str:
    return "" if value is None else str(value)


_WRITTEN: Mapping[str, Callable[[tuple[str, ...]], str]] = {"settles": ";".join}
