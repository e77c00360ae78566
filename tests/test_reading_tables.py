"""Text files, workbooks and their headings as tables."""

import re
import zlib
from contextlib import suppress
from datetime import date, datetime
from decimal import Decimal
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import pytest

from letters.errors import DataError
from letters.reading.cells import read_texts
from letters.reading.headings import FIELDS, LISTS, assign, list_headed, list_named
from letters.reading.tables import Grid, cell_of, read_csv, read_xlsx, table_of

SHEET = "xl/worksheets/sheet1.xml"
LEDGER = ["date", "contract", "kind", "number", "amount"]


def table(text, name="ledger"):
    return table_of(read_csv(text, f"data/{name}.csv", name))


def codes(found):
    return [problem.code for problem in found.problems]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_the_one_that_gives_the_headings(delimiter):
    lines = ["date,contract,kind,number,amount", "2026-01-02,c,shipment,5,100"]
    found = table("\n".join(lines).replace(",", delimiter))
    assert {name: cells[0] for name, cells in found.columns.items()} == {
        "date": "2026-01-02", "contract": "c", "kind": "shipment", "number": "5", "amount": "100",
    }  # fmt: skip


def test_commas_in_amounts_do_not_win_over_semicolons():
    found = table("Дата;Договор;Вид;Номер;Сумма\n01.02.2026;c;оплата;1,2,3;1,5\n")
    assert list(found.columns["number"]) == ["1,2,3"]


def test_excels_own_line_names_the_delimiter_and_keeps_its_row_number():
    found = table("sep=|\ndate|contract|kind|number|amount\n2026-01-02|c|payment|5|1\n")
    assert list(found.numbers) == [3]


def test_rows_are_numbered_as_in_a_spreadsheet_and_empty_ones_are_passed_over():
    found = table(
        "Отчёт за 2026 г.,,,,\n\n" + ",".join(LEDGER) + '\n,,,,\na,"b\nb",c,d,e\n , ,,,\nf,,,,\n'
    )
    assert list(found.numbers) == [5, 7]
    assert list(found.columns["contract"]) == ["b\nb", ""]


def test_a_row_that_is_longer_than_the_heading_is_refused():
    found = table(
        ",".join(LEDGER) + "\n2026-01-02,c,shipment,5,100,50\n2026-01-02,c,shipment,6,1,\n"
    )
    assert codes(found) == ["row.too_long"]
    assert list(found.numbers) == [3]


@pytest.mark.parametrize("text", ['id,name\n1,"ООО "Ель""\n', 'id,name\n1,"ООО\n'])
def test_quotes_that_do_not_pair_are_refused(text):
    with pytest.raises(DataError, match="do not pair"):
        read_csv(text, "data/parties.csv", "parties")


def test_a_missing_column_is_one_problem_and_no_rows():
    found = table("date,contract,kind,number\n2026-01-02,c,shipment,5\n2026-01-03,c,shipment,6\n")
    assert codes(found) == ["column.missing"]
    assert found.problems[0].render() == (
        "data/ledger.csv: row 1, amount: there is no such column among the headings "
        "(the list ledger needs the columns date, contract, kind, number, amount)"
    )
    assert not found.numbers


def test_extra_columns_are_named_once_with_the_likely_misspelling():
    found = table(
        "date,contract,kind,number,amount,due_dat,Менеджер,\n2026-01-02,c,payment,5,1,x,y,z\n"
    )
    assert found.ignored == ("due_dat", "Менеджер", "H")
    (problem,) = found.problems
    assert problem.severity == "warning"
    assert problem.render().endswith(
        "columns that are not used: due_dat, Менеджер, H (did you mean “due_dat” = due_date?)"
    )


def test_two_headings_for_one_column():
    found = table("date,contract,kind,number,amount,Сумма\n2026-01-02,c,payment,5,1,2\n")
    assert codes(found) == ["column.doubled"]


@pytest.mark.parametrize(
    ("headings", "fields"),
    [
        ("Дата|Договор|Вид операции|№ документа|Сумма, руб.", LEDGER),
        (" ДАТА |договор|Хоз. операция?|Номер|СУММА", ["date", "contract", "number", "amount"]),
        ("日期|合同|业务类型|单据号|金额（元）", LEDGER),
        ("Fecha|Contrato|Operación|Nº factura|IMPORTE", LEDGER),
        ("fecha|contrato|operacion|n factura|importe €", LEDGER),
        ("Сумма, тыс. руб.|金额(万元)|НДС", []),  # another unit, another figure: not guessed
        ("Ставка НДС|% НДС", ["vat_rate"]),
        ("Расчётный счёт|РАСЧЕТНЫЙ СЧЕТ", []),
    ],
)
def test_headings_of_a_ledger(headings, fields):
    assert list(assign(headings.split("|"), "ledger").columns) == fields


