"""The language that the program itself speaks, and how it prints: stdout for results only."""

import json
import re
import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

import typer

from letters.deferring import deferred
from letters.errors import N_, LettersError, Problem, Translate, as_is, fill
from letters.wording.catalog import translator

__all__ = ["N_"]


class _Voice:
    """What the command line was told once, at its start."""

    translate: Translate = staticmethod(as_is)
    separators = (",", ".")
    quiet = False


# What stands between thousands and before the decimals where it is not 1,234.56 (CLDR).
_SEPARATORS = {"ru": ("\u00a0", ","), "es": (".", ",")}


def speak(language: str) -> None:
    """Say everything from now on in `language` (en, ru, zh, es)."""
    _Voice.translate = staticmethod(translator(language))
    _Voice.separators = _SEPARATORS.get(language, (",", "."))


def be_quiet(quiet: bool) -> None:
    """Leave out everything but results, warnings and errors."""
    _Voice.quiet = quiet


def say(msgid: str, **params: object) -> str:
    """`msgid` in the program's language, its placeholders filled."""
    return fill(msgid, params, _Voice.translate)


def say_raw(msgid: str) -> str:
    """`msgid` in the program's language, its placeholders left for somebody else to fill."""
    return _Voice.translate(msgid)


def figure(amount: Decimal) -> str:
    """An amount for the eye: thousands apart, in the marks of the program's language."""
    return f"{amount:,}".translate(str.maketrans(",.", "".join(_Voice.separators)))


def echo(text: str, *, err: bool = False) -> None:
    """A line on stdout, or on stderr; what comes from data cannot move the terminal."""
    typer.echo(_plain(text), err=err)


def tell(msgid: str, **params: object) -> None:
    """One line of information on stderr, unless --quiet."""
    if not _Voice.quiet:
        echo(say(msgid, **params), err=True)


def show_problems(problems: Iterable[Problem]) -> None:
    """Each finding on a line of its own, on stderr; warnings are marked as such."""
    for problem in problems:
        line = line_of(problem)
        if problem.severity == "warning":
            line = say(N_("warning: {line}"), line=line)
        echo(line, err=True)


def line_of(problem: Problem) -> str:
    """The whole finding on one line."""
    return _for_the_eye(problem).render(_Voice.translate)


def message_of(problem: Problem) -> str:
    """What is found, without the place."""
    return _for_the_eye(problem).message_text(_Voice.translate)


def _for_the_eye(problem: Problem) -> Problem:
    """The finding with its amounts as tables show them."""
    shown = {
        name: figure(value) if isinstance(value, Decimal) else value
        for name, value in problem.params.items()
    }
    return replace(problem, params=shown)


def explain(error: LettersError) -> str:
    """What stopped the work, for the user."""
    return error.render(_Voice.translate)


def _plain(text: str) -> str:
    """Without what a terminal would obey: data may hold escapes and marks of direction."""
    return re.sub(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", "\ufffd", text)


def print_json(value: object) -> None:
    """One JSON object on one line of stdout."""
    typer.echo(json.dumps(value, ensure_ascii=False))


def problem_json(problem: Problem) -> dict[str, str]:
    """A finding as `--json` prints it."""
    return {
        "source": problem.source,
        "place": problem.place_text(_Voice.translate),
        "code": problem.code,
        "message": problem.message_text(_Voice.translate),
        "hint": problem.hint_text(_Voice.translate),
    }


def print_facts(heads: Iterable[str], facts: Iterable[str]) -> None:
    """One row of a table on stdout, a line a fact."""
    for head, fact in zip(heads, facts, strict=True):
        if fact:
            echo(say_raw(N_(": ")).join((head, fact)))


def print_table(heads: Sequence[str], rows: Iterable[Sequence[str]], *, right: str = "") -> None:
    """A plain table on stdout; `right` names the columns (by index) that hold figures.

    Long texts fold to the width of the terminal, figures never: where it is too narrow for them,
    each row is told in lines. Into a file the table keeps its own width.
    """
    from rich import box
    from rich.cells import cell_len
    from rich.console import Console
    from rich.measure import Measurement
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    body = [[_plain(cell) for cell in row] for row in rows]
    for index, head in enumerate(heads):
        figures = str(index) in right.split()
        longest = max((cell_len(row[index]) for row in body), default=0)
        table.add_column(
            head,
            justify="right" if figures else "left",
            no_wrap=figures,
            min_width=longest if figures else min(longest, 10),
            overflow="fold",
        )
    for row in body:
        table.add_row(*row)
    console = Console(file=sys.stdout, highlight=False, markup=False, emoji=False)
    if not console.is_terminal:
        console.width = 1000
        console.soft_wrap = True
    elif Measurement.get(console, console.options.update(max_width=1000), table).minimum > (
        console.width
    ):
        for row in body:
            echo("")
            print_facts(heads, row)
        return
    console.print(table)


def translate_help(command: Any, help_names: Sequence[str] = ("--help",)) -> None:
    """Put the help of a command, its options and its subcommands into the program's language."""
    usage = command.get_usage
    command.get_usage = lambda context: _plain_usage(usage(context))
    names = command.context_settings.get("help_option_names", help_names)
    help_option = command.get_help_option(typer.Context(command, help_option_names=list(names)))
    for thing in (command, help_option, *command.params):
        for name in ("help", "short_help", "epilog"):
            text = getattr(thing, name, None)
            if text:
                setattr(thing, name, _Voice.translate(text))
    for child in getattr(command, "commands", {}).values():
        translate_help(child, names)


def _plain_usage(text: str) -> str:
    """The line of usage in the program's language, without the braces that Typer adds."""
    for english, ours in (
        ("Usage:", say(N_("Usage:"))),
        ("[OPTIONS]", say(N_("[OPTIONS]"))),
        ("COMMAND [ARGS]...", say(N_("COMMAND ..."))),
    ):
        text = text.replace(english, ours)
    return text.replace("{", "").replace("}", "")


# Typer has no catalogues: what it adds to our help itself is translated here.
_TYPER_HELP = (
    N_("Install completion for the current shell."),
    N_("Show completion for the current shell, to copy it or customize the installation."),
    N_("Show this message and exit."),
)


def prepare_frames(language: str) -> None:
    """Have Typer frame its help in the program's language; half of its library is not needed."""
    with deferred("rich.markdown", "rich.traceback"):
        from typer import rich_utils
    rich_utils.RANGE_STRING = ""  # who goes beyond a range is told it
    if language == "en":
        return
    from rich.text import Text

    class Folding(rich_utils.OptionHighlighter):
        """Chinese has no spaces to break a line at; Rich would cut it off with an ellipsis."""

        def highlight(self, text: Text) -> None:
            super().highlight(text)
            text.overflow = "fold"

    rich_utils.highlighter = Folding()
    rich_utils.ARGUMENTS_PANEL_TITLE = say(N_("Arguments"))
    rich_utils.OPTIONS_PANEL_TITLE = say(N_("Options"))
    rich_utils.COMMANDS_PANEL_TITLE = say(N_("Commands"))
    rich_utils.DEFAULT_STRING = _Voice.translate(N_("[default: {}]"))
    rich_utils.REQUIRED_LONG_STRING = say(N_("[required]"))
