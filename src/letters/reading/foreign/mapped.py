"""Tables that import.toml describes: any sheet or text whose columns the user has named once."""

import datetime as dt
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import partial
from typing import cast

from letters.errors import N_, Problem
from letters.model.entry import EntryKind
from letters.model.origin import Origin
from letters.model.party import Party
from letters.reading.cells import Cell, Fault
from letters.reading.foreign.file import File
from letters.reading.foreign.found import Format, Found, Movement, NamedContract
from letters.reading.foreign.rules import PARTY_FIELDS, MappedFormat
from letters.reading.foreign.sheets import Header, find_header, is_blank
from letters.reading.foreign.values import Unreadable, amount, day, tidy
from letters.reading.tables import Grid
from letters.reading.vocabulary import AMBIGUOUS_KINDS, ENTRY_KINDS, TOTALS, choice, folded


def formats_of(own: Iterable[MappedFormat]) -> tuple[Format, ...]:
    """The user's formats as readers."""
    return tuple(Format(each.name, partial(_is, each), partial(_read, each)) for each in own)


def _is(own: MappedFormat, file: File) -> bool:
    return any(_header(own, grid) for grid in file.grids)


def _header(own: MappedFormat, grid: Grid) -> Header | None:
    return find_header(grid, own.columns, own.columns)


def _read(own: MappedFormat, files: Sequence[File]) -> Found:
    movements: list[Movement] = []
    problems: list[Problem] = []
    for grid in files[0].grids:
        header = _header(own, grid)
        if header is None:
            continue
        for number, row in enumerate(grid.rows[header.body :], header.body + 1):
            origin = Origin(grid.source, number)
            if is_blank(row) or _is_total(header, row):
                continue
            try:
                movements.append(_movement(own, header, row, origin))
            except Unreadable as error:
                problems.append(error.at(origin))
    return Found(
        format=own.name,
        source=files[0].source,
        sort="documents" if {"name", "tax_id"} <= own.columns.keys() else "account",
        movements=tuple(movements),
        problems=tuple(problems),
    )


def _is_total(header: Header, row: Sequence[Cell]) -> bool:
    words = (folded(cell) for cell in row if isinstance(cell, str) and cell)
    return not header.cell(row, "date") and any(word in TOTALS for word in words)


def _movement(own: MappedFormat, header: Header, row: Sequence[Cell], origin: Origin) -> Movement:
    def text(field: str) -> str:
        return " ".join(tidy(header.cell(row, field)).split("\n"))

    def date_in(field: str) -> dt.date | None:
        cell = header.cell(row, field)
        return day(cell, own.locale.order or "day") if cell != "" else None

    def figure(field: str) -> Decimal:
        return amount(header.cell(row, field), own.locale)

    signed = "debit" in header
    value = figure("debit") - figure("credit") if signed else figure("amount")
    kind = _kind(own, text("kind"), value if signed else None)
    if signed and kind in {"payment", "return", "offset"}:
        value = -value
    currency = own.currency or text("currency").upper()
    return Movement(
        origin=origin,
        date=day(header.cell(row, "date"), own.locale.order or "day"),
        kind=kind,
        amount=value,
        party=Party(
            id="",
            **{"name": ""} | {field: text(field) for field in PARTY_FIELDS if field in header},  # type: ignore[arg-type]
        ),
        number=text("number"),
        currency=currency,
        contract=NamedContract(
            number=text("contract"), date=date_in("contract_date"), currency=currency
        ),
        document_type=text("document_type"),
        due_date=date_in("due_date"),
        delivery_number=text("delivery_number"),
        delivery_date=date_in("delivery_date"),
        counterparty_number=text("counterparty_number"),
        description=text("description"),
    )


def _kind(own: MappedFormat, word: str, signed: Decimal | None) -> EntryKind:
    """What a row is: by [formats.kinds], by the words everybody uses, or the format's own kind.

    With debit and credit columns and no word, a debit is a shipment and a credit a payment: the
    user has said so by describing the table that way.
    """
    if word and folded(word) in own.kinds:
        return cast(EntryKind, own.kinds[folded(word)])
    if word:
        found = choice(ENTRY_KINDS, AMBIGUOUS_KINDS)(word)
        if isinstance(found, Fault):
            raise Unreadable(
                Fault(
                    found.code,
                    N_("“{value}” is no kind of entry that is known"),
                    N_("say under [formats.kinds] in import.toml what it is"),
                    {"value": word},
                )
            )
        return cast(EntryKind, found)
    if own.kind:
        return cast(EntryKind, own.kind)
    if signed is None:
        raise Unreadable(
            Fault(
                "kind.missing",
                N_("it is not said what kind of entry this is"),
                N_("fill in the column of the kind, or give the format a kind in import.toml"),
            )
        )
    return "shipment" if signed >= 0 else "payment"
