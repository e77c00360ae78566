"""Who draws the line between two cells: the one on its left or above it, once.

Word lets both neighbours ask for a line and draws the stronger; drawing both would double the
hairlines. Only the first row draws its top and only the first column its left.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from letters.rendering.page import Borders, Edge


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell in the grid with the lines that it asks for."""

    row: int
    column: int
    rows: int
    columns: int
    asks: Borders


def settle(cells: Sequence[Placed], rows: int, columns: int) -> list[Borders]:
    """The lines that each cell draws, in the order of `cells`."""
    tops: list[list[Edge | None]] = [[None] * columns for _ in range(rows + 1)]
    lefts: list[list[Edge | None]] = [[None] * (columns + 1) for _ in range(rows)]
    taken = [[False] * columns for _ in range(rows)]
    for cell in cells:
        for row in range(cell.row, cell.row + cell.rows):
            lefts[row][cell.column] = cell.asks.left
            for column in range(cell.column, cell.column + cell.columns):
                taken[row][column] = True
        for column in range(cell.column, cell.column + cell.columns):
            tops[cell.row][column] = cell.asks.top
    known: dict[Borders, Borders] = {}
    settled = []
    for cell in cells:
        below, beside = cell.row + cell.rows, cell.column + cell.columns
        bottom, right = cell.asks.bottom, cell.asks.right
        if below < rows:
            for column in range(cell.column, beside):
                bottom = stronger(bottom, tops[below][column])
        if beside < columns:
            for row in range(cell.row, below):
                right = stronger(right, lefts[row][beside])
        open_top = cell.row == 0 or not taken[cell.row - 1][cell.column]
        open_left = cell.column == 0 or not taken[cell.row][cell.column - 1]
        found = Borders(
            cell.asks.top if open_top else None,
            right,
            bottom,
            cell.asks.left if open_left else None,
        )
        settled.append(known.setdefault(found, found))
    return settled


def stronger(one: Edge | None, other: Edge | None) -> Edge | None:
    """The wider of two lines; any line wins over none."""
    if one is None or (other is not None and other.width > one.width):
        return other
    return one
