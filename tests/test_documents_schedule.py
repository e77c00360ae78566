"""Instalments: cents to the last, months that keep their anchor, sums that must fit."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from letters.documents.schedule import PaymentPlan, equal_parts, parse_step, schedule_problems
from letters.errors import UsageError


@pytest.mark.parametrize(
    ("total", "count", "parts"),
    [
        ("1000.00", 3, "333.33 333.33 333.34"),
        ("3114.00", 3, "1038.00 1038.00 1038.00"),
        ("500000.00", 3, "166666.66 166666.66 166666.68"),
        ("486320.50", 12, " ".join(["40526.70"] * 11 + ["40526.80"])),
        ("0.05", 2, "0.02 0.03"),
    ],
)
def test_equal_parts_leave_the_rest_to_the_last(total, count, parts):
    assert " ".join(map(str, equal_parts(Decimal(total), count, "RUB"))) == parts


def test_more_instalments_than_kopecks_are_refused():
    with pytest.raises(UsageError, match=r"0\.02 cannot be paid in 3 instalments"):
        equal_parts(Decimal("0.02"), 3, "RUB")


@settings(max_examples=200, deadline=None)
@given(st.integers(100, 10**14), st.integers(1, 60))
def test_equal_parts_add_up(cents, count):
    total = Decimal(cents) / 100
    parts = equal_parts(total, count, "EUR")
    assert sum(parts) == total
    assert len(set(parts[:-1])) <= 1
    assert parts[-1] >= parts[0]


@pytest.mark.parametrize(
    ("step", "first", "dates"),
    [
        ("1m", "2026-12-31", "2027-01-31 2027-02-28 2027-03-31 2027-04-30"),
        ("3m", "2027-11-30", "2028-02-29 2028-05-30"),
        ("2w", "2026-12-24", "2027-01-07 2027-01-21"),
        ("10d", "2026-12-31", "2027-01-10"),
    ],
)
def test_months_keep_their_anchor_day(step, first, dates):
    start = date.fromisoformat(first)
    later = [parse_step(step).after(start, i + 1).isoformat() for i in range(len(dates.split()))]
    assert " ".join(later) == dates


@pytest.mark.parametrize("text", ["", "m", "0m", "1y", "1.5m", "-1m", "1000d"])
def test_a_step_that_is_none_is_a_usage_error(text):
    with pytest.raises(UsageError):
        parse_step(text)


def given_rows(text):
    rows = [line.split() for line in text.strip().splitlines()]
    return PaymentPlan(
        rows=tuple(
            (date.fromisoformat(day), Decimal(amount), number)
            for number, (day, amount) in enumerate(rows, 2)
        ),
        source="schedule.csv",
    )


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        (
            "2026-10-15 60.00\n2026-11-15 39.99",
            "row 3, amount",
            "the payments add up to 99.99, the debt is 100.00: -0.01 apart",
        ),
        (
            "2026-10-15 60.00\n2026-10-15 40.00",
            "row 3, date",
            "2026-10-15 does not come after 2026-10-15",
        ),
        (
            "2026-09-14 60.00\n2026-11-15 40.00",
            "row 2, date",
            "2026-09-14 is before the date of the letter, 2026-09-15",
        ),
        (
            "2026-10-15 110.00\n2026-11-15 -10.00",
            "row 3, amount",
            "an instalment of -10.00 is not a payment",
        ),
    ],
)
def test_a_schedule_that_cannot_stand_is_refused_by_row(text, place, message):
    (problem,) = _problems(text)
    assert str(problem).startswith(f"schedule.csv: {place}: {message} (")


def test_a_schedule_that_adds_up_and_ascends_is_fine():
    assert _problems("2026-10-15 60.00\n2026-11-15 40.00") == []


def _problems(text):
    plan = given_rows(text)
    total = Decimal("100.00")
    schedule = plan.instalments(total, "RUB")
    return schedule_problems(plan, schedule, total, date(2026, 9, 15))


def test_the_balance_runs_down_to_zero():
    plan = PaymentPlan(first=date(2026, 10, 15), count=3)
    schedule = plan.instalments(Decimal("1000.00"), "EUR")
    assert [str(part.balance_after) for part in schedule] == ["666.67", "333.34", "0.00"]
