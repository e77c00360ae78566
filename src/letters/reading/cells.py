"""Cells, what can be wrong with one, and columns of them: errors are values here.

A column is read through its distinct cells: a ledger of 400,000 rows has a few hundred different
dates and contracts, and each is parsed once.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Generic, TypeVar, cast

from letters.errors import N_

# Text files give only str. A workbook also gives exact numbers and dates; a float is a number that
# has lost digits (more than 15), and every reader refuses it.
Cell = str | Decimal | date | float
T = TypeVar("T")

EXCEL_ERRORS = frozenset(
    {
        "#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!",
        "#Н/Д", "#ССЫЛКА!", "#ЗНАЧ!", "#ДЕЛ/0!", "#ИМЯ?", "#ПУСТО!", "#ЧИСЛО!",
        "#¡REF!", "#¡VALOR!", "#¡DIV/0!", "#¿NOMBRE?", "#¡NULO!", "#¡NUM!",
    }
)  # fmt: skip
NOT_CALCULATED = "#NOT CALCULATED"
_SCIENTIFIC = re.compile(r"\d[.,]?\d*E\+\d+")
# Control, invisible and direction characters, halves of characters, private characters: what is
# read would not be what stands there.
_UNPRINTABLE = frozenset({"Cc", "Cf", "Cs", "Co"})
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u2060\ufeff\u00ad"))
_UNTIDY = re.compile(r"(?:^|\|)[ #']| (?:$|\|)|E\+|\ufffd")  # in cells joined by bars
_LONG_DIGITS = re.compile(r"'\d{5,}")


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a cell cannot be read: a Problem that does not know its place yet.

    `shared`: the whole column has this fault for one reason, so it is told once, at its first row.
    """

    code: str
    message: str
    hint: str = ""
    params: Mapping[str, object] = field(default_factory=dict)
    shared: bool = False


@dataclass(frozen=True, slots=True)
class Column(Generic[T]):
    """The values of a column, row by row; an empty cell or one with a fault has the default.

    `faults` and `empty` are indexes of rows.
    """

    values: Sequence[T]
    faults: Mapping[int, Fault]
    empty: Sequence[int] = ()


def read_column(
    cells: Sequence[Cell],
    read: Callable[[Iterable[Cell]], Mapping[Cell, T | Fault]],
    default: T,
) -> Column[T]:
    """Reads the distinct cells of a column with `read`; an empty cell is `default`."""
    distinct = set(cells)
    blank = {cell for cell in distinct if is_empty(cell)}
    known = dict(read(distinct - blank))
    broken = {cell: value for cell, value in known.items() if isinstance(value, Fault)}
    values = cast(dict[Cell, T], known) | dict.fromkeys([*blank, *broken], default)
    faults = {i: broken[cell] for i, cell in enumerate(cells) if cell in broken} if broken else {}
    empty = [i for i, cell in enumerate(cells) if cell in blank] if blank else []
    return Column([values[cell] for cell in cells], faults, empty)


def read_texts(cells: Sequence[Cell]) -> Column[str]:
    """A column of texts; one that holds nothing to clean is taken as it is."""
    joined = joined_by_bars(cells)
    if joined.isprintable() and joined and not _UNTIDY.search(joined):
        column = cast(Sequence[str], cells)
        empty = [i for i, cell in enumerate(column) if not cell] if "" in column else []
        return Column(column, {}, empty)
    return read_column(cells, each(text_of), "")


def joined_by_bars(cells: Sequence[Cell]) -> str:
    """All cells of a column of texts as one, for a look at the whole; "" for any other column."""
    return "|".join(cast(Sequence[str], cells)) if set(map(type, cells)) == {str} else ""


def each(read: Callable[[Cell], T | Fault]) -> Callable[[Iterable[Cell]], Mapping[Cell, T | Fault]]:
    """A reader of single cells as a reader of columns."""
    return lambda cells: {cell: read(cell) for cell in cells}


def is_empty(cell: Cell) -> bool:
    """Whether nothing is written in the cell (blanks are nothing)."""
    return isinstance(cell, str) and (not cell or cell.isspace())


def shown(cell: Cell) -> str:
    """The cell as a message quotes it; never more than 60 characters of somebody's data."""
    text = format(cell, "f") if isinstance(cell, Decimal) else str(cell)
    return text if len(text) <= 60 else text[:59] + "…"


def text_of(cell: Cell) -> str | Fault:
    """The cell as text: edges trimmed, line breaks made blanks, whole numbers in their digits.

    >>> text_of(Decimal("7707083893"))
    '7707083893'

    Refused: numbers and dates that Excel made of something else, its error values, and control
    characters, which no document can carry.
    """
    if isinstance(cell, str):
        if cell.isprintable() and not _UNTIDY.search(cell):
            return cell
        return _clean(cell)
    if isinstance(cell, Decimal):
        return format(cell, "f")
    if isinstance(cell, float):
        return _damaged(repr(cell))
    return Fault(
        "text.date",
        N_("Excel has turned this text into the date {value}"),
        N_("format the column as text and type the value again"),
        {"value": cell.isoformat()},
    )


def _clean(text: str) -> str | Fault:
    text = " ".join(re.split(r"[\r\n\t\v\f\u2028\u2029]+", text)).translate(_INVISIBLE).strip()
    if text.upper() in EXCEL_ERRORS or text == NOT_CALCULATED:
        return error_value(text)
    if _SCIENTIFIC.fullmatch(text):
        return _damaged(text)
    if any(unicodedata.category(char) in _UNPRINTABLE or char == "\ufffd" for char in text):
        return Fault(
            "text.control_character",
            N_("“{value}” holds a character that cannot be printed"),
            N_("type the value again"),
            {"value": "".join(char if char.isprintable() else "\ufffd" for char in text[:60])},
        )
    return text[1:] if _LONG_DIGITS.fullmatch(text) else text


def error_value(text: str) -> Fault:
    """A formula that failed, or that was never calculated."""
    return Fault(
        "cell.error",
        N_("the cell holds the error {value} instead of a value"),
        N_("correct the formula, save the file and try again"),
        {"value": text},
    )


def _damaged(text: str) -> Fault:
    return Fault(
        "digits.lost",
        N_("{value} is a number that has lost its last digits"),
        N_("format the column as text and type all digits again"),
        {"value": text},
    )
