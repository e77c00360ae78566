"""letters import as a user types it: shown, taken once, in data/ or simply lying there."""

import csv
import os
import subprocess
import sys
from pathlib import Path

import pytest

from command import run
from letters.reading.sample import make_workspace

RULES = """
[contracts]
luchina = "luchina-4"
[[formats]]
name = "Our CRM"
locale = "ru"
currency = "RUB"
[formats.columns]
"Клиент" = "name"
"Отгружено" = "date"
"Накладная" = "number"
"На сумму" = "amount"
"Что" = "kind"
[formats.kinds]
"Ушло" = "shipment"
"""
MAIN = "from letters.cli.app import main; main()"
EXPORT = '''Выгрузка из CRM

Клиент;Отгружено;Накладная;На сумму;Что;Менеджер
Снегирь-Маркет ООО;20.09.2026;=901;12 345,67;Ушло;Петров
"ООО ""Снегирь-Маркет""";20.09.2026;902;1 000,00;Оплата;Петров
Итого;;;13 345,67;;
'''


@pytest.fixture
def workspace(tmp_path):
    make_workspace(tmp_path / "w")
    (tmp_path / "w" / "import.toml").write_text(RULES, encoding="utf-8")
    (tmp_path / "crm.csv").write_bytes(EXPORT.encode("cp1251"))
    return tmp_path / "w"


def debt(capsys, workspace):
    lines = run(capsys, "ageing --json --as-of 2026-09-30 -C", workspace).lines
    return next(line["total"] for line in lines if line["contract"] == "snegir-15")


def test_an_export_is_shown_then_taken_and_never_twice(capsys, workspace):
    before = debt(capsys, workspace)
    shown = run(capsys, "import --dry-run -C", workspace, workspace.parent / "crm.csv")
    assert shown.status == 0
    assert "snegir" in shown.out
    assert "would be taken: 2 entries" in shown.err
    assert not list((workspace / "data").glob("*crm*"))
    taken = run(capsys, "import -C", workspace, workspace.parent / "crm.csv")
    assert taken.status == 0
    with (workspace / "data" / "ledger.crm.csv").open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    assert [(row["kind"], row["number"], row["amount"]) for row in rows] == [
        ("shipment", " =901", "12345.67"),  # a spreadsheet shows it, and calculates nothing
        ("payment", "902", "1000.00"),
    ]
    assert rows[0]["imported_from"].endswith("crm.csv: 4")
    assert run(capsys, "check -C", workspace).status == 0
    assert float(debt(capsys, workspace)) == pytest.approx(float(before) + 11345.67)
    again = run(capsys, "import -C", workspace, workspace.parent / "crm.csv")
    assert "taken: 0 entries" in again.err
    assert "already there: 2" in again.err
    assert len(list((workspace / "data").glob("ledger.*"))) == 2  # and the ledger itself


def test_a_file_that_lies_in_data_is_read_in_place_and_once(capsys, workspace):
    before = debt(capsys, workspace)
    (workspace / "data" / "crm.csv").write_bytes(EXPORT.encode("cp1251"))
    (workspace / "data" / "crm copy.csv").write_bytes(EXPORT.encode("cp1251"))
    assert run(capsys, "check -C", workspace).status == 0
    after = debt(capsys, workspace)
    assert float(after) == pytest.approx(float(before) + 11345.67)
    run(capsys, "import -C", workspace, workspace / "data" / "crm.csv")
    assert debt(capsys, workspace) == after


def test_json_has_every_row_and_writes_nothing(capsys, workspace):
    result = run(capsys, "import --json -C", workspace, workspace.parent / "crm.csv")
    line = result.lines[0]
    assert line["format"] == "Our CRM"
    assert line["ledger"][0]["amount"] == "12345.67"
    assert line["ledger"][0]["row"] == 4
    assert line["matches"][0] == {"named": "Снегирь-Маркет ООО", "party": "snegir", "how": "name"}
    assert not (workspace / "data" / "ledger.crm.csv").exists()


