"""Norma 43: places in lines of 80 columns, and every total of the bank checked."""

from pathlib import Path

import pytest
from stdnum import iban

from foreign_documents import FOLDER, asides, changed, errors, read, rows
from letters.errors import DataError
from letters.reading.foreign import norma43
from letters.reading.foreign.file import File

NAME = "norma43.txt"


def test_a_statement() -> None:
    found = read(NAME)
    assert rows(found) == [
        "2026-11-16 payment 1815.00 EUR ENVASES IBÁÑEZ E HIJO",
        "2026-11-18 refund 0000004711 405.00 EUR",
    ]
    assert [each.description for each in found.movements] == [
        "TRANSFERENCIA DE ENVASES IBÁÑEZ E HIJO PAGO FRA F-2026/0118 F2026/0118",
        "DEVOLUCION RECIBO JAUME FERRER PONS",
    ]
    assert asides(found) == [
        ("COMISION DE MANTENIMIENTO", "12.50", "a fee or interest of the bank")
    ]
    assert errors(found) == []
    assert len(found.controls) == 6
    assert found.owner.name == "LIMOREL IBERICA SL"
    assert found.owner.bank_account[4:12] == "98760142"
    assert iban.is_valid(found.owner.bank_account)
    assert (str(found.first), str(found.last)) == ("2026-11-01", "2026-11-30")


def test_the_iban_follows_from_bank_branch_and_account() -> None:
    assert norma43._iban("210004180200051332") == "ES9121000418450200051332"


SAMPLE = """\
112100041802000513322611012611302000000005000009783ACEROS DEL NORTE SL
22    0418261116261116040252000000001815000000000000000000000000F2026/0118
2301TRANSFERENCIA DE TALLERES LOPEZ SL    PAGO FRA F-2026/0118
3321000418020005133200000000000000000000000100000000181500200000000681500978
88999999999999999999000004
"""


def test_the_sample_of_the_notes_with_its_trailing_blanks_cut(tmp_path: Path) -> None:
    path = tmp_path / "n43.txt"
    path.write_text(SAMPLE + "\x1a", encoding="latin-1")
    found = norma43.FORMAT.read([File(path)])
    assert rows(found) == ["2026-11-16 payment 1815.00 EUR TALLERES LOPEZ SL"]
    assert errors(found) == []


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("2" + f"{181500:014}0000000000", "2" + f"{181600:014}0000000000", "turnover, credit"),
        ("2" + f"{639750:014}", "2" + f"{639751:014}", "closing balance"),
        (f"{8:06}", f"{9:06}", "number of lines: 9 is not 8"),
        ("22    0418261116", "22    0418261316", "row 2: “20261316” is not a day"),
        ("22    0418261118", "27    0418261118", "row 4: “27    0418” cannot stand here"),
        ("978", "999", "is not a currency"),
        ("1" + f"{40500:014}", "7" + f"{40500:014}", "is not an amount of digits only"),
    ],
)
def test_what_is_wrong_refuses_the_file(tmp_path: Path, old: str, new: str, reason: str) -> None:
    found = changed(tmp_path, norma43.FORMAT, NAME, (old, new))
    assert any(reason in error for error in errors(found)), errors(found)


def test_a_file_that_is_cut_off_or_too_wide(tmp_path: Path) -> None:
    path = tmp_path / NAME
    data = (FOLDER / NAME).read_bytes()
    for part in (data[: data.rindex(b"88")], data[: data.rindex(b"33")]):
        path.write_bytes(part)
        with pytest.raises(DataError, match="cut off"):
            norma43.FORMAT.read([File(path)])
    path.write_bytes(data.replace(b"\r\n", b"x\r\n", 1))
    with pytest.raises(DataError, match="row 1 has 81 characters"):
        norma43.FORMAT.read([File(path)])


def test_two_accounts_in_one_file(tmp_path: Path) -> None:
    lines = SAMPLE.splitlines()
    second = [line.replace("0200051332", "0200051333") for line in lines[:-1]]
    path = tmp_path / "n43.txt"
    path.write_text("\n".join([*lines[:-1], *second, lines[-1].replace("000004", "000008")]))
    found = norma43.FORMAT.read([File(path)])
    assert len(found.movements) == 2
    assert found.owner.bank_account == ""  # whose, of the two, each reader must ask
    assert errors(found) == []
