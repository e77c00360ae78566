"""The report of a run: everybody of the order stands in it, with what became of him."""

import csv
import datetime as dt
import json
from dataclasses import replace

import pytest

from batches import jobs_of
from letters.batch.plan import Plan
from letters.batch.record import Record, new_id, rows_of
from letters.batch.report import Made, Refusal, Skipped
from letters.errors import OutputError, Problem
from letters.reading.sample import make_workspace

NOW = dt.datetime(2026, 10, 1, 14, 30, 15, tzinfo=dt.UTC)
NAMES = {"snegir": "ООО «Снегирь»", "kedr": "=SUM(A1:A9)", "orlova": "ИП Орлова"}


def problem(message):
    return Problem("data/parties.csv", "row {row}", "party.missing", message, params={"row": 3})


def made(debtor, number, *, already=False):
    return Made(
        debtor=debtor, contracts=(f"{debtor}-1",), number=number, amount="1200.50",
        currency="RUB", files=(f"out/{number}.docx", f"out/{number}.pdf"), already=already,
    )  # fmt: skip


OUTCOMES = (
    Refusal("luchina", (problem("no kpp"), problem("no name")), ("luchina-31",)),
    Skipped("luchina", problem("nothing is owed"), ("luchina-4",)),
    made("kedr", "GL-2"),
    made("snegir", "GL-1", already=True),
)
PLAN = Plan((), debtors=("snegir", "kedr", "luchina"))


def record(rows, **changes):
    facts = {"id": "r", "kind": "guarantee_letter", "started": NOW, "stopped": False, "rows": rows}
    return Record(**{**facts, **changes})


def test_rows_stand_in_the_order_of_the_ledger():
    rows = rows_of(PLAN, OUTCOMES, NAMES)
    assert [(row.debtor, row.contracts, row.result, row.number) for row in rows] == [
        ("snegir", ("snegir-1",), "unchanged", "GL-1"),
        ("kedr", ("kedr-1",), "made", "GL-2"),
        ("luchina", ("luchina-31",), "refused", ""),
        ("luchina", ("luchina-4",), "skipped", ""),
    ]


def test_whom_a_stopped_run_did_not_come_to_is_unfinished(tmp_path):
    make_workspace(tmp_path / "firm")
    cases = tuple(job.case for job in jobs_of(tmp_path / "firm", "orlova", "luchina"))
    plan = Plan(cases, debtors=("orlova", "luchina"))
    assert [(row.contracts, row.result) for row in rows_of(plan, OUTCOMES[:1], NAMES)] == [
        (("orlova-27",), "unfinished"),
        (("luchina-31",), "refused"),
        (("luchina-4",), "unfinished"),
    ]


def test_programs_read_json_and_people_a_table(tmp_path):
    rows = rows_of(PLAN, OUTCOMES, NAMES)
    table = record(rows, bundles=("out/r.zip",)).write(tmp_path / "runs", "¡%s!".__mod__)
    facts = json.loads(table.with_suffix(".json").read_text(encoding="utf-8"))
    assert facts["counts"] == {"made": 1, "unchanged": 1, "refused": 1, "skipped": 1}
    assert (facts["id"], facts["stopped"], facts["bundles"]) == ("r", False, ["out/r.zip"])
    assert facts["started"] == "2026-10-01T14:30:15+00:00"
    luchina = facts["counterparties"][2]
    assert luchina["contracts"] == ["luchina-31"]
    assert luchina["problems"][1] == {
        "source": "data/parties.csv", "place": "¡row 3!", "code": "party.missing",
        "message": "¡no name!", "hint": "", "severity": "error",
    }  # fmt: skip
    with table.open(encoding="utf-8-sig", newline="") as file:
        cells = list(csv.DictReader(file))
    assert [row["result"] for row in cells] == ["unchanged", "made", "refused", "skipped"]
    assert cells[0]["files"] == "out/GL-1.docx\nout/GL-1.pdf"
    assert cells[2]["reasons"].splitlines() == [
        "data/parties.csv¡: !¡row 3!¡: !¡no kpp!",
        "data/parties.csv¡: !¡row 3!¡: !¡no name!",
    ]  # fmt: skip


def test_a_name_is_no_formula(tmp_path):
    table = record(rows_of(PLAN, OUTCOMES, NAMES)).write(tmp_path / "runs", str)
    assert "kedr,'=SUM(A1:A9)," in table.read_text(encoding="utf-8-sig")


def test_what_we_owe_is_negative_and_stays_a_number(tmp_path):
    ours = replace(made("orlova", "RA-3"), we_owe=True)
    table = record(rows_of(Plan((), debtors=("orlova",)), [ours], NAMES)).write(tmp_path / "r", str)
    with table.open(encoding="utf-8-sig", newline="") as file:
        assert [row["amount"] for row in csv.DictReader(file)] == ["-1200.50"]
    facts = json.loads(table.with_suffix(".json").read_text(encoding="utf-8"))
    assert [row["amount"] for row in facts["counterparties"]] == ["-1200.50"]


def test_two_runs_of_one_second_have_their_own_names():
    assert new_id(NOW)[:16] == "20261001-143015-"
    assert len({new_id(NOW) for _ in range(50)}) == 50


def test_a_report_that_cannot_be_written_is_an_error(tmp_path):
    (tmp_path / "runs").write_text("a file where the folder should be")
    with pytest.raises(OutputError, match="there is no folder"):
        record(()).write(tmp_path / "runs", str)
