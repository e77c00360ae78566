"""Text files and workbooks as grids of cells; grids as tables with known columns.

Rows are numbered as the user sees them in a spreadsheet: the first row of the file is row 1.
"""

import csv
import re
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import cast
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile

from letters.errors import N_, DataError, Problem
from letters.reading.cells import Cell, is_empty, shown
from letters.reading.headings import (
    LISTS,
    REQUIRED,
    Assignment,
    ListName,
    assign,
    known_headings,
    list_headed,
    list_named,
)
from letters.reading.vocabulary import folded
from letters.reading.xlsx_marks import Marks, marks_of

# ArithmeticError: a number that is none, in a cell with a number's format; RuntimeError: a part
# with a password or an unknown packing.
_DAMAGE = (
    BadZipFile, zlib.error, EOFError, RuntimeError,
    ParseError, KeyError, ValueError, ArithmeticError,
)  # fmt: skip
_DELIMITERS = ",;\t|"
_HEADING_ROWS = 30
_LONGEST_FIELD = 10_000_000
_MOST_EXACT_DIGITS = 15  # IEEE 754: every decimal of 15 digits survives a double


@dataclass(frozen=True, slots=True)
class Grid:
    """A text file or one sheet: `name` is what the user calls it, row 1 is `rows[0]`."""

    source: str
    name: str
    rows: Sequence[Sequence[Cell]]


@dataclass(frozen=True, slots=True)
class Table:
    """One list: its cells by field, column by column; `numbers` are the rows in the file."""

    source: str
    name: ListName
    numbers: Sequence[int]
    columns: Mapping[str, Sequence[Cell]]
    ignored: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


def read_csv(text: str, source: str, name: str, delimiter: str = "") -> Grid:
    """The grid of a delimited text; comma, semicolon, tab or bar, whichever gives the headings.

    `delimiter` is for callers who know it. Raises DataError when quotes do not pair,
    because everything after them would shift.
    """
    delimiter = delimiter or _delimiter(text)
    csv.field_size_limit(_LONGEST_FIELD)
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[list[str]] = []
    try:
        rows.extend(reader)
    except csv.Error:
        raise DataError(
            N_("the quotes after row {row} do not pair"),
            N_("write a quote inside quotes twice, or save the file as .xlsx"),
            row=len(rows),
        ) from None
    broken_lines = reader.line_num > len(rows)
    for number, row in enumerate(rows if broken_lines else (), 1):
        if any("\n" in cell and cell.count(delimiter) > 1 for cell in row):
            raise DataError(
                N_("the quotes in row {row} do not pair: they hold whole lines of the file"),
                N_("write a quote inside quotes twice, or save the file as .xlsx"),
                row=number,
            )
    if rows and _separator_line(text):
        rows[0] = []
    return Grid(source, name, rows)


def _separator_line(text: str) -> str:
    """The delimiter that Excel's own first line `sep=;` names."""
    match = re.match(r"sep=([,;\t|])\r?\n", text)
    return match[1] if match else ""


def _delimiter(text: str) -> str:
    if declared := _separator_line(text):
        return declared
    head = text[:20_000].splitlines()[:_HEADING_ROWS]

    def fits(delimiter: str) -> tuple[int, int]:
        rows = [next(csv.reader([line], delimiter=delimiter), []) for line in head]
        known = max((known_headings(row, name) for row in rows for name in LISTS), default=0)
        return known, max(map(len, rows), default=0)

    return max(_DELIMITERS, key=fits)


def read_xlsx(path: Path, source: str) -> tuple[list[Grid], list[str]]:
    """The grids of the visible sheets, and the names of the hidden ones.

    The only sheet of a workbook may have any name (`Лист1`): it is then called as the file.
    Raises DataError for a file that is no workbook, or one with a password.
    """
    from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

    grids, hidden = [], []
    place = ""
    try:
        with path.open("rb") as file:
            marks = marks_of(file)
            file.seek(0)
            book = CalamineWorkbook.from_filelike(file)
        for sheet in book.sheets_metadata:
            if sheet.visible != SheetVisibleEnum.Visible:
                hidden.append(sheet.name)
                continue
            place = f"[{sheet.name}] "
            values = book.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False)
            rows = _as_seen(values, marks.get(sheet.name, {}))
            grids.append(Grid(f"{source} [{sheet.name}]", sheet.name, rows))
    except BaseException as error:
        if not (isinstance(error, (CalamineError, *_DAMAGE)) or _is_panic(error)):
            raise
        raise DataError(
            N_("the workbook cannot be read: {error}"),
            N_("open it in Excel and save it as .xlsx without a password"),
            error=f"{place}{error}",
        ) from None
    if len(grids) == 1 and not list_named(grids[0].name):
        grids = [replace(grids[0], name=path.stem)]
    return grids, hidden


def _as_seen(values: Sequence[Sequence[object]], marks: Marks) -> Sequence[Sequence[Cell]]:
    """The rows of a sheet as exact cells, column by column: most hold nothing but texts."""
    columns: list[list[Cell]] = []
    for column in zip(*values, strict=True):
        if set(map(type, column)) == {str}:
            columns.append(list(cast(Sequence[str], column)))
        else:
            columns.append([cell if type(cell) is str else cell_of(cell) for cell in column])
    for (row, place), text in marks.items():
        if row < len(values) and place < len(columns):
            columns[place][row] = text
    return list(map(list, zip(*columns, strict=True)))


