# ruff: noqa: E501 - a row of a table is a line
"""Spanish ledgers of accounts, as Sage, A3 and Holded print and export them."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from foreign_files import broken, delimited, faults, html, proven, rows, typed, workbook
from letters.reading.foreign.es_ledger import read, recognise
from letters.reading.foreign.es_words import WORDS, document_in
from letters.reading.foreign.kinds import kind_of

SAGE = """
SUMINISTROS DEL TURIA, S.L.
Libro mayor | | Desde fecha: 01/01/2026 | Hasta fecha: 30/06/2026
Fecha | Asiento | Documento | Concepto | Vto. | Debe | Haber | Saldo
4300000123 TALLERES LÓPEZ, S.L. NIF: B12345674
 | | | Saldo anterior | | 1.000,00 | | 1.000,00 D
05/01/2026 | 12 | 26/0001 | N/Fra. 26/0001 | 04/02/2026 | 1.210,50 | | 2.210,50 D
20/01/2026 | 31 | | Cobro transferencia fra. 26/0001 | | | 2.500,00 | 289,50 H
 | | | Suma y sigue | | 2.210,50 | 2.500,00 | 289,50 H
 | | | Suma anterior | | 2.210,50 | 2.500,00 | 289,50 H
01/02/2026 | 40 | A26/003 | Abono nº A26/003 | | | 110,50 | 400,00 H
03/02/26 | 41 | 26/0007 | Factura 26/0007 | 05/03/2026 | 605,00 | | 205,00 D
 | | | Total cuenta | | 2.815,50 | 2.610,50 | 205,00 D
4300000200 FERRETERÍA ÑANDÚ, S.A.
10/03/2026 | 55 | | Remesa 14 recibo fra 25/0990 | | | 300,00 | -300,00
12/03/2026 | 56 | | Devolución recibo 25/0990 | | 300,00 | | 0,00
 | | | Total cuenta | | 300,00 | 300,00 | 0,00
5720000001 BANCO
10/03/2026 | 55 | | Remesa 14 | | 300,00 | | 300,00
 | | | Total mayor | | 3.415,50 | 2.910,50 | 505,00
Página 1 de 1 | | | Usuario: ANA
"""
EXPECTED = [
    "6 2026-01-05 shipment 26/0001 1210.50 TALLERES LÓPEZ, S.L.",
    "7 2026-01-20 payment 31 2500.00 TALLERES LÓPEZ, S.L.",
    "10 2026-02-01 correction A26/003 -110.50 TALLERES LÓPEZ, S.L.",
    "11 2026-02-03 shipment 26/0007 605.00 TALLERES LÓPEZ, S.L.",
    "14 2026-03-10 payment 55 300.00 FERRETERÍA ÑANDÚ, S.A.",
    "15 2026-03-12 refund 56 300.00 FERRETERÍA ÑANDÚ, S.A.",
]


@pytest.mark.parametrize("form", ["cp1252", "utf-8", "utf-8-sig", "tabs", "html"])
def test_mayor_with_accounts_above_their_rows(tmp_path: Path, form: str) -> None:
    if form == "html":
        file = html(tmp_path, SAGE, "utf-8")
    elif form == "tabs":
        file = delimited(tmp_path, SAGE, sign="\t", encoding="cp1252")
    else:
        file = delimited(tmp_path, SAGE, sign=";", encoding=form)
    assert recognise(file)
    found = read([file])
    assert rows(found) == EXPECTED
    assert found.owner.name == "SUMINISTROS DEL TURIA, S.L."
    assert found.movements[0].party.tax_id == "B12345674"
    assert found.movements[0].due_date == date(2026, 2, 4)
    assert (found.first, found.last) == (date(2026, 1, 1), date(2026, 6, 30))
    assert [(each.party.name, each.amount) for each in found.opening] == [
        ("TALLERES LÓPEZ, S.L.", 1000),
        ("FERRETERÍA ÑANDÚ, S.A.", 0),
    ]
    assert [each.amount for each in found.closing] == [205, 0]
    assert [each.text for each in found.aside] == ["5720000001 BANCO"]
    assert proven(found), (broken(found), found.problems)
    assert found.problems == ()


HOLDED = """
Fecha,Asiento,Documento,Descripción,Cuenta,Nombre cuenta,NIF,Debe,Haber,Saldo
2026-01-05,12,F260001,Factura F260001,43000123,"Talleres López, S.L.",B12345674,1210.50,0.00,1210.50
2026-01-20,31,,Cobro de la factura F260001,43000123,"Talleres López, S.L.",B12345674,0.00,1210.50,0.00
2026-01-20,31,,Cobro de la factura F260001,57200001,Banco,,1210.50,0.00,1210.50
"""


def test_columns_of_account_name_and_tax_id_with_points_as_decimals(tmp_path: Path) -> None:
    path = tmp_path / "h.csv"
    path.write_text(HOLDED, encoding="utf-8-sig")
    from letters.reading.foreign.file import File

    found = read([File(path)])
    assert rows(found) == [
        "3 2026-01-05 shipment F260001 1210.50 Talleres López, S.L.",
        "4 2026-01-20 payment 31 1210.50 Talleres López, S.L.",
    ]
    assert proven(found)


def test_workbook_with_dates_and_numbers(tmp_path: Path) -> None:
    table = typed(
        """
