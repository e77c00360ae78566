"""letters guarantee as a sales manager types it, on the sample workspace."""

import zipfile
from dataclasses import replace
from datetime import datetime
from pathlib import Path

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


def body(path):
    return zipfile.ZipFile(path).read("word/document.xml").decode()


def made(firm):
    return sorted(path.name for path in (firm / "out").iterdir())


def test_one_letter_with_its_number_and_register_row(firm, capsys):
    result = run(capsys, f"guarantee snegir {DAY} --pay-by 2026-10-15 --format docx")
    assert result.status == 0, result.err
    (name,) = made(firm)
    assert name.startswith("GL-2026-0001 Гарантийное письмо ")
    assert "снегир" in body(firm / "out" / name).casefold()
    (row,) = run(capsys, "register list --json").lines
    assert (row["number"], row["kind"], row["debtor"]) == (
        "GL-2026-0001", "guarantee_letter", "snegir",
    )  # fmt: skip
    assert run(capsys, "register check").status == 0


def test_json_computes_and_writes_nothing(firm, capsys):
    result = run(capsys, f"guarantee snegir {DAY} --instalments 3 --first 2026-10-31 --json")
    (figures,) = result.lines
    assert result.status == 0
    assert [part["date"] for part in figures["schedule"]] == [
        "2026-10-31", "2026-11-30", "2026-12-31",
    ]  # fmt: skip
    assert figures["schedule"][-1]["balance_after"] == "0.00"
    assert not (firm / "out").exists()
    assert not (firm / "register.sqlite").exists()


def test_the_same_letter_is_not_issued_twice_but_named(firm, capsys):
    order = f"guarantee snegir {DAY} --pay-by 2026-10-15 --format docx"
    run(capsys, order)
    again = run(capsys, order)
    assert again.status == 0
    assert "unchanged" in again.out
    assert "GL-2026-0001" in again.out
    assert len(made(firm)) == 1
    reissued = run(capsys, order + " --reissue")
    assert reissued.status == 0
    assert [name[:12] for name in made(firm)] == ["GL-2026-0001", "GL-2026-0002"]
    rows = run(capsys, "register list --json").lines
    assert [row["status"] for row in rows] == ["superseded", "issued"]


def test_another_format_later_joins_the_same_number(firm, capsys):
    order = f"guarantee snegir {DAY} --pay-by 2026-10-15"
    run(capsys, order + " --format docx")
    assert run(capsys, order + " --format docx --format pdf").status == 0
    assert [Path(name).suffix for name in made(firm)] == [".docx", ".pdf"]
    assert len(run(capsys, "register list --json").lines) == 1


def test_a_file_deleted_by_hand_is_made_again_under_its_number(firm, capsys):
    order = f"guarantee snegir {DAY} --pay-by 2026-10-15 --format docx"
    run(capsys, order)
    (name,) = made(firm)
    before = (firm / "out" / name).read_bytes()
    (firm / "out" / name).unlink()
    assert run(capsys, order).status == 0
    assert (firm / "out" / name).read_bytes() == before
    assert run(capsys, "register check").status == 0


def test_a_letter_that_somebody_changed_is_not_passed_off_as_the_issued_one(firm, capsys):
    order = f"guarantee snegir {DAY} --pay-by 2026-10-15 --format docx"
    run(capsys, order)
    with (firm / "out" / made(firm)[0]).open("ab") as file:
        file.write(b"x")
    result = run(capsys, order)
    assert (result.status, "unchanged" in result.out) == (0, True)
    assert "GL-2026-0001: the file is not the one that was issued" in result.err


def test_a_letter_issued_before_says_that_another_folder_stays_empty(firm, capsys):
    order = f"guarantee snegir {DAY} --pay-by 2026-10-15 --format docx"
    assert "issued before" not in run(capsys, order).err
    assert "issued before" not in run(capsys, order).err
    result = run(capsys, f"{order} --out other")
    assert "the letter was issued before; nothing is written to" in result.err
    assert not (firm / "other").exists()
    assert "issued before" not in run(capsys, f"{order} --reissue --out .").err
    assert "issued before" not in run(capsys, f"{order} --out .").err


def test_one_bad_debtor_never_stops_the_others(firm, capsys):
    parties = firm / "data" / "parties.csv"
    text = parties.read_text(encoding="utf-8")
    lines = text.splitlines()
    index = next(i for i, line in enumerate(lines) if line.startswith("kedr,"))
    cells = lines[index].split(",")
    cells[7] = ""  # the КПП
    lines[index] = ",".join(cells)
    parties.write_text("\n".join(lines) + "\n", encoding="utf-8")
    result = run(capsys, f"guarantee snegir kedr {DAY} --pay-by 2026-10-15 --format docx")
    assert result.status == 1
    assert len(made(firm)) == 1
    assert f"data/parties.csv: row {index + 1}, kpp: kedr has no kpp" in " ".join(
        result.out.split()
    )


