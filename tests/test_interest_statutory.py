"""The statutory regimes of Russia, China and Spain, their options and refusals."""

from dataclasses import replace
from decimal import Decimal

import pytest

from interest_cases import (
    BUYER,
    DAILY,
    SHIPPED,
    calculate,
    day,
    debt,
    refused,
    same,
)
from letters.errors import Refused, UsageError
from letters.law import law_for


@pytest.mark.parametrize(
    ("delivered", "due", "options", "excluded"),
    [
        ("2022-03-31", "2022-04-10", {}, [("2022-04-11", "2022-10-01")]),
        ("2022-03-31", "2022-04-10", {"moratorium_2022": "false"}, []),
        ("2022-04-01", "2022-04-10", {}, []),
        ("2022-03-31", "2022-10-01", {}, []),
    ],
)
@pytest.mark.parametrize("terms", [{}, DAILY])
def test_moratorium_covers_debts_that_arose_before_it(delivered, due, options, excluded, terms):
    owed = debt("100.00", due, delivered=delivered)
    result = calculate("RU", owed, as_of="2022-12-01", options=options, **terms)
    assert [(str(row.first), str(row.last)) for row in result.excluded] == excluded
    bearing = sum(row.days for row in result.rows) + sum(row.days for row in result.excluded)
    assert bearing == (day("2022-12-01") - day(due)).days


def test_a_payment_during_the_moratorium_cuts_the_excluded_days():
    owed = debt("100.00", "2022-03-20", "2022-06-30 payment 40.00", delivered="2022-03-01")
    result = calculate("RU", owed, as_of="2022-09-01")
    assert [(str(row.first), str(row.last), str(row.base)) for row in result.excluded] == [
        ("2022-04-01", "2022-06-30", "100.00"),
        ("2022-07-01", "2022-09-01", "60.00"),
    ]
    assert result.daily == 0


def test_days_before_the_key_rate_regime_are_refused():
    problem = refused("RU", debt("1.00", "2016-07-30"))
    assert problem.code == "interest.before_regime"
    assert str(problem).startswith("ledger.csv: row 7, due_date: 1 is overdue from 2016-07-31")
    allowed = calculate("RU", debt("1.00", "2016-07-31"), as_of="2016-08-01")
    assert allowed.rows[0].first == day("2016-08-01")


def test_all_refused_documents_are_named():
    with pytest.raises(Refused) as error:
        calculate(
            "RU",
            debt("1.00", "2016-07-01"),
            debt("1.00", "2016-07-02", number="2"),
            as_of="2026-01-01",
        )
    assert [problem.params["number"] for problem in error.value.problems] == ["1", "2"]


def test_a_delay_over_the_reform_changes_from_the_benchmark_to_the_first_lpr():
    owed = debt("10000.00", "2019-07-31")
    assert same(
        calculate("CN", owed, as_of="2019-12-31"),
        """
        2019-08-01 2019-08-19  19 10000.00 6.525 365  33.97
        2019-08-20 2019-12-31 134 10000.00 6.375 365 234.04
        """,
    )
    assert same(
        calculate("CN", owed, as_of="2019-12-31", options={"statutory": "lpr_floating"}),
        """
        2019-08-01 2019-08-19 19 10000.00 6.525 365 33.97
        2019-08-20 2019-09-19 31 10000.00 6.375 365 54.14
        2019-09-20 2019-11-19 61 10000.00 6.300 365 105.29
        2019-11-20 2019-12-31 42 10000.00 6.225 365 71.63
        """,
    )


def test_sme_rate_is_a_rate_a_day():
    result = calculate(
        "CN", debt("10000.00", "2026-01-01"), as_of="2026-01-11", options={"statutory": "sme_daily"}
    )
    assert same(result, "2026-01-02 2026-01-11 10 10000.00 0.05 - 50.00")
    assert (result.regime, result.basis) == ("statutory_interest", "sme_daily")


def test_sme_rate_binds_no_small_debtors_and_no_days_before_it():
    facts = {"options": {"statutory": "sme_daily"}}
    trader = replace(BUYER, kind="sole_trader")
    assert refused("CN", debt("1.00", "2026-01-01"), debtor=trader, **facts).code == (
        "interest.not_large"
    )
    assert refused("CN", debt("1.00", "2020-08-30"), **facts).code == "interest.before_regime"


