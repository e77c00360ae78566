"""Folders and files as a manager would write them (tests/cases), merged into one book."""

import gc
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from letters.errors import N_, Problem
from letters.model.origin import Origin
from letters.reading.workspace import read_case, read_workspace

CASES = Path(__file__).parent / "cases"
PARTIES = "id,name,country\nour,ООО «Мы»,RU\na,ООО «А»,RU\nb,ООО «Б»,RU\n"
CONTRACTS = "id,debtor,number,date,currency\nc,a,1,2026-01-01,RUB\nd,b,2,2026-01-01,RUB\n"
LEDGER = (
    "date,contract,kind,number,amount\n2026-02-01,c,shipment,5,10\n2026-02-02,d,shipment,6,20\n"
)


def read(name):
    folder = CASES / name
    return read_case(folder / "case.yaml") if name == "case_yaml" else read_workspace(folder)


@pytest.fixture
def workspace(tmp_path):
    """A sound workspace; called with files to add or change (None takes one away)."""

    def make(**files):
        named = {"parties.csv": PARTIES, "contracts.csv": CONTRACTS, "ledger.csv": LEDGER}
        named |= {name.replace("__", "."): text for name, text in files.items()}
        toml = named.pop("letters.toml", 'creditor = "our"\n')
        (tmp_path / "data").mkdir(exist_ok=True)
        if toml is not None:
            (tmp_path / "letters.toml").write_text(toml, encoding="utf-8")
        for name, text in named.items():
            if text is not None:
                data = text if isinstance(text, bytes) else text.encode()
                (tmp_path / "data" / name).write_bytes(data)
        return tmp_path

    return make


def codes(reading):
    return [problem.code for problem in reading.problems]


def balances(reading):
    totals = {name: Decimal(0) for name in reading.book.contracts}
    for entry in reading.book.entries:
        totals[entry.contract] += entry.effect
    return {name: str(total) for name, total in totals.items()}


@pytest.mark.parametrize(
    ("case", "parties", "entries", "owed"),
    [
        ("partial_payments", 2, 8, {"vetla-15": "426151.10"}),
        ("two_contracts", 2, 5, {"vetla-15": "150000.00", "vetla-22": "41250.50"}),
        ("advance", 2, 4, {"vetla-3": "-150000.00"}),
        ("sole_trader", 2, 3, {"lapina-7": "31145.60"}),
        ("odd_names", 2, 2, {"domles-1": "66310.25"}),
        ("cp1251", 2, 5, {"vetla-15": "158000.00"}),
        ("utf16", 2, 2, {"vetla-15": "62300.40"}),
        ("gb18030", 2, 4, {"SY-01": "10800.00"}),
        ("spanish", 2, 4, {"PEN-1": "1984.56"}),
        ("case_yaml", 2, 3, {"vetla-15": "159750.40"}),
    ],
)
def test_sound_cases_are_read_without_a_word(case, parties, entries, owed):
    reading = read(case)
    assert [str(problem) for problem in reading.problems] == []
    assert (len(reading.book.parties), len(reading.book.entries)) == (parties, entries)
    assert balances(reading) == owed
    assert reading.left_out == ()


def test_a_1c_like_export_in_cp1251():
    book = read("cp1251").book
    first, payment, second, returned, correction = book.entries
    assert first.origin == Origin("data/Реестр документов.csv", 4)  # two title rows stand above
    assert (first.kind, first.amount, first.vat_rate) == ("shipment", Decimal("182300.40"), 22)
    assert first.due_date == date(2026, 4, 1)
    assert (payment.settles, payment.description) == (("101",), "частичная оплата")
    assert second.date == date(2026, 5, 6)
    assert (returned.kind, correction.amount) == ("return", Decimal("-300.40"))
    contract = book.contracts["vetla-15"]
    assert (contract.currency, contract.penalty_percent) == ("RUB", Decimal("0.1"))
    assert book.parties["vetla"].name == "Общество с ограниченной ответственностью «Ветла»"


