"""New rows of a plan in the form of the canonical lists: for a CSV file, or to be read at once."""

from collections.abc import Iterable, Mapping
from dataclasses import fields

from letters.errors import Problem
from letters.model.contract import Contract
from letters.model.entry import Entry
from letters.model.origin import Origin
from letters.model.party import Party
from letters.reading.foreign.importing import Plan
from letters.reading.headings import LISTS, REQUIRED, ListName
from letters.reading.tables import Table

Row = Mapping[str, str]
IMPORTED_FROM = "imported_from"
_CONTRACT = (
    "id", "debtor", "creditor", "number", "date", "title", "currency", "payment_days",
)  # fmt: skip
_ENTRY = (
    "date", "contract", "kind", "document_type", "number", "amount", "due_date",
    "delivery_number", "delivery_date", "settles", "counterparty_number", "description",
    "vat_rate", "import_key",
)  # fmt: skip
_PARTY = tuple(field.name for field in fields(Party) if field.name != "origin")


def rows_of(plan: Plan) -> Mapping[ListName, list[tuple[Origin, Row]]]:
    """The new rows of each list with where they come from; the order is that of the file."""
    entries = sorted((taken.entry for taken in plan.taken), key=lambda entry: entry.origin.row)
    return {
        "parties": [(party.origin, _texts(party, _PARTY)) for party in plan.parties],
        "contracts": [
            (contract.origin, _texts(contract, _CONTRACT)) for contract in plan.contracts
        ],
        "ledger": [(entry.origin, _texts(entry, _ENTRY)) for entry in entries],
    }


def columns_of(name: ListName, rows: Iterable[Row]) -> list[str]:
    """The columns that hold anything, and the required ones, in their usual order."""
    order = {"parties": _PARTY, "contracts": _CONTRACT, "ledger": _ENTRY}[name]
    filled = {field for row in rows for field, text in row.items() if text}
    return [field for field in order if field in filled or field in REQUIRED[name]]


def tables_of(plan: Plan) -> list[Table]:
    """The new rows as tables whose rows are those of the foreign file."""
    tables = []
    for name in LISTS:
        by_source: dict[str, list[tuple[Origin, Row]]] = {}
        for origin, row in rows_of(plan)[name]:
            by_source.setdefault(origin.source or plan.found.source, []).append((origin, row))
        for source, rows in by_source.items():
            columns = columns_of(name, (row for _, row in rows))
            tables.append(
                Table(
                    source,
                    name,
                    [origin.row for origin, _ in rows],
                    {field: [row[field] for _, row in rows] for field in columns},
                )
            )
    return tables


def new_errors(problems: Iterable[Problem], plan: Plan) -> list[Problem]:
    """The errors that the rows of a plan would bring into the workspace."""
    sources = {table.source for table in tables_of(plan)}
    return [
        problem for problem in problems if problem.severity == "error" and problem.source in sources
    ]


def _texts(record: Party | Contract | Entry, names: Iterable[str]) -> Row:
    return {name: _text(getattr(record, name)) for name in names}


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, tuple):
        return ";".join(value)
    return str(value)
