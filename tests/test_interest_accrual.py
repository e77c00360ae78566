"""The walk of a document: days, cuts, rounding, and the result as a whole."""

from decimal import Decimal
from fractions import Fraction

import pytest

from interest_cases import DAILY, SHIPPED, calculate, day, debt, rate_table, rows, same
from letters.errors import DataError


def flat(percent):
    """A key rate that never changes."""
    return {"ru_key_rate": rate_table("ru_key_rate", f"2013-09-13 {percent}")}


def test_half_a_kopeck_is_rounded_up():
    result = calculate("RU", debt("5.00", "2025-01-01"), as_of="2025-01-02", rates=flat("36.50"))
    assert str(result.total) == "0.01"


def test_half_a_fen_is_rounded_up():
    result = calculate("CN", debt("1010.00", "2026-01-01"), as_of="2026-01-02", **DAILY)
    assert str(result.total) == "0.51"


def test_a_currency_without_a_minor_unit():
    result = calculate(
        "CN", debt("1001", "2026-01-01"), as_of="2026-01-31", currency="JPY", **DAILY
    )
    assert str(result.total) == "15"


def test_the_largest_amounts_stay_exact():
    result = calculate("CN", debt("999999999999999.99", "2010-01-01"), as_of="2019-12-31", **DAILY)
    assert str(result.total) == "1825499999999999.98"


@pytest.mark.parametrize(
    ("events", "table"),
    [
        pytest.param(
            ["2026-01-10 payment 100.00"], "2026-01-02 2026-01-10 9 100.00 0.05 - 0.45",
            id="paid late: the day of the payment still bears",
        ),
        pytest.param(["2026-01-01 payment 100.00"], "", id="paid on the due date"),
        pytest.param(
            ["2025-12-20 payment 30.00"], "2026-01-02 2026-01-31 30 70.00 0.05 - 1.05",
            id="a payment in time just lowers the balance",
        ),
        pytest.param(
            ["2026-01-10 return 20.00", "2026-01-20 up 50.00"],
            """
            2026-01-02 2026-01-10  9 100.00 0.05 - 0.45
            2026-01-11 2026-01-20 10  80.00 0.05 - 0.40
            2026-01-21 2026-01-31 11 130.00 0.05 - 0.72
            """,
            id="returns lower, corrections raise it, from the next day on",
        ),
        pytest.param(
            ["2026-01-10 payment 20.00", "2026-01-10 up 20.00"],
            "2026-01-02 2026-01-31 30 100.00 0.05 - 1.50",
            id="what cancels out on a day cuts nothing",
        ),
        pytest.param(
            ["2026-01-10 payment 60.00", "2026-01-10 offset 10.00"],
            """
            2026-01-02 2026-01-10  9 100.00 0.05 - 0.45
            2026-01-11 2026-01-31 21  30.00 0.05 - 0.32
            """,
            id="two entries of a day are one cut",
        ),
        pytest.param(
            ["2026-01-10 payment 100.00", "2026-01-20 up 40.00"],
            """
            2026-01-02 2026-01-10  9 100.00 0.05 - 0.45
            2026-01-21 2026-01-31 11  40.00 0.05 - 0.22
            """,
            id="no row while nothing is owed",
        ),
        pytest.param(
            ["2026-01-31 payment 60.00", "2026-02-01 payment 40.00"],
            "2026-01-02 2026-01-31 30 100.00 0.05 - 1.50",
            id="entries after the as-of date do not exist",
        ),
    ],
)  # fmt: skip
def test_events(events, table):
    owed = debt("100.00", "2026-01-01", *events, delivered="2025-12-01")
    assert same(calculate("CN", owed, as_of="2026-01-31", **DAILY), table)


def test_an_advance_is_never_late():
    """Goods sent late on a prepayment: the money was there before the due date, and before them."""
    sent = debt("100.00", "2025-12-15", delivered="2026-01-10")
    advance = debt("1.00", "2025-12-15", "2025-12-10 payment 100.00").settlements[0]
    paid = sent._replace(settlements=[advance._replace(day=day("2026-01-10"))])
    assert rows(calculate("CN", paid, as_of="2026-01-31", **DAILY)) == []