def test_a_chinese_ledger_in_gb18030():
    book = read("gb18030").book
    assert book.parties["songyu"].name == "南京松屿商贸有限公司"
    assert book.parties["songyu"].language == "zh"
    assert book.contracts["SY-01"].jurisdiction == "CN"
    assert [str(entry.date) for entry in book.entries] == [
        "2026-03-02", "2026-04-10", "2026-04-30", "2026-05-06",
    ]  # fmt: skip
    assert book.entries[2].number == "20260430000000000017"


def test_a_spanish_ledger_in_cp1252_with_a_declared_locale():
    book = read("spanish").book
    assert book.parties["canaveral"].signatory_name == "Begoña Ibáñez Núñez"
    assert (book.entries[1].amount, book.entries[1].date) == (Decimal(2000), date(2026, 3, 9))
    assert book.entries[0].delivery_number == "A-77"
    assert book.contracts["PEN-1"].payment_days_kind == "calendar"


def test_zeros_and_percents_that_excel_hid():
    reading = read("lost_zero")
    assert {problem.severity for problem in reading.problems} == {"warning"}
    assert [(item.code, item.params.get("column")) for item in reading.problems] == [
        ("sheet.ignored", None),  # hidden
        ("identifier.zero_restored", "bank_code"),
        ("identifier.zero_restored", "tax_id"),
        ("identifier.zero_restored", "kpp"),
        ("sheet.ignored", None),  # a sheet of something else
    ]
    parties = reading.book.parties
    assert (parties["altair"].tax_id, parties["altair"].kpp) == ("0274990078", "027401001")
    assert parties["sabirov"].tax_id == "027499005485"
    contract = reading.book.contracts["altair-8"]
    assert (contract.penalty_percent, contract.date) == (Decimal("0.1"), date(2026, 2, 2))
    first, payment, _ = reading.book.entries
    assert first.origin == Origin("data/book.xlsx [Реестр]", 2)
    assert (first.amount, first.vat_rate) == (Decimal("184520.35"), Decimal(22))
    assert payment.settles == ("107",)
    assert balances(reading) == {"altair-8": "100000.00", "sabirov-9": "36000.00"}


def test_a_case_file_in_full():
    reading = read("case_yaml")
    assert reading.settings.creditor == "severprom"
    assert reading.settings.law == {"RU": {"moratorium_2022": "true"}}
    assert reading.book.entries[2].settles == ("101", "0118")
    assert reading.book.entries[0].origin.source == "case.yaml"
    assert reading.book.parties["severprom"].bank_code == "044599817"


def test_odd_characters_stay_as_they_are():
    party = read("odd_names").book.parties["domles"]
    assert len(party.name) == 142
    assert {"&", "<", ">", "«", "»", "„"} <= set(party.name)


def test_ten_faults_are_ten_lines():
    reading = read("broken")
    assert [str(problem).split(" (")[0] for problem in reading.problems] == [
        "letters.toml: langage: there is no such setting",
        "data/contracts.csv: row 3, debtor: “vetlla” is no id of the list parties",
        "data/contracts.csv: row 4, date: “31.02.2026” is not a day of the calendar",
        "data/ledger.csv: row 3, kind: “возврат” may mean different things here",
        "data/ledger.csv: row 4, amount: 97450.005 has more decimals than RUB knows",
        "data/ledger.csv: row 5, amount: the amount of a payment is positive, -120000.00 is not",
        "data/ledger.csv: row 6, contract: “vetla-51” is no id of the list contracts",
        "data/ledger.csv: row 7, number: the field is empty",
        "data/parties.csv: row 4, tax_id: 0000000000 is a placeholder, not a number of beryozka",
        "data/parties.csv: row 5, id: the id vetla is already that of data/parties.csv, row 3",
    ]
    assert len(reading.errors) == 10
    assert all(problem.hint_text() for problem in reading.problems)
    assert not reading.book.contracts
    assert [(item.debtor, item.contract) for item in reading.left_out] == [
        ("vetla", "vetla-15"), ("vetlla", "vetla-16"), ("beryozka", "beryozka-4"),
    ]  # fmt: skip


