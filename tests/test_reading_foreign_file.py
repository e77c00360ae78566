"""Foreign files as what their bytes are: sheets of any kind, XML, JSON; within limits."""

from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from letters.errors import DataError
from letters.model.origin import Origin
from letters.reading.foreign.file import File
from letters.reading.foreign.sheet_rows import period_of
from letters.reading.foreign.sheets import find_header
from letters.reading.foreign.values import Unreadable, amount, day, tidy
from letters.reading.foreign.xml import parse
from letters.reading.locales import LOCALES
from letters.reading.tables import Grid


def made(folder: Path, name: str, data: str | bytes) -> File:
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return File(path)


def test_xml_knows_names_without_prefix_and_lines(tmp_path: Path) -> None:
    file = made(
        tmp_path,
        "f.xml",
        '<?xml version="1.0" encoding="windows-1251"?>\n<ns:Файл xmlns:ns="u:1">\n'
        '<Документ ns:Номер="7"> Текст </Документ><Другой/></ns:Файл>'.encode("cp1251"),
    )
    root = file.xml
    assert root is not None
    assert root.name == "Файл"
    document = root.find("Иной|Документ")
    assert document is not None
    assert (document.get("Номер"), document.text, document.line) == ("7", "Текст", 3)
    assert file.json is None
    assert file.grids == ()


@pytest.mark.parametrize(
    ("xml", "reason"),
    [
        (b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "document type"),
        (b'<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd"><a/>', "document type"),
        (b"<a><b></a>", "line 1: mismatched tag"),
        (b"<a>", "line 1: no element found"),
        (b"<a>" * 1000, "too deep"),
        (b'<?xml version="1.0" encoding="klingon"?><a/>', "encoding|unknown"),
    ],
)
def test_xml_that_is_damaged_or_hostile_is_refused(xml: bytes, reason: str) -> None:
    with pytest.raises(DataError, match=reason):
        parse(xml)


def test_json_keeps_amounts_exact_and_must_be_whole(tmp_path: Path) -> None:
    assert made(tmp_path, "a.json", '\ufeff{"sum": 858539.10}').json == {
        "sum": Decimal("858539.10")
    }
    with pytest.raises(DataError, match="no whole JSON"):
        _ = made(tmp_path, "b.json", '{"sum": 1').json
    with pytest.raises(DataError, match="no whole JSON"):
        _ = made(tmp_path, "c.json", "[" * 100_000).json


def test_html_called_xls_is_read_as_a_sheet(tmp_path: Path) -> None:
    html = (
        "<html><body><table><tr><th colspan=2>客户</th><th>金额</th></tr>"
        "<tr><td>A1<td>甲&amp;乙<br>公司</td><td>1,234.00</td></tr></table></body></html>"
    )
    grid = made(tmp_path, "a.xls", html.encode("gb18030")).grids[0]
    assert grid.rows == [["客户", "", "金额"], ["A1", "甲&乙\n公司", "1,234.00"]]


def test_text_with_titles_keeps_the_rows_of_the_file(tmp_path: Path) -> None:
    text = 'Mayor, 2026\n\nfecha;concepto;debe\n01/02/2026;"Fra; núm. 1\nresto";1.234,56\n;;2\n'
    rows = made(tmp_path, "m.csv", text.encode("cp1252")).grids[0].rows
    assert rows[2] == ["fecha", "concepto", "debe"]
    assert rows[4] == ["01/02/2026", "Fra; núm. 1\nresto", "1.234,56"]
    assert rows[5] == ["", "", "2"]


def test_quotes_inside_a_name_without_quoting_stay(tmp_path: Path) -> None:
    text = 'Период\tДокумент\n01.02.2026\tООО "Ромашка" и "К\n'
    assert made(tmp_path, "k.txt", text.encode("cp1251")).grids[0].rows[1][1].startswith("ООО")  # type: ignore[union-attr]