def test_all_overdue_makes_one_letter_a_contract_and_names_the_skipped(firm, capsys):
    result = run(
        capsys, f"guarantee --all --overdue {DAY} --pay-by 2026-10-15 --format docx --language ru"
    )
    assert result.status == 0, result.out + result.err
    assert "skipped" in result.out
    assert "ryabinka" in result.out
    rows = run(capsys, "register list --json").lines
    assert [row["number"] for row in rows] == [
        f"GL-2026-{count:04}" for count in range(1, len(rows) + 1)
    ]


def test_a_debtor_who_owes_nothing_is_refused_when_named(firm, capsys):
    result = run(capsys, "guarantee ryabinka --as-of 2025-01-01 --pay-by 2026-10-15 --json")
    assert result.status == 1
    (refused,) = result.lines
    assert refused["refused"]["debtor"] == "ryabinka"
    assert refused["refused"]["problems"][0]["code"] == "nothing_to_do"


def test_dry_run_shows_and_writes_nothing(firm, capsys):
    result = run(capsys, f"guarantee snegir {DAY} --pay-by 2026-10-15 --dry-run")
    assert result.status == 0
    assert "would be made" in result.out
    assert not (firm / "out").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("guarantee", "say when the debtor pays"),
        ("guarantee snegir", "say when the debtor pays"),
        ("guarantee snegir --pay-by 2026-10-15 --instalments 2 --first 2026-10-15", "only once"),
        ("guarantee snegir --instalments 2", "--instalments needs --first"),
        ("guarantee snegir --pay-by 15.10.2026", "is not a date"),
        ("guarantee snegir --pay-by 2026-10-15 --overdue", "--overdue goes with --all"),
        ("guarantee --pay-by 2026-10-15", "nobody is named"),
        ("guarantee snegir --all --pay-by 2026-10-15", "exclude each other"),
        ("guarantee snegir --contract X --pay-by 2026-10-15", "there is no contract"),
        ("guarantee snegir --pay-by 2026-10-15 --format odt", "odt"),
        ("guarantee snegir --instalments 2 --first 2026-10-15 --every month", "no distance"),
    ],
)
def test_wrong_use_says_what_to_write_and_ends_with_2(firm, capsys, words, said):
    result = run(capsys, words)
    assert result.status == 2
    assert said in " ".join(result.err.split())


def test_a_schedule_that_is_off_by_a_kopeck_is_refused(firm, capsys):
    (figures,) = run(capsys, f"guarantee snegir {DAY} --pay-by 2026-10-15 --json").lines
    kopecks = int(figures["total"].replace(".", ""))
    for short, status in ((0, 0), (1, 1)):
        rest = kopecks - 100_00 - short
        Path("plan.csv").write_text(
            f"date,amount\n2026-10-15,100.00\n2026-11-15,{rest // 100}.{rest % 100:02}\n",
            encoding="utf-8",
        )
        result = run(capsys, f"guarantee snegir {DAY} --schedule plan.csv --json")
        assert result.status == status
    (line,) = result.lines
    (problem,) = line["refused"]["problems"]
    assert (problem["source"], problem["place"], problem["code"]) == (
        "plan.csv", "row 3, amount", "schedule.sum",
    )  # fmt: skip
    assert problem["message"].endswith("-0.01 apart")


def test_an_error_inside_shows_no_traceback_and_no_data(firm, capsys, monkeypatch):
    def fails(case, options):
        raise ZeroDivisionError(case.debtor.name)

    import letters.batch.job as module

    kind = module.KINDS["guarantee_letter"]
    broken = replace(kind, compute=fails)
    monkeypatch.setattr(module, "KINDS", {"guarantee_letter": broken})
    result = run(capsys, f"guarantee snegir {DAY} --pay-by 2026-10-15")
    assert result.status == 1
    assert "ZeroDivisionError" in result.out
    assert "Снегирь" not in result.out + result.err
    assert "Traceback" not in result.out + result.err


def test_an_own_template_is_checked_before_it_is_filled(firm, capsys):
    run(capsys, "template export guarantee_letter ru templates")
    own = firm / "templates" / "guarantee_letter" / "ru.docx"
    with zipfile.ZipFile(own) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    body_part = parts["word/document.xml"].decode()
    assert "{{ total }}" in body_part
    parts["word/document.xml"] = body_part.replace("{{ total }}", "{{ total|upper }}").encode()
    with zipfile.ZipFile(own, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    result = run(capsys, f"guarantee snegir {DAY} --pay-by 2026-10-15 --format docx")
    assert result.status == 1
    assert "guarantee_letter/ru.docx" in result.out
    assert list((firm / "out").glob("*.docx")) == []


def test_a_letter_is_never_dated_before_its_figures(firm, capsys):
    order = f"guarantee snegir {DAY} --pay-by 2026-10-15 --date 2026-09-14 --json"
    result = run(capsys, order)
    assert result.status == 2
    assert "before the day of its figures" in result.err


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("date,amount\n2026-10-01,858539.65 EUR\n", "the amount names a currency"),
        ("date,amount\n2026-10-01,858539.655\n", "has more decimals than the currency knows"),
        ("date,amount\n2026-10-01,858539.65,77\n", "the row has more cells than the heading"),
    ],
)
def test_amounts_of_a_schedule_are_those_of_the_contract(firm, capsys, table, said):
    Path("plan.csv").write_text(table, encoding="utf-8")
    result = run(capsys, f"guarantee snegir {DAY} --schedule plan.csv --json")
    assert result.status == 1
    assert said in result.out + result.err


