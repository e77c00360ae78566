"""letters demand as a lawyer types it, on the sample workspace."""

import csv
import zipfile
from pathlib import Path

import openpyxl
import pytest

from command import run
from letters.reading.sample import make_workspace

DAY = "--as-of 2026-09-15"


@pytest.fixture(autouse=True)
def _english(monkeypatch):
    monkeypatch.setenv("LETTERS_LANG", "en")


@pytest.fixture
def firm(tmp_path, monkeypatch):
    make_workspace(tmp_path / "firm")
    monkeypatch.chdir(tmp_path / "firm")
    return tmp_path / "firm"


def made(firm):
    return sorted(path.name for path in (firm / "out").iterdir() if path.is_file())


def body(path):
    return zipfile.ZipFile(path).read("word/document.xml").decode()


def test_one_demand_with_number_date_and_register_row(firm, capsys):
    result = run(capsys, f"demand snegir {DAY} --format docx")
    assert result.status == 0, result.err
    (name,) = made(firm)
    assert name.startswith("DL-2026-0001 Претензия ")
    assert "«15»" in body(firm / "out" / name)
    (row,) = run(capsys, "register list --json").lines
    assert (row["kind"], row["amount"], row["date"]) == (
        "demand_letter", "672061.69", "2026-09-15",
    )  # fmt: skip
    assert "unchanged" in run(capsys, f"demand snegir {DAY} --format docx").out


def test_json_has_every_row_and_writes_nothing(firm, capsys):
    (figures,) = run(capsys, f"demand ibanez {DAY} --json").lines
    assert [row["number"] for row in figures["documents"]] == [
        "F-2026/0058", "F-2026/0090", "F-2026/0118",
    ]  # fmt: skip
    assert sum(float(row["amount"]) for row in figures["accrual"]["rows"]) == pytest.approx(
        float(figures["accrual"]["total"])
    )
    assert (figures["costs"], figures["total"]) == ("120.00", "10813.51")
    assert [row["number"] for row in figures["not_yet_due"]] == ["F-2026/0140"]
    assert not (firm / "register.sqlite").exists()


def test_all_makes_one_a_contract_and_names_who_is_skipped(firm, capsys):
    result = run(capsys, f"demand --all {DAY} --json")
    assert result.status == 0, result.err
    assert len(result.lines) == 11
    shown = run(capsys, f"demand --all {DAY} --dry-run --min-amount 100000 --min-days 30")
    assert shown.status == 0
    assert "is overdue, less than 100,000" in shown.out
    assert "nothing is overdue" in shown.out


def test_a_debtor_named_who_owes_nothing_is_refused(firm, capsys):
    result = run(capsys, "demand ryabinka --as-of 2026-09-15 --json")
    assert result.status == 1
    (line,) = result.lines
    assert line["refused"]["problems"][0]["code"] == "nothing_to_do"
    result = run(capsys, f"demand ferrer {DAY} --min-amount 5000 --json")
    assert (result.status, result.lines[0]["refused"]["problems"][0]["code"]) == (
        1, "demand.small",
    )  # fmt: skip


def test_days_without_a_rate_are_refused_until_they_are_assumed(firm, capsys):
    result = run(capsys, "demand orlova --as-of 2026-11-21 --json")
    assert result.status == 1
    message = result.lines[0]["refused"]["problems"][0]["message"]
    assert message == "the rate table ru_key_rate has no rate for 2026-10-26..2026-11-21"
    (figures,) = run(capsys, "demand orlova --as-of 2026-11-21 --json --assume-last-rate").lines
    assert figures["accrual"]["assumed_from"] == "2026-10-26"
    run(capsys, "demand orlova --as-of 2026-11-21 --assume-last-rate --format docx")
    assert "С 26" in body(firm / "out" / made(firm)[0])


def test_rates_of_the_workspace_are_used(firm, capsys):
    Path("rates").mkdir()
    Path("rates/ru_key_rate.csv").write_text(
        "date_from,rate_percent,source\n2026-11-21,14.00,a check of the day\n", encoding="utf-8"
    )
    (figures,) = run(capsys, "demand orlova --as-of 2026-11-21 --json").lines
    assert figures["accrual"]["assumed_from"] is None


