"""Cards of account 62 and 60, as both generations of 1C print them."""

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from letters.errors import DataError
from letters.reading.foreign.file import File
from letters.reading.foreign.formats import format_of
from letters.reading.foreign.onec_account import FORMAT
from onec_sheets import broken, cells, errors, read_as, table, text, warnings, workbook

# Период | Документ | Аналитика Дт | Аналитика Кт | счет Дт | сумма | счет Кт | сумма | сальдо
TITLE = cells("""
    ООО «Поставщик»
    Карточка счета 62 за 3 квартал 2026 г.
    Выводимые данные: | БУ (данные бухгалтерского учета)
    Отбор: | Контрагент Равно "Покупатель ООО"
    |
""")
HEAD = cells("""
    Период | Документ | Аналитика Дт | Аналитика Кт | Дебет | | Кредит | | Текущее сальдо |
           |          |              |              | Счет  | | Счет   | | |
""")
BUYER = "Покупатель ООО/ Договор поставки № 15/П от 01.02.2025"
SALE = "Реализация (акт, накладная, УПД) 0000-000201 от 08.07.2026 12:00:00"
SALE_2 = "Реализация (акт, накладная, УПД) 0000-000233 от 20.08.2026 12:00:00"
PAID = "Поступление на расчетный счет 0000-000077 от 15.07.2026 10:00:00/ Оплата по вх. счету"
BACK = "Возврат товаров от покупателя 12 от 28.08.2026"
TOP = [*TITLE, *HEAD]
(OPEN,) = cells("Сальдо на начало | | | | | | | | Д | =120000")
ROWS = cells(f"""
    08.07.2026 | {SALE} | {BUYER}/ {SALE} | <...> | 62.01 | =230500.5 | 90.01.1 | | Д | =350500.5
    15.07.2026 | {PAID} | Основной | {BUYER}/ {SALE} | 51 | | 62.01 | 120\u00a0000,00 | Д | =5
    20.08.26   | {SALE_2} | {BUYER} | | 62.01 | 99 999,99 | 90.01.1 | | |
    20.08.2026 | {SALE_2} | {BUYER} | {BUYER} | 62.02 | =5000 | 62.01 | =5000 | |
    28.08.2026 | {BACK} | {BUYER} | | 62.01 | =-10000 | 90.01.1 | | |
    30.09.2026 | Операция 5 от 30.09.2026 | | {BUYER} | 91.02 | | 62.01 | =500 | |
""")
(END,) = cells(
    "Обороты за период и сальдо на конец | | | | | =325500.49 | | =125500 | Д | =320000.49"
)


def card(tmp_path: Path, rows, name="card.xlsx"):
    make = workbook if name.endswith("xlsx") else text
    return read_as(FORMAT, make(tmp_path / name, rows))


@pytest.mark.parametrize("name", ["card.xlsx", "card.txt"])
def test_a_card_of_one_buyer(tmp_path: Path, name) -> None:
    rows = [*TOP, OPEN, *ROWS, END, [], ["Ответственный:", "Иванова А. А."]]
    if name == "card.xlsx":  # a sheet may hold dates with a time
        rows[12] = [dt.datetime.combine(dt.date(2026, 8, 28), dt.time(12)), *rows[12][1:]]
    said = card(tmp_path, rows, name)
    assert (said.owner.name, str(said.first), str(said.last)) == (
        "ООО «Поставщик»",
        "2026-07-01",
        "2026-09-30",
    )
    assert table(said.movements) == [
        ("08.07.26", "shipment", "230500.50", "0000-000201"),
        ("15.07.26", "payment", "120000.00", "0000-000077"),
        ("20.08.26", "shipment", "99999.99", "0000-000233"),
        ("28.08.26", "return", "10000.00", "12"),
        ("30.09.26", "correction", "-500.00", "5"),
    ]
    assert sum(m.effect for m in said.movements) == Decimal("320000.49") - 120000
    first, paid = said.movements[:2]
    assert (first.party.name, first.contract.number, str(first.contract.date)) == (
        "Покупатель ООО",
        "15/П",
        "2025-02-01",
    )
    assert first.document_type == "Реализация (акт, накладная, УПД)"
    assert (paid.settles, paid.description) == (("0000-000201",), "Оплата по вх. счету")
    assert [each.reason for each in said.aside] == ["an advance is set off within the account"]
    assert [(b.party.name, b.amount, str(b.date)) for b in (*said.opening, *said.closing)] == [
        ("Покупатель ООО", 120000, "2026-07-01"),
        ("Покупатель ООО", Decimal("320000.49"), "2026-09-30"),
    ]
    assert len(said.controls) == 3
    assert (broken(said), said.problems) == ([], ())


