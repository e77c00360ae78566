# ruff: noqa: E501 - a row of a table is a line
"""Statements of Chinese banks, each under the headings of its own export."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from foreign_files import broken, delimited, faults, html, proven, rows, typed, workbook
from letters.reading.foreign import cn_ledger
from letters.reading.foreign.cn_bank import read, recognise

CCB = """
账号 | 账户名称 | 交易时间 | 借方发生额（支取） | 贷方发生额（收入） | 余额 | 币种 | 对方户名 | 对方账号 | 对方开户机构 | 记账日期 | 摘要 | 备注 | 账户明细编号-交易流水号
33150198603600000123 | 宁波海岳贸易有限公司 | 20260410 17:07:09 | 0.00 | 40,000.00 | 50,000.00 | 人民币元 | 苏州云帆机械有限公司 | 32250110102900000456 | 建行苏州分行 | 20260410 | 货款 | HY-2026-01 | 1-33150
33150198603600000123 | 宁波海岳贸易有限公司 | 20260411 09:00:00 | 5.50 | 0.00 | 49,994.50 | 人民币元 | | | | 20260411 | 手续费 | | 2-33151
33150198603600000123 | 宁波海岳贸易有限公司 | 20260412 09:00:00 | 1,000.00 | 0.00 | 48,994.50 | 人民币元 | 苏州云帆机械有限公司 | 32250110102900000456 | 建行苏州分行 | 20260412 | 退款 | 多付退回 | 3-33152
33150198603600000123 | 宁波海岳贸易有限公司 | 20260413 09:00:00 | 0.00 | 200.00 | 49,194.50 | 人民币元 | | | | 20260413 | 现金存入 | | 4-33153
"""
EXPECTED = ["40000.00 payment", "1000.00 refund"]


@pytest.mark.parametrize("form", ["gb18030", "utf-8-sig", "html", "tabs"])
def test_ccb_in_every_wrapping(tmp_path: Path, form: str) -> None:
    if form == "html":
        file = html(tmp_path, CCB)
    elif form == "tabs":
        file = delimited(tmp_path, CCB.replace("| 3", "| \t3"), sign="\t", encoding="gbk")
    else:
        file = delimited(tmp_path, CCB, encoding=form)
    assert recognise(file)
    assert not cn_ledger.recognise(file)
    found = read([file])
    if form != "tabs":
        assert rows(found) == [
            "2 2026-04-10 payment 1-33150 40000.00 苏州云帆机械有限公司",
            "4 2026-04-12 refund 3-33152 1000.00 苏州云帆机械有限公司",
        ]
        assert found.movements[0].party.bank_account == "32250110102900000456"
        assert found.movements[0].description == "货款; HY-2026-01"
        assert found.movements[0].currency == "CNY"
        assert [(each.reason, each.amount) for each in found.aside] == [
            ("the bank's own charge or interest", Decimal("-5.50")),
            ("the row does not name the other side", Decimal("200.00")),
        ]
        assert (found.owner.name, found.owner.bank_account) == (
            "宁波海岳贸易有限公司",
            "33150198603600000123",
        )
        assert proven(found)


ICBC = """
[HISTORYDETAIL]
凭证号 | 交易时间 | 对方单位 | 对方账号 | 转入金额 | 转出金额 | 余额 | 用途 | 摘要 | 附言
'00012345 | 2026-04-12 09:01:02 | 苏州云帆机械有限公司 | '1102026009000123456 | | 1,000.00 | 49,000.00 | 退款 | 网银 |
'00012344 | 2026-04-10 17:07:09 | 苏州云帆机械有限公司 | '1102026009000123456 | 40,000.00 | | 50,000.00 | 货款 | 网银 | 合同HY-2026-01
"""
CMBC = """
中国民生银行账户交易明细
账号：600123456 | | 户名：宁波海岳贸易有限公司
起止日期：2026-04-01 至 2026-04-30 | | 币种：人民币
贷方笔数：1 | 贷方金额合计： | 贷方总金额：40,000.00 | 借方总金额：1,000.00
交易时间 | 交易流水号 | 借方发生额 | 贷方发生额 | 账户余额 | 凭证号 | 客户附言 | 对方账号 | 对方账号名称 | 对方开户行
2026/04/10 17:07:09 | 20260410001 | | 40000.00 | 50000.00 | | 货款 | 1102026009000123456 | 苏州云帆机械有限公司 | 工行苏州
2026/04/12 08:00:00 | 20260412009 | 1000.00 | | 49000.00 | | 退款 | 1102026009000123456 | 苏州云帆机械有限公司 | 工行苏州
合计 | | 1000.00 | 40000.00
"""
PINGAN = """
交易时间 | 账号 | 收入 | 支出 | 账户余额 | 对方户名 | 对方账号 | 对方账号开户行 | 摘要 | 交易流水号 | 核心唯一流水号 | 交易用途 | 币种
2026-04-12 08:00:00 | 15000098765432 | | 1000 | 49000 | 苏州云帆机械有限公司 | 1102026009000123456 | 工行苏州 | 转账 | 8044672604120002 | F2 | 退款 | RMB
2026-04-10 17:07:09 | 15000098765432 | 40000 | | 50000 | 苏州云帆机械有限公司 | 1102026009000123456 | 工行苏州 | 转账 | 8044672604100001 | F1 | 货款 | RMB
"""
CMB = """
招商银行账务查询
账号： | 574900000110001 | 户名： | 宁波海岳贸易有限公司
币种： | 人民币 | 开户行： | 招行宁波分行
查询日期： | 2026-04-01至2026-04-30
 |