def test_a_contract_with_court_and_arbitration_is_refused(firm, capsys):
    contracts = Path("data/contracts.csv")
    text = contracts.read_text(encoding="utf-8")
    contracts.write_text(
        text.replace("Juzgados y Tribunales de Valencia,,", "Valencia,Corte,", 1), encoding="utf-8"
    )
    result = run(capsys, f"demand ibanez {DAY} --json")
    assert result.status == 1
    assert result.lines[0]["refused"]["problems"][0]["code"] == "contract.court_and_arbitration"


def test_contracts_of_two_currencies_are_not_merged(firm, capsys):
    contracts = Path("data/contracts.csv")
    text = contracts.read_text(encoding="utf-8")
    contracts.write_text(text.replace("предварительной оплаты,RUB", "предварительной оплаты,EUR"))
    result = run(capsys, f"demand luchina {DAY} --merge-contracts --json")
    assert result.status == 1
    assert result.lines[0]["refused"]["problems"][0]["code"] == "contracts.mixed_currency"


def test_the_chinese_ladder_knows_its_first_letter_from_the_register(firm, capsys):
    second = "demand qiye --as-of 2026-10-09 --level second --format docx"
    result = run(capsys, second)
    assert result.status == 1
    assert "--first-letter-date" in result.out
    assert run(capsys, f"demand qiye {DAY} --level first --format docx").status == 0
    result = run(capsys, second)
    assert result.status == 0, result.out
    assert "2026年9月15日（编号：DL-2026-0001）" in body(firm / "out" / made(firm)[1])


def test_a_lawyers_letter_is_sent_by_the_law_firm_of_the_settings(firm, capsys):
    order = f"demand qiye {DAY} --level lawyer --format docx"
    result = run(capsys, f"{order} --json")
    assert result.status == 1
    (refused,) = result.lines
    assert [(item["source"], item["place"]) for item in refused["refused"]["problems"]] == [
        ("letters.toml", "law_firm.name"),
        ("letters.toml", "law_firm.lawyer"),
        ("letters.toml", "law_firm.licence"),
    ]
    settings = Path("letters.toml")
    with settings.open("a", encoding="utf-8") as file:
        file.write('\n[law_firm]\nname = "某某律师事务所"\nlawyer = "沈知远"\nlicence = "1330"\n')
    assert run(capsys, order).status == 0
    said = body(firm / "out" / made(firm)[0])
    assert "某某律师事务所（盖章）" in said
    assert "律师：沈知远（签名）" in said


def test_money_to_the_debtors_credit_elsewhere_is_pointed_out(firm, capsys):
    result = run(capsys, f"demand luchina {DAY} --contract luchina-31 --json")
    assert result.status == 0
    assert "37,600.00 to the debtor's credit under luchina-4 is not counted" in " ".join(
        result.err.split()
    )
    ledger = Path("data/ledger.csv")
    text = ledger.read_text(encoding="utf-8")
    more = "2026-09-01,luchina-4,payment,платёжное поручение,777,500000.00,,,,,,,,\n"
    ledger.write_text(text + more, encoding="utf-8")
    result = run(capsys, f"demand luchina {DAY} --contract luchina-31 --json")
    assert result.status == 1
    assert result.lines[0]["refused"]["problems"][0]["code"] == "demand.covered_elsewhere"
    assert run(capsys, f"demand luchina {DAY} --contract luchina-31 --json --force").status == 0


def test_a_signed_act_begins_the_limitation_period_anew(firm, capsys):
    ledger = Path("data/ledger.csv")
    head = ledger.read_text(encoding="utf-8").splitlines()[0]
    old = "2023-06-01,snegir-15,shipment,УПД,5,1000.00,,2023-06-30,,,,,,"
    ledger.write_text(f"{head}\n{old}\n", encoding="utf-8")
    order = f"demand snegir {DAY} --json"
    assert "ran out on 2026-06-30" in run(capsys, order).err
    run(capsys, "act snegir --period 2025-Q4 --format docx --date 2026-01-12")
    assert "ran out on 2026-06-30" in run(capsys, order).err
    assert run(capsys, "register signed RA-2026-0001 --date 2026-01-20").status == 0
    assert "ran out" not in run(capsys, order).err


