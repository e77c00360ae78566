"""Statements for 1C: the facts of a real day (13 documents, 45,329.91 to 44,145.91) and oddities.

All parties are invented; their ИНН have valid check digits.
"""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from letters.errors import DataError
from letters.reading.foreign import client_bank
from letters.reading.foreign.file import File
from letters.reading.foreign.formats import format_of
from letters.reading.foreign.found import Found

OWN = "40702810200000000001"
SECOND = "40702810500000000002"
FEES = ("83.23", "199.74", "271.87", "561.77", "1348.26", "1835.13")
FEE_ACCOUNTS = ("61304810100000000002", "61304810100000000002", "61304810100000000002",
                "70601810800002740257", "70601810500002710257", "70601810600002720257")  # fmt: skip
OUT = (("1", "2762.80"), ("3", "10000.00"), ("2", "10000.00"), ("4", "14121.20"))
IN = (("5", "6000.00"), ("6", "14000.00"), ("1", "20000.00"))


def document(number, amount, *, incoming, account=OWN, other="40702810700000005670",
             kind="Платежное поручение", day="11.01.2016", **more):  # fmt: skip
    own, his = ("Получатель", "Плательщик") if incoming else ("Плательщик", "Получатель")
    values = {
        "Номер": number,
        "Дата": day,
        "Сумма": amount,
        f"{own}Счет": account,
        f"{own}ИНН": "7707083893",
        f"{own}1": "ООО «Поставщик»",
        f"{own}КПП": "770701001",
        "ДатаПоступило" if incoming else "ДатаСписано": day,
        f"{his}Счет": other,
        f"{his}ИНН": "7710140679",
        f"{his}1": "ООО «Покупатель»",
        f"{his}КПП": "771001001",
        f"{his}Банк1": "АО «Банк»",
        f"{his}Банк2": "г. Москва",
        f"{his}БИК": "044525225",
        f"{his}Корсчет": "30101810400000000225",
        "НазначениеПлатежа": "Оплата по договору № 15/П от 01.02.2025, в т.ч. НДС",
        **more,
    }
    lines = [f"СекцияДокумент={kind}", *(f"{key}={value}" for key, value in values.items())]
    return [line for line in [*lines, "КонецДокумента"] if line]


def section(opening="45329.91", received="40000.00", written_off="41184.00", closing="44145.91",
            account=OWN):  # fmt: skip
    return [
        "СекцияРасчСчет",
        "ДатаНачала=11.01.2016",
        "ДатаКонца=11.01.2016",
        f"РасчСчет={account}",
        f"НачальныйОстаток={opening}",
        f"ВсегоПоступило={received}",
        f"ВсегоСписано={written_off}",
        f"КонечныйОстаток={closing}",
        "КонецРасчСчет",
    ]


HEADER = ["1CClientBankExchange", "ВерсияФормата=1.02", "Кодировка=Windows", "Отправитель=Банк",
          "ДатаНачала=11.01.2016", "ДатаКонца=11.01.2016", f"РасчСчет={OWN}"]  # fmt: skip


def day_of_thirteen():
    lines = [*HEADER, *section()]
    for number, (amount, account) in enumerate(zip(FEES, FEE_ACCOUNTS, strict=True), 697140):
        lines += document(number, amount, incoming=False, other=account, kind="Банковский ордер")
    for number, amount in OUT:
        lines += document(number, amount, incoming=False)
    for number, amount in IN:
        lines += document(number, amount, incoming=True)
    return [*lines, "КонецФайла", ""]


def found(tmp_path: Path, lines, encoding="cp1251", end="\r\n") -> Found:
    path = tmp_path / "kl_to_1c.txt"
    path.write_bytes(end.join(lines).encode(encoding))
    file = File(path)
    assert format_of(file) is client_bank.FORMAT
    return client_bank.read([file])


def codes(said: Found, severity="error"):
    return [problem.code for problem in said.problems if problem.severity == severity]


def broken(said: Found):
    return [control.name for control in said.controls if control.stated != control.computed]


