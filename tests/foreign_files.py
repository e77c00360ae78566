"""Foreign files as other programs write them, made of small tables in a test."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl

from letters.reading.foreign.file import File
from letters.reading.foreign.found import Found, Movement


def cells(table: str) -> list[list[str]]:
    """`a | b`, a row a line; a bar inside a cell is never needed."""
    return [[cell.strip() for cell in line.split("|")] for line in table.strip("\n").splitlines()]


def written(folder: Path, name: str, data: str | bytes, encoding: str = "utf-8") -> File:
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode(encoding))
    return File(path)


def delimited(
    folder: Path, table: str, *, name: str = "f.csv", sign: str = ",", encoding: str = "utf-8"
) -> File:
    """A text file with delimiters; a cell that holds the delimiter is quoted."""
    lines = [
        sign.join(f'"{cell}"' if sign in cell else cell for cell in row) for row in cells(table)
    ]
    return written(folder, name, "\r\n".join(lines) + "\r\n", encoding)


def html(folder: Path, table: str, encoding: str = "gb18030") -> File:
    """A table that a web page calls .xls."""
    rows = "".join(
        "<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in cells(table)
    )
    head = f'<html><head><meta charset="{encoding}"></head>'
    return written(folder, "f.xls", f"{head}<body><table>{rows}</table></body></html>", encoding)


def workbook(folder: Path, sheets: dict[str, Sequence[Sequence[object]]]) -> File:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append([None if cell == "" else cell for cell in row])
    book.save(folder / "f.xlsx")
    return File(folder / "f.xlsx")


def typed(table: str) -> list[list[object]]:
    """Cells as a workbook keeps them: plain numbers as numbers, ISO dates as dates."""

    def value(cell: str) -> object:
        try:
            return date.fromisoformat(cell) if len(cell) == 10 else float(Decimal(cell))
        except (ValueError, ArithmeticError):
            return cell

    return [[value(cell) for cell in row] for row in cells(table)]


def row(movement: Movement) -> str:
    """A movement in one line: row, date, kind, number, amount, party."""
    return (
        f"{movement.origin.row} {movement.date} {movement.kind} {movement.number or '-'} "
        f"{movement.amount} {movement.party.name or '-'}"
    )


def rows(found: Found) -> list[str]:
    return list(map(row, found.movements))


def proven(found: Found) -> bool:
    """Whether there are totals in the file, and all of them hold, and no row is at fault."""
    return (
        bool(found.controls)
        and all(each.stated == each.computed for each in found.controls)
        and not any(problem.severity == "error" for problem in found.problems)
    )


def broken(found: Found) -> list[tuple[str, int, Decimal, Decimal]]:
    """The totals that do not hold: what, row, stated, computed."""
    return [
        (each.name, each.origin.row, each.stated, each.computed)
        for each in found.controls
        if each.stated != each.computed
    ]


def faults(found: Found) -> list[tuple[str, int]]:
    return [(problem.code, problem.params["row"]) for problem in found.problems]
