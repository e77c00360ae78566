"""The guarantee letter: its figures, what refuses it, and the texts that its template gets."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from letters.documents.fields import Fields
from letters.documents.guarantee_letter import guarantee_letter
from letters.documents.guarantee_view import FIELDS, guarantee_view
from letters.documents.schedule import PaymentPlan
from letters.errors import Refused
from letters.model.settings import Settings
from letters.wording import wording_for
from parties import BUYER, SELLER, SUPPLY, TRADER, case, ledger

BY_DECEMBER = PaymentPlan(first=date(2026, 12, 15))
DEBT = """
    2026-07-08 shipment УПД 201 230500.50 vat=22
    2026-07-15 payment п/п 77 120000.00 settles=201
    2026-08-20 shipment УПД 233 99999.99 vat=22
    2026-08-28 correction УКД 12 -10000.00 settles=233
    2026-09-16 payment п/п 95 150000.00
"""


def view_of(letter, number="GL-2026-0001"):
    view, _ = guarantee_view(letter, wording_for("ru"), number)
    return view


def test_the_debt_is_what_is_left_of_each_document():
    figures = guarantee_letter(case(DEBT), BY_DECEMBER).as_json()
    assert figures["documents"] == [
        {
            "document_type": "УПД", "number": "201", "date": "2026-07-08", "amount": "230500.50",
            "due_date": "2026-08-07", "paid": "120000.00", "outstanding": "110500.50",
        },
        {
            "document_type": "УПД", "number": "233", "date": "2026-08-20", "amount": "99999.99",
            "due_date": "2026-09-21", "paid": "10000.00", "outstanding": "89999.99",
        },
    ]  # fmt: skip
    assert figures["total"] == "200500.49"
    assert figures["schedule"] == [
        {"date": "2026-12-15", "amount": "200500.49", "balance_after": "0.00"}
    ]
    assert figures["amount_in_words"] == "Двести тысяч пятьсот рублей 49 копеек"
    assert figures["contract"] == {"id": "supply", "number": "15/П", "date": "2025-02-01"}
    assert figures["debtor"] == {"id": "buyer", "name": BUYER.name, "tax_id": "7798014260"}


def test_nothing_owed_gives_no_letter():
    paid = "2026-07-08 shipment УПД 201 10.00\n2026-07-09 payment п/п 1 10.00"
    assert guarantee_letter(case(paid), BY_DECEMBER) is None


def test_an_advance_is_shown_as_a_warning():
    text = "2026-07-08 shipment УПД 201 10.00\n2026-07-09 payment п/п 1 5.00 settles=X"
    letter = guarantee_letter(case(text), BY_DECEMBER)
    assert [problem.code for problem in letter.warnings] == ["allocation.unknown_document"]


@pytest.mark.parametrize(
    ("party", "field"),
    [
        *[("debtor", name) for name in (
            "tax_id", "kpp", "registration_no", "address", "bank_name", "bank_account",
            "bank_code", "correspondent_account", "signatory_name", "signatory_position",
            "signatory_basis",
        )],
        *[("creditor", name) for name in (
            "tax_id", "address", "bank_account", "bank_code", "signatory_name",
            "signatory_position",
        )],
    ],
)  # fmt: skip
def test_a_missing_mandatory_field_refuses_the_letter(party, field):
    hollow = {party: replace(BUYER if party == "debtor" else SELLER, **{field: ""})}
    with pytest.raises(Refused) as refused:
        guarantee_letter(case(DEBT, **hollow), BY_DECEMBER)
    (problem,) = refused.value.problems
    row = 3 if party == "debtor" else 2
    assert str(problem).startswith(f"parties.csv: row {row}, {field}: ")


def test_a_sole_trader_needs_no_kpp_position_or_basis():
    assert guarantee_letter(case(DEBT, debtor=TRADER), BY_DECEMBER).total == Decimal("200500.49")


def test_a_document_without_a_due_date_is_refused_by_row():
    openended = replace(SUPPLY, payment_days=None)
    with pytest.raises(Refused) as refused:
        guarantee_letter(case(DEBT, contracts=(openended,)), BY_DECEMBER)
    lines = [str(problem).split(" (")[0] for problem in refused.value.problems]
    assert lines == [
        "ledger.csv: row 2, due_date: the due date of document 201 is not known",
        "ledger.csv: row 4, due_date: the due date of document 233 is not known",
    ]


def test_a_schedule_that_is_off_by_a_kopeck_is_refused():
    plan = PaymentPlan(
        rows=(
            (date(2026, 10, 1), Decimal("100000.00"), 2),
            (date(2026, 11, 1), Decimal("100500.48"), 3),
        ),
        source="schedule.csv",
    )
    with pytest.raises(Refused, match=r"schedule\.csv: row 3, amount: .* -0\.01 apart"):
        guarantee_letter(case(DEBT), plan)


def test_a_payment_date_before_the_letter_is_refused():
    with pytest.raises(Refused, match="2026-09-14 is before the date of the letter"):
        guarantee_letter(case(DEBT), PaymentPlan(first=date(2026, 9, 14)))


def test_the_view_has_exactly_the_declared_fields():
    made = Fields.of(view_of(guarantee_letter(case(DEBT), BY_DECEMBER)), FIELDS.mandatory)
    assert made.scalars == FIELDS.scalars
    assert made.flags == FIELDS.flags
    assert dict(made.lists) == dict(FIELDS.lists)


def test_the_view_says_what_the_letter_prints():
    view = view_of(guarantee_letter(case(DEBT), BY_DECEMBER))
    facts = {
        "debtor_name": "Общество с ограниченной ответственностью «Покупатель»",
        "debtor_ids": "ИНН 7798014260, КПП 779801001, ОГРН 1187799001422",
        "debtor_position_genitive": "генерального директора",
        "debtor_signatory_genitive": "Петрова Петра Петровича",
        "debtor_acting": "действующего",
        "debtor_basis": "Устава",
        "creditor_position_dative": "Генеральному директору",
        "creditor_signatory_short_dative": "Иванову И.И.",
        "creditor_salutation": "Уважаемый Иван Иванович!",
        "contracts": "договору поставки № 15/П от 01.02.2025",
        "total_with_words": "200 500,49 руб. (Двести тысяч пятьсот рублей 49 копеек)",
        "vat": "22 % — 36 155,83 руб.",
        "pay_by": "15 декабря 2026 г.",
        "penalty_percent": "0,1 %",
        "penalty_cap": "10 %",
        "letter_number": "GL-2026-0001",
    }
    spaced = {name: str(view[name]).replace("\u00a0", " ") for name in facts}
    assert spaced == facts
    assert (view["is_single_payment"], view["vat_known"], view["penalty_by_day"]) == (True,) * 3


@pytest.mark.parametrize(
    ("vat", "known", "none"),
    [("vat=22", True, False), ("vat=0", False, True), ("", False, False)],
)
def test_vat_is_said_only_as_far_as_it_is_known(vat, known, none):
    text = f"2026-07-08 shipment УПД 201 122.00 {vat}"
    view = view_of(guarantee_letter(case(text), BY_DECEMBER))
    assert (view["vat_known"], view["vat_none"]) == (known, none)
    assert ("22,00" in view["vat"]) == known


def test_documents_of_two_vat_rates_are_told_apart():
    text = """
        2026-07-08 shipment УПД 201 122.00 vat=22
        2026-07-08 shipment УПД 202 110.00 vat=10
    """
    view = view_of(guarantee_letter(case(text), BY_DECEMBER))
    assert view["vat"].replace("\u00a0", " ") == "22 % — 22,00 руб. и 10 % — 10,00 руб."


def test_merged_contracts_are_headed_by_their_names():
    other = replace(SUPPLY, id="other", number="16/П", penalty_percent=None)
    merged = case(DEBT, contracts=(SUPPLY, other))
    more = ledger("2026-07-01 shipment УПД 7 100.00", "other")
    merged = replace(merged, entries={**merged.entries, "other": more})
    letter = guarantee_letter(merged, BY_DECEMBER)
    view = view_of(letter)
    assert letter.as_json()["contract"] is None
    assert [bool(row["heading"]) for row in view["documents"]] == [True, False, True]
    assert "16/П" in view["documents"][2]["heading"]
    assert (view["penalty_varies"], view["penalty_by_day"]) == (True, False)
    assert [row["penalty_clause"] for row in view["documents"]] == ["6.2", "", "6.2"]
    sums = ("subtotal_amount", "subtotal_paid", "subtotal")
    assert [[row[name].replace("\u00a0", " ") for name in sums] for row in view["documents"]] == [
        ["", "", ""],
        ["330 500,49", "130 000,00", "200 500,49"],
        ["100,00", "0,00", "100,00"],
    ]


def test_a_merged_contract_without_a_debt_is_not_acknowledged():
    settled = replace(SUPPLY, id="other", number="16/П")
    merged = case(DEBT, contracts=(SUPPLY, settled))
    advance = ledger("2026-07-01 payment п/п 7 100.00", "other")
    letter = guarantee_letter(replace(merged, entries={**merged.entries, "other": advance}),
                              BY_DECEMBER)  # fmt: skip
    view = view_of(letter)
    assert "16/П" not in view["contracts"]
    assert not view["is_merged"]
    assert letter.as_json()["contract"]["number"] == "15/П"
    assert "advance" in [problem.code for problem in letter.warnings]


def test_the_original_due_dates_are_kept_unless_the_settings_say_no():
    letter = guarantee_letter(case(DEBT), BY_DECEMBER)
    assert view_of(letter)["keeps_original_due_dates"] is True
    given_up = Settings(creditor="seller", guarantee_letter={"keeps_original_due_dates": False})
    letter = guarantee_letter(case(DEBT, settings=given_up), BY_DECEMBER)
    assert view_of(letter)["keeps_original_due_dates"] is False


def test_a_sole_trader_signs_and_is_addressed_as_one():
    letter = guarantee_letter(case(DEBT, debtor=TRADER, creditor=TRADER), BY_DECEMBER)
    view = view_of(letter)
    assert view["debtor_position"] == "Индивидуальный предприниматель"
    assert view["creditor_position_dative"] == "Индивидуальному предпринимателю"
    assert view["creditor_signatory_short_dative"].replace("\u00a0", " ") == "Сидоровой М.И."
    assert view["debtor_acting"] == "действующая"
