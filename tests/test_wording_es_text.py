"""Spanish text around the facts: joining, contractions, full stops, digits."""

from datetime import date
from decimal import Decimal

import pytest
from babel.dates import format_date
from babel.numbers import format_decimal
from hypothesis import given, settings
from hypothesis import strategies as st

from letters.wording.es_text import (
    NBSP,
    SEPARATORS,
    bind_legal_form,
    digits,
    join_es,
    numero,
    percent,
    plural,
    quarter_text,
    sentence,
    with_a,
    with_de,
)


@pytest.mark.parametrize(
    ("last", "joined"),
    [
        ("Isabel", "Ana e Isabel"),
        ("Ibáñez", "Ana e Ibáñez"),
        ("Íñigo", "Ana e Íñigo"),
        ("Hijos", "Ana e Hijos"),
        ("hidalgos", "Ana e hidalgos"),
        ("Híspalis", "Ana e Híspalis"),
        ("Ybarra", "Ana e Ybarra"),
        ("«Iberia»", "Ana e «Iberia»"),
        ("Hierros", "Ana y Hierros"),
        ("hiatos", "Ana y hiatos"),
        ("Yuste", "Ana y Yuste"),
        ("Yolanda", "Ana y Yolanda"),
        ("Hugo", "Ana y Hugo"),
        ("Oca", "Ana y Oca"),
        ("F-2026/0140", "Ana y F-2026/0140"),
    ],
)
def test_y_becomes_e_before_the_sound_i(last, joined):
    assert join_es(["Ana", last]) == joined


@pytest.mark.parametrize(
    ("last", "joined"),
    [
        ("ocho", "siete u ocho"),
        ("Hoyos", "siete u Hoyos"),
        ("óxidos", "siete u óxidos"),
        ("8", "siete u 8"),
        ("80", "siete u 80"),
        ("11", "siete u 11"),
        ("11.000", "siete u 11.000"),
        ("110", "siete o 110"),
        ("9", "siete o 9"),
        ("hijos", "siete o hijos"),
    ],
)
def test_o_becomes_u_before_the_sound_o(last, joined):
    assert join_es(["siete", last], "o") == joined


def test_lists():
    assert [join_es(items) for items in ([], ["a"], ["a", "b"], ["a", "b", "Inés"])] == [
        "",
        "a",
        "a y b",
        "a, b e Inés",
    ]


@pytest.mark.parametrize(
    ("name", "de", "a"),
    [
        ("el acreedor", "del acreedor", "al acreedor"),
        ("la parte deudora", "de la parte deudora", "a la parte deudora"),
        ("El Corte Inglés, S.A.", "de El Corte Inglés, S.A.", "a El Corte Inglés, S.A."),
        ("El Ejido", "de El Ejido", "a El Ejido"),
        ("elementos", "de elementos", "a elementos"),
    ],
)
def test_contractions(name, de, a):
    assert (with_de(name), with_a(name)) == (de, a)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Lo firma Aceros del Norte, S.L..", "Lo firma Aceros del Norte, S.L."),
        ("Lo firma Aceros del Norte, S.L.", "Lo firma Aceros del Norte, S.L."),
        ("Grupo Sol, S. de R.L. de C.V..", "Grupo Sol, S. de R.L. de C.V."),
        ("Molinos Ltda.. ", "Molinos Ltda."),
        ("Conforme", "Conforme."),
        ("Continuará...", "Continuará..."),
        ("¿Conforme?", "¿Conforme?"),
    ],
)
def test_one_full_stop(text, said):
    assert sentence(text) == said


def test_plural_and_number_sign():
    assert [plural(n, "día", "días") for n in (0, 1, 2, 21)] == ["días", "día", "días", "días"]
    assert numero("F-1") == "n.º\u00a0F-1"


@pytest.mark.parametrize(
    ("name", "bound"),
    [
        ("Aceros del Norte, S.L.", "Aceros del Norte,~S.L."),
        ("Grupo Sol, S. de R.L. de C.V.", "Grupo Sol,~S.~de~R.L.~de~C.V."),
        ("Talleres López SLU", "Talleres López~SLU"),
        ("Molinos del Sur Ltda.", "Molinos del Sur~Ltda."),
        ("Juan de Dios", "Juan de Dios"),
        ("TALLERES SOL", "TALLERES SOL"),
    ],
)
def test_the_legal_form_stays_with_the_name(name, bound):
    assert bind_legal_form(name) == bound.replace("~", NBSP)


@settings(max_examples=100, deadline=None)
@given(st.decimals(-(10**12), 10**12, places=2), st.sampled_from([*SEPARATORS, ""]))
def test_digits_are_those_of_cldr(amount, country):
    locale = f"es_{country}" if country else "es"
    assert digits(amount, 2, country) == format_decimal(amount, "#,##0.00", locale=locale)


@pytest.mark.parametrize(
    ("value", "spain", "mexico"),
    [
        ("0.1", "0,1~%", "0.1%"),
        ("0.10", "0,1~%", "0.1%"),
        ("0.05", "0,05~%", "0.05%"),
        ("10.4", "10,40~%", "10.40%"),
        ("10.40", "10,40~%", "10.40%"),
        ("8.00", "8~%", "8%"),
        ("100", "100~%", "100%"),
        ("11.125", "11,125~%", "11.125%"),
    ],
)
def test_percent(value, spain, mexico):
    assert percent(Decimal(value)) == spain.replace("~", NBSP)
    assert percent(Decimal(value), "MX") == mexico


def test_a_rate_is_no_float():
    with pytest.raises(TypeError):
        percent(0.1)


def test_quarters_are_those_of_cldr_for_spain():
    for quarter in (1, 2, 3, 4):
        cldr = format_date(date(2026, quarter * 3, 1), "QQQQ 'de' y", locale="es_ES")
        assert quarter_text(quarter, 2026) == cldr
