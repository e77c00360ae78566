# ruff: noqa: E501 - a row of a table is a line
"""The list of e-invoices that a taxpayer exports."""

from decimal import Decimal
from pathlib import Path

import pytest

from foreign_files import broken, cells, delimited, faults, proven, rows, workbook
from letters.reading.foreign.cn_invoices import read, recognise

HEAD = "序号 | 发票代码 | 发票号码 | 数电发票号码 | 销方识别号 | 销方名称 | 购方识别号 | 购买方名称 | 开票日期"
TAIL = "发票来源 | 发票票种 | 发票状态 | 是否正数发票 | 发票风险等级 | 开票人 | 备注"
SIDES = "91330206MA2CJQ5T53 | 宁波海岳贸易有限公司 | 91320594MA1X8K6PXX | 苏州云帆机械有限公司"
SPECIAL = "电子发票服务平台 | 数电票（增值税专用发票）"
BASIC = f"""
{HEAD} | 金额 | 税额 | 价税合计 | {TAIL}
1 | | | 26332000000012345671 | {SIDES} | 2026-03-02 10:11:12 | 1000.00 | 130.00 | 1130.00 | {SPECIAL} | 正常 | 是 | 正常 | 王五 | 送货单SH-0301 合同HY-2026-01
2 | | | 26332000000012345672 | {SIDES} | 2026-03-03 10:11:12 | 200.00 | 26.00 | 226.00 | {SPECIAL} | 已红冲-全额 | 是 | 正常 | 王五 |
3 | | | 26332000000012345673 | {SIDES} | 2026-03-04 10:11:12 | -200.00 | -26.00 | -226.00 | {SPECIAL} | 正常 | 否 | 正常 | 王五 | 被红冲蓝字数电发票号码：26332000000012345672 红字发票信息确认单编号：33020626031001
4 | | | 26332000000012345674 | {SIDES} | 2026-03-05 10:11:12 | 50.00 | 6.50 | 56.50 | {SPECIAL} | 作废 | 是 | 正常 | 王五 |
5 | | | 26332000000012345675 | {SIDES} | 2026-03-06 10:11:12 | 70.00 | 9.10 | 79.10 | {SPECIAL} | 已红冲-全额 | 是 | 正常 | 王五 |
6 | | | 26332000000012345676 | {SIDES} | 2026-03-07 10:11:12 | -10.00 | -1.30 | -11.30 | {SPECIAL} | 正常 | 否 | 正常 | 王五 | 被红冲蓝字数电发票号码：25332000000099999999
合计 | | | | | | | | | 1110.00 | 144.30 | 1254.30
"""
LINE = "1 | | | 26332000000012345671"
GOODS = f"""
{HEAD} | 税收分类编码 | 特定业务类型 | 货物或应税劳务名称 | 规格型号 | 单位 | 数量 | 单价 | 金额 | 税率 | 税额 | 价税合计 | {TAIL}
{LINE} | {SIDES} | 2026-03-02 10:11:12 | 1090 | | *机械*轴承 | A1 | 件 | 10 | 110 | 1100.00 | 13% | 143.00 | 1243.00 | {SPECIAL} | 正常 | 是 | 正常 | 王五 | 送货单SH-0301 合同HY-2026-01
{LINE} | {SIDES} | 2026-03-02 10:11:12 | 1090 | | *机械*轴承 | | | | | -100.00 | 13% | -13.00 | -113.00 | {SPECIAL} | 正常 | 是 | 正常 | 王五 | 送货单SH-0301 合同HY-2026-01
"""
FIRST = "\n".join(BASIC.strip().splitlines()[:2])


def test_statuses_and_red_invoices(tmp_path: Path) -> None:
    file = workbook(tmp_path, {"发票基础信息": cells(BASIC)})
    assert recognise(file)
    found = read([file])
    assert rows(found) == [
        "2 2026-03-02 shipment 26332000000012345671 1130.00 苏州云帆机械有限公司",
        "3 2026-03-03 shipment 26332000000012345672 226.00 苏州云帆机械有限公司",
        "4 2026-03-04 correction 26332000000012345673 -226.00 苏州云帆机械有限公司",
        "7 2026-03-07 correction 26332000000012345676 -11.30 苏州云帆机械有限公司",
    ]
    assert [(each.origin.row, each.reason) for each in found.aside] == [
        (5, "a void invoice"),
        (6, "an invoice cancelled in full by a red one"),
    ]
    assert found.movements[2].settles == ("26332000000012345672",)
    assert found.movements[0].party.tax_id == "91320594MA1X8K6PXX"
    assert found.owner.tax_id == "91330206MA2CJQ5T53"
    assert found.movements[0].document_type == "数电票（增值税专用发票）"
    assert "SH-0301" in found.movements[0].description
    assert proven(found), (broken(found), found.problems)