Cuenta: 430.0.00123 - TALLERES LÓPEZ, S.L.
Fecha | Asiento | Concepto | Debe | Haber | Saldo
2026-01-05 | 12 | Factura 26/0001 | 1210.5 | | 1210.5
2026-02-01 | 13 | Devolución de mercancía | | 10.5 | 1200
2026-02-02 | 14 | Rappel 2025 | | 200 | 1000
2026-02-03 | 15 | Compensación de saldos | | 1000 | 0
"""
    )
    found = read([workbook(tmp_path, {"Mayor": table})])
    assert [f"{each.kind} {each.effect} {each.number}" for each in found.movements] == [
        "shipment 1210.5 26/0001",
        "return -10.5 13",
        "correction -200 14",
        "offset -1000 15",
    ]
    assert found.movements[0].party.name == "TALLERES LÓPEZ, S.L."
    assert proven(found)


@pytest.mark.parametrize("sign", ["-", ""])
def test_the_debtors_own_account_of_the_supplier(tmp_path: Path, sign: str) -> None:
    table = f"""
Empresa: TALLERES LÓPEZ, S.L.
Periodo: 01/01/2026 - 31/03/2026
Cuenta: 4000000077 SUMINISTROS DEL TURIA, S.L.
Fecha | Asiento | Concepto | Debe | Haber | Saldo
01/01/2026 | 1 | Asiento de apertura | | 1.000,00 | {sign}1.000,00
06/01/2026 | 12 | S/Fra. 26/0001 | | 1.210,50 | {sign}2.210,50
20/01/2026 | 31 | Pago transferencia | 2.210,50 | | 0,00
31/03/2026 | 90 | Asiento de cierre | 0,00 | 0,00 | 0,00
"""
    found = read([delimited(tmp_path, table, sign=";", encoding="cp1252")])
    assert [f"{each.kind} {each.effect}" for each in found.movements] == [
        "return -1210.50",
        "refund 2210.50",
    ]
    assert found.owner.name == "TALLERES LÓPEZ, S.L."
    assert found.movements[0].party.name == "SUMINISTROS DEL TURIA, S.L."
    assert [each.amount for each in found.opening] == [-1000]
    assert proven(found), broken(found)


def test_the_entries_that_close_and_open_a_year_are_no_debt(tmp_path: Path) -> None:
    table = """
Fecha | Asiento | Concepto | Cuenta | Nombre | Debe | Haber | Saldo
05/12/2025 | 12 | Fra. 25/0901 | 43000123 | TALLERES LÓPEZ, S.L. | 100,00 | | 100,00
31/12/2025 | 99 | Asiento de cierre | 43000123 | TALLERES LÓPEZ, S.L. | | 100,00 | 0,00
01/01/2026 | 1 | Asiento de apertura | 43000123 | TALLERES LÓPEZ, S.L. | 100,00 | | 100,00
05/01/2026 | 2 | Cobro | 43000123 | TALLERES LÓPEZ, S.L. | | 40,00 | 60,00
Total | | | | | 200,00 | 140,00 | 60,00
"""
    found = read([delimited(tmp_path, table, sign=";", encoding="cp1252")])
    assert [each.effect for each in found.movements] == [100, -40]
    assert [(each.origin.row, each.amount) for each in found.aside] == [(3, -100), (4, 100)]
    assert proven(found), broken(found)


@pytest.mark.parametrize(
    ("side", "words", "kind"),
    [
        ("debit", "Nuestra factura 26/1", "shipment"),
        ("debit", "N/F 26/1", "shipment"),
        ("debit", "Impagado efecto 3", "refund"),
        ("debit", "Devol. recibo 26/1", "refund"),
        ("debit", "Gastos de devolución recibo", "correction"),
        ("debit", "Ajuste", "correction"),
        ("debit", "Cobro", None),
        ("debit", "Varios", None),
        ("credit", "Efecto a cobrar 31/03", "payment"),
        ("credit", "Ingreso en cuenta", "payment"),
        ("credit", "Abono transferencia", "payment"),
        ("credit", "Abono fra. 26/1", "correction"),
        ("credit", "Abono", None),
        ("credit", "Factura 26/1", None),
        ("credit", "Fra. rectificativa R26/1", "correction"),
        ("credit", "Devolución género", "return"),
        ("credit", "Dto. pronto pago", "correction"),
    ],
)
def test_words_and_sides(side: str, words: str, kind: str | None) -> None:
    figures = (Decimal(5), Decimal(0)) if side == "debit" else (Decimal(0), Decimal(5))
    known = kind_of(*figures, [words], WORDS)
    assert (known and known[0]) == kind


def test_documents_named_in_words() -> None:
    named = {
        "N/Fra. 26/0001": "26/0001",
        "Factura nº F-26/12 Talleres": "F-26/12",
        "Abono núm. A26/003": "A26/003",
        "Fra 7": "7",
        "Cobro transferencia": "",
    }
    assert {text: document_in(text) for text in named} == named


@pytest.mark.parametrize(
    ("written", "changed", "fault"),
    [
        ("05/01/2026", "31/02/2026", ("date.impossible", 6)),
        ("1.210,50 |", "1.21O,50 |", ("amount.unreadable", 6)),
        ("Cobro transferencia fra. 26/0001", "Varios", ("kind.untold", 7)),
        ("Página 1 de 1 | | | Usuario: ANA", "???", ("row.unknown", 20)),
    ],
)
def test_a_damaged_row_is_named(
    tmp_path: Path, written: str, changed: str, fault: tuple[str, int]
) -> None:
    found = read([delimited(tmp_path, SAGE.replace(written, changed, 1), sign=";")])
    assert fault in faults(found)


def test_a_lost_row_does_not_add_up(tmp_path: Path) -> None:
    lost = "\n".join(line for line in SAGE.splitlines() if "Abono nº" not in line)
    found = read([delimited(tmp_path, lost, sign=";")])
    assert {row for _, row, _, _ in broken(found)} >= {10, 11}
