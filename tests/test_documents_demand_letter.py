"""The demand letter: its figures by three laws, what refuses it, what it warns of."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from demands import (
    ES_E12,
    PLAIN,
    RU_E3,
    RU_E6,
    ZH_E3,
    cn,
    codes,
    earlier,
    options,
    ru,
    spain,
)  # fmt: skip
from interest_cases import SHIPPED, rate_table
from letters.documents.demand_letter import demand_letter
from letters.errors import DataError, NothingToDo, Refused
from letters.model.case import Credit
from letters.model.origin import Origin
from letters.model.settings import Settings
from letters_zh_es import ES_PERSON, ZH_BUYER, ZH_SELLER
from parties import BUYER, SELLER, SUPPLY, ledger


def figures(facts, **asked):
    return demand_letter(facts, options(**asked)).as_json()


def problems(facts, **asked):
    with pytest.raises(Refused) as refused:
        demand_letter(facts, options(**asked))
    return [problem.code for problem in refused.value.problems]


def test_russia_statutory_interest_row_by_row():
    made = figures(ru(RU_E3, as_of="2026-05-21", terms=PLAIN))
    assert [(row["from"], row["days"], row["rate_percent"], row["amount"])
            for row in made["accrual"]["rows"]] == [
        ("2025-11-11", 41, "16.50", "23167.81"),
        ("2025-12-22", 1, "16.00", "547.95"),
        ("2025-12-23", 55, "16.00", "22904.11"),
        ("2026-02-16", 29, "15.50", "11699.32"),
        ("2026-03-17", 6, "15.50", "1273.97"),
        ("2026-03-23", 35, "15.00", "7191.78"),
        ("2026-04-27", 25, "14.50", "4965.75"),
    ]  # fmt: skip
    assert made["accrual"]["regime"] == "statutory_interest"
    assert (made["principal"], made["accrual"]["total"], made["total"]) == (
        "500000.00", "71750.69", "571750.69",
    )  # fmt: skip
    assert made["amount_in_words"] == (
        "Пятьсот семьдесят одна тысяча семьсот пятьдесят рублей 69 копеек"
    )
    assert (made["accrues_from"], made["daily"]) == ("2026-05-22", "198.63")


def test_russia_a_penalty_at_its_cap_accrues_no_further():
    made = figures(ru())
    assert made["documents"] == [
        {
            "document_type": "УПД", "number": "201", "date": "2026-02-12",
            "amount": "487650.40", "due_date": "2026-03-16", "paid": "150000.00",
            "outstanding": "337650.40", "days_overdue": 137,
        }
    ]  # fmt: skip
    accrual = made["accrual"]
    assert (accrual["regime"], accrual["uncapped"], accrual["cap"], accrual["total"]) == (
        "contract_penalty", "53758.10", "48765.04", "48765.04",
    )  # fmt: skip
    assert (made["total"], made["costs"], made["pay_within_days"]) == ("386415.44", "0.00", 30)
    assert (made["accrues_from"], made["daily"]) == (None, None)


def test_china_penalty_and_statutory_loss():
    made = figures(cn())
    assert (made["accrual"]["total"], made["total"]) == ("9262.80", "137912.80")
    assert made["amount_in_words"] == "人民币壹拾叁万柒仟玖佰壹拾贰元捌角"
    made = figures(cn(ZH_E3, terms=PLAIN))
    assert (made["accrual"]["rows"][0]["rate_percent"], made["total"]) == ("5.175", "554995.62")


def test_spain_interest_costs_and_total():
    made = figures(spain())
    assert [row["amount"] for row in made["accrual"]["rows"]] == [
        "30.28", "148.94", "74.47", "29.22",
    ]  # fmt: skip
    assert (made["principal"], made["accrual"]["total"], made["costs"], made["total"]) == (
        "6352.50", "282.91", "120.00", "6755.41",
    )  # fmt: skip
    assert made["amount_in_words"] == (
        "seis mil setecientos cincuenta y cinco euros con cuarenta y un céntimos"
    )
    assert (made["daily"], made["pay_within_days"]) == ("1.81", 10)


def test_spain_invoices_paid_late_bear_neither_interest_nor_costs():
    paid = ES_E12 + "2026-07-10 payment transferencia T-1 3630.00 settles=F-2026/0101\n"
    made = figures(spain(paid))
    assert (made["accrual"]["total"], made["costs"]) == ("103.69", "80.00")


def test_spain_where_payments_cover_interest_first_more_is_owed_of_the_price():
    one = """
        2026-03-01 shipment factura F-1 10000.00 due=2026-03-31
        2026-06-15 payment transferencia T-1 4000.00
    """
    law = Settings(creditor="x", law={"ES": {"payments": "interest_first"}})
    made = figures(spain(one, as_of="2026-09-30", settings=law))
    (row,) = made["documents"]
    assert (row["paid"], row["outstanding"]) == ("3788.66", "6211.34")
    assert (made["accrual"]["paid"], made["accrual"]["total"]) == ("211.34", "188.73")
    assert made["total"] == "6440.07"  # 6400.07 and the EUR 40


def test_documents_not_due_are_listed_and_not_demanded():
    made = figures(ru(RU_E6 + "2026-07-20 shipment УПД 240 100000.00\n"))
    assert [row["number"] for row in made["not_yet_due"]] == ["240"]
    assert made["total"] == "386415.44"


def test_a_document_paid_late_bears_for_the_days_that_it_was_late():
    late = "2026-01-09 shipment УПД 9 1000.00\n2026-03-01 payment п/п 1 1000.00 settles=9\n"
    made = figures(ru(late + RU_E6.strip()))
    assert [row["number"] for row in made["documents"]] == ["201"]
    assert {row["document"] for row in made["accrual"]["rows"]} == {"9", "201"}


def test_nothing_overdue_gives_no_demand():
    assert demand_letter(ru("2026-07-20 shipment УПД 240 100000.00"), options()) is None
    assert demand_letter(ru(""), options()) is None


def test_the_contracts_own_term_goes_before_the_usual_one_and_the_users_before_both():
    facts = ru(terms={"response_days": 15})
    assert figures(facts)["pay_within_days"] == 15
    assert figures(facts, pay_within=7)["pay_within_days"] == 7


@pytest.mark.parametrize(
    ("as_of", "level", "deadline"),
    [
        ("2026-11-21", "final", "2026-11-26"),
        ("2026-11-21", "second", "2026-11-30"),  # the 28th is a Saturday
        ("2026-09-26", "final", "2026-10-08"),  # the first week of October is off
    ],
)
def test_a_chinese_deadline_is_a_working_day(as_of, level, deadline):
    made = figures(cn(as_of=as_of), level=level, first_letter_date=date(2026, 8, 1))
    assert made["deadline"] == deadline


def test_a_deadline_in_a_year_whose_days_off_are_not_announced_should_be_checked():
    """2028-01-08 is a Saturday; no calendar of 2028 is known yet."""
    facts = cn(as_of="2028-01-01", terms={"penalty_percent": Decimal("0.03")})
    letter = demand_letter(facts, options(pay_within=7))
    assert letter.deadline == date(2028, 1, 10)
    (warning,) = letter.warnings
    assert (warning.code, warning.params["day"]) == ("demand.calendar", "2028-01-10")


def test_a_first_chinese_letter_asks_for_the_price_alone():
    made = figures(cn(), level="first")
    assert (made["total"], made["accrual"]["regime"], made["accrual"]["rows"]) == (
        "128650.00", "none", [],
    )  # fmt: skip
    assert figures(ru(), level="first")["level"] == "final"  # no other language knows the ladder


def test_the_second_chinese_letter_needs_the_first():
    assert problems(cn(), level="second") == ["demand.no_first_letter"]
    first = earlier("demand_letter", "CK-1", "2026-08-01", contract="sale")
    assert demand_letter(cn(), options(level="second", earlier=first)).demands[0].number == "CK-1"
    known = demand_letter(cn(), options(level="second", first_letter_date=date(2026, 8, 1)))
    assert [item.date for item in known.demands] == [date(2026, 8, 1)]


def test_a_letter_of_the_same_day_is_no_earlier_one():
    same = earlier("demand_letter", "DL-1", "2026-07-31")
    assert demand_letter(ru(), options(earlier=same)).demands == ()


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        (lambda: spain(debtor=ES_PERSON), "interest.consumer"),
        (lambda: ru(debtor=replace(BUYER, address="")), "party.missing"),
        (lambda: ru(debtor=replace(BUYER, tax_id="")), "party.missing"),
        (lambda: ru(creditor=replace(SELLER, bank_account="")), "party.missing"),
        (lambda: ru(creditor=replace(SELLER, signatory_name="")), "party.missing"),
        (lambda: cn(creditor=replace(ZH_SELLER, bank_name="")), "party.missing"),
        (lambda: cn(debtor=replace(ZH_BUYER, tax_id="")), "party.missing"),
        (
            lambda: ru("2016-06-01 shipment УПД 1 10.00 due=2016-07-01", terms=PLAIN),
            "interest.before_regime",
        ),
        (
            lambda: ru(RU_E6 + "2026-07-01 shipment УПД 7 1.00", terms={"payment_days": None}),
            "document.no_due_date",
        ),
        (
            lambda: ru("2026-02-12 shipment УПД 7 1.00", terms={"payment_days": None}),
            "document.no_due_date",
        ),
    ],
)
def test_what_would_leave_a_hole_is_refused(facts, code):
    assert problems(facts()) == [code]


def test_nobody_who_signs_is_needed_of_the_debtor():
    hollow = replace(BUYER, signatory_name="", signatory_position="", signatory_basis="")
    assert demand_letter(ru(debtor=hollow), options()).total == Decimal("386415.44")


def test_a_rate_table_that_is_too_short_names_the_missing_days():
    short = {**SHIPPED, "ru_key_rate": rate_table(
        "ru_key_rate", "2013-09-13 16.00", through="2026-04-30"
    )}  # fmt: skip
    facts = ru(RU_E3, as_of="2026-05-21", terms=PLAIN)
    with pytest.raises(DataError, match=r"no rate for 2026-05-01\.\.2026-05-21"):
        demand_letter(facts, replace(options(), rates=short))
    letter = demand_letter(facts, replace(options(), rates=short, assume_last_rate=True))
    assert letter.as_json()["accrual"]["assumed_from"] == "2026-05-01"
    assert [problem.code for problem in letter.warnings] == ["rates.assumed"]


def test_payments_that_would_cover_the_debt_refuse_it():
    waiting = RU_E6 + (
        "2026-07-01 payment п/п 90 400000.00 settles=999\n2026-08-01 shipment УПД 999 1.00\n"
    )
    assert problems(ru(waiting)) == ["demand.covered"]
    assert codes(ru(waiting), force=True) == ["advance"]
    less = waiting.replace("400000.00", "1000.00")
    assert codes(ru(less)) == ["advance"]


def test_money_under_another_contract_that_would_cover_the_debt_refuses_it():
    """Of the debtor's other contracts with the creditor, only what he has to his credit counts."""
    rich = replace(ru(), credits=(Credit("old", Decimal("337650.40")),))
    assert problems(rich) == ["demand.covered_elsewhere"]
    assert codes(rich, force=True) == ["demand.credit_elsewhere"]
    poor = replace(ru(), credits=(Credit("old", Decimal("337650.39")),))
    assert codes(poor) == ["demand.credit_elsewhere"]
    # What is not settled here counts with it.
    kopeck = RU_E6 + (
        "2026-07-01 payment п/п 90 0.01 settles=999\n2026-08-01 shipment УПД 999 1.00\n"
    )
    assert problems(replace(ru(kopeck), credits=poor.credits)) == ["demand.covered_elsewhere"]


