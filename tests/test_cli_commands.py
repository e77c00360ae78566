"""The other commands as their users type them."""

import inspect
import os
import subprocess
import sys
from dataclasses import fields

import docx
import pytest

from command import run
from letters.cli.act import act
from letters.cli.demand import demand
from letters.cli.documents import Shared
from letters.cli.guarantee import guarantee
from letters.documents.kinds import KINDS
from letters.reading.sample import make_workspace

HEAVY = (
    "weasyprint", "docxtpl", "docx", "lxml", "ruamel", "python_calamine", "holidays", "babel",
    "stdnum", "pytrovich", "sqlite3", "letters.rendering", "letters.reading.workspace",
)  # fmt: skip


@pytest.fixture(autouse=True)
def _english(monkeypatch):
    monkeypatch.setenv("LETTERS_LANG", "en")


@pytest.fixture
def firm(tmp_path, monkeypatch):
    make_workspace(tmp_path / "firm")
    monkeypatch.chdir(tmp_path / "firm")
    return tmp_path / "firm"


def test_help_imports_nothing_heavy():
    code = (
        "import sys\n"
        "from letters.cli.app import main\n"
        "try:\n    main(['--help'])\nexcept SystemExit:\n    pass\n"
        f"print(sorted(set({HEAVY!r}) & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True,
        env={**os.environ, "LETTERS_LANG": "en"},
    )  # fmt: skip
    assert done.stderr.strip() == "[]"
    assert "guarantee" in done.stdout


COMMANDS = (
    "init", "check", "ageing", "guarantee", "pdf", "template list", "template export",
    "template fields", "template check", "register list", "register show", "register check",
    "rates show", "rates check",
)  # fmt: skip


@pytest.mark.parametrize("command", [guarantee, act, demand])
def test_document_commands_share_their_options_in_one_order(command):
    shared = [field.name for field in fields(Shared)]
    names = list(inspect.signature(command).parameters)
    assert names[:2] == shared[:2]
    assert names[2 - len(shared) :] == shared[2:]


def test_version(capsys):
    import letters

    result = run(capsys, "--version")
    assert (result.status, result.out.strip()) == (0, letters.__version__)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(capsys, command):
    result = run(capsys, command + " --help")
    assert result.status == 0
    assert f"Example: letters {command}" in " ".join(result.out.split())


@pytest.mark.parametrize(
    ("language", "words"),
    [("ru", "Гарантийные письма"), ("zh", "付款承诺书"), ("es", "reconocimientos de deuda")],
)
def test_help_and_errors_come_in_the_language_of_the_user(
    firm, capsys, monkeypatch, language, words
):
    monkeypatch.setenv("LETTERS_LANG", language)
    shown = run(capsys, "--help")
    assert words.casefold() in " ".join(shown.out.split()).casefold()
    refused = run(capsys, "guarantee nobody --pay-by 2026-10-15")
    assert refused.status == 1
    assert "there is no party" not in refused.out
    assert "nobody" in refused.out


def test_init_makes_a_workspace_in_which_check_is_content(tmp_path, capsys):
    made = run(capsys, "init", tmp_path / "new")
    assert made.status == 0
    assert str(tmp_path / "new" / "letters.toml") in made.out.splitlines()
    checked = run(capsys, "check -C", tmp_path / "new")
    assert checked.status == 0, checked.err
    assert "errors: 0, warnings: 0" in checked.err


def test_init_does_not_touch_a_folder_that_is_not_empty(tmp_path, capsys):
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    result = run(capsys, "init", tmp_path)
    assert result.status == 2
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_ageing_as_a_table_and_as_json(firm, capsys):
    table = run(capsys, "ageing --as-of 2026-09-15")
    assert table.status == 0
    assert "1-30" in table.out
    rows = {row["contract"]: row for row in run(capsys, "ageing --as-of 2026-09-15 --json").lines}
    row = rows["snegir-15"]
    assert (row["debtor"], row["currency"], row["total"], row["not_due"]) == (
        "snegir", "RUB", "858539.65", "243600.00",
    )  # fmt: skip
    assert list(row["buckets"]) == ["1-30", "31-60", "61-90", "91-120", "121+"]
    assert rows["luchina-4"]["unallocated"] == "37600.00"
    assert row["last_payment"] == {"date": "2026-07-22", "amount": row["last_payment"]["amount"]}


