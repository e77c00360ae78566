"""Results that other people's programs and tables publish: facts with their ids and origins."""

from datetime import timedelta
from decimal import Decimal
from fractions import Fraction

import pytest

from interest_cases import SHIPPED, calculate, day, debt, rate_table
from letters.interest.segments import cut, row_amount
from letters.law.late_payment import Exclusion, Span, Terms

DDU = "ikhmelevskiy02-web/ddu-neustoyka-bot@0b04c17 tests/test_calculator.py"
DOGOVOR = "dogovor-expert/dogovor-expert-app (vitest for lib/legal/calc)"
LOOMBIT = "Fernando-Ruiz-Asenjo/LoombitSoftware@bbab0d1 tests/test_tipos_demora.py, test_cobros.py"
LAWS_DATABASE = "ZiGmaX809/LawsDatabase@89b3987 LPR_Calculator"
REVIEW = "cosiris15/debt_review@ce3f481"  # calculation files, amounts only
ERPNEXT = "frappe/erpnext tests test_dunning.py"


@pytest.mark.parametrize(
    ("amount", "percent", "part", "days", "expected"),
    [
        pytest.param("21314231.38", "16", 150, 116, "2637280.90", id=f"V-INT-01 {DDU}"),
        pytest.param("5000000.00", "15.5", 300, 30, "77500.00", id=f"V-INT-03 {DDU}"),
        pytest.param("100000.00", "16", 300, 30, "1600.00", id=f"V-INT-05 {DOGOVOR}"),
    ],
)
def test_part_of_the_key_rate(amount, percent, part, days, expected):
    result = calculate(
        "RU",
        debt(amount, "2026-03-01"),
        as_of=str(day("2026-03-01") + timedelta(days=days)),
        rates={"ru_key_rate": rate_table("ru_key_rate", f"2020-01-01 {percent}")},
        penalty_of_key_rate=Fraction(1, part),
    )
    assert (result.basis, str(result.total)) == ("penalty_of_key_rate", expected)
    assert result.rows[0].days == days


def test_excluded_days():
    """V-INT-02, ddu-neustoyka-bot: 24 days are left of 2024-03-02..2026-01-04."""
    terms = Terms(percent=Decimal(16), per="day", fraction=Fraction(1, 150))
    span = Span(day("2024-03-02"), day("2026-01-04"), terms)
    excluded = Exclusion(day("2024-03-22"), day("2025-12-31"), "moratorium")
    segments = cut([span], [excluded])
    assert [(segment.days, segment.reason) for segment in segments] == [
        (20, ""),
        (650, "moratorium"),
        (4, ""),
    ]
    assert str(row_amount(Decimal("1000000.00"), 20 + 4, terms, "RUB")) == "25600.00"


def test_moratorium_waived():
    """V-INT-04, dogovor-expert-app: 41 days of March and April 2022, moratorium off."""
    result = calculate(
        "RU",
        debt("1000000.00", "2022-02-28"),
        as_of="2022-04-10",
        options={"moratorium_2022": False},
    )
    (row,) = result.rows
    assert (row.days, str(row.amount)) == (41, "22465.75")


@pytest.mark.parametrize(
    ("half", "percent"),
    [
        ("2023-01-01", "10.50"),
        ("2023-07-01", "12.00"),
        ("2024-01-01", "12.50"),
        ("2024-07-01", "12.25"),
        ("2025-01-01", "11.15"),
        ("2025-07-01", "10.15"),
        ("2026-01-01", "10.15"),
    ],
)
def test_spanish_rates(half, percent):
    """V-INT-08; V-INT-06 and V-INT-07 are E1 and E2 of the examples. LoombitSoftware."""
    assert SHIPPED["es_late_rate"].rate_on(day(half)).percent == Decimal(percent)


def test_floating_lpr_without_a_surcharge():
    """V-INT-09, LawsDatabase: rows by the LPR of each day, 365 days a year."""
    result = calculate(
        "CN",
        debt("485652.75", "2023-08-20"),
        as_of="2025-06-18",
        options={"statutory": "lpr_floating", "lpr_multiplier": "1"},
    )
    assert [(row.days, str(row.amount)) for row in result.rows] == [
        (336, "15423.80"),
        (91, "4056.20"),
        (211, "8703.16"),
        (30, "1197.50"),
    ]
    assert str(result.total) == "29380.66"


@pytest.mark.parametrize(
    ("amount", "percent", "per", "days", "expected"),
    [
        pytest.param("125600.00", "3.65", "year", 5195, "65249.20", id=f"V-INT-10a {REVIEW}"),
        pytest.param("152470.00", "3.65", "year", 5107, "77866.43", id=f"V-INT-10b {REVIEW}"),
        pytest.param("42500.00", "3.65", "year", 4871, "20701.75", id=f"V-INT-10c {REVIEW}"),
        pytest.param("62000.00", "3.65", "year", 4766, "29549.20", id=f"V-INT-10d {REVIEW}"),
        pytest.param("300000.00", "3.65", "year", 4728, "141840.00", id=f"V-INT-10e {REVIEW}"),
        pytest.param("1002673.00", "0.03", "day", 112, "33689.81", id=f"V-INT-11a {REVIEW}"),
        pytest.param("916492.81", "0.03", "day", 112, "30794.16", id=f"V-INT-11b {REVIEW}"),
        pytest.param("1848420.00", "0.0175", "day", 325, "105128.89", id=f"V-INT-12a {REVIEW}"),
        pytest.param("1214914.00", "0.0175", "day", 2665, "566605.52", id=f"V-INT-12b {REVIEW}"),
        pytest.param("500000.00", "0.0175", "day", 3533, "309137.50", id=f"V-INT-12c {REVIEW}"),
        pytest.param("100.00", "10", "year", 15, "0.41", id=f"V-INT-13 {ERPNEXT}, without its fee"),
    ],
)  # fmt: skip
def test_agreed_rates(amount, percent, per, days, expected):
    """One row, leap years or not."""
    result = calculate(
        "CN",
        debt(amount, "2010-02-28"),
        as_of=str(day("2010-02-28") + timedelta(days=days)),
        penalty_percent=Decimal(percent),
        penalty_per=per,
    )
    (row,) = result.rows
    assert (row.days, str(row.amount)) == (days, expected)


@pytest.mark.parametrize(
    "owed",
    [
        pytest.param(debt("0.00", "2026-01-01"), id="principal 0"),
        pytest.param(debt("9.00", "2026-06-01"), id="today is the due date"),
        pytest.param(debt("9.00", "2026-07-01", delivered="2026-05-01"), id="not due yet"),
    ],
)
def test_no_interest(owed):
    """V-INT-14, LoombitSoftware."""
    assert calculate("ES", owed, as_of="2026-06-01").total == 0