def test_the_working_name_of_a_1c_list_is_the_short_one():
    columns = assign(["Код", "Наименование", "Полное наименование", "ИНН"], "parties").columns
    assert columns == {"id": 0, "short_name": 1, "name": 2, "tax_id": 3}
    assert assign(["Код", "Наименование"], "parties").columns["name"] == 1


def test_every_field_answers_to_its_own_name():
    for name in LISTS:
        found = assign(FIELDS[name], name)
        assert list(found.columns) == list(FIELDS[name])
        assert not found.doubled
        assert not found.ignored


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("parties", "parties"), ("Контрагенты 2026", "parties"), ("客户", "parties"),
        ("contracts-old", "contracts"), ("Договоры", "contracts"), ("contratos", "contracts"),
        ("ledger_2026q1", "ledger"), ("Реестр документов", "ledger"), ("2026 ledger", "ledger"),
        ("往来明细", "ledger"), ("movimientos", "ledger"), ("Лист1", None), ("Sheet1", None),
    ],
)  # fmt: skip
def test_the_name_of_a_file_or_sheet_says_its_list(title, name):
    assert list_named(title) == name


def test_headings_say_the_list_when_the_name_does_not():
    assert list_headed(LEDGER) == "ledger"
    assert list_headed(["Код", "Полное наименование", "ИНН", "КПП"]) == "parties"
    assert list_headed(["id", "title", "debtor", "number", "date", "currency"]) == "contracts"
    assert list_headed(["что", "угодно"]) is None
    assert table_of(Grid("x", "Лист1", [["a", "b"], ["1", "2"]])) is None


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (7707083893.0, Decimal(7707083893)),
        (1234.5, Decimal("1234.5")),
        (0.1, Decimal("0.1")),
        (0.00007, Decimal("0.00007")),
        (1e15, 1e15),
        (123456789012345.0, Decimal(123456789012345)),
        (1234.5600000000001, 1234.5600000000001),  # 17 digits: not what anybody typed
        (4.0702810938000003e19, 4.0702810938000003e19),
        (datetime(2026, 9, 30, 12, 5), date(2026, 9, 30)),  # noqa: DTZ001 - a cell has no zone
        (True, "True"),
        ("текст", "текст"),
    ],
)
def test_values_of_a_workbook(value, cell):
    assert cell_of(value) == cell
    assert type(cell_of(value)) is type(cell)


def workbook(path, rows, formats=None, **sheets):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "ledger"
    for row in rows:
        sheet.append(row)
    for place, code in (formats or {}).items():
        sheet[place].number_format = code
    for name, extra in sheets.items():
        book.create_sheet(name).append(extra)
    book.save(path)
    return path


def test_a_workbook_is_read_as_it_is_seen(tmp_path):
    path = workbook(
        tmp_path / "book.xlsx",
        [LEDGER, [date(2026, 1, 2), 15, 0.22, "=1/0", 0.1], [None, 0.0007, "=A1", 7, "x"]],
        {"B2": "00000", "C2": "0%", "B3": '0.00"%"', "E2": "0.0##%"},
    )
    path_error = path.with_name("error.xlsx")
    book = openpyxl.load_workbook(path)
    book.active["D2"].value = "#DIV/0!"
    book.active["D2"].data_type = "e"
    book.save(path_error)
    ((grid,), hidden) = read_xlsx(path_error, "data/error.xlsx")
    assert hidden == []
    assert grid.source == "data/error.xlsx [ledger]"
    assert list(grid.rows[1]) == [date(2026, 1, 2), "00015", "22%", "#DIV/0!", "10%"]
    assert list(grid.rows[2]) == ["", Decimal("0.0007"), "#NOT CALCULATED", Decimal(7), "x"]


def test_the_only_sheet_may_have_any_name(tmp_path):
    path = workbook(tmp_path / "Реестр.xlsx", [LEDGER])
    book = openpyxl.load_workbook(path)
    book.active.title = "Лист1"
    book.save(path)
    ((grid,), _) = read_xlsx(path, "data/Реестр.xlsx")
    assert grid.name == "Реестр"


def test_what_is_no_workbook_is_refused(tmp_path):
    path = tmp_path / "book.xlsx"
    path.write_bytes(b"PK\x03\x04 and nothing more")
    with pytest.raises(DataError, match="cannot be read"):
        read_xlsx(path, "data/book.xlsx")


