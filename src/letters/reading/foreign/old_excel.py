"""Old workbooks (.xls), read by a process of their own.

A damaged one can make its reader panic, run in a circle or ask for all memory, and such a thing
ends the process that it happens in. So it happens in a child, which is given a minute and a limit
of memory, and says what it has read as JSON.
"""

import json
import subprocess
import sys
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

from letters.errors import N_, DataError
from letters.reading.cells import Cell
from letters.reading.tables import Grid, cell_of

_SECONDS = 60
_MEMORY = 2 << 30
_MARKED: Mapping[str, Callable[[str], Cell]] = {
    "n": Decimal, "d": date.fromisoformat, "f": float,
}  # fmt: skip


def read_old_workbook(path: Path, source: str) -> list[Grid]:
    """The grids of the visible sheets; DataError for a file that cannot be trusted."""
    command = [sys.executable, "-m", __name__, str(path)]
    try:
        done = subprocess.run(  # noqa: S603 - ourselves, and the file is data
            command, capture_output=True, timeout=_SECONDS, check=True
        )
        sheets = json.loads(done.stdout)
    except (subprocess.SubprocessError, ValueError):
        raise DataError(
            N_("the workbook is damaged"),
            N_("open it in Excel and save it as .xlsx without a password"),
        ) from None
    return [
        Grid(f"{source} [{name}]", name, [[_cell(cell) for cell in row] for row in rows])
        for name, rows in sheets
    ]


def _cell(said: str | tuple[str, str]) -> Cell:
    return said if isinstance(said, str) else _MARKED[said[0]](said[1])


def _said(value: object) -> str | tuple[str, str]:
    cell = value if isinstance(value, str) else cell_of(value)
    if isinstance(cell, str):
        return cell
    mark = "n" if isinstance(cell, Decimal) else "d" if isinstance(cell, date) else "f"
    return mark, cell.isoformat() if isinstance(cell, date) else str(cell)


def _read(path: str) -> None:
    """What the child does."""
    _limit_memory()
    from python_calamine import CalamineWorkbook, SheetVisibleEnum

    with CalamineWorkbook.from_path(path) as book:
        sheets = [
            (
                sheet.name,
                [
                    list(map(_said, row))
                    for row in book.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False)
                ],
            )
            for sheet in book.sheets_metadata
            if sheet.visible == SheetVisibleEnum.Visible
        ]
    sys.stdout.write(json.dumps(sheets))


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limit; the child still dies alone
        return
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))


if __name__ == "__main__":
    _read(sys.argv[1])
