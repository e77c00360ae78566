"""УПД and ТОРГ-12: documents of the Russian tax service, told apart by what they hold."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from foreign_documents import asides, changed, errors, read, rows, warnings
from letters.errors import DataError
from letters.reading.foreign import torg12, upd
from letters.reading.foreign.file import File
from letters.reading.foreign.formats import format_of


def test_5_01_from_a_sole_trader_under_a_name_of_the_operators() -> None:
    found = read("upd_501.xml")
    assert rows(found) == ["2026-01-06 shipment RL-НБ-146830 11250.00 RUB 7698013375"]
    assert errors(found) == []
    assert warnings(found) == []
    seller, movement = found.owner, found.movements[0]
    assert (seller.name, seller.short_name, seller.kind, seller.tax_id, seller.kpp) == (
        "Индивидуальный предприниматель Орлова Марина Сергеевна",
        "ИП Орлова М.С.",
        "sole_trader",
        "719801425046",
        "",
    )
    assert seller.registration_no == "320719900014250"
    assert seller.address == "300012, г. Тула, пр-д Самоварный, д. 5, кв. 18"
    assert (seller.bank_account, seller.bank_code, seller.correspondent_account) == (
        "40802810400710014250",
        "043699623",
        "30101810236990000623",
    )
    assert (seller.phone, seller.email) == (
        "+7 (4872) 01-42-50",
        "orlova@chaynaya-lavka.example",
    )
    assert (movement.party.name, movement.party.kpp) == ('ООО "Снегирь-Маркет"', "769801001")
    contract = movement.contract
    assert (contract.title, contract.number, contract.date) == (
        "Договор поставки",
        "ИР-11648/20",
        date(2025, 4, 10),
    )
    assert movement.description == "Заказ покупателя 44"
    assert (movement.document_type, movement.delivery_number, movement.delivery_date) == (
        "УПД",
        "ТН-12",
        date(2026, 1, 8),
    )
    assert movement.vat_rate == 0
    assert [(control.stated, control.computed) for control in found.controls] == [
        (Decimal(11250), Decimal(11250))
    ]


def test_5_03_has_other_names_for_the_same_facts() -> None:
    found = read("upd_503.xml")
    assert rows(found) == ["2026-09-28 shipment ТД-01234 2464.40 RUB 5298015180"]
    seller, movement = found.owner, found.movements[0]
    assert seller.short_name == "ООО «ТД „Лиморель“»"
    assert seller.address == "107031, г. Москва, ул. Ситцевая, д. 7, стр. 2, офис 14"
    assert (seller.phone, seller.email) == ("+7 (495) 010-20-30", "dolg@limorel.example")
    assert (movement.contract.number, movement.contract.date) == ("15/П", date(2025, 2, 1))
    assert movement.delivery_date == date(2026, 9, 29)
    assert movement.vat_rate == 22  # 22% and 22/122 are one rate


def test_torg12() -> None:
    found = read("torg12.xml")
    assert rows(found) == ["2025-12-27 shipment РН-000512 2213.00 RUB 3798017400"]
    assert errors(found) == []
    movement = found.movements[0]
    assert found.owner.tax_id == "7798014260"
    assert movement.party.address == "153000, г. Иваново, ул. Челночная, д. 3"
    assert movement.party.bank_account == "40702810400260001740"
    assert (movement.contract.number, movement.contract.title) == ("7-К", "Контракт")
    assert (movement.delivery_number, movement.delivery_date) == ("77", date(2025, 12, 28))
    assert movement.vat_rate is None  # 10% and 20%
    assert movement.document_type == "ТОРГ-12"


def test_an_invoice_for_vat_is_no_delivery(tmp_path: Path) -> None:
    found = changed(tmp_path, upd.FORMAT, "upd_503.xml", ('"СЧФДОП"', '"СЧФ"'))
    assert rows(found) == []
    assert asides(found) == [
        (
            "СЧФ ТД-01234",
            "2464.40",
            "an invoice for VAT only: the delivery has a document of its own",
        )
    ]
    assert [party.tax_id for party in found.parties] == ["5298015180"]


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        (
            "upd_501.xml",
            'ДефНомИспрСчФ="-" ДефДатаИспрСчФ="-"',
            'НомИспрСчФ="2" ДатаИспрСчФ="09.01.2026"',
        ),
        ("upd_503.xml", "<ДенИзм", '<ИспрДок НомИспр="2" ДатаИспр="30.09.2026"/><ДенИзм'),
    ],
)
def test_a_corrected_document_says_that_it_replaces_the_first(
    tmp_path: Path, name: str, old: str, new: str
) -> None:
    found = changed(tmp_path, upd.FORMAT, name, (old, new))
    assert len(found.movements) == 1
    assert len(warnings(found)) == 1
    assert "this is correction 2 of" in warnings(found)[0]


PERSON = '<СвФЛУч ИННФЛ="000000000000"><ФИО Фамилия="Цой" Имя="Анна"/></СвФЛУч>'
COMPANY = (
    '<СвЮЛУч НаимОрг="Акционерное общество «Кедровый терем»" ИННЮЛ="5298015180" КПП="529801001"/>'
)
BUYER = f'<СвПокуп СокрНаим="АО «Кедровый терем»"><ИдСв>{COMPANY}</ИдСв></СвПокуп>'


def test_a_person_and_a_foreign_company_as_buyers(tmp_path: Path) -> None:
    party = changed(tmp_path, upd.FORMAT, "upd_503.xml", (COMPANY, PERSON)).movements[0].party
    assert (party.name, party.kind, party.tax_id) == ("Цой Анна", "person", "")
    foreign = '<СвИнНеУч ИдСтат="ИО" КодСтр="112" Наим="ОАО «Зубр»" Идентиф="100200300"/>'
    party = changed(tmp_path, upd.FORMAT, "upd_503.xml", (COMPANY, foreign)).movements[0].party
    assert (party.name, party.country, party.tax_id) == ("ОАО «Зубр»", "BY", "100200300")


def test_the_same_buyer_twice_is_one_and_two_buyers_are_refused(tmp_path: Path) -> None:
    branch = BUYER.replace("529801001", "529802001")
    found = changed(tmp_path, upd.FORMAT, "upd_503.xml", (BUYER, BUYER + branch))
    assert rows(found) == ["2026-09-28 shipment ТД-01234 2464.40 RUB 5298015180"]
    other = BUYER.replace("5298015180", "4098016298")
    found = changed(tmp_path, upd.FORMAT, "upd_503.xml", (BUYER, BUYER + other))
    assert errors(found)[0].startswith(
        "upd_503.xml: row 9, СвПокуп: the document names several parties on one side"
    )


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ('СтТовУчНалВсего="2464.40"', 'СтТовУчНалВсего="2464.41"', "sum of the rows"),
        ('СтТовУчНалВсего="2464.40"', 'СтТовУчНалВсего="2464.401"', "more decimals"),
        (
            'СтТовУчНалВсего="2464.40"',
            'ДефСтТовУчНалВсего="-"',
            "ТаблСчФакт/ВсегоОпл/СтТовУчНалВсего: this is",
        ),
        ('СтТовУчНалВсего="2464.40"', 'СтТовУчНалВсего="-2464.40"', "must be above zero"),
        ('ДатаДок="28.09.2026">', 'ДатаДок="31.09.2026">', "is not a day of the calendar"),
        ('КодОКВ="643"', 'КодОКВ="999"', "is not a currency"),
        ('"СЧФДОП"', '"ДОПСЧФ"', "Документ/Функция"),
        ('НомерДок="ТД-01234" ДатаДок', "ДатаДок", "row 4, НомерСчФ: this is"),
        ("СвПокуп", "СвПокупатель", "СвПокуп: this is not filled in"),
    ],
)
def test_what_is_wrong_in_a_document_refuses_it(
    tmp_path: Path, old: str, new: str, reason: str
) -> None:
    found = changed(tmp_path, upd.FORMAT, "upd_503.xml", (old, new))
    assert any(reason in error for error in errors(found)), errors(found)


def test_another_currency(tmp_path: Path) -> None:
    found = changed(tmp_path, upd.FORMAT, "upd_503.xml", ('КодОКВ="643"', 'КодОКВ="156"'))
    assert found.movements[0].currency == "CNY"
    found = changed(
        tmp_path, torg12.FORMAT, "torg12.xml",
        ('<ДенИзм КодОКВ="643" НаимОКВ="Российский рубль"/>', ""),
    )  # fmt: skip
    assert found.movements[0].currency == ""  # not said; not guessed either


@pytest.mark.parametrize(
    ("xml", "reason"),
    [
        ("<Файл><Документ КНД='1115133'><СвКСчФ/></Документ></Файл>", "УКД"),
        ("<Файл><ИнфПок/></Файл>", "buyer's part"),
        ("<Файл><Документ><ИдИнфПрод/></Документ></Файл>", "buyer's part"),
    ],
)
def test_documents_that_are_refused_by_name(tmp_path: Path, xml: str, reason: str) -> None:
    path = tmp_path / "f.xml"
    path.write_text(xml, encoding="utf-8")
    its = format_of(File(path))
    assert its is not None
    with pytest.raises(DataError, match=reason):
        its.read([File(path)])