def test_a_picture_or_an_empty_file_is_nothing(tmp_path: Path) -> None:
    picture = made(tmp_path, "a.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
    assert (picture.text, picture.xml, picture.json, picture.grids) == (None, None, None, ())
    empty = made(tmp_path, "b.csv", "")
    assert (empty.xml, empty.json) == (None, None)


def test_a_file_beyond_the_limit_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "big.txt"
    with path.open("wb") as file:
        file.truncate(100_000_001)
    with pytest.raises(DataError, match="larger than 100 MB"):
        _ = File(path).data


def test_workbooks_are_read_whatever_they_are_called(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Дата", "Сумма"])  # type: ignore[union-attr]
    book.active.append(["01.02.2026", 12.5])  # type: ignore[union-attr]
    book.save(tmp_path / "a.xlsx")
    (tmp_path / "a.xlsx").rename(tmp_path / "a.dat")
    assert File(tmp_path / "a.dat").grids[0].rows[1] == ["01.02.2026", Decimal("12.5")]


HEADS = {
    "date": "Дата; Период",
    "debit": "Дебет | Сумма; Дебет",
    "debit_account": "Дебет | Счет",
    "credit": "Кредит | Сумма; Кредит",
}


def test_a_head_is_found_below_titles_in_one_row_or_two() -> None:
    one = Grid("f", "", [["Карточка"], ["Дебет"], ["", "Период", "Дебет", "", "Кредит"], ["", "1"]])
    header = find_header(one, HEADS, ("date", "debit", "credit"))
    assert header is not None
    assert (header.top, header.body) == (2, 3)
    assert header.all == {"date": (1,), "debit": (2,), "credit": (4,)}
    two = Grid(
        "f",
        "",
        [["Период", "Дебет", "", "Кредит", ""], ["", "Счет", "Сумма", "Счет", "Сумма"], ["x"]],
    )
    header = find_header(two, HEADS, ("date", "debit", "credit"))
    assert header is not None
    assert header.body == 2
    assert (header.all["debit"], header.all["credit"]) == ((2,), (4,))
    assert header.cell(["1", "2", "3"], "debit") == "3"
    assert header.cell(["1"], "debit") == ""
    assert find_header(Grid("f", "", [["Дата"]]), HEADS, ("date", "debit")) is None


def test_both_halves_of_an_act_have_their_columns() -> None:
    grid = Grid("f", "", [["Дата", "Дебет", "Кредит", "Дата", "Дебет", "Кредит"]])
    header = find_header(grid, HEADS, ("date", "debit"))
    assert header is not None
    assert header.all["debit"] == (1, 4)


def test_single_values() -> None:
    spanish, russian = LOCALES["es"], LOCALES["ru"]
    assert amount("1.234,56", spanish) == Decimal("1234.56")
    assert amount("1\u00a0234,56", russian) == Decimal("1234.56")
    assert [amount(cell, russian) for cell in ("", " - ", "--")] == [0, 0, 0]
    assert day("15.01.26").isoformat() == "2026-01-15"
    assert day("01/02/2026").isoformat() == "2026-02-01"
    assert tidy(" ООО\u00a0 «А» \r\n договор  1 ") == "ООО «А»\nдоговор 1"
    for call in (lambda: amount("1.23,4.5", spanish), lambda: day("31.02.2026"), lambda: day("")):
        with pytest.raises(Unreadable) as caught:
            call()
        problem = caught.value.at(Origin("f.csv", 7), "x")
        assert (problem.source, problem.params["row"]) == ("f.csv", 7)
    with pytest.raises(Unreadable):
        tidy(4.07028e19)


def test_days_as_programs_write_them() -> None:
    assert {
        str(day(cell))
        for cell in ("20260410 17:07:09", "20260410170709", "10/04/26", "46122", "46122.71",
                     Decimal(46122), Decimal("46122.713"), "2026年4月10日", "\t2026-04-10")
    } == {"2026-04-10"}  # fmt: skip
    for cell in ("12345", "2604101707", "32/04/26", Decimal(99999)):
        with pytest.raises(Unreadable):
            day(cell)


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2026年1月至2026年6月", "2026-01-01 2026-06-30"),
        ("会计期间：2026年第1期至2026年第6期", "2026-01-01 2026-06-30"),
        ("2026.01-2026.06", "2026-01-01 2026-06-30"),
        ("2026-01-01--2026-06-30", "2026-01-01 2026-06-30"),
        ("20260101-20260630", "2026-01-01 2026-06-30"),
        ("2026年1月1日 到 2026年6月30日", "2026-01-01 2026-06-30"),
        ("del 01/01/2026 al 30/06/2026", "2026-01-01 2026-06-30"),
        ("Ejercicio: 2026", "2026-01-01 2026-12-31"),
        ("期间：2026年2月", "2026-02-01 2026-02-28"),
        ("4300000123", "None"),
        ("2026-06-30 - 2026-01-01", "None"),
        ("pág. 1 - 2", "None"),
    ],
)
def test_periods_of_titles(text: str, period: str) -> None:
    found = period_of(text)
    assert (f"{found[0]} {found[1]}" if found else "None") == period
