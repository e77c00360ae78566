"""A schedule of payments in a file of its own: a table with the columns date and amount."""

from collections.abc import Sequence
from pathlib import Path

from letters.documents.schedule import PaymentPlan
from letters.errors import N_, DataError, Problem, Refused, UsageError
from letters.reading.cells import Cell, Fault, is_empty
from letters.reading.dates import proven_order, read_dates
from letters.reading.encoding import decode
from letters.reading.headings import assign
from letters.reading.locales import UNDECLARED, find_locale
from letters.reading.numbers import currencies_of, read_amounts
from letters.reading.tables import Grid, read_csv, read_xlsx

_HEADING_ROWS = 30


def read_schedule(path: Path, locale: str = "") -> PaymentPlan:
    """The payments of a CSV file or of the first sheet of an .xlsx, in the order of the rows.

    `locale` says how the file writes numbers and dates where it does not prove it itself. Raises
    UsageError when there is no such table, Refused with every cell that cannot be read.
    """
    grid = _grid(path)
    for number, row in enumerate(grid.rows[:_HEADING_ROWS], 1):
        found = assign([cell if isinstance(cell, str) else "" for cell in row], "ledger")
        columns = found.columns
        if "date" in columns and "amount" in columns:
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


def _grid(path: Path) -> Grid:
    try:
        data = path.read_bytes()
        if data.startswith(b"PK\x03\x04"):
            return read_xlsx(path, path.name)[0][0]
        return read_csv(decode(data), path.name, path.stem)
    except (OSError, IndexError) as error:
        raise UsageError(
            N_("{file} cannot be read: {reason}"),
            N_("check the name and the permissions"),
            file=str(path),
            reason=getattr(error, "strerror", None) or "no sheet",
        ) from None
    except DataError as error:
        raise UsageError(error.message, error.hint, **error.params) from None


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
    problems: list[Problem] = []
    rows = []
    for number, day, cell in body:
        when, how_much = days.get(day, _EMPTY), sums.get(cell, _EMPTY)
        if currencies_of(cell):
            how_much = _MARKED
        for column, value in (("date", when), ("amount", how_much)):
            if isinstance(value, Fault):
                problems.append(
                    Problem(
                        grid.source,
                        N_("row {row}, {column}"),
                        value.code,
                        value.message,
                        value.hint,
                        {**value.params, "row": number, "column": column},
                    )
                )
        if not isinstance(when, Fault) and not isinstance(how_much, Fault):
            rows.append((when, how_much, number))
    if problems:
        raise Refused(tuple(problems))
    if not rows:
        raise UsageError(N_("{file} has no payments"), file=grid.source)
    return PaymentPlan(rows=tuple(rows), source=grid.source)


_MARKED = Fault(
    "amount.currency",
    N_("the amount names a currency"),
    N_("write the digits alone: the currency is that of the contract"),
)
_EMPTY = Fault("field.missing", N_("the cell is empty"), N_("fill it in"))


def _cell(row: Sequence[Cell], position: int) -> Cell:
    return row[position] if position < len(row) else ""