@pytest.mark.parametrize(
    ("encoding", "end"),
    [
        ("cp1251", "\r\n"),
        ("cp866", "\r\n"),
        ("utf-8", "\n"),
        ("utf-8-sig", "\r\n"),
        ("utf-16", "\n"),
    ],
)
def test_a_day_in_every_encoding(tmp_path: Path, encoding, end) -> None:
    # the header says Windows every time: banks are wrong about it
    dos = encoding == "cp866"  # it has no «»
    lines = [line.translate({171: '"', 187: '"'}) if dos else line for line in day_of_thirteen()]
    said = found(tmp_path, lines, encoding, end)
    assert (said.sort, said.first.isoformat(), said.last.isoformat()) == (
        "bank",
        "2016-01-11",
        "2016-01-11",
    )
    assert [(m.kind, m.number, str(m.amount)) for m in said.movements] == [
        *(("refund", *row) for row in OUT),
        *(("payment", *row) for row in IN),
    ]  # number 1 went out and came in on one day: both are kept
    assert [str(each.amount) for each in said.aside] == list(FEES)
    assert [(c.name, str(c.stated)) for c in said.controls] == [
        ("received in all", "40000.00"),
        ("written off in all", "41184.00"),
        ("closing balance", "44145.91"),
    ]
    assert not broken(said)
    assert not said.problems
    assert (said.owner.name, said.owner.tax_id, said.owner.bank_account) == (
        'ООО "Поставщик"' if dos else "ООО «Поставщик»",
        "7707083893",
        OWN,
    )


def test_a_payment_says_who_paid_and_for_what(tmp_path: Path) -> None:
    payment = found(tmp_path, day_of_thirteen()).movements[-1]
    party = payment.party
    assert (party.name, party.tax_id, party.kpp) == ("ООО «Покупатель»", "7710140679", "771001001")
    assert (party.bank_account, party.bank_code) == ("40702810700000005670", "044525225")
    assert (party.bank_name, party.correspondent_account) == (
        "АО «Банк» г. Москва",
        "30101810400000000225",
    )
    assert (payment.document_type, payment.currency) == ("Платежное поручение", "RUB")
    assert payment.description == "Оплата по договору № 15/П от 01.02.2025, в т.ч. НДС"
    assert payment.contract.number == ""  # what a purpose says is no fact
    assert payment.origin.source == "kl_to_1c.txt"
    assert payment.origin.row > 100


@pytest.mark.parametrize(
    ("change", "name"),
    [
        (("ВсегоПоступило=40000.00", "ВсегоПоступило=40000.01"), "received in all"),
        (("ВсегоСписано=41184.00", "ВсегоСписано=41184.01"), "written off in all"),
        (("КонечныйОстаток=44145.91", "КонечныйОстаток=44145.90"), "closing balance"),
    ],
)
def test_a_wrong_total_is_seen(tmp_path: Path, change, name) -> None:
    lines = [line.replace(*change) for line in day_of_thirteen()]
    assert broken(found(tmp_path, lines)) == [name]


def test_purposes_in_six_lines_and_continued(tmp_path: Path) -> None:
    parts = {f"НазначениеПлатежа{n}": f"часть {n}" for n in range(1, 7)}
    lines = [
        *HEADER,
        *document("7", "1.00", incoming=True, НазначениеПлатежа="", **parts),
        *document(
            "8", "2.00", incoming=True, НазначениеПлатежа="по счёту\nи ещё строка\nпо № 5 = 2"
        ),
        "КонецФайла",
    ]
    six, continued = found(tmp_path, "\n".join(lines).split("\n")).movements
    assert six.description == "часть 1 часть 2 часть 3 часть 4 часть 5 часть 6"
    assert continued.description == "по счёту и ещё строка по № 5 = 2"


