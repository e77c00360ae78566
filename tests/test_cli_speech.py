"""What the user reads in his own language: nothing lost, nothing left in English, its own marks."""

import pytest

from command import run
from letters.errors import Problem, UsageError
from letters.wording.catalog import translator


@pytest.mark.parametrize(
    ("language", "help_text"),
    [("ru", "Показать эту справку"), ("zh", "显示本帮助信息"), ("es", "Muestra esta ayuda")],
)
def test_what_typer_adds_to_the_help_is_translated_too(capsys, monkeypatch, language, help_text):
    monkeypatch.setenv("LETTERS_LANG", language)
    shown = run(capsys, "--help").out
    assert help_text in shown
    assert "completion for" not in shown


def test_chinese_help_folds_instead_of_being_cut_off(capsys, monkeypatch):
    monkeypatch.setenv("LETTERS_LANG", "zh")
    monkeypatch.setenv("COLUMNS", "80")
    shown = run(capsys, "guarantee --help").out
    assert "…" not in shown
    assert "仅限有逾期单据的债务人。" in "".join(line.strip("│ ") for line in shown.splitlines())


PROBLEM = Problem.at("a.csv", 3, "amount", "amount.unreadable", "“{value}”", "{value}!", value="x")


@pytest.mark.parametrize(
    ("language", "line", "stopped"),
    [
        ("en", "a.csv: row 3, amount: “x” (x!)", "b (c)"),
        ("ru", "a.csv: строка 3, amount: “x” (x!)", "b (c)"),
        ("zh", "a.csv：第 3 行，amount：“x”（x!）", "b（c）"),
        ("es", "a.csv: fila 3, amount: “x” (x!)", "b (c)"),
    ],
)
def test_place_and_hint_stand_in_the_marks_of_the_language(language, line, stopped):
    assert PROBLEM.render(translator(language)) == line
    assert UsageError("b", "c").render(translator(language)) == stopped
