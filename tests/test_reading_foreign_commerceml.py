"""CommerceML: deliveries, returns and payments are entries; orders and plans are not."""

from pathlib import Path

import pytest

from foreign_documents import asides, changed, errors, read, rows
from letters.errors import DataError
from letters.reading.foreign import commerceml
from letters.reading.foreign.file import File

# The facts of an exchange file of a shop (scheme 2.03): an order that is paid and handed over.
ORDER = """<?xml version="1.0" encoding="windows-1251"?>
<КоммерческаяИнформация ВерсияСхемы="2.03" ДатаФормирования="2008-03-28"><Документ>
<Ид>20</Ид><Номер>20</Номер><Дата>2007-10-16</Дата><ХозОперация>Заказ товара</ХозОперация>
<Роль>Продавец</Роль><Валюта>RUB</Валюта><Курс>1</Курс><Сумма>9683.42</Сумма>
<Контрагенты><Контрагент><Наименование>Петр Петров</Наименование><Роль>Покупатель</Роль>
<ПолноеНаименование>Петр Петров</ПолноеНаименование><Фамилия>Петров</Фамилия></Контрагент>
</Контрагенты>
<Товары><Товар><Сумма>348.00</Сумма></Товар><Товар><Сумма>9335.42</Сумма></Товар></Товары>
<ЗначенияРеквизитов><ЗначениеРеквизита><Наименование>Заказ оплачен</Наименование>
<Значение>true</Значение></ЗначениеРеквизита></ЗначенияРеквизитов></Документ></КоммерческаяИнформация>"""


def test_operations_of_the_seller() -> None:
    found = read("commerceml_31.xml")
    assert rows(found) == [
        "2026-02-03 shipment НФ-000031 12200.00 RUB 7698013375 due 2026-03-05",
        "2026-02-10 shipment НФ-000032 500.50 RUB 7698013375",
        "2026-02-12 payment ТК000000026 500.50 RUB 7698013375 settles НФ-000032",
        "2026-02-20 return В-7 1220.00 RUB 7698013375",
        "2026-03-01 payment 95 5000.00 RUB 7698013375",
        "2026-03-02 refund 96 100.00 RUB 7698013375",
    ]
    assert [(text, amount) for text, amount, _ in asides(found)] == [
        ("Заказ товара 20", "9683.42"),
        ("Счет на оплату 21", "700.00"),
        ("Отпуск товара НФ-000033", "10.00"),
        ("Отпуск товара П-1", "77.00"),
    ]
    assert errors(found) == []
    assert len(found.controls) == 7  # each document with goods: 10,000 and 2,200 of tax, ...
    assert found.owner.tax_id == "7798014260"
    assert found.movements[0].contract.number == "15/П"


def test_a_counterparty_with_all_he_has() -> None:
    party = read("commerceml_31.xml").movements[0].party
    assert party.name == 'Общество с ограниченной ответственностью "Снегирь-Маркет"'
    assert party.short_name == 'ООО "Снегирь-Маркет"'
    assert (party.kpp, party.bank_account, party.bank_code) == (
        "769801001",
        "40702810800260001337",
        "044599817",
    )
    assert (party.phone, party.email) == ("+7 (4852) 01-33-70", "zakupki@snegir-market.example")
    assert party.address == "150003, г. Ярославль, ул. Валенная, д. 21"


def made(folder: Path, text: str) -> File:
    path = folder / "cml.xml"
    path.write_bytes(text.encode("cp1251"))
    return File(path)


def test_nothing_is_due_of_a_paid_order(tmp_path: Path) -> None:
    found = commerceml.FORMAT.read([made(tmp_path, ORDER)])
    assert rows(found) == []
    assert asides(found) == [
        (
            "Заказ товара 20",
            "9683.42",
            "an order, paid according to the file: the goods are not handed over in it",
        )
    ]
    assert errors(found) == []
    wrong = commerceml.FORMAT.read([made(tmp_path, ORDER.replace("348.00", "349.00"))])
    assert errors(wrong) == ["sum of the rows: 9683.42 is not 9684.42"]


def test_a_person_buys_in_a_file_of_2_03(tmp_path: Path) -> None:
    text = ORDER.replace("Заказ товара", "Отпуск товара").replace("Заказ оплачен", "Другое")
    found = commerceml.FORMAT.read([made(tmp_path, text)])
    party = found.movements[0].party
    assert (party.name, party.kind, party.country) == ("Петр Петров", "person", "")


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("Отпуск товара", "Отпуск", "ХозОперация: “Отпуск” is not known here"),
        ("<Валюта>руб<", "<Валюта>тугрик<", "“тугрик” is not a currency"),
        ("2026-02-20", "2026-02-30", "is not a day of the calendar"),
        ("1220.00", "1220,00", "is not an amount"),
        ("2026-02-12 15:44:47", "", "is paid according to the file, which does not say when"),
        ("<Роль>Покупатель</Роль></К", "<Роль>Продавец</Роль></К", "Контрагенты"),
    ],
)
def test_what_is_wrong_in_a_document(tmp_path: Path, old: str, new: str, reason: str) -> None:
    found = changed(tmp_path, commerceml.FORMAT, "commerceml_31.xml", (old, new))
    assert any(reason in error for error in errors(found)), errors(found)


def test_a_catalogue_is_refused(tmp_path: Path) -> None:
    file = made(tmp_path, "<КоммерческаяИнформация><Каталог/></КоммерческаяИнформация>")
    file.path.write_text(file.path.read_bytes().decode("cp1251"), encoding="utf-8")
    with pytest.raises(DataError, match="only a catalogue"):
        commerceml.FORMAT.read([File(file.path)])