def test_ageing_edges_come_from_the_settings(firm, capsys):
    settings = firm / "letters.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("[30, 60, 90, 120]", "[45]"), encoding="utf-8")
    rows = run(capsys, "ageing --as-of 2026-09-15 --json").lines
    assert list(rows[0]["buckets"]) == ["1-45", "46+"]


def test_a_broken_row_is_named_by_every_command(firm, capsys):
    ledger = firm / "data" / "ledger.csv"
    text = ledger.read_text(encoding="utf-8")
    ledger.write_text(text.replace("212340.50", "212340.505", 1), encoding="utf-8")
    for command in ("check", "ageing", "guarantee --all --pay-by 2026-12-01 --dry-run"):
        result = run(capsys, command)
        assert result.status == 1
        assert "data/ledger.csv: row 4, amount: " in " ".join((result.out + result.err).split())


@pytest.mark.parametrize("command", ["check", "ageing", "guarantee --pay-by 2999-10-15"])
def test_a_case_file_that_is_not_there_is_a_wrong_use(firm, capsys, command):
    result = run(capsys, f"{command} --case nowhere.yaml")
    assert (result.status, result.out) == (2, "")
    assert "there is no case file nowhere.yaml" in result.err


def test_wrong_settings_end_with_2(firm, capsys):
    (firm / "letters.toml").write_text('creditor = "limorel-ru"\nlangage = "ru"\n')
    result = run(capsys, "guarantee --all --pay-by 2026-12-01")
    assert result.status == 2
    assert "did you mean language?" in result.err


def test_register_show_and_check(firm, capsys):
    run(capsys, "guarantee snegir --as-of 2026-09-15 --pay-by 2026-10-15 --format docx")
    shown = run(capsys, "register show GL-2026-0001")
    assert "snegir" in shown.out
    assert run(capsys, "register show X").status == 1
    (letter,) = (firm / "out").iterdir()
    letter.write_bytes(b"changed")
    checked = run(capsys, "register check")
    assert checked.status == 1
    assert "GL-2026-0001" in checked.err


@pytest.mark.parametrize("command", ["list", "show GL-2026-0001", "check"])
def test_the_register_of_no_workspace_is_a_wrong_use(firm, capsys, command):
    result = run(capsys, f"register {command} -C nowhere")
    assert (result.status, result.out) == (2, "")
    assert "there is no workspace nowhere" in result.err


def test_a_register_without_letters_says_so(firm, capsys):
    assert run(capsys, "register list").err == "no such letter was issued\n"
    assert run(capsys, "register list --kind love").status == 2
    for kind in KINDS:
        assert run(capsys, f"register list --kind {kind}").status == 0


def test_rates_are_shown_with_their_last_day(firm, capsys):
    tables = run(capsys, "rates show")
    assert "ru_key_rate" in tables.out
    assert "2026-10-25" in tables.out
    rows = run(capsys, "rates show ru_key_rate")
    assert "2026-07-27" in rows.out
    (firm / "rates").mkdir()
    (firm / "rates" / "ru_key_rate.csv").write_text(
        "date_from,rate_percent,source\n2026-11-01,13.50,test\n2026-10-30,13.75,test\n",
        encoding="utf-8",
    )
    assert run(capsys, "rates check").status == 1


def test_templates_are_listed_exported_and_checked(firm, capsys):
    assert "guarantee_letter" in run(capsys, "template list").out
    assert run(capsys, "template export guarantee_letter ru templates").status == 0
    again = run(capsys, "template export guarantee_letter ru templates")
    assert again.status == 1
    assert "already there" in again.err
    assert run(capsys, "template check templates").status == 0
    assert "own" in run(capsys, "template list").out
    assert "total_with_words" in run(capsys, "template fields guarantee_letter").out
    assert run(capsys, "template fields love_letter").status == 2


def test_without_a_path_own_and_shipped_templates_are_checked(firm, capsys):
    shipped = run(capsys, "template check")
    assert shipped.status == 0
    run(capsys, "template export guarantee_letter ru templates")
    own = firm / "templates" / "guarantee_letter" / "ru.docx"
    assert run(capsys, "template check").err != shipped.err
    own.write_bytes(b"no zip")
    (own.parent / "~$ru.docx").write_bytes(b"a lock of Word")
    result = run(capsys, "template check")
    assert result.status == 1
    assert "guarantee_letter/ru.docx" in result.err + result.out
    assert "~$" not in result.err + result.out


