"""Spanish wording as letters use it, by country."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from babel.dates import format_date
from hypothesis import given, settings
from hypothesis import strategies as st

from letters.errors import DataError
from letters.model.contract import Contract
from letters.model.entry import ENTRY_KINDS
from letters.model.party import Party
from letters.model.period import parse_period
from letters.wording import wording_for
from letters.wording.base import PARTY_FORMS
from letters.wording.es import Spanish
from letters.wording.es_text import NBSP, SEPARATORS

ES = Spanish()


def plain(text: str) -> str:
    """With ~ for the spaces that do not break."""
    return text.replace(NBSP, "~")


def test_it_is_the_wording_of_es():
    assert wording_for("es", "MX") == Spanish("MX")
    assert [Spanish(c).lang for c in ("", "ES", "MX", "RU")] == ["es-ES", "es-ES", "es-MX", "es-ES"]


@pytest.mark.parametrize(
    ("country", "currency", "amount", "number", "money", "label"),
    [
        ("", "EUR", "1234567.5", "1.234.567,50", "1.234.567,50~€", "€"),
        ("ES", "EUR", "-86", "-86,00", "-86,00~€", "€"),
        ("ES", "USD", "1234.5", "1.234,50", "1.234,50~USD", "USD"),
        ("MX", "MXN", "1200.5", "1,200.50", "$1,200.50~MXN", "MXN"),
        ("MX", "MXN", "-5", "-5.00", "-$5.00~MXN", "MXN"),
        ("MX", "EUR", "1200.5", "1,200.50", "1,200.50~€", "€"),
        ("CO", "COP", "1200000", "1.200.000,00", "$1.200.000,00~COP", "COP"),
        ("PE", "PEN", "1200.5", "1,200.50", "S/~1,200.50", "S/"),
        ("CL", "CLP", "1200000", "1.200.000", "$1.200.000~CLP", "CLP"),
        ("AR", "ARS", "1200.5", "1.200,50", "$~1.200,50~ARS", "ARS"),
        ("GT", "USD", "1200.5", "1,200.50", "1,200.50~USD", "USD"),
        ("RU", "RUB", "1200.5", "1.200,50", "1.200,50~RUB", "RUB"),
    ],
)
def test_money(country, currency, amount, number, money, label):
    wording, exact = Spanish(country), Decimal(amount)
    assert wording.number(exact, currency) == number
    assert plain(wording.money(exact, currency)) == money
    assert wording.currency_label(currency) == label


@pytest.mark.parametrize(
    ("country", "currency", "amount", "text"),
    [
        ("", "EUR", "4235", "4.235,00~€ (cuatro mil doscientos treinta y cinco euros)"),
        ("MX", "MXN", "1200.50", "$1,200.50 (UN MIL DOSCIENTOS PESOS 50/100 M.N.)"),
        ("CO", "COP", "1200000", "$1.200.000,00 (UN MILLÓN DOSCIENTOS MIL PESOS M/CTE.)"),
        ("PE", "PEN", "1200.50", "S/~1,200.50 (MIL DOSCIENTOS CON 50/100 SOLES)"),
        ("CL", "CLP", "1200000", "$1.200.000 (un millón doscientos mil pesos)"),
        ("AR", "ARS", "1200.50", "$~1.200,50 (PESOS MIL DOSCIENTOS CON 50/100)"),
    ],
)
def test_money_with_words(country, currency, amount, text):
    assert plain(Spanish(country).money_with_words(Decimal(amount), currency)) == text


@pytest.mark.parametrize("say", [ES.number, ES.money, ES.amount_in_words, ES.money_with_words])
def test_what_is_no_amount(say):
    with pytest.raises(TypeError):
        say(0.5, "EUR")
    with pytest.raises(DataError, match="decimals"):
        say(Decimal("0.125"), "EUR")
    with pytest.raises(DataError, match="“XAU”"):
        say(Decimal(1), "XAU")


def test_a_negative_amount_has_no_words():
    with pytest.raises(DataError, match="negative"):
        ES.money_with_words(Decimal(-86), "EUR")


def test_words_read_back():
    amount = Decimal("6755.41")
    assert ES.parse_amount_in_words(ES.amount_in_words(amount, "EUR"), "EUR") == amount


def test_dates():
    day = date(2026, 11, 21)
    assert ES.date_short(day) == "21/11/2026"
    assert ES.date_short(date(2026, 2, 1)) == "01/02/2026"
    assert plain(ES.date_long(day)) == plain(ES.date_formal(day)) == "21~de~noviembre~de~2026"


@settings(max_examples=200, deadline=None)
@given(st.dates(date(1990, 1, 1), date(2099, 12, 31)), st.sampled_from([*SEPARATORS]))
def test_long_dates_are_those_of_cldr(day, country):
    cldr = format_date(day, "d 'de' MMMM 'de' y", locale=f"es_{country}")
    assert Spanish(country).date_long(day).replace(NBSP, " ") == cldr


@pytest.mark.parametrize(
    ("period", "text"),
    [
        ("2026-Q3", "3.er trimestre de 2026"),
        ("2026-Q4", "4.º trimestre de 2026"),
        ("2026-09", "septiembre de 2026"),
        ("2026", "año 2026"),
        ("2026-07-01..2026-09-15", "del 1 de julio al 15 de septiembre de 2026"),
        ("2026-02-01..2026-04-30", "del 1 de febrero al 30 de abril de 2026"),
        ("2025-12-01..2026-01-31", "del 1 de diciembre de 2025 al 31 de enero de 2026"),
        ("2025-12-01..2026-11-30", "del 1 de diciembre de 2025 al 30 de noviembre de 2026"),
    ],
)
def test_periods(period, text):
    assert ES.period(parse_period(period)).replace(NBSP, " ") == text


def test_small_words():
    assert ES.join(["Pérez", "Ibáñez"]) == "Pérez e Ibáñez"
    assert ES.plural(1, "factura", "facturas") == "factura"
    assert plain(ES.percent(Decimal("10.4"))) == "10,40~%"
    assert Spanish("MX").percent(Decimal("10.4")) == "10.40%"
    assert plain(ES.party_name("Aceros del Norte, S.L.")) == "Aceros del Norte,~S.L."


@pytest.mark.parametrize(
    ("title", "phrase"),
    [
        ("Contrato de suministro", "del contrato de suministro n.º C-1, de 10 de enero de 2025"),
        ("CONTRATO DE SUMINISTRO", "del contrato de suministro n.º C-1, de 10 de enero de 2025"),
        ("Orden de compra", "de la orden de compra n.º C-1, de 10 de enero de 2025"),
        ("Договор поставки", "del contrato «Договор поставки» n.º C-1, de 10 de enero de 2025"),
        ("", "del contrato n.º C-1, de 10 de enero de 2025"),
    ],
)
def test_contract(title, phrase):
    assert ES.contract_phrase([contract("C-1", title)]).replace(NBSP, " ") == phrase


def test_contracts():
    phrase = ES.contract_phrase([contract("C-1"), contract("C-2"), contract("C-3")])
    assert phrase.replace(NBSP, " ") == (
        "del contrato n.º C-1, de 10 de enero de 2025, "
        "del contrato n.º C-2, de 10 de enero de 2025, "
        "y del contrato n.º C-3, de 10 de enero de 2025"
    )


def contract(number, title=""):
    return Contract(
        id="c",
        debtor="d",
        creditor="k",
        number=number,
        title=title,
        date=date(2025, 1, 10),
        currency="EUR",
        jurisdiction="ES",
    )


def test_a_party():
    forms = ES.party_forms(
        Party(
            id="k",
            name="Aceros del Norte, S.L.",
            country="ES",
            tax_id="B82846817",
            phone="944 000 000",
            email="a@example.com",
            bank_name="Banco Cantábrico",
            bank_account="ES9121000418450200051332",
            signatory_name="Ana Ibáñez Ruiz",
            signatory_position="administradora única",
        )
    )
    fields = {name: plain(text) for name, text in forms.fields.items()}
    assert set(fields) == set(PARTY_FORMS)
    assert fields["tax_id"] == fields["ids"] == "NIF~B82846817"
    assert fields["contacts"] == "tel. 944~000~000, correo electrónico a@example.com"
    assert fields["account"] == "ES91~2100~0418~4502~0005~1332"
    assert fields["bank"] == (
        "titular~Aceros del Norte,~S.L., entidad~Banco Cantábrico, "
        "IBAN~ES91~2100~0418~4502~0005~1332"
    )
    assert fields["salutation"] == "Muy señores nuestros:"
    assert fields["signatory_short"] == "Ana Ibáñez Ruiz"


@pytest.mark.parametrize(
    ("country", "tax_id"),
    [("MX", "RFC~X"), ("CL", "RUT~X"), ("RU", "INN~X"), ("", "NIF~X"), ("FR", None)],
)
def test_the_label_is_that_of_the_partys_country(country, tax_id):
    fields = ES.party_forms(Party(id="p", name="P", country=country, tax_id="X")).fields
    assert plain(fields["tax_id"]) == (tax_id or "identificación fiscal X")


@pytest.mark.parametrize(
    ("gender", "salutation"),
    [
        ("m", "Muy señor nuestro:"),
        ("f", "Muy señora nuestra:"),
        ("", "A la atención de Sol Ruiz:"),
    ],
)
def test_no_gender_is_guessed(gender, salutation):
    party = Party(id="p", name="Sol Ruiz", kind="person", signatory_gender=gender)
    assert ES.party_forms(party).fields["salutation"] == salutation


def test_kinds_have_titles():
    assert ES.kind_title("guarantee_letter") == "Reconocimiento de deuda y compromiso de pago"
    assert ES.kind_title("reconciliation_act") == "Acta de conciliación de saldos"
    assert ES.kind_title("demand_letter") == "Requerimiento de pago"


def test_document_captions():
    assert ES.document_type("Albarán", "shipment") == "Albarán"
    assert ES.document_type("送货单", "shipment") == "Albarán"
    assert Spanish("AR").document_type("送货单", "shipment") == "Remito"
    nouns = [ES.document_type("", kind) for kind in ENTRY_KINDS]
    assert nouns == [
        "Albarán",
        "Pago",
        "Devolución",
        "Compensación",
        "Ajuste",
        "Reembolso",
        "Saldo anterior",
    ]


def test_a_rate_per_day():
    assert ES.daily_rate(Decimal("0.05")) == f"0,05{NBSP}% diario"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("12345678Z", "DNI n.º~12345678Z"),
        ("12.345.678-z", "DNI n.º~12345678Z"),
        ("X1234567L", "NIE n.º~X1234567L"),
        ("INE 0702600417041", "INE 0702600417041"),
        ("pasaporte E1234567", "pasaporte E1234567"),
        ("4510 123456", "documento de identidad n.º~4510 123456"),
        ("", ""),
    ],
)
def test_the_identity_of_the_signatory_says_what_it_is(typed, said):
    forms = ES.party_forms(Party(id="p", name="P", signatory_id=typed))
    assert forms.fields["signatory_id"].replace(NBSP, "~") == said


def test_a_sole_trader_signs_as_himself_unless_somebody_else_is_named():
    trader = Party(id="p", name="Marta Vila Pons", kind="sole_trader")
    assert ES.party_forms(trader).fields["signatory"] == "Marta Vila Pons"
    trader = replace(trader, signatory_name="Luis Mas")
    assert ES.party_forms(trader).fields["signatory"] == "Luis Mas"