def test_files_of_all_kinds_are_merged(workspace):
    folder = workspace(
        **{
            "ledger-2.txt": "Дата\tДоговор\tВид\tНомер\tСумма\n03.02.2026\tc\tоплата\t7\t4,00\n",
            "more.yaml": "parties:\n- {id: e, name: x}\n"
            "contracts:\n- {id: f, debtor: e, number: 3, date: 2026-01-01, currency: RUB}\n"
            "ledger:\n- {date: 2026-02-04, contract: f, kind: shipment, number: 8, amount: 7.25}\n",
        }
    )
    book = openpyxl.Workbook()
    book.active.append(["Дата", "Договор", "Вид операции", "Номер", "Сумма"])
    book.active.append([date(2026, 2, 5), "d", "оплата", 9, 5.5])
    book.save(folder / "data" / "z.xlsx")
    reading = read_workspace(folder)
    assert [str(problem) for problem in reading.problems] == []
    assert balances(reading) == {"c": "6.00", "d": "14.50", "f": "7.25"}
    assert [entry.number for entry in reading.book.entries] == ["7", "5", "6", "8", "9"]


def test_a_bad_row_holds_up_its_own_contract_only(workspace):
    reading = read_workspace(workspace(**{"more-ledger.csv": LEDGER.replace("10", "десять")}))
    assert codes(reading) == ["amount.unreadable", "entry.doubled_number"]
    assert balances(reading) == {"d": "40.00"}
    (left,) = reading.left_out
    assert (left.debtor, left.contract) == ("a", "c")
    assert [problem.code for problem in left.problems] == ["amount.unreadable"]


def test_a_row_that_may_be_anybodys_holds_up_all(workspace):
    reading = read_workspace(workspace(**{"ledger.csv": LEDGER + "2026-02-03,,payment,7,10\n"}))
    assert codes(reading) == ["field.missing"]
    assert not reading.book.contracts
    assert not reading.book.entries
    assert [item.contract for item in reading.left_out] == ["c", "d"]


def test_a_broken_party_holds_up_its_contracts(workspace):
    reading = read_workspace(workspace(**{"parties.csv": PARTIES + "b,Другое имя,RU\nz,,RU\n"}))
    assert codes(reading) == ["id.doubled", "field.missing"]
    assert list(reading.book.contracts) == ["c"]
    assert [(item.debtor, item.contract) for item in reading.left_out] == [("b", "d"), ("z", "")]


def test_a_doubled_number_is_a_warning_and_both_are_kept(workspace):
    reading = read_workspace(workspace(**{"ledger.csv": LEDGER + "2026-05-05,c,shipment,5,30\n"}))
    (problem,) = reading.problems
    assert (problem.code, problem.severity) == ("entry.doubled_number", "warning")
    assert "shipment 5 is already in data/ledger.csv, row 2" in str(problem)
    assert balances(reading) == {"c": "40.00", "d": "20.00"}


@pytest.mark.parametrize(
    "row",
    ["2026-05-05,c,payment,5,30\n", "2027-05-05,c,shipment,5,30\n", "2026-05-05,d,shipment,5,30\n"],
)
def test_the_same_number_elsewhere_is_no_double(workspace, row):
    assert codes(read_workspace(workspace(**{"ledger.csv": LEDGER + row}))) == []


def test_extra_columns_are_named_once(workspace):
    text = "date,contract,kind,number,amount,менеджер\n2026-02-01,c,shipment,5,10,Иванов\n"
    reading = read_workspace(workspace(**{"ledger.csv": text}))
    assert codes(reading) == ["column.ignored"]
    assert reading.ignored_columns == {"data/ledger.csv": ("менеджер",)}
    assert reading.errors == ()


@pytest.mark.parametrize(
    ("toml", "found"),
    [
        (None, ["settings.missing"]),
        ("", ["settings.creditor_missing"]),
        ('creditor = "ours"\n', ["settings.creditor_unknown"]),
        ("creditor = our\n", ["settings.damaged"]),
        ('\ufeffcreditor = "our"\n', []),
    ],
)
def test_settings_that_do_not_say_who_we_are(workspace, toml, found):
    assert codes(read_workspace(workspace(**{"letters.toml": toml}))) == found