def test_a_document_without_a_term_is_never_overdue():
    owed = debt("100.00", "2026-01-01")._replace(due_date=None)
    assert calculate("RU", owed, as_of="2026-05-01").regime == "none"


def test_principal_after_a_payment_on_the_last_day():
    result = calculate("ES", debt("900.00", "2026-01-01", "2026-01-31 payment 400.00"),
                       as_of="2026-01-31")  # fmt: skip
    assert (result.rows[-1].base, result.principal) == (Decimal("900.00"), Decimal("500.00"))
    assert str(result.daily) == "0.14"  # 500,00 x 10,15 / 36500


def test_a_day_without_a_known_rate_is_refused():
    with pytest.raises(DataError, match=r"2026-10-26\.\.2026-11-21"):
        calculate("RU", debt("100.00", "2026-09-30"), as_of="2026-11-21")


def test_no_rate_is_needed_for_days_after_the_last_payment():
    owed = debt("100.00", "2026-09-30", "2026-10-20 payment 100.00")
    assert calculate("RU", owed, as_of="2026-11-21").rows[-1].last == day("2026-10-20")


def test_assumed_rates_are_named():
    table = SHIPPED["ru_key_rate"].continued(day("2026-11-21"))
    result = calculate(
        "RU", debt("100.00", "2026-09-30"), as_of="2026-11-21", rates={"ru_key_rate": table}
    )
    assert (len(result.rows), result.assumed_from) == (1, day("2026-10-26"))
    known = calculate("RU", debt("100.00", "2026-09-30"), as_of="2026-10-25")
    assert known.assumed_from is None


def test_a_rate_fixed_on_the_breach_is_not_assumed_later():
    rates = {name: table.continued(day("2026-11-21")) for name, table in SHIPPED.items()}
    fixed = calculate("CN", debt("1.00", "2026-09-30"), as_of="2026-11-21", rates=rates)
    assert fixed.assumed_from is None
    late = calculate("CN", debt("1.00", "2026-10-25"), as_of="2026-11-21", rates=rates)
    assert late.assumed_from == day("2026-10-26")


def test_documents_stand_by_due_date_whatever_the_order():
    debts = [
        debt("10.00", "2026-02-01", number="late"),
        debt("20.00", "2026-01-01", number="b"),
        debt("30.00", "2026-01-01", number="a"),
    ]
    result = calculate("RU", *debts, as_of="2026-05-01")
    assert [part.document.number for part in result.documents] == ["a", "b", "late"]
    assert result == calculate("RU", *reversed(debts), as_of="2026-05-01")


def test_json():
    owed = debt("487650.40", "2022-03-16", delivered="2022-01-31")
    result = calculate("RU", owed, as_of="2022-04-10", penalty_of_key_rate=Fraction(1, 300),
                       penalty_cap_percent=Decimal(1))  # fmt: skip
    assert result.as_json() == {
        "regime": "contract_penalty",
        "basis": "penalty_of_key_rate",
        "rows": [
            {
                "document": "1",
                "from": "2022-03-17",
                "to": "2022-03-31",
                "days": 15,
                "base": "487650.40",
                "rate_percent": "20.00",
                "rate_per": "day",
                "year_days": None,
                "rate_fraction": "1/300",
                "published_rate": "20.00",
                "source": SHIPPED["ru_key_rate"].rate_on(day("2022-03-17")).source,
                "amount": "4876.50",
            }
        ],
        "excluded": [
            {
                "document": "1",
                "from": "2022-04-01",
                "to": "2022-04-10",
                "days": 10,
                "base": "487650.40",
                "reason": "moratorium_2022",
            }
        ],
        "uncapped": "4876.50",
        "cap": "4876.50",
        "paid": "0",
        "total": "4876.50",
        "assumed_from": None,
    }
