"""A foreign file as what its bytes are: text, sheets, XML or JSON, each read once, when asked.

Suffixes are not believed: a bank's `.xls` may be HTML, CSV or a real workbook.
"""

import csv
import json
import re
import stat
from collections.abc import Sequence
from decimal import Decimal
from functools import cached_property
from html.parser import HTMLParser
from io import StringIO
from pathlib import Path
from typing import Any

from letters.errors import N_, DataError
from letters.reading.cells import Cell
from letters.reading.encoding import decode
from letters.reading.foreign import xml
from letters.reading.foreign.old_excel import read_old_workbook
from letters.reading.tables import Grid, read_xlsx

LARGEST = 100_000_000
_MOST_CELLS = 20_000_000
_ZIP = b"PK\x03\x04"
_OLD_EXCEL = bytes.fromhex("D0CF11E0A1B11AE1")
_MARKUP = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*<", re.DOTALL)


class File:
    """One file; `source` is what the user calls it.

    `text`, `xml`, `json` and `grids` are None (or no sheets) for a file of another sort. Reading
    them raises DataError when the file is of that sort and damaged, or beyond the limits.
    """

    def __init__(self, path: Path, source: str = "") -> None:
        self.path = path
        self.source = source or path.name

    @cached_property
    def data(self) -> bytes:
        """All bytes."""
        status = self.path.stat()
        if not (stat.S_ISREG(status.st_mode) or stat.S_ISDIR(status.st_mode)):
            raise DataError(N_("this is no file"), N_("save what it gives as a file first"))
        if status.st_size > LARGEST:
            raise DataError(
                N_("the file is larger than {megabytes} MB"),
                N_("export a shorter period"),
                megabytes=LARGEST // 1_000_000,
            )
        return self.path.read_bytes()

    @property
    def is_workbook(self) -> bool:
        """Whether Excel would open it as a workbook, new or old."""
        return self.data.startswith((_ZIP, _OLD_EXCEL))

    @cached_property
    def text(self) -> str | None:
        """The text, its encoding proven (see `encoding`); None for a workbook or picture."""
        if self.is_workbook or (b"\0" in self.data[:4096] and self.data[:2] not in _UTF16_MARKS):
            return None
        return decode(self.data)

    @cached_property
    def xml(self) -> xml.Element | None:
        """The root element; None for what is no XML (HTML is none either)."""
        start = self.data[:1000].lower()
        if not _MARKUP.match(self.data) or b"<html" in start or b"<table" in start:
            return None
        return xml.parse(self.data)

    @cached_property
    def json(self) -> Any:
        """What the JSON says, with decimals exact; None for what is no JSON."""
        if self.data[:1000].lstrip(b"\xef\xbb\xbf \r\n\t")[:1] not in {b"{", b"["}:
            return None
        try:
            return json.loads(decode(self.data), parse_float=Decimal)
        except (ValueError, RecursionError):
            raise DataError(
                N_("the file is no whole JSON document"),
                N_("save the answer again, from its first brace to its last"),
            ) from None

    @cached_property
    def grids(self) -> Sequence[Grid]:
        """The sheets: of a workbook, of HTML that is called one, or a text with delimiters."""
        if self.is_workbook:
            grids = self._sheets()
        elif b"<table" in self.data[:20_000].lower():
            grids = _html_tables(self.text or "", self.source)
        elif _MARKUP.match(self.data) or self.text is None:
            return ()
        else:
            grids = [_delimited(self.text, self.source, self.path.stem)]
        if sum(len(row) for grid in grids for row in grid.rows) > _MOST_CELLS:
            raise DataError(
                N_("the file has more than {cells} cells"),
                N_("export a shorter period"),
                cells=_MOST_CELLS,
            )
        return grids

    def _sheets(self) -> Sequence[Grid]:
        try:
            if self.data.startswith(_OLD_EXCEL):
                return read_old_workbook(self.path, self.source)
            return read_xlsx(self.path, self.source)[0]
        except BaseException as error:  # the reader of workbooks panics on some damaged ones
            if type(error).__name__ != "PanicException":
                raise
            raise DataError(
                N_("the workbook is damaged"),
                N_("open it in Excel and save it as .xlsx without a password"),
            ) from None


_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


def _delimited(text: str, source: str, name: str) -> Grid:
    """A text with delimiters; unlike the lists of `data/` it may hold titles of any width."""
    lines = text[:50_000].splitlines()[:60]
    delimiter = max(";\t,|", key=lambda sign: _regular(lines, sign))
    csv.field_size_limit(LARGEST)
    quoted = any(line.startswith('"') or f'{delimiter}"' in line for line in lines)
    reader = csv.reader(
        StringIO(text, newline=""),
        delimiter=delimiter,
        quoting=csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE,
        strict=quoted,
    )
    rows: list[Sequence[Cell]] = []
    try:
        for row in reader:
            rows += [[]] * (reader.line_num - len(rows) - 1)  # a row over several lines is one
            rows.append(row)
    except csv.Error:
        raise DataError(
            N_("the quotes after row {row} do not pair"),
            N_("write a quote inside quotes twice, or save the file as .xlsx"),
            row=len(rows),
        ) from None
    return Grid(source, name, rows)


def _regular(lines: Sequence[str], delimiter: str) -> int:
    """How many lines hold the delimiter as often as most lines that hold it."""
    counts = [count for line in lines if (count := line.count(delimiter))]
    return max((counts.count(count) * min(count, 20) for count in set(counts)), default=0)


class _Tables(HTMLParser):
    """The tables of a page, one under another, cells with their spans as the eye sees them."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[list[str]] = []
        self._cell: list[str] | None = None
        self._span = 1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self._close()
            self.rows.append([])
        elif tag in {"td", "th"}:
            self._close()
            self._cell = []
            span = dict(attrs).get("colspan") or "1"
            self._span = min(int(span), 100) if span.isdecimal() else 1
        elif tag == "br" and self._cell is not None:
            self._cell.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in {"td", "th", "tr", "table"}:
            self._close()

    def handle_data(self, data: str) -> None:
        if self._cell is not None:
            self._cell.append(data)

    def _close(self) -> None:
        if self._cell is not None:
            text = "\n".join(line.strip() for line in "".join(self._cell).split("\n")).strip()
            if not self.rows:
                self.rows.append([])
            self.rows[-1] += [text, *[""] * (self._span - 1)]
            self._cell = None


def _html_tables(text: str, source: str) -> list[Grid]:
    tables = _Tables()
    tables.feed(text)
    tables.close()
    return [Grid(source, "", list(tables.rows))]
