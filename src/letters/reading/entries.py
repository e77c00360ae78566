"""Rows of the list `ledger` as entries of the model: the hot loop, column by column."""

import re
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from itertools import compress
from typing import cast

from letters.errors import N_, DataError
from letters.model.entry import SIGNED_KINDS, Entry
from letters.model.money import LARGEST, exponent, to_amount
from letters.model.origin import Origin
from letters.reading.cells import Cell, Fault, each, is_empty
from letters.reading.dates import proven_order, read_dates
from letters.reading.findings import Findings, Parsed
from letters.reading.locales import Locale
from letters.reading.numbers import currencies_of, percent_of, read_amount_column, sheets_of
from letters.reading.records import unknown_reference
from letters.reading.tables import Table
from letters.reading.vocabulary import AMBIGUOUS_KINDS, ENTRY_KINDS, NO_VAT, TOTALS, choice, folded

_DATES = ("date", "due_date", "delivery_date")
_LONGEST_TERM = 10  # years
_TEXTS = ("document_type", "delivery_number", "counterparty_number", "description", "import_key")


def read_entries(
    table: Table, locale: Locale, currencies: Mapping[str, str], *, complete: bool
) -> Parsed[Entry]:
    """The entries of a table.

    `currencies` are those of all contracts by id (empty for a contract that is itself broken);
    `complete` is false when a list of contracts could not be read: then an unknown id proves
    nothing. Rows of totals are passed over.
    """
    table = _without_totals(table)
    found = Findings(table)
    order = proven_order(
        cell for field in _DATES for cell in set(table.columns.get(field, ()))
    )  # fmt: skip

    def days(field: str) -> Sequence[date | None]:
        return found.column(field, lambda cells: read_dates(cells, locale, order), None)

    columns: dict[str, Sequence[object]] = {
        "date": (day := days("date")),
        "contract": (contract := found.texts("contract")),
        "kind": (kind := found.column("kind", each(choice(ENTRY_KINDS, AMBIGUOUS_KINDS)), "")),
        "number": found.texts("number"),
        "due_date": (due := days("due_date")),
        "delivery_date": days("delivery_date"),
        "settles": [_numbers(text) if text else () for text in found.texts("settles")],
        "vat_rate": found.column("vat_rate", each(_vat_rate), None),
        "sheets": found.column("sheets", each(sheets_of), None),
        "origin": [Origin(table.source, row) for row in table.numbers],
    }
    for field in _TEXTS:
        columns[field] = found.texts(field)
    written = found.noted("amount", lambda cells: read_amount_column(cells, locale), None)
    _check_contracts(found, contract, currencies, complete=complete)
    amount = _exact(found, written, [currencies.get(name, "") for name in contract])
    columns["amount"] = amount
    _check_signs(found, kind, amount)
    _check_due_dates(found, day, due)
    if found.errors:
        sound = [index not in found.errors for index in range(len(table.numbers))]
        columns = {field: list(compress(cells, sound)) for field, cells in columns.items()}
    return found.parsed(_made(columns), contract)


def _made(columns: Mapping[str, Sequence[object]]) -> list[Entry]:
    """Entries from the columns of all their fields, column by column.

    The slots' own setters are used: a frozen dataclass sets its fields by name, one row at a
    time, which takes four times as long.
    """
    entries = [object.__new__(Entry) for _ in columns["date"]]
    for field in fields(Entry):
        deque(map(getattr(Entry, field.name).__set__, entries, columns[field.name]), maxlen=0)
    return entries


def _without_totals(table: Table) -> Table:
    """The table without the rows that only add up others: `Итого`, `合计`, `Total`."""
    dates = table.columns.get("date", ())
    suspect = {
        cell
        for cell in set(dates)
        if is_empty(cell) or (isinstance(cell, str) and folded(cell) in TOTALS)
    }
    if not suspect:
        return table
    totals = {
        index
        for index, cell in enumerate(dates)
        if cell in suspect
        and _is_total({name: cells[index] for name, cells in table.columns.items()})
    }  # fmt: skip
    if not totals:
        return table
    keep = [index not in totals for index in range(len(dates))]
    return replace(
        table,
        numbers=list(compress(table.numbers, keep)),
        columns={name: list(compress(cells, keep)) for name, cells in table.columns.items()},
    )


def _is_total(row: Mapping[str, Cell]) -> bool:
    words = [folded(cell) for cell in row.values() if isinstance(cell, str) and cell]
    return is_empty(row["number"]) and any(word in TOTALS for word in words)


def _check_contracts(
    found: Findings, names: Sequence[str], currencies: Mapping[str, str], *, complete: bool
) -> None:
    unknown = set(names) - currencies.keys() - {""}
    if not (unknown and complete):
        return
    faults = {name: unknown_reference("contracts", name, currencies) for name in unknown}
    for index, name in enumerate(names):
        if name in unknown:
            found.note(index, "contract", faults[name])


