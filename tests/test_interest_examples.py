"""Published and hand-checked calculations, row by row: what a court would repeat.

Origins: i-tee/calc395 (README), LexPercentPro (approved-reference.csv), published test values of a
calculator for art. 7 Ley 3/2004; the others were computed by two independent implementations.
"""

from datetime import timedelta
from decimal import Decimal

import pytest

from interest_cases import calculate, contract, day, debt, rows, same
from letters.ledger.allocation import allocate
from letters.model.entry import Entry


@pytest.mark.parametrize(
    ("amount", "due", "as_of", "total", "table"),
    [
        pytest.param(
            "100000.00", "2023-11-02", "2024-02-15", "4473.95",
            """
            2023-11-03 2023-12-17 45 100000.00 15.00 365 1849.32
            2023-12-18 2023-12-31 14 100000.00 16.00 365  613.70
            2024-01-01 2024-02-15 46 100000.00 16.00 366 2010.93
            """,
            id="E1, published: 4473,95, not the 4473,94 of one rounding",
        ),
        pytest.param(
            "800000.50", "2023-11-30", "2024-03-15", "36728.15",
            """
            2023-12-01 2023-12-17 17 800000.50 15.00 365  5589.04
            2023-12-18 2023-12-31 14 800000.50 16.00 365  4909.59
            2024-01-01 2024-03-15 75 800000.50 16.00 366 26229.52
            """,
            id="E5: a leap year begins",
        ),
        pytest.param(
            "1000000.00", "2024-12-15", "2025-01-31", "27015.95",
            """
            2024-12-16 2024-12-31 16 1000000.00 21.00 366  9180.33
            2025-01-01 2025-01-31 31 1000000.00 21.00 365 17835.62
            """,
            id="E5: a leap year ends",
        ),
    ],
)  # fmt: skip
def test_art_395(amount, due, as_of, total, table):
    result = calculate("RU", debt(amount, due), as_of=as_of)
    assert same(result, table)
    assert (result.regime, result.basis) == ("statutory_interest", "art395")
    assert str(result.total) == total


# E2: one debt that grows by an instalment each month (in January, after the holidays, on the 16th)
# and that five payments lower; from 16 November to 10 December 2024 it is overpaid.
E2_EVENTS = (
    "2024-11-12 payment 6100.00", "2024-11-15 payment 6000.00", "2025-01-17 payment 6050.00",
    "2025-02-19 payment 6050.00", "2025-10-17 payment 6000.00",
    *(f"2024-{month}-10 up 6038.45" for month in (11, 12)),
    *(f"2025-{month:02}-{15 if month == 1 else 10} up 6038.45" for month in range(1, 13)),
    *(f"2026-{month:02}-{15 if month == 1 else 10} up 6038.45" for month in range(1, 7)),
)  # fmt: skip
E2_TABLE = """
    2024-10-11 2024-10-27 17  6038.59 19.00 366   53.29
    2024-10-28 2024-11-10 14  6038.59 21.00 366   48.51
    2024-11-11 2024-11-12  2 12077.04 21.00 366   13.86
    2024-11-13 2024-11-15  3  5977.04 21.00 366   10.29
    2024-12-11 2024-12-31 21  6015.49 21.00 366   72.48
    2025-01-01 2025-01-15 15  6015.49 21.00 365   51.91
    2025-01-16 2025-01-17  2 12053.94 21.00 365   13.87
    2025-01-18 2025-02-10 24  6003.94 21.00 365   82.90
    2025-02-11 2025-02-19  9 12042.39 21.00 365   62.36
    2025-02-20 2025-03-10 19  5992.39 21.00 365   65.51
    2025-03-11 2025-04-10 31 12030.84 21.00 365  214.58
    2025-04-11 2025-05-10 30 18069.29 21.00 365  311.88
    2025-05-11 2025-06-08 29 24107.74 21.00 365  402.24
    2025-06-09 2025-06-10  2 24107.74 20.00 365   26.42
    2025-06-11 2025-07-10 30 30146.19 20.00 365  495.55
    2025-07-11 2025-07-27 17 36184.64 20.00 365  337.06
    2025-07-28 2025-08-10 14 36184.64 18.00 365  249.82
    2025-08-11 2025-09-10 31 42223.09 18.00 365  645.49
    2025-09-11 2025-09-14  4 48261.54 18.00 365   95.20
    2025-09-15 2025-10-10 26 48261.54 17.00 365  584.43
    2025-10-11 2025-10-17  7 54299.99 17.00 365  177.03
    2025-10-18 2025-10-26  9 48299.99 17.00 365  202.46
    2025-10-27 2025-11-10 15 48299.99 16.50 365  327.51
    2025-11-11 2025-12-10 30 54338.44 16.50 365  736.92
    2025-12-11 2025-12-21 11 60376.89 16.50 365  300.23
    2025-12-22 2025-12-31 10 60376.89 16.00 365  264.67
    2026-01-01 2026-01-15 15 60376.89 16.00 365  397.00
    2026-01-16 2026-02-10 26 66415.34 16.00 365  756.95
    2026-02-11 2026-02-15  5 72453.79 16.00 365  158.80
    2026-02-16 2026-03-10 23 72453.79 15.50 365  707.67
    2026-03-11 2026-03-22 12 78492.24 15.50 365  399.99
    2026-03-23 2026-04-10 19 78492.24 15.00 365  612.88
    2026-04-11 2026-04-26 16 84530.69 15.00 365  555.82
    2026-04-27 2026-05-10 14 84530.69 14.50 365  470.13
    2026-05-11 2026-06-10 31 90569.14 14.50 365 1115.37
    2026-06-11 2026-06-21 11 96607.59 14.50 365  422.16
    2026-06-22 2026-07-26 35 96607.59 14.25 365 1320.08
    2026-07-27 2026-09-08 44 96607.59 14.00 365 1630.42
"""
E2_ROWS = [line.split() for line in E2_TABLE.strip().splitlines()]


