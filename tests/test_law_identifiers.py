"""Identifiers by country: what is an error, what a warning, what passes.

The numbers are those that registers and standards publish as examples.
"""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum.cn import uscc as stdnum_uscc
from stdnum.ru import inn as stdnum_inn
from stdnum.ru import ogrn as stdnum_ogrn

from letters.law import law_for
from letters.law.cn import uscc_is_valid
from letters.law.findings import is_placeholder
from letters.law.identifiers import identifier_problems
from letters.law.ru import inn_is_valid, ogrn_is_valid
from letters.model.origin import Origin
from letters.model.party import Party


def found(country, **fields):
    """Findings as `severity column code`."""
    party = Party(
        id="p", name="Name", country=country, origin=Origin("data/parties.csv", 3), **fields
    )
    return [
        f"{problem.severity} {problem.params['column']} {problem.code.removeprefix('identifier.')}"
        for problem in identifier_problems(party)
    ]


COMPANY = {
    "tax_id": "7707083893",
    "kpp": "773601001",
    "registration_no": "1027700132195",
    "bank_code": "044525225",
    "correspondent_account": "30101810400000000225",
    "bank_account": "40702810938000012345",
}


@pytest.mark.parametrize(
    ("country", "fields"),
    [
        ("RU", COMPANY),
        ("RU", {"kind": "sole_trader", "tax_id": "500100732259"}),
        ("RU", {"tax_id": "7707083893", "kpp": "7736AB001"}),
        ("RU", {"bank_code": "SABRRUMM", "bank_account": "anything abroad"}),
        ("CN", {"tax_id": "91110000600037341L", "bank_code": "102100099996"}),
        ("CN", {"tax_id": "914403001922038216", "bank_code": "ICBKCNBJ"}),
        ("CN", {"tax_id": "9144030071526726XG", "bank_code": "308584000013"}),
        ("CN", {"kind": "person", "tax_id": "11010519491231002X"}),
        ("ES", {"tax_id": "B82846817", "bank_account": "ES91 2100 0418 4502 0005 1332"}),
        ("ES", {"tax_id": "ES B-82.846.817", "signatory_id": "12.345.678-Z"}),
        ("ES", {"tax_id": "Q2826000H", "signatory_id": "X1234567L"}),
        ("ES", {"tax_id": "12345678Z", "signatory_id": "passport AB123"}),
        ("MX", {"kind": "person", "tax_id": "GODE561231GR8"}),
        ("CO", {"tax_id": "890.903.938-8"}),
        ("PE", {"tax_id": "20512333797"}),
        ("CL", {"tax_id": "60803000-k"}),
        ("AR", {"tax_id": "30-50001091-2"}),
        ("KZ", {"tax_id": "123"}),
        ("", {"tax_id": "123"}),
    ],
)
def test_good_numbers_pass(country, fields):
    assert found(country, **fields) == []