def _is_panic(error: BaseException) -> bool:
    """Whether the reader of workbooks met what it had not thought of; its class has no name."""
    return type(error).__name__ == "PanicException"


def cell_of(value: object) -> Cell:
    """A value of a workbook as an exact cell; a number that lost digits stays a float.

    >>> cell_of(1234.5), cell_of(7707083893.0), cell_of(4.0702810938000003e19)
    (Decimal('1234.5'), Decimal('7707083893'), 4.0702810938e+19)
    """
    if isinstance(value, float):
        text = repr(value).removesuffix(".0")  # the shortest decimal that means this very double
        number = Decimal(text)
        if len(text) <= _MOST_EXACT_DIGITS or len(number.as_tuple().digits) <= _MOST_EXACT_DIGITS:
            return number if abs(value) < 10**_MOST_EXACT_DIGITS else value
        return value
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else str(value)


def table_of(grid: Grid) -> Table | None:
    """The list that a grid holds: by the grid's name, else by its headings; None for neither."""
    name = list_named(grid.name)
    if name is None:
        for row in grid.rows[:_HEADING_ROWS]:
            if name := list_headed(_texts(row)):
                break
        else:
            return None
    header = _header_row(grid.rows, name)
    headings = _texts(grid.rows[header]) if header < len(grid.rows) else []
    body = enumerate(grid.rows[header + 1 :], header + 2)
    return build_table(grid.source, name, header + 1, headings, body)


def _texts(row: Sequence[Cell]) -> list[str]:
    return [cell if isinstance(cell, str) else "" for cell in row]


def _header_row(rows: Sequence[Sequence[Cell]], name: ListName) -> int:
    """The first row that names three fields (titles may stand above), else the first filled one."""
    filled = [i for i, row in enumerate(rows[:_HEADING_ROWS]) if any(row)]
    for i in filled:
        if known_headings(_texts(rows[i]), name) >= 3:
            return i
    return filled[0] if filled else 0


def build_table(
    source: str,
    name: ListName,
    header: int,
    headings: Sequence[str],
    rows: Iterable[tuple[int, Sequence[Cell]]],
) -> Table:
    """The list `name` from numbered rows under `headings`; empty rows are passed over.

    Without its required columns a table has no rows, and its problems say why.
    """
    found = assign(headings, name)
    problems = []
    width = len(headings)
    numbers: list[int] = []
    body: list[Sequence[Cell]] = []
    rows = list(rows)
    if _are_full(rows, width):
        numbers, body, rows = [number for number, _ in rows], [row for _, row in rows], []
    for number, row in rows:
        if not row or (is_empty(row[0]) and all(map(is_empty, row))):
            continue
        if len(row) > width and not all(map(is_empty, row[width:])):
            problems.append(too_long(source, number, row[width:]))
            continue
        numbers.append(number)
        body.append(row if len(row) >= width else [*row, *[""] * (width - len(row))])
    cells = list(zip(*body, strict=False)) or [()] * width
    nameless = tuple(
        _letters(i)
        for i, heading in enumerate(headings)
        if not folded(heading) and not all(map(is_empty, cells[i]))
    )
    ignored = (*(heading for heading, _ in found.ignored), *nameless)
    problems = [*_heading_problems(source, name, header, found, ignored), *problems]
    if found.missing(name):
        numbers, cells = [], [()] * width
    columns = {field: cells[i] for field, i in found.columns.items()}
    return Table(source, name, numbers, columns, ignored, tuple(problems))


def _are_full(rows: Sequence[tuple[int, Sequence[Cell]]], width: int) -> bool:
    """Whether no row needs a look of its own: each has its width and something in its front."""
    return (
        width > 0
        and {len(row) for _, row in rows} == {width}
        and not any(map(is_empty, {row[0] for _, row in rows}))
    )


def _letters(position: int) -> str:
    """The name of a column in a spreadsheet: A, B, ... Z, AA (from position 0)."""
    letters = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def too_long(source: str, number: int, extra: Sequence[Cell]) -> Problem:
    """A row with cells beyond its headings: a delimiter inside a text has shifted it."""
    return Problem.at(
        source, number, "", "row.too_long",
        N_("the row has more cells than the heading: “{value}”"),
        N_("put a text that holds the delimiter into quotes"),
        value=shown(next(cell for cell in extra if not is_empty(cell))),
    )  # fmt: skip


def _heading_problems(
    source: str, name: ListName, number: int, found: Assignment, ignored: Sequence[str]
) -> list[Problem]:
    problems = [
        Problem.at(
            source, number, field, "column.missing",
            N_("there is no such column among the headings"),
            N_("the list {list} needs the columns {required}"),
            list=name, required=", ".join(REQUIRED[name]),
        )
        for field in found.missing(name)
    ]  # fmt: skip
    problems += [
        Problem.at(
            source, number, field, "column.doubled",
            N_("“{first}” and “{second}” name the same column"),
            N_("rename or delete one of them"),
            first=first, second=second,
        )
        for field, first, second in found.doubled
    ]  # fmt: skip
    if ignored:
        near = {heading: field for heading, field in found.ignored if field}
        problems.append(
            Problem.at(
                source, number, "", "column.ignored",
                N_("columns that are not used: {columns}"),
                N_("did you mean {near}?") if near else "",
                severity="warning",
                columns=", ".join(ignored),
                near=", ".join(f"“{heading}” = {field}" for heading, field in near.items()),
            )
        )  # fmt: skip
    return problems
