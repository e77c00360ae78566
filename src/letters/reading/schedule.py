"""A schedule of payments in a file of its own: a table with the columns date and amount."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from letters.documents.schedule import PaymentPlan
from letters.errors import N_, DataError, Problem, Refused, UsageError
from letters.model.money import LARGEST
from letters.reading.cells import Cell, Fault, is_empty, shown
from letters.reading.dates import proven_order, read_dates
from letters.reading.encoding import decode
from letters.reading.headings import Assignment, assign
from letters.reading.locales import UNDECLARED, find_locale
from letters.reading.numbers import currencies_of, read_amounts
from letters.reading.tables import Grid, read_csv, read_xlsx, too_long
from letters.reading.vocabulary import folded

_HEADING_ROWS = 30
# The heads of the schedule in our own letters, and what agreements call the two columns.
_HEADINGS = {
    **dict.fromkeys(
        ("дата платежа", "срок платежа", "付款日期", "付款日", "还款日期", "fecha de pago",
         "payment date", "due date"), "date",
    ),
    **dict.fromkeys(
        ("сумма платежа", "размер платежа", "付款金额", "还款金额", "importe del pago",
         "importe del plazo", "payment amount", "payment"), "amount",
    ),
}  # fmt: skip


def read_schedule(path: Path, locale: str = "") -> PaymentPlan:
    """The payments of a CSV file or of the first sheet of an .xlsx, in the order of the rows.

    `locale` says how the file writes numbers and dates where it does not prove it itself. Raises
    UsageError when there is no such table, Refused with every cell that cannot be read.
    """
    grid = _grid(path)
    for number, row in enumerate(grid.rows[:_HEADING_ROWS], 1):
        found = _columns(row)
        columns = found.columns
        if columns.keys() >= {"date", "amount"}:
            for field, first, second in found.doubled:
                raise UsageError(
                    N_("{file} has two columns for {field}: {first} and {second}"),
                    N_("leave one of them"),
                    file=path.name, field=field, first=first, second=second,
                )  # fmt: skip
            return _plan(grid, number, columns["date"], columns["amount"], locale)
    raise UsageError(
        N_("{file} has no columns date and amount"),
        N_("write these two words above the columns of the schedule"),
        file=path.name,
    )


def _columns(row: Sequence[Cell]) -> Assignment:
    return assign([_heading(cell) for cell in row], "ledger")


def _heading(cell: Cell) -> str:
    text = cell if isinstance(cell, str) else ""
    return _HEADINGS.get(folded(re.split("[,，(（]", text)[0]), text)


def _grid(path: Path) -> Grid:
    try:
        data = path.read_bytes()
        if data.startswith(b"PK\x03\x04"):
            sheets, _ = read_xlsx(path, path.name)
            return sheets[0] if sheets else Grid(path.name, path.stem, [])
        text = decode(data)
        return read_csv(text, path.name, path.stem, _delimiter(text))
    except OSError as error:
        raise UsageError(
            N_("{file} cannot be read: {reason}"),
            N_("check the name and the permissions"),
            file=str(path),
            reason=error.strerror,
        ) from None
    except DataError as error:
        raise UsageError(error.message, error.hint, **error.params) from None


def _delimiter(text: str) -> str:
    """What parts the two columns, also where their heads hold commas; "" where it is not seen."""
    for mark in ";\t|":
        rows = [line.split(mark) for line in text.splitlines()[:_HEADING_ROWS]]
        if any(_columns(row).columns.keys() >= {"date", "amount"} for row in rows):
            return mark
    return ""


def _plan(grid: Grid, header: int, date: int, amount: int, locale: str) -> PaymentPlan:
    known = find_locale(locale) or UNDECLARED
    body = [
        (number, _cell(row, date), _cell(row, amount))
        for number, row in enumerate(grid.rows[header:], header + 1)
        if not all(map(is_empty, row))
    ]
    order = proven_order(day for _, day, _ in body)
    days = read_dates((day for _, day, _ in body), known, order)
    sums = read_amounts([cell for _, _, cell in body if not is_empty(cell)], known)
    width = len(grid.rows[header - 1])
    problems = [
        too_long(grid.source, number, row[width:])
        for number, row in enumerate(grid.rows[header:], header + 1)
        if not all(map(is_empty, row[width:]))
    ]
    rows = []
    for number, day, cell in body:
        when, how_much = days.get(day, _EMPTY), sums.get(cell, _EMPTY)
        if currencies_of(cell):
            how_much = _MARKED
        elif isinstance(how_much, Decimal) and abs(how_much) >= LARGEST:
            how_much = replace(_TOO_LARGE, params={"value": shown(cell)})
        for column, value in (("date", when), ("amount", how_much)):
            if isinstance(value, Fault):
                problems.append(_problem(grid.source, number, column, value))
        if not isinstance(when, Fault) and not isinstance(how_much, Fault):
            rows.append((when, how_much, number))
    if problems:
        raise Refused(tuple(problems))
    if not rows:
        raise UsageError(N_("{file} has no payments"), file=grid.source)
    return PaymentPlan(rows=tuple(rows), source=grid.source)


def _problem(source: str, row: int, column: str, fault: Fault) -> Problem:
    params = {**fault.params, "row": row, "column": column}
    place = N_("row {row}, {column}")
    return Problem(source, place, fault.code, fault.message, fault.hint, params)


_TOO_LARGE = Fault("amount.too_large", N_("{value} is too large for an amount"))
_MARKED = Fault(
    "amount.currency",
    N_("the amount names a currency"),
    N_("write the digits alone: the currency is that of the contract"),
)
_EMPTY = Fault("field.missing", N_("the cell is empty"), N_("fill it in"))


def _cell(row: Sequence[Cell], position: int) -> Cell:
    return row[position] if position < len(row) else ""
