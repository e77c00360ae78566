"""The penalty of the contract: by day, by year, by the key rate, with a cap."""

from decimal import Decimal
from fractions import Fraction

from interest_cases import DAILY, calculate, debt, refused, same


def test_a_rate_a_year_follows_the_calendar_year_in_russia_alone():
    terms = {"penalty_percent": Decimal("7.3"), "penalty_per": "year"}
    owed = debt("100000.00", "2023-12-21")
    russian = calculate("RU", owed, as_of="2024-01-10", **terms)
    assert same(
        russian,
        """
        2023-12-22 2023-12-31 10 100000.00 7.3 365 200.00
        2024-01-01 2024-01-10 10 100000.00 7.3 366 199.45
        """,
    )
    assert russian.basis == "penalty_per_year"
    for law in ("CN", "ES"):
        result = calculate(law, owed, as_of="2024-01-10", **terms)
        assert same(result, "2023-12-22 2024-01-10 20 100000.00 7.3 365 400.00")
    options = {"year_days": 360}
    result = calculate("CN", owed, as_of="2024-01-10", options=options, **terms)
    assert same(result, "2023-12-22 2024-01-10 20 100000.00 7.3 360 405.56")


def test_a_part_of_the_key_rate_follows_the_rate_not_the_year():
    owed = debt("100000.00", "2023-12-10")
    result = calculate("RU", owed, as_of="2024-01-31", penalty_of_key_rate=Fraction(1, 300))
    assert same(
        result,
        """
        2023-12-11 2023-12-17  7 100000.00 15.00 1/300  350.00
        2023-12-18 2024-01-31 45 100000.00 16.00 1/300 2400.00
        """,
    )


def test_a_part_of_the_key_rate_needs_russian_law():
    problem = refused("CN", debt("1.00", "2026-01-01"), penalty_of_key_rate=Fraction(1, 300))
    assert (problem.code, problem.place_text()) == (
        "interest.no_key_rate",
        "row 4, penalty_of_key_rate",
    )


def test_each_document_has_its_own_cap():
    """5 % of what was first overdue: 1 000,00 after a payment in time, and 200,00."""
    result = calculate(
        "RU",
        debt("1500.00", "2026-01-01", "2025-12-30 payment 500.00", delivered="2025-12-01"),
        debt("200.00", "2026-03-01", number="2"),
        as_of="2026-04-10",
        penalty_percent=Decimal("0.1"),
        penalty_cap_percent=Decimal(5),
    )
    parts = [(str(part.uncapped), str(part.cap), str(part.total)) for part in result.documents]
    assert parts == [("99.00", "50.00", "50.00"), ("8.00", "10.00", "8.00")]
    assert (result.uncapped, result.cap, result.total) == (107, 60, 58)
    assert str(result.daily) == "0.20"  # the second document alone


def test_payments_that_cover_a_capped_penalty_first():
    """10,00 a day, at most 100,00: the payment covers 100,00, the rest lowers the principal."""
    result = calculate(
        "CN",
        debt("1000.00", "2026-01-01", "2026-01-31 payment 400.00"),
        as_of="2026-02-10",
        options={"payments": "art561"},
        penalty_percent=Decimal(1),
        penalty_cap_percent=Decimal(10),
    )
    assert (result.paid, result.principal, result.total) == (100, 700, 0)


def test_returned_goods_cover_no_interest():
    result = calculate(
        "ES",
        debt("1000.00", "2026-01-01", "2026-01-31 return 400.00"),
        as_of="2026-02-10",
        options={"payments": "interest_first"},
    )
    assert (result.paid, result.principal) == (0, 600)


def test_a_payment_smaller_than_the_interest():
    """Each payment closes a row: what it covers is the interest of the rows before."""
    result = calculate(
        "ES",
        debt("1000.00", "2026-01-01", "2026-01-31 payment 5.00", "2026-02-10 payment 10.00"),
        as_of="2026-02-10",
        options={"payments": "interest_first"},
    )
    assert [str(row.amount) for row in result.rows] == ["8.34", "2.78"]
    # 8,34 - 5,00 = 3,34; 3,34 + 2,78 = 6,12 of the 10,00, and 3,88 lower the principal
    assert [str(figure) for figure in (result.paid, result.total, result.principal)] == [
        "11.12",
        "0.00",
        "996.12",
    ]


def test_a_contract_with_a_penalty_leaves_no_statutory_interest_and_no_costs():
    result = calculate("ES", debt("100.00", "2026-01-01"), as_of="2026-05-01", **DAILY)
    assert (result.regime, result.costs) == ("contract_penalty", 0)
