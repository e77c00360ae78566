# ruff: noqa: E501 - a row of a table is a line
"""Chinese ledgers as 金蝶, 用友 and small-business programs export them."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from foreign_files import broken, cells, delimited, faults, html, proven, rows, typed, workbook
from letters.reading.foreign.cn_ledger import read, recognise
from letters.reading.foreign.file import File
from letters.reading.foreign.found import total

DETAIL = """
客户往来明细账
核算单位：宁波海岳贸易有限公司 | | | | | 期间：2026年1月1日至2026年3月31日
日期 | 凭证字号 | 摘要 | 业务类型 | 单据类型 | 单据号 | 客户编码 | 客户名称 | 本期应收(借方) | 本期收回(贷方) | 方向 | 余额 | 到期日
 | | 期初余额 | | | | C001 | 苏州云帆机械有限公司 | | | 借 | 10,000.00 |
2026-01-05 | 记-3 | 1月供货 | 销售 | 销售出库单 | XSCK0001 | C001 | 苏州云帆机械有限公司 | 25,300.50 | -- | 借 | 35,300.50 | 2026-02-04
2026-01-20 | 记-9 | | 收款 | 收款单 | SK0001 | C001 | 苏州云帆机械有限公司 | | 40,000.00 | 贷 | 4,699.50 |
2026/2/3 | 记-2 | 质量问题 | 销售退货 | 销售退货单 | XT0001 | C001 | 苏州云帆机械有限公司 | (1,300.50) | | 贷 | 6,000.00 |
2026年2月10日 | 记-5 | 补发 | 销售 | 销售出库单 | XSCK0002 | C001 | 苏州云帆机械有限公司 | 6,000.00 | | 平 | 0.00 |
 | | 小计 | | | | | | 30,000.00 | 40,000.00 | |  |
 | | 期初余额 | | | | C002 | 无锡（北）纺织厂 | | | 平 | 0.00 |
20260315 10:20:30 | 记-7 | | 销售 | 销售发票 | XSFP0009 | C002 | 无锡（北）纺织厂 | ￥500.00 | | 借 | 500.00 |
 | | 小计 | | | | | | 500.00 | 0.00 | | |
 | | 合计 | | | | | | 30,500.00 | 40,000.00 | | |
制表人：李四 | | 打印日期：2026-04-01
"""


@pytest.mark.parametrize(
    "form", ["gb18030", "utf-8", "utf-8-sig", "tabs", "html", "xlsx", "utf-16"]
)
def test_detail_ledger_of_two_customers_in_every_wrapping(tmp_path: Path, form: str) -> None:
    if form == "html":
        file = html(tmp_path, DETAIL)
    elif form == "xlsx":
        file = workbook(tmp_path, {"Sheet1": typed(DETAIL)})
    elif form in {"tabs", "utf-16"}:
        file = delimited(tmp_path, DETAIL, sign="\t", encoding="gbk" if form == "tabs" else form)
    else:
        file = delimited(tmp_path, DETAIL, encoding=form)
    assert recognise(file)
    found = read([file])
    assert (
        rows(found)
        == [
            "5 2026-01-05 shipment XSCK0001 25300.50 苏州云帆机械有限公司",
            "6 2026-01-20 payment SK0001 40000.00 苏州云帆机械有限公司",
            "7 2026-02-03 return XT0001 1300.50 苏州云帆机械有限公司",
            "8 2026-02-10 shipment XSCK0002 6000.00 苏州云帆机械有限公司",
            "11 2026-03-15 shipment XSFP0009 500.00 无锡（北）纺织厂",
        ]
        or form == "xlsx"
    )
    assert [movement.effect for movement in found.movements] == [
        Decimal(text) for text in ("25300.5", "-40000", "-1300.5", "6000", "500")
    ]
    assert proven(found), (broken(found), found.problems)
    assert found.problems == ()
    assert found.owner.name == "宁波海岳贸易有限公司"
    assert (found.first, found.last) == (date(2026, 1, 1), date(2026, 3, 31))
    assert [(each.party.name, each.date, each.amount) for each in found.opening] == [
        ("苏州云帆机械有限公司", date(2026, 1, 1), 10_000),
        ("无锡（北）纺织厂", date(2026, 1, 1), 0),
    ]
    assert [(each.date, each.amount) for each in found.closing] == [
        (date(2026, 3, 31), 0),
        (date(2026, 3, 31), 500),
    ]
    assert found.movements[0].due_date == date(2026, 2, 4)
    assert found.movements[0].document_type == "销售出库单"


ACCOUNT = """
应收账款明细账
科目：1122 应收账款-苏州云帆机械有限公司 | | | | | | | 单位：元
2026年 | | 凭证号 | 摘要 | 借方 | 贷方 | 方向 | 余额
月 | 日 | | | | | |
 | | | 上年结转 | | | 贷 | 200.00
1 | 5 | 记-1 | 销售A型轴承 | 1,130.00 | | 借 | 930.00
 | 20 | 银收-2 | 苏州云帆 | | 930.00 | 平 | --
 | 31 | | 本月合计 | 1,130.00 | 930.00 | 平 | 0.00
 | 31 | | 本年累计 | 1,130.00 | 930.00 | 平 | 0.00
