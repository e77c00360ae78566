"""Sheets as 1C exports them, for the tests of their readers; all parties are invented."""

from collections.abc import Sequence
from pathlib import Path

import openpyxl

from letters.errors import Problem
from letters.reading.foreign.file import File
from letters.reading.foreign.formats import format_of
from letters.reading.foreign.found import Format, Found, Movement


def cells(table: str) -> list[list[object]]:
    """A sheet as a table of text: `|` between cells, `/ ` for a new line, `=5.5` for a number."""

    def cell(word: str) -> object:
        number = word.startswith("=")
        return float(word[1:]) if number else word.strip().replace("/ ", "\n")

    return [[cell(word.strip()) for word in line.split("|")] for line in table.strip().split("\n")]


def workbook(path: Path, rows: Sequence[Sequence[object]]) -> File:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "TDSheet"
    for row in rows:
        sheet.append([None if cell == "" else cell for cell in row])
    book.save(path)
    return File(path)


def text(path: Path, rows: Sequence[Sequence[object]], delimiter="\t", encoding="cp1251") -> File:
    def cell(value: object) -> str:
        shown = f"{value:.2f}".replace(".", ",") if isinstance(value, float) else str(value)
        quoted = '"' in shown or "\n" in shown or delimiter in shown
        return '"' + shown.replace('"', '""') + '"' if quoted else shown

    lines = [delimiter.join(map(cell, row)) for row in rows]
    path.write_bytes("\r\n".join([*lines, ""]).encode(encoding))
    return File(path)


def read_as(format_: Format, file: File) -> Found:
    assert format_of(file) is format_
    return format_.read([file])


def table(movements: Sequence[Movement]) -> list[tuple[str, str, str, str]]:
    """Date, kind, amount and number of each."""
    return [(f"{m.date:%d.%m.%y}", m.kind, f"{m.amount:.2f}", m.number) for m in movements]


def broken(said: Found) -> list[tuple[str, int]]:
    """The controls that do not hold, and their rows."""
    return [(c.name, c.origin.row) for c in said.controls if c.stated != c.computed]


def errors(said: Found) -> list[tuple[str, object]]:
    """Code and row of each error."""
    return [(p.code, p.params.get("row")) for p in said.problems if p.severity == "error"]


def warnings(problems: Sequence[Problem]) -> list[tuple[str, object]]:
    return [(p.code, p.params.get("row")) for p in problems if p.severity == "warning"]
