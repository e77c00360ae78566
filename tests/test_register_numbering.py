import datetime as dt

import pytest

from letters.errors import UsageError
from letters.register.numbering import series_of

DAY = dt.date(2026, 9, 5)


@pytest.mark.parametrize(
    ("pattern", "first", "hundredth"),
    [
        ("АС-{year}-{seq:04}", "АС-2026-0001", "АС-2026-0100"),
        ("{seq}/{month}-{year}", "1/09-2026", "100/09-2026"),
        ("对账{year}Q{quarter}第{seq:3}号", "对账2026Q3第001号", "对账2026Q3第100号"),
        ("{{{seq}}}", "{1}", "{100}"),
    ],
)
def test_number_follows_the_pattern(pattern, first, hundredth):
    series = series_of(pattern, DAY)
    assert (series.number(1), series.number(100)) == (first, hundredth)


def test_width_is_the_least_count_of_digits():
    assert series_of("{seq:02}", DAY).number(1234) == "1234"


@pytest.mark.parametrize(
    ("pattern", "other_day", "same"),
    [
        ("A-{year}-{seq}", dt.date(2026, 1, 1), True),
        ("A-{year}-{seq}", dt.date(2027, 9, 5), False),
        ("A-{year}-{month}-{seq}", dt.date(2026, 8, 31), False),
        ("A-{year}-{quarter}-{seq}", dt.date(2026, 7, 1), True),
        ("A-{year}-{quarter}-{seq}", dt.date(2026, 10, 1), False),
        ("A-{seq}", dt.date(2031, 1, 1), True),
    ],
)
def test_a_series_lasts_as_long_as_its_date_fields(pattern, other_day, same):
    assert (series_of(pattern, DAY).name == series_of(pattern, other_day).name) is same


def test_a_wider_number_continues_the_series():
    assert series_of("A-{seq:04}", DAY).name == series_of("A-{seq:06}", DAY).name


@pytest.mark.parametrize(
    ("pattern", "says"),
    [
        ("АС-{year}", "must contain {seq} exactly once"),
        ("", "must contain {seq} exactly once"),
        ("{seq}-{seq}", "must contain {seq} exactly once"),
        ("{seq}-{day}", "may hold only {seq}, {seq:04}, {year}, {quarter} and {month}"),
        ("{seq}-{}", "may hold only"),
        ("{seq:x}", "may hold only"),
        ("{seq!r}", "may hold only"),
        ("{seq:099}", "may hold only"),
        ("{year:02}-{seq}", "may hold only"),
        ("{seq", "brace without its partner"),
        ("{seq}}", "brace without its partner"),
        ("{seq}\n", "cannot be printed"),
        ("я" * 60 + "{seq}", "makes numbers that fit no file name"),
    ],
)
def test_a_pattern_that_cannot_be_followed_is_refused(pattern, says):
    with pytest.raises(UsageError) as refusal:
        series_of(pattern, DAY, kind="demand_letter")
    text = str(refusal.value)
    assert text.startswith(f"letters.toml, [numbering] demand_letter: the pattern “{pattern}” ")
    assert says in text
    assert text.endswith("(write for example A-{year}-{seq:04})")
