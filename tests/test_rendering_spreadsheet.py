"""A table as CSV and XLSX: what a spreadsheet reads is what was written."""

import csv
import io
from datetime import date, datetime
from decimal import Decimal

import openpyxl

from letters.rendering.spreadsheet import table_file

HEADS = ("number", "day", "days", "amount", "note")
ROWS = [
    ["F-1 <&> «x»", date(2026, 5, 17), 45, Decimal("1849.32"), None],
    ["00012", date(2026, 7, 1), 1, Decimal("0.10"), "=1+1"],
]


def test_figures_are_figures_and_texts_stay_texts():
    data = table_file("xlsx", HEADS, ROWS)
    head, *rows = openpyxl.load_workbook(io.BytesIO(data)).active.iter_rows()
    assert [cell.value for cell in head] == list(HEADS)
    assert all(cell.font.b for cell in head)
    assert [[cell.value for cell in row] for row in rows] == [
        ["F-1 <&> «x»", datetime(2026, 5, 17), 45, 1849.32, None],  # noqa: DTZ001 - a day
        ["00012", datetime(2026, 7, 1), 1, 0.1, "=1+1"],  # noqa: DTZ001 - a day
    ]
    assert rows[0][1].is_date


def test_the_csv_says_the_same_with_a_mark_for_spreadsheets():
    data = table_file("csv", HEADS, ROWS)
    assert data.startswith(b"\xef\xbb\xbf")
    assert list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))) == [
        list(HEADS),
        ["F-1 <&> «x»", "2026-05-17", "45", "1849.32", ""],
        ["00012", "2026-07-01", "1", "0.10", "=1+1"],
    ]


def test_equal_rows_give_equal_bytes():
    assert table_file("xlsx", HEADS, ROWS) == table_file("xlsx", HEADS, ROWS)
