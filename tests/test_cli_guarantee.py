"""letters guarantee as a sales manager types it, on the sample workspace."""

import zipfile
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
        ("guarantee sneghir --pay-by 2026-10-15", "did you mean snegir?"),
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
    broken = type(kind)(kind.name, fails, kind.view, kind.fields, kind.nothing)
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
    ],
)
def test_amounts_of_a_schedule_are_those_of_the_contract(firm, capsys, table, said):
    Path("plan.csv").write_text(table, encoding="utf-8")
    result = run(capsys, f"guarantee snegir {DAY} --schedule plan.csv --json")
    assert result.status == 1
    assert said in result.out + result.err
