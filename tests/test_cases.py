"""Each folder of tests/cases, from the manager's files to the finished letters."""

import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from command import run

CASES = Path(__file__).parent / "cases"
DAY = "--as-of 2026-09-15"


@pytest.fixture(autouse=True)
def _english(monkeypatch):
    monkeypatch.setenv("LETTERS_LANG", "en")


@pytest.fixture
def at(tmp_path, monkeypatch):
    """`at("two_contracts")` works in a copy of the case."""

    def enter(name):
        folder = shutil.copytree(CASES / name, tmp_path / name)
        monkeypatch.chdir(folder)
        return folder

    return enter


def words(text):
    return " ".join(text.replace("\u00a0", " ").split())


def docx_words(path):
    body = zipfile.ZipFile(path).read("word/document.xml").decode()
    text = re.sub(r"<[^>]+>", "", re.sub(r"</w:p>|<w:br/>|<w:tab/>", " ", body))
    for entity, char in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&#39;", "'")):
        text = text.replace(entity, char)
    return words(text.replace("&amp;", "&"))


def pdf_words(path):
    done = subprocess.run(
        ["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True
    )
    return words(done.stdout)


TOTALS = {
    "partial_payments": [("vetla", "RUB")],
    "two_contracts": [("vetla", "RUB"), ("vetla", "RUB")],
    "sole_trader": [("lapina", "RUB")],
    "odd_names": [("domles", "RUB")],
    "cp1251": [("vetla", "RUB")],
    "utf16": [("vetla", "RUB")],
    "lost_zero": [("altair", "RUB"), ("sabirov", "RUB")],
}


@pytest.mark.parametrize("name", TOTALS)
def test_a_case_becomes_letters_whose_figures_are_those_of_json(at, capsys, name):
    folder = at(name)
    order = f"guarantee --all {DAY} --pay-by 2026-12-15"
    figures = run(capsys, order + " --json").lines
    assert [(item["debtor"]["id"], item["currency"]) for item in figures] == TOTALS[name]
    result = run(capsys, order + " --format docx --format pdf")
    assert result.status == 0, result.out + result.err
    files = sorted((folder / "out").iterdir())
    for item, docx, pdf in zip(figures, files[::2], files[1::2], strict=True):
        said = docx_words(docx)
        assert item["amount_in_words"] in said
        shown = pdf_words(pdf)
        for row in item["documents"]:
            assert row["number"] in said
            digits = f"{int(row['outstanding'].split('.')[0]):,}".replace(",", " ")
            assert f"{digits},{row['outstanding'][-2:]}" in said
            assert f"{digits},{row['outstanding'][-2:]}" in shown


def test_five_documents_with_partial_payments(at, capsys):
    at("partial_payments")
    (figures,) = run(capsys, f"guarantee vetla {DAY} --schedule schedule.csv --json").lines
    rows = [(row["number"], row["paid"], row["outstanding"]) for row in figures["documents"]]
    assert rows == [
        ("140", "2550.00", "213050.75"), ("163", "0.00", "64200.00"), ("187", "0.00", "148900.35"),
    ]  # fmt: skip
    off = run(capsys, f"guarantee vetla {DAY} --schedule schedule_off_by_a_kopeck.csv --json")
    assert off.status == 1
    (refused,) = off.lines
    assert refused["refused"]["problems"][0]["code"] == "schedule.sum"


def test_two_contracts_make_two_letters_or_one(at, capsys):
    at("two_contracts")
    order = f"guarantee vetla {DAY} --pay-by 2026-12-15 --json"
    apart = run(capsys, order).lines
    (merged,) = run(capsys, order + " --merge-contracts").lines
    assert merged["contract"] is None
    assert len(merged["documents"]) == sum(len(item["documents"]) for item in apart)


def test_an_advance_is_shown_and_nothing_is_asked_for(at, capsys):
    at("advance")
    result = run(capsys, f"guarantee --all {DAY} --pay-by 2026-12-15")
    assert result.status == 0
    assert "skipped" in result.out
    (row, *_) = run(capsys, f"ageing {DAY} --json").lines
    assert row["unallocated"] != "0"


def test_names_with_marks_of_markup_come_out_exact(at, capsys):
    folder = at("odd_names")
    run(capsys, f"guarantee --all {DAY} --pay-by 2026-12-15 --format docx --format pdf")
    (figures,) = run(capsys, f"guarantee --all {DAY} --pay-by 2026-12-15 --json").lines
    name = figures["debtor"]["name"]
    assert {"&", "<", ">", "«", "»"} <= set(name)
    docx, pdf = sorted((folder / "out").iterdir())
    assert words(name) in docx_words(docx)
    assert "".join(name.split()) in "".join(pdf_words(pdf).split())


def test_a_lost_zero_is_restored_with_a_warning(at, capsys):
    at("lost_zero")
    result = run(capsys, f"guarantee altair {DAY} --pay-by 2026-12-15 --json")
    assert result.status == 0
    assert result.lines[0]["debtor"]["tax_id"] == "0274990078"
    assert "the leading zero was lost and is put back, as in 0274990078" in result.err


def test_ten_faults_are_ten_lines(at, capsys):
    at("broken")
    result = run(capsys, "check")
    assert result.status == 1
    *lines, summary = result.err.splitlines()
    assert len(lines) == 10
    assert all(re.match(r"[\w/.]+: ", line) and line.endswith(")") for line in lines)
    assert summary == "errors: 10, warnings: 0"


def test_one_case_in_one_file(at, capsys):
    folder = at("case_yaml")
    order = f"guarantee --case case.yaml {DAY} --pay-by 2026-12-15"
    (figures,) = run(capsys, order + " --json").lines
    assert figures["kind"] == "guarantee_letter"
    assert run(capsys, order + " --format docx").status == 0
    assert len(list((folder / "out").iterdir())) == 1


def test_a_bad_row_refuses_its_contract_and_no_other(at, capsys):
    folder = at("two_contracts")
    ledger = folder / "data" / "ledger.csv"
    rows = ledger.read_text(encoding="utf-8").splitlines()
    cells = rows[1].split(",")
    rows[1] = rows[1].replace(cells[0], "2026-02-31", 1)
    ledger.write_text("\n".join(rows) + "\n", encoding="utf-8")
    result = run(capsys, f"guarantee --all {DAY} --pay-by 2026-12-15 --json")
    assert result.status == 1
    refused = [line["refused"] for line in result.lines if "refused" in line]
    made = [line for line in result.lines if "refused" not in line]
    assert (len(refused), len(made)) == (1, 1)
    assert refused[0]["problems"][0]["place"] == "row 2, date"
