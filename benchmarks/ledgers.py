"""Workspaces of a trading group with many counterparties: the same in each run, nobody real.

Usage: python benchmarks/ledgers.py FOLDER [--counterparties 1000] [--entries 40] [--xlsx]

Six of ten counterparties are Russian, two Chinese, two Spanish, each with a contract of its own
under its own law. The ledger runs over the first three quarters of 2026: shipments, payments that
name their documents or do not, returns, corrections; some documents stay open. Identifiers have
valid check digits. Three hundred thousand rows and more never stand in memory.
"""

import argparse
import csv
import random
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

from stdnum.cn import uscc
from stdnum.es import cif

from letters.reading.sample import make_workspace

FIRST, DAYS = date(2026, 1, 5), 265  # the last day is 2026-09-26
LANGUAGES = ("ru", "ru", "zh", "ru", "es", "ru", "ru", "zh", "ru", "es")
OURS = {"ru": "limorel-ru", "zh": "limorel-cn", "es": "limorel-es"}
PARTIES = (
    "id", "name", "short_name", "kind", "country", "language", "tax_id", "kpp", "registration_no",
    "address", "bank_name", "bank_account", "bank_code", "correspondent_account",
    "signatory_name", "signatory_position", "signatory_basis", "signatory_gender", "signatory_id",
)  # fmt: skip
CONTRACTS = (
    "id", "debtor", "creditor", "number", "date", "title", "currency", "jurisdiction",
    "payment_days", "payment_days_kind", "payment_clause", "penalty_percent", "penalty_per",
    "court",
)  # fmt: skip
LEDGER = (
    "date", "contract", "kind", "document_type", "number", "amount", "vat_rate", "settles",
    "description",
)  # fmt: skip
Row = tuple[object, ...]


@dataclass(frozen=True)
class Speech:
    """How a counterparty of a language is called, and its papers."""

    currency: str
    jurisdiction: str
    title: str
    court: str
    penalty: tuple[str, str]
    vat: int
    papers: dict[str, tuple[str, str]]


SPEECHES = {
    "ru": Speech(
        "RUB", "RU", "Договор поставки", "Арбитражный суд города Москвы", ("0.1", "day"), 22,
        {
            "shipment": ("УПД", ""), "payment": ("платёжное поручение", ""),
            "return": ("возвратная накладная", "В-"),
            "correction": ("корректировочный УПД", "К-"),
        },
    ),
    "zh": Speech(
        "CNY", "CN", "工业品买卖合同", "宁波市江北区人民法院", ("0.05", "day"), 13,
        {
            "shipment": ("送货单", "SH-"), "payment": ("收款", "SK-"),
            "return": ("退货单", "TH-"), "correction": ("返利确认单", "FL-"),
        },
    ),
    "es": Speech(
        "EUR", "ES", "Contrato de suministro", "Juzgados y Tribunales de Valencia", ("", ""), 21,
        {
            "shipment": ("factura", "F-2026/"), "payment": ("transferencia", "T-"),
            "return": ("factura rectificativa", "R-"), "correction": ("nota de abono", "A-"),
        },
    ),
}  # fmt: skip


def make_ledger(folder: Path, counterparties: int, entries: int, *, xlsx: bool = False) -> Path:
    """A workspace in a new `folder`: our three companies and so many counterparties with rows."""
    make_workspace(folder)
    data = folder / "data"
    with (data / "parties.csv").open(encoding="utf-8") as file:
        ours = [row for row in csv.DictReader(file) if row["id"] in OURS.values()]
    shutil.rmtree(data)
    data.mkdir()
    numbers = range(counterparties)
    with _tables(data, xlsx=xlsx) as write:
        own = ([row[name] for name in PARTIES] for row in ours)
        write("parties", PARTIES, chain(own, map(party, numbers)))
        write("contracts", CONTRACTS, map(contract, numbers))
        write("ledger", LEDGER, chain.from_iterable(ledger(each, entries) for each in numbers))
    return folder


def _language(number: int) -> str:
    return LANGUAGES[number % len(LANGUAGES)]


def party(number: int) -> Row:
    """A counterparty that every kind of letter can be made for."""
    return _PARTIES[_language(number)](number)


def _russian(number: int) -> Row:
    inn = _inn(f"77{number % 100:02}{number:05}"[:9])
    ogrn = f"11{number % 90 + 10}77{number:06}"
    bik = "044599817"
    return (
        f"c{number}", f"Общество с ограниченной ответственностью «Поставка-{number}»",
        f"ООО «Поставка-{number}»", "company", "RU", "ru", inn, "779801001",
        ogrn + str(int(ogrn) % 11 % 10), f"150003, г. Ярославль, ул. Валенная, д. {number + 1}",
        "АО «Яхонт-Банк», г. Москва", _russian_account(number, bik), bik, "30101810945990000817",
        "Громов Алексей Николаевич", "Генеральный директор", "Устав", "m", "",
    )  # fmt: skip


def _chinese(number: int) -> Row:
    organization = f"MA{number:06}"
    stem = f"91330299{organization}{_organization_digit(organization)}"
    return (
        f"c{number}", f"宁波第{number}包装有限公司", f"第{number}包装", "company", "CN", "zh",
        stem + uscc.calc_check_digit(stem), "", "", f"浙江省宁波市江北区澜序路{number + 1}号",
        "甬潮商业银行股份有限公司宁波江北支行", f"574018{number:012}", "313332090184", "",
        "沈知远", "法定代表人", "公司章程", "m", "",
    )  # fmt: skip