def test_a_price_that_was_paid_late_gives_no_demand_of_its_own_but_a_reason():
    paid = RU_E6 + "2026-06-10 payment п/п 99 337650.40 settles=201\n"
    with pytest.raises(NothingToDo) as nothing:
        demand_letter(ru(paid), options())
    assert nothing.value.problem.code == "demand.price_paid"
    # 50 days on the whole and 36 on the rest: 24382.52 + 12155.41
    assert nothing.value.problem.params["amount"] == Decimal("36537.93")
    # Art. 1110 CC: who took the price without reserve has no interest left.
    one = "2026-05-01 shipment factura F-1 100.00 due=2026-05-31\n2026-06-30 payment t 1 100.00"
    assert demand_letter(spain(one), options()) is None


@pytest.mark.parametrize(
    ("firm", "missing"),
    [
        ({}, ["law_firm.name", "law_firm.lawyer", "law_firm.licence"]),
        ({"name": "某律师事务所", "lawyer": "沈知远"}, ["law_firm.licence"]),
        ({"name": "某律师事务所", "lawyer": "沈知远", "licence": "13302"}, []),
    ],
)
def test_a_lawyers_letter_needs_the_law_firm(firm, missing):
    settings = Settings(creditor="x", law_firm=firm, origin=Origin("letters.toml"))
    facts = cn(settings=settings)
    if not missing:
        letter = demand_letter(facts, options(level="lawyer"))
        assert (letter.level, letter.pay_within_days) == ("lawyer", 7)
        return
    with pytest.raises(Refused) as refused:
        demand_letter(facts, options(level="lawyer"))
    found = refused.value.problems
    assert [(item.source, item.place_text()) for item in found] == [
        ("letters.toml", key) for key in missing
    ]


