"""Amounts, percents, fractions and counts, strictly: no float, and no guess at 1.234.

1.234 and 1,234 alone may be a thousand or one and a bit. The declared locale decides, or another
cell of the same column that can be read in one way only; without either they are refused.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import cast

from letters.errors import N_
from letters.reading.cells import (
    EXCEL_ERRORS,
    NOT_CALCULATED,
    Cell,
    Column,
    Fault,
    error_value,
    joined_by_bars,
    read_column,
    shown,
)
from letters.reading.locales import Locale

_PLAIN = re.compile(r"-?\d{1,15}+(?:\.\d{1,2})?+", re.ASCII)
_PLAIN_COLUMN = re.compile(rf"(?:{_PLAIN.pattern}\|)*+{_PLAIN.pattern}", re.ASCII)
_PARTS = re.compile(
    r"""(?P<open>\()?\s*(?P<minus>-)?\s*(?P<before>[^\d\s(),.-][^\d\s(),-]*)?\s*(?P<second>-)?\s*
        (?P<digits>\d(?:[\d ,.]*\d)?)
        \s*(?P<last>-)?\s*(?P<after>[^\d\s(),.-][^\d(),-]*)?\s*(?P<close>\))?""",
    re.VERBOSE | re.ASCII,
)
_PLAIN_SIGNS = {
    **dict.fromkeys(map(ord, "\u2212\u2013\u2014\u2010\u2011"), "-"),
    **dict.fromkeys(map(ord, "\u00a0\u2007\u2009\u202f\u3000"), " "),
    **{code + 0xFEE0: chr(code) for code in range(0x21, 0x7F)},  # full width: ０-９ ， ． （ ）
    0xFFE5: "\u00a5",  # ￥
}
_PERCENT = re.compile(r"(-?\d{1,9}(?:[.,]\d{1,12})?)\s*%?", re.ASCII)
_FRACTION = re.compile(r"([1-9]\d{0,5})\s*/\s*([1-9]\d{0,5})", re.ASCII)
_DOLLARS = frozenset({"USD", "MXN", "COP", "CLP", "ARS"})
# What a mark beside an amount may mean; an ISO code means itself.
_MARKS: Mapping[str, frozenset[str]] = {
    **dict.fromkeys(["₽", "р", "руб", "рублей", "рубля"], frozenset({"RUB"})),
    "br": frozenset({"BYN"}),
    **dict.fromkeys(["₸", "тг"], frozenset({"KZT"})),
    "¥": frozenset({"CNY", "JPY"}),  # the full-width ￥ is folded to it
    **dict.fromkeys(["元", "圆", "rmb"], frozenset({"CNY"})),
    **dict.fromkeys(["€", "евро", "euro", "euros"], frozenset({"EUR"})),
    "$": _DOLLARS,
    "s/": frozenset({"PEN"}),
}


@dataclass(frozen=True, slots=True)
class _Figure:
    """A number as its separators say it; `doubtful` is the separator that may mean either."""

    text: str = ""
    decimal: str = ""
    doubtful: str = ""

    def meaning(self, decimal: str) -> Decimal:
        """The number, if `decimal` is the separator of its decimals."""
        group = "." if decimal == "," else ","
        return Decimal(self.text.replace(group, "").replace(decimal, "."))


def read_amount_column(cells: Sequence[Cell], locale: Locale) -> Column[Decimal | None]:
    """The amounts of a column row by row; one that is all canonical takes a short cut."""
    if (joined := joined_by_bars(cells)) and _PLAIN_COLUMN.fullmatch(joined):
        return Column(list(map(Decimal, cast(Sequence[str], cells))), {})
    return read_column(cells, lambda distinct: read_amounts(distinct, locale), None)


def read_amounts(cells: Iterable[Cell], locale: Locale) -> Mapping[Cell, Decimal | Fault]:
    """The amounts of a column, as written (not yet rounded to a currency); negatives allowed.

    Read are 1234.50, 1 234,50, 1.234,50, 1,234.50, with non-breaking blanks, with the minus before
    or after or as brackets, with a currency mark (see `currencies_of`). From workbooks: exact
    numbers only.
    """
    known: dict[Cell, Decimal | Fault] = {}
    doubtful: dict[Cell, _Figure] = {}
    for cell in cells:
        if isinstance(cell, str) and _PLAIN.fullmatch(cell):
            known[cell] = Decimal(cell)
        elif isinstance(cell, Decimal):
            known[cell] = cell
        else:
            figure = _figure(cell)
            if isinstance(figure, _Figure) and figure.doubtful:
                doubtful[cell] = figure
            known[cell] = figure.meaning(figure.decimal) if isinstance(figure, _Figure) else figure
    if doubtful:
        proven = _proven(known.keys() - doubtful.keys())
        for cell, figure in doubtful.items():
            known[cell] = _settled(cell, figure, locale, proven)
    return known


def currencies_of(cell: Cell) -> frozenset[str]:
    """The currencies (ISO 4217) that the mark beside an amount may mean; empty without a mark.

    >>> currencies_of("1 234,50 руб.")
    frozenset({'RUB'})
    """
    if not isinstance(cell, str) or not (match := _PARTS.fullmatch(_folded(cell))):
        return frozenset()
    return _meanings(match["before"] or match["after"] or "")


def _meanings(mark: str) -> frozenset[str]:
    mark = mark.strip().rstrip(".").casefold()
    if re.fullmatch("[a-z]{3}", mark) and mark not in _MARKS:
        return frozenset({mark.upper()})
    return _MARKS.get(mark, frozenset())


def _folded(cell: str) -> str:
    """Full-width signs and special blanks and dashes as plain ones."""
    return cell.translate(_PLAIN_SIGNS).strip()


def _figure(cell: Cell) -> _Figure | Fault:
    if isinstance(cell, float):
        return Fault(
            "amount.float",
            N_("the cell holds {value}, which is not an exact amount"),
            N_("round it in the workbook, for instance =ROUND(A1;2)"),
            {"value": repr(cell)},
        )
    if isinstance(cell, date) or not isinstance(cell, str):
        return _not_an_amount(cell)
    if cell.strip().upper() in EXCEL_ERRORS or cell == NOT_CALCULATED:
        return error_value(cell.strip())
    match = _PARTS.fullmatch(_folded(cell))
    if not match:
        return _not_an_amount(cell)
    minuses = sum(bool(match[name]) for name in ("open", "minus", "second", "last"))
    marks = [mark for mark in (match["before"], match["after"]) if mark]
    figure = _separated(match["digits"])
    if (
        figure is None
        or minuses > 1
        or bool(match["open"]) != bool(match["close"])
        or len(marks) > 1
        or not all(map(_meanings, marks))
    ):
        return _not_an_amount(cell)
    return _Figure(("-" if minuses else "") + figure.text, figure.decimal, figure.doubtful)


def _separated(digits: str) -> _Figure | None:
    """Which separator means what; None when they fit no way of writing numbers."""
    text = digits
    if " " in digits:
        if not re.fullmatch(r"\d{1,3}( \d{3})+([.,]\d+)?", digits):
            return None
        text = digits.replace(" ", "")
    separators = re.findall("[.,]", text)
    if not separators:
        return _Figure(text, ".")
    last = separators[-1]
    if len(set(separators)) == 2:
        whole = text.rpartition(last)[0]
        decimal, grouped = last, separators.count(last) == 1 and _is_grouped(whole)
    elif len(separators) > 1:
        decimal, grouped = "." if last == "," else ",", _is_grouped(text)
    else:
        head, _, tail = text.partition(last)
        doubt = " " not in digits and len(tail) == 3 and len(head) <= 3 and head[0] != "0"
        return _Figure(text, last, last if doubt else "")
    return _Figure(text, decimal) if grouped else None


def _is_grouped(text: str) -> bool:
    return re.fullmatch(r"\d{1,3}([.,]\d{3})+", text) is not None


def _proven(cells: Iterable[Cell]) -> set[str]:
    """The decimal separators that the undoubted cells of a column show."""
    proven = set()
    for cell in cells:
        if isinstance(cell, str) and re.search("[.,]", cell):
            figure = _figure(cell)
            if isinstance(figure, _Figure):
                proven.add(figure.decimal)
    return proven


def _settled(cell: Cell, figure: _Figure, locale: Locale, proven: set[str]) -> Decimal | Fault:
    other = "." if figure.doubtful == "," else ","
    votes = set(proven) if len(proven) == 1 else set()
    if figure.doubtful == locale.decimal:
        votes.add(figure.doubtful)
    elif figure.doubtful == locale.group:
        votes.add(other)
    if len(votes) == 1:
        return figure.meaning(votes.pop())
    return Fault(
        "amount.ambiguous",
        N_("“{value}” may be thousands or decimals; nothing in the column tells which"),
        N_('declare locale = "ru", "es", "zh" or "en_US" in the settings, or write two decimals'),
        {"value": shown(cell)},
        shared=True,
    )


def _not_an_amount(cell: Cell) -> Fault:
    return Fault(
        "amount.unreadable",
        N_("“{value}” is not an amount"),
        N_("write digits and a decimal separator, as in 1234.50"),
        {"value": shown(cell)},
    )


def percent_of(cell: Cell) -> Decimal | Fault:
    """A percentage without its sign: `0,1 %`, `22%`, `10.5`; never grouped, never negative.

    >>> percent_of("0,1 %")
    Decimal('0.1')
    """
    if isinstance(cell, Decimal):
        number = cell
    elif isinstance(cell, str) and (match := _PERCENT.fullmatch(_folded(cell))):
        number = Decimal(match[1].replace(",", "."))
    else:
        number = Decimal(-1)
    if number >= 0:
        return number
    return Fault(
        "percent.unreadable",
        N_("“{value}” is not a percentage"),
        N_("write 0.1 for 0.1 percent"),
        {"value": shown(cell)},
    )


def fraction_of(cell: Cell) -> Fraction | Fault:
    """A part of the key rate: `1/300`.

    >>> fraction_of("1/300")
    Fraction(1, 300)
    """
    match = _FRACTION.fullmatch(_folded(cell)) if isinstance(cell, str) else None
    if match and int(match[1]) <= int(match[2]):
        return Fraction(int(match[1]), int(match[2]))
    return Fault(
        "fraction.unreadable",
        N_("“{value}” is not a fraction of the key rate"),
        N_("write 1/300 as text"),
        {"value": shown(cell)},
    )


def days_of(cell: Cell) -> int | Fault:
    """A whole number of days, from 0 to 3,650."""
    text = format(cell, "f") if isinstance(cell, Decimal) else cell
    if isinstance(text, str) and re.fullmatch(r"\d{1,4}", text.strip(), re.ASCII):
        days = int(text)
        if days <= 3650:
            return days
    return Fault(
        "days.unreadable",
        N_("“{value}” is not a number of days"),
        N_("write a whole number, such as 30"),
        {"value": shown(cell)},
    )


def sheets_of(cell: Cell) -> int | Fault:
    """A whole number of sheets, from 1 to 3,650."""
    sheets = days_of(cell)
    if isinstance(sheets, int) and sheets:
        return sheets
    return Fault(
        "sheets.unreadable",
        N_("“{value}” is not a number of sheets"),
        N_("write a whole number, such as 5"),
        {"value": shown(cell)},
    )