def test_one_bad_row_refuses_the_whole_file_and_not_the_others(capsys, workspace):
    bad = EXPORT.replace("1 000,00", "1 000,005").replace("12 345,67", "x")
    (workspace.parent / "bad.csv").write_bytes(bad.encode("cp1251"))
    result = run(
        capsys, "import -C", workspace, workspace.parent / "bad.csv", workspace.parent / "crm.csv"
    )
    assert result.status == 1
    assert "bad.csv: row 4: “x” is not an amount" in result.err
    assert "bad.csv: refused" in result.err
    assert "crm.csv: taken: 2 entries" in result.err
    refused = run(capsys, "import --json -C", workspace, workspace.parent / "bad.csv")
    assert refused.status == 1
    assert refused.lines[0]["refused"]["problems"][0]["code"] == "amount.unreadable"


def test_unknown_formats_and_wrong_rules_say_what_to_do(capsys, workspace):
    (workspace.parent / "strange.bin").write_bytes(b"\x00\x01\x02")
    result = run(capsys, "import -C", workspace, workspace.parent / "strange.bin", "missing.txt")
    assert result.status == 1
    assert "the format of this file is not known" in result.err
    assert "missing.txt: there is no such file" in result.err
    (workspace / "import.toml").write_text('[party]\n"a" = "b"\n', encoding="utf-8")
    wrong = run(capsys, "import -C", workspace, workspace.parent / "crm.csv")
    assert wrong.status == 2
    assert "import.toml: “party” is not known here (did you mean parties?)" in wrong.err


def test_nothing_is_imported_into_wrong_data(capsys, workspace):
    with (workspace / "data" / "ledger.csv").open("a", encoding="utf-8") as file:
        file.write("2026-13-45,snegir-15,shipment,,1,x\n")
    result = run(capsys, "import -C", workspace, workspace.parent / "crm.csv")
    assert result.status == 1
    assert "correct this first" in result.err
    assert not (workspace / "data" / "ledger.crm.csv").exists()


def test_two_imports_at_once_take_a_file_once(workspace):
    command = [sys.executable, "-c", MAIN, "import", "--quiet", "-C", str(workspace)]
    both = [
        subprocess.Popen([*command, str(workspace.parent / "crm.csv")], stdout=subprocess.DEVNULL)
        for _ in range(2)
    ]
    assert [one.wait(60) for one in both] == [0, 0]
    assert [path.name for path in (workspace / "data").glob("*crm*")] == ["ledger.crm.csv"]


def test_nothing_stays_of_a_file_whose_last_list_cannot_be_written(capsys, workspace, monkeypatch):
    from letters.errors import OutputError
    from letters.rendering import files

    write = files.write_atomically

    def full(path, data):
        if path.name.startswith("ledger"):
            raise OutputError("no room")
        write(path, data)

    monkeypatch.setattr(files, "write_atomically", full)
    upd = Path(__file__).parent / "files" / "foreign" / "upd_503.xml"
    before = sorted((workspace / "data").iterdir())
    assert run(capsys, "import -C", workspace, upd).status != 0
    assert sorted((workspace / "data").iterdir()) == before  # not the new contract either


def test_names_and_numbers_cannot_move_the_terminal(capsys, workspace):
    hostile = EXPORT.replace("902", "9\u202e02").replace("Снегирь-Маркет ООО", "Чу\x1b[2Jжие")
    (workspace.parent / "crm.csv").write_bytes(hostile.encode("utf-8"))
    result = run(capsys, "import -C", workspace, workspace.parent / "crm.csv")
    assert result.status == 1
    assert "\x1b" not in result.out + result.err


def test_folders_pipes_and_missing_files_are_named(capsys, workspace, tmp_path):
    os.mkfifo(tmp_path / "pipe")
    result = run(capsys, "import -C", workspace, tmp_path / "pipe", tmp_path, tmp_path / "none")
    assert result.status == 1
    assert "pipe: this is no file" in result.err
    assert "this is a folder" in result.err
    assert "none: there is no such file" in result.err


def test_amounts_are_shown_in_the_marks_of_the_user(capsys, workspace):
    result = run(capsys, "import --dry-run -C", workspace, workspace.parent / "crm.csv")
    line = next(line for line in result.out.splitlines() if line.startswith(" Снегирь-Маркет ООО"))
    assert line.split()[2:] == ["snegir", "name", "1", "0", "12,345.67", "RUB"]
