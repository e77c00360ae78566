"""ОСВ по счёту 62: who owes, by counterparty and contract."""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from letters.errors import DataError
from letters.reading.foreign.file import File
from letters.reading.foreign.onec_balances import FORMAT
from onec_sheets import broken, cells, errors, read_as, text, workbook

TITLE = cells("""
    ООО «Поставщик»
    Оборотно-сальдовая ведомость по счету 62 за 3 квартал 2026 г.
    Выводимые данные: | | БУ (данные бухгалтерского учета)
    |
""")
HEAD = cells("""
    Счет | | Сальдо на начало периода | | Обороты за период | | Сальдо на конец периода |
    Контрагенты | | Дебет | Кредит | Дебет | Кредит | Дебет | Кредит
    Договоры
""")
DOCUMENT = "Реализация (акт, накладная, УПД) 0000-000201 от 08.07.2026"
BODY = cells(f"""
    62 | | =100000 | | =330500.49 | =280000 | =150500.49 |
    62.01 | | =120000 | | =330500.49 | =280000 | =170500.49 |
    Покупатель ООО | | 120\u00a0000,00 | | =330500.49 | =280000 | =170500.49 |
    Договор поставки № 15/П от 01.02.2025 | | =100000 | | =330500.49 | =280000 | =150500.49 |
    {DOCUMENT} | | =100000 | | =330500.49 | =280000 | =150500.49 |
    16/П от 01.03.2025 | | =20000 | | | | =20000 |
    62.02 | | | =20000 | | | | =20000
    Покупатель ООО | | | =15000 | | | | =15000
    Договор поставки № 15/П от 01.02.2025 | | | =15000 | | | | =15000
    Другой АО | | | =5000 | | | | =5000
    Основной договор | | | =5000 | | | | =5000
    Итого | | =100000 | | =330500.49 | =280000 | =150500.49 |
""")


def sheet(tmp_path: Path, rows, name="osv.xlsx"):
    make = workbook if name.endswith("xlsx") else text
    return read_as(FORMAT, make(tmp_path / name, rows))


@pytest.mark.parametrize("name", ["osv.xlsx", "osv.txt"])
def test_debt_is_what_is_owed_less_the_advances(tmp_path: Path, name) -> None:
    said = sheet(tmp_path, [*TITLE, *HEAD, *BODY, [], ["Ответственный:"]], name)
    assert (said.owner.name, str(said.first), str(said.last)) == (
        "ООО «Поставщик»",
        "2026-07-01",
        "2026-09-30",
    )
    assert [
        (b.party.name, b.contract.number or b.contract.title, b.amount) for b in said.opening
    ] == [
        ("Покупатель ООО", "15/П", 85000),
        ("Покупатель ООО", "16/П", 20000),
        ("Другой АО", "Основной договор", -5000),
    ]
    assert [(b.amount, str(b.date)) for b in said.closing] == [
        (Decimal("135500.49"), "2026-09-30"),
        (20000, "2026-09-30"),
        (-5000, "2026-09-30"),
    ]
    assert [party.name for party in said.parties] == ["Покупатель ООО", "Другой АО"]
    assert (said.movements, broken(said), said.problems) == ((), [], ())
    assert len(said.controls) > 20


def test_without_contracts_and_subaccounts(tmp_path: Path) -> None:
    rows = cells("""
        62 | | =7 | | =5 | =2 | =10 |
        Покупатель ООО | | =7 | | =5 | =2 | =10 |
        Итого | | =7 | | =5 | =2 | =10 |
    """)
    said = sheet(tmp_path, [*TITLE, *HEAD, *rows])
    stated = [(b.party.name, b.amount, b.contract.number) for b in (*said.opening, *said.closing)]
    assert stated == [("Покупатель ООО", 7, ""), ("Покупатель ООО", 10, "")]
    assert (broken(said), said.problems) == ([], ())


def test_other_indicators_are_passed_over(tmp_path: Path) -> None:
    rows = cells("""
        Счет|Показатели|Сальдо на начало периода||Обороты за период||Сальдо на конец периода
        Контрагенты | | Дебет | Кредит | Дебет | Кредит | Дебет | Кредит
        62 | БУ | =7 | | | | =7 |
        | НУ | =700 | | | | =700 |
        Покупатель ООО | БУ | =7 | | | | =7 |
        | НУ | =700 | | | | =700 |
        Итого | БУ | =7 | | | | =7 |
        | НУ | =700 | | | | =700 |
    """)
    said = sheet(tmp_path, [*TITLE, *rows])
    assert ([b.amount for b in said.closing], broken(said), said.problems) == ([7], [], ())


def test_sums_that_do_not_hold(tmp_path: Path) -> None:
    without_party = [*BODY[:9], BODY[11]]
    said = sheet(tmp_path, [*TITLE, *HEAD, *without_party])
    assert ("opening balance", 14) in broken(said)  # 62.02 is more than its only party
    changed = [*BODY[:-1], ["Итого", "", 100000, "", 330500.49, 280000, 150500.48, ""]]
    assert broken(sheet(tmp_path, [*TITLE, *HEAD, *changed])) == [("closing balance", 19)] * 2


def test_what_is_missing_is_refused(tmp_path: Path) -> None:
    assert errors(sheet(tmp_path, [*TITLE, *HEAD, *BODY[:-1]])) == [("file.truncated", None)]
    assert errors(sheet(tmp_path, [*TITLE, *HEAD])) == [("file.truncated", None)]
    assert errors(sheet(tmp_path, [TITLE[0], *HEAD, *BODY])) == [("period.missing", None)]
    nobody = [["<...>", *row[1:]] if row[0] == "Другой АО" else row for row in BODY]
    assert errors(sheet(tmp_path, [*TITLE, *HEAD, *nobody])) == [("party.missing", 18)]
    wrong = [BODY[0], ["62.01", "", "сто"], *BODY[2:]]
    assert ("amount.unreadable", 9) in errors(sheet(tmp_path, [*TITLE, *HEAD, *wrong]))


@settings(max_examples=50, deadline=None)
@given(data=st.data())
def test_a_sheet_cut_or_mutated_is_read_or_refused(tmp_path_factory, data) -> None:
    folder = tmp_path_factory.mktemp("mutated")
    whole = text(folder / "a.csv", [*TITLE, *HEAD, *BODY], ";", "utf-8").data
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
