"""letters act as an accountant types it, on the sample workspace."""

import subprocess

import pytest

from command import run
from letters.reading.sample import make_workspace


@pytest.fixture(autouse=True)
def firm(tmp_path, monkeypatch):
    monkeypatch.setenv("LETTERS_LANG", "en")
    make_workspace(tmp_path / "firm")
    monkeypatch.chdir(tmp_path / "firm")
    return tmp_path / "firm"


def test_a_quarter_of_all_counterparties_computes_and_writes_nothing(firm, capsys):
    result = run(capsys, "act --all --period 2026-Q3 --json")
    assert result.status == 0
    assert len(result.lines) == 13
    for figures in result.lines:
        assert (figures["kind"], figures["as_of"]) == ("reconciliation_act", "2026-09-30")
        assert figures["period"] == {"from": "2026-07-01", "to": "2026-09-30"}
    advance = next(item for item in result.lines if item["contract"]["id"] == "luchina-4")
    assert (advance["closing_balance"], advance["in_favour_of"]) == ("-37600.00", "debtor")
    assert not (firm / "out").exists()


def test_a_dry_run_says_who_and_why(firm, capsys):
    result = run(capsys, "act --all --period 2026-08 --dry-run")
    assert (result.status, (firm / "out").exists()) == (0, False)
    told = " ".join(result.out.split())
    assert "snegir snegir-15 would be made" in told
    assert "movements in the period: 1 last payment: 2026-07-22" in told
    assert "no movement in the period, but a balance last payment: 2026-05-15" in told
    assert "entries dated after 2026-08-31, which do not count: 2" in told
    assert "payments that settle nothing yet: 57,600.00" in told
    assert "would be made 13, refused 0, skipped 0" in result.err + result.out


def test_quarters_chain_over_the_whole_ledger(capsys):
    second = run(capsys, "act --all --period 2026-Q2 --include-empty --json").lines
    third = run(capsys, "act --all --period 2026-Q3 --include-empty --json").lines
    closed = {item["contract"]["id"]: item["closing_balance"] for item in second}
    assert {item["contract"]["id"]: item["opening_balance"] for item in third} == closed


def test_an_act_is_made_once_and_then_named(firm, capsys):
    order = "act snegir --period 2026-Q3 --reply-by 2026-10-15 --format docx"
    assert run(capsys, order).status == 0
    again = run(capsys, order)
    assert (again.status, "unchanged" in again.out) == (0, True)
    (name,) = [path.name for path in (firm / "out").iterdir()]
    assert name.startswith("RA-2026-0001 Акт сверки ")


def test_contracts_are_merged_on_request(capsys):
    (figures,) = run(capsys, "act luchina --period 2026-Q3 --merge-contracts --json").lines
    assert figures["closing_balance"] == "244740.00"
    assert [item["closing_balance"] for item in figures["contracts"]] == ["282340.00", "-37600.00"]


def test_nothing_moved_is_a_skip_for_all_and_a_refusal_for_one(capsys):
    everyone = run(capsys, "act --all --period 2025-Q2")
    assert (everyone.status, everyone.out.count("skipped")) == (0, 13)
    one = run(capsys, "act ryabinka --period 2025-Q2")
    assert (one.status, "no movement and no balance up to 2025-06-30" in one.out) == (1, True)
    assert run(capsys, "act ryabinka --period 2025-Q2 --include-empty --dry-run").status == 0


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        ("", "say for which period"),
        ("--period 2026-Q5", "is not a period"),
        ("--period 2026-Q3 --as-of 2026-09-15", "as of the last day of its period, 2026-09-30"),
        ("--period 2026-Q3 --reply-by 2026-09-30", "is not after the period"),
        ("--period 2026-Q3 --reply-by 15.10.2026", "is not a date"),
        ("--period 2026-Q3 --counterparty-side empty", "“empty” is none of"),
    ],
)
def test_wrong_options_are_told(capsys, options, complaint):
    result = run(capsys, f"act snegir {options}")
    assert result.status == 2
    assert complaint in result.err


def test_a_period_that_is_not_over_is_said(capsys):
    result = run(capsys, "act snegir --period 2999-01 --json")
    assert result.status == 0
    assert "2999-01-31 is still to come" in result.err


def test_what_we_owe_is_told_apart_from_what_is_owed_to_us(capsys):
    result = run(capsys, "act luchina --period 2026-Q3 --dry-run")
    (ours,) = [line for line in result.out.splitlines() if "luchina-4" in line]
    assert "-37,600.00 RUB   we owe this amount" in ours
    assert "payments that settle nothing yet: 37,600.00" in result.out
    (theirs,) = [line for line in result.out.splitlines() if "luchina-31" in line]
    assert " 282,340.00 RUB" in theirs


def test_an_act_without_movement_says_how_to_have_it_all_the_same(capsys):
    result = run(capsys, "act luchina --period 2024-Q1 --dry-run")
    assert result.status == 1
    assert "--include-empty" in result.out


def test_the_last_page_of_a_russian_act_holds_the_totals_too(firm, capsys):
    """Whoever signs sees what he signs: the last row, the totals, the sentence, one page."""
    ledger = firm / "data" / "ledger.csv"
    heads = ledger.read_text(encoding="utf-8").splitlines()[0].split(",")
    given = {"contract": "kedr-8", "kind": "shipment", "document_type": "УПД", "amount": "10.00"}
    for count in range(10, 28):
        row = given | {"date": f"2026-08-{count:02}", "number": f"9{count}"}
        with ledger.open("a", encoding="utf-8") as file:
            file.write(",".join(row.get(name, "") for name in heads) + "\n")
    run(capsys, "act snegir kedr --period 2026-Q3 --format pdf")
    pages = [page_texts(path) for path in sorted((firm / "out").iterdir())]
    assert list(map(len, pages)) == [1, 2]
    assert "От АО" not in pages[1][0]
    for words in ("Продажа (", "Обороты за период", "Сальдо конечное", "От АО"):
        assert words in pages[1][1]


def page_texts(path):
    done = subprocess.run(["pdftotext", "-layout", path, "-"], check=True, capture_output=True)
    return done.stdout.decode().split("\f")[:-1]
