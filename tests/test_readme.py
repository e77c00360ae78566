"""What the README shows works: its commands on the sample, its settings, its case, its columns."""

import re
import shlex
from pathlib import Path

import pytest

from command import run
from letters.reading.headings import FIELDS, LISTS, REQUIRED
from letters.reading.settings import _OPTIONS, read_toml, settings_from
from letters.reading.workspace import read_case

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(text, language):
    """All blocks of code in `language`."""
    found = re.findall(r"^```(\w*)\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)
    return [code for name, code in found if name == language]


def block(language):
    """The one block in `language`."""
    (code,) = blocks(README, language)
    return code


def commands():
    """What the tour has its readers type, without the comments."""
    tour = README.partition("## A tour")[2].partition("## The workspace")[0]
    lines = "".join(blocks(tour, "")).splitlines()
    yield from filter(None, (shlex.split(line, comments=True) for line in lines))


@pytest.mark.slow
def test_the_tour_can_be_walked_on_any_day(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("LETTERS_LANG", "en")
    monkeypatch.chdir(tmp_path)
    walked = []
    for words in commands():
        if words == ["cd", "firm"]:
            monkeypatch.chdir("firm")
            Path("agreed.csv").write_text(block("csv"), encoding="utf-8")
            settings = Path("letters.toml")  # Word files are enough here, and quickly made
            text = settings.read_text(encoding="utf-8")
            settings.write_text(text.replace('["docx", "pdf"]', '["docx"]'), encoding="utf-8")
            continue
        if words[-1] == "finished-by-hand.docx":
            next(Path("out").glob("*.docx")).rename(words[-1])
        assert words[0] == "letters"
        result = run(capsys, shlex.join(words[1:]))
        assert result.status == 0, (words, result.out, result.err)
        walked.append(words[1])
    assert set(walked) >= {
        "init", "check", "guarantee", "act", "demand", "ageing", "register", "rates", "template",
        "pdf",
    }  # fmt: skip


def test_the_settings_are_all_there_and_right():
    settings, problems = settings_from(read_toml(block("toml")), "README.md")
    assert problems == []
    assert settings.creditor
    for option in _OPTIONS:
        assert re.search(rf"^{option.rpartition('.')[2]} = ", block("toml"), re.MULTILINE), option


def test_the_case_gives_a_letter_and_a_claim(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("LETTERS_LANG", "en")
    case = tmp_path / "case.yaml"
    case.write_text(block("yaml"), encoding="utf-8")
    assert read_case(case).problems == ()
    letter = run(capsys, f"guarantee --case {case} --as-of 2026-09-15 --pay-by 2026-10-15 --json")
    claim = run(capsys, f"demand --case {case} --as-of 2026-09-15 --json")
    assert [figures["kind"] for figures in (*letter.lines, *claim.lines)] == [
        "guarantee_letter", "demand_letter",
    ]  # fmt: skip


@pytest.mark.parametrize("name", LISTS)
def test_the_columns_of_a_list_are_the_ones_that_are_read(name):
    text = (ROOT / "docs" / "workspace.md").read_text(encoding="utf-8")
    part = re.search(rf"^## {name}\n(.*?)^## ", text, re.DOTALL | re.MULTILINE)[1]
    cells = [line.split("|")[1] for line in part.splitlines() if line.startswith("| `")]
    columns = [column for cell in cells for column in re.findall(r"`(\w+)`", cell)]
    mandatory = [column for cell in cells for column in re.findall(r"`(\w+)` \*", cell)]
    assert sorted(columns) == sorted(FIELDS[name])
    assert sorted(mandatory) == sorted(REQUIRED[name])