def test_an_unknown_name_refuses_only_itself(firm, capsys):
    order = f"guarantee nobody snegir {DAY} --pay-by 2026-10-15"
    result = run(capsys, f"{order} --json")
    assert result.status == 1
    refused, figures = result.lines
    assert refused["refused"]["debtor"] == "nobody"
    assert refused["refused"]["problems"][0]["code"] == "party.unknown"
    assert figures["debtor"]["id"] == "snegir"
    assert "would be made 1, refused 1, skipped 0" in result.err
    assert run(capsys, f"{order} --format docx").status == 1
    assert len(made(firm)) == 1


def test_rows_stand_in_the_order_of_the_ledger_whatever_became_of_them(firm, capsys):
    orders = f"guarantee --all --overdue {DAY} --pay-by 2026-10-15 --dry-run"
    rows = [line.split()[0] for line in run(capsys, orders).out.splitlines()[3:] if line.strip()]
    assert rows[:6] == ["snegir", "orlova", "kedr", "luchina", "luchina", "ryabinka"]


def test_who_is_skipped_under_json_is_told_beside_the_lines(firm, capsys):
    result = run(capsys, f"guarantee --all --overdue {DAY} --pay-by 2026-10-15 --json")
    assert result.status == 0
    assert all(line["kind"] == "guarantee_letter" for line in result.lines)
    assert "skipped: ryabinka: nothing is overdue" in result.err


def test_only_warnings_about_the_letters_asked_for_are_shown(firm, capsys):
    parties = firm / "data" / "parties.csv"
    text = parties.read_text(encoding="utf-8")
    parties.write_text(text.replace("40702810500520015180", "40702810500520015181"), "utf-8")
    (firm / "data" / "notes.md").write_text("mine", encoding="utf-8")
    words = "its key digit is wrong"
    assert words in run(capsys, "check").err
    of_others = run(capsys, f"guarantee snegir {DAY} --pay-by 2026-10-15 --dry-run").err
    assert words not in of_others
    assert "data/notes.md: the file is not used" in of_others
    assert words in run(capsys, f"guarantee kedr {DAY} --pay-by 2026-10-15 --dry-run").err


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2999-01-01", "2999-01-01 is still to come"),
        ("2026-09-15", ""),
        ("2026-10-31", "the ledger ends on 2026-09-28: what happened later is missing"),
    ],
)
def test_days_that_the_ledger_does_not_know_are_told(firm, capsys, monkeypatch, day, said):
    class Clock(datetime):
        @classmethod
        def now(cls, tz=None):
            return cls(2026, 12, 1, tzinfo=tz)

    monkeypatch.setattr("letters.cli.guarantee.datetime", Clock)
    result = run(capsys, f"guarantee snegir --as-of {day} --pay-by 2999-10-15 --dry-run")
    assert result.status == 0
    notes = [line for line in result.err.splitlines() if " missing" in line]
    assert len(notes) == bool(said)
    assert said in "".join(notes)


@pytest.mark.parametrize(
    "table",
    [
        "Дата платежа, не позднее;Сумма платежа, RUB\n15.10.2026;858539,65\n",
        "期数\t付款日期（含当日）\t付款金额\n1\t2026-10-15\t858539.65\n",
        "Plazo;Fecha;Importe\n1;15/10/2026;858.539,65\n",
    ],
)
def test_a_schedule_may_have_the_heads_of_our_own_letters(firm, capsys, table):
    Path("plan.csv").write_text(table, encoding="utf-8")
    (figures,) = run(capsys, f"guarantee snegir {DAY} --schedule plan.csv --json").lines
    assert figures["schedule"] == [
        {"date": "2026-10-15", "amount": "858539.65", "balance_after": "0.00"}
    ]


def test_an_amount_that_no_letter_can_hold_is_refused_in_short(firm, capsys):
    Path("plan.csv").write_text("date,amount\n2026-10-01," + "1" * 4500, encoding="utf-8")
    result = run(capsys, f"guarantee snegir {DAY} --schedule plan.csv --json")
    assert result.status == 1
    assert "… is too large for an amount" in result.err
    assert len(result.err) < 200


def test_the_sample_case_gives_a_letter(firm, capsys):
    assert "errors: 0, warnings: 0" in run(capsys, "check --case case.yaml").err
    (figures,) = run(capsys, f"guarantee --case case.yaml {DAY} --pay-by 2026-10-15 --json").lines
    assert figures["total"] == "159750.40"
