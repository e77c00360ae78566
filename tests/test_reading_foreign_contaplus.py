"""The journal of ContaPlus, as text of fixed width and as dBASE table."""

from decimal import Decimal
from pathlib import Path

import pytest

from foreign_files import broken, cells, faults, proven, rows
from letters.errors import DataError
from letters.reading.foreign.contaplus import read, recognise
from letters.reading.foreign.file import File
from letters.reading.foreign.formats import format_of

JOURNAL = """
1 | 20260101 | 430000123 | Asiento de apertura | | 1000.00 |
1 | 20260101 | 100000000 | Asiento de apertura | | | 1000.00
2 | 20260105 | 430000123 | N/Fra. 26/0001 | 26/0001 | 1210.50 |
2 | 20260105 | 700000000 | N/Fra. 26/0001 | 26/0001 | | 1000.41
2 | 20260105 | 477000021 | N/Fra. 26/0001 | 26/0001 | | 210.09
3 | 20260120 | 572000001 | Cobro Peñíscola | | 2210.50 |
3 | 20260120 | 430000123 | Cobro Peñíscola | | | 2210.50
"""
ACCOUNTS = """
430000123 | TALLERES LÓPEZ, S.L. | B12345674
572000001 | BANCO |
"""
FIELDS = [
    ("ASIEN", 6),
    ("FECHA", 8),
    ("SUBCTA", 12),
    ("CONCEPTO", 25),
    ("DOCUMENTO", 10),
    ("EURODEBE", 16),
    ("EUROHABER", 16),
]


def journal_text(folder: Path, table: str = JOURNAL, encoding: str = "cp1252") -> File:
    lines = []
    for entry, day, account, concept, document, debit, credit in cells(table):
        line = f"{entry:>6}{day}{account:<12}".ljust(54) + f"{concept:<25}".ljust(75)
        line = f"{line}{document:<10}".ljust(237) + f"2{debit:>16}{credit:>16}{'0.00':>16} "
        lines.append(line)
    path = folder / "XDIARIO.TXT"
    path.write_bytes("\r\n".join([*lines, ""]).encode(encoding))
    return File(path)


def accounts_text(folder: Path) -> File:
    lines = [
        f"{code:<12}{title:<40}{tax_id:<15}".ljust(150) for code, title, tax_id in cells(ACCOUNTS)
    ]
    path = folder / "XSUBCTA.TXT"
    path.write_bytes("\r\n".join([*lines, ""]).encode("cp850"))
    return File(path)


def dbf(
    folder: Path, fields: list[tuple[str, int]], records: list[list[str]], *, page: int = 0x02
) -> File:
    """A table written byte by byte; a record whose first cell begins with * is deleted."""
    length = 1 + sum(width for _, width in fields)
    header = 32 + 32 * len(fields) + 1
    data = bytearray(32)
    data[0] = 0x03
    data[4:8] = len(records).to_bytes(4, "little")
    data[8:12] = header.to_bytes(2, "little") + length.to_bytes(2, "little")
    data[29] = page
    for name, width in fields:
        data += name.encode().ljust(11, b"\0") + b"C\0\0\0\0" + bytes([width]) + bytes(15)
    data += b"\r"
    encoding = "cp850" if page == 0x02 else "cp1252"
    for record in records:
        deleted = record[0].startswith("*")
        data += b"*" if deleted else b" "
        for (_, width), cell in zip(fields, record, strict=True):
            data += cell.lstrip("*").encode(encoding).ljust(width)
    path = folder / "DIARIO.DBF"
    path.write_bytes(bytes(data) + b"\x1a")
    return File(path)


@pytest.mark.parametrize("encoding", ["cp1252", "cp850", "utf-8"])
def test_text_of_fixed_width(tmp_path: Path, encoding: str) -> None:
    file = journal_text(tmp_path, encoding=encoding)
    assert recognise(file)
    found = read([file, accounts_text(tmp_path)])
    assert rows(found) == [
        "3 2026-01-05 shipment 26/0001 1210.50 TALLERES LÓPEZ, S.L.",
        "7 2026-01-20 payment 3 2210.50 TALLERES LÓPEZ, S.L.",
    ]
    assert found.movements[0].party.tax_id == "B12345674"
    assert found.movements[1].description == "Cobro Peñíscola"
    assert [(str(each.date), each.amount) for each in found.opening] == [("2026-01-01", 1000)]
    assert proven(found), (broken(found), found.problems)


@pytest.mark.parametrize("page", [0x02, 0x03, 0])
def test_dbf_passes_over_deleted_records(tmp_path: Path, page: int) -> None:
    table = [*cells(JOURNAL), ["*4", "20260301", "430000123", "Fra. 26/9", "", "999.00", ""]]
    file = dbf(tmp_path, FIELDS, table, page=page)
    assert recognise(file)
    found = read([file])
    assert rows(found) == [
        "3 2026-01-05 shipment 26/0001 1210.50 430000123",
        "7 2026-01-20 payment 3 2210.50 430000123",
    ]
    assert proven(found)


def test_accounts_alone_are_parties(tmp_path: Path) -> None:
    found = read([accounts_text(tmp_path)])
    assert [(party.name, party.tax_id) for party in found.parties] == [
        ("TALLERES LÓPEZ, S.L.", "B12345674")
    ]


def test_an_entry_that_lost_a_line_does_not_balance(tmp_path: Path) -> None:
    lost = "\n".join(line for line in JOURNAL.splitlines() if "477000021" not in line)
    found = read([journal_text(tmp_path, lost)])
    assert broken(found) == [
        ("debit and credit of a journal entry", 3, Decimal("1210.50"), Decimal("1000.41"))
    ]


def test_what_cannot_be_read_is_refused(tmp_path: Path) -> None:
    file = journal_text(tmp_path)
    path = tmp_path / "short.txt"
    path.write_bytes(b"\r\n".join(line[:200] for line in file.data.splitlines()))
    with pytest.raises(DataError, match="line 1 is too short"):
        read([File(path)])
    table = dbf(tmp_path, FIELDS, cells(JOURNAL))
    path.write_bytes(table.data[:-40])
    with pytest.raises(DataError, match="shorter than its header"):
        read([File(path)])
    pesetas = dbf(tmp_path, FIELDS[:5], [row[:5] for row in cells(JOURNAL)])
    with pytest.raises(DataError, match="EURODEBE, EUROHABER"):
        read([pesetas])
    bad = JOURNAL.replace("| 26/0001 | 1210.50 |", "| 26/0001 | 12x0.50 |")
    assert faults(read([journal_text(tmp_path, bad)])) == [("amount.unreadable", 3)]


def test_it_is_asked_first(tmp_path: Path) -> None:
    found = format_of(journal_text(tmp_path, encoding="cp850"))
    assert found is not None
    assert found.name == "ContaPlus journal"
