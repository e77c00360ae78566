"""Acts of reconciliation: with one half and two, of 1C and of people."""

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from letters.errors import DataError
from letters.reading.foreign.file import File
from letters.reading.foreign.formats import format_of
from letters.reading.foreign.onec_act import FORMAT
from onec_sheets import broken, cells, errors, read_as, table, text, warnings, workbook

TITLE = cells("""
    | Акт сверки
    | взаимных расчетов за период: 3 квартал 2026 г./ между ООО «Поставщик» (ИНН 7707083893, КПП \
770701001) и ООО «Рога и Копыта» (ИНН 7710140679)/ по договору № 15/П от 01.02.2025
    | Мы, нижеподписавшиеся, Генеральный директор ООО «Поставщик» Иванов И.И., с одной стороны, и \
______ ООО «Рога и Копыта», с другой стороны, составили настоящий акт сверки в том, что …
    По данным ООО «Поставщик», руб. | | | | По данным ООО «Рога и Копыта», руб.
""")
HEAD = ["Дата", "Документ", "Дебет", "Кредит"]
LEFT = cells("""
    Сальдо начальное | | 120\u00a0000,00 |
    08.07.2026 | Продажа (УПД 201 от 08.07.2026) | 230 500,50 |
    15.07.2026 | Оплата (п/п 77 от 15.07.2026) | | =120000
    20.08.26 | Продажа (УПД 233 от 20.08.2026) | 99 999,99 | -
    28.08.2026 | Корректировка реализации (УКД 12 от 28.08.2026) | | 10 000,00
    30.09.2026 | Оплата (п/п 95 от 30.09.2026) | «» | =150000
    Обороты за период | | =330500.49 | =280000
    Сальдо конечное | | =170500.49 |
""")
RIGHT = cells("""
    Сальдо начальное | | | =120000
    09.07.2026 | Приход (201 от 08.07.2026) | | =230500.5
    15.07.2026 | Оплата (77 от 15.07.2026) | =120000 |
    | | |
    | | |
    30.09.2026 | Оплата (95 от 30.09.2026) | =150000 |
    Обороты за период | | =270000 | =230500.5
    Сальдо конечное | | | =80500.5
""")
FOOT = cells("""
    |
    По данным ООО «Поставщик» на 30.09.2026 задолженность в его пользу составляет 170 500,49 руб.
    От ООО «Поставщик» | | | | От ООО «Рога и Копыта»
    Генеральный директор | | (Иванов И.И.)
""")
OURS = [
    ("08.07.26", "shipment", "230500.50", "201"),
    ("15.07.26", "payment", "120000.00", "77"),
    ("20.08.26", "shipment", "99999.99", "233"),
    ("28.08.26", "correction", "-10000.00", "12"),
    ("30.09.26", "payment", "150000.00", "95"),
]
BLANK = ["", "", "", ""]


def act(tmp_path: Path, rows, name="act.xlsx"):
    make = workbook if name.endswith("xlsx") else text
    return read_as(FORMAT, make(tmp_path / name, rows))


def two(right=RIGHT):
    return [*TITLE, [*HEAD, *HEAD], *([*a, *b] for a, b in zip(LEFT, right, strict=True)), *FOOT]


def test_both_halves_each_in_its_own_books(tmp_path: Path) -> None:
    said = act(tmp_path, two())
    assert (said.owner.name, said.owner.tax_id, said.owner.kpp) == (
        "ООО «Поставщик»",
        "7707083893",
        "770701001",
    )
    assert (str(said.first), str(said.last)) == ("2026-07-01", "2026-09-30")
    assert table(said.movements) == OURS
    assert {(m.party.name, m.party.tax_id) for m in said.movements} == {
        ("ООО «Рога и Копыта»", "7710140679")
    }
    assert {(m.contract.number, m.currency) for m in said.movements} == {("15/П", "RUB")}
    assert [m.document_type for m in said.movements[:2]] == ["УПД", "п/п"]
    # the same sale is goods that come in there, and our payment is money that goes out
    assert table(said.others) == [
        ("09.07.26", "return", "230500.50", "201"),
        ("15.07.26", "refund", "120000.00", "77"),
        ("30.09.26", "refund", "150000.00", "95"),
    ]
    assert {m.party.name for m in said.others} == {"ООО «Поставщик»"}
    assert [(b.amount, str(b.date), b.currency) for b in (*said.opening, *said.closing)] == [
        (120000, "2026-07-01", "RUB"),
        (Decimal("170500.49"), "2026-09-30", "RUB"),
    ]
    (theirs,) = said.others_opening
    assert (theirs.amount, theirs.party.name) == (-120000, "ООО «Поставщик»")
    assert len(said.controls) == 6
    assert (broken(said), said.problems) == ([], ())


