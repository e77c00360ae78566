"""A sheet below its head, row by row, each cell by the field of its column; titles by label."""

import calendar
import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from letters.errors import N_, Problem
from letters.model.origin import Origin
from letters.reading.cells import Cell, Fault, is_empty, shown
from letters.reading.foreign.sheets import Header, is_blank
from letters.reading.foreign.values import Unreadable, amount, day, tidy
from letters.reading.locales import DateOrder, Locale
from letters.reading.tables import Grid
from letters.reading.vocabulary import folded

_NEXT_LABEL = re.compile(r"\s+(?=[^\s\d:：][^\s:：]{0,14}[:：])")
_RANGE = re.compile(
    r"""(?P<from>\d{1,4}[-./年]\d{1,2}(?:[-./月]\d{1,4})?|\d{6}(?:\d\d)?)[日月期]?
        \s*(?:-{1,2}|—{1,2}|–|~|～|至|到|al?|hasta(?:\s(?:el|fecha))?\s?:?|y)\s*(?:第)?
        (?P<to>\d{1,4}[-./年]\d{1,2}(?:[-./月]\d{1,4})?|\d{6}(?:\d\d)?)[日月期]?""",
    re.VERBOSE | re.ASCII | re.IGNORECASE,
)
_MONTH = re.compile(r"((?:19|20)\d\d)\s*[-./年]?\s*第?(\d{1,2})\s*[月期]?", re.ASCII)
_YEAR = re.compile(r"((?:19|20)\d\d)\s*(?:年度?)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet whose head was found.

    `locale` is how its numbers are written, `order` what stands first in its dates; amounts under
    a heading that names 10,000 yuan (`万元`), or in a sheet whose titles do, are raised to yuan.
    """

    grid: Grid
    header: Header
    locale: Locale
    order: DateOrder = "day"

    def rows(self) -> Iterator["Row"]:
        """The rows that are not empty; a head that is printed again on each page is passed over."""
        rows = self.grid.rows
        heads = [rows[index] for index in range(self.header.top, self.header.body)]
        factors = self._factors()
        for index in range(self.header.body, len(rows)):
            if not is_blank(rows[index]) and rows[index] not in heads:
                origin = Origin(self.grid.source, index + 1)
                yield Row(self, rows[index], origin, self.header.all, factors)

    def heading(self, field: str) -> str:
        """What stands above the first column of a field, as the user sees it."""
        positions = self.header.all.get(field, ())
        rows = self.grid.rows[self.header.top : self.header.body]
        parts = [str(row[positions[0]]) for row in rows if positions and positions[0] < len(row)]
        return " ".join(" ".join(parts).split())

    def titles(self) -> Sequence[tuple[str, str]]:
        """What stands above the head."""
        return labels(self.grid.rows[: self.header.top])

    def _factors(self) -> Mapping[str, int]:
        titles = "".join(str(cell) for row in self.grid.rows[: self.header.top] for cell in row)
        everywhere = bool(re.search(r"单位\s*[:：]\s*(人民币)?\s*万元", titles))
        return {
            field: 10_000
            for field in self.header.all
            if "万元" in self.heading(field) or (everywhere and "元" not in self.heading(field))
        }


@dataclass(frozen=True, slots=True)
class Row:
    """One row; its readers raise Unreadable, which knows the column's heading."""

    sheet: Sheet
    cells: Sequence[Cell]
    origin: Origin
    places: Mapping[str, Sequence[int]]
    factors: Mapping[str, int]

    def cell(self, field: str) -> Cell:
        """The first filled cell among the columns of a field (several may have one meaning)."""
        cells = self.cells
        for position in self.places.get(field, ()):
            if position < len(cells):
                cell = cells[position]
                if cell and not (isinstance(cell, str) and cell.isspace()):
                    return cell
                if isinstance(cell, Decimal):
                    return cell  # a zero
        return ""

    def cells_of(self, field: str) -> Sequence[Cell]:
        """All cells of a field, from left to right (方向 stands before each balance)."""
        positions = self.places.get(field, ())
        return [self.cells[position] for position in positions if position < len(self.cells)]

    def text(self, field: str) -> str:
        """The text of a field on one line."""
        cell = self.cell(field)
        if isinstance(cell, str) and (not cell or _is_tidy(cell)):
            return cell
        try:
            return tidy(cell).replace("\n", " ")
        except Unreadable as error:
            raise Unreadable(error.fault, self.sheet.heading(field)) from None

    def amount(self, field: str) -> Decimal:
        """The amount of a field, in whole units of money; 0 where nothing stands."""
        cell = self.cell(field)
        if cell == "":
            return Decimal(0)
        try:
            return amount(cell, self.sheet.locale) * self.factors.get(field, 1)
        except Unreadable as error:
            raise Unreadable(error.fault, self.sheet.heading(field)) from None

    def day(self, field: str) -> dt.date:
        """The date of a field."""
        try:
            return day(self.cell(field), self.sheet.order)
        except Unreadable as error:
            raise Unreadable(error.fault, self.sheet.heading(field)) from None

    def has(self, field: str) -> bool:
        """Whether anything stands in a field."""
        return self.cell(field) != ""

    def words(self) -> Sequence[str]:
        """The texts of the row, from left to right, as they stand."""
        return [
            " ".join(cell.split())
            for cell in self.cells
            if isinstance(cell, str) and not is_empty(cell)
        ]

    def unknown(self) -> Problem:
        """The finding that this row is of no known sort."""
        words = " | ".join(str(cell) for cell in self.cells if not is_empty(cell))
        return self.origin.problem(
            "", "row.unknown", N_("this row is neither a document nor a total: “{value}”"),
            N_("delete it in a copy of the file, or describe the columns in import.toml"),
            value=shown(words),
        )  # fmt: skip


def _is_tidy(text: str) -> bool:
    """Whether there is nothing to tidy: `tidy` would return the very same text."""
    return (
        text.isprintable()
        and "  " not in text
        and text[0] not in "#' "
        and text[-1] != " "
        and "E+" not in text
    )


def labels(rows: Iterable[Sequence[Cell]]) -> Sequence[tuple[str, str]]:
    """What titles say, as (label, value); the value may stand in the next filled cell.

    >>> labels([["客户：甲公司  期间：2026年1月", "账号", "6222"]])
    [('客户', '甲公司'), ('期间', '2026年1月'), ('账号', '6222')]

    A text without a label is its own label, with the next cell as its value.
    """
    found: list[tuple[str, str]] = []
    for row in rows:
        pieces = [
            piece.strip()
            for cell in row
            if not is_empty(cell)
            for piece in _pieces(str(cell).strip("\t '"))
            if piece.strip()
        ]
        skip = False
        for index, piece in enumerate(pieces):
            if skip:
                skip = False
                continue
            match = re.match(r"([^:：]{1,30})[:：]\s*(.*)", piece)
            label, value = (match[1], match[2]) if match else (piece, "")
            if not value and index + 1 < len(pieces) and not re.search("[:：]", pieces[index + 1]):
                value = pieces[index + 1]
                skip = True
            found.append((folded(label), value))
    return found


def _pieces(text: str) -> list[str]:
    """The labels of one cell, each with its value; a label of two words begins a cell only."""
    pieces = []
    for part in re.split(r"\s{2,}", text):
        first, colon, rest = part.partition("：" if "：" in part else ":")
        following = _NEXT_LABEL.split(rest)
        pieces += [first + colon + following[0], *following[1:]]
    return pieces


def labelled(titles: Iterable[tuple[str, str]], names: str) -> str:
    """The value of the first label that is one of `names` (with `;` between), or an empty text."""
    wanted = {folded(name) for name in names.split(";")}
    return next((value for label, value in titles if label in wanted and value), "")


def period_of(text: str) -> tuple[dt.date, dt.date] | None:
    """The first and the last day that a title names, or None.

    >>> period_of("期间：2026年1月至2026年6月")
    (datetime.date(2026, 1, 1), datetime.date(2026, 6, 30))
    >>> period_of("Desde 01/01/2026 hasta 30/06/2026") == period_of("202601-202606")
    True
    """
    text = re.sub(r"(?<=[\d年月日期])\s+(?=[年月日期])", "", text)
    text = re.sub(r"年\s*第\s*", "年", text)
    if match := _RANGE.search(text):
        first, last = _edge(match["from"], end=False), _edge(match["to"], end=True)
    else:
        bare = text.rpartition("：")[2].rpartition(":")[2].strip()
        if not (_MONTH.fullmatch(bare) or _YEAR.fullmatch(bare)):
            return None  # a single day is when something was printed
        first, last = _edge(bare, end=False), _edge(bare, end=True)
    return (first, last) if first and last and first <= last else None


def _edge(text: str, *, end: bool) -> dt.date | None:
    text = text.strip()
    try:
        if match := _YEAR.fullmatch(text):
            return dt.date(int(match[1]), 12, 31) if end else dt.date(int(match[1]), 1, 1)
        if match := _MONTH.fullmatch(text):
            year, month = int(match[1]), int(match[2])
            return dt.date(year, month, calendar.monthrange(year, month)[1] if end else 1)
        return day(text if text.isdecimal() or text[4:5] != "年" else text + "日")
    except (Unreadable, ValueError):
        return None


def with_factor(heading: str) -> str:
    """Synonyms of a heading with its unit behind it, as Chinese reports write it.

    >>> with_factor("余额")
    '余额;余额(元);余额(万元);余额(人民币);余额/元;余额/万元'
    """
    units = ("(元)", "(万元)", "(人民币)", "/元", "/万元")
    return ";".join([heading, *(heading + unit for unit in units)])


def faulty(code: str, message: str, hint: str = "", **params: object) -> Unreadable:
    """A value that a reader itself refuses."""
    return Unreadable(Fault(code, message, hint, params))