def test_annotated_copies_go_into_a_new_folder_whatever_else_is_broken(firm, capsys):
    run(capsys, "template export guarantee_letter ru templates")
    run(capsys, "template export guarantee_letter es templates")
    folder = firm / "templates" / "guarantee_letter"
    letter = docx.Document(str(folder / "ru.docx"))
    letter.paragraphs[0].add_run("{{ totl }}")
    letter.save(str(folder / "ru.docx"))
    (folder / "es.docx").write_bytes(b"no zip")
    result = run(capsys, "template check templates --annotate notes/new")
    assert result.status == 1
    assert "es.docx is not a Word document" in result.err
    assert [path.name for path in (firm / "notes" / "new").iterdir()] == [
        "guarantee_letter ru.docx"
    ]


def test_templates_in_a_folder_of_no_kind_are_told_where_to_go(firm, capsys):
    run(capsys, "template export guarantee_letter ru templates")
    (firm / "mine").mkdir()
    (firm / "templates/guarantee_letter/ru.docx").rename(firm / "mine/a.docx")
    result = run(capsys, "template check mine")
    assert result.status == 2
    assert "mine/a.docx does not stand in a folder that is named after a kind" in result.err
    assert "guarantee_letter" in result.err
    assert run(capsys, "template check mine --kind guarantee_letter").status == 0


def test_markup_that_cannot_be_drawn_reaches_the_report_with_its_place(firm, capsys):
    run(capsys, "template export guarantee_letter ru templates")
    own = firm / "templates/guarantee_letter/ru.docx"
    document = docx.Document(own)
    document.add_paragraph().add_run("тайна").font.hidden = True
    document.save(own)

    order = "guarantee snegir --as-of 2026-09-15 --pay-by 2026-10-15 --format pdf"
    result = run(capsys, order)

    assert result.status == 1
    assert "hidden text (w:vanish) (delete it or make it visible)" in result.out
    assert "guarantee_letter/ru.docx: paragraph" in result.out
    (report,) = (firm / "runs").glob("*.csv")
    assert "delete it or make it visible" in report.read_text(encoding="utf-8-sig")


def test_a_letter_finished_in_word_becomes_a_pdf(firm, capsys):
    run(capsys, "guarantee snegir --as-of 2026-09-15 --pay-by 2026-10-15 --format docx")
    (letter,) = (firm / "out").iterdir()
    result = run(capsys, "pdf", letter, firm / "nothing.docx")
    assert result.status == 1
    assert letter.with_suffix(".pdf").read_bytes().startswith(b"%PDF-")
    assert "nothing.docx" in result.err


def test_ageing_names_the_parties_and_adds_up_each_currency(firm, capsys):
    lines = run(capsys, "ageing --as-of 2026-09-15").out.splitlines()
    (snegir,) = [line for line in lines if line.lstrip().startswith("snegir")]
    assert "ООО «Снегирь-Маркет»" in snegir
    assert "2026-07-22: 150,000.00" in snegir
    totals = [line.split() for line in lines if line.split()[:1] == ["all"]]
    assert [(row[1], row[2]) for row in totals] == [
        ("RUB", "2,829,824.65"), ("CNY", "531,055.90"), ("EUR", "34,843.00"), ("MXN", "251,070.50"),
    ]  # fmt: skip
    assert totals[0][-1] == "37,600.00"


@pytest.mark.parametrize(
    ("language", "amount"),
    [("en", "858,539.65"), ("zh", "858,539.65"), ("es", "858.539,65"), ("ru", "858\xa0539,65")],
)
def test_amounts_stand_in_the_marks_of_the_language(firm, capsys, monkeypatch, language, amount):
    monkeypatch.setenv("LETTERS_LANG", language)
    assert amount in run(capsys, "ageing --as-of 2026-09-15").out
    order = "guarantee snegir --as-of 2026-09-15 --pay-by 2026-10-15 --dry-run"
    assert f"{amount} RUB" in run(capsys, order).out


