"""The basis of authority after «на основании», contracts after «по»."""

from datetime import date

import pytest

from letters.model.contract import Contract
from letters.wording.ru import Russian
from letters.wording.ru_papers import BASIS_UNKNOWN, decline_basis


def shown(text):
    return text.replace("\u00a0", "~")


@pytest.mark.parametrize(
    ("basis", "genitive"),
    [
        ("Устав", "Устава"),
        ("устав", "устава"),
        ("Устава", "Устава"),
        ("доверенность № 5 от 01.02.2026", "доверенности №~5 от 01.02.2026"),
        ("Доверенность №5 от 01.02.2026", "доверенности №5 от 01.02.2026"),
        ("доверенности № 5 от 01.02.2026", "доверенности №~5 от 01.02.2026"),
        ("нотариальная доверенность № 7", "нотариальной доверенности №~7"),
        ("нотариальной доверенности № 7", "нотариальной доверенности №~7"),
        ("запись в ЕГРИП (ОГРНИП 304500116000157)", "записи в ЕГРИП (ОГРНИП 304500116000157)"),
        ("лист записи ЕГРИП", "листа записи ЕГРИП"),
        ("решение № 1 от 12.01.2024", "решения №~1 от 12.01.2024"),
        ("решение единственного участника", "решения единственного участника"),
        ("Протокол № 3 и Устав", "протокола №~3 и Устава"),
        ("Устав и решение № 1", "Устава и решения №~1"),
        ("Положение о филиале", "Положения о филиале"),
        ("приказ № 12-к", "приказа №~12-к"),
        (
            "Свидетельство о государственной регистрации",
            "свидетельства о государственной регистрации",
        ),
        ("определение Арбитражного суда г. Москвы", "определения Арбитражного суда г.~Москвы"),
        ("агентский договор № 2", "агентского договора №~2"),
    ],
)
def test_basis_of_authority(basis, genitive):
    declined = decline_basis(basis)
    assert (shown(declined.text), declined.sure, declined.reason) == (genitive, True, "")


@pytest.mark.parametrize(
    "basis",
    [
        "поручение",
        "полномочия согласно протокола",
        "доверенность, удостоверенная нотариусом",  # the participle would have to change too
        "escritura de poder",
        "",
    ],
)
def test_a_basis_that_is_not_known_is_left_as_it_is(basis):
    declined = decline_basis(basis)
    assert (declined.text, declined.sure, declined.reason) == (basis, False, BASIS_UNKNOWN)


def contract(number, day, title=""):
    return Contract(
        id=number,
        debtor="d",
        creditor="c",
        number=number,
        date=day,
        currency="RUB",
        jurisdiction="RU",
        title=title,
    )


@pytest.mark.parametrize(
    ("title", "phrase"),
    [
        ("", "договору №~15/П от 01.02.2025"),
        ("Договор поставки", "договору поставки №~15/П от 01.02.2025"),
        ("Рамочный договор поставки", "рамочному договору поставки №~15/П от 01.02.2025"),
        ("Генеральное соглашение", "генеральному соглашению №~15/П от 01.02.2025"),
        ("Контракт", "контракту №~15/П от 01.02.2025"),
        ('Договор "Молоко"', "договору «Молоко» №~15/П от 01.02.2025"),
        ("Поставка молока", "договору «Поставка молока» №~15/П от 01.02.2025"),
        ("买卖合同", "договору №~15/П от 01.02.2025"),
        ("Contrato de suministro", "договору №~15/П от 01.02.2025"),
    ],
)
def test_a_contract_in_a_sentence(title, phrase):
    assert shown(Russian().contract_phrase([contract("15/П", date(2025, 2, 1), title)])) == phrase


def test_several_contracts_in_a_sentence():
    contracts = [
        contract("15/П", date(2025, 2, 1), "Договор поставки"),
        contract("7", date(2026, 3, 2)),
        contract("8", date(2026, 3, 3), "Контракт"),
    ]
    assert shown(Russian().contract_phrase(contracts)) == (
        "договору поставки №~15/П от 01.02.2025, договору №~7 от 02.03.2026"
        " и контракту №~8 от 03.03.2026"
    )
