"""letters import on files of 100,000 rows, beside a plain loop of openpyxl or csv over the same.

    python benchmarks/imports.py [ROWS]

The plain loop only looks at each cell: it finds no party, proves no total, writes nothing. Printed
are the CPU seconds and rows a second of reading a file and of the whole command, and how many times
as long as the plain loop each of them takes.
"""

import csv
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import redirect_stdout
from datetime import date, timedelta
from decimal import Decimal
from io import StringIO
from pathlib import Path

import openpyxl

from letters.cli.app import main
from letters.reading.foreign.planning import read_one
from letters.reading.foreign.rules import Rules
from letters.reading.sample import make_workspace

ACCOUNT = "40702810300260001426"
BUYERS = (
    ('ООО "Снегирь-Маркет"', "7698013375", "15/П от 01.02.2025"),
    ('АО "Кедровый терем"', "5298015180", "8-К/2025 от 11.03.2025"),
    ('ООО "Рябинка-Опт"', "3798017400", "40/П от 19.01.2026"),
    ('ООО "Чужая"', "7736050003", "1 от 01.01.2026"),
)


def days(count: int) -> list[date]:
    return [date(2026, 1, 1) + timedelta(i * 270 // count) for i in range(count)]


def card_62(path: Path, count: int) -> None:
    """карточка счёта 62 of three buyers: three sales, then a payment, with running balances."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    head = ("Период", "Документ", "Аналитика Дт", "Аналитика Кт", "Дебет", "", "Кредит", "")
    for row in (
        ["ООО «ТД „Лиморель“»"],
        ["Карточка счета 62 за 9 месяцев 2026 г."],
        [*head, "Текущее сальдо", ""],
        ["", "", "", "", "Счет", "", "Счет", ""],
        ["Сальдо на начало", *[""] * 7, "Д", 0],
    ):
        sheet.append(row)
    debit = credit = 0
    for i, day in enumerate(days(count)):
        name, _, contract = BUYERS[i % 3]
        number, cents, when = f"0000-{i:06}", 100_000 + i, f"{day:%d.%m.%Y}"
        if i % 4 < 3:
            debit += cents
            document = f"Реализация (акт, накладная, УПД) {number} от {when} 12:00:00"
            sides = [f"{name}\n{contract}", "", "62.01", cents / 100, "90.01.1", ""]
        else:
            credit += cents
            document = f"Поступление на расчетный счет {number} от {when} 12:00:00"
            sides = ["", f"{name}\n{contract}", "51", "", "62.01", cents / 100]
        sheet.append([when, document, *sides, "Д", (debit - credit) / 100])
    turnover = ["", debit / 100, "", credit / 100, "Д", (debit - credit) / 100]
    sheet.append(["Обороты за период и сальдо на конец", "", "", "", *turnover])
    book.save(path)


def bank_1c(path: Path, count: int) -> None:
    """1CClientBankExchange: each fourth payment is of a stranger."""
    total = Decimal(0)
    documents = []
    for i, day in enumerate(days(count)):
        (name, tax_id, contract), sum_ = BUYERS[i % 4], Decimal(100_000 + i) / 100
        total += sum_
        documents.append(
            f"СекцияДокумент=Платежное поручение\nНомер={i + 1}\nДата={day:%d.%m.%Y}\n"
            f"Сумма={sum_}\nПлательщикСчет=4070281090000000000{i % 4}\nПлательщик1={name}\n"
            f"ПлательщикИНН={tax_id}\nПолучательСчет={ACCOUNT}\nДатаПоступило={day:%d.%m.%Y}\n"
            f"ПолучательИНН=7798014260\n"
            f"НазначениеПлатежа=Оплата по договору № {contract} за УПД {i}\nКонецДокумента\n"
        )
    period = f"ДатаНачала=01.01.2026\nДатаКонца=30.09.2026\nРасчСчет={ACCOUNT}\n"
    sums = f"НачальныйОстаток=0.00\nВсегоПоступило={total}\nКонечныйОстаток={total}\n"
    head = f"1CClientBankExchange\nВерсияФормата=1.03\nКодировка=Windows\n{period}"
    account = f"СекцияРасчСчет\n{period}{sums}КонецРасчСчет\n"
    path.write_bytes((head + account + "".join(documents) + "КонецФайла\n").encode("cp1251"))


def bank_cn(path: Path, count: int) -> None:
    """A Chinese bank's statement in GB18030, with a balance in each row."""
    names = ("苏州栖野包装科技有限公司", "青岛澄坊食品有限公司", "义乌市禾汀日用品商行", "陌生公司")
    head = (
        "账号,账户名称,交易时间,借方发生额（支取）,贷方发生额（收入）,余额,币种,"
        "对方户名,对方账号,对方开户机构,记账日期,摘要,备注,账户明细编号-交易流水号"
    )
    lines = [head]
    balance = Decimal(0)
    for i, day in enumerate(days(count)):
        sum_ = Decimal(100_000 + i) / 100
        balance += sum_
        lines.append(
            f"574018000120260217,宁波利墨瑞贸易有限公司,{day:%Y%m%d} 17:07:09,0.00,{sum_},"
            f"{balance},人民币元,{names[i % 4]},51206600010318{i % 4},苏州,{day:%Y%m%d},货款,"
            f"SH-{i},{i}-1"
        )
    path.write_bytes("\r\n".join(lines).encode("gb18030"))


def plain_xlsx(path: Path) -> int:
    sheet = openpyxl.load_workbook(path, read_only=True, data_only=True).active
    return sum(1 for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None)


def plain_csv(encoding: str, delimiter: str) -> Callable[[Path], int]:
    def loop(path: Path) -> int:
        with path.open(encoding=encoding, newline="") as file:
            rows = csv.reader(file, delimiter=delimiter, quoting=csv.QUOTE_NONE)
            return sum(1 for row in rows for cell in row if cell)

    return loop


def seconds(action: Callable[[], object]) -> float:
    start = time.process_time()
    with redirect_stdout(StringIO()):
        action()
    return time.process_time() - start


def import_into(folder: Path, path: Path) -> None:
    make_workspace(folder)
    sys.argv = ["letters", "import", "--quiet", "-C", str(folder), str(path)]
    status: object = 0
    try:
        main()
    except SystemExit as end:
        status = end.code
    if status:
        sys.exit(f"{path.name} was refused")


def run(count: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        results = []
        for file, make, plain in (
            ("card_62.xlsx", card_62, plain_xlsx),
            ("bank_1c.txt", bank_1c, plain_csv("cp1251", "=")),
            ("bank_cn.csv", bank_cn, plain_csv("gb18030", ",")),
        ):
            path = folder / file
            make(path, count)
            rival = seconds(lambda path=path, plain=plain: plain(path))
            reading = seconds(lambda path=path: read_one(path, Rules()))
            whole = seconds(lambda path=path: import_into(folder / f"w-{path.stem}", path))
            results.append((file, rival, reading, whole))
    print(f"{count} rows{'':>12}  seconds    rows/s   x plain loop")
    for file, rival, reading, whole in results:
        for what, its in (("plain loop", rival), ("reading", reading), ("whole import", whole)):
            line = f"{file:<13} {what:<12} {its:7.2f} {count / its:9,.0f} {its / rival:7.1f}"
            print(line)


if __name__ == "__main__":
    run(int(sys.argv[1]) if sys.argv[1:] else 100_000)
