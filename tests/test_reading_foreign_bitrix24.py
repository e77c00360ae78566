"""Bitrix24: answers of its interface read together, and its exported lists."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from foreign_documents import asides, errors, read, rows, warnings
from letters.errors import DataError
from letters.reading.foreign import bitrix24, bitrix24_lists
from letters.reading.foreign.bitrix24_parties import legal_name, person_name
from letters.reading.foreign.file import File
from letters.reading.foreign.formats import format_of
from letters.reading.foreign.found import Found

ANSWERS = (
    "bitrix24_invoices.json",
    "bitrix24_old_invoices.json",
    "bitrix24_payments.json",
    "bitrix24_companies.json",
    "bitrix24_requisites.json",
    "bitrix24_bank.json",
    "bitrix24_addresses.json",
)


def test_seven_answers_make_one_ledger() -> None:
    found = read(*ANSWERS)
    assert rows(found) == [
        "2026-02-10 shipment С-31 858539.10 RUB 7698013375 due 2026-03-10",
        "2026-02-10 shipment С-32 1000.00 RUB 719801425046 due 2026-03-10",
        "2026-02-15 payment 99/1 1000.00 RUB 719801425046 settles С-32",
        "2026-01-10 shipment 17 1500.00 RUB 7698013375 due 2026-01-25",
        "2026-01-19 payment 44 1500.00 RUB 7698013375 settles 17",
    ]
    assert asides(found) == [
        ("С-33", "77.50", "paid according to the CRM: nothing is due"),
        ("С-34", "5.00", "declined according to the CRM"),
        ("99/2", "10.00", "a payment that was not made yet"),
    ]
    assert errors(found) == []
    assert len(warnings(found)) == 1
    assert "3 invoices of the CRM are taken for deliveries" in warnings(found)[0]
    assert found.owner.tax_id == "7798014260"
    assert [party.name for party in found.parties] == ["Кедр"]


def test_a_company_with_all_that_four_lists_say_of_it() -> None:
    party = read(*ANSWERS).movements[0].party
    assert party.name == 'Общество с ограниченной ответственностью "СНЕГИРЬ-МАРКЕТ"'
    assert (party.short_name, party.kpp, party.registration_no) == (
        'ООО "СНЕГИРЬ-МАРКЕТ"',
        "769801001",
        "1197699001334",
    )
    assert party.signatory_name == "Петров-Водкин Кузьма Сергеевич"
    assert party.signatory_position == ""  # not said; not guessed either
    assert party.address == "150003, г. Ярославль, ул. Валенная, д. 21, пом. 3"
    assert (party.bank_account, party.bank_code, party.correspondent_account) == (
        "40702810800260001337",
        "044599817",
        "30101810945990000817",
    )
    assert (party.phone, party.email) == ("+7 (4852) 01-33-70", "zakupki@snegir-market.example")
    trader = read(*ANSWERS).movements[1].party
    assert (trader.name, trader.kind, trader.signatory_name) == (
        "Индивидуальный предприниматель Орлова Марина Сергеевна",
        "sole_trader",
        "Орлова Марина Сергеевна",
    )


def invoice(**changes: Any) -> dict[str, Any]:
    return {
        "id": 1, "entityTypeId": 31, "accountNumber": "1", "companyId": 7, "mycompanyId": 0,
        "opportunity": 999.9, "currencyId": "RUB", "stageId": "DT31_1:N",
        "begindate": "2026-02-10T03:00:00+03:00", "closedate": None, "title": "Счёт",
    } | changes  # fmt: skip


COMPANY = {"ID": "7", "TITLE": "Снегирь"}


def answered(folder: Path, *answers: object) -> Found:
    files = []
    for number, answer in enumerate(answers):
        path = folder / f"{number}.json"
        path.write_text(json.dumps(answer), encoding="utf-8")
        files.append(File(path))
        assert bitrix24.FORMAT.recognise(files[-1])
    return bitrix24.FORMAT.read(files)


def result(value: object, **more: object) -> dict[str, object]:
    return {"result": value, "time": {}, **more}


def test_a_single_record_a_batch_and_a_list_of_answers(tmp_path: Path) -> None:
    single = answered(tmp_path, result({"item": invoice()}), result([COMPANY]))
    assert rows(single) == ["2026-02-10 shipment 1 999.90 RUB Снегирь"]
    batch = result(
        {"result": {"a": {"items": [invoice()]}, "b": [COMPANY]}, "result_total": {"a": 1}}
    )
    assert rows(answered(tmp_path, batch)) == rows(single)
    assert rows(answered(tmp_path, [result([COMPANY]), result({"item": invoice()})])) == rows(
        single
    )


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"opportunity": 999.9000000000001}, "opportunity: 999.9000000000001 has more decimals"),
        ({"opportunity": "999,9"}, "opportunity: “999,9” is not an amount"),
        ({"opportunity": None}, "opportunity"),
        ({"opportunity": True}, "opportunity"),
        ({"opportunity": float("nan")}, "opportunity: “nan” is not an amount"),
        ({"opportunity": -5}, "opportunity: the amount must be above zero"),
        ({"currencyId": None}, "currencyId: this is not filled in"),
        ({"begindate": "soon"}, "begindate: “soon” is not a date"),
        ({"accountNumber": ""}, "accountNumber: this is not filled in"),
        ({"companyId": 8}, "companyId: none of the files tells of companyId 8"),
        ({"companyId": 0}, "companyId: this is not filled in"),
    ],
)
def test_what_is_wrong_in_an_invoice(tmp_path: Path, changes: dict[str, Any], reason: str) -> None:
    found = answered(tmp_path, result({"items": [invoice(**changes)]}), result([COMPANY]))
    assert any(f"0.json: row 1, {reason}" in error for error in errors(found)), errors(found)


def test_a_list_whose_pages_are_not_all_there_is_refused(tmp_path: Path) -> None:
    first = result([COMPANY], total=3, next=1)
    second = result([{"ID": "8", "TITLE": "Б"}], total=3)
    third = result([{"ID": "9", "TITLE": "В"}], total=3)
    assert errors(answered(tmp_path, first, second)) == ["number of records: 3 is not 2"]
    assert errors(answered(tmp_path, first, second, second)) == ["number of records: 3 is not 2"]
    assert errors(answered(tmp_path, first, second, third)) == []


def test_payments_that_belong_to_no_invoice_are_shown_not_counted(tmp_path: Path) -> None:
    payment = {"id": 3, "accountNumber": "1/1", "paid": "Y", "sum": 999.9, "currency": "RUB",
               "datePaid": "2026-02-11T00:00:00+03:00"}  # fmt: skip
    found = answered(tmp_path, result({"items": [invoice()]}), result([COMPANY]), result([payment]))
    assert len(found.movements) == 1
    assert asides(found) == [
        (
            "1/1",
            "999.90",
            "the answer does not say for which invoice; take it from the bank statement",
        )
    ]


def test_several_requisites_and_several_companies_of_ours(tmp_path: Path) -> None:
    requisite = {"ENTITY_TYPE_ID": "4", "ENTITY_ID": "7", "RQ_INN": "7698013375", "ID": "2"}
    other = requisite | {"ID": "10", "RQ_INN": "5298015180"}
    found = answered(
        tmp_path, result({"items": [invoice()]}), result([COMPANY]), result([other, requisite])
    )
    assert found.movements[0].party.tax_id == "7698013375"
    assert "has several requisites: 7698013375, 5298015180" in " ".join(warnings(found))
    two = [invoice(mycompanyId=1), invoice(id=2, accountNumber="2", mycompanyId=2)]
    found = answered(tmp_path, result({"items": two}), result([COMPANY]))
    assert "the invoices are of several companies of ours" in errors(found)[0]


def test_other_records_are_shown(tmp_path: Path) -> None:
    found = answered(tmp_path, result({"item": {"id": 250, "entityTypeId": 1, "title": "Лид"}}))
    assert [each.text for each in found.aside] == ["Лид"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('{"error": "expired_token", "error_description": "expired", "result": ', "no whole JSON"),
        ('[{"result": [], "time": {}}, {"error_description": "x", "error": "y"}]', "error: x"),
        ('[{"result": [], "time": {}}, 5]', "no answer of Bitrix24"),
    ],
)
def test_what_is_no_answer(tmp_path: Path, text: str, reason: str) -> None:
    path = tmp_path / "a.json"
    path.write_text(text)
    file = File(path)
    assert bitrix24.FORMAT.recognise(file)
    with pytest.raises(DataError, match=reason):
        bitrix24.FORMAT.read([file])


def test_names_from_the_registers() -> None:
    assert person_name("АЛИЕВ ВАГИФ РАМИЗ ОГЛЫ") == "Алиев Вагиф Рамиз оглы"
    assert person_name("Д'АРТАНЬЯН Ё. К.") == "Д'Артаньян Ё. К."
    assert person_name("де Голль Шарль") == "де Голль Шарль"
    assert legal_name("ГУП ГОРОДА МОСКВЫ «МОСГАЗ»") == "ГУП ГОРОДА МОСКВЫ «МОСГАЗ»"


def test_exported_lists_are_joined_by_the_name_of_the_company() -> None:
    found = read("bitrix24_invoices.csv", "bitrix24_companies.csv")
    assert rows(found) == [
        "2026-02-10 shipment С-31 858539.10 RUB 7698013375 due 2026-03-10",
        "2026-02-10 shipment С-33 77.50 RUB Неизвестная",
    ]
    assert asides(found)[0][:2] == ("С-32", "1000.00")
    assert [(party.name, party.kind) for party in found.parties] == [
        ('Чайная лавка "Орлова"', "sole_trader")
    ]


def listed(folder: Path, text: str) -> File:
    path = folder / "list.csv"
    path.write_bytes(text.encode("utf-8-sig"))
    return File(path)


def test_english_headings_and_marks_beside_amounts(tmp_path: Path) -> None:
    file = listed(
        tmp_path,
        "Invoice #;Total;Stage;Company;Issue date;Due date\n"
        "7;1 234,50 ₽;New;Sparrow;10.02.2026;10.03.2026\n;;;;;\n",
    )
    assert format_of(file) is bitrix24_lists.FORMAT
    found = bitrix24_lists.FORMAT.read([file])
    assert rows(found) == ["2026-02-10 shipment 7 1234.50 RUB Sparrow due 2026-03-10"]
    assert found.movements[0].amount == Decimal("1234.50")


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("7;1 234,505;New;Sparrow;10.02.2026", "row 2, amount: 1234.505 has more decimals"),
        ("7;1.234;New;Sparrow;10.02.2026", "row 2, amount: “1.234” may be thousands"),
        ("7;5;New;Sparrow;", "row 2, date: the date is missing"),
        (";5;New;Sparrow;10.02.2026", "row 2, number: this is not filled in"),
        ("7;5;New;;10.02.2026", "row 2, company: this is not filled in"),
        ("Total;5;;;", "row 2, company"),
    ],
)
def test_rows_that_cannot_be_read_are_listed(tmp_path: Path, row: str, reason: str) -> None:
    file = listed(tmp_path, f"Number;Amount;Stage;Company;Issue date\n{row}\n".replace(
        "Number", "Invoice number"))  # fmt: skip
    found = bitrix24_lists.FORMAT.read([file])
    assert any(reason in error for error in errors(found)), errors(found)


def test_two_companies_of_one_name(tmp_path: Path) -> None:
    file = listed(tmp_path, "ID;Company name;ИНН\n1;А;7698013375\n2;А;5298015180\n")
    assert "two companies are called А" in errors(bitrix24_lists.FORMAT.read([file]))[0]