def test_a_lawyers_letter_is_a_chinese_form():
    assert problems(ru(), level="lawyer") == ["demand.lawyer_language"]


def test_a_penalty_against_a_consumer_is_pointed_out():
    facts = ru(debtor=replace(BUYER, kind="person"))
    assert codes(facts) == ["demand.consumer"]
    assert codes(ru(RU_E3, as_of="2026-05-21", terms=PLAIN, debtor=facts.debtor)) == []


@pytest.mark.parametrize(
    ("asked", "code"),
    [({"min_amount": Decimal("337650.41")}, "demand.small"), ({"min_days": 138}, "demand.young")],
)
def test_small_and_young_claims_are_left_out_with_the_reason(asked, code):
    with pytest.raises(NothingToDo) as nothing:
        demand_letter(ru(), options(**asked))
    assert nothing.value.problem.code == code


def test_claims_at_the_limits_are_made():
    assert demand_letter(ru(), options(min_amount=Decimal("337650.40"), min_days=137))


OLD = "2023-06-01 shipment УПД 5 1000.00 due=2023-06-30"


@pytest.mark.parametrize(
    ("as_of", "letter", "found"),
    [
        ("2026-07-01", None, ["limitation.over"]),
        ("2026-06-30", None, ["limitation.near"]),
        ("2026-03-01", None, []),
        ("2026-07-01", ("reconciliation_act", "2025-03-31", "2025-04-10"), []),
        ("2026-07-01", ("reconciliation_act", "2025-03-31", None), ["limitation.over"]),
        ("2026-07-01", ("guarantee_letter", "2024-01-10", "2024-01-20"), []),
        # An act that ends before the document does not speak of it.
        ("2026-07-01", ("reconciliation_act", "2023-05-31", "2025-04-10"), ["limitation.over"]),
        # A demand does not begin the term anew in Russia, received or not.
        ("2026-07-01", ("demand_letter", "2025-01-10", "2025-01-20"), ["limitation.over"]),
    ],
)
def test_limitation_in_russia(as_of, letter, found):
    kind, made, signed = letter or ("reconciliation_act", "2026-12-31", None)
    known = earlier(kind, "N-1", made, signed=signed)
    warned = codes(ru(OLD, as_of=as_of), earlier=known)
    assert [code for code in warned if code.startswith("limitation")] == found