@pytest.mark.parametrize(
    ("cells", "values", "faults"),
    [
        (["a", "b"], ["a", "b"], {}),
        ([" a ", "b\u00a0"], ["a", "b"], {}),
        (["a\r\nb", "\u200bc\ufeff"], ["a b", "c"], {}),
        (["'4070281", "'s-Hertogenbosch"], ["4070281", "'s-Hertogenbosch"], {}),
        ([Decimal(15), "№ 5"], ["15", "№ 5"], {}),
        (["2.53E+19", "ok"], ["", "ok"], {0: "digits.lost"}),
        ([4.07e19], [""], {0: "digits.lost"}),
        (["#Н/Д", "#5"], ["", "#5"], {0: "cell.error"}),
        (["a\x07"], [""], {0: "text.control_character"}),
        (["ab", "Сне\ufffdирь"], ["ab", ""], {1: "text.control_character"}),
        (["16\u202e3"], [""], {0: "text.control_character"}),
        ([date(2026, 12, 5)], [""], {0: "text.date"}),
        (["", "  ", "x"], ["", "", "x"], {}),
    ],
)
def test_texts(cells, values, faults):
    column = read_texts(cells)
    assert list(column.values) == values
    assert {index: fault.code for index, fault in column.faults.items()} == faults
    assert list(column.empty) == [i for i, cell in enumerate(cells) if not str(cell).strip()]


def test_quotes_that_pair_over_whole_lines_are_refused():
    text = (
        "date,contract,kind,number,amount\n"
        '2026-01-01,k,shipment,"1,5\n'
        "2026-01-02,k,payment,2,3\n"
        '2026-01-03,k,shipment,3",7\n'
    )
    with pytest.raises(DataError, match="the quotes in row 2 do not pair"):
        read_csv(text, "ledger.csv", "ledger")


def with_sheet(path, *changes):
    """The workbook `path` with its sheet's XML changed by (old, new) pairs."""
    with ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for old, new in changes:
        assert old in parts[SHEET]
        parts[SHEET] = parts[SHEET].replace(old, new)
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return path


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        (b'r="XFD1048576"', r"“ledger” is 1048576 rows high and 16384 columns wide"),
        (b"r = 'XFD1048576'", r"“ledger” is 1048576 rows high and 16384 columns wide"),
        (b'r="XFD1048576" s="1>/>"', r"“ledger” is 1048576 rows high and 16384 columns wide"),
        (b'r="ZZZZZZZ99999999999"', r"“ledger” is 99999999999 rows high"),
        (b'r="A1048577"', r"“ledger” is 1048577 rows high"),
        (b'r="A-1"', r"cannot be read: \[ledger\]"),
    ],
)
def test_a_stray_cell_far_from_the_list_is_refused(tmp_path, cell, message):
    path = workbook(tmp_path / "book.xlsx", [LEDGER, ["x"]])
    with pytest.raises(DataError) as refused:
        read_xlsx(with_sheet(path, (b'r="A2"', cell)), "data/book.xlsx")
    assert re.search(message, str(refused.value))


def test_empty_cells_may_reach_as_far_as_they_like(tmp_path):
    path = workbook(tmp_path / "book.xlsx", [LEDGER, ["x"]])
    far = b'</row><row r="1048576" ht="12.8"><c r="XFD1048576" s="1" /></row></sheetData>'
    with_sheet(path, (b"</row></sheetData>", far))
    ((grid,), _) = read_xlsx(path, "data/book.xlsx")
    assert len(grid.rows) == 2


def test_columns_beyond_z_are_read(tmp_path):
    path = workbook(tmp_path / "book.xlsx", [LEDGER, [*[""] * 30, "x"]])
    ((grid,), _) = read_xlsx(path, "data/book.xlsx")
    assert grid.rows[1][30] == "x"


def test_a_workbook_that_unpacks_to_very_much_is_refused(tmp_path):
    path = workbook(tmp_path / "book.xlsx", [LEDGER])
    with_sheet(path, (b"</sheetData>", b"<row/>" * 10**7 + b"</sheetData>"))
    assert path.stat().st_size < 200_000
    with pytest.raises(DataError, match="unpacks to 57 MB"):
        read_xlsx(path, "data/book.xlsx")


def test_a_part_that_is_longer_than_its_header_says_is_refused(tmp_path):
    path = workbook(tmp_path / "book.xlsx", [LEDGER])
    with ZipFile(path) as archive:
        told = archive.getinfo(SHEET).file_size
        short = zlib.crc32(archive.read(SHEET)[: told - 20])
        full = archive.getinfo(SHEET).CRC
    lying = path.read_bytes()
    for old, new in ((told, told - 20), (full, short)):
        lying = lying.replace(old.to_bytes(4, "little"), new.to_bytes(4, "little"))
    path.write_bytes(lying)
    with pytest.raises(DataError, match="cannot be read"):
        read_xlsx(path, "data/book.xlsx")


@pytest.mark.parametrize("part", range(0, 100, 7))
def test_a_damaged_workbook_is_refused_or_read(tmp_path, part):
    """Bytes overwritten anywhere: a message or the cells, never anything else."""
    path = workbook(tmp_path / "book.xlsx", [LEDGER, ["2026-01-02", 1, "=A1"]])
    data = bytearray(path.read_bytes())
    place = len(data) * part // 100
    data[place : place + 40] = b"\xff" * 40
    path.write_bytes(data)
    with suppress(DataError):
        read_xlsx(path, "data/book.xlsx")
