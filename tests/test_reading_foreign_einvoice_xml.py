"""数电票 XML: 20 digits, an amount with tax, and red invoices that correct blue ones."""

from pathlib import Path

import pytest

from foreign_documents import changed, errors, read, rows
from letters.reading.foreign import einvoice_xml

NAME = "einvoice.xml"


def test_a_blue_invoice() -> None:
    found = read(NAME)
    assert rows(found) == [
        "2026-04-10 shipment 26332000000012345678 11300.00 CNY 91320599MA8QY3180M"
    ]
    movement = found.movements[0]
    assert (movement.vat_rate, movement.document_type) == (13, "发票")
    assert f"{movement.vat_rate}" == "13"
    assert movement.description == "合同号 NB-2026-08"
    assert (found.owner.name, found.owner.bank_account) == (
        "宁波利墨瑞贸易有限公司",
        "574018000120260217",
    )
    assert errors(found) == []


def test_a_red_invoice_in_gbk_settles_the_blue_one() -> None:
    found = read("einvoice_red.xml")
    assert rows(found) == [
        (
            "2026-04-10 correction 26332000000099999999 -1130.00 CNY 91320599MA8QY3180M "
            "settles 26332000000012345678"
        )
    ]


def test_a_person_buys(tmp_path: Path) -> None:
    found = changed(
        tmp_path, einvoice_xml.FORMAT, NAME,
        ("<BuyerIdNum>91320599MA8QY3180M</BuyerIdNum>", ""),
        ("苏州栖野包装科技有限公司", "顾明川（个人）"),
    )  # fmt: skip
    party = found.movements[0].party
    assert (party.name, party.kind, party.tax_id) == ("顾明川", "person", "")


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("Amount>11300.00", "Amount>11300.01", "amount and tax: 11300.01 is not 11300.00"),
        ("<Amount>10000.00", "<Amount>9999.99", "sum of the rows"),
        ("Amount>11300.00", "Amount>0.00", "must be above zero"),
        ("<EIid>2", "<EIid>3", "is not the number of a digital invoice"),
        ("26332000000012345678", "2633200000001234567", "which has 20 digits"),
        ("2026-04-10", "2026-04-31", "not a day of the calendar"),
        ("BuyerInformation", "Buyer", "BuyerInformation"),
    ],
)
def test_what_is_wrong_refuses_the_file(tmp_path: Path, old: str, new: str, reason: str) -> None:
    found = changed(tmp_path, einvoice_xml.FORMAT, NAME, (old, new))
    assert any(reason in error for error in errors(found)), errors(found)