@pytest.mark.parametrize(("signed", "found"), [("2025-01-20", []), (None, ["limitation.over"])])
def test_a_demand_that_was_received_begins_the_term_anew_in_china(signed, found):
    old = "2023-06-01 shipment 送货单 5 1000.00 due=2023-06-30"
    known = earlier("demand_letter", "CK-1", "2025-01-10", contract="sale", signed=signed)
    warned = codes(cn(old, as_of="2026-07-01"), earlier=known)
    assert [code for code in warned if code.startswith("limitation")] == found


def test_five_years_in_spain():
    old = "2022-06-01 shipment factura F-1 1000.00 due=2022-06-30"
    assert "limitation.over" not in codes(spain(old, as_of="2026-11-21"))


def test_an_agreed_rate_that_a_court_would_cut_comes_with_the_other_sums():
    (warning,) = demand_letter(cn(), options()).warnings
    assert warning.code == "demand.high_penalty"
    # 4 x 3.00 % and 1.95 x 3.00 % of 128650.00 over 144 days and 365
    assert (warning.params["upper"], warning.params["lower"]) == (
        Decimal("6090.61"), Decimal("2969.17"),
    )  # fmt: skip
    assert codes(cn(terms={"penalty_percent": Decimal("0.03")})) == []


def test_a_term_over_sixty_days_is_for_the_lawyer_to_decide_in_spain():
    long = "2026-03-01 shipment factura F-1 1000.00 due=2026-05-01"
    assert codes(spain(long)) == ["demand.long_term"]
    assert codes(spain(long.replace("05-01", "04-30"))) == []


