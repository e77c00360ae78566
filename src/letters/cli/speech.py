"""The language that the program itself speaks, and how it prints: stdout for results only."""

import json
import re
import sys
from collections.abc import Iterable, Sequence
from typing import Any

import typer

from letters.deferring import deferred
from letters.errors import N_, LettersError, Problem, Translate, as_is, fill
from letters.wording.catalog import translator

__all__ = ["N_"]


class _Voice:
    """What the command line was told once, at its start."""

    translate: Translate = staticmethod(as_is)
    quiet = False


def speak(language: str) -> None:
    """Say everything from now on in `language` (en, ru, zh, es)."""
    _Voice.translate = staticmethod(translator(language))


def be_quiet(quiet: bool) -> None:
    """Leave out everything but results, warnings and errors."""
    _Voice.quiet = quiet


def say(msgid: str, **params: object) -> str:
    """`msgid` in the program's language, its placeholders filled."""
    return fill(msgid, params, _Voice.translate)


def say_raw(msgid: str) -> str:
    """`msgid` in the program's language, its placeholders left for somebody else to fill."""
    return _Voice.translate(msgid)


def tell(msgid: str, **params: object) -> None:
    """One line of information on stderr, unless --quiet."""
    if not _Voice.quiet:
        typer.echo(say(msgid, **params), err=True)


def show_problems(problems: Iterable[Problem]) -> None:
    """Each finding on a line of its own, on stderr; warnings are marked as such."""
    for problem in problems:
        line = line_of(problem)
        if problem.severity == "warning":
            line = say(N_("warning: {line}"), line=line)
        typer.echo(line, err=True)


def line_of(problem: Problem) -> str:
    """The whole finding on one line."""
    return _plain(problem.render(_Voice.translate))


def message_of(problem: Problem) -> str:
    """What is found, without the place."""
    return _plain(problem.message_text(_Voice.translate))


def explain(error: LettersError) -> str:
    """What stopped the work, for the user."""
    return _plain(error.render(_Voice.translate))


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
            typer.echo(f"{head}: {fact}")


def print_table(heads: Sequence[str], rows: Iterable[Sequence[str]], *, right: str = "") -> None:
    """A plain table on stdout; `right` names the columns (by index) that hold figures.

    On a terminal it is as wide as the window and long texts fold; into a file it keeps its width.
    """
    from rich import box
    from rich.cells import cell_len
    from rich.console import Console
    from rich.measure import Measurement
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    body = [list(row) for row in rows]
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
    if console.is_terminal:  # a figure is never cut: rather let the terminal break the line
        wide = console.options.update(max_width=1000)
        console.width = max(console.width, Measurement.get(console, wide, table).minimum)
    else:
        console.width = 1000
        console.soft_wrap = True
    console.print(table)


def translate_help(command: Any, help_names: Sequence[str] = ("--help",)) -> None:
    """Put the help of a command, its options and its subcommands into the program's language."""
    names = command.context_settings.get("help_option_names", help_names)
    help_option = command.get_help_option(typer.Context(command, help_option_names=list(names)))
    for thing in (command, help_option, *command.params):
        for name in ("help", "short_help", "epilog"):
            text = getattr(thing, name, None)
            if text:
                setattr(thing, name, _Voice.translate(text))
    for child in getattr(command, "commands", {}).values():
        translate_help(child, names)


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