def test_contracts_that_name_their_creditor_need_no_default(workspace):
    contracts = CONTRACTS.replace("debtor", "debtor,creditor").replace(",a,", ",a,our,")
    contracts = contracts.replace(",b,", ",b,our,")
    reading = read_workspace(workspace(**{"letters.toml": "", "contracts.csv": contracts}))
    assert codes(reading) == []


@pytest.mark.parametrize(
    ("files", "found"),
    [
        ({"ledger.csv": None}, ["list.missing"]),
        ({"ledger.csv": ""}, ["column.missing"] * 5),
        ({"contracts.csv": "id,debtor\nc,a\n"}, ["column.missing"] * 3),
        ({"parties.csv": "id\na\n"}, ["column.missing"]),
        ({"notes.pdf": "x"}, ["file.ignored"]),
        ({"notes.csv": "x;y\n1;2\n"}, ["file.unknown_list"]),
        ({"old.xlsx": bytes.fromhex("D0CF11E0A1B11AE1")}, ["file.damaged"]),
        ({"new.xlsx": b"PK\x03\x04?"}, ["file.damaged"]),
        ({"text.xlsx": "id,name"}, ["file.damaged"]),
        ({"odd.csv": b"\xe9"}, ["file.damaged"]),
        ({"odd.yaml": "a: [1"}, ["file.damaged"]),
        ({"odd.yaml": "creditor: our\n"}, ["file.unknown_list"]),
        ({"parties.csv": b"\xff\xfe\x00"}, ["file.damaged"]),
        ({".~lock.ledger.csv#": "x", "~$book.xlsx": "x"}, []),
    ],
)
def test_one_fault_of_a_file_is_not_told_again_in_every_row(workspace, files, found):
    reading = read_workspace(workspace(**files))
    assert codes(reading) == found
    if "file.damaged" in found or "list.missing" in found:
        assert not reading.book.entries


def test_a_folder_that_is_no_workspace(tmp_path):
    reading = read_workspace(tmp_path / "nowhere")
    assert codes(reading) == ["settings.missing", "list.missing"]
    assert codes(read_case(tmp_path / "nowhere.yaml")) == ["file.unreadable"]


def test_a_file_that_is_not_there_and_a_folder(workspace):
    folder = workspace()
    (folder / "data" / "extra.csv").symlink_to("nowhere.csv")
    (folder / "data" / "old").mkdir()
    lost, ignored = read_workspace(folder).problems
    assert (lost.source, lost.code, lost.severity) == (
        "data/extra.csv", "file.unreadable", "error",
    )  # fmt: skip
    assert "there is no such file" in str(lost)
    assert (ignored.source, ignored.severity) == ("data/old", "warning")


def test_the_collector_is_left_as_it_was(workspace):
    assert gc.isenabled()
    read_workspace(workspace())
    assert gc.isenabled()


def test_every_problem_can_be_said(workspace):
    def translate(msgid):
        assert N_(msgid)
        return msgid.replace("“", "«").replace("”", "»")

    for problem in read("broken").problems:
        assert isinstance(problem, Problem)
        assert "{" not in problem.render(translate)


WORDS = ["date", "contract", "kind", "number", "amount", "c", "1.234"]
ODD = st.one_of(
    st.binary(max_size=120),
    st.text(max_size=120).map(str.encode),
    st.lists(st.sampled_from([*WORDS, *',;\n"=-[{: ']), max_size=40).map(
        lambda parts: "".join(parts).encode()
    ),
)


@settings(max_examples=150)
@given(st.sampled_from(["ledger.csv", "parties.csv", "x.yaml", "x.xlsx", "x.csv"]), ODD, ODD)
def test_whatever_the_files_hold_it_is_read_or_named(tmp_path_factory, name, data, toml):
    folder = tmp_path_factory.mktemp("odd")
    (folder / "data").mkdir()
    (folder / "data" / "contracts.csv").write_text(CONTRACTS, encoding="utf-8")
    (folder / "data" / name).write_bytes(data)
    (folder / "letters.toml").write_bytes(toml)
    reading = read_workspace(folder)
    assert all(str(problem) for problem in reading.problems)
    for contract in reading.book.contracts.values():
        assert {contract.debtor, contract.creditor} <= reading.book.parties.keys()
    for entry in reading.book.entries:
        assert entry.contract in reading.book.contracts
