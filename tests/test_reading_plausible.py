"""Dates that can be read and are hardly meant."""

from datetime import date

from letters.model.entry import Entry
from letters.model.origin import Origin
from letters.reading.plausible import date_warnings

TODAY = date(2026, 9, 15)


def entry(day, source, row):
    return Entry(
        date=date.fromisoformat(day), contract="c", kind="shipment", number="1", amount=0,
        origin=Origin(source, row),
    )  # fmt: skip


def told(*rows):
    return [str(problem) for problem in date_warnings([entry(*row) for row in rows], TODAY)]


def test_each_file_is_told_once_at_its_first_strange_row():
    found = told(
        ("2026-09-15", "a.csv", 2),
        ("2098-07-08", "b.csv", 3),
        ("2026-09-16", "b.csv", 4),
        ("2027-01-01", "a.csv", 5),
        ("1998-07-08", "a.csv", 6),
    )
    hint = "(correct the date if it is mistyped; the document counts from its own day on)"
    assert found == [
        f"a.csv: row 5: 2027-01-01 is after today; rows with such a date: 1 {hint}",
        f"b.csv: row 3: 2098-07-08 is after today; rows with such a date: 2 {hint}",
        "a.csv: row 6: 1998-07-08 is more than 20 years ago; rows with such a date: 1 " + hint,
    ]


def test_ordinary_dates_and_an_empty_ledger_give_nothing():
    assert told() == told(("2026-09-15", "a.csv", 2), ("2006-01-01", "a.csv", 3)) == []