def test_a_signed_act_is_named_in_the_demand(firm, capsys):
    run(capsys, "act snegir --period 2026-Q2 --format docx --date 2026-07-01")
    assert run(capsys, "register signed RA-2026-0001 --date 2026-07-10").status == 0
    run(capsys, f"demand snegir {DAY} --format docx")
    (name,) = [name for name in made(firm) if name.startswith("DL")]
    said = body(firm / "out" / name).replace("\u00a0", " ")
    assert "акт сверки взаимных расчётов № RA-2026-0001 от 01.07.2026" in said


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("register signed X-1 --date 2026-07-10", "no letter was issued under the number X-1"),
        ("register signed DL-2026-0001 --date 2026-09-14", "cannot have been signed"),
    ],
)
def test_a_signature_needs_a_letter_and_a_possible_day(firm, capsys, words, said):
    run(capsys, f"demand ibanez {DAY} --format docx")
    result = run(capsys, words)
    assert result.status == 1
    assert said in " ".join(result.err.split())


def test_a_copy_of_the_calculation_stands_beside_the_letter(firm, capsys):
    order = f"demand ibanez {DAY} --format docx"
    assert run(capsys, f"{order} --calculation xlsx").status == 0
    assert run(capsys, f"{order} --calculation csv").status == 0
    assert [Path(name).suffix for name in made(firm)] == [".csv", ".docx", ".xlsx"]
    with (firm / "out" / made(firm)[0]).open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert (rows[0]["document"], rows[0]["from"], rows[0]["amount"]) == (
        "F-2026/0058", "2026-05-17", "6.66",
    )  # fmt: skip
    assert (rows[0]["published_rate"], rows[0]["source"][:16]) == ("10.15", "BOE-A-2025-27201")
    assert (rows[-1]["contract"], rows[-1]["amount"]) == ("total", "198.01")
    sheet = openpyxl.load_workbook(firm / "out" / made(firm)[2]).active
    table = list(sheet.iter_rows(values_only=True))
    assert table[1][4].isoformat() == "2026-05-17T00:00:00"
    assert (table[1][12], table[-1][12]) == (6.66, 198.01)
    assert run(capsys, "register check").status == 0


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("law: {RU: {moratorium: false}}", "law.RU.moratorium"),
        ("law: {CN: {lpr_multiplier: 2}}", "law.CN.lpr_multiplier"),
        ("law: {CN: {statutory: sme_daily, lpr_multiplier: 1.5}}", "law.CN.lpr_multiplier"),
    ],
)
def test_wrong_settings_of_a_case_file_are_not_passed_over(tmp_path, capsys, line, said):
    case = tmp_path / "case.yaml"
    case.write_text(f"creditor: a\n{line}\nparties: []\n", encoding="utf-8")
    result = run(capsys, f"demand --case {case} --as-of 2026-09-15 --json")
    assert (result.status, result.out) == (2, "")
    assert f"case.yaml: {said}: " in result.err
    assert f"case.yaml: {said}: " in run(capsys, f"check --case {case}").err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("demand", "nobody is named"),
        (f"demand ibanez {DAY} --date 2026-09-01", "cannot count the days through"),
        (f"demand qiye {DAY} --first-letter-date 2026-09-15", "is not before the letter"),
        (f"demand ibanez {DAY} --min-amount 1,5", "is not an amount"),
        (f"demand ibanez {DAY} --pay-within 0", "pay-within"),
    ],
)
def test_wrong_use_says_what_to_write_and_ends_with_2(firm, capsys, words, said):
    result = run(capsys, words)
    assert result.status == 2
    assert said in " ".join(result.err.split())