def test_several_buyers_have_no_balances_of_their_own(tmp_path: Path) -> None:
    last = cells("""
        31.07.2026 | УПД 1 от 31.07.2026 | Другой АО/ Основной договор | | 62.01 | =100 | 90.01.1
        Обороты за период и сальдо на конец | | | | | =230600.5 | | =0 | Д | =350600.5
    """)
    rows = [*TITLE[:3], *HEAD, OPEN, ROWS[0], [], *HEAD, *last]  # the head again on page 2
    said = card(tmp_path, rows)
    assert [m.party.name for m in said.movements] == ["Покупатель ООО", "Другой АО"]
    assert said.movements[1].contract.title == "Основной договор"
    assert (said.opening, said.closing, broken(said), said.problems) == ((), (), [], ())


def test_totals_that_do_not_hold(tmp_path: Path) -> None:
    said = card(tmp_path, [*TOP, OPEN, *ROWS[:-1], END])  # a row was deleted
    assert broken(said) == [("turnover, credit", 14), ("closing balance", 14)]


def test_a_card_that_is_cut_off(tmp_path: Path) -> None:
    assert errors(card(tmp_path, [*TOP, OPEN, *ROWS])) == [("file.truncated", None)]


def one(tmp_path: Path, row, title=TITLE):
    return card(tmp_path, [*title, *HEAD, row, END])


@pytest.mark.parametrize(
    ("document", "debit", "credit", "figure", "kind", "amount"),
    [
        ("Реализация товаров", "62.01", "90.01.1", -5, "correction", -5),  # storno of a sale
        ("Корректировка реализации", "62.01", "90.01.1", -5, "correction", -5),
        ("Корректировка долга", "60.01", "62.01", 5, "correction", -5),
        ("Взаимозачет", "60.01", "62.01", 5, "offset", 5),
        ("Списание с расчетного счета", "62.02", "51", 5, "refund", 5),
        ("Приходный кассовый ордер", "50.01", "62.01", 5, "payment", 5),
        ("Операция", "62.01", "51", 5, "refund", 5),
        ("Операция", "51", "62.01", 5, "payment", 5),
        ("Операция", "76.02", "62.01", 5, "correction", -5),
        ("Нечто особое", "62.01", "90.01.1", 5, "shipment", 5),  # the accounts say it all
        ("Нечто особое", "51", "62.01", 5, "payment", 5),
        ("Возврат", "90.01.1", "62.01", 5, "return", 5),
        ("Возврат", "62.01", "51", 5, "refund", 5),
        ("Ввод остатков", "62.01", "000", 5, "opening", 5),
    ],
)
def test_kinds_by_word_and_account(
    tmp_path: Path, document, debit, credit, figure, kind, amount
) -> None:
    ours = debit.startswith("62")
    start = f"01.07.2026 | {document} 7 от 01.07.2026"
    (row,) = cells(
        f"{start} | {BUYER} | | {debit} | ={figure} | {credit} |"
        if ours
        else f"{start} | | {BUYER} | {debit} | | {credit} | ={figure}"
    )
    (movement,) = one(tmp_path, row).movements
    assert (movement.kind, movement.amount, movement.number) == (kind, amount, "7")
    assert movement.effect == (figure if ours else -figure)


def test_a_row_that_nothing_explains_is_named(tmp_path: Path) -> None:
    (row,) = cells(f"01.07.2026 | Нечто 7 от 01.07.2026 | {BUYER} | | 62.01 | =5 | 76.05")
    said = one(tmp_path, row)
    assert errors(said) == [("kind.unknown", 8)]
    assert not said.movements
    (nobodys,) = cells(f"01.07.2026 | {SALE} | | | 62.01 | =5 | 90.01")
    assert errors(one(tmp_path, nobodys, TITLE[:3])) == [("party.missing", 6)]


