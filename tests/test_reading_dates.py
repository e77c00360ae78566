"""Dates as people and programs write them; the order of day and month is never guessed."""

from datetime import date
from decimal import Decimal

import pytest

from letters.reading.cells import Fault
from letters.reading.dates import proven_order, read_dates
from letters.reading.locales import LOCALES, UNDECLARED


def read(cell, locale=UNDECLARED, others=()):
    value = read_dates([cell], locale, proven_order([cell, *others]))[cell]
    return value.code if isinstance(value, Fault) else value.isoformat()


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2026-09-30", "2026-09-30"),
        ("2026-9-5", "2026-09-05"),
        ("2026/4/10", "2026-04-10"),
        ("2026.04.10", "2026-04-10"),
        ("2026年4月10日", "2026-04-10"),
        ("20260410 17:07:09", "2026-04-10"),
        ("30.09.2026", "2026-09-30"),
        ("03.04.2026", "2026-04-03"),  # dots: the day comes first, in Russia and in Spain
        ("15.01.26", "2026-01-15"),
        ("08.07.2026 12:00:00", "2026-07-08"),
        ("2026-07-08T23:59", "2026-07-08"),
        ("2026-07-08T25:99", "date.unreadable"),
        ("30.09.2026 г.", "2026-09-30"),
        (" 2026-09-30 ", "2026-09-30"),
        ("25/04/2026", "2026-04-25"),
        ("04/25/2026", "2026-04-25"),
        ("05/05/2026", "2026-05-05"),
        (date(2026, 4, 3), "2026-04-03"),
        (Decimal(20260410), "2026-04-10"),
        ("03/04/2026", "date.ambiguous"),
        ("03-04-2026", "date.ambiguous"),
        ("31.02.2026", "date.impossible"),
        ("2026-13-01", "date.impossible"),
        ("1206-01-01", "date.implausible"),
        (date(1899, 12, 31), "date.implausible"),
        ("1767225600", "date.unreadable"),  # a unix time
        ("46032", "date.unreadable"),  # an Excel serial in a text file
        (Decimal(46032), "date.unreadable"),  # a number that nobody formatted as a date
        ("03/04/26", "date.unreadable"),
        ("завтра", "date.unreadable"),
        (4.0702810938e19, "date.unreadable"),
        ("#REF!", "cell.error"),
    ],
)
def test_one_cell_alone(cell, day):
    assert read(cell) == day


@pytest.mark.parametrize(
    ("locale", "others", "day"),
    [
        ("ru", [], "2026-04-03"),
        ("es", [], "2026-04-03"),
        ("en_US", [], "2026-03-04"),
        ("zh", [], "date.ambiguous"),
        ("zh", ["25/04/2026"], "2026-04-03"),
        ("", ["25/04/2026"], "2026-04-03"),
        ("", ["04/25/2026"], "2026-03-04"),
        ("", ["25/04/2026", "04/25/2026"], "date.ambiguous"),  # the file contradicts itself
        ("", ["01/02/2026"], "date.ambiguous"),
    ],
)
def test_third_of_april_or_fourth_of_march(locale, others, day):
    assert read("03/04/2026", LOCALES.get(locale, UNDECLARED), others) == day


def test_a_declared_order_does_not_bend():
    assert read("04/25/2026", LOCALES["ru"]) == "date.impossible"