def _exact(
    found: Findings, written: Sequence[Decimal | None], currencies: Sequence[str]
) -> Sequence[Decimal]:
    """The amounts in the minor unit of their contract's currency; more decimals are a fault."""
    marks = _marked(found.table.columns.get("amount", ()))
    if not marks and (plain := _plainly_exact(written, currencies)):
        return plain
    exact: list[Decimal] = []
    for index, (value, currency) in enumerate(zip(written, currencies, strict=True)):
        amount = value
        if value is not None and currency:
            try:
                amount = to_amount(value, currency)
            except DataError as error:
                code = "amount.too_large" if abs(value) >= LARGEST else "amount.decimals"
                found.note(index, "amount", Fault(code, error.message, error.hint, error.params))
            if marks and currency not in marks.get(found.table.columns["amount"][index], currency):
                found.note(index, "amount", _other_currency(currency))
        exact.append(amount if amount is not None else Decimal(0))
    return exact


def _plainly_exact(
    written: Sequence[Decimal | None], currencies: Sequence[str]
) -> Sequence[Decimal] | None:
    """The amounts of a faultless column, or None when each needs a look."""
    units = {name: Decimal(1).scaleb(-exponent(name)) for name in set(currencies)}
    if "" in units or set(map(type, written)) != {Decimal}:
        return None
    amounts = cast(Sequence[Decimal], written)
    if max(amounts) >= LARGEST or min(amounts) <= -LARGEST:
        return None
    exact = list(map(Decimal.quantize, amounts, map(units.__getitem__, currencies)))
    if exact != amounts:
        return None
    return exact if all(exact) else [amount + 0 for amount in exact]  # no negative zero


def _marked(cells: Sequence[Cell]) -> Mapping[Cell, frozenset[str]]:
    """The cells with a currency mark beside the digits."""
    texts = [cell for cell in cells if isinstance(cell, str)]
    if not re.search(r"[^\d .,|-]", "|".join(texts)):
        return {}
    return {cell: marks for cell in set(texts) if (marks := currencies_of(cell))}


def _other_currency(currency: str) -> Fault:
    return Fault(
        "amount.currency",
        N_("the amount is not in {currency}, the currency of the contract"),
        N_("a contract has one currency; put this amount under another contract"),
        {"currency": currency},
    )


def _check_signs(found: Findings, kinds: Sequence[str], amounts: Sequence[Decimal]) -> None:
    if min(amounts, default=1) > 0:
        return
    for index, (kind, amount) in enumerate(zip(kinds, amounts, strict=True)):
        if amount <= 0 and kind not in SIGNED_KINDS and index not in found.errors:
            found.note(index, "amount", _not_positive(kind, amount))


def _not_positive(kind: str, amount: Decimal) -> Fault:
    return Fault(
        "amount.not_positive",
        N_("the amount of a {kind} is positive, {value} is not"),
        N_("the kind says the direction; only a correction or an opening may be negative"),
        {"kind": kind, "value": str(amount)},
    )


def _check_due_dates(
    found: Findings, dates: Sequence[date | None], dues: Sequence[date | None]
) -> None:
    if not any(dues):
        return
    for index, (day, due) in enumerate(zip(dates, dues, strict=True)):
        if due is None or day is None:
            continue
        if due.year - day.year > _LONGEST_TERM:
            fault = Fault(
                "due_date.far",
                N_("{due} is more than {years} years after the date of the document, {date}"),
                N_("correct one of the two dates"),
                {"due": due.isoformat(), "date": day.isoformat(), "years": _LONGEST_TERM},
            )
            found.note(index, "due_date", fault, severity="warning")
        elif due < day:
            found.note(
                index,
                "due_date",
                Fault(
                    "due_date.before_date",
                    N_("{due} is before the date of the document, {date}"),
                    N_("correct one of the two dates"),
                    {"due": due.isoformat(), "date": day.isoformat()},
                ),
                severity="warning",
            )


def _numbers(text: str) -> tuple[str, ...]:
    """The document numbers of a field, `;` between them."""
    if ";" not in text and "；" not in text:
        return (text,)
    return tuple(filter(None, (part.strip() for part in text.replace("；", ";").split(";"))))


def _vat_rate(cell: Cell) -> Decimal | Fault:
    if isinstance(cell, str) and folded(cell) in NO_VAT:
        return Decimal(0)
    rate = percent_of(cell)
    if isinstance(rate, Fault) or rate < 100:
        return rate
    return Fault(
        "percent.unreadable",
        N_("“{value}” is not a percentage"),
        N_("write 22 for 22 percent"),
        {"value": str(rate)},
    )