def test_a_narrow_terminal_gets_lines_instead_of_cut_figures(firm, capsys, monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", "1")  # Rich: this is a terminal
    monkeypatch.setenv("COLUMNS", "80")
    out = run(capsys, "ageing --as-of 2026-09-15").out
    assert "total: 858,539.65\n" in out
    assert "121+: 18,915.20\n" in out
    assert max(map(len, out.splitlines())) < 80


@pytest.mark.parametrize(
    "pattern",
    ["GL-{yaer}-{seq:04}", "GL {seq!r:>4}", "{seq:99}", "{seq}{seq}", "{0}{seq}", "{{seq}}", "A"],
)
def test_a_number_pattern_is_checked_as_the_register_does(firm, capsys, pattern):
    settings = firm / "letters.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("GL-{year}-{seq:04}", pattern), encoding="utf-8")
    assert run(capsys, "check").status == 1
    assert run(capsys, "guarantee snegir --pay-by 2999-10-15").status == 2


def test_parties_that_share_a_tax_id_are_pointed_out(firm, capsys):
    parties = firm / "data" / "parties.csv"
    text = parties.read_text(encoding="utf-8")
    (row,) = [line for line in text.splitlines() if line.startswith("snegir,")]
    again = row.replace("snegir,", "again,", 1)
    branch = row.replace("snegir,", "branch,", 1).replace("769801001", "769843001")
    parties.write_text(f"{text}{again}\n{branch}\n", encoding="utf-8")
    checked = run(capsys, "check")
    assert checked.status == 0
    assert "tax_id: the tax id is that of snegir too" in checked.err
    assert "errors: 0, warnings: 1" in checked.err


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        (
            "contracts", "MXN,ES,60,calendar,4.2,18,year,,", "MXN,ES,60,calendar,4.2,,,1/300,",
            "row 14, penalty_of_key_rate: a penalty in parts of the key rate needs Russian law",
        ),
        (
            "parties", "Ibáñez,company,ES,es,B98120157", "Ibáñez,person,ES,es,99012015M",
            "row 13, kind: ibanez is a consumer, to whom Ley 3/2004 does not apply",
        ),
    ],
)  # fmt: skip
def test_terms_of_delay_that_the_law_does_not_know_are_told(firm, capsys, file, old, new, said):
    path = firm / "data" / f"{file}.csv"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    checked = run(capsys, "check")
    assert checked.status == 1
    assert said in checked.err


def test_names_of_settings_cannot_move_the_terminal(firm, capsys):
    settings = firm / "letters.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text('"\\u001b[31mred" = 1\n' + text, encoding="utf-8")
    checked = run(capsys, "check")
    assert "\ufffd[31mred: there is no such setting" in checked.err
    assert "\x1b" not in checked.err


@pytest.mark.parametrize(
    ("words", "place", "said"),
    [
        ("foo", "letters", "there is no command foo (see letters --help)"),
        ("guarante", "letters", "there is no command guarante (did you mean guarantee?)"),
        ("check --foo", "letters check", "there is no option --foo (see letters check --help)"),
        ("init", "letters init", "FOLDER is missing (see letters init --help)"),
        ("check a b", "letters check", "too many words: a b (see letters check --help)"),
        ("act --period", "letters", "--period needs a value"),
        ("act --all=1", "letters", "--all takes no value"),
        ("act --workers x", "letters act: --workers", "“x” is not a whole number"),
        ("act --workers 0", "letters act: --workers", "0 is out of the range x>=1"),
        ("act --date {x}", "letters act: --date", "“{x}” is not a date; write 2026-09-30"),
        ("act --language fr", "letters act: --language", "“fr” is none of 'ru', 'zh', 'es'"),
    ],
)
def test_a_wrong_command_line_is_told_in_one_line(capsys, words, place, said):
    result = run(capsys, words)
    assert (result.status, result.out) == (2, "")
    (line,) = result.err.splitlines()
    assert line.startswith(f"{place}: {said}")


def test_a_command_without_words_shows_its_help_only(capsys):
    result = run(capsys, "register")
    assert result.status == 2
    assert "signed" in result.out
    assert result.err == ""


@pytest.mark.skipif(os.name == "nt", reason="needs a pipe of Unix")
def test_a_reader_who_has_seen_enough_is_no_failure(firm):
    code = "from letters.cli.app import main; main(['ageing', '--json'])"
    done = subprocess.run(
        ["sh", "-c", f'{{ "{sys.executable}" -c "{code}"; echo $? >&2; }} | true'],
        capture_output=True, text=True, check=True, env={**os.environ, "LETTERS_LANG": "en"},
    )  # fmt: skip
    assert done.stderr == "0\n"