2 | 3 | 记-4 | 冲销1月多开发票 | -130.00 | | 贷 | 130.00
2 | 28 | | 本月合计 | -130.00 | 0.00 | 贷 | 130.00
2 | 28 | | 本年累计 | 1,000.00 | 930.00 | 贷 | 130.00
"""


def test_account_ledger_with_year_in_the_head_and_months_filled_once(tmp_path: Path) -> None:
    found = read([delimited(tmp_path, ACCOUNT, encoding="gbk")])
    assert rows(found) == [
        "6 2026-01-05 shipment 记-1 1130.00 苏州云帆机械有限公司",
        "7 2026-01-20 payment 银收-2 930.00 苏州云帆机械有限公司",
        "10 2026-02-03 correction 记-4 -130.00 苏州云帆机械有限公司",
    ]
    assert proven(found), (broken(found), found.problems)
    assert [each.amount for each in found.opening] == [-200]
    assert [each.amount for each in found.closing] == [-130]


def test_three_columns_of_the_date(tmp_path: Path) -> None:
    file = delimited(
        tmp_path,
        """
客户：甲公司
年 | 月 | 日 | 凭证号 | 摘要 | 借方 | 贷方 | 方向 | 余额
2026 | 3 | 1 | 记-1 | 发货 | 100 | | 借 | 100
2026 | 3 | 9 | 记-2 | 收到货款 | | 100 | 平 | 0
""",
    )
    found = read([file])
    assert [f"{each.date} {each.kind}" for each in found.movements] == [
        "2026-03-01 shipment",
        "2026-03-09 payment",
    ]
    assert proven(found)


SMALL = """
应收账款明细表
日期：2026-01-01至2026-02-28
编号 | 客户 | 单据日期 | 单据编号 | 业务类型 | 增加应收款 | 增加预收款 | 应收款余额 | 备注
KH1 | 甲公司 | | | 期初余额 | 0 | 0 | 100 |
KH1 | 甲公司 | 2026-01-03 | XS001 | 普通销售 | 1000 | 600 | 500 | 现场付一部分
KH1 | 甲公司 | 2026-01-09 | XT001 | 销售退货 | -50 | 0 | 450 |
KH1 | 甲公司 | 2026-02-01 | SK001 | 收款 | 0 | 450 | 0 |
KH1 | 甲公司 | 2026-02-02 | QT001 | 其他 | 0 | 30 | -30 |
合计 | | | | | 950 | 1080 | -30 |
"""


def test_small_business_report_has_sale_and_money_in_one_row(tmp_path: Path) -> None:
    found = read([delimited(tmp_path, SMALL)])
    assert rows(found) == [
        "5 2026-01-03 shipment XS001 1000 甲公司",
        "5 2026-01-03 payment XS001 600 甲公司",
        "6 2026-01-09 return XT001 50 甲公司",
        "7 2026-02-01 payment SK001 450 甲公司",
        "8 2026-02-02 payment QT001 30 甲公司",
    ]
    assert proven(found), (broken(found), found.problems)


def test_amounts_in_ten_thousands(tmp_path: Path) -> None:
    file = delimited(
        tmp_path,
        """
客户：甲公司
日期 | 摘要 | 借方(万元) | 贷方(万元) | 余额（万元）
2026-01-03 | 销售 | 12.34567 | | 12.34567
2026-01-04 | 收款 | | 2 | 10.34567
""",
    )
    found = read([file])
    assert [each.amount for each in found.movements] == [Decimal("123456.7"), Decimal(20000)]
    assert proven(found)
    title = "单位：万元\n日期 | 摘要 | 借方 | 贷方 | 余额\n2026-01-03 | 销售 | 1.5 | | 1.5\n"
    assert read([delimited(tmp_path, title)]).movements[0].amount == 15_000


SUMMARY = """
客户往来汇总表
会计期间：2026.01-2026.06
客户编码 | 客户名称 | 期初应收款 | 增加应收款 | 收取应收款 | 期末应收款
C1 | 甲公司 | 100.00 | 50.00 | 120.00 | 30.00
C2 | 乙公司 | -20.00 | 20.00 | 0.00 | --
 | 合计 | 80.00 | 70.00 | 120.00 | 30.00
"""
BALANCES = """
科目余额表
期间：2026年第1期至2026年第6期
客户编号 | 客户名称 | 期初余额 | | 本期发生额 | | 期末余额 |
 | | 方向 | 金额 | 借方 | 贷方 | 方向 | 金额