@pytest.mark.parametrize("name", ["act.xlsx", "act.csv"])
def test_a_half_left_blank_says_nothing(tmp_path: Path, name) -> None:
    rows = two([["Сальдо начальное", "", "", ""], *[BLANK] * 7])
    if name == "act.xlsx":  # a sheet may hold dates with a time
        rows[7] = [dt.datetime.combine(dt.date(2026, 7, 15), dt.time(12)), *rows[7][1:]]
    said = act(tmp_path, rows, name)
    assert (table(said.movements), said.others) == (OURS, ())
    assert (len(said.controls), broken(said), said.problems) == (3, [], ())


def test_pages_repeat_their_heads(tmp_path: Path) -> None:
    rows = two([BLANK] * 8)
    rows[8:8] = [["Лист 2"], [*HEAD, *HEAD], []]
    said = act(tmp_path, rows)
    assert (table(said.movements), said.problems) == (OURS, ())
    assert said.movements[2].origin.row == 12


def test_the_older_form_has_no_column_of_dates(tmp_path: Path) -> None:
    rows = cells("""
        Акт сверки взаимных расчетов по состоянию на 30.09.2026
        между ООО «Поставщик» и ИП Иванова А. А.
        По данным ООО «Поставщик», руб.
        № п/п | Наименование операции, документы | Дебет | Кредит
        1 | Сальдо на 01.07.2026 | =100 |
        2 | Отгрузка, накладная № 15 от 08.07.26 г. | =50 |
        3 | Платежное поручение № 7 от 15 июля 2026 г. | | =70
        4 | Возврат товара, накладная № 3 от 16.07.2026 | | =5
        | Обороты за период | =50 | =75
        | Сальдо на 30.09.2026 | =75 |
    """)
    said = act(tmp_path, rows)
    assert table(said.movements) == [
        ("08.07.26", "shipment", "50.00", "15"),
        ("15.07.26", "payment", "70.00", "7"),
        ("16.07.26", "return", "5.00", "3"),
    ]
    assert [m.party.name for m in said.movements] == ["ИП Иванова А. А."] * 3
    assert [(b.amount, str(b.date)) for b in (*said.opening, *said.closing)] == [
        (100, "2026-07-01"),
        (75, "2026-09-30"),
    ]
    assert (broken(said), said.problems) == ([], ())


def test_contracts_one_under_another(tmp_path: Path) -> None:
    rows = cells("""
        По данным ООО «Поставщик», EUR
        Дата | Документ | Дебет | Кредит
        Сальдо начальное | | =30 |
        Договор № 1 от 01.01.2025
        Сальдо начальное | | =10 |
        08.07.2026 | Продажа (1 от 08.07.2026) | =5 |
        Обороты за период | | =5 |
        Сальдо конечное | | =15 |
        Договор № 2 от 01.01.2025
        Сальдо начальное | | =20 |
        09.07.2026 | Оплата (2 от 09.07.2026) | | =7
        Обороты за период | | | =7
        Сальдо конечное | | =13 |
        Обороты за период | | =5 | =7
        Сальдо конечное | | =28 |
    """)
    said = act(tmp_path, [*TITLE[:2], *rows])
    assert [(m.contract.number, m.currency) for m in said.movements] == [("1", "EUR"), ("2", "EUR")]
    assert (len(said.controls), broken(said), said.problems) == (9, [], ())


def test_a_storno_keeps_its_sign(tmp_path: Path) -> None:
    rows = cells("""
        08.07.2026 | Продажа (1 от 08.07.2026) | -1 200,50 |
        09.07.2026 | Возврат от покупателя (2 от 09.07.2026) | =-7 |
        Сальдо конечное | | | 1 207,50
    """)
    said = act(tmp_path, [*TITLE[:2], HEAD, *rows])
    assert [(m.kind, str(m.amount), str(m.effect)) for m in said.movements] == [
        ("correction", "-1200.50", "-1200.50"),
        ("return", "7", "-7"),
    ]
    assert not broken(said)


@pytest.mark.parametrize(
    ("row", "error"),
    [
        (["08.07.2026", "Нечто (5 от 08.07.2026)", 5, ""], "kind.unknown"),
        (["08.07.2026", "Возврат (5 от 08.07.2026)", 5, ""], "kind.unknown"),
        (["", "Продажа", 5, ""], "date.missing"),
        (["8 июля", "Продажа (5 от 08.07.2026)", 5, ""], "date.unreadable"),
        (["08.07.2026", "Продажа (5 от 08.07.2026)", "1.2.3", ""], "amount.unreadable"),
    ],
)
def test_rows_that_cannot_be_told_are_named(tmp_path: Path, row, error) -> None:
    said = act(tmp_path, [*TITLE[:2], HEAD, LEFT[0], row, ["Сальдо конечное", "", 120005, ""]])
    assert errors(said) == [(error, 5)]
    assert not said.movements