def test_benchmark_that_nobody_confirmed_is_a_warning():
    result = calculate("CN", debt("100.00", "2012-01-01"), as_of="2012-02-01")
    (warning,) = result.warnings
    assert (warning.code, warning.severity) == ("rates.unconfirmed", "warning")
    assert "6.56" in str(warning)


def test_half_years_are_rows_of_their_own_though_the_rate_stays():
    result = calculate("ES", debt("1000.00", "2025-12-01"), as_of="2026-01-31")
    assert same(
        result,
        """
        2025-12-02 2025-12-31 30 1000.00 10.15 365 8.34
        2026-01-01 2026-01-31 31 1000.00 10.15 365 8.62
        """,
    )


def test_an_assumed_half_year_is_a_row_of_its_own():
    table = SHIPPED["es_late_rate"].continued(day("2027-01-31"))
    owed = debt("1000.00", "2026-12-01")
    result = calculate("ES", owed, as_of="2027-01-31", rates={"es_late_rate": table})
    assert [str(row.first) for row in result.rows] == ["2026-12-02", "2027-01-01"]
    assert [row.assumed_from for row in result.rows] == [None, day("2027-01-01")]


@pytest.mark.parametrize("kind", ["company", "sole_trader", "public_body"])
def test_ley_3_2004_between_businesses_and_administrations(kind):
    result = calculate(
        "ES", debt("1.00", "2026-01-01"), as_of="2026-05-01", debtor=replace(BUYER, kind=kind)
    )
    assert str(result.costs) == "40.00"


def test_consumer_is_refused_unless_the_contract_has_a_rate():
    consumer = replace(BUYER, kind="person")
    problem = refused("ES", debt("1.00", "2026-01-01"), debtor=consumer)
    assert (problem.code, problem.source, problem.severity) == (
        "interest.consumer",
        "parties.csv",
        "error",
    )
    agreed = calculate(
        "ES", debt("1.00", "2026-01-01"), as_of="2026-05-01", debtor=consumer, **DAILY
    )
    assert agreed.regime == "contract_penalty"


def test_costs_are_for_invoices_in_euros():
    opening = debt("100.00", "2026-01-01", kind="opening")
    invoice = debt("100.00", "2026-01-01", number="2")
    not_due = debt("100.00", "2026-06-01", number="3", delivered="2026-03-01")
    result = calculate("ES", opening, invoice, not_due, as_of="2026-05-01")
    assert str(result.costs) == "40.00"
    pesos = calculate("ES", invoice, as_of="2026-05-01", currency="MXN")
    assert pesos.costs == 0
    assert [problem.code for problem in pesos.warnings] == ["interest.no_costs"]


@pytest.mark.parametrize(
    ("law", "options", "named"),
    [
        ("RU", {"moratorium": True}, ["[law.RU]", "moratorium", "moratorium_2022"]),
        ("RU", {"moratorium_2022": "maybe"}, ["[law.RU] moratorium_2022", "true, false"]),
        ("CN", {"statutory": "lpr"}, ["[law.CN] statutory", "lpr_at_breach"]),
        ("CN", {"lpr_multiplier": 1.5}, ["[law.CN] lpr_multiplier", "in quotes"]),
        ("CN", {"lpr_multiplier": "1,5"}, ["[law.CN] lpr_multiplier", "1..1.5"]),
        ("CN", {"lpr_multiplier": "2"}, ["1..1.5"]),
        ("CN", {"lpr_multiplier": "NaN"}, ["1..1.5"]),
        ("CN", {"lpr_multiplier": "1.2"}, ["1.3..1.5"]),
        ("CN", {"year_days": 366}, ["[law.CN] year_days", "365, 360"]),
        ("CN", {"payments": "interest_first"}, ["principal_first, art561"]),
        ("CN", {"statutory": "sme_daily", "lpr_multiplier": "1.5"}, ["lpr_multiplier", "delete"]),
        ("ES", {"payments": "art561"}, ["[law.ES] payments", "interest_first"]),
    ],
)
def test_options_that_cannot_be_followed(law, options, named):
    with pytest.raises(UsageError) as error:
        law_for(law).late_payment(options)
    assert all(part in str(error.value) for part in named)


@pytest.mark.parametrize("value", ["1.3", Decimal("1.3")])
def test_the_surcharge_can_be_lower(value):
    result = calculate("CN", debt("100.00", "2024-02-29"), as_of="2024-12-31",
                       options={"lpr_multiplier": value})  # fmt: skip
    assert result.rows[0].terms.percent == Decimal("4.485")