总收入笔数： | 1 | 总收入金额： | 40000.00
总支出笔数： | 1 | 总支出金额： | 1000.00
期初余额： | 10000.00 | 期末余额： | 49000.00
 |
交易日 | 交易时间 | 起息日 | 交易类型 | 借方金额 | 贷方金额 | 余额 | 摘要 | 流水号 | 流程实例号 | 收(付)方名称 | 收(付)方账号 | 收(付)方开户行名
20260410 | 17:07:09 | 20260410 | 汇入 | | 40,000.00 | 50,000.00 | 货款 | K1 | | 苏州云帆机械有限公司 | 1102026009000123456 | 工行苏州
20260412 | 08:00:00 | 20260412 | 汇出 | 1,000.00 | | 49,000.00 | 退款 | K2 | | 苏州云帆机械有限公司 | 1102026009000123456 | 工行苏州
"""
OTHER = """
户名：宁波海岳贸易有限公司 账号：6228480318051081101 日期：20260401-20260430
交易日期 | 借贷标志 | 交易金额 | 余额 | 对方名称 | 对方账号 | 摘要 | 交易流水号
46122.71 | 贷 | ４０，０００．００ | 50,000.00 | 苏州云帆机械有限公司 | 1102026009000123456 | 货款 | A1
20260412080000 | 借 | -1,000.00 | 49,000.00 | 苏州云帆机械有限公司 | 1102026009000123456 | 退款 | A2
"""


@pytest.mark.parametrize(
    ("table", "owner", "account"),
    [
        (ICBC, "", ""),
        (CMBC, "宁波海岳贸易有限公司", "600123456"),
        (PINGAN, "", "15000098765432"),
        (CMB, "宁波海岳贸易有限公司", "574900000110001"),
        (OTHER, "宁波海岳贸易有限公司", "6228480318051081101"),
    ],
)
def test_five_banks_say_the_same(tmp_path: Path, table: str, owner: str, account: str) -> None:
    found = read([delimited(tmp_path, table, encoding="gb18030")])
    assert sorted(f"{each.date} {each.kind} {each.amount:f}" for each in found.movements) == [
        "2026-04-10 payment 40000.00" if table != PINGAN else "2026-04-10 payment 40000",
        "2026-04-12 refund 1000.00" if table != PINGAN else "2026-04-12 refund 1000",
    ]
    assert {each.party.name for each in found.movements} == {"苏州云帆机械有限公司"}
    assert {each.party.bank_account for each in found.movements} == {"1102026009000123456"}
    assert (found.owner.name, found.owner.bank_account) == (owner, account)
    assert all(each.number for each in found.movements)
    assert proven(found), (broken(found), found.problems)
    if table in {CMBC, CMB, OTHER}:
        assert (found.first, found.last) == (date(2026, 4, 1), date(2026, 4, 30))


def test_totals_of_the_title_must_hold(tmp_path: Path) -> None:
    names = {
        name
        for name, _, _, _ in broken(
            read([delimited(tmp_path, CMB.replace("笔数： | 1", "笔数： | 2"))])
        )
    }
    assert names == {"number of rows"}
    found = read([delimited(tmp_path, CMB.replace("期初余额： | 10000", "期初余额： | 10001"))])
    assert [name for name, _, _, _ in broken(found)] == ["opening balance"]


def test_a_lost_row_breaks_the_balances_in_both_orders(tmp_path: Path) -> None:
    three = (
        ICBC
        + "'00012343 | 2026-04-09 17:07:09 | 甲公司 | '110202600900012 | 400.00 | | 10,000.00 | 货款 | 网银 |\n"
    )
    assert proven(read([delimited(tmp_path, three)]))
    lost = "\n".join(line for line in three.splitlines() if "40,000.00" not in line)
    assert [row for _, row, _, _ in broken(read([delimited(tmp_path, lost)]))] != []
    turned = CCB.replace("49,994.50", "49,994.05")
    assert [row for _, row, _, _ in broken(read([delimited(tmp_path, turned)]))] == [3]


@pytest.mark.parametrize(
    ("table", "fault"),
    [
        (OTHER.replace("借 | -1", "? | -1"), ("flag.unknown", 4)),
        (CCB.replace("0.00 | 40,000.00", "1.00 | 40,000.00"), ("sides.both", 2)),
        (CCB.replace("20260412 09:00:00", "20261312 09:00:00"), ("date.impossible", 4)),
        (CCB.replace("32250110102900000456", "3.22501E+19", 1), ("digits.lost", 2)),
        (CCB + "乱码一行 | | | |", ("row.unknown", 6)),
    ],
)
def test_a_damaged_row_is_named(tmp_path: Path, table: str, fault: tuple[str, int]) -> None:
    assert faults(read([delimited(tmp_path, table)])) == [fault]


def test_digits_that_excel_has_lost_are_refused(tmp_path: Path) -> None:
    table = typed(ICBC.replace("'1102026009000123456", "1102026009000123456").replace("'", ""))
    found = read([workbook(tmp_path, {"Sheet1": table})])
    assert faults(found) == [("digits.lost", 3), ("digits.lost", 4)]


def test_a_minus_is_a_reversal_unless_it_repeats_the_word(tmp_path: Path) -> None:
    table = OTHER + "20260413 | 借 | 300.00 | 48,700.00 | 甲公司 | 62284803180510811 | 付款 | A3\n"
    found = read(
        [delimited(tmp_path, table.replace("49,000.00", "51,000.00").replace("48,700", "50,700"))]
    )
    assert [str(each.effect) for each in found.movements] == ["-40000.00", "-1000.00", "300.00"]
    assert proven(found)