def _spanish(number: int) -> Row:
    stem = f"B{number + 1_000_000:07}"
    return (
        f"c{number}", f"Envases {number}, S.L.", f"Envases {number}", "company", "ES", "es",
        stem + cif.calc_check_digits(stem)[0], "", f"Registro Mercantil de Valencia, hoja {number}",
        f"Calle del Azahar, {number + 1}, 46023 Valencia", "Banco del Turia, S.A.",
        "ES5098760142520010203040", "BTURESVV", "", "Vicente Alcover Roig",
        "administrador único", "escritura de nombramiento", "m", "99014201Y",
    )  # fmt: skip


def _organization_digit(code: str) -> str:
    """The ninth character of an organization code (GB 11714)."""
    weights = (3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(weight * int(sign, 36) for weight, sign in zip(weights, code, strict=True))
    return "0123456789X0"[11 - total % 11]


_PARTIES: dict[str, Callable[[int], Row]] = {"ru": _russian, "zh": _chinese, "es": _spanish}


def _inn(stem: str) -> str:
    """Ten digits: nine and a check digit."""
    weights = (2, 4, 10, 3, 5, 9, 4, 6, 8)
    total = sum(weight * int(digit) for weight, digit in zip(weights, stem, strict=True))
    return f"{stem}{total % 11 % 10}"


def _russian_account(number: int, bik: str) -> str:
    """Twenty digits, the ninth of which is the check digit over them and the bank's last three."""
    account = f"407028100{number:011}"
    weights = (7, 1, 3)
    total = sum(
        weights[place % 3] * int(digit) % 10 for place, digit in enumerate(bik[-3:] + account)
    )
    return f"{account[:8]}{total * 3 % 10}{account[9:]}"


def contract(number: int) -> Row:
    """The only contract of a counterparty."""
    language = _language(number)
    speech = SPEECHES[language]
    return (
        f"k{number}", f"c{number}", OURS[language], f"{number}/2025", "2025-02-01", speech.title,
        speech.currency, speech.jurisdiction, 30, "calendar", "3.2", *speech.penalty, speech.court,
    )  # fmt: skip


def ledger(number: int, entries: int) -> Iterator[Row]:
    """Three quarters of shipments of which the last ones are still open.

    Of eleven rows seven are shipments; payments come to nine tenths of what was shipped.
    """
    chance = random.Random(number)
    speech = SPEECHES[_language(number)]
    unpaid: list[tuple[str, int]] = []
    for row in range(entries):
        day = FIRST + timedelta(days=row * DAYS // entries)
        kind = _kind(row) if unpaid else "shipment"
        paper, prefix = speech.papers[kind]
        name = f"{prefix}{number % 97 + 1}{row:04}"
        settles = ""
        if kind == "shipment":
            cents = chance.randrange(20_000_00, 400_000_00)
            unpaid.append((name, cents))
        elif kind == "payment":
            named, cents = unpaid.pop(0)
            if chance.random() < 0.3:
                cents = cents * 9 // 10
            settles = named if chance.random() < 0.6 else ""
        else:
            settles, cents = unpaid[-1]
            cents //= 50
        sign = "-" if kind == "correction" else ""
        amount = f"{sign}{cents // 100}.{cents % 100:02}"
        vat = "" if kind == "payment" else speech.vat
        yield (day.isoformat(), f"k{number}", kind, paper, name, amount, vat, settles, "")


def _kind(row: int) -> str:
    step = row % 11
    if step in {2, 4, 7}:
        return "payment"
    if step == 9:
        return "return" if row % 2 else "correction"
    return "shipment"


@contextmanager
def _tables(data: Path, *, xlsx: bool) -> Iterator[Callable[[str, Row, Iterable[Row]], None]]:
    """Writes tables as CSV files, or as the sheets of one workbook."""
    if not xlsx:

        def write(name: str, heads: Row, rows: Iterable[Row]) -> None:
            with (data / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
                table = csv.writer(file, lineterminator="\n")
                table.writerow(heads)
                table.writerows(rows)

        yield write
        return
    from openpyxl import Workbook

    workbook = Workbook(write_only=True)

    def write_sheet(name: str, heads: Row, rows: Iterable[Row]) -> None:
        sheet = workbook.create_sheet(name)
        sheet.append(heads)
        for row in rows:
            sheet.append(row)

    yield write_sheet
    workbook.save(data / "book.xlsx")


@contextmanager
def scratch_ledger(counterparties: int, entries: int, *, xlsx: bool = False) -> Iterator[Path]:
    """`make_ledger` in a folder that goes away."""
    with TemporaryDirectory(prefix="letters-benchmark-") as folder:
        yield make_ledger(Path(folder) / "firm", counterparties, entries, xlsx=xlsx)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("folder", type=Path)
    options.add_argument("--counterparties", type=int, default=1000)
    options.add_argument("--entries", type=int, default=40)
    options.add_argument("--xlsx", action="store_true")
    asked = options.parse_args()
    make_ledger(asked.folder, asked.counterparties, asked.entries, xlsx=asked.xlsx)


if __name__ == "__main__":
    main()