def test_what_they_wrote_oddly_does_not_stop_ours(tmp_path: Path) -> None:
    right = [*RIGHT]
    right[1] = ["09.07.2026", "ваш груз", "", 230500.5]
    said = act(tmp_path, two(right))
    assert (errors(said), warnings(said.problems)) == ([], [("kind.unknown", 7)])
    assert (len(said.movements), len(said.others), broken(said)) == (5, 2, [])


def test_numbers_in_a_column_of_their_own(tmp_path: Path) -> None:
    rows = cells("""
        Акт сверки
        между АО «А»
        и АО «Б и В» за период 01.07.2026-30.09.2026
        Дата | Вид документа | Номер | Дебет | Кредит
        08.07.2026 | УПД | =201 | =5 |
        Сальдо конечное | | | =5 |
    """)
    said = act(tmp_path, rows)
    assert table(said.movements) == [("08.07.26", "shipment", "5.00", "201")]
    assert (said.owner.name, said.movements[0].party.name) == ("АО «А»", "АО «Б и В»")
    assert said.problems == ()


def test_notes_between_rows_are_listed(tmp_path: Path) -> None:
    rows = cells("""
        Сальдо начальное | | =120000 |
        | см. приложение | |
        Сальдо конечное | | =120000 |
    """)
    said = act(tmp_path, [*TITLE[:2], HEAD, *rows])
    assert warnings(said.problems) == [("row.unrecognised", 5)]


def test_wrong_totals_and_missing_ends(tmp_path: Path) -> None:
    rows = two([BLANK] * 8)
    assert broken(act(tmp_path, [*rows[:6], *rows[7:]])) == [
        ("turnover, debit", 11),
        ("closing balance", 12),
    ]
    assert errors(act(tmp_path, rows[:10])) == [("file.truncated", None)]
    nameless = act(tmp_path, [["Акт сверки"], *rows[4:]])
    assert errors(nameless) == [("act.no_parties", None)]


def test_the_counterpartys_own_act(tmp_path: Path) -> None:
    bought = "Поступление (акт, накладная, УПД) 0000-000005 от 09.07.2026 (вх. № 201 от 08.07.2026)"
    rows = cells(f"""
        Акт сверки взаимных расчетов за период с 01.07.2026 по 30.09.2026
        между ООО «Рога и Копыта» и ООО «Поставщик»
        Дата | Документ | Дебет | Кредит
        Сальдо начальное | | | =120000
        09.07.2026 | {bought} | | =230500.5
        15.07.2026 | Оплата (77 от 15.07.2026) | =120000 |
        16.07.2026 | Возврат поставщику (9 от 16.07.2026) | =500 |
        Сальдо конечное | | | =230000.5
    """)
    said = act(tmp_path, rows)
    assert (said.owner.name, said.movements[0].party.name) == (
        "ООО «Рога и Копыта»",
        "ООО «Поставщик»",
    )
    assert table(said.movements) == [
        ("09.07.26", "return", "230500.50", "0000-000005"),
        ("15.07.26", "refund", "120000.00", "77"),
        ("16.07.26", "shipment", "500.00", "9"),
    ]
    assert said.movements[0].counterparty_number == "201"
    assert [b.amount for b in (*said.opening, *said.closing)] == [-120000, Decimal("-230000.5")]
    assert not broken(said)


def test_a_table_that_is_no_act(tmp_path: Path) -> None:
    assert format_of(workbook(tmp_path / "a.xlsx", [["Ведомость"], HEAD, LEFT[1]])) is None


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_an_act_cut_or_mutated_is_read_or_refused(tmp_path_factory, data) -> None:
    folder = tmp_path_factory.mktemp("mutated")
    whole = text(folder / "a.csv", two(), ";", "utf-8").data
    at = data.draw(st.integers(0, len(whole)))
    patch = data.draw(st.binary(max_size=5))
    cut = data.draw(st.booleans())
    path = folder / "b.csv"
    path.write_bytes(whole[:at] + patch + (b"" if cut else whole[at + len(patch) :]))
    try:
        file = File(path)
        if FORMAT.recognise(file):
            FORMAT.read([file])
    except DataError:
        pass