@pytest.mark.parametrize("row", E2_ROWS, ids=[row[0] for row in E2_ROWS])
def test_e2_each_published_row(row):
    first, last, _, base, _, _, amount = row
    result = calculate("RU", debt(base, str(day(first) - timedelta(days=1))), as_of=last)
    assert rows(result) == [" ".join(row)]
    assert str(result.total) == amount


def test_e2_the_published_table_as_one_debt():
    """38 rows of 14 393,74; ours are 37 of 14 393,73, for nothing changes on 1 January 2026."""
    result = calculate("RU", debt("6038.59", "2024-10-10", *E2_EVENTS), as_of="2026-09-08")
    published = [" ".join(row) for row in E2_ROWS]
    joined = "2025-12-22 2026-01-15 25 60376.89 16.00 365 661.66"
    assert rows(result) == [*published[:25], joined, *published[27:]]
    assert sum(row.days for row in result.rows) == sum(int(row[2]) for row in E2_ROWS) == 673
    assert sum(Decimal(row[-1]) for row in E2_ROWS) == Decimal("14393.74")
    assert (str(result.total), str(result.principal)) == ("14393.73", "96607.59")


def test_e3_partial_payments():
    """The day of a payment still bears on the old balance."""
    result = calculate(
        "RU",
        debt(
            "1250000.00", "2025-11-10",
            "2025-12-22 payment 300000.00", "2026-03-16 payment 450000.00",
        ),
        as_of="2026-05-21",
    )  # fmt: skip
    assert same(
        result,
        """
        2025-11-11 2025-12-21 41 1250000.00 16.50 365 23167.81
        2025-12-22 2025-12-22  1 1250000.00 16.00 365   547.95
        2025-12-23 2026-02-15 55  950000.00 16.00 365 22904.11
        2026-02-16 2026-03-16 29  950000.00 15.50 365 11699.32
        2026-03-17 2026-03-22  6  500000.00 15.50 365  1273.97
        2026-03-23 2026-04-26 35  500000.00 15.00 365  7191.78
        2026-04-27 2026-05-21 25  500000.00 14.50 365  4965.75
        """,
    )
    assert (str(result.total), str(result.principal)) == ("71750.69", "500000.00")
    assert sum(row.days for row in result.rows) == 192


def test_e4_moratorium():
    owed = debt("500000.00", "2022-02-15", delivered="2022-01-31")
    result = calculate("RU", owed, as_of="2022-12-31")
    assert same(
        result,
        """
        2022-02-16 2022-02-27 12 500000.00  9.50 365 1561.64
        2022-02-28 2022-03-31 32 500000.00 20.00 365 8767.12
        2022-10-02 2022-12-31 91 500000.00  7.50 365 9349.32
        """,
    )
    (excluded,) = result.excluded
    assert (excluded.first, excluded.last) == (day("2022-04-01"), day("2022-10-01"))
    assert (excluded.days, excluded.reason) == (184, "moratorium_2022")
    assert (str(result.total), sum(row.days for row in result.rows)) == ("19678.08", 135)