C1 | 甲公司 | 借 | 100.00 | 50.00 | 120.00 | 借 | 30.00
C2 | 乙公司 | 贷 | 20.00 | 20.00 | 0.00 | 平 | 0.00
"""


@pytest.mark.parametrize("table", [SUMMARY, BALANCES])
def test_summary_gives_balances_only(tmp_path: Path, table: str) -> None:
    found = read([delimited(tmp_path, table, encoding="gbk")])
    assert found.movements == ()
    assert [(each.party.name, each.amount) for each in found.opening] == [
        ("甲公司", 100),
        ("乙公司", -20),
    ]
    assert {each.date for each in found.opening} == {date(2026, 1, 1)}
    assert {(each.date, each.amount) for each in found.closing} == {
        (date(2026, 6, 30), 30),
        (date(2026, 6, 30), 0),
    }
    assert proven(found)


def test_summary_without_period_or_with_a_wrong_sum_is_refused(tmp_path: Path) -> None:
    table = SUMMARY.replace("会计期间：2026.01-2026.06", "")
    assert faults(read([delimited(tmp_path, table)])) == [("period.missing", 4)]
    found = read([delimited(tmp_path, SUMMARY.replace("120.00 | 30.00", "120.00 | 31.00", 1))])
    assert [row for _, row, _, _ in broken(found)] == [4, 6]


def test_books_of_the_debtor_are_read_from_his_side(tmp_path: Path) -> None:
    file = delimited(
        tmp_path,
        """
供应商往来明细账
公司名称：苏州云帆机械有限公司
供应商：宁波海岳贸易有限公司
日期 | 凭证字号 | 摘要 | 借方 | 贷方 | 方向 | 余额
2026-01-01 | | 期初余额 | | | 贷 | 10000
2026-01-06 | 记-1 | 采购轴承 | | 25300.5 | 贷 | 35300.5
2026-01-20 | 记-2 | 付海岳货款 | 40000 | | 借 | 4699.5
2026-02-03 | 记-3 | 采购退货 | | -1300.5 | 借 | 6000
2026-02-04 | 记-4 | 退货出库 | 10 | | 借 | 6010
""",
    )
    found = read([file])
    assert [f"{each.kind} {each.effect}" for each in found.movements] == [
        "return -25300.5",
        "refund 40000",
        "shipment 1300.5",
        "shipment 10",
    ]
    assert found.owner.name == "苏州云帆机械有限公司"
    assert found.movements[0].party.name == "宁波海岳贸易有限公司"
    assert proven(found), (broken(found), found.problems)
    assert [each.amount for each in found.opening] == [-10000]


def test_words_that_do_not_tell_are_named_not_guessed(tmp_path: Path) -> None:
    file = delimited(
        tmp_path,
        """
客户：甲公司
日期 | 凭证号 | 摘要 | 借方 | 贷方 | 余额
2026-01-03 | 记-1 | 甲公司 | 100 | | 100
2026-01-04 | 记-2 | 五月 | | 60 | 40
2026-01-05 | 记-3 | 甲公司 | 10 | | 50
2026-01-06 | 记-4 | 退还多收货款 | 20 | | 70
2026-01-07 | 记-5 | 应付账款对冲 | | 20 | 50
2026-01-08 | 记-6 | 质量折让 | | 50 | 0
无法识别的一行
""",
    )
    found = read([file])
    assert faults(found) == [("row.unknown", 9), ("kind.untold", 3), ("kind.untold", 4)]
    assert found.problems[1].params["count"] == 2
    assert [each.kind for each in found.movements] == ["refund", "offset", "correction"]
    assert found.movements[2].effect == -50
    assert broken(found) == []


@pytest.mark.parametrize(
    ("written", "changed", "fault"),
    [
        ("25,300.50 |", "25,300.5O |", ("amount.unreadable", 5)),
        ("2026-01-20 |", "2026-01-32 |", ("date.impossible", 6)),
        ("| 贷 | 4,699.50", "| 左 | 4,699.50", ("direction.unknown", 6)),
        ("2026-01-20 |", " |", ("date.missing", 6)),
    ],
)
def test_a_damaged_row_is_named(
    tmp_path: Path, written: str, changed: str, fault: tuple[str, int]
) -> None:
    found = read([delimited(tmp_path, DETAIL.replace(written, changed))])
    assert faults(found) == [fault]


def test_a_wrong_balance_total_or_a_lost_row_does_not_add_up(tmp_path: Path) -> None:
    found = read(
        [delimited(tmp_path, DETAIL.replace("| 6,000.00 |\n2026年", "| 6,000.01 |\n2026年"))]
    )
    assert broken(found) == [("closing balance", 7, Decimal("-6000.01"), Decimal("-6000.00"))]
    lost = "\n".join(line for line in DETAIL.splitlines() if "XSCK0002" not in line)
    assert [row for _, row, _, _ in broken(read([delimited(tmp_path, lost)]))] == [8, 12]


def test_a_list_of_our_own_or_a_bank_statement_is_not_a_ledger(tmp_path: Path) -> None:
    ours = "日期,合同,类型,单据号,金额\n2026-01-01,C1,送货,S1,100\n"
    path = tmp_path / "ledger.csv"
    path.write_text(ours, encoding="utf-8")
    assert not recognise(File(path))


def test_turnovers(tmp_path: Path) -> None:
    found = read([delimited(tmp_path, SMALL)])
    assert total(found.movements, debit=False) == 1130
    assert len(cells(SMALL)) == 9
