"""A party in a Russian letter: requisites, and its signatory in the case the sentence needs."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from letters.model.origin import Origin
from letters.model.party import Party
from letters.wording.base import PARTY_FORMS
from letters.wording.ru_party import party_forms

COMPANY = Party(
    id="milk",
    name='Общество с ограниченной ответственностью "Северное молоко"',
    short_name="Северное молоко ООО",
    country="RU",
    tax_id="7707083893",
    kpp="770701001",
    registration_no="1027700132195",
    address="127006, г. Москва, ул. Лесная, д. 5",
    phone="+7 495 000-00-00",
    email="office@example.com",
    bank_name='АО "Банк"',
    bank_account="40702810000000000001",
    bank_code="044525225",
    correspondent_account="30101810400000000225",
    signatory_name="Петров Пётр Петрович",
    signatory_position="Генеральный директор",
    signatory_basis="Устав",
    accountant_name="Сидорова Мария Михайловна",
    origin=Origin("parties.csv", 2),
)
TRADER = Party(
    id="ip",
    name="Индивидуальный предприниматель Сидорова Мария Ивановна",
    short_name="ИП Сидорова М. И.",
    kind="sole_trader",
    country="RU",
    tax_id="500100732259",
    registration_no="304500116000157",
    origin=Origin("parties.csv", 3),
)


def shown(party):
    return {name: text.replace("\u00a0", "~") for name, text in party_forms(party).fields.items()}


def test_every_form_is_there_for_every_party():
    for party in (COMPANY, TRADER, Party(id="x", name="Икс")):
        assert set(party_forms(party).fields) == set(PARTY_FORMS)


def test_a_company():
    assert shown(COMPANY) == {
        "name": "Общество с ограниченной ответственностью «Северное молоко»",
        "short": "ООО~«Северное молоко»",
        "short_genitive": "ООО~«Северное молоко»",
        "tax_id": "ИНН~7707083893",
        "ids": "ИНН~7707083893, КПП~770701001, ОГРН~1027700132195",
        "address": "127006, г.~Москва, ул.~Лесная, д.~5",
        "contacts": "тел. +7~495~000-00-00, эл. почта office@example.com",
        "bank": "р/с~40702810000000000001 в~АО~«Банк», БИК~044525225, к/с~30101810400000000225",
        "account_name": "ООО~«Северное молоко»",
        "account": "40702810000000000001",
        "bank_name": "АО~«Банк»",
        "bank_code": "044525225",
        "bank_codes": "",
        "signatory": "Петров Пётр Петрович",
        "signatory_genitive": "Петрова Петра Петровича",
        "signatory_short": "П.П.~Петров",
        "signatory_short_dative": "Петрову~П.П.",
        "signatory_id": "",
        "position": "Генеральный директор",
        "position_genitive": "генерального директора",
        "position_dative": "Генеральному директору",
        "basis": "Устава",
        "acting": "действующего",
        "salutation": "Уважаемый Пётр Петрович!",
        "accountant_short": "М.М.~Сидорова",
        "registration": "",
        "honorific": "",
        "we": "",
        "you": "",
    }
    assert party_forms(COMPANY).warnings == ()


def test_a_woman_by_proxy():
    fields = shown(
        replace(
            COMPANY,
            signatory_name="Котова Анна Львовна",
            signatory_position="заместитель директора",
            signatory_basis="доверенность № 5 от 01.02.2026",
        )
    )
    assert (fields["position_genitive"], fields["signatory_genitive"]) == (
        "заместителя директора",
        "Котовой Анны Львовны",
    )
    assert (fields["acting"], fields["basis"]) == (
        "действующей",
        "доверенности №~5 от 01.02.2026",
    )
    assert fields["position"] == "Заместитель директора"
    assert fields["salutation"] == "Уважаемая Анна Львовна!"


@pytest.mark.parametrize(
    ("party", "after_from"),
    [
        (COMPANY, "ООО~«Северное молоко»"),
        (replace(COMPANY, short_name="Публичное акционерное общество «Банк»"),
         "Публичного акционерного общества «Банк»"),
        (replace(COMPANY, short_name=""), "ООО~«Северное молоко»"),
        (replace(COMPANY, short_name="", name="Потребительское общество «Восход»"),
         "Потребительского общества «Восход»"),
        (TRADER, "ИП~Сидоровой~М.И."),
        (Party(id="cn", name="义乌市禾汀日用品商行", kind="sole_trader"), "义乌市禾汀日用品商行"),
        (Party(id="p", name="Иванов Иван Иванович", kind="person"), "Иванова Ивана Ивановича"),
    ],
)  # fmt: skip
def test_from_whom(party, after_from):
    assert shown(party)["short_genitive"] == after_from


@pytest.mark.parametrize(
    ("kind", "name", "short"),
    [
        ("company", 'Общество с ограниченной ответственностью "Ель"', "ООО~«Ель»"),
        ("company", "ОБЩЕСТВО С ОГРАНИЧЕННОЙ ОТВЕТСТВЕННОСТЬЮ «ЕЛЬ»", "ООО~«ЕЛЬ»"),
        ("company", "Публичное акционерное общество «Ель»", "ПАО~«Ель»"),
        ("company", "Непубличное акционерное общество «Ель»", "НАО~«Ель»"),
        ("company", "Акционерное общество «Ель»", "АО~«Ель»"),
        ("company", "Закрытое  акционерное общество  «Ель»", "ЗАО~«Ель»"),
        ("company", "Потребительское общество «Ель»", "Потребительское общество «Ель»"),
        ("company", "Акционерное общество", "Акционерное общество"),
        ("sole_trader", "Индивидуальный предприниматель Сидорова Мария Ивановна",
         "ИП~Сидорова~М.И."),
        ("sole_trader", "ИП Сидорова Мария Ивановна", "ИП~Сидорова~М.И."),
        ("sole_trader", "义乌市禾汀日用品商行", "义乌市禾汀日用品商行"),
        ("person", "Иванов Иван Иванович", "Иванов Иван Иванович"),
    ],
)  # fmt: skip
def test_a_short_name_that_the_data_lack_is_made_of_the_legal_form(kind, name, short):
    assert shown(Party(id="x", kind=kind, name=name, country="RU"))["short"] == short


def test_a_sole_trader_signs_for_herself_by_her_registration():
    fields = shown(TRADER)
    assert fields["ids"] == "ИНН~500100732259, ОГРНИП~304500116000157"
    assert fields["short"] == "ИП Сидорова~М.~И."
    assert (fields["acting"], fields["basis"]) == (
        "действующая",
        "записи в~ЕГРИП (ОГРНИП~304500116000157)",
    )
    assert fields["signatory_short"] == "М.И.~Сидорова"
    assert fields["signatory_short_dative"] == "Сидоровой~М.И."
    assert fields["salutation"] == "Уважаемая Мария Ивановна!"
    assert party_forms(TRADER).warnings == ()
    assert shown(replace(TRADER, registration_no=""))["basis"] == "записи в~ЕГРИП"
    assert shown(replace(TRADER, country="KZ"))["basis"] == "государственной регистрации"


def test_what_the_data_give_wins_and_silences_the_doubt():
    party = replace(
        COMPANY,
        signatory_name="Кравец Антон Ильич",
        signatory_name_genitive="Кравеца Антона Ильича",
        signatory_name_dative="Кравецу Антону Ильичу",
        signatory_position="шеф",
        signatory_position_genitive="шефа",
        signatory_position_dative="шефу",
        signatory_basis="поручение",
        signatory_basis_genitive="поручения № 5",
    )
    fields = shown(party)
    assert fields["signatory_genitive"] == "Кравеца Антона Ильича"
    assert fields["signatory_short_dative"] == "Кравецу~А.И."
    assert (fields["position_genitive"], fields["position_dative"]) == ("шефа", "Шефу")
    assert fields["basis"] == "поручения №~5"
    assert party_forms(party).warnings == ()


def test_doubts_name_the_row_the_field_and_what_to_write():
    party = replace(
        COMPANY,
        signatory_name="Кравец Антон Ильич",
        signatory_name_dative="Кравецу Антону Ильичу",
        signatory_position="шеф",
        signatory_basis="поручение",
    )
    lines = [str(problem) for problem in party_forms(party).warnings]
    assert lines[0] == (
        "parties.csv: row 2, signatory_name: check the case form “Кравца Антона Ильича”: such"
        " surnames are declined in two ways (write the right form in signatory_name_genitive)"
    )
    assert lines[1] == (
        "parties.csv: row 2, signatory_position: “шеф” was not declined: the position is not"
        " known (write the right form in signatory_position_genitive, signatory_position_dative)"
    )
    assert lines[2] == (
        "parties.csv: row 2, signatory_basis: “поручение” was not declined: such a basis of"
        " authority is not known (write the right form in signatory_basis_genitive)"
    )
    assert {problem.severity for problem in party_forms(party).warnings} == {"warning"}


def test_an_unknown_gender_is_asked_for_and_not_guessed():
    party = replace(COMPANY, signatory_name="Осипчук О.В.")
    fields = shown(party)
    assert (fields["acting"], fields["salutation"]) == (
        "действующего(-ей)",
        "Уважаемые господа!",
    )
    (warning,) = party_forms(party).warnings
    assert "signatory_gender" in str(warning)
    known = replace(party, signatory_gender="m")
    assert shown(known)["acting"] == "действующего"
    assert shown(known)["signatory_genitive"] == "Осипчука~О.В."


@pytest.mark.parametrize(
    ("country", "tax_id", "ids", "bank"),
    [
        (
            "CN",
            "91330200MA2AAAAA0X",
            "единый код общественного кредита 91330200MA2AAAAA0X, рег. №~77",
            "счёт~6222 0000 в~中国银行宁波分行, CNAPS~104332000018",
        ),
        (
            "ES",
            "B12345674",
            "NIF~B12345674, рег. №~77",
            "IBAN~ES91~2100~0418~4502~0005~1332 в~CaixaBank, SWIFT~CAIXESBB",
        ),
        ("XX", "1", "налоговый номер~1, рег. №~77", "счёт~1 в~Bank, SWIFT~B"),
    ],
)
def test_foreign_parties(country, tax_id, ids, bank):
    account, name, code = {
        "CN": ("6222 0000", "中国银行宁波分行", "104332000018"),
        "ES": ("ES9121000418450200051332", "CaixaBank", "CAIXESBB"),
        "XX": ("1", "Bank", "B"),
    }[country]
    party = Party(
        id="f",
        name="Foreign",
        country=country,
        tax_id=tax_id,
        registration_no="77",
        bank_name=name,
        bank_account=account,
        bank_code=code,
    )
    fields = shown(party)
    assert (fields["ids"], fields["bank"]) == (ids, bank)


def test_unknown_facts_leave_no_label_behind():
    fields = shown(Party(id="x", name="Икс"))
    filled = {name for name, text in fields.items() if text}
    assert filled == {"name", "short", "short_genitive", "account_name", "acting", "salutation"}
    assert party_forms(Party(id="x", name="Икс")).warnings == ()


WORDS = (
    'Иванов ИВАН Иванович И. И.И. оглы ая ий ой — - « „ " № ст. ООО ИП и о. директор '
    "главный исполняющий Устав доверенность , Ли 李 <b> {{x}}"
)
TYPED = st.one_of(
    st.text(max_size=30),
    st.lists(st.sampled_from(WORDS.split()), max_size=6).map(" ".join),
)


@settings(max_examples=300, deadline=None)
@given(TYPED, TYPED, TYPED, TYPED, st.sampled_from(["company", "sole_trader", "person"]))
def test_whatever_was_typed_is_said_and_nothing_breaks(name, person, position, basis, kind):
    party = Party(
        id="x",
        name=name,
        kind=kind,
        address=name,
        bank_name=name,
        signatory_name=person,
        signatory_position=position,
        signatory_basis=basis,
        accountant_name=person,
    )
    forms = party_forms(party)
    for warning in forms.warnings:
        assert warning.render()
    if person.strip():
        assert forms.fields["signatory_genitive"]
        assert forms.fields["signatory_short"]


def test_a_consumer_is_not_declined_so_nothing_is_in_doubt():
    party = Party(id="p", name="Осипчук О.В.", kind="person")
    assert party_forms(party).warnings == ()
    assert shown(party)["signatory_short"] == "О.В.~Осипчук"
