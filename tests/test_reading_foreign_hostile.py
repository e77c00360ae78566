"""Files cut off or changed at random: a reader says what it found, or why it cannot; no more."""

import random
import struct
import sys
from pathlib import Path

import pytest

import test_reading_foreign_cn_bank as bank
import test_reading_foreign_cn_invoices as invoices
import test_reading_foreign_cn_ledger as ledger
import test_reading_foreign_contaplus as contaplus
import test_reading_foreign_es_ledger as mayor
from foreign_files import broken, cells, delimited, html, proven, rows, workbook
from letters.errors import DataError
from letters.reading.foreign.file import File
from letters.reading.foreign.formats import FORMATS, format_of
from letters.reading.foreign.found import Found

OLD_EXCEL = Path(__file__).parent / "files" / "foreign" / "cn_ledger.xls"


def everything(folder: Path) -> dict[str, tuple[File, str]]:
    """One file of each kind, with the format that must recognise it."""
    made: dict[str, tuple[File, str]] = {"old.xls": (File(OLD_EXCEL), "cn_ledger")}

    def put(name: str, file: File, form: str) -> None:
        target = folder / name
        target.write_bytes(file.data)
        made[name] = (File(target), form)

    put("detail.csv", delimited(folder, ledger.DETAIL, encoding="gb18030"), "cn_ledger")
    put("detail.html", html(folder, ledger.DETAIL), "cn_ledger")
    put("account.csv", delimited(folder, ledger.ACCOUNT, encoding="gbk"), "cn_ledger")
    put("small.txt", delimited(folder, ledger.SMALL, sign="\t"), "cn_ledger")
    put("summary.csv", delimited(folder, ledger.SUMMARY), "cn_ledger")
    put("balances.csv", delimited(folder, ledger.BALANCES), "cn_ledger")
    for name in ("CCB", "ICBC", "CMBC", "PINGAN", "CMB", "OTHER"):
        table = getattr(bank, name)
        put(f"{name}.csv", delimited(folder, table, encoding="gb18030"), "cn_bank")
    sheets = {"发票基础信息": cells(invoices.FIRST), "信息汇总表": cells(invoices.GOODS)}
    put("invoices.xlsx", workbook(folder, sheets), "cn_invoices")
    put("invoices.csv", delimited(folder, invoices.BASIC), "cn_invoices")
    put("mayor.csv", delimited(folder, mayor.SAGE, sign=";", encoding="cp1252"), "es_ledger")
    put("holded.csv", delimited(folder, mayor.HOLDED.replace(",", "|"), sign=";"), "es_ledger")
    put("diario.txt", contaplus.journal_text(folder), "contaplus")
    table = contaplus.dbf(folder, contaplus.FIELDS, cells(contaplus.JOURNAL))
    put("diario.dbf", table, "contaplus")
    put("subcta.txt", contaplus.accounts_text(folder), "contaplus")
    return made


def test_a_file_is_of_one_format(tmp_path: Path) -> None:
    for name, (file, form) in everything(tmp_path).items():
        found = format_of(file)
        assert found is not None, name
        assert found.read.__module__.rpartition(".")[2] == form, name


def test_old_excel(tmp_path: Path) -> None:
    file = File(OLD_EXCEL)
    found = format_of(file)
    assert found is not None
    said = found.read([file])
    assert rows(said) == [
        "5 2026-01-05 shipment XSCK0001 25300.1 苏州云帆机械有限公司",
        "6 2026-01-20 payment SK0001 40000 苏州云帆机械有限公司",
        "7 2026-02-03 return XT0001 1300.1 苏州云帆机械有限公司",
        "8 2026-02-10 shipment XSCK0002 6000 苏州云帆机械有限公司",
    ]
    assert proven(said), (broken(said), said.problems)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows limits no memory")
def test_an_old_workbook_that_takes_all_memory_ends_only_its_own_reader(tmp_path: Path) -> None:
    data = bytearray(OLD_EXCEL.read_bytes())
    at = data.index(b"\x00\x02\x0e\x00")  # DIMENSIONS: the extent of the sheet
    data[at + 4 : at + 18] = struct.pack("<IIHHH", 0, 0xFFFFFFF0, 0, 0xFFF0, 0)
    path = tmp_path / "wide.xls"
    path.write_bytes(data)
    with pytest.raises(DataError, match="damaged"):
        _ = File(path).grids


@pytest.mark.parametrize("seed", range(3))
def test_cut_or_changed_files_are_read_or_refused(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    for name, (file, _) in everything(tmp_path).items():
        for turn in range(6):
            data = bytearray(file.data)
            if turn % 3 == 0:
                del data[chance.randrange(len(data)) :]
            elif turn % 3 == 1:
                for _ in range(chance.randint(1, 8)):
                    data[chance.randrange(len(data))] = chance.randrange(256)
            else:
                start = chance.randrange(len(data))
                end = min(len(data), start + chance.randint(1, 200))
                data[start:end] = chance.choice([b"", data[start:end] * 2, b",;\t\n\"'-99E9"])
            path = tmp_path / f"changed-{turn}-{name}"
            path.write_bytes(data)
            changed = File(path)
            for form in FORMATS:
                try:
                    if form.recognise(changed):
                        assert isinstance(form.read([changed]), Found)
                except DataError:
                    continue