def test_e6_penalty_with_a_cap():
    owed = debt("487650.40", "2026-03-16", "2026-05-05 payment 150000.00")
    terms = {"penalty_percent": Decimal("0.1"), "penalty_cap_percent": Decimal(10)}
    result = calculate("RU", owed, as_of="2026-07-31", **terms)
    assert same(
        result,
        """
        2026-03-17 2026-05-05 50 487650.40 0.1 - 24382.52
        2026-05-06 2026-07-31 87 337650.40 0.1 - 29375.58
        """,
    )
    figures = (result.uncapped, result.cap, result.total, result.principal)
    assert list(map(str, figures)) == ["53758.10", "48765.04", "48765.04", "337650.40"]
    assert (result.regime, result.basis) == ("contract_penalty", "penalty_per_day")
    assert result.documents[0].is_capped
    assert result.daily == 0  # nothing accrues beyond the cap
    later = calculate("RU", owed, as_of="2026-10-20", **terms)
    assert str(later.uncapped) == "81107.79"


def test_chinese_e1_daily_penalty():
    owed = debt("128650.00", "2026-06-30")
    result = calculate("CN", owed, as_of="2026-11-21", penalty_percent=Decimal("0.05"))
    assert same(result, "2026-07-01 2026-11-21 144 128650.00 0.05 - 9262.80")
    assert str(result.principal + result.total) == "137912.80"


def test_chinese_e3_lpr_at_breach():
    """The LPR of the first day overdue x 1.5, fixed; 365 days in the leap year 2024 too."""
    result = calculate("CN", debt("486320.50", "2024-02-29"), as_of="2026-11-21")
    assert same(result, "2024-03-01 2026-11-21 996 486320.50 5.175 365 68675.12")
    assert (result.regime, result.basis) == ("statutory_interest", "lpr_at_breach")
    assert result.rows[0].terms.rate.percent == Decimal("3.45")
    assert str(result.principal + result.total) == "554995.62"


def test_chinese_e6_payments_go_to_the_earliest_due():
    agreement = contract("CN", penalty_percent=Decimal("0.05"))
    entries = [
        Entry(
            date=day(when), contract="k", kind=kind, number=number, amount=Decimal(amount),
            due_date=day(due) if due else None,
        )
        for when, kind, number, amount, due in [
            ("2025-12-01", "shipment", "A", "120000.00", "2025-12-31"),
            ("2026-01-01", "shipment", "B", "85000.00", "2026-01-31"),
            ("2026-02-01", "shipment", "C", "64350.75", "2026-02-28"),
            ("2026-02-10", "payment", "p", "150000.00", ""),
            ("2026-06-30", "payment", "q", "40000.00", ""),
        ]
    ]  # fmt: skip
    documents = allocate(entries, agreement, day("2026-11-21")).documents
    result = calculate("CN", *documents, as_of="2026-11-21", penalty_percent=Decimal("0.05"))
    assert same(
        result,
        """
        2026-01-01 2026-02-10  41 120000.00 0.05 - 2460.00
        2026-02-01 2026-02-10  10  85000.00 0.05 -  425.00
        2026-02-11 2026-06-30 140  55000.00 0.05 - 3850.00
        2026-07-01 2026-11-21 144  15000.00 0.05 - 1080.00
        2026-03-01 2026-11-21 266  64350.75 0.05 - 8558.65
        """,
    )
    by_document = {part.document.number: str(part.total) for part in result.documents}
    assert by_document == {"A": "2460.00", "B": "5355.00", "C": "8558.65"}
    figures = (result.principal, result.total, result.principal + result.total)
    assert list(map(str, figures)) == ["79350.75", "16373.65", "95724.40"]


@pytest.mark.parametrize(
    ("amount", "due", "as_of", "total", "table"),
    [
        pytest.param(
            "1250.00", "2026-05-01", "2026-06-07", "12.86",
            "2026-05-02 2026-06-07 37 1250.00 10.15 365 12.86",
            id="E1, published",
        ),
        pytest.param(
            "10000.00", "2024-06-15", "2024-07-15", "101.71",
            """
            2024-06-16 2024-06-30 15 10000.00 12.50 365 51.37
            2024-07-01 2024-07-15 15 10000.00 12.25 365 50.34
            """,
            id="E2, published",
        ),
        pytest.param(
            "5000.00", "2013-01-31", "2013-07-31", "212.75",
            """
            2013-02-01 2013-02-23  23 5000.00 7.75 365  24.42
            2013-02-24 2013-06-30 127 5000.00 8.75 365 152.23
            2013-07-01 2013-07-31  31 5000.00 8.50 365  36.10
            """,
            id="E4: the margin changes inside a half-year; one rounding would give 212,74",
        ),
        pytest.param(
            "1000.00", "2026-06-30", "2026-07-30", "8.55",
            "2026-07-01 2026-07-30 30 1000.00 10.40 365 8.55",
            id="E5: due on the last day of a half-year",
        ),
        pytest.param(
            "7260.00", "2026-09-30", "2026-11-21", "107.57",
            "2026-10-01 2026-11-21 52 7260.00 10.40 365 107.57",
            id="E9",
        ),
    ],
)  # fmt: skip
def test_ley_3_2004(amount, due, as_of, total, table):
    result = calculate("ES", debt(amount, due), as_of=as_of)
    assert same(result, table)
    assert (result.regime, result.basis) == ("statutory_interest", "ley3_2004")
    assert (str(result.total), str(result.costs)) == (total, "40.00")


