"""camt.053: booked entries only, reversals, batches, and a balance that must agree."""

from pathlib import Path

import pytest

from foreign_documents import asides, changed, errors, read, rows, warnings
from letters.reading.foreign import camt053

NAME = "camt053.xml"


def test_a_statement() -> None:
    found = read(NAME)
    assert rows(found) == [
        "2026-11-16 payment E1 1815.00 EUR Envases Ibáñez e Hijos, S.L.",
        "2026-11-17 payment E2/1 100.00 EUR Jaume Ferrer Pons",
        "2026-11-17 payment E2/2 200.00 EUR Conservas El Cerezal, S.A.",
        "2026-11-18 refund E3 405.00 EUR Jaume Ferrer Pons",
    ]
    assert asides(found) == [
        ("", "12.50", "a fee or interest of the bank"),
        ("", "999.00", "not booked yet"),
    ]
    assert errors(found) == []
    owner = found.owner
    assert (owner.name, owner.bank_account, owner.bank_code) == (
        "Limorel Ibérica, S.L.",
        "ES5098760142520010203040",
        "BTURESVV",
    )
    assert (str(found.first), str(found.last)) == ("2026-11-01", "2026-11-30")
    first = found.movements[0]
    assert first.party.bank_account == "ES2298650120510152025001"
    assert first.description == "PAGO FRA F-2026/0118 F2026-0118"


OWN = "<DbtrAcct><Id><IBAN>ES2298650120510152025001</IBAN></Id></DbtrAcct>"


def test_whoever_is_the_owner_of_the_account_is_not_the_other_side(tmp_path: Path) -> None:
    swapped = (
        "<Cdtr><Nm>Otro, S.L.</Nm></Cdtr><DbtrAcct><Id><IBAN>ES5098760142520010203040</IBAN></Id>"
        "</DbtrAcct>"
    )
    found = changed(tmp_path, camt053.FORMAT, NAME, (OWN, swapped))
    assert found.movements[0].party.name == "Otro, S.L."


def test_an_overdraft_and_an_earlier_version(tmp_path: Path) -> None:
    found = changed(
        tmp_path, camt053.FORMAT, NAME,
        ("5000.00</Amt><CdtDbtInd>CRDT", "1000.00</Amt><CdtDbtInd>DBIT"),
        ("6697.50", "697.50"), ("<Cd>OPBD", "<Cd>PRCD"), ("camt.053.001.08", "camt.053.001.02"),
    )  # fmt: skip
    assert errors(found) == []


def test_a_batch_without_amounts_is_one_payment_of_nobody(tmp_path: Path) -> None:
    found = changed(
        tmp_path, camt053.FORMAT, NAME,
        ('<AmtDtls><TxAmt><Amt Ccy="EUR">100.00</Amt></TxAmt></AmtDtls>', ""),
    )  # fmt: skip
    assert rows(found)[1] == "2026-11-17 payment E2 300.00 EUR"
    assert "2 transactions are booked as one" in warnings(found)[0]
    assert len(found.controls) == 2  # the balance is still checked


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("6697.50", "6697.51", "closing balance: 6697.51 is not 6697.50"),
        (">200.00<", ">201.00<", "sum of a batch: 300.00 is not 301.00"),
        ("<NbOfNtries>5", "<NbOfNtries>6", "number of entries"),
        ('"EUR">1815.00', '"EUR">-1815.00', "Amt: the amount must be above zero"),
        ("1815.00</Amt><CdtDbtInd>CRDT", "1815.00</Amt><CdtDbtInd>X", "CdtDbtInd"),
        ("<BookgDt><Dt>2026-11-16", "<BookgDt><Dt>2026-11-61", "not a day"),
        ("<Stmt>", "<Stmt><Ntry/>", "Amt/Ccy: this is not filled in"),
    ],
)
def test_what_is_wrong_refuses_the_file(tmp_path: Path, old: str, new: str, reason: str) -> None:
    found = changed(tmp_path, camt053.FORMAT, NAME, (old, new))
    assert any(reason in error for error in errors(found)), errors(found)


def test_a_file_without_a_statement(tmp_path: Path) -> None:
    found = changed(tmp_path, camt053.FORMAT, NAME, ("<Stmt>", "<Rpt>"), ("</Stmt>", "</Rpt>"))
    assert "Stmt: this is not filled in" in errors(found)[0]