def test_a_debt_that_moves_between_contracts(tmp_path: Path) -> None:
    to = "Покупатель ООО/ Договор № 16/П от 01.03.2025"
    (row,) = cells(f"01.07.2026 | Корректировка долга 7 | {to} | {BUYER} | 62.01 | =5 | 62.01 | =5")
    assert [(m.contract.number, m.kind, m.amount) for m in one(tmp_path, row).movements] == [
        ("16/П", "correction", 5),
        ("15/П", "correction", -5),
    ]


def test_the_card_of_a_subaccount_lacks_the_advances(tmp_path: Path) -> None:
    title = [[str(cell).replace("62", "62.01") for cell in row] for row in TITLE]
    (row,) = cells(f"01.07.2026 | {SALE} | {BUYER} | {BUYER} | 62.02 | | 62.01 | =5")
    assert errors(one(tmp_path, row, title)) == [("card.subaccount", 8)]


def test_their_card_of_account_60(tmp_path: Path) -> None:
    """In the customer's books goods come in (return, −) and money goes out (refund, +)."""
    seller = "Поставщик ООО/ Договор № 15/П от 01.02.2025"
    bought = "Поступление (акт, накладная, УПД) 0000-000005 от 09.07.2026 0:00:00"
    paid = "Списание с расчетного счета 0000-000077 от 15.07.2026"
    title = cells("""
        ООО «Покупатель»
        Карточка счета 60 за Июль 2026 г. - Сентябрь 2026 г.
    """)
    rows = cells(f"""
        Сальдо на начало | | | | | | | | К | =120000
        09.07.2026 | {bought} по вх.д. № 201 от 08.07.2026 | | {seller} | 41 | | 60.01 | =230500.5
        09.07.2026 | {bought} | | {seller} | 19.03 | | 60.01 | =50710.11
        15.07.2026 | {paid} | {seller} | | 60.01 | =120000 | 51 |
        Обороты за период и сальдо на конец | | | | | =120000 | | =281210.61 | К | =281210.61
    """)
    said = card(tmp_path, [*title, *HEAD, *rows])
    assert (said.owner.name, str(said.first), str(said.last)) == (
        "ООО «Покупатель»",
        "2026-07-01",
        "2026-09-30",
    )
    assert table(said.movements) == [
        ("09.07.26", "return", "230500.50", "0000-000005"),
        ("09.07.26", "return", "50710.11", "0000-000005"),
        ("15.07.26", "refund", "120000.00", "0000-000077"),
    ]
    assert [str(m.effect) for m in said.movements] == ["-230500.5", "-50710.11", "120000"]
    assert said.movements[0].counterparty_number == "201"
    assert said.movements[0].party.name == "Поставщик ООО"
    assert not broken(said)


def test_the_older_card_with_operations(tmp_path: Path) -> None:
    paid = "Оплата/ ООО «Рога и Копыта»/ Договор № 5 от 01.02.2025"
    rows = cells(f"""
        ООО «Поставщик»
        Карточка счета: 62
        Период: 01.07.2026 - 30.09.2026
        Дата | Документ | Операция | Дебет | | Кредит | | Текущее сальдо |
        | | | Счет | Сумма | Счет | Сумма
        Сальдо на начало | | | | | | | | 0,00
        08.07.2026 | Реализация товаров 201 от 08.07.2026 | Товары | 62.1 | =100 | 90.1.1
        | | ООО «Рога и Копыта»
        | | Договор № 5 от 01.02.2025
        | | Кол-во | | =3
        15.07.2026 | Платежное поручение входящее 77 от 15.07.2026 | {paid} | 51 | | 62.1 | =40
        Обороты за период | | | | =100 | | =40
        Сальдо на конец | | | | | | | Д | =60
    """)
    said = card(tmp_path, rows)
    assert table(said.movements) == [
        ("08.07.26", "shipment", "100.00", "201"),
        ("15.07.26", "payment", "40.00", "77"),
    ]
    assert {m.party.name for m in said.movements} == {"ООО «Рога и Копыта»"}
    assert {m.contract.number for m in said.movements} == {"5"}
    assert (broken(said), errors(said)) == ([], [])