def test_a_payer_that_begins_with_his_number(tmp_path: Path) -> None:
    lines = [
        *HEADER,
        *document(
            "7", "1 234,50", incoming=True, Плательщик="ИНН 7710140679 ООО «Покупатель»",
            Плательщик1="", ПлательщикКПП="0",
        ),
        *document(
            "8", "5", incoming=True, Плательщик="ИП Иванова А. А.", ПлательщикИНН="500100732259",
            Плательщик1="", other="40802810700000005670",
        ),
        "КонецФайла",
    ]  # fmt: skip
    company, trader = found(tmp_path, lines).movements
    assert (company.party.name, company.party.kpp, company.amount) == (
        "ООО «Покупатель»", "", Decimal("1234.50"),
    )  # fmt: skip
    assert (trader.party.name, trader.party.kind) == ("ИП Иванова А. А.", "sole_trader")


def test_two_accounts_and_a_transfer_between_them(tmp_path: Path) -> None:
    transfer = document("9", "100.00", incoming=False, other=SECOND, ДатаПоступило="11.01.2016")
    lines = [
        *HEADER,
        *section("1000.00", "0", "100.00", "900.00"),
        *section("0", "150.00", "0", "150.00", account=SECOND),
        *transfer,
        *transfer,  # once a section
        *document("10", "50.00", incoming=True, account=SECOND),
        "КонецФайла",
    ]
    said = found(tmp_path, lines)
    assert not broken(said)
    assert [(m.number, m.kind) for m in said.movements] == [("10", "payment")]
    assert {each.reason for each in said.aside} == {"a transfer between own accounts"}


def test_what_is_cut_off_is_refused_or_said(tmp_path: Path) -> None:
    whole = day_of_thirteen()
    without_end = found(tmp_path, whole[:-2])
    assert (codes(without_end), codes(without_end, "warning")) == ([], ["file.unended"])
    inside = found(tmp_path, whole[: whole.index("КонецДокумента", 60)])
    assert "file.truncated" in codes(inside)
    header = found(tmp_path, whole[:5])
    assert codes(header) == ["file.unended"]


def test_neither_account_nor_date_tells_the_way(tmp_path: Path) -> None:
    lines = [
        *HEADER,
        *document("7", "1.00", incoming=True, account="40702810900000000009", ДатаПоступило=""),
        "СтраннаяСтрока",
        "КонецФайла",
    ]
    said = found(tmp_path, lines)
    assert codes(said) == ["bank.no_direction"]
    assert codes(said, "warning") == ["row.unrecognised"]
    assert [p.params["row"] for p in said.problems] == [len(lines) - 1, 8]  # warnings come first
    assert not said.movements


def test_orders_not_carried_out_are_no_payments(tmp_path: Path) -> None:
    lines = [*HEADER, *document("7", "1.00", incoming=False, ДатаСписано=""), "КонецФайла"]
    said = found(tmp_path, lines)
    assert not said.movements
    assert said.aside[0].reason == "an order to the bank that is not carried out yet"


@pytest.mark.parametrize(
    ("key", "value", "code"),
    [("Сумма", "12x", "amount.unreadable"), ("ДатаПоступило", "31.02.2016", "date.impossible"),
     ("Сумма", "0.00", "amount.not_positive")],
)  # fmt: skip
def test_unreadable_values_name_their_row(tmp_path: Path, key, value, code) -> None:
    lines = [*HEADER, *document("7", "1.00", incoming=True, **{key: value}), "КонецФайла"]
    said = found(tmp_path, lines)
    assert [(p.code, p.params["row"]) for p in said.problems] == [(code, 8)]


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_a_file_cut_or_mutated_is_read_or_refused(tmp_path_factory, data) -> None:
    whole = "\r\n".join(day_of_thirteen()).encode("cp1251")
    at = data.draw(st.integers(0, len(whole)))
    patch = data.draw(st.binary(max_size=6))
    cut = data.draw(st.booleans())
    path = tmp_path_factory.mktemp("mutated") / "a.txt"
    path.write_bytes(whole[:at] + patch + (b"" if cut else whole[at + len(patch) :]))
    file = File(path)
    if client_bank.recognise(file):
        try:
            said = client_bank.read([file])
        except DataError:
            return
        lost = len(said.movements) + len(said.aside) < 13
        assert not lost or said.problems or broken(said)
