"""Facturae: an invoice is one row; corrections keep their sign; the batch must add up."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from foreign_documents import asides, changed, errors, read, rows, warnings
from letters.reading.foreign import facturae

NAME = "facturae.xml"


def test_a_batch_of_invoices() -> None:
    found = read(NAME)
    assert rows(found) == [
        "2026-06-15 shipment F-2026/0118 5445.50 EUR B98120157 due 2026-08-14",
        "2026-06-20 shipment F-2026/0119 1815.00 EUR B98120157 due 2026-07-20",
        "2026-06-25 correction R-2026/0004 -242.00 EUR B98120157 settles F-2026/0118",
    ]
    assert errors(found) == []
    assert [control.stated for control in found.controls] == [
        Decimal(3),
        Decimal("7018.50"),
        Decimal("6018.50"),
    ]
    assert asides(found)[0][:2] == ("F-2026/0118, 2026-06-01", "1000.00")
    owner = found.owner
    assert (owner.tax_id, owner.bank_account, owner.short_name) == (
        "B98901424",  # without the ES that some programs put before it
        "ES5098760142520010203040",
        "Limorel Ibérica",
    )
    assert owner.address == "Calle del Azahar, 14, 46023 Valencia, Valencia"


def test_albaran_contract_and_rate_of_an_invoice() -> None:
    first, second, _ = read(NAME).movements
    assert (first.delivery_number, first.delivery_date) == ("A-4338", date(2026, 6, 12))
    assert (first.contract.number, first.contract.date) == ("SUM-15", date(2025, 11, 3))
    assert (first.vat_rate, second.vat_rate) == (Decimal(21), None)
    assert first.document_type == "factura"


def test_instalments_are_told() -> None:
    assert warnings(read(NAME)) == [
        (
            "facturae.xml: row 19, Installment: F-2026/0118 is payable on 2026-07-15, 2026-08-14; "
            "the row is due on the last of these days "
            "(split the row in data/ledger by hand, to claim each instalment on its day)"
        )
    ]


def test_a_replacing_invoice_has_no_difference_unless_it_is_a_credit_note(tmp_path: Path) -> None:
    replaces = ("<CorrectionMethod>02", "<CorrectionMethod>01")
    found = changed(tmp_path, facturae.FORMAT, NAME, replaces)
    assert found.movements[2].amount == Decimal("-242.00")
    found = changed(
        tmp_path, facturae.FORMAT, NAME, replaces,
        ("<InvoiceTotal>-242.00", "<InvoiceTotal>5203.50"),
    )  # fmt: skip
    assert "this invoice replaces F-2026/0118 as a whole" in errors(found)[0]


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("<TotalAmount>7018.50", "<TotalAmount>7018.51", "sum of the invoices: 7018.51"),
        ("<InvoicesCount>3", "<InvoicesCount>4", "number of invoices"),
        ("<InvoicesCount>3", "<InvoicesCount>three", "InvoicesCount: “three”"),
        ("<InvoiceTotal>1815.00", "<InvoiceTotal>-1815.00", "must be above zero"),
        ("<IssueDate>2026-06-20", "<IssueDate>2026-06-31", "not a day of the calendar"),
        ("<InvoiceNumber>0119", "<InvoiceNumber>", "InvoiceNumber: this is not filled in"),
        ("BuyerParty>", "Comprador>", "BuyerParty"),
        ("Invoice>", "Factura>", "Invoices: this is not filled in"),
    ],
)
def test_what_is_wrong_refuses_the_file(tmp_path: Path, old: str, new: str, reason: str) -> None:
    found = changed(tmp_path, facturae.FORMAT, NAME, (old, new))
    assert any(reason in error for error in errors(found)), errors(found)


INDIVIDUAL = (
    "<Individual><Name>Jaume</Name><FirstSurname>Ferrer</FirstSurname>"
    "<SecondSurname>Pons</SecondSurname><OverseasAddress><Address>Rua 1</Address>"
    "<PostCodeAndTown>1000 Lisboa</PostCodeAndTown><CountryCode>ESP</CountryCode>"
    "</OverseasAddress></Individual><x>"
)


def test_a_natural_person_is_taken_for_a_consumer_and_said_so(tmp_path: Path) -> None:
    found = changed(
        tmp_path, facturae.FORMAT, NAME,
        ("<LegalEntity><CorporateName>Envases", INDIVIDUAL + "<CorporateName>Envases"),
        ("</LegalEntity></BuyerParty>", "</x></BuyerParty>"),
    )  # fmt: skip
    party = found.movements[0].party
    assert (party.name, party.kind, party.country) == ("Jaume Ferrer Pons", "person", "ES")
    assert party.address == "Rua 1, 1000 Lisboa"
    assert any("natural person" in warning for warning in warnings(found))


def test_an_administration_names_its_offices(tmp_path: Path) -> None:
    found = changed(
        tmp_path, facturae.FORMAT, NAME,
        ("<BuyerParty>", "<BuyerParty><AdministrativeCentres/>"),
    )  # fmt: skip
    assert found.movements[0].party.kind == "public_body"