def test_other_indicators_and_sums_in_a_currency(tmp_path: Path) -> None:
    rows = cells(f"""
        Период|Документ|Аналитика Дт|Аналитика Кт|Показатель|Дебет||Кредит||Текущее сальдо
        | | | | | Счет | | Счет | |
        08.07.2026 | {SALE} | {BUYER} | | БУ | 62.21 | =9000 | 90.01.1 | | Д | =9000
        | | | | НУ | | =9000
        | | | | Вал. | USD | =100 | | | Д | =100
        31.07.2026 | Операция 1 от 31.07.2026 | {BUYER} | | БУ | 62.21 | =50 | 91.01 | | Д | =9050
        | | | | Вал. | USD | =0
        Обороты за период и сальдо на конец | | | | БУ | | =9050 | | =0 | Д | =9050
        | | | | Вал. | USD | =100 | | | Д | =100
    """)
    said = card(tmp_path, [*TITLE, *rows])
    assert [(m.amount, m.currency) for m in said.movements] == [(100, "USD")]
    assert [each.reason for each in said.aside] == ["an exchange difference"]
    assert (broken(said), said.problems, said.closing) == ([], (), ())


def test_rows_that_are_not_understood_are_listed(tmp_path: Path) -> None:
    rows = cells(f"""
        Примечание бухгалтера
        08.07.2026 | {SALE} | {BUYER} | | 62.01 | =5 | 90
        без даты | | | | 62.01 | =5
        08.07.2026 | {SALE} | {BUYER} | | 62.01 | сто | 90
        32.07.2026 | {SALE} | {BUYER} | | 62.01 | =5 | 90
    """)
    said = card(tmp_path, [*TOP, OPEN, *rows, END])
    assert warnings(said.problems) == [("row.unrecognised", 9)]
    assert errors(said) == [
        ("row.unrecognised", 11),
        ("amount.unreadable", 12),
        ("date.impossible", 13),
    ]


def test_an_ordinary_table_is_no_card(tmp_path: Path) -> None:
    file = workbook(tmp_path / "a.xlsx", [["Дата", "Документ", "Дебет", "Кредит"], ["01.07.2026"]])
    assert format_of(file) is None


CARD = [*TOP, OPEN, *ROWS, END]


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_a_card_cut_or_mutated_is_read_or_refused(tmp_path_factory, data) -> None:
    folder = tmp_path_factory.mktemp("mutated")
    whole = text(folder / "a.txt", [[str(cell) for cell in row] for row in CARD]).data
    at = data.draw(st.integers(0, len(whole)))
    patch = data.draw(st.binary(max_size=5))
    cut = data.draw(st.booleans())
    path = folder / "b.txt"
    path.write_bytes(whole[:at] + patch + (b"" if cut else whole[at + len(patch) :]))
    try:
        file = File(path)
        if FORMAT.recognise(file):
            said = FORMAT.read([file])
            assert not cut or at > len(whole) - 60 or errors(said) or broken(said)
    except DataError:
        pass


@settings(max_examples=20, deadline=None)
@given(at=st.integers(0, 5000), byte=st.integers(0, 255), cut=st.booleans())
def test_a_damaged_workbook_is_read_or_refused(tmp_path_factory, at, byte, cut) -> None:
    folder = tmp_path_factory.mktemp("damaged")
    whole = workbook(folder / "a.xlsx", CARD).data
    path = folder / "b.xlsx"
    path.write_bytes(whole[:at] + bytes([byte]) + (b"" if cut else whole[at + 1 :]))
    try:
        file = File(path)
        if FORMAT.recognise(file):
            FORMAT.read([file])
    except DataError:
        pass


@pytest.mark.parametrize(
    "below", ["по вх. документу №163 от 01.07.2026", "(вх.д. 163 от 01.07.2026)",
              "входящий № 163 от 01.07.2026"],
)  # fmt: skip
def test_the_number_that_the_sender_gave_a_document(tmp_path: Path, below) -> None:
    rows = cells(
        f"""
        09.07.2026 | Поступление (акт, накладная, УПД) 0000-000901 от 09.07.2026/ {below} | | \
{BUYER} | 41 | | 60.01 | =5 | |
        Обороты за период и сальдо на конец | | | | | =0 | | =5 | К | =5
    """.replace("\\\n", "")
    )
    title = [*TITLE[:1], ["Карточка счета 60 за 3 квартал 2026 г."], *TITLE[2:]]
    (bought,) = card(tmp_path, [*title, *HEAD, *rows]).movements
    assert (bought.number, bought.counterparty_number) == ("0000-000901", "163")