@pytest.mark.parametrize(
    ("country", "fields", "expected"),
    [
        ("RU", {"tax_id": "7707083894"}, ["warning tax_id check_digit"]),
        ("RU", {"tax_id": "770708389"}, ["error tax_id length"]),
        ("RU", {"tax_id": "500100732259"}, ["error tax_id length"]),  # a company has 10
        ("RU", {"tax_id": "77O7083893"}, ["warning tax_id characters"]),
        ("RU", {"kind": "sole_trader", "tax_id": "500100732258"}, ["warning tax_id check_digit"]),
        ("RU", {"kpp": "77360100"}, ["error kpp length"]),
        ("RU", {"kpp": "7736a!001"}, ["warning kpp characters"]),
        ("RU", {"kind": "sole_trader", "kpp": "773601001"}, ["warning kpp needless"]),
        ("RU", {"registration_no": "1027700132196"}, ["warning registration_no check_digit"]),
        (
            "RU",
            {"kind": "sole_trader", "registration_no": "1027700132195"},
            ["error registration_no length"],
        ),
        ("RU", {"bank_code": "44525225"}, ["error bank_code length"]),
        ("RU", {**COMPANY, "bank_account": "4070281093800001234"}, ["error bank_account length"]),
        (
            "RU",
            {**COMPANY, "bank_account": "40702810938000012354"},
            ["warning bank_account account_key"],
        ),
        (
            "RU",
            {"bank_code": "044525225", "correspondent_account": "30101810500000000225"},
            ["warning correspondent_account account_key"],
        ),
        ("CN", {"tax_id": "91110000600037342L"}, ["warning tax_id check_digit"]),
        ("CN", {"tax_id": "9111000060003734"}, ["error tax_id length"]),
        ("CN", {"tax_id": "9111000060003734IL"}, ["warning tax_id characters"]),
        ("CN", {"bank_code": "102100099995"}, ["warning bank_code check_digit"]),
        ("ES", {"tax_id": "B82846818"}, ["warning tax_id check_digit"]),
        ("ES", {"tax_id": "B8284681"}, ["error tax_id length"]),
        ("ES", {"signatory_id": "12345678A"}, ["warning signatory_id check_digit"]),
        (
            "ES",
            {"bank_account": "ES92 2100 0418 4502 0005 1332"},
            ["warning bank_account check_digit"],
        ),
        ("ES", {"bank_account": "ES91 2100 0418"}, ["error bank_account length"]),
        ("ES", {"bank_account": "2100 0418 40 0200051332"}, ["warning bank_account check_digit"]),
        ("KZ", {"bank_account": "KZ86 125K ZT50 0410 0101"}, ["warning bank_account check_digit"]),
        ("MX", {"kind": "person", "tax_id": "GODE561231GR9"}, ["warning tax_id check_digit"]),
        ("MX", {"tax_id": "GODE561231GR8"}, ["error tax_id length"]),
        ("MX", {"tax_id": "XAXX010101000"}, ["warning tax_id generic"]),
        ("CO", {"tax_id": "890903938"}, ["warning tax_id no_check_digit"]),
        ("CO", {"tax_id": "890903938-7"}, ["warning tax_id check_digit"]),
        ("PE", {"tax_id": "20100047219"}, ["warning tax_id check_digit"]),
        ("CL", {"tax_id": "76086428-6"}, ["warning tax_id check_digit"]),
        ("AR", {"tax_id": "30-50001091-3"}, ["warning tax_id check_digit"]),
    ],
)
def test_wrong_numbers_are_found(country, fields, expected):
    assert found(country, **fields) == expected


@pytest.mark.parametrize(
    ("country", "fields"),
    [
        ("RU", {"tax_id": "0000000000"}),
        ("RU", {"kpp": "000000000"}),
        ("CN", {"tax_id": "000000000000000000"}),
        ("ES", {"tax_id": "B00000000"}),
        ("ES", {"bank_account": "ES00 0000 0000 0000 0000 0000"}),
        ("KZ", {"tax_id": "0"}),
        ("", {"registration_no": "000-000"}),
    ],
)
def test_a_placeholder_is_an_error_in_every_country_and_said_once(country, fields):
    (column,) = fields
    assert found(country, **fields) == [f"error {column} placeholder"]


def test_a_finding_names_file_row_field_and_what_to_do():
    party = Party(
        id="v", name="V", country="RU", tax_id="7707083894", origin=Origin("data/parties.csv", 3)
    )
    (problem,) = identifier_problems(party)
    assert str(problem).startswith("data/parties.csv: row 3, tax_id: the check digit of the ИНН")
    assert "copy it again" in str(problem)


def test_each_law_checks_its_own_parties():
    party = Party(id="v", name="V", country="RU", tax_id="7707083894")
    assert law_for("RU").identifier_problems(party) == identifier_problems(party)


@given(st.text("0123456789", min_size=9, max_size=16))
@settings(max_examples=300, deadline=None)
def test_russian_check_digits_agree_with_an_independent_library(number):
    assert inn_is_valid(number) == stdnum_inn.is_valid(number)
    # stdnum also wants a known first digit
    if stdnum_ogrn.is_valid(number):
        assert ogrn_is_valid(number)


@given(st.text("0123456789", min_size=9, max_size=11))
@settings(max_examples=200, deadline=None)
def test_exactly_one_check_digit_fits(body):
    fitting = [digit for digit in "0123456789" if inn_is_valid(body[:9] + digit)]
    assert len(fitting) == 1


@given(st.text("0123456789ABCDEFGHJKLMNPQRTUWXY", min_size=9, max_size=9))
@settings(max_examples=200, deadline=None)
def test_uscc_agrees_with_an_independent_library_and_asks_more(body):
    number = "91330200" + body
    number += stdnum_uscc.calc_check_digit(number)
    fitting = [char for char in "0123456789X" if _with_17th(number, char)]
    assert len(fitting) == 1
    if uscc_is_valid(number):
        assert stdnum_uscc.is_valid(number)


def _with_17th(number, char):
    changed = number[:16] + char
    return uscc_is_valid(changed + stdnum_uscc.calc_check_digit(changed))


@pytest.mark.parametrize("bic", ["BBVAESMM", "BBVAESM0XXX", "", "—"])
def test_a_bic_or_an_empty_field_is_no_placeholder(bic):
    assert not is_placeholder(bic)