def test_a_rest_below_one_unit_is_pointed_out():
    cents = "2026-02-12 shipment УПД 201 0.99 due=2026-03-16"
    assert codes(ru(cents)) == ["demand.small_rest"]


def test_a_demand_that_the_letter_names_should_be_checked():
    first = earlier("demand_letter", "DL-1", "2026-06-01")
    assert codes(ru(), earlier=first) == ["demand.names_earlier"]


def merged(first, second, **terms):
    other = replace(SUPPLY, id="other", number="16/П", **terms)
    facts = ru(first)
    return replace(
        facts,
        contracts=(facts.contracts[0], other),
        entries={**facts.entries, "other": ledger(second, "other")},
    )


def test_merged_contracts_add_up():
    made = figures(merged(RU_E6, RU_E6))
    one = figures(ru())
    assert made["contract"] is None
    assert Decimal(made["total"]) == 2 * Decimal(one["total"])
    assert made["accrual"]["cap"] == "97530.08"


def test_a_penalty_and_the_law_do_not_stand_in_one_demand():
    assert problems(merged(RU_E6, RU_E6, **PLAIN)) == ["contracts.mixed_penalty"]


LINES = [line.strip() for line in RU_E3.strip().splitlines()]
LATER = "2026-01-15 shipment УПД 120 75000.10 due=2026-02-16"


@given(st.permutations([*LINES, LATER]))
@settings(max_examples=20)
def test_the_order_of_the_rows_of_the_ledger_changes_nothing(lines):
    straight = figures(ru("\n".join([*LINES, LATER]), as_of="2026-05-21", terms=PLAIN))
    mixed = figures(ru("\n".join(lines), as_of="2026-05-21", terms=PLAIN))
    assert mixed == straight


@given(st.lists(st.integers(1, 5_000_000), min_size=1, max_size=4))
@settings(max_examples=30)
def test_a_payment_in_parts_on_one_day_costs_what_it_costs_in_one(kopecks):
    parts = [Decimal(amount) / 100 for amount in kopecks]

    def paid(amounts):
        lines = [f"2026-05-05 payment п/п {i} {amount}" for i, amount in enumerate(amounts)]
        debt = "2026-02-12 shipment УПД 201 487650.40 due=2026-03-16"
        made = figures(ru("\n".join([debt, *lines]), terms=PLAIN))
        return made["principal"], made["accrual"], made["total"]

    assert paid(parts) == paid([sum(parts)])


@given(st.integers(1, 60))
@settings(max_examples=30)
def test_counting_on_adds_what_a_further_day_costs(days):
    """The penalty grows by the daily sum, whichever day it is counted through."""
    base = "2026-02-12 shipment УПД 201 100000.00 due=2026-03-16"
    terms = {"penalty_cap_percent": None}
    through = date.fromordinal(date(2026, 4, 1).toordinal() + days).isoformat()
    first, later = (figures(ru(base, as_of=day, terms=terms)) for day in ("2026-04-01", through))
    grown = Decimal(later["accrual"]["total"]) - Decimal(first["accrual"]["total"])
    assert grown == days * Decimal(first["daily"])