def test_lines_of_goods_are_one_invoice(tmp_path: Path) -> None:
    found = read([workbook(tmp_path, {"信息汇总表": cells(GOODS)})])
    assert rows(found) == [
        "2 2026-03-02 shipment 26332000000012345671 1130.00 苏州云帆机械有限公司"
    ]
    assert found.movements[0].vat_rate == 13
    assert found.problems == ()


def test_both_sheets_must_agree(tmp_path: Path) -> None:
    both = {"发票基础信息": cells(FIRST), "信息汇总表": cells(GOODS)}
    found = read([workbook(tmp_path, both)])
    assert len(found.movements) == 1
    assert found.movements[0].vat_rate == 13
    assert proven(found)
    both["信息汇总表"] = cells(GOODS)[:2]
    assert broken(read([workbook(tmp_path, both)])) == [
        ("amount with tax of the goods lines", 2, Decimal("1243.00"), Decimal("1130.00"))
    ]


def test_list_of_what_was_bought_is_the_buyers(tmp_path: Path) -> None:
    other = FIRST.splitlines()[1].replace("5671", "5679").replace("宁波海岳", "温州南麂")
    found = read([delimited(tmp_path, f"{FIRST}\n{other}", encoding="gbk")])
    assert found.owner.name == "苏州云帆机械有限公司"
    assert [(each.party.name, each.effect) for each in found.movements] == [
        ("宁波海岳贸易有限公司", -1130),
        ("温州南麂贸易有限公司", -1130),
    ]


@pytest.mark.parametrize(
    ("written", "changed", "fault"),
    [
        ("26332000000012345671", "2.6332E+19", "digits.lost"),
        ("26332000000012345671", "无", "number.unreadable"),
        ("2026-03-02 10", "2026-02-30 10", "date.impossible"),
        ("| 是 |", "| 否 |", "sign.contradicts"),
        ("1130.00", "一千", "amount.unreadable"),
    ],
)
def test_a_damaged_row_is_named(tmp_path: Path, written: str, changed: str, fault: str) -> None:
    assert faults(read([delimited(tmp_path, FIRST.replace(written, changed))])) == [(fault, 2)]


def test_a_number_that_a_workbook_keeps_as_a_figure_is_refused(tmp_path: Path) -> None:
    table: list[list[object]] = [list(row) for row in cells(FIRST)]
    table[1][3] = 26332000000012345671.0
    assert faults(read([workbook(tmp_path, {"发票基础信息": table})])) == [("digits.lost", 2)]


def test_twice_the_same_and_a_wrong_sum(tmp_path: Path) -> None:
    twice = f"{FIRST}\n{FIRST.splitlines()[1]}"
    assert faults(read([delimited(tmp_path, twice)])) == [("number.twice", 3)]
    found = read([delimited(tmp_path, FIRST.replace("1130.00", "1130.10"))])
    assert broken(found) == [("amount with tax", 2, Decimal("1130.10"), Decimal("1130.00"))]
    lost = "\n".join(line for line in BASIC.splitlines() if not line.startswith("4"))
    assert [row for _, row, _, _ in broken(read([delimited(tmp_path, lost)]))] == [7, 7, 7]
    mixed = (
        FIRST.splitlines()[1]
        .replace("5671", "5679")
        .replace("海岳", "南麂")
        .replace("云帆", "风帆")
    )
    assert faults(read([delimited(tmp_path, f"{FIRST}\n{mixed}")])) == [("owner.unclear", 2)]


def test_an_empty_list_says_nothing(tmp_path: Path) -> None:
    assert read([delimited(tmp_path, FIRST.splitlines()[0])]).movements == ()