def test_e9_the_due_date_is_thirty_days_after_receipt():
    invoice = Entry(
        date=day("2026-08-31"), contract="k", kind="shipment", number="1", amount=Decimal("7260.00")
    )
    documents = allocate([invoice], contract("ES", payment_days=30), day("2026-11-21")).documents
    (row,) = calculate("ES", *documents, as_of="2026-11-21").rows
    assert (row.first, row.days) == (day("2026-10-01"), 52)


@pytest.mark.parametrize("as_of", ["2026-05-01", "2026-04-30", "2026-01-01"])
def test_e0_on_the_due_date_nothing_is_owed_beside_the_principal(as_of):
    result = calculate("ES", debt("1250.00", "2026-05-01", delivered="2026-01-01"), as_of=as_of)
    assert (rows(result), result.regime) == ([], "none")
    assert (result.total, result.costs, result.daily) == (0, 0, 0)


E11 = ("10000.00", "2026-03-31", "2026-06-15 payment 4000.00")


def test_e11_the_payment_lowers_the_capital():
    result = calculate("ES", debt(*E11), as_of="2026-09-30")
    assert same(
        result,
        """
        2026-04-01 2026-06-15 76 10000.00 10.15 365 211.34
        2026-06-16 2026-06-30 15  6000.00 10.15 365  25.03
        2026-07-01 2026-09-30 92  6000.00 10.40 365 157.28
        """,
    )
    figures = (result.total, result.principal, result.principal + result.total)
    assert list(map(str, figures)) == ["393.65", "6000.00", "6393.65"]


@pytest.mark.parametrize(
    ("law", "options", "terms"),
    [
        ("ES", {"payments": "interest_first"}, {}),
        ("CN", {"payments": "art561"}, None),
    ],
)
def test_e11_the_payment_covers_interest_first(law, options, terms):
    """Art. 1173 CC; 民法典 561 counts alike: here at one agreed rate of 10.15 % a year."""
    if terms is None:
        terms = {"penalty_percent": Decimal("10.15"), "penalty_per": "year"}
    result = calculate(law, debt(*E11), as_of="2026-06-30", options=options, **terms)
    assert same(
        result,
        """
        2026-04-01 2026-06-15 76 10000.00 10.15 365 211.34
        2026-06-16 2026-06-30 15  6211.34 10.15 365  25.91
        """,
    )
    assert (result.interest_first, str(result.paid)) == (True, "211.34")


def test_e11_what_is_owed_after_interest_first():
    options = {"payments": "interest_first"}
    result = calculate("ES", debt(*E11), as_of="2026-09-30", options=options)
    assert [str(row.amount) for row in result.rows] == ["211.34", "25.91", "162.82"]
    figures = (result.paid, result.total, result.principal, result.principal + result.total)
    assert list(map(str, figures)) == ["211.34", "188.73", "6211.34", "6400.07"]


def test_e12_three_invoices():
    result = calculate(
        "ES",
        debt("3630.00", "2026-05-31", number="F-2026/0101"),
        debt("1815.00", "2026-06-30", number="F-2026/0118"),
        debt("907.50", "2026-07-31", number="F-2026/0140"),
        as_of="2026-11-21",
    )
    assert same(
        result,
        """
        2026-06-01 2026-06-30  30 3630.00 10.15 365  30.28
        2026-07-01 2026-11-21 144 3630.00 10.40 365 148.94
        2026-07-01 2026-11-21 144 1815.00 10.40 365  74.47
        2026-08-01 2026-11-21 113  907.50 10.40 365  29.22
        """,
    )
    by_document = {part.document.number: str(part.total) for part in result.documents}
    assert by_document == {"F-2026/0101": "179.22", "F-2026/0118": "74.47", "F-2026/0140": "29.22"}
    figures = (result.principal, result.total, result.costs, result.daily)
    assert list(map(str, figures)) == ["6352.50", "282.91", "120.00", "1.81"]
    assert str(result.principal + result.total + result.costs) == "6755.41"
